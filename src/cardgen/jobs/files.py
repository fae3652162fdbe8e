"""The pages of a layup become one file or, if the paper is turned by hand, several. Files appear
whole or not at all, whatever else goes wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime, time, timezone
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from cardgen.arguments import checked
from cardgen.atomic import FileData, whole
from cardgen.file_kinds import refuse_name_of_a_file, refuse_other_kinds
from cardgen.graphics.frame import Page, faces
from cardgen.jobs.layup import Layup
from cardgen.jobs.made_pages import made_of_sheets, made_pages
from cardgen.jobs.progress import Listeners, name_of
from cardgen.jobs.runs import Sheets, plans
from cardgen.jobs.spec import Spec
from cardgen.model.deck import Deck
from cardgen.model.layout import TOGETHER, HouseStyle
from cardgen.model.options import Format, Turning, suffix_of
from cardgen.model.plan import FilePlan, PagePlan, Sides
from cardgen.model.record.record import Record
from cardgen.problems import Mark, Problem, Problems, Stop, Unsupported
from cardgen.units import page_size
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.jobs.screens import ScreenStyle
    from cardgen.jobs.shop import Shop
    from cardgen.output.pdf.metadata import About
    from cardgen.output.pdf.painted_page import PaintedPage
    from cardgen.output.pdf.pdf import Tally
    from cardgen.output.pdf.verify_words import FrameWords

_YEAR_10000 = 253_402_300_800
_NOBODY = Listeners()


class Destination(Value):
    """Where files go: to a path ("-" is standard output), under their usual names into a folder,
    which is made if need be, or with neither into memory. If dry, nothing is written; if elsewhere,
    another program will do so, and nothing has to be here that only writing needs."""

    path: str | None = None
    folder: str | None = None
    dry: bool = False
    elsewhere: bool = False

    def check(self) -> None:
        """Raises Unsupported for a path and a folder at once, and for a folder without a name or
        with that of a file."""
        if self.path is not None and self.folder is not None:
            raise Unsupported("files go to a path or into a folder, not both")
        if self.folder == "":
            raise Unsupported("a folder needs a name; . is the current one")
        if self.folder is not None:
            refuse_name_of_a_file(self.folder)

    @property
    def in_memory(self) -> bool:
        return self.path is None and self.folder is None

    def of(self, usual: str) -> str:
        """Returns the path of a file, or folder, with that usual name."""
        if self.path is not None:
            return self.path
        return usual if self.folder is None else f"{self.folder}/{usual}"


class File(Value):
    """The pages of one file, the deck that gives it its title, its plan, and the record of its
    faces. sheets are those that the pages are of, if they are not made yet: then their faces have
    still to be recorded, and several processes can make them."""

    plan: FilePlan
    deck: Deck
    pages: Iterable[Page]
    format: Format = "pdf"
    record: Record | None = None
    shop: Shop | None = None
    screen: ScreenStyle | None = None
    sheets: Sheets | None = None

    @property
    def kind(self) -> str:
        """The suffix of what is written of them: that of a format, or zip for pictures."""
        return "zip" if self.shop and self.shop.takes_pictures else suffix_of(self.format)

    @property
    def is_pdf(self) -> bool:
        """Whether a PDF is written of them, rather than text or pictures."""
        return self.kind == "pdf"


class BuiltFile(Value):
    """A finished file: its plan and, if it was built in memory, its bytes."""

    plan: FilePlan
    in_memory: bytes | None = None

    def __repr__(self) -> str:  # without the bytes
        return f"BuiltFile({self.plan!r})"

    @property
    def name(self) -> str:
        """The file name, without its folder."""
        return PurePath(self.plan.path).name

    @property
    def data(self) -> bytes:
        """The bytes of the file; raises Stop if it was only planned, or was written and cannot be
        read or is another one by now."""
        if self.in_memory is not None:
            return self.in_memory
        path = self.plan.path
        if self.plan.sha256 is None:
            raise Stop(f"{path} was planned, not made")
        try:
            data = Path(path).read_bytes()
        except OSError as reason:
            raise Stop(f"{path} cannot be read: {reason.strerror or reason}") from reason
        if sha256(data).hexdigest() != self.plan.sha256:
            raise Stop(f"{path} is not the file that was built any more")
        return data

    @checked
    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the file, whole or not at all.

        Raises Stop if it cannot, Unsupported if it would overwrite a file of another kind.
        """
        FileData(self.data, PurePath(self.name).suffix[1:]).save(path)


def record_for(spec: Spec) -> Record:
    """Returns the record of a file of the spec before any of its faces are made."""
    options: dict[str, str | float | bool] = dict(spec.options.on_faces)
    if spec.sheet and spec.sheet.cells and spec.options.sheet not in (None, spec.output.sheet):
        options["sheet"] = spec.options.sheet or ""
    if spec.house.guise == "uncoated" and spec.options.profile:
        options["profile"] = spec.options.profile  # its inks are not those of the output's own
    others = (*spec.extra.kinds, TOGETHER)
    numbers = {card.id: card.number for card in spec.deck.cards if card.kind.name not in others}
    return Record(spec.output.name, options, spec.options.add, numbers)


def files_of(
    layup: Layup,
    path: str,
    record: Record,
    problems: Problems,
    listeners: Listeners = _NOBODY,
) -> Iterator[File]:
    """Yields the file at the path, or the several files beside it, whose pages are made as they are
    consumed; the record takes note of their faces."""
    if layup.spec.options.by_hand:
        yield from _by_hand(layup, path, record, problems, listeners)
    else:
        yield _one_file(layup, path, record, problems)


def _one_file(layup: Layup, path: str, record: Record, problems: Problems) -> File:
    spec, grid = layup.spec, layup.runs[0].part.grid
    one_sided = spec.one_sided or spec.options.fold
    flip: Turning = grid.flip if grid and not one_sided else "none"
    sheets = Sheets(layup, problems)
    if spec.options.booklet:
        from cardgen.impose.booklet import booklets  # few builds are one

        plan = _plan(layup, path, "both", "short")
        pages = record.noting(booklets(sheets), spec.house.guise)
        return File(plan, spec.deck, _counted(pages, plan), record=record)
    if spec.output.piece == "leaflet" and spec.options.on_paper:
        from cardgen.impose.leaflet import leaflets  # as seldom

        plan = _plan(layup, path, "both", "long")
        pages = record.noting(leaflets(sheets), spec.house.guise)
        return File(plan, spec.deck, _counted(pages, plan), record=record)
    plan = _plan(layup, path, "one" if one_sided else "both", flip)
    form = spec.options.format or "pdf"
    screen = None
    if spec.options.on_screens:
        from cardgen.jobs.screens import screen_style  # paper does not wait for what screens need

        screen = screen_style(spec, problems)
    return File(plan, spec.deck, sheets, form, record, spec.shop, screen, sheets)


def _counted(sides: Iterable[Page], plan: FilePlan) -> Iterator[Page]:
    """Yields the sides of booklets, and counts their sheets and them."""
    count = 0
    for side in sides:
        count += 1
        plan.booklets += any(face.face and face.face.order == 1 for face in faces(side.frame))
        yield side
    plan.runs = [plan.runs[0]._replace(sheets=count // 2, formes=[1] * (count // 2))]


def _by_hand(
    layup: Layup, path: str, record: Record, problems: Problems, listeners: Listeners
) -> Iterator[File]:
    """Yields the fronts, the backs in the order in which sheets are put back into the printer, and
    the instructions for that; the records of the first two cover both sides."""
    from cardgen.jobs.test_sheet import aid_pages, read_aids  # and its composer

    spec = layup.spec
    # Pages are told of when they are written, but it is here that they take their time.
    counting, whole_plan = listeners._replace(on_page=None), _plan(layup, path, "both", "none")
    sheets = counting.hearing(Sheets(layup, problems), whole_plan)
    made = list(record.noting(sheets, spec.house.guise))
    fronts = [page for page in made if page.side == "front"]
    backs = [page for page in made if page.side == "back"]
    if spec.options.reverse:
        backs.reverse()
    plan = _plan(layup, beside(path, "fronts"), "fronts", "none")
    yield File(plan, spec.deck, fronts, record=record, shop=spec.shop)
    plan = _plan(layup, beside(path, "backs"), "backs", "none")
    yield File(plan, spec.deck, backs, record=record, shop=spec.shop)
    aids = read_aids(spec.sources, problems)
    if aids:
        plan = _plan(layup._replace(runs=()), beside(path, "by-hand"), "one", "none")
        size = fronts[0].frame.width, fronts[0].frame.height
        yield File(plan, aids.deck, aid_pages(aids, "reload", *size, 1, problems))


def _plan(layup: Layup, path: str, sides: Sides, flip: Turning) -> FilePlan:
    spec = layup.spec
    paper = spec.sheet.paper if spec.sheet and spec.options.on_paper else None
    if spec.options.booklet:
        page = layup.runs[0].part.layout
        paper = page_size(page.height, 2 * page.width)
    elif spec.output.piece == "leaflet" and spec.options.on_paper:
        page = layup.runs[0].part.layout
        paper = page_size(page.width, page.height)
    shop = spec.shop.plan if spec.shop else None
    plan = FilePlan(path, spec.output.name, paper, sides, flip, plans(layup), shop)
    plan.is_booklet = spec.options.booklet
    if not plan.is_booklet:
        plan.piece, plan.stock = spec.output.piece, spec.output.stock
    return plan


def beside(path: str, name: str) -> str:
    """build/office.pdf → build/office-backs.pdf"""
    file = PurePath(path)
    return str(file.with_name(f"{file.stem}-{name}{file.suffix}"))


class _Discarded(Exception):
    """Ends the writing of files that are to stay unchanged."""


def write_files(
    files: Iterable[File],
    house: HouseStyle,
    to: Destination,
    problems: Problems,
    verify: bool = False,
    listeners: Listeners = _NOBODY,
    strict: bool = False,
) -> list[BuiltFile]:
    """Returns the files written, or gone through if the destination is dry. If errors were noted,
    or any problems if strict, none is returned and all files stay unchanged. With verify, each
    finished PDF is read back before it takes its place."""
    built = []
    with suppress(_Discarded), ExitStack() as written:
        for file in files:
            if file.shop and file.shop.intent and not to.elsewhere:
                from cardgen.graphics.pixels.icc import require_managed_colour

                require_managed_colour()
            if to.dry:
                go_through(_seen(file, listeners))
                built.append(BuiltFile(file.plan))
                continue
            out = written.enter_context(_opened(file.plan.path, file.kind, to))
            _write(file, house, out, problems, verify, listeners)
            data = out.getvalue() if isinstance(out, BytesIO) else None
            built.append(BuiltFile(file.plan, data))
        if problems.fatal or (strict and problems):
            raise _Discarded
    return [] if problems.fatal or (strict and problems) else built


@contextmanager
def _opened(path: str, kind: str, to: Destination) -> Iterator[BinaryIO]:
    """Opens what the file is written to; raises Unsupported if a file of another kind is there."""
    if to.in_memory:
        yield BytesIO()
    else:
        refuse_other_kinds(path, kind)
        with whole(path, make_folder=to.folder is not None) as out:
            yield out


def go_through(made: Iterable[Page]) -> None:
    for _ in made:
        pass


def _seen(file: File, listeners: Listeners) -> Iterator[Page]:
    """Yields the same pages, and counts each as it passes."""
    for page in listeners.hearing(file.pages, file.plan):
        file.plan.pages += 1
        yield page


def _write(
    file: File,
    house: HouseStyle,
    out: BinaryIO,
    problems: Problems,
    verify: bool,
    listeners: Listeners,
) -> None:
    """Writes the file and, to verify it, holds the PDF that it is, or that its pictures are drawn
    from, against the words of its frames."""
    plan, shop = file.plan, file.shop
    if not file.is_pdf and not shop:
        _write_whole(_for_screens(file, house, listeners), out, plan)
        return
    words = _words() if verify else None
    pdf = out if file.is_pdf else BytesIO()
    tally, on_pages = _pdf(file, house, pdf, problems, words, listeners)
    plan.sha256, plan.size = tally.sha256, tally.size
    if shop and plan.shop and file.is_pdf:
        plan.shop.plates, plan.shop.total_ink = list(tally.plates), round(tally.total, 1)
        if not problems.fatal:  # what follows from an error is no news
            problems.add(_objections(file, shop, house, out, on_pages, listeners))
    if words and not problems.fatal:
        _read_back(file, house, words, pdf, problems)
    if isinstance(pdf, BytesIO) and shop and not file.is_pdf:
        _write_whole(_pictures(pdf.getvalue(), on_pages, shop), out, plan)


def _write_whole(data: bytes, out: BinaryIO, plan: FilePlan) -> None:
    out.write(data)
    plan.sha256, plan.size = sha256(data).hexdigest(), len(data)


def _words() -> FrameWords:
    """Returns what the words of a file are noted in, to be held against it once it is made."""
    from cardgen.output.pdf.verify_words import FrameWords  # reportlab loads slowly

    return FrameWords()


def _read_back(
    file: File, house: HouseStyle, words: FrameWords, out: BinaryIO, problems: Problems
) -> None:
    from cardgen.output.pdf.verify import verify

    out.seek(0)
    for finding in verify(out.read(), about_of(file.deck, house), words):
        problems.error("E501", Mark(file.plan.path), f"the finished file is faulty: {finding}")


def _pdf(
    file: File,
    house: HouseStyle,
    out: BinaryIO,
    problems: Problems,
    words: FrameWords | None,
    listeners: Listeners,
) -> tuple[Tally, list[PagePlan]]:
    """Writes the pages as a PDF; returns what it holds and, for a print shop, the plans of its
    pages."""
    from cardgen.output.pdf.pdf import write_painted  # reportlab loads slowly

    plan, shop, on_pages = file.plan, file.shop, list[PagePlan]()
    intent = shop.intent if shop else None
    tell = listeners.for_file(plan)

    def painted() -> Iterator[PaintedPage]:
        if file.sheets is None or words:
            pages = words.noting(file.pages) if words else file.pages
            made = made_pages(pages, house, intent, file.sheets is not None)
        else:
            made = made_of_sheets(file.sheets, house, intent)
        for page in made:
            plan.pages += 1
            if tell:
                tell(page.plan)
            if file.record and page.record:
                file.record.add_page(page.record)
            if shop:
                on_pages.append(page.plan)
            yield page.painted

    about = about_of(file.deck, house, plan.flip if plan.paper else None)
    return write_painted(painted(), about, house.fonts, out, file.record, intent), on_pages


def _pictures(pdf: bytes, on_pages: Sequence[PagePlan], shop: Shop) -> bytes:
    """Returns a zip of a picture for each face, drawn from the PDF of them and named after its
    number and its card."""
    from cardgen.graphics.pixels.rendered import drawn, png
    from cardgen.zip_files import zipped

    names = [
        f"{number // 2:03}-{face['card'].replace(':', '-')}-{face['face']}.png"
        for number, (face,) in enumerate((page["placements"] for page in on_pages), 2)
    ]
    images = (png(image, shop.profile.ppi) for image in drawn(pdf, shop.profile.ppi))
    return zipped(zip(names, images, strict=True))


def _for_screens(file: File, house: HouseStyle, listeners: Listeners) -> bytes:
    """Returns the file in a format for screens, or the words of the cards to read."""
    pages, about = _seen(file, listeners), about_of(file.deck, house)
    if file.screen:
        from cardgen.jobs.screens import for_screens

        return for_screens(pages, file.screen, file.deck, about)
    from cardgen.jobs.edition_style import edition_style
    from cardgen.output.editions.edition import write_edition

    return write_edition(pages, about, file.format, edition_style(file.deck, house)).encode()


def _objections(
    file: File,
    shop: Shop,
    house: HouseStyle,
    out: BinaryIO,
    on_pages: Sequence[PagePlan],
    listeners: Listeners,
) -> Iterator[Problem]:
    """Returns what the shop would object to in the finished file, told of the deck."""
    from cardgen.jobs.press_findings import FacesOnPages, in_the_deck
    from cardgen.preflight import group_repeats, preflight  # pypdf loads slowly

    out.seek(0)
    profile = shop.profile if file.plan.sides == "both" else shop.profile.with_(first=None)
    tell = listeners.preflight_of(name_of(file.plan))
    found = group_repeats(preflight(out.read(), profile, shop.conditions, tell))
    return in_the_deck(found, FacesOnPages(on_pages), file.deck, house)


def about_of(deck: Deck, house: HouseStyle, flip: Turning | None = None) -> About:
    """Returns the metadata of a file of the deck."""
    from cardgen.output.pdf.metadata import About  # likewise

    words = house.words["further-copies"].text or ""
    date = dated(deck.date)
    texts = (deck.title.text, deck.publisher.text, deck.subtitle.text)
    title, publisher, subtitle = (house.printed(text, deck.lang) for text in texts)
    return About(title, publisher, subtitle, deck.lang, date, flip, words)


def dated(day: date) -> datetime:
    """Returns SOURCE_DATE_EPOCH if it is set, or else that day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(day, time(), timezone.utc)
    if not re.fullmatch("[0-9]{1,12}", epoch) or int(epoch) >= _YEAR_10000:
        raise Stop(f'SOURCE_DATE_EPOCH is "{epoch}", not seconds since 1970 up to the year 9999')
    return datetime.fromtimestamp(int(epoch), timezone.utc)
