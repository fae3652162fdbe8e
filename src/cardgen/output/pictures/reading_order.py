"""The words of a face in the order in which they are read, a line for each block."""

from __future__ import annotations

from collections.abc import Iterable

from cardgen.graphics.frame import INLINE, Element, GlyphRun, Item, Placed

_CELLS = frozenset({"TH", "TD"})


def words_in_order(items: Iterable[Item]) -> str:
    """What is read out of the items: headings, paragraphs, items of lists with their labels and
    rows of tables, each on a line; an alternative text stands for what it describes."""
    lines = [""]
    _read(items, lines)
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _read(items: Iterable[Item], lines: list[str]) -> None:
    for item in items:
        match item:
            case GlyphRun():
                lines[-1] += item.text
            case Placed():
                _read(item.frame.items, lines)
            case Element() if item.role != "Artifact":
                _element(item, lines)


def _element(element: Element, lines: list[str]) -> None:
    inline = element.role in INLINE
    labelled = lines[-1].endswith("\t")  # a label, or a cell, which the line goes on after
    if not inline and not labelled:
        lines.append("")
    if element.alt is not None:
        lines[-1] += element.alt
    else:
        _read(element.items, lines)
    if element.role == "Lbl" or element.role in _CELLS:
        lines[-1] += "\t"
    elif not inline:
        lines.append("")
