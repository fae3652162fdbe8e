"""An author's words in spans, each of one emphasis and one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Literal, TypeAlias
from unicodedata import category

from cardgen.graphics.type.wording import split_at_names
from cardgen.value import Value

Emphasis: TypeAlias = Literal["", "emphasis", "strong"]
Marking: TypeAlias = tuple[Emphasis, str]  # an emphasis, and a language as in Span
UNMARKED: Marking = ("", "")


class Span(Value):
    """Words of one kind. lang is a BCP 47 tag, "" where the language is that of the text around
    them."""

    words: str
    emphasis: Emphasis = ""
    lang: str = ""

    @property
    def marking(self) -> Marking:
        return self.emphasis, self.lang


def plain_text(spans: Sequence[Span]) -> str:
    """The words of all spans, without their markings."""
    return spans[0].words if len(spans) == 1 else "".join([span.words for span in spans])


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with neighbours of one marking made one, and none without words unless there are
    no words at all."""
    groups = groupby((span for span in spans if span.words), lambda span: span.marking)
    return tuple(Span(plain_text([*group]), *marking) for marking, group in groups) or (Span(""),)


def changed(spans: Sequence[Span], change: Callable[[str], str]) -> tuple[Span, ...]:
    """The spans of the text that change makes of all their words together.

    change may exchange and leave out characters, wherever they stand. A span ends where the text
    changed up to its end does; combining marks stay with their letter.
    """
    if not spans:
        return ()
    before = plain_text(spans)
    after = change(before)
    ends = [0]
    for end in accumulate(len(span.words) for span in spans):
        # The letter keeps white space at the end, which would be stripped.
        at = len(change(before[:end] + "x")) - 1
        while at < len(after) and category(after[at])[0] == "M":
            at += 1
        ends.append(min(at, len(after)))
    ends[-1] = len(after)
    return tuple(
        Span(after[start:end], *span.marking)
        for span, (start, end) in zip(spans, pairwise(ends), strict=True)
    )


def split_lines(spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The spans of each line that the author ended, without white space at its ends."""
    lines: list[list[Span]] = [[]] if spans else []
    for words, emphasis, lang in spans:
        first, *others = [Span(part, emphasis, lang) for part in words.split("\n")]
        lines[-1].append(first)
        lines += [[other] for other in others]
    return [changed(line, str.strip) for line in lines]


def fill_spans(
    spans: Iterable[Span], values: Mapping[str, str | Sequence[Span]]
) -> tuple[Span, ...]:
    """The spans with the values in place of their names in braces; names without a value stay.

    The spans of a value keep their markings; what of these they lack, they take from the span that
    they are put into.
    """
    found: list[Span] = []
    for template in spans:
        for index, part in enumerate(split_at_names(template.words)):
            value = values.get(part, f"{{{part}}}") if index % 2 else part
            for words, emphasis, lang in [Span(value)] if isinstance(value, str) else value:
                found.append(Span(words, emphasis or template.emphasis, lang or template.lang))
    return tuple(found)
