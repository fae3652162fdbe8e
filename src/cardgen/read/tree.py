"""YAML text to located nodes: the only door to yaml.

The parser's events are used, not its values, so that no scalar is ever guessed to be a number, a
date or a truth value. Anchors, aliases and tags are refused: nothing here needs them, and an
alias can unfold to more than memory holds.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from cardgen.node import Node
from cardgen.problems import Mark, Problems, Stop

LARGEST = 32 * 1024 * 1024  # bytes; a deck of 10,000 cards has about 8 MB

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(path: Path, shown_as: str, problems: Problems) -> Node | None:
    """The file as a tree, or None with the problem noted; Stop when it cannot be read at all."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            problems.error(
                "E006",
                Mark(shown_as),
                f"the file has {size / 2**20:.0f} MB; the most that is read is {LARGEST // 2**20} MB",
                "split the deck into several files",
            )
            return None
        raw = path.read_bytes()
    except OSError as reason:
        raise Stop(f"{shown_as} cannot be read: {reason.strerror or reason}") from reason
    return parse(raw, shown_as, problems)


def parse(raw: bytes, file: str, problems: Problems) -> Node | None:
    """YAML in UTF-8 (with or without byte order mark) as a tree, or None with the problem noted."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        before = raw[: reason.start]
        line = before.count(b"\n") + 1
        column = len(before) - before.rfind(b"\n")
        problems.error(
            "E003",
            Mark(file, line, column, column + 1),
            "this is not UTF-8 text",
            "save the file as UTF-8",
        )
        return None
    try:
        return _build(yaml.parse(text, _LOADER), file, problems)
    except yaml.MarkedYAMLError as reason:
        problems.error("E001", *_explained(reason, text, file))
    except yaml.YAMLError as reason:  # a character YAML does not allow at all
        at = getattr(reason, "position", 0)
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        problems.error(
            "E001", Mark(file, line, column, column + 1), "an invisible control character stands here",
            "delete it",
        )  # fmt: skip
    return None


def _explained(reason: yaml.MarkedYAMLError, text: str, file: str) -> tuple[Mark, str, str]:
    """Where, what and fix of a syntax error, in an author's words."""
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
            "a tab stands here, where YAML wants spaces",
            "indent with spaces",
        )
    what = (reason.problem or str(reason)).strip()
    if "mapping values are not allowed" in what:
        return where, "a second colon makes this line ambiguous", "put the text in quotes"
    if what.startswith("found character") and here.lstrip()[:1] in "@`%":
        return where, "a text may not begin with this character", "put the text in quotes"
    return where, f"this is not YAML: {what}", "check quotes, colons and indentation"


def _build(events: object, file: str, problems: Problems) -> Node | None:
    root: Node | None = None
    stack: list[tuple[Node, str | None]] = []  # open collections, each with the key in hand
    for event in events:  # type: ignore[attr-defined]
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            start, end = event.start_mark, event.end_mark
            last = end.column + 1 if end.line == start.line else start.column + 2
            where = Mark(file, start.line + 1, start.column + 1, last)
            if event.anchor or event.tag:
                what = "an anchor" if event.anchor else "a tag"
                problems.error("E004", where, f"{what} stands here; these files use none", "write the value out")
                return None
            if kind is yaml.ScalarEvent:
                node = Node(event.value, where)
            else:
                node = Node({} if kind is yaml.MappingStartEvent else [], where)
            if not stack:
                if root is not None:
                    problems.error("E001", where, "a second document begins here", "keep one in a file")
                    return None
                root = node
            else:
                parent, key = stack[-1]
                if isinstance(parent.value, list):
                    parent.value.append(node)
                elif key is None:
                    if not isinstance(node.value, str):
                        problems.error("E001", where, "a key must be a text")
                        return None
                    stack[-1] = (parent, _fresh_key(parent, node, problems))
                    continue
                else:
                    if key not in parent.value:  # type: ignore[operator]
                        parent.value[key] = node  # type: ignore[index]
                    stack[-1] = (parent, None)
            if kind is not yaml.ScalarEvent:
                stack.append((node, None))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
        elif kind is yaml.AliasEvent:
            at = event.start_mark
            problems.error(
                "E004",
                Mark(file, at.line + 1, at.column + 1, at.column + 2),
                "an alias stands here; these files use none",
                "write the value out",
            )
            return None
    if root is None:
        problems.error("E002", Mark(file, 1, 1, 2), "the file is empty")
    return root


def _fresh_key(parent: Node, node: Node, problems: Problems) -> str:
    name = str(node.value)
    first = parent.keys.get(name)
    if first is not None:
        problems.error(
            "E005",
            node.where,
            f'"{name}" appears twice',
            f"it stands at {first.file}:{first.line}:{first.column} already; keep one",
        )
    else:
        parent.keys[name] = node.where
    return name
