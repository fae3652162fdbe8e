"""Who sits at which table with which cards, and how many sets of cards that makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from cardgen.model.deck import Card, Deck, Person, Text
from cardgen.model.scores import Score
from cardgen.model.workshop import Deal, Guest, Per, Table, Workshop
from cardgen.problems import Mark, Problems
from cardgen.value import Value
from cardgen.workshop.picks import lowest_of, picked


class Hand(Value):
    """The cards of one person, if it is known whose they are, or one set of cards.

    number is the person's place in the list, from 1. Of one whose name was left out, lacks is the
    place of what cannot be set, and typed the name.
    """

    person: Person | None
    cards: tuple[Card, ...]
    number: int = 0
    lacks: Mark | None = None
    typed: Text | None = None


class SeatedTable(Value):
    """A table with its cards and a hand for each person there; name is None if the room has no
    tables."""

    name: Text | None
    hands: tuple[Hand, ...]
    cards: tuple[Card, ...]


class Party(Value):
    """All the cards of a workshop in their order, and its tables.

    own says that some tables have cards of their own, dealt that the hands were dealt at random,
    and seated that some people were given a seat at one of the workshop's tables.
    """

    cards: tuple[Card, ...]
    tables: tuple[SeatedTable, ...]
    own: bool
    dealt: bool
    seated: bool

    @property
    def hands(self) -> list[Hand]:
        """The hands at all tables."""
        return [hand for table in self.tables for hand in table.hands]

    def sets(self, copies: int | Per) -> list[list[Hand]]:
        """The sets of cards for each table; the last list has those of a number of copies that the
        tables do not share evenly."""
        if copies == "participant":
            return [list(table.hands) for table in self.tables]
        if copies == "table":
            return [[Hand(None, table.cards)] for table in self.tables]
        if copies == "pair":
            return [[Hand(None, table.cards)] * -(-len(table.hands) // 2) for table in self.tables]
        if self.own:
            return [[Hand(None, table.cards)] * copies for table in self.tables]
        each, rest = divmod(copies, len(self.tables))
        shared = [[Hand(None, self.cards)] * each for _ in self.tables]
        return [*shared, [Hand(None, self.cards)] * rest] if rest else shared


def party_of(
    workshop: Workshop,
    guests: Sequence[Guest],
    scores: Sequence[Score],
    deck: Deck,
    problems: Problems,
) -> Party:
    """The guests at the workshop's tables with the deck's cards; what cannot be is noted.

    Guests without a table sit down one by one where the fewest are. scores are those of the survey.
    """
    cards = picked(workshop.picks, deck, problems)
    if workshop.lowest:
        cards = lowest_of(cards, workshop.lowest, scores, deck, problems)
    declared = workshop.tables or _of_guests(guests)
    own = any(table.picks for table in declared)
    _check_tables(declared, problems)
    if workshop.deal:
        _check_deal(workshop.deal, own, len(guests), len(cards), problems)
    names: list[Text | None] = [table.name for table in declared] or [None]
    of_tables = [
        picked(table.picks, deck, problems) if table.picks else cards for table in declared
    ] or [cards]
    hands = _seated(guests, names, of_tables, problems)
    tables = [
        SeatedTable(*parts) for parts in zip(names, map(tuple, hands), of_tables, strict=True)
    ]
    if workshop.deal and not problems.fatal:
        tables = list(_with_hands(tables, workshop.deal, cards))
    whole = {card.id: card for table in tables for card in table.cards}
    if workshop.deal:  # in the order of the picks, not in that of the deal
        whole = {card.id: card for card in cards if card.id in whole}
    elif own:  # in the order of the deck, not in that of the tables
        whole = {card.id: whole[card.id] for card in deck.cards if card.id in whole}
    seated = bool(workshop.tables) and any(guest.table is None for guest in guests)
    return Party(
        tuple(whole.values()), tuple(tables), own, dealt=workshop.deal is not None, seated=seated
    )


def _of_guests(guests: Sequence[Guest]) -> tuple[Table, ...]:
    """The tables that guests name, in the order in which they first do."""
    named: dict[str, Text] = {}
    for guest in guests:
        if guest.table:
            named.setdefault(_alike(guest.table.text), guest.table)
    return tuple(Table(name, ()) for name in named.values())


def _alike(name: str) -> str:
    """The name without what does not tell it from another: capitals, and spaces in and around
    it."""
    return " ".join(name.split()).casefold()


def _check_tables(tables: Sequence[Table], problems: Problems) -> None:
    """Note tables that have the same name."""
    known: set[str] = set()
    for table in tables:
        if _alike(table.name.text) in known:
            what = f'two tables are called "{table.name.text}"'
            problems.error("E702", table.name.where, what, "rename one")
        known.add(_alike(table.name.text))


def _check_deal(deal: Deal, own: bool, people: int, cards: int, problems: Problems) -> None:
    """Note a deal that is not possible; own says whether tables have cards of their own."""
    if own:
        what = "cards are either dealt at random or assigned to tables, not both"
        problems.error("E702", deal.where, what, "leave random: out, or the tables' cards:")
    if not people and not problems.fatal:
        what = "there is nobody to deal cards to"
        problems.error("E702", deal.where, what, "say who takes part, as in participants: 24")
    if deal.each > cards and not problems.fatal:
        dealt = "1 card is" if deal.each == 1 else f"{deal.each} cards are"
        what = f"{dealt} dealt to each, but there are {cards or 'none'}"
        problems.error("E702", deal.where, what, "deal fewer, or choose more cards")


def _seated(
    guests: Sequence[Guest],
    names: Sequence[Text | None],
    cards: Sequence[tuple[Card, ...]],
    problems: Problems,
) -> list[list[Hand]]:
    """The hands at each table. Guests without a table, or with one that there is not, sit down one
    by one at the first table that has the fewest people."""
    hands: list[list[Hand]] = [[] for _ in names]
    known = [name.text for name in names if name]
    by_name = {_alike(name): at for at, name in reversed(list(enumerate(known)))}
    unknown: set[str] = set()
    for number, guest in enumerate(guests, 1):
        at = by_name.get(_alike(guest.table.text)) if guest.table else None
        if guest.table and at is None and guest.table.text not in unknown:
            unknown.add(guest.table.text)
            what = f'no table is called "{guest.table.text}"'
            fix = problems.did_you_mean(guest.table.text, known, "the tables are")
            problems.error("E702", guest.table.where, what, fix)
        if at is None:
            at = min(range(len(hands)), key=lambda at: len(hands[at]))
        hands[at].append(Hand(guest.person, cards[at], number, guest.lacks, guest.typed))
    return hands


def _with_hands(
    tables: Sequence[SeatedTable], deal: Deal, cards: Sequence[Card]
) -> Iterator[SeatedTable]:
    """The tables with the cards that are dealt to each person, in the order of the list of people,
    so that whoever is added to it changes nobody else's cards."""
    count = sum(len(table.hands) for table in tables)
    found = dealt(len(cards), count, deal.each, deal.seed)
    for table in tables:
        hands = [
            one._replace(cards=tuple(cards[index] for index in found[one.number - 1]))
            for one in table.hands
        ]
        own = {card.id: card for hand in hands for card in hand.cards}
        yield table._replace(hands=tuple(hands), cards=tuple(own.values()))


def dealt(cards: int, hands: int, each: int, seed: int) -> list[list[int]]:
    """Hands of each different cards, as indexes of the cards, dealt evenly.

    Over all hands, no card is dealt more than one time oftener than another. The same seed deals
    the same hands in every version of Python: only random() of its generator is used, whose values
    are promised to stay the same.
    """
    chance, stack, found = Random(seed), list[int](), list[list[int]]()
    for _ in range(hands):
        hand: list[int] = []
        while len(hand) < each:
            if not stack:  # cards that the hand has already go to the end
                fresh = _shuffled(cards, chance)
                stack = [c for c in fresh if c not in hand] + [c for c in fresh if c in hand]
                stack.reverse()
            hand.append(stack.pop())
        found.append(hand)
    return found


def _shuffled(count: int, chance: Random) -> list[int]:
    """0 to count - 1 in random order, each order being equally likely (Durstenfeld 1964)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order
