"""Faces that several outputs show: within one check each of them is composed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cardgen.graphics.frame import Placed
from cardgen.model.deck import Card, Deck
from cardgen.model.layout import CardLayout, HouseStyle
from cardgen.problems import Problem, Problems
from cardgen.value import Value


class FaceInputs(Value):
    """All that a part's faces are composed from, in each language: equal, it makes equal faces."""

    decks: Sequence[Deck]
    layouts: Sequence[CardLayout]
    houses: Sequence[HouseStyle]
    chosen: Sequence[Card]
    paged: bool
    fronts_only: bool


def looks_of(house: HouseStyle) -> HouseStyle:
    """Returns the house style as far as faces differ by it: they hold inks in all their builds, and
    it is only in grey that words can be told from their ground less well."""
    return house if house.guise == "grey" else house._replace(guise="rgb")


class _Composed(Value):
    """A card's faces, with what was noted while they were composed."""

    faces: tuple[Placed, ...]
    noted: tuple[Problem, ...]


class _FaceSet:
    """The faces with equal inputs, and how many runs of sheets have yet to show them."""

    def __init__(self, inputs: FaceInputs) -> None:
        self.inputs, self.runs = inputs, 0
        self.by_card: dict[str, _Composed] = {}


class SharedFaces:
    """The faces of runs that are gone through one after another, kept as long as another run shows
    them. A fork that makes a share of a run has those that were composed before it."""

    def __init__(self, runs: Iterable[FaceInputs]) -> None:
        self._sets: list[_FaceSet] = []
        for inputs in runs:
            own = self._set(inputs)
            if own is None:
                self._sets.append(own := _FaceSet(inputs))
            own.runs += 1

    def _set(self, inputs: FaceInputs) -> _FaceSet | None:
        return next((own for own in self._sets if own.inputs == inputs), None)

    def for_run(
        self,
        inputs: FaceInputs,
        compose: Callable[[Card], tuple[Placed, ...]],
        problems: Problems,
    ) -> Callable[[Card], tuple[Placed, ...]]:
        """Returns what composes the faces of a run, unless an earlier one had them; what was noted
        then is noted again."""
        own = self._set(inputs)
        if own is None:
            return compose
        by_card, is_last = own.by_card, own.runs == 1

        def faces(card: Card) -> tuple[Placed, ...]:
            made = by_card.get(card.known_as)
            if made:
                problems.add(made.noted)
                return made.faces
            with problems.recording() as reports:
                composed = compose(card)
            if not is_last:
                by_card[card.known_as] = _Composed(composed, tuple(reports))
            return composed

        return faces

    def release(self, inputs: FaceInputs) -> None:
        """Lets go of a run's faces if no other run is to show them."""
        own = self._set(inputs)
        if own:
            own.runs -= 1
            if not own.runs:
                self._sets.remove(own)
