"""How a person wants an output printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cardgen.model.sheet import MarkedSides

Turning = Literal["long", "short", "none"]  # the edge the printer turns on; none: by hand
Order = Literal["decks", "cards", "stack"]
Fill = Literal["none", "spares", "blank"]
MarkStyle = Literal["corner", "lines", "none"]
Inks = Literal["colour", "mono"]
Format = Literal["pdf", "html", "md", "txt"]
Options: TypeAlias = Mapping[str, str | float | bool]  # fields of Printing that are in use
OF_FACES: dict[str, type] = {"ink": str, "draft": bool, "back": str, "back_extra": float}


@dataclass(frozen=True, slots=True)
class Printing:
    """None, and 0, stand for what the output and its sheet say.

    start_at is the place on the first sheet, counted in rows from 1, that the first card takes;
    back_extra is how many mm more than fronts backs bleed; reverse puts the last back first;
    a draft saves ink; back names the backs of cards that have several to choose from; fill
    tells what takes the places that would stay empty. For presses: the profile of the shop, the
    file of another profile of colours and its condition, and the radius in mm of the die that
    rounds the corners, and whether a ticket for the print room is made beside the file.
    """

    sheet: str | None = None
    flip: Turning | None = None
    fold: bool = False
    order: Order = "decks"
    start_at: int = 1
    marks: MarkStyle | None = None
    marks_on: MarkedSides | None = None
    printer: str | None = None
    back_extra: float = 0.0
    reverse: bool = False
    proof: bool = False
    ink: Inks = "colour"
    draft: bool = False
    back: str | None = None
    fill: Fill = "none"
    format: Format = "pdf"
    profile: str | None = None
    icc: str | None = None
    condition: str | None = None
    corners: float = 0.0
    ticket: bool = False

    @property
    def on_paper(self) -> bool:
        """Whether it can have sheets; what is read as text has none, whatever the output says."""
        return self.format == "pdf"

    @property
    def by_hand(self) -> bool:
        """Whether fronts and backs are files of their own, for a person to turn the paper."""
        return self.flip == "none"

    def of_faces(self) -> Options:
        """The options in use that change what stands on faces."""
        used = {name: getattr(self, name) for name in OF_FACES}
        return {name: value for name, value in used.items() if value != getattr(_PLAIN, name)}

    def of_presses(self) -> list[str]:
        """The options in use that only print shops can fulfil."""
        used = {
            "--profile": self.profile is not None,
            "--icc": self.icc is not None,
            "--condition": self.condition is not None,
            "--corners": self.corners > 0,
            "--ticket": self.ticket,
        }
        return [option for option, is_used in used.items() if is_used]

    def of_own_printers(self) -> list[str]:
        """The options in use that only a printer of one's own can fulfil."""
        used = {
            "--ink mono": self.ink == "mono",
            "--draft": self.draft,
            "--proof": self.proof,
            "--fold": self.fold,
            "--printer": self.printer is not None,
            "--back-extra": self.back_extra > 0,
        }
        return [option for option, is_used in used.items() if is_used]

    def of_sheets(self) -> list[str]:
        """The options in use that only sheets can fulfil, besides the sheet itself."""
        used = {
            "--flip": self.flip is not None,
            "--fold": self.fold,
            "--order stack": self.order == "stack",
            "--start-at": self.start_at != 1,
            "--marks": self.marks is not None,
            "--marks-on": self.marks_on is not None,
            "--printer": self.printer is not None,
            "--back-extra": self.back_extra > 0,
            "--fill": self.fill != "none",
        }
        return [option for option, is_used in used.items() if is_used]


_PLAIN = Printing()


def as_typed(options: Options) -> str:
    """Options as one types them: --ink mono --draft."""
    words = []
    for name, value in options.items():
        words.append(f"--{name.replace('_', '-')}")
        if value is not True:
            words.append(f"{value:g}" if isinstance(value, float) else str(value))
    return " ".join(words)
