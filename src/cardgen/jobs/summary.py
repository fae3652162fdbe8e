"""What was built, how to print it and where to cut, in the words of whoever prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cardgen.graphics.type.wording import listed
from cardgen.model.options import Options
from cardgen.model.plan import FilePlan, RunPlan
from cardgen.problems import counted
from cardgen.units import page_size, shown

if TYPE_CHECKING:
    from cardgen.jobs.build import Built

_MOST_NAMED = 12  # cards in a line


def summary(built: Built) -> Iterator[str]:
    """Yields what was built, how to print it and where to cut, a line each; of a reprint first what
    changed."""
    if built.since:
        yield _since(built)
    if built.files:
        first, options = built.plan.files[0], built.options
        yield from _proof(first) if options.proof else made_in_words(first, options)
        if options.draft:
            yield "a draft, to save ink"
        yield from left_out_in_words(built.left_out)
        yield from unconfirmed_in_words(built.unconfirmed)


def _since(built: Built) -> str:
    """Describes which cards changed since an older file, and on which of its sheets they are."""
    since = built.since
    if since is None or not built.files:
        return f"no card changed since {since and since.file}; nothing to print"
    cards = dict.fromkeys(built.plan.cards)
    held = [since.record.cards[card] for card in cards if card in since.record.cards]
    sheets = sorted({place.sheet for one in held for place in one.places})
    changed = "its pages" if since.record.is_together else ", ".join(cards)
    line = f"changed since {since.file}: {changed}"
    if not built.options.same_places or not sheets:
        return line
    numbers = ", ".join(map(str, sheets))
    return f"{line}; laid out as on its {'sheet' if len(sheets) == 1 else 'sheets'} {numbers}"


def left_out_in_words(ids: Sequence[str]) -> Iterator[str]:
    """Yields which cards an output does not print, if there are any."""
    if ids:
        shown_ids = ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
        why = f"this output does not print {'its' if len(ids) == 1 else 'their'} kind"
        yield f"{counted(len(ids), 'card')} left out, as {why}: {shown_ids}"


def unconfirmed_in_words(ids: Sequence[str]) -> Iterator[str]:
    """Yields whose contacts are not printed and how to confirm them, if there are any."""
    if ids:
        how = "if they are right, add checked: and the date to deck.yaml"
        yield f"the contacts on {listed(ids)} are left out, as nobody has confirmed them: {how}"


def _proof(plan: FilePlan) -> list[str]:
    count = f"{counted(len(plan.cards), 'card')}, the fullest of each kind"
    return [f"a proof of {count}; not for print"]


def made_in_words(plan: FilePlan, options: Options) -> list[str]:
    """Returns how many cards a file has, on which sheets, and how they are printed and cut."""
    if options.on_screens:
        faces = counted(plan.pages, "face")
        return [f"{counted(len(plan.cards), 'card')}, {faces}, to show on a screen"]
    if not options.on_paper:
        return [f"{counted(len(plan.cards), 'card')}, to read on screen"]
    if plan.is_booklet:
        return _booklet(plan)
    if plan.piece == "leaflet":
        return _leaflet(plan)
    if plan.paper is None and plan.sides == "one":
        return [_whole_pages(plan), *_piece(plan), *_shop(plan)]
    if plan.paper is None:
        return [*(_pages(run, plan) for run in plan.runs), *_shop(plan)]
    lines = [f"{_sheets(run, plan.paper)}, {_turning(plan)}" for run in plan.runs]
    lines += _shop(plan)
    lines += _correction(plan, options)
    lines += [_filled(run.filled, options.fill) for run in plan.runs if run.filled]
    for run in plan.runs:
        size = f"{shown(run.width)} × {shown(run.height)} mm: " if len(plan.runs) > 1 else ""
        if run.folds:
            lines.append(f"{size}score at {_places(run.folds)}")
        if run.cuts:
            lines.append(f"{size}cut at {_places(run.cuts)}")
        if run.folds:
            lines.append(f"{size}fold along the score, printed sides out, and glue the insides")
    if options.order == "stack" and any(run.cuts and run.sheets > 1 for run in plan.runs):
        sizes = "of each size " if len(plan.runs) > 1 else ""
        lines.append(
            f"cut the sheets {sizes}as one stack; then gather the piles row by row,"
            " from the top left, the first on top: the deck is in order"
        )
    if spare := sum(run.needed - run.printed for run in plan.runs):
        needed = sum(run.needed for run in plan.runs)
        stock = "paper" if any(run.folds for run in plan.runs) else "card"
        lines.append(f"have {counted(needed, 'sheet')} of {stock} ready, {spare} of them spare")
    return lines


def _correction(plan: FilePlan, options: Options) -> Iterator[str]:
    """Yields what the printer does to backs, and that they were moved against it, once for all
    sizes that share it."""
    for words in dict.fromkeys(run.corrected for run in plan.runs if run.corrected):
        yield f"{words} on {options.printer}, and are moved back by as much"


def _shop(plan: FilePlan) -> Iterator[str]:
    """Yields the print shop's profile, the standard and the bleed, if the file is for one."""
    if plan.shop:
        shop = plan.shop
        condition = f" for {shop.condition}" if shop.condition else ""
        bleed = f", {shop.bleed:g} mm bleed" if shop.bleed else ""
        yield f"as {shop.profile} requires: {shop.standard.label}{condition}{bleed}"


def _pages(run: RunPlan, plan: FilePlan) -> str:
    size = f"{shown(run.page_width)} × {shown(run.page_height)} mm"
    count = len(run.cards)
    order = (
        "each back before its front"
        if plan.shop and plan.shop.backs_first
        else "each front before its back"
    )
    return f"{counted(count, 'card')} → {2 * count} pages of {size}, {order}"


def _whole_pages(plan: FilePlan) -> str:
    run = plan.runs[0]
    size = page_size(run.page_width, run.page_height)
    pages = counted(plan.pages, "page")
    times, rest = divmod(len(plan.cards), len(set(plan.cards)))
    each = f", {times} of each" if times > 1 and not rest else ""
    count = len(set(plan.cards)) if each else len(plan.cards)
    return f"{counted(count, 'card')}{each} → {pages} of {size}, actual size"


def _piece(plan: FilePlan) -> Iterator[str]:
    """Yields on what the pages of a piece are printed, and how it is cut out and folded."""
    if plan.piece is None or plan.piece == "leaflet":
        return
    if plan.shop:
        solid, dashed = "the lines of the plate Dieline", "those of the plate Crease"
    else:
        yield f"print on one side of card of {plan.stock}"
        solid, dashed = "the solid lines", "the dashed ones"
    cut = f"cut along {solid}, score"
    match plan.piece:
        case "box":
            fold = f"{cut} and fold along {dashed}, and glue the flap inside the front"
        case "divider":
            fold = f"{cut} and fold along {dashed}, printed side out, and glue the insides"
        case "tent":
            fold = "score and fold along the dashed line, printed side out"
    yield fold


def _leaflet(plan: FilePlan) -> list[str]:
    (run,) = plan.runs
    cards, sheets = counted(len(set(plan.cards)), "card"), counted(run.sheets, "sheet")
    return [
        f"{cards} → {sheets} of {plan.paper}, {_turning(plan)}",
        "fold each sheet across the middle, with the cover outside, then again like a book,"
        " with the cover in front",
    ]


def _booklet(plan: FilePlan) -> list[str]:
    (run,) = plan.runs
    size = page_size(run.page_width, run.page_height)
    cards, sheets = counted(len(set(plan.cards)), "card"), counted(run.sheets, "sheet")
    if plan.booklets > 1:
        whose, made = "the sheets of each booklet", f"{plan.booklets} booklets of {size}"
    else:
        whose, made = "all sheets", f"a booklet of {2 * plan.pages} pages of {size}"
    return [
        f"{cards} → {sheets} of {plan.paper}, {_turning(plan)}",
        f"fold {whose} together in the middle, and staple them there: {made}",
    ]


def _sheets(run: RunPlan, paper: str) -> str:
    cards = counted(len(run.cards), "card")
    sheets = counted(run.sheets, "sheet")
    times = f", printed {run.times} times" if run.times > 1 else ""
    return f"{cards}, {run.on_a_sheet} on a sheet → {sheets} of {paper}{times}"


def _filled(cards: Sequence[str], fill: str) -> str:
    if fill == "blank":
        return f"the last sheet is filled with {counted(len(cards), 'blank card')}"
    return f"the last sheet is filled with further copies of {', '.join(dict.fromkeys(cards))}"


def _turning(plan: FilePlan) -> str:
    match plan.sides, plan.flip:
        case "both", flip:
            return f"both sides, actual size, flip on {flip.upper()} edge"
        case "one", _:
            return "one side, actual size"
        case _:
            return "actual size; print the fronts, turn the paper, print the backs"


def _places(cuts: Sequence[tuple[str, float]]) -> str:
    """Returns the places in order, grouped by the edge they are measured from."""
    parts = []
    for edge, ats in groupby(cuts, key=lambda cut: cut[0]):
        side = "left edge" if edge == "left" else "top"
        parts.append(f"{', '.join(shown(at) for _, at in ats)} mm from the {side}")
    return ", then at ".join(parts)
