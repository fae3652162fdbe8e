"""A project without a disk: overlays and printers as mappings, files as bytes."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from decks import BUNDLED
from pikepdf import Pdf
from PIL import Image

import cardgen
from cardgen.limits import YAML_VALUES

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    b'<rect width="10" height="10" fill="#112233"/></svg>'
)
OVERLAY = {
    "publisher": "Our Trust",
    "cards": [
        {"id": "trust", "name": "Trust us", "image": {"file": "art/bridge.png", "alt": "A bridge"}}
    ],
}
OVERLAY_YAML = """\
publisher: Our Trust
cards:
  - id: trust
    name: Trust us
    image: {file: art/bridge.png, alt: A bridge}
"""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def picture(kind="PNG", size=(1200, 800)):
    data = BytesIO()
    Image.new("RGB", size, (10, 120, 90)).save(data, kind)
    return data.getvalue()


def told(problems):
    return [(str(one.where), one.what) for one in problems if one.severity == "error"]


def pdf(project, output="facilitator", **options):
    return project.build(output, cards=["trust"], **options).files[0].data


def test_an_overlay_and_a_picture_in_memory_build_what_they_build_on_disk(empty_folder):
    held = cardgen.open(overlay=OVERLAY, files={"art/bridge.png": picture()})
    in_memory = pdf(held)
    assert list(empty_folder.iterdir()) == []
    Path("art").mkdir()
    Path("art/bridge.png").write_bytes(picture())
    Path("ours.yaml").write_text(OVERLAY_YAML, encoding="utf-8")
    assert in_memory == pdf(cardgen.open(overlay="ours.yaml"))


def test_files_in_memory_come_before_those_on_disk(empty_folder):
    Path("art").mkdir()
    Path("art/bridge.png").write_bytes(b"no picture at all")
    project = cardgen.open(overlay=OVERLAY, files={"art/bridge.png": picture()})
    assert project.check("facilitator").fatal is False
    assert told(cardgen.open(overlay=OVERLAY).check("facilitator"))


def test_a_file_in_memory_is_known_from_the_project_or_from_the_file_that_names_it():
    deck = {"rota/deck.yaml": b"title: T\nlang: en\ndate: 2026-11-24\nkinds: {note: {fields: "
            b"{name: text}}}\ncards: [more/notes.yaml]\n",
            "rota/more/notes.yaml": b"kind: note\ncards: [{id: a, name: A, image: "
            b"{file: a.svg, decorative: true}}]\n"}  # fmt: skip
    for place in ("a.svg", "rota/more/a.svg"):
        rows = cardgen.open(deck="rota", files={**deck, place: SVG}).list("cards")
        assert ([row["id"] for row in rows], rows.problems) == (["a"], ())
    missing = cardgen.open(deck="rota", files={**deck, "rota/a.svg": SVG}).list("cards")
    assert told(missing.problems) == [("rota/more/notes.yaml:2:40", 'there is no "a.svg"')]


def test_a_deck_of_files_in_memory_is_the_projects(empty_folder):
    files = {
        path.relative_to(BUNDLED).as_posix(): path.read_bytes()
        for path in (BUNDLED / "deck").rglob("*")
        if path.is_file()
    }
    files["deck/being.yaml"] = files["deck/being.yaml"].replace(b"name: Mindset", b"name: Minds")
    assert "Minds" in [row["name"] for row in cardgen.open(files=files).list("cards")]
    del files["deck/deck.yaml"]
    with pytest.raises(cardgen.Stop, match=r"the folder deck has no deck\.yaml"):
        cardgen.open(files=files)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"GIF89a and so on", '"art/bridge.png" is a GIF picture by another name'),
        (b"", '"art/bridge.png" is empty'),
        (picture()[:200], '"art/bridge.png" is damaged or truncated'),
        (picture("JPEG"), '"art/bridge.png" is a JPEG picture by another name'),
        (bytes(33 * 2**20), '"art/bridge.png" is 33 MB; the limit is 32 MB'),
    ],
)
def test_pictures_in_memory_are_held_to_what_pictures_on_disk_are(data, what):
    project = cardgen.open(overlay=OVERLAY, files={"art/bridge.png": data})
    assert told(project.check("facilitator")) == [("overlay cards[0].image.file", what)]


def test_a_drawing_in_memory_is_read_and_its_mistakes_are_told_in_their_place():
    logo = {"logo": {"file": "logo.svg", "alt": "Our Trust"}}
    good = cardgen.open(overlay=logo, files={"logo.svg": SVG})
    assert good.check("facilitator") == []
    for name, data, where in (
        ("logo.svg", SVG.replace(b"<rect", b"<text>no</text><rect"), "logo.svg:1:61"),
        ("logo.svg", picture(), "overlay logo.file"),
    ):
        bad = cardgen.open(overlay=logo, files={name: data}).check("facilitator")
        assert [where for where, _ in told(bad)] == [where]


def test_a_mapping_names_files_from_the_projects_folder(empty_folder):
    (empty_folder / "sub").mkdir()
    (empty_folder / "sub" / "logo.svg").write_bytes(SVG)
    logo = {"logo": {"file": "logo.svg", "alt": "Our Trust"}}
    assert cardgen.open("sub", overlay=logo).check("facilitator") == []
    assert told(cardgen.open(overlay=logo).check("facilitator"))


def test_what_is_wrong_in_a_mapping_is_told_by_its_place_in_it():
    overlay = {"cards": [{"id": "trust", "definition": ["a list"]}], "nonsense": 1}
    assert told(cardgen.open(overlay=overlay).check("office")) == [
        ("overlay cards[0].definition", "this should be a text, not a list"),
        ("overlay nonsense", 'a deck has no key "nonsense"'),
    ]
    printers = {"hall": {"portrait": {"right": 99}}}
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.open(printers=printers).build("office", printer="hall")
    assert told(raised.value.problems)[0][0] == "printer hall portrait.right"


def test_a_name_that_is_not_there_is_suggested_from_the_files_in_memory():
    problems = cardgen.open(overlay=OVERLAY, files={"art/brigde.png": picture()}).check("office")
    assert problems[0].fix == 'did you mean "art/brigde.png"?'


def test_a_printer_in_memory_comes_before_the_users_own(empty_folder, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty_folder))
    cardgen.open().calibrate("hall", landscape=True, right=3.0)
    given = {"hall": {"about": "Ours", "landscape": {"right": 1.5}}}
    project = cardgen.open(printers=given)
    row = next(row for row in project.list("printers") if row["name"] == "hall")
    assert (row["about"], row["landscape"]) == ("Ours", "backs lie 1.5 mm to the right")
    assert pdf(project, printer="hall") != pdf(cardgen.open(), printer="hall")
    cardgen.open().calibrate("hall", landscape=True, right=1.5)
    assert pdf(project, printer="hall") == pdf(cardgen.open(), printer="hall")


def test_tables_that_a_workshop_names_may_be_in_memory():
    Path("day.yaml").write_text(
        "title: Day\nparticipants: {file: lists/people.csv}\noutputs: [name-cards]\n",
        encoding="utf-8",
    )
    files = {"lists/people.csv": b"Name,Table\nAnn,1\nBo,2\n"}
    built = cardgen.open(files=files).build_workshop("day.yaml")
    assert [len(table.hands) for table in built.party.tables] == [1, 1]
    large = {"lists/people.csv": bytes(9 * 2**20)}
    with pytest.raises(cardgen.Stop, match="larger than 8 MB"):
        cardgen.open(files=large).build_workshop("day.yaml")


@pytest.mark.parametrize("name", ["", "..", "../a.png", "/a.png", "a/../../b.png", "a\0.png", "."])
def test_a_file_in_memory_has_a_path_in_the_project(name):
    with pytest.raises(cardgen.Unsupported, match="cannot be the name of a file in memory"):
        cardgen.open(files={name: b""})


def test_what_is_no_mapping_of_files_or_printers_is_refused():
    for given in (
        {"files": {"a.png": "text"}},
        {"files": ["a.png"]},
        {"printers": {"hall": 3}},
        {"printers": {"Hall/../x": {}}},
        {"overlay": 3},
        {"overlay": {"title": object()}},
        {"overlay": {"cards": [[]] * (YAML_VALUES.most + 1)}},
    ):
        with pytest.raises(cardgen.Unsupported):
            cardgen.open(**given)


def test_texts_that_no_yaml_can_have_end_in_problems():
    surrogate = json.loads('"a\\ud800"')
    for text in (surrogate, "a\0b", "\x1b[0m"):
        problems = cardgen.open(overlay={"title": text}).check("office")
        assert [str(one.where) for one in problems] == ["overlay title"]


def test_a_pdf_with_a_picture_in_memory_is_whole():
    data = pdf(cardgen.open(overlay=OVERLAY, files={"art/bridge.png": picture()}), verify=True)
    assert len(Pdf.open(BytesIO(data)).pages) == 2
