"""layouts/outputs/NAME.yaml → Output."""

from __future__ import annotations

from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.layout import Output
from cardgen.node import Node
from cardgen.problems import Problems, did_you_mean
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable, list_of, names_to, refuse, text, yes_or_no

DEFAULT = "facilitator"


def _cards(node: Node, problems: Problems) -> Prose | dict[str, Prose]:
    """One card layout, or one for each kind of card."""
    if node.entries is None:
        return prose(node, problems)
    named = names_to(prose)(node, problems)
    if not named:
        fix = "write the name of a card layout, or a kind of card and its layout"
        raise refuse(problems, "E102", node.where, "no card layout is named here", fix)
    return named


class _OutputForm(Form):
    about: str = key(text)
    cards: Prose | dict[str, Prose] = key(_cards)
    sheet: Prose | None = key(prose, None)
    kinds: tuple[Prose, ...] = key(list_of(prose), ())
    slug: bool = key(yes_or_no, True)
    back: Prose | None = key(prose, None)


def output_names(sources: Sources) -> list[str]:
    """The outputs there are, the default one first."""
    names = list(sources.named("layouts/outputs"))
    return sorted(names, key=lambda name: name != DEFAULT)


def read_output(name: str, sources: Sources, problems: Problems) -> Output | None:
    tree = sources_tree(sources, f"layouts/outputs/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        form = read_keys(_OutputForm, tree, problems, "an output")
    except Unreadable:
        return None
    kinds = form.kinds
    if isinstance(form.cards, dict) and not kinds:
        kinds = tuple(Prose(kind, prose.where) for kind, prose in form.cards.items())
    for kind in kinds:
        if isinstance(form.cards, dict) and kind.text not in form.cards:
            problems.error("E206", kind.where, f'cards: names no layout for "{kind.text}"')
            return None
    layouts = form.cards.values() if isinstance(form.cards, dict) else (form.cards,)
    named = [("cards", layout) for layout in layouts]
    for folder, wanted in [*named, *([("sheets", form.sheet)] if form.sheet else [])]:
        known = list(sources.named(f"layouts/{folder}"))
        if wanted.text not in known:
            fix = did_you_mean(wanted.text, known, "there is")
            what = f'there is no "{wanted.text}" in layouts/{folder}'
            problems.error("E206", wanted.where, what, fix)
            return None
    sheet = form.sheet.text if form.sheet else None
    return Output(name, form.about, form.cards, sheet, kinds, form.slug, tree.where, form.back)
