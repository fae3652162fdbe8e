"""The setting of a block: its card, its place on the face, and the house style's type and inks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from cardgen.graphics.colour.colorimetry import contrast_of
from cardgen.graphics.frame import Ink
from cardgen.graphics.type.characters import instead_of, named_all
from cardgen.graphics.type.paragraph import Paragraph, Type, set_as_written
from cardgen.graphics.type.segments import Chain, missing
from cardgen.graphics.type.spans import Span
from cardgen.graphics.type.wording import lone, names
from cardgen.model.deck import Card, Deck, Text, Theme, Words
from cardgen.model.language import alike
from cardgen.model.layout import ADDED_BY, AN_ADDITION, PLAIN, CardLayout, HouseStyle
from cardgen.problems import Kin, Mark, Problems
from cardgen.typeset.fitted import Fitted, Galley, Misfit, too_wide
from cardgen.units import MM_PER_PT
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.typeset.blocks.stack import PlacedBlock, Stack

# What a template may name besides a card's own fields: what deck_values and card_values give, and
# pages.
TEMPLATE_NAMES = frozenset(
    "deck subtitle whole-title publisher rights survey logo count themes theme group number called"
    " held id participant unnamed addition prompts-by marks unmarked own-printer press page"
    " pages paged verso recto".split()
)
SAME_TONE = 1.1  # the contrast below which two inks are alike
PARTICIPANT = "participant"  # the name of a person, as templates name it
_PARTS = "parts"  # of a filled template, in the cache of a face
Leading: TypeAlias = tuple[float, float]  # in mm, and times the size; (0, 0) is the style's own


class Observer(Protocol):
    """Takes note of what is set on a face, and of what is drawn there."""

    def observed(self, fitted: Fitted, placed: PlacedBlock, setting: Setting) -> Fitted:
        """What a block was fitted as in that setting, which is noted when it is drawn."""

    def note_text(self, text: Text, paragraph: Paragraph) -> None:
        """Note that the paragraph is set from the text."""


class OtherHalf(Value):
    """The half of a card in two languages that lies beside one's own: its setting, its stacks of
    blocks, by the steps of the deck and of the card, and how far to the right of one's own it lies
    in mm, less than 0 if to the left."""

    setting: Setting
    stacks: Sequence[Sequence[Stack]]
    x: float


class Setting(Value):
    """What a block is set with: its card, its column, and what all blocks of a layout share.

    left and right are the sides of the column in mm from the face's left edge. edges are those of
    the face, or of the column of a row, from which insets are measured. chosen are the cards that a
    page for all of them shows. starts are the pages of a flow on which cards begin, known when
    blocks are drawn. bare tells that ink is saved: the block stands on paper where otherwise there
    is a field of colour.
    """

    deck: Deck
    card: Card
    chosen: tuple[Card, ...]
    places: Mapping[str, int]  # of each card among those of its theme, from 0
    layout: CardLayout
    house: HouseStyle
    inks: Mapping[str, Ink]
    values: Mapping[str, str | Text]  # what templates may name besides the card's own fields
    types: dict[tuple[str, float, Leading, str], Type]
    problems: Problems
    left: float
    right: float
    edges: tuple[float, float]
    starts: dict[str, int]  # by the ids of cards
    cache: dict[object, Any]  # what was set on this face, in any step
    bare: bool = False
    ground: Ink | None = None  # of the field that blocks stand on, where it is known
    observer: Observer | None = None  # of the face, where one is needed
    other_half: OtherHalf | None = None  # of a card in two languages

    @property
    def measure(self) -> float:
        """The width of the column in mm."""
        return self.right - self.left

    @property
    def fitted(self) -> dict[object, Fitted]:
        """What was fitted on this face, in any step, at this place and on this ground, by its
        block."""
        place = self.left, self.right, self.edges, self.bare, self.ground
        found: dict[object, Fitted] = self.cache.setdefault(place, {})
        return found

    def inset(self, left: float | None, right: float | None) -> Setting:
        """The setting with other sides of the column, given as insets from the edges."""
        if left is None and right is None:
            return self
        return self._replace(
            left=self.left if left is None else self.edges[0] + left,
            right=self.right if right is None else self.edges[1] - right,
        )

    def column(self, left: float, right: float) -> Setting:
        """The setting for a column between these sides, from which insets are measured."""
        return self._replace(left=left, right=right, edges=(left, right), other_half=None)

    def for_card(self, card: Card) -> Setting:
        """The setting for another card, at the same place."""
        values = {**self.values, **card_values(card, self.deck, self.house)}
        inks = self.inks_of(card.theme)
        return self._replace(card=card, values=values, inks=inks, cache={}, other_half=None)

    def forget(self) -> None:
        """Let go of what was set on this face, which refers to the setting in turn."""
        self.cache.clear()
        if self.other_half:
            self.other_half.setting.forget()

    @property
    def place_in_theme(self) -> int:
        """The card's place among those of its theme, from 0."""
        return self.places[self.card.id]

    def box_with_bleed(self, y: float, height: float) -> tuple[float, float, float, float]:
        """The column's box from y down, as x, y, width and height, extended into the bleed where it
        reaches the trim."""
        bleed = self.layout.bleed
        left = self.left - (bleed if self.left < 0.01 else 0)
        right = self.right + (bleed if self.right > self.layout.face_width - 0.01 else 0)
        top = y - (bleed if y < 0.01 else 0)
        bottom = y + height + (bleed if y + height > self.layout.face_height - 0.01 else 0)
        return left, top, right - left, bottom - top

    def ink(self, name: Text) -> Ink:
        """The ink of that name for words and marks, which are all dark on bare ground."""
        named = self.ink_named(name)
        return self.house.neutrals["ink"] if self.bare else named

    def ink_on(self, name: Text, ground: Ink | None, least: float = SAME_TONE) -> Ink:
        """The ink of that name for marks without words on that ground; warns if the two have less
        than that contrast."""
        ink = self.ink(name)
        if ground and not self.bare and contrast_of(ink, ground) < least:
            neutrals = self.house.neutrals
            pair = (neutrals["ink"], neutrals["paper"])
            other = max(pair, key=lambda neutral: contrast_of(neutral, ground))
            what = f'the ink "{name.text}" can hardly be told from what it stands on'
            fix = f'use another, such as "{other.name}"'
            self.problems.warning("W424", name.where, what, fix)
        return ink

    def paper(self, name: Text) -> Ink:
        """The ink of that name for what is cut out of such marks, which is paper on bare ground."""
        named = self.ink_named(name)
        return self.house.neutrals["paper"] if self.bare else named

    def ink_named(self, name: Text) -> Ink:
        """The ink of that name, whatever the ground."""
        if name.text not in self.inks:
            fix = self.problems.did_you_mean(name.text, self.inks, "the inks are")
            what = f'no ink is called "{name.text}"'
            self.problems.error("E204", name.where, what, fix, instead=self.house.palette)
            return self.inks["ink"]
        return self.inks[name.text]

    def inks_of(self, theme: Theme | None) -> Mapping[str, Ink]:
        """The neutral inks and those of a theme's colour, or of the plain colour."""
        return inks_of(theme, self.house)

    def type(self, style: Text, size_pt: float = 0.0, leading: Leading = (0.0, 0.0)) -> Type:
        """The style in the card's language, at another size or with another leading if one is
        given."""
        key = (style.text, size_pt, leading, self.card.lang)
        if key not in self.types:
            self.types[key] = self._type(style, size_pt, leading)
        return self.types[key]

    def _type(self, style: Text, size_pt: float, leading: Leading) -> Type:
        styles = self.layout.styles
        if style.text not in styles:
            fix = self.problems.did_you_mean(style.text, styles, "the styles are")
            what = f'no style is called "{style.text}"'
            self.problems.error("E204", style.where, what, fix, instead=self.layout.where)
        own = styles.get(style.text) or next(iter(styles.values()))
        size_pt = size_pt or own.size_pt
        mm = leading[0] or leading[1] * size_pt * MM_PER_PT
        type_ = own.type(size_pt, mm, self.card.lang, self.house.quotes)
        if type_.leading < 0.8 * type_.size_pt * MM_PER_PT:
            what = f'lines of "{style.text}" at {type_.size_pt:g} pt would run into each other'
            self.problems.error(
                "E107", style.where, what, "give it more leading", instead=self.layout.where
            )
        return type_

    def words(self, name: Text, form: str = "list") -> Words | None:
        """What the card says in the field of that name and form, or None if it says nothing
        there."""
        fields = self.card.kind.fields
        if name.text not in fields:
            self._note_unknown(name.text, fields, name.where, form)
        return self.card.words.get(name.text)

    def filled(self, template: Text) -> Text:
        """The template with each {name} replaced. A template that is nothing but one name becomes
        the text of that name, with its own place."""
        only = lone(template.text)
        if only and (own := self._own(only)):
            return own
        found = (only,) if only else names(template.text)
        if not found:
            self._note_bare(template)
            return template
        fields = self.card.kind.fields
        values: dict[str, str | Text] = {}
        for name in found:
            if name in fields or name in self.card.words:
                words = self.card.words.get(name)
                values[name] = words if isinstance(words, Text) else ""
            elif name in self.values:
                values[name] = self.values[name]
            else:
                self._note_unknown(name, (*self.values, *fields), template.where)
        filled = template.filled(values)
        # What does not fit, or cannot be set, is an author's words, and not the template.
        texts = [self._own(name) for name in found]
        parts = [part for part in texts if part and part.text and part.where.file]
        self.cache[_PARTS, filled.text] = parts
        longest = max(parts, key=lambda part: len(part.text), default=filled)
        return filled._replace(where=longest.where)

    def _note_bare(self, template: Text) -> None:
        """Warns of a template that is the name of a field but for its braces."""
        name = template.text
        known = name in self.card.kind.fields or name in TEMPLATE_NAMES
        if known and template.where.file != self.house.words_file:
            what = f'"{name}" is printed here as it stands, on every card'
            fix = f'write "{{{name}}}" for what the card says under that name'
            self.problems.warning("W418", template.where, what, fix)

    def _own(self, name: str | None) -> Text | None:
        """The text of that name that has a place of its own, in the card or the deck."""
        words = self.card.words.get(name or "")
        if isinstance(words, Text):
            return words
        value = self.values.get(name or "")
        return value if isinstance(value, Text) else None

    def texts(self, template: Text) -> tuple[Text, ...]:
        """The paragraphs that a template makes: one for each text of a field that is a list, else
        one, or none if it says nothing."""
        own = self.card.words.get(lone(template.text) or "")
        if own is not None and not isinstance(own, Text):
            return tuple(word for word in own if isinstance(word, Text))
        filled = self.filled(template)
        return (filled,) if filled.text.strip() else ()

    def lang(self, template: Text) -> str | None:
        """The language of a card's text or of cardgen's labels, or None if it is the deck's."""
        house, lang = self.house, self.deck.lang
        if template.where.file == house.words_file and not alike(house.lang, lang):
            return house.lang
        own = lone(template.text) in self.card.words
        return self.card.lang if own and self.card.lang != lang else None

    def has(self, name: Text) -> bool:
        """Whether the card or the deck has words of that name."""
        fields, said = self.card.kind.fields, self.card.words.get(name.text)
        if said and name.text in fields:
            return True
        if name.text not in fields and name.text not in self.values:
            self._note_unknown(name.text, (*fields, *self.values), name.where, "list")
        value = self.values.get(name.text, "")
        own = value.text if isinstance(value, Text) else value
        return bool(said or own)

    def _note_unknown(
        self, name: str, known: Collection[str], where: Mark, form: str | None = None
    ) -> None:
        """Notes a name that is not among those known, with the nearest of them or, if none is near,
        with how to add a field of that form, or with all of them."""
        kind, near = self.card.kind, self.problems.did_you_mean
        if name in kind.unread:
            return
        if form is None:
            fix = near(name, known)
        else:
            fields = ", ".join(kind.fields)
            add = f'add "{name}: {form}?", or build another output'
            fix = near(name, known, "") or f"its fields are: {fields}; {add}"
        what = f'nothing is called "{{{name}}}" here'
        if kind.where is not None:
            what = f'cards of the kind "{kind.name}" have no field "{name}"'
        self.problems.error("E209", where, what, fix, instead=kind.where)

    def galley(self, of: str, texts: Sequence[Text], type_: Type, measure: float) -> Galley:
        """Texts set to a measure, only once for a face; of tells the texts of a face apart."""
        key = of, type_, measure
        galley: Galley | None = self.cache.get(key)
        if galley is None:
            paragraphs: list[Paragraph] = []
            misfits: list[Misfit] = []
            height = 0.0
            for text in texts:
                paragraph = self.paragraph(text, type_, measure)
                if paragraph.over:
                    misfits += too_wide(paragraph, text, measure)
                height += paragraph.height
                paragraphs.append(paragraph)
            galley = Galley(of, tuple(texts), tuple(paragraphs), height, tuple(misfits))
            self.cache[key] = galley
        return galley

    def paragraph(self, text: Text, type_: Type, measure: float) -> Paragraph:
        """The text set to a measure; characters that no font has are noted as problems."""
        paragraph, absent = set_as_written(text.text, type_, measure, text.marked)
        if absent:
            what = f"no font of this deck can set {named_all(absent)}"
            if text.where.is_private:
                what = "no font of this deck has all the characters there"
            parts: Sequence[Text] = self.cache.get((_PARTS, text.text), ())
            holds = (part.where for part in parts if any(own in part.text for own in absent))
            where = next(holds, text.where)
            self.problems.error("E303", where, what, instead_of(absent))
        if self.deck.fonts:
            self._note_lacking(text, type_.chain)
        if self.observer is not None:
            self.observer.note_text(text, paragraph)
        return paragraph

    def _note_lacking(self, text: Text, chain: Chain) -> None:
        """Warns of characters that a font of the deck's own lacks, so that others set them."""
        font, private = chain[0], text.where.is_private
        if font.name not in {own.text for own in self.deck.fonts.values()}:
            return
        for character in missing(self.house.printed(text.text, self.card.lang), (font,)):
            if any(other.has(character) for other in chain[1:]):
                named = "a character of a name" if private else named_all([character])
                what = f'"{font.name}" has no {{names}}, which a font of cardgen\'s own sets'
                fix = "use a version of the font with more characters, or accept: [W433]"
                kin = Kin(what, named, fix=fix)
                self.problems.warning("W433", font.where, what.format(names=named), fix, kin)


def inks_of(theme: Theme | None, house: HouseStyle) -> Mapping[str, Ink]:
    """The neutral inks and those of a theme's colour, or of the plain colour."""
    colour = house.colours.get(theme.colour.text) if theme else None
    return {**house.neutrals, **(colour or house.colours[PLAIN]).inks}


def deck_values(deck: Deck) -> Mapping[str, str | Text]:
    """What any template may name: the deck's own texts, and how many cards it has of each kind."""
    counts = Counter(card.kind.name for card in deck.cards)
    title, subtitle = deck.title, deck.subtitle
    whole = [*title.spans, *((Span(": "), *subtitle.spans) if subtitle.text else ())]
    # Where they are too long together, the longer one is to be shortened.
    where = max(title, subtitle, key=lambda text: len(text.text)).where
    return {
        "deck": title,
        "subtitle": deck.subtitle,
        "whole-title": Text.of(whole, where),
        "publisher": deck.publisher,
        "rights": deck.rights,
        "survey": deck.survey or "",
        "logo": deck.logo.alt or "" if deck.logo else "",
        "marks": "yes" if deck.marks is not None else "",
        "unmarked": "yes" if deck.marks is None else "",
        "count": str(deck.numbered),
        "themes": str(len(deck.themes)),
        **{f"{name}s": str(counts[name]) for name in deck.kinds},
    }


def card_values(card: Card, deck: Deck, house: HouseStyle) -> Mapping[str, str | Text]:
    """What a template may name of any card, whatever its fields."""
    theme = card.theme.name if card.theme else None
    return {
        "theme": theme or "",
        "group": theme or deck.title,
        "number": str(card.number or ""),
        "called": card.called,
        "id": card.id,
        PARTICIPANT: card.person.name if card.person else "",
        "unnamed": "yes" if card.person and not card.person.name.text else "",
        "addition": _addition(card, deck, house),
        "own-printer": "" if house.die else "yes",
        "press": "yes" if house.die else "",
        "prompts-by": deck.prompts.by_of(card) if deck.prompts else "",
    }


def _addition(card: Card, deck: Deck, house: HouseStyle) -> str | Text:
    """Whose addition the card is, in words, if it is an addition of one of the deck's own kinds."""
    if card.origin != "addition" or card.kind.name not in deck.kinds:
        return ""
    words = house.words[ADDED_BY if deck.by else AN_ADDITION].text or ""
    return Text(words, deck.by.where).filled({"by": deck.by}) if deck.by else words
