"""Finished frames at another size, with all that is in them enlarged or reduced in proportion."""

from __future__ import annotations

from typing import cast

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    GlyphRun,
    Image,
    Item,
    Line,
    Path,
    Placed,
    Step,
    never,
    speaks,
)


class Enlarger:
    """Makes frames that many times as large; a drawing that several of them share stays shared."""

    def __init__(self, times: float) -> None:
        self._times = times
        # By the identity of the original, as files store a frame once by its identity. The original
        # is kept with it, or another frame could come to have its id.
        self._shared: dict[int, tuple[Frame, Frame]] = {}

    def frame(self, frame: Frame) -> Frame:
        """The frame with every length and every size of type that many times as large."""
        items = tuple(self._item(item) for item in frame.items)
        return Frame(self._times * frame.width, self._times * frame.height, items)

    def _placed(self, frame: Frame) -> Frame:
        if speaks(frame):
            return self.frame(frame)
        if id(frame) not in self._shared:
            self._shared[id(frame)] = frame, self.frame(frame)
        return self._shared[id(frame)][1]

    def _item(self, item: Item) -> Item:
        times = self._times
        match item:
            case GlyphRun():
                x, y, size_pt = times * item.x, times * item.y, times * item.size_pt
                return item._replace(x=x, y=y, size_pt=size_pt)
            case Box():
                return item._replace(
                    x=times * item.x,
                    y=times * item.y,
                    width=times * item.width,
                    height=times * item.height,
                    stroke_pt=times * item.stroke_pt,
                    radius=times * item.radius,
                )
            case Line():
                x1, y1, x2, y2 = (times * end for end in (item.x1, item.y1, item.x2, item.y2))
                return Line(x1, y1, x2, y2, item.ink, times * item.width_pt)
            case Path():
                return item._replace(steps=tuple(self._step(step) for step in item.steps))
            case Image():
                x, y, width, height = (
                    times * part for part in (item.x, item.y, item.width, item.height)
                )
                return item._replace(x=x, y=y, width=width, height=height)
            case Element():
                return item._replace(items=tuple(self._item(inner) for inner in item.items))
            case Placed():
                left, top, right, bottom = item.bleed or (0.0, 0.0, 0.0, 0.0)
                bleed = times * left, times * top, times * right, times * bottom
                return item._replace(
                    x=times * item.x,
                    y=times * item.y,
                    frame=self._placed(item.frame),
                    bleed=bleed if item.bleed else None,
                    radius=times * item.radius,
                )
            case _:
                never(item)

    def _step(self, step: Step) -> Step:
        lengths = (self._times * part for part in step if not isinstance(part, str))
        return cast(Step, (step[0], *lengths))
