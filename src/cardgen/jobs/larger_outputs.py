"""Finds larger outputs for a card that is too full for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from cardgen.graphics.frame import SIDES
from cardgen.jobs.layup import CardsOnSheet, Layup, laid_up
from cardgen.jobs.outputs import suited
from cardgen.model.deck import Card
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.typeset.faces.composer import Composer

if TYPE_CHECKING:
    from cardgen.typeset.faces.bilingual import BilingualComposer


def elsewhere(layup: Layup, part: CardsOnSheet) -> Callable[[Card], list[str]]:
    """Returns a function that names the outputs with larger cards which hold a card; nothing is
    read before it is called."""

    @cache
    def larger() -> list[tuple[str, CardsOnSheet, Composer | BilingualComposer]]:
        return list(_larger(layup, part))

    def holding(card: Card) -> list[str]:
        return [name for name, other, composer in larger() if _holds(other, composer, card)]

    return holding


def _larger(
    layup: Layup, part: CardsOnSheet
) -> Iterator[tuple[str, CardsOnSheet, Composer | BilingualComposer]]:
    """Yields the first output for each layout of larger cards."""
    seen = set()
    for name in suited(layup.spec.sources, Problems()):
        problems = Problems()
        other = laid_up(layup.spec.sources, name, Options(), problems)
        if other is None or problems.fatal or other.spec.output.paged:
            continue
        for own in other.parts:
            layout = own.layout
            bigger = layout.width * layout.height > part.layout.width * part.layout.height
            if bigger and layout.name not in seen:
                seen.add(layout.name)
                yield name, own, other.composer(own, Problems())


def _holds(part: CardsOnSheet, composer: Composer | BilingualComposer, card: Card) -> bool:
    return bool(part.of([card])) and all(composer.copyfit(card, side).fits for side in SIDES)
