"""How the paper turns over between front and back, and each card with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeAlias

from cardgen.graphics.frame import Placed, Sides

Flip = Literal["long", "short"]  # the edge about which the printer is told to turn the paper
Axis = Literal["vertical", "horizontal"]  # of turning, as one looks at the page
Turn: TypeAlias = Literal[0, 90, 180, 270]

_HALF_TURN_LESS: dict[Turn, Turn] = {0: 180, 90: 90, 180: 0, 270: 270}
_BACKWARDS: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}


def default_flip(landscape: bool) -> Flip:
    """The flip that turns the paper like the page of a book."""
    return "short" if landscape else "long"


def turning_axis(landscape: bool, flip: Flip) -> Axis:
    return "vertical" if flip == default_flip(landscape) else "horizontal"


def turned_over(
    front: Placed, back: Placed, page_width: float, page_height: float, axis: Axis
) -> Placed:
    """The back placed so that it meets its front through the paper.

    Its place is the front's reflected about the middle of the paper. The head of the card stays
    its head: cut out and turned over about its own upright axis, the back reads upright.
    """
    left, top, right, bottom = front.bleed or (0.0, 0.0, 0.0, 0.0)
    bleed = (right, top, left, bottom) if front.bleed else None
    if axis == "vertical":
        x = page_width - front.x - front.width
        return replace(back, x=x, y=front.y, turn=_BACKWARDS[front.turn], bleed=bleed)
    y = page_height - front.y - front.height
    return replace(back, x=front.x, y=y, turn=_HALF_TURN_LESS[front.turn], bleed=bleed)


def turned_sides(sides: Sides, turn: int) -> Sides:
    """The sides of the page in the order that a frame lying on it, turned clockwise, names them.

    With the negative turn, the frame's own sides in the order of the page.
    """
    quarters = turn // 90 % 4
    left, top, right, bottom = sides[quarters:] + sides[:quarters]
    return left, top, right, bottom
