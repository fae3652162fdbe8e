"""Opens a project from a folder, a deck's file or a mapping, with languages and printers."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cardgen.intake import exists, is_file, is_folder
from cardgen.model.forms.node import ROOT, node_of
from cardgen.model.language import refuse_unprintable
from cardgen.problems import Stop, Unsupported
from cardgen.read.files import BUNDLED, Files, Sources, shown
from cardgen.read.printer import own_file, refuse_as_printer


def opened(
    where: str | os.PathLike[str] | Mapping[str, Any],
    deck: str | os.PathLike[str] | None,
    overlay: str | os.PathLike[str] | Mapping[str, Any] | None,
    languages: Sequence[str],
    held: Mapping[str, bytes],
    printers: Mapping[str, Mapping[str, Any]],
) -> Sources:
    """Returns the sources for a project's folder, a deck's folder or file, or a deck as a mapping,
    with an overlay, with files held in memory, and with printers that come before the user's own.

    Raises Stop if there is no deck, Unsupported for invalid languages or too many of them, for
    names that no file or printer can have, and for a mapping with values that YAML does not have.
    """
    refuse_unprintable(languages)
    if isinstance(where, Mapping):
        if deck is not None:
            raise Unsupported("a deck is either a mapping or a file, not both")
        project = Path.cwd()
        files = Files(project, held)
        found = Sources(project, Path(ROOT), files, own_printers(), named_deck=True)
        files.give(found.deck, node_of(where, ROOT))
    else:
        folder, own = Path(where), None if deck is None else Path(deck)
        if own is None and _is_a_deck(folder):
            folder, own = Path(), folder
        elif not is_folder(folder):
            raise Stop(f"there is no folder {shown(folder)}")
        files = Files(folder, held)
        found = find_sources(folder, own, own_printers(), files)
    for name, printer in printers.items():
        refuse_as_printer(name)
        files.give(own_file(name, found), node_of(printer, f"printer {name}"))
    return with_overlay(found, overlay)._replace(languages=tuple(languages))


def with_overlay(
    sources: Sources, overlay: str | os.PathLike[str] | Mapping[str, Any] | None
) -> Sources:
    """Returns the sources with this overlay, which shares everything read with them. A mapping
    takes the place of any that was given before.

    Raises Unsupported for a mapping with values that YAML does not have.
    """
    if not isinstance(overlay, Mapping):
        return sources._replace(overlay=None if overlay is None else Path(overlay))
    path = sources.project / "overlay"
    sources.files.give(path, node_of(overlay, path.name))
    return sources._replace(overlay=path)


def _is_a_deck(path: Path) -> bool:
    """Whether the path is that of a deck's file or folder, rather than of a project's folder."""
    holds_deck = is_file(path / "deck.yaml") and not exists(path / "deck")
    return is_file(path) or (path != Path() and holds_deck)


def find_sources(
    project: Path, deck: Path | None, printers: Path | None = None, files: Files | None = None
) -> Sources:
    """Returns the sources for a project's folder and a deck: a folder or its deck.yaml, or for None
    the project's own deck, in deck/ or in the folder itself, or else the bundled one. Raises Stop
    if the deck does not exist."""
    files = Files(project) if files is None else files
    found = Sources(project, project, files, printers, named_deck=deck is not None)
    return found._replace(deck=_deck_of(project, deck, files))


def _deck_of(project: Path, deck: Path | None, files: Files) -> Path:
    """Returns the deck's file, as find_sources says."""
    if deck is not None:
        file = deck / "deck.yaml" if files.is_folder(deck) else deck
        if files.held(file) is None and not exists(file):
            raise Stop(f"there is no deck at {shown(file)}")
        return file
    folder = project / "deck"
    own = folder / "deck.yaml"
    if files.is_folder(folder):
        if files.held(own) is None and not exists(own):
            raise Stop(f"the folder {shown(folder)} has no deck.yaml")
        return own
    if exists(folder):
        raise Stop(f"{shown(folder)} is not a folder, in which a deck.yaml could be")
    if os.path.lexists(folder):
        raise Stop(f"{folder.as_posix()} is a link that leads nowhere")
    if files.held(project / "deck.yaml") is not None or is_file(project / "deck.yaml"):
        return project / "deck.yaml"
    return BUNDLED / "deck" / "deck.yaml"


def own_printers() -> Path:
    """Returns the folder for printers that the user measured, which is among their settings."""
    if sys.platform == "win32":
        settings = Path(os.environ.get("APPDATA", Path.home()))
    elif sys.platform == "darwin":
        settings = Path.home() / "Library" / "Application Support"
    else:
        settings = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not settings.is_absolute():  # an empty XDG_CONFIG_HOME is none
        settings = Path.home() / ".config"
    return settings / "cardgen" / "printers"
