"""Extra cards that any deck may add to its own: one for each theme, the scale, blank ones, …"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from cardgen.model.deck import Card, Deck, Step, Text, Theme, Words
from cardgen.model.options import Options
from cardgen.problems import Problems, Stop, Unsupported
from cardgen.read.deck import read_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import sources_house_style
from cardgen.value import Value

_DECK = "layouts/more/deck.yaml"
_THEMES, BLANK = "theme-cards", "blank"
PACK, NAME = "pack", "name"  # what a workshop makes cards from: nobody can ask for them
MOST_BLANKS = 1000


class ExtraCards(Value):
    """The extra cards requested, in order, and separately those of themes that may not be chosen.

    names are all that could be requested, filler is the card for places that would stay empty, and
    patterns are the cards that others are made from, by id.
    """

    cards: tuple[Card, ...] = ()
    names: tuple[str, ...] = ()
    filler: Card | None = None
    patterns: Mapping[str, Card] = {}

    @property
    def all(self) -> tuple[Card, ...]:
        filler = [self.filler] if self.filler else []
        return (*self.cards, *filler, *self.patterns.values())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds of these cards, without repeats."""
        return tuple(dict.fromkeys(card.kind.name for card in self.all))

    def beside(self, chosen: Sequence[Card]) -> list[Card]:
        """Returns the cards that follow the chosen ones; of the cards of themes, only those whose
        theme is among them."""
        themes = {card.theme.id for card in chosen if card.theme and card.number}
        return [card for card in self.cards if card.theme is None or card.theme.id in themes]


def read_extra_cards(
    deck: Deck,
    options: Options,
    patterns: Collection[str],
    sources: Sources,
    problems: Problems,
) -> ExtraCards:
    """Returns the requested cards that the deck does not have itself, with a filler if places are
    to be filled with blank cards, and these patterns; none if problems were noted.

    Raises Unsupported for a request that cannot be fulfilled, Stop if the file is missing.
    """
    filled = options.fill == BLANK
    if not (options.add or filled or patterns):
        return ExtraCards()  # as in most builds, which need not wait for that deck
    path = sources.find(_DECK)
    if path is None:
        raise Stop(f"{_DECK} is missing, in the project and in cardgen itself")

    def read(noted: Problems) -> Deck | None:
        house = sources_house_style(sources, Problems())
        assert house  # or nothing would be printed
        return read_deck(path, sources.files, noted, (house.lang,), house.words)

    found = sources.files.once(("extra cards", path, sources), read, problems)
    if found is None:
        return ExtraCards()
    counts = _counts(options.add, {card.id for card in deck.cards})
    cards: list[Card] = []
    filler, made_from = None, dict[str, Card]()
    for card in found.cards:
        # Kinds and ids of a form that those of decks do not have.
        card = card._replace(kind=card.kind._replace(name=f"more/{card.kind.name}"))
        count = counts.get(card.id, 0)
        if card.id in (PACK, NAME):
            if card.id in patterns:
                made_from[card.id] = card
        elif card.id == BLANK:
            cards += [card._replace(id=f"{BLANK}:{n}") for n in range(1, count + 1)]
            filler = card._replace(id=f"{BLANK}:{count + 1}") if filled else None
        elif count and card.id == _THEMES:
            own = list(_of_themes(card, deck))
            cards += own
            if not own:
                raise Unsupported(f'"{_THEMES}": the deck has no themes with numbered cards')
        elif count:
            cards.append(card)
    if filled and filler is None:
        raise Unsupported(f"--fill {BLANK}: {_DECK} has no such card")
    names = tuple(card.id for card in found.cards if card.id not in (PACK, NAME))
    return ExtraCards(tuple(cards), names, filler, made_from)


def _counts(add: Sequence[str], own: Container[str]) -> dict[str, int]:
    """Returns how many of each requested card to add, for those that the deck does not have
    itself."""
    counts: dict[str, int] = {}
    for wish in add:
        name, colon, number = wish.lower().partition(":")
        if colon and name != BLANK:
            raise Unsupported(f'"{wish}": only {BLANK} takes a number; see --copies for the others')
        if colon and not (number.isdecimal() and 1 <= int(number) <= MOST_BLANKS):
            raise Unsupported(f'"{wish}": write {BLANK}:4 for four of them, at most {MOST_BLANKS}')
        if colon or name not in own:
            more = int(number) if colon else 1
            counts[name] = counts.get(name, 0) + more if name == BLANK else 1
    return counts


def _of_themes(card: Card, deck: Deck) -> Iterator[Card]:
    """Yields a card for each theme that has numbered cards."""
    by_theme = deck.by_theme
    for theme in deck.themes:
        if own := by_theme.get(theme.id):
            words = _words(theme, own, card.words)
            yield card._replace(
                id=f"{card.id}:{theme.id}", theme=theme, words=words, lang=deck.lang
            )


def _words(theme: Theme, own: Sequence[Card], words: Mapping[str, Words]) -> dict[str, Words]:
    """Returns the fields of a theme's card: the theme's name, the numbers of its cards in a line,
    and the cards."""
    kind = own[0].kind.name.replace("-", " ")
    values = {"kind": kind, "kinds": f"{kind}s"}
    values |= {name.capitalize(): value.capitalize() for name, value in values.items()}
    numbers = [card.number for card in own]
    values |= {"first": str(numbers[0]), "last": str(numbers[-1]), "numbers": _ranges(numbers)}
    line = words["line" if len(own) > 1 else "line-for-one"]
    assert isinstance(line, Text)  # as the kind declares it
    return {
        "name": theme.name,
        "line": line.filled(values),
        "cards": tuple(Step(card.called, _text(card)) for card in own),
        "numbers": tuple(Text(str(card.number), card.where) for card in own),
    }


def _ranges(numbers: Sequence[int]) -> str:
    """Returns numbers in ascending order as ranges: 1–3, 14."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) + (f"–{run[-1]}" if run[1:] else "") for run in runs)


def _text(card: Card) -> Text:
    """Returns the first text after the one that gives the card its name, or an empty one."""
    texts = [words for words in card.words.values() if isinstance(words, Text)]
    return texts[1] if len(texts) > 1 else Text("", card.where)
