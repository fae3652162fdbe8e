"""Word documents (.docx), read into tables and written for reviewers: the door to python-docx.

A theme is a heading of the first level, a card one of the second and a field one of the third.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from cardgen.exchange.book import (
    ALT,
    CARD,
    FACTS,
    KINDS,
    OWN,
    THEMES,
    Book,
    fields_of,
    header_of,
    key_of,
)
from cardgen.exchange.cell_text import NO_THEME, NOTHING, encode_text, is_blank
from cardgen.exchange.exported_tables import facts_from, questions_from, rows_with
from cardgen.exchange.worksheet import CellLines, TableRow, Worksheet, lines_of
from cardgen.exchange.zip_package import opens_safely, with_date
from cardgen.model.deck import Deck, Text
from cardgen.problems import Mark, Missing, Problems, is_own_failure

_TITLE, _SUBTITLE, _HINT = "Title", "Subtitle", "Hint"
_THEME, _CARD, _FIELD = "Heading 1", "Heading 2", "Heading 3"
_STYLES = (_TITLE, _SUBTITLE, _HINT, _THEME, _CARD, _FIELD)
_BASES = 20  # styles, each of which is based on the next
_ADVICE = (
    "Edit the text as you like, and add or delete list items. A heading of the first level "
    "is a theme, one of the second a card, one of the third what a card says under that name. To "
    "move a card, move all of it; for a new one, copy one and empty its Id. Accept or reject "
    "tracked changes before you send it back."
)


def _python_docx() -> Any:
    """The package; raises Missing where it is not installed."""
    try:
        import docx
    except ImportError:
        raise Missing("documents (.docx)", "office") from None
    return docx


def read_docx(data: bytes, shown_as: str, problems: Problems) -> Book | None:
    """The deck in the document, or None with the problems noted; Missing without python-docx."""
    docx = _python_docx()
    if not opens_safely(data, "word/document.xml", shown_as, problems):
        return None
    reading = None
    try:
        document = docx.Document(BytesIO(data))
        if getattr(document.element, "body", None) is not None:
            reading = _Reading(document, shown_as, problems)
    except Exception as reason:  # a damaged part makes python-docx raise exceptions of many kinds
        if is_own_failure(reason):
            raise
    if reading is None:
        what = "this document is damaged"
        problems.error("E601", Mark(shown_as), what, "save it again as .docx")
        return None
    return reading.book()


class _Reading:
    """What has been read of a document so far, from the top down."""

    def __init__(self, document: Any, file: str, problems: Problems) -> None:
        self.document = document
        self.styles = {style.style_id: _known_style(style) for style in document.styles}
        self.file = file
        self.problems = problems
        self.facts: dict[str, CellLines] = {}
        self.sheets: dict[str, Worksheet] = {}
        self.cards: list[tuple[Text, Mark, dict[str, CellLines]]] = []
        self.theme: Text | None = None
        self.card: dict[str, CellLines] | None = None
        self.field = ""

    def book(self) -> Book | None:
        self._note_review()
        for block in self.document.element.body.iterchildren("*"):
            tag = block.tag.rpartition("}")[2]
            if tag == "p":
                self._paragraph(self._style(block), _text(block))
            elif tag == "tbl":
                self._table(block)
            elif tag == "sdt" and "".join(block.itertext()).strip():
                self._left_out("a table of contents, or another automatic field,")
        if "kind" not in self.sheets:
            what = "this document has no table of the kinds of card"
            fix = "start from one that `cardgen export --to docx` made"
            self.problems.error("E613", Mark(self.file), what, fix)
            return None
        kinds = rows_with(self.sheets["kind"], KINDS, self.problems)
        facts = self.sheets.get("what")
        stated = facts_from(facts, self.problems).cells if facts else {}
        return Book(
            TableRow(Mark(self.file), {**stated, **self.facts}),
            rows_with(self.sheets.get("id"), THEMES, self.problems),
            kinds,
            questions_from(self.sheets.get("card"), self.problems),
            tuple(_cards(self.cards, kinds)),
        )

    def _note_review(self) -> None:
        """Note tracked changes that are neither accepted nor rejected, and comments."""
        changes = self.document.element.body.xpath("//w:ins | //w:del | //w:moveFrom | //w:moveTo")
        if changes:
            one = len(changes) == 1
            counted = "a tracked change is" if one else f"{len(changes)} tracked changes are"
            what = f"{counted} neither accepted nor rejected"
            fix = "accept or reject all changes, and save the document"
            self.problems.error("E615", Mark(self.file), what, fix)
        if any(
            (rel.reltype or "").endswith("/comments") for rel in self.document.part.rels.values()
        ):
            what = "comments are not read"
            self.problems.warning("W608", Mark(self.file), what, "deal with them in the document")

    def _style(self, paragraph: Any) -> str:
        """The one of the styles known here that a paragraph has, or ""."""
        names = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
        return self.styles.get(names[0], "") if names else ""

    def _at(self, *further: str) -> Mark:
        """The place reached: the headings above, then further names."""
        theme = [self.theme.text] if self.theme else []
        card = [self.cards[-1][0].text] if self.card is not None else []
        parts = [" ".join(part.split()) for part in (*theme, *card, *further) if part]
        parts = [part if len(part) <= 40 else f"{part[:39]}…" for part in parts]
        return Mark(f"{self.file}: {' › '.join(parts)}" if parts else self.file)

    def _left_out(self, what: str, *where: str) -> None:
        what, fix = f"{what} is left out", "put it under the heading of a field, or delete it"
        self.problems.warning("W608", self._at(*where), what, fix)

    def _paragraph(self, style: str, text: str) -> None:
        """Take a paragraph: a heading begins a theme, a card or a field, a text goes on with it."""
        if style == _HINT or (not text.strip() and not self.field):
            return
        if style in (_TITLE, _SUBTITLE):
            self.facts.setdefault(key_of(style), lines_of(Text(text, self._at())))
        elif style == _THEME:
            self.theme, self.card, self.field = None, None, ""
            self.theme = Text(text, self._at(text))
        elif style == _CARD:
            self.card, self.field = {}, ""
            self.cards.append((Text(text, Mark("")), Mark(""), self.card))
            self.cards[-1] = Text(text, self._at()), self._at(), self.card
            if self.theme:
                self.card["theme"] = (self.theme,)
        elif self.card is None:
            self._left_out(f'the text "{text.strip()[:40]}"')
        elif style == _FIELD:
            self.field = key_of(text)
            if self.field in self.card:
                what = f'this card has two headings "{text.strip()}"'
                self.problems.error("E605", self._at(), what, "keep one of them")
            self.card[self.field] = ()
        elif not self.field:
            what = f'the text "{text.strip()[:40]}" is not under the heading of a field'
            fix = "put it under a heading of level 3, such as Definition"
            self.problems.error("E616", self._at(), what, fix)
        else:
            self.card[self.field] += (Text(text, self._at(self.field)),)

    def _table(self, block: Any) -> None:
        """Take a table: of a card's keys, or of the deck's facts, themes, questions or kinds."""
        rows = [
            ["\n".join(map(_text, _in(cell, "w:p"))) for cell in cells]
            for row in _in(block, "w:tr")
            if (cells := _in(row, "w:tc"))
        ]
        name = key_of(rows[0][0]) if rows else ""
        if self.card is not None and name in OWN:
            for label, *texts in rows:
                own = ALT if label.strip().casefold() == ALT else key_of(label)
                text = texts[0] if texts else ""
                if not is_blank(text):
                    self.card[own] = lines_of(Text(text, self._at(label)))
        elif name in ("what", "id", "card", "kind") and name not in self.sheets:
            lines = [
                {
                    column: Text(text, self._at(f"row {number}"))
                    for column, text in enumerate(row, 1)
                    if not is_blank(text)
                }
                for number, row in enumerate(rows, 1)
            ]
            self.sheets[name] = Worksheet(name, self._at(), [line for line in lines if line])
        elif any(text.strip() for row in rows for text in row):
            self._left_out(f'a table that begins with "{rows[0][0].strip()[:40]}"')


def _in(part: Any, tag: str) -> Sequence[Any]:
    """The rows, cells or paragraphs in a part, with those inside content controls."""
    own: Sequence[Any] = part.xpath(f"./{tag} | ./w:sdt/w:sdtContent/{tag}")
    return own


def _cards(
    read: Sequence[tuple[Text, Mark, dict[str, CellLines]]], kinds: Sequence[TableRow]
) -> Iterator[TableRow]:
    """The cards, each with its heading in its first field; one without a kind has that of the card
    before it."""
    forms = {kind.text: fields_of(row) for row in kinds if (kind := row.cell("kind"))}
    before: CellLines = ()
    for heading, where, cells in read:
        first = next(iter(forms), "")
        before = cells.setdefault("kind", before or (Text(first, where),))
        name = _heading_field(forms.get(before[0].text, {}))
        titled = {} if name is None or is_blank(heading.text) else {name: lines_of(heading)}
        yield TableRow(where, {**cells, **titled})


def _known_style(style: Any) -> str:
    """The one of _STYLES that a style is or, at the nearest, is based on; "" if there is none."""
    for _ in range(_BASES):  # a damaged file may have styles that are based on each other
        if style is None or style.name in _STYLES:
            break
        style = getattr(style, "base_style", None)  # numbering styles have none
    return str(style.name) if style is not None and style.name in _STYLES else ""


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without deleted text and text boxes."""
    return "".join(
        map(
            _characters,
            paragraph.xpath(".//w:r[not(ancestor::w:del or ancestor::w:txbxContent)]/*"),
        )
    )


def _characters(part: Any) -> str:
    """The characters that a part of a run stands for."""
    match part.tag.rpartition("}")[2]:
        case "t":
            return part.text or ""
        case "tab":
            return "\t"
        case "br" | "cr" if not part.xpath("./@w:type[. != 'textWrapping']"):
            return "\n"
        case "noBreakHyphen":
            return "\u2011"
        case "softHyphen":
            return "\u00ad"
    return ""


def _heading_field(fields: dict[str, str]) -> str | None:
    """The field whose text is the card's heading: the first that is a text."""
    return next((name for name, form in fields.items() if form.startswith("text")), None)


def write_docx(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The deck as a document. Raises Missing without python-docx."""
    document = _python_docx().Document()
    _styles(document)
    _add(document, book.facts.text("title"), _TITLE)
    if "subtitle" in book.facts.cells:
        _add(document, book.facts.text("subtitle"), _SUBTITLE)
    _add(document, _ADVICE, _HINT)
    kinds = {kind.text("kind"): fields_of(kind) for kind in book.kinds}
    theme = None
    for row in book.cards:
        if row.text("theme") != theme:
            theme = row.text("theme")
            _add(document, theme or NO_THEME, _THEME)
        _card(document, row, kinds)
    _add(document, "The deck", _THEME)
    facts = [(header_of(n), book.facts.text(n), note) for n, note in FACTS.items()]
    facts = [fact for fact in facts if fact[0] not in (_TITLE, _SUBTITLE)]
    _table(document, [("What", "Text", "Note"), *facts], (36, 76, 54))
    if book.themes:
        _add(document, "Themes", _THEME)
        _table(document, [[*map(header_of, THEMES)], *_rows(book.themes, THEMES)], (48, 58, 30, 30))
    if book.questions:
        lenses = tuple(deck.prompts.lenses) if deck.prompts else ()
        _add(document, "Questions to talk about", _THEME)
        heads = ("Card", *map(encode_text, lenses))
        widths = (34, *(132 / len(lenses) for _ in lenses))
        _table(document, [heads, *_rows(book.questions, (CARD, *lenses))], widths)
    _add(document, "Kinds of card", _THEME)
    _table(document, [[*map(header_of, KINDS)], *_rows(book.kinds, KINDS)], (36, 30, 100))
    about = document.core_properties
    about.title, about.author = (book.facts.text(n)[:255] for n in ("title", "publisher"))
    about.comments = ""
    out = BytesIO()
    document.save(out)
    return with_date(out.getvalue(), deck.date)


def _card(document: Any, row: TableRow, kinds: Mapping[str, dict[str, str]]) -> None:
    """Add a card: its heading, a table of its own keys, and its fields."""
    fields = kinds[row.text("kind")]
    titled = _heading_field(fields)
    _add(document, row.text(titled or "") or NOTHING, _CARD)
    own = [name for name in OWN if name in row.cells and name != "theme"]
    _table(document, [(header_of(name), row.text(name)) for name in own], (24, 142), of_card=True)
    for name, form in fields.items():
        if name == titled or name not in row.cells:
            continue
        _add(document, header_of(name), _FIELD)
        number = _numbering(document) if form.startswith("steps") else None
        for line in row.cells[name]:
            if form.startswith("text"):
                _add(document, line.text)
            elif number is None:
                _add(document, line.text, "List Bullet")
            else:
                _step(document, line.text, number)


def _add(document: Any, text: str, style: str = "") -> Any:
    """Add a paragraph; its style is set by id, as looking up a thousand by name takes seconds."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(OxmlElement("w:p"), document)
    _append(document, paragraph._p)
    if style:
        paragraph._p.style = style.replace(" ", "")
    if text:
        paragraph.add_run(text)
    return paragraph


def _append(document: Any, element: Any) -> None:
    """Put a paragraph or a table last, before the page's measures; to find these, python-docx would
    go through all that is there each time."""
    document.element.body[-1].addprevious(element)


def _step(document: Any, text: str, number: int) -> None:
    """Add an item, its name bold, to the numbered list of that number."""
    name, colon, rest = text.partition(": ")
    paragraph = _add(document, "", "List Number")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    paragraph.add_run(name).bold = True
    paragraph.add_run(colon + rest)


def _numbering(document: Any) -> int:
    """The number of a new numbered list, which starts at 1; a style's own list never restarts."""
    style = document.styles["List Number"].element
    (used,) = style.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    (abstract,) = numbering.xpath(f"./w:num[@w:numId='{used}']/w:abstractNumId/@w:val")
    made = numbering.add_num(int(abstract))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _rows(rows: Iterable[TableRow], names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(row.text(name) for name in names) for row in rows]


def _table(
    document: Any,
    lines: Sequence[Sequence[str]],
    widths: Sequence[float],
    of_card: bool = False,
) -> None:
    """Add a table with a header; that of a card has none, and is small and grey. Widths in mm."""
    from docx.oxml.table import CT_Tbl
    from docx.shared import Mm
    from docx.table import Table

    table = Table(CT_Tbl.new_tbl(len(lines), len(widths), Mm(sum(widths))), document)
    _append(document, table._tbl)
    if not of_card:
        table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (line, row) in enumerate(zip(lines, table.rows, strict=True)):
        for text, cell, width in zip(line, row.cells, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = None if of_card or number else True
            if of_card:
                paragraph._p.style = _HINT


def _styles(document: Any) -> None:
    """Set up A4 pages and black headings, and add the style for hints."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    sizes = {_TITLE: 28, _SUBTITLE: 14, _THEME: 20, _CARD: 15, _FIELD: 11}
    for name, size in sizes.items():
        document.styles[name].font.color.rgb = RGBColor(0, 0, 0)
        document.styles[name].font.size = Pt(size)
    document.styles["Normal"].font.name = "Calibri"
    hint = document.styles.add_style(_HINT, WD_STYLE_TYPE.PARAGRAPH)
    hint.base_style = document.styles["Normal"]
    hint.font.size, hint.font.color.rgb = Pt(8.5), RGBColor(0x59, 0x59, 0x59)
    hint.paragraph_format.space_after, hint.paragraph_format.keep_with_next = Pt(0), True
