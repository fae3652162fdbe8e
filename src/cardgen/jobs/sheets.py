"""What the sheets of one size have in common: marks, slug, and where their backs are painted."""

from __future__ import annotations

from math import inf

from cardgen.graphics.frame import Matrix
from cardgen.impose.grid import SLACK
from cardgen.impose.imposition import Forme, PressDetails
from cardgen.impose.slug import NO_SLUG, FittedSlug, fit_slug
from cardgen.jobs.job import Job
from cardgen.jobs.parts import CardsOnSheet
from cardgen.model.printer import corrected
from cardgen.model.sheet import Marks
from cardgen.problems import Problems
from cardgen.units import shown


def forme_of(job: Job, part: CardsOnSheet, sheets: int, problems: Problems) -> Forme:
    """What the part's sheets have in common, as some of so many sheets."""
    assert job.sheet and part.grid
    ink = job.house.neutrals["ink"]
    return Forme(
        part.grid,
        _marks(job),
        _slug(job, part, sheets, problems),
        ink,
        job.sheet.one_sided,
        _moved(part),
        press_details_of(job),
    )


def press_details_of(job: Job) -> PressDetails | None:
    """What pages for a press have beside the cards."""
    if job.shop is None or job.shop.intent is None:
        return None
    inks = (colour.inks["base"] for colour in job.house.colours.values())
    spots = {ink.spot: ink for ink in inks if ink.spot}
    return PressDetails(job.shop.marks, tuple(spots.values()), job.printing.corners)


def _moved(part: CardsOnSheet) -> Matrix | None:
    grid, shift = part.grid, part.shift
    if grid is None or shift is None:
        return None
    turned = grid.axis == "horizontal"
    return corrected(shift, grid.page_width, grid.page_height, turned)


def _marks(job: Job) -> Marks | None:
    printing, marks = job.printing, job.sheet.marks if job.sheet else None
    if marks is None or printing.marks == "none":
        return None
    return marks.with_(style=printing.marks or marks.style, on=printing.marks_on or marks.on)


def _slug(job: Job, part: CardsOnSheet, sheets: int, problems: Problems) -> FittedSlug:
    slug, grid, printing = job.slug, part.grid, job.printing
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


def warn(job: Job, part: CardsOnSheet, problems: Problems) -> None:
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
    if matrix and (lost := grid.overrun(matrix)) > 0.1:
        what = (
            f"moved for {job.printing.printer}, backs reach {lost:.1f} mm into what it cannot print"
        )
        problems.warning("W404", job.output.where, what, "use larger paper, or another tray")
