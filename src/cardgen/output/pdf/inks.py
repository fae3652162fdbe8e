"""Inks to the operators that set them, in the guise that a file has."""

from __future__ import annotations

from typing import Literal

from cardgen.graphics.colour.cmyk import limited
from cardgen.graphics.colour.colorimetry import CMYK
from cardgen.graphics.frame import Guise, Ink
from cardgen.graphics.pixels.icc import Separation, build_as_printed
from cardgen.output.pdf.document import Document, LedgerError, name, numbers

Of = Literal["fill", "stroke"]
_OPERATORS: dict[Guise, tuple[str, str]] = {
    "rgb": ("rg", "RG"),
    "grey": ("g", "G"),
    "coated": ("k", "K"),
    "uncoated": ("k", "K"),
}
_THIN_PT = 2.0  # GWG 2022, R0010: thinner black lines overprint
_LARGE_MM = 10.0  # both ways: black alone looks grey there
_BLACK = (0, 0, 0, 100)
KNOCK_OUT = (False, False)  # of fills and of strokes


class Inks:
    """The inks of one file. On press those with plates of their own are colour spaces, one object
    for each name; all inks of a build together keep within so many percent, and large areas of
    black are printed in the solid one, if there is one.

    As printed they are the colours of screens that look like them. Black that overprints is shown
    without what lies under it: the darker black that comes of it nobody tells from it in type.
    """

    def __init__(
        self,
        document: Document,
        guise: Guise,
        separation: Separation | None = None,
        solid: Ink | None = None,
        as_printed: bool = False,
    ) -> None:
        self._document = document
        self.guise = guise
        self.separation = separation  # of pictures, with the most ink there may be
        self._solid = solid
        self.as_printed = as_printed
        self._spots: dict[str, tuple[int, tuple[float, ...]]] = {}
        self.plates: dict[str, None] = {}
        self.total = 0.0  # percent, of the build that takes the most ink; pictures keep the limit

    def in_order(self) -> tuple[str, ...]:
        """The plates that are needed, those of the press first."""
        own = tuple(name for name in self.plates if name not in PROCESS)
        return tuple(name for name in PROCESS if name in self.plates) + own

    def note_picture(self) -> None:
        """Takes note that a picture in all four inks is printed."""
        self.plates |= dict.fromkeys(PROCESS)
        self.total = max(self.total, self.separation.most if self.separation else 400.0)

    def _note(self, ink: Ink) -> None:
        if ink.spot == REGISTRATION:
            return  # beyond the trim
        if ink.spot:
            self.plates[ink.spot] = None
            return
        parts = self._parts(ink)
        self.plates |= {name: None for name, part in zip(PROCESS, parts, strict=True) if part}
        self.total = max(self.total, 100 * sum(parts))

    @property
    def on_press(self) -> bool:
        return self.guise in ("coated", "uncoated")

    def has_plate(self, ink: Ink) -> bool:
        """Whether it is a colour space of its own in this file."""
        return self.on_press and bool(ink.spot) and not self.as_printed

    def set(self, ink: Ink, of: Of) -> str:
        """The operators that make it the ink of fills or of strokes."""
        if self.on_press and not self.as_printed:
            self._note(ink)
        if self.has_plate(ink):
            space, tint = ("cs", "scn") if of == "fill" else ("CS", "SCN")
            return f"/{spot_name(self.spot(ink))} {space} 1 {tint}"
        guise: Guise = "rgb" if self.as_printed else self.guise
        operator = _OPERATORS[guise][of == "stroke"]
        return f"{numbers(self._parts(ink), 3)} {operator}"

    def spot(self, ink: Ink) -> int:
        """The object of its colour space (ISO 32000-1, 8.6.6.4): where it has no plate its build
        is printed in its place.

        Raises LedgerError where two inks of one name look different: only one could be right.
        """
        build = tuple(self._parts(ink))
        known = self._spots.get(ink.spot)
        if known and known[1] != build:
            raise LedgerError(f'the spot ink "{ink.spot}" has two builds')
        if known is None:
            # From none of it, which is paper, to all of it.
            tints = f"<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[{numbers(build, 3)}]>>"
            space = f"[/Separation{name(ink.spot)}/DeviceCMYK{tints}]"
            known = self._spots[ink.spot] = self._document.add(space), build
        return known[0]

    def _parts(self, ink: Ink) -> list[float]:
        match self.guise:
            case "rgb":
                return [part / 255 for part in ink.rgb]
            case "grey":
                return [1 - ink.grey / 100]
            case "coated" | "uncoated" as paper:
                most = self.separation.most if self.separation else 400.0
                build = _build(ink, paper)
                held = build if ink.spot == REGISTRATION else limited(build, most)
                if self.as_printed and self.separation:
                    return [part / 255 for part in build_as_printed(held, self.separation)]
                return [part / 100 for part in held]

    def area(self, ink: Ink, width: float, height: float) -> Ink:
        """The ink for an area of that size."""
        large = min(width, height) >= _LARGE_MM
        return self._solid if large and self._solid and self._is_black(ink) else ink

    def overprints(self, ink: Ink, width_pt: float = 0.0) -> bool:
        """Whether words, small areas or lines of that width in it leave what lies under them: black
        alone on press, and what is not printed. White and all that is made of several inks knock it
        out."""
        return (self.on_press and ink.technical) or (self._is_black(ink) and width_pt < _THIN_PT)

    def _is_black(self, ink: Ink) -> bool:
        return self.on_press and not ink.spot and _build(ink, self.guise) == _BLACK


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION = "All"  # ISO 32000-1, 8.6.6.4: the name that stands for all plates


def _build(ink: Ink, guise: Guise) -> CMYK:
    return ink.uncoated if guise == "uncoated" else ink.coated


def spot_name(number: int) -> str:
    """What the resources of a page call the colour space that is this object."""
    return f"S{number}"


def state_name(fills: bool, strokes: bool) -> str:
    """What the resources call a state: O with a letter for what overprints."""
    return "O" + "f" * fills + "s" * strokes


def state(fills: bool, strokes: bool) -> str:
    """Whether fills and strokes overprint (ISO 32000-1, 8.6.7): in mode 1 inks that a colour has
    none of stay as they are."""
    return f"<</OP {str(strokes).lower()}/op {str(fills).lower()}/OPM 1>>"
