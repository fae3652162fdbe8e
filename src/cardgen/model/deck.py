"""What is said: the deck as read, every text with the place where it was written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from cardgen.graphics.frame import Frame
from cardgen.graphics.type.spans import UNMARKED, Span, fill_spans, joined, plain_text
from cardgen.graphics.type.wording import fill
from cardgen.model.cut_sheet import CutSheet
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader, text
from cardgen.problems import Mark, Problems
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Pixels

FieldForm = Literal["text", "list", "steps", "contacts"]
NOWHERE = Mark("")


class Text(Value):
    """An author's words and the place where they stand.

    marked is the same words in spans where any of them has an emphasis or a language of its own;
    most texts are plain.
    """

    text: str
    where: Mark
    marked: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Sequence[Span], where: Mark) -> Text:
        """The text of these spans."""
        parts = joined(spans)
        plain = len(parts) == 1 and parts[0].marking == UNMARKED
        return cls(plain_text(parts), where, () if plain else parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.marked or (Span(self.text),)

    def filled(self, values: Mapping[str, str | Text]) -> Text:
        """The text with the values, as they are marked, in place of their names in braces; names
        without a value stay."""
        if not self.marked and not any(isinstance(v, Text) and v.marked for v in values.values()):
            words = {name: v if isinstance(v, str) else v.text for name, v in values.items()}
            return Text(fill(self.text, words), self.where)
        spans = {name: v if isinstance(v, str) else v.spans for name, v in values.items()}
        return Text.of(fill_spans(self.spans, spans), self.where)


NO_TEXT = Text("", NOWHERE)


def placed(reader: Reader[str]) -> Reader[Text]:
    """The reader of a text, by the reader of its words, that keeps its place."""

    @accepts(lambda of: of(reader))
    def read(node: Node, problems: Problems) -> Text:
        return Text(reader(node, problems), node.where)

    return read


placed_text = placed(text)


class Step(Value):
    """A named text, one of a numbered row of them."""

    name: Text
    text: Text


Words: TypeAlias = Text | tuple[Text | Step, ...]


class Field(Value):
    """What a kind of card says under one name; needed unless it may be left out. Contacts are a
    list that is printed once someone has confirmed it. where is the place of its name."""

    form: FieldForm
    needed: bool
    where: Mark = NOWHERE


class Kind(Value):
    """A kind of card: its fields, and whether its cards are numbered through the deck.

    Numbered cards are those that a selection chooses from; the others are extras. where is the
    place at which the deck declares its fields, and none of a kind that no deck declares. unread
    are the names of fields whose declaration is wrong.
    """

    name: str
    fields: Mapping[str, Field]
    numbered: bool
    where: Mark | None = None
    unread: frozenset[str] = frozenset()


class Brand(Value):
    """A colour of an organisation's own: of screens and, where known, in inks on coated and on
    uncoated paper, in percent; spot names an ink that is mixed for it."""

    rgb: tuple[int, int, int]
    coated: tuple[float, float, float, float] | None
    uncoated: tuple[float, float, float, float] | None
    spot: str = ""

    @property
    def name(self) -> str:
        """What it is called among the palette's colours."""
        builds = (build for build in (self.coated, self.uncoated) if build)
        inks = (" " + "/".join(f"{ink:g}" for ink in build) for build in builds)
        spot = f" {self.spot}" if self.spot else ""
        return f"#{bytes(self.rgb).hex().upper()}{''.join(inks)}{spot}"


class Recoloured(Value):
    """What takes the place of one of the palette's colours: the name and place of another one or of
    a brand, which is added to them."""

    colour: Text
    brand: Brand | None


class Theme(Value):
    """colour is the name of one in the palette or, of a brand, among those added to it; mark_at is
    the place of the mark's name."""

    id: str
    name: Text
    colour: Text
    mark: str
    brand: Brand | None = None
    mark_at: Mark = NOWHERE


class Picture:
    """A picture of a card's own, in pixels or drawn, and what those who cannot see it
    are told; None where it is mere decoration."""

    __slots__ = ("alt", "file", "shows")

    def __init__(self, file: Text, shows: Pixels | Frame, alt: str | None) -> None:
        self.file, self.shows, self.alt = file, shows, alt


class Logo(Picture):
    """A logo, with the white that it keeps above and below as a share of its height, and the least
    width in mm at which its owner allows it."""

    __slots__ = ("clear_space", "least_width")

    def __init__(
        self,
        file: Text,
        shows: Pixels | Frame,
        alt: str,
        clear_space: float = 0.0,
        least_width: float = 0.0,
    ) -> None:
        super().__init__(file, shows, alt)
        self.clear_space, self.least_width = clear_space, least_width


class GroupMarks(Value):
    """The steps of the scale that the people of a group marked for a card, the lowest first: before
    and after, or all of them after where there was one occasion only."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


class Person(Value):
    """Who takes part in a workshop: a name, which in the list it is, from 1, what else a name card
    says of them, and the first name where the list has it in a column of its own."""

    name: Text
    number: int
    details: tuple[Text, ...] = ()
    first: Text | None = None


class Card(Value):
    """One card of the deck, or that of one person; number counts the numbered cards from 1 and is 0
    on the others. sheet is what a job ticket draws."""

    id: str
    kind: Kind
    theme: Theme | None
    words: Mapping[str, Words]
    lang: str
    tags: tuple[str, ...]
    origin: str
    art: Text | None
    image: Picture | None
    number: int
    where: Mark
    person: Person | None = None
    sheet: CutSheet | None = None

    @property
    def known_as(self) -> str:
        """Its id, and whose it is."""
        return f"{self.id}:{self.person.number}" if self.person else self.id

    @property
    def called(self) -> Text:
        """What the card is called: its first text."""
        texts = (words for words in self.words.values() if isinstance(words, Text))
        return next(texts, Text(self.id, self.where))


class Prompts(Value):
    """Questions to talk about a card, each seen through a lens: by the cards' ids, and those that
    go with any card; by is whose they are, but for those of some cards others added."""

    by: Text
    lenses: Mapping[str, Text]
    cards: Mapping[str, Mapping[str, Text]]
    generic: tuple[Text, ...]
    where: Mark
    others: Mapping[str, str]

    def by_of(self, card: Card) -> str:
        return self.others.get(card.id, self.by.text)

    def of(self, card: Card) -> tuple[tuple[Text | None, Text], ...]:
        """The card's questions under the names of their lenses, or as many that go with any."""
        own = self.cards.get(card.id, {})
        if own:
            return tuple((name, own[lens]) for lens, name in self.lenses.items() if lens in own)
        return tuple((None, question) for question in self.generic[: len(self.lenses)])


class Permission(Value):
    """Who allowed that the deck is shown to everybody, and on which day."""

    by: str
    on: datetime.date


class Deck(Value):
    """All that is said, in lang; languages are all in which it should be there, labels take the
    place of words of our own, and accept are the codes of the warnings that are not told. fonts are
    the organisation's own font files and colours its own colours, by the names of those of the
    layouts and of the palette whose place they take; themes have theirs already. marks are those
    that a group made on the scale, by the ids of cards, if they are told. checked
    is the day on which someone confirmed the contacts, and withheld are the ids of the cards whose
    contacts are left out because nobody has."""

    title: Text
    subtitle: Text
    publisher: Text
    rights: Text
    lang: str
    date: datetime.date
    survey: Text | None
    kinds: Mapping[str, Kind]
    themes: tuple[Theme, ...]
    cards: tuple[Card, ...]
    where: Mark
    lang_where: Mark | None = None  # where the language is said
    prompts: Prompts | None = None
    by: Text | None = None  # who made the additions
    logo: Logo | None = None
    fonts: Mapping[str, Text] = {}
    colours: Mapping[str, Recoloured] = {}
    marks: Mapping[str, GroupMarks] | None = None
    languages: tuple[str, ...] = ()
    labels: Node | None = None
    accept: tuple[Text, ...] = ()
    checked: datetime.date | None = None
    permission: Permission | None = None
    withheld: frozenset[str] = frozenset()

    @property
    def numbered(self) -> int:
        return sum(1 for card in self.cards if card.number)

    @property
    def places(self) -> Mapping[str, int]:
        """Each card's place among its theme's numbered cards, from 0."""
        counts: dict[str | None, int] = {}
        places = {}
        for card in self.cards:
            theme = card.theme.id if card.theme else None
            places[card.id] = counts.get(theme, 0)
            counts[theme] = places[card.id] + bool(card.number)
        return places

    @property
    def by_theme(self) -> Mapping[str | None, tuple[Card, ...]]:
        """The numbered cards of each theme that has any, by its id, in deck order; those without a
        theme under None."""
        found: dict[str | None, list[Card]] = {}
        for card in self.cards:
            if card.number:
                theme = card.theme.id if card.theme else None
                found.setdefault(theme, []).append(card)
        return {theme: tuple(cards) for theme, cards in found.items()}


def with_confirmed_contacts(deck: Deck) -> Deck:
    """The deck as it is printed: without its contacts if nobody has confirmed them."""
    contacts = {
        kind.name: {name for name, field in kind.fields.items() if field.form == "contacts"}
        for kind in deck.kinds.values()
    }
    if deck.checked or not any(contacts.values()):
        return deck
    cards, withheld = list[Card](), set[str]()
    for card in deck.cards:
        if out := contacts[card.kind.name].intersection(card.words):
            withheld.add(card.id)
            words = {name: said for name, said in card.words.items() if name not in out}
            card = card._replace(words=words)
        cards.append(card)
    return deck._replace(cards=tuple(cards), withheld=frozenset(withheld))
