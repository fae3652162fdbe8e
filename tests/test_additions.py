"""What an organisation adds to a deck: cards that say whose they are, and its logo."""

import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from command_line import run
from decks import AIRE, BUNDLED, elements_of, faces_of, layup_of, words_of
from pictures import quarters
from structure import dump

from cardgen.graphics.art import logo
from cardgen.graphics.frame import Frame
from cardgen.graphics.pixels.image_files import Pixels

NOTE = "Added by Aire Valley Hospitals"
# The outputs that show whole cards, and the smallest type of the note in each.
MARKED = {
    "facilitator": 10,
    "office": 10,
    "conversation": 7,
    "tarot": 8.5,
    "labels": 7,
    "handouts": 12,
    "large-print": 18,
    "reading": 13,
}
TOGETHER = {"discussed": 12, "contact-sheet": 10, "workbook": 11}
WITH_LOGO = ["facilitator", "office", "reading", "handouts", "temperature-check", "poster"]
WITH_LOGO += ["theme-posters", "team-result", "workbook"]
WITH_LOGO += ["overview", "contact-sheet", "discussed", "large-print", "wall-scale"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the deck of additions."""
    shutil.copytree(AIRE / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(project, written, instead):
    deck = project / "deck" / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    assert written in text
    deck.write_text(text.replace(written, instead), encoding="utf-8")


def paragraphs(*faces):
    """Each paragraph's words and the size of its type."""
    for face in faces:
        for element in elements_of(face.frame.items, "P"):
            runs = list(words_of([element]))
            yield "".join(run.text for run in runs), runs[0].size_pt


def figures(faces):
    return [e for face in faces for e in elements_of(face.frame.items, "Figure")]


# --- additions


@pytest.mark.parametrize("output", MARKED)
def test_an_addition_says_whose_it_is_once_and_other_cards_nothing(output):
    faces = faces_of(output, AIRE)
    for card in ("pace", "kindness"):
        assert [found for found in paragraphs(*faces[card]) if "Added" in found[0]] == [
            (NOTE, MARKED[output])
        ]
    assert "Added" not in "".join(text for text, _ in paragraphs(*faces["trust"]))


@pytest.mark.parametrize("output", TOGETHER)
def test_pages_of_all_cards_say_it_of_each_addition(output):
    (faces,) = (faces for faces in faces_of(output, AIRE).values())
    found = [found for found in paragraphs(*faces) if "Added" in found[0]]
    assert found == [(NOTE, TOGETHER[output])] * 2


def test_it_is_read_between_the_definition_and_the_theme(project):
    assert run("build", "cards", "--card", "kindness", "-o", "a.pdf").exit_code == 0
    told = dump((project / "a.pdf").read_bytes())
    places = [told.index(word) for word in ("makes it lighter", NOTE, "P [1] 'Our valley'")]
    assert places == sorted(places)


def test_without_by_it_is_just_an_addition(project):
    changed(project, "by: Aire Valley Hospitals\n", "")
    found = paragraphs(*faces_of("office", project)["pace"])
    assert ("An addition", 10) in list(found)


@pytest.mark.slow
def test_cards_that_are_none_are_as_they_were(project):
    before = {output: faces_of(output, AIRE)["trust"] for output in MARKED}
    changed(project, "by: Aire Valley Hospitals\n", "")
    changed(project, "    origin: addition\n", "")
    assert {output: faces_of(output, project)["trust"] for output in MARKED} == before


@pytest.mark.slow
def test_a_long_name_takes_more_lines_and_covers_nothing(project):
    long = "The Harrowbeck upon Tarn, Fernbridgeshire and Aire Valley Hospitals Foundation Trust"
    changed(project, "by: Aire Valley Hospitals", f"by: {long}")
    for output in MARKED:
        assert run("build", "-n", output).exit_code == 0
    front, _ = faces_of("conversation", project)["pace"]
    (note,) = [e for e in elements_of(front.frame.items, "P") if "Added" in words(e)]
    *_, footer = elements_of(front.frame.items, "P")
    lines = [run.y for run in words_of([note])]
    (baseline,) = {run.y for run in words_of([footer])}
    assert len(set(lines)) > 1 and max(lines) < baseline - 3


def words(element):
    return "".join(run.text for run in words_of([element]))


def test_a_name_that_no_font_can_set_is_told_of_where_it_stands(project):
    changed(project, "by: Aire Valley Hospitals", "by: Aire 🏥")
    told = run("build", "-n", "office").stderr
    assert "error[E303]" in told and "--> deck/deck.yaml:8:5" in told


def test_cards_beside_a_decks_own_are_not_marked():
    assert layup_of("office").spec.extra.cards == ()
    printed = run(
        "build", "office", "--add", "theme-cards,scale,blank", "-o", "-", "--card", "trust"
    )
    pages = pypdfium2.PdfDocument(printed.stdout_bytes)
    assert "ddition" not in "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_words_of_ones_own_that_lack_those_of_additions_are_refused(project):
    words = (BUNDLED / "layouts" / "languages" / "en.yaml").read_text(encoding="utf-8")
    (project / "layouts" / "languages").mkdir(parents=True)
    lacking = words.replace("an-addition:", "some-addition:")
    (project / "layouts" / "languages" / "en.yaml").write_text(lacking, encoding="utf-8")
    assert "error[E217]: these labels are missing: an-addition" in run("check").stderr


# --- the logo


@pytest.mark.parametrize("output", WITH_LOGO)
def test_the_logo_is_a_figure_once_on_a_page_in_its_own_shape(output):
    faces = faces_of(output, AIRE)
    bearing = faces["title"] if "title" in faces else next(iter(faces.values()))
    figure, *others = [e for e in figures(bearing) if e.alt == "Aire Valley Hospitals"]
    assert len(others) == (2 if output == "theme-posters" else 0)  # on three posters
    (placed,) = figure.items
    assert placed.width / placed.height == pytest.approx(3)  # as its view box has it
    assert {path.fill.rgb for path in placed.frame.items} == {
        *((156, 61, 117), (255, 255, 255), (217, 160, 195)),
    }


def test_cards_to_deal_have_no_logo():
    for output in ("facilitator", "office", "conversation", "tarot", "labels"):
        faces = faces_of(output, AIRE)
        assert not [e for e in figures(faces["pace"]) if e.alt == "Aire Valley Hospitals"]


@pytest.mark.slow
@pytest.mark.parametrize("output", WITH_LOGO)
def test_nothing_comes_within_three_millimetres_of_it(output, project):
    field = '<svg viewBox="0 0 120 40"><path d="M0 0h120v40h-120z" fill="#FE01FE"/></svg>'
    (project / "deck" / "logo.svg").write_text(field, encoding="utf-8")
    assert run("build", output, "-o", "a.pdf").exit_code == 0
    with pypdfium2.PdfDocument(project / "a.pdf") as pages:
        last = len(pages) - 1  # of a wall scale or a workbook, which have it there
        page = pages[last if output in ("wall-scale", "workbook") else 0]
        seen = page.render(scale=2, no_smoothpath=True).to_numpy()[:, :, :3].astype(int)
    rows, columns = np.nonzero(abs(seen - (0xFE, 0x01, 0xFE)).sum(axis=2) < 9)
    (top, bottom), (left, right) = ((at.min(), at.max() + 1) for at in (rows, columns))
    clear = int(3 * 2 * 72 / 25.4)
    around = seen[top - clear : bottom + clear, left - clear : right + clear]
    beside = np.ones(around.shape[:2], dtype=bool)
    beside[clear - 1 : 1 - clear, clear - 1 : 1 - clear] = False
    assert (around[beside] == 255).all()


def test_without_one_there_is_nothing_even_where_a_layout_does_not_ask(project):
    changed(project, "logo: {file: logo.svg, alt: Aire Valley Hospitals}\n", "")
    poster = Path("layouts", "pages", "poster", "together.yaml")
    asking = (BUNDLED / poster).read_text(encoding="utf-8")
    bold = asking.replace("{when: logo, logo:", "{logo:")
    assert bold != asking
    other = shutil.copytree(project / "deck", project / "other" / "deck").parent
    (other / poster).parent.mkdir(parents=True)
    (other / poster).write_text(bold, encoding="utf-8")
    assert faces_of("poster", other) == faces_of("poster", project)


@pytest.mark.parametrize(
    ("own", "width", "height"), [((120, 40), 42, 14), ((40, 40), 20, 20), ((20, 40), 10, 20)]
)
def test_a_logo_is_as_large_as_it_can_be_undistorted(own, width, height):
    found = logo(Frame(*own), 42, 20)
    assert (found.width, found.height) == pytest.approx((width, height))
    pixels = Pixels("a.png", own, 1, True)
    (image,) = logo(pixels, 42, 20).items
    assert (image.width, image.height) == pytest.approx((width, height))


@pytest.mark.slow
def test_every_page_of_the_bundled_deck_has_room_for_one(tmp_path, monkeypatch):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    quarters((600, 600)).save(tmp_path / "deck" / "logo.png")
    changed(tmp_path, "\nrights:", "\nlogo: {file: logo.png, alt: Four fields}\nrights:")
    assert run("check").stderr.splitlines()[:-1] == []


def test_a_coarse_logo_is_told_of(project):
    quarters((90, 60)).save(project / "deck" / "logo.png")
    changed(project, "logo.svg", "logo.png")
    told = run("build", "-n", "office").stderr
    assert '"logo.png" is printed at 117 ppi: 90 × 60 pixels, 20 × 13 mm\n' in told
    assert "--> deck/deck.yaml:9:14" in told
