"""CSV: tables as text whose cells are divided by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO
from typing import NamedTuple

from cardgen.exchange.book import ALT, Book, header_of
from cardgen.exchange.cell_text import is_blank
from cardgen.exchange.own_table import FIELDS, KIND
from cardgen.exchange.worksheet import RowCells, Worksheet
from cardgen.exchange.zip_package import LARGEST
from cardgen.model.deck import Deck, Text
from cardgen.problems import Mark, Problems

csv.field_size_limit(LARGEST)  # a text that is too long is an error of the card it is on


class Wording(NamedTuple):
    """What is filled of a file that is not as it should be: a code, what is wrong and the fix.

    An import and a workshop each have their own. broken may hold {reason}.
    """

    garbled: tuple[str, str, str]  # the text is in no known encoding
    binary: tuple[str, str, str]  # this is not text
    windows: tuple[str, str, str]  # the warning that it was read as Windows-1252
    broken: tuple[str, str, str]  # quotes end too soon or never; {reason} says more


def read_csv(data: bytes, shown_as: str, wording: Wording, problems: Problems) -> Worksheet | None:
    """The table in the bytes of a CSV file, or None with the problem noted.

    The text is UTF-8, UTF-16 with a byte order mark or, with a warning, Windows-1252. The divider
    is the one that a first line sep=, as Excel writes it, names, or else that of commas, semicolons
    and tabs which makes most cells of the first line. The place of a row is its first line.
    """
    text = _decoded(data, shown_as, wording, problems)
    if text is None:
        return None
    divider, text = _divided(text)
    rows: list[RowCells] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=divider, strict=True)
    begun = 1
    try:
        for cells in reader:
            where = Mark(shown_as, begun)
            row = {n: Text(cell, where) for n, cell in enumerate(cells, 1) if not is_blank(cell)}
            if row:
                rows.append(row)
            begun = reader.line_num + 1
    except csv.Error as reason:
        code, what, fix = wording.broken
        problems.error(code, Mark(shown_as, begun), what.format(reason=reason), fix)
        return None
    return Worksheet(shown_as, Mark(shown_as), rows)


def _decoded(data: bytes, shown_as: str, wording: Wording, problems: Problems) -> str | None:
    """The text with \\n at the end of each line, or None with the problem noted."""
    line = 0  # the first that is not in the encoding that was expected
    try:
        wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            code, what, fix = wording.garbled
            problems.error(code, Mark(shown_as, line), what, fix)
            return None
    if "\0" in text:
        code, what, fix = wording.binary
        problems.error(code, Mark(shown_as), what, fix)
        return None
    if line:
        code, what, fix = wording.windows
        problems.warning(code, Mark(shown_as, line), what, fix)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _divided(text: str) -> tuple[str, str]:
    """The divider of the cells, and the text of the table with all its line ends."""
    stated = re.match(r"sep=([,;\t])\n", text)
    if stated:
        return stated[1], text[stated.end(1) :]
    first = next((line for line in text.split("\n") if line.strip()), "")

    def cells(sign: str) -> int:
        return len(next(csv.reader([first], delimiter=sign), []))

    return max(",;\t", key=cells), text


def write_csv(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The cards of the deck's first kind that has numbered ones, as CSV in UTF-8.

    A warning says what such a table has no room for.
    """
    kinds = [kind for kind in deck.kinds.values() if any(c.kind is kind for c in deck.cards)]
    kind = next((kind for kind in kinds if kind.numbered), kinds[0])
    rows = [row for row in book.cards if row.cells["kind"][0].text == kind.name]
    filled = {name for row in rows for name in row.cells}
    before = [n for n in ("id", "kind", "theme") if n in filled]
    after = [n for n in ("tags", "lang", "origin", "art", "image", ALT) if n in filled]
    if kind.name == KIND:
        before.remove("kind")
    # A field whose form an import would guess wrongly has the form in its header: it takes what has
    # several lines for a list.
    several = {name for row in rows for name in row.cells if "\n" in row.text(name)}
    guessed = {name: "" if name in several else "text" for name in kind.fields} | FIELDS
    fields = kind.fields.items()
    forms = {n: f" ({f.form})" for n, f in fields if f.form != guessed[n]}
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = (*before, *kind.fields, *after)
    writer.writerow([header_of(name) + forms.get(name, "") for name in names])
    for row in rows:
        cells = (row.cell(name) for name in names)
        writer.writerow([cell.text if cell else "" for cell in cells])
    what = f"a table holds only {len(rows)} cards of the kind {kind.name} and the names of themes"
    fix = "it leaves out the rest of the deck: export to xlsx or docx to import all of it again"
    problems.warning("W607", Mark(deck.where.file), what, fix)
    return out.getvalue().encode("utf-8-sig")
