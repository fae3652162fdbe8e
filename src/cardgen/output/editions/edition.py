"""Pages to an edition that is read as text: what they say, as HTML, Markdown or plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cardgen.graphics.frame import Page
from cardgen.graphics.type.characters import printed
from cardgen.model.layout import Screen
from cardgen.model.options import Format
from cardgen.output.editions.html import Hue, html
from cardgen.output.editions.logical_structure import Said, said
from cardgen.output.editions.text import MARKDOWN, PLAIN, text
from cardgen.output.pdf.metadata import About

DEEPEST = 6


def reading(
    pages: Iterable[Page], about: About, form: Format, screen: Screen, themes: Mapping[str, Hue]
) -> str:
    """The edition in a format that is not a PDF; themes are those of the faces, by their names."""
    document = edition(said(pages), about)
    if form == "html":
        return html(document, about, screen.contents, screen.style, themes)
    return text(document, MARKDOWN if form == "md" else PLAIN)


def edition(document: Said, about: About) -> Said:
    """The document with its title page first, and the levels of its headings, 1 to 6.

    A card that opens with the deck's title is the title page, as far as its next heading; without
    one, title, subtitle and publisher make it.
    """
    title, parts = printed(about.title), list(document.elements)
    if parts and _opening(parts[0]) == title:
        first = parts[0]
        cut = next((i for i, kid in enumerate(first.kids) if i and _heads(kid)), len(first.kids))
        page, rest = first.kids[:cut], first.kids[cut:]
        only = rest[0] if len(rest) == 1 else None
        if isinstance(only, Said) and only.role == "Sect":
            rest = only.kids
        if any(isinstance(kid, Said) and kid.role == "Sect" and kid is rest[0] for kid in rest):
            parts[:1] = [kid for kid in rest if isinstance(kid, Said)]
        else:
            parts[:1] = [replace(first, title=_opening_of(rest), kids=rest)] if rest else []
    else:
        told = [text for text in (about.subject, about.author) if text]
        page = [_says("H", title), *(_says("P", text) for text in told)]
    opening = _levelled(Said("Title", kids=page), 1)
    return Said("Document", kids=[opening, *(_levelled(part, 2) for part in parts)])


def _levelled(node: Said, level: int) -> Said:
    """The same with headings of their levels, that of its own being level; a section with a title
    and no heading to begin with is headed by its title."""
    kids = list(node.kids)
    begun = next((kid for kid in kids if _heads(kid)), None)
    headed = isinstance(begun, Said) and begun.role == "H"
    if node.role == "Sect" and node.title and not headed:
        kids.insert(0, _says("H", node.title))
        headed = True
    deeper = level + headed
    return replace(node, kids=[_placed(kid, level, deeper) for kid in kids])


def _placed(kid: str | Said, level: int, deeper: int) -> str | Said:
    if isinstance(kid, str):
        return kid
    if kid.role == "H":
        return replace(kid, level=min(level, DEEPEST))
    return _levelled(kid, deeper)


def _heads(kid: str | Said) -> bool:
    """Whether it is a heading, or holds one of its own."""
    return isinstance(kid, Said) and kid.role in ("H", "Sect")


def _opening(section: Said) -> str | None:
    return _opening_of(section.kids) if section.role == "Sect" else None


def _opening_of(kids: list[str | Said]) -> str | None:
    """The heading that the section begins with."""
    first = kids[0] if kids else None
    return first.text if isinstance(first, Said) and first.role == "H" else None


def _says(role: str, text: str) -> Said:
    return Said(role, kids=[printed(text)])
