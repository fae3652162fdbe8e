"""Colour spaces and colours in them, and the inks that they put on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from cardgen.preflight.parsing.objects import data_of, number, plain

CMYK = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"
_DEEPEST = 8  # spaces within each other
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_PARTS = {
    "/DeviceGray": 1,
    "/DeviceRGB": 3,
    "/DeviceCMYK": 4,
    "/CalGray": 1,
    "/CalRGB": 3,
    "/Lab": 3,
    "/Indexed": 1,
    "/Pattern": 0,
}
_DEFAULTS = {
    "/DeviceGray": "/DefaultGray",
    "/DeviceRGB": "/DefaultRGB",
    "/DeviceCMYK": "/DefaultCMYK",
}


class Space(NamedTuple):
    """A colour space: its family, such as DeviceCMYK, and how many parts its colours have; the inks
    of Separation and DeviceN; base is what it is made from: the alternate space of inks, the space
    of an indexed one. made tells two definitions of one ink apart."""

    family: str
    parts: int
    inks: tuple[str, ...] = ()
    base: Space | None = None
    made: str = ""

    @property
    def chain(self) -> tuple[Space, ...]:
        """The space and those that it is made from."""
        return (self, *(self.base.chain if self.base else ()))


GRAY = Space("DeviceGray", 1)
RGB = Space("DeviceRGB", 3)
DEVICE_CMYK = Space("DeviceCMYK", 4)


class Colour(NamedTuple):
    """A colour in its space; of a pattern the values are those beneath it."""

    space: Space
    values: tuple[float, ...]

    @property
    def inks(self) -> dict[str, float] | None:
        """How much of each ink, from 0 to 1; None where only a conversion could tell."""
        space, values = self.space, self.values
        if space.family in ("DeviceCMYK", "ICCBased") and space.parts == 4:
            return dict(zip(CMYK, values, strict=False))
        if space.family in ("DeviceGray", "CalGray", "ICCBased") and space.parts == 1:
            return {"Black": 1 - values[0]} if values else None
        if space.inks == (ALL,) and values:
            return dict.fromkeys(CMYK, values[0])
        if space.inks:
            pairs = zip(space.inks, values, strict=False)
            return {ink: value for ink, value in pairs if ink != "None"}
        return None

    @property
    def ink(self) -> float:
        """All inks together in percent, 0 where nobody knows."""
        return 100 * sum((self.inks or {}).values())

    @property
    def is_white(self) -> bool:
        """Whether the paper stays bare, or in RGB would."""
        if self.space.family in ("DeviceRGB", "CalRGB") or (
            self.space.family == "ICCBased" and self.space.parts == 3
        ):
            return len(self.values) == 3 and min(self.values) >= 1
        inks = self.inks
        return inks is not None and not any(value > 0.001 for value in inks.values())

    @property
    def plates(self) -> int:
        """How many inks it takes; all, which marks are in, count as one."""
        if self.space.inks == (ALL,):
            return 1
        return sum(value > 0.001 for value in (self.inks or {}).values())

    @property
    def is_black(self) -> bool:
        """Whether it is the whole of black and nothing else."""
        inks = self.inks or {}
        return self.plates == 1 and inks.get("Black", 0) > 0.999


BLACK = Colour(GRAY, (0.0,))


def initial(space: Space) -> Colour:
    """The colour that counts when a space has been chosen (ISO 32000-1, 8.6.8)."""
    if space.family == "DeviceCMYK":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, (1.0 if space.inks else 0.0,) * space.parts)


def space_of(value: Any, named: Mapping[str, Any], depth: int = 0) -> Space:
    """The space that a value of a file stands for, among those named in its resources; KeyError
    for a name that is none of them, ValueError for what is no space."""
    value = plain(value)
    if depth > _DEEPEST:
        raise ValueError("colour spaces are made from each other")
    if isinstance(value, str):
        name = _SHORT.get(value, value)
        default = _DEFAULTS.get(name)
        if default and default in named and not depth:
            return space_of(named[default], {}, depth + 1)
        if name in _PARTS:
            return Space(name[1:], _PARTS[name])
        return space_of(named[name], {}, depth + 1)
    if not isinstance(value, list) or not value:
        raise ValueError("this is no colour space")
    family = _SHORT.get(str(value[0]), str(value[0]))
    if family == "/ICCBased":
        return Space("ICCBased", int(number(value[1], "/N")))
    if family in ("/Indexed", "/Pattern"):
        base = space_of(value[1], named, depth + 1) if len(value) > 1 else None
        return Space(family[1:], _PARTS[family], base=base)
    if family in ("/Separation", "/DeviceN"):
        names = plain(value[1])
        inks = tuple(str(name)[1:] for name in (names if isinstance(names, list) else [names]))
        base = space_of(value[2], named, depth + 1)
        return Space(family[1:], len(inks), inks, base, _digest(value[3]))
    return Space(family[1:], _PARTS[family])


def _digest(value: Any) -> str:
    """A short text that is the same for like functions."""
    return hashlib.sha256(_written(value).encode("utf-8", "replace")).hexdigest()[:16]


def _written(value: Any, depth: int = 0) -> str:
    value = plain(value)
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        own = {key: item for key, item in value.items() if key not in ("/Length", "/Filter")}
        parts = [f"{key}:{_written(own[key], depth + 1)}" for key in sorted(own)]
        data = data_of(value).hex()
        return "{" + ",".join(parts) + data + "}"
    if isinstance(value, list):
        return "[" + ",".join(_written(item, depth + 1) for item in value) + "]"
    return f"{float(value):g}" if isinstance(value, (int, float)) else str(value)
