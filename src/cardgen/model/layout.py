"""How cards look: card layouts, the house style and outputs. Lengths in mm, type in points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from cardgen.graphics.frame import Guise, Ink
from cardgen.graphics.type.breaking import Rag
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.paragraph import Type
from cardgen.graphics.type.quotes import Quotes, QuotesOf, quotes_of
from cardgen.graphics.type.segments import Chain
from cardgen.model.deck import Text
from cardgen.model.forms.node import Node
from cardgen.model.options import Format
from cardgen.model.plan import Piece
from cardgen.problems import Mark
from cardgen.units import MM_PER_PT
from cardgen.value import Value

S = TypeVar("S")  # a stack of decoded blocks, which only cardgen.typeset knows how to set

PLAIN = "plain"  # the colour of cards without a theme
# The words on a card that is an addition, where the deck says whose and where it does not.
ADDED_BY, AN_ADDITION = "added-by", "an-addition"
TOGETHER = "together"  # the kind of the card that stands for all chosen ones


class Style(Value):
    """How a text is set. leading is in mm or, if it is 0, leading_factor times the size; where is
    the place of the style in its layout. With cuts, a word that no line holds is cut."""

    where: Mark
    chain: Chain
    size_pt: float
    leading: float
    leading_factor: float
    rag: Rag
    figures: Chain | None
    cuts: bool = False

    def type(self, size_pt: float, leading: float, lang: str, quotes: QuotesOf) -> Type:
        """The style at a size and, unless leading is 0, with another leading in mm."""
        leading = leading or self.leading or self.leading_factor * size_pt * MM_PER_PT
        return _type(self, size_pt, leading, lang, tuple(quotes.items()))


@lru_cache(maxsize=4096)  # what is set in a type is found again by it, also from another composer
def _type(
    style: Style, size_pt: float, leading: float, lang: str, quotes: tuple[tuple[str, Quotes], ...]
) -> Type:
    rag, figures, known = style.rag, style.figures, dict(quotes)
    return Type(style.chain, size_pt, leading, rag, figures, lang, known, style.cuts)


class Colour(Value):
    """A theme's inks by name: base, tint, light, middle, dark, and on, for text on base."""

    inks: Mapping[str, Ink]


class Flow(Generic[S]):
    """Where a face that goes on over several pages has its blocks: between top and bottom, in mm
    from the edges of the page.

    again and fill have a stack for each step of the card's fit. If again has blocks, each further
    page begins with them at its upper edge, in place of the white above top. Those of fill stand on
    pages that are passed over.
    """

    __slots__ = ("again", "bottom", "fill", "top")

    def __init__(
        self, top: float, bottom: float, again: tuple[S, ...], fill: tuple[S, ...]
    ) -> None:
        self.top, self.bottom, self.again, self.fill = top, bottom, again, fill


class FaceLayout(Generic[S]):
    """One side of a card: its ground and its blocks, left and right being insets of their column.

    stacks has the blocks in each step of the fit, in the order in which steps are tried: a row for
    each step of the whole deck, and in it a stack for each step of a card. A block that several
    steps have alike is the same object in all of them. left_out names, for each step of a card,
    what a card in it goes without. With a flow, the face takes as many pages as it needs.
    """

    __slots__ = ("flow", "ink", "left", "left_out", "right", "stacks", "where")

    def __init__(
        self,
        ink: Text,
        left: float,
        right: float,
        stacks: tuple[tuple[S, ...], ...],
        where: Mark,
        flow: Flow[S] | None = None,
        left_out: tuple[Text | None, ...] = (),
    ) -> None:
        self.ink, self.left, self.right = ink, left, right
        self.stacks, self.where, self.flow, self.left_out = stacks, where, flow, left_out


class Folio(Value):
    """Where the number of each page of a file ends, in mm from the right edge of the page, with its
    baseline so far above the foot."""

    style: Style
    right: float
    bottom: float


class CardLayout(Value):
    """A card's size, and the faces of each kind of card: front and back or, for a page, a front.

    Faces reach bleed mm beyond the trim or, with a frame, stay within it: that many mm of white all
    round. What matters should end safe mm within the trim. backs are the names of the backs that
    the kinds in choosing have a choice of. With of, the faces are those of that layout, enlarged.
    A page that does not hold what stands on it has the width and height of larger instead, if there
    are any. With a folio, pages are numbered through their file. caliper in mm or grammage in g/m²
    is that of the cards that a box is for, where whoever builds it says so, or 0.
    """

    name: str
    width: float
    height: float
    bleed: float
    frame: float
    safe: float
    styles: Mapping[str, Style]
    kinds: Mapping[str, tuple[FaceLayout[Any], ...]]
    where: Mark
    backs: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()
    of: CardLayout | None = None
    folio: Folio | None = None
    larger: tuple[float, float] | None = None
    caliper: float = 0.0
    grammage: float = 0.0

    @property
    def times(self) -> float:
        """How many times as large the faces are as those of the layout they come from."""
        return min(self.width / self.of.width, self.height / self.of.height) if self.of else 1.0

    @property
    def face_width(self) -> float:
        """The width within the frame."""
        return self.width - 2 * self.frame

    @property
    def face_height(self) -> float:
        """The height within the frame."""
        return self.height - 2 * self.frame


class Bare(Value):
    """How ink is saved: fields of colour that words stand on become paper within an outline.

    The outline is outline_pt wide, or as outlines_pt says for fields in that ink. Black fields stay
    unless blacks are bare as well. The art of a whole face has its horizon that many mm above its
    foot, and pictures keep that share of their ink.
    """

    outline_pt: float
    outlines_pt: Mapping[str, float]
    blacks: bool
    horizon: float
    share: float


class ScreenArt(Value):
    """The size in mm of the art over a card in an edition for screens, and how far above its foot
    things stand in it."""

    width: float
    height: float
    horizon: float


class Screen(Value):
    """The label of the contents in an edition for screens, and its style sheet.

    light and dark are the colours by their names on a light screen and on a dark one, if there are
    others; paper is what the page is made of. emphasis has the fonts of emphasised words, by their
    tags in HTML. Without art the page has none.
    """

    contents: str
    style: str
    emphasis: Mapping[str, str] = {}
    light: Mapping[str, tuple[int, int, int]] = {}
    dark: Mapping[str, tuple[int, int, int]] = {}
    art: ScreenArt | None = None

    @property
    def fonts(self) -> tuple[str, ...]:
        """The names of the fonts that the style sheet asks for, each once."""
        return tuple(dict.fromkeys(re.findall(r"var\(--font-([\w-]+)", self.style)))


class HouseStyle(Value):
    """What all layouts share: fonts, inks, cardgen's own labels, and the look on a screen.

    chains are fonts by the names of styles, with those that stand in for characters that they lack.
    neutrals and colours are the inks, words the labels that are printed beside the deck's own
    words, quotes those of each language. guise is the form in which files have the inks. bare tells
    how ink is saved, if it is. die has the inks of cuts and of folds for a press, on plates of
    their own; it is None for other printers, which draw them in black.
    """

    fonts: Mapping[str, Font]
    chains: Mapping[str, Chain]
    neutrals: Mapping[str, Ink]
    colours: Mapping[str, Colour]
    words: Mapping[str, Node]
    quotes: QuotesOf
    lang: str  # of these words, in the file of that name
    words_file: str
    screen: Screen
    palette: Mark  # the places of the files that name inks and fonts
    fonts_file: Mark
    guise: Guise = "rgb"
    bare: Bare | None = None
    die: tuple[Ink, Ink] | None = None

    def printed(self, text: str, lang: str) -> str:
        """The text as it is printed in that language."""
        return printed(text, quotes_of(self.quotes, lang))


class LegendStyle(Value):
    """How legends look: their type, in points and mm, the least width of their columns, the white
    around them and the length of their samples in mm."""

    chain: Chain
    figures: Chain
    size_pt: float
    leading: float
    column: float
    edge: float
    sample: float
    ink: Ink
    paper: Ink


class Proof(Value):
    """What a proof shows besides the cards: its words, its inks, sizes and widths in points, and
    lengths in mm.

    high and wide label overset text and may hold {mm}; other labels what else does not fit.
    line_of says what it is a proof of and may hold {title}, {output} and {date}. legend explains
    the line at the trim, that around the safe area, safe_clear outside it and of dashes of that
    length if it is not 0, and overset text.
    """

    chain: Chain
    banner: str
    banner_pt: float
    high: str
    wide: str
    other: str
    size_pt: float
    line_of: str
    legend: tuple[str, str, str]
    trim_pt: float
    safe_pt: float
    safe_dash: float
    safe_clear: float
    overset: Ink
    line: Ink
    paper: Ink
    style: LegendStyle


class Output(Value):
    """One thing that can be made of a deck.

    kinds are the kinds of card it takes, or all if none is named. cards is the name of their
    layout, or of one for each kind. back is the back it has, unless the layout chooses. sheet is
    the sheet it is imposed on, with a slug if slug; without a sheet each face has a page.

    paged tells that the layout is of whole pages, which have fronts only, and together that these
    show all chosen cards at once. people tells that its cards are made for the people of a
    workshop, scores that it can show those of a survey. piece is what is cut out and folded of its
    pages, if that is so, and stock how heavy the card is on which they are printed. names tells
    whether other cards bear a person's name always or only if wished, or None if they have no place
    for one. An output with a profile is made for a press; another profile can replace it. format is
    the one that it has unless another is asked for.
    """

    name: str
    about: str
    cards: Text | Mapping[str, Text]
    sheet: str | None
    kinds: tuple[Text, ...]
    slug: bool
    paged: bool
    together: bool
    where: Mark
    back: Text | None = None
    people: bool = False
    scores: bool = False
    piece: Piece | None = None
    stock: str = ""
    names: bool | None = None
    profile: Text | None = None
    format: Format = "pdf"

    @property
    def layouts(self) -> tuple[str, ...]:
        """The names of its card layouts, each once."""
        named = [self.cards] if isinstance(self.cards, Text) else self.cards.values()
        return tuple(dict.fromkeys(name.text for name in named))

    def layout_of(self, kind: str) -> str | None:
        """The name of the card layout for a kind, or None if it has none."""
        named = self.cards if isinstance(self.cards, Text) else self.cards.get(kind)
        return named.text if named else None
