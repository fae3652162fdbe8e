"""Problems: what is wrong, where to mend it, and how."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from traceback import walk_tb
from typing import Literal, TypeVar

from cardgen.limits import NAME_COMPARED, NAMES_COMPARED, PROBLEMS

F = TypeVar("F")
_LISTED = 20  # names, where none is near
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file, counted from 1 as editors do; end is the first column after it. If a line
    has no column, or it is said to be private, messages do not quote what stands there."""

    file: str
    line: int = 0
    column: int = 0
    end: int = 0
    private: bool = False

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    @property
    def in_file(self) -> str:
        """The place without its column, for sentences that name another place."""
        return str(replace(self, column=0))

    @property
    def is_private(self) -> bool:
        return self.private or (bool(self.line) and not self.column)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct (an error) or to know (a warning), in the author's words."""

    severity: Severity
    code: str
    where: Mark
    what: str
    fix: str = ""


class Problems(list[Problem]):
    """All problems found so far, without repeats; stages add to it and continue, so that one run
    shows all.

    noted counts every report, including repeats: if a file is read twice, its problems are shown
    once, but both readings failed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noted = 0
        self._known: set[Problem] = set()
        self._suggestions = Suggestions()

    def __contains__(self, problem: object) -> bool:
        return problem in self._known

    def error(self, code: str, where: Mark, what: str, fix: str = "") -> None:
        self._add(Problem("error", code, where, what, fix))

    def warning(self, code: str, where: Mark, what: str, fix: str = "") -> None:
        self._add(Problem("warning", code, where, what, fix))

    def add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._add(problem)

    def _add(self, problem: Problem) -> None:
        self.noted += 1
        if problem in self._known or len(self) > PROBLEMS.most:
            return
        self._known.add(problem)
        if len(self) == PROBLEMS.most:
            what = f"there are more than {PROBLEMS}; no others are listed"
            fix = "correct the first ones, and check again"
            problem = Problem("error", "E011", Mark(problem.where.file), what, fix)
        self.append(problem)

    def did_you_mean(
        self, name: str, known: Collection[str], otherwise: str = "the choices are"
    ) -> str:
        """A suggestion for one of many unknown names, as Suggestions makes it."""
        return self._suggestions.nearest(name, known, otherwise)

    @property
    def fatal(self) -> bool:
        return any(problem.severity == "error" for problem in self)

    def in_order(self) -> list[Problem]:
        """Returns the problems in the order in which one works through them: file by file, from the
        top."""
        return sorted(self, key=_by_place)


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    where = problem.where
    return where.file, where.line, where.column, problem.code


class Found(list[F]):
    """The things found, with the problems noted on the way in the order of the files."""

    def __init__(self, found: Iterable[F], problems: Problems) -> None:
        super().__init__(found)
        self.problems = tuple(problems.in_order())

    @property
    def fatal(self) -> bool:
        """Whether there were errors, so that something may be missing."""
        return any(problem.severity == "error" for problem in self.problems)


class Error(Exception):
    """Any of the errors that cardgen raises."""


class DeckError(Error):
    """The deck, or something it is made with, has errors, and nothing was made (exit code 1).

    problems holds all that were found, including warnings, in the order of the files, or of the
    sheets of a workbook.
    """

    def __init__(self, problems: Iterable[Problem], in_order: bool = True) -> None:
        self.problems = sorted(problems, key=_by_place) if in_order else list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        first = next((p for p in self.problems if p.severity == "error"), None)
        return f"{first.where}: {first.what}" if first else "nothing was made"


class FileError(DeckError):
    """A finished file that was named cannot be used, for the reasons in its problems (exit code
    3)."""


class Unsupported(Error):
    """A request names something that does not exist, or cannot be fulfilled (a usage error, exit
    code 2): what is wrong and, where it is known, the fix."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what, fix)
        self.what, self.fix = what, fix

    def __str__(self) -> str:
        return f"{self.what}; {self.fix}" if self.fix else self.what


class Stop(Error):
    """The work cannot continue: a file cannot be read or written (exit code 3)."""


class Missing(Error):
    """An optional part of cardgen is needed but not installed (exit code 4): what needs it, and the
    name of the extra that provides it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what, extra)

    def __str__(self) -> str:
        what, extra = self.args
        how = f"run pip install '.[{extra}]' in the folder of its source"
        return f"{what} need an optional part of cardgen: {how}"


# Libraries that stumble over damaged files, besides those that come with Python.
_READERS = frozenset(
    ["PIL", "defusedxml", "docx", "et_xmlfile", "lxml", "openpyxl", "pypdf", "uharfbuzz"]
)


def is_own_failure(error: BaseException) -> bool:
    """Whether an exception comes from a mistake in cardgen, rather than from a library that
    stumbled over a damaged file: none of these raised it, and it is none of the classes by which
    what is written in C says what is wrong with its input, or by which cardgen does."""
    if isinstance(error, OSError | UnicodeError | EOFError | MemoryError | RecursionError):
        return False
    if type(error).__module__ != "builtins":
        return False
    *_, (frame, _) = walk_tb(error.__traceback__)
    library = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return library not in _READERS and library not in sys.stdlib_module_names


def known(what: str, name: str, names: Iterable[str]) -> str:
    """The name if it is one of these; raises Unsupported, with the nearest of them, if not."""
    if not isinstance(name, str):
        raise Unsupported(f"{what} should be a name, not {name!r}")
    names = list(names)
    if name not in names:
        fix = did_you_mean(name, names, f"the {what}s are")
        raise Unsupported(f'no {what} is called "{name}"', fix)
    return name


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "the choices are") -> str:
    """Returns the nearest known name as a suggestion, or else all names after the words in
    otherwise."""
    names = list(dict.fromkeys(known))
    # Comparing takes the square of the length.
    lower = {n.lower(): n for n in names if len(n) <= NAME_COMPARED.most}
    near = get_close_matches(name.lower(), lower, 1, 0.6) if len(name) <= NAME_COMPARED.most else ()
    if near:
        return f'did you mean "{lower[near[0]]}"?'
    if not names or not otherwise:
        return ""
    listed = (n if len(n) <= NAME_COMPARED.most else f"{n[: NAME_COMPARED.most]}…" for n in names)
    more = ", …" if len(names) > _LISTED else ""
    return f"{otherwise}: {', '.join(islice(listed, _LISTED))}{more}"


class Suggestions:
    """Suggests near names for one unknown name after another, as did_you_mean does, until too many
    were compared: with thousands of unknown names in a deck of thousands of cards, only the first
    few get a suggestion."""

    def __init__(self) -> None:
        self._compared = 0

    def nearest(self, name: str, known: Collection[str], otherwise: str = "the choices are") -> str:
        self._compared += len(known)
        if self._compared > NAMES_COMPARED.most:
            return ""
        return did_you_mean(name, (other for other in known if other != name), otherwise)
