"""Pages of instructions for printing, cutting and packing, which are set as a deck of their own."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from pathlib import PurePath
from typing import Literal

from cardgen.graphics.frame import Page
from cardgen.graphics.type.wording import fill
from cardgen.impose.imposition import one_up
from cardgen.model.deck import Card, Deck, Field, Kind, Step, Text, Theme, Words
from cardgen.model.layout import PLAIN, TOGETHER, HouseStyle
from cardgen.model.plan import FilePlan, Piece, RunPlan, ShopPlan
from cardgen.model.shop_profile import Profile
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.layout import OWN_SIZE, read_layout
from cardgen.typeset.faces.composer import Composer
from cardgen.units import PAGE_FORMATS, shown
from cardgen.value import Value

# The columns of a table of files, by their fields; to-print is empty where nothing is printed.
COLUMNS = ("files", "what", "paper", "sides", "sheets", "to-print")
_FIELDS = {
    "name": Field("text", True),
    "note": Field("text", False),
    "to-do": Field("text", False),
    "facts": Field("steps", False),
    "people": Field("steps", False),
    "items": Field("list", False),
    **{column: Field("list", False) for column in COLUMNS},
}
_ENTRY = Kind("entry", _FIELDS, numbered=False)
_GROUP = 8  # figures of a digest

Say = Callable[..., str]  # the words of that name in the language of the deck, filled


class Instruction(Value):
    """One thing to do or to know: what it is, a line about it, facts with their labels, a list, and
    people with what they get. What is to be done has a box to tick.

    A label, a note or an entry of the list with the names of people is a text with a place at
    which messages do not quote it.
    """

    name: str
    note: str | Text = ""
    facts: Sequence[tuple[str | Text, str]] = ()
    items: Sequence[str | Text] = ()
    people: Sequence[tuple[str | Text, str]] = ()
    to_do: bool = True


class FileTable(Value):
    """A row for each file, or each size of cards in it, with a text for each of COLUMNS."""

    rows: Sequence[Sequence[str]]


class Guide(Value):
    """The content of such pages: entries by the names of their sections; sections without entries
    are not shown."""

    title: Text
    subtitle: str
    sections: Mapping[str, Sequence[Instruction | FileTable]]


def guide_pages(told: Deck, house: HouseStyle, sources: Sources, problems: Problems) -> list[Page]:
    """Returns the pages of such a deck; none if there were errors (they are in problems)."""
    layout = read_layout("index", [TOGETHER], OWN_SIZE, house, sources, problems, None, True)
    if layout is None:
        return []
    first, *entries = told.cards
    faces = Composer(told, layout, house, problems, chosen=entries).faces(first)
    return list(one_up([faces], layout.bleed))


def words_of(house: HouseStyle) -> Say:
    def say(name: str, **values: object) -> str:
        words = house.words[name].text or ""
        return fill(words, {key: str(value) for key, value in values.items()})

    return say


def date_in_words(date: datetime.date, say: Say) -> str:
    month = say("months").split()[date.month - 1]
    return say("date", day=date.day, month=month, year=date.year)


def counted_in(what: str, count: int, say: Say) -> str:
    """Returns the count with the word for what is counted, such as cards."""
    return say(f"one-of-{what}" if count == 1 else f"count-of-{what}", count=count)


def told_in(guide: Guide, like: Deck, house: HouseStyle) -> Deck:
    """Returns the guide as a deck: one card shows all others, and its sections are the themes."""
    say, where = words_of(house), guide.title.where

    def plain(text: str | Text) -> Text:
        return text if isinstance(text, Text) else Text(text, where)

    def card(id_: str, kind: Kind, theme: Theme | None, words: Mapping[str, Words]) -> Card:
        return Card(id_, kind, theme, words, like.lang, (), "source", None, None, 0, where)

    themes = [Theme(name, plain(say(f"guide-{name}")), plain(PLAIN), "") for name in guide.sections]
    together = Kind(TOGETHER, {}, numbered=False)
    entries = [
        card(f"{theme.id}:{number}", _ENTRY, theme, _words(entry, plain))
        for theme in themes
        for number, entry in enumerate(guide.sections[theme.id], 1)
    ]
    return like._replace(
        title=guide.title,
        subtitle=plain(guide.subtitle),
        kinds={kind.name: kind for kind in (together, _ENTRY)},
        themes=tuple(themes),
        cards=(card(TOGETHER, together, None, {"title": guide.title}), *entries),
        survey=None,
        prompts=None,
        where=where,
    )


def _words(entry: Instruction | FileTable, plain: Callable[[str | Text], Text]) -> dict[str, Words]:
    words: dict[str, Words] = {}
    if isinstance(entry, FileTable):
        columns = zip(COLUMNS, zip(*entry.rows, strict=True), strict=True)
        words |= {name: tuple(map(plain, texts)) for name, texts in columns}
        return words
    words["name"] = plain(entry.name)
    if entry.note:
        words["note"] = plain(entry.note)
    if entry.to_do:
        words["to-do"] = plain("yes")
    for field, pairs in (("facts", entry.facts), ("people", entry.people)):
        words[field] = tuple(Step(plain(label), plain(value)) for label, value in pairs)
    words["items"] = tuple(plain(item) for item in entry.items)
    return words


def prints(plan: FilePlan, say: Say) -> Iterator[Instruction]:
    """Yields what a print room, which never scales, has to know of a file, except where it is
    cut and folded."""
    facts = [fact for run in plan.runs for fact in facts_of_run(plan, run, say)]
    left_out = [say(f"guide-{own}") for own in ("score", "cut", "fold", "scale")]
    left = [(label, value) for label, value in facts if label not in left_out]
    yield Instruction(PurePath(plan.path).name, "", left)


def facts_of_run(plan: FilePlan, run: RunPlan, say: Say) -> Iterator[tuple[str, str]]:
    """Yields the facts of the sheets of one size, with their labels."""
    yield say("guide-paper"), stock_of(plan, run, say)[0]
    if plan.paper is None:
        yield say("guide-sheets" if _is_whole(plan) else "guide-pages"), str(plan.pages)
    else:
        yield say("guide-cards"), str(len(run.cards) * run.times)
        yield say("guide-sheets"), say("guide-sheets-of", sheets=run.printed, ready=run.needed)
        if plan.shop and len(run.formes) < run.sheets:
            alike = ", ".join(ranges(run.formes))
            yield say("guide-formes"), say("guide-formes-of", count=len(run.formes), sheets=alike)
    if sides := sides_of(plan, say):
        yield say("guide-sides"), sides
    yield say("guide-scale"), say("guide-actual-size")
    yield from cuts_and_folds(plan, run, say)


def sides_of(plan: FilePlan, say: Say) -> str:
    """Returns which sides are printed and how the paper is turned, or nothing where each face has
    a page of its own."""
    if plan.sides == "both":
        return say(f"guide-flip-{plan.flip}") if plan.paper else ""
    return say(f"guide-{'one-side' if plan.sides == 'one' else plan.sides}")


def cuts_and_folds(plan: FilePlan, run: RunPlan, say: Say) -> Iterator[tuple[str, str]]:
    """Yields where the sheets are scored, cut and folded, with labels."""
    if plan.sides == "fronts":  # which are cut once the backs are on them
        return
    if plan.is_booklet:
        yield say("guide-fold"), say("guide-booklet-rule")
    if plan.piece:
        yield from _cut_out_and_folded(plan.piece, plan.shop is not None, say)
    for label, places in (("guide-score", run.folds), ("guide-cut", run.cuts)):
        if places:
            yield say(label), _places(places, say)
    if run.folds:
        yield say("guide-fold"), say("guide-fold-rule")


def _cut_out_and_folded(piece: Piece, on_press: bool, say: Say) -> Iterator[tuple[str, str]]:
    """Yields along which of its lines a piece is cut, scored and folded, and where it is glued."""
    plates = "-plate" if on_press else ""
    if piece in ("box", "divider"):
        yield say("guide-cut"), say(f"guide-piece-cut{plates}")
    if piece != "leaflet":
        yield say("guide-score"), say(f"guide-piece-score{plates}")
    yield say("guide-fold"), say(f"guide-piece-fold-{piece}")


def stock_of(plan: FilePlan, run: RunPlan, say: Say) -> tuple[str, int]:
    """Returns what the sheets of one size are printed on, and how many to have ready."""
    if plan.paper is None:
        size = run.page_width, run.page_height
        page = PAGE_FORMATS.get(size) or say("guide-size", w=shown(size[0]), h=shown(size[1]))
        if plan.piece and not plan.shop:
            page = PAGE_FORMATS.get((min(size), max(size)), page)
            return say("guide-card", paper=page), plan.pages
        return say("guide-plain", paper=page) if _is_whole(plan) else page, plan.pages
    kind = kind_of_stock(plan, run)
    if not kind:
        return plan.paper, run.needed
    return say("guide-card" if kind == "card" else "guide-plain", paper=plan.paper), run.needed


def kind_of_stock(plan: FilePlan, run: RunPlan) -> Literal["card", "fold", "page", ""]:
    """Returns what kind of paper the sheets are: card, paper to be folded, or pages; nothing where
    that is not ours to say."""
    if plan.is_booklet or plan.piece == "leaflet":
        return "page"
    if plan.piece and not plan.shop:
        return "card"
    if plan.paper is None:
        return "page" if _is_whole(plan) else ""
    # A print room has its own stock, and stock that is cut already is no paper of ours.
    if not run.cuts or plan.shop:
        return ""
    return "fold" if run.folds else "card"  # two layers of card would be too thick


def _is_whole(plan: FilePlan) -> bool:
    """Whether each page is a sheet of paper by itself."""
    return plan.paper is None and plan.sides == "one" and not plan.shop


def ranges(counts: Sequence[int]) -> Iterator[str]:
    """Yields the numbers of the first and the last sheet of each forme: 1–50."""
    for count, last in zip(counts, accumulate(counts), strict=True):
        yield f"{last - count + 1}–{last}" if count > 1 else str(last)


def _places(places: Sequence[tuple[str, float]], say: Say) -> str:
    """Returns the places in order, grouped by the edge they are measured from."""
    return "; ".join(
        say(f"guide-from-{edge}", mm=", ".join(shown(at) for _, at in group))
        for edge, group in groupby(places, key=lambda place: place[0])
    )


def cut_in_order(run: RunPlan, say: Say) -> Iterator[tuple[str, str]]:
    """Yields what is done to a sheet one after another, with labels: scores, cuts and folds."""
    if run.folds:
        yield say("guide-score"), _places(run.folds, say)
    for number, (edge, at) in enumerate(run.cuts, 1):
        yield f"{say('guide-cut')} {number}", say(f"guide-from-{edge}", mm=shown(at))
    if run.folds:
        yield say("guide-fold"), say("guide-fold-rule")


def cuts_of(plan: FilePlan, corners: float, say: Say) -> Iterator[Instruction]:
    """Yields the trim, the bleed and the cuts of each size, in the order in which they are made."""
    for run in plan.runs:
        facts = [(say("guide-trim"), size_of(run, say))]
        if plan.shop and plan.shop.bleed:
            facts.append((say("guide-bleed"), f"{plan.shop.bleed:g} mm"))
        if corners:
            facts.append((say("guide-corners"), f"{shown(corners)} mm"))
        facts += cut_in_order(run, say)
        yield Instruction(size_of(run, say), "", facts)


def size_of(run: RunPlan, say: Say) -> str:
    return say("guide-size", w=shown(run.width), h=shown(run.height))


def inks_of(shop: ShopPlan, profile: Profile, about: str, say: Say) -> Iterator[Instruction]:
    """Yields the stock and the inks that a shop prints with; about says what its printing condition
    is."""
    facts = []
    if profile.stock:
        facts.append((say("guide-stock"), profile.stock))
    if shop.condition:
        condition = ": ".join(filter(None, (shop.condition, about)))
        facts.append((say("guide-condition"), condition))
    if shop.plates and shop.total_ink:
        facts.append((say("guide-plates"), ", ".join(shop.plates)))
        facts.append((say("guide-total"), say("guide-percent", most=f"{shop.total_ink:g}")))
    yield Instruction(shop.profile, profile.about, facts)


def about_file(plan: FilePlan, say: Say) -> Instruction:
    """Returns the size and the digest of a file."""
    facts = [(say("guide-bytes"), f"{plan.size:,}"), ("SHA-256", digest_of(plan))]
    return Instruction(PurePath(plan.path).name, "", facts)


def digest_of(plan: FilePlan) -> str:
    """Returns the digest of a file in groups, a dash for one that was not written."""
    digest = plan.sha256 or ""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)) or "–"
