"""Card + layout → faces: finished frames, each card's in a step of its fit that holds its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from cardgen.blocks.setting import Fitted, Lack, Setting, deck_values, inks_of
from cardgen.blocks.stack import Stack, stack
from cardgen.deck import Card, Deck, Prose, Words
from cardgen.frame import Box, Element, Face, Frame, Ink, Item, Placed, Side
from cardgen.layout import CardLayout, FaceLayout, House
from cardgen.node import names_in, with_values
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.schema import Unreadable
from cardgen.text.paragraph import Type

SIDES: tuple[Side, Side] = ("front", "back")


class Composer:
    """Makes the faces of a deck's cards in one layout.

    Sizes that hold for the whole deck are found on the first use over all its cards, so that a
    card printed alone matches its deck.
    """

    def __init__(self, deck: Deck, layout: CardLayout, house: House, problems: Problems) -> None:
        self.deck, self.layout, self.house, self.problems = deck, layout, house, problems
        self._of_deck = deck_values(deck)
        self._types: dict[tuple[str, float, float, str], Type] = {}
        self._stack = cache(self._decoded)
        self._deck_step = cache(self._fitted_deck_step)
        self._inks = cache(self._inks_of)
        self._place: dict[str, int] = {}
        seen: dict[str, int] = {}
        for card in deck.cards:
            theme = card.theme.id if card.theme else ""
            self._place[card.id] = seen.get(theme, 0)
            seen[theme] = seen.get(theme, 0) + (1 if card.number else 0)

    def faces(self, card: Card) -> tuple[Placed, Placed]:
        """The card's front and back at the origin, drawn on into the bleed."""
        front, back = (self._face(card, side) for side in SIDES)
        return front, back

    def _face(self, card: Card, side: Side) -> Placed:
        layout = self._layout(card.kind.name, side)
        setting = self._setting(card, layout)
        fitted = self._best(card.kind.name, side, setting)
        if fitted.lacks:
            self._refuse(card, side, fitted.lacks)
        height, width, bleed = self.layout.height, self.layout.width, self.layout.bleed
        paper = Box(
            -bleed,
            -bleed,
            width + 2 * bleed,
            height + 2 * bleed,
            setting.ink(Prose(layout.ink, layout.where)),
        )
        items = _sections((paper, *fitted.draw(0.0, height)))
        if card.lang != self.deck.lang:
            items = tuple(
                replace(item, lang=card.lang) if isinstance(item, Element) else item
                for item in items
            )
        theme = card.theme.name.text if card.theme else None
        name = setting.filled(Prose(card.name, card.where)).text
        face = Face(card.id, name, theme, side)
        return Placed(0, 0, Frame(width, height, items), face=face)

    def _layout(self, kind: str, side: Side) -> FaceLayout:
        return self.layout.kinds[kind][SIDES.index(side)]

    def _setting(self, card: Card, layout: FaceLayout) -> Setting:
        return Setting(
            self.deck,
            card,
            self._place[card.id],
            self.layout,
            self.house,
            self._inks(card.theme.id if card.theme else None),
            self._of_deck,
            self._types,
            self.problems,
            layout.left,
            self.layout.width - layout.right,
        )

    def _inks_of(self, theme: str | None) -> Mapping[str, Ink]:
        return inks_of(next((t for t in self.deck.themes if t.id == theme), None), self.house)

    def _best(self, kind: str, side: Side, setting: Setting) -> Fitted:
        """The face in the first step that holds the card, or in the last one."""
        return self._fit(kind, side, self._deck_step((kind, side)), setting)

    def _fit(self, kind: str, side: Side, deck_step: int, setting: Setting) -> Fitted:
        steps = len(self._layout(kind, side).card_steps)
        for step in range(steps):
            fitted = self._stack((kind, side, deck_step, step)).fit(setting, self.layout.height)
            if not fitted.lacks:
                break
        return fitted

    def _fitted_deck_step(self, key: tuple[str, Side]) -> int:
        """The first step of the deck's fit that holds every card of the kind, or the last one."""
        kind, side = key
        layout = self._layout(kind, side)
        cards = [card for card in self.deck.cards if card.kind.name == kind]
        last = len(layout.deck_steps) - 1
        for step in range(last):
            if not any(
                self._fit(kind, side, step, self._setting(card, layout)).lacks for card in cards
            ):
                return step
        return last

    def _decoded(self, key: tuple[str, Side, int, int]) -> Stack:
        kind, side, deck_step, card_step = key
        layout = self._layout(kind, side)
        values = {
            **layout.values,
            **layout.deck_steps[deck_step],
            **layout.card_steps[card_step],
        }
        blocks = with_values(layout.blocks, values)
        unknown = set()
        for node in names_in(blocks):
            fix = did_you_mean(str(node.value)[1:], values, "the names are")
            what = f'nothing is called "{node.value}" here'
            self.problems.error("E204", node.where, what, fix)
            unknown.add(node.where)
        found = Problems()
        try:
            return stack(blocks, found)
        except Unreadable:
            return Stack((), layout.where)
        finally:  # of an unknown name it is no news that it is no length either
            self.problems.add(p for p in found if p.where not in unknown)

    def _refuse(self, card: Card, side: Side, lacks: tuple[Lack, ...]) -> None:
        """Notes what does not fit: which card, where its longest text is, and what would help."""
        name = card.name if len(card.name) <= 40 else f"{card.name[:40]}…"
        face = f'the {side} of "{name}"'
        for lack in lacks:
            if lack.what != "height":
                what = f"{face} does not fit {self.layout.name}: {lack.what}"
                self.problems.error("E302", lack.where, what, "shorten the text")
                continue
            longest, characters, where = _longest(card)
            cut = max(1, round(lack.mm / LINE_MM * LINE_CHARACTERS))
            much = f"by about {cut} of" if cut < 0.9 * characters else "to a fraction of"
            what = f"{face} needs {lack.mm:.1f} mm more height than {self.layout.name} has"
            fix = f'shorten "{longest}" {much} its {characters} characters, or use a larger card'
            self.problems.error("E301", where, what, fix)


# What a line of body text holds, for the advice how much to cut.
LINE_MM = 4.5
LINE_CHARACTERS = 50


def _longest(card: Card) -> tuple[str, int, Mark]:
    def texts(words: Words) -> Iterator[Prose]:
        if isinstance(words, Prose):
            yield words
        else:
            for word in words:
                yield word if isinstance(word, Prose) else word.text

    counted = [
        (sum(len(p.text) for p in texts(words)), name, next(texts(words)).where)
        for name, words in card.words.items()
        if words
    ]
    characters, name, where = max(counted, default=(0, card.id, card.where))
    return name, characters, where


def _sections(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with each section's heading taking in what follows it, up to the next one."""
    found: list[Item] = []
    section: list[Item] = []

    def close() -> None:
        if section:
            head = section[0]
            assert isinstance(head, Element)
            found.append(replace(head, items=(*head.items, *section[1:])))
            section.clear()

    for item in items:
        if isinstance(item, Element) and item.role == "Sect":
            close()
            section.append(item)
        elif section:
            section.append(item)
        else:
            found.append(item)
    close()
    return tuple(found)
