"""What a print shop asks of the files it is sent. Lengths in mm, type and lines in points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from cardgen.graphics.frame import Ink
from cardgen.graphics.pixels.icc import Separation
from cardgen.model.deck import Prose, prose
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

ColourOf = Literal["coated", "uncoated", "screen"]
First = Literal["fronts", "backs"]
COLOURS: tuple[ColourOf, ...] = ("coated", "uncoated", "screen")


def _from_to(least: float, most: float, reason: str) -> Reader[float]:
    """Reads a number between the two, for a reason."""

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


class Limits(Form):
    """What can still be printed: type and lines of one ink, type of several inks or in white, in
    points; pictures in pixels to the inch, below the least not at all, and line art, which has no
    tones between, likewise; all inks together in percent, as the mean of any square of 15 mm."""

    type: float = key(positive(type_size))
    coloured_type: float = key(positive(type_size))
    line: float = key(positive(type_size))
    picture: float = key(positive(number))
    least_picture: float = key(positive(number))
    line_art: float = key(positive(number))
    least_line_art: float = key(positive(number))
    ink: float = key(_from_to(100, 400, "black alone is 100 %, all four inks are 400 %"))


class Profile(Form):
    """What a print shop asks for, from where one knows and of which day that is.

    cards is the layout, in width and height if not its own. Faces bleed, and keep what matters
    safe, so many mm beyond and within the trim. It takes sheets of several faces, or each on a page
    of its own; first is the side that comes first. colour is the paper whose inks are printed, or
    screens; spots tells whether inks of their own are taken. PNG has ppi pixels to the inch. stock
    is what tickets ask for to print on. What is left out the shop does not mind.
    """

    about: str = key(text)
    sources: tuple[str, ...] = key(filled(list_of(text)))
    date: datetime.date = key(date)
    cards: Prose | None = key(prose, None)
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
    limits: Limits = key(nested(Limits, "the limits of a profile"))


@dataclass(frozen=True, slots=True)
class Intent:
    """The condition of print that a file is made for, by its name in the registry of the ICC or by
    another; its profile and the most ink there may be, the standard that the file keeps, and the
    ink of large areas of black."""

    condition: str
    about: str
    registered: bool
    separation: Separation
    standard: Standard
    solid: Ink | None = None


profile_form = nested(Profile, "a profile")
