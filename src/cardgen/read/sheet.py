"""layouts/sheets/NAME.yaml → Sheet, and layouts/slug.yaml → Slug."""

from __future__ import annotations

from cardgen.form import F, read_keys
from cardgen.layout import House
from cardgen.problems import Problems, did_you_mean
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable
from cardgen.sheet import Sheet, Slug
from cardgen.text.characters import named_all, printed
from cardgen.text.pieces import missing
from cardgen.text.template import names

_FILLED = ("title", "sheet", "sheets", "side", "edge", "printer")


def read_sheet(name: str, sources: Sources, problems: Problems) -> Sheet | None:
    """The sheet, or None with the problems noted."""
    return _read(Sheet, f"layouts/sheets/{name}.yaml", "a sheet", sources, problems)


def read_slug(house: House, sources: Sources, problems: Problems) -> Slug | None:
    """The slug, its fonts known to the house, or None with the problems noted."""
    noted = len(problems)
    slug = _read(Slug, "layouts/slug.yaml", "a slug", sources, problems)
    if slug:
        _agree(slug, house, problems)
    return slug if len(problems) == noted else None


def _read(form: type[F], file: str, what: str, sources: Sources, problems: Problems) -> F | None:
    noted = len(problems)
    tree = sources_tree(sources, file, problems)
    if tree is None:
        return None
    try:
        read = read_keys(form, tree, problems, what)
    except Unreadable:
        return None
    return read if len(problems) == noted else None


def _agree(slug: Slug, house: House, problems: Problems) -> None:
    """Notes fonts that the house does not have and characters that the fonts do not."""
    ruler, lines = slug.ruler, (slug.line, slug.by_hand, slug.fold, slug.moved)
    for font, texts in (
        (slug.font, (*lines, slug.front, slug.back, slug.long, slug.short, slug.edge_up)),
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
    for line in lines:
        for name in names(line.text):
            if name not in _FILLED:
                fix = did_you_mean(name, _FILLED, "there is")
                what = f'nothing is called "{{{name}}}" in a slug'
                problems.error("E209", line.where, what, fix)
