"""layouts/languages/NAME.yaml → cardgen's labels, which are printed beside the deck's own words."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, names_to, text
from cardgen.model.language import alike
from cardgen.problems import Mark, Problems, Stop
from cardgen.read.files import BUNDLED, Sources
from cardgen.read.odd_text import OddTexts
from cardgen.value import Value

FOLDER = "layouts/languages"
_FIRST = "en"  # whose keys are those of all


class Words(Value):
    """The labels by name, their language, and the file they are in."""

    texts: Mapping[str, Node]
    lang: str
    file: str


words_form = names_to(text)


def read_words(
    lang: str, labels: Node | None, where: Mark, sources: Sources, problems: Problems
) -> Words | None:
    """Returns the labels in a language, which is said at that place, some of them replaced by
    those of the deck, or None if there were errors (they are in problems).

    A requested language without a file is an error; a deck whose own language has none gets English
    labels.
    """
    file = f"{FOLDER}/{lang}.yaml"
    if sources.find(file) is None:
        file = f"{FOLDER}/{lang.partition('-')[0].lower()}.yaml"
    if sources.find(file) is None:
        what = f'cardgen\'s labels, such as "Temperature check", are not translated into "{lang}"'
        fix = f"copy cardgen's {FOLDER}/{_FIRST}.yaml to {file} here, and translate it"
        if any(alike(lang, wanted) for wanted in sources.languages):
            problems.error("E218", where, what, fix)
            return None
        problems.warning("W408", where, f"{what}; they are in English", fix)
        lang, file = _FIRST, f"{FOLDER}/{_FIRST}.yaml"
    own = _texts(file, sources, problems)
    if own is None:
        return None
    noted = problems.noted
    if sources.has_own(file):
        _compare(own, sources, problems)
    texts = dict(own.entries or {})
    if labels:
        for name in labels.entries or {}:
            _note_strange(name, labels.keys[name], texts, problems)
        texts |= labels.entries or {}
    return Words(texts, lang, own.where.file) if problems.noted == noted else None


def _texts(file: str, sources: Sources, problems: Problems) -> Node | None:
    """Returns the tree of a file of labels."""
    path = sources.find(file)
    if path is None:
        raise Stop(f"{file} is missing, in the project and in cardgen itself")
    root, noted = sources.files.tree(path, problems), problems.noted
    try:
        if root is not None:
            words_form(root, problems)
    except Unreadable:
        return None
    return root if problems.noted == noted else None


def _compare(own: Node, sources: Sources, problems: Problems) -> None:
    """Notes where the keys of the user's own file differ from those of cardgen's, and what is odd
    in its texts."""
    odd = OddTexts()
    odd.look_at(own)
    odd.note(problems)
    bundled = sources.files.tree(BUNDLED / FOLDER / f"{_FIRST}.yaml", problems)
    known = (bundled.entries if bundled else None) or {}
    entries = own.entries or {}
    for name, where in own.keys.items():
        _note_strange(name, where, known, problems)
    missing = [name for name in known if name not in entries]
    if missing:
        what = f"these labels are missing: {', '.join(missing)}"
        fix = f"copy them from cardgen's {FOLDER}/{_FIRST}.yaml, and translate them"
        problems.error("E217", own.where, what, fix)


def _note_strange(name: str, where: Mark, known: Mapping[str, Node], problems: Problems) -> None:
    if name not in known:
        fix = problems.did_you_mean(name, known)
        problems.error("E101", where, f'no label is called "{name}"', fix)
