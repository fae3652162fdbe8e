"""The style of a page of HTML: what the house style and the deck give, as a style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.graphics.colour.colorimetry import RGB
from cardgen.graphics.colour.tones import told_from
from cardgen.graphics.frame import Frame, Ink
from cardgen.graphics.type.fonts import Font
from cardgen.graphics.type.segments import Chain
from cardgen.model.layout import Screen
from cardgen.output.editions.font_faces import add_used, families, font_faces
from cardgen.output.pictures.svg import hexadecimal
from cardgen.value import Value

PAPER: RGB = (255, 255, 255)
LEAST_CONTRAST = 4.5  # of words and marks in a theme's colour (WCAG 2.2, 1.4.3)
_NUMBERING = "0123456789."  # which a browser writes before the items of a list


class EditionTheme(Value):
    """A theme's anchor for links, its colour, and the name of its mark."""

    anchor: str
    base: Ink
    mark: str


class EditionStyle(Value):
    """The style of the screen, the themes by their names, and the fonts by theirs.

    plain is the colour of what has no theme. art has a drawing for each card, by its id; cover is
    the one of the title.
    """

    screen: Screen
    plain: Ink
    themes: Mapping[str, EditionTheme]
    chains: Mapping[str, Chain]
    art: Mapping[str, Frame]
    cover: Frame | None = None

    @property
    def fonts(self) -> Mapping[str, Font]:
        """All fonts by their names."""
        return {font.name: font for chain in self.chains.values() for font in chain}


class PageContent(Value):
    """What the page shows: its text, the text that is emphasised by the tag that does so, and the
    names of the classes that it needs by what they declare."""

    text: str
    emphasised: Mapping[str, str]
    rules: Mapping[str, str]


def style_sheet(style: EditionStyle, content: PageContent) -> str:
    """The style sheet of the page, with the fonts that it needs for what it shows. The style of the
    screen comes last, so that it has the last word."""
    screen, chains, used = style.screen, style.chains, dict[str, set[str]]()
    for name in screen.fonts:
        add_used(used, chains[name], content.text + _NUMBERING)
    for tag, words in content.emphasised.items():
        add_used(used, chains[screen.emphasis[tag]], words)
    named = {f"font-{name}": families(chains[name], used) for name in screen.fonts}
    rules = {f".{name}": declared for declared, name in content.rules.items()}
    for tag in content.emphasised:
        rules[tag] = f"font-family: {families(chains[screen.emphasis[tag]], used)};"
    light = {"html": _declared(named), **_scheme(style, screen.light)}
    dark = _ruled(_scheme(style, screen.dark))
    in_the_dark = f"@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
    sheet = "".join(
        (
            font_faces(used, style.fonts.values()),
            _ruled(light),
            in_the_dark if screen.dark else "",
            _ruled(rules),
            screen.style.strip(),
        )
    )
    return sheet.replace("</", r"<\/")  # which would end the style element


def _scheme(style: EditionStyle, colours: Mapping[str, RGB]) -> dict[str, str]:
    """The rules of a colour scheme: its colours, and the themes' as told from its paper."""
    paper = colours.get("paper", PAPER)

    def told(base: Ink) -> str:
        return _declared({"theme": hexadecimal(told_from(paper, base.rgb, LEAST_CONTRAST))})

    own = _declared({name: hexadecimal(rgb) for name, rgb in colours.items()})
    rules = {":root": f"{own} {told(style.plain)}"}
    for theme in style.themes.values():
        rules[f'[data-theme="{theme.anchor}"]'] = told(theme.base)
    return rules


def _declared(values: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _ruled(rules: Mapping[str, str]) -> str:
    return "".join(f"{selector} {{ {declared} }}\n" for selector, declared in rules.items())
