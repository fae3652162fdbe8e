"""Colours as they are written in YAML: RGB, inks, and a theme's colour, which is one of the
palette's or its own."""

from __future__ import annotations

import re

from cardgen.model.deck import Brand, Recoloured, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import NUMBER, TEXT, accepts, written
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import number, refuse, several, text
from cardgen.problems import Problems

Inks = tuple[float, float, float, float]
_RGB = "#[0-9A-Fa-f]{6}"
# What PDF calls the inks that every press has, and all or none of them (ISO 32000-1, 8.6.6.4), and
# the plate of a die.
_PROCESS = ("cyan", "magenta", "yellow", "black", "all", "none", "dieline")


@accepts({**NUMBER, "maximum": 100})
def percent(node: Node, problems: Problems) -> float:
    value = number(node, problems)
    if value > 100:
        raise refuse(problems, "E102", node.where, f"this should be 0 to 100, not {node.form}")
    return value


@accepts(written(_RGB))
def rgb(node: Node, problems: Problems) -> tuple[int, int, int]:
    """An RGB colour, written as "#FFCE24"."""
    said = text(node, problems)
    if not re.fullmatch(_RGB, said):
        fix = 'write it as "#FFCE24", in quotes'
        raise refuse(problems, "E102", node.where, f"{node.form} is not a colour", fix)
    red, green, blue = bytes.fromhex(said[1:])
    return red, green, blue


@accepts(TEXT)
def _spot(node: Node, problems: Problems) -> str:
    """The name of a spot ink, as its maker and the press call it."""
    name = " ".join(text(node, problems).split())
    if name.lower() in _PROCESS:
        fix = "write the name that stands on the tin, such as PANTONE 286 C"
        raise refuse(problems, "E228", node.where, f'a spot ink cannot be called "{name}"', fix)
    return name


class _BrandForm(Form):
    rgb: tuple[int, int, int] = key(rgb)
    coated: Inks | None = key(several(4, percent), None)
    uncoated: Inks | None = key(several(4, percent), None)
    spot: str = key(_spot, "")


_brand_form = nested(_BrandForm, "a colour")


@accepts(lambda of: {"anyOf": [of(placed_text), of(_brand_form)]})
def theme_colour(node: Node, problems: Problems) -> Recoloured:
    """The name of a colour in the palette, or a brand colour, which then gives the theme's
    colour its name."""
    if node.text == "":
        fix = 'put it in quotes, as in colour: "#9C3D75"'
        what = "there is no colour here: YAML takes what follows # for a comment"
        raise refuse(problems, "E227", node.where, what, fix)
    if node.entries is not None:
        form = _brand_form(node, problems)
        brand = Brand(form.rgb, form.coated, form.uncoated, form.spot)
    elif node.text is not None and node.text.startswith("#"):
        brand = Brand(rgb(node, problems), None, None)
    else:
        return Recoloured(placed_text(node, problems), None)
    return Recoloured(Text(brand.name, node.where), brand)
