"""Finished drawings as plain values: a frame is a size and a list of items.

Lengths are in mm from the top left corner of the frame with y down; type is in points. The order of
the items is that of painting and of reading. Words stand in an Element; drawings outside a Figure
are artifacts, which are not read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias

from cardgen.units import MM_PER_PT
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Pixels

Side = Literal["front", "back"]
SIDES: tuple[Side, Side] = ("front", "back")
Sides = tuple[float, float, float, float]  # left, top, right, bottom
NO_BLEED: Sides = (0.0, 0.0, 0.0, 0.0)
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Guise = Literal["rgb", "grey", "coated", "uncoated"]  # the form in which a file has its inks
Paper: TypeAlias = Literal["coated", "uncoated"]  # that builds of inks are for
PAPERS: tuple[Paper, Paper] = ("coated", "uncoated")


class Ink(Value):
    """One colour in all its guises, each made for its own printing condition, never converted.

    A spot ink has a plate of that name besides; a technical ink is for cutting, and not printed.
    """

    name: str
    rgb: tuple[int, int, int]  # sRGB, 0–255
    coated: tuple[float, float, float, float]  # CMYK in percent
    uncoated: tuple[float, float, float, float]
    grey: float  # percent of black for mono
    spot: str = ""
    technical: bool = False

    def thinned(self, share: float) -> Ink:
        """The ink at that share of its strength in every guise, for drafts."""

        def less(parts: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
            cyan, magenta, yellow, black = (part * share for part in parts)
            return cyan, magenta, yellow, black

        red, green, blue = (round(255 - (255 - part) * share) for part in self.rgb)
        return self._replace(
            name=f"{self.name} draft",
            rgb=(red, green, blue),
            coated=less(self.coated),
            uncoated=less(self.uncoated),
            grey=self.grey * share,
        )


class Glyph(Value):
    """One glyph of a font with the characters that it stands for; lengths are in 1/1000 em."""

    id: int
    advance: float
    text: str
    dx: float = 0.0
    dy: float = 0.0


class Word:
    """A word with the space after it as one font sets it, shaped once and shared by identity.

    advance and space are in 1/1000 em; space is the part of the advance that the trailing space
    takes, 0 where the word ends at a hyphen, a slash or the end of the text. is_ascii is whether
    none of its letters has a mark.
    """

    __slots__ = ("advance", "glyphs", "is_ascii", "space", "text")

    def __init__(self, text: str, glyphs: tuple[Glyph, ...], advance: float, space: float) -> None:
        self.text, self.glyphs, self.advance, self.space = text, glyphs, advance, space
        self.is_ascii = text.isascii()

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


class GlyphRun(Value):
    """A part of one line in one font; its baseline starts at x, y."""

    x: float
    y: float
    words: tuple[Word, ...]
    font: str
    size_pt: float
    ink: Ink

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def width(self) -> float:
        """The width in mm, without a trailing space."""
        advance = sum(word.advance for word in self.words) - self.words[-1].space
        return advance * self.size_pt * MM_PER_PT / 1000


class Box(Value):
    """A rectangle, filled, outlined or both; the outline is centred on the edge."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_pt: float = 0.0
    radius: float = 0.0


class Line(Value):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    width_pt: float


Step: TypeAlias = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)


class Path(Value):
    """A filled outline. What lies within two of its parts is a hole; in a solid one only if these
    run in opposite directions."""

    steps: tuple[Step, ...]
    fill: Ink
    solid: bool = False  # by the nonzero winding rule of PDF and SVG

    @property
    def extent(self) -> Sides:
        """The extent of its points and control points: left, top, right, bottom."""
        lengths = [[n for n in step if not isinstance(n, str)] for step in self.steps]
        xs, ys = [x for s in lengths for x in s[::2]], [y for s in lengths for y in s[1::2]]
        return min(xs), min(ys), max(xs), max(ys)


class Image(Value):
    """A picture made of pixels, stretched over a rectangle, at that share of its strength."""

    x: float
    y: float
    width: float
    height: float
    pixels: Pixels
    share: float = 1.0


# The roles of elements that stand within a line, beside other words.
INLINE = frozenset({"Span", "Em", "Strong", "Quote", "Code", "Link", "Reference", "Lbl"})


class Element(Value):
    """A structure element with a standard role of PDF, or "Artifact" for words that only serve the
    page, such as slugs. The role H is a heading whose level follows from nesting.

    alt is read out instead of the content; lang is a BCP 47 tag where the language differs; link is
    the address that a drawing leads to, or the file beside it that a cell leads to on a screen.
    of_person tells that it says the name of whose face it is.
    """

    role: str
    items: tuple[Item, ...]
    id: str | None = None
    alt: str | None = None
    lang: str | None = None
    title: str | None = None
    link: str | None = None
    of_person: bool = False


class Face(Value):
    """The face that a placed frame shows, or a part of one that takes several pages.

    Plan, bookmarks and sections are read from it; order is its place in reading where that is not
    the order of pages.
    """

    card: str
    name: str
    theme: str | None
    side: Side
    part: int = 1
    copy: int = 1
    alt: str = ""  # the alternative text of a further copy
    person: int = 0  # the number of the person whose it is, 0 for nobody's
    order: int = 0


class Placed(Value):
    """A frame within a frame, turned clockwise, with its top left corner after turning at x, y.

    With bleed it is clipped so far outside its edges, in its own directions before turning, with
    corners of that radius; without bleed it is not clipped.
    """

    x: float
    y: float
    frame: Frame
    turn: Literal[0, 90, 180, 270] = 0
    bleed: Sides | None = None
    face: Face | None = None
    radius: float = 0.0

    @property
    def width(self) -> float:
        return self.frame.height if self.turn in (90, 270) else self.frame.width

    @property
    def height(self) -> float:
        return self.frame.width if self.turn in (90, 270) else self.frame.height


Drawing: TypeAlias = Box | Line | Path
Item: TypeAlias = GlyphRun | Drawing | Image | Element | Placed


class Frame(Value):
    """A drawing of that width and height in mm."""

    width: float
    height: float
    items: tuple[Item, ...] = ()


class Page(Value):
    """One side of a sheet, or one face on a page of its own (then trim and bleed are set).

    moved is the correction for a printer that feeds with an offset or skew: the matrix that takes a
    point x, y of the frame to a·x + c·y + e, b·x + d·y + f on the page.
    """

    frame: Frame
    side: Side
    trim: tuple[float, float, float, float] | None = None  # x, y, width, height
    bleed: tuple[float, float, float, float] | None = None
    moved: Matrix | None = None


def faces(frame: Frame) -> Iterator[Placed]:
    """The faces placed on a page, in reading order."""
    for item in frame.items:
        if type(item) is Placed:  # isinstance asks the metaclass, which takes long for so many
            if item.face is not None:
                yield item
            else:
                yield from faces(item.frame)


def never(item: NoReturn) -> NoReturn:
    """End a match over items, so that a missing case is a type error."""
    raise AssertionError(f"what is {item!r}?")


def speaks(frame: Frame) -> bool:
    """Whether a frame has words, elements or faces, so that it cannot be shared as a mere
    drawing."""
    return any(
        isinstance(item, Element | GlyphRun)
        or (isinstance(item, Placed) and (item.face is not None or speaks(item.frame)))
        for item in frame.items
    )
