"""The index of a workshop's folder: what to print on what, and how it is packed and dealt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath

from cardgen.graphics.type.characters import printed
from cardgen.jobs.instructions import (
    Entry,
    Guide,
    Say,
    facts_of_run,
    guide_pages,
    told_in,
    words_of,
)
from cardgen.jobs.writing import File
from cardgen.model.deck import Card, Deck
from cardgen.model.layout import HouseStyle
from cardgen.model.options import Format
from cardgen.model.plan import FilePlan
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.workshop.manifest import Made, Product
from cardgen.workshop.packs import table_called
from cardgen.workshop.seating import Group

_FORMS: tuple[Format, ...] = ("pdf", "html")
_SECTIONS = ("print", "pack", "deal", "notes")


def guide_files(
    made: Made, deck: Deck, house: HouseStyle, sources: Sources, path: str, problems: Problems
) -> list[File]:
    """The index as a PDF and as a page of HTML; none with the problems noted."""
    say = words_of(house)
    found = dict(zip(_SECTIONS, sections(made, say), strict=True))
    told = told_in(Guide(made.workshop.title, subtitle(made, say), found), deck, house)
    pages = guide_pages(told, house, sources, problems)
    plans = [FilePlan(f"{path}.{form}", "index", None, "one", "none", []) for form in _FORMS]
    # The pages are for whoever packs; what the files say of themselves has nobody's name.
    return [
        File(plan, replace(told, subtitle=""), pages, form)
        for plan, form in zip(plans if pages else (), _FORMS, strict=False)
    ]


def subtitle(made: Made, say: Say) -> str:
    workshop, people = made.workshop, len(made.party.hands)
    tables = len(made.party.groups) if made.party.groups[0].name else 0
    parts = [_date(workshop.date, say) if workshop.date else "", workshop.facilitator]
    parts.append(_counted("people", people, say) if people else "")
    parts.append(_counted("tables", tables, say) if tables else "")
    return " · ".join(part for part in parts if part)


def _date(date: datetime.date, say: Say) -> str:
    month = say("months").split()[date.month - 1]
    return say("date", day=date.day, month=month, year=date.year)


def _counted(what: str, count: int, say: Say) -> str:
    return say(f"one-of-{what}" if count == 1 else f"count-of-{what}", count=count)


def sections(made: Made, say: Say) -> Iterator[list[Entry]]:
    """The entries of each section."""
    yield [entry for product in made.products for entry in _prints(product, say)]
    tables = made.party.groups[0].name is not None
    yield list(_packs(made, say)) if tables else []
    yield list(_hands(made, say)) if made.party.dealt else []
    yield list(_notes(made, say))


def _prints(product: Product, say: Say) -> Iterator[Entry]:
    """What there is to know of each file for whoever prints it."""
    copies = product.copies
    for plan in product.plans:
        if not product.wanted.printing.on_paper:
            yield Entry(PurePath(plan.path).name, say("guide-on-a-screen"))
            continue
        facts = [fact for run in plan.runs for fact in facts_of_run(plan, run, say)]
        if product.wanted.printing.printer:
            facts.append((say("guide-printer"), product.wanted.printing.printer))
        note = say("guide-sets", sets=copies) if isinstance(copies, int) else say(f"guide-{copies}")
        yield Entry(PurePath(plan.path).name, note, facts)


def _packs(made: Made, say: Say) -> Iterator[Entry]:
    """What goes to each table, and what is for no table in particular."""
    party = made.party
    if not party.own and not party.dealt:
        yield Entry(say("guide-each-set"), "", (), [_numbered(card) for card in party.cards])
    for at, group in enumerate(party.groups):
        items = list(_items(made, at, say))
        if party.own:
            items.insert(0, ", ".join(_numbered(card) for card in group.cards))
        people = [hand.person.name.text for hand in group.hands if hand.person]
        count = _counted("people", len(group.hands), say) if group.hands else ""
        note = f"{count}: {', '.join(people)}" if people else count
        yield Entry(_table(group, say), note, (), items)
    rest = list(_items(made, len(party.groups), say))
    if rest:
        yield Entry(say("guide-spare"), "", (), rest)


def _items(made: Made, at: int, say: Say) -> Iterator[str]:
    """What there is of each file for the table at that place."""
    for product in made.products:
        if not product.wanted.printing.on_paper:
            continue
        sizes = product.sizes[at] if at < len(product.sizes) else []
        file = PurePath(product.plans[0].path).name
        for size, group in groupby(sizes):
            sets = len(list(group))
            count = _counted("pages" if product.paged else "cards", size, say)
            item = f"{file}: {sets} × {count}" if sets > 1 else f"{file}: {count}"
            yield say("guide-with-label", item=item) if product.labelled else item


def _hands(made: Made, say: Say) -> Iterator[Entry]:
    """Who was dealt which cards, table by table."""
    number = 0
    for group in made.party.groups:
        facts = []
        for hand in group.hands:
            number += 1
            name = hand.person.name.text if hand.person else say("guide-person", number=number)
            facts.append((name, ", ".join(_numbered(card) for card in hand.cards)))
        if facts:
            yield Entry(_table(group, say), "", facts)


def _notes(made: Made, say: Say) -> Iterator[Entry]:
    """How cards and seats were chosen, so that it can be told and done again."""
    workshop = made.workshop
    if workshop.lowest:
        cards = [_numbered(card) for card in made.party.cards]
        yield Entry(say("guide-lowest"), say("guide-lowest-rule"), (), cards)
    if workshop.deal:
        yield Entry(say("guide-dealt"), say("guide-dealt-rule", seed=workshop.deal.seed))
    if made.party.seated:
        yield Entry(say("guide-seated"), say("guide-seated-rule"))


def _table(group: Group, say: Say) -> str:
    return table_called(group.name, say("table")) if group.name else say("guide-all")


def _numbered(card: Card) -> str:
    name = printed(card.called.text)
    return f"{card.number} {name}" if card.number else name
