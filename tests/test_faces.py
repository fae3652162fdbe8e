"""Faces for a screen: their SVG, their words, and what is told where a deck has errors."""

import json
import re
from io import BytesIO
from pathlib import Path as File
from xml.etree import ElementTree

import numpy
import pytest
from decks import ALLOTMENT, BUNDLED, BWRDD
from frames import BLACK, FONTS, TEAL, line, says
from PIL import Image as Pictures
from test_interface import DECK

import cardgen
from cardgen.graphics.frame import (
    Box,
    Element,
    Face,
    Frame,
    Line,
    Path,
    Placed,
)
from cardgen.output.pictures.reading_order import words_in_order
from cardgen.output.pictures.svg import face_svg

PAGES = File(__file__).parent / "pages"
SVG = "{http://www.w3.org/2000/svg}"


def svg_of(*items, corner=0.0, name="Trust, front"):
    face = Face("trust", "Trust", None, "front")
    return face_svg(Placed(0, 0, Frame(60, 90, items), face=face), FONTS, name, "en-GB", corner)


def test_a_face_is_drawn_in_whole_hundredths_of_a_millimetre(same_as):
    ring = (("M", 10, 10), ("L", 20, 10), ("C", 20, 15, 15, 20, 10, 20), ("L", 4.123, 10), ("Z",))
    art = Frame(10, 10, (Box(-2, -2, 14, 14, TEAL), Line(0, 0, 10, 10, BLACK, 1)))
    text = svg_of(
        Box(-3, -3, 66, 96, TEAL),
        Placed(20, 30, art, turn=90, bleed=(0, 0, 0, 0), radius=2),
        Path(ring, BLACK),
        Box(1, 2, 3, 4, stroke=BLACK, stroke_pt=0.5, radius=1),
        says("H", "Tt <&> To", font="Title", size=20),
        Element("Artifact", (line("not read", 5, 80),)),
        corner=3,
    )
    same_as(PAGES / "face.svg", re.sub("(?=<(?!/))", "\n", text).lstrip() + "\n")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 60 90" and root.get("width") == "60mm"
    told = {one.tag.removeprefix(SVG): one.text for one in root if one.text}
    assert told == {"title": "Trust, front", "desc": "Tt <&> To"}


def test_each_outline_of_a_glyph_stands_once_and_whatever_is_referred_to_exists():
    text = svg_of(says("P", "to and to and too"), says("P", "to", font="Title"))
    ids = re.findall(' id="([^"]+)"', text)
    used = re.findall('href="#([^"]+)"', text) + re.findall(r"url\(#([^)]+)\)", text)
    assert len(ids) == len(set(ids)) and set(used) <= set(ids)
    assert len(set(used)) == len("toand") + len("to") and len(used) == len("toandtoandtoo") + 2


def test_marks_stand_where_their_font_puts_them():
    (word,) = line("x\u0302\u0301y").words
    assert any(round(glyph.dy) for glyph in word.glyphs)
    uses = re.findall("<use [^>]*>", svg_of(says("P", "x\u0302\u0301y")))
    x, placed = 0.0, []
    for glyph in word.glyphs:
        placed.append((round(x + glyph.dx), round(-glyph.dy)))
        x += glyph.advance
    found = [
        tuple(
            int(value[1]) if (value := re.search(f'{name}="(-?\\d+)"', use)) else 0 for name in "xy"
        )
        for use in uses
    ]
    assert found == placed


def test_faces_that_differ_have_no_id_in_common():
    texts = svg_of(says("P", "to")), svg_of(says("P", "ot")), svg_of(says("P", "to"), name="Care")
    ids = [set(re.findall(' id="([^"]+)"', text)) for text in texts]
    assert len(set.union(*ids)) == sum(map(len, ids))


def test_words_are_told_in_the_order_of_reading_a_line_for_each_block():
    item = Element("LI", (says("Lbl", "+"), Element("LBody", (says("P", "Asks first"),))))
    cells = Element("TR", (says("TH", "Trust"), says("TD", "Builds it")))
    marked = Element("P", (line("Be "), says("Em", "kind "), line("always")))
    drawn = Element("Figure", (line("-3 0 +3"),), alt="A scale")
    running = Element("Artifact", (line("Page 1"),))
    items = says("H", "Trust"), Element("L", (item, item)), cells, marked, drawn, running
    placed = Placed(0, 0, Frame(60, 90, items))
    assert words_in_order((placed,)).split("\n") == [
        *("Trust", "+ Asks first", "+ Asks first", "Trust Builds it"),
        *("Be kind always", "A scale"),
    ]


def pixels(data):
    return numpy.asarray(Pictures.open(BytesIO(data)).convert("RGB"), dtype=float)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "output", "card", "side"),
    [
        (BUNDLED, "cards", "title", "front"),
        (BUNDLED, "cards", "trust", "front"),
        (BUNDLED, "cards", "trust", "back"),
        (BUNDLED, "office", "delivery", "back"),
        (BUNDLED, "conversation", "vision-shared-direction", "back"),
        (BUNDLED, "handouts", "trust", "front"),
        (ALLOTMENT, "squares", None, "front"),
    ],
)
def test_a_browser_draws_a_face_as_its_pdf_is_drawn(folder, output, card, side, browser):
    project = cardgen.open(folder)
    chosen = {"cards": [card or project.list("cards")[0]["id"]], "side": side}
    (drawing,) = project.faces(output, **chosen)
    assert "<text" not in drawing.svg
    wide, high = round(drawing.width * 8), round(drawing.height * 8)
    view = browser.new_page(viewport={"width": wide, "height": high})
    style = (
        f"<style>body {{margin: 0}} svg {{display: block; width: {wide}px; height: auto}}</style>"
    )
    view.set_content(style + drawing.svg)
    seen = pixels(view.screenshot())
    view.close()
    shown = Pictures.open(BytesIO(project.preview(output, **chosen, ppi=406).data)).convert("RGB")
    edge = round((shown.width * 25.4 / 406 - drawing.width) / 2 * 406 / 25.4)
    cut = (edge, edge, shown.width - edge, shown.height - edge)
    printed = numpy.asarray(shown.crop(cut).resize((wide, high), Pictures.Resampling.BOX), float)
    apart = numpy.abs(seen - printed).max(axis=2)
    assert apart.mean() < 3  # the smoothing of edges
    # Nothing that one of them draws is missing in the other, or lies elsewhere by half a mm.
    blocks = apart[: high // 4 * 4, : wide // 4 * 4].reshape(high // 4, 4, wide // 4, 4)
    assert blocks.mean(axis=(1, 3)).max() < 90


def test_a_face_of_the_deck_is_small():
    sizes = [len(face.svg) for face in cardgen.open(BUNDLED).faces()]
    assert len(sizes) == 32 and max(sizes) < 50_000 and sum(sizes) / len(sizes) < 30_000


def test_faces_are_values_in_the_order_of_the_deck():
    faces = cardgen.open(BUNDLED).faces(cards=["trust", "title"])
    assert [(face.card, face.side) for face in faces] == [
        *(("title", "front"), ("title", "back"), ("trust", "front"), ("trust", "back")),
    ]
    front = faces[2]
    assert (front.name, front.theme) == ("Trust", "relating-and-communicating")
    assert (front.width, front.height, front.part) == (105, 148, 1)
    assert front.alt.startswith("Trust\nBuilds trust to promote empathy")
    assert "<title" in front.svg and ">Trust, front<" in front.svg
    assert len(repr(front)) < 200 and faces.problems == ()
    assert json.loads(json.dumps(front.as_data()))["alt"] == front.alt


def test_a_side_and_a_back_can_be_chosen_and_a_name_that_is_wrong_is_refused():
    project = cardgen.open(BUNDLED)
    (own,), (other,) = (
        project.faces(cards="trust", side="back", back=back) for back in (None, "prompts")
    )
    assert own.side == other.side == "back" and own.alt != other.alt
    with pytest.raises(cardgen.Unsupported, match="did you mean"):
        project.faces(cards="trusst")
    with pytest.raises(cardgen.Unsupported, match="no side"):
        project.faces(side="left")
    with pytest.raises(cardgen.Unsupported, match="has no backs"):
        project.faces("handouts", side="back")


def test_a_face_in_two_languages_says_so_in_its_words():
    front, _ = cardgen.open(BWRDD, languages=["en", "cy"]).faces(
        cards=[cardgen.open(BWRDD).list("cards")[0]["id"]]
    )
    assert front.width == 210 and len(front.alt.split("\n")) >= 4


def test_faces_are_drawn_even_where_their_words_do_not_fit():
    long = {**DECK["cards"][0], "definition": "Hears what is meant " * 60}
    faces = cardgen.open({**DECK, "cards": [long, DECK["cards"][1]]}).faces()
    assert [face.card for face in faces] == ["listening", "listening", "pace", "pace"]
    assert faces.fatal and "needs 76.3 mm more height" in faces.problems[0].what
    assert faces[0].alt.count("Hears what is meant") == 60


def test_a_card_that_cannot_be_read_leaves_the_others_to_be_drawn():
    broken = {"id": "empty", "kind": "behaviour", "name": "Empty"}
    project = cardgen.open({**DECK, "cards": [*DECK["cards"], broken]})
    faces = project.faces()
    assert {face.card for face in faces} == {"listening", "pace"} and faces.fatal
    only = project.faces(cards="empty")
    assert list(only) == [] and 'needs "definition"' in only.problems[0].what


def test_of_a_deck_that_cannot_be_read_there_are_only_the_problems():
    faces = cardgen.open({**DECK, "lang": "?"}).faces()
    assert list(faces) == [] and faces.fatal
