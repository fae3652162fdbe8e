"""An edition as one page of HTML that is complete: no script, no font, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from cardgen.graphics.frame import INLINE, Ink
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.fonts import Font
from cardgen.output.editions.logical_structure import LogicalElement
from cardgen.output.pdf.metadata import PRODUCER, About
from cardgen.output.pictures.svg import figure_svg, hexadecimal

TAGS = {
    "P": "p",
    "Table": "table",
    "THead": "thead",
    "TBody": "tbody",
    "TFoot": "tfoot",
    "TR": "tr",
    "TH": "th",
    "TD": "td",
    "Caption": "caption",
    "Sect": "section",
    "BlockQuote": "blockquote",
    "Em": "em",
    "Strong": "strong",
    "Code": "code",
}

PAPER = 255, 255, 255


class ThemeColour(NamedTuple):
    """A theme's anchor for links, and its colour."""

    anchor: str
    ink: Ink


class Look(NamedTuple):
    """What a page shows besides its words: the colours of themes, by their names, and the fonts of
    its drawings, which are counted so that each has ids of its own."""

    themes: Mapping[str, ThemeColour]
    fonts: Mapping[str, Font]
    drawings: Iterator[int]


def html(
    document: LogicalElement,
    about: About,
    contents: str,
    style: str,
    look: Look,
) -> str:
    """The page: title, table of contents under the word for it, and the sections."""
    title, *parts = document.elements
    listed = _contents(parts, look)
    word = escape(contents)
    nav = f'<nav aria-label="{word}">\n<h2>{word}</h2>\n{listed}</nav>\n' if listed else ""
    style = style.strip().replace("</", r"<\/")  # which would end the style element
    return f"""<!doctype html>
<html lang="{escape(about.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{escape(printed(about.author))}">
<meta name="generator" content="{PRODUCER}">
<title>{escape(printed(about.title), quote=False)}</title>
<style>
{style}
</style>
</head>
<body>
<header>
{_all(title.kids, look)}</header>
{nav}<main>
{_all(parts, look)}</main>
</body>
</html>
"""


def _contents(parts: Iterable[LogicalElement], look: Look) -> str:
    """The table of contents, sections within another below it."""
    items = ""
    for part in parts:
        anchor = _anchor(part, look)
        if anchor is not None:
            name = _heading(part)
            link = f'<a href="#{anchor}"{_lang(name)}>{escape(name.text, quote=False)}</a>'
            within = _contents(part.elements, look)
            below = f"\n{within}" if within else ""
            items += f"<li{_section(part, look)}>{link}{below}</li>\n"
    return f"<ul>\n{items}</ul>\n" if items else ""


def _anchor(section: LogicalElement, look: Look) -> str | None:
    """The anchor of a section: the id of its card or theme, if it is of one."""
    kind, _, name = (section.id or "").partition(" ")
    if section.role != "Sect" or kind not in ("card", "theme"):
        return None
    return name if kind == "card" else look.themes[name].anchor


def _heading(section: LogicalElement) -> LogicalElement:
    """The heading of a section, which every section of an edition has."""
    return next(kid for kid in section.elements if kid.role == "H")


def _lang(node: LogicalElement) -> str:
    return f' lang="{escape(node.lang)}"' if node.lang else ""


def _section(section: LogicalElement, look: Look) -> str:
    """The attributes of a section for style sheets: its class, and its theme's colour."""
    kind, _, name = (section.id or "").partition(" ")
    colour = f' style="--theme: {hexadecimal(look.themes[name].ink)}"' if kind == "theme" else ""
    return f' class="{kind}"{colour}'


def _all(kids: Iterable[str | LogicalElement], look: Look) -> str:
    return "".join(
        escape(kid, quote=False) if isinstance(kid, str) else _element(kid, look) for kid in kids
    )


def _element(node: LogicalElement, look: Look, more: str = "") -> str:
    """The element as HTML; more are further attributes."""
    more += _lang(node)
    if node.role == "Figure":
        if node.ground is not None and node.ground.rgb != PAPER:
            more += f' class="ground" style="--ground: {hexadecimal(node.ground)}"'
        drawing = figure_svg(node.drawing, node.alt or "", look.fonts, next(look.drawings))
        return f"<figure{more}>{drawing}</figure>\n"
    if node.role == "L":
        return _list(node, look, more)
    if node.role == "LBody" and not more:
        return _all(node.kids, look)
    if (anchor := _anchor(node, look)) is not None:
        labelled = f' aria-labelledby="{anchor}"'
        ids = {id(_heading(node)): f' id="{anchor}"'}
        inner = "".join(_element(kid, look, ids.get(id(kid), "")) for kid in node.elements)
        return f"<section{_section(node, look)}{labelled}{more}>\n{inner}</section>\n"
    if node.role == "TH":
        more += ' scope="col"' if node.kind == "Column" else ' scope="row"'
    tag = TAGS.get(node.role, "span" if node.role in INLINE else "div")
    if node.role == "H":
        tag = f"h{node.level}"
    inner = _all(node.kids, look) if node.alt is None else escape(node.alt, quote=False)
    end = "" if node.role in INLINE else "\n"
    begin = "\n" if any(kid.role not in INLINE for kid in node.elements) else ""
    return f"<{tag}{more}>{begin}{inner}</{tag}>{end}"


def _list(node: LogicalElement, look: Look, more: str) -> str:
    """A list, numbered if all its labels are numbers, else with the labels as words."""
    labels = [item.label for item in node.elements]
    numbered = all(label.isdecimal() for label in labels)
    tag = "ol" if numbered else "ul"
    if any(labels) and not numbered:
        more += ' class="labelled"'
    items = ""
    for item, label in zip(node.elements, labels, strict=True):
        value = f' value="{int(label)}"' if numbered else ""
        shown = f"<span>{escape(label, quote=False)}</span> " if label and not numbered else ""
        items += f"<li{value}{_lang(item)}>{shown}{_all(item.unlabelled, look).strip()}</li>\n"
    return f"<{tag}{more}>\n{items}</{tag}>\n"
