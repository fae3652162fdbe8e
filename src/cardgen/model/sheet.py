"""Paper, and what is printed on it beside the cards, as sheet files say. Lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cardgen.graphics.frame import NO_BLEED, Ink, Sides
from cardgen.model.deck import Prose, prose
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

Turn = Literal["portrait", "landscape", "either"]


Style = Literal["corner", "lines"]
MarkedSides = Literal["both", "fronts", "backs"]


class Marks(Form):
    """Marks to cut by: at the corners of the cards, or lines along whole cuts.

    offset is their distance from the trim, length theirs, width in points. Within the frames of
    framed cards they are crosses of that length, and ticks of a third of it at the paper's edge.
    targets are crosses beyond the cards, on which plates are laid on each other, and bar the
    patches on which inks are measured.
    """

    style: Style = key(one_of("corner", "lines"), "corner")
    on: MarkedSides = key(one_of("both", "fronts", "backs"), "both")
    offset: float = key(length)
    length: float = key(length)
    width_pt: float = key(type_size, name="width")
    targets: bool = key(yes_or_no, False)
    bar: bool = key(yes_or_no, False)


class Target(Form):
    """A cross in a circle, on which plates are laid on each other, apart from the marks to cut by:
    the whole size of its lines, the diameter of the circle, and their width in points."""

    size: float = key(positive(length))
    circle: float = key(positive(length))
    width_pt: float = key(positive(type_size), name="width")
    apart: float = key(length)


@dataclass(frozen=True, slots=True)
class PressMarks:
    """What files for presses have beyond the cards: the ink that is on every plate, targets, the
    line of a die with its width, and square patches of inks to measure."""

    registration: Ink
    target: Target
    die_line: Ink
    die_line_pt: float
    patch: float
    patches: tuple[Ink, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A line around a face, in points; with a dash of so many mm it is broken."""

    ink: Ink
    width_pt: float
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """On what a preview lays faces: so many mm apart on a ground, with lines to be drawn on the
    trim, at the end of the bleed and where what matters should end."""

    gap: float
    ground: Ink
    trim: Outline
    bleed: Outline
    safe: Outline


class Cells(Form):
    """Where the cards are in stock that is cut already: x and y are those of the first cell's
    corner from the paper's, across and down the distances from cell to cell."""

    width: float = key(positive(length))
    height: float = key(positive(length))
    columns: int = key(positive(integer))
    rows: int = key(positive(integer))
    x: float = key(length)
    y: float = key(length)
    across: float = key(length)
    down: float = key(length)


class Arrow(Form):
    """An arrow upwards: its whole width and height, those of its head and the width of its stem."""

    width: float = key(length)
    height: float = key(length)
    head: float = key(length)
    stem: float = key(length)


class Ticks(Form):
    """A tick of the ruler at every so many mm; where several fall together the longest counts."""

    every: int = key(positive(integer))
    length: float = key(length)
    width_pt: float = key(type_size, name="width")


class Ruler(Form):
    """A ruler that tells whether the sheet was printed to size, and the sentence beside it.

    Its base line stands from_foot above the foot of the paper; figures stand at every so many mm,
    their baseline figures_drop below it.
    """

    span: int = key(positive(integer), name="length")
    from_foot: float = key(length)
    line_pt: float = key(type_size, name="line")
    ticks: tuple[Ticks, ...] = key(filled(list_of(nested(Ticks, "a tick"))))
    figures: int = key(positive(integer))
    figures_drop: float = key(length)
    font: Prose = key(prose)
    size_pt: float = key(positive(type_size), name="size")
    note: Prose = key(prose)
    note_font: Prose = key(prose)
    note_pt: float = key(positive(type_size), name="note-size")


class Slug(Form):
    """The words in the margins of a sheet; the line's baseline is from_top below its top.

    line may hold {title}, {sheet}, {sheets}, {side} and {edge}; by_hand is the line of sheets that
    a person turns over, fold that of those whose backs stand beside their fronts, and moved, with
    {printer}, goes on where backs are moved for a printer. front and back
    are the words for {side}, long and short those for {edge}. Pieces side by side keep apart, and
    all of them keep clear of the marks.
    """

    font: Prose = key(prose)
    size_pt: float = key(positive(type_size), name="size")
    from_top: float = key(length)
    line: Prose = key(prose)
    by_hand: Prose = key(prose)
    fold: Prose = key(prose)
    moved: Prose = key(prose)
    front: Prose = key(prose)
    back: Prose = key(prose)
    long: Prose = key(prose)
    short: Prose = key(prose)
    edge_up: Prose = key(prose)
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
    """Paper to lay cards on, gap apart both ways, or stock whose cells take one card each.

    width and height are those of the upright paper. printable is what the printer cannot reach
    on each side of a portrait page as one looks at it, front or back. A printer may turn a
    landscape page either way, so there each side keeps the larger of the two it may fall on.
    Labels are printed on one side only. overs is how many percent of paper more than the sheets,
    and at least one, to have ready.
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
