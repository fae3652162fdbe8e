"""A gallery: one page of HTML with cards that turn over, and a temperature check to fill in.

It is complete: its policy allows its own style and script, and no connection.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path

from cardgen.graphics.frame import Placed
from cardgen.graphics.type.characters import printed
from cardgen.output.editions.edition_style import EditionStyle, PageContent, style_sheet
from cardgen.output.numbers import number
from cardgen.output.pdf.metadata import PRODUCER, About
from cardgen.output.pictures.reading_order import words_in_order
from cardgen.output.pictures.svg import faces_together
from cardgen.value import Value

_SIDES = ("front", "back")
_OF_SCALES = "+−0123456789"


class GalleryCard(Value):
    """A card with its faces; theme is the name of its theme, and number is 0 where it has none."""

    id: str
    name: str
    number: int
    lang: str
    theme: str | None
    faces: Sequence[Placed]


class _Drawn(Value):
    card: GalleryCard
    svgs: Sequence[str]


def gallery(
    cards: Sequence[GalleryCard],
    about: About,
    style: EditionStyle,
    words: Mapping[str, str],
    rights: str,
    steps: int,
    corner: float,
) -> str:
    """The page, with cards by theme, and the deck's line of rights at its foot; words are cardgen's
    labels by their names, and the scale of the check runs from -steps to +steps."""
    frames = [face.frame for card in cards for face in card.faces]
    shared, drawn = faces_together(frames, style.fonts, corner)
    left = iter(drawn)
    all_drawn = [_drawn(card, left) for card in cards]
    numbered = [card for card in cards if card.number]
    check = _check(numbered, style, words, steps) if numbered else ""
    body = f"""<svg class="shared" aria-hidden="true" focusable="false">{shared}</svg>
<header>
<h1>{_text(about.title)}</h1>
{"".join(f"<p>{_text(line)}</p>" for line in (about.subject, about.author) if line)}
<div class="tools" id="tools" role="group" aria-label="{_quoted(words["gallery-cards"])}" hidden>
{_buttons(words, "deal", "shuffle", "order", "turn-all")}
</div>
<p role="status" id="told"></p>
</header>
<main id="gallery"{_data(words)}>
{"".join(_sections(all_drawn, style, words))}{check}</main>
{f"<footer><p>{_text(rights)}</p></footer>" if rights else ""}
<dialog id="dealt" aria-labelledby="dealt-name">
<h2 id="dealt-name" aria-live="polite"></h2>
<ul></ul>
<div class="tools">{_buttons(words, "another", "close")}</div>
</dialog>
"""
    script = Path(__file__).with_name("gallery.js").read_text(encoding="utf-8")
    content = PageContent(_visible(body) + _OF_SCALES, {}, {})
    sheet = style_sheet(style, content)
    return f"""<!doctype html>
<html lang="{escape(about.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script, sheet)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{_quoted(about.author)}">
<meta name="generator" content="{PRODUCER}">
<title>{_text(about.title)}</title>
<style>{sheet}</style>
</head>
<body>
{body}<script>{script}</script>
</body>
</html>
"""


def _policy(script: str, sheet: str) -> str:
    """What the page allows: its own style, script and fonts, and pictures that it makes."""

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    return (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(sheet)};"
        " font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _drawn(card: GalleryCard, drawings: Iterable[str]) -> _Drawn:
    svgs = []
    for index, (face, drawing) in enumerate(zip(card.faces, drawings, strict=False)):
        frame, side = face.frame, _SIDES[min(index, 1)]
        told = re.sub(r"(?<![.!?:…])\n", ". ", words_in_order(frame.items)).replace("\n", " ")
        view = f"0 0 {number(frame.width)} {number(frame.height)}"
        svgs.append(
            f'<svg class="face {side}" role="img" lang="{_quoted(card.lang)}"'
            f' aria-label="{_quoted(told)}" viewBox="{view}">{drawing}</svg>'
        )
        if len(svgs) == len(card.faces):
            break
    return _Drawn(card, svgs)


def _sections(
    cards: Iterable[_Drawn], style: EditionStyle, words: Mapping[str, str]
) -> Iterable[str]:
    """The cards of each theme under its name, and those without one on their own."""
    for theme, own in groupby(cards, key=lambda one: one.card.theme):
        listed = "".join(_card(one, words) for one in own)
        if theme is None:
            label = _quoted(words["gallery-cards"])
            yield f'<section class="plain" aria-label="{label}">\n'
        else:
            anchor = _quoted(style.themes[theme].anchor)
            yield f'<section data-theme="{anchor}">\n<h2>{_text(theme)}</h2>\n'
        yield f'<ul class="cards">\n{listed}</ul>\n</section>\n'


def _card(one: _Drawn, words: Mapping[str, str]) -> str:
    """A card, with a button that turns it over where it has a back."""
    card, turn = one.card, words["gallery-turn"]
    name = _quoted(card.name)
    button = ""
    if len(one.svgs) > 1:
        label = f' aria-label="{_quoted(turn)}: {name}"'
        button = (
            f'<button type="button" class="turn" aria-pressed="false"{label}>{_text(turn)}</button>'
        )
    faces = "".join(one.svgs)
    return f'<li class="card" data-name="{name}"><div class="faces">{faces}</div>{button}</li>\n'


def _check(
    cards: Sequence[GalleryCard], style: EditionStyle, words: Mapping[str, str], steps: int
) -> str:
    """The temperature check: a scale for each card, and whether to talk about it."""
    ends = (
        f'<p class="ends"><span>{_text(words["low"])}</span><span>{_text(words["high"])}</span></p>'
    )
    parts = ""
    for theme, own in groupby(cards, key=lambda card: card.theme):
        rows = "".join(_scale(card, words, steps) for card in own)
        heading = f"<h3>{_text(theme)}</h3>\n" if theme else ""
        parts += f"{heading}{ends}\n{rows}"
    return f"""<section class="plain" id="check" aria-labelledby="check-name" hidden>
<h2 id="check-name">{_text(words["scale-heading"])}</h2>
<p>{_text(words["check-instruction"])}</p>
<form id="answers">
{parts}</form>
<p id="kept"></p>
<div class="tools">{_buttons(words, "picture", "table", "clear")}</div>
<p role="status" id="marked"></p>
</section>
"""


def _scale(card: GalleryCard, words: Mapping[str, str], steps: int) -> str:
    name, points = _quoted(card.id), ""
    for value in range(-steps, steps + 1):
        shown = f"{value:+d}".replace("-", "−") if value else "0"
        end = {-steps: words["low"], steps: words["high"]}.get(value)
        label = f' aria-label="{_quoted(f"{shown}, {end}")}"' if end else ""
        below = ' class="below"' if value < 0 else ""
        points += (
            f'<label><input type="radio" name="{name}" value="{value}"{label}>'
            f"<span{below}>{shown}</span></label>"
        )
    about = f' data-number="{card.number}" data-theme="{_quoted(card.theme or "")}"'
    return (
        f'<fieldset data-card="{name}" data-name="{_quoted(card.name)}"{about}>'
        f'<legend{_lang(card)}>{_text(card.name)}</legend><div class="scale">'
        f'<div class="points">{points}</div>'
        f'<label class="talk"><input type="checkbox" name="{name} talk">'
        f"<span>{_text(words['talk'])}</span></label></div></fieldset>\n"
    )


def _lang(card: GalleryCard) -> str:
    return f' lang="{_quoted(card.lang)}"'


def _buttons(words: Mapping[str, str], *names: str) -> str:
    return "".join(
        f'<button type="button" id="{name}">{_text(words[f"gallery-{name}"])}</button>'
        for name in names
    )


def _data(words: Mapping[str, str]) -> str:
    """What the script says, as attributes."""
    told = ("shuffled", "ordered", "marked", "kept", "not-kept", "cleared", "file", "columns")
    own = {name: words[f"gallery-{name}"] for name in told}
    own |= {"low": words["low"], "high": words["high"], "heading": words["scale-heading"]}
    return "".join(f' data-{name}="{_quoted(text)}"' for name, text in own.items())


def _visible(body: str) -> str:
    """The text of a page, for its fonts: all that stands outside tags, or in a label."""
    names = re.findall(r'(?:data-name|aria-label)="([^"]*)"', body)
    return re.sub(r"<[^>]*>", " ", body) + "".join(names)


def _text(text: str) -> str:
    return escape(printed(text), quote=False)


def _quoted(text: str) -> str:
    return escape(printed(text))
