"""The index of a workshop's folder: what to print on what paper, and how to pack and deal the
cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath

from cardgen.graphics.type.characters import graphemes
from cardgen.graphics.type.segments import missing
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.files import File
from cardgen.jobs.instructions import (
    Guide,
    Instruction,
    Say,
    counted_in,
    date_in_words,
    facts_of_run,
    guide_pages,
    stock_of,
    told_in,
    words_of,
)
from cardgen.model.deck import NO_TEXT, Card, Deck, Text
from cardgen.model.layout import TOGETHER, HouseStyle
from cardgen.model.options import Format
from cardgen.model.plan import FilePlan
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.workshop.manifest import BuiltWorkshop, Product, Superseded
from cardgen.workshop.packs import table_called
from cardgen.workshop.seating import Hand, SeatedTable

_FORMS: tuple[Format, ...] = ("pdf", "html")
_LONGEST = 24  # characters of a word
_SECTIONS = ("print", "pack", "deal", "notes")


def guide_files(
    made: BuiltWorkshop,
    deck: Deck,
    house: HouseStyle,
    sources: Sources,
    path: str,
    problems: Problems,
) -> list[File]:
    """The index as a PDF and as an HTML page; none with the problems noted."""
    say = words_of(house)
    found = dict(zip(_SECTIONS, sections(made, say, house), strict=True))
    guide_deck = told_in(Guide(made.workshop.title, subtitle(made, say), found), deck, house)
    pages = guide_pages(guide_deck, house, sources, problems)
    plans = [FilePlan(f"{path}.{form}", "index", None, "one", "none", []) for form in _FORMS]
    # The pages are for whoever packs, but the metadata of the files must not have names.
    return [
        File(plan, guide_deck._replace(subtitle=NO_TEXT), pages, form)
        for plan, form in zip(plans if pages else (), _FORMS, strict=False)
    ]


def subtitle(made: BuiltWorkshop, say: Say) -> str:
    """The date, the facilitator, and how many people and tables there are."""
    workshop, people = made.workshop, len(made.party.hands)
    tables = len(made.party.tables) if made.party.tables[0].name else 0
    parts = [date_in_words(workshop.date, say) if workshop.date else "", workshop.facilitator]
    parts.append(counted_in("people", people, say) if people else "")
    parts.append(counted_in("tables", tables, say) if tables else "")
    return " · ".join(part for part in parts if part)


def sections(made: BuiltWorkshop, say: Say, house: HouseStyle) -> Iterator[list[Instruction]]:
    """The entries of each section: what to print, to pack and to deal, and notes."""
    tables = made.party.tables[0].name is not None
    prints = [(own, 0 if tables else len(own.at_hand(made.party))) for own in made.products]
    yield [*_ready(made, say), *(entry for own in prints for entry in _prints(*own, say))]
    yield [*_superseded(made, say), *(_packs(made, say) if tables else [])]
    yield list(_hands(made, say)) if made.party.dealt else []
    yield list(_notes(made, say, house))


def _ready(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """How many sheets of each stock to have ready, with spares."""
    plans = [plan for own in made.products if own.wanted.options.on_paper for plan in own.plans]
    stocks = dict[str, int]()
    for plan in plans:
        for run in plan.runs if plan.sides != "backs" else ():  # these go on those of the fronts
            stock, sheets = stock_of(plan, run, say)
            stocks[stock] = stocks.get(stock, 0) + sheets
    if stocks:
        facts = [(stock, counted_in("sheets", count, say)) for stock, count in stocks.items()]
        yield Instruction(say("guide-ready"), "", facts)


def _prints(product: Product, spares: int, say: Say) -> Iterator[Instruction]:
    """What whoever prints a file needs to know about it; spares are those of its sets that no list
    of packs tells of."""
    copies = product.copies
    for plan in product.plans:
        if not product.wanted.options.on_paper:
            yield Instruction(PurePath(plan.path).name, say("guide-on-a-screen"))
            continue
        if not plan.runs:
            yield Instruction(PurePath(plan.path).name, say("guide-by-hand"))
            continue
        facts = [fact for run in plan.runs for fact in facts_of_run(plan, run, say)]
        if product.wanted.options.printer:
            facts.append((say("guide-printer"), product.wanted.options.printer))
        if spares:
            facts.append((say("guide-spares"), str(spares)))
        note = say("guide-sets", sets=copies) if isinstance(copies, int) else say(f"guide-{copies}")
        yield Instruction(PurePath(plan.path).name, note, facts)


def _superseded(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """Which old cards and pages to take out of what was printed, with and without new ones in their
    place, as somebody finds them: by number and name."""
    for replaced, name in ((True, "guide-superseded"), (False, "guide-gone")):
        counts: dict[str, list[str]] = {}
        for old in made.superseded:
            if old.replaced is replaced:
                count = say("guide-count-of", count=old.pieces, file=old.file)
                counts.setdefault(_called_before(old, say), []).append(count)
        if counts:
            facts = [(called, ", ".join(own)) for called, own in counts.items()]
            yield Instruction(say(name), say(f"{name}-rule"), facts)


def _called_before(old: Superseded, say: Say) -> str:
    """What stands on an old piece of paper: the number and the name of its card, or what it is."""
    if old.card in (PACK, NAME, TOGETHER):
        return say(f"guide-old-{old.card}")
    return f"{old.number} {old.called}" if old.number else old.called


def _packs(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """What goes to each table, and what is left over."""
    party = made.party
    if not party.own and not party.dealt and not made.since:
        yield Instruction(say("guide-each-set"), "", (), [_numbered(card) for card in party.cards])
    for at, table in enumerate(party.tables):
        items = list(_items(made, at, say))
        if made.since and not items:
            continue  # what the table has is in the older folder
        if party.own:
            items.insert(0, ", ".join(_numbered(card) for card in table.cards))
        yield Instruction(_name_of(table, say), _people_at(table, made, say), (), items)
    rest = list(_items(made, len(party.tables), say))
    if rest:
        yield Instruction(say("guide-spare"), "", (), rest)


def _people_at(table: SeatedTable, made: BuiltWorkshop, say: Say) -> str | Text:
    """How many people sit at a table and who has a pack of their own; beside an older folder, only
    who has a new one."""
    if not table.hands:
        return ""
    count = counted_in("people", len(table.hands), say)
    owners = frozenset[int]().union(*(product.people for product in made.products))
    people = [
        hand.person.name if hand.person else Text(say("guide-person", number=hand.number), place)
        for hand in table.hands
        if (place := hand.person.name.where if hand.person else hand.lacks)
        if made.party.dealt or hand.number in owners
    ]
    if not people or not made.workshop.index_names:
        return count
    longest = max(people, key=lambda name: max(map(len, name.text.split()), default=0))
    names = ", ".join(name.text for name in people)
    return Text(names if made.since else f"{count}: {names}", longest.where)


def _items(made: BuiltWorkshop, at: int, say: Say) -> Iterator[str]:
    """The sets of each file for the table at that index."""
    for product in made.products:
        if not product.wanted.options.on_paper:
            continue
        sizes = product.sizes[at] if at < len(product.sizes) else []
        file = PurePath(product.plans[0].path).name
        for size, alike in groupby(sizes):
            sets = len(list(alike))
            count = counted_in("pages" if product.paged else "cards", size, say)
            item = f"{file}: {sets} × {count}" if sets > 1 else f"{file}: {count}"
            yield say("guide-with-label", item=item) if product.labelled else item


def _hands(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """Who was dealt which cards, table by table."""
    for table in made.party.tables:
        facts = [
            (
                _called(hand, made.workshop.index_names, say),
                ", ".join(_numbered(card) for card in hand.cards),
            )
            for hand in table.hands
        ]
        if facts:
            yield Instruction(_name_of(table, say), "", facts)


def _called(hand: Hand, named: bool, say: Say) -> str | Text:
    """What a person is called in the index: by name or, without names, by the number in the
    list."""
    if hand.person and named:
        return hand.person.name
    return say("guide-person", number=hand.number)


def _notes(made: BuiltWorkshop, say: Say, house: HouseStyle) -> Iterator[Instruction]:
    """What is not here, and how cards and seats were chosen, so that it can be explained and done
    again."""
    workshop = made.workshop
    if made.since:
        rule = say("guide-since-rule", folders=", ".join(made.since))
        unchanged = [say("guide-unchanged", file=name) for name in made.unchanged]
        yield Instruction(say("guide-since"), rule, (), unchanged)
    if made.unnamed:
        people = [_unnamed(hand, made.workshop.index_names, say, house) for hand in made.unnamed]
        yield Instruction(say("guide-unnamed"), say("guide-unnamed-rule"), (), people)
    if workshop.lowest:
        cards = [_numbered(card) for card in made.party.cards]
        yield Instruction(say("guide-lowest"), say("guide-lowest-rule"), (), cards)
    if workshop.deal:
        yield Instruction(say("guide-dealt"), say("guide-dealt-rule", seed=workshop.deal.seed))
    if made.party.seated:
        yield Instruction(say("guide-seated"), say("guide-seated-rule"))


def _unnamed(hand: Hand, named: bool, say: Say, house: HouseStyle) -> str | Text:
    """Where in the list a person stands whose name was left out, and as much of the name as every
    font has."""
    in_file = hand.lacks is not None and hand.lacks.line > 0
    where = "guide-unnamed-at" if in_file else "guide-unnamed-in-list"
    person = say(where, number=hand.number, place=hand.lacks)
    name = _legible(hand.typed.text, house) if hand.typed and named else ""
    return Text(f"{person}: {name}", hand.lacks) if name and hand.lacks else person


def _legible(name: str, house: HouseStyle) -> str:
    """The name with dots for what a font lacks, and for the ends of words that fit no line; nothing
    if no letter is left."""
    absent = {own for chain in house.chains.values() for own in missing(name, chain)}
    kept = "".join("…" if own in absent else own for own in graphemes(name))
    if not any(map(str.isalnum, kept)):
        return ""
    words = (word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in kept.split())
    return re.sub("…+", "…", " ".join(words))


def _name_of(table: SeatedTable, say: Say) -> str:
    return table_called(table.name, say("table")) if table.name else say("guide-all")


def _numbered(card: Card) -> str:
    name = card.called.text
    return f"{card.number} {name}" if card.number else name
