"""Options that a command does not have: what was meant, or where it is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click

import cardgen


def explained(unknown: click.NoSuchOption) -> click.UsageError:
    """Returns the usage error for an unknown option: it suggests the option of the command that
    people mean by the word, the command that has the option, or the nearest of its own."""
    typed, context = unknown.option_name, unknown.ctx
    if context is None:
        return unknown
    called = context.command_path
    return click.UsageError(f"{called} has no option {typed}; {_way_out(typed, context)}", context)


def _way_out(typed: str, context: click.Context) -> str:
    root, command = context.find_root(), context.command
    own, before, meant = _flags(command), _flags(root.command), cardgen.options_meant(typed)
    if found := next((flag for flag in (typed, *meant) if flag in before - own), ""):
        return f"{found} stands before the command: {root.info_name} {found} …"
    if found := next((flag for flag in meant if flag in own), ""):
        return f"did you mean {found}?"
    if typed.lstrip("-") in (parameter.name for parameter in command.params):
        return f"it is written without dashes: {context.command_path} {typed.lstrip('-').upper()}"
    if near := get_close_matches(typed, own, 1, 0.75):
        return f"did you mean {near[0]}?"
    others = _elsewhere(root, (typed, *meant), command)
    return others or f"{context.command_path} --help lists its options"


def _elsewhere(root: click.Context, flags: Sequence[str], command: click.Command) -> str:
    """Returns the first of these options that other commands have, with the names of these."""
    group = root.command
    if not isinstance(group, click.Group):
        return ""
    others = {name: group.get_command(root, name) for name in group.list_commands(root)}
    for flag in flags:
        found = [
            f"{root.info_name} {name}"
            for name, other in others.items()
            if other and other is not command and flag in _flags(other)
        ]
        if found:
            listed = " and ".join(part for part in (", ".join(found[:-1]), found[-1]) if part)
            return f"{flag} is an option of {listed}"
    return ""


def _flags(command: click.Command) -> set[str]:
    """Returns the options of a command, with the dashes that they are typed with."""
    return {
        flag
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for flag in (*parameter.opts, *parameter.secondary_opts)
    }
