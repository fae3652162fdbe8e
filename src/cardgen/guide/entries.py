"""What the index of a workshop's folder says, in the words of one language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import PurePath
from typing import NamedTuple

from cardgen.deck import Card
from cardgen.made import Made, Product
from cardgen.party import Group
from cardgen.plan import FilePlan, RunPlan
from cardgen.sets import table_called
from cardgen.text.characters import printed
from cardgen.units import shown

_PAGES = {(210.0, 297.0): "A4", (297.0, 420.0): "A3", (148.5, 210.0): "A5"}

Say = Callable[..., str]  # the words of that name in the language of the workshop, filled


class Entry(NamedTuple):
    """A thing to do or to know: what, a line about it, facts as label and value, and a list."""

    name: str
    note: str = ""
    facts: Sequence[tuple[str, str]] = ()
    items: Sequence[str] = ()


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


def prints(plan: FilePlan, say: Say) -> Iterator[Entry]:
    """What there is to know of a file for a print room, which never scales; where it is cut is told
    elsewhere."""
    facts = [fact for run in plan.runs for fact in _run(plan, run, say)]
    left_out = say("guide-cut"), say("guide-scale")
    yield Entry(PurePath(plan.path).name, "", [fact for fact in facts if fact[0] not in left_out])


def cut_in_order(run: RunPlan, say: Say) -> list[str]:
    """The cuts one after another."""
    return [say(f"guide-from-{edge}", mm=shown(at)) for edge, at in run.cuts]


def _prints(product: Product, say: Say) -> Iterator[Entry]:
    """What there is to know of each file for whoever prints it."""
    copies = product.copies
    for plan in product.plans:
        if not product.wanted.printing.on_paper:
            yield Entry(PurePath(plan.path).name, say("guide-on-a-screen"))
            continue
        facts = [fact for run in plan.runs for fact in _run(plan, run, say)]
        if product.wanted.printing.printer:
            facts.append((say("guide-printer"), product.wanted.printing.printer))
        note = say("guide-sets", sets=copies) if isinstance(copies, int) else say(f"guide-{copies}")
        yield Entry(PurePath(plan.path).name, note, facts)


def _run(plan: FilePlan, run: RunPlan, say: Say) -> Iterator[tuple[str, str]]:
    """The facts of sheets of one size."""
    size = shown(run.page_width), shown(run.page_height)
    if plan.paper is None:
        page = _PAGES.get((run.page_width, run.page_height)) or say(
            "guide-size", w=size[0], h=size[1]
        )
        yield say("guide-paper"), page
        yield say("guide-pages"), str(plan.pages)
    else:
        yield say("guide-paper"), plan.paper
        yield say("guide-cards"), str(len(run.cards))
        yield say("guide-sheets"), say("guide-sheets-of", sheets=run.sheets, ready=run.needed)
        if plan.shop and len(run.formes) < run.sheets:
            alike = ", ".join(_ranges(run.formes))
            yield say("guide-formes"), say("guide-formes-of", count=len(run.formes), sheets=alike)
    if plan.sides == "both" and plan.paper:
        yield say("guide-sides"), say(f"guide-flip-{plan.flip}")
    elif plan.sides != "both":
        side = "one-side" if plan.sides == "one" else plan.sides
        yield say("guide-sides"), say(f"guide-{side}")
    yield say("guide-scale"), say("guide-actual-size")
    for label, places in (("guide-score", run.folds), ("guide-cut", run.cuts)):
        if places:
            yield say(label), _places(places, say)


def _ranges(counts: Sequence[int]) -> Iterator[str]:
    """Numbers of sheets, the first and the last of each forme: 1–50."""
    for count, last in zip(counts, accumulate(counts), strict=True):
        yield f"{last - count + 1}–{last}" if count > 1 else str(last)


def _places(places: Sequence[tuple[str, float]], say: Say) -> str:
    """The places in order, those from one edge together."""
    return "; ".join(
        say(f"guide-from-{edge}", mm=", ".join(shown(at) for _, at in group))
        for edge, group in groupby(places, key=lambda place: place[0])
    )


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
    if workshop.tables and any(guest.table is None for guest in workshop.guests):
        yield Entry(say("guide-seated"), say("guide-seated-rule"))


def _table(group: Group, say: Say) -> str:
    return table_called(group.name, say("table")) if group.name else say("guide-all")


def _numbered(card: Card) -> str:
    name = printed(card.called.text)
    return f"{card.number} {name}" if card.number else name
