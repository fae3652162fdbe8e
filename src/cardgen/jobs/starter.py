"""Starters: the files in layouts/new, under a title of the user's own."""

from __future__ import annotations

import datetime
import json
import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import PurePath

from cardgen.atomic import whole, whole_folder
from cardgen.jobs.files import dated
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, text
from cardgen.problems import Mark, Problems, Stop, Unsupported, known
from cardgen.read.files import BUNDLED
from cardgen.read.json_schemas import lay_schemas, schema_of

_TEMPLATES = BUNDLED / "layouts" / "new"
_LONGEST = 60  # characters of a folder's name; file systems take 255 bytes
_DEVICES = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")  # names that Windows keeps for itself


def new(kind: str, name: str, to: str | None) -> str:
    """Writes a starter and returns its path: a deck's folder or a workshop's file, which is named
    after its title if no path is given.

    Raises Unsupported for a name that cannot be a title or name a file, Stop if the path already
    exists or cannot be written.
    """
    known("starter", kind, ("deck", "workshop"))
    title = title_of(name)
    if kind == "deck":
        folder = to or folder_for(title)
        new_deck(title, folder)
        return folder
    if to and not to.lower().endswith((".yaml", ".yml")):
        raise Unsupported(f"{to}: call it something.yaml, so that it can be built")
    path = to or f"workshops/{folder_for(title)}.yaml"
    new_workshop(title, path, own=to is None)
    return path


def new_deck(title: str, folder: str) -> None:
    """Writes the folder of a small deck with that title, with the schemas of its files for editors.

    Raises Stop if the folder already exists, or cannot be written.
    """
    values = {"title": quoted(title), "date": _today()}
    with whole_folder(folder) as made:
        for file in sorted((_TEMPLATES / "deck").glob("*.yaml")):
            words = file.read_text(encoding="utf-8")
            if file.name == "deck.yaml":
                words = with_values(words, values)
            (made / file.name).write_bytes(words.encode())
        lay_schemas(made, ("deck", "cards"))


def new_workshop(title: str, path: str, own: bool) -> None:
    """Writes the file of a workshop with that title, and beside it the schema for editors; own says
    that the path is the default one, whose folder may be made.

    Raises Stop if the file already exists, or cannot be written.
    """
    if os.path.lexists(path):
        raise Stop(f"{path} already exists, and was not changed")
    values = {"title": quoted(title), "date": _today()}
    words = (_TEMPLATES / "workshop.yaml").read_text(encoding="utf-8")
    words = words.replace("workshops/leeds.yaml", path)
    with whole(path, own) as file:
        file.write(with_values(words, values).encode())
    schema = PurePath(path).parent / "schemas" / "workshop.json"
    if not os.path.lexists(schema):
        with whole(str(schema), True) as file:
            file.write(schema_of("workshop").encode())


def _today() -> str:
    return dated(datetime.date.today()).date().isoformat()


def title_of(name: str) -> str:
    """Returns the name as a title, with single spaces.

    Raises Unsupported if a deck could not contain it.
    """
    title, problems = " ".join(name.split()), Problems()
    with suppress(Unreadable):
        return text(Node(title, Mark("NAME")), problems)
    raise Unsupported(f"NAME cannot be a title: {problems[0].what}")


def folder_for(title: str) -> str:
    """Returns a name for the folder of something with that title, in small letters, digits and
    hyphens.

    Raises Unsupported if no such name is valid on every system.
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    name = re.sub("[^a-z0-9]+", "-", kept).strip("-")
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    if not re.search("[a-z]", name) or _DEVICES.fullmatch(name):
        raise Unsupported(f'no folder can be named after "{title}"; name one with -o')
    return name


def with_values(words: str, values: Mapping[str, str]) -> str:
    """Returns the text of a YAML file with these values on the lines of their keys."""
    lines = words.splitlines(keepends=True)
    keys = [line.partition(":")[0] for line in lines]
    return "".join(
        f"{key}: {values[key]}\n" if key in values else line
        for key, line in zip(keys, lines, strict=True)
    )


def quoted(words: str) -> str:
    """Returns the text in YAML's double quotes, with invisible characters written as escapes."""
    told = json.dumps(words, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in told)
