"""CSV: tables as text whose cells are divided by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from io import StringIO
from itertools import groupby, islice

from cardgen.exchange.book import ALT, FIELDS, KIND, Book, header_of
from cardgen.exchange.cell_text import NO_THEME, decode_text, encode_tag, is_blank
from cardgen.exchange.worksheet import RowCells, TableRow, Worksheet
from cardgen.limits import CELLS, COLUMNS, OFFICE_SIZE, ROWS
from cardgen.model.deck import Deck, Text
from cardgen.problems import Mark, Problems, counted
from cardgen.value import Value

csv.field_size_limit(OFFICE_SIZE.most)  # a text that is too long is an error of the card it is on
_DIVIDERS = ",;\t|"
_LOOKED_AT = 100_000  # characters, to find the divider and the encoding
HEADING_AMONG = 30  # rows
# The encodings in which programs save a table that is not Unicode, the likeliest first.
_OLDER = {
    "cp1252": "Windows text",
    "cp1250": "Windows text of Central Europe",
    "mac_roman": "Macintosh text",
    "cp850": "MS-DOS text",
}
_BESIDE_LETTERS = re.compile("(?<=[a-z]){0}|{0}(?=[a-z])".format("[^\x00-\xa0‘’‚“”„–—…•]"))

# What a cell shows in place of the result of its formula, in English and in other languages.
_NO_RESULT = re.compile(r"#(?:N/A|N/D|NV|[A-ZÀ-Þ0-9/]{3,}[!?])")


class Wording(Value):
    """What is filled of a file that is not as it should be: a code, what is wrong and the fix.

    An import and a workshop each have their own.
    """

    garbled: tuple[str, str, str]  # the text is in no known encoding
    binary: tuple[str, str, str]  # this is not text
    older: tuple[str, str, str]  # the warning that it was read as an older {encoding}
    broken: tuple[str, str, str]  # quotes end too soon or never; {reason} says more


def read_csv(
    data: bytes,
    shown_as: str,
    wording: Wording,
    problems: Problems,
    is_heading: Callable[[str], bool] = lambda text: False,
) -> Worksheet | None:
    """The table in the bytes of a CSV file, or None with the problem noted.

    The text is UTF-8, UTF-16 or, with a warning, in one of the older encodings. The divider is the
    one that a first line sep=, as Excel writes it, names, or else the one with which a line among
    the first has most headings, whatever is above it, and most lines in a row as many cells. The
    place of a row is its first line.
    """
    text = _decoded(data, shown_as, wording, problems)
    if text is None:
        return None
    divider, text = _divided(text, is_heading)
    rows: list[RowCells] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=divider, strict=True)
    begun, count = 1, 0
    try:
        for cells in reader:
            where = Mark(shown_as, begun)
            count += len(cells)
            if len(cells) > COLUMNS.most or len(rows) == ROWS.most or count > CELLS.most:
                what = f"the table has more than {ROWS}, {COLUMNS} or {CELLS}, the limits"
                problems.error("E602", where, what, "delete what does not belong to it")
                return None
            row = {n: Text(cell, where) for n, cell in enumerate(cells, 1) if not is_blank(cell)}
            for cell in filter(_NO_RESULT.fullmatch, cells):
                what = f'this line contains "{cell}", a formula without a result'
                problems.error("E610", where, what, "type the intended text")
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
    line, encoding = 0, ""  # the first line that is not in the encoding that was expected
    try:
        text = data.decode(_unicode(data))
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        encoding = _older(data)
        if not encoding:
            code, what, fix = wording.garbled
            problems.error(code, Mark(shown_as, line), what, fix)
            return None
        text = data.decode(encoding)
    if "\0" in text:
        code, what, fix = wording.binary
        problems.error(code, Mark(shown_as), what, fix)
        return None
    if line:
        code, what, fix = wording.older
        what = what.format(encoding=f"{_OLDER[encoding]} ({encoding})")
        problems.warning(code, Mark(shown_as, line), what, fix)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unicode(data: bytes) -> str:
    """The Unicode encoding that the bytes begin as: with a byte order mark or, in UTF-16 without
    one, with a zero beside nearly every letter."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    begun = data[:_LOOKED_AT]
    high, low = begun[::2].count(0), begun[1::2].count(0)
    if len(begun) > 3 and max(high, low) > 0.8 * (len(begun) // 2) and not min(high, low):
        return "utf-16-be" if high > low else "utf-16-le"
    return "utf-8-sig"


def _older(data: bytes) -> str:
    """The older encoding in which the fewest signs stand beside small letters that are none of
    theirs, as in "Erkl\u0160rung" where it was "Erkl\u00e4rung"; "" if the bytes are in none.

    Those of Windows are taken without proof, the others only where they make letters of all.
    """
    odd: dict[str, int] = {}
    for encoding in _OLDER:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beside = [found[0] for found in _BESIDE_LETTERS.finditer(text[:_LOOKED_AT])]
        count = sum(not sign.islower() for sign in beside)
        if encoding.startswith("cp125") or (beside and not count):
            odd[encoding] = count
    return min(odd, key=lambda name: odd[name], default="")


def _divided(text: str, is_heading: Callable[[str], bool]) -> tuple[str, str]:
    """The divider of the cells, and the text of the table with all its line ends."""
    stated = re.match(r"sep=([,;|\t])\n", text)
    if stated:
        return stated[1], text[stated.end(1) :]
    begun = text[:_LOOKED_AT]

    def fits(divider: str) -> tuple[int, int, int]:
        reader = csv.reader(StringIO(begun, newline=""), delimiter=divider)
        rows = [row for row in islice(reader, HEADING_AMONG) if any(map(str.strip, row))]
        headings = max((sum(map(is_heading, row)) for row in rows), default=0)
        alike = (len(list(own)) for width, own in groupby(map(len, rows)) if width > 1)
        return headings, max(alike, default=0), max(map(len, rows), default=1)

    return max(_DIVIDERS, key=fits), text


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
    # several lines for a list, and where no kind is named a word for one that means the same.
    several = {name for row in rows for name in row.cells if "\n" in row.text(name)}
    guessed = {name: "" if name in several else "text" for name in kind.fields} | FIELDS
    fields = kind.fields.items()
    own = set() if kind.name != KIND else kind.fields.keys() - FIELDS.keys()
    forms = {n: f" ({f.form})" for n, f in fields if f.form != guessed[n] or n in own}
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = (*before, *kind.fields, *after)
    writer.writerow([header_of(name) + forms.get(name, "") for name in names])
    for row in rows:
        writer.writerow([_exported(row, name) for name in names])
    cards = f"{counted(len(rows), 'card')} of the kind {kind.name}"
    what = f"a table holds only {cards} and the names of themes"
    fix = "it leaves out the rest of the deck: export to xlsx or docx to import all of it again"
    problems.warning("W607", Mark(deck.where.file), what, fix)
    return out.getvalue().encode("utf-8-sig")


def _exported(row: TableRow, name: str) -> str:
    """The text of a cell, as one reads it who knows the table alone: a theme that is missing would
    be taken from the row above, and tags may be divided by commas."""
    if name == "theme" and name not in row.cells:
        return NO_THEME
    if name == "tags":
        return "\n".join(encode_tag(decode_text(tag.text, True)) for tag in row.cells.get(name, ()))
    return row.text(name)
