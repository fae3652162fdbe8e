"""Pages → an edition that is read as text: a title, sections under headings, no level left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cardgen.graphics.frame import Page
from cardgen.graphics.type.characters import printed
from cardgen.model.options import Format
from cardgen.output.editions.edition_style import EditionStyle
from cardgen.output.editions.html import html
from cardgen.output.editions.logical_structure import LogicalElement, logical_structure
from cardgen.output.editions.text import MARKDOWN, PLAIN, text
from cardgen.output.pdf.metadata import About

DEEPEST = 6


def write_edition(
    pages: Iterable[Page],
    about: About,
    form: Format,
    style: EditionStyle,
) -> str:
    """The edition in a format other than PDF; style is that of a page of HTML."""
    document = arranged(logical_structure(pages), about)
    if form == "html":
        return html(document, about, style)
    return text(document, MARKDOWN if form == "md" else PLAIN)


def arranged(document: LogicalElement, about: About) -> LogicalElement:
    """The document with its title page first, and with the levels of its headings, 1 to 6.

    A card that opens with the deck's title is the title page, up to its next heading; without one,
    the title page is made of title, subtitle and publisher.
    """
    title, parts = printed(about.title), list(document.elements)
    if parts and _opening(parts[0]) == title:
        first = parts[0]
        cut = next((i for i, kid in enumerate(first.kids) if i and _heads(kid)), len(first.kids))
        page, rest = first.kids[:cut], first.kids[cut:]
        only = rest[0] if len(rest) == 1 else None
        if isinstance(only, LogicalElement) and only.role == "Sect":
            rest = only.kids
        if any(
            isinstance(kid, LogicalElement) and kid.role == "Sect" and kid is rest[0]
            for kid in rest
        ):
            parts[:1] = [kid for kid in rest if isinstance(kid, LogicalElement)]
        else:
            parts[:1] = [replace(first, title=_opening_of(rest), kids=rest)] if rest else []
    else:
        lines = [text for text in (about.subject, about.author) if text]
        page = [_element("H", title), *(_element("P", text) for text in lines)]
    opening = _levelled(LogicalElement("Title", kids=page), 1)
    return LogicalElement("Document", kids=[opening, *(_levelled(part, 2) for part in parts)])


def _levelled(node: LogicalElement, level: int) -> LogicalElement:
    """The element with the levels of its headings, its own first; a section that begins without a
    heading is headed by its title."""
    kids = list(node.kids)
    begun = next((kid for kid in kids if _heads(kid)), None)
    headed = isinstance(begun, LogicalElement) and begun.role == "H"
    if node.role == "Sect" and node.title and not headed:
        kids.insert(0, _element("H", node.title))
        headed = True
    deeper = level + headed
    return replace(node, kids=[_placed(kid, level, deeper) for kid in kids])


def _placed(kid: str | LogicalElement, level: int, deeper: int) -> str | LogicalElement:
    if isinstance(kid, str):
        return kid
    if kid.role == "H":
        return replace(kid, level=min(level, DEEPEST))
    return _levelled(kid, deeper)


def _heads(kid: str | LogicalElement) -> bool:
    """Whether it is a heading, or a section with one."""
    return isinstance(kid, LogicalElement) and kid.role in ("H", "Sect")


def _opening(section: LogicalElement) -> str | None:
    return _opening_of(section.kids) if section.role == "Sect" else None


def _opening_of(kids: list[str | LogicalElement]) -> str | None:
    """The text of the heading that the section begins with, if it does."""
    first = kids[0] if kids else None
    return first.text if isinstance(first, LogicalElement) and first.role == "H" else None


def _element(role: str, text: str) -> LogicalElement:
    return LogicalElement(role, kids=[printed(text)])
