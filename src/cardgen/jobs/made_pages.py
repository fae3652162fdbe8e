"""Pages made for a PDF, by this process or, of a deck with many cards, by several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Page
from cardgen.jobs.runs import Sheets
from cardgen.jobs.shares import Share, in_shares, workers
from cardgen.model.layout import HouseStyle
from cardgen.model.plan import PagePlan, page_plan
from cardgen.model.record.record import PageRecord, PageRecorder
from cardgen.model.shop_profile import Intent
from cardgen.problems import Problems
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.output.pdf.painted_page import PaintedPage

MANY = 100  # cards, from which it pays to make pages in shares


class MadePage(Value):
    """What is left of a page once it is made: where things stand on it, what it adds to the record
    of its file, if that is still to be noted, and what will be written."""

    plan: PagePlan
    record: PageRecord | None
    painted: PaintedPage


def made_pages(
    pages: Iterable[Page], house: HouseStyle, intent: Intent | None, recorded: bool
) -> Iterator[MadePage]:
    """Yields the pages as they are made, by this process alone; recorded tells whether each is to
    be noted in the record of its file."""
    recorder = PageRecorder(house.guise) if recorded else None
    return map(_maker(house, intent, set(), recorder), pages)


def made_of_sheets(sheets: Sheets, house: HouseStyle, intent: Intent | None) -> Iterator[MadePage]:
    """Yields the pages of the sheets, made in shares where there are many cards."""
    count = workers() if sheets.cards >= MANY and not sheets.have_folios else 1
    if count == 1:
        yield from made_pages(sheets, house, intent, recorded=True)
        return

    def share_of(share: Share) -> Iterator[tuple[list[MadePage], int]]:
        painted_elsewhere, found = set[str](), Problems()
        make = _maker(house, intent, painted_elsewhere, PageRecorder(house.guise))
        for piece in sheets.of(share, found, painted_elsewhere):
            yield [make(page) for page in piece], found.noted

    assert sheets.formes is not None  # what is wrong with all sheets is noted by this process
    noted = 0
    for made, found in in_shares(share_of, count):
        noted += found
        yield from made
    if noted:
        # Of some problems only the first is told, which a share cannot know.
        for _ in sheets:
            pass


def _maker(
    house: HouseStyle,
    intent: Intent | None,
    painted_elsewhere: set[str],
    recorder: PageRecorder | None,
) -> Callable[[Page], MadePage]:
    """Returns a function that makes one page after another; painted_elsewhere are the cards on
    pages before them that another process makes."""
    from cardgen.output.pdf.painted_page import PagePainter  # other outputs need not load it

    painter = PagePainter(house.fonts, house.guise, intent, painted_elsewhere=painted_elsewhere)

    def made(page: Page) -> MadePage:
        record = recorder.of(page) if recorder else None
        return MadePage(page_plan(page), record, painter.painted(page))

    return made
