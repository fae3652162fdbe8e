"""The index of a workshop's folder: what to print on what paper, and how to pack and deal the
cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath
from typing import TypeAlias

from cardgen.graphics.type.characters import graphemes
from cardgen.graphics.type.segments import missing
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.files import File
from cardgen.jobs.instructions import (
    FileTable,
    Guide,
    Instruction,
    Say,
    counted_in,
    date_in_words,
    guide_pages,
    told_in,
    words_of,
)
from cardgen.model.deck import NO_TEXT, Card, Deck, Text
from cardgen.model.layout import TOGETHER, HouseStyle
from cardgen.model.options import Format
from cardgen.model.plan import FilePlan
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.workshop.manifest import BuiltWorkshop, Superseded
from cardgen.workshop.packs import table_called
from cardgen.workshop.print_list import cuts, files, ready, scale
from cardgen.workshop.seating import Hand, SeatedTable

_FORMS: tuple[Format, ...] = ("pdf", "html")
_LONGEST = 24  # characters of a word
Section: TypeAlias = list[Instruction | FileTable]
_SECTIONS = ("print", "cut", "pack", "deal")


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


def sections(made: BuiltWorkshop, say: Say, house: HouseStyle) -> Iterator[Section]:
    """The entries of each section: what to print, to cut, to pack and to deal. How cards and seats
    were chosen is told where they are."""
    has_tables = made.party.tables[0].name is not None
    yield [*_since(made, say), *ready(made, say), *scale(made, say), *files(made, has_tables, say)]
    yield list(cuts(made, say))
    by_hand = [*_superseded(made, say), *_unnamed_people(made, say, house)]
    packs = list(_packs(made, say)) if has_tables else []
    yield [*by_hand, *_lowest(made, say), *packs, *_seats(made, say)]
    yield [*_chance(made, say), *(_hands(made, say) if made.party.dealt else [])]


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
    """What goes to each table, and what is left over. What all tables get is told once."""
    party = made.party
    if not party.own and not party.dealt and not made.since:
        cards = [_numbered(card) for card in party.cards]
        yield Instruction(say("guide-each-set"), items=cards, to_do=False)
    # What a table has is in the older folder if it has nothing here.
    found = [(at, list(_items(made, at, say))) for at in range(len(party.tables))]
    found = [(at, items) for at, items in found if items or not made.since]
    common = found[0][1] if found[1:] and all(own == found[0][1] for _, own in found) else []
    if common:
        yield Instruction(say("guide-for-each-table"), items=common, to_do=False)
    for at, items in found:
        table = party.tables[at]
        own = [] if common else items
        if party.own:
            own.insert(0, ", ".join(_numbered(card) for card in table.cards))
        yield Instruction(_name_of(table, say), _people_at(table, made, say), items=own)
    rest = list(_items(made, len(party.tables), say))
    if rest:
        yield Instruction(say("guide-spare"), items=rest)


def _people_at(table: SeatedTable, made: BuiltWorkshop, say: Say) -> str | Text:
    """How many people sit at a table and who has a pack of their own; beside an older folder, only
    who has a new one. Whoever was dealt cards is named with these."""
    if not table.hands:
        return ""
    count = counted_in("people", len(table.hands), say)
    owners = frozenset[int]().union(*(product.people for product in made.products))
    people = [
        hand.person.name if hand.person else Text(say("guide-person", number=hand.number), place)
        for hand in table.hands
        if (place := hand.person.name.where if hand.person else hand.lacks)
        if hand.number in owners and (made.since or not made.party.dealt)
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
        people = [
            (
                _called(hand, made.workshop.index_names, say),
                ", ".join(_numbered(card) for card in hand.cards),
            )
            for hand in table.hands
        ]
        if people:
            yield Instruction(_name_of(table, say), people=people, to_do=False)


def _called(hand: Hand, named: bool, say: Say) -> str | Text:
    """What a person is called in the index: by name or, without names, by the number in the
    list."""
    if hand.person and named:
        return hand.person.name
    return say("guide-person", number=hand.number)


def _since(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """What is not here, as older folders hold it."""
    if made.since:
        rule = say("guide-since-rule", folders=", ".join(made.since))
        unchanged = [say("guide-unchanged", file=name) for name in made.unchanged]
        yield Instruction(say("guide-since"), rule, items=unchanged, to_do=False)


def _unnamed_people(made: BuiltWorkshop, say: Say, house: HouseStyle) -> Iterator[Instruction]:
    """Whose names are to be written by hand."""
    if made.unnamed:
        people = [_unnamed(hand, made.workshop.index_names, say, house) for hand in made.unnamed]
        yield Instruction(say("guide-unnamed"), say("guide-unnamed-rule"), items=people)


def _lowest(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """Which cards a survey chose."""
    if made.workshop.lowest:
        cards = [_numbered(card) for card in made.party.cards]
        rule = say("guide-lowest-rule")
        yield Instruction(say("guide-lowest"), rule, items=cards, to_do=False)


def _seats(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """How people were seated who had no table."""
    if made.party.seated:
        yield Instruction(say("guide-seated"), say("guide-seated-rule"), to_do=False)


def _chance(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """How cards were dealt, so that it can be explained and done again."""
    if made.workshop.deal:
        rule = say("guide-dealt-rule", seed=made.workshop.deal.seed)
        yield Instruction(say("guide-dealt"), rule, to_do=False)


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
