"""The command `cardgen` itself: options for all commands, and how each of them ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import click

from cardgen import __version__
from cardgen.cli.report import CONCISE, FULL, JSON, concise, document, full
from cardgen.jobs.selection import Unsupported
from cardgen.model.language import fit_a_face, is_language
from cardgen.problems import Missing, Problems, Stop, did_you_mean
from cardgen.read.files import Sources, sources

# Found only when a command asks for it: help and explanations need no deck.
Finder: TypeAlias = Callable[[], Sources]


class Commands(click.Group):
    """A group that suggests the nearest command for one it does not know, and ends as promised:
    2 for a wish that names nothing, 3 for a file that cannot be read or written, 4 for an optional
    part that is missing. Commands at places, modules of this package and names in them, are loaded
    when they are typed: none waits for what only others need."""

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

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Unsupported as unknown:
            raise click.UsageError(str(unknown)) from None
        except Stop as stop:
            click.echo(f"error: {stop}", err=True)
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
            click.echo(f"error: {name}{reason.strerror or reason}", err=True)
            raise SystemExit(3) from None


def _languages(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    tags = tuple(tag.strip() for tag in (value or "").split(",") if tag.strip())
    for tag in tags:
        if not is_language(tag):
            raise click.BadParameter(f'"{tag}" is not a language; write it as cy or en-GB')
    if not fit_a_face(tags):
        raise click.BadParameter("a face bears one language or two, such as cy,en")
    return tags


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", help="Work in this folder.")
@click.option("--deck", metavar="PATH", help="The deck: a folder, or its deck.yaml.")
@click.option("--overlay", metavar="FILE", help="A file with what to add to the deck or change.")
@click.option("--lang", metavar="TAG", callback=_languages, help="In this language, or two: cy,en.")
@click.version_option(__version__, message="cardgen %(version)s")
@click.pass_context
def main(
    context: click.Context,
    folder: str | None,
    deck: str | None,
    overlay: str | None,
    lang: tuple[str, ...],
) -> None:
    """Print-ready card decks from YAML.

    The deck is the one in deck/ here, or else the one that comes with cardgen. Files in layouts/
    and fonts/ here come before those that come with it.
    """
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError as reason:
            raise Stop(f"{folder} cannot be opened: {reason.strerror or reason}") from reason

    def find() -> Sources:
        found = sources(Path(), Path(deck) if deck else None, own_printers())
        return replace(found, overlay=Path(overlay) if overlay else None, languages=lang)

    context.obj = find


def own_printers() -> Path:
    """The folder of the printers that a person has measured, among their settings."""
    settings = Path(click.get_app_dir("cardgen"))
    if not settings.is_absolute():  # an empty XDG_CONFIG_HOME is none
        settings = Path.home() / ".config" / "cardgen"
    return settings / "printers"


def is_workshop(name: str) -> bool:
    """Whether the file of a workshop is named rather than an output."""
    return name.lower().endswith((".yaml", ".yml"))


def known(what: str, name: str, names: Iterable[str]) -> str:
    """The name, or a usage error with the nearest of those there are."""
    names = list(names)
    if name not in names:
        fix = did_you_mean(name, names, f"the {what}s are")
        raise click.UsageError(f'no {what} is called "{name}"; {fix}')
    return name


def keeps_others(file: str | None, kind: str) -> None:
    """A usage error where a file would be written over that is of another kind, such as a deck."""
    path = Path(file or "-")
    if path.suffix.lower() != f".{kind}" and path.suffix and path.is_file():
        what = f"{file} is there and is no {kind.upper()}"
        raise click.UsageError(f"{what}: give the new file a name that ends in .{kind}")


def names(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """What was typed, in one option or several, with commas between."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def tell(problems: Problems, style: str) -> None:
    """The problems in a style: words on standard error, JSON on standard output."""
    if style == JSON:
        click.echo(document(problems.in_order()))
    elif problems and style == CONCISE:
        click.echo(concise(problems.in_order()), err=True)
    elif problems and style == FULL:
        click.echo(full(problems.in_order()), err=True)
