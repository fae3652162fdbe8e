"""The deck's fonts within a page of HTML: only those that it uses, and of them what it uses."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence

from cardgen.graphics.type.characters import graphemes
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.segments import Chain


def family(name: str) -> str:
    """A font of the layouts as the family of that name in a style sheet."""
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def families(chain: Chain, used: Mapping[str, set[str]]) -> str:
    """A font and those used of its fallbacks, as a list of families."""
    return ", ".join([*(family(font.name) for font in chain if font.name in used), "sans-serif"])


def add_used(used: dict[str, set[str]], chain: Sequence[Font], text: str) -> None:
    """Note the characters of a text, by the name of the font in the chain that sets each."""
    for letter in dict.fromkeys(graphemes(text)):
        font = next((font for font in chain if font.has(letter)), None)
        if font is not None:
            used.setdefault(font.name, {" "}).update(letter)


def font_faces(used: Mapping[str, set[str]], fonts: Iterable[Font]) -> str:
    """The @font-face rules of the fonts that are used, each after a comment with its licence."""
    return "".join(_font_face(font, used[font.name]) for font in fonts if font.name in used)


def _font_face(font: Font, characters: Iterable[str]) -> str:
    licence = font.licence.replace("*/", "* /")
    data = b64encode(font.for_screens(characters)).decode("ascii")
    kind, form = ("otf", "opentype") if font.is_cff else ("ttf", "truetype")
    return (
        f"/* {font.name}: {licence} */\n"
        f"@font-face {{ font-family: {family(font.name)};"
        f" src: url(data:font/{kind};base64,{data}) format('{form}'); }}\n"
    )
