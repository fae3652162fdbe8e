"""layouts/fonts.yaml and a deck's own fonts → fonts, and by name the row that sets its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cardgen.graphics.type.fonts import Font, font_fault
from cardgen.graphics.type.segments import Chain
from cardgen.intake import TooLarge, check_file, read_bytes
from cardgen.limits import FONT_SIZE
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, names_to, refuse
from cardgen.problems import DeckError, Problems
from cardgen.read.files import BUNDLED, COPY, Sources, below, shown

_ANOTHER = "use another font file, .ttf or .otf"


class _FontForm(Form):
    file: Text = key(placed_text)
    otherwise: Text | None = key(placed_text, None, name="else")
    follows: Text | None = key(placed_text, None)


fonts_form = names_to(nested(_FontForm, "a font"))


def read_fonts(
    root: Node, own: Mapping[str, Text], sources: Sources, problems: Problems
) -> tuple[dict[str, Font], dict[str, Chain]]:
    """Returns all fonts by their names, and for each name of fonts.yaml the fonts that set its
    texts, the deck's own first. Raises Unreadable, with everything noted, if something is wrong."""
    forms = fonts_form(root, problems)
    fonts = {name: _open(name, form.file, sources, problems) for name, form in forms.items()}
    owned = {name: _open_own(name, file, forms, sources, problems) for name, file in own.items()}
    bundled = {name: font for name, font in fonts.items() if font}
    opened = {name: font for name, font in owned.items() if font}
    if len(bundled) + len(opened) < len(forms) + len(own):
        raise Unreadable
    chains: dict[str, Chain] = {}
    for name in bundled:
        first = (opened[by] for by in _along(name, "follows", forms, problems) if by in opened)
        row = [bundled[by] for by in _along(name, "otherwise", forms, problems)]
        chains[name] = (*([font] if (font := next(first, None)) else []), *row)
    return bundled | {font.name: font for font in opened.values()}, chains


def _along(
    name: str, key: str, forms: Mapping[str, _FontForm], problems: Problems
) -> Iterator[str]:
    """Yields the name, then the one that its font names under that key, and so on, each once."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        yield name
        following: Text | None = getattr(forms[name], key)
        if following is None:
            return
        if following.text not in forms:
            fix = problems.did_you_mean(following.text, forms, "the fonts are")
            what = f'no font is called "{following.text}"'
            raise refuse(problems, "E204", following.where, what, fix)
        name = following.text


def _open(name: str, file: Text, sources: Sources, problems: Problems) -> Font | None:
    path = sources.find(f"fonts/{file.text}")
    if path is None:
        problems.error("E210", file.where, f'there is no file "{file.text}" in fonts/')
        return None
    found = check_file(path, shown(path))
    return _usable(_font(name, path, found.st_mtime_ns, found.st_size), file, problems)


def _open_own(
    name: str, file: Text, forms: Mapping[str, _FontForm], sources: Sources, problems: Problems
) -> Font | None:
    """Returns a font of the deck, which lies in the folder of the file that names it or below; its
    own name is that of its file."""
    if name not in forms:
        fix = problems.did_you_mean(name, forms, "the fonts are")
        problems.error("E204", file.where, f'no font is called "{name}"', fix)
        return None
    files = sources.files
    path = below(file, files.folder_of(file.where), COPY, files, problems)
    if path is None:
        return None
    if not files.is_file(path):
        problems.error("E210", file.where, f'there is no file "{file.text}" beside this one')
        return None

    def read(found: Problems) -> Font | str:
        files.look_at(path)
        try:
            data = files.read(path, FONT_SIZE)
        except TooLarge as much:
            return f"has {much} for a font"
        return font_fault(data) or _looked_into(Font(file.text, path, data))

    return _usable(files.once(("font", path), read, problems), file, problems)


@lru_cache(maxsize=64)
def _font(name: str, path: Path, changed: int, size: int) -> Font | str:
    """Returns the font, with the words it has shaped, which everything read in one run shares; or
    what is wrong with its file."""
    if path.parent == BUNDLED / "fonts":
        return Font(name, path)  # tests have looked at those that came with cardgen
    try:
        data = read_bytes(path, path.name, FONT_SIZE)
    except TooLarge as much:
        return f"has {much} for a font"
    return font_fault(data) or _looked_into(Font(name, path))


def _looked_into(font: Font) -> Font | str:
    """Returns the font, or what is wrong with it though its tables agree."""
    if " " not in font.characters:
        return "has no space between words"
    try:
        font.subset([0])  # as every file that is built will have it
    except DeckError as damage:
        return damage.problems[0].what.removeprefix(f'"{font.path.name}" ')
    return font


def _usable(font: Font | str, file: Text, problems: Problems) -> Font | None:
    """Returns the font unless there is something wrong with it, or its owner forbids its use."""
    if isinstance(font, str):
        problems.error("E210", file.where, f'"{file.text}" {font}', _ANOTHER)
        return None
    font.where = file.where
    if not font.embeddable:
        what = f'the licence bits of "{file.text}" forbid it in a PDF'
        problems.error("E210", file.where, what, "use another font")
        return None
    return font
