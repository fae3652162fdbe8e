"""The answers about workshops: people, plans, all files as one ZIP, and what was saved before."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import cardgen
from cardgen import is_zip, unzipped, zipped
from cardgen.limits import ZIP_UNPACKED
from cardgen.problems import Stop
from cardgen.units import page_size
from cardgen.value import Value
from cardgen.web.changes import keys_of

WORKSHOP, OVERLAY, PLAN = "workshop.yaml", "our-words.yaml", "plan.json"
_LONGEST = 60  # characters of a title
# The suffixes of files that a workshop or changed words may name.
_NAMED = (".png", ".jpg", ".jpeg", ".svg", ".xlsx", ".csv", ".tsv", ".txt")


def people_shown(found: Any) -> dict[str, Any]:
    """Returns the people of a table, with what its further columns say of them, and how many of its
    lines have no name."""
    rows = [
        {"name": row.name, "table": row.table, "columns": dict(row.details)} for row in found.rows
    ]
    nameless = sum(problem.code == "E703" for problem in found.problems) if rows else 0
    return {"people": rows, "others": list(found.others), "nameless": nameless}


def with_older_folders(given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files with those of each older ZIP in a folder of its name.

    Raises Stop if they unpack to more than one may."""
    held, size = dict(files), 0
    for name in given.get("since") or ():
        found = unzipped(held.pop(name))
        size += sum(map(len, found.values()))
        if size > ZIP_UNPACKED.most:
            raise Stop("the ZIPs unpack together to more than the files of a workshop")
        held |= {f"{_folder(name)}/{own}": part for own, part in found.items()}
    return held


def _folder(name: str) -> str:
    return PurePosixPath(name).stem


def workshop_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the workshop for the page's own deck, which takes the place of any it names."""
    left_out = ("deck", "overlay")
    return {key: value for key, value in given["workshop"].items() if key not in left_out}


def built(project: cardgen.Project, given: Mapping[str, Any], dry_run: bool) -> Any:
    """Returns what the workshop's files are or, in a dry run, would be."""
    since = [_folder(name) for name in given.get("since") or ()]
    return project.build_workshop(
        workshop_of(given), since=since, dry_run=dry_run, partial=bool(given.get("partial"))
    )


def as_shown(workshop: Any) -> dict[str, Any]:
    """Returns the plan of a workshop with what the page needs beside it: for whom each file is,
    which of the workshop's outputs, its pages, and the table of each person in the order of the
    list."""
    data: dict[str, Any] = workshop.as_data()
    wanted = workshop.workshop.wanted
    plans = [
        *(
            (own.copies, wanted.index(own.wanted), plan)
            for own in workshop.products
            for plan in own.plans
        ),
        *((None, None, file.plan) for file in workshop.index),
    ]
    for row, (copies, place, plan) in zip(data["files"], plans, strict=True):
        run = plan.runs[0] if plan.runs else None
        row["copies"] = copies
        row["place"] = place
        row["page_count"] = plan.pages
        row["page"] = page_size(run.page_width, run.page_height) if run else None
    tables = [(table, hand) for table in workshop.party.tables for hand in table.hands]
    by_number = {hand.number: table.name.text for table, hand in tables if table.name}
    data["seats"] = [by_number[number] for number in sorted(by_number)]
    return data


def sources_of(given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files from which the command line makes the same workshop: its own, the words
    that were changed on the page, the printers that were measured, and what these name."""
    workshop, overlay = dict(given["workshop"]), given.get("overlay")
    printers = _printers_of(workshop)
    if overlay:
        workshop["overlay"] = OVERLAY
    if given.get("deck"):
        workshop["deck"] = given["deck"]
    if languages := given.get("languages"):
        workshop["lang"] = languages if isinstance(languages, str) else ",".join(languages)
    found = {WORKSHOP: cardgen.yaml_of("workshop", workshop).encode()}
    if overlay:
        found[OVERLAY] = cardgen.yaml_of("overlay", overlay).encode()
    for name, keys in (given.get("printers") or {}).items():
        if name in printers:
            found[_file_of(name)] = cardgen.yaml_of("printer", keys).encode()
    older = given.get("since") or ()
    return found | {name: data for name, data in files.items() if name not in older}


def _printers_of(workshop: Mapping[str, Any]) -> set[str]:
    """Returns the names of the printers on which a workshop's outputs are printed."""
    outputs = [one for one in workshop.get("outputs") or () if isinstance(one, Mapping)]
    return {str(one["printer"]) for one in outputs if one.get("printer")}


def _file_of(printer: str) -> str:
    return f"layouts/printers/{printer}.yaml"


def saved(given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the workshop as one file: YAML or, if it needs other files, a ZIP."""
    found = sources_of(given, files)
    name = _zip_name(given["workshop"], ())
    return found if len(found) == 1 else {name: zipped(found.items())}


def packed(workshop: Any, given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files of a workshop, and a ZIP of all of them from which it is opened again."""
    made = {PurePosixPath(file.name).name: file.data for file in workshop.files}
    archive = workshop.archive(sources_of(given, files)).data
    return made | {_zip_name(given["workshop"], workshop.since): archive}


def _zip_name(workshop: Mapping[str, Any], since: Sequence[str]) -> str:
    """Returns a name of the title and the date; of what is new since older files, one that does not
    take their place."""
    plain = unicodedata.normalize("NFKD", str(workshop.get("title") or "").casefold())
    letters = "".join(own for own in plain if not unicodedata.combining(own))
    title = "-".join(re.findall("[a-z0-9]+", letters))[:_LONGEST].strip("-") or "workshop"
    date = [str(workshop["date"])] if workshop.get("date") else []
    return "-".join([title, *date, *(["new"] if since else [])]) + ".zip"


class Opened(Value):
    """What was saved, with the words that were changed, the printers that were measured, and the
    files that these name. deck is the folder of the deck among them, or None if they have none; zip
    is the usual name of the ZIP in which all files of the workshop lay, or None."""

    workshop: dict[str, Any]
    overlay: dict[str, Any]
    printers: dict[str, Any]
    deck: str | None
    zip: str | None
    files: dict[str, bytes]


def opened(data: bytes) -> Opened:
    """Returns the workshop in a file of YAML or in a ZIP.

    Raises Stop for a ZIP without a workshop, DeckError for YAML that cannot be read.
    """
    if not is_zip(data):
        return Opened(keys_of("workshop", data), {}, {}, None, None, {})
    files = unzipped(data)
    if WORKSHOP not in files:
        raise Stop(f"this ZIP has no {WORKSHOP}; open one that this page made")
    workshop, overlay = keys_of("workshop", files[WORKSHOP]), {}
    if workshop.get("overlay") in files:
        overlay = keys_of("overlay", files[workshop.pop("overlay")])
    measured = ((name, files.get(_file_of(name))) for name in sorted(_printers_of(workshop)))
    printers = {name: keys_of("printer", part) for name, part in measured if part is not None}
    has_deck = f"{workshop.get('deck')}/deck.yaml" in files
    deck = str(workshop.pop("deck")) if has_deck else None
    named = {
        name: part
        for name, part in files.items()
        if PurePosixPath(name).suffix.lower() in _NAMED or (deck and name.startswith(f"{deck}/"))
    }
    if PLAN not in files:
        return Opened(workshop, overlay, printers, deck, None, named)
    try:
        since = json.loads(files[PLAN])["since"]
    except (ValueError, LookupError, TypeError, RecursionError) as reason:
        raise Stop(f"the {PLAN} in this ZIP is not one that cardgen wrote") from reason
    return Opened(workshop, overlay, printers, deck, _zip_name(workshop, since), named)
