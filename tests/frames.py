"""Frames set by hand, and the files made of them."""

import re
import zlib
from collections.abc import Iterable
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path as File
from typing import Any

from cardgen.graphics.frame import Element, Face, Frame, GlyphRun, Ink, Item, Page, Placed, Side
from cardgen.graphics.type.fonts import Font
from cardgen.model.layout import Screen
from cardgen.output.editions.edition_style import EditionStyle, EditionTheme
from cardgen.output.pdf import About, Tally, write_pdf

FOLDER = File(__file__).parent.parent / "fonts"
FONTS = {
    "Text": Font("Text", FOLDER / "AtkinsonHyperlegibleNext_400Regular.ttf"),
    "Title": Font("Title", FOLDER / "BricolageGrotesque-Display-ExtraBold.ttf"),
}
BLACK = Ink("black", (0, 0, 0), (0, 0, 0, 100), (0, 0, 0, 100), 100)
TEAL = Ink("teal", (0, 120, 128), (100, 0, 40, 20), (100, 0, 40, 20), 60)
ABOUT = About(
    title="Behaviours & their cards",
    author="Ŵyn",
    subject="A deck",
    lang="en-GB",
    date=datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc),
    flip="long",
    copies="Further copies",
)


def edition_style(screen: Screen, *themes: str, **more: Any) -> EditionStyle:
    """The style of a page of HTML in these fonts, with teal themes of these names."""
    chains = {name: (font,) for name, font in FONTS.items()}
    named = {name: EditionTheme(name.lower(), TEAL, "peak") for name in themes}
    return EditionStyle(screen, BLACK, named, **{"chains": chains, "art": {}, **more})


def line(text: str, x: float = 5, y: float = 10, font: str = "Text", size: float = 9) -> GlyphRun:
    """One line of text, kerned across its spaces."""
    pieces = [piece + " " for piece in text.split(" ")]
    pieces[-1] = pieces[-1][:-1]
    after = [piece[0] for piece in pieces[1:] if piece] + [""]
    words = [FONTS[font].word(*pair) for pair in zip(pieces, after, strict=False)]
    return GlyphRun(x, y, tuple(words), font, size, BLACK)


def says(role: str, text: str, **more: Any) -> Element:
    return Element(role, (line(text, **more),))


def sheet(*items: Item, side: Side = "front") -> Page:
    return Page(Frame(210, 297, items), side)


def face(name: str, *items: Item, at: tuple[float, float] = (20, 20), **more: Any) -> Placed:
    """A card's face, 60 × 90 mm, on a sheet; more goes to its Face."""
    told: dict[str, Any] = {
        "card": name.lower(),
        "name": name,
        "theme": None,
        "side": "front",
        **more,
    }
    if told.get("copy", 1) > 1:
        told["alt"] = told.get("alt") or f"{name}, {told['side']}, copy {told['copy']}"
    return Placed(*at, Frame(60, 90, items), bleed=(2, 2, 2, 2), face=Face(**told))


def written(*pages: Page, about: About = ABOUT) -> bytes:
    return tallied(pages, about)[0]


def tallied(pages: Iterable[Page], about: About = ABOUT) -> tuple[bytes, Tally]:
    out = BytesIO()
    tally = write_pdf(pages, about, FONTS, out)
    return out.getvalue(), tally


def unpacked(data: bytes) -> str:
    """The file with its object streams unpacked, to search for what its dictionaries say."""
    packed = re.findall(rb"/Type/ObjStm.*?\nstream\n(.*?)\r\nendstream", data, re.DOTALL)
    return "\n".join([data.decode("latin-1"), *(zlib.decompress(d).decode() for d in packed)])
