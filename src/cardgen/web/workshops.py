"""The answers about workshops: people, plans, all files as one ZIP, and what was saved before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import cardgen
from cardgen.problems import Stop
from cardgen.web.zipped import is_zip, unzipped, zipped

WORKSHOP, OVERLAY, PLAN = "workshop.yaml", "our-words.yaml", "plan.json"

_interface: Any = cardgen


def with_older_folders(given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files with those of each older ZIP in a folder of its name."""
    held = dict(files)
    for name in given.get("since") or ():
        data = held.pop(name)
        held |= {f"{_folder(name)}/{own}": part for own, part in unzipped(data).items()}
    return held


def _folder(name: str) -> str:
    return PurePosixPath(name).stem


def workshop_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the workshop for the page's own deck, which takes the place of any it names."""
    left_out = ("deck", "overlay")
    return {key: value for key, value in given["workshop"].items() if key not in left_out}


def built(project: Any, given: Mapping[str, Any], dry_run: bool) -> Any:
    """Returns what the workshop's files are or, in a dry run, would be."""
    since = [_folder(name) for name in given.get("since") or ()]
    return project.build_workshop(
        workshop_of(given), since=since, dry_run=dry_run, partial=bool(given.get("partial"))
    )


def as_shown(workshop: Any) -> dict[str, Any]:
    """Returns the plan of a workshop with what the page needs beside it: for whom each file is, its
    pages, and the table of each person in the order of the list."""
    data: dict[str, Any] = workshop.as_data()
    products = [(product.copies, plan) for product in workshop.products for plan in product.plans]
    plans = [*products, *((None, file.plan) for file in workshop.index)]
    for row, (copies, plan) in zip(data["files"], plans, strict=True):
        run = plan.runs[0] if plan.runs else None
        row["copies"] = copies
        row["page_count"] = plan.pages
        row["page"] = [run.page_width, run.page_height] if run else None
    tables = [(table, hand) for table in workshop.party.tables for hand in table.hands]
    by_number = {hand.number: table.name.text for table, hand in tables if table.name}
    data["seats"] = [by_number[number] for number in sorted(by_number)]
    return data


def saved(given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files from which the command line makes the same workshop: its own, the words
    that were changed on the page, and what these name."""
    overlay = given.get("overlay")
    workshop = dict(given["workshop"]) | ({"overlay": OVERLAY} if overlay else {})
    found = {WORKSHOP: _interface.yaml_of("workshop", workshop).encode()}
    if overlay:
        found[OVERLAY] = _interface.yaml_of("overlay", overlay).encode()
    older = given.get("since") or ()
    return found | {name: data for name, data in files.items() if name not in older}


def packed(workshop: Any, given: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files of a workshop, and a ZIP of all of them from which it is opened again."""
    made = {PurePosixPath(file.name).name: file.data for file in workshop.files}
    data = workshop.as_data()
    plan = json.dumps({"file": WORKSHOP, **data}, ensure_ascii=False, indent=2)
    whole = made | saved(given, files) | {PLAN: f"{plan}\n".encode()}
    return made | {_zip_name(given["workshop"], data["since"]): zipped(whole)}


def _zip_name(workshop: Mapping[str, Any], since: Sequence[str]) -> str:
    """Returns a name that has nobody's in it, as a title might."""
    date = [str(workshop["date"])] if workshop.get("date") else []
    return "-".join(["workshop", *date, *(["changed"] if since else [])]) + ".zip"


def opened(data: bytes) -> dict[str, Any]:
    """Returns the workshop in a file of YAML or in a ZIP, with the changed words beside it and the
    name of the ZIP.

    Raises Stop for a ZIP without a workshop, DeckError for YAML that cannot be read.
    """
    if not is_zip(data):
        return {"workshop": _keys("workshop", data), "overlay": {}, "zip": None}
    files = unzipped(data)
    if WORKSHOP not in files or PLAN not in files:
        raise Stop(f"this ZIP has no {WORKSHOP} and {PLAN}; open one that this page made")
    workshop = _keys("workshop", files[WORKSHOP])
    name = workshop.get("overlay")
    overlay = {}
    if isinstance(name, str) and name in files:
        overlay = _keys("overlay", files[name])
        del workshop["overlay"]
    try:
        since = json.loads(files[PLAN])["since"]
    except (ValueError, LookupError, TypeError, RecursionError) as reason:
        raise Stop(f"the {PLAN} in this ZIP is not one that cardgen wrote") from reason
    return {"workshop": workshop, "overlay": overlay, "zip": _zip_name(workshop, since)}


def _keys(kind: str, data: bytes) -> dict[str, Any]:
    try:
        return dict(_interface.mapping_of(kind, data.decode("utf-8-sig")))
    except UnicodeDecodeError as reason:
        raise Stop("this file is not text in UTF-8, as YAML is") from reason
