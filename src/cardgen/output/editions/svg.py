"""A Figure as SVG within a page of HTML; a unit is a millimetre of the card."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from cardgen.graphics.frame import (
    Box,
    Element,
    GlyphRun,
    Image,
    Ink,
    Item,
    Line,
    Path,
    Placed,
    never,
)
from cardgen.graphics.geometry import bled, extent, into_parent
from cardgen.graphics.pixels.samples import upright
from cardgen.output.pdf.document import number, numbers
from cardgen.units import MM_PER_PT


def svg(items: Iterable[Item], alt: str) -> str:
    """The drawing, as large as what it shows, with its alternative text; the style sheet scales
    it."""
    items = tuple(items)
    left, top, right, bottom = extent(items) or (0, 0, 0, 0)
    view = numbers((left, top, right - left, bottom - top))
    size = f'viewBox="{view}" style="--mm: {number(right - left)}"'
    return f'<svg role="img" aria-label="{escape(alt)}" {size}>{"".join(_drawn(items))}</svg>'


def _drawn(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case GlyphRun():
                yield _run(item)
            case Box():
                where = _numbers(x=item.x, y=item.y, width=item.width, height=item.height)
                corners = _numbers(rx=item.radius) if item.radius else ""
                stroke = _stroke(item.stroke, item.stroke_pt) if item.stroke else ""
                yield f'<rect{where}{corners} fill="{_colour(item.fill)}"{stroke}/>'
            case Line():
                where = _numbers(x1=item.x1, y1=item.y1, x2=item.x2, y2=item.y2)
                yield f"<line{where}{_stroke(item.ink, item.width_pt)}/>"
            case Path():
                steps = "".join(f"{step[0]}{numbers(step[1:])}" for step in item.steps)
                rule = "nonzero" if item.solid else "evenodd"
                yield f'<path d="{steps}" fill="{_colour(item.fill)}" fill-rule="{rule}"/>'
            case Image():
                where = _numbers(x=item.x, y=item.y, width=item.width, height=item.height)
                kind, data = upright(item.pixels)
                address = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
                yield f'<image{where} preserveAspectRatio="none" href="{address}"/>'
            case Element():
                yield from _drawn(item.items)
            case Placed():
                yield _placed(item)
            case _:
                never(item)


def _run(run: GlyphRun) -> str:
    """The words as wide as on the card, in whatever font the reader has."""
    width = _numbers(textLength=run.width) if len(run.text.strip()) > 1 else ""
    where = _numbers(x=run.x, y=run.y)
    size = f' font-size="{number(run.size_pt * MM_PER_PT)}"'
    adjusted = ' lengthAdjust="spacingAndGlyphs"' if width else ""
    text = escape(run.text.rstrip(), quote=False)
    return f'<text{where}{size}{width}{adjusted} fill="{_colour(run.ink)}">{text}</text>'


def _placed(placed: Placed) -> str:
    """A placed frame; one with bleed is clipped to it by a viewport, with square corners."""
    inner = "".join(_drawn(placed.frame.items))
    if (kept := bled(placed)) is not None:
        left, top, right, bottom = kept
        size = _numbers(x=left, y=top, width=right - left, height=bottom - top)
        view = numbers((left, top, right - left, bottom - top))
        inner = f'<svg{size} viewBox="{view}">{inner}</svg>'
    return f'<g transform="matrix({numbers(into_parent(placed))})">{inner}</g>'


def _numbers(**values: float) -> str:
    return "".join(f' {name}="{number(value)}"' for name, value in values.items())


def _colour(ink: Ink | None) -> str:
    return "none" if ink is None else hexadecimal(ink)


def hexadecimal(ink: Ink) -> str:
    """An ink's screen colour, as #FFCE24."""
    return "#{:02X}{:02X}{:02X}".format(*ink.rgb)


def _stroke(ink: Ink, width_pt: float) -> str:
    return f' stroke="{_colour(ink)}" stroke-width="{number(width_pt * MM_PER_PT)}"'
