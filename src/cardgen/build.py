"""Files → PDF, the whole way: read, select, compose, impose, write."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timezone
from hashlib import sha256

from cardgen.compose.faces import Composer
from cardgen.deck import Card, Deck
from cardgen.frame import Page, Placed
from cardgen.impose.duplex import Flip
from cardgen.impose.grid import Grid, NoFit, fit_grid
from cardgen.impose.pages import impose, one_up
from cardgen.impose.slug import fit_slug
from cardgen.layout import CardLayout, House, Output
from cardgen.plan import FilePlan
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.agree import agree
from cardgen.read.deck import read_deck
from cardgen.read.files import Sources
from cardgen.read.house import read_house
from cardgen.read.layout import read_layout
from cardgen.read.output import output_names, read_output
from cardgen.read.sheet import read_sheet
from cardgen.select import Wishes, select
from cardgen.sheet import Sheet
from cardgen.units import shown
from cardgen.whole import Dropped, whole


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: "-" is standard output. own: the program chose it, and may make its
    folder; dry: nothing is written; verify: the finished file is read back first."""

    path: str
    own: bool = False
    dry: bool = False
    verify: bool = False


def make(
    sources: Sources,
    name: str,
    wishes: Wishes,
    flip: Flip | None,
    target: Target,
    problems: Problems,
    look: Callable[[Page], None],
) -> FilePlan | None:
    """The output made, or planned if the target is dry; None, and no file, with errors noted.

    look is shown each page. Raises Unknown for wishes the deck cannot fulfil, Stop for files.
    """
    job = read(sources, name, flip, problems)
    if job is None or problems.fatal:
        return None
    cards = select(job.deck, wishes, job.layout.kinds)
    plan = _plan(job, target.path, [card.id for card in cards] * wishes.copies)
    made = _seen(pages(job, cards, wishes.copies, problems), plan.add, look)
    with _without_collector():
        if target.dry:
            for _ in made:
                pass
        else:
            _write(job, made, plan, target, problems)
    return None if problems.fatal else plan


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing that is made here refers back to itself, and to search for what does would take a
    fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor is there anything to find in what is there by now
        gc.enable()


def check_all(sources: Sources, problems: Problems) -> str:
    """Every card of the deck in every output that knows its kinds; says in a line what was
    checked."""
    deck = read_deck(sources.deck, problems)
    names = output_names(sources)
    suited = [name for name in names if deck and _suits(name, deck, sources, problems)]
    for name in suited or names[:1]:
        job = read(sources, name, None, problems)
        if job is not None:
            for _ in pages(job, select(job.deck, Wishes(), job.layout.kinds), 1, problems):
                pass
    return f"{len(deck.cards) if deck else 0} cards, {', '.join(suited)}: nothing is wrong"


def _suits(name: str, deck: Deck, sources: Sources, problems: Problems) -> bool:
    """Whether an output's layout was made for a kind of card that the deck has."""
    output = read_output(name, sources, problems)
    return output is not None and any(
        sources.find(f"layouts/cards/{output.cards}/{kind}.yaml")
        for kind in output.kinds or deck.kinds
    )


@dataclass(frozen=True, slots=True)
class Job:
    """All that was read for one output; sheet and grid are None where each face has its page."""

    deck: Deck
    house: House
    output: Output
    layout: CardLayout
    sheet: Sheet | None
    grid: Grid | None


def read(sources: Sources, name: str, flip: Flip | None, problems: Problems) -> Job | None:
    """What an output is made from, or None with every problem noted."""
    deck = read_deck(sources.deck, problems)
    house = read_house(sources, problems)
    output = read_output(name, sources, problems)
    if deck is None or house is None or output is None:
        return None
    agree(deck, house, output, problems)
    kinds = output.kinds or tuple(deck.kinds)
    layout = read_layout(output.cards, kinds, house, sources, problems)
    sheet = read_sheet(output.sheet, house, sources, problems) if output.sheet else None
    if layout is None or (output.sheet and sheet is None):
        return None
    if sheet is None:
        return Job(deck, house, output, layout, None, None)
    grid = fit_grid(layout.width, layout.height, layout.bleed, sheet, flip)
    if isinstance(grid, NoFit):
        _too_large(grid, layout, problems)
        return None
    return Job(deck, house, output, layout, sheet, grid)


def _too_large(found: NoFit, layout: CardLayout, problems: Problems) -> None:
    card, needed, usable, largest = (
        f"{shown(width)} × {shown(height)} mm"
        for width, height in (found.card, found.needed, found.usable, found.largest)
    )
    what = (
        f"a card of {card}, with bleed and marks {needed}, does not fit {found.paper},"
        f" of which {usable} can be printed"
    )
    fix = f"use larger paper, or cards of at most {largest}"
    problems.error("E401", layout.where, what, fix)


def pages(job: Job, cards: Sequence[Card], copies: int, problems: Problems) -> Iterator[Page]:
    """The pages one by one, copies as whole decks one after another."""
    faces = _composed(job, cards, copies, problems)
    if job.grid is None or job.sheet is None:
        yield from one_up(faces, job.layout.bleed)
        return
    ink = job.house.neutrals["ink"]
    count = _sheets(job.grid, len(cards) * copies)
    slug = fit_slug(job.sheet, job.grid, job.deck.title, count, job.house.chains, ink)
    if slug.left_out:
        left_out = ", ".join(slug.left_out)
        what = f"the margins of {job.sheet.paper} have no room for the slug's {left_out}"
        problems.warning("W401", job.output.where, what)
    yield from impose(faces, job.grid, job.sheet, slug, ink)


def _composed(
    job: Job, cards: Sequence[Card], copies: int, problems: Problems
) -> Iterator[tuple[Placed, Placed]]:
    composer = Composer(job.deck, job.layout, job.house, problems)
    kept: dict[str, tuple[Placed, Placed]] = {}
    for copy in range(1, copies + 1):
        for card in cards:
            front, back = kept.get(card.id) or composer.faces(card)
            if copies > 1:
                kept[card.id] = front, back
            yield _numbered(front, copy, copies), _numbered(back, copy, copies)


def _numbered(placed: Placed, copy: int, copies: int) -> Placed:
    if copies == 1 or placed.face is None:
        return placed
    face = placed.face
    alt = f"{face.name}, {face.side}, copy {copy} of {copies}"
    return replace(placed, face=replace(face, copy=copy, alt=alt))


def _plan(job: Job, path: str, cards: list[str]) -> FilePlan:
    grid, sheet, layout = job.grid, job.sheet, job.layout
    if grid is None or sheet is None:
        page = f"{shown(layout.width)} × {shown(layout.height)} mm"
        return FilePlan(path, job.output.name, page, "none", None, 1, cards)
    count = _sheets(grid, len(cards))
    return FilePlan(path, job.output.name, sheet.paper, grid.flip, count, grid.capacity, cards)


def _sheets(grid: Grid, cards: int) -> int:
    return -(-cards // grid.capacity)


def _seen(made: Iterator[Page], *looks: Callable[[Page], None]) -> Iterator[Page]:
    """The same pages, each shown as it goes by: the plan is read from what is drawn."""
    for page in made:
        for look in looks:
            look(page)
        yield page


def _write(
    job: Job, made: Iterator[Page], plan: FilePlan, target: Target, problems: Problems
) -> None:
    """The pages as a file that is there whole or, with errors noted, not at all."""
    # reportlab and pypdf load slowly, so only when they are needed.
    from cardgen.write.metadata import About
    from cardgen.write.pdf import write_pdf

    deck = job.deck
    flip = job.grid.flip if job.grid else None
    about = About(deck.title, deck.publisher, deck.subtitle, deck.lang, _date(deck), flip)
    with whole(target.path, target.own) as out:
        write_pdf(made, about, job.house.fonts, out)
        out.seek(0)
        data = out.read()
        plan.sha256, plan.size = sha256(data).hexdigest(), len(data)
        if target.verify:
            from cardgen.write.verify import verify

            for finding in verify(data):
                problems.error("E501", Mark(target.path), f"the finished file is wrong: {finding}")
        if problems.fatal:
            raise Dropped


def _date(deck: Deck) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else the deck's own date: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(deck.date, time(), timezone.utc)
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc)
    except (ValueError, OverflowError, OSError) as reason:
        raise Stop(f'SOURCE_DATE_EPOCH is "{epoch}", not a number of seconds') from reason
