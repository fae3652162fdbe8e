"""What changed of each card between two records, or between two versions of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Literal

from cardgen.graphics.type.spans import Span
from cardgen.model.deck import Card, Step, Text, Words
from cardgen.model.record.record import CardRecord, Record
from cardgen.value import Value


class Change(Value):
    """What changed of a card: it was added to the deck, is gone from it, is absent from the older
    file, or changed. Of one that changed: the faces that differ, its number then and now, whether
    its place in the deck's order changed, and the fields that differ."""

    card: str
    what: Literal["added", "gone", "absent", "changed"]
    faces: tuple[str, ...] = ()
    numbers: tuple[int, int] | None = None
    moved: bool = False
    fields: tuple[str, ...] = ()

    @property
    def to_print(self) -> bool:
        """Whether an older deck lacks one of its faces."""
        return self.what in ("added", "absent") or bool(self.faces)

    def as_data(self) -> dict[str, Any]:
        """The change as JSON has it."""
        return {
            "card": self.card,
            "change": self.what,
            "faces": list(self.faces),
            "numbers": list(self.numbers) if self.numbers else None,
            "moved": self.moved,
            "fields": list(self.fields),
        }


def changes(
    old: Record, new: Record, fields: Mapping[str, tuple[str, ...]] | None = None
) -> list[Change]:
    """What changed of the new record's cards, in their order, and then the cards that are gone.

    fields are the differing fields of each card, where these are known.
    """
    found, moved, fields = [], _moved(old, new), fields or {}
    for id_, held in new.cards.items():
        before = old.cards.get(id_)
        if before is None:
            found.append(Change(id_, "absent" if id_ in old.numbers else "added"))
            continue
        numbers = old.numbers.get(id_, 0), new.numbers.get(id_, 0)
        change = Change(
            id_,
            "changed",
            tuple(_differing(before, held)),
            numbers if numbers[0] != numbers[1] else None,
            id_ in moved,
            fields.get(id_, ()),
        )
        if change != Change(id_, "changed"):
            found.append(change)
    gone = (id_ for id_ in old.cards if id_ in old.numbers and id_ not in new.numbers)
    return [*found, *(Change(id_, "gone") for id_ in gone)]


def all_renumbered(old: Record, new: Record, found: list[Change]) -> int:
    """How many numbered cards the decks share, if the faces of all of these differ and the number
    of numbered cards does too; else 0."""
    both = {id_ for id_, number in new.numbers.items() if number and old.numbers.get(id_)}
    differ = {change.card for change in found if change.faces}
    return len(both) if len(both) > 1 and both <= differ and old.count != new.count else 0


def _differing(old: CardRecord, new: CardRecord) -> Iterator[str]:
    """The names of the faces that differ or that only one of the cards has."""
    for name in {**old.faces, **new.faces}:
        if old.faces.get(name) != new.faces.get(name):
            yield name


def _moved(old: Record, new: Record) -> set[str]:
    """The cards of both decks whose place changed, while the order of the others is the same."""
    before = [id_ for id_ in old.numbers if id_ in new.numbers]
    after = [id_ for id_ in new.numbers if id_ in old.numbers]
    if before == after:
        return set()
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(after).difference(*(after[at.b : at.b + at.size] for at in blocks))


def changed_fields(old: Card, new: Card) -> tuple[str, ...]:
    """The names of the fields that changed; of a list that has as many items as before, the items,
    as "positive 2"."""
    return tuple(_changed_words(old, new)) + tuple(_changed_keys(old, new))


def _changed_words(old: Card, new: Card) -> Iterator[str]:
    """The fields of words that changed."""
    for name in {**new.words, **old.words}:
        before, after = _texts(old.words.get(name)), _texts(new.words.get(name))
        if before == after:
            continue
        if not isinstance(new.words.get(name), Text) and len(before) == len(after):
            pairs = enumerate(zip(before, after, strict=True), 1)
            yield from (f"{name} {number}" for number, (one, other) in pairs if one != other)
        else:
            yield name


def _texts(words: Words | None) -> list[tuple[Span, ...]]:
    """The texts of a field with their markings, item by item."""
    if words is None:
        return []
    if isinstance(words, Text):
        return [words.spans]
    return [
        (*word.name.spans, Span("\n"), *word.text.spans) if isinstance(word, Step) else word.spans
        for word in words
    ]


def _changed_keys(old: Card, new: Card) -> Iterator[str]:
    """The other keys that changed, and what changed of the theme."""
    for name, before, after in (
        ("kind", old.kind.name, new.kind.name),
        ("lang", old.lang, new.lang),
        ("art", _text(old.art), _text(new.art)),
        ("image", _image(old), _image(new)),
    ):
        if before != after:
            yield name
    one, other = old.theme, new.theme
    if (one and one.id) != (other and other.id):
        yield "theme"
    elif one and other:
        if one.name.text != other.name.text:
            yield "name of its theme"
        if one.colour.text != other.colour.text:
            yield "colour of its theme"
        if one.mark != other.mark:
            yield "mark of its theme"


def _text(text: Text | None) -> str:
    return text.text if text else ""


def _image(card: Card) -> tuple[str, str | None] | None:
    return (card.image.file.text, card.image.alt) if card.image else None
