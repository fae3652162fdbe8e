"""Colour spaces and the colours in them, and the inks that these put on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from cardgen.preflight.parsing.objects import beginning_of, number, plain
from cardgen.value import Value

CMYK = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"
_DEEPEST = 8  # colour spaces within each other
_OF_ICC = (1, 3, 4)  # components of a profile (ISO 32000-1, table 66)
_MOST_INKS = 64  # of a space; ISO 32000-1, annex C, allows 32
_MOST_COLOURS = 1000  # a file has few, on many objects
_MOST_PARTS = 2000  # of a function that are looked at
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


class MissingSpace(Exception):
    """A colour space is named that is not in the file."""


class InvalidSpace(Exception):
    """What stands in the place of a colour space is none."""


class ColourSpace(Value):
    """A colour space: its family, such as DeviceCMYK, and the number of its components.

    inks are those of Separation and DeviceN; base is the alternate space of inks, or the base of an
    indexed space; digest tells two definitions of one ink apart.
    """

    family: str
    components: int
    inks: tuple[str, ...] = ()
    base: ColourSpace | None = None
    digest: str = ""

    @property
    def chain(self) -> tuple[ColourSpace, ...]:
        """The space and the spaces that it is based on."""
        return (self, *(self.base.chain if self.base else ()))


GRAY = ColourSpace("DeviceGray", 1)
RGB = ColourSpace("DeviceRGB", 3)
DEVICE_CMYK = ColourSpace("DeviceCMYK", 4)
_DEVICES = {"/DeviceGray": GRAY, "/DeviceRGB": RGB, "/DeviceCMYK": DEVICE_CMYK}


class ColourValue(Value):
    """A colour in its space; of an uncoloured pattern, the underlying colour."""

    space: ColourSpace
    values: tuple[float, ...]

    @property
    def inks(self) -> Mapping[str, float] | None:
        """The tint of each ink, from 0 to 1; None where only a conversion could tell."""
        return _inks_of(self)

    @property
    def coverage(self) -> float:
        """All inks together in percent, 0 where they are not known."""
        return 100 * sum((self.inks or {}).values())

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper bare, or is white in RGB."""
        return _is_white(self)

    @property
    def plates(self) -> int:
        """How many inks it takes; All, the colour of registration marks, counts as one."""
        if self.space.inks == (ALL,):
            return 1
        return sum(value > 0.001 for value in (self.inks or {}).values())

    @property
    def is_black(self) -> bool:
        """Whether it is 100 % K only."""
        inks = self.inks or {}
        return self.plates == 1 and inks.get("Black", 0) > 0.999


@lru_cache(_MOST_COLOURS)
def _inks_of(colour: ColourValue) -> Mapping[str, float] | None:
    space, values = colour
    if space.family in ("DeviceCMYK", "ICCBased") and space.components == 4:
        return dict(zip(CMYK, values, strict=False))
    if space.family in ("DeviceGray", "CalGray", "ICCBased") and space.components == 1:
        return {"Black": 1 - values[0]} if values else None
    if space.inks == (ALL,) and values:
        return dict.fromkeys(CMYK, values[0])
    if space.inks:
        pairs = zip(space.inks, values, strict=False)
        return {ink: value for ink, value in pairs if ink != "None"}
    return None


@lru_cache(_MOST_COLOURS)
def _is_white(colour: ColourValue) -> bool:
    if colour.space.family in ("DeviceRGB", "CalRGB") or (
        colour.space.family == "ICCBased" and colour.space.components == 3
    ):
        return len(colour.values) == 3 and min(colour.values) >= 1
    inks = colour.inks
    return inks is not None and not any(value > 0.001 for value in inks.values())


BLACK = ColourValue(GRAY, (0.0,))


def initial(space: ColourSpace) -> ColourValue:
    """The initial colour of a space (ISO 32000-1, 8.6.8)."""
    if space.family == "DeviceCMYK":
        return ColourValue(space, (0.0, 0.0, 0.0, 1.0))
    return ColourValue(space, (1.0 if space.inks else 0.0,) * space.components)


def space_of(value: Any, named: Mapping[str, Any], depth: int = 0) -> ColourSpace:
    """The colour space that a value of a file stands for; named are those of its resources.

    Raises MissingSpace for a name that is not among them, InvalidSpace for what is no colour space.
    """
    value = plain(value)
    if depth > _DEEPEST:
        raise InvalidSpace
    if isinstance(value, str):
        name = _SHORT.get(value, value)
        default = _DEFAULTS.get(name)
        if default and default in named and not depth:
            return space_of(named[default], {}, depth + 1)
        if name in _PARTS:
            return _DEVICES.get(name) or ColourSpace(name[1:], _PARTS[name])
        if name not in named:
            raise MissingSpace
        return space_of(named[name], {}, depth + 1)
    if not isinstance(value, list) or not value:
        raise InvalidSpace
    family = _SHORT.get(str(plain(value[0])), str(plain(value[0])))
    if family == "/ICCBased" and len(value) > 1:
        components = number(value[1], "/N")
        if components not in _OF_ICC:
            raise InvalidSpace
        return ColourSpace("ICCBased", int(components))
    if family in ("/Indexed", "/Pattern"):
        base = space_of(value[1], named, depth + 1) if len(value) > 1 else None
        return ColourSpace(family[1:], _PARTS[family], base=base)
    if family in ("/Separation", "/DeviceN") and len(value) > 3:
        names = plain(value[1])
        names = names if isinstance(names, list) else [names]
        if len(names) > _MOST_INKS:
            raise InvalidSpace
        inks = tuple(str(plain(name))[1:] for name in names)
        base = space_of(value[2], named, depth + 1)
        return ColourSpace(family[1:], len(inks), inks, base, _digest(value[3]))
    if family not in _PARTS:
        raise InvalidSpace
    return ColourSpace(family[1:], _PARTS[family])


def _digest(value: Any) -> str:
    """A short text that is the same for equal functions, as far as their first parts tell."""
    digest = hashlib.sha256()
    for part in islice(_written(value), _MOST_PARTS):
        digest.update(part)
    return digest.hexdigest()[:16]


def _written(value: Any, depth: int = 0) -> Iterator[bytes]:
    value = plain(value)
    if depth > _DEEPEST:
        yield "…".encode()
    elif isinstance(value, dict):
        yield b"{"
        for key in sorted(value.keys() - {"/Length", "/Filter"}, key=str):
            yield f"{key}:".encode("utf-8", "replace")
            yield from _written(value[key], depth + 1)
        yield beginning_of(value) + b"}"
    elif isinstance(value, list):
        yield b"["
        for item in value:
            yield from _written(item, depth + 1)
        yield b"]"
    elif isinstance(value, (int, float)):
        yield f"{float(value):g},".encode()
    else:
        yield f"{value},".encode("utf-8", "replace")
