"""layouts/sheets/NAME.yaml → Sheet."""

from __future__ import annotations

import re

from cardgen.form import read_keys
from cardgen.layout import House
from cardgen.problems import Problems, did_you_mean
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable
from cardgen.sheet import Sheet, Slug

_FILLED = ("title", "sheet", "sheets", "side", "edge")


def read_sheet(name: str, house: House, sources: Sources, problems: Problems) -> Sheet | None:
    """The sheet, its fonts known to the house, or None with the problems noted."""
    tree = sources_tree(sources, f"layouts/sheets/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        sheet = read_keys(Sheet, tree, problems, "a sheet")
    except Unreadable:
        return None
    if sheet.slug:
        _agree(sheet.slug, house, problems)
    return sheet


def _agree(slug: Slug, house: House, problems: Problems) -> None:
    for font in (slug.font, slug.ruler.font, slug.ruler.note_font):
        if font.text not in house.chains:
            fix = did_you_mean(font.text, house.chains, "the fonts are")
            problems.error("E204", font.where, f'no font is called "{font.text}"', fix)
    for name in re.findall(r"\{(\w+)\}", slug.line.text):
        if name not in _FILLED:
            fix = did_you_mean(name, _FILLED, "there is")
            what = f'nothing is called "{{{name}}}" in a slug'
            problems.error("E209", slug.line.where, what, fix)
