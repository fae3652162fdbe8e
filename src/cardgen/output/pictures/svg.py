"""Frames as SVG: one picture that needs no font and no other file.

Words are drawn as the outlines of their glyphs, each outline once. Lengths are whole hundredths of
a millimetre, and those of outlines whole thousandths of an em.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from string import ascii_lowercase, digits
from types import MappingProxyType
from typing import TypeAlias

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
from cardgen.graphics.geometry import bled, into_parent
from cardgen.graphics.pixels.samples import upright
from cardgen.graphics.type.fonts import Font, GlyphStep
from cardgen.output.numbers import number, numbers
from cardgen.output.pictures.reading_order import words_in_order
from cardgen.units import MM_PER_PT

NO_COLOURS: Mapping[str, str] = MappingProxyType({})
_PER_MM = 100
_MARK = "\x1f"  # stands for the prefix of ids until the rest of the picture is known; XML has none
_Point: TypeAlias = tuple[int, int]
_ORIGIN: _Point = (0, 0)
_SIGNS = digits + ascii_lowercase


def face_svg(
    placed: Placed,
    fonts: Mapping[str, Font],
    name: str,
    lang: str,
    corner: float = 0.0,
    bleed: float = 0.0,
) -> str:
    """A face with so much bleed around its trim, and with its name and its words; its corners have
    that radius. Lengths are in mm."""
    frame = placed.frame
    width, height = (number(side + 2 * bleed, 3) for side in (frame.width, frame.height))
    start = number(-bleed, 3)
    writer = _Writer(fonts)
    edges = 0.0, 0.0, frame.width, frame.height
    drawn = "".join(writer.drawn(frame.items))
    if corner:
        drawn = f'<g clip-path="url(#{writer.window(edges, corner)})">{drawn}</g>'
    words = escape(words_in_order(frame.items), quote=False)
    title, text = f"{_MARK}-name", f"{_MARK}-words"
    return _with_own_ids(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="{start} {start} {width} {height}" role="img" lang="{escape(lang)}"'
        f' aria-labelledby="{title}" aria-describedby="{text}">'
        f'<title id="{title}">{escape(name, quote=False)}</title>'
        f'<desc id="{text}">{words}</desc>{writer.whole(drawn)}</svg>'
    )


def inline_svg(
    items: Iterable[Item],
    edges: tuple[float, float, float, float],
    attributes: str,
    fonts: Mapping[str, Font],
    number_: int,
    own: Mapping[str, str] = NO_COLOURS,
) -> str:
    """A drawing within a page of HTML, with its number there: what lies between these edges.

    own are colours of the page, by the names of the inks that they stand in for.
    """
    left, top, right, bottom = edges
    view = numbers((left, top, right - left, bottom - top))
    writer = _Writer(fonts, own)
    whole = writer.whole("".join(writer.drawn(items)))
    svg = f'<svg {attributes} viewBox="{view}">{whole}</svg>'
    return svg.replace(_MARK, f"d{_short(number_)}_")


def faces_together(
    frames: Sequence[Frame], fonts: Mapping[str, Font], corner: float
) -> tuple[str, list[str]]:
    """Faces within one page of HTML, which share their outlines: what they refer to, and what is
    within the SVG of each."""
    writer = _Writer(fonts)
    drawn = []
    for frame in frames:
        whole = "".join(writer.drawn(frame.items))
        if corner:
            edges = 0.0, 0.0, frame.width, frame.height
            whole = f'<g clip-path="url(#{writer.window(edges, corner)})">{whole}</g>'
        drawn.append(whole)
    return writer.kept.replace(_MARK, "g_"), [
        f"{writer.scaled(whole)}".replace(_MARK, "g_") for whole in drawn
    ]


def inks_in(items: Iterable[Item]) -> Iterator[Ink]:
    """The inks of a drawing; nothing is told of those of pictures."""
    for item in items:
        match item:
            case GlyphRun() | Line():
                yield item.ink
            case Path():
                yield item.fill
            case Box():
                yield from filter(None, (item.fill, item.stroke))
            case Element():
                yield from inks_in(item.items)
            case Placed():
                yield from inks_in(item.frame.items)
            case Image():
                pass
            case _:
                never(item)


def hexadecimal(rgb: tuple[int, int, int]) -> str:
    """A colour of screens, as #FFCE24."""
    return "#{:02X}{:02X}{:02X}".format(*rgb)


def _with_own_ids(svg: str) -> str:
    """The picture with ids that no other face has, so that several can stand on one page."""
    digest = int.from_bytes(sha256(svg.encode()).digest()[:6], "big")
    return svg.replace(_MARK, ascii_lowercase[digest % 26] + _short(digest // 26 % 36**3))


def _short(count: int) -> str:
    """A number in few characters."""
    text = ""
    while count or not text:
        count, last = divmod(count, 36)
        text = _SIGNS[last] + text
    return text


class _Writer:
    """Writes the items of one picture, and keeps what they refer to."""

    def __init__(self, fonts: Mapping[str, Font], own: Mapping[str, str] = NO_COLOURS) -> None:
        self._fonts, self._own = fonts, own
        self._glyphs: dict[tuple[str, int], str] = {}
        self._kept: list[str] = []

    @property
    def kept(self) -> str:
        """All that is referred to."""
        return f"<defs>{''.join(self._kept)}</defs>" if self._kept else ""

    def scaled(self, drawn: str) -> str:
        """What was drawn, in millimetres."""
        return f'<g transform="scale({1 / _PER_MM:g})">{drawn}</g>'

    def whole(self, drawn: str) -> str:
        """What was drawn, after all that it refers to, in millimetres."""
        return self.kept + self.scaled(drawn)

    def window(self, edges: tuple[float, float, float, float], radius: float) -> str:
        """The id of what clips to a rectangle with corners of that radius."""
        left, top, right, bottom = edges
        return self._keep(
            "<clipPath{}>" + _rect(left, top, right, bottom, radius) + "/></clipPath>"
        )

    def drawn(self, items: Iterable[Item]) -> Iterator[str]:
        for item in items:
            match item:
                case GlyphRun():
                    yield self._run(item)
                case Box():
                    right, bottom = item.x + item.width, item.y + item.height
                    rect = _rect(item.x, item.y, right, bottom, item.radius)
                    stroke = self._stroke(item.stroke, item.stroke_pt) if item.stroke else ""
                    yield f"{rect}{self._fill(item.fill)}{stroke}/>"
                case Line():
                    steps = _steps((("M", item.x1, item.y1), ("L", item.x2, item.y2)), _PER_MM)
                    yield f'<path d="{steps}"{self._stroke(item.ink, item.width_pt)}/>'
                case Path():
                    rule = "" if item.solid else ' fill-rule="evenodd"'
                    steps = _steps(item.steps, _PER_MM)
                    yield f'<path d="{steps}"{self._fill(item.fill)}{rule}/>'
                case Image():
                    yield _image(item)
                case Element():
                    yield from self.drawn(item.items)
                case Placed():
                    yield self._placed(item)
                case _:
                    never(item)

    def _run(self, run: GlyphRun) -> str:
        """The outlines of a run's glyphs, in thousandths of an em from where it starts."""
        per_mille = number(run.size_pt * MM_PER_PT * _PER_MM / 1000, 5)
        matrix = f"matrix({per_mille} 0 0 {per_mille} {_whole(run.x)} {_whole(run.y)})"
        font, x, uses = self._fonts[run.font], 0.0, ""
        for word in run.words:
            for glyph in word.glyphs:
                if outline := self._glyph(font, glyph.id):
                    down = f' y="{round(-glyph.dy)}"' if round(glyph.dy) else ""
                    left = f' x="{round(x + glyph.dx)}"' if round(x + glyph.dx) else ""
                    uses += f'<use href="#{outline}"{left}{down}/>'
                x += glyph.advance
        return f'<g transform="{matrix}"{self._fill(run.ink)}>{uses}</g>' if uses else ""

    def _glyph(self, font: Font, glyph: int) -> str:
        """The id of a glyph's outline, "" if it has none."""
        key = font.name, glyph
        if key not in self._glyphs:
            outline = _outline(font, glyph)
            self._glyphs[key] = self._keep(f'<path{{}} d="{outline}"/>') if outline else ""
        return self._glyphs[key]

    def _placed(self, placed: Placed) -> str:
        """A placed frame, clipped if it has a bleed."""
        a, b, c, d, e, f = into_parent(placed)
        turn = (a, b, c, d) != (1, 0, 0, 1)
        at = f"{_whole(e)} {_whole(f)}"
        moved = f"matrix({numbers((a, b, c, d))} {at})" if turn else f"translate({at})"
        clip = ""
        if (kept := bled(placed)) is not None:
            clip = f' clip-path="url(#{self.window(kept, placed.radius)})"'
        return f'<g transform="{moved}"{clip}>{"".join(self.drawn(placed.frame.items))}</g>'

    def _fill(self, ink: Ink | None) -> str:
        return f' fill="{self._colour(ink)}"' if ink else ' fill="none"'

    def _stroke(self, ink: Ink, width_pt: float) -> str:
        width = number(width_pt * MM_PER_PT * _PER_MM)
        return f' stroke="{self._colour(ink)}" stroke-width="{width}"'

    def _colour(self, ink: Ink) -> str:
        return self._own.get(ink.name) or hexadecimal(ink.rgb)

    def _keep(self, element: str) -> str:
        """Keep an element to refer to, with its id in place of {}, and return that."""
        name = _MARK + _short(len(self._kept))
        self._kept.append(element.format(f' id="{name}"'))
        return name


@lru_cache(maxsize=4096)
def _outline(font: Font, glyph: int) -> str:
    """The path of a glyph's outline in 1/1000 em, with y down."""
    return _steps(font.outline(glyph), 1, -1)


def _steps(steps: Iterable[GlyphStep], across: int, down: int | None = None) -> str:
    """Steps as the data of a path in whole units, as many to 1 across and down as given.

    All but the first are relative to where the last one ended, and a curve that goes on as its
    neighbour ended, to a unit, leaves its control point out: both take fewer digits.
    """
    scales = (across, across if down is None else down)
    here = start = _ORIGIN
    control: _Point | None = None  # of a curve of the second degree that ended here
    text = last = ""
    for step in steps:
        points = [
            (round(x * scales[0]), round(y * scales[1]))
            for x, y in zip(step[1::2], step[2::2], strict=True)
        ]
        letter, told = step[0].lower(), points
        onward = (2 * here[0] - control[0], 2 * here[1] - control[1]) if control else None
        control = points[0] if letter == "q" else None
        if letter == "q" and onward and _is_near(onward, points[0]):
            letter, told, control = "t", points[1:], onward
        values = [n for x, y in told for n in (x - here[0], y - here[1])]
        here = points[-1] if points else start
        start = here if letter == "m" else start
        if letter == "l" and 0 in values:
            letter, values = ("v", values[1:]) if values[0] == 0 else ("h", values[:1])
        text += "" if letter == last != "m" else letter
        for n in values:  # a sign parts numbers as well as a space does
            text += f" {n}" if n >= 0 and text[-1].isdigit() else str(n)
        last = letter
    return text


def _is_near(one: _Point, other: _Point) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


def _rect(left: float, top: float, right: float, bottom: float, radius: float) -> str:
    """The beginning of a rectangle; each edge is rounded, so that neighbours meet."""
    x, y = round(left * _PER_MM), round(top * _PER_MM)
    wide, high = round(right * _PER_MM) - x, round(bottom * _PER_MM) - y
    corners = f' rx="{_whole(radius)}"' if radius else ""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{corners}'


def _image(image: Image) -> str:
    kind, data = upright(image.pixels)
    address = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
    share = f' opacity="{number(image.share)}"' if image.share < 1 else ""
    rect = _rect(image.x, image.y, image.x + image.width, image.y + image.height, 0.0)
    place = rect.removeprefix("<rect")
    return f'<image{place} preserveAspectRatio="none"{share} href="{address}"/>'


def _whole(mm: float) -> int:
    return round(mm * _PER_MM)
