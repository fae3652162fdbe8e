"""What a print shop asks of files; lengths are in mm, type sizes and line widths in points."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from cardgen.graphics.frame import Ink
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import NUMBER, accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    Reader,
    date,
    filled,
    length,
    list_of,
    number,
    one_of,
    positive,
    refuse,
    text,
    type_size,
    yes_or_no,
)
from cardgen.model.standard import STANDARDS, Standard
from cardgen.problems import Problems
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.graphics.pixels.icc import Separation

ColourOf = Literal["coated", "uncoated", "screen"]
First = Literal["fronts", "backs"]
COLOURS: tuple[ColourOf, ...] = ("coated", "uncoated", "screen")


def _from_to(least: float, most: float, reason: str) -> Reader[float]:
    """A reader of numbers between the two, with the reason for them."""

    @accepts({**NUMBER, "minimum": least, "maximum": most})
    def read(node: Node, problems: Problems) -> float:
        value = number(node, problems)
        if not least <= value <= most:
            what = f"this should be {least:g} to {most:g}, not {node.form}: {reason}"
            raise refuse(problems, "E107", node.where, what)
        return value

    return read


_standard_name = one_of(*STANDARDS)


@accepts(lambda of: of(_standard_name))
def _standard(node: Node, problems: Problems) -> Standard:
    return STANDARDS[_standard_name(node, problems)]


class PrintLimits(Form):
    """The limits of what a shop can print.

    Type and lines in one ink, and type in several inks or in white, are in points. Images and line
    art are in pixels to the inch, below the least not at all. ink is the total area coverage in
    percent, as the mean of any square of 15 mm.
    """

    type: float = key(positive(type_size))
    coloured_type: float = key(positive(type_size))
    line: float = key(positive(type_size))
    picture: float = key(positive(number))
    least_picture: float = key(positive(number))
    line_art: float = key(positive(number))
    least_line_art: float = key(positive(number))
    ink: float = key(_from_to(100, 400, "black alone is 100 %, all four inks are 400 %"))


class Profile(Form):
    """What a print shop asks for, with the sources of that and their date.

    cards is the layout, at width and height if these are given. bleed is outside the trim, safe
    inside it. sheets tells whether it takes imposed sheets, rather than a page for each face; first
    is the side that comes first. colour is the paper to print on, or screen; spots tells whether
    spot inks are taken. ppi is the resolution of PNG. stock is what tickets ask for. What is left
    out the shop does not mind.
    """

    about: str = key(text)
    sources: tuple[str, ...] = key(filled(list_of(text)))
    date: datetime.date = key(date)
    cards: Text | None = key(placed_text, None)
    width: float | None = key(positive(length), None)
    height: float | None = key(positive(length), None)
    bleed: float | None = key(length, None)
    safe: float | None = key(length, None)
    sheets: bool = key(yes_or_no, False)
    first: First | None = key(one_of("fronts", "backs"), None)
    colour: ColourOf | None = key(one_of(*COLOURS), None)
    standard: Standard | None = key(_standard, None)
    spots: bool = key(yes_or_no, True)
    ppi: float = key(_from_to(10, 1200, "the pixels to the inch of a picture"), 300.0)
    stock: str = key(text, "")
    limits: PrintLimits = key(nested(PrintLimits, "the limits of a profile"))


class Intent(Value):
    """What a file for a press is made for: its printing condition and the standard it keeps.

    registered tells whether the condition's name is in the ICC registry; separation holds its
    profile and ink limit; solid is the ink of large areas of black.
    """

    condition: str
    about: str
    registered: bool
    separation: Separation
    standard: Standard
    solid: Ink | None = None


profile_form = nested(Profile, "a profile")
