"""Cards and a layout → faces: finished frames, each in the first step of its fit that holds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from cardgen.graphics.frame import SIDES, Face, Frame, Placed, Side
from cardgen.graphics.legibility import Legibility
from cardgen.graphics.type.paragraph import Type
from cardgen.graphics.type.wording import clipped
from cardgen.model.deck import Card, Deck
from cardgen.model.layout import CardLayout, FaceLayout, HouseStyle, Proof
from cardgen.problems import Mark, Problems
from cardgen.typeset.blocks.stack import Stack, sectioned
from cardgen.typeset.faces.enlarger import Enlarger
from cardgen.typeset.faces.overset import (
    FaceFit,
    Overset,
    fit_of,
    marked,
    note_left_out,
    note_overset,
    ways_out,
    words_of,
)
from cardgen.typeset.faces.personal import PersonalFaces
from cardgen.typeset.fitted import Fitted, Galley, Misfit
from cardgen.typeset.ground import field, standing_on
from cardgen.typeset.origins import Origins
from cardgen.typeset.setting import (
    Leading,
    Observer,
    OtherHalf,
    Setting,
    card_values,
    deck_values,
    inks_of,
)
from cardgen.value import Value

_ON_ONE_PAGE = {"page": "1", "pages": "1", "paged": "", "verso": "", "recto": ""}
_MOST_KEPT = 2000  # faces, fitted before they are made: some 5 kB each
Holding: TypeAlias = Callable[[Card], Sequence[str]]
IsMine: TypeAlias = Callable[[int, Card], bool]  # of a card and its place in the deck
TrueInAll: TypeAlias = Callable[[Iterable[bool]], bool]


class _TriedCard(Value):
    """A card, the first of its steps that holds it and, unless there are too many, its face fitted
    in that step, and the setting."""

    card: Card
    step: int
    fitted: tuple[Fitted, Setting] | None


class Composer:
    """Makes the faces of a deck's cards in one layout.

    The sizes that hold for the whole deck are found on first use, over all its cards, so that a
    card printed alone matches its deck. On a proof, overset text is marked, and is a warning.
    holding names the outputs whose larger cards hold a card that does not fit.
    """

    def __init__(
        self,
        deck: Deck,
        layout: CardLayout,
        house: HouseStyle,
        problems: Problems,
        proof: Proof | None = None,
        chosen: Sequence[Card] = (),
        holding: Holding = lambda card: (),
    ) -> None:
        self._deck, self._problems, self._proof = deck, problems, proof
        self._whole, self._holding = layout, holding
        # A layout that is another one at another size is set at that one's size, then enlarged.
        of = layout.of
        self._layout = of._replace(bleed=layout.bleed / layout.times) if of else layout
        self._enlarger = Enlarger(layout.times)
        self._house, self._chosen = house, tuple(chosen)
        self._faces: dict[tuple[str, Side], FaceLayout[Stack]] = {
            (kind, side): face
            for kind, faces in layout.kinds.items()
            for side, face in zip(SIDES, faces, strict=False)
        }
        self._deck_steps: dict[tuple[str, Side], int] = {}
        # What was found of cards while the deck's steps were tried.
        self._tried: dict[tuple[str, Side], _TriedCard] = {}
        self._broken: set[tuple[str, Side]] = set()  # their layout is wrong: no fit is measured
        self._deck_values, self._numbered = deck_values(deck), deck.numbered
        self._inks = {theme.id: inks_of(theme, house) for theme in deck.themes}
        self._plain = inks_of(None, house)
        self._types: dict[tuple[str, float, Leading, str], Type] = {}
        self._places = deck.places
        self._together: tuple[Composer, ...] = ()  # not itself, which would never be let go of
        self._beside: tuple[Composer, float] | None = None
        self._is_mine: IsMine = lambda index, card: True
        self._true_in_all: TrueInAll = all
        self._legibility = Legibility(house.fonts, house.guise)
        # Of cards that bear names, by their ids and whether the name is known.
        self._personal: dict[tuple[str, bool], PersonalFaces] = {}
        self._hidden: set[tuple[object, ...]] = set()  # ways in which words cannot be seen, told

    def flows(self, card: Card) -> bool:
        """Whether the card goes on over as many pages as it needs."""
        return self._layout.kinds[card.kind.name][0].flow is not None

    def size_with(self, composers: Sequence[Composer]) -> None:
        """Take sizes for the whole deck that hold it in all of these composers, of which this is
        one."""
        self._together = tuple(composers)

    def lie_beside(self, other: Composer, is_left: bool) -> None:
        """Make the left or right halves of cards, which agree with the other composer's: blocks
        have the same height in both, and art is one picture over both."""
        self._beside = other, self._layout.width if is_left else -self._layout.width

    def size_in_shares(
        self, true_in_all: TrueInAll, is_mine: IsMine, sides: Sequence[Side]
    ) -> None:
        """Find the sizes for the whole deck together with others, each for its own cards, as
        is_mine tells; true_in_all tells whether all answers are true, in all of them."""
        for composer in self._together or (self,):
            composer._true_in_all, composer._is_mine = true_in_all, is_mine
        for kind, side in self._faces:
            if side in sides:
                self._deck_step(kind, side)

    def faces(self, card: Card) -> tuple[Placed, ...]:
        """The card's front and back at the origin, reaching into the bleed, or its pages."""
        if card.person is None:
            return self._faces_of(card)
        key = card.id, bool(card.person.name.text)
        known = self._personal.get(key)
        if known is None:
            known = self._personal[key] = PersonalFaces()
            noted = self._problems.noted
            faces = self._faces_of(card, known)
            if self._problems.noted == noted:
                known.take(faces)
            return faces
        changed = known.for_card(card) if known.can_change else None
        if changed and not any(
            self._legibility.faults(placed.frame, of=changed.new) for placed in changed.faces
        ):
            return changed.faces
        return self._faces_of(card)

    def _faces_of(self, card: Card, observer: Observer | None = None) -> tuple[Placed, ...]:
        if self.flows(card):
            return tuple(self.pages(card, observer=observer))
        sides = SIDES[: len(self._layout.kinds[card.kind.name])]
        return tuple(self.face(card, side, observer=observer) for side in sides)

    def rehearse(self, sides: Sequence[Side] = SIDES) -> None:
        """Note what is wrong in any step of any face, whether or not a card needs the step."""
        for (kind, side), face in self._faces.items():
            card = next((card for card in self._deck.cards if card.kind.name == kind), None)
            if card is None or side not in sides:
                continue
            setting, height = self._setting(card, face), self._layout.face_height
            drawn: set[int] = set()  # a block that steps share is fitted once, and kept meanwhile
            for stack in chain(
                *face.stacks, *((flow.again, flow.fill) if (flow := face.flow) else ())
            ):
                for _, one in stack.fitted(setting):
                    if id(one) not in drawn:
                        drawn.add(id(one))
                        one.draw(0.0, height if one.grow else one.height)
            setting.forget()

    def copyfit(self, card: Card, side: Side) -> FaceFit:
        """How the card's face fits, without drawing it."""
        face = self._faces[card.kind.name, side]
        setting = self._setting(card, face)
        fitted, _ = self._fit(face, self._deck_step(card.kind.name, side), 0, setting)
        galleys = _galleys(setting)
        setting.forget()
        return fit_of(fitted, galleys, self._layout.face_height, self._whole.times)

    def step_from(self, card: Card, side: Side, step: int) -> int:
        """The first of the card's steps, from that one on, that holds its face, or the last one."""
        face = self._faces[card.kind.name, side]
        setting = self._setting(card, face)
        _, found = self._fit(face, self._deck_step(card.kind.name, side), step, setting)
        setting.forget()
        return found

    def face(
        self, card: Card, side: Side, step: int = 0, observer: Observer | None = None
    ) -> Placed:
        """One side of the card, as above, in the first of its steps, from that one on, that holds
        it."""
        noted, layout = self._problems.noted, self._layout
        face = self._faces[card.kind.name, side]
        deck_step = self._deck_step(card.kind.name, side)
        # The deck has no cards with a person, so that no face with an observer was tried.
        tried = self._tried.pop((card.id, side), None)
        found = max(step, tried.step if tried else 0)
        if tried and tried.fitted and tried.card is card and tried.step == found:
            fitted, setting = tried.fitted
        else:
            setting = self._setting(card, face, observer)
            fitted, found = self._fit(face, deck_step, found, setting)
        frame = self._drawn(face, fitted, setting)
        name = side if len(layout.kinds[card.kind.name]) > 1 else "page"
        if self._problems.noted > noted:
            self._broken.add((card.kind.name, side))
        elif not fitted.misfits:
            if left_out := face.left_out[found] if face.left_out else None:
                note_left_out(card, side, left_out, _galleys(setting), self._problems)
            if self._legibility.faults(frame, layout.frame) and not self._is_misread(face):
                again = self._setting(card, face, Origins())
                fitted, _ = self._fit(face, deck_step, found, again)
                self._note_hidden(name, [self._drawn(face, fitted, again)], again)
        elif (card.kind.name, side) not in self._broken:
            overset = Overset(fitted.misfits, _galleys(setting))
            if self._proof:
                frame = marked(frame, overset, self._words, self._proof)
            self._note(card, name, overset, self._holding(card))
        setting.forget()
        if layout.frame:
            within = Placed(layout.frame, layout.frame, frame)
            frame = Frame(layout.width, layout.height, (within,))
        if layout is not self._whole:
            items = self._enlarger.frame(frame).items
            frame = Frame(self._whole.width, self._whole.height, items)
        return Placed(0, 0, frame, face=self._face(card, side))

    def _drawn(self, face: FaceLayout[Stack], fitted: Fitted, setting: Setting) -> Frame:
        """The frame of a face, on its ground."""
        width, height = self._layout.face_width, self._layout.face_height
        bleed = self._layout.bleed
        whole = -bleed, -bleed, width + 2 * bleed, height + 2 * bleed
        ground = field(setting, whole, face.ink)
        return Frame(width, height, sectioned((ground, *fitted.draw(0.0, height))))

    def pages_by_step(self, card: Card) -> list[tuple[bool, int]]:
        """In each step of the card's fit, whether something does not fit and how many pages it
        takes."""
        from cardgen.typeset.faces.flow import on_pages

        face = self._faces[card.kind.name, "front"]
        setting = self._setting(card, face)
        found = [on_pages(face, setting, step) for step in range(len(face.stacks[0]))]
        setting.forget()
        return [(bool(one.misfits), one.needed) for one in found]

    def pages(
        self, card: Card, step: int | None = None, observer: Observer | None = None
    ) -> Iterator[Placed]:
        """The card over as many pages as it needs, in that step or in one that takes the fewest."""
        from cardgen.typeset.faces.flow import on_fewest_pages, on_pages, page_frames

        face = self._faces[card.kind.name, "front"]
        setting = self._setting(card, face, observer)
        noted, faults = self._problems.noted, False
        paged = on_fewest_pages(face, setting) if step is None else on_pages(face, setting, step)
        for part, frame in enumerate(page_frames(paged, face, setting), 1):
            faults = faults or bool(self._legibility.faults(frame, self._layout.frame))
            yield Placed(0, 0, frame, face=self._face(card, "front", part))
        clean = self._problems.noted == noted and not self._is_misread(face)
        if faults and clean and not paged.misfits:
            again = self._setting(card, face, Origins())
            paged = on_fewest_pages(face, again) if step is None else on_pages(face, again, step)
            self._note_hidden("page", page_frames(paged, face, again), again)
        if clean and paged.left_out and not paged.misfits:
            note_left_out(card, "page", paged.left_out, _galleys(setting), self._problems)
        self._note(card, "page", Overset(paged.misfits, _galleys(setting)), ())
        setting.forget()

    def _note(self, card: Card, face: str, overset: Overset, larger: Sequence[str]) -> None:
        """Note what does not fit a face, an error but on a proof; larger are the outputs whose
        larger cards hold the card."""
        ways = ways_out(card, self._numbered, larger, face)
        note = self._problems.warning if self._proof else self._problems.error
        # The layout's mm are those of the size at which faces are set.
        overset = overset._replace(misfits=tuple(map(self._at_its_style, overset.misfits)))
        own, whole = self._layout.name, self._whole.name
        layout = own if own == whole else f"{own} (which {whole} enlarges)"
        note_overset(card, face, layout, overset, ways, note)

    def _is_misread(self, face: FaceLayout[Stack]) -> bool:
        """Whether the face's layout has errors, of which others would be the consequence."""
        files = face.where.file, self._layout.where.file
        return any(p.severity == "error" and p.where.file in files for p in self._problems)

    def _note_hidden(self, name: str, frames: Iterable[Frame], setting: Setting) -> None:
        """Note the words that cannot be seen on a face or its pages, drawn with their origins: each
        pair of inks and each text once, errors but on a proof."""
        from cardgen.typeset.faces.hidden import hidden_words  # seldom needed

        called = f'the {name} of "{clipped(setting.card.called.text)}"'
        for frame in frames:
            faults = self._legibility.faults(frame, self._layout.frame)
            for hidden in hidden_words(faults, called, setting, self._legibility):
                if hidden.known_by not in self._hidden:
                    self._hidden.add(hidden.known_by)
                    severity = "warning" if self._proof else hidden.problem.severity
                    self._problems.add([hidden.problem._replace(severity=severity)])
        setting.forget()

    def _at_its_style(self, misfit: Misfit) -> Misfit:
        """The misfit, at the place of its style where no words would fit its line."""
        names = (key[0] for key, type_ in self._types.items() if type_ is misfit.narrow)
        name = next(names, "")
        if name not in self._layout.styles:
            return misfit
        fix = f'make the style "{name}" smaller, or give its line more room'
        return misfit._replace(where=self._layout.styles[name].where, fix=fix)

    @cached_property
    def _cards(self) -> Mapping[str, Card]:
        """The deck's cards by their ids."""
        return {card.id: card for card in self._deck.cards}

    @cached_property
    def _words(self) -> Mapping[Mark, Collection[str]]:
        """The deck's words by the places where they stand, which only proofs need."""
        return words_of(self._deck.cards, self._house)

    def _face(self, card: Card, side: Side, part: int = 1) -> Face:
        say = self._house.printed
        theme = say(card.theme.name.text, self._deck.lang) if card.theme else None
        called, person = say(card.called.text, card.lang), card.person.number if card.person else 0
        return Face(card.known_as, called, theme, side, part=part, person=person)

    def _setting(
        self, card: Card, face: FaceLayout[Stack], observer: Observer | None = None
    ) -> Setting:
        """The setting of the whole face, with that of the other half, if it is one of two."""
        setting = self._own_setting(card, face, observer)
        if self._beside is None:
            return setting
        other, x = self._beside
        theirs = other._cards[card.id]._replace(person=card.person)
        kind = card.kind.name
        side = next(side for side in SIDES if self._faces.get((kind, side)) is face)
        other_face = other._faces[kind, side]
        other_setting = other._own_setting(theirs, other_face, None)
        return setting._replace(other_half=OtherHalf(other_setting, other_face.stacks, x))

    def _own_setting(
        self, card: Card, face: FaceLayout[Stack], observer: Observer | None
    ) -> Setting:
        theme = card.theme
        of_card = card_values(card, self._deck, self._house)
        values = {**self._deck_values, **of_card, **_ON_ONE_PAGE}
        setting = Setting(
            deck=self._deck,
            card=card,
            chosen=self._chosen,
            places=self._places,
            layout=self._layout,
            house=self._house,
            inks=self._inks[theme.id] if theme else self._plain,
            values=values,
            types=self._types,
            problems=self._problems,
            left=face.left,
            right=self._layout.face_width - face.right,
            edges=(0.0, self._layout.face_width),
            starts={},
            cache={},
            observer=observer,
        )
        return standing_on(setting, face.ink)

    def _fit(
        self, face: FaceLayout[Stack], deck_step: int, card_step: int, setting: Setting
    ) -> tuple[Fitted, int]:
        """The face in the first step from card_step on that holds the card, or in the last one, and
        which step that is."""
        other, height = setting.other_half, self._layout.face_height
        while True:
            least = other.stacks[deck_step][card_step].heights(other.setting) if other else None
            fitted = face.stacks[deck_step][card_step].fit(setting, height, least)
            if not fitted.misfits or card_step == len(face.stacks[deck_step]) - 1:
                return fitted, card_step
            card_step += 1

    def _deck_step(self, kind: str, side: Side) -> int:
        """The first of the deck's steps that holds every card of the kind, or the last one."""
        key = kind, side
        if key not in self._deck_steps:
            last = len(self._faces[key].stacks) - 1
            steps = (
                step
                for step in range(last)
                if all(one._holds_all(kind, side, step) for one in self._together or (self,))
            )
            self._deck_steps[key] = next(steps, last)
        return self._deck_steps[key]

    def _holds_all(self, kind: str, side: Side, deck_step: int) -> bool:
        """Whether every card of the kind fits in that step; what is found of the cards is kept."""
        found: dict[tuple[str, Side], _TriedCard] = {}
        if not self._true_in_all(self._holding_each(kind, side, deck_step, found)):
            return False
        self._tried |= found
        return True

    def _holding_each(
        self, kind: str, side: Side, deck_step: int, found: dict[tuple[str, Side], _TriedCard]
    ) -> Iterator[bool]:
        """Yields whether each of the deck's cards fits in that step, and puts what it finds of them
        in found. Cards of other kinds, or not this composer's to size, count as True, so that an
        answer's place means the same card in every share."""
        face, room = self._faces[kind, side], _MOST_KEPT - len(self._tried)
        for index, card in enumerate(self._deck.cards):
            if card.kind.name != kind or not self._is_mine(index, card):
                yield True
                continue
            setting, noted = self._setting(card, face), self._problems.noted
            fitted, step = self._fit(face, deck_step, 0, setting)
            setting.forget()
            # A face of which something is to be told is fitted again when it is made.
            tells = self._problems.noted > noted or (face.left_out and face.left_out[step])
            keeps = len(found) < room and not tells
            found[card.id, side] = _TriedCard(card, step, (fitted, setting) if keeps else None)
            yield not fitted.misfits


def _galleys(setting: Setting) -> list[Galley]:
    """The texts set on the face, those of the last step that was tried first."""
    return [made for made in reversed(setting.cache.values()) if isinstance(made, Galley)]
