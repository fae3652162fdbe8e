"""layouts/cards/NAME/ → CardLayout: the card's size and styles, and the faces of each kind."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from math import prod

from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.layout import CardLayout, FaceLayout, House, Style
from cardgen.node import Node, with_values
from cardgen.problems import Problems, did_you_mean
from cardgen.read.backs import Backs, read_backs
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import (
    Unreadable,
    anything,
    leading,
    length,
    names_to,
    one_of,
    positive,
    refuse,
    type_size,
)
from cardgen.text.breaking import BALANCED, EVEN, RAGGED
from cardgen.text.pieces import Chain

MOST_STEPS = 1000  # of a fit; each may be tried for each card
RAGS = {"ragged": RAGGED, "even": EVEN, "balanced": BALANCED}


class _StyleForm(Form):
    font: Prose = key(prose)
    size: float = key(positive(type_size))
    leading: tuple[float, float] = key(leading, (0.0, 1.2))
    rag: str = key(one_of(*RAGS), "ragged")
    figures: Prose | None = key(prose, None)


def _style(node: Node, problems: Problems) -> _StyleForm:
    return read_keys(_StyleForm, node, problems, "a style")


def _styles(node: Node, problems: Problems) -> dict[str, _StyleForm]:
    styles = names_to(_style)(node, problems)
    if not node.entries:
        raise refuse(problems, "E107", node.where, "a card needs at least one style")
    return styles


class _CardForm(Form):
    width: float | None = key(positive(length), None)
    height: float | None = key(positive(length), None)
    bleed: float = key(length, 0.0)
    frame: float = key(length, 0.0)
    safe: float = key(length, 0.0)
    styles: dict[str, _StyleForm] = key(_styles)
    measures: dict[str, Node] = key(names_to(anything), {})


class _FitForm(Form):
    deck: Node | None = key(anything, None)
    card: Node | None = key(anything, None)


class _FaceForm(Form):
    ink: Prose | None = key(prose, None)
    left: float = key(length, 0.0)
    right: float = key(length, 0.0)
    fit: _FitForm = key(lambda n, p: read_keys(_FitForm, n, p, "a fit"), _FitForm())
    blocks: Node = key(anything)


class _KindForm(Form):
    front: Node = key(anything)
    back: Node = key(anything)
    parts: dict[str, Node] = key(names_to(anything), {})


def read_layout(
    name: str,
    kinds: Iterable[str],
    cell: tuple[float, float] | None,
    house: House,
    sources: Sources,
    problems: Problems,
    back: str | None = None,
) -> CardLayout | None:
    """The layout with the faces of these kinds, or None with the problems noted.

    A layout without a size of its own takes that of the sheet's cells. Kinds that name a back take
    this one instead where the layout has it.
    """
    noted = len(problems)
    root = sources_tree(sources, f"layouts/cards/{name}/card.yaml", problems)
    if root is None:
        return None
    try:
        form = read_keys(_CardForm, root, problems, "a card layout")
        size = _size(form, root, cell, problems)
        _check_frame(form, size, root, problems)
        styles = {s: _resolved(style, house, problems) for s, style in form.styles.items()}
    except Unreadable:
        return None
    faces, backs, choosing = {}, read_backs(name, sources, problems), False
    for kind in kinds:
        relative = f"layouts/cards/{name}/{kind}.yaml"
        if sources.find(relative) is None:
            what = f'the layout "{name}" does not say how cards of the kind "{kind}" look'
            problems.error("E207", root.where, what, f"write {relative}, or build another output")
            continue
        tree = sources_tree(sources, relative, problems)
        if tree is None:
            continue
        try:
            faces[kind] = _faces(tree, form, size[0], backs, back, house, problems)
            choosing = choosing or (tree.entries or {})["back"].text is not None
        except Unreadable:
            continue
    if len(problems) > noted:
        return None
    safe = form.safe or form.frame
    names = tuple(backs.faces) if choosing else ()
    return CardLayout(name, *size, form.bleed, form.frame, safe, styles, faces, root.where, names)


def _size(
    form: _CardForm, root: Node, cell: tuple[float, float] | None, problems: Problems
) -> tuple[float, float]:
    if form.width and form.height:
        return form.width, form.height
    if form.width or form.height:
        needed = "height" if form.width else "width"
        raise refuse(problems, "E105", root.where, f'a card layout needs "{needed}"')
    if cell is None:
        what = "this layout has no width and height: it takes those of the cells of a sheet"
        fix = "choose a sheet with cells (--sheet), or write its size here"
        raise refuse(problems, "E212", root.where, what, fix)
    return cell


def _check_frame(
    form: _CardForm, size: tuple[float, float], root: Node, problems: Problems
) -> None:
    if not form.frame or root.entries is None:
        return
    where = root.entries["frame"].where
    if form.bleed:
        what = "a card with a frame has no bleed: nothing on it reaches the trim"
        raise refuse(problems, "E107", where, what, "leave one of the two out")
    if 2 * form.frame >= min(size):
        raise refuse(problems, "E107", where, "the frame leaves nothing of the card")


def _resolved(form: _StyleForm, house: House, problems: Problems) -> Style:
    return Style(
        _chain(form.font, house, problems),
        form.size,
        *form.leading,
        RAGS[form.rag],
        _chain(form.figures, house, problems) if form.figures else None,
    )


def _chain(font: Prose, house: House, problems: Problems) -> Chain:
    if font.text not in house.chains:
        fix = did_you_mean(font.text, house.chains, "the fonts are")
        raise refuse(problems, "E204", font.where, f'no font is called "{font.text}"', fix)
    return house.chains[font.text]


def _faces(
    tree: Node,
    card: _CardForm,
    width: float,
    backs: Backs,
    wanted: str | None,
    house: House,
    problems: Problems,
) -> tuple[FaceLayout, FaceLayout]:
    form = read_keys(_KindForm, tree, problems, "the layout of a kind of card")
    named = form.back.text is not None
    back = backs.face(form.back, wanted, problems) if named else form.back
    shared = {**house.words, **card.measures}
    own = {**shared, **form.parts}
    of_back = {**shared, **backs.parts} if named else own
    measure = width - 2 * card.frame
    return _face(form.front, measure, own, problems), _face(back, measure, of_back, problems)


def _face(node: Node, width: float, values: Mapping[str, Node], problems: Problems) -> FaceLayout:
    if node.entries is not None:  # what the face itself measures may use the shared names too
        own = {
            name: value if name in ("blocks", "fit") else with_values(value, values)
            for name, value in node.entries.items()
        }
        node = Node(own, node.where, node.keys)
    form = read_keys(_FaceForm, node, problems, "a face")
    if form.left + form.right >= width:
        what = f"left and right leave nothing of the face's {width:g} mm"
        raise refuse(problems, "E107", node.where, what)
    return FaceLayout(
        ink=form.ink or Prose("paper", node.where),
        left=form.left,
        right=form.right,
        blocks=form.blocks,
        deck_steps=_steps(form.fit.deck, problems),
        card_steps=_steps(form.fit.card, problems),
        values=values,
        where=node.where,
    )


def _steps(node: Node | None, problems: Problems) -> tuple[Mapping[str, Node], ...]:
    """The steps of a fit in order; a list within a step stands for each of its values in turn,
    the last key's soonest."""
    if node is None:
        return ({},)
    if not node.items:
        form = "an empty one" if node.items is not None else node.form
        what = f"this should be a list of steps, not {form}"
        raise refuse(problems, "E102", node.where, what)
    steps: list[Mapping[str, Node]] = []
    for item in node.items:
        entries = names_to(anything)(item, problems)
        choices = [value.items or [value] for value in entries.values()]
        if prod(len(choice) for choice in choices) > MOST_STEPS:
            what = f"these lists make more than {MOST_STEPS} steps"
            raise refuse(problems, "E107", item.where, what, "give fewer values")
        for chosen in itertools.product(*choices):
            steps.append(dict(zip(entries, chosen, strict=True)))
    return tuple(steps)
