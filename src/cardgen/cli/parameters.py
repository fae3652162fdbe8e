"""The values that options take on the command line, and the options of the table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from cardgen import OPTIONS
from cardgen.cli.report import FULL, STYLES

if TYPE_CHECKING:
    from cardgen import Option


STRICT = "Treat warnings as errors: exit with 1, and write nothing."


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


def report_options(*flags: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Returns a decorator that gives a command the options that say how problems are reported, the
    first under these names, and what warnings mean."""

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        about = "Format of the report: full for people; the others for programs."
        command = click.option("--strict", is_flag=True, help=STRICT)(command)
        choice = click.Choice(STYLES)
        return click.option(*flags, "style", type=choice, default=FULL, help=about)(command)

    return with_options


def comma_separated(
    _: click.Context, __: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Returns the names that were typed, in one option or several, separated by commas; raises a
    usage error for an option that names nothing."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if values and not names:
        raise click.BadParameter("it names nothing; give a name, or leave it out")
    return names


def build_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Returns a decorator that gives a command these options of the table, in this order."""

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        for name in reversed(names):
            command = _click_option(OPTIONS[name])(command)
        return command

    return with_options


def _click_option(row: Option) -> Callable[[Any], Any]:
    """Returns the click option for a row of the table."""
    more: dict[str, Any] = {"default": row.default}
    match row.kind:
        case "choice":
            more["type"] = click.Choice(row.choices)
        case "count":
            more["type"] = click.IntRange(1, int(row.most) or None)
        case "length":
            more["type"] = Measure(0, row.most)
        case "names":
            more = {"multiple": True, "callback": comma_separated if row.commas else None}
        case "flag":
            more["is_flag"] = True
    return click.option(row.flag, row.name, metavar=row.metavar, help=row.about, **more)
