"""Tables as comma- or semicolon-separated text."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO
from typing import NamedTuple

from cardgen.exchange.book import ALT, Book, header
from cardgen.exchange.lines import NOTHING
from cardgen.exchange.packed import LARGEST
from cardgen.exchange.plain import FIELDS, KIND
from cardgen.exchange.tables import Grid, Line
from cardgen.model.deck import Deck, Prose
from cardgen.problems import Mark, Problems

csv.field_size_limit(LARGEST)  # a text that is too long is told by the card that has no room for it


class Wording(NamedTuple):
    """What is said of a file that is not as it should be: a code, what is wrong and the fix.

    An import and a workshop each have their own. broken may hold {reason}.
    """

    garbled: tuple[str, str, str]  # in no encoding that is known
    binary: tuple[str, str, str]  # no text
    windows: tuple[str, str, str]  # a warning: it was read as Windows-1252
    broken: tuple[str, str, str]  # a quote that does not end, or ends too soon


def read_grid(data: bytes, shown_as: str, wording: Wording, problems: Problems) -> Grid | None:
    """The table in the bytes of a CSV file, or None with the problem noted.

    The text is UTF-8, UTF-16 with its mark or, with a warning, Windows-1252. Commas, semicolons or
    tabs divide the cells: what Excel says with sep=, or else what makes most cells of the first
    line. A row has its first line as its place.
    """
    text = _decoded(data, shown_as, wording, problems)
    if text is None:
        return None
    divider, text = _divided(text)
    lines: list[Line] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=divider, strict=True)
    begun = 1
    try:
        for row in reader:
            where = Mark(shown_as, begun)
            line = {n: Prose(cell, where) for n, cell in enumerate(row, 1) if _says(cell)}
            if line:
                lines.append(line)
            begun = reader.line_num + 1
    except csv.Error as reason:
        code, what, fix = wording.broken
        problems.error(code, Mark(shown_as, begun), what.format(reason=reason), fix)
        return None
    return Grid(shown_as, Mark(shown_as), lines)


def _says(cell: str) -> bool:
    return cell.strip() not in ("", NOTHING)


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
    """What divides the cells, and the table, line for line."""
    said = re.match(r"sep=([,;\t])\n", text)
    if said:
        return said[1], text[said.end(1) :]
    first = next((line for line in text.split("\n") if line.strip()), "")

    def cells(sign: str) -> int:
        return len(next(csv.reader([first], delimiter=sign), []))

    return max(",;\t", key=cells), text


def write_csv(book: Book, deck: Deck, problems: Problems) -> bytes:
    """The numbered cards of the deck's first kind of them as a table; a warning names what such a
    table has no place for."""
    kinds = [kind for kind in deck.kinds.values() if any(c.kind is kind for c in deck.cards)]
    kind = next((kind for kind in kinds if kind.numbered), kinds[0])
    rows = [row for row in book.cards if row.cells["kind"][0].text == kind.name]
    said = {name for row in rows for name in row.cells}
    before = [n for n in ("id", "kind", "theme") if n in said]
    after = [n for n in ("tags", "lang", "origin", "art", "image", ALT) if n in said]
    if kind.name == KIND:
        before.remove("kind")
    # A header names the form of a field that would be taken for another: several lines for a list.
    several = {name for row in rows for name in row.cells if "\n" in row.said(name)}
    taken_for = {name: "" if name in several else "text" for name in kind.fields} | FIELDS
    fields = kind.fields.items()
    forms = {n: f" ({f.form})" for n, f in fields if f.form != taken_for[n]}
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = (*before, *kind.fields, *after)
    writer.writerow([header(name) + forms.get(name, "") for name in names])
    for row in rows:
        cells = (row.one(name) for name in names)
        writer.writerow([cell.text if cell else "" for cell in cells])
    what = f"a table has room for {len(rows)} cards of the kind {kind.name} and the names of themes"
    fix = "what else the deck says is not in it: export it to xlsx or docx to have all of it back"
    problems.warning("W607", Mark(deck.where.file), what, fix)
    return out.getvalue().encode("utf-8-sig")
