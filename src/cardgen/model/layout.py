"""How it looks: card layouts and outputs as read. Lengths in mm, type in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cardgen.graphics.frame import Guise, Ink
from cardgen.graphics.type.breaking import Rag
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.paragraph import Type
from cardgen.graphics.type.segments import Chain
from cardgen.model.deck import Text
from cardgen.model.forms.node import Node
from cardgen.problems import Mark
from cardgen.units import MM_PER_PT

S = TypeVar("S")  # decoded blocks one under another: a stack of cardgen.typeset

PLAIN = "plain"  # the colour of cards without a theme
# The words on a card that is an addition, where the deck says whose and where it does not.
ADDED_BY, AN_ADDITION = "added-by", "an-addition"
TOGETHER = "together"  # the kind of the card that stands for all chosen ones


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; leading is in mm, or times the size where it is a factor."""

    chain: Chain
    size_pt: float
    leading: float
    leading_factor: float
    rag: Rag
    figures: Chain | None

    def type(self, size_pt: float, leading: float, lang: str) -> Type:
        """The style at a size and, unless it is 0, a leading of its own in mm."""
        leading = leading or self.leading or self.leading_factor * size_pt * MM_PER_PT
        return Type(self.chain, size_pt, leading, self.rag, self.figures, lang)


@dataclass(frozen=True, slots=True)
class Colour:
    """A theme's inks by name: base, tint, light, middle, dark, and on, that of text on base."""

    inks: Mapping[str, Ink]


@dataclass(frozen=True, slots=True)
class Flow(Generic[S]):
    """How a face goes on over several pages: between top and bottom, in mm from the page's edges.

    Where again has blocks, each further page begins with them, from its upper edge, instead. It
    holds a stack for each step of the card's fit.
    """

    top: float
    bottom: float
    again: tuple[S, ...]


@dataclass(frozen=True, slots=True)
class FaceLayout(Generic[S]):
    """One side of a card: its blocks in each step of its fit, in the order in which they are tried.

    stacks has a row for each step that is tried for the whole deck at once, and in it a stack for
    each step that is tried for a card. A block that is alike in several steps is the same object
    in all of them. With a flow the face takes as many pages as it needs.
    """

    ink: Text
    left: float
    right: float
    stacks: tuple[tuple[S, ...], ...]
    where: Mark
    flow: Flow[S] | None = None


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card's size and the faces of each kind of card: front and back or, of pages, a front.

    Faces reach bleed mm beyond the trim or, with a frame, are laid out within it: so many mm of
    white all round. What matters should end safe mm within the trim. backs are the names of those
    that its kinds have to choose from. The faces are those of another layout, times as large, where
    it is of one.
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
    of: CardLayout | None = None

    @property
    def times(self) -> float:
        return min(self.width / self.of.width, self.height / self.of.height) if self.of else 1.0

    @property
    def face_width(self) -> float:
        return self.width - 2 * self.frame

    @property
    def face_height(self) -> float:
        return self.height - 2 * self.frame


@dataclass(frozen=True, slots=True)
class Bare:
    """How fields of colour that words stand on are left without ink: paper within an outline of so
    many points, some inks' fields with one of their own. In black they stay, unless blacks are
    bare too. Full art has its horizon so many mm above its foot; pictures keep that share of
    their ink."""

    outline_pt: float
    outlines_pt: Mapping[str, float]
    blacks: bool
    horizon: float
    share: float


@dataclass(frozen=True, slots=True)
class Screen:
    """The words of our own in an edition for screens, and its style sheet."""

    contents: str
    style: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What all layouts share: fonts by name, neutral inks, the themes' colours, words that are
    printed beside the deck's own, and how an edition looks on a screen; in which guise files have
    the inks and, where fields are, how they are left bare."""

    fonts: Mapping[str, Font]
    chains: Mapping[str, Chain]
    neutrals: Mapping[str, Ink]
    colours: Mapping[str, Colour]
    words: Mapping[str, Node]
    lang: str  # of these words, in the file of that name
    words_file: str
    screen: Screen
    guise: Guise = "rgb"
    bare: Bare | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof shows beside the cards: its words and inks, sizes and widths in points.

    high and wide may hold {mm}.
    """

    chain: Chain
    banner: str
    banner_pt: float
    high: str
    wide: str
    other: str
    size_pt: float
    trim_pt: float
    safe_pt: float
    overset: Ink
    line: Ink
    paper: Ink


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that can be made: of which kinds of card (none named: all), in which card layout
    (each kind in its own where they have a mapping), with which back if not the layout's own
    choice, and on which sheet (None: a face a page), with a slug or without. paged: the layout is
    one of whole pages, fronts only; together: these show all chosen cards at once. people: its
    cards are those of a workshop's people; names tells whether other cards bear the names of whom
    they are for, of themselves or if wished, None that they have no place for one. With a profile,
    which another can replace, it is made for a press."""

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
    names: bool | None = None
    profile: Text | None = None

    @property
    def layouts(self) -> tuple[str, ...]:
        """The names of the card layouts, each once."""
        named = [self.cards] if isinstance(self.cards, Text) else self.cards.values()
        return tuple(dict.fromkeys(name.text for name in named))

    def layout_of(self, kind: str) -> str | None:
        """The name of the card layout for a kind, None where it is in none."""
        named = self.cards if isinstance(self.cards, Text) else self.cards.get(kind)
        return named.text if named else None
