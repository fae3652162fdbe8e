"""One side of a card or a page in a layout → FaceLayout, its blocks still as written."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from math import prod

from cardgen.model.deck import Prose, prose
from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.node import Node, with_values
from cardgen.model.forms.readers import anything, filled, length, list_of, names_to, refuse
from cardgen.model.layout import FaceLayout, Flow
from cardgen.problems import Problems
from cardgen.typeset.blocks.stack import stack

MOST_STEPS = 1000  # of a fit; each may be tried for each card


_STEPS = filled(list_of(names_to(anything)))


class _FitForm(Form):
    deck: Node | None = key(later(_STEPS), None)
    card: Node | None = key(later(_STEPS), None)


class _FlowForm(Form):
    top: float = key(length)
    bottom: float = key(length)
    again: Node | None = key(later(stack), None)


class _FaceForm(Form):
    ink: Prose | None = key(prose, None)
    left: float = key(length, 0.0)
    right: float = key(length, 0.0)
    flow: _FlowForm | None = key(nested(_FlowForm, "a flow"), None)
    fit: _FitForm = key(nested(_FitForm, "a fit"), _FitForm())
    blocks: Node = key(later(stack))


class _PageForm(_FaceForm):
    parts: dict[str, Node] = key(names_to(anything), {})


face_form = nested(_FaceForm, "a face")
page_form = nested(_PageForm, "a page")


def read_face(
    node: Node, width: float, values: Mapping[str, Node], problems: Problems
) -> FaceLayout:
    """One side of a card, on a face so many mm wide, whose blocks may use these values by name."""
    if node.entries is not None:  # what the face itself measures may use the shared names too
        own = {
            name: value if name in ("blocks", "fit") else with_values(value, values)
            for name, value in node.entries.items()
        }
        node = Node(own, node.where, node.keys)
    form = face_form(node, problems)
    if form.left + form.right >= width:
        what = f"left and right leave nothing of the face's {width:g} mm"
        raise refuse(problems, "E107", node.where, what)
    if form.flow and form.fit.deck:
        what = "a face that flows takes the room it needs: the deck has no size to agree on"
        raise refuse(problems, "E107", form.fit.deck.where, what, "give its steps under card")
    return FaceLayout(
        ink=form.ink or Prose("paper", node.where),
        left=form.left,
        right=form.right,
        blocks=form.blocks,
        deck_steps=_steps(form.fit.deck, problems),
        card_steps=_steps(form.fit.card, problems),
        values=values,
        where=node.where,
        flow=Flow(form.flow.top, form.flow.bottom, form.flow.again) if form.flow else None,
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
