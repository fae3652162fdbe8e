"""layouts/sheets/NAME.yaml → Sheet, and layouts/slug.yaml → Slug."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.graphics.type.characters import instead_of, named_all, printed
from cardgen.graphics.type.segments import missing
from cardgen.graphics.type.wording import names
from cardgen.model.forms.form import nested
from cardgen.model.forms.node import Node, with_values
from cardgen.model.forms.readers import Reader, T, Unreadable
from cardgen.model.layout import HouseStyle
from cardgen.model.sheet import Sheet, Slug
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.units import shown

sheet_form = nested(Sheet, "a sheet")
slug_form = nested(Slug, "a slug")

_OVERLAP = 0.1  # mm: makers round their numbers
_FILLED = ("title", "sheet", "sheets", "side", "edge", "printer", "profile", "condition")


def read_sheet(name: str, sources: Sources, problems: Problems) -> Sheet | None:
    """Returns the sheet, or None if there were errors (they are in problems)."""
    noted, file = problems.noted, f"layouts/sheets/{name}.yaml"
    tree = sources.tree(file, problems)
    sheet = _read(sheet_form, tree, problems) if tree else None
    if sheet and tree and tree.entries:
        where = {key: node.where for key, node in tree.entries.items()}
        for key, what, fix in _misfits(sheet):
            problems.error("E107", where[key], what, fix)
    return sheet if problems.noted == noted else None


def _misfits(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Yields the contradictions in a sheet: the key, what is wrong with it, and the fix."""
    if sheet.width > sheet.height:
        yield (
            "width",
            "paper is described in portrait, but this is wider than it is high",
            "swap its width and height",
        )
    left, top, right, bottom = sheet.printable
    if left + right >= sheet.width or top + bottom >= sheet.height:
        yield "printable", "this leaves nothing of the paper to print on", ""
    cells = sheet.cells
    if cells is None:
        return
    if cells.columns > 1 and cells.across < cells.width - _OVERLAP:
        what = f"cells {shown(cells.width)} mm wide, {shown(cells.across)} mm from one to the next,"
        yield (
            "cells",
            f"{what} overlap",
            "across is the distance between the left edges of two cells",
        )
    if cells.rows > 1 and cells.down < cells.height - _OVERLAP:
        what = f"cells {shown(cells.height)} mm high, {shown(cells.down)} mm from one to the next,"
        yield "cells", f"{what} overlap", "down is the distance between the top edges of two cells"
    right = cells.x + (cells.columns - 1) * cells.across + cells.width
    bottom = cells.y + (cells.rows - 1) * cells.down + cells.height
    if right > sheet.width + _OVERLAP or bottom > sheet.height + _OVERLAP:
        paper = f"{shown(sheet.width)} × {shown(sheet.height)} mm"
        what = f"the last cell ends at {shown(right)} × {shown(bottom)} mm, the paper at {paper}"
        yield "cells", what, ""


def read_slug(house: HouseStyle, sources: Sources, problems: Problems) -> Slug | None:
    """Returns the slug, whose fonts the house style has, or None if there were errors (they are in
    problems)."""
    noted = problems.noted
    tree = sources.tree("layouts/slug.yaml", problems)
    slug = _read(slug_form, with_values(tree, house.words), problems) if tree else None
    if slug:
        _agree(slug, house, problems)
    return slug if problems.noted == noted else None


def _read(reader: Reader[T], tree: Node, problems: Problems) -> T | None:
    noted = problems.noted
    try:
        read = reader(tree, problems)
    except Unreadable:
        return None
    return read if problems.noted == noted else None


def _agree(slug: Slug, house: HouseStyle, problems: Problems) -> None:
    """Notes fonts that the house style does not have, and characters that the fonts do not have."""
    ruler, lines = slug.ruler, [slug.line, slug.by_hand, slug.fold, slug.moved]
    lines += [slug.press] if slug.press else []
    for font, texts in (
        (slug.font, (*lines, slug.front, slug.back, slug.long, slug.short, slug.edge_up)),
        (ruler.font, ()),
        (ruler.note_font, (ruler.note,)),
    ):
        if font.text not in house.chains:
            fix = problems.did_you_mean(font.text, house.chains, "the fonts are")
            what = f'no font is called "{font.text}"'
            problems.error("E204", font.where, what, fix, instead=house.fonts_file)
            continue
        for text in texts:
            absent = missing(printed(text.text), house.chains[font.text])
            if absent:
                what = f"no font can set {named_all(absent)}"
                problems.error("E303", text.where, what, instead_of(absent))
    for line in lines:
        for name in names(line.text):
            if name not in _FILLED:
                fix = problems.did_you_mean(name, _FILLED)
                what = f'nothing is called "{{{name}}}" in a slug'
                problems.error("E209", line.where, what, fix)
