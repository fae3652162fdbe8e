"""YAML text → located nodes; this module is the only door to PyYAML.

It uses the parser's events rather than its values, so that no scalar is ever guessed to be a
number, a date or a truth value. Anchors, aliases and tags are refused: nothing here needs them, and
an alias can expand to more than memory holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from sys import intern
from typing import Any

import yaml
from yaml import CollectionEndEvent, NodeEvent, ScalarEvent

from cardgen.intake import TooLarge, read_bytes, within
from cardgen.limits import YAML_DEPTH, YAML_SIZE, YAML_VALUES
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, refuse
from cardgen.problems import Mark, Problems
from cardgen.read.comments import Comments, has_strange_spaces, strange_indent, strange_item

_STRANGE_INDENT = "there are no-break or other unusual spaces here, where YAML needs plain ones"
_INDENT = "indent with ordinary spaces"
_NESTED = f"this is nested more than {YAML_DEPTH.most} levels deep"

_NO_KEYS: Mapping[str, Mark] = {}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(
    path: Path, shown_as: str, problems: Problems, held: bytes | None = None
) -> Node | None:
    """Returns the file, or what is held of it in memory, as a tree, or None with the problem noted;
    raises Stop if it cannot be read at all."""
    try:
        raw = read_bytes(path, shown_as, YAML_SIZE) if held is None else within(held, YAML_SIZE)
    except TooLarge as much:
        fix = "split the deck into several files"
        problems.error("E006", Mark(shown_as), f"the file is {much}", fix)
        return None
    return parse(raw, shown_as, problems)


def parse(raw: bytes, file: str, problems: Problems) -> Node | None:
    """Returns UTF-8 YAML (with or without a byte order mark) as a tree, or None with the problem
    noted."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        before = raw[: reason.start].decode("utf-8-sig", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        problems.error(
            "E003",
            Mark(file, line, column, column + 1),
            "this is not UTF-8 text",
            "save the file as UTF-8",
        )
        return None
    words = _Words(text)
    try:
        root = _build(_LOADER(text), words, file, problems)
        problems.add(words.cut)  # not beside an error of which a comment may be the cause
        return root
    except Unreadable:
        return None
    except yaml.MarkedYAMLError as reason:
        problems.error("E001", *_explained(reason, text, file))
    except yaml.YAMLError as reason:  # a character YAML does not allow at all
        # The parser written in C counts bytes.
        read = text.encode()[: getattr(reason, "position", 0)]
        at = len(read.decode("utf-8", "ignore"))
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        where = Mark(file, line, column, column + 1)
        problems.error("E001", where, "there is an invisible control character here", "delete it")
    return None


def _explained(reason: yaml.MarkedYAMLError, text: str, file: str) -> tuple[Mark, str, str]:
    """Returns the place, message and fix for a syntax error, in an author's words."""
    at = reason.problem_mark or reason.context_mark
    line, column = (at.line + 1, at.column + 1) if at else (0, 0)
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    where = Mark(file, line, column, column + 1)
    lead = here[: len(here) - len(here.lstrip())]
    if "\t" in lead:
        column = lead.index("\t") + 1
        return (
            Mark(file, line, column, column + 1),
            "there is a tab here, where YAML needs spaces",
            "indent with spaces",
        )
    what = (reason.problem or str(reason)).strip()
    opened = reason.context_mark.line if reason.context_mark else len(lines)
    for number in range(min(line, len(lines)), min(opened, line - 2), -1):
        if strange := strange_indent(lines[number - 1]):
            return Mark(file, number, *strange), _STRANGE_INDENT, _INDENT
    comments = Comments(text)
    for number in range(opened, min(line, len(lines))):
        if cut := comments.colour_or_text(number, file):
            return cut[0], "what follows # is a comment", f"put the {cut[1]} in quotes"
    if "maximum nesting depth" in what:
        return where, _NESTED, "close the brackets that are open"
    if "mapping values are not allowed" in what:
        return where, "a second colon makes this line ambiguous", "put the text in quotes"
    if what.startswith("found character") and here[column - 1 : column] in tuple("@`%"):
        return where, "a text may not begin with this character", "put the text in quotes"
    return where, f"this is not YAML: {what}", "check quotes, colons and indentation"


class _Words:
    """What the lines of a file tell of its plain texts that the parser does not."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines() if has_strange_spaces(text) else []
        self._comments = Comments(text)
        self.cut = Problems()

    @property
    def tell(self) -> bool:
        """Whether they tell anything of any text, as in few files."""
        return bool(self._lines or self._comments)

    def note(self, event: ScalarEvent, where: Mark, problems: Problems) -> None:
        """Keeps where a comment cuts a plain text, and notes where spaces that YAML takes for
        letters made one text of what was meant as a list."""
        end = event.end_mark
        assert end is not None  # the parser marks every event
        self._comments.note_cut(event.value, where, (end.line, end.column), self.cut)
        for number in range(where.line, end.line + 1) if self._lines else ():
            if strange_item(self._lines[number]):
                columns = strange_indent(self._lines[number])
                assert columns
                place = Mark(where.file, number + 1, *columns)
                problems.error("E001", place, _STRANGE_INDENT, _INDENT)


class _Mapping:
    """A mapping still being filled, and the key in hand."""

    def __init__(self) -> None:
        self.value: dict[str, Node] = {}
        self.keys: dict[str, Mark] = {}
        self._key: str | None = None

    def take(self, value: Any, where: Mark, keys: Mapping[str, Mark], problems: Problems) -> None:
        """Takes the parts of a node: in turn a key and its value."""
        key = self._key
        if key is not None:
            self.value.setdefault(key, Node(value, where, keys))
            self._key = None
            return
        if not isinstance(value, str):
            raise refuse(problems, "E001", where, "a key must be a text")
        self._key = key = intern(value)  # there are few keys, and many nodes that have them
        first = self.keys.setdefault(key, where)
        if first is not where:
            fix = f"it is already at {first}; keep one"
            problems.error("E005", where, f'"{value}" appears twice', fix)


class _List:
    """A list still being filled."""

    def __init__(self) -> None:
        self.value: list[Node] = []
        self.keys: Mapping[str, Mark] = _NO_KEYS

    def take(self, value: Any, where: Mark, keys: Mapping[str, Mark], problems: Problems) -> None:
        self.value.append(Node(value, where, keys))


class _Root:
    """What a file holds: one node."""

    node: Node | None = None

    def take(self, value: Any, where: Mark, keys: Mapping[str, Mark], problems: Problems) -> None:
        if self.node is not None:
            what, fix = "a second document begins here", "keep one per file"
            raise refuse(problems, "E001", where, what, fix)
        self.node = Node(value, where, keys)


def _build(
    loader: yaml.SafeLoader | yaml.CSafeLoader, words: _Words, file: str, problems: Problems
) -> Node:
    root = _Root()
    inside: list[_Root | _Mapping | _List] = [root]
    count, most, words_tell = 0, YAML_VALUES.most, words.tell
    for event in iter(loader.get_event, None):
        if not isinstance(event, NodeEvent):
            if isinstance(event, CollectionEndEvent):
                inside.pop()
            continue
        where = _where(event, file)
        count += 1
        if count > most:
            what = f"the file has more than {YAML_VALUES}, the limit"
            raise refuse(problems, "E009", where, what, "split the deck into several files")
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise _unused(event, where, problems)
        if isinstance(event, ScalarEvent):
            if words_tell and not event.style:
                words.note(event, where, problems)
            inside[-1].take(event.value, where, _NO_KEYS, problems)
            continue
        own = _Mapping() if isinstance(event, yaml.MappingStartEvent) else _List()
        inside[-1].take(own.value, where, own.keys, problems)
        if len(inside) > YAML_DEPTH.most:
            raise refuse(problems, "E008", where, _NESTED)
        inside.append(own)
    if root.node is None:
        raise refuse(problems, "E002", Mark(file, 1, 1, 2), "the file is empty")
    return root.node


def _unused(event: NodeEvent, where: Mark, problems: Problems) -> Unreadable:
    """Returns the refusal of what YAML has and these files do not use."""
    what = "an anchor" if event.anchor else "a tag"
    if isinstance(event, yaml.AliasEvent):
        what = "an alias"
    fix = "write the value out, or put the text in quotes"
    return refuse(problems, "E004", where, f"there is {what} here; these files use none", fix)


def _where(event: NodeEvent, file: str) -> Mark:
    """Returns the place of the event; one that spans several lines is marked at its first
    character."""
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None  # the parser marks every event
    line, column = start.line + 1, start.column + 1
    last = end.column + 1 if end.line + 1 == line and end.column >= column else column + 1
    return Mark(file, line, column, last)
