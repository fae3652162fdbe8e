"""The steps of a face's fit: the same blocks with other values, decoded as they are needed."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.model.forms.node import Node, names_in, with_values
from cardgen.model.forms.readers import Unreadable
from cardgen.model.layout import FaceLayout
from cardgen.problems import Problems, did_you_mean
from cardgen.typeset.blocks.stack import Entry, Stack, stack


class Steps:
    """The stacks of one face by the steps of the deck and of the card.

    What a step does not change is the same object in all of them, so that it is fitted to a card
    only once.
    """

    def __init__(self, layout: FaceLayout, problems: Problems) -> None:
        self.layout = layout
        self._problems = problems
        self._stacks: dict[tuple[int, int, int], Stack] = {}
        # By what they were made from; the layout keeps those nodes alive.
        self._entries: dict[tuple[object, ...], tuple[Entry, ...]] = {}
        self._names: dict[int, set[str]] = {}

    def stack(self, deck_step: int, card_step: int) -> Stack:
        return self._made(self.layout.blocks, deck_step, card_step)

    def again(self, deck_step: int, card_step: int) -> Stack:
        """What further pages of a face that flows begin with."""
        again = self.layout.flow.again if self.layout.flow else None
        return self._made(again, deck_step, card_step) if again else Stack((), self.layout.where)

    def _made(self, blocks: Node, deck_step: int, card_step: int) -> Stack:
        key = id(blocks), deck_step, card_step
        if key not in self._stacks:
            layout = self.layout
            step = {**layout.deck_steps[deck_step], **layout.card_steps[card_step]}
            # A mapping or a text in place of the list is for the reader to refuse.
            nodes = blocks.items if blocks.items is not None else [blocks]
            found = [entry for node in nodes for entry in self._shared(node, step)]
            self._stacks[key] = Stack(tuple(found), layout.where)
        return self._stacks[key]

    def _shared(self, node: Node, step: Mapping[str, Node]) -> tuple[Entry, ...]:
        values = {**self.layout.values, **step}
        used = sorted(self._reached(node, values) & step.keys())
        key = (id(node), *((name, step[name].text or id(step[name])) for name in used))
        if key not in self._entries:
            self._entries[key] = self._decoded(node, values)
        return self._entries[key]

    def _decoded(self, node: Node, values: Mapping[str, Node]) -> tuple[Entry, ...]:
        node = with_values(node, values)
        unknown = set()
        for name in names_in(node):
            fix = did_you_mean(str(name.value)[1:], values, "the names are")
            what = f'nothing is called "{name.value}" here'
            self._problems.error("E204", name.where, what, fix)
            unknown.add(name.where)
        found = Problems()
        try:
            return stack(Node([node], node.where), found).entries
        except Unreadable:
            return ()
        finally:  # of an unknown name it is no news that it is no length either
            self._problems.add(problem for problem in found if problem.where not in unknown)

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
