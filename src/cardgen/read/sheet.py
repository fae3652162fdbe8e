"""layouts/sheets/NAME.yaml → Sheet."""

from __future__ import annotations

from cardgen.form import read_keys
from cardgen.layout import House
from cardgen.problems import Problems, did_you_mean
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable
from cardgen.sheet import Sheet, Slug
from cardgen.text.characters import named_all, printed
from cardgen.text.pieces import missing
from cardgen.text.template import names

_FILLED = ("title", "sheet", "sheets", "side", "edge")


def read_sheet(name: str, house: House, sources: Sources, problems: Problems) -> Sheet | None:
    """The sheet, its fonts known to the house, or None with the problems noted."""
    noted = len(problems)
    tree = sources_tree(sources, f"layouts/sheets/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        sheet = read_keys(Sheet, tree, problems, "a sheet")
    except Unreadable:
        return None
    if sheet.slug:
        _agree(sheet.slug, house, problems)
    return sheet if len(problems) == noted else None


def _agree(slug: Slug, house: House, problems: Problems) -> None:
    """Notes fonts that the house does not have and characters that the fonts do not."""
    ruler = slug.ruler
    for font, texts in (
        (slug.font, (slug.line, slug.front, slug.back, slug.long, slug.short, slug.edge_up)),
        (ruler.font, ()),
        (ruler.note_font, (ruler.note,)),
    ):
        if font.text not in house.chains:
            fix = did_you_mean(font.text, house.chains, "the fonts are")
            problems.error("E204", font.where, f'no font is called "{font.text}"', fix)
            continue
        for text in texts:
            absent = missing(printed(text.text), house.chains[font.text])
            if absent:
                what = f"no font has {named_all(absent)}"
                problems.error("E303", text.where, what, "write it in other characters")
    for name in names(slug.line.text):
        if name not in _FILLED:
            fix = did_you_mean(name, _FILLED, "there is")
            what = f'nothing is called "{{{name}}}" in a slug'
            problems.error("E209", slug.line.where, what, fix)
