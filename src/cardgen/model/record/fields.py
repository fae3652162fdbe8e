"""Two versions of a card: which of its fields say something else."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.model.deck import Card, Prose, Step, Words


def changed_fields(old: Card, new: Card) -> tuple[str, ...]:
    """The names of the fields that changed; of a list the items, where it has as many as before."""
    return tuple(_of_words(old, new)) + tuple(_of_the_rest(old, new))


def _of_words(old: Card, new: Card) -> Iterator[str]:
    for name in {**new.words, **old.words}:
        before, after = _texts(old.words.get(name)), _texts(new.words.get(name))
        if before == after:
            continue
        if not isinstance(new.words.get(name), Prose) and len(before) == len(after):
            pairs = enumerate(zip(before, after, strict=True), 1)
            yield from (f"{name} {number}" for number, (one, other) in pairs if one != other)
        else:
            yield name


def _texts(words: Words | None) -> list[str]:
    if words is None:
        return []
    if isinstance(words, Prose):
        return [words.text]
    return [f"{w.name.text}\n{w.text.text}" if isinstance(w, Step) else w.text for w in words]


def _of_the_rest(old: Card, new: Card) -> Iterator[str]:
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


def _text(prose: Prose | None) -> str:
    return prose.text if prose else ""


def _image(card: Card) -> tuple[str, str | None] | None:
    return (card.image.file.text, card.image.alt) if card.image else None
