"""layouts/outputs/NAME.yaml → Output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from cardgen.graphics.type.wording import names
from cardgen.intake import is_folder
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts, mapping
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    Unreadable,
    list_of,
    names_to,
    one_of,
    refuse,
    text,
    yes_or_no,
)
from cardgen.model.layout import Output
from cardgen.model.options import Format
from cardgen.model.plan import Piece
from cardgen.problems import Problems
from cardgen.read.files import BUNDLED, Sources

DEFAULT_OUTPUT = "office"  # the one that comes out right on an office printer


@accepts(lambda of: {"anyOf": [of(placed_text), mapping(of(placed_text), minProperties=1)]})
def _cards(node: Node, problems: Problems) -> Text | dict[str, Text]:
    """One card layout, or one for each kind of card."""
    if node.entries is None:
        return placed_text(node, problems)
    named = names_to(placed_text)(node, problems)
    if not named:
        fix = "write the name of a card layout, or a kind of card and its layout"
        raise refuse(problems, "E102", node.where, "no card layout is named here", fix)
    return named


class _OutputForm(Form):
    about: str = key(text)
    cards: Text | dict[str, Text] | None = key(_cards, None)
    pages: Text | None = key(placed_text, None)
    together: bool = key(yes_or_no, False)
    sheet: Text | None = key(placed_text, None)
    kinds: tuple[Text, ...] = key(list_of(placed_text), ())
    slug: bool = key(yes_or_no, True)
    back: Text | None = key(placed_text, None)
    people: bool = key(yes_or_no, False)
    scores: bool = key(yes_or_no, False)
    piece: Piece | None = key(one_of(*get_args(Piece)), None)
    stock: str = key(text, "")
    names: bool | None = key(yes_or_no, None)
    profile: Text | None = key(placed_text, None)
    format: Format = key(one_of(*get_args(Format)), "pdf")


output_form = nested(_OutputForm, "an output")


def output_names(sources: Sources) -> list[str]:
    """Returns the names of the outputs, the default one first."""
    names = list(sources.named("layouts/outputs"))
    return sorted(names, key=lambda name: name != DEFAULT_OUTPUT)


def read_output(name: str, sources: Sources, problems: Problems) -> Output | None:
    """Returns the output of that name, read once, or None if there were errors (they are in
    problems)."""

    def read(found: Problems) -> Output | None:
        return _read(name, sources, found)

    return sources.files.once(("output", name, sources), read, problems)


def _read(name: str, sources: Sources, problems: Problems) -> Output | None:
    tree = sources.tree(f"layouts/outputs/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        form = output_form(tree, problems)
        named = _layouts(form, tree, problems)
    except Unreadable:
        return None
    kinds = form.kinds
    if isinstance(named, dict) and not kinds:
        kinds = tuple(Text(kind, layout.where) for kind, layout in named.items())
    for kind in kinds:
        if isinstance(named, dict) and kind.text not in named:
            problems.error("E206", kind.where, f'cards: names no layout for "{kind.text}"')
            return None
    _note_idle(form, tree, named, sources, problems)
    folder = "pages" if form.pages else "cards"
    wanted = [(folder, name) for name in (named.values() if isinstance(named, dict) else [named])]
    named_once = {"sheets": form.sheet, "profiles": form.profile}
    wanted += [(folder, one) for folder, one in named_once.items() if one]
    for folder, name_ in wanted:
        known = list(sources.named(f"layouts/{folder}"))
        if name_.text not in known:
            fix = problems.did_you_mean(name_.text, known)
            what = f'there is no "{name_.text}" in layouts/{folder}'
            problems.error("E206", name_.where, what, fix)
            return None
    return Output(
        name,
        form.about,
        named,
        form.sheet.text if form.sheet else None,
        kinds,
        form.slug,
        form.pages is not None,
        form.together,
        tree.where,
        form.back,
        form.people,
        form.scores,
        form.piece,
        form.stock,
        form.names,
        form.profile,
        form.format,
    )


def _note_idle(
    form: _OutputForm,
    tree: Node,
    named: Text | dict[str, Text],
    sources: Sources,
    problems: Problems,
) -> None:
    """Warns of keys that change nothing of this output."""
    keys = tree.keys
    if "slug" in keys and form.slug and not form.sheet:
        what = '"slug" changes nothing: it stands in the margins of sheets, and there is no sheet'
        problems.warning("W427", keys["slug"], what, "leave it out, or name a sheet")
    layouts = [named] if isinstance(named, Text) else [*named.values()]
    if form.names is not None and not any(_has_place(name.text, form, sources) for name in layouts):
        what = '"names" changes nothing: no layout of this output shows {participant}'
        fix = "leave it out, or put {participant} where the name should stand"
        problems.warning("W427", keys["names"], what, fix)


def _has_place(layout: str, form: _OutputForm, sources: Sources) -> bool:
    """Whether any face of a layout shows the name of the person that it is for."""
    folder = f"layouts/{'pages' if form.pages else 'cards'}/{layout}"
    roots = (root / folder for root in (sources.project, BUNDLED))
    files = {path.name for root in roots if is_folder(root) for path in root.glob("*.yaml")}
    trees = (sources.tree(f"{folder}/{name}", Problems()) for name in sorted(files))
    return any("participant" in names_within(tree) for tree in trees if tree)


def names_within(node: Node) -> Iterator[str]:
    """Yields the names in braces in all texts of a tree."""
    match node.value:
        case str() as text:
            yield from names(text)
        case list() as items:
            for item in items:
                yield from names_within(item)
        case entries:
            for value in entries.values():
                yield from names_within(value)


def _layouts(form: _OutputForm, tree: Node, problems: Problems) -> Text | dict[str, Text]:
    """Returns the layout, or one for each kind of card, of cards or of pages."""
    if form.cards and form.pages:
        what = "an output is made of cards or of pages, not of both"
        raise refuse(problems, "E107", tree.where, what, "leave one of the two out")
    if form.pages and form.sheet:
        what = "pages are printed as they are, not imposed on a sheet"
        raise refuse(problems, "E107", form.sheet.where, what, 'leave "sheet" out')
    if form.together and not form.pages:
        what = "only pages can show cards together"
        raise refuse(
            problems, "E107", tree.where, what, 'name a layout of pages, or leave "together" out'
        )
    named = form.cards or form.pages
    if named is None:
        raise refuse(problems, "E105", tree.where, 'an output needs "cards" or "pages"')
    return named
