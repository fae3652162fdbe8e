"""A deck's folder, whole or not at all, read as any other before it takes its place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cardgen.atomic import whole_folder
from cardgen.exchange.as_yaml import Written
from cardgen.exchange.tree import DECK, PROMPTS, Draft
from cardgen.model.deck import Deck
from cardgen.model.forms.readers import Unreadable
from cardgen.problems import Mark, Problem, Problems
from cardgen.read.deck import read_deck
from cardgen.read.files import Files, shown
from cardgen.read.json_schemas import lay_schemas

_DECK = """\
The deck: its name, the kinds of card it has, its themes and the files with its cards. To edit,
change the words here or in those files and build again."""
_CARDS = """\
Cards, in printing order. To edit, change the words and build again; a copied card needs an id of
its own. What its keys are is told in deck.yaml."""
_PROMPTS = """\
Questions to talk about a card, for `cardgen build --back prompts`. Each is asked through a lens;
a card without questions of its own takes as many of the generic ones as there are lenses."""
_KINDS = {DECK: "deck", PROMPTS: "prompts"}  # of other files: cards
_COMMENTS = {"deck": _DECK, "prompts": _PROMPTS, "cards": _CARDS}
_NOTES = {
    "kinds": """\
What each kind of card says. A field is a text, a list (of texts) or steps (each with a name and a
text); one with a question mark may be left out. Numbered cards are those to choose from.""",
    "themes": """\
In printing order. The colour is one of layouts/palette.yaml; the mark is core, links, peak, steps,
diamond, square, bars or petals.""",
    "cards": """\
Files of cards, in printing order. Beside the fields of its kind, a card may have a theme, a list of
tags to choose it by, art or an image, and a lang where that is not the deck's.""",
}


def make_folder(
    drafts: Sequence[Draft], folder: Path, pictures: Sequence[Path], problems: Problems
) -> Deck | None:
    """The deck as read from the folder made of the files, or None with the problems noted and
    nothing made. Pictures of the cards are copied from the first folder that has them.

    Stop when the folder is there already, or cannot be made.
    """
    kinds = {draft.name: _KINDS.get(draft.name, "cards") for draft in drafts}
    try:
        with whole_folder(str(folder)) as made:
            files = {draft.name: _written(draft, kinds[draft.name]) for draft in drafts}
            for name, file in files.items():
                (made / name).write_bytes(file.text.encode())
            lay_schemas(made, kinds.values())
            for name in _pictures(drafts):
                _copy(name, made, pictures)
            found = Problems()
            deck = read_deck(made / DECK, Files(), found)
            problems.add(_placed(found, made, files))
            if deck is None or problems.fatal:
                raise Unreadable
            return deck
    except Unreadable:
        return None


def _written(draft: Draft, kind: str) -> Written:
    comment = f"yaml-language-server: $schema=schemas/{kind}.json\n{_COMMENTS[kind]}"
    return Written(comment, draft.tree, _NOTES if draft.name == DECK else {})


def _pictures(drafts: Sequence[Draft]) -> Iterator[str]:
    """The names of the files of the logo and of the cards' pictures."""
    for draft in drafts:
        own = draft.tree.entries or {}
        cards = (own["cards"].items or []) if "cards" in own else []
        told = [own.get("logo"), *((card.entries or {}).get("image") for card in cards)]
        for picture in told:
            named = (picture.entries or {}).get("file") if picture else None
            if named and named.text:
                yield named.text


def _copy(name: str, made: Path, folders: Sequence[Path]) -> None:
    """Copies the picture from the first of the folders that has it."""
    target = Path(os.path.normpath(made / name))
    for root in folders:
        source, home = Path(os.path.realpath(root / name)), Path(os.path.realpath(root))
        if source.is_file() and source.is_relative_to(home) and target.is_relative_to(made):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            return


def _placed(found: Problems, made: Path, files: Mapping[str, Written]) -> Iterator[Problem]:
    """The problems, each at the place in the sheet or document from which its line came."""
    names = [f"{shown(made)}/{name}" for name in files]
    by_name = dict(zip(names, files.values(), strict=True))

    def place(file: str, line: int) -> Mark:
        written = by_name.get(file)
        return (written.origin(line) if written else None) or Mark(file)

    def told(text: str) -> str:
        places = re.compile("|".join(rf"{re.escape(name)}:(\d+)" for name in names))
        for match in reversed(list(places.finditer(text))):
            file, _, line = match[0].rpartition(":")
            mark = place(file, int(line))
            text = text[: match.start()] + _shown(mark) + text[match.end() :]
        return text.replace(f"{shown(made)}/", "")

    def order(problem: Problem) -> tuple[int, int, int]:
        file = problem.where.file
        at = names.index(file) if file in names else len(names)
        return at, problem.where.line, problem.where.column

    for problem in sorted(found, key=order):
        where = place(problem.where.file, problem.where.line)
        fix = told(problem.fix)
        if problem.code == "E221":
            fix = fix or "lay it where the imported file lies, in a folder of that name"
        yield Problem(problem.severity, problem.code, where, told(problem.what), fix)


def _shown(mark: Mark) -> str:
    return f"{mark.file}:{mark.line}" if mark.line else mark.file
