"""Puts the cards of a layup on sheets, and makes the pages from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, count, cycle, groupby, islice
from typing import TYPE_CHECKING

from cardgen.graphics.frame import SIDES, Element, Frame, Page, Placed
from cardgen.graphics.legibility import Legibility
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import set_paragraph
from cardgen.graphics.type.wording import fill
from cardgen.impose.cuts import cutting_list, folds
from cardgen.impose.imposition import Faces, Forme, impose, one_up
from cardgen.impose.order import Copy, Places, arranged
from cardgen.jobs.larger_outputs import elsewhere
from cardgen.jobs.layup import CardsOnSheet, Layup, SheetRun, on_larger_pages
from cardgen.jobs.shares import WHOLE, Share
from cardgen.jobs.sheets import forme_of, press_details_of, warn
from cardgen.jobs.spec import Spec
from cardgen.model.deck import Card
from cardgen.model.layout import CardLayout, Folio, Proof
from cardgen.model.plan import RunPlan
from cardgen.problems import Problems
from cardgen.typeset.faces.composer import Composer
from cardgen.typeset.faces.resolution import ResolutionCheck
from cardgen.typeset.fitted import UNBROKEN

if TYPE_CHECKING:
    from cardgen.typeset.faces.bilingual import BilingualComposer


def with_copies(layup: Layup, cards: Sequence[Card], copies: int) -> Layup:
    """Returns the layup with the sheets that hold that many copies of the cards, each size
    separately."""
    return with_decks(layup, [layup.spec.pieces(cards)] * copies, cards)


def with_decks(layup: Layup, decks: Sequence[Sequence[Card]], cards: Sequence[Card]) -> Layup:
    """Returns the layup with the sheets that hold these decks one after another, each size of card
    separately; a page that shows cards together shows those."""
    options, found = layup.spec.options, list[SheetRun]()
    together = _by_theme(cards) if layup.spec.output.together else ()
    layup = on_larger_pages(layup, together)
    for part in layup.parts:
        own = [part.of(deck) for deck in decks]
        count = sum(map(len, own))
        if not count:
            continue
        capacity = part.grid.capacity if part.grid else 1
        start = options.start_at - 1
        fillers = _fillers(layup.spec, part, own, -(start + count) % capacity)
        sheets = arranged([*own, fillers], options.order, capacity, start)
        found.append(SheetRun(part, sheets, together, fillers))
    return layup._replace(runs=tuple(found))


def _by_theme(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Returns the cards with each theme's cards together, at the place of the first of them,
    because an overlay's cards come last in the deck."""
    first: dict[str, int] = {}
    for index, card in enumerate(cards):
        first.setdefault(card.theme.id if card.theme else "", index)
    return tuple(sorted(cards, key=lambda card: first[card.theme.id if card.theme else ""]))


def _fillers(
    spec: Spec, part: CardsOnSheet, own: Sequence[Sequence[Card]], count: int
) -> list[Card]:
    """Returns cards for that many places after the last card: further copies from the first card
    on, or blank cards if the layout has them."""
    filler = spec.extra.filler
    if spec.options.fill == "spares":
        return list(islice(cycle(chain.from_iterable(own)), count))
    if filler and filler.kind.name in part.layout.kinds:
        return [filler] * count
    return []


def with_proofs(layup: Layup, cards: Sequence[Card]) -> Layup:
    """Returns the layup with a sheet of each kind of card, the fullest first; the kinds that fill
    no sheet share one, or as many as they need."""
    found = list[SheetRun]()
    for part in layup.parts:
        composer = layup.composer(part, Problems())
        capacity = part.grid.capacity if part.grid else 1

        def room(card: Card, composer: Composer | BilingualComposer = composer) -> float:
            sides = [composer.copyfit(card, side) for side in SIDES]
            return min(-1e6 if side.others else side.spare for side in sides)

        few = list[Card]()
        for kind in part.layout.kinds:
            own = [card for card in part.of(cards) if card.kind.name == kind]
            fullest = sorted(own, key=room)[:capacity]
            if len(fullest) < capacity:
                few += fullest
            else:
                found.append(SheetRun(part, arranged([fullest], "decks", capacity)))
        if few:
            found.append(SheetRun(part, arranged([few], "decks", capacity)))
    return layup._replace(runs=tuple(found))


_SHEETS_IN_A_PIECE = 8  # of a share


class Sheets:
    """The sheets of a layup, or its single cards without a grid, whose pages are made as they are
    asked for: all of them in order, or those of a share."""

    def __init__(self, layup: Layup, problems: Problems) -> None:
        self._layup, self._problems = layup, problems

    def __iter__(self) -> Iterator[Page]:
        for piece in self.of(WHOLE, self._problems, set()):
            yield from piece

    @cached_property
    def cards(self) -> int:
        """How many different cards are on them."""
        sheets = (places for run in self._layup.runs for places in run.sheets)
        return len({id(copy.card) for places in sheets for copy in places if copy})

    @cached_property
    def have_folios(self) -> bool:
        """Whether pages are numbered through the file, so that all of them are made in order."""
        return any(run.part.layout.folio for run in self._layup.runs)

    @cached_property
    def formes(self) -> Sequence[Forme | None]:
        """What the sheets of each run share; what is wrong with it is noted."""
        spec, runs, found = self._layup.spec, self._layup.runs, list[Forme | None]()
        count = sum(len(run.sheets) for run in runs)
        for part in (run.part for run in runs):
            warn(spec, part, self._problems)
            found.append(forme_of(spec, part, count, self._problems) if part.grid else None)
        return found

    def of(
        self, share: Share, problems: Problems, painted_elsewhere: set[str]
    ) -> Iterator[Iterator[Page]]:
        """Yields the pages of the share, a few sheets at a time; what is wrong with their faces is
        noted in problems. painted_elsewhere takes in the cards on sheets before them that are
        not the share's."""
        number, piece = 1, 0
        for run, forme in zip(self._layup.runs, self.formes, strict=True):
            pages_of = _maker_of_pages(self._layup, run, forme, share, piece, problems)
            for at in range(0, len(run.sheets), _SHEETS_IN_A_PIECE):
                sheets = run.sheets[at : at + _SHEETS_IN_A_PIECE]
                if share.has(piece):
                    yield pages_of(sheets, number + at)
                else:
                    painted_elsewhere |= {
                        copy.card.known_as for sheet in sheets for copy in sheet if copy
                    }
                piece += 1
            number += len(run.sheets)


def _maker_of_pages(
    layup: Layup,
    run: SheetRun,
    forme: Forme | None,
    share: Share,
    piece: int,
    problems: Problems,
) -> Callable[[Sequence[Places[Card]], int], Iterator[Page]]:
    """Returns a function that makes the pages of a few sheets of a run, given the number of the
    first of them; piece is the number of the run's first piece."""
    spec, layout = layup.spec, run.part.layout
    faces_on = _maker_of_faces(layup, run, share, piece, problems)
    backs_first = spec.shop is not None and spec.shop.profile.first == "backs"
    press = press_details_of(spec)
    legibility, numbers = Legibility(spec.house.fonts, spec.house.guise), count(1)

    def made(sheets: Sequence[Places[Card]], first: int) -> Iterator[Page]:
        composed = map(faces_on, sheets)
        if forme is None:
            cards = (card for places in composed for card in places if card)
            if folio := layout.folio:
                cards = (
                    tuple(_with_folio(face, folio, next(numbers), spec) for face in card)
                    for card in cards
                )
            return one_up(cards, layout.bleed, backs_first, press)
        return impose(composed, forme, first)

    def checked(sheets: Sequence[Places[Card]], first: int) -> Iterator[Page]:
        for page in made(sheets, first):
            if spec.proof:
                from cardgen.impose.proofs import proof_of  # few builds are proofs

                yield proof_of(page, layout.safe, spec.proof, _what_is_proofed(spec, spec.proof))
            else:
                _check_legible(page, layout, legibility, problems)
                yield page

    return checked


def _what_is_proofed(spec: Spec, proof: Proof) -> str:
    """Names the deck, the output and the date of the deck, in words."""
    from cardgen.jobs.instructions import date_in_words, words_of  # few builds are proofs

    date = date_in_words(spec.deck.date, words_of(spec.house))
    known = {"title": spec.deck.title.text, "output": spec.output.name, "date": date}
    return printed(fill(proof.line_of, known))


def _with_folio(placed: Placed, folio: Folio, number: int, spec: Spec) -> Placed:
    """Returns the page with its number, which screen readers skip as they have their own."""
    frame, ink = placed.frame, spec.house.neutrals["ink"]
    type_ = folio.style.type(folio.style.size_pt, 0.0, spec.deck.lang, spec.house.quotes)
    line = set_paragraph(str(number), type_, UNBROKEN)
    x, baseline = frame.width - folio.right, frame.height - folio.bottom
    item = Element("Artifact", line.runs_at(x, baseline, ink, "right"))
    return placed._replace(frame=frame._replace(items=(*frame.items, item)))


def _check_legible(
    page: Page, layout: CardLayout, legibility: Legibility, problems: Problems
) -> None:
    """Notes words beside the faces of a page that cannot be seen; a proof's label may lie on
    cards."""
    for fault in legibility.faults_of_sheet(page.frame):
        what = f'"{fault.words.strip()}", which stands beside the cards, cannot be seen there'
        fix = 'use a larger sheet, or an output without "slug"'
        problems.error("E314", layout.where, what, fix)


def plans(layup: Layup) -> list[RunPlan]:
    """Returns the plan of each run."""
    sheet = layup.spec.sheet
    return [
        RunPlan(
            width=run.part.layout.width,
            height=run.part.layout.height,
            page_width=_page(run)[0],
            page_height=_page(run)[1],
            cards=[card.id for card in run.cards],
            on_a_sheet=run.part.grid.capacity if run.part.grid else 1,
            sheets=len(run.sheets),
            formes=[sum(1 for _ in alike) for _, alike in groupby(run.sheets, _cards_of)],
            overs=sheet.overs if sheet else 0.0,
            cuts=_cuts(layup.spec, run),
            folds=folds(run.part.grid) if run.part.grid else (),
            filled=[card.id for card in run.fillers],
            shift=run.part.shift,
        )
        for run in layup.runs
    ]


def _cards_of(places: Places[Card]) -> list[str | None]:
    return [copy.card.id if copy else None for copy in places]


def _page(run: SheetRun) -> tuple[float, float]:
    layout, grid = run.part.layout, run.part.grid
    if grid:
        return grid.page_width, grid.page_height
    return layout.width + 2 * layout.bleed, layout.height + 2 * layout.bleed


def _cuts(spec: Spec, run: SheetRun) -> list[tuple[str, float]]:
    grid = run.part.grid
    if grid is None or spec.sheet is None or spec.sheet.cells:
        return []
    taken = {i for places in run.sheets for i, copy in enumerate(places) if copy}
    return list(cutting_list(grid, taken))


def _maker_of_faces(
    layup: Layup, run: SheetRun, share: Share, piece: int, problems: Problems
) -> Callable[[Places[Card]], tuple[Faces | None, ...]]:
    """Returns a function that composes the faces of a sheet's cards; those of a card with copies
    are composed once."""
    layout = run.part.layout
    spec, holding = layup.spec, elsewhere(layup, run.part)
    composer = layup.composer(run.part, problems, run.together, holding, spec.options.back_extra)
    copies = Counter(copy.card.known_as for places in run.sheets for copy in places if copy)
    kept: dict[str, Faces] = {}
    resolution = ResolutionCheck(spec.deck, problems)
    if not share.is_whole:
        sides = SIDES[:1] if spec.fronts_only else SIDES
        composer.size_in_shares(share.true_in_all, _cards_of_share(run, share, piece), sides)

    def composed(card: Card) -> Faces:
        if spec.fronts_only:  # whatever the back would be, nobody sees it
            return composer.face(card, "front"), Placed(0, 0, Frame(layout.width, layout.height))
        return composer.faces(card)

    made: Callable[[Card], Faces] = composed
    if layup.shared:
        made = layup.shared.for_run(layup.face_inputs(run), composed, problems)

    def faces(copy: Copy[Card] | None) -> Faces | None:
        if copy is None:
            return None
        name, count = copy.card.known_as, copies[copy.card.known_as]
        own = kept.get(name) or made(copy.card)
        for face in own if spec.options.on_paper else ():
            resolution.look_at(face.frame)
        if count > 1:
            kept[name] = own
        return tuple(
            _numbered(spec, face, number, copy.number, count) for number, face in enumerate(own, 1)
        )

    return lambda places: tuple(faces(copy) for copy in places)


def _cards_of_share(run: SheetRun, share: Share, piece: int) -> Callable[[int, Card], bool]:
    """Returns a function that tells whether a card of the deck, by its place there, is the share's
    to size: one that the share composes, or of those on no sheet its part."""
    owner: dict[str, int] = {}
    for index, places in enumerate(run.sheets):
        for copy in places:
            if copy:
                owner.setdefault(copy.card.id, piece + index // _SHEETS_IN_A_PIECE)
    return lambda index, card: share.has(owner.get(card.id, index))


def _numbered(spec: Spec, placed: Placed, number: int, copy: int, copies: int) -> Placed:
    """Returns the face as one of several copies of a card, with its number for screen readers."""
    if copies == 1 or placed.face is None:
        return placed
    face, words = placed.face, spec.house.words
    side = words["page-side" if spec.output.paged else face.side].text or ""
    known = {"name": face.name, "side": fill(side, {"page": str(number)})}
    known |= {"copy": str(copy), "copies": str(copies)}
    alt = fill(words["copy-alt"].text or "", known)
    return placed._replace(face=face._replace(copy=copy, alt=alt))
