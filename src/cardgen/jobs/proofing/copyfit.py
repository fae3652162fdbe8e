"""How every card fits every format: what a person who writes the texts wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cardgen.graphics.frame import SIDES, Side
from cardgen.jobs.layup import laid_up
from cardgen.jobs.outputs import suited
from cardgen.jobs.progress import OnProgress, with_progress
from cardgen.model.deck import Card
from cardgen.model.layout import CardLayout
from cardgen.model.options import Options
from cardgen.problems import DeckError, Found, Problems, known
from cardgen.read.files import Sources
from cardgen.read.output import output_names
from cardgen.typeset.faces.bilingual import BilingualComposer
from cardgen.typeset.faces.composer import Composer
from cardgen.typeset.faces.overset import FaceFit
from cardgen.value import Value


class CardFit(Value):
    """A card in one format, a card layout at its size."""

    card: str
    format: str
    width: float
    height: float
    sides: dict[Side, FaceFit]

    @property
    def tighter(self) -> tuple[Side, FaceFit]:
        """The side with less room."""
        return min(self.sides.items(), key=lambda item: (item[1].fits, item[1].spare))

    def as_data(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "format": self.format,
            "width_mm": self.width,
            "height_mm": self.height,
            **{
                side: {
                    "fits": side_fit.fits,
                    "size_pt": side_fit.size_pt,
                    "spare_mm": round(side_fit.spare, 2),
                    "characters_to_cut": side_fit.cut,
                    "problems": list(side_fit.others),
                }
                for side, side_fit in self.sides.items()
            },
        }


def fit(
    sources: Sources, outputs: Sequence[str] = (), on_progress: OnProgress | None = None
) -> Found[CardFit]:
    """How every card fits every format of these outputs or, without any, of all outputs made for
    its kinds, format after format.

    Raises DeckError where the deck or a layout has errors, Unsupported for an output that does not
    exist.
    """
    problems, known_names = Problems(), output_names(sources)
    for name in outputs:
        known("output", name, known_names)
    names = outputs or suited(sources, problems)
    each = with_progress(names, "fit of {}".format, "outputs", on_progress)
    found = list(_fits(sources, each, problems))
    if problems.fatal:
        raise DeckError(problems)
    return Found(found, problems)


def _fits(sources: Sources, outputs: Iterable[str], problems: Problems) -> Iterator[CardFit]:
    seen: set[tuple[str, str, float, float]] = set()
    for name in outputs:
        layup = laid_up(sources, name, Options(), problems)
        if layup is None or problems.fatal:
            continue
        for part in () if layup.spec.output.together else layup.parts:
            layout = part.layout
            composer = layup.composer(part, problems)
            for card in part.of(layup.spec.cards):
                if layout.kinds[card.kind.name][0].flow:
                    continue  # it takes the room it needs
                key = card.id, layout.name, layout.width, layout.height
                if key not in seen:
                    seen.add(key)
                    yield _fit(card, layout, composer)


def _fit(card: Card, layout: CardLayout, composer: Composer | BilingualComposer) -> CardFit:
    sides_there = SIDES[: len(layout.kinds[card.kind.name])]
    sides = {side: composer.copyfit(card, side) for side in sides_there}
    return CardFit(card.id, layout.name, layout.width, layout.height, sides)
