"""The index of a workshop's folder: what to print on what, and how it is packed and dealt."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple

from cardgen.compose.faces import Composer
from cardgen.deck import Card, Deck, Field, Kind, Prose, Step, Theme, Words
from cardgen.files import File
from cardgen.impose.pages import one_up
from cardgen.layout import PLAIN, TOGETHER, House
from cardgen.made import Made, Product
from cardgen.party import Group
from cardgen.plan import FilePlan, RunPlan
from cardgen.printing import Format
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.layout import read_layout
from cardgen.sets import table_called
from cardgen.text.characters import printed
from cardgen.text.template import fill
from cardgen.units import shown

_FORMS: tuple[Format, ...] = ("pdf", "html")
_SECTIONS = ("print", "pack", "deal", "notes")
_PAGES = {(210.0, 297.0): "A4", (297.0, 420.0): "A3", (148.5, 210.0): "A5"}
_FIELDS = {
    "name": Field("text", True),
    "note": Field("text", False),
    "facts": Field("steps", False),
    "items": Field("list", False),
}
_ENTRY = Kind("entry", _FIELDS, numbered=False)

Say = Callable[..., str]  # the words of that name in the language of the workshop, filled


class Entry(NamedTuple):
    """A thing to do or to know: what, a line about it, facts as label and value, and a list."""

    name: str
    note: str = ""
    facts: Sequence[tuple[str, str]] = ()
    items: Sequence[str] = ()


def guide_files(
    made: Made, deck: Deck, house: House, sources: Sources, path: str, problems: Problems
) -> list[File]:
    """The index as a PDF and as a page of HTML; none with the problems noted."""
    layout = read_layout("index", [TOGETHER], None, house, sources, problems, None, True)
    if layout is None:
        return []
    guide = _deck(made, deck, house)
    first, *entries = guide.cards
    faces = Composer(guide, layout, house, problems, chosen=entries).faces(first)
    pages = list(one_up([faces], layout.bleed))
    plans = [FilePlan(f"{path}.{form}", "index", None, "one", "none", []) for form in _FORMS]
    # The pages are for whoever packs; what the files say of themselves has nobody's name.
    return [
        File(plan, replace(guide, subtitle=""), pages, form)
        for plan, form in zip(plans, _FORMS, strict=True)
    ]


def _deck(made: Made, like: Deck, house: House) -> Deck:
    """The index as a deck: a card that shows all others, whose themes are its sections."""

    def say(name: str, **values: object) -> str:
        words = house.words[name].text or ""
        return fill(words, {key: str(value) for key, value in values.items()})

    where = made.workshop.where

    def prose(text: str) -> Prose:
        return Prose(text, where)

    def card(id_: str, kind: Kind, theme: Theme | None, words: Mapping[str, Words]) -> Card:
        return Card(id_, kind, theme, words, like.lang, (), "source", None, None, 0, where)

    found = dict(zip(_SECTIONS, _sections(made, say), strict=True))
    themes = [
        Theme(name, prose(say(f"guide-{name}")), prose(PLAIN), "")
        for name in _SECTIONS
        if found[name]
    ]
    together = Kind(TOGETHER, {}, numbered=False)
    entries = [
        card(f"{theme.id}:{number}", _ENTRY, theme, _words(entry, prose))
        for theme in themes
        for number, entry in enumerate(found[theme.id], 1)
    ]
    title = made.workshop.title
    return replace(
        like,
        title=title,
        subtitle=_subtitle(made, say),
        kinds={kind.name: kind for kind in (together, _ENTRY)},
        themes=tuple(themes),
        cards=(card(TOGETHER, together, None, {"title": title}), *entries),
        survey=None,
        prompts=None,
        where=where,
    )


def _words(entry: Entry, prose: Callable[[str], Prose]) -> dict[str, Words]:
    facts = tuple(Step(prose(label), prose(value)) for label, value in entry.facts)
    items = tuple(prose(item) for item in entry.items)
    words: dict[str, Words] = {"name": prose(entry.name)}
    return (
        words
        | ({"note": prose(entry.note)} if entry.note else {})
        | {"facts": facts, "items": items}
    )


def _subtitle(made: Made, say: Say) -> str:
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


def _sections(made: Made, say: Say) -> Iterator[list[Entry]]:
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
    if plan.sides == "both" and plan.paper:
        yield say("guide-sides"), say(f"guide-flip-{plan.flip}")
    elif plan.sides != "both":
        side = "one-side" if plan.sides == "one" else plan.sides
        yield say("guide-sides"), say(f"guide-{side}")
    yield say("guide-scale"), say("guide-actual-size")
    for label, places in (("guide-score", run.folds), ("guide-cut", run.cuts)):
        if places:
            yield say(label), _places(places, say)


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
