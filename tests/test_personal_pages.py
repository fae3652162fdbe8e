"""Pages for one person after another: painted once but for the names, and written once as well."""

from io import BytesIO

import pytest
from pypdf import PdfReader

import cardgen
from cardgen.jobs import made_pages, runs
from cardgen.output.pdf.personal_page import NamePainter, PersonalPage

# Those who run tests may have threads of their own.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"
PEOPLE = ["Ann Lee", "Bo Ek", LONG, "Zoë Müller-Ó Briain", "Ŵyn ap Gwilym", "Cy Day", "Di Roe"]
OUTPUTS = ["temperature-check", {"output": "handouts", "names": True}]


def built(people=PEOPLE, outputs=OUTPUTS, **options):
    keys = {"title": "Thursday", "date": "2026-12-03", "cards": ["trust", "mindset"]}
    keys |= {"participants": people, "outputs": outputs}
    made = cardgen.open().build_workshop(keys, **options)
    return cardgen.unzipped(made.archive().data)


def pages(files, name="handouts.pdf"):
    return PdfReader(BytesIO(files[name])).pages


@pytest.fixture
def painted(monkeypatch):
    """The people whose pages are painted as a whole."""
    found, paint = [], NamePainter.page

    def noted(painter, page):
        found.append(page.frame.items[0].face.person)
        paint(painter, page)

    monkeypatch.setattr(NamePainter, "page", noted)
    return found


def test_pages_are_those_painted_for_each_person_alone(monkeypatch):
    made = built(verify=True)
    monkeypatch.setattr(PersonalPage, "painted", lambda known, page, face: None)
    assert built() == made


def test_pages_have_the_same_bytes_whoever_paints_them(monkeypatch):
    monkeypatch.setattr(made_pages, "MANY", 1)
    monkeypatch.setattr(runs, "_SHEETS_IN_A_PIECE", 1)
    made = []
    for workers in (1, 2, 4):
        monkeypatch.setattr(made_pages, "workers", lambda workers=workers: workers)
        made.append(built())
    assert made[0] == made[1] == made[2]


def test_what_people_have_in_common_is_painted_and_written_once(painted):
    made = pages(built(["Ann Lee", "Bo Ek", "Cy Day"], OUTPUTS[1:]))
    assert painted == [1, 1]  # two cards
    contents = [page["/Contents"].get_object() for page in made]
    assert {len(pieces) for pieces in contents} == {3}
    around = [(pieces[0].idnum, pieces[2].idnum) for pieces in contents]
    assert len(set(around)) == 2
    assert around == around[:2] * 3
    assert len({pieces[1].idnum for pieces in contents}) == 6


def test_each_page_has_the_name_of_its_person():
    names = ["Ann Lee", "Bo Ek"]
    texts = [page.extract_text() for page in pages(built(names), "temperature-check.pdf")]
    assert [[name for name in names if name in text] for text in texts] == [["Ann Lee"], ["Bo Ek"]]


def test_a_name_in_smaller_type_is_painted_with_its_page(painted):
    built(outputs=OUTPUTS[:1])
    assert set(painted) == {1, 3, 4}  # the long one, and the first after it
