"""What the people of a group said in numbers: the scores of a survey."""

from __future__ import annotations

from typing import Literal, TypeAlias

from cardgen.model.deck import Text
from cardgen.problems import Mark, Problem
from cardgen.value import Value

Occasion: TypeAlias = Literal["before", "after"]


class Score(Value):
    """The score that someone gives the card of that id, number or name; where is its place, and
    occasion when it was given, if there were two."""

    card: Text
    value: float
    where: Mark
    occasion: Occasion | None = None


class ScoreTable:
    """All scores of a table, and what is told of it; two are alike only if they are the same."""

    __slots__ = ("problems", "scores")

    def __init__(self, scores: tuple[Score, ...], problems: tuple[Problem, ...]) -> None:
        self.scores, self.problems = scores, problems
