"""What the keys of a YAML file may hold: readers from a located node to a checked value."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from cardgen.limits import TEXT_LENGTH
from cardgen.model.forms.json_schema import NUMBER, TEXT, accepts, array, mapping, measure, written
from cardgen.model.forms.node import Node
from cardgen.model.language import LANGUAGE, is_language
from cardgen.problems import Mark, Problems
from cardgen.units import MM_PER, MM_PER_PT, PT_PER_MM, shown, split_measure

T = TypeVar("T")
S = TypeVar("S", bound=str)
Reader = Callable[[Node, Problems], T]

LONGEST = 5000.0  # mm: just under the 200 inches of ISO 32000-1, annex C
_UNPRINTED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
# Letters by their class in Unicode that have no shape: fillers of Hangul, and an empty pattern.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_NO_TEXT = "there is no text here"
_ADDRESS = r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*|\?\S*)?"


class Unreadable(Exception):
    """The node cannot be read; the problem is noted already."""


def refuse(problems: Problems, code: str, where: Mark, what: str, fix: str = "") -> Unreadable:
    problems.error(code, where, what, fix)
    return Unreadable(what)


def visible(text: str) -> bool:
    """Whether any character of the text leaves a mark on paper by itself or beside another."""
    if text[:1].isascii() and text[:1].isalnum():
        return True  # as of most texts, and soon known
    return any(
        not character.isspace()
        and character not in _BLANK
        and unicodedata.category(character) not in ("Cf", "Mn", "Me", "Zl", "Zp", "Zs")
        for character in text
    )


@accepts({**TEXT, "maxLength": TEXT_LENGTH.most}, "text")
def text(node: Node, problems: Problems) -> str:
    """The text exactly as written; `No`, `10:30` and `012` stay what they are."""
    said = node.text
    if said is None:
        raise refuse(problems, "E102", node.where, f"this should be a text, not {node.form}")
    if not visible(said):
        fix = "write it or leave the key out"
        what = "there are only invisible characters here" if said.strip() else _NO_TEXT
        raise refuse(problems, "E102", node.where, what, fix)
    if len(said) > TEXT_LENGTH.most:
        what = f"the text has {len(said)} characters; the limit is {TEXT_LENGTH.most}"
        raise refuse(problems, "E107", node.where, what, "shorten it")
    # What Python calls printable has none of the characters that are looked for.
    strange = None if said.isprintable() else re.search(_UNPRINTED, said)
    if strange:
        what = f"the text contains a control character, number {ord(strange[0])}"
        # What is left of letters that were saved in another encoding.
        fix = "retype the letter" if "\x80" <= strange[0] <= "\x9f" else "delete it"
        raise refuse(problems, "E102", node.where, what, fix)
    return said


@accepts(written(LANGUAGE), "language")
def language(node: Node, problems: Problems) -> str:
    """A language as BCP 47 writes it."""
    if not is_language(text(node, problems)):
        fix = "write it as en-GB or cy"
        raise refuse(problems, "E102", node.where, f"{node.form} is not a language", fix)
    return str(node.text)


@accepts(written(_ADDRESS))
def address(node: Node, problems: Problems) -> str:
    """An address on the web, so that what is scanned or typed leads somewhere."""
    said = text(node, problems)
    if not re.fullmatch(_ADDRESS, said):
        fix = "write the full address, as in https://www.example.org/survey"
        raise refuse(problems, "E102", node.where, f"{node.form} is not an address", fix)
    return said


@accepts(NUMBER, "number")
def number(node: Node, problems: Problems) -> float:
    """A number from 0 up."""
    measure = split_measure(node.text or "")
    if measure is None or measure[1]:
        raise refuse(problems, "E102", node.where, f"this should be a number, not {node.form}")
    return _from_0(measure[0], node, problems)


@accepts({**NUMBER, "type": "integer"})
def integer(node: Node, problems: Problems) -> int:
    value = number(node, problems)
    if value != int(value):
        what = f"this should be a whole number, not {node.form}"
        raise refuse(problems, "E102", node.where, what)
    return int(value)


@accepts({"type": "boolean"})
def yes_or_no(node: Node, problems: Problems) -> bool:
    if node.text not in ("true", "false"):
        raise refuse(problems, "E102", node.where, f"this should be true or false, not {node.form}")
    return node.text == "true"


@accepts(measure(LONGEST, "mm", "pt"), "length")
def length(node: Node, problems: Problems) -> float:
    """A length in mm, from 0 up: `3`, `3 mm` or `8 pt`."""
    return _measured(node, problems, "mm", {"": 1, "mm": 1, "pt": MM_PER_PT}, LONGEST)


@accepts(measure(LONGEST * PT_PER_MM, "pt", "mm"), "size")
def type_size(node: Node, problems: Problems) -> float:
    """A size of type or the width of a line in points: `10`, `10 pt` or `4.5 mm`."""
    most = LONGEST * PT_PER_MM
    return _measured(node, problems, "pt", {"": 1, "pt": 1, "mm": PT_PER_MM}, most)


@accepts(lambda of: of(positive(type_size)))
def leading(node: Node, problems: Problems) -> tuple[float, float]:
    """A leading as (mm, 0), or as (0, times the size) when it has no unit."""
    measure = split_measure(node.text or "")
    if measure and not measure[1]:
        return 0.0, positive(number)(node, problems)
    return positive(type_size)(node, problems) * MM_PER_PT, 0.0


def positive(reader: Reader[T]) -> Reader[T]:
    """The reader's value, which must not be 0."""

    @accepts(lambda of: {"allOf": [of(reader), {"exclusiveMinimum": 0}]})
    def read(node: Node, problems: Problems) -> T:
        value = reader(node, problems)
        if value == 0:
            raise refuse(problems, "E107", node.where, "this must be more than 0")
        return value

    return read


def _measured(
    node: Node, problems: Problems, home: str, factors: Mapping[str, float], most: float
) -> float:
    measure = split_measure(node.text or "")
    if measure is None:
        what = f"this should be a length, not {node.form}"
        raise refuse(problems, "E103", node.where, what, f"write it in {home}")
    value, unit = measure
    if unit not in factors:
        what = f'"{node.text}" is not in {" or ".join(u for u in factors if u)}'
        fix = f"write it in {home}"
        if unit.lower() in MM_PER:
            fix += f": that is {shown(value * MM_PER[unit.lower()] * factors['mm'])} {home}"
        raise refuse(problems, "E103", node.where, what, fix)
    value = _from_0(value * factors[unit], node, problems)
    if value > most:
        what = f"{node.form} is more than {LONGEST:g} mm, the most a page can have"
        raise refuse(problems, "E107", node.where, what)
    return value


def _from_0(value: float, node: Node, problems: Problems) -> float:
    if value < 0:
        what = f"{node.form} is less than 0, the minimum"
        raise refuse(problems, "E107", node.where, what)
    return value


@accepts(written(r"\d{4}-\d\d-\d\d"))
def date(node: Node, problems: Problems) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text(node, problems))
    except ValueError:
        what = f"{node.form} is not a date"
        raise refuse(problems, "E102", node.where, what, _date_fix(node.text or "")) from None


def _date_fix(written: str) -> str:
    """How to write a date: the one that is meant, where no other can be."""
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", written.strip())
    first, second, year = map(int, parts.groups()) if parts else (0, 0, 0)
    meant = set()
    for month, day in ((first, second), (second, first)):
        with suppress(ValueError):
            meant.add(datetime.date(year, month, day).isoformat())
    if len(meant) == 1:
        return f"write it as {meant.pop()}"
    return "write the year, the month and the day, as in 2026-11-23"


def one_of(*names: S) -> Reader[S]:
    @accepts({"enum": list(names)})
    def read(node: Node, problems: Problems) -> S:
        for name in names:
            if name == node.text:
                return name
        what = f"this should be one of {', '.join(names)}, not {node.form}"
        raise refuse(
            problems, "E104", node.where, what, problems.did_you_mean(node.text or "", names, "")
        )

    return read


def list_of(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    @accepts(lambda of: array(of(reader)))
    def read(node: Node, problems: Problems) -> tuple[T, ...]:
        if node.items is None:
            fix = "write each on a line of its own, after a hyphen and a space" if node.text else ""
            what = f"this should be a list, not {node.form}"
            raise refuse(problems, "E102", node.where, what, fix)
        return tuple(each(node.items, reader, problems))

    return read


def filled(reader: Reader[tuple[T, ...]]) -> Reader[tuple[T, ...]]:
    """The reader's list, which must not be empty."""

    @accepts(lambda of: {"allOf": [of(reader), {"minItems": 1}]})
    def read(node: Node, problems: Problems) -> tuple[T, ...]:
        values = reader(node, problems)
        if not values and not node.items:  # where there are items, each said what was wrong
            raise refuse(problems, "E107", node.where, "this list must not be empty")
        return values

    return read


def several(count: int, reader: Reader[T]) -> Reader[tuple[T, ...]]:
    @accepts(lambda of: array(of(reader), minItems=count, maxItems=count))
    def read(node: Node, problems: Problems) -> tuple[T, ...]:
        if node.items is None or len(node.items) != count:
            raise refuse(problems, "E102", node.where, f"this should be a list of {count} values")
        values = tuple(each(node.items, reader, problems))
        if len(values) != count:
            raise Unreadable
        return values

    return read


def names_to(reader: Reader[T]) -> Reader[dict[str, T]]:
    """A mapping from names of the author's own."""

    @accepts(lambda of: mapping(of(reader)))
    def read(node: Node, problems: Problems) -> dict[str, T]:
        if node.entries is None:
            what = f"this should be a set of keys, not {node.form}"
            raise refuse(problems, "E102", node.where, what)
        found = {}
        for name, value in node.entries.items():
            try:
                found[name] = reader(value, problems)
            except Unreadable:
                continue
        return found

    return read


def each(nodes: list[Node], reader: Reader[T], problems: Problems) -> list[T]:
    """What can be read of the nodes; the rest is noted."""
    found = []
    for node in nodes:
        try:
            found.append(reader(node, problems))
        except Unreadable:
            continue
    return found


@accepts({})
def anything(node: Node, problems: Problems) -> Node:
    """The node itself, for a later stage to read."""
    return node
