"""Pages to an edition that is read as text: what they say, as HTML, Markdown or plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cardgen.frame import Page
from cardgen.layout import Screen
from cardgen.printing import Format
from cardgen.write.about import About
from cardgen.write.edition import edition
from cardgen.write.html import Hue, html
from cardgen.write.said import said
from cardgen.write.text import MARKDOWN, PLAIN, text


def reading(
    pages: Iterable[Page], about: About, form: Format, screen: Screen, themes: Mapping[str, Hue]
) -> str:
    """The edition in a format that is not a PDF; themes are those of the faces, by their names."""
    document = edition(said(pages), about)
    if form == "html":
        return html(document, about, screen.contents, screen.style, themes)
    return text(document, MARKDOWN if form == "md" else PLAIN)
