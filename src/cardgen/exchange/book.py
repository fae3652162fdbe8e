"""A deck as tables, whatever file they stand in, and the words that head their columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from cardgen.exchange.worksheet import TableRow
from cardgen.value import Value

ALT = "image (alt)"  # what a card's picture shows; no field can have this name
PLACE = "#"  # a card's place in the deck; no field can have this name either
CARD = "\0"  # the column of the cards that questions are about; no lens can have this name
SPOT = "spot"
BUILDS = ("coated", "uncoated")  # the papers for which a brand's colour has inks of its own
OWN = ("id", "kind", "theme", "tags", "lang", "origin", "art", "image", ALT, PLACE)
THEMES = ("id", "name", "colour", "mark")
KINDS = ("kind", "numbered", "fields")
# The kind of card that the bundled layouts print, and the forms of its fields.
KIND = "behaviour"
FIELDS = {"name": "text", "definition": "text", "positive": "list", "negative": "list"}

# The facts of a deck as a whole, and the notes on them for reviewers.
FACTS = {
    "title": "",
    "subtitle": "",
    "publisher": "",
    "rights": "",
    "language": "of the deck, such as en-GB or cy",
    "date": "of this edition, such as 2026-11-24",
    "permission": "who gave permission to publish the words",
    "permission-date": "the day on which they gave it, such as 2026-11-24",
    "checked": "the day on which someone confirmed the contacts, such as 2026-11-24",
    "survey": "the address of a survey, printed as a QR code",
    "by": "who made the additions",
    "logo": "a picture in the folder of the deck, such as logo.svg",
    "logo-alt": "what it shows, for people who cannot see it",
    "labels": "replacements for cardgen's labels, one per line, as in strengths: What I do well",
    "questions-by": "who wrote the questions to talk about",
    "lenses": "the points of view of the questions, one per line, as in us: My team",
    "questions-for-any-card": "one per line",
}

_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "þ": "th"})


class Book(Value):
    """The tables of a deck: its facts in a single row, its themes, kinds, questions and cards.

    heads are the headings of the columns of a table of someone's own, by the fields that they
    became.
    """

    facts: TableRow
    themes: tuple[TableRow, ...]
    kinds: tuple[TableRow, ...]
    questions: tuple[TableRow, ...]
    cards: tuple[TableRow, ...]
    is_own: bool = False  # a table of someone's own, not one that was exported
    heads: Mapping[str, str] = {}


def key_of(header: str) -> str:
    """The key that a header stands for: Positive indicators → positive-indicators"""
    return "-".join(re.findall(r"\w+", header.casefold()))


def plain_words(text: str) -> list[str]:
    """The words of a text without accents, in small letters, as in ids: L'été → lete"""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LATIN))
    plain = plain.encode("ascii", "ignore").decode().replace("'", "")
    return re.findall("[a-z0-9]+", plain)


def header_of(key: str) -> str:
    """The header over a column, which key_of turns back: back-heading → Back heading"""
    words = key.replace("-", " ")
    return words[:1].upper() + words[1:]


def fields_of(kind: TableRow) -> dict[str, str]:
    """The forms of a kind's fields by their names, as written."""
    lines = (line.text.partition(":") for line in kind.cells.get("fields", ()))
    return {name.strip(): form.strip() for name, _, form in lines if name.strip()}
