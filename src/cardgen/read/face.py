"""One side of a card or a page in a layout → FaceLayout, its blocks decoded for each step."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from math import prod

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.node import Node, names_in, with_values
from cardgen.model.forms.readers import (
    Unreadable,
    anything,
    filled,
    length,
    list_of,
    names_to,
    refuse,
)
from cardgen.model.layout import FaceLayout, Flow
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.typeset.blocks.stack import PlacedBlock, Stack, stack

MOST_STEPS = 1000  # of a fit; each may be tried for each card
MOST_STACKS = 10_000  # of a face: each step of its card in each step of its deck

_STEPS = filled(list_of(names_to(anything)))


class _FitForm(Form):
    deck: Node | None = key(later(_STEPS), None)
    card: Node | None = key(later(_STEPS), None)


class _FlowForm(Form):
    top: float = key(length)
    bottom: float = key(length)
    again: Node | None = key(later(stack), None)


class _FaceForm(Form):
    ink: Text | None = key(placed_text, None)
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
    node: Node, width: float, values: Mapping[str, Node], problems: Problems, slips: Problems
) -> FaceLayout[Stack]:
    """One side of a card, on a face so many mm wide, whose blocks may use these values by name.

    A block that cannot be decoded is left out, and what is wrong with it is noted among the slips.
    """
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
    of_deck, of_card = _steps(form.fit.deck, problems), _steps(form.fit.card, problems)
    count = len(of_deck), len(of_card)
    if form.fit.deck and prod(count) > MOST_STACKS:
        what = f"{count[0]} steps, each with {count[1]} under card, are more than {MOST_STACKS}"
        raise refuse(problems, "E107", form.fit.deck.where, what, "give fewer values")
    blocks = _Blocks(values, node.where, slips)
    return FaceLayout(
        ink=form.ink or Text.plain("paper", node.where),
        left=form.left,
        right=form.right,
        stacks=tuple(
            tuple(blocks.stack(form.blocks, {**deck, **card}) for card in of_card)
            for deck in of_deck
        ),
        where=node.where,
        flow=_flow(form.flow, of_card, blocks) if form.flow else None,
    )


def _flow(form: _FlowForm, of_card: tuple[Mapping[str, Node], ...], blocks: _Blocks) -> Flow[Stack]:
    again = form.again or Node([], blocks.where)
    return Flow(form.top, form.bottom, tuple(blocks.stack(again, step) for step in of_card))


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


class _Blocks:
    """Decodes the blocks of one face with the values that each step of its fit gives to names.

    A block that two steps do not tell apart is the same object in both, so that it is fitted to a
    card only once.
    """

    def __init__(self, values: Mapping[str, Node], where: Mark, slips: Problems) -> None:
        self.where = where
        self._values, self._slips = values, slips
        # By the nodes they were made from, which the face's form keeps alive.
        self._entries: dict[tuple[object, ...], tuple[PlacedBlock, ...]] = {}
        self._names: dict[int, set[str]] = {}

    def stack(self, blocks: Node, step: Mapping[str, Node]) -> Stack:
        """The blocks in one step."""
        values = {**self._values, **step}
        # A mapping or a text in place of the list is for the reader to refuse.
        nodes = blocks.items if blocks.items is not None else [blocks]
        found = [entry for node in nodes for entry in self._shared(node, step, values)]
        return Stack(tuple(found), self.where)

    def _shared(
        self, node: Node, step: Mapping[str, Node], values: Mapping[str, Node]
    ) -> tuple[PlacedBlock, ...]:
        used = sorted(self._reached(node, values) & step.keys())
        key = (id(node), *((name, step[name].text or id(step[name])) for name in used))
        if key not in self._entries:
            self._entries[key] = self._decoded(node, values)
        return self._entries[key]

    def _decoded(self, node: Node, values: Mapping[str, Node]) -> tuple[PlacedBlock, ...]:
        node = with_values(node, values)
        unknown = set()
        for name in names_in(node):
            fix = did_you_mean(str(name.value)[1:], values, "the names are")
            what = f'nothing is called "{name.value}" here'
            self._slips.error("E204", name.where, what, fix)
            unknown.add(name.where)
        found = Problems()
        try:
            return stack(Node([node], node.where), found).blocks
        except Unreadable:
            return ()
        finally:  # an unknown name is wrong as a name only, not also as a length
            self._slips.add(problem for problem in found if problem.where not in unknown)

    def _reached(self, node: Node, values: Mapping[str, Node]) -> set[str]:
        """The names used in the tree, and in the values they lead to."""
        reached: set[str] = set()
        waiting = [node]
        while waiting:
            names = self._names_in(waiting.pop()) - reached
            reached |= names
            waiting += [values[name] for name in names if name in values]
        return reached

    def _names_in(self, node: Node) -> set[str]:
        if id(node) not in self._names:
            self._names[id(node)] = {str(name.value)[1:] for name in names_in(node)}
        return self._names[id(node)]
