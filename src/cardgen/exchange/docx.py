"""Documents: headings, lists and tables → the rows of a deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from cardgen.exchange.book import ALT, OWN, Book, Pieces, Row, slug
from cardgen.exchange.lines import NOTHING
from cardgen.exchange.packed import unpacked
from cardgen.exchange.tables import (
    KINDS,
    THEMES,
    Grid,
    facts_from,
    fields_of,
    lines_of,
    questions_from,
    simple,
)
from cardgen.model.deck import Prose
from cardgen.problems import Mark, Missing, Problems

TITLE, SUBTITLE, HINT = "Title", "Subtitle", "Hint"
THEME, CARD_STYLE, FIELD = "Heading 1", "Heading 2", "Heading 3"
_STYLES = (TITLE, SUBTITLE, HINT, THEME, CARD_STYLE, FIELD)


def python_docx() -> Any:
    try:
        import docx
    except ImportError:
        raise Missing("documents (.docx)", "office") from None
    return docx


def read_book(data: bytes, shown_as: str, problems: Problems) -> Book | None:
    """The deck in the document, or None with the problems noted; Missing without python-docx."""
    docx = python_docx()
    if not unpacked(data, "word/document.xml", shown_as, problems):
        return None
    try:
        reading = _Reading(docx.Document(BytesIO(data)), shown_as, problems)
    except Exception:  # whatever a damaged part makes python-docx raise, and that is of many kinds
        what = "this document is damaged"
        problems.error("E601", Mark(shown_as), what, "save it again as .docx")
        return None
    return reading.book()


class _Reading:
    """What has been read so far, from the top of the document down."""

    def __init__(self, document: Any, file: str, problems: Problems) -> None:
        self.document = document
        self.styles = {style.style_id: _ours(style) for style in document.styles}
        self.file = file
        self.problems = problems
        self.facts: dict[str, Pieces] = {}
        self.grids: dict[str, Grid] = {}
        self.cards: list[tuple[Prose, Mark, dict[str, Pieces]]] = []
        self.theme: Prose | None = None
        self.card: dict[str, Pieces] | None = None
        self.field = ""

    def book(self) -> Book | None:
        self._reviewed()
        for block in self.document.element.body.iterchildren():
            tag = block.tag.rpartition("}")[2]
            if tag == "p":
                self._paragraph(self._style(block), _text(block))
            elif tag == "tbl":
                self._table(block)
            elif tag == "sdt" and "".join(block.itertext()).strip():
                self._left_out("a list of contents, or another field that fills itself,")
        if "kind" not in self.grids:
            what = "this document has no table of the kinds of card"
            fix = "start from one that `cardgen export --to docx` made"
            self.problems.error("E613", Mark(self.file), what, fix)
            return None
        kinds = simple(self.grids["kind"], KINDS, self.problems)
        facts = self.grids.get("what")
        told = facts_from(facts, self.problems).cells if facts else {}
        return Book(
            Row(Mark(self.file), {**told, **self.facts}),
            simple(self.grids.get("id"), THEMES, self.problems),
            kinds,
            questions_from(self.grids.get("card"), self.problems),
            tuple(_cards(self.cards, kinds)),
        )

    def _reviewed(self) -> None:
        """Notes changes that nobody has taken or refused yet, and comments."""
        changes = self.document.element.body.xpath("//w:ins | //w:del | //w:moveFrom | //w:moveTo")
        if changes:
            one = len(changes) == 1
            counted = "a tracked change is" if one else f"{len(changes)} tracked changes are"
            what = f"{counted} neither taken nor refused"
            fix = "accept or reject all changes, and save the document"
            self.problems.error("E615", Mark(self.file), what, fix)
        if any(rel.reltype.endswith("/comments") for rel in self.document.part.rels.values()):
            what = "comments are not read"
            self.problems.warning("W608", Mark(self.file), what, "see to them in the document")

    def _style(self, paragraph: Any) -> str:
        names = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
        return self.styles.get(names[0], "") if names else ""

    def _at(self, *further: str) -> Mark:
        theme = [self.theme.text] if self.theme else []
        card = [self.cards[-1][0].text] if self.card is not None else []
        parts = [" ".join(part.split()) for part in (*theme, *card, *further) if part]
        parts = [part if len(part) <= 40 else f"{part[:39]}…" for part in parts]
        return Mark(f"{self.file}: {' › '.join(parts)}" if parts else self.file)

    def _left_out(self, what: str, *where: str) -> None:
        what, fix = f"{what} is left out", "put it under the heading of a field, or delete it"
        self.problems.warning("W608", self._at(*where), what, fix)

    def _paragraph(self, style: str, text: str) -> None:
        if style == HINT or (not text.strip() and not self.field):
            return
        if style in (TITLE, SUBTITLE):
            self.facts.setdefault(slug(style), lines_of(Prose(text, self._at())))
        elif style == THEME:
            self.theme, self.card, self.field = None, None, ""
            self.theme = Prose(text, self._at(text))
        elif style == CARD_STYLE:
            self.card, self.field = {}, ""
            self.cards.append((Prose(text, Mark("")), Mark(""), self.card))
            self.cards[-1] = Prose(text, self._at()), self._at(), self.card
            if self.theme:
                self.card["theme"] = (self.theme,)
        elif self.card is None:
            self._left_out(f'the text "{text.strip()[:40]}"')
        elif style == FIELD:
            self.field = slug(text)
            if self.field in self.card:
                what = f'this card has two headings "{text.strip()}"'
                self.problems.error("E605", self._at(), what, "keep one of them")
            self.card[self.field] = ()
        elif not self.field:
            what = f'the text "{text.strip()[:40]}" stands under no field'
            fix = "put it under a heading of the third level, such as Definition"
            self.problems.error("E616", self._at(), what, fix)
        else:
            self.card[self.field] += (Prose(text, self._at(self.field)),)

    def _table(self, block: Any) -> None:
        rows = [
            ["\n".join(map(_text, _in(cell, "w:p"))) for cell in cells]
            for row in _in(block, "w:tr")
            if (cells := _in(row, "w:tc"))
        ]
        name = slug(rows[0][0]) if rows else ""
        if self.card is not None and name in OWN:
            for label, *texts in rows:
                own = ALT if label.strip().casefold() == ALT else slug(label)
                text = texts[0] if texts else ""
                if text.strip() and text.strip() != NOTHING:
                    self.card[own] = lines_of(Prose(text, self._at(label)))
        elif name in ("what", "id", "card", "kind") and name not in self.grids:
            lines = [
                {
                    column: Prose(text, self._at(f"row {number}"))
                    for column, text in enumerate(row, 1)
                    if _says(text)
                }
                for number, row in enumerate(rows, 1)
            ]
            self.grids[name] = Grid(name, self._at(), [line for line in lines if line])
        elif any(text.strip() for row in rows for text in row):
            self._left_out(f'a table that begins with "{rows[0][0].strip()[:40]}"')


def _in(piece: Any, tag: str) -> Sequence[Any]:
    """The rows, cells or paragraphs in it, those too that a form (a content control) holds."""
    own: Sequence[Any] = piece.xpath(f"./{tag} | ./w:sdt/w:sdtContent/{tag}")
    return own


def _says(text: str) -> bool:
    return text.strip() not in ("", NOTHING)


def heading_field(fields: dict[str, str]) -> str | None:
    """The field that a card's heading holds: the first that is a text."""
    return next((name for name, form in fields.items() if form.startswith("text")), None)


def _cards(
    read: Sequence[tuple[Prose, Mark, dict[str, Pieces]]], kinds: Sequence[Row]
) -> Iterator[Row]:
    """The cards, each called what its heading says; one without a kind is of that before it."""
    forms = {kind.text: fields_of(row) for row in kinds if (kind := row.one("kind"))}
    before: Pieces = ()
    for heading, where, cells in read:
        first = next(iter(forms), "")
        before = cells.setdefault("kind", before or (Prose(first, where),))
        name = heading_field(forms.get(before[0].text, {}))
        said = {} if name is None or not _says(heading.text) else {name: lines_of(heading)}
        yield Row(where, {**cells, **said})


def _ours(style: Any) -> str:
    """The nearest of our styles that a style is, or is made from."""
    while style is not None and style.name not in _STYLES:
        style = getattr(style, "base_style", None)  # numberings have none
    return str(style.name) if style is not None else ""


def _text(paragraph: Any) -> str:
    """The words of a paragraph, without those in boxes beside it."""
    return "".join(
        map(_said, paragraph.xpath(".//w:r[not(ancestor::w:del or ancestor::w:txbxContent)]/*"))
    )


def _said(piece: Any) -> str:
    match piece.tag.rpartition("}")[2]:
        case "t":
            return piece.text or ""
        case "tab":
            return "\t"
        case "br" | "cr" if not piece.xpath("./@w:type[. != 'textWrapping']"):
            return "\n"
        case "noBreakHyphen":
            return "\u2011"
        case "softHyphen":
            return "\u00ad"
    return ""
