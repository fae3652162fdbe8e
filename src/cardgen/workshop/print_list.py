"""What to print for a workshop: each file on what and how, the stock to have ready, and cuts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from cardgen.jobs.instructions import (
    FileTable,
    Instruction,
    Say,
    counted_in,
    cuts_and_folds,
    kind_of_stock,
    sides_of,
    size_of,
    stock_of,
)
from cardgen.model.plan import FilePlan, RunPlan
from cardgen.workshop.manifest import BuiltWorkshop, Product

_NOTHING = "–"


def ready(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """How many sheets of each stock to have ready, with spares."""
    plans = [plan for own in made.products if own.wanted.options.on_paper for plan in own.plans]
    stocks = dict[str, int]()
    for plan in plans:
        for run in plan.runs if plan.sides != "backs" else ():  # these go on those of the fronts
            if plan.paper is None and not kind_of_stock(plan, run):
                continue  # each page is a face by itself, for whoever lays them on sheets
            stock = _stock(plan, run, say)
            stocks[stock] = stocks.get(stock, 0) + stock_of(plan, run, say)[1]
    if stocks:
        items = [
            say("guide-ready-of", sheets=counted_in("sheets", count, say), stock=stock)
            for stock, count in stocks.items()
        ]
        yield Instruction(say("guide-ready"), items=items)


def scale(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """That nothing is to be scaled, once for all files that are printed."""
    if any(product.wanted.options.on_paper for product in made.products):
        yield Instruction(say("guide-scale"), say("guide-all-actual-size"), to_do=False)


def _stock(plan: FilePlan, run: RunPlan, say: Say) -> str:
    """What the sheets are, with how heavy they should be where that is ours to say."""
    stock, kind = stock_of(plan, run, say)[0], kind_of_stock(plan, run)
    weight = plan.stock or (say(f"guide-weight-{kind}") if kind else "")
    return say("guide-stock-of", stock=stock, weight=weight) if weight else stock


def files(made: BuiltWorkshop, has_tables: bool, say: Say) -> Iterator[FileTable]:
    """A table of all files, with a row for each size of cards in one."""
    rows: list[list[str]] = []
    for product in made.products:
        # Of the sets that go to no table, the list of packs tells where there are tables.
        spares = 0 if has_tables else len(product.at_hand(made.party))
        for plan in product.plans:
            name = PurePath(plan.path).name
            if not product.wanted.options.on_paper:
                rows.append([name, say("guide-on-a-screen"), *[_NOTHING] * 3, ""])
            elif not plan.runs:
                rows.append([name, say("guide-by-hand"), *[_NOTHING] * 3, "yes"])
            for run in plan.runs if product.wanted.options.on_paper else ():
                rows.append(
                    [
                        name,
                        _what(product, plan, run, spares, say),
                        stock_of(plan, run, say)[0],
                        sides_of(plan, say) or _NOTHING,
                        _sheets(plan, run, say),
                        "yes",
                    ]
                )
    if rows:
        yield FileTable(rows)


def _what(product: Product, plan: FilePlan, run: RunPlan, spares: int, say: Say) -> str:
    """How many cards or pages a file has, and for whom."""
    is_cards = plan.paper is not None and not plan.is_booklet and not plan.piece
    total = len(run.cards) * run.times if is_cards else plan.pages
    count = counted_in("cards" if is_cards else "pages", total, say)
    if len(plan.runs) > 1:
        size = size_of(run, say)
        count = say("guide-of-size", count=count, size=size)
    else:
        count = _for_whom(product, count, is_cards, say)
    more = [say("guide-with-labels", item=count) if product.labelled else count]
    if product.wanted.options.printer:
        more.append(f"{say('guide-printer')}: {product.wanted.options.printer}")
    if spares:
        more.append(f"{say('guide-spares')}: {spares}")
    return "; ".join(more)


def _for_whom(product: Product, count: str, is_cards: bool, say: Say) -> str:
    """The count with what of it each table, pair or person gets, or with the number of sets."""
    copies, sizes = product.copies, {size for sizes in product.sizes for size in sizes}
    if copies == 1 or not sizes:
        return count
    own = f"guide-own-{copies}" if isinstance(copies, str) else "guide-own-sets"
    if len(sizes) > 1:
        return say(own, count=count, sets=copies)
    (size,) = sizes
    what = "pages" if product.paged else "cards"
    each = str(size) if product.paged != is_cards else counted_in(what, size, say)
    return say(own.replace("own", "of"), count=count, each=each, sets=copies)


def _sheets(plan: FilePlan, run: RunPlan, say: Say) -> str:
    """How many sheets to print, with the spare ones, and of a print room's the formes."""
    if plan.paper is None:
        what = "sheets" if kind_of_stock(plan, run) else "pages"
        return counted_in(what, plan.pages, say)
    spare = run.needed - run.printed if plan.sides != "backs" else 0
    sheets = counted_in("sheets", run.printed + spare, say)
    words = say("guide-sheets-spare", sheets=sheets, spare=spare) if spare else sheets
    if plan.shop and len(run.formes) < run.sheets:
        words += f"; {say('guide-formes')}: {len(run.formes)}"
    return words


def cuts(made: BuiltWorkshop, say: Say) -> Iterator[Instruction]:
    """Where to cut, score and fold; files that are cut alike are told together."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for product in made.products:
        for plan in product.plans if product.wanted.options.on_paper else ():
            for run in plan.runs:
                name = PurePath(plan.path).name
                if len(plan.runs) > 1:
                    size = size_of(run, say)
                    name = say("guide-of-size", count=name, size=size)
                if facts := tuple(cuts_and_folds(plan, run, say)):
                    alike.setdefault(facts, []).append(name)
    for facts, names in alike.items():
        (_, first), *further = facts
        yield Instruction(", ".join(names), *(("", facts) if further else (first,)))
