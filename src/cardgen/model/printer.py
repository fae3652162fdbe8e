"""What a printer does to the backs it prints, as its owner has measured it."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Literal

from cardgen.graphics.frame import Matrix
from cardgen.model.forms.form import Form, accepted, key, nested, read_keys
from cardgen.model.forms.json_schema import NUMBER, TEXT, accepts, measure
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import length, number, positive, refuse
from cardgen.problems import Problems
from cardgen.units import shown

Way = Literal["portrait", "landscape"]


FURTHEST = 20.0  # mm; what is further off was read wrongly
MOST_TURNED = 5.0  # degrees
SMALLEST, LARGEST = 0.9, 1.1  # scales
CALIBRATION_LIMITS = {
    "shift": (0.0, FURTHEST),
    "turn": (0.0, MOST_TURNED),
    "scale": (SMALLEST, LARGEST),
}


@accepts(measure(FURTHEST, "mm", "pt"))
def _shift_of(node: Node, problems: Problems) -> float:
    return _at_most(FURTHEST, "mm", length(node, problems), node, problems)


@accepts({**NUMBER, "maximum": MOST_TURNED})
def _turn(node: Node, problems: Problems) -> float:
    return _at_most(MOST_TURNED, "degrees", number(node, problems), node, problems)


def _at_most(most: float, unit: str, value: float, node: Node, problems: Problems) -> float:
    if value > most:
        what = f"{node.form} is more than {most:g} {unit}, the most that a printer is off"
        raise refuse(problems, "E107", node.where, what, "read the test sheet again")
    return value


@accepts({"type": "number", "minimum": SMALLEST, "maximum": LARGEST})
def _scale(node: Node, problems: Problems) -> float:
    value = positive(number)(node, problems)
    if not SMALLEST <= value <= LARGEST:
        fix = "write how large it prints for 1 mm, such as 1.002"
        raise refuse(problems, "E107", node.where, f"{node.form} is not a printer's scale", fix)
    return value


class Shift(Form):
    """Where backs lie against their fronts as one looks at the back: mm to the right or left and
    down or up, degrees clockwise or counter-clockwise about the middle, and how large they are."""

    right: float = key(_shift_of, 0.0)
    left: float = key(_shift_of, 0.0)
    down: float = key(_shift_of, 0.0)
    up: float = key(_shift_of, 0.0)
    turn_cw: float = key(_turn, 0.0)
    turn_ccw: float = key(_turn, 0.0)
    scale_x: float = key(_scale, 1.0)
    scale_y: float = key(_scale, 1.0)


class Spread(Form):
    """How far from there single sheets lie, as standard deviations: mm each way, degrees, and the
    scale in percent; cut and fold are how far a guillotine and a folded edge miss, in mm."""

    shift: float = key(length)
    turn: float = key(number, 0.0)
    scale: float = key(number, 0.0)
    cut: float = key(length)
    fold: float = key(length, 0.0)


OPPOSITES = (("right", "left"), ("down", "up"), ("turn-cw", "turn-ccw"))


@accepts(lambda of: accepted(Shift, of), name="shift")
def _shift(node: Node, problems: Problems) -> Shift:
    shift = read_keys(Shift, node, problems, "a shift")
    for one, other in OPPOSITES:
        if node.entries and one in node.entries and other in node.entries:
            what = f"{one} and {other} cannot both be given"
            raise refuse(problems, "E107", node.keys[other], what, "leave one of them out")
    return shift


@accepts({"type": [*TEXT["type"], "null"]})
def _about(node: Node, problems: Problems) -> str:
    return node.text or ""


class Printer(Form):
    """A printer with one of its trays; what it does to portrait and to landscape pages is
    measured on each, for a driver may turn a page either way."""

    about: str = key(_about, "")
    portrait: Shift | None = key(_shift, None)
    landscape: Shift | None = key(_shift, None)
    spread: Spread | None = key(nested(Spread, "a spread"), None)


def corrected(shift: Shift, width: float, height: float, turned: bool) -> Matrix:
    """Where to paint what should come to lie true, on a page of a size in mm.

    The printer scales and turns the page about its middle and then shifts it; this is that, undone.
    turned is a back that lies on its head against those the shift was measured on.
    """
    right, down = shift.right - shift.left, shift.down - shift.up
    if turned:
        right, down = -right, -down
    angle = radians(shift.turn_cw - shift.turn_ccw)
    a, b = cos(angle) / shift.scale_x, -sin(angle) / shift.scale_y
    c, d = sin(angle) / shift.scale_x, cos(angle) / shift.scale_y
    x, y = width / 2 + right, height / 2 + down
    return a, b, c, d, width / 2 - a * x - c * y, height / 2 - b * x - d * y


def described(shift: Shift) -> str:
    """What the printer does, as one would say it."""
    parts = []
    for value, words in (
        (shift.right, "mm to the right"),
        (shift.left, "mm to the left"),
        (shift.down, "mm down"),
        (shift.up, "mm up"),
    ):
        if value:
            parts.append(f"{shown(value)} {words}")
    said = [" and ".join(parts)] if parts else []
    if shift.turn_cw or shift.turn_ccw:
        way = "clockwise" if shift.turn_cw else "counter-clockwise"
        said.append(f"turned by {shift.turn_cw or shift.turn_ccw:g}° {way}")
    for scale, word in ((shift.scale_x, "wide"), (shift.scale_y, "high")):
        if scale != 1:
            said.append(f"{scale:g} times as {word}")
    return f"backs lie {', '.join(said)}" if said else "backs lie where they should"
