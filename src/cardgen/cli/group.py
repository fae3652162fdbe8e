"""The command `cardgen` itself: the options of all commands, and their exit codes."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from traceback import format_exception
from typing import TYPE_CHECKING, Any

import click

from cardgen import __version__, languages_from
from cardgen import open as open_project
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
from cardgen.cli.unknown_options import explained
from cardgen.problems import DeckError, FileError, Missing, Problem, Stop, Unsupported, did_you_mean

if TYPE_CHECKING:
    from cardgen import Project

OWN_MISTAKE = 70  # EX_SOFTWARE of sysexits.h


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens the project that the options name, and only when a command asks for it: help and
    explanations need no deck. Scripts give an empty text for what they have not set."""

    deck: str = ""
    overlay: str = ""
    lang: str = ""
    folder: str = ""

    @property
    def command(self) -> str:
        """How a command for the same deck begins, for whoever is told to type one."""
        given = {"-C": self.folder, "--deck": self.deck, "--overlay": self.overlay}
        words = [
            word for pair in {**given, "--lang": self.lang}.items() if pair[1] for word in pair
        ]
        return shlex.join(["cardgen", *words])

    def __call__(self) -> Project:
        return open_project(
            deck=self.deck or None,
            overlay=self.overlay or None,
            languages=languages_from(self.lang),
        )


def _take(context: click.Context, option: click.Parameter, values: Sequence[str]) -> None:
    """Keeps the value for the opener, of languages all that are given; what stands behind a command
    counts more than what stands before it."""
    opener: Opener = context.obj or Opener()
    if values and option.name == "lang":
        opener = replace(opener, lang=",".join(values))
        try:
            languages_from(opener.lang)
        except Unsupported as reason:
            raise click.UsageError(str(reason), context) from None
    elif values:
        opener = replace(opener, **{str(option.name): values[-1]})
    context.obj = opener


_DECK_OPTIONS = (
    ("--deck", "PATH", "Use this deck: a folder, or its deck.yaml."),
    ("--overlay", "FILE", "Apply this file of additions and changes to the deck."),
    ("--lang", "TAG", "Use this language, or two: cy,en."),
)


def deck_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say which deck is meant, and in which language."""
    for flag, metavar, about in reversed(_DECK_OPTIONS):
        keep: dict[str, Any] = {"callback": _take, "expose_value": False, "multiple": True}
        command = click.option(flag, metavar=metavar, help=about, **keep)(command)
    return command


class Commands(click.Group):
    """A group that suggests the nearest command for an unknown one, and turns exceptions into exit
    codes: 2 for a request that names nothing, 3 for a file that cannot be read or written, 4 for a
    missing optional part, 70 for a mistake in cardgen itself.

    places maps each command to its module in this package and its name there. A command is loaded
    when it is used, so that none waits for what only others need.
    """

    places: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*self.places, *super().list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.places:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"cardgen.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            fix = did_you_mean(args[0], known, "the commands are")
            ctx.fail(f'no command is called "{args[0]}"; {fix}')
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.NoSuchOption as unknown:
            raise explained(unknown) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as unknown:
            raise explained(unknown) from None
        except Unsupported as unknown:
            raise click.UsageError(harmless(str(unknown)), self._of_command(ctx)) from None
        except DeckError as error:
            tell(error.problems, FULL)
            raise SystemExit(3 if isinstance(error, FileError) else 1) from None
        except Stop as stop:
            click.echo(harmless(f"error: {stop}"), err=True)
            raise SystemExit(3) from None
        except Missing as missing:
            click.echo(f"error: {missing}", err=True)
            raise SystemExit(4) from None
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except BrokenPipeError:  # whoever read our output has gone
            sys.stdout = None  # or Python tries to flush it
            raise SystemExit(3) from None
        except OSError as reason:
            name = f"{reason.filename}: " if reason.filename else ""
            click.echo(harmless(f"error: {name}{reason.strerror or reason}"), err=True)
            raise SystemExit(3) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as mistake:
            _own_mistake(mistake)
            raise SystemExit(OWN_MISTAKE) from None

    def _of_command(self, ctx: click.Context) -> click.Context:
        """Returns the context of the command that was called, whose usage is shown with errors."""
        name = ctx.invoked_subcommand
        command = self.get_command(ctx, name) if name else None
        return click.Context(command, parent=ctx, info_name=name) if command else ctx


def _own_mistake(mistake: Exception) -> None:
    """Prints what a mistake in cardgen is reported with."""
    for line in format_exception(mistake):
        click.echo(line, nl=False, err=True)
    what = "this is a mistake in cardgen, not in your files, and nothing was made"
    how = f"please report it with the lines above, the command and the version, {__version__}"
    click.echo(f"\nerror: {what}\nhelp: {how}", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", help="Work in this folder.")
@deck_options
@click.version_option(__version__, message="cardgen %(version)s")
@click.pass_context
def main(context: click.Context, /, folder: str | None) -> None:
    """Print-ready card decks from YAML.

    The deck is the one in deck/ in this folder, or this folder's deck.yaml, or else the one that
    comes with cardgen. Files in layouts/ and fonts/ in this folder take precedence over those that
    come with it.
    """
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError as reason:
            raise Stop(f"{folder} cannot be opened: {reason.strerror or reason}") from reason
        context.obj = replace(context.obj, folder=folder)


def is_workshop(name: str) -> bool:
    """Whether the name is that of a workshop's file rather than of an output."""
    return name.lower().endswith((".yaml", ".yml"))


STRICTLY = "error: there are warnings, and --strict treats them as errors"


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
