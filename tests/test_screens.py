"""Faces for screens: pictures and slides, at the trim and nothing beyond it."""

import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy
import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED
from PIL import Image
from pptx import Presentation

import cardgen

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unpacked(data):
    with ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def made(output="screen", **more):
    return cardgen.open(BUNDLED).build(output, **more).files[0]


def pixels(data):
    return numpy.asarray(Image.open(BytesIO(data)))


def test_one_command_makes_a_picture_of_every_face():
    result = run("build", "screen", "--pixels", "120")
    assert result.exit_code == 0
    assert "16 cards, 32 faces, to show on a screen" in result.stderr
    names = list(unpacked(Path("build/screen-png-120-pixels.zip").read_bytes()))
    assert len(names) == 32
    assert names[0] == "00-title-front.png"
    assert names[6:8] == ["01-authenticity-front.png", "01-authenticity-back.png"]


@pytest.mark.parametrize(("ppi", "size"), [(300, (1240, 1748)), (100, (413, 583))])
def test_a_picture_ends_at_the_trim_in_whole_pixels(ppi, size):
    (front, _) = unpacked(made(cards="trust", ppi=ppi).data).values()
    picture = Image.open(BytesIO(front))
    assert (picture.size, picture.mode) == (size, "RGB")  # of 105 × 148 mm
    assert round(picture.info["dpi"][0]) == ppi
    edges = pixels(front)
    # The colour of the card to the last pixel, with no paper at the edge.
    for edge in (edges[0], edges[-1], edges[:, 0], edges[:, -1]):
        assert not (edge == 255).all(axis=1).any()
    assert len({tuple(pixel) for pixel in (*edges[-1], *edges[-8])}) == 1


@pytest.mark.parametrize(
    ("options", "size"),
    [({"pixels": 500}, (355, 500)), ({"ppi": 100}, (413, 583)), ({"pixels": 1}, (1, 1))],
)
def test_the_longer_edge_or_the_resolution_says_how_large_pictures_are(options, size):
    for data in unpacked(made(cards="trust", **options).data).values():
        assert Image.open(BytesIO(data)).size == size


def test_corners_are_rounded_and_see_through():
    (front, back) = unpacked(made(cards="trust", pixels=740, corners=5).data).values()
    for data in (front, back):
        cover = pixels(data)[:, :, 3]
        assert [cover[y, x] for y in (0, -1) for x in (0, -1)] == [0] * 4
        # A quarter circle of 25 pixels, less its square, at each corner.
        assert (255 * cover.size - cover.sum(dtype=int)) / 255 == pytest.approx(537, rel=0.05)
    (drawing, _) = unpacked(made(cards="trust", corners=5, format="svg").data).values()
    assert b'rx="500"' in drawing


def test_pictures_are_of_the_cards_and_backs_that_are_chosen():
    own = unpacked(made(themes="Being", format="svg").data)
    assert list(own) == [
        f"{card}-{side}.svg"
        for card in ("01-authenticity", "02-mindset", "03-resilience-bravery-courage")
        for side in ("front", "back")
    ]
    other = unpacked(made(themes="Being", format="svg", back="prompts").data)
    assert [own[name] == other[name] for name in own] == [True, False] * 3


def test_any_output_of_cards_can_be_shown_on_a_screen():
    pictures = unpacked(made(output="office", cards="trust", format="png", pixels=296).data)
    assert [Image.open(BytesIO(data)).size for data in pictures.values()] == [(209, 296)] * 2
    file = cardgen.open(ALLOTMENT).build("squares", format="svg").files[0]
    assert file.name == "squares-svg.zip" and len(unpacked(file.data)) > 2
    pages = unpacked(made(output="large-print", cards="trust", format="svg").data)
    assert list(pages)[:1] == ["06-trust-page-1.svg"]


def test_a_slide_shows_a_face_and_tells_it():
    show = Presentation(BytesIO(made(cards="trust", format="pptx", pixels=300).data))
    assert (show.slide_width / show.slide_height) == pytest.approx(16 / 9)
    front, back = show.slides
    assert [slide.shapes.title.text for slide in (front, back)] == ["Trust, front", "Trust, back"]
    assert front.shapes.title.top + front.shapes.title.height <= 0  # named, and out of sight
    for slide in (front, back):
        _, face = slide.shapes
        assert face.name == slide.shapes.title.text
        assert face.left == pytest.approx(show.slide_width - face.left - face.width, abs=2)
        assert face.top == pytest.approx(show.slide_height - face.top - face.height, abs=2)
        assert face.width / face.height == pytest.approx(105 / 148, rel=0.01)
        words = slide.notes_slide.notes_text_frame.text
        assert face._element.nvPicPr.cNvPr.get("descr") == words
        langs = slide._element.xpath("//a:rPr/@lang")
        assert set(langs) == {"en-GB"}
    assert "Trust in & enable others" in back.notes_slide.notes_text_frame.text
    facts = show.core_properties
    assert (facts.title, facts.language) == ("Doing Things Differently", "en-GB")
    assert facts.created.isoformat()[:10] == "2026-11-24"


@pytest.mark.parametrize("form", ["png", "svg", "pptx"])
def test_the_same_cards_make_the_same_bytes(form):
    digests = {sha256(made(cards="trust", format=form).data).hexdigest() for _ in range(2)}
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("screen --format svg --ppi 100", "--ppi can only be used for pictures made of pixels"),
        ("office --pixels 100", "--pixels can only be used for pictures made of pixels"),
        ("screen --ppi 100 --pixels 100", "--ppi and --pixels both say how large pictures are"),
        ("reading --format html --corners 3", "and for screens: --format png, svg, pptx"),
        ("screen --copies 2", "--copies can only be used for PDF"),
        ("screen --sheet a4", "--sheet can only be used for PDF"),
        ("screen --draft", "--draft can only be used for PDF; --format png has no sheets"),
        ("screen --corners 40", "17 mm at most, or they would cut into the safe area"),
        ("screen --format svg -o mine.svg", "has the suffix of svg but would be zip"),
        ("press --format png --ticket", "--ticket can only be used for PDF"),
    ],
)
def test_options_that_do_not_apply_are_refused(typed, told):
    result = run("build", *typed.split())
    assert result.exit_code == 2 and told in result.stderr


@pytest.mark.parametrize(
    ("form", "package", "extra"),
    [("png", "pypdfium2", "preview"), ("pptx", "pypdfium2", "preview"), ("pptx", "pptx", "office")],
)
@pytest.mark.parametrize("dry", [[], ["-n"]])
def test_a_part_that_is_not_installed_is_named(form, package, extra, dry, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    result = run("build", "screen", "--format", form, *dry)
    assert result.exit_code == 4 and f"[{extra}]" in result.stderr


def test_svg_needs_no_optional_part(monkeypatch):
    for package in ("pypdfium2", "pptx"):
        monkeypatch.setitem(sys.modules, package, None)
    assert len(unpacked(made(cards="trust", format="svg").data)) == 2


def test_a_dry_run_and_json_tell_what_would_be_made():
    result = run("build", "screen", "--card", "trust", "-n")
    assert "1 card, 2 faces" in result.stderr
    assert "would write build/screen-png-trust.zip" in result.stderr
