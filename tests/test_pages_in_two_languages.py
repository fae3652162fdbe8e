"""Pages in Welsh, whose words are longer: nothing touches, and as many pages as are announced."""

import io
import shutil

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from command_line import run
from decks import BUNDLED, BWRDD
from pypdf import PdfReader

import cardgen

MM = 25.4 / 72
FROM_THE_EDGE = 2  # mm at least, from words to the edge of their field or to a line
PAGES = ["handouts", "temperature-check", "discussed", "poster", "theme-posters", "overview"]
PAGES += ["contact-sheet", "team-result", "wall-scale", "large-print", "reading"]


@pytest.fixture
def page_of():
    """The first page of an output of the deck in Welsh."""

    def made(output):
        data = cardgen.open(BWRDD, languages=["cy"]).build(output).files[0].data
        return pypdfium2.PdfDocument(data)[0]

    return made


def box_of(page, words):
    """Where words stand first, in mm from the left and from the foot: left, bottom, right, top."""
    text = page.get_textpage()
    at, count = text.search(words, match_case=True).get_next()
    boxes = [text.get_charbox(at + index) for index in range(count)]
    edges = zip(*boxes, strict=True)
    return [MM * of(edge) for of, edge in zip((min, min, max, max), edges, strict=True)]


def paths(page):
    """Every path, as left, bottom, right and top in mm."""
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=9):
        left, bottom, right, top = (MM * edge for edge in item.get_bounds())
        yield left, bottom, right, top


def test_the_word_over_the_stars_ends_with_the_table_and_apart_from_the_scale(page_of):
    page = page_of("temperature-check")
    left, _, right, _ = box_of(page, "Trafod")
    assert right <= 210 - 14
    assert left - box_of(page, "Cadarnhaol")[2] >= FROM_THE_EDGE


@pytest.mark.parametrize("output", ["temperature-check", "team-result"])
def test_the_line_for_the_date_begins_after_its_word(page_of, output):
    page = page_of(output)
    _, bottom, right, top = box_of(page, "Dyddiad")
    height = (bottom + top) / 2
    line = min(path[0] for path in paths(page) if path[0] > right - 3 and abs(path[1] - height) < 5)
    assert line - right >= FROM_THE_EDGE


@pytest.mark.slow
@pytest.mark.parametrize("output", PAGES)
@pytest.mark.parametrize("languages", ["cy,en", "en,cy", "cy"])
def test_as_many_pages_are_made_as_are_announced(tmp_path, output, languages):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    made = run("-C", tmp_path, "--lang", languages, "build", output, "-o", "made.pdf")
    assert made.exit_code == 0, made.stderr
    count = len(PdfReader(io.BytesIO((tmp_path / "made.pdf").read_bytes())).pages)
    assert f" → {count} page" in made.stdout + made.stderr


def test_a_word_too_long_to_stand_over_the_stars_is_refused_at_its_place(tmp_path):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    words = (BUNDLED / "layouts/languages/en.yaml").read_text("utf-8")
    own = tmp_path / "layouts/languages/en.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(words.replace("\ntalk: Talk\n", "\ntalk: Talk about it\n"), "utf-8")
    result = run("-C", tmp_path, "build", "temperature-check", "-o", "made.pdf")
    assert result.exit_code == 1
    assert "does not fit beside the scale's words" in result.stderr
    assert "layouts/languages/en.yaml:" in result.stderr
