"""Blocks that go on from page to page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cardgen.graphics.frame import Element, Item
from cardgen.problems import Mark
from cardgen.typeset.fitted import Fitted, Misfit, Part, parts_of

SLACK = 0.001


class Flowed(NamedTuple):
    """The parts of each page, their heights together with the white between them, and what does
    not fit on any."""

    pages: tuple[tuple[Part, ...], ...]
    heights: tuple[float, ...]
    misfits: tuple[Misfit, ...]


def flow(fitted: Iterable[Fitted], rooms: tuple[float, float], where: Mark) -> Flowed:
    """The blocks on as few pages as hold them; rooms are the mm of the first page and of each
    further one."""
    pages: list[tuple[Part, ...]] = []
    page: list[Part] = []
    misfits: list[Misfit] = []
    for together in _held(parts_of(fitted), rooms[1]):
        room = rooms[bool(pages)]
        if page and _height([*page, *together]) > room + SLACK:
            pages.append(tuple(page))
            page, room = [], rooms[1]
        if (over := _height([*page, *together]) - room) > SLACK:
            misfits.append(Misfit("height", over, where))
        page += together
    pages.append(tuple(page))
    return Flowed(tuple(pages), tuple(_height(page) for page in pages), tuple(misfits))


def draw(parts: Sequence[Part], top: float, room: float) -> tuple[Item, ...]:
    """A page's parts from the top edge down; what height they leave goes to those that grow."""
    shares = sum(part.grow for part in parts)
    spare = max(0.0, room - _height(parts))
    items: list[Item] = []
    y = top
    for index, part in enumerate(parts):
        if index:
            y += part.gap
        elif part.again:
            items += unsaid(part.again.draw(y, part.again.height))
            y += part.again.height
        own = part.height + (spare * part.grow / shares if part.grow else 0.0)
        items += part.draw(y, own)
        y += own
    return tuple(items)


def unsaid(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items as an artifact: what was said before is shown again."""
    shown = tuple(_shown(items))
    return (Element("Artifact", shown),) if shown else ()


def _shown(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Element):
            yield from _shown(item.items)
        else:
            yield item


class Sections:
    """Elements of page after page, each section's heading taking in what follows it, also on
    further pages, up to the next one."""

    def __init__(self) -> None:
        self._open: str | None = None
        self._count = 0

    def of(self, items: Iterable[Item]) -> tuple[Item, ...]:
        found: list[Item] = []
        for item in items:
            if isinstance(item, Element) and item.role == "Sect" and item.id is None:
                self._count += 1
                self._open = f"section {self._count}"
                item = replace(item, id=self._open)
            elif self._open and isinstance(item, Element) and item.role != "Artifact":
                item = Element("Sect", (item,), id=self._open)
            found.append(item)
        return tuple(_joined(found))


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """The items with neighbours that are pieces of one element made one, inside them too."""
    before: Item | None = None
    for item in items:
        if (
            isinstance(item, Element)
            and isinstance(before, Element)
            and item.id is not None
            and (item.role, item.id) == (before.role, before.id)
        ):
            before = replace(before, items=(*before.items, *item.items))
            continue
        if before is not None:
            yield _inside(before)
        before = item
    if before is not None:
        yield _inside(before)


def _inside(item: Item) -> Item:
    if isinstance(item, Element) and item.id is not None:
        return replace(item, items=tuple(_joined(item.items)))
    return item


def _held(parts: Iterable[Part], room: float) -> Iterator[list[Part]]:
    """What stays together, divided where that is more than a page holds and can be."""
    for together in _kept_together(parts):
        if _height(together) > room + SLACK and any(part.pieces for part in together):
            yield from _held((piece for part in together for piece in _in_pieces(part)), room)
        else:
            yield together


def _in_pieces(part: Part) -> Iterator[Part]:
    """Its pieces, of which the first has the white above the part."""
    gap = part.gap
    for piece in part.pieces() if part.pieces else [part._replace(gap=0.0)]:
        yield piece._replace(gap=piece.gap + gap, again=part.again)
        gap = 0.0


def _kept_together(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Each part with those before it that stay with it."""
    together: list[Part] = []
    for part in parts:
        together.append(part)
        if not part.keep:
            yield together
            together = []
    if together:
        yield together


def _height(parts: Sequence[Part]) -> float:
    """Of the parts as they stand on a page: the first has no white above it, but its head."""
    if not parts:
        return 0.0
    head = parts[0].again.height if parts[0].again else 0.0
    return head - parts[0].gap + sum(part.gap + part.height for part in parts)
