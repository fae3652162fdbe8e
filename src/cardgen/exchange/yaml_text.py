"""Trees → YAML text as a person would write it, and where the content of each line came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cardgen.model.forms.node import Node
from cardgen.problems import Mark

_WIDTH = 96  # characters, the longest a line of text may be
# What would give the beginning of a plain text, or something in it, a meaning in YAML.
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_MEANT_OTHERWISE = re.compile(r": | #|:$|^(---|\.\.\.)|^([Nn]ull|NULL)$")
_UNPRINTABLE = re.compile(
    r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_WORDS = re.compile(r"\w([\w .-]*\w)?")
_IN_A_LINE = ("tags:", "coated:", "uncoated:")
# What stands plain within brackets and braces as well.
_PLAIN = re.compile(r"\w([\w .'’/&()+@-]*[\w.)+])?")
_MOST_WITHIN = 4  # values of a mapping that stands in a line
_SPACED = re.compile(r"^\s|\s$|[ ]\n|\n[ ]|\n$")


class YamlText:
    """The lines of a YAML file, and the places in another file that their content came from.

    notes are comments to put above keys of the top level. If compact, short lists and mappings
    within others stand in a line, as in [trust, mindset] and {output: handouts, names: true}.
    """

    def __init__(
        self, comment: str, tree: Node, notes: Mapping[str, str], compact: bool = False
    ) -> None:
        self.lines: list[str] = [f"# {line}".rstrip() for line in comment.splitlines()]
        self.places: dict[int, Mark] = {}
        self._notes = notes
        self._compact = compact
        if self.lines:
            self.lines.append("")
        if tree.entries:
            self._mapping(tree, 0, top=True)
        else:
            self._add("{}", tree.where)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def origin(self, line: int) -> Mark | None:
        """The place that a line, counted from 1, or the nearest line above it came from."""
        return next((self.places[n] for n in range(line, 0, -1) if n in self.places), None)

    def _add(self, line: str, where: Mark) -> None:
        self.lines.append(line)
        self.places.setdefault(len(self.lines), where)

    def _mapping(self, node: Node, indent: int, first: str = "", top: bool = False) -> None:
        """Add the keys of a mapping; its first line begins with first in place of the indent."""
        for name, value in (node.entries or {}).items():
            lead, first = first or " " * indent, ""
            if top and name in self._notes:
                self.lines += ["", *(f"# {line}" for line in self._notes[name].splitlines())]
            self._value(f"{lead}{inline(name)}:", value, indent)

    def _value(self, lead: str, value: Node, indent: int) -> None:
        """Add a value after its key, or what else leads to it."""
        if value.text is not None:
            for line in _text(lead, value.text, indent + 2):
                self._add(line, value.where)
        elif line := self._in_a_line(lead, value):
            self._add(line, value.where)
        elif value.entries is not None:
            self._add(lead, value.where)
            self._mapping(value, indent + 2)
        elif lead.split()[-1] in _IN_A_LINE and all(
            _WORDS.fullmatch(t.text or "") for t in value.items or []
        ):
            self._add(f"{lead} [{', '.join(t.text or '' for t in value.items or [])}]", value.where)
        else:
            self._add(lead, value.where)
            self._list(value, indent + 2)

    def _list(self, node: Node, indent: int) -> None:
        items = node.items or []
        apart = any("id" in (item.entries or {}) and len(item.entries or {}) > 4 for item in items)
        for count, item in enumerate(items):
            if apart and count:
                self.lines.append("")
            lead = f"{' ' * indent}-"
            if item.text is not None:
                for line in _text(lead, item.text, indent + 2):
                    self._add(line, item.where)
            elif line := self._in_a_line(lead, item):
                self._add(line, item.where)
            elif item.entries:
                self._mapping(item, indent + 2, f"{lead} ")
            else:
                self._add(lead, item.where)
                self._list(item, indent + 2)

    def _in_a_line(self, lead: str, value: Node) -> str:
        """A list or a mapping after what leads to it, if it stands in a line; else nothing."""
        if not value.value:
            return f"{lead} {'{}' if value.entries is not None else '[]'}"
        inside = _flow(value) if self._compact else ""
        return f"{lead} {inside}" if inside and len(lead) + len(inside) < _WIDTH else ""


def _flow(node: Node, depth: int = 0) -> str:
    """A list or a mapping of plain words on one line; nothing if it is better written out."""
    parts = node.items or [*(node.entries or {}).values()]
    inside = [part.text if part.text is not None else _flow(part, depth + 1) for part in parts]
    are_plain = all(
        _PLAIN.fullmatch(text) and inline(text) == text
        for text in [*(part.text for part in parts if part.text is not None), *(node.entries or ())]
    )
    if depth > 1 or not parts or not all(inside) or not are_plain:
        return ""
    if node.items is not None:
        apart = any(len(item.entries or ()) > 1 for item in node.items)
        return "" if apart else f"[{', '.join(inside)}]"
    if len(inside) > _MOST_WITHIN:
        return ""
    named = zip(node.entries or (), inside, strict=True)
    return f"{{{', '.join(f'{name}: {text}' for name, text in named)}}}"


def inline(text: str) -> str:
    """The text as a scalar on one line, in quotes if it needs them."""
    if _UNPRINTABLE.search(text) or "\n" in text:
        return _escaped(text)
    plain = text and text[0] not in _INDICATORS and text == text.strip()
    if plain and not _MEANT_OTHERWISE.search(text):
        return text
    return f"'{text}'" if '"' in text and "'" not in text else _escaped(text)


def _text(lead: str, text: str, indent: int) -> Iterator[str]:
    """The lines of a text after its key or dash: one, or a block scalar at the indent."""
    line = f"{lead} {inline(text)}"
    spaced = _SPACED.search(text) or _UNPRINTABLE.search(text)
    if spaced or (len(line) <= _WIDTH and "\n" not in text):
        yield line
    elif "\n" in text:
        yield f"{lead} |-"
        yield from (f"{' ' * indent}{part}".rstrip(" ") for part in text.split("\n"))
    else:
        yield f"{lead} >-"
        yield from _folded(text, indent)


def _folded(text: str, indent: int) -> Iterator[str]:
    """The lines of a folded text. It breaks only at single spaces, which YAML joins again."""
    line = ""
    for word in re.split(r"(?<! ) (?! )", text):
        if line and indent + len(line) + 1 + len(word) > _WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _escaped(text: str) -> str:
    """The text in double quotes."""

    def escape(found: re.Match[str]) -> str:
        code = ord(found[0])
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"

    text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_UNPRINTABLE.sub(escape, text)}"'
