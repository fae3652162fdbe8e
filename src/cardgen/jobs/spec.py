"""A spec is read from files and options: all that an output is made from, checked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cardgen.graphics.type.wording import listed
from cardgen.jobs.extra_cards import NAME, ExtraCards, read_extra_cards
from cardgen.jobs.outputs import any_covers, for_presses, have_the_back, layouts_for_kinds
from cardgen.jobs.selection import select
from cardgen.model.deck import Card, Deck, Kind, with_confirmed_contacts
from cardgen.model.layout import TOGETHER, CardLayout, HouseStyle, Output, Proof
from cardgen.model.options import OF_PIXELS, Options, Trait
from cardgen.model.printer import Printer
from cardgen.model.refused_options import LACKING, refuse_contradictions, refuse_unmet
from cardgen.model.sheet import Sheet, Slug
from cardgen.problems import Mark, Problems, Unsupported
from cardgen.read.agree import agree
from cardgen.read.bare import bared
from cardgen.read.brand import sources_branded
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources, shown
from cardgen.read.layout import Sizes, sources_layout
from cardgen.read.output import read_output
from cardgen.read.printer import read_printer
from cardgen.read.sheet import read_sheet, read_slug
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.jobs.shop import Shop

_ANY_SIZE = (210.0, 297.0)


class InLanguage(Value):
    """A deck in one language with its extra cards, the house style with labels in that language,
    and the output's card layouts as read with them."""

    deck: Deck
    house: HouseStyle
    extra: ExtraCards
    layouts: tuple[CardLayout, ...]


class Spec(Value):
    """All that was read for one output, and the options it is built with.

    languages are those of its faces, by tag and in order; a face with several languages has them
    side by side. sheet is None if each face has its own page, and shop is None if the file is made
    for the user's own printer.
    """

    sources: Sources
    output: Output
    options: Options
    languages: Mapping[str, InLanguage]
    sheet: Sheet | None = None
    slug: Slug | None = None
    proof: Proof | None = None
    printer: Printer | None = None
    shop: Shop | None = None

    @property
    def first(self) -> InLanguage:
        """The edition in the first language, whose cards identify all others."""
        return next(iter(self.languages.values()))

    @property
    def deck(self) -> Deck:
        return self.first.deck

    @property
    def house(self) -> HouseStyle:
        return self.first.house

    @property
    def extra(self) -> ExtraCards:
        return self.first.extra

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of card that the output prints."""
        if self.output.together:
            named = frozenset(kind.text for kind in self.output.kinds)
            return named or frozenset(k.name for k in self.deck.kinds.values() if k.numbered)
        return frozenset(kind for layout in self.first.layouts for kind in layout.kinds)

    @property
    def own_kinds(self) -> frozenset[str]:
        """Those of the kinds that the deck itself declares."""
        return self.kinds.difference(self.extra.kinds)

    @property
    def cards(self) -> list[Card]:
        """All of the deck's own cards of these kinds."""
        kinds = self.own_kinds
        return [card for card in self.deck.cards if card.kind.name in kinds]

    def chosen(self) -> tuple[Card, ...]:
        """Returns the cards that the options choose and the output prints, followed by the
        requested extra cards.

        Raises Unsupported for names that the deck does not have, and if nothing is left.
        """
        kinds = self.own_kinds
        asked = select(self.deck, self.options, kinds, self.extra.names)
        chosen = tuple(card for card in asked if card.kind.name in kinds)
        if not chosen:
            raise self.prints_none()
        return (*chosen, *self.extra.beside(chosen))

    def prints_none(self) -> Unsupported:
        """Returns the refusal of cards none of which the output prints."""
        kinds = ", ".join(sorted(self.own_kinds))
        what = f'"{self.output.name}" prints none of these cards'
        return Unsupported(what, f"it prints those of the kind {kinds}" if kinds else "")

    def left_out(self) -> tuple[Card, ...]:
        """Returns the cards that the options choose and the output does not print. If they choose
        none, that is what is missing from the whole deck; extra cards are not missing from pages
        that show cards together."""
        kinds = self.own_kinds
        if kinds.issuperset(self.deck.kinds):
            return ()
        asked = select(self.deck, self.options, kinds, self.extra.names)
        expected = not self.output.together or self.options.chooses
        return tuple(card for card in self.unprinted(asked) if expected or card.number)

    def unprinted(self, cards: Sequence[Card]) -> tuple[Card, ...]:
        """Returns those of the cards that are of a kind which the output does not print."""
        kinds = self.own_kinds
        return tuple(card for card in cards if card.kind.name not in kinds)

    @property
    def paper_asked(self) -> Mark:
        """The place that says on what the output is printed, and that whoever prints can change:
        the option, their own sheet or output, or else the deck, which other outputs suit better."""
        sources, name = self.sources, self.options.sheet or self.output.sheet
        if self.options.sheet:
            return Mark(f"--sheet {self.options.sheet}")
        if name and sources.has_own(f"layouts/sheets/{name}.yaml"):
            return Mark(shown(sources.project / f"layouts/sheets/{name}.yaml"))
        is_own = sources.has_own(f"layouts/outputs/{self.output.name}.yaml")
        return self.output.where if is_own else Mark(shown(sources.deck))

    @property
    def fronts_only(self) -> bool:
        """Whether the sheets are printed on one side only."""
        return self.sheet is not None and self.sheet.one_sided

    @property
    def one_sided(self) -> bool:
        """Whether there are no backs: either whole pages, or sheets with fronts only."""
        return self.output.paged or self.fronts_only

    def pieces(self, cards: Sequence[Card]) -> Sequence[Card]:
        """Returns what is printed for these cards: the cards themselves, or the one that shows all
        of them."""
        if not self.output.together:
            return cards
        return [card for card in self.deck.cards if card.kind.name == TOGETHER]


def read_spec(
    sources: Sources,
    name: str,
    options: Options,
    problems: Problems,
    patterns: Sequence[str] = (),
) -> Spec | None:
    """Returns what the output of that name is made from, with those patterns of extra cards that
    its layouts cover, or None if there were errors (they are in problems).

    Raises Unsupported for options that contradict each other, or that the output, the sheet or the
    print shop cannot fulfil.
    """
    output = read_output(name, sources, problems)
    if output:
        check_options(output, options, sources)
    texts = [_texts(one, options, problems) for one in _in_turn(sources)]
    found = [text for text in texts if text]
    if output is None or not found:
        return None
    _, deck, house = found[0]
    noted = problems.noted
    shop = _shop(output, options, house, sources, problems)
    if problems.noted > noted:
        return None
    if output.people and NAME not in patterns:
        raise Unsupported(
            f'"{name}" is made for the people in a workshop: build the file of a workshop'
        )
    if shop:
        output = shop.output(output, deck, sources)
    spec, is_whole = _with_sheet(Spec(sources, output, options, {}, shop=shop), house, problems)
    read = [_in_language(spec, text, patterns, problems) for text in found]
    languages = {one.deck.lang: one for one in read if one}
    if not is_whole or len(languages) < len(texts):
        return None
    spec = spec._replace(languages=languages)
    if not (spec.cards or patterns or options.add or problems.fatal):
        _note_no_cards(spec, problems)
        return None
    return spec


def _shop(
    output: Output, options: Options, house: HouseStyle, sources: Sources, problems: Problems
) -> Shop | None:
    """Returns the print shop that the file is made for; None for one's own printer and for screens,
    or if there were errors (they are in problems)."""
    if output.profile is None or not options.on_paper:
        return None
    from cardgen.jobs.shop import shop_for  # other files do not wait for what shops require

    return shop_for(output.profile, output, options, house, sources, problems)


def _note_no_cards(spec: Spec, problems: Problems) -> None:
    kinds = " or ".join(f'"{kind}"' for kind in sorted(spec.own_kinds))
    what = f'the deck has no cards for "{spec.output.name}", which prints those of the kind {kinds}'
    problems.error("E243", spec.deck.where, what, "write one, or build another output")


def _in_turn(sources: Sources) -> list[Sources]:
    """Returns the sources in each of the requested languages, or unchanged if there are none."""
    tags = sources.languages or ("",)
    if len(tags) < 2:
        return [sources]
    return [
        sources._replace(languages=(tag, *(other for other in tags if other != tag)))
        for tag in tags
    ]


class _Texts(Value):
    """What is read in one language, for which the sources are, before any output is."""

    sources: Sources
    deck: Deck
    house: HouseStyle


def _texts(sources: Sources, options: Options, problems: Problems) -> _Texts | None:
    """Returns the deck and the house style in the first language, with the inks that are printed;
    None if there were errors (they are in problems)."""
    deck = sources_deck(sources, problems)
    deck = with_confirmed_contacts(deck) if deck else None
    if deck and sources.score_table:
        from cardgen.jobs.marks import with_marks  # few builds have scores

        deck = with_marks(deck, sources.score_table, problems)
    house = sources_branded(sources, problems)
    house = house and bared(house, options, sources, problems)
    return _Texts(sources, deck, house) if deck and house else None


def _with_sheet(spec: Spec, house: HouseStyle, problems: Problems) -> tuple[Spec, bool]:
    """Returns the spec with its sheet and with what is printed besides the cards, and whether all
    that it needs of these was found."""
    output, options, sources = spec.output, spec.options, spec.sources
    name = options.sheet or output.sheet
    sheet = read_sheet(name, sources, problems) if name else None
    slugged = options.on_paper and output.slug and name and not (sheet and sheet.cells)
    slug = read_slug(house, sources, problems) if slugged else None
    proof = _proof(house, sources, problems) if options.proof else None
    printer = read_printer(options.printer, sources, problems) if options.printer else None
    pairs = ((name, sheet), (slugged, slug), (options.proof, proof), (options.printer, printer))
    is_whole = all(found is not None for wanted, found in pairs if wanted)
    return spec._replace(sheet=sheet, slug=slug, proof=proof, printer=printer), is_whole


def _proof(house: HouseStyle, sources: Sources, problems: Problems) -> Proof | None:
    from cardgen.read.proof import read_proof  # few builds are proofs

    return read_proof(house, sources, problems)


def check_options(output: Output, options: Options, sources: Sources) -> None:
    """Raises Unsupported for options that the output does not support, or that contradict each
    other; those that its sheet does not support are found later."""
    has = _traits(output, options)

    def sheeted() -> str:
        if output.profile is None:
            return "choose a sheet with --sheet"
        return f"build {' or '.join(for_presses(sources, on_sheets=True))}"

    refuse_unmet(
        options,
        has,
        output=output.name,
        presses=lambda: listed(for_presses(sources, paged=True)),
        of_cards=lambda: listed(for_presses(sources)),
        sheeted=sheeted,
    )
    if options.format == "gallery" and output.paged:
        what = LACKING["cards"].format(output=output.name, options="--format gallery")
        raise Unsupported(what)
    if output.piece == "leaflet" and options.booklet:
        raise Unsupported(f'"{output.name}" is a folded sheet: --booklet does not apply to it')
    refuse_contradictions(options, on_sheets="sheets" in has)


def _traits(output: Output, options: Options) -> set[Trait]:
    """Returns the traits of the output that options may need, whatever its sheet is."""
    has: set[Trait] = {"uncut", "backs", "marks"}
    has.add("press" if output.profile else "own printer")
    if options.on_paper:
        has.add("pdf")
    if options.format in OF_PIXELS:
        has.add("pixels")
    if options.on_screens or (options.on_paper and output.profile and not output.paged):
        has.add("corners")
    has.add("pages" if output.paged else "cards")
    if options.sheet or output.sheet:
        has.add("sheets")
    if output.scores:
        has.add("scores")
    if output.piece == "box":
        has.add("box")
    return has


def _in_language(
    spec: Spec,
    text: _Texts,
    patterns: Sequence[str],
    problems: Problems,
) -> InLanguage | None:
    """Returns the deck with its extra cards, and the layouts; None if there were errors (they are
    in problems)."""
    (own, deck, house), shop, output, sources = text, spec.shop, spec.output, spec.sources
    if shop:
        shop.note_spots(deck.themes, problems)
        house = shop.house(house)
        if not output.piece:  # faces of cards are the same in all files that show them
            house = house._replace(die=None)
    agree(deck, house, output, problems)
    if output.together:
        deck = deck._replace(cards=(*deck.cards, _for_all(deck)))
    wanted = [name for name in patterns if any_covers(output, f"more/{name}", sources)]
    extra = read_extra_cards(deck, spec.options, wanted, own, problems)
    deck = deck._replace(cards=(*deck.cards, *extra.all))
    layouts = _layouts(spec, deck, own, extra, problems)
    return None if layouts is None else InLanguage(deck, house, extra, tuple(layouts))


def _layouts(
    spec: Spec,
    deck: Deck,
    sources: Sources,
    extra: ExtraCards,
    problems: Problems,
) -> list[CardLayout] | None:
    """Returns the card layouts of the output with the kinds that each is for, in the language that
    the sources are for, or None if there were errors (they are in problems)."""
    output, options, shop = spec.output, spec.options, spec.shop
    kinds = [kind.text for kind in output.kinds if kind.text in deck.kinds] or list(deck.kinds)
    of_cards = {card.kind.name for card in deck.cards}
    kinds = [kind for kind in kinds if kind in of_cards] or kinds  # others need no faces
    back = options.back or (output.back.text if output.back else None)
    if output.together:
        kinds = [TOGETHER]
    elif output.people:
        kinds = []
    taken = layouts_for_kinds(output, extra.kinds, sources)
    found = [
        sources_layout(
            name,
            [*(kind for kind in kinds if output.layout_of(kind) == name), *taken.get(name, ())],
            Sizes(_cell(spec), shop.size if shop else None, spec.paper_asked),
            sources,
            problems,
            back,
            output.paged,
        )
        for name in output.layouts
    ]
    layouts = [layout for layout in found if layout and layout.kinds]
    if options.caliper or options.grammage:
        stock = {"caliper": options.caliper, "grammage": options.grammage or 0}
        layouts = [layout._replace(**stock) for layout in layouts]
    if shop:
        layouts = [shop.layout(layout) for layout in layouts]
    if None in found or not have_the_back(layouts, output, options.back, problems):
        return None
    return layouts


def _cell(spec: Spec) -> tuple[float, float] | None:
    """Returns the size of the cells that hold the cards, in mm, if there are any."""
    if spec.sheet is None and (spec.options.sheet or spec.output.sheet):
        return _ANY_SIZE  # of a sheet that cannot be read it is no news that it has no cells
    cells = spec.sheet.cells if spec.sheet else None
    return (cells.width, cells.height) if cells else None


def _for_all(deck: Deck) -> Card:
    """Returns the card that stands for all chosen cards when they are shown together."""
    kind = Kind(TOGETHER, {}, False)
    words = {"title": deck.title}
    return Card(TOGETHER, kind, None, words, deck.lang, (), "source", None, None, 0, deck.where)
