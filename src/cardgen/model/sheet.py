"""Paper, and what is printed on it beside the cards, as the files of sheets say. Lengths are in
mm."""

from __future__ import annotations

from typing import Literal

from cardgen.graphics.frame import NO_BLEED, Ink, Sides
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    filled,
    integer,
    length,
    list_of,
    number,
    one_of,
    positive,
    several,
    text,
    type_size,
    yes_or_no,
)
from cardgen.problems import Problems
from cardgen.value import Value

Turn = Literal["portrait", "landscape", "either"]


Style = Literal["corner", "lines"]
MarkedSides = Literal["both", "fronts", "backs"]


class Marks(Form):
    """Crop marks, at the corners of the cards or as lines along whole cuts, and whether there are
    registration marks (targets) and a colour bar.

    offset is the distance of the crop marks from the trim and length their length; width is in
    points. Inside the frames of framed cards they are crosses of that length, and ticks of a third
    of it at the edge of the paper.
    """

    style: Style = key(one_of("corner", "lines"), "corner")
    on: MarkedSides = key(one_of("both", "fronts", "backs"), "both")
    offset: float = key(length)
    length: float = key(length)
    width_pt: float = key(type_size, name="width")
    targets: bool = key(yes_or_no, False)
    bar: bool = key(yes_or_no, False)


class Target(Form):
    """A registration mark, a cross in a circle: the length of its lines, the diameter of its circle
    and, in points, their width. apart is its distance from the crop marks; at a side without room
    for that it is smaller, down to least, and stands between bleed and paper."""

    size: float = key(positive(length))
    circle: float = key(positive(length))
    width_pt: float = key(positive(type_size), name="width")
    apart: float = key(length)
    least: float = key(positive(length))


class PressMarks(Value):
    """What files for presses may have beside the cards: the registration ink, which prints on every
    plate, registration marks, a dieline with its width in points, a colour bar of square patches,
    the names of the plates with their inks, and the ink of creases."""

    registration: Ink
    target: Target
    die_line: Ink
    die_line_pt: float
    patch: float
    patches: tuple[Ink, ...]
    plates: tuple[tuple[str, Ink], ...]
    crease: Ink


class Outline(Value):
    """A line around a face, its width in points; dash is the length of its dashes, 0 for a solid
    line, and words say what it means."""

    ink: Ink
    width_pt: float
    dash: float = 0.0
    words: str = ""


class PreviewStyle(Value):
    """How a preview shows faces: so many mm apart on a ground, with lines at the trim, at the end
    of the bleed and at that of the safe area."""

    gap: float
    ground: Ink
    trim: Outline
    bleed: Outline
    safe: Outline


class Cells(Form):
    """The cells of die-cut stock: x and y are the left and top of the first one, across and down
    the distances from the left, or the top, of one to that of the next."""

    width: float = key(positive(length))
    height: float = key(positive(length))
    columns: int = key(positive(integer))
    rows: int = key(positive(integer))
    x: float = key(length)
    y: float = key(length)
    across: float = key(length)
    down: float = key(length)


class Arrow(Form):
    """An arrow upwards: its overall width and height, the height of its head and the width of its
    stem."""

    width: float = key(length)
    height: float = key(length)
    head: float = key(length)
    stem: float = key(length)


class Ticks(Form):
    """A tick of the ruler at every so many mm; where several coincide, the longest is drawn."""

    every: int = key(positive(integer))
    length: float = key(length)
    width_pt: float = key(type_size, name="width")


class Ruler(Form):
    """A ruler that shows whether the sheet was printed to size, and the sentence beside it.

    Its base line is from_foot above the foot of the paper; figures stand at every so many mm, with
    their baseline figures_drop below that line.
    """

    span: int = key(positive(integer), name="length")
    from_foot: float = key(length)
    line_pt: float = key(type_size, name="line")
    ticks: tuple[Ticks, ...] = key(filled(list_of(nested(Ticks, "a tick"))))
    figures: int = key(positive(integer))
    figures_drop: float = key(length)
    font: Text = key(placed_text)
    size_pt: float = key(positive(type_size), name="size")
    note: Text = key(placed_text)
    note_font: Text = key(placed_text)
    note_pt: float = key(positive(type_size), name="note-size")


class Slug(Form):
    """The words in the margins of a sheet; the baseline of the line is from_top below the paper's
    top.

    line may hold {title}, {sheet}, {sheets}, {side} and {edge}. by_hand is the line of sheets that
    a person turns over, fold that of sheets whose backs are beside their fronts, press that of
    sheets for a press if it is another one, which may hold {profile} and {condition}; moved, which
    may hold {printer}, is added where backs are moved for a printer. front and back are the words
    for {side}, long and short those for {edge}. apart is the distance between pieces side by side,
    clear that of all of them from the marks.
    """

    font: Text = key(placed_text)
    size_pt: float = key(positive(type_size), name="size")
    from_top: float = key(length)
    line: Text = key(placed_text)
    by_hand: Text = key(placed_text)
    fold: Text = key(placed_text)
    press: Text | None = key(placed_text, None)
    moved: Text = key(placed_text)
    front: Text = key(placed_text)
    back: Text = key(placed_text)
    long: Text = key(placed_text)
    short: Text = key(placed_text)
    edge_up: Text = key(placed_text)
    arrow: Arrow = key(nested(Arrow, "an arrow"))
    arrow_gap: float = key(length)
    ruler: Ruler = key(nested(Ruler, "a ruler"))
    apart: float = key(length)
    clear: float = key(length)


@accepts(lambda of: {"anyOf": [of(length), of(several(4, length))]})
def sides(node: Node, problems: Problems) -> Sides:
    """One length for all sides, or four: left, top, right, bottom."""
    if node.items is None:
        return (length(node, problems),) * 4
    left, top, right, bottom = several(4, length)(node, problems)
    return left, top, right, bottom


class Sheet(Form):
    """Paper for cards with gutters of gap mm, or die-cut stock whose cells take one card each.

    width and height are those of the upright paper. printable is the width of the margins that the
    printer cannot reach on each side of a portrait page as one looks at it, front or back. A
    printer may turn a landscape page either way, so there each side has the larger of the two
    margins that it may get. Labels are printed on one side only. overs is how many percent of extra
    paper, and at least one sheet, to have ready.
    """

    paper: str = key(text)  # as people call it
    width: float = key(positive(length))
    height: float = key(positive(length))
    turn: Turn = key(one_of("portrait", "landscape", "either"), "either")
    printable: Sides = key(sides, NO_BLEED)
    gap: float = key(length, 0.0)
    marks: Marks | None = key(nested(Marks, "marks"), None)
    cells: Cells | None = key(nested(Cells, "cells"), None)
    one_sided: bool = key(yes_or_no, False)
    overs: float = key(number, 0.0)
