"""What all sheets of one size share: marks, slug, and the position of their backs."""

from __future__ import annotations

from math import inf

from cardgen.graphics.frame import Ink, Matrix
from cardgen.graphics.type.wording import fill
from cardgen.impose.cuts import THINNEST, cutting_list, thin_strips
from cardgen.impose.grid import SLACK
from cardgen.impose.imposition import Forme, PressDetails
from cardgen.impose.slug import NO_SLUG, FittedSlug, fit_slug
from cardgen.jobs.layup import CardsOnSheet
from cardgen.jobs.spec import Spec
from cardgen.model.printer import corrected
from cardgen.model.sheet import Marks
from cardgen.problems import Mark, Problems
from cardgen.units import shown

_SEEN = 0.1  # mm of lost print that anybody would see


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
    plates = _plates(spec)
    line = (plates and slug.press) or slug.line
    line = slug.fold if options.fold else slug.by_hand if options.by_hand else line
    words = line.text + (slug.moved.text if options.printer else "")
    title = spec.house.printed(spec.deck.title.text, spec.deck.lang)
    words = fill(words, _known(spec))
    ink = spec.house.neutrals["ink"]
    fitted = fit_slug(slug, words, grid, title, sheets, spec.house.chains, ink, plates)
    if fitted.left_out:
        left_out = ", ".join(fitted.left_out)
        size = f"{shown(grid.piece.width)} × {shown(grid.piece.height)} mm"
        what = f"with cards of {size}, {spec.sheet.paper} has no room for the slug's {left_out}"
        fix = "measure a printed card, or use larger paper"
        problems.warning("W401", spec.paper_asked, what, fix)
    return fitted


def _known(spec: Spec) -> dict[str, str]:
    """Returns what the line of a slug may say of the printer or of the press."""
    known = {"printer": spec.options.printer or ""}
    if spec.shop and spec.shop.intent:
        known |= {"profile": spec.shop.name, "condition": spec.shop.intent.condition}
    return known


def _plates(spec: Spec) -> tuple[tuple[str, Ink], ...]:
    """Returns the names of a press's plates with their inks; none for other printers."""
    details = press_details_of(spec)
    if details is None:
        return ()
    return (*details.marks.plates, *((ink.spot or ink.name, ink) for ink in details.spots))


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
        fix = "cut more precisely, or use a sheet with a wider gap"
        problems.warning("W403", spec.paper_asked, what, fix)
    if not spec.sheet.cells:
        _note_thin_strips(spec, part, problems)
    _note_moved_off(spec, part, problems)


def _note_moved_off(spec: Spec, part: CardsOnSheet, problems: Problems) -> None:
    """Warns of backs that the printer's correction moves beyond the printable area, and says
    whether the cards lose print or only what is cut off."""
    grid, matrix = part.grid, _moved(part)
    if grid is None or matrix is None or (lost := grid.overrun(matrix)) <= _SEEN:
        return
    of_cards = grid.overrun_of_cards(matrix)
    if of_cards < _SEEN:
        whose = "only bleed and crop marks are lost, which are cut off; the cards are whole"
        fix = "nothing, if you cut exactly; or use larger paper, or another tray"
    else:
        all_of_it = lost - of_cards < _SEEN
        part_of_it = "this much" if all_of_it else f"{of_cards:.1f} mm of that"
        whose = f"the cards at the edge of the sheet lose {part_of_it}, on their backs"
        fix = "use larger paper, or another tray"
    what = f"moved for {spec.options.printer}, backs pass its printable area by {lost:.1f} mm"
    where = Mark(f"--printer {spec.options.printer}")
    problems.warning("W404", where, f"{what}: {whose}", fix)


def _note_thin_strips(spec: Spec, part: CardsOnSheet, problems: Problems) -> None:
    """Warns of cuts so close to each other, or to the edge of the paper, that nobody can make them,
    where the sheet is described if it is the author's, or else where the card is."""
    grid = part.grid
    strips = thin_strips(grid, cutting_list(grid, range(grid.capacity))) if grid else []
    if grid is None or spec.sheet is None or not strips:
        return
    strip = min(strips, key=lambda one: one.end - one.start)
    width, edge = shown(strip.end - strip.start), "left edge" if strip.edge == "left" else "top"
    size = grid.page_width if strip.edge == "left" else grid.page_height
    if strip.start > 0 and strip.end < size:
        ends = f"{shown(strip.start)} and {shown(strip.end)}"
        where = f"between the cuts at {ends} mm from the {edge}"
        fix = f"make the gap 0, or at least {shown(THINNEST)} mm"
    else:
        at = strip.end if strip.start == 0 else strip.start
        where = f"beside the cut at {shown(at)} mm from the {edge}"
        fix = "use other paper, or cards of a slightly other size"
    least = f"less than the {shown(THINNEST)} mm that can be cut off"
    what = f"on {spec.sheet.paper} a strip of {width} mm is left {where}, {least}"
    problems.warning("W512", part.layout.where, what, fix, instead=spec.paper_asked)


def question_copies(spec: Spec, cards: int, problems: Problems) -> None:
    """Warns of copies in a file with one face a page for a print shop, which is sent each face
    once and told how many to print; cards counts them all."""
    copies = spec.options.copies
    if copies == 1 or spec.shop is None or spec.sheet is not None:
        return
    pages, once = 2 * cards, 2 * cards // copies
    what = f"{copies:,} copies of {once:,} pages make {pages:,} pages"
    fix = f"leave --copies out: most shops want {once:,} pages and the quantity {copies:,}"
    problems.warning("W513", Mark(f"--copies {copies}"), what, fix)
