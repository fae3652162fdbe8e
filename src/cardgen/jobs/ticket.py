"""A job ticket: all that the print room has to know of a file, on a separate page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from cardgen.graphics.frame import Page
from cardgen.impose.grid import SLACK, Grid
from cardgen.impose.imposition import one_up
from cardgen.jobs.files import File
from cardgen.jobs.instructions import (
    Say,
    counted_in,
    cut_in_order,
    cuts_and_folds,
    date_in_words,
    digest_of,
    inks_of,
    ranges,
    size_of,
    words_of,
)
from cardgen.jobs.layup import Layup, SheetRun
from cardgen.jobs.spec import Spec
from cardgen.model.cut_sheet import CutSheet
from cardgen.model.deck import NO_TEXT, Card, Field, Kind, Step, Text, Words
from cardgen.model.plan import FilePlan, RunPlan
from cardgen.problems import Problems
from cardgen.read.layout import OWN_SIZE, read_layout
from cardgen.typeset.faces.composer import Composer
from cardgen.units import PAGE_FORMATS, shown
from cardgen.value import Value

_TICKET = "ticket"
_TEXTS = ("name", "edition", "decks", "file-name", "unknown-stock", "drawn", "caption")
_TABLES = ("quantity", "stock", "finishing", "packing", "file")
_KIND = Kind(
    _TICKET,
    {name: Field("text", False) for name in _TEXTS}
    | {name: Field("steps", False) for name in _TABLES},
    numbered=False,
)

_LONGEST_NAME = 28  # characters, of which a line holds so many

Facts = Iterator[tuple[str, str]]  # with their labels


def ticket_file(layup: Layup, plan: FilePlan, times: int, problems: Problems) -> File:
    """Returns the ticket of a file that is printed so many times; it is made after the file is
    written because it quotes the digest of its bytes."""
    path, spec = PurePath(plan.path), layup.spec
    beside = FilePlan(
        str(path.with_name(f"{path.stem}-ticket.pdf")), _TICKET, None, "one", "none", []
    )
    deck = spec.deck
    title = f"{words_of(spec.house)('ticket-title')}: {deck.title.text}"
    named = deck._replace(title=Text(title, deck.title.where), subtitle=NO_TEXT)
    return File(beside, named, _pages(layup, plan, times, problems))


def _pages(layup: Layup, plan: FilePlan, times: int, problems: Problems) -> Iterator[Page]:
    """Yields the ticket of the cards of each size, on a page of its own."""
    spec = layup.spec
    house = spec.house._replace(guise="rgb")
    layout = read_layout(_TICKET, [_TICKET], OWN_SIZE, house, spec.sources, problems, None, True)
    if layout is None:
        return
    say = words_of(house)
    jobs = [
        _Job(spec, plan, run._replace(times=times), laid, say)
        for run, laid in zip(plan.runs, layup.runs, strict=True)
    ]
    cards = tuple(_told(job, number) for number, job in enumerate(jobs, 1))
    told = spec.deck._replace(
        kinds={_TICKET: _KIND}, themes=(), cards=cards, survey=None, prompts=None
    )
    composer = Composer(told, layout, house, problems)
    yield from one_up([composer.faces(card) for card in cards], layout.bleed)


class _Job(Value):
    """The cards of one size: how they were laid up and planned, and words to say it in."""

    spec: Spec
    plan: FilePlan
    run: RunPlan
    laid: SheetRun
    say: Say

    @property
    def decks(self) -> int:
        """How many times all of the cards are printed."""
        return self.spec.options.copies * self.run.times

    @property
    def own(self) -> Counter[str]:
        """How often each card is on the sheets, but for those that fill places."""
        return Counter(self.run.cards) - Counter(self.run.filled)

    @property
    def each(self) -> int:
        """How many cards are in each of the decks, 0 where they are not alike."""
        count, copies = self.own.total(), self.spec.options.copies
        return 0 if count % copies else count // copies

    @property
    def cards(self) -> int:
        return self.own.total() * self.run.times

    @property
    def is_deck(self) -> bool:
        """Whether all cards of the output are printed, and not a choice of them."""
        return {card.id for card in self.spec.cards} <= self.own.keys()

    def decks_in_words(self) -> str:
        """“50 decks of 16 cards”, or how many cards where these are no decks."""
        if self.each < 2:
            return counted_in("cards", self.cards, self.say)
        decks = counted_in("decks" if self.is_deck else "sets", self.decks, self.say)
        return self.say("ticket-of", decks=decks, cards=counted_in("cards", self.each, self.say))


def _told(job: _Job, number: int) -> Card:
    """Returns the ticket as a card."""
    deck, say, where = job.spec.deck, job.say, job.spec.deck.title.where
    decks = job.decks_in_words()
    if job.each > 1 and job.decks > 1:
        decks = say("ticket-equals", decks=decks, cards=counted_in("cards", job.cards, say))
    edition = say("ticket-edition", date=date_in_words(deck.date, say))
    sheet = _sheet(job)
    texts = {
        "name": deck.title.text,
        "edition": edition,
        "decks": decks,
        "file-name": _file_name(job),
        "unknown-stock": ""
        if job.spec.shop and job.spec.shop.profile.stock
        else say("guide-stock"),
        **(_drawn(job, sheet) if sheet else {}),
    }
    tables = {
        "quantity": _quantity(job),
        "stock": _stock(job),
        "finishing": _finishing(job, sheet),
        "packing": _packing(job),
        "file": _file(job),
    }
    words: dict[str, Words] = {name: Text(text, where) for name, text in texts.items() if text}
    words["name"] = deck.title
    for name, facts in tables.items():
        words[name] = tuple(Step(Text(label, where), Text(text, where)) for label, text in facts)
    id_ = f"{_TICKET}:{number}"
    return Card(id_, _KIND, None, words, deck.lang, (), "source", None, None, 0, where, None, sheet)


def _quantity(job: _Job) -> Facts:
    """Yields how many cards, sheets and formes there are."""
    say, run, plan = job.say, job.run, job.plan
    if len(job.own) == 1:
        yield say("ticket-kind"), job.laid.cards[0].called.text
    else:
        alike = job.each == len(job.own) and job.decks > 1
        each = say("ticket-each", kinds=len(job.own), each=job.decks)
        yield say("ticket-kinds"), each if alike else str(len(job.own))
    if plan.paper is None:
        first = "backs" if plan.shop and plan.shop.backs_first else "fronts"
        told = say(f"ticket-{first}-first", pages=plan.pages)
        yield say("guide-pages"), str(plan.pages) if plan.sides == "one" else told
        if run.times > 1:
            yield say("ticket-print"), say("ticket-times", times=run.times)
        return
    spare = run.needed - run.printed
    key = "ticket-sheets-spare" if spare else "ticket-sheets"
    yield (
        say("guide-sheets"),
        say(key, ready=run.needed, paper=plan.paper, printed=run.printed, spare=spare),
    )
    if run.filled:
        yield say(f"ticket-fill-{job.spec.options.fill}"), str(len(run.filled) * run.times)
    yield say("guide-formes"), _formes(job)


def _formes(job: _Job) -> str:
    """Returns how many formes there are, and which sheets are of one."""
    run, say = job.run, job.say
    different = len({tuple(c and c.card.id for c in places) for places in job.laid.sheets})
    if different == len(run.formes) < run.sheets:
        alike = ", ".join(ranges(run.formes))
        return say("guide-formes-of", count=different, sheets=alike)
    if different == 1:
        return "1"
    return say("ticket-formes-in-turn" if different < run.sheets else "ticket-formes", n=different)


def _stock(job: _Job) -> Facts:
    """Yields what is printed on, on which sides and with which inks."""
    say, plan, run, shop = job.say, job.plan, job.run, job.spec.shop
    about = shop.intent.about if shop and shop.intent else ""
    inks = list(inks_of(plan.shop, shop.profile, about, say)) if plan.shop and shop else []
    facts = [fact for entry in inks for fact in entry.facts]
    stock = [fact for fact in facts if fact[0] == say("guide-stock")]
    yield from ((str(label), text) for label, text in stock)
    size = run.page_width, run.page_height
    paper = plan.paper or PAGE_FORMATS.get(size, "")
    mm = say("guide-size", w=shown(size[0]), h=shown(size[1]))
    yield (
        say("ticket-sheet" if plan.paper else "ticket-page"),
        ", ".join(filter(None, (paper, mm))),
    )
    if plan.sides == "both":
        yield say("guide-sides"), say(f"guide-flip-{plan.flip}" if plan.paper else "ticket-both")
    else:
        side = "one-side" if plan.sides == "one" else plan.sides
        yield say("guide-sides"), say(f"guide-{side}")
    yield from ((str(label), text) for label, text in facts if (label, text) not in stock)


def _finishing(job: _Job, sheet: CutSheet | None) -> Facts:
    """Yields the size that the cards have in the end, their corners, and how they are cut."""
    say, run, plan = job.say, job.run, job.plan
    if plan.piece:
        yield from cuts_and_folds(plan, run, say)
        return
    corners, grid = job.spec.options.corners, job.laid.part.grid
    yield say("guide-trim"), size_of(run, say)
    if plan.shop and plan.shop.bleed:
        yield say("guide-bleed"), f"{plan.shop.bleed:g} mm"
    if grid and (gutters := _gutters(grid)):
        mm = say("ticket-and").join(shown(gutter) for gutter in gutters)
        yield say("ticket-gutters"), say("ticket-cut-away", mm=mm)
    round_ = say("ticket-round", mm=shown(corners)) if corners else say("ticket-square")
    yield say("guide-corners"), round_
    if plan.sides == "fronts":
        yield say("ticket-cutting"), say("ticket-cut-later")
        return
    numbered = {f"{say('guide-cut')} {number}" for number in range(1, len(run.cuts) + 1)}
    yield from (fact for fact in cut_in_order(run, say) if fact[0] not in numbered)
    if sheet:
        cuts = counted_in("cuts", len(sheet.cuts), say)
        yield say("ticket-cutting"), say("ticket-cuts", cuts=cuts)


def _gutters(grid: Grid) -> list[float]:
    """Returns the white between cards beside and above each other, each width once."""
    across = grid.across - grid.trim_width if grid.columns > 1 else 0.0
    down = grid.down - grid.trim_height if grid.rows > 1 else 0.0
    return sorted({round(gutter, 2) for gutter in (across, down) if gutter > SLACK})


def _packing(job: _Job) -> Facts:
    """Yields how the cards lie when they are cut, what makes a deck, and what to pack."""
    say, run, order = job.say, job.run, job.spec.options.order
    if job.each > 1 and job.decks > 1:
        if job.plan.paper is None:
            yield say("ticket-make-up"), say("ticket-make-up-cards", cards=job.each)
        else:
            on_a_sheet = run.on_a_sheet
            whole = order == "decks" and not run.filled and job.each % on_a_sheet == 0
            sheets = -(-job.each // on_a_sheet)
            words = {"cards": job.each, "sheets": sheets}
            lie = "ticket-lie-whole" if whole else f"ticket-lie-{order}"
            make_up = "ticket-make-up-whole" if whole else f"ticket-make-up-{order}"
            yield say("ticket-lie"), say(lie, **words)
            yield say("ticket-make-up"), say(make_up, **words)
    yield say("ticket-pack"), say("ticket-band", decks=job.decks_in_words())
    if run.filled:
        yield say("ticket-over"), counted_in("cards", len(run.filled) * run.times, say)


def _file(job: _Job) -> Facts:
    """Yields what tells whether the file is the right one."""
    plan, say = job.plan, job.say
    yield say("ticket-file"), _file_name(job)
    if plan.shop:
        yield say("ticket-standard"), plan.shop.standard.label
    size = say("ticket-bytes", mb=f"{plan.size / 1e6:.1f}", bytes=f"{plan.size:,}")
    yield say("ticket-size"), size
    yield "SHA-256", digest_of(plan)


def _file_name(job: _Job) -> str:
    """Returns the name of the file or, where it is too long for a line, its beginning and its end,
    for nothing is held up by a name; the digest tells files apart."""
    name = PurePath(job.plan.path).name
    if len(name) <= _LONGEST_NAME:
        return name
    half = _LONGEST_NAME // 2
    return f"{name[:half]}…{name[-half:]}"


def _sheet(job: _Job) -> CutSheet | None:
    """Returns the sheet that is drawn, or None where nothing is cut."""
    run, grid = job.run, job.laid.part.grid
    if grid is None or not run.cuts or job.plan.sides == "fronts":
        return None
    taken = sorted({i for places in job.laid.sheets for i, copy in enumerate(places) if copy})
    trims = []
    for place in taken:
        row, column = divmod(place, grid.columns)
        x, y = grid.x + column * grid.across, grid.y + row * grid.down
        trims.append((x, y, x + grid.trim_width, y + grid.trim_height))
    cuts = tuple((edge, at) for edge, at in run.cuts)
    return CutSheet(run.page_width, run.page_height, tuple(trims), cuts)


def _drawn(job: _Job, sheet: CutSheet) -> Mapping[str, str]:
    """Returns the line under the drawing, and what is read out in the drawing's place."""
    say, paper = job.say, job.plan.paper or ""
    size = say("guide-size", w=shown(sheet.width), h=shown(sheet.height))
    words = {"paper": paper, "size": size, "cards": counted_in("cards", len(sheet.trims), say)}
    cuts = counted_in("cuts", len(sheet.cuts), say)
    return {
        "caption": say("ticket-caption", **words),
        "drawn": say("ticket-drawn", **words, cuts=cuts),
    }
