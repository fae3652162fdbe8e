"""Faces for one person after another: only what says the person's name is set anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_

from cardgen.graphics.frame import Element, Item, Placed
from cardgen.graphics.type.paragraph import Paragraph
from cardgen.graphics.type.wording import names
from cardgen.model.deck import Card, Text
from cardgen.model.forms.form import Form
from cardgen.problems import Problems
from cardgen.typeset.blocks.stack import Block, Stack
from cardgen.typeset.blocks.text import TextBlock
from cardgen.typeset.fitted import Fitted, Part
from cardgen.typeset.origins import Origin
from cardgen.typeset.setting import Setting, card_values
from cardgen.value import Value

_NAME = "participant"  # as templates name it


class Drawn(Value):
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
        setting = own._replace(card=card, values=values, problems=problems, watcher=None, cache={})
        fitted = self.block.fit(setting)
        if fitted.misfits or (fitted.height, fitted.grow) != (self.fitted.height, self.fitted.grow):
            return None
        items = fitted.draw(self.y, self.height)
        return None if problems or len(items) != len(self.items) else items


class Changed(Value):
    """Faces that became another person's, and the identities of the items that are new there."""

    faces: tuple[Placed, ...]
    new: frozenset[int]


class PersonalFaces:
    """The faces of a card for one person, and how they become those for another."""

    can_change = False

    def __init__(self) -> None:
        self._faces: tuple[Placed, ...] = ()
        self._drawn: list[Drawn] = []
        self._is_whole = True  # whether all that says the name is known

    def noting(self, fitted: Fitted, _: Origin, block: Block, setting: Setting) -> Fitted:
        """The same block, which is noted when it draws the name."""
        if not _says_name(block):
            return fitted
        if not isinstance(block, TextBlock):
            self._is_whole = False
            return fitted

        def draw(y: float, height: float) -> tuple[Item, ...]:
            items = fitted.draw(y, height)
            self._drawn.append(Drawn(block, setting, fitted, y, height, items))
            return items

        def parts() -> Iterator[Part]:
            self._is_whole = False  # pages may end within it
            return fitted.parts() if fitted.parts else iter(())

        return fitted._replace(draw=draw, parts=parts if fitted.parts else None)

    def note_text(self, text: Text, paragraph: Paragraph) -> None:
        """Which text a paragraph is set from makes no difference."""

    def take(self, faces: Sequence[Placed]) -> None:
        """Take the faces on which the name was drawn, of which there is nothing to be told."""
        items = {id(item) for placed in faces for item in _within(placed.frame.items)}
        drawn = (item for one in self._drawn for item in one.items)
        self._faces = tuple(faces)
        self.can_change = self._is_whole and all(id(item) in items for item in drawn)

    def for_card(self, card: Card) -> Changed | None:
        """The faces for the person whose card it is; None if more than the name would be another
        there."""
        others = dict[int, Item]()
        for drawn in self._drawn:
            items = drawn.for_card(card)
            if items is None:
                return None
            others |= {id(old): item for old, item in zip(drawn.items, items, strict=True)}
        faces = tuple(_with(placed, others, card) for placed in self._faces)
        return Changed(faces, frozenset(map(id, _within(others.values()))))


def _says_name(part: object) -> bool:
    """Whether a block says the name itself, and not only in blocks within it."""
    match part:
        case Text(text):
            return _NAME in names(text)
        case Stack():
            return False
        case Form():
            return any(map(_says_name, vars(part).values()))
        case tuple():
            return any(map(_says_name, part))
    return False


def _within(items: Iterable[Item]) -> Iterator[Item]:
    """The items and all within them."""
    for item in items:
        yield item
        if isinstance(item, Element):
            yield from _within(item.items)
        elif isinstance(item, Placed):
            yield from _within(item.frame.items)


def _with(placed: Placed, others: Mapping[int, Item], card: Card) -> Placed:
    """A face as that of another card, with others in place of the items of these identities."""
    frame = placed.frame._replace(items=_changed(placed.frame.items, others))
    assert placed.face  # a composer's faces have one
    return placed._replace(frame=frame, face=placed.face._replace(card=card.known_as))


def _changed(items: tuple[Item, ...], others: Mapping[int, Item]) -> tuple[Item, ...]:
    """The items with others among them; the same ones if there are none to change."""
    made = tuple(_changed_item(item, others) for item in items)
    return items if all(map(is_, made, items)) else made


def _changed_item(item: Item, others: Mapping[int, Item]) -> Item:
    if id(item) in others:
        return others[id(item)]
    if isinstance(item, Element):
        inner = _changed(item.items, others)
        return item if inner is item.items else item._replace(items=inner)
    if isinstance(item, Placed):
        inner = _changed(item.frame.items, others)
        if inner is not item.frame.items:
            return item._replace(frame=item.frame._replace(items=inner))
    return item
