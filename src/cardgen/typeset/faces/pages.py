"""A face that flows: as many pages as its blocks need, each with what stands on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cardgen.graphics.frame import Frame, Item
from cardgen.model.layout import FaceLayout
from cardgen.typeset.blocks.stack import Stack
from cardgen.typeset.faces.flow import Flowed, Sections, draw, flow, unsaid
from cardgen.typeset.fitted import Misfit
from cardgen.typeset.ground import field
from cardgen.typeset.setting import Setting


class Paged(NamedTuple):
    """A face over its pages in one step of its fit."""

    flowed: Flowed
    stack: Stack
    again: Stack

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        return self.flowed.misfits


def fewest(face: FaceLayout[Stack], setting: Setting) -> Paged:
    """The face in the step that takes the fewest pages, the first of them; a step in which
    something does not fit comes last."""
    found = [paged(face, setting, step) for step in range(len(face.stacks[0]))]
    return min(found, key=lambda one: (bool(one.misfits), len(one.flowed.pages)))


def frames(paged: Paged, face: FaceLayout[Stack], setting: Setting) -> Iterator[Frame]:
    """The pages as they are drawn; what the first one says of every page is not said again."""
    flowed, flow, layout = paged.flowed, face.flow, setting.layout
    assert flow
    sections, width, height = Sections(), layout.width, layout.height
    bleed = layout.bleed
    paper = field(setting, (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed), face.ink)
    for number, parts in enumerate(flowed.pages, 1):
        here = _on_page(setting, number, len(flowed.pages))
        items: list[Item] = [paper, *sections.of(_over(paged.stack, here, height, number))]
        top = flow.top
        if number > 1 and paged.again.entries:
            again = paged.again.fit(here)
            items += unsaid(again.draw(0.0, again.height))
            top = again.height
        items += sections.of(draw(parts, top, height - flow.bottom - top))
        yield Frame(width, height, tuple(items))


def paged(face: FaceLayout[Stack], setting: Setting, step: int) -> Paged:
    """The face in a step of its card's fit; the deck has no say in a face that flows."""
    assert face.flow
    stack, again = face.stacks[0][step], face.flow.again[step]
    down_to = setting.layout.height - face.flow.bottom
    head = again.fit(_on_page(setting, 2, 2))
    rooms = down_to - face.flow.top, down_to - (head.height or face.flow.top)
    fitted = stack.fitted(setting)
    inside = (one for entry, one in fitted if not entry.is_over)
    flowed = flow(inside, rooms, face.where)
    own = (misfit for _, one in fitted for misfit in one.misfits)
    over = head.misfits if len(flowed.pages) > 1 else ()
    return Paged(flowed._replace(misfits=(*flowed.misfits, *own, *over)), stack, again)


def _over(stack: Stack, setting: Setting, height: float, number: int) -> tuple[Item, ...]:
    """What lies over the flow on each page; aloud it is said on the first."""
    over = replace(stack, entries=tuple(entry for entry in stack.entries if entry.is_over))
    items = over.fit(setting).draw(0.0, height)
    return items if number == 1 else unsaid(items)


def _on_page(setting: Setting, number: int, count: int) -> Setting:
    """The same for one page of so many."""
    values = {**setting.values, "page": str(number), "pages": str(count)}
    return replace(setting, values=values, made={})
