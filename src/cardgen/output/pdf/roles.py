"""What an element is by what holds it and what it holds: for every painter the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cardgen.graphics.frame import Element, Face, GlyphRun, Item, Placed

INLINE = frozenset({"Span", "Em", "Strong", "Quote", "Code", "Link", "Reference", "Lbl"})


def sections(face: Face) -> tuple[Element, ...]:
    """The sections a face stands in, from the outermost: that of its theme, if it has one, and
    that of its card."""
    card = Element("Sect", (), id=f"card {face.card}", title=face.name)
    if face.theme is None:
        return (card,)
    return Element("Sect", (), id=f"theme {face.theme}", title=face.theme), card


def heads_columns(row: Element, within: str) -> bool:
    """Whether the headings of a table row, which stands within that role, are those of columns."""
    cells = {cell.role for cell in _children(row.items) if isinstance(cell, Element)}
    return within == "THead" or cells & {"TH", "TD"} == {"TH"}


def numbering(items: Iterable[Item]) -> str | None:
    """How a list is numbered, judged by its first label; None if it shows none."""
    label = next((element for element in _elements(items) if element.role == "Lbl"), None)
    if label is None:
        return None
    text = label.alt or "".join(
        run.text for run in _children(label.items) if isinstance(run, GlyphRun)
    )
    first = text.strip("( ")[:1]
    if first.isdigit():
        return "Decimal"
    if first.isalpha():
        return "UpperAlpha" if first.isupper() else "LowerAlpha"
    return {"◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}.get(first, "Disc")


def _children(items: Iterable[Item]) -> Iterator[Element | GlyphRun]:
    """What is said in the items, wherever it is placed."""
    for item in items:
        if isinstance(item, Placed):
            yield from _children(item.frame.items)
        elif isinstance(item, Element | GlyphRun):
            yield item


def _elements(items: Iterable[Item]) -> Iterator[Element]:
    for child in _children(items):
        if isinstance(child, Element):
            yield child
            yield from _elements(child.items)
