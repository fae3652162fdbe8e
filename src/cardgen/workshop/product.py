"""One output of a workshop → its files, with the packs of all tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.files import BuiltFile, Destination, files_of, record_for, write_files
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.progress import Listeners
from cardgen.jobs.runs import with_decks
from cardgen.jobs.spec import Spec
from cardgen.jobs.starter import folder_for
from cardgen.model.deck import Card
from cardgen.model.options import suffix_of
from cardgen.model.workshop import Wanted
from cardgen.problems import Problems, Unsupported
from cardgen.read.files import Sources
from cardgen.read.ways import Way
from cardgen.value import Value
from cardgen.workshop.late import OlderFolders, of_new
from cardgen.workshop.manifest import BuiltWorkshop, Product
from cardgen.workshop.packs import Packs, cards_of, packs_for


class Making(Value):
    """How the outputs of a workshop are made: from which sources, into which folder, whether each
    file is read back, who is told of their pages, and what need not be made again."""

    sources: Sources
    to: Destination
    folder: str
    verify: bool
    listeners: Listeners
    since: OlderFolders


def file_names(all_wanted: Sequence[Wanted], ways: Sequence[Way]) -> list[str]:
    """The names of the outputs' files: each after the way to print that its options make it, or
    else after the output, and numbered where that is the same. No name depends on the other outputs
    unless it has to, so that what is printed later finds the files of before."""
    names: list[str] = []
    for wanted in all_wanted:
        stem, form, count = _stem(wanted, ways), suffix_of(wanted.options.format or "pdf"), 2
        name = f"{stem}.{form}"
        while name in names:
            name, count = f"{stem}-{count}.{form}", count + 1
        names.append(name)
    return names


def _stem(wanted: Wanted, ways: Sequence[Way]) -> str:
    """The title of the way with the most options of those that the wanted output has all of; the
    output's name where that is a way without any, or none. A sheet may be any other one."""
    asked = _turned_on(wanted)
    fitting = [
        way
        for way in ways
        if way.wanted.output.text == wanted.output.text
        if _turned_on(way.wanted) and _turned_on(way.wanted).items() <= asked.items()
    ]
    if not fitting:
        return wanted.output.text
    way = max(fitting, key=lambda way: len(_turned_on(way.wanted)))
    try:
        return folder_for(way.title)
    except Unsupported:  # no file could be called so
        return way.name


def _turned_on(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in wanted.options.asked.items() if name != "sheet"}


def make_product(
    built: BuiltWorkshop, wanted: Wanted, name: str, making: Making, problems: Problems
) -> None:
    """Make one more output under that name: a file, or several, with the packs of all tables. What
    is wrong with it is noted."""
    with _noted(wanted, problems):
        _make(built, wanted, name, making, problems)


@contextmanager
def _noted(wanted: Wanted, problems: Problems) -> Iterator[None]:
    """Note an option that the output does not support where the output is named."""
    try:
        yield
    except Unsupported as unknown:
        # In the file, options are keys.
        what, fix = (words.replace("--", "") for words in (unknown.what, unknown.fix))
        problems.error("E704", wanted.output.where, what, fix)


def _make(
    built: BuiltWorkshop, wanted: Wanted, name: str, making: Making, problems: Problems
) -> None:
    output = wanted.output.text
    layup = laid_up(making.sources, output, wanted.options, problems, (PACK, NAME))
    if layup is None:
        return
    noted = problems.noted
    packs = packs_for(layup.spec, wanted, built.workshop, built.party, problems)
    if problems.noted > noted:
        return
    spec, labels, cards = cards_of(layup.spec, packs, wanted, built.workshop)
    unprinted = () if spec.output.people else spec.unprinted(packs.party.cards)
    absent = tuple(card.id for card in unprinted)
    shown = [card for card in packs.party.cards if card.id not in absent]
    layup = layup._replace(spec=spec)
    if making.since.folders and wanted.options.on_paper:
        labels, cards, superseded = making.since.lacking(layup, name, labels, cards, shown)
        built.superseded.extend(superseded)
        if not any(labels) and not any(map(any, cards)):
            built.unchanged.append(name)
            return
    decks = [
        deck
        for label, own in zip(labels, cards, strict=True)
        for deck in ([[label]] if label else []) + own
    ]
    layup = with_decks(layup, decks, shown)
    if making.since.folders and not wanted.options.on_paper and _is_held(layup, name, making):
        built.unchanged.append(name)
        return
    if not layup.runs or (spec.output.together and not shown):
        raise spec.prints_none()
    own_name = of_new(name) if making.since.folders else name
    path, listeners = f"{making.folder}/{own_name}", making.listeners
    files = files_of(layup, path, record_for(spec), problems, listeners)
    written = write_files(files, spec.house, making.to, problems, making.verify, listeners)
    if written:
        product = _product(spec, wanted, packs, written, cards, any(labels))
        people = _owners(packs, cards) if product.named else frozenset()
        unconfirmed = tuple(card.id for card in shown if card.id in spec.deck.withheld)
        product = product._replace(left_out=absent, people=people, unconfirmed=unconfirmed)
        built.products.append(product)


def _is_held(layup: Layup, name: str, making: Making) -> bool:
    """Whether an older folder has the same file to read on a screen."""
    files = files_of(layup, name, record_for(layup.spec), Problems())
    listeners = making.listeners._replace(on_page=None)
    house = layup.spec.house
    made = write_files(files, house, Destination(), Problems(), listeners=listeners)
    return bool(made) and making.since.holds(name, made[0].data)


def _owners(packs: Packs, cards: Sequence[Sequence[Sequence[Card]]]) -> frozenset[int]:
    """The numbers of the people who have something in the packs."""
    pairs = (zip(*pack, strict=True) for pack in zip(packs.hands, cards, strict=True))
    return frozenset(hand.number for pack in pairs for hand, own in pack if own)


def _product(
    spec: Spec,
    wanted: Wanted,
    packs: Packs,
    files: list[BuiltFile],
    cards: Sequence[Sequence[Sequence[Card]]],
    labelled: bool,
) -> Product:
    """The output with the sizes of its sets, which are in pages if each card takes the same number
    of them."""
    sizes = [[len(own) for own in pack if own] for pack in cards]
    pages, count = files[0].plan.pages, sum(map(sum, sizes))
    paged = spec.output.paged and bool(count) and pages % count == 0
    each = pages // count if paged else 1
    sizes = [[each * size for size in pack] for pack in sizes]
    named = packs.named or spec.output.people
    return Product(wanted, packs.copies, files, sizes, paged, labelled, named)
