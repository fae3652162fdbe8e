"""The fields of a deck that no output prints, found in the layouts without setting a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cardgen.graphics.type.wording import names
from cardgen.model.deck import Deck, Kind
from cardgen.model.forms.node import Node
from cardgen.model.layout import TOGETHER, Output
from cardgen.problems import Mark, Problems, counted
from cardgen.read.files import Sources
from cardgen.read.layout import drawn_in
from cardgen.read.output import output_names, read_output
from cardgen.read.words import FOLDER
from cardgen.value import Value

_NAMED = ("of", "numbers")  # keys of blocks that take a field by its bare name


class UnprintedField(Value):
    """A field that cards have and no output prints: its place in the deck, how many cards have it,
    and the fields of its kind that are printed."""

    kind: str
    name: str
    where: Mark
    cards: int
    shown: tuple[str, ...]


def note_unprinted(deck: Deck, sources: Sources, problems: Problems) -> None:
    """Warns, once for each, of fields that no output prints."""
    for field in unprinted_fields(deck, sources):
        have = counted(field.cards, "card has", "cards have")
        what = f'no output prints the field "{field.name}", which {have}'
        known = f"rename it to one that is printed ({', '.join(field.shown)}), or "
        fix = f"{known if field.shown else ''}write a layout that has {{{field.name}}}"
        problems.warning("W417", field.where, what, fix)


def unprinted_fields(deck: Deck, sources: Sources) -> Iterator[UnprintedField]:
    """Yields the fields in which some card has words, and which no output shows; of kinds for
    which no layout is there, none: that is another mistake."""
    outputs = [read_output(name, sources, Problems()) for name in output_names(sources)]
    labels = _labels(deck, sources)
    for kind in deck.kinds.values():
        trees = [
            tree
            for output in outputs
            if output and not output.people
            for file in _files(output, kind, deck)
            for tree in _faces(file, output, sources)
        ]
        if not trees:
            continue
        # What a card is called stands in contents, bookmarks and lists as well.
        called = [name for name, field in kind.fields.items() if field.form == "text"][:1]
        seen = {*called, *(name for tree in trees for name in _shown(tree, "", labels))}
        shown = tuple(name for name in kind.fields if name in seen)
        for name, field in kind.fields.items():
            own = [card for card in deck.cards if card.kind.name == kind.name]
            having = sum(1 for card in own if card.words.get(name))
            if name not in seen and having:
                yield UnprintedField(kind.name, name, field.where, having, shown)


def _files(output: Output, kind: Kind, deck: Deck) -> Iterator[tuple[str, str]]:
    """Yields the layouts, and in each the name of the file, that show cards of the kind."""
    taken = [named.text for named in output.kinds if named.text in deck.kinds]
    if output.together and (kind.name in taken or (kind.numbered and not taken)):
        yield from ((layout, TOGETHER) for layout in output.layouts)
    elif not output.together and (kind.name in taken or not taken):
        layout = output.layout_of(kind.name)
        if layout:
            yield layout, kind.name


def _faces(file: tuple[str, str], output: Output, sources: Sources) -> Iterator[Node]:
    """Yields the trees of a kind's faces, all backs to choose from among them."""
    layout, name = file
    folder = f"layouts/pages/{layout}"
    if not output.paged:
        folder = f"layouts/cards/{drawn_in(layout, sources)}"
    if sources.find(f"{folder}/{name}.yaml") is None:
        return
    tree = sources.tree(f"{folder}/{name}.yaml", Problems())
    if tree is not None:
        yield tree
        back = (tree.entries or {}).get("back")
        if back and back.text and sources.find(f"{folder}/backs.yaml"):
            backs = sources.tree(f"{folder}/backs.yaml", Problems())
            yield from [backs] if backs else []


def _labels(deck: Deck, sources: Sources) -> Mapping[str, Node]:
    """Returns the labels that may name a field: the deck's own, and those of the project."""
    file = f"{FOLDER}/{deck.lang.partition('-')[0].lower()}.yaml"
    own = sources.tree(file, Problems()) if sources.has_own(file) else None
    of_deck = deck.labels.entries if deck.labels else None
    return {**((own.entries or {}) if own else {}), **(of_deck or {})}


def _shown(node: Node, key: str, labels: Mapping[str, Node]) -> Iterator[str]:
    """Yields the names in braces in a tree, those of the labels it uses, and those of fields."""
    match node.value:
        case str() as text:
            yield from names(text)
            label = labels.get(text[1:]) if text.startswith("$") else None
            if label is not None and label.text:
                yield from names(label.text)
            if key in _NAMED:
                yield text
        case list() as items:
            for item in items:
                yield from _shown(item, key, labels)
        case entries:
            for own, value in entries.items():
                yield from _shown(value, own, labels)
