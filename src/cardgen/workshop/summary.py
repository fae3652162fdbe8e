"""What was made for a workshop, how to print it, and what each table gets, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from cardgen.graphics.type.wording import listed
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.summary import left_out_in_words, made_in_words, unconfirmed_in_words
from cardgen.model.layout import TOGETHER
from cardgen.problems import counted

if TYPE_CHECKING:
    from cardgen.workshop.manifest import BuiltWorkshop, Product, Superseded


def summary(made: BuiltWorkshop) -> Iterator[str]:
    """Yields each file and how to print it, and what each table gets, a line each. Nobody's name is
    told: it is in the index."""
    if not made.products:
        yield f"nothing is new since {listed(made.since)}; nothing to print"
        return
    for product in made.products:
        options, first = product.wanted.options, product.plans[0]
        names = ", ".join(PurePath(plan.path).name for plan in product.plans)
        how = made_in_words(first, options)
        how += left_out_in_words(product.left_out)
        how += unconfirmed_in_words(product.unconfirmed)
        if rest := product.at_hand(made.party):
            how += [f"{counted(len(rest), 'spare set')}, for no table"]
        yield names
        yield from (f"  {line}" for line in how)
    if made.unchanged:
        yield f"nothing new since {listed(made.since)}: {', '.join(made.unchanged)}"
    yield from _superseded(made)
    if made.party.tables[0].name:
        yield from ("", *_packs(made), "")


def _superseded(made: BuiltWorkshop) -> Iterator[str]:
    """Yields which old cards to take out of what was printed."""
    for replaced, rule in (
        (True, "take out the old ones and put the new ones in their place"),
        (False, "take out, with nothing in their place"),
    ):
        own = [
            f"{old.pieces} × {_called_before(old)} of {old.file}"
            for old in made.superseded
            if old.replaced is replaced
        ]
        if own:
            yield f"{rule}: {', '.join(own)}"


def _called_before(old: Superseded) -> str:
    """Returns what an old piece of paper is: a card by number and name, or one of the others."""
    own = {PACK: "label of the pack", NAME: "name card", TOGETHER: "page with all cards"}
    return own.get(old.card) or (f"{old.number} {old.called}" if old.number else old.called)


def _packs(made: BuiltWorkshop) -> list[str]:
    """Describes what each table gets; tables with the same pack share a line."""
    packs: dict[str, list[str]] = {}
    for at, table in enumerate(made.party.tables):
        people = [counted(len(table.hands), "person", "people")] if table.hands else []
        cards = [", ".join(card.id for card in table.cards)] if made.party.own else []
        sets = [
            _sets(product, at)
            for product in made.products
            if product.sizes[at] and product.wanted.options.on_paper
        ]
        if made.since and not sets:
            continue
        name = table.name.text if table.name else ""
        packs.setdefault("; ".join([*people, *cards, *sets]), []).append(name)
    return [f"{_called(tables)}: {pack}" for pack, tables in packs.items()]


def _called(tables: Sequence[str]) -> str:
    """Returns what the tables are called, each of which has the same."""
    if len(tables) > 1:
        return f"tables {_listed(tables)}, each"
    return tables[0] if tables[0].casefold().startswith("table ") else f"table {tables[0]}"


def _listed(tables: Sequence[str]) -> str:
    """Returns the names of the tables, with three or more consecutive numbers as a range."""
    runs: list[list[str]] = []
    for name in tables:
        if runs and name.isdecimal() and runs[-1][-1] == str(int(name) - 1):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _sets(product: Product, at: int) -> str:
    """Describes what one table gets of a product."""
    sizes = product.sizes[at]
    name = PurePath(product.plans[0].path).name
    what = counted(sizes[0], "page" if product.paged else "card")
    return f"{name} {len(sizes)} × {what}" if len(sizes) > 1 else f"{name} {what}"
