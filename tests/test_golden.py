"""Finished faces and sheets as text: a change of layout shows as a difference one can read."""

from pathlib import Path

import pytest
from decks import ALLOTMENT, faces_of, pages_of

from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Frame, Placed
from cardgen.jobs.layup import laid_up
from cardgen.jobs.test_sheet import aid_pages, read_aids
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.files import BUNDLED
from cardgen.read.project import find_sources
from cardgen.typeset.faces.composer import Composer

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("output", "folder", "card"),
    [
        *(("facilitator", BUNDLED, card) for card in ("title", "overview", "how-to")),
        *(("facilitator", BUNDLED, card) for card in ("collaboration-co-creation", "trust")),
        ("facilitator", BUNDLED, "vision-shared-direction"),
        *(("office", BUNDLED, card) for card in ("title", "overview", "how-to", "trust")),
        *(("office", BUNDLED, card) for card in ("vision-shared-direction", "delivery")),
        ("labels", BUNDLED, "relationships-advocacy"),
        *(("tarot", BUNDLED, card) for card in ("trust", "doing-things-differently")),
        ("conversation", BUNDLED, "relationships-advocacy"),
        ("clear-print", BUNDLED, "trust"),
        *(("squares", ALLOTMENT, card) for card in ("compost", "butts", "shed", "gate")),
    ],
)
def test_a_face_stands_as_it_did(output, folder, card, same_as):
    front, back = faces_of(output, folder)[card]
    text = f"front {describe(front.frame)}\n\nback {describe(back.frame)}\n"
    same_as(PAGES / f"{output}-{card}.txt", text)


@pytest.mark.parametrize("back", ["prompts", "positive", "scale", "notes", "theme"])
@pytest.mark.parametrize("output", ["facilitator", "office"])
def test_another_back_stands_as_it_did(output, back, same_as):
    _, face = faces_of(output, options=Options(back=back))["trust"]
    same_as(PAGES / f"{output}-trust-back-{back}.txt", f"{describe(face.frame)}\n")


@pytest.mark.parametrize("output", ["facilitator", "office"])
def test_a_card_beside_the_decks_own_stands_as_it_did(output, same_as):
    problems, add = Problems(), ("theme-cards", "scale", "commitment", "blank")
    layup = laid_up(find_sources(BUNDLED, None), output, Options(add=add), problems)
    composer = Composer(layup.spec.deck, layup.parts[0].layout, layup.spec.house, problems)
    for card in layup.spec.extra.cards:
        if card.theme is None or card.theme.id == "leading-and-visioning":
            front, back = composer.faces(card)
            text = f"front {describe(front.frame)}\n\nback {describe(back.frame)}\n"
            same_as(PAGES / f"{output}-more-{card.kind.name[5:]}.txt", text)
    assert problems == []


@pytest.mark.parametrize(
    ("name", "output", "options"),
    [
        ("short", "facilitator", Options(flip="short")),
        ("long", "facilitator", Options(flip="long")),
        ("office", "office", Options()),
        ("folded", "facilitator", Options(fold=True)),
        ("proof", "office", Options(proof=True)),
        ("labels", "labels", Options(start_at=5)),
    ],
)
def test_a_sheet_stands_as_it_did(name, output, options, same_as):
    """Without what is on the faces: only where they stand."""
    text = ""
    for page in pages_of(output, options=options)[-2:]:
        items = tuple(
            Placed(i.x, i.y, Frame(i.frame.width, i.frame.height), i.turn, i.bleed, i.face)
            if isinstance(i, Placed) and i.face
            else i
            for i in page.frame.items
        )
        text += describe(Frame(page.frame.width, page.frame.height, items)) + "\n\n"
    same_as(PAGES / f"sheet-{name}.txt", text)


@pytest.mark.parametrize(
    ("output", "card", "warned"),
    [
        *(("handouts", card, ()) for card in ("collaboration-co-creation", "trust")),
        ("large-print", "community-holistic-thinking", ()),
        *(("reading", card, ()) for card in ("title", "overview", "how-to", "trust")),
        ("temperature-check", "together", ()),
        ("discussed", "together", ("W405",)),
        ("contact-sheet", "together", ()),
        ("overview", "together", ()),
        ("poster", "together", ()),
        ("theme-posters", "together", ()),
        ("wall-scale", "together", ()),
        ("tuck-box", "together", ()),
        ("dividers", "together", ()),
        ("leaflet", "together", ()),
        ("team-result", "together", ()),
        ("workbook", "together", ()),
    ],
)
def test_a_page_stands_as_it_did(output, card, warned, same_as):
    found = [
        describe(item.frame)
        for page in pages_of(output, warned=warned)
        for item in page.frame.items
        if isinstance(item, Placed) and item.face and item.face.card == card
    ]
    same_as(PAGES / f"{output}-{card}.txt", "\n\n".join(found) + "\n")


@pytest.mark.parametrize(
    ("aid", "size"), [("portrait", (210, 297)), ("landscape", (297, 210)), ("reload", (210, 297))]
)
def test_an_aid_stands_as_it_did(aid, size, same_as):
    problems = Problems()
    aids = read_aids(find_sources(BUNDLED, None), problems)
    pages = aid_pages(aids, aid, *size, 1 if aid == "reload" else 2, problems)
    text = "\n\n".join(f"{page.side} {describe(page.frame)}" for page in pages)
    assert problems == []
    same_as(PAGES / f"aid-{aid}.txt", text + "\n")
