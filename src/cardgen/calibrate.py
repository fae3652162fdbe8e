"""What was read from the test sheet → what a printer does, kept for the next build."""

from __future__ import annotations

from collections.abc import Mapping
from math import degrees

from cardgen.aids import Aids
from cardgen.form import read_keys
from cardgen.printer import Printer, Shift, Way
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.layout import read_layout
from cardgen.read.printer import own_file
from cardgen.read.tree import read_tree
from cardgen.schema import length
from cardgen.units import shown
from cardgen.whole import whole

Reading = tuple[float, float]  # mm to the right and down, less than 0 to the left and up
_HEAD = """\
# Where this printer puts backs against their fronts, as one looks at the back: mm, degrees, and how
# large they are. Written by `cardgen calibrate`.
"""


def shift_from(
    readings: Mapping[str, Reading], width: float, height: float, edge: float, along: float
) -> Shift:
    """The shift, turn and scales that come nearest to the readings at the corners A to D.

    The page is width × height mm. What tells right from left stands edge mm from its upper and
    lower edge and along mm from the others, what tells down from up the other way round. By least
    squares; for turns of a few degrees a turn moves things straight.
    """
    across, down = width / 2 - along, height / 2 - along  # from the middle, along the edges
    outer = height / 2 - edge, width / 2 - edge
    signs = {"A": (-1, -1), "B": (1, -1), "C": (-1, 1), "D": (1, 1)}
    xs = {corner: readings[corner][0] for corner in signs}
    ys = {corner: readings[corner][1] for corner in signs}
    scale_x = sum(xs[c] * x for c, (x, _) in signs.items()) / (4 * across)
    scale_y = sum(ys[c] * y for c, (_, y) in signs.items()) / (4 * down)
    turns = sum(ys[c] * x * outer[1] - xs[c] * y * outer[0] for c, (x, y) in signs.items())
    turn = degrees(turns / (4 * (outer[0] ** 2 + outer[1] ** 2)))
    return shift_of(sum(xs.values()) / 4, sum(ys.values()) / 4, turn, 1 + scale_x, 1 + scale_y)


def shift_of(right: float, down: float, turn_cw: float, scale_x: float, scale_y: float) -> Shift:
    """The shift in words: nothing in it is less than 0."""
    right, down, turn_cw = round(right, 2), round(down, 2), round(turn_cw, 3)
    return Shift(
        right=max(right, 0.0),
        left=max(-right, 0.0),
        down=max(down, 0.0),
        up=max(-down, 0.0),
        turn_cw=max(turn_cw, 0.0),
        turn_ccw=max(-turn_cw, 0.0),
        scale_x=round(scale_x, 5),
        scale_y=round(scale_y, 5),
    )


def gauges_of(aids: Aids, width: float, height: float, problems: Problems) -> Reading | None:
    """How far the test sheet's gauges stand from the edges, and along them."""
    size = width, height
    layout = read_layout("aid", ["test"], size, aids.house, aids.sources, problems)
    if layout is None:
        return None
    values = layout.kinds["test"][1].values
    return length(values["edge"], problems), length(values["along"], problems)


def save(name: str, way: Way, shift: Shift, sources: Sources, problems: Problems) -> str | None:
    """The path of the printer's file, with the shift for pages of that way in it and the rest as
    it was; None if what is there cannot be read."""
    path = own_file(name, sources)
    assert path is not None
    printer = Printer()
    if path.is_file():
        tree = read_tree(path, str(path), problems)
        if tree is None:
            return None
        printer = read_keys(Printer, tree, problems, "a printer")
    shifts = {"portrait": printer.portrait, "landscape": printer.landscape, way: shift}
    lines = [f"about: {_quoted(printer.about)}"] if printer.about else []
    for name_, values in (*shifts.items(), ("spread", printer.spread)):
        if values is not None:
            lines += [f"{name_}:", *(f"  {key}: {text}" for key, text in _written(values))]
    with whole(str(path), make_folder=True) as out:
        out.write((_HEAD + "\n".join(lines) + "\n").encode("utf-8"))
    return str(path)


def _written(form: Shift | object) -> list[tuple[str, str]]:
    """The keys of a form that say something, as in YAML."""
    values = vars(form)
    neutral = {"scale_x": 1.0, "scale_y": 1.0}
    return [
        (name.replace("_", "-"), f"{value:g}")
        for name, value in values.items()
        if value != neutral.get(name, 0.0)
    ] or [("right", "0")]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def in_words(shift: Shift) -> str:
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
    where = f"lie {' and '.join(parts)}" if parts else "lie where they should"
    if shift.turn_cw or shift.turn_ccw:
        way = "clockwise" if shift.turn_cw else "counter-clockwise"
        where += f", turned by {shift.turn_cw or shift.turn_ccw:g}° {way}"
    for scale, word in ((shift.scale_x, "wide"), (shift.scale_y, "high")):
        if scale != 1:
            where += f", {scale:g} times as {word}"
    return f"backs {where}"
