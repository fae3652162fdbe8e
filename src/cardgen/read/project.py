"""Opens a project from a folder, a deck's file or a mapping, with languages and printers."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cardgen.intake import exists, is_file, is_folder
from cardgen.limits import YAML_DEPTH
from cardgen.model.forms.node import ROOT, node_of
from cardgen.model.language import refuse_unprintable
from cardgen.problems import Stop, Unsupported
from cardgen.read.files import BUNDLED, Sources, shown


def opened(
    where: str | os.PathLike[str] | Mapping[str, Any],
    deck: str | os.PathLike[str] | None,
    overlay: str | os.PathLike[str] | None,
    languages: Sequence[str],
) -> Sources:
    """Returns the sources for a project's folder, a deck's folder or file, or a deck as a mapping.

    Raises Stop if there is no deck, Unsupported for invalid languages or too many of them, and for
    a mapping with values that YAML does not have.
    """
    refuse_unprintable(languages)
    if isinstance(where, Mapping):
        if deck is not None:
            raise Unsupported("a deck is either a mapping or a file, not both")
        found = Sources(Path.cwd(), Path(ROOT), own_printers(), named_deck=True)
        found.files.give(found.deck, node_of(where, ROOT, YAML_DEPTH.most))
    else:
        folder, own = Path(where), None if deck is None else Path(deck)
        if own is None and _is_a_deck(folder):
            folder, own = Path(), folder
        elif not is_folder(folder):
            raise Stop(f"there is no folder {shown(folder)}")
        found = find_sources(folder, own, own_printers())
    laid = None if overlay is None else Path(overlay)
    return replace(found, overlay=laid, languages=tuple(languages))


def _is_a_deck(path: Path) -> bool:
    """Whether the path is that of a deck's file or folder, rather than of a project's folder."""
    holds_deck = is_file(path / "deck.yaml") and not exists(path / "deck")
    return is_file(path) or (path != Path() and holds_deck)


def find_sources(project: Path, deck: Path | None, printers: Path | None = None) -> Sources:
    """Returns the sources for a project's folder and a deck: a folder or its deck.yaml, or for None
    the project's own deck, in deck/ or in the folder itself, or else the bundled one. Raises Stop
    if the deck does not exist."""
    if deck is not None:
        file = deck / "deck.yaml" if is_folder(deck) else deck
        if not exists(file):
            raise Stop(f"there is no deck at {shown(file)}")
        return Sources(project, file, printers, named_deck=True)
    folder = project / "deck"
    own = folder / "deck.yaml"
    if is_folder(folder):
        if not exists(own):
            raise Stop(f"the folder {shown(folder)} has no deck.yaml")
        return Sources(project, own, printers)
    if exists(folder):
        raise Stop(f"{shown(folder)} is not a folder, in which a deck.yaml could be")
    if os.path.lexists(folder):
        raise Stop(f"{folder.as_posix()} is a link that leads nowhere")
    if is_file(project / "deck.yaml"):
        return Sources(project, project / "deck.yaml", printers)
    return Sources(project, BUNDLED / "deck" / "deck.yaml", printers)


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
