"""Small faults put into the code one at a time, to see whether the tests of their lines notice.

A mutant changes one comparison, sum, condition, number, returned value or call. Texts are left
alone, as what is said is held by goldens. The choice is seeded, so that the same code has the same
mutants.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

SECONDS = 120  # for the tests of one mutant
_AT_ONCE = 60  # tests in one process, the fastest in the first
_STARTING = 4  # seconds that a process needs for itself

_COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_CALCULATED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}

Verdict = Literal["killed", "survived"]


class Mutant(NamedTuple):
    """One changed place: the file, the line, what is there and what is put there instead."""

    file: Path
    line: int
    before: str
    after: str
    source: str  # of the whole file, changed


def drawn(files: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """So many mutants of these files, each place as likely as any other."""
    places = [(file, place) for file in files for place in range(len(list(_places(_tree(file)))))]
    chosen = random.Random(seed).sample(places, count)
    return [_mutant(file, place) for file, place in sorted(chosen)]


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _mutant(file: Path, place: int) -> Mutant:
    tree = _tree(file)
    node, change = list(_places(tree))[place]
    before = ast.unparse(node)
    change()
    after = ast.unparse(node) if not isinstance(node, ast.Expr) else "pass"
    return Mutant(file, getattr(node, "lineno", 0), before, after, ast.unparse(tree))


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, Callable[[], None]]]:
    """The places of a file that can be changed, each with what changes it."""
    for parent in _code(tree):
        for node in ast.iter_child_nodes(parent):
            change = _change(node, parent)
            if change and not _is_apart(node, parent):
                yield node, change


def _code(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that run when the program does: no annotations, imports and decorators."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [child for child in ast.iter_child_nodes(node) if not _is_apart(child, node)]


def _is_apart(node: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.AnnAssign():
            return node is parent.annotation
        case ast.arg():
            return True
        case ast.FunctionDef():
            return node is parent.returns or node in parent.decorator_list
        case ast.ClassDef():
            return node in parent.decorator_list
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _change(node: ast.AST, parent: ast.AST) -> Callable[[], None] | None:
    match node:
        case ast.Compare(ops=[one]) if type(one) in _COMPARED:
            return lambda: node.ops.__setitem__(0, _COMPARED[type(one)]())
        case ast.BinOp(op=own) if type(own) in _CALCULATED and not _joins_texts(node):
            return lambda: setattr(node, "op", _CALCULATED[type(own)]())
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return lambda: setattr(node, "op", other)
        case ast.If() | ast.IfExp():
            return lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.Constant(value=bool(value)):
            return lambda: setattr(node, "value", not value)
        case ast.Constant(value=int(value) | float(value)):
            return lambda: setattr(node, "value", value + 1)
        case ast.Return(value=ast.expr()) if not _is_none(node.value):
            return lambda: setattr(node, "value", ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            return lambda: _dropped(node, parent)
    return None


def _joins_texts(node: ast.BinOp) -> bool:
    return any(isinstance(side, ast.JoinedStr) for side in (node.left, node.right))


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _dropped(node: ast.Expr, parent: ast.AST) -> None:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, [])
        if node in block:
            block[block.index(node)] = ast.Pass()


def _in_time(tests: Mapping[str, float]) -> Sequence[str]:
    """The tests that can be run in SECONDS, the fastest first."""
    in_order = sorted(tests, key=tests.__getitem__)
    until = accumulate(tests[test] + _STARTING / _AT_ONCE for test in in_order)
    return [test for test, seconds in zip(in_order, until, strict=True) if seconds <= SECONDS]


class Laboratory:
    """A copy of the project in which mutants are tried, one after another."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._copy = root, folder / "project"
        apart = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache")
        shutil.copytree(root, self._copy, ignore=apart)

    def tried(self, mutant: Mutant, tests: Mapping[str, float]) -> Verdict:
        """Whether one of the tests notices the mutant, the fastest tried first; they are given with
        the seconds that they take."""
        file = self._copy / mutant.file.relative_to(self._root)
        before = file.read_text(encoding="utf-8")

        def noticed_by(own: Sequence[str], seconds: float) -> bool:
            file.write_text(mutant.source, encoding="utf-8")
            try:
                return self._fails(own, seconds)
            finally:
                file.write_text(before, encoding="utf-8")

        in_time = _in_time(tests)
        for own in (in_time[at : at + _AT_ONCE] for at in range(0, len(in_time), _AT_ONCE)):
            seconds = 30 + 10 * sum(tests[test] for test in own)  # in more, they hang
            if noticed_by(own, seconds):
                if self._fails(own, seconds):
                    raise AssertionError(f"these tests fail without a mutant: {own}")
                return "killed"
        return "survived"

    def _fails(self, tests: Sequence[str], seconds: float) -> bool:
        """Whether one of the tests fails or cannot be found, or all take more than so many
        seconds."""
        arguments = self._copy / "tests.txt"
        arguments.write_text("\n".join(tests), encoding="utf-8")
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
        command = [sys.executable, "-m", "pytest", *options, f"@{arguments}"]
        environment = os.environ | {"PYTHONPATH": str(self._copy / "src")}
        try:
            done = subprocess.run(
                command,
                cwd=self._copy,
                env=environment,
                timeout=seconds,
                capture_output=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0
