"""Cards → their faces as drawings for a screen, with what is wrong beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from cardgen.graphics.frame import SIDES, Placed, Side
from cardgen.jobs.larger_outputs import elsewhere
from cardgen.jobs.layup import CardsOnSheet, Layup, laid_up
from cardgen.jobs.runs import with_copies
from cardgen.jobs.screens import face_title
from cardgen.jobs.spec import Spec
from cardgen.model.deck import Card
from cardgen.model.options import Options
from cardgen.output.pictures.reading_order import words_in_order
from cardgen.output.pictures.svg import face_svg
from cardgen.problems import Found, Problems, Unsupported, known
from cardgen.read.files import Sources
from cardgen.read.output import output_names
from cardgen.typeset.faces.resolution import ResolutionCheck


@dataclass(frozen=True, slots=True)
class FaceDrawing:
    """One face of a card at its trim, or with its bleed, or one of its pages: card and theme are
    ids, name is what the card is called, part counts its pages, and width and height are in mm.

    alt has the words in the order in which they are read, a line for each paragraph. svg is one
    picture that needs no font and no other file; its ids are its own, so that different faces can
    stand within one page.
    """

    card: str
    name: str
    theme: str | None
    side: Side
    part: int
    width: float
    height: float
    alt: str = field(repr=False)
    svg: str = field(repr=False)

    def as_data(self) -> dict[str, Any]:
        """Returns the face as JSON has it."""
        return asdict(self)


def draw_faces(
    sources: Sources, output: str, options: Options, side: Side | None
) -> Found[FaceDrawing]:
    """Returns the faces of the cards that the options choose, as the output has them, with the
    bleed that a print shop of the options wants, and of a deck with errors those that can be drawn
    all the same.

    Raises Unsupported for cards, backs and sides that there are not.
    """
    known("output", output, output_names(sources))
    if side is not None:
        known("side", side, SIDES)
    problems = Problems()
    layup = laid_up(sources, output, options, problems)
    if layup is None:
        return Found((), problems)
    try:
        chosen = layup.spec.chosen()
    except Unsupported:
        if problems.fatal:  # which may be why a card is missing
            return Found((), problems)
        raise
    drawings = [
        _drawing(layup.spec, card, placed, part.layout.bleed if options.profile else 0.0)
        for card, part, faces in faces_of(with_copies(layup, chosen, 1), problems, side)
        for placed in faces
    ]
    return Found(drawings, problems)


def faces_of(
    layup: Layup, problems: Problems, side: Side | None = None
) -> Iterator[tuple[Card, CardsOnSheet, tuple[Placed, ...]]]:
    """Yields the cards of all runs, or those that show them together, with their faces on one side
    or on both.

    Raises Unsupported for a side that the output has not.
    """
    spec, resolution = layup.spec, ResolutionCheck(layup.spec.deck, problems)
    for run in layup.runs:
        composer = layup.composer(run.part, problems, run.together, elsewhere(layup, run.part))
        for copy in (copy for places in run.sheets for copy in places if copy):
            faces = composer.faces(copy.card)
            if spec.sheet and spec.sheet.one_sided:
                faces = faces[:1]
            faces = tuple(face for face in faces if side in (None, _side(face)))
            if not faces:
                raise Unsupported(f'"{spec.output.name}" has no backs')
            for face in faces:
                resolution.look_at(face.frame)
            yield copy.card, run.part, faces


def _side(placed: Placed) -> Side:
    return placed.face.side if placed.face else "front"


def _drawing(spec: Spec, card: Card, placed: Placed, bleed: float) -> FaceDrawing:
    face, frame = placed.face, placed.frame
    assert face  # a composer's faces have one
    title = face_title(spec.house, placed, spec.output.paged)
    return FaceDrawing(
        card=face.card,
        name=face.name,
        theme=card.theme.id if card.theme else None,
        side=face.side,
        part=face.part,
        width=frame.width + 2 * bleed,
        height=frame.height + 2 * bleed,
        alt=words_in_order(frame.items),
        svg=face_svg(placed, spec.house.fonts, title, card.lang, bleed=bleed),
    )
