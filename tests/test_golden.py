"""Finished faces and sheets as text: a change of layout shows as a difference one can read."""

from pathlib import Path

import pytest
from decks import ALLOTMENT, faces_of, pages_of
from golden import same_as

from cardgen.describe import describe
from cardgen.frame import Frame, Placed
from cardgen.printing import Printing
from cardgen.read.files import BUNDLED

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("output", "folder", "card"),
    [
        *(("facilitator", BUNDLED, card) for card in ("title", "overview", "how-to")),
        *(("facilitator", BUNDLED, card) for card in ("collaboration-co-creation", "trust")),
        ("facilitator", BUNDLED, "vision-shared-direction"),
        *(("squares", ALLOTMENT, card) for card in ("compost", "butts", "shed", "gate")),
    ],
)
def test_a_face_stands_as_it_did(output, folder, card):
    front, back = faces_of(output, folder)[card]
    text = f"front {describe(front.frame)}\n\nback {describe(back.frame)}\n"
    same_as(PAGES / f"{output}-{card}.txt", text)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_sheet_stands_as_it_did(flip):
    """Without what is on the faces: only where they stand."""
    text = ""
    for page in pages_of("facilitator", printing=Printing(flip=flip))[-2:]:
        items = tuple(
            Placed(i.x, i.y, Frame(i.frame.width, i.frame.height), i.turn, i.bleed, i.face)
            if isinstance(i, Placed) and i.face
            else i
            for i in page.frame.items
        )
        text += describe(Frame(page.frame.width, page.frame.height, items)) + "\n\n"
    same_as(PAGES / f"sheet-{flip}.txt", text)
