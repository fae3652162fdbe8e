"""Inks → the operators that set them, in the guise that a file has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from cardgen.graphics.colour.cmyk import limited
from cardgen.graphics.colour.colorimetry import CMYK
from cardgen.graphics.frame import Guise, Ink
from cardgen.output.numbers import numbers
from cardgen.output.pdf.document import LedgerError, name
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.graphics.pixels.icc import Separation

Of = Literal["fill", "stroke"]
_OPERATORS: dict[Guise, tuple[str, str]] = {
    "rgb": ("rg", "RG"),
    "grey": ("g", "G"),
    "coated": ("k", "K"),
    "uncoated": ("k", "K"),
}
_THIN_PT = 2.0  # GWG 2022, R0010: black lines thinner than this overprint
_LARGE_MM = 10.0  # in both directions: 100 % K only looks grey on larger areas
_BLACK = (0, 0, 0, 100)
KNOCK_OUT = (False, False)  # of fills and of strokes


class Spot(Value):
    """A spot ink by its name, with the build that takes its place where it has no plate."""

    name: str
    build: tuple[float, ...]

    @property
    def space(self) -> str:
        """Its colour space (ISO 32000-1, 8.6.6.4): from none of it, which is bare paper, to all."""
        tints = f"<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[{numbers(self.build, 3)}]>>"
        return f"[/Separation{name(self.name)}/DeviceCMYK{tints}]"


class Inks:
    """The inks of one file.

    On a press a spot ink is a Separation colour space, one object for each name; builds keep within
    the ink limit of the separation, and large areas of black are printed in the solid ink, a rich
    black, if there is one.

    As printed, inks are the screen colours that look like their print. Black that overprints is
    then shown without what lies below it: in type nobody can tell the darker black that results.
    """

    def __init__(
        self,
        guise: Guise,
        separation: Separation | None = None,
        solid: Ink | None = None,
        as_printed: bool = False,
    ) -> None:
        self.guise = guise
        self.on_press = guise in ("coated", "uncoated")
        self.separation = separation  # for pictures, with the ink limit
        self._solid = solid
        self.as_printed = as_printed
        self._spots: dict[str, Spot] = {}
        self._operators: dict[tuple[Ink, Of], str] = {}
        self.plates: dict[str, None] = {}
        self.total = 0.0  # percent, of the heaviest build; pictures keep the ink limit

    def note_picture(self) -> None:
        """Note that a picture in all four inks is printed."""
        self.plates |= dict.fromkeys(PROCESS)
        self.total = max(self.total, self.separation.most if self.separation else 400.0)

    def _note(self, ink: Ink) -> None:
        if ink.spot == REGISTRATION:
            return  # for marks beyond the trim
        if ink.spot:
            self.plates[ink.spot] = None
            return
        parts = self._parts(ink)
        self.plates |= {name: None for name, part in zip(PROCESS, parts, strict=True) if part}
        self.total = max(self.total, 100 * sum(parts))

    def spot(self, ink: Ink) -> Spot | None:
        """The spot ink that has a plate, and so a colour space, of its own in this file; None for
        others. It is noted as in use.

        Raises LedgerError where two inks of one name have different builds.
        """
        if not ink.spot or not self.on_press or self.as_printed:
            return None
        self._note(ink)
        known = self._spots.get(ink.spot)
        spot = Spot(ink.spot, tuple(self._parts(ink)))
        if known and known != spot:
            raise LedgerError(f'the spot ink "{ink.spot}" has two builds')
        return self._spots.setdefault(ink.spot, spot)

    def set(self, ink: Ink, of: Of) -> str:
        """The operators that set an ink without a plate of its own, of fills or of strokes."""
        known = self._operators.get((ink, of))
        if known is not None:
            return known
        if self.on_press and not self.as_printed:
            self._note(ink)
        guise: Guise = "rgb" if self.as_printed else self.guise
        operator = _OPERATORS[guise][of == "stroke"]
        found = self._operators[ink, of] = f"{numbers(self._parts(ink), 3)} {operator}"
        return found

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
                    from cardgen.graphics.pixels.icc import build_as_printed

                    return [part / 255 for part in build_as_printed(held, self.separation)]
                return [part / 100 for part in held]

    def area(self, ink: Ink, width: float, height: float) -> Ink:
        """The ink for an area of that size in mm."""
        large = min(width, height) >= _LARGE_MM
        return self._solid if large and self._solid and self._is_black(ink) else ink

    def overprints(self, ink: Ink, width_pt: float = 0.0) -> bool:
        """Whether type, areas or lines of that width in the ink overprint.

        100 % K only does, and so does what is not printed; white and builds knock out.
        """
        return (self.on_press and ink.technical) or (self._is_black(ink) and width_pt < _THIN_PT)

    def _is_black(self, ink: Ink) -> bool:
        return self.on_press and not ink.spot and _build(ink, self.guise) == _BLACK


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION = "All"  # ISO 32000-1, 8.6.6.4: all plates


def in_order(plates: Iterable[str]) -> tuple[str, ...]:
    """The plates, the process colours first."""
    needed = dict.fromkeys(plates)
    return (*(name for name in PROCESS if name in needed), *(p for p in needed if p not in PROCESS))


def _build(ink: Ink, guise: Guise) -> CMYK:
    return ink.uncoated if guise == "uncoated" else ink.coated


def state_name(fills: bool, strokes: bool) -> str:
    """The resource name of a graphics state: O with a letter for what overprints."""
    return "O" + "f" * fills + "s" * strokes


def state(fills: bool, strokes: bool) -> str:
    """The graphics state that overprints fills or strokes (ISO 32000-1, 8.6.7); in mode 1 inks with
    a tint of 0 leave what is below."""
    return f"<</OP {str(strokes).lower()}/op {str(fills).lower()}/OPM 1>>"
