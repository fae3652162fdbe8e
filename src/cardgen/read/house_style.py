"""What all layouts share: the fonts, palette, labels and screen.yaml in layouts/ → HouseStyle."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.graphics.colour.colorimetry import RGB
from cardgen.graphics.frame import Ink
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.quotes import Quotes
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
from cardgen.problems import Mark, Problems
from cardgen.read.colour import percent, rgb
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.fonts import read_fonts
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
screen_form = nested(_ScreenForm, "a screen")


def sources_house_style(sources: Sources, problems: Problems) -> HouseStyle | None:
    """Returns the house style with labels in the deck's first language and the deck's replacements
    for them, or in English for a deck that cannot be read."""

    # Read again only if the deck says another of these: its cards make no difference.
    deck = sources_deck(sources, Problems())
    said = (deck.lang, deck.labels, deck.lang_where or deck.where, deck.fonts) if deck else ()

    def read(found: Problems) -> HouseStyle | None:
        return read_house_style(sources, found, *said)

    return sources.files.once(("house style", sources), read, problems, said)


def read_house_style(
    sources: Sources,
    problems: Problems,
    lang: str = "en",
    labels: Node | None = None,
    where: Mark = _NOWHERE,
    own_fonts: Mapping[str, Text] | None = None,
) -> HouseStyle | None:
    """Returns the fonts, inks and labels for the language, which is said at that place, with the
    labels and fonts of the deck, or None if there were errors (they are in problems)."""
    fonts = sources.tree("layouts/fonts.yaml", problems)
    palette = sources.tree("layouts/palette.yaml", problems)
    words = read_words(lang, labels, where, sources, problems)
    screen = sources.tree("layouts/screen.yaml", problems)
    quotes = sources.tree("layouts/quotes.yaml", problems)
    if fonts is None or palette is None or words is None or screen is None or quotes is None:
        return None
    noted = problems.noted  # that words are in English is no mistake
    try:
        opened, chains = read_fonts(fonts, own_fonts or {}, sources, problems)
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
    shown_on = _screen(page, opened, problems)
    if problems.noted > noted:
        return None
    named = words.lang, words.file, shown_on, palette.where, fonts.where
    return HouseStyle(opened, chains, neutrals, colours, words.texts, typed, *named)


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
