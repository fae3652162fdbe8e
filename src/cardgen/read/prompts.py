"""A deck's file of prompts → Prompts: questions to talk about each card."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from cardgen.intake import is_file
from cardgen.model.deck import Prompts, Text, placed_text
from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.json_schema import accepts, mapping
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, language, list_of, names_to, one_of, refuse
from cardgen.model.language import alike
from cardgen.problems import Problems
from cardgen.read.card import ORIGINS
from cardgen.read.files import COPY, Files, below
from cardgen.read.languages import Edition
from cardgen.read.odd_text import OddTexts
from cardgen.read.overlay import Overlay, prompts_over
from cardgen.read.translated import prompts_in


@accepts(lambda of: mapping(of(placed_text), minProperties=1))
def _lenses(node: Node, problems: Problems) -> dict[str, Text]:
    lenses = names_to(placed_text)(node, problems)
    if not lenses:
        what = "there is no lens for the prompts"
        raise refuse(problems, "E107", node.where, what, "name one, as in {me: Me}")
    return lenses


class PromptsForm(Form):
    lang: str = key(language, "")
    origin: str = key(one_of(*ORIGINS))
    by: Text = key(placed_text)
    lenses: dict[str, Text] = key(_lenses)
    prompts: dict[str, Node] = key(names_to(later(names_to(placed_text))), {})
    generic: tuple[Text, ...] = key(list_of(placed_text), ())


prompts_form = nested(PromptsForm, "a file of prompts")


def read_prompts(
    deck: Path,
    named: Text | None,
    over: Overlay | None,
    cards: Collection[str] | None,
    by: Text | None,
    printed: Edition,
    files: Files,
    problems: Problems,
) -> Prompts | None:
    """Returns the prompts in the file of that name beside deck.yaml, and those of the overlay, for
    cards with these ids, or with any while some cannot be read; None if there are none, or if there
    were errors (they are in problems). by is the author of the deck or of its overlay."""
    root = _file(deck, named, files, problems) if named else None
    laid = over.keys.get("prompts") if over else None
    if over and laid and laid.text is not None:
        written = Text(laid.text, laid.where)
        is_near = below(written, over.path.parent, COPY, files, problems)
        laid = _file(over.path, written, files, problems) if is_near else None
    base = root
    if over and laid:
        root = prompts_over(root or Node({}, laid.where), laid, over, printed)
    if root is None:
        return None
    root = prompts_in(printed, root)
    odd = OddTexts()
    odd.look_at(root)
    odd.note(problems)
    try:
        form = prompts_form(root, problems)
    except Unreadable:
        return None
    own: dict[str, Mapping[str, Text]] = {}
    for name, node in form.prompts.items():
        if cards is not None and name not in cards:
            where = (root.entries or {})["prompts"].keys[name]
            fix = problems.did_you_mean(name, cards, "its cards are")
            problems.error("E214", where, f'the deck has no card "{name}"', fix)
            continue
        own[name] = _questions(node, form.lenses, problems)
    others = {}
    if over and laid and base and by and "by" in over.keys and "by" not in (laid.entries or {}):
        others = {
            card: by.text if whole else f"{form.by.text}, {by.text}"
            for card, whole in _written_anew(base, laid, over, printed)
        }
    return Prompts(form.by, form.lenses, own, form.generic, root.where, others)


def _written_anew(
    base: Node, laid: Node, over: Overlay, printed: Edition
) -> Iterator[tuple[str, bool]]:
    """Yields the cards for which the overlay has its own questions, not translations, and whether
    all of the card's questions are its own."""
    said = (laid.entries or {}).get("lang")
    if not alike((said.text if said else None) or over.lang or printed.own, printed.own):
        return
    before, now = (_by_card(root) for root in (base, laid))
    for card, questions in now.items():
        yield card, before.get(card, set()) <= questions


def _by_card(root: Node) -> dict[str, set[str]]:
    """Returns the lenses for which each card in a file of prompts has questions."""
    prompts = (root.entries or {}).get("prompts")
    cards = (prompts.entries or {}) if prompts else {}
    return {card: set(questions.entries or {}) for card, questions in cards.items()}


def _file(deck: Path, named: Text, files: Files, problems: Problems) -> Node | None:
    path = files.named(deck.parent, named.text)
    if Path(named.text).name != named.text or not files.is_file(path):
        near = [p.name for p in deck.parent.glob("*.yaml") if is_file(p) and p != deck]
        what = f'there is no file "{named.text}" beside {deck.name}'
        problems.error("E007", named.where, what, problems.did_you_mean(named.text, near))
        return None
    return files.tree(path, problems)


def _questions(node: Node, lenses: Mapping[str, Text], problems: Problems) -> Mapping[str, Text]:
    """Returns a card's questions by lens."""
    try:
        questions = names_to(placed_text)(node, problems)
    except Unreadable:
        return {}
    for name in questions:
        if name not in lenses:
            fix = problems.did_you_mean(name, lenses, "the lenses are")
            problems.error("E101", node.keys[name], f'no lens is called "{name}"', fix)
    return questions
