"""Files → PDF, the whole way: read, select, compose, impose, write."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timezone

from cardgen.compose.faces import Composer
from cardgen.deck import Card, Deck
from cardgen.frame import Page, Placed
from cardgen.impose.duplex import Flip
from cardgen.impose.grid import Grid
from cardgen.impose.pages import impose, one_up
from cardgen.impose.slug import fit_slug
from cardgen.job import Job, read, suited
from cardgen.plan import FilePlan
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.files import Sources
from cardgen.select import Wishes, select
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
    if job is None:
        return None
    if problems.fatal:  # what else is wrong shows on all the cards that could be read
        _go_through(pages(job, job.cards, 1, problems))
        return None
    cards = select(job.deck, wishes, job.layout.kinds)
    plan = _plan(job, target.path, [card.id for card in cards] * wishes.copies)
    made = _seen(pages(job, cards, wishes.copies, problems), look)
    if target.dry:
        _go_through(made)
    else:
        _write(job, made, plan, target, problems)
    return None if problems.fatal else plan


def _go_through(made: Iterator[Page]) -> None:
    for _ in made:
        pass


def check_all(sources: Sources, problems: Problems) -> str:
    """Every card of the deck in every output made for its kinds; a line says what was checked."""
    cards = 0
    names = suited(sources, problems)
    for name in names:
        job = read(sources, name, None, problems)
        if job is not None:
            Composer(job.deck, job.layout, job.house, problems).rehearse()
            _go_through(pages(job, job.cards, 1, problems))
            cards = len(job.deck.cards)
    return f"{cards} {'card' if cards == 1 else 'cards'} checked for {' and '.join(names)}"


def pages(job: Job, cards: Sequence[Card], copies: int, problems: Problems) -> Iterator[Page]:
    """The pages one by one, copies as whole decks one after another."""
    faces = _composed(job, cards, copies, problems)
    if job.grid is None or job.sheet is None:
        yield from one_up(faces, job.layout.bleed)
        return
    ink = job.house.neutrals["ink"]
    count = _sheets(job.grid, len(cards) * copies)
    slug = fit_slug(job.sheet, job.grid, job.deck.title.text, count, job.house.chains, ink)
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
        width, height = layout.width + 2 * layout.bleed, layout.height + 2 * layout.bleed
        page = f"{shown(width)} × {shown(height)} mm"
        return FilePlan(path, job.output.name, page, "none", None, 1, cards)
    count = _sheets(grid, len(cards))
    return FilePlan(path, job.output.name, sheet.paper, grid.flip, count, grid.capacity, cards)


def _sheets(grid: Grid, cards: int) -> int:
    return -(-cards // grid.capacity)


def _seen(made: Iterator[Page], look: Callable[[Page], None]) -> Iterator[Page]:
    """The same pages, each shown as it goes by: the plan is read from what is drawn."""
    for page in made:
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
    about = About(deck.title.text, deck.publisher, deck.subtitle, deck.lang, _date(deck), flip)
    with whole(target.path, target.own) as out:
        written = write_pdf(made, about, job.house.fonts, out)
        plan.sha256, plan.size = written.sha256, written.size
        if target.verify and not problems.fatal:
            from cardgen.write.verify import verify

            out.seek(0)
            for finding in verify(out.read()):
                problems.error("E501", Mark(target.path), f"the finished file is wrong: {finding}")
        if problems.fatal:
            raise Dropped


_YEAR_10000 = 253_402_300_800


def _date(deck: Deck) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else the deck's own date: never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(deck.date, time(), timezone.utc)
    if not re.fullmatch("[0-9]{1,12}", epoch) or int(epoch) >= _YEAR_10000:
        raise Stop(f'SOURCE_DATE_EPOCH is "{epoch}", not seconds since 1970 up to the year 9999')
    return datetime.fromtimestamp(int(epoch), timezone.utc)
