"""The command `cardgen` itself: the options of all commands, and their exit codes."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

import cardgen
from cardgen.problems import Stop, Unsupported, did_you_mean
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen import Project


class Opener(Value):
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
        return cardgen.open(
            deck=self.deck or None,
            overlay=self.overlay or None,
            languages=cardgen.languages_from(self.lang),
        )


def _take(context: click.Context, option: click.Parameter, values: Sequence[str]) -> None:
    """Keeps the value for the opener, of languages all that are given; what stands behind a command
    counts more than what stands before it."""
    opener: Opener = context.obj or Opener()
    if values and option.name == "lang":
        opener = opener._replace(lang=",".join(values))
        try:
            cardgen.languages_from(opener.lang)
        except Unsupported as reason:
            raise click.UsageError(str(reason), context) from None
    elif values:
        opener = opener._replace(**{str(option.name): values[-1]})
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


class CommandRow(Value):
    """Where a command is, as its module in this package and its name there, and the first sentence
    of its help."""

    place: str
    about: str


class Commands(click.Group):
    """A group that suggests the nearest command for an unknown one, and turns exceptions into
    exits.

    A command that has a row is loaded when it is used, so that none waits for what only others
    need, and the list of commands for none.
    """

    rows: Mapping[str, CommandRow] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*self.rows, *super().list_commands(ctx)])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not self.rows:
            super().format_commands(ctx, formatter)
            return
        width = formatter.width - 6 - max(map(len, self.rows))
        listed = (
            (name, click.Command(name, help=row.about).get_short_help_str(width))
            for name, row in sorted(self.rows.items())
        )
        with formatter.section("Commands"):
            formatter.write_dl([*listed])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.rows:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.rows[cmd_name].place.partition(":")
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
            raise _explained(unknown) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as unknown:
            raise _explained(unknown) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from cardgen.cli.failures import told  # what goes well does not wait for reports

            raise told(error, ctx) from None


def _explained(unknown: click.NoSuchOption) -> click.UsageError:
    from cardgen.cli.unknown_options import explained  # nor for what compares names

    return explained(unknown)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", help="Work in this folder.")
@deck_options
@click.version_option(cardgen.__version__, message="cardgen %(version)s")
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
        context.obj = context.obj._replace(folder=folder)


def is_workshop(name: str) -> bool:
    """Whether the name is that of a workshop's file rather than of an output."""
    return name.lower().endswith((".yaml", ".yml"))
