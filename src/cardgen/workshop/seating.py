"""Who sits where with which cards, and how many of what that makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cardgen.model.deck import Card, Deck, Person, Prose
from cardgen.model.workshop import Deal, Guest, Per, Table, Workshop
from cardgen.problems import Problems, did_you_mean
from cardgen.workshop.dealing import dealt
from cardgen.workshop.people import Score
from cardgen.workshop.picks import lowest_of, picked


@dataclass(frozen=True, slots=True)
class Hand:
    """Cards for one, and whose they are, where that is known."""

    person: Person | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A table with a hand for each who sits there, and its cards; name is None where the room has
    no tables."""

    name: Prose | None
    hands: tuple[Hand, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """All cards of the workshop in their order, and the tables; own: some of these have cards of
    their own; dealt: the cards of each hand were dealt by chance; seated: some sit at a table of
    the workshop's that they did not choose."""

    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    own: bool
    dealt: bool
    seated: bool

    @property
    def hands(self) -> list[Hand]:
        return [hand for group in self.groups for hand in group.hands]

    def sets(self, copies: int | Per) -> list[list[Hand]]:
        """The sets of cards for each table; of a number that tables do not share evenly, the last
        list has what is left."""
        if copies == "participant":
            return [list(group.hands) for group in self.groups]
        if copies == "table":
            return [[Hand(None, group.cards)] for group in self.groups]
        if copies == "pair":
            return [[Hand(None, group.cards)] * -(-len(group.hands) // 2) for group in self.groups]
        if self.own:
            return [[Hand(None, group.cards)] * copies for group in self.groups]
        each, rest = divmod(copies, len(self.groups))
        shared = [[Hand(None, self.cards)] * each for _ in self.groups]
        return [*shared, [Hand(None, self.cards)] * rest] if rest else shared


def party_of(
    workshop: Workshop,
    guests: Sequence[Guest],
    scores: Sequence[Score],
    deck: Deck,
    problems: Problems,
) -> Party:
    """The guests at the workshop's tables with the deck's cards; what cannot be is noted.

    Those without a table sit down one by one where the fewest are. scores are those of the survey.
    """
    cards = picked(workshop.picks, deck, problems)
    if workshop.lowest:
        cards = lowest_of(cards, workshop.lowest, scores, deck, problems)
    tables = workshop.tables or _of_guests(guests)
    own = any(table.picks for table in tables)
    _check_tables(tables, problems)
    if workshop.deal:
        _check_deal(workshop.deal, own, len(guests), len(cards), problems)
    names: list[Prose | None] = [table.name for table in tables] or [None]
    of_tables = [
        picked(table.picks, deck, problems) if table.picks else cards for table in tables
    ] or [cards]
    hands: list[list[Hand]] = [[] for _ in names]
    for guest in guests:
        at = _table(guest, names, hands, problems)
        hands[at].append(Hand(guest.person, of_tables[at]))
    groups = [Group(*group) for group in zip(names, map(tuple, hands), of_tables, strict=True)]
    if workshop.deal and not problems.fatal:
        groups = list(_with_hands(groups, workshop.deal, cards))
    whole = {card.id: card for group in groups for card in group.cards}
    if workshop.deal:  # in the order in which they were chosen, not in that of chance
        whole = {card.id: card for card in cards if card.id in whole}
    seated = bool(workshop.tables) and any(guest.table is None for guest in guests)
    return Party(
        tuple(whole.values()), tuple(groups), own, dealt=workshop.deal is not None, seated=seated
    )


def _of_guests(guests: Sequence[Guest]) -> tuple[Table, ...]:
    """The tables that guests name, in the order in which they do."""
    named: dict[str, Prose] = {}
    for guest in guests:
        if guest.table:
            named.setdefault(_alike(guest.table.text), guest.table)
    return tuple(Table(name, ()) for name in named.values())


def _alike(name: str) -> str:
    """The name as it is told from others: whatever its capitals and the space in and about it."""
    return " ".join(name.split()).casefold()


def _check_tables(tables: Sequence[Table], problems: Problems) -> None:
    """Notes tables that are called alike."""
    known: set[str] = set()
    for table in tables:
        if _alike(table.name.text) in known:
            what = f'two tables are called "{table.name.text}"'
            problems.error("E702", table.name.where, what, "call one otherwise")
        known.add(_alike(table.name.text))


def _check_deal(deal: Deal, own: bool, people: int, cards: int, problems: Problems) -> None:
    """Notes a deal that cannot be: own says whether tables have cards of their own."""
    if own:
        what = "cards are dealt by chance, or tables have their own: not both"
        problems.error("E702", deal.where, what, "leave random: out, or the tables' cards:")
    if not people and not problems.fatal:
        what = "there is nobody to deal cards to"
        problems.error("E702", deal.where, what, "say who takes part, as in participants: 24")
    if deal.each > cards and not problems.fatal:
        what = f"{deal.each} cards are dealt to each, and there are {cards}"
        problems.error("E702", deal.where, what, "deal fewer, or choose more cards")


def _table(
    guest: Guest, names: Sequence[Prose | None], hands: Sequence[Sequence[Hand]], problems: Problems
) -> int:
    """The place of the guest's table in the list, or of the first that has the fewest people."""
    if guest.table:
        known = [name.text for name in names if name]
        alike = [_alike(name) for name in known]
        if _alike(guest.table.text) in alike:
            return alike.index(_alike(guest.table.text))
        what = f'no table is called "{guest.table.text}"'
        fix = did_you_mean(guest.table.text, known, "the tables are")
        if all(problem.what != what for problem in problems):  # at the first who sits there
            problems.error("E702", guest.table.where, what, fix)
    counts = [len(own) for own in hands]
    return counts.index(min(counts))


def _with_hands(groups: Sequence[Group], deal: Deal, cards: Sequence[Card]) -> Iterator[Group]:
    """The same with the cards that were dealt to each."""
    count = sum(len(group.hands) for group in groups)
    found = iter(dealt(len(cards), count, deal.each, deal.seed))
    for group in groups:
        hands = [replace(one, cards=tuple(cards[i] for i in next(found))) for one in group.hands]
        own = {card.id: card for hand in hands for card in hand.cards}
        yield replace(group, hands=tuple(hands), cards=tuple(own.values()))
