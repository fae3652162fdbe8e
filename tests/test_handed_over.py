"""What is handed over in memory: readings of a printer, older files, archives, and what is said."""

from io import BytesIO
from zipfile import ZipFile

import pytest

import cardgen

WORKSHOP = {
    "title": "Thursday in Leeds",
    "tables": 2,
    "participants": [{"name": "Ann Lee", "table": 1}, {"name": "Bo Ek", "table": 2}],
    "cards": ["trust"],
    "outputs": ["office", "name-cards"],
}
LATER = {**WORKSHOP, "participants": [*WORKSHOP["participants"], {"name": "Cy Fox", "table": 1}]}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path


def test_readings_that_are_not_saved_are_handed_to_open(empty_folder):
    read = cardgen.open().calibrate("hall", right=1.5, turn_cw=0.2, save=False)
    assert list(empty_folder.iterdir()) == []
    assert (read.path, read.keys) == (None, {"portrait": {"right": 1.5, "turn-cw": 0.2}})
    assert read.as_data() == {
        "printer": "hall",
        "way": "portrait",
        "words": "backs lie 1.5 mm to the right, turned by 0.2° clockwise",
        "replaced": "",
        "keys": {"right": 1.5, "turn-cw": 0.2},
        "all_keys": {"portrait": {"right": 1.5, "turn-cw": 0.2}},
    }
    handed = cardgen.open(printers={"hall": read.keys}).build("office", printer="hall")
    cardgen.open().calibrate("hall", right=1.5, turn_cw=0.2)
    assert handed.files[0].data == cardgen.open().build("office", printer="hall").files[0].data


def test_readings_are_added_to_what_is_known_of_the_printer():
    known = {"hall": {"about": "By the lift", "landscape": {"left": 2}, "portrait": {"up": 1}}}
    project = cardgen.open(printers=known)
    read = project.calibrate("hall", right=1.5, save=False)
    assert read.keys == {
        "about": "By the lift",
        "landscape": {"left": "2"},
        "portrait": {"right": 1.5},
    }
    assert read.replaced_words == "backs lie 1 mm up"
    with pytest.raises(cardgen.Unsupported, match="calibrate with save=False"):
        project.calibrate("hall", right=1.5)


def test_an_older_pdf_may_be_bytes_or_a_file_in_memory():
    old = cardgen.open().build("office").files[0].data
    overlay = {"cards": [{"id": "trust", "definition": "Keeps a word"}]}
    by_name = cardgen.open(overlay=overlay, files={"printed.pdf": old})
    for older, name in ((old, "older.pdf"), ("printed.pdf", "printed.pdf")):
        found = by_name.diff(older)
        assert (found.old, [change.card for change in found.changes]) == (name, ["trust"])
        built = by_name.build("office", changed_since=older)
        assert built.plan.cards == ["trust"]
        assert built.summary[0] == f"changed since {name}: trust"
    same = cardgen.open().build("office", changed_since=old)
    assert (same.files, same.summary) == (
        (),
        ["no card changed since older.pdf; nothing to print"],
    )


def test_an_older_pdf_that_is_none_is_told_by_its_name():
    for older, what in (
        (b"no PDF", "older.pdf: this is not a PDF"),
        (b"%PDF-1.7", "older.pdf: this PDF is damaged or truncated"),
    ):
        with pytest.raises(cardgen.FileError, match=what):
            cardgen.open().diff(older)
    with pytest.raises(cardgen.Unsupported, match="old should be a path or bytes, not 3"):
        cardgen.open().diff(3)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["archive", "files"])
def test_a_workshop_makes_only_what_an_older_one_in_memory_lacks(kind):
    first = cardgen.open().build_workshop(WORKSHOP)
    older = first.archive().data
    if kind == "files":
        with ZipFile(BytesIO(older)) as package:
            older = {name: package.read(name) for name in package.namelist()}
    again = cardgen.open().build_workshop(WORKSHOP, since=older)
    assert again.summary == ["nothing is new since older-1; nothing to print"]
    later = cardgen.open().build_workshop(LATER, since=[older])
    assert [(product.files[0].name, product.people) for product in later.products] == [
        ("name-cards-new.pdf", frozenset([3]))
    ]
    assert "nothing new since older-1: office.pdf" in later.summary
    newest = cardgen.open().build_workshop(LATER, since=[older, later.archive().data])
    assert newest.products == []


def test_an_older_workshop_that_is_none_is_refused():
    for older, error, words in (
        (b"no ZIP", cardgen.Stop, "the ZIP is damaged"),
        ({"office.pdf": b"%PDF"}, cardgen.Unsupported, "older-1 is not the folder of a workshop"),
        ({"plan.json": b"{}"}, cardgen.Unsupported, "its plan.json is not one that cardgen wrote"),
        ({"../plan.json": b"{}"}, cardgen.Unsupported, "cannot be the name of a file"),
        (3, cardgen.Unsupported, "since should be a path, the bytes of a ZIP"),
    ):
        with pytest.raises(error, match=words):
            cardgen.open().build_workshop(WORKSHOP, since=older)


def test_an_archive_has_every_file_and_is_the_same_each_time():
    built = cardgen.open().build("office", cards="trust", flip="none")
    made = built.archive()
    assert (made.kind, made.usual_name) == ("zip", "office-trust.zip")
    assert made.data == cardgen.open().build("office", cards="trust", flip="none").archive().data
    with ZipFile(BytesIO(made.data)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: package.read(name) for name in package.namelist()} == {
            file.name: file.data for file in built.files
        }
    with pytest.raises(cardgen.Stop, match="was planned, not made"):
        cardgen.open().build("office", dry_run=True).archive()


def test_the_archive_of_a_workshop_is_named_after_it_and_holds_more_files():
    made = cardgen.open().build_workshop(WORKSHOP).archive({"workshop.yaml": b"title: T\n"})
    assert made.usual_name == "thursday-in-leeds.zip"
    with ZipFile(BytesIO(made.data)) as package:
        assert package.namelist() == [
            "office.pdf",
            "name-cards.pdf",
            "index.pdf",
            "index.html",
            "plan.json",
            "workshop.yaml",
        ]


def test_a_summary_says_how_to_print_and_where_to_cut():
    built = cardgen.open().build("office", cards="trust", dry_run=True)
    assert built.summary == [
        "1 card, 4 on a sheet → 1 sheet of A4, both sides, actual size, flip on LONG edge",
        "cut at 148.5 mm from the top, then at 105 mm from the left edge",
        "have 2 sheets of card ready, 1 of them spare",
    ]


def test_the_summary_of_a_workshop_says_it_of_each_file_and_names_nobody():
    summary = cardgen.open().build_workshop(WORKSHOP, dry_run=True).summary
    assert summary[0] == "office.pdf"
    assert "flip on LONG edge" in summary[1]
    assert summary[-3:] == [
        "",
        "tables 1, 2, each: 1 person; name-cards.pdf 1 card",
        "",
    ]
    assert "Ann" not in str(summary)


TABLE = b"Theme,Name,Definition,Positive,Negative\nBeing,Trust,We trust,Asks,Tells\n"


def test_a_table_in_memory_becomes_a_deck_in_memory(empty_folder):
    made = cardgen.open().read_table(("our deck.csv", TABLE))
    assert (made.folder, made.title, made.cards, made.themes) == (None, "Our deck", 1, 1)
    assert list(made.files) == [
        "deck.yaml",
        "being.yaml",
        "schemas/cards.json",
        "schemas/deck.json",
    ]
    assert list(empty_folder.iterdir()) == []
    deck = cardgen.open(files={f"deck/{name}": data for name, data in made.files.items()})
    assert [row["name"] for row in deck.list("cards")] == ["Trust"]


def test_a_table_in_memory_makes_the_files_that_one_on_disk_makes(empty_folder):
    (empty_folder / "our deck.csv").write_bytes(TABLE)
    written = cardgen.open().read_table("our deck.csv", "made")
    made = cardgen.open().read_table(("our deck.csv", TABLE)).files
    folder = empty_folder / "made"
    on_disk = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert on_disk == written.files
    assert on_disk.keys() == made.keys() and on_disk["being.yaml"] == made["being.yaml"]


def test_pictures_that_a_table_names_are_taken_from_memory():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    project = cardgen.open(overlay={"logo": {"file": "our/logo.svg", "alt": "Ours"}},
                           files={"our/logo.svg": svg})  # fmt: skip
    made = cardgen.open(files={"our/logo.svg": svg}).read_table(
        ("deck.xlsx", project.export_deck("xlsx").data)
    )
    assert made.files["our/logo.svg"] == svg


def test_what_is_wrong_with_a_table_in_memory_is_told_by_its_name():
    for name, data, words in (
        ("our.csv", b"a,b\n1,2\n", "our.csv: no line of this table has the heading Name"),
        ("C:/x/our.pdf", b"%PDF", 'our.pdf: files called ".pdf" are not read'),
        ("our.csv", bytes(33 * 2**20), "our.csv: the file is 33 MB; the limit is 32 MB"),
    ):
        with pytest.raises(cardgen.DeckError) as raised:
            cardgen.open().read_table((name, data))
        assert words in str(raised.value)
    with pytest.raises(cardgen.Unsupported, match="a path, or a name with its bytes"):
        cardgen.open().read_table(("our.csv", "text"))


def test_a_permission_is_not_lost_in_a_spreadsheet():
    permission = {"by": "The Academy", "on": "2026-11-20"}
    made = cardgen.open(overlay={"permission": permission}).export_deck("xlsx")
    made.save("deck.xlsx")
    cardgen.open().read_table("deck.xlsx", "made")
    assert cardgen.open(deck="made").about()["permission"] == permission
