"""What all layouts share: the fonts, palette, labels and screen.yaml in layouts/ → HouseStyle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cardgen.graphics.colour.colorimetry import RGB
from cardgen.graphics.frame import Ink
from cardgen.graphics.type.fonts import Font, font_fault
from cardgen.graphics.type.quotes import Quotes
from cardgen.graphics.type.segments import Chain
from cardgen.intake import check_file
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import TEXT, accepts, array
from cardgen.model.forms.node import Node, with_values
from cardgen.model.forms.readers import (
    Unreadable,
    length,
    list_of,
    names_to,
    one_of,
    positive,
    refuse,
    several,
    text,
)
from cardgen.model.language import is_language
from cardgen.model.layout import PLAIN, Colour, HouseStyle, Screen, ScreenArt
from cardgen.problems import DeckError, Mark, Problems
from cardgen.read.colour import percent, rgb
from cardgen.read.deck import sources_deck
from cardgen.read.files import BUNDLED, Sources, shown
from cardgen.read.words import read_words

_NOWHERE = Mark("")
TONES = ("base", "tint", "light", "middle", "dark")


class InkForm(Form):
    rgb: tuple[int, int, int] = key(rgb)
    coated: tuple[float, float, float, float] = key(several(4, percent))
    uncoated: tuple[float, float, float, float] = key(several(4, percent))
    grey: float = key(percent)
    spot: str = key(text, "")

    def ink(self, name: str) -> Ink:
        return Ink(name, self.rgb, self.coated, self.uncoated, self.grey, self.spot)


ink_form = nested(InkForm, "an ink")


class _ColourForm(Form):
    on: str = key(one_of("ink", "paper"))
    base: InkForm = key(ink_form)
    tint: InkForm = key(ink_form)
    light: InkForm = key(ink_form)
    middle: InkForm = key(ink_form)
    dark: InkForm = key(ink_form)


class _PaletteForm(Form):
    neutrals: dict[str, InkForm] = key(names_to(ink_form))
    colours: dict[str, _ColourForm] = key(names_to(nested(_ColourForm, "a colour")))


class _FontForm(Form):
    file: Text = key(placed_text)
    otherwise: Text | None = key(placed_text, None, name="else")


class _ScreenArtForm(Form):
    width: float = key(positive(length))
    height: float = key(positive(length))
    horizon: float = key(length, 0.0)


class _ScreenForm(Form):
    contents: str = key(text)
    style: Text = key(placed_text)
    emphasis: dict[str, Text] = key(names_to(placed_text), {})
    light: dict[str, RGB] = key(names_to(rgb), {})
    dark: dict[str, RGB] = key(names_to(rgb), {})
    art: _ScreenArtForm | None = key(nested(_ScreenArtForm, "the art"), None)


@accepts(array(TEXT, minItems=2, maxItems=2))
def _pair(node: Node, problems: Problems) -> tuple[str, str]:
    """What opens and what closes."""
    opening, closing = several(2, text)(node, problems)
    return opening, closing


class _QuotesForm(Form):
    double: tuple[str, str] = key(_pair)
    single: tuple[str, str] = key(_pair)
    cut_words: tuple[str, ...] = key(list_of(text), ())


quotes_form = names_to(nested(_QuotesForm, "a language's quotes"))
palette_form = nested(_PaletteForm, "a palette")
fonts_form = names_to(nested(_FontForm, "a font"))
screen_form = nested(_ScreenForm, "a screen")


def sources_house_style(sources: Sources, problems: Problems) -> HouseStyle | None:
    """Returns the house style with labels in the deck's first language and the deck's replacements
    for them, or in English for a deck that cannot be read."""

    # Read again only if the deck says another of these: its cards make no difference.
    deck = sources_deck(sources, Problems())
    said = (deck.lang, deck.labels, deck.lang_where or deck.where) if deck else ()

    def read(found: Problems) -> HouseStyle | None:
        return read_house_style(sources, found, *said)

    return sources.files.once(("house style", sources), read, problems, said)


def read_house_style(
    sources: Sources,
    problems: Problems,
    lang: str = "en",
    labels: Node | None = None,
    where: Mark = _NOWHERE,
) -> HouseStyle | None:
    """Returns the fonts, inks and labels for the language, which is said at that place, with the
    labels of the deck, or None if there were errors (they are in problems)."""
    fonts = sources.tree("layouts/fonts.yaml", problems)
    palette = sources.tree("layouts/palette.yaml", problems)
    words = read_words(lang, labels, where, sources, problems)
    screen = sources.tree("layouts/screen.yaml", problems)
    quotes = sources.tree("layouts/quotes.yaml", problems)
    if fonts is None or palette is None or words is None or screen is None or quotes is None:
        return None
    noted = problems.noted  # that words are in English is no mistake
    try:
        opened, chains = _fonts(fonts_form(fonts, problems), sources, problems)
        form = palette_form(palette, problems)
        page = screen_form(with_values(screen, words.texts), problems)
        typed = _quotes(quotes_form(quotes, problems), quotes, problems)
    except Unreadable:
        return None
    for needed, names in (("paper", form.neutrals), ("ink", form.neutrals), (PLAIN, form.colours)):
        if needed not in names:
            problems.error("E105", palette.where, f'the palette needs "{needed}"')
    if problems.noted > noted:
        return None
    neutrals = {name: ink.ink(name) for name, ink in form.neutrals.items()}
    colours = {
        name: Colour(
            {tone: getattr(colour, tone).ink(f"{name} {tone}") for tone in TONES}
            | {"on": neutrals[colour.on]}
        )
        for name, colour in form.colours.items()
    }
    own = words.texts
    shown_on = _screen(page, opened, problems)
    if problems.noted > noted:
        return None
    named = words.lang, words.file, shown_on, palette.where, fonts.where
    return HouseStyle(opened, chains, neutrals, colours, own, typed, *named)


def _screen(form: _ScreenForm, fonts: Mapping[str, Font], problems: Problems) -> Screen:
    """Returns the look on a screen; a font that it asks for and that does not exist is an error."""
    art = ScreenArt(form.art.width, form.art.height, form.art.horizon) if form.art else None
    emphasis = {tag: name.text for tag, name in form.emphasis.items()}
    screen = Screen(form.contents, form.style.text, emphasis, form.light, form.dark, art)
    asked = {name.text: name.where for name in form.emphasis.values()}
    for name, where in {**asked, **dict.fromkeys(screen.fonts, form.style.where)}.items():
        if name not in fonts:
            fix = problems.did_you_mean(name, fonts, "the fonts are")
            problems.error("E204", where, f'no font is called "{name}"', fix)
    return screen


def _quotes(forms: Mapping[str, _QuotesForm], root: Node, problems: Problems) -> dict[str, Quotes]:
    found = {}
    for lang, form in forms.items():
        if not is_language(lang):
            fix = "write it as en or de-CH"
            raise refuse(problems, "E102", root.keys[lang], f'"{lang}" is not a language', fix)
        cut_words = frozenset(word.lower() for word in form.cut_words)
        found[lang.lower()] = Quotes(form.double, form.single, cut_words)
    return found


def _fonts(
    forms: Mapping[str, _FontForm], sources: Sources, problems: Problems
) -> tuple[dict[str, Font], dict[str, Chain]]:
    opened: dict[str, Font] = {}
    for name, form in forms.items():
        font = _open(name, form.file, sources, problems)
        if font is not None:
            opened[name] = font
    if len(opened) < len(forms):
        raise Unreadable
    chains = {}
    for name in opened:
        chain: list[Font] = []
        following: str | None = name
        while following and opened[following] not in chain:
            chain.append(opened[following])
            otherwise = forms[following].otherwise
            following = otherwise.text if otherwise else None
            if otherwise and following not in opened:
                fix = problems.did_you_mean(otherwise.text, forms, "the fonts are")
                what = f'no font is called "{otherwise.text}"'
                raise refuse(problems, "E204", otherwise.where, what, fix)
        chains[name] = tuple(chain)
    return opened, chains


@lru_cache(maxsize=64)
def _font(name: str, path: Path, changed: int, size: int) -> Font | str:
    """Returns the font, with the words it has shaped, which everything read in one run shares; or
    what is wrong with its file."""
    if path.parent == BUNDLED / "fonts":
        return Font(name, path)  # tests have looked at those that came with cardgen
    if fault := font_fault(path):
        return fault
    font = Font(name, path)
    if " " not in font.characters:
        return "has no space between words"
    try:
        font.subset([0])  # as every file that is built will have it
    except DeckError as damage:
        return damage.problems[0].what.removeprefix(f'"{path.name}" ')
    return font


def _open(name: str, file: Text, sources: Sources, problems: Problems) -> Font | None:
    path = sources.find(f"fonts/{file.text}")
    if path is None:
        problems.error("E210", file.where, f'there is no file "{file.text}" in fonts/')
        return None
    found = check_file(path, shown(path))
    font = _font(name, path, found.st_mtime_ns, found.st_size)
    if isinstance(font, str):
        problems.error("E210", file.where, f'"{file.text}" {font}', "use another .ttf file")
        return None
    font.where = file.where
    if not font.embeddable:
        what = f'the licence bits of "{file.text}" forbid it in a PDF'
        problems.error("E210", file.where, what, "use another font")
        return None
    return font
