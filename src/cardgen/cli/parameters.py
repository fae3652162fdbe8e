"""The values that options take on the command line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click


class Measure(click.FloatRange):
    """A number within bounds, in which a comma may take the place of the point, as is usual in many
    countries."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text: Any = value.replace(",", ".") if isinstance(value, str) else value
        try:
            float(text)
        except ValueError:
            self.fail(f'"{value}" is not a number', param, ctx)
        number: float = super().convert(text, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number", param, ctx)
        return number


def comma_separated(
    _: click.Context, __: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Returns the names that were typed, in one option or several, separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
