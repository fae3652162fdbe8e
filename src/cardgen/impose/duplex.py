"""Duplex: how the paper turns over, and the mirror of a front in which its back is printed."""

from __future__ import annotations

from typing import Literal, TypeAlias

from cardgen.graphics.frame import Placed, Sides

# The edge on which the printer's driver is told to flip; none: a person turns the paper over, like
# the page of a book.
Flip = Literal["long", "short", "none"]
DEFAULT_FLIP: Flip = "long"  # for paper of either orientation, as printers have it
Axis = Literal["vertical", "horizontal"]  # about which the paper turns, as one looks at the page
Turn: TypeAlias = Literal[0, 90, 180, 270]  # degrees clockwise

_REVERSED_AND_TURNED: dict[Turn, Turn] = {0: 180, 90: 90, 180: 0, 270: 270}
_REVERSED: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}


def turning_axis(landscape: bool, flip: Flip) -> Axis:
    """The axis about which the paper turns, as one looks at the page."""
    like_a_book = flip == "none" or (flip == "short") == landscape
    return "vertical" if like_a_book else "horizontal"


def mirrored_back(
    front: Placed, back: Placed, page_width: float, page_height: float, axis: Axis
) -> Placed:
    """The back where it meets its front through the paper: the front's place mirrored about the
    paper's centre line.

    The head of the card stays its head: cut out and turned over about its own upright axis, the
    back reads upright.
    """
    left, top, right, bottom = front.bleed or (0.0, 0.0, 0.0, 0.0)
    bleed = (right, top, left, bottom) if front.bleed else None
    if axis == "vertical":
        x = page_width - front.x - front.width
        return back._replace(x=x, y=front.y, turn=_REVERSED[front.turn], bleed=bleed)
    y = page_height - front.y - front.height
    return back._replace(x=front.x, y=y, turn=_REVERSED_AND_TURNED[front.turn], bleed=bleed)


def turned_sides(sides: Sides, turn: int) -> Sides:
    """The sides of the page in the order in which a frame that lies turned on it names them, by so
    many degrees clockwise.

    With the negative turn, the frame's sides in the order of the page.
    """
    quarters = turn // 90 % 4
    left, top, right, bottom = sides[quarters:] + sides[:quarters]
    return left, top, right, bottom
