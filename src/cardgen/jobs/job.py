"""Files → a job: all that one output is made from, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cardgen.jobs.extra_cards import NAME, More, read_more
from cardgen.jobs.outputs import any_knows, have_the_back, homes
from cardgen.jobs.parts import CardsOnSheet, can_fulfil, die_spares_words, laid, pages_can_fulfil
from cardgen.jobs.selection import Unsupported
from cardgen.jobs.shop import Shop, shop_for
from cardgen.model.deck import Card, Deck, Kind
from cardgen.model.layout import TOGETHER, CardLayout, HouseStyle, Output, Proof
from cardgen.model.options import Printing
from cardgen.model.sheet import Sheet, Slug
from cardgen.problems import Problems
from cardgen.read.agree import agree, title_can_be_set
from cardgen.read.bare import bared
from cardgen.read.brand import branded
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import read_house_style
from cardgen.read.layout import read_layout
from cardgen.read.output import read_output
from cardgen.read.printer import read_printer
from cardgen.read.proof import read_proof
from cardgen.read.sheet import read_sheet, read_slug
from cardgen.typeset.faces.composer import Composer, Holding
from cardgen.typeset.faces.diptych import Diptych

_ANY_SIZE = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Job:
    """All that was read for one output; sheet is None where each face has its page."""

    deck: Deck
    house: HouseStyle
    output: Output
    printing: Printing
    parts: tuple[CardsOnSheet, ...]
    sheet: Sheet | None
    slug: Slug | None
    proof: Proof | None
    sources: Sources
    more: More
    shop: Shop | None = None  # that the file is made for; without one, a person's own printer
    tongues: tuple[Job, ...] = ()  # the same in each language, where faces have several

    def composer(
        self,
        part: CardsOnSheet,
        problems: Problems,
        chosen: Sequence[Card] = (),
        holding: Holding = lambda card: (),
        more_bleed: float = 0.0,
    ) -> Composer | Diptych:
        """What makes the faces of a part, on pages for all chosen cards at once."""
        index = next(i for i, own in enumerate(self.parts) if own is part)
        makers = []
        for job in self.tongues or (self,):
            layout = job.parts[index].composed
            layout = replace(layout, bleed=layout.bleed + more_bleed)
            cards = {card.id: card for card in job.deck.cards}
            own = [cards[card.id] for card in chosen]
            makers.append(Composer(job.deck, layout, job.house, problems, self.proof, own, holding))
        if not self.tongues:
            return makers[0]
        decks = [job.deck for job in self.tongues]
        bleed = part.composed.bleed + more_bleed
        return Diptych(makers, decks, bleed, self.output.paged)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of card that the output prints."""
        if self.output.together:
            named = frozenset(kind.text for kind in self.output.kinds)
            return named or frozenset(k.name for k in self.deck.kinds.values() if k.numbered)
        return frozenset(kind for part in self.parts for kind in part.layout.kinds)

    @property
    def one_sided(self) -> bool:
        """Whether there are no backs: whole pages, or a sheet that is printed on one side."""
        return self.output.paged or (self.sheet is not None and self.sheet.one_sided)

    def pieces(self, cards: Sequence[Card]) -> Sequence[Card]:
        """What is printed of these cards: they themselves, or the one that shows all of them."""
        if not self.output.together:
            return cards
        return [card for card in self.deck.cards if card.kind.name == TOGETHER]

    @property
    def cards(self) -> list[Card]:
        """Every card of these kinds that is the deck's own."""
        kinds = self.kinds.difference(self.more.kinds)
        return [card for card in self.deck.cards if card.kind.name in kinds]


def read(
    sources: Sources,
    name: str,
    printing: Printing,
    problems: Problems,
    add: Sequence[str] = (),
    patterns: Sequence[str] = (),
) -> Job | None:
    """What an output is made from, with the extra cards to add that are not the deck's own and,
    where its layouts know them, the patterns of others, or None with every problem noted. In
    several languages it is that of the first, which knows the others.

    Raises Unsupported for wishes that the output or its sheet cannot fulfil.
    """
    tags = sources.languages
    if len(tags) < 2:
        return _read(sources, name, printing, problems, add, patterns, 1)
    tongues = []
    for tag in tags:
        own = replace(sources, languages=(tag, *(other for other in tags if other != tag)))
        tongues.append(_read(own, name, printing, problems, add, patterns, len(tags)))
    found = tuple(job for job in tongues if job is not None)
    return replace(found[0], sources=sources, tongues=found) if len(found) == len(tags) else None


def _read(
    sources: Sources,
    name: str,
    printing: Printing,
    problems: Problems,
    add: Sequence[str],
    patterns: Sequence[str],
    beside: int,
) -> Job | None:
    """The same in the first language alone, for faces of which so many lie side by side."""
    deck = sources_deck(sources, problems)
    house = house_style_of(deck, sources, problems)
    house = house and branded(house, deck.themes if deck else (), sources, problems)
    house = house and bared(house, printing, sources, problems)
    output = read_output(name, sources, problems)
    if deck is None or house is None or output is None:
        return None
    noted = problems.noted
    shop = shop_for(output, printing, house, sources, problems)
    if problems.noted > noted:
        return None
    if shop:
        shop.note_spots(deck.themes, problems)
        house, output = shop.house(house), shop.output(output, deck, sources)
    agree(deck, house, output, problems)
    if output.together:
        deck = replace(deck, cards=(*deck.cards, _for_all(deck)))
    if output.people and NAME not in patterns:
        raise Unsupported(f'"{name}" is made for the people of a workshop: build the file of one')
    patterns = [p for p in patterns if any_knows(output, f"more/{p}", sources)]
    more = read_more(deck, house, add, printing.fill == "blank", patterns, sources, problems)
    deck = replace(deck, cards=(*deck.cards, *more.all))
    name_of_sheet = printing.sheet or output.sheet
    if output.paged:
        pages_can_fulfil(printing, name)
    if name_of_sheet is None and printing.of_sheets():
        options = ", ".join(printing.of_sheets())
        raise Unsupported(f'"{name}" has a face on each page: {options} needs a sheet; see --sheet')
    sheet = read_sheet(name_of_sheet, sources, problems) if name_of_sheet else None
    slugged = printing.on_paper and output.slug and name_of_sheet and not (sheet and sheet.cells)
    slug = read_slug(house, sources, problems) if slugged else None
    proof = read_proof(house, sources, problems) if printing.proof else None
    printer = read_printer(printing.printer, sources, problems) if printing.printer else None
    # Of a sheet that cannot be read, the size its cells would have is no news.
    cell = _cell(sheet) if sheet or not name_of_sheet else _ANY_SIZE
    layouts = _layouts(deck, house, output, printing, more, cell, sources, problems, shop)
    needed = (
        *((name_of_sheet, sheet), (slugged, slug), (printing.proof, proof)),
        *((printing.printer, printer), (True, layouts)),
    )
    if layouts is None or any(wanted and found is None for wanted, found in needed):
        return None
    across = 1 if output.paged else beside
    wide = [replace(layout, width=across * layout.width) for layout in layouts]
    if sheet is None or not printing.on_paper:
        parts: tuple[CardsOnSheet, ...] | None = tuple(
            CardsOnSheet(layout, None) for layout in wide
        )
    else:
        can_fulfil(printing, sheet, beside)
        if slug:
            title_can_be_set(deck, slug, house, problems)
        parts = laid(wide, sheet, printing, printer, problems, beside)
    if parts is None:
        return None
    die_spares_words(printing.corners, layouts)
    parts = tuple(replace(part, half=one) for part, one in zip(parts, layouts, strict=True))
    return Job(deck, house, output, printing, parts, sheet, slug, proof, sources, more, shop)


def house_style_of(deck: Deck | None, sources: Sources, problems: Problems) -> HouseStyle | None:
    """The house with its words in the deck's language, whatever that is of an unreadable deck."""
    if deck is None:
        return read_house_style(sources, problems)
    return read_house_style(sources, problems, deck.lang, deck.labels, deck.where)


def _cell(sheet: Sheet | None) -> tuple[float, float] | None:
    return (sheet.cells.width, sheet.cells.height) if sheet and sheet.cells else None


def _layouts(
    deck: Deck,
    house: HouseStyle,
    output: Output,
    printing: Printing,
    more: More,
    cell: tuple[float, float] | None,
    sources: Sources,
    problems: Problems,
    shop: Shop | None,
) -> list[CardLayout] | None:
    """The card layouts of the output with the kinds each is for, or None with problems noted."""
    kinds = [kind.text for kind in output.kinds if kind.text in deck.kinds] or list(deck.kinds)
    back = printing.back or (output.back.text if output.back else None)
    if output.together:
        kinds = [TOGETHER]
    elif output.people:
        kinds = []
    taken = homes(output, more.kinds, sources)
    found = [
        read_layout(
            name,
            [*(kind for kind in kinds if output.layout_of(kind) == name), *taken.get(name, ())],
            cell,
            house,
            sources,
            problems,
            back,
            output.paged,
            shop.size if shop else None,
        )
        for name in output.layouts
    ]
    layouts = [layout for layout in found if layout and layout.kinds]
    if shop:
        layouts = [shop.layout(layout) for layout in layouts]
    if None in found or not have_the_back(layouts, output, printing.back, problems):
        return None
    return layouts


def _for_all(deck: Deck) -> Card:
    """The card that stands for all chosen ones where they are shown together."""
    kind = Kind(TOGETHER, {}, False)
    words = {"title": deck.title}
    return Card(TOGETHER, kind, None, words, deck.lang, (), "source", None, None, 0, deck.where)
