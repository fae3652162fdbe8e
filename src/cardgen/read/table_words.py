"""layouts/tables.yaml → the words and signs by which tables of people's own are understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    Unreadable,
    integer,
    list_of,
    names_to,
    refuse,
    several,
    text,
)
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.value import Value

_FILE = "layouts/tables.yaml"
_NUMBER = re.compile(r"[\d\s.,%()£$€+-]*")
_LANGUAGES = 0x3FF  # Windows numbers countries in the bits above (MS-LCID, 2.1)


class NumberStyle(Value):
    """How numbers and dates are written in a language."""

    decimal: str = "."
    group: str = ","
    date: str = "yyyy-mm-dd"
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


class Meant(Value):
    """The column that a heading stands for, and whether that is only likely."""

    column: str
    likely: bool


@accepts({"type": "string"})
def _sign(node: Node, problems: Problems) -> str:
    """A sign as written, which may be a space."""
    if node.text is None:
        raise refuse(problems, "E102", node.where, f"this should be one character, not {node.form}")
    return node.text


class _LanguageForm(Form):
    windows: int = key(integer)
    decimal: str = key(_sign)
    group: str = key(_sign)
    date: str = key(text)
    months: tuple[str, ...] = key(several(12, text))
    days: tuple[str, ...] = key(several(7, text))
    sheets: tuple[str, ...] = key(list_of(text))
    totals: tuple[str, ...] = key(list_of(text))
    columns: dict[str, tuple[str, ...]] = key(names_to(list_of(text)))
    may_be: dict[str, tuple[str, ...]] = key(names_to(list_of(text)), {})

    @property
    def style(self) -> NumberStyle:
        return NumberStyle(self.decimal, self.group, self.date, self.months, self.days)


tables_form = names_to(nested(_LanguageForm, "a language of tables"))


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of tables in all languages, the first of which is taken where none is known."""

    languages: Mapping[str, _LanguageForm]
    sure: Mapping[str, Mapping[str, str]]  # by language, columns by the words that stand for them
    likely: Mapping[str, Mapping[str, str]]
    _totals: re.Pattern[str]
    _sheets: re.Pattern[str]

    @classmethod
    def of(cls, languages: Mapping[str, _LanguageForm]) -> TableWords:
        sure = {name: _by_word(own.columns) for name, own in languages.items()}
        likely = {name: _by_word(own.may_be) for name, own in languages.items()}
        totals = _any_of(word for own in languages.values() for word in own.totals)
        sheets = _any_of(word for own in languages.values() for word in own.sheets)
        return cls(
            languages,
            sure,
            likely,
            re.compile(rf"\W*({totals})\b[\s\d:.,()=–-]*", re.IGNORECASE),
            re.compile(rf"({sheets})\s*\d*", re.IGNORECASE),
        )

    def meant(self, heading: str, language: str = "") -> Meant | None:
        """What a heading stands for, in that language before all others; None for a word of the
        table's own."""
        word = _word(heading)
        order = sorted(self.languages, key=lambda name: name != language)
        for table, likely in ((self.sure, False), (self.likely, True)):
            for name in order:
                column = _found(word, table[name])
                if column is not None:
                    return Meant(column, likely)
        return None

    def language(self, texts: Iterable[str]) -> str:
        """The language in which most of the texts are headings; the first where none is."""
        words = {_word(own) for own in texts if len(own) < 60}
        found = Counter(
            {
                name: sum(
                    _found(word, self.sure[name]) is not None or word in self.likely[name]
                    for word in words
                )
                for name in self.languages
            }
        )
        return max(found, key=lambda name: found[name], default="")

    def style(self, language: str) -> NumberStyle:
        own = self.languages.get(language)
        return own.style if own else NumberStyle()

    def style_of_windows(self, number: int) -> NumberStyle | None:
        """How the language of that number in Windows writes numbers, if it is one of these."""
        primary = number & _LANGUAGES
        own = (own for own in self.languages.values() if own.windows == primary)
        return next((own.style for own in own), None)

    def is_total(self, texts: Sequence[str]) -> bool:
        """Whether the texts of a row are those of totals, such as Total: 12, and numbers alone."""
        first, *rest = (text.strip() for text in texts)
        return bool(self._totals.fullmatch(first)) and all(map(_NUMBER.fullmatch, rest))

    def is_sheet_without_name(self, name: str) -> bool:
        """Whether a sheet has the name that programs give, such as Sheet1."""
        return bool(self._sheets.fullmatch(name.strip()))


def read_table_words(sources: Sources, problems: Problems) -> TableWords | None:
    """Returns the words of tables, or None if there were errors (they are in problems)."""
    tree = sources.tree(_FILE, problems)
    noted = problems.noted
    try:
        languages = tables_form(tree, problems) if tree else None
    except Unreadable:
        return None
    return TableWords.of(languages) if languages and problems.noted == noted else None


def _word(text: str) -> str:
    """A heading in small letters and without signs, don't as dont; a sign alone stays, such as
    #."""
    words = re.findall(r"\w+", re.sub("['’]", "", text.casefold()))
    return " ".join(words) or text.strip()


def _by_word(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {
        "*" * word.startswith("*") + _word(word) + "*" * word.endswith("*"): column
        for column, words in columns.items()
        for word in words
    }


def _found(word: str, columns: Mapping[str, str]) -> str | None:
    """The column of a word, or that of one with a star with which it begins or ends."""
    first, last = word.partition(" ")[0], word.rpartition(" ")[2]
    forms = (word, f"{word}*", f"{first}*", f"*{last}")
    return next((columns[form] for form in forms if form in columns), None)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
