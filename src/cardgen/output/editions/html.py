"""An edition as one page of HTML that is complete: no script and no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from itertools import count
from urllib.parse import quote

from cardgen.graphics.art import mark
from cardgen.graphics.frame import INLINE, Frame
from cardgen.graphics.geometry import extent
from cardgen.graphics.type.characters import printed
from cardgen.output.editions.edition_style import PAPER, EditionStyle, PageContent, style_sheet
from cardgen.output.editions.links import address_of, linked
from cardgen.output.editions.logical_structure import LogicalElement
from cardgen.output.numbers import number
from cardgen.output.pdf.metadata import PRODUCER, About
from cardgen.output.pictures.svg import hexadecimal, inks_in, inline_svg

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


def html(document: LogicalElement, about: About, style: EditionStyle) -> str:
    """The page: title, table of contents under the word for it, and the sections.

    Its policy allows no script, no connection, and no style but its own.
    """
    title, *parts = document.elements
    contents, body = style.screen.contents, _Body(style)
    listed, word = body.contents(parts), escape(contents)
    nav = f'<nav aria-label="{word}">\n<h2>{word}</h2>\n{listed}</nav>\n' if listed else ""
    cover = body.decoration(style.cover, "cover") if style.cover else ""
    header, main = body.all(title.kids), body.all(parts)
    content = PageContent(f"{contents}{document.text}", body.emphasised, body.rules)
    sheet = f"\n{style_sheet(style, content)}\n"
    digest = b64encode(sha256(sheet.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="{escape(about.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{escape(printed(about.author))}">
<meta name="generator" content="{PRODUCER}">
<title>{escape(printed(about.title), quote=False)}</title>
<style>{sheet}</style>
</head>
<body>
<header>
{cover}{header}</header>
{nav}<main>
{main}</main>
</body>
</html>
"""


class _Body:
    """What stands on the page, and what its style sheet must know of it: the classes by what they
    declare, and the emphasised words by their tags. Its drawings are counted, so that each has ids
    of its own."""

    def __init__(self, style: EditionStyle) -> None:
        self._style = style
        self.rules: dict[str, str] = {}
        self._drawings = count(1)
        self.emphasised: dict[str, str] = {}

    def contents(self, parts: Iterable[LogicalElement]) -> str:
        """The table of contents, sections within another below it."""
        items = ""
        for part in parts:
            anchor = self._anchor(part)
            if anchor is not None:
                name = _heading(part)
                words = escape(name.text, quote=False)
                link = f'<a href="#{anchor}"{_lang(name)}>{words}</a>'
                within = self.contents(part.elements)
                below = f"\n{within}" if within else ""
                items += f"<li{self._section(part)}>{self._mark(part)}{link}{below}</li>\n"
        return f"<ul>\n{items}</ul>\n" if items else ""

    def all(self, kids: Iterable[str | LogicalElement]) -> str:
        return "".join(_words(kid) if isinstance(kid, str) else self._element(kid) for kid in kids)

    def decoration(self, frame: Frame, name: str) -> str:
        """A drawing that says nothing, of that class."""
        edges = 0.0, 0.0, frame.width, frame.height
        attributes = f'class="{name}" aria-hidden="true"'
        return f"{inline_svg(frame.items, edges, attributes, {}, next(self._drawings))}\n"

    def _class(self, declared: str) -> str:
        """The class of a declaration."""
        return self.rules.setdefault(declared, f"own-{len(self.rules) + 1}")

    def _anchor(self, section: LogicalElement) -> str | None:
        """The anchor of a section: the id of its card or theme, if it is of one."""
        kind, _, name = (section.id or "").partition(" ")
        if section.role != "Sect" or kind not in ("card", "theme"):
            return None
        return name if kind == "card" else self._style.themes[name].anchor

    def _section(self, section: LogicalElement) -> str:
        """The attributes of a section for style sheets: its class, and its theme."""
        kind, _, name = (section.id or "").partition(" ")
        theme = f' data-theme="{self._style.themes[name].anchor}"' if kind == "theme" else ""
        return f' class="{kind}"{theme}'

    def _mark(self, section: LogicalElement) -> str:
        """The mark of a section's theme, in the colour of the words beside it."""
        kind, _, name = (section.id or "").partition(" ")
        if kind != "theme":
            return ""
        theme = self._style.themes[name]
        items, own = mark(theme.mark, 0, 0, 1, theme.base), {theme.base.name: "currentColor"}
        attributes = 'class="mark" aria-hidden="true"'
        return inline_svg(items, (-1, -1, 1, 1), attributes, {}, next(self._drawings), own)

    def _art(self, section: LogicalElement) -> str:
        """The art of a section's card, if it has any."""
        kind, _, name = (section.id or "").partition(" ")
        frame = self._style.art.get(name) if kind == "card" else None
        return self.decoration(frame, "art") if frame else ""

    def _element(self, node: LogicalElement, more: str = "", before: str = "") -> str:
        """The element as HTML; more are further attributes, before stands before its words."""
        more += _lang(node)
        if node.role == "Figure":
            return self._figure(node, more)
        if node.role == "L":
            return self._list(node, more)
        if node.role == "LBody" and not more:
            return self.all(node.kids)
        if (anchor := self._anchor(node)) is not None:
            heading = _heading(node)
            inner = "".join(
                self._element(kid, f' id="{anchor}"', self._mark(node))
                if kid is heading
                else self._element(kid)
                for kid in node.elements
            )
            labelled = f' aria-labelledby="{anchor}"{more}'
            section = f"<section{self._section(node)}{labelled}>\n"
            return f"{section}{self._art(node)}{inner}</section>\n"
        if node.role == "TH":
            more += ' scope="col"' if node.kind == "Column" else ' scope="row"'
        tag = TAGS.get(node.role, "span" if node.role in INLINE else "div")
        if node.role == "H":
            tag = f"h{node.level}"
        if tag in self._style.screen.emphasis:
            self.emphasised[tag] = self.emphasised.get(tag, "") + node.text
        inner = self.all(node.kids) if node.alt is None else _words(node.alt)
        if node.role in ("TH", "TD") and node.link:
            inner = f'<a href="{quote(node.link)}">{escape(node.text, quote=False)}</a>'
        end = "" if node.role in INLINE else "\n"
        begin = "\n" if any(kid.role not in INLINE for kid in node.elements) else ""
        return f"<{tag}{more}>{begin}{before}{inner}</{tag}>{end}"

    def _figure(self, node: LogicalElement, more: str) -> str:
        """A drawing with its alternative text, and a link where it leads somewhere.

        One in neutral inks alone is drawn in those of the page, but for codes, which are read
        dark on light.
        """
        screen, classes = self._style.screen, []
        neutral = {name: f"var(--{name})" for name in screen.light if name in screen.dark}
        is_plain = {ink.name for ink in inks_in(node.drawing)} <= neutral.keys()
        if node.ground is not None and node.ground.rgb != PAPER:
            classes = ["ground", self._class(f"--ground: {hexadecimal(node.ground.rgb)};")]
        elif node.link is None and is_plain and node.drawing:
            classes = ["plain"]
        edges = extent(node.drawing) or (0, 0, 0, 0)
        wide = self._class(f"--mm: {number(edges[2] - edges[0])};")
        attributes = f'role="img" aria-label="{escape(node.alt or "")}" class="{wide}"'
        own = neutral if classes == ["plain"] else {}
        number_ = next(self._drawings)
        shown = inline_svg(node.drawing, edges, attributes, self._style.fonts, number_, own)
        if node.link and (address := address_of(node.link)):
            shown = f'<a href="{escape(address)}">{shown}</a>'
        named = f' class="{" ".join(classes)}"' if classes else ""
        return f"<figure{more}{named}>{shown}</figure>\n"

    def _list(self, node: LogicalElement, more: str) -> str:
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
            items += f"<li{value}{_lang(item)}>{shown}{self.all(item.unlabelled).strip()}</li>\n"
        return f"<{tag}{more}>\n{items}</{tag}>\n"


def _heading(section: LogicalElement) -> LogicalElement:
    """The heading of a section, which every section of an edition has."""
    return next(kid for kid in section.elements if kid.role == "H")


def _lang(node: LogicalElement) -> str:
    return f' lang="{escape(node.lang)}"' if node.lang else ""


def _words(text: str) -> str:
    """A text with its addresses as links."""
    return "".join(
        f'<a href="{escape(address)}">{escape(words, quote=False)}</a>'
        if address
        else escape(words, quote=False)
        for words, address in linked(text)
    )
