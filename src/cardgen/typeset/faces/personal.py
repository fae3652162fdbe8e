"""Faces for one person after another: only what says the person's name is set anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from cardgen.graphics.frame import Element, Item, Placed
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.graphics.type.wording import names
from cardgen.model.deck import Card, Text
from cardgen.model.forms.form import Form
from cardgen.problems import Problems
from cardgen.typeset.blocks.stack import Block, PlacedBlock, Stack
from cardgen.typeset.blocks.text import TextBlock
from cardgen.typeset.fitted import Fitted, Part
from cardgen.typeset.setting import PARTICIPANT, Setting, card_values
from cardgen.value import Value


class DrawnName(Value):
    """The name of a person as a block drew it, with what it takes to draw another in its place."""

    block: Block
    setting: Setting
    fitted: Fitted
    y: float
    height: float
    items: tuple[Item, ...]

    def for_card(self, card: Card) -> tuple[Item, ...] | None:
        """The name of another person, whose card it is, in the same place; None if it needs another
        height there, or if there is something to be told of it."""
        own, problems = self.setting, Problems()
        values = {**own.values, **card_values(card, own.deck, own.house)}
        setting = own._replace(card=card, values=values, problems=problems, observer=None, cache={})
        fitted = self.block.fit(setting)
        if fitted.misfits or (fitted.height, fitted.grow) != (self.fitted.height, self.fitted.grow):
            return None
        items = fitted.draw(self.y, self.height)
        return None if problems or len(items) != len(self.items) else items


class ChangedFaces(Value):
    """Faces that became another person's, and the identities of the items that are new there."""

    faces: tuple[Placed, ...]
    new: frozenset[int]


class PersonalFaces:
    """The faces of a card for one person, and how they become those for another."""

    can_change = False

    def __init__(self) -> None:
        self._faces: tuple[Placed, ...] = ()
        self._around: Set[int] = frozenset()  # the identities of what the name is in
        self._drawn: list[DrawnName] = []
        self._is_whole = True  # whether all that says the name is known

    def observed(self, fitted: Fitted, placed: PlacedBlock, setting: Setting) -> Fitted:
        """The same block, which is noted when it draws the name."""
        block = placed.block
        if not _says_name(block):
            return fitted
        if not isinstance(block, TextBlock):
            self._is_whole = False
            return fitted

        def draw(y: float, height: float) -> tuple[Item, ...]:
            items = fitted.draw(y, height)
            self._drawn.append(DrawnName(block, setting, fitted, y, height, items))
            return items

        def parts() -> Iterator[Part]:
            self._is_whole = False  # pages may end within it
            return fitted.parts() if fitted.parts else iter(())

        return fitted._replace(draw=draw, parts=parts if fitted.parts else None)

    def note_text(self, text: Text, paragraph: Paragraph) -> None:
        """Which text a paragraph is set from makes no difference."""

    def take(self, faces: tuple[Placed, ...]) -> None:
        """Take the faces on which the name was drawn, of which there is nothing to be told."""
        drawn = {id(item) for one in self._drawn for item in one.items}
        self._faces, self._around = faces, frozenset(_around(faces, drawn))
        self.can_change = self._is_whole and drawn <= self._around

    def for_card(self, card: Card) -> ChangedFaces | None:
        """The faces for the person whose card it is; None if more than the name would be another
        there."""
        replacements = dict[int, Item]()
        for drawn in self._drawn:
            items = drawn.for_card(card)
            if items is None:
                return None
            replacements |= {id(old): item for old, item in zip(drawn.items, items, strict=True)}
        faces = []
        for placed in self._faces:
            frame = placed.frame._replace(items=self._changed(placed.frame.items, replacements))
            assert placed.face and card.person  # a composer's faces have one, here a person's
            face = placed.face._replace(card=card.known_as, person=card.person.number)
            faces.append(placed._replace(frame=frame, face=face))
        return ChangedFaces(tuple(faces), frozenset(map(id, _within(replacements.values()))))

    def _changed(
        self, items: tuple[Item, ...], replacements: Mapping[int, Item]
    ) -> tuple[Item, ...]:
        """The items, also those within them, with the replacements of these identities."""
        return tuple(
            [
                self._changed_item(item, replacements) if id(item) in self._around else item
                for item in items
            ]
        )

    def _changed_item(self, item: Item, replacements: Mapping[int, Item]) -> Item:
        if id(item) in replacements:
            return replacements[id(item)]
        if isinstance(item, Element):
            return item._replace(items=self._changed(item.items, replacements))
        assert isinstance(item, Placed)  # nothing else is around what was drawn
        inner = self._changed(item.frame.items, replacements)
        return item._replace(frame=item.frame._replace(items=inner))


def _says_name(part: object) -> bool:
    """Whether a block says the name itself, and not only in blocks within it."""
    match part:
        case Text(text):
            return PARTICIPANT in names(text)
        case Stack():
            return False
        case Form():
            return any(map(_says_name, vars(part).values()))
        case tuple():
            return any(map(_says_name, part))
    return False


def _inner(item: Item) -> tuple[Item, ...]:
    """What is right within an item."""
    if isinstance(item, Placed):
        return item.frame.items
    return item.items if isinstance(item, Element) else ()


def _within(items: Iterable[Item]) -> Iterator[Item]:
    """The items and all within them."""
    for item in items:
        yield item
        yield from _within(_inner(item))


def _around(items: Iterable[Item], drawn: Set[int]) -> Iterator[int]:
    """The identities of what was drawn, where it is among the items or in them, and of what is
    around it."""
    for item in items:
        inner = list(_around(_inner(item), drawn))
        if inner or id(item) in drawn:
            yield id(item)
        yield from inner
