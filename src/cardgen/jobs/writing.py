"""Files to write: whole or not at all, whatever else goes wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from cardgen.atomic import whole
from cardgen.graphics.frame import Page, faces
from cardgen.graphics.type.characters import printed
from cardgen.jobs.shop import Shop
from cardgen.model.deck import Deck
from cardgen.model.layout import HouseStyle
from cardgen.model.options import Format, Turning
from cardgen.model.plan import FilePlan
from cardgen.model.record.record import Record
from cardgen.problems import Mark, Problem, Problems, Stop

if TYPE_CHECKING:
    from cardgen.output.pdf.metadata import About
    from cardgen.output.pdf.pdf import Tally

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
    files: Iterable[File], house: HouseStyle, target: Target, problems: Problems, look: Look
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
    house: HouseStyle,
    target: Target,
    problems: Problems,
    written: ExitStack,
) -> None:
    plan, shop = file.plan, file.shop
    out = written.enter_context(whole(plan.path, target.own))
    if file.format != "pdf" or (shop and shop.takes_pictures):
        data = _pictures(file, pages, house, shop) if shop else _reading(file, pages, house)
        out.write(data)
        plan.sha256, plan.size = sha256(data).hexdigest(), len(data)
        return
    tally = _pdf(file, pages, house, out)
    plan.sha256, plan.size = tally.sha256, tally.size
    if shop and plan.shop:
        plan.shop.plates, plan.shop.total_ink = list(tally.plates), round(tally.total, 1)
        _held_to(shop, out, plan, problems)
    if target.verify and not problems.fatal:
        from cardgen.output.pdf.verify import verify

        out.seek(0)
        for finding in verify(out.read()):
            problems.error("E501", Mark(plan.path), f"the finished file is wrong: {finding}")


def _pdf(file: File, pages: Iterable[Page], house: HouseStyle, out: BinaryIO) -> Tally:
    from cardgen.output.pdf.pdf import write_pdf  # reportlab loads slowly

    intent = file.shop.intent if file.shop else None
    about = about_of(file.deck, house, file.plan.flip if file.plan.paper else None)
    return write_pdf(pages, about, house.fonts, out, house.guise, file.record, intent)


def _pictures(file: File, pages: Iterable[Page], house: HouseStyle, shop: Shop) -> bytes:
    """Each face in a file of its own, called after its number and its card, and all in one."""
    from cardgen.graphics.pixels.rendered import drawn, packed, png

    names: list[str] = []

    def named() -> Iterator[Page]:
        for number, page in enumerate(pages, 2):
            (face,) = (placed.face for placed in faces(page.frame) if placed.face)
            names.append(f"{number // 2:03}-{face.card.replace(':', '-')}-{face.side}.png")
            yield page

    _pdf(file, named(), house, made := BytesIO())
    images = (png(image, shop.profile.ppi) for image in drawn(made.getvalue(), shop.profile.ppi))
    return packed(zip(names, images, strict=True))


def _reading(file: File, pages: Iterable[Page], house: HouseStyle) -> bytes:
    from cardgen.output.editions.edition import write_edition
    from cardgen.output.editions.html import ThemeColour

    hues = {
        printed(theme.name.text): ThemeColour(
            theme.id, house.colours[theme.colour.text].inks["base"]
        )
        for theme in file.deck.themes
    }
    about = about_of(file.deck, house)
    return write_edition(pages, about, file.format, house.screen, hues).encode()


def _held_to(shop: Shop, out: BinaryIO, plan: FilePlan, problems: Problems) -> None:
    """Notes what the shop would say of the finished file."""
    from cardgen.preflight import group_repeats, preflight

    out.seek(0)
    profile = shop.profile if plan.sides == "both" else shop.profile.with_(first=None)
    for one in group_repeats(preflight(out.read(), profile, shop.conditions)):
        finding = one.first
        problems.add([Problem(finding.severity, finding.code, Mark(plan.path), one.message)])


def about_of(deck: Deck, house: HouseStyle, flip: Turning | None = None) -> About:
    """The title page of a file of the deck."""
    from cardgen.output.pdf.metadata import About  # likewise

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
