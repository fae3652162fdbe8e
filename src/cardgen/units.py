"""Lengths: millimetres inside, points at the edges where type and PDF want them."""

from __future__ import annotations

import re

PT_PER_MM = 72 / 25.4
MM_PER_PT = 25.4 / 72

# Units that people write and layouts do not take, in mm, to tell what was meant.
MM_PER = {"cm": 10.0, "m": 1000.0, "in": 25.4, "inch": 25.4, "inches": 25.4, '"': 25.4, "″": 25.4}

# Of ISO 216, upright, in mm, and half of an A4 that is cut in two: what everybody calls them.
PAGE_FORMATS = {
    (297.0, 420.0): "A3",
    (210.0, 297.0): "A4",
    (148.0, 210.0): "A5",
    (148.5, 210.0): "A5",
    (105.0, 148.0): "A6",
}

_MEASURE = re.compile(r"\s*([-+]?(?:\d{1,20}(?:\.\d*)?|\.\d+))\s*([A-Za-z%\"″]*)\s*")


def split_measure(text: str) -> tuple[float, str] | None:
    """The number and the unit written in text ("3 mm" → 3.0, "mm"), or None if it is no measure."""
    found = _MEASURE.fullmatch(text)
    return (float(found[1]), found[2]) if found else None


def shown(value: float) -> str:
    """A length for people: at most two decimals, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"


def page_size(width: float, height: float) -> str:
    """The size of an upright page for people: "A4", or its sides."""
    return PAGE_FORMATS.get((width, height), f"{shown(width)} × {shown(height)} mm")
