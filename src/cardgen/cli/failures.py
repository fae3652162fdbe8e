"""How a command ends that cannot do its work: what is told, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from cardgen import __version__
from cardgen.cli.report import (
    CONCISE,
    FULL,
    GITHUB,
    JSON,
    concise,
    document,
    full,
    github,
    harmless,
)
from cardgen.problems import DeckError, FileError, Missing, Problem, Stop, Unsupported

OWN_MISTAKE = 70  # EX_SOFTWARE of sysexits.h
STRICTLY = "error: there are warnings, and --strict treats them as errors"


def told(error: BaseException, context: click.Context) -> BaseException:
    """Tells what went wrong, and returns what to raise for it: the exit with its code, 2 for a
    request that names nothing, 3 for a file that cannot be read or written, 4 for a missing
    optional part, 70 for a mistake in cardgen itself."""
    match error:
        case Unsupported():
            return click.UsageError(harmless(str(error)), _of_command(context))
        case DeckError():
            tell(error.problems, FULL)
            return SystemExit(3 if isinstance(error, FileError) else 1)
        case Stop():
            click.echo(harmless(f"error: {error}"), err=True)
            return SystemExit(3)
        case Missing():
            click.echo(f"error: {error}", err=True)
            return SystemExit(4)
        case KeyboardInterrupt():
            return SystemExit(130)
        case BrokenPipeError():  # whoever read our output has gone
            sys.stdout = None  # or Python tries to flush it
            return SystemExit(3)
        case OSError():
            name = f"{error.filename}: " if error.filename else ""
            click.echo(harmless(f"error: {name}{error.strerror or error}"), err=True)
            return SystemExit(3)
    _tell_own_mistake(error)
    return SystemExit(OWN_MISTAKE)


def _of_command(context: click.Context) -> click.Context:
    """Returns the context of the command that was called, whose usage is shown with errors."""
    group, name = context.command, context.invoked_subcommand
    command = group.get_command(context, name) if isinstance(group, click.Group) and name else None
    return click.Context(command, parent=context, info_name=name) if command else context


def _tell_own_mistake(mistake: BaseException) -> None:
    """Prints what a mistake in cardgen is reported with."""
    from traceback import format_exception  # which nothing else needs

    for line in format_exception(mistake):
        click.echo(line, nl=False, err=True)
    what = "this is a mistake in cardgen, not in your files, and nothing was made"
    how = f"please report it with the lines above, the command and the version, {__version__}"
    click.echo(f"\nerror: {what}\nhelp: {how}", err=True)


@contextmanager
def errors_told(style: str, **rest: Any) -> Iterator[None]:
    """Reports errors of a deck in the style; in JSON they are a document with the rest in it."""
    try:
        yield
    except DeckError as error:
        if isinstance(error, FileError):
            raise
        if style == JSON:
            click.echo(document(error.problems, **rest))
        else:
            tell(error.problems, style)
        if all(problem.severity == "warning" for problem in error.problems):
            click.echo(f"{STRICTLY}: nothing was written", err=True)
        raise SystemExit(1) from None


def tell(problems: Sequence[Problem], style: str) -> None:
    """Prints the problems in a style: words for people to standard error, what other programs read
    to standard output."""
    if style == JSON:
        click.echo(document(problems))
    elif problems and style == FULL:
        click.echo(full(problems), err=True)
    elif problems:
        click.echo({CONCISE: concise, GITHUB: github}[style](problems))
