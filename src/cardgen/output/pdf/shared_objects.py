"""The objects that pages share: fonts, forms, images and colour spaces, each written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from cardgen.graphics.type.fonts import Font
from cardgen.output.pdf.content import Resources
from cardgen.output.pdf.document import PACKED, Document, LedgerError
from cardgen.output.pdf.embedded_fonts import ShownGlyph, embed
from cardgen.output.pdf.inks import Spot, state, state_name
from cardgen.output.pdf.painted_page import PaintedPage
from cardgen.output.pdf.xobjects import XObject


class SharedObjects:
    """The objects that the pages of one file share, by what pages call them."""

    def __init__(self, fonts: Mapping[str, Font], document: Document) -> None:
        self._document, self._fonts = document, fonts
        self.fonts: dict[str, int] = {}
        self._glyphs: defaultdict[str, dict[int, ShownGlyph]] = defaultdict(dict)
        self._xobjects: dict[str, int] = {}
        self._spots: dict[str, tuple[int, Spot]] = {}
        self._pieces: dict[bytes, int] = {}
        self.forms = 0

    def content(self, page: PaintedPage) -> str:
        """The content of a page, which is written, but for pieces that a page before it has too."""
        if len(page.content) == 1:
            return f"{self._document.packed(PACKED, page.content[0])} 0 R"
        numbers = []
        for index, piece in enumerate(page.content):
            number = self._pieces.get(piece)
            if number is None:
                number = self._document.packed(PACKED, piece)
                if index % 2 == 0:
                    self._pieces[piece] = number
            numbers.append(f"{number} 0 R")
        return f"[{' '.join(numbers)}]"

    def resources(self, page: PaintedPage) -> str:
        """A page's entry for what it uses; what no page before it used is written."""
        for font, glyphs in page.glyphs.items():
            self._glyphs[font] = {**glyphs, **self._glyphs[font]}
        for key, made in page.xobjects.items():
            if key not in self._xobjects:
                self._xobjects[key] = self._write(made)
        return self._entry(page.resources)

    def _entry(self, used: Resources) -> str:
        kinds = {
            "Font": [f"/F{n} {self._font(key)} 0 R" for n, key in enumerate(used.fonts, 1)],
            "XObject": [
                f"/X{n} {self._xobjects[key]} 0 R" for n, key in enumerate(used.xobjects, 1)
            ],
            "ColorSpace": [f"/S{n} {self._spot(spot)} 0 R" for n, spot in enumerate(used.spots, 1)],
            "ExtGState": [f"/{state_name(*pair)}{state(*pair)}" for pair in used.states],
        }
        listed = [f"/{kind}<<{''.join(names)}>>" for kind, names in kinds.items() if names]
        return f"/Resources<<{''.join(listed)}>>"

    def _font(self, key: str) -> int:
        if key not in self.fonts:
            self.fonts[key] = self._document.reserve()
        return self.fonts[key]

    def _spot(self, spot: Spot) -> int:
        if spot.name not in self._spots:
            self._spots[spot.name] = self._document.add(spot.space), spot
        number, known = self._spots[spot.name]
        if known != spot:
            raise LedgerError(f'the spot ink "{spot.name}" has two builds')
        return number

    def _write(self, made: XObject) -> int:
        """Write a form or an image, and return its number."""
        entries = made.entries
        if made.resources is not None:
            self.forms += 1
            entries += self._entry(made.resources)
        if made.mask is not None:
            entries += f"/{made.masked} {self._write(made.mask)} 0 R"
        return self._document.packed(entries, made.data)

    def embed_fonts(self) -> None:
        """Write the fonts, of which only the glyphs that were shown are embedded."""
        for key, number in self.fonts.items():
            embed(self._fonts[key], self._glyphs[key], number, self._document)
