"""A page for one person after another: what all of them have is painted once, the names anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Element, Face, Frame, GlyphRun, Item, Page, Placed
from cardgen.output.pdf.content import Content, ContentSettings, packed
from cardgen.output.pdf.marked_content import Owner
from cardgen.output.pdf.paint import Painter
from cardgen.output.pdf.tags import Tag, card_section
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.output.pdf.painted_page import PaintedPage


class NameSlot(Value):
    """Where a name stands: the place of its frame in mm, the content up to it, the operator that
    begins it, what is set after it, and which operators of the page are its own."""

    x: float
    y: float
    before: Content
    begin: str
    after: ContentSettings
    own: slice

    def show(self, name: Element) -> bytes | None:
        """The content of another name; None if something else would be set after it."""
        content = self.before.continued()
        content.add(self.begin)
        for run in _runs(name):
            content.show(run, self.x, self.y)
        content.add("EMC")
        return packed([*content.operators, ""]) if content.settings == self.after else None


class NamePainter(Painter):
    """Paints the page of a person, and takes note of where names stand on it."""

    def page(self, page: Page) -> None:
        self.slots: list[NameSlot] = []
        super().page(page)

    def _element(self, element: Element, words: Owner, drawings: Owner, parent: Tag | None) -> None:
        if parent is None or not _is_name(element):
            super()._element(element, words, drawings, parent)
            return
        content, (x, y, _) = self.content, self._where
        self._marked.belong_to(None)
        before, start = content.continued(), len(content.operators)
        super()._element(element, words, drawings, parent)
        self._marked.belong_to(None)
        own = slice(start, len(content.operators))
        self.slots.append(NameSlot(x, y, before, content.operators[start], content.settings, own))

    def pieces(self) -> tuple[bytes, ...]:
        """The content: what is before the first name, that, what is before the next, and so on."""
        operators = self.content.operators
        ends = (end for slot in self.slots for end in (slot.own.start, slot.own.stop))
        pieces = [operators[start:end] for start, end in pairwise((0, *ends, len(operators)))]
        # No operator may end where the next piece begins.
        return (*(packed([*piece, ""]) for piece in pieces[:-1]), packed(pieces[-1]))


class PersonalPage:
    """A page that was painted for one person, of which those of others are made."""

    def __init__(self, page: Page, painted: PaintedPage, slots: Sequence[NameSlot]) -> None:
        self._page, self._painted, self._slots = page, painted, slots

    def painted(self, page: Page, face: Face) -> PaintedPage | None:
        """The page of that face, where it differs from this one in its names alone; None if it has
        to be painted as a whole."""
        names = _changed_names(self._page, page)
        if names is None or len(names) != len(self._slots):
            return None
        shown = [slot.show(name) for slot, name in zip(self._slots, names, strict=True)]
        pieces = [*self._painted.content]
        for at, piece in enumerate(shown):
            if piece is None:
                return None
            pieces[2 * at + 1] = piece
        first, elements = self._painted.faces[0], self._painted.elements
        section, own = card_section(first.face).id, card_section(face).id
        lasting = [tag._replace(id=own) if tag.id == section else tag for tag in elements.lasting]
        return self._painted._replace(
            content=tuple(pieces),
            elements=elements._replace(lasting=lasting),
            faces=[first._replace(face=face)],
            xobjects={},
            glyphs={},
        )


def face_of_person(page: Page) -> Face | None:
    """The only face on a page, if it is that of one person."""
    faces = [item.face for item in page.frame.items if isinstance(item, Placed) and item.face]
    return faces[0] if len(faces) == 1 and faces[0].person else None


def _changed_names(old: Page, new: Page) -> list[Element] | None:
    """The names on a page in place of those on an older one; None if more is different.

    What is the same has to be the same object, as on faces that are made for one person after
    another.
    """
    names: list[Element] = []
    like = _is_like(old.frame, new.frame, names) and old._replace(frame=new.frame) == new
    return names if like else None


def _is_like(old: Frame, new: Frame, names: list[Element]) -> bool:
    """Whether a frame is like an older one but for names, which are added to names."""
    return old._replace(items=new.items) == new and _are_alike(old.items, new.items, names)


def _are_alike(old: Sequence[Item], new: Sequence[Item], names: list[Element]) -> bool:
    return len(old) == len(new) and all(
        one is other or _is_alike(one, other, names) for one, other in zip(old, new, strict=True)
    )


def _is_alike(old: Item, new: Item, names: list[Element]) -> bool:
    match old, new:
        case Element(), Element():
            if _is_name(old) and _is_name(new):
                names.append(new)
            elif not _are_alike(old.items, new.items, names):
                return False
            return old._replace(items=new.items) == new
        case Placed(face=face), Placed(face=of_person):
            if face and of_person:
                face = face._replace(card=of_person.card, person=of_person.person)
            placed = old._replace(frame=new.frame, face=face) == new
            return placed and _is_like(old.frame, new.frame, names)
    return False


def _is_name(element: Element) -> bool:
    """Whether an element says a person's name in nothing but words."""
    return element.of_person and bool(element.items) and len(_runs(element)) == len(element.items)


def _runs(name: Element) -> list[GlyphRun]:
    return [item for item in name.items if isinstance(item, GlyphRun)]
