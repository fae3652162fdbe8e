"""Files to write: whole or not at all, whatever else goes wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from hashlib import sha256
from typing import TYPE_CHECKING

from cardgen.deck import Deck
from cardgen.frame import Page
from cardgen.layout import House
from cardgen.plan import FilePlan
from cardgen.printing import Format, Turning
from cardgen.problems import Mark, Problems, Stop
from cardgen.record.held import Record
from cardgen.shop import Shop
from cardgen.text.characters import printed
from cardgen.whole import whole

if TYPE_CHECKING:
    from cardgen.write.about import About

Look = Callable[[FilePlan, Page], None]  # is shown each page with the plan of its file

_YEAR_10000 = 253_402_300_800


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: "-" is standard output. own: the program chose it, and may make its
    folder; dry: nothing is written; verify: the finished file is read back first."""

    path: str
    own: bool = False
    dry: bool = False
    verify: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """The pages of one file, the deck whose title it bears, what is written of them, and what the
    file tells of their faces."""

    plan: FilePlan
    deck: Deck
    pages: Iterable[Page]
    format: Format = "pdf"
    record: Record | None = None
    shop: Shop | None = None


class _Dropped(Exception):
    """Ends the writing of files that are to stay as they were."""


def write_files(
    files: Iterable[File], house: House, target: Target, problems: Problems, look: Look
) -> list[FilePlan]:
    """The plans of the files made, or gone through if the target is dry; with errors noted none,
    and all files as they were."""
    plans = []
    with suppress(_Dropped), ExitStack() as written:
        for file in files:
            seen = _seen(file, look)
            if target.dry:
                go_through(seen)
            else:
                _write(file, seen, house, target, problems, written)
            plans.append(file.plan)
        if problems.fatal:
            raise _Dropped
    return [] if problems.fatal else plans


def go_through(made: Iterable[Page]) -> None:
    for _ in made:
        pass


def _seen(file: File, look: Look) -> Iterator[Page]:
    """The same pages, each shown as it goes by: the plan is read from what is drawn."""
    for page in file.pages:
        file.plan.pages += 1
        look(file.plan, page)
        yield page


def _write(
    file: File,
    pages: Iterator[Page],
    house: House,
    target: Target,
    problems: Problems,
    written: ExitStack,
) -> None:
    # reportlab and pypdf load slowly, so only when they are needed.
    from cardgen.write.html import Hue
    from cardgen.write.pdf import write_pdf
    from cardgen.write.reading import reading

    deck, plan = file.deck, file.plan
    about = about_of(deck, house, plan.flip if plan.paper else None)
    out = written.enter_context(whole(plan.path, target.own))
    if file.format == "pdf":
        guise, intent = house.guise, file.shop.intent if file.shop else None
        tally = write_pdf(pages, about, house.fonts, out, guise, file.record, intent)
        plan.sha256, plan.size = tally.sha256, tally.size
    else:
        hues = {
            printed(theme.name.text): Hue(theme.id, house.colours[theme.colour.text].inks["base"])
            for theme in deck.themes
        }
        data = reading(pages, about, file.format, house.screen, hues).encode()
        out.write(data)
        plan.sha256, plan.size = sha256(data).hexdigest(), len(data)
    if target.verify and not problems.fatal:
        from cardgen.write.verify import verify

        out.seek(0)
        for finding in verify(out.read()):
            problems.error("E501", Mark(plan.path), f"the finished file is wrong: {finding}")


def about_of(deck: Deck, house: House, flip: Turning | None = None) -> About:
    """The title page of a file of the deck."""
    from cardgen.write.about import About  # likewise

    words = house.words["further-copies"].text or ""
    date = dated(deck.date)
    return About(deck.title.text, deck.publisher, deck.subtitle, deck.lang, date, flip, words)


def dated(day: date) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else that day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(day, time(), timezone.utc)
    if not re.fullmatch("[0-9]{1,12}", epoch) or int(epoch) >= _YEAR_10000:
        raise Stop(f'SOURCE_DATE_EPOCH is "{epoch}", not seconds since 1970 up to the year 9999')
    return datetime.fromtimestamp(int(epoch), timezone.utc)
