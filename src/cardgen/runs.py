"""A job's cards on sheets: what stands on each, and the pages that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from cardgen.compose.faces import Composer
from cardgen.deck import Card
from cardgen.frame import SIDES, Frame, Matrix, Page, Placed
from cardgen.impose.correction import beyond
from cardgen.impose.cuts import cutting_list, folds
from cardgen.impose.grid import SLACK
from cardgen.impose.order import Copy, Places, arranged
from cardgen.impose.pages import Press, impose, one_up
from cardgen.impose.proof import proofed
from cardgen.impose.slug import NO_SLUG, FittedSlug, fit_slug
from cardgen.job import Job
from cardgen.laying import Part
from cardgen.plan import RunPlan
from cardgen.printer import made_good
from cardgen.problems import Problems
from cardgen.sheet import Marks
from cardgen.units import shown


@dataclass(frozen=True, slots=True)
class Run:
    """Sheets of cards of one size, by the places on them; without a grid a card a sheet."""

    part: Part
    sheets: list[Places[Card]]

    @property
    def cards(self) -> list[Card]:
        """Copies counted, in the order of the sheets."""
        return [copy.card for places in self.sheets for copy in places if copy]


def runs_of(job: Job, cards: Sequence[Card], copies: int) -> list[Run]:
    """The sheets that hold so many copies of the cards, each size of card on its own."""
    printing, found = job.printing, []
    for part in job.parts:
        own = part.of(cards)
        capacity = part.grid.capacity if part.grid else 1
        sheets = arranged(own, copies, printing.order, capacity, printing.start_at - 1)
        if own:
            found.append(Run(part, sheets))
    return found


def proof_runs(job: Job, cards: Sequence[Card]) -> list[Run]:
    """A sheet of each kind of card, the fullest first."""
    found = []
    for part in job.parts:
        composer = Composer(job.deck, part.layout, job.house, Problems())
        capacity = part.grid.capacity if part.grid else 1

        def room(card: Card, composer: Composer = composer) -> float:
            sides = [composer.measured(card, side) for side in SIDES]
            return min(-1e6 if side.others else side.spare for side in sides)

        for kind in part.layout.kinds:
            own = [card for card in part.of(cards) if card.kind.name == kind]
            fullest = sorted(own, key=room)[:capacity]
            if fullest:
                found.append(Run(part, arranged(fullest, 1, "decks", capacity)))
    return found


def pages(job: Job, runs: Sequence[Run], problems: Problems) -> Iterator[Page]:
    """The pages one by one."""
    number, count = 1, sum(len(run.sheets) for run in runs)
    for run in runs:
        _warn(job, run.part, problems)
        made = _pages(job, run, number, count, problems)
        safe = run.part.layout.safe
        yield from (proofed(page, safe, job.proof) for page in made) if job.proof else made
        number += len(run.sheets)


def _warn(job: Job, part: Part, problems: Problems) -> None:
    """Notes what of a sheet will not be as one expects."""
    grid = part.grid
    if grid is None or job.sheet is None:
        return
    gap = min(
        grid.across - grid.trim_width if grid.columns > 1 else inf,
        grid.down - grid.trim_height if grid.rows > 1 else inf,
    )
    bleed = max(grid.piece.bleed, grid.piece.back_bleed)
    if bleed and gap / 2 < bleed - SLACK:
        left = f"leaves {shown(gap / 2)} mm of the {shown(bleed)} mm bleed between cards"
        what = f"the gap of {shown(gap)} mm on {job.sheet.paper} {left}"
        problems.warning("W403", job.output.where, what, "cut the more exactly, or widen the gap")
    matrix = _moved(part)
    if matrix and (lost := beyond(matrix, grid)) > 0.1:
        what = (
            f"moved for {job.printing.printer}, backs reach {lost:.1f} mm into what it cannot print"
        )
        problems.warning("W404", job.output.where, what, "use larger paper, or another tray")


def _pages(job: Job, run: Run, number: int, count: int, problems: Problems) -> Iterator[Page]:
    sheets = _composed(job, run, problems)
    if run.part.grid is None:
        return one_up((card for places in sheets for card in places if card), run.part.layout.bleed)
    return impose(sheets, _press(job, run, count, problems), number)


def plans(job: Job, runs: Sequence[Run]) -> list[RunPlan]:
    """What the runs are, in numbers."""
    return [
        RunPlan(
            width=run.part.layout.width,
            height=run.part.layout.height,
            page_width=_page(run)[0],
            page_height=_page(run)[1],
            cards=[card.id for card in run.cards],
            on_a_sheet=run.part.grid.capacity if run.part.grid else 1,
            sheets=len(run.sheets),
            overs=job.sheet.overs if job.sheet else 0.0,
            cuts=_cuts(job, run),
            folds=folds(run.part.grid) if run.part.grid else (),
        )
        for run in runs
    ]


def _page(run: Run) -> tuple[float, float]:
    layout, grid = run.part.layout, run.part.grid
    if grid:
        return grid.page_width, grid.page_height
    return layout.width + 2 * layout.bleed, layout.height + 2 * layout.bleed


def _cuts(job: Job, run: Run) -> list[tuple[str, float]]:
    grid = run.part.grid
    if grid is None or job.sheet is None or job.sheet.cells:
        return []
    taken = {i for places in run.sheets for i, copy in enumerate(places) if copy}
    return list(cutting_list(grid, taken))


def _composed(
    job: Job, run: Run, problems: Problems
) -> Iterator[tuple[tuple[Placed, Placed] | None, ...]]:
    """The faces of each sheet's cards; those of a card with copies are made once."""
    layout = run.part.layout
    layout = replace(layout, bleed=layout.bleed + job.printing.back_extra)
    composer = Composer(job.deck, layout, job.house, problems, job.proof)
    copies = max((copy.number for places in run.sheets for copy in places if copy), default=1)
    kept: dict[str, tuple[Placed, Placed]] = {}
    one_sided = job.sheet is not None and job.sheet.one_sided

    def made(card: Card) -> tuple[Placed, Placed]:
        if one_sided:  # whatever the back would be, nobody sees it
            return composer.face(card, "front"), Placed(0, 0, Frame(layout.width, layout.height))
        return composer.faces(card)

    def faces(copy: Copy[Card] | None) -> tuple[Placed, Placed] | None:
        if copy is None:
            return None
        front, back = kept.get(copy.card.id) or made(copy.card)
        if copies > 1:
            kept[copy.card.id] = front, back
        return _numbered(front, copy.number, copies), _numbered(back, copy.number, copies)

    for places in run.sheets:
        yield tuple(faces(copy) for copy in places)


def _numbered(placed: Placed, copy: int, copies: int) -> Placed:
    if copies == 1 or placed.face is None:
        return placed
    face = placed.face
    alt = f"{face.name}, {face.side}, copy {copy} of {copies}"
    return replace(placed, face=replace(face, copy=copy, alt=alt))


def _press(job: Job, run: Run, sheets: int, problems: Problems) -> Press:
    """What the run's sheets have in common, as one of so many sheets."""
    assert job.sheet and run.part.grid
    ink = job.house.neutrals["ink"]
    return Press(
        run.part.grid,
        _marks(job),
        _slug(job, run, sheets, problems),
        ink,
        job.sheet.one_sided,
        _moved(run.part),
    )


def _moved(part: Part) -> Matrix | None:
    grid, shift = part.grid, part.shift
    if grid is None or shift is None:
        return None
    turned = grid.axis == "horizontal"
    return made_good(shift, grid.page_width, grid.page_height, turned)


def _marks(job: Job) -> Marks | None:
    printing, marks = job.printing, job.sheet.marks if job.sheet else None
    if marks is None or printing.marks == "none":
        return None
    return marks.with_(style=printing.marks or marks.style, on=printing.marks_on or marks.on)


def _slug(job: Job, run: Run, sheets: int, problems: Problems) -> FittedSlug:
    slug, grid, printing = job.slug, run.part.grid, job.printing
    if slug is None or grid is None or job.sheet is None or job.proof:
        return NO_SLUG
    line = slug.fold if printing.fold else slug.by_hand if printing.by_hand else slug.line
    words = line.text + (slug.moved.text if printing.printer else "")
    title, ink, printer = job.deck.title.text, job.house.neutrals["ink"], printing.printer or ""
    fitted = fit_slug(slug, words, grid, title, sheets, job.house.chains, ink, printer)
    if fitted.left_out:
        left_out = ", ".join(fitted.left_out)
        size = f"{shown(grid.piece.width)} × {shown(grid.piece.height)} mm"
        what = f"beside cards of {size} {job.sheet.paper} has no room for the slug's {left_out}"
        problems.warning("W401", job.output.where, what)
    return fitted
