"""Tables as comma- or semicolon-separated text."""

from __future__ import annotations

import csv
from io import StringIO

from cardgen.exchange.book import ALT, Book, header
from cardgen.exchange.lines import NOTHING
from cardgen.exchange.packed import LARGEST
from cardgen.exchange.plain import FIELDS, KIND
from cardgen.exchange.tables import Grid, Line
from cardgen.model.deck import Deck, Prose
from cardgen.problems import Mark, Problems

csv.field_size_limit(LARGEST)  # a text that is too long is told by the card that has no room for it


def read_grid(data: bytes, shown_as: str, problems: Problems) -> Grid | None:
    """The table, or None with the problem noted."""
    text = _decoded(data, shown_as, problems)
    if text is None:
        return None
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    lines: list[Line] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            where = Mark(shown_as, begun)
            line = {n: Prose(cell, where) for n, cell in enumerate(row, 1) if _says(cell)}
            if line:
                lines.append(line)
            begun = reader.line_num + 1
    except csv.Error as reason:
        what = f"the table breaks off here: {reason}"
        fix = "a text with quotes, commas or new lines in it stands in quotes, its own doubled"
        problems.error("E612", Mark(shown_as, begun), what, fix)
        return None
    return Grid(shown_as, Mark(shown_as), lines)


def _says(cell: str) -> bool:
    return cell.strip() not in ("", NOTHING)


def _decoded(data: bytes, shown_as: str, problems: Problems) -> str | None:
    where = Mark(shown_as)
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            fix = "save the table as UTF-8"
            problems.error("E601", Mark(shown_as, line), "this is no text that can be read", fix)
            return None
        what = "this is not UTF-8; its letters are read as those of Windows (cp1252)"
        fix = "look at accents and quotes, or save it as “CSV UTF-8”"
        problems.warning("W601", Mark(shown_as, line), what, fix)
    if "\0" in text:
        problems.error("E601", where, "this is no table of text", "save it as “CSV UTF-8”")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
