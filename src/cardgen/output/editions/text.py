"""An edition as text: Markdown, or plain lines for any reader and any message."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cardgen.graphics.frame import INLINE
from cardgen.output.editions.links import linked
from cardgen.output.editions.logical_structure import LogicalElement
from cardgen.value import Value

PLAIN_WIDTH = 78
UNDERLINES = {1: "=", 2: "-", 3: "~", 4: "."}


class Notation(Value):
    """How a text is written: Markdown or plain. A width of 0 leaves each paragraph on a line."""

    heading: Callable[[str, int], str]  # with its level
    words: Callable[[str], str]  # as they stand anywhere
    block: Callable[[str], str]  # words as they begin a block
    emphasis: Mapping[str, str]  # what stands on both sides of words, by their element's role
    figure: str  # with {alt}
    mark: Callable[[str], str]  # before an item of a list, from its label
    table: Callable[[Sequence[Sequence[str]], bool, int], str]  # rows, whether the first heads
    within: str  # between the paragraphs of an item
    width: int


def text(document: LogicalElement, notation: Notation) -> str:
    """The edition, its blocks separated by blank lines."""
    return "\n\n".join(_blocks(document, notation, notation.width)).strip("\n") + "\n"


def _blocks(node: LogicalElement, notation: Notation, width: int) -> list[str]:
    if node.role == "Figure":
        alt = notation.block(notation.words((node.alt or "").strip()))
        return [_filled(notation.figure.format(alt=alt), width)]
    if node.role == "L":
        return [_list(node, notation, width)]
    if node.role == "Table":
        return _table(node, notation, width)
    if node.alt is not None or all(kid.role in INLINE for kid in node.elements):
        words = notation.block(_words(node, notation).strip())
        if node.role == "H":
            return [notation.heading(_filled(words, width), node.level)]
        return [_filled(words, width)] if words else []
    kids = [LogicalElement("P", kids=[kid]) if isinstance(kid, str) else kid for kid in node.kids]
    return [block for kid in kids for block in _blocks(kid, notation, width)]


def _words(node: LogicalElement, notation: Notation) -> str:
    """The words of an element, with marks around those that are emphasised."""
    if node.alt is not None:
        return notation.words(node.alt)
    words = "".join(
        notation.words(kid) if isinstance(kid, str) else _words(kid, notation) for kid in node.kids
    )
    mark = notation.emphasis.get(node.role, "")
    within = words.strip()
    # White space inside the marks would make them plain characters.
    return words.replace(within, f"{mark}{within}{mark}") if mark and within else words


def _filled(words: str, width: int) -> str:
    if not width:
        return words
    return textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False)


def _list(node: LogicalElement, notation: Notation, width: int) -> str:
    items = []
    for item in node.elements:
        mark = notation.mark(item.label)
        room = width - len(mark) if width else 0
        body = notation.within.join(_blocks(replace(item, kids=item.unlabelled), notation, room))
        items.append(mark + textwrap.indent(body, " " * len(mark)).lstrip())
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _table(node: LogicalElement, notation: Notation, width: int) -> list[str]:
    captions = (kid for kid in node.elements if kid.role == "Caption")
    before = [block for caption in captions for block in _blocks(caption, notation, width)]
    rows = _rows(node)
    cells = [[" ".join(_blocks(cell, notation, 0)) for cell in row.elements] for row in rows]
    return [*before, notation.table(cells, rows[0].kind == "Column", width)] if rows else before


def _rows(node: LogicalElement) -> list[LogicalElement]:
    found = []
    for kid in node.elements:
        found += [kid] if kid.role == "TR" else _rows(kid)
    return found


# What CommonMark would take for markup: anywhere, and at the beginning of a line.
_MARKS = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
_BEGINNING = re.compile(r"^(#{1,6}(?=\s|$)|[-+=]|(?<!\d)\d{1,9}(?=[.)](?:\s|$)))")


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\g<0>", words)


def _linked(words: str) -> str:
    """The words escaped, with the addresses among them as links."""
    return "".join(_link(piece, address) for piece, address in linked(words))


def _link(words: str, address: str | None) -> str:
    if address is None:
        return _escaped(words)
    # Where Markdown would add nothing but the scheme of mail, an address stands for itself.
    is_whole = address in (words, f"mailto:{words}")
    return f"<{words}>" if is_whole else f"[{_escaped(words)}](<{address}>)"


def _begun(words: str) -> str:
    return _BEGINNING.sub(lambda found: _escape(found[0]), words)


def _escape(mark: str) -> str:
    """The markup escaped; a number keeps its digits, as only the point after it would count."""
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"


def _bullet(label: str) -> str:
    """A list marker of CommonMark: a plus stays, and a minus becomes a hyphen."""
    if label.isdecimal():
        return f"{int(label)}. "
    if label == "+":
        return "+ "
    return "- " if label in ("", "-", "−", "–", "•") else f"- {_begun(_escaped(label))} "


def _piped(rows: Sequence[Sequence[str]], headed: bool, _: int) -> str:
    columns = max(len(row) for row in rows)
    lines = [
        [*(cell.replace("|", r"\|") for cell in row), *[""] * (columns - len(row))] for row in rows
    ]
    if not headed:
        lines.insert(0, [""] * columns)
    lines.insert(1, ["---"] * columns)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _aligned(rows: Sequence[Sequence[str]], headed: bool, width: int) -> str:
    """Columns as wide as their widest cell; the last takes the rest of the line."""
    columns = max(len(row) for row in rows)
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(columns)]
    before = sum(widths[:-1]) + 2 * (columns - 1)
    lines = []
    for number, row in enumerate(rows):
        start = "  ".join(cell.ljust(wide) for cell, wide in zip(row[:-1], widths, strict=False))
        start += "  " * (len(row) > 1)
        last = _filled(row[-1], max(width - before, 20))
        lines.append((start + last.replace("\n", "\n" + " " * before)).rstrip())
        if headed and not number:
            lines.append("  ".join("-" * wide for wide in widths)[:width])
    return "\n".join(lines)


def _underlined(words: str, level: int) -> str:
    """A heading with an underline by its level, and a blank line more above the higher levels."""
    lines = words.split("\n")
    above = "\n" if level < 4 else ""
    rule = UNDERLINES[level] * max(map(len, lines)) if level in UNDERLINES else ""
    return f"{above}{words}\n{rule}".rstrip()


MARKDOWN = Notation(
    heading=lambda words, level: f"{'#' * level} {words}",
    words=_linked,
    block=_begun,
    emphasis={"Em": "*", "Strong": "**"},
    figure="*{alt}*",
    mark=_bullet,
    table=_piped,
    within="\n\n",
    width=0,
)
PLAIN = Notation(
    heading=_underlined,
    words=str,
    block=str,
    emphasis={},
    figure="[{alt}]",
    mark=lambda label: f"{label}. " if label.isdecimal() else f"{label or '-'} ",
    table=_aligned,
    within="\n",
    width=PLAIN_WIDTH,
)
