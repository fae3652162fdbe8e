"""A frame as text, for debugging and for tests that compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Image,
    Ink,
    Item,
    Line,
    Path,
    Placed,
    never,
)


def describe(frame: Frame) -> str:
    """A line for each item in the order of painting, indented by nesting; mm with two decimals."""
    return "\n".join([f"frame {_size(frame.width, frame.height)}", *_lines(frame.items, "  ")])


def _lines(items: tuple[Item, ...], indent: str) -> Iterator[str]:
    for item in items:
        match item:
            case GlyphRun():
                type_ = f"{item.font} {item.size_pt:g} pt {item.ink.name}"
                yield f"{indent}run {_mm(item.x)} {_mm(item.y)} {type_} {item.text!r}"
            case Box():
                where = f"{_mm(item.x)} {_mm(item.y)} {_size(item.width, item.height)}"
                radius = f" radius {_mm(item.radius)}" if item.radius else ""
                yield f"{indent}box {where}{radius}{_inks(item.fill, item.stroke, item.stroke_pt)}"
            case Line():
                where = f"{_mm(item.x1)} {_mm(item.y1)} to {_mm(item.x2)} {_mm(item.y2)}"
                yield f"{indent}line {where}{_inks(None, item.ink, item.width_pt)}"
            case Path():
                left, top, right, bottom = (_mm(length) for length in item.extent)
                where = f"{left} {top} to {right} {bottom}"
                solid = " solid" if item.solid else ""
                yield f"{indent}path {where}{solid}{_inks(item.fill, None, 0)}"
            case Image():
                where = f"{_mm(item.x)} {_mm(item.y)} {_size(item.width, item.height)}"
                width, height = item.pixels.size
                name = PurePath(item.pixels.file).name
                yield f"{indent}image {where} of {width} x {height} pixels {name}"
            case Element():
                said = "".join(
                    f" {name} {value!r}"
                    for name, value in (("lang", item.lang), ("alt", item.alt), ("link", item.link))
                    if value
                )
                yield f"{indent}{item.role}{said}"
                yield from _lines(item.items, indent + "  ")
            case Placed():
                face = f" {item.face.card} {item.face.side}" if item.face else ""
                turn = f" turned {item.turn}" if item.turn else ""
                radius = f" radius {_mm(item.radius)}" if item.radius else ""
                yield f"{indent}placed {_mm(item.x)} {_mm(item.y)}{turn}{radius}{face}"
                size = _size(item.frame.width, item.frame.height)
                yield f"{indent}  frame {size}"
                yield from _lines(item.frame.items, indent + "    ")
            case _:
                never(item)


def _mm(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}"  # never -0.00


def _size(width: float, height: float) -> str:
    return f"{_mm(width)} x {_mm(height)}"


def _inks(fill: Ink | None, stroke: Ink | None, width_pt: float) -> str:
    filled = f" {fill.name}" if fill else ""
    return filled + (f" stroke {stroke.name} {width_pt:g} pt" if stroke else "")
