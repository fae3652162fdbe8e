"""The answers about changed words: what can be changed, and files of changes saved and opened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Literal, TypeAlias

import cardgen
from cardgen import is_zip, unzipped, zipped
from cardgen.problems import Stop, Unsupported

Kind: TypeAlias = Literal["workshop", "overlay", "printer"]

# The kind that is opened elsewhere on the page, and what is said of such a file.
_OTHERS: Mapping[str, tuple[Kind, str]] = {
    "workshop": ("overlay", "this is a deck, or changes to one; open changes in “Change words”"),
    "overlay": ("workshop", "this is a workshop; open it in “Plan a workshop”"),
}

_SUFFIXES = (".yaml", ".yml")


def changeable(project: cardgen.Project) -> dict[str, Any]:
    """Returns the cards as they are written, and all that a card and a theme can have."""
    rows = {name: list(project.list(name)) for name in ("themes", "kinds", "colours", "marks")}
    cards = project.list("cards")
    facts = {row["id"]: row for row in project.show(*(card["id"] for card in cards), counted=False)}
    return {**rows, "cards": [{**facts[card["id"]], **card} for card in cards]}


def saved(name: str, overlay: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the file of the changes, or a ZIP in which it has the pictures beside it.

    Raises Unsupported for a name that no file should have.
    """
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Unsupported(f'"{name}" cannot be the name: use small letters, digits and hyphens')
    text = {f"{name}.yaml": cardgen.yaml_of("overlay", overlay).encode()}
    return {f"{name}.zip": zipped((text | dict(files)).items())} if files else text


def opened(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Returns the changes in a file of YAML or in a ZIP, and the pictures beside them.

    Raises Stop for a ZIP without a file of YAML or with several, DeckError for YAML that cannot be
    read.
    """
    files = unzipped(data) if is_zip(data) else {"overlay.yaml": data}
    found = [name for name in files if PurePosixPath(name).suffix.lower() in _SUFFIXES]
    if len(found) != 1:
        raise Stop(f"this ZIP holds {len(found)} YAML files; open a ZIP that this page saved")
    return keys_of("overlay", files.pop(found[0])), files


def keys_of(kind: Kind, data: bytes) -> dict[str, Any]:
    """Returns what a file of YAML holds; raises Stop for one that is not text in UTF-8, for one of
    another kind, and for values of other shapes than the page takes for granted."""
    try:
        found = cardgen.mapping_of(kind, data.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        raise Stop("this file is not text in UTF-8, as YAML is") from reason
    if kind in _OTHERS:
        other, words = _OTHERS[kind]
        if found.of(other) - found.of(kind):
            raise Stop(words)
    if found.fault:
        raise Stop(f"this file cannot be opened: {found.fault}")
    return dict(found)


def deck_from_table(
    project: cardgen.Project, name: str, files: Mapping[str, bytes]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Returns what is understood of a table, and the deck's files in a folder named after it.

    Raises DeckError with the cells that are wrong.
    """
    made = project.read_table((name, files[name]))
    words = re.findall("[a-z0-9]+", PurePosixPath(name).stem.lower())
    folder = "-".join(words) or "deck"
    held = {f"{folder}/{own}": data for own, data in made.files.items()}
    deck = cardgen.open(files=held, deck=folder)
    understood = {
        "title": made.title,
        "folder": folder,
        "cards": list(deck.list("cards")),
        "themes": list(deck.list("themes")),
        "problems": made.problems,
    }
    return understood, held
