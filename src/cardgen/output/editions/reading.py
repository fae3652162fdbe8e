"""Pages to an edition that is read as text: what they say, as HTML, Markdown or plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cardgen.graphics.frame import Page
from cardgen.model.layout import Screen
from cardgen.model.options import Format
from cardgen.output.editions.edition import edition
from cardgen.output.editions.html import Hue, html
from cardgen.output.editions.said import said
from cardgen.output.editions.text import MARKDOWN, PLAIN, text
from cardgen.output.pdf.about import About


def reading(
    pages: Iterable[Page], about: About, form: Format, screen: Screen, themes: Mapping[str, Hue]
) -> str:
    """The edition in a format that is not a PDF; themes are those of the faces, by their names."""
    document = edition(said(pages), about)
    if form == "html":
        return html(document, about, screen.contents, screen.style, themes)
    return text(document, MARKDOWN if form == "md" else PLAIN)
