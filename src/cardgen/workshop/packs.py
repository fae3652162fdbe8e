"""The packs of an output: for each table its sets of cards, and a label on top."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import chain

from cardgen.graphics.type.wording import fill
from cardgen.jobs.extra_cards import NAME, PACK
from cardgen.jobs.selection import extra_called, of_deck, refuse_added
from cardgen.jobs.spec import InLanguage, Spec
from cardgen.model.deck import NO_TEXT, Card, Person, Text, Words
from cardgen.model.workshop import Per, Wanted, Workshop
from cardgen.problems import Problems
from cardgen.value import Value
from cardgen.workshop.picks import picked
from cardgen.workshop.seating import Hand, Party


class Packs(Value):
    """The packs of an output: for each table the hands in it, each of which is a set of cards.

    named says whether the cards bear the names of people. Spares, and the sets that are left over
    when a number of copies is shared among the tables, come last, as of one more table.
    """

    party: Party
    copies: int | Per
    named: bool
    hands: list[list[Hand]]


def packs_for(
    spec: Spec, wanted: Wanted, workshop: Workshop, party: Party, problems: Problems
) -> Packs:
    """The packs of an output, for whom and how many it wants them; what cannot be is noted."""
    party = _with_own_cards(party, wanted, spec, problems)
    output = spec.output
    if output.together:  # all cards stand on each, whoever has them
        party = party._replace(own=False)
    known = any(hand.person for hand in party.hands)
    named = known and (wanted.names if wanted.names is not None else output.names is True)
    copies = wanted.copies
    for_each = named or output.people or (output.names is True and bool(party.hands))
    if copies is None and (for_each or (party.dealt and not output.paged)):
        copies = "participant"
    copies = copies or (1 if output.paged else workshop.copies)
    noted = problems.noted
    _check(spec, wanted, copies, party, known, problems)
    _refuse_useless(spec, wanted, named, problems)
    if problems.noted > noted:
        return Packs(party, copies, named, [])
    return Packs(party, copies, named, with_spares(party.sets(copies), wanted.spares, party))


def with_spares(sets: list[list[Hand]], spares: int, party: Party) -> list[list[Hand]]:
    """The sets of cards for each table, and after them so many more for none."""
    count = len(party.tables)
    rest = [*chain(*sets[count:]), *[Hand(None, party.cards)] * spares]
    return [*sets[:count], *([rest] if rest else [])]


def _with_own_cards(party: Party, wanted: Wanted, spec: Spec, problems: Problems) -> Party:
    """The party with the cards that the output has for itself, if it has any."""
    if not wanted.picks:
        return party
    cards = picked(wanted.picks, spec.deck, problems)
    tables = tuple(
        table._replace(cards=cards, hands=tuple(h._replace(cards=cards) for h in table.hands))
        for table in party.tables
    )
    return Party(cards, tables, own=False, dealt=False, seated=False)


def _check(
    spec: Spec, wanted: Wanted, copies: int | Per, party: Party, known: bool, problems: Problems
) -> None:
    """Note copies and names that the people and the tables do not allow."""
    name, where = spec.output.name, wanted.output.where
    if copies in ("participant", "pair") and not party.hands:
        what = f'"{name}" is for each {copies}, but nobody takes part'
        problems.error("E702", where, what, "say who, as in participants: 24")
    if copies == "table" and party.tables[0].name is None:
        what = f'"{name}" is for each table, but there are none'
        problems.error("E702", where, what, "say how many, as in tables: 6")
    if spec.output.people and party.hands and not known:
        what = f'"{name}" needs names, but participants: has none'
        problems.error("E702", where, what, "list them there, or name a file")
    if wanted.names and spec.output.names is None:
        problems.error("E704", where, f'"{name}" has no place for names', "leave names: out")
    elif wanted.names and (not known or copies != "participant"):
        what = f'"{name}" is to have names, but '
        what += "participants: has none" if not known else "is not for each participant"
        fix = "list them there" if not known else "write copies: {per: participant}"
        problems.error("E704", where, what, fix)


def _refuse_useless(spec: Spec, wanted: Wanted, named: bool, problems: Problems) -> None:
    """Note keys that change nothing of an output."""
    name, where = spec.output.name, wanted.output.where
    if spec.output.people:
        if wanted.copies not in (None, "participant"):
            what = f'"{name}" has one card for each person, whatever copies: says'
            problems.error("E704", where, what, "leave copies: out")
        if wanted.picks:
            what = f'"{name}" has none of the cards that cards: names'
            problems.error("E704", where, what, "leave cards: out")
        if wanted.names is False:
            problems.error("E704", where, f'"{name}" needs the names', "leave names: out")
        if wanted.spares:
            what = f'"{name}" has cards for those alone whose names are known'
            problems.error("E704", where, what, "leave spares: out")
    elif not (wanted.options.on_paper or named):
        what = f'"{name}" as {wanted.options.format} is read on a screen: one copy is for everybody'
        if wanted.copies is not None:
            problems.error("E704", where, what, "leave copies: out")
        if wanted.spares:
            problems.error("E704", where, what, "leave spares: out")


def cards_of(
    spec: Spec, packs: Packs, wanted: Wanted, workshop: Workshop
) -> tuple[Spec, list[Card | None], list[list[Sequence[Card]]]]:
    """The cards in the packs: for each table a label, where one is needed, and its sets of cards.

    They come with the spec, whose deck now has the cards that were made for them. Raises
    Unsupported for an extra card that does not exist.
    """
    party, first = packs.party, spec.first
    if spec.output.people:
        names = _name_cards(first, party, workshop)

        def cards_in(one: InLanguage) -> list[Card]:
            own = names if one is first else _name_cards(one, party, workshop)
            return [*chain(*chain(*own))]

        spec = _with(spec, cards_in)
        return spec, [None] * len(names), names
    own = of_deck(spec.deck)  # other extra cards come beside what is chosen anyway
    ids = {extra_called(name, own, spec.extra.names) for name in wanted.options.add}
    refuse_added(ids, own, spec.own_kinds)
    extra = [card for card in own if card.id in ids]
    cards = [[_printed(spec, hand, extra, packs.named) for hand in hands] for hands in packs.hands]
    labels = _labels(first, packs, workshop)
    spec = _with(spec, lambda own: [label for label in _labels(own, packs, workshop) if label])
    return spec, labels, cards


def _with(spec: Spec, make: Callable[[InLanguage], Sequence[Card]]) -> Spec:
    """The spec with the cards that were made for it, in each of its languages, in place of their
    patterns."""
    languages = {}
    for tag, one in spec.languages.items():
        patterns = [card.id for card in one.extra.patterns.values()]
        own = (card for card in one.deck.cards if card.id not in patterns)
        languages[tag] = one._replace(deck=one.deck._replace(cards=(*own, *make(one))))
    return spec._replace(languages=languages)


def _printed(spec: Spec, hand: Hand, extra: Sequence[Card], named: bool) -> Sequence[Card]:
    """The cards of a hand, or the one that shows them all, with the person's name if they bear
    names: one to be written by hand where it is not known."""
    if spec.output.together:
        cards = spec.pieces(hand.cards)
    else:
        own = [card for card in hand.cards if card.kind.name in spec.kinds]
        cards = [*extra, *own, *spec.extra.beside(own)]
    if not named:
        return cards
    person = hand.person or Person(NO_TEXT, hand.number)
    return [card._replace(person=person) for card in cards]


def table_called(name: Text, word: str) -> str:
    """A table's own name or, if that is a number, the words for a numbered table."""
    return fill(word, {"table": name.text}) if name.text.isdecimal() else name.text


def _word(one: InLanguage, name: str) -> str:
    return one.house.words[name].text or ""


def _labels(one: InLanguage, packs: Packs, workshop: Workshop) -> list[Card | None]:
    return [
        _label(at, len(hands), one, packs.party, workshop) if hands else None
        for at, hands in enumerate(packs.hands)
    ]


def _label(at: int, sets: int, one: InLanguage, party: Party, workshop: Workshop) -> Card | None:
    """The label for a table's pack, if the layout has labels and the table needs one: it does if
    tables have names or cards of their own."""
    pattern = one.extra.patterns.get(PACK)
    needed = party.own or any(t.name and not t.name.text.isdecimal() for t in party.tables)
    if pattern is None or not needed or at == len(party.tables):
        return None
    table = party.tables[at]
    name = table.name or workshop.title
    known = {card.id: card for card in one.deck.cards}
    cards = [known[card.id] for card in table.cards]  # in this language
    counted = _word(one, "one-of-cards" if len(cards) == 1 else "count-of-cards")
    counted = fill(counted, {"count": str(len(cards))})
    count = {"title": workshop.title.text, "cards": counted, "sets": str(sets)}
    line = fill(_word(one, "pack-line" if sets == 1 else "pack-line-of-sets"), count)
    words: dict[str, Words] = {
        "name": Text(table_called(name, _word(one, "table")), name.where),
        "line": Text(line, name.where),
        "cards": tuple(card.called for card in cards),
        "numbers": tuple(Text(str(card.number or ""), card.where) for card in cards),
    }
    return pattern._replace(id=f"{PACK}:{at + 1}", lang=one.deck.lang, words=words)


def _name_cards(one: InLanguage, party: Party, workshop: Workshop) -> list[list[Sequence[Card]]]:
    """A name card for each person, table by table; none for those whose name is not known."""
    return [
        [
            [_name_card(hand.person, table.name, one, workshop)] if hand.person else []
            for hand in table.hands
        ]
        for table in party.tables
    ]


def _name_card(person: Person, table: Text | None, one: InLanguage, workshop: Workshop) -> Card:
    """The name card of a person. In bookmarks it has a number in place of the name."""
    called = fill(_word(one, "name-card"), {"number": str(person.number)})
    first, surname = _parts_of_name(person, _word(one, "before-names").split())
    words: dict[str, Words] = {"card": Text(called, person.name.where), "first": first}
    if surname:
        words["surname"] = surname
    if table:
        words["table"] = Text(table_called(table, _word(one, "table")), table.where)
    if person.details:
        words["details"] = person.details
    words["workshop"] = workshop.title
    pattern = one.extra.patterns[NAME]
    return pattern._replace(id=f"{NAME}:{person.number}", lang=one.deck.lang, words=words)


def _parts_of_name(person: Person, titles: Collection[str]) -> tuple[Text, Text | None]:
    """The first name with a title before it, and what follows: as the list has them in columns of
    their own, or else the first word. A name that begins with the surname and a comma is whole."""
    name, where = person.name.text, person.name.where
    if person.first:
        first = person.first.text
        rest = name.removeprefix(first).strip()
    else:
        words = name.split(" ")
        count = next((at for at, word in enumerate(words) if word not in titles), 0) + 1
        if words[count - 1].endswith(","):
            return person.name, None
        first, rest = " ".join(words[:count]), " ".join(words[count:])
    return Text(first, where), Text(rest, where) if rest else None
