"""KIND.yaml and backs.yaml of a layout → FaceLayouts: the sides of cards, or pages, with the blocks
decoded for each step of their fit."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from contextlib import suppress
from math import prod

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.json_schema import accepts
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
from cardgen.problems import Mark, Problems
from cardgen.read.files import Sources
from cardgen.typeset.blocks.stack import PlacedBlock, Stack, stack

MOST_STEPS = 1000  # of a fit; each may be tried for each card
MOST_STACKS = 10_000  # of a face: each step of its card in each step of its deck
LEFT_OUT = "left-out"  # the value that names what a card goes without in a step

_STEPS = filled(list_of(names_to(anything)))


class _FitForm(Form):
    deck: Node | None = key(later(_STEPS), None)
    card: Node | None = key(later(_STEPS), None)


class _FlowForm(Form):
    top: float = key(length)
    bottom: float = key(length)
    again: Node | None = key(later(stack), None)
    fill: Node | None = key(later(stack), None)


class _FaceForm(Form):
    ink: Text | None = key(placed_text, None)
    left: float = key(length, 0.0)
    right: float = key(length, 0.0)
    flow: _FlowForm | None = key(nested(_FlowForm, "a flow"), None)
    fit: _FitForm = key(nested(_FitForm, "a fit"), _FitForm())
    blocks: Node = key(later(stack))


class _PageFaceForm(_FaceForm):
    parts: dict[str, Node] = key(names_to(anything), {})


face_form = nested(_FaceForm, "a face")
page_form = nested(_PageFaceForm, "a page")


@accepts(lambda of: {"anyOf": [of(placed_text), of(face_form)]})
def _back(node: Node, problems: Problems) -> Node:
    """The name of a back, or a face, which is decoded once all backs are known."""
    return node


class _KindLayoutForm(Form):
    front: Node = key(later(face_form))
    back: Node = key(_back)
    parts: dict[str, Node] = key(names_to(anything), {})


kind_form = nested(_KindLayoutForm, "the layout of a kind of card")


class Backs(Form):
    """Faces by name, and the parts that they share."""

    faces: dict[str, Node] = key(names_to(later(face_form)), name="backs")
    parts: dict[str, Node] = key(names_to(anything), {})

    def face(self, named: Node, wanted: str | None, problems: Problems) -> Node:
        """Returns the requested back, or else the one that a kind names."""
        name = wanted if wanted in self.faces else str(named.text)
        if name not in self.faces:
            fix = problems.did_you_mean(name, self.faces, "its backs are")
            what = f'the layout has no back "{name}"'
            raise refuse(problems, "E204", named.where, what, fix)
        return self.faces[name]


backs_form = nested(Backs, "a file of backs")


def read_backs(folder: str, sources: Sources, problems: Problems) -> Backs:
    """Returns the backs of the layout in a folder; none if there is no such file, or if it cannot
    be read (the problems are noted)."""
    relative = f"{folder}/backs.yaml"
    if sources.find(relative):
        tree = sources.tree(relative, problems)
        with suppress(Unreadable):
            if tree is not None:
                return backs_form(tree, problems)
    return Backs(faces={})


def read_sides(
    tree: Node,
    width: float,
    values: Mapping[str, Node],
    backs: Backs,
    wanted: str | None,
    problems: Problems,
    slips: Problems,
) -> tuple[FaceLayout[Stack], ...]:
    """The front and the back of a kind of card, as read_face has them. Where the kind names a back,
    it has the one wanted, if that is among these backs, or else the one that it names."""
    form = kind_form(tree, problems)
    named = form.back.text is not None
    back = backs.face(form.back, wanted, problems) if named else form.back
    own = {**values, **form.parts}
    of_back = {**values, **backs.parts} if named else own
    faces = (
        read_face(form.front, width, own, problems, slips),
        read_face(back, width, of_back, problems, slips),
    )
    for face in faces:
        if face.flow:
            what = "a face of a card cannot flow on: only pages can"
            raise refuse(problems, "E107", face.where, what, "leave flow: out")
    return faces


def read_page(
    tree: Node, width: float, values: Mapping[str, Node], problems: Problems, slips: Problems
) -> tuple[FaceLayout[Stack], ...]:
    """The page of a kind, as read_face has it; its keys are the file's own."""
    entries = dict(tree.entries or {})
    parts = entries.pop("parts", None)
    named = names_to(anything)(parts, problems) if parts else {}
    face = Node(entries, tree.where, tree.keys) if tree.entries is not None else tree
    return (read_face(face, width, {**values, **named}, problems, slips),)


def read_face(
    node: Node, width: float, values: Mapping[str, Node], problems: Problems, slips: Problems
) -> FaceLayout[Stack]:
    """A side of a card, or a page, that is so many mm wide and whose blocks may use these values by
    name; Unreadable, with the problems noted, where anything but a block is wrong.

    A block that cannot be decoded is left out, and what is wrong with it is noted among the slips:
    the rest of the face can be set all the same, and may have problems of its own.
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
        what = "a face that flows takes the room it needs, so the deck cannot share one size"
        raise refuse(problems, "E107", form.fit.deck.where, what, "give its steps under card")
    of_deck, of_card = _steps(form.fit.deck, problems), _steps(form.fit.card, problems)
    count = len(of_deck), len(of_card)
    if form.fit.deck and prod(count) > MOST_STACKS:
        what = f"{count[0]} steps, each with {count[1]} under card, are more than {MOST_STACKS}"
        raise refuse(problems, "E107", form.fit.deck.where, what, "give fewer values")
    blocks = _Blocks(values, node.where, slips)
    return FaceLayout(
        ink=form.ink or Text("paper", node.where),
        left=form.left,
        right=form.right,
        stacks=tuple(
            tuple(blocks.stack(form.blocks, {**deck, **card}) for card in of_card)
            for deck in of_deck
        ),
        where=node.where,
        flow=_flow(form.flow, of_card, blocks) if form.flow else None,
        left_out=tuple(_left_out(step, values, problems) for step in of_card),
    )


def _left_out(
    step: Mapping[str, Node], values: Mapping[str, Node], problems: Problems
) -> Text | None:
    node = step.get(LEFT_OUT)
    return placed_text(with_values(node, values), problems) if node else None


def _flow(form: _FlowForm, of_card: tuple[Mapping[str, Node], ...], blocks: _Blocks) -> Flow[Stack]:
    again, fill = (node or Node([], blocks.where) for node in (form.again, form.fill))
    return Flow(
        form.top,
        form.bottom,
        tuple(blocks.stack(again, step) for step in of_card),
        tuple(blocks.stack(fill, step) for step in of_card),
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
        self._anyway: dict[int, set[str]] = {}

    def stack(self, blocks: Node, step: Mapping[str, Node]) -> Stack:
        """Returns the blocks as they are in one step."""
        values = {**self._values, **step}
        # A mapping or a text in place of the list is for the reader to refuse.
        nodes = blocks.items if blocks.items is not None else [blocks]
        found = [entry for node in nodes for entry in self._shared(node, step, values)]
        return Stack(tuple(found), self.where)

    def _shared(
        self, node: Node, step: Mapping[str, Node], values: Mapping[str, Node]
    ) -> tuple[PlacedBlock, ...]:
        used: list[str] = []
        if not self._reached_anyway(node).isdisjoint(step):  # few blocks use what a step changes
            used = sorted(self._reached(node, values) & step.keys())
        key = (id(node), *((name, step[name].text or id(step[name])) for name in used))
        if key not in self._entries:
            self._entries[key] = self._decoded(node, values)
        return self._entries[key]

    def _decoded(self, node: Node, values: Mapping[str, Node]) -> tuple[PlacedBlock, ...]:
        node = with_values(node, values)
        unknown = set()
        for name in names_in(node):
            fix = self._slips.did_you_mean(str(name.value)[1:], values, "the names are")
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

    def _reached_anyway(self, node: Node) -> set[str]:
        """Returns the names used in the tree, and in what they lead to in all steps; where a step
        gives no value to any of them, the tree is as in all other such steps."""
        if id(node) not in self._anyway:
            self._anyway[id(node)] = self._reached(node, self._values)
        return self._anyway[id(node)]

    def _reached(self, node: Node, values: Mapping[str, Node]) -> set[str]:
        """Returns the names used in the tree, and in the values that they lead to."""
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
