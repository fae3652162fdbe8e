"""The questions that the page asks, each answered by one call of the interface.

A request carries all that the page knows: nothing is kept between two of them but what was read.
The same questions come from a worker in the browser and over HTTP, so that both say the same.
"""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import cardgen
from cardgen import (
    DEFAULT_OUTPUT,
    DeckError,
    Error,
    FilePlan,
    Missing,
    PagePlan,
    Problem,
    Unsupported,
)
from cardgen.problems import did_you_mean
from cardgen.value import Value
from cardgen.web import changes, workshops
from cardgen.web.contract import refuse_unfit
from cardgen.web.page_words import in_page_words, told_in_page_words

Given: TypeAlias = Mapping[str, Any]
FilesByName: TypeAlias = Mapping[str, bytes]

_OF_FACES = ("output", "cards", "themes", "back", "profile")
_Rows: TypeAlias = Literal["outputs", "sheets", "printers", "profiles", "ways", "stock"]
_ROWS: Sequence[_Rows] = get_args(_Rows)
_PAGES_SHOWN = 2  # of each file: the front and the back of its first sheet
_MOST_KEPT = 4  # projects, of the changes that were asked about last


class Answer(Value):
    """What is shown, as JSON has it, and files by their names."""

    data: dict[str, Any]
    files: Mapping[str, bytes] = MappingProxyType({})


@dataclass
class Desk:
    """Where the deck lies, and the projects that were asked about last, by all that they are read
    with but the overlay."""

    where: Path
    deck: Path | None = None
    kept: OrderedDict[str, cardgen.Project] = field(default_factory=OrderedDict)

    def project(self, given: Given, files: FilesByName) -> cardgen.Project:
        """Returns the deck with the page's own changes, languages, printers and pictures."""
        own = _chosen(given, "languages", "printers")
        own_deck = given.get("deck")
        deck = self.where / _deck_among(files, own_deck) if own_deck else self.deck
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        key = json.dumps([own, own_deck, digests], sort_keys=True)
        if key not in self.kept:
            self.kept[key] = _open(self.where, deck=deck, files=files, **own)
            while len(self.kept) > _MOST_KEPT:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        self.kept[key].lay_over(given.get("overlay") or None)  # which changes at every keystroke
        return self.kept[key]


def answer(desk: Desk, question: str, given: Given, files: FilesByName) -> Answer:
    """Returns the answer to a question; what the page has to say of a mistake is in `stopped`, with
    the `problems` beside it, and `missing` where it is for want of a part of cardgen.

    Raises Unsupported for a question that does not exist, and for what is given that it does not
    take.
    """
    refuse_unknown(question)
    refuse_unfit(question, given, files)
    data, made = _answered(desk, question, given, files)
    return Answer(told_in_page_words(data), made)


def _answered(desk: Desk, question: str, given: Given, files: FilesByName) -> Answer:
    try:
        return QUESTIONS[question](desk, given, files)
    except DeckError as error:
        return Answer({"stopped": str(error), "problems": problems_shown(error.problems)})
    except Missing as error:
        return Answer({"stopped": str(error), "missing": True, "problems": []})
    except Error as error:
        return Answer({"stopped": str(error), "problems": []})


def refuse_unknown(question: str) -> None:
    """Raises Unsupported, with the nearest, for a question that does not exist."""
    if question not in QUESTIONS:
        what = f'there is no question "{question}"'
        raise Unsupported(what, did_you_mean(question, QUESTIONS, "the questions are"))


def problems_shown(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Returns the problems as the page shows them."""
    return [
        {
            "severity": problem.severity,
            "code": problem.code,
            "where": in_page_words(str(problem.where)),
            "also": [str(place) for place in problem.also],
            "what": in_page_words(problem.what),
            "fix": in_page_words(problem.fix),
        }
        for problem in problems
    ]


def _deck(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """All that there is to choose from."""
    project = desk.project(given, files)
    cards, themes = project.list("cards"), project.list("themes")
    tones = {row["name"]: row for row in project.list("colours")}
    rows: dict[str, Any] = {name: list(project.list(name)) for name in _ROWS}
    facts = {row["id"]: row for row in project.show(*(card["id"] for card in cards))}
    return Answer(
        {
            "about": project.about(),
            "themes": [{**theme, "tones": tones.get(theme["colour"], {})} for theme in themes],
            "cards": [{**facts[card["id"]], **card} for card in cards],
            **rows,
            "problems": problems_shown([*cards.problems, *themes.problems]),
        }
    )


def _faces(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The faces of some cards, or of all of them, drawn."""
    faces = desk.project(given, files).faces(**_chosen(given, *_OF_FACES))
    drawn = [face.as_data() for face in faces]
    return Answer({"faces": drawn, "problems": problems_shown(faces.problems)})


def _words(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """What can be changed: the cards as they are written, and what cards and themes can have."""
    return Answer(changes.changeable(desk.project(given, files)))


def _save_overlay(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The changes as a file for the command line."""
    return Answer(
        {}, changes.saved(given.get("name") or "our-words", given.get("overlay") or {}, files)
    )


def _open_overlay(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The changes in a file that was saved, and its pictures."""
    overlay, pictures = changes.opened(files[given["file"]])
    return Answer({"overlay": overlay, "problems": []}, pictures)


def _table(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The deck that is made of a workbook, a table or a document, and its files."""
    data, made = changes.deck_from_table(desk.project(given, {}), given["file"], files)
    return Answer({**data, "problems": problems_shown(data["problems"])}, made)


def _plan(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """What an output would be: its cards, sheets, cuts, how it is printed, and its first sheet."""
    return _built(desk, given, files, dry_run=True)


def _build(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The files of an output."""
    return _built(desk, given, files, dry_run=False)


def _built(desk: Desk, given: Given, files: FilesByName, dry_run: bool) -> Answer:
    project = desk.project(given, files)
    options = dict(given.get("options") or {})
    first = defaultdict[str, list[PagePlan]](list)

    def look(plan: FilePlan, page: PagePlan) -> None:
        if len(first[plan.path]) < _PAGES_SHOWN:
            first[plan.path].append(page)

    output = given.get("output", DEFAULT_OUTPUT)
    built = project.build(output, dry_run=dry_run, on_page=look, **options)
    data = {
        "files": [plan.as_data(first[plan.path]) for plan in built.plan.files],
        "summary": list(built.summary),
        "problems": problems_shown(built.problems),
    }
    return Answer(data, {} if dry_run else _by_name(built.files))


def _check(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """All that is wrong with the deck, in some outputs or all of them."""
    found = desk.project(given, files).check(**_chosen(given, "outputs"))
    return Answer({"problems": problems_shown(found)})


def _odds(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """How many of 100 cards come out right on a printer."""
    wanted = _chosen(given, "output", "printer", "sheet", "fold", "back_extra")
    return Answer(desk.project(given, files).risk(**wanted, remedies=False).as_data())


def _test_sheet(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The sheet on which one reads where a printer puts backs."""
    made = desk.project(given, files).test_sheet(for_page=True, **_chosen(given, "sheet"))
    return Answer({"problems": problems_shown(made.problems)}, _by_name([made.file]))


def _calibrate(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """What was read on the test sheet, in words and as the file of a printer has it."""
    read = _chosen(given, "landscape", "corners", "sheet")
    shift = dict(given.get("shift") or {})
    project = desk.project(given, files)
    measured = project.calibrate(given.get("printer", ""), save=False, **read, **shift)
    return Answer({**measured.as_data(), "problems": problems_shown(measured.problems)})


def _people(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The people in a list that was typed, or in a table."""
    name = given.get("file") or ""
    data = files[name] if name else str(given.get("text") or "").encode()
    found = desk.project(given, {}).people(data, name)
    return Answer(workshops.people_shown(found) | {"problems": problems_shown(found.problems)})


def _plan_workshop(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """What the files of a workshop would be, and who sits at which table."""
    project = desk.project(given, workshops.with_older_folders(given, files))
    made = workshops.built(project, given, dry_run=True)
    return Answer(workshops.as_shown(made) | {"problems": problems_shown(made.problems)})


def _build_workshop(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The files of a workshop, and one ZIP of all of them."""
    project = desk.project(given, workshops.with_older_folders(given, files))
    made = workshops.built(project, given, dry_run=False)
    data = workshops.as_shown(made) | {"problems": problems_shown(made.problems)}
    return Answer(data, workshops.packed(made, given, files))


def _save_workshop(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The workshop as files for the command line."""
    return Answer({}, workshops.saved(given, files))


def _open_workshop(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """The workshop in a file that was saved."""
    found = workshops.opened(files[given["file"]])
    kept = ("workshop", "overlay", "printers", "deck", "zip")
    data = {name: getattr(found, name) for name in kept}
    return Answer(data | {"problems": []}, found.files)


def _compare(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """Which cards have changed since a PDF was made."""
    found = desk.project(given, files).diff(given["file"])
    return Answer({**found.as_data(), "problems": problems_shown(found.problems)})


def _order(desk: Desk, given: Given, files: FilesByName) -> Answer:
    """What is sent to a print room or a shop: the order in words, and one ZIP of all of it."""
    wanted = _chosen(given, "output", "dry_run", "words_only", "each_once", "file_is", "options")
    options = wanted.pop("options", {})
    made = desk.project(given, files).order(**wanted, **options)
    data = {**made.as_data(), "problems": problems_shown(made.problems)}
    if "words_only" in wanted:
        return Answer(data, made.texts)
    if "dry_run" in wanted:
        return Answer(data)
    archive = made.archive()
    return Answer(data, {archive.usual_name: archive.data})


def _by_name(files: Sequence[Any]) -> dict[str, bytes]:
    return {file.name: file.data for file in files}


def _deck_among(files: FilesByName, folder: str) -> str:
    """Returns the folder of a deck; raises Unsupported if the files have none there."""
    if f"{folder}/deck.yaml" not in files:
        raise Unsupported(f'the files have no deck in a folder "{folder}"')
    return folder


_open: Any = cardgen.open


def _chosen(given: Given, *names: str) -> dict[str, Any]:
    """Returns those of the arguments that were given."""
    return {name: given[name] for name in names if given.get(name)}


# What each of them takes and gives is a row of questions.json, and checked by it.
QUESTIONS: Mapping[str, Callable[[Desk, Given, FilesByName], Answer]] = {
    "deck": _deck,
    "faces": _faces,
    "words": _words,
    "save_overlay": _save_overlay,
    "open_overlay": _open_overlay,
    "table": _table,
    "plan": _plan,
    "build": _build,
    "check": _check,
    "odds": _odds,
    "test_sheet": _test_sheet,
    "calibrate": _calibrate,
    "order": _order,
    "people": _people,
    "plan_workshop": _plan_workshop,
    "build_workshop": _build_workshop,
    "save_workshop": _save_workshop,
    "open_workshop": _open_workshop,
    "compare": _compare,
}

SLOW = frozenset({"odds"})  # questions that take seconds
