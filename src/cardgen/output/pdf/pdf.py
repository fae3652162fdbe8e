"""Pages → a tagged, print-ready PDF in one pass, which keeps PDF/UA-1 and PDF/A at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO, NamedTuple

from cardgen.graphics.frame import Guise, Page, faces
from cardgen.graphics.type.fonts import Font
from cardgen.model.record.record import Record
from cardgen.model.shop_profile import Intent
from cardgen.model.standard import PDF_A_2A
from cardgen.output.pdf.bookmarks import Bookmarks
from cardgen.output.pdf.catalog import catalog
from cardgen.output.pdf.content import Content
from cardgen.output.pdf.document import Document, LedgerError, box
from cardgen.output.pdf.embedded_fonts import EmbeddedFonts
from cardgen.output.pdf.inks import Inks
from cardgen.output.pdf.marked_content import PageLedger
from cardgen.output.pdf.metadata import About, info
from cardgen.output.pdf.paint import Painter, XObjects
from cardgen.output.pdf.structure import StructureTree

BEGUN = re.compile(rb"^/\w+<</MCID ", re.MULTILINE)


class Tally(NamedTuple):
    """What a file holds. copies counts the faces that were drawn again, sha256 is of all bytes."""

    pages: int
    faces: int
    copies: int
    forms: int
    fonts: int
    elements: int
    sha256: str
    size: int
    plates: tuple[str, ...] = ()  # those of a file for a press
    total: float = 0.0  # percent, the most that all inks together come to


def write_pdf(
    pages: Iterable[Page],
    about: About,
    fonts: Mapping[str, Font],
    out: BinaryIO,
    guise: Guise = "rgb",
    record: Record | None = None,
    intent: Intent | None = None,
    as_printed: Intent | None = None,
) -> Tally:
    """Write the pages as they come, with every ink in one guise, and count what was written.

    fonts holds the fonts that glyph runs name. record is what the file keeps about its faces; it is
    read when all pages have come. With an intent, the file is for a press and keeps its standard;
    with as_printed, it is a soft proof that shows on screens what that press makes of the inks.

    The bytes depend on the arguments alone. Raises LedgerError, with out unfinished, if what was
    painted, what was tagged and what was asked for do not agree.
    """
    document = Document(out, intent.standard if intent else PDF_A_2A)
    embedded_fonts = EmbeddedFonts(fonts, document)
    press = intent or as_printed
    held = (press.separation, press.solid, intent is None) if press else ()
    inks = Inks(document, guise, *held)
    xobjects, bookmarks = XObjects(document, embedded_fonts, inks), Bookmarks()
    tree = StructureTree(document, about.copies)
    # Transparency is blended in the inks of the press.
    blended = intent and "transparency" not in document.standard.forbids
    group = "/Group<</Type/Group/S/Transparency/CS/DeviceCMYK/I true>>" if blended else ""
    parent = document.reserve()
    numbers: list[int] = []
    drawn = copies = marked = 0
    for page in pages:
        ledger = PageLedger(tree, bookmarks, document.reserve(), page.frame.height)
        content = Content(embedded_fonts, inks)
        Painter(content, xobjects, ledger).page(page, ledger)
        data = content.data()
        _agree("faces asked for and faces drawn", sum(1 for _ in faces(page.frame)), ledger.faces)
        _agree("marks begun and marks claimed", len(BEGUN.findall(data)), len(ledger.owners))
        document.write(
            ledger.number,
            f"<</Type/Page/Parent {parent} 0 R{_boxes(page)}{group}{content.resources()}"
            f"/Contents {document.stream('', data)} 0 R{tree.end_page(ledger.owners)}/Tabs/S>>",
        )
        numbers.append(ledger.number)
        drawn += ledger.faces
        copies += ledger.copies
        marked += len(ledger.owners)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    document.write(parent, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>")
    embedded_fonts.embed()
    root = tree.finish()
    _agree("marks on pages and marks in the tree", marked, tree.claims)
    outline = None if intent else bookmarks.write(document)  # PDF/X has no bookmarks to follow
    document.finish(
        catalog=document.add(catalog(about, document, parent, root, outline, record, intent)),
        info=document.add(info(about, document.standard)),
    )
    return Tally(
        pages=len(numbers),
        faces=drawn,
        copies=copies,
        forms=xobjects.count,
        fonts=len(embedded_fonts.used),
        elements=tree.elements,
        sha256=document.sha256,
        size=document.size,
        plates=inks.in_order(),
        total=inks.total,
    )


def _boxes(page: Page) -> str:
    height = page.frame.height
    boxes = f"/MediaBox{box(0, 0, page.frame.width, height)}"
    for name, area in (("TrimBox", page.trim), ("BleedBox", page.bleed)):
        if area is not None:
            x, y, across, down = area
            boxes += f"/{name}{box(x, height - y - down, x + across, height - y)}"
    return boxes


def _agree(what: str, one: int, other: int) -> None:
    if one != other:
        raise LedgerError(f"{what}: {one} and {other}")
