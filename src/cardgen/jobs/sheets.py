"""What all sheets of one size share: marks, slug, and the position of their backs."""

from __future__ import annotations

from math import inf

from cardgen.graphics.frame import Matrix
from cardgen.impose.grid import SLACK
from cardgen.impose.imposition import Forme, PressDetails
from cardgen.impose.slug import NO_SLUG, FittedSlug, fit_slug
from cardgen.jobs.layup import CardsOnSheet
from cardgen.jobs.spec import Spec
from cardgen.model.printer import corrected
from cardgen.model.sheet import Marks
from cardgen.problems import Problems
from cardgen.units import shown


def forme_of(spec: Spec, part: CardsOnSheet, sheets: int, problems: Problems) -> Forme:
    """Returns what the part's sheets share, given how many sheets there are."""
    assert spec.sheet and part.grid
    ink = spec.house.neutrals["ink"]
    return Forme(
        part.grid,
        _marks(spec),
        _slug(spec, part, sheets, problems),
        ink,
        spec.sheet.one_sided,
        _moved(part),
        press_details_of(spec),
    )


def press_details_of(spec: Spec) -> PressDetails | None:
    """Returns what pages for a press show besides the cards, or None for other printers."""
    if spec.shop is None or spec.shop.intent is None:
        return None
    inks = (colour.inks["base"] for colour in spec.house.colours.values())
    spots = {ink.spot: ink for ink in inks if ink.spot}
    return PressDetails(spec.shop.marks, tuple(spots.values()), spec.options.corners)


def _moved(part: CardsOnSheet) -> Matrix | None:
    grid, shift = part.grid, part.shift
    if grid is None or shift is None:
        return None
    turned = grid.axis == "horizontal"
    return corrected(shift, grid.page_width, grid.page_height, turned)


def _marks(spec: Spec) -> Marks | None:
    options, marks = spec.options, spec.sheet.marks if spec.sheet else None
    if marks is None or options.marks == "none":
        return None
    return marks.with_(style=options.marks or marks.style, on=options.marks_on or marks.on)


def _slug(spec: Spec, part: CardsOnSheet, sheets: int, problems: Problems) -> FittedSlug:
    slug, grid, options = spec.slug, part.grid, spec.options
    if slug is None or grid is None or spec.sheet is None or spec.proof:
        return NO_SLUG
    line = slug.fold if options.fold else slug.by_hand if options.by_hand else slug.line
    words = line.text + (slug.moved.text if options.printer else "")
    title, ink, printer = spec.deck.title.text, spec.house.neutrals["ink"], options.printer or ""
    fitted = fit_slug(slug, words, grid, title, sheets, spec.house.chains, ink, printer)
    if fitted.left_out:
        left_out = ", ".join(fitted.left_out)
        size = f"{shown(grid.piece.width)} × {shown(grid.piece.height)} mm"
        what = f"with cards of {size}, {spec.sheet.paper} has no room for the slug's {left_out}"
        problems.warning("W401", spec.output.where, what)
    return fitted


def warn(spec: Spec, part: CardsOnSheet, problems: Problems) -> None:
    """Warns of anything on a sheet that will not be as expected: a missing slug, less bleed, or
    backs beyond the printable area."""
    grid = part.grid
    if grid is None or spec.sheet is None:
        return
    gap = min(
        grid.across - grid.trim_width if grid.columns > 1 else inf,
        grid.down - grid.trim_height if grid.rows > 1 else inf,
    )
    bleed = max(grid.piece.bleed, grid.piece.back_bleed)
    if bleed and gap / 2 < bleed - SLACK:
        left = f"leaves {shown(gap / 2)} mm of the {shown(bleed)} mm bleed between cards"
        what = f"the gap of {shown(gap)} mm on {spec.sheet.paper} {left}"
        problems.warning("W403", spec.output.where, what, "cut more precisely, or widen the gap")
    matrix = _moved(part)
    if matrix and (lost := grid.overrun(matrix)) > 0.1:
        what = f"moved for {spec.options.printer}, backs pass its printable area by {lost:.1f} mm"
        problems.warning("W404", spec.output.where, what, "use larger paper, or another tray")
