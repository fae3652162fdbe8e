"""Pages as they will be written, whatever their objects' numbers: content, tags and resources.

A painted page is a plain value. Whether this process painted it or another one makes no difference
to the file.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from cardgen.graphics.frame import Face, Guise, Page, faces
from cardgen.graphics.type.fonts import Font
from cardgen.model.shop_profile import Intent
from cardgen.model.standard import PDF_A_2A, Standard
from cardgen.output.pdf.content import Resources
from cardgen.output.pdf.document import LedgerError, box, deflated
from cardgen.output.pdf.embedded_fonts import ShownFonts, ShownGlyph
from cardgen.output.pdf.inks import Inks
from cardgen.output.pdf.paint import Painter, ShownFace
from cardgen.output.pdf.personal_page import NamePainter, PersonalPage, face_of_person
from cardgen.output.pdf.tags import PageElements, PageTags
from cardgen.output.pdf.xobjects import XObject, XObjects
from cardgen.value import Value

_MOST_KEPT = 100  # pages that were painted for one person, of some 100 kB each
_BEGUN = re.compile(rb"\n/\w+<</MCID ")  # a page's content begins with its origin


class PaintedPage(Value):
    """A page: its boxes, its packed content with what that uses, its elements and its faces.

    Its content may be in pieces: then every other one, from the first on, may be there on other
    pages too. xobjects, glyphs, plates and total are what this page is the first of its painter's
    to need, and the heaviest build so far in percent.
    """

    boxes: str
    content: tuple[bytes, ...]
    resources: Resources
    elements: PageElements
    faces: list[ShownFace]
    xobjects: Mapping[str, XObject]
    glyphs: Mapping[str, Mapping[int, ShownGlyph]]
    plates: tuple[str, ...]
    total: float


class PagePainter:
    """Paints the pages of a file, with every ink in one guise.

    fonts holds the fonts that glyph runs name. With an intent, the file is for a press and keeps
    its standard; with as_printed, it is a soft proof that shows on screens what that press makes of
    the inks. painted_elsewhere are the cards whose faces are on pages before these that another
    painter paints; it may take in more as pages come.
    """

    def __init__(
        self,
        fonts: Mapping[str, Font],
        guise: Guise = "rgb",
        intent: Intent | None = None,
        as_printed: Intent | None = None,
        painted_elsewhere: Container[str] = (),
    ) -> None:
        press = intent or as_printed
        held = (press.separation, press.solid, intent is None) if press else ()
        self.standard: Standard = intent.standard if intent else PDF_A_2A
        self._fonts, self._inks = ShownFonts(fonts), Inks(guise, *held)
        self._xobjects = XObjects(
            self._inks, "transparency" in self.standard.forbids, painted_elsewhere
        )
        self._glyphs_sent: dict[str, int] = {}
        self._xobjects_sent = 0
        self._of_people: dict[tuple[object, ...], PersonalPage] = {}  # by the face that they show

    def painted(self, page: Page) -> PaintedPage:
        """The page as it will be written.

        Raises LedgerError if what was painted, what was tagged and what was asked for do not agree.
        """
        if face := face_of_person(page):
            return self._of_person(page, face)
        tags = PageTags()
        painter = Painter(self._fonts, self._inks, self._xobjects, tags, page.frame.height)
        painter.page(page)
        return self._checked(page, painter, tags)

    def _of_person(self, page: Page, face: Face) -> PaintedPage:
        key = face.name, face.theme, face.side, face.part
        known = self._of_people.get(key)
        made = known.painted(page, face) if known else None
        # Whether the face is the first of its copies is noted by asking, and so asked last.
        if made and self._xobjects.is_first(face):
            return made._replace(glyphs=self._new_glyphs())
        tags = PageTags()
        painter = NamePainter(self._fonts, self._inks, self._xobjects, tags, page.frame.height)
        painter.page(page)
        painted = self._checked(page, painter, tags)._replace(content=painter.pieces())
        if not painted.faces[0].is_copy:
            if len(self._of_people) == _MOST_KEPT:
                self._of_people.clear()
            self._of_people[key] = PersonalPage(page, painted, painter.slots)
        return painted

    def _checked(self, page: Page, painter: Painter, tags: PageTags) -> PaintedPage:
        """What was painted, where all of it agrees."""
        agree(
            "faces asked for and faces drawn", sum(1 for _ in faces(page.frame)), len(painter.faces)
        )
        data = painter.content.data()
        agree("marks begun and marks claimed", len(_BEGUN.findall(data)), len(tags.owners))
        return PaintedPage(
            _boxes(page),
            (deflated(data),),
            painter.content.resources(),
            tags.written(),
            painter.faces,
            self._new_xobjects(),
            self._new_glyphs(),
            tuple(self._inks.plates),
            self._inks.total,
        )

    def _new_xobjects(self) -> Mapping[str, XObject]:
        """Those made since they were asked for last."""
        made, sent = self._xobjects.made, self._xobjects_sent
        self._xobjects_sent = len(made)
        return dict([*made.items()][sent:]) if len(made) > sent else {}

    def _new_glyphs(self) -> Mapping[str, Mapping[int, ShownGlyph]]:
        """Those shown since they were asked for last, by their fonts."""
        found = {}
        for key, glyphs in self._fonts.glyphs.items():
            sent = self._glyphs_sent.get(key, 0)
            if len(glyphs) > sent:
                found[key] = dict([*glyphs.items()][sent:])
                self._glyphs_sent[key] = len(glyphs)
        return found


def agree(what: str, one: int, other: int) -> None:
    """Raises LedgerError where two counts differ."""
    if one != other:
        raise LedgerError(f"{what}: {one} and {other}")


def _boxes(page: Page) -> str:
    height = page.frame.height
    boxes = f"/MediaBox{box(0, 0, page.frame.width, height)}"
    for name, area in (("TrimBox", page.trim), ("BleedBox", page.bleed)):
        if area is not None:
            x, y, across, down = area
            boxes += f"/{name}{box(x, height - y - down, x + across, height - y)}"
    return boxes
