"""Orders for a print room or a shop: the file, the order in words, a note, and what to buy."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import run

import cardgen


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unpacked(archive):
    with ZipFile(BytesIO(archive.data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_an_order_for_an_own_printer_says_what_to_have_at_hand(empty_folder):
    made = cardgen.open().order("office", cards=["trust", "mindset"], copies=6)
    archive = made.archive()
    files = unpacked(archive)
    assert archive.usual_name == "order-office-trust-mindset-x6.zip"
    assert list(files) == [name for name, _ in made.contents]
    assert list(files)[1:] == ["order.txt", "note.txt", "supplies.txt"]
    built = cardgen.open().build("office", cards=["trust", "mindset"], copies=6)
    assert files["office-trust-mindset-x6.pdf"] == built.files[0].data
    assert made.summary == [
        "6 of each card; the file holds them all, so print it once",
        *built.summary,
    ]
    assert made.supplies[0] == "4 sheets of A4 card of 200 to 250 g/m², 1 of them spare"
    text = files["order.txt"].decode()
    assert "    Sides: both, flip on LONG edge\n" in text
    assert "    Cut 1: 148.5 mm from the top\n" in text
    assert built.files[0].plan.sha256[:8] in text
    note = files["note.txt"].decode()
    assert note.startswith("Cards to print: Doing Things Differently\n\nHello,\n\nPlease print")
    assert "6 of each card" in note and "office-trust-mindset-x6.pdf" in note
    assert list(empty_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("output", "options", "first"),
    [
        ("office", {"fold": True}, "2 sheets of A4 paper of 120 to 160 g/m², 1 of them spare"),
        ("labels", {}, "1 sheet of Avery C32011"),
        ("handouts", {}, "1 sheet of A4 paper of 90 to 120 g/m²"),
    ],
)
def test_supplies_are_those_of_what_is_printed(output, options, first):
    made = cardgen.open().order(output, cards="trust", dry_run=True, **options)
    assert made.supplies[0] == first


@pytest.mark.slow
def test_a_shop_that_prints_pages_as_often_as_ordered_has_each_card_once():
    made = cardgen.open().order(profile="uk-online", cards="trust", copies=50)
    assert made.built.plan.files[0].cards == ["trust"]
    assert made.summary[0] == "50 of each card; the file holds each of them once"
    assert made.supplies == ()
    archive = made.archive()
    assert archive.usual_name == "order-press-trust-uk-online-x50.zip"
    assert [name.rpartition(".")[0] for name in unpacked(archive)] == [
        "press-trust-uk-online",
        "press-trust-uk-online-ticket",
        "order",
        "note",
    ]
    for words in (
        "each front before its back",
        "Bleed: 3 mm",
        "Stock: Coated card, 300 to 400 g/m²",
        "Condition: FOGRA39",
    ):
        assert words in made.order


@pytest.mark.slow
def test_a_print_room_gets_every_copy_on_its_sheets():
    made = cardgen.open().order(profile="print-room", cards="trust", copies=50, dry_run=True)
    assert made.built.plan.files[0].output == "press-sheets"
    assert made.built.plan.cards == ["trust"] * 50
    assert made.as_data()["summary"][0].startswith("50 of each card; the file holds them all")


def test_an_archive_is_the_same_each_time_and_needs_files():
    orders = [cardgen.open().order("labels", cards="trust") for _ in range(2)]
    assert orders[0].archive().data == orders[1].archive().data
    assert orders[0].as_data()["order"][0] == ["labels-trust.pdf", "what is to be printed"]
    with pytest.raises(cardgen.Stop, match="was planned, not made"):
        cardgen.open().order("labels", dry_run=True).archive()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "name an output, or a print shop with --profile"),
        ({"profile": "uk-onlne"}, 'did you mean "uk-online"?'),
        ({"output": "offce"}, 'did you mean "office"?'),
        ({"profile": "any"}, "only has limits for checking files"),
        ({"output": "office", "profile": "uk-online"}, "--profile"),
        ({"output": "office", "cards": "nobody"}, 'no card is called "nobody"'),
    ],
)
def test_what_cannot_be_ordered_is_told(given, words):
    with pytest.raises(cardgen.Unsupported) as raised:
        cardgen.open().order(**given)
    assert words in str(raised.value)


def test_profiles_say_which_output_they_take():
    rows = {row["name"]: row["output"] for row in cardgen.open().list("profiles")}
    assert (rows["uk-online"], rows["print-room"], rows["any"]) == ("press", "press-sheets", None)


def test_words_of_an_order_are_data():
    Path("layouts").mkdir()
    words = (Path(cardgen.__file__).parents[2] / "layouts" / "order.yaml").read_text("utf-8")
    Path("layouts/order.yaml").write_text(words.replace("  - Thank you.", "  - Diolch."), "utf-8")
    assert cardgen.open().order("labels", dry_run=True).note.endswith("\n\nDiolch.\n")
    Path("layouts/order.yaml").write_text("note: []\n", encoding="utf-8")
    with pytest.raises(cardgen.DeckError, match=r"layouts/order\.yaml"):
        cardgen.open().order("labels")


def test_the_command_line_writes_the_zip_and_says_what_is_in_it():
    result = run("order", "labels", "--card", "trust")
    assert Path("build/order-labels-trust.zip").exists()
    assert "one of each card" in result.stderr
    assert "order.txt: the order in plain words" in result.stderr
    assert "would be a ZIP" in run("order", "labels", "-o", "a.pdf").stderr
    assert "wrote" not in run("order", "labels", "-n").stderr


def without_colour_profiles(monkeypatch):
    """As in a browser, where nothing knows the ICC profiles of presses."""
    features = "PIL.features.check"
    monkeypatch.setattr(features, lambda name: name != "littlecms2")


@pytest.mark.slow
def test_the_words_are_those_of_the_whole_order_where_the_file_cannot_be_made(monkeypatch):
    whole = cardgen.open().order(profile="uk-online", cards="trust", copies=50)
    without_colour_profiles(monkeypatch)
    with pytest.raises(cardgen.Unsupported, match="cannot be used in a browser"):
        cardgen.open().order(profile="uk-online", cards="trust", copies=50, dry_run=True)
    words = cardgen.open().order(profile="uk-online", cards="trust", copies=50, words_only=True)
    assert words.note == whole.note
    assert words.summary == whole.summary
    assert words.usual_name == whole.usual_name
    assert [name for name, _ in words.contents] == [
        "press-trust-uk-online.pdf",
        "order.txt",
        "note.txt",
    ]
    known_later = ("Plates", "Total ink", "File", "press-trust-uk-online.pdf", "Bytes", "SHA-256")
    own = [line for line in whole.order.split("\n") if not line.strip().startswith(known_later)]
    assert [line for line in words.order.split("\n") if "press-trust" not in line] == own[:-1]
    assert list(unpacked(words.archive())) == ["order.txt", "note.txt"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "note", "order"),
    [
        ("in-zip", "press-trust-uk-online.pdf, is in the attached ZIP.", None),
        ("beside", "is attached beside the ZIP.", "which comes beside this ZIP"),
        ("to-come", "please tell us what it costs.", "which is still being made and comes later"),
    ],
)
def test_note_and_order_say_where_a_file_is_that_is_made_elsewhere(place, note, order):
    given = {"profile": "uk-online", "cards": "trust", "copies": 50, "words_only": True}
    words = cardgen.open().order(file_is=place, **given)
    assert note in words.note
    told = [line for line in words.order.split("\n") if line.startswith("To print: ")]
    assert told == ([f"To print: press-trust-uk-online.pdf, {order}"] if order else [])


@pytest.mark.slow
def test_words_of_changes_name_the_file_that_is_made_of_their_overlay():
    changes = {"cards": [{"id": "trust", "name": "Full trust"}]}
    Path("our-words.yaml").write_text(cardgen.yaml_of("overlay", changes), "utf-8")
    given = {"profile": "print-room", "cards": ["trust"], "words_only": True}
    there = cardgen.open(overlay="our-words.yaml").order(**given)
    here = cardgen.open(overlay=changes).order(file_is="to-come", **given)
    assert here.contents == there.contents
    assert here.usual_name == there.usual_name


def test_a_file_in_the_zip_is_nowhere_else():
    with pytest.raises(cardgen.Unsupported, match="the file is in the ZIP, not to-come"):
        cardgen.open().order("labels", file_is="to-come")


@pytest.mark.slow
def test_sheets_that_hold_each_card_once_are_printed_as_often_as_ordered(monkeypatch):
    without_colour_profiles(monkeypatch)
    given = {"profile": "print-room", "copies": 50, "words_only": True}
    made = cardgen.open().order(each_once=True, **given)
    assert made.summary[:2] == [
        "50 of each card; the file holds each of them once",
        "16 cards, 6 on a sheet → 3 sheets of SRA3, printed 50 times, both sides, actual size,"
        " flip on LONG edge",
    ]
    assert "    Cards: 800\n    Sheets: 150 (have 165 sheets ready)\n" in made.order
    assert made.contents[0][0] == "press-sheets-print-room.pdf"
    assert made.usual_name == "order-press-sheets-print-room-x50.zip"
    assert cardgen.open().order(**given).contents[0][0] == "press-sheets-x50-print-room.pdf"


@pytest.mark.slow
def test_what_to_choose_on_the_page_of_a_shop_is_in_the_order():
    given = {"cards": ["trust", "mindset"], "copies": 50, "words_only": True}
    told = cardgen.open().order(profile="uk-online", **given).order
    assert (
        """
To choose on the shop's page
  Size: 105 × 148 mm
  Printed: in full colour, on both sides
  Different cards: 2
  Copies of each: 50
  Stock: Coated card, 300 to 400 g/m²
"""
        in told
    )
    assert "Cut, in this order" not in told
    pictures = cardgen.open().order(profile="thegamecrafter", **given).order
    assert "Copies of each: 50\n\n2 cards" in pictures  # no stock is asked for
    room = cardgen.open().order(profile="print-room", **given).order
    assert "To choose" not in room and "Cut 1: " in room


def test_faces_for_a_shop_are_drawn_with_its_bleed():
    front, _ = cardgen.open().faces("press", cards="trust", profile="makeplayingcards")
    assert (round(front.width, 3), round(front.height, 3)) == (69.596, 94.996)
    assert 'viewBox="-3.048 -3.048 69.596 94.996"' in front.svg
    plain, _ = cardgen.open().faces("conversation", cards="trust")
    assert (plain.width, plain.height) == (63, 88)
    assert 'viewBox="0 0 63 88"' in plain.svg


def test_shops_are_offered_in_the_order_of_the_words_and_others_after_them():
    rows = cardgen.open().list("profiles")
    assert [row["name"] for row in rows][:3] == ["print-room", "print-room-uncoated", "uk-online"]
    assert rows[-1]["name"] == "any"
    assert {row["name"]: row["ppi"] for row in rows}["thegamecrafter"] == 300


def test_what_to_print_on_is_said_in_one_place():
    about = {row["name"]: row["about"] for row in cardgen.open().list("stock")}
    made = cardgen.open().order("office", cards="trust", dry_run=True)
    assert about["cut"] in made.supplies[0]
    Path("layouts").mkdir()
    words = (Path(cardgen.__file__).parents[2] / "layouts" / "order.yaml").read_text("utf-8")
    Path("layouts/order.yaml").write_text(words.replace(about["cut"], "cork"), "utf-8")
    assert "A4 cork" in cardgen.open().order("office", cards="trust", dry_run=True).supplies[0]
