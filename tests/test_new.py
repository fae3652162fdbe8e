"""What a person begins with: a small deck of their own that works before it is changed."""

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from command_line import run
from jsonschema import Draft7Validator
from yaml_12 import values

from cardgen.atomic import whole_folder
from cardgen.problems import Problems, Stop
from cardgen.read.deck import read_deck
from cardgen.read.files import Files
from cardgen.read.output import output_names
from cardgen.read.project import find_sources


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def deck_in(folder):
    problems = Problems()
    deck = read_deck(Path(folder) / "deck.yaml", Files(), problems)
    assert problems == []
    return deck


def test_a_new_deck_is_a_folder_that_says_what_to_do_next(folder):
    told = run("new", "deck", "Around the Table")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == (
        "wrote around-the-table: deck.yaml, two files of cards, and schemas for editors\n"
        "now build it: cardgen --deck around-the-table build\n"
        "and, when you have edited it: cardgen --deck around-the-table check\n"
    )
    made = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert made == [
        "around-the-table/deciding.yaml",
        "around-the-table/deck.yaml",
        "around-the-table/schemas/cards.json",
        "around-the-table/schemas/deck.json",
        "around-the-table/talking.yaml",
    ]


def test_it_has_two_themes_and_four_cards_and_nothing_is_wrong_with_it():
    run("new", "deck", "Around the Table")
    deck = deck_in("around-the-table")
    assert (deck.title.text, len(deck.themes), deck.numbered) == ("Around the Table", 2, 4)
    checked = run("--deck", "around-the-table", "check")
    assert checked.exit_code == 0 and checked.stderr.startswith("4 cards checked for office,")
    assert "warning" not in checked.stderr


@pytest.mark.slow
def test_every_output_makes_it(folder):
    run("new", "deck", "Around the Table")
    of_people = ("badges", "name-cards", "table-tents")
    of_decks = [name for name in output_names(find_sources(folder, None)) if name not in of_people]
    for output in of_decks:
        verify = [] if output in ("gallery", "screen") else ["--verify"]  # which are no PDF
        built = run("--deck", "around-the-table", "build", output, *verify)
        assert built.exit_code == 0, built.stderr
        # What is shown on screens goes around, and should say whose it is. The spine of so thin a
        # box has no room for a name.
        warned = verify == [] or output in ("tuck-box", "press-tuck-box")
        assert ("warning" in built.stderr) is warned, built.stderr
        assert re.search("^4 cards", built.stderr, re.M)


@pytest.mark.parametrize(
    "title",
    [
        *("No", "12", "~", "10:30", "$x", "a: b # c", 'Don’t "panic"', "- it's {a} [b] &c *d"),
        *("\\n ok", "Cŵrdd yn dda", "Cards 🎲", "x\u200b\ufeff\ufffey", "word " * 60),
    ],
)
def test_its_title_is_the_name_as_it_was_given(title):
    assert run("new", "deck", "-o", "mine", "--", title).exit_code == 0
    deck = deck_in("mine")
    assert (deck.title.text, deck.numbered) == (title.strip(), 4)


def test_its_title_can_be_read_in_the_file_as_well():
    run("new", "deck", "Cŵrdd 🎲: “a”")
    assert 'title: "Cŵrdd 🎲: “a”"\n' in Path("cwrdd-a/deck.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Around the Table", "around-the-table"),
        ("  Two\n lines\t", "two-lines"),
        ("../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Decks", "c-decks"),
        ("Trust...", "trust"),
        ("Cŵrdd – Straße", "cwrdd-strasse"),
        ("Don’t panic", "dont-panic"),
        ("Console", "console"),
        ("word " * 60, "word-" * 11 + "word"),
        ("x" * 300, "x" * 60),
    ],
)
def test_its_folder_is_an_id_made_of_the_name(name, made, folder):
    assert run("new", "deck", name).exit_code == 0
    assert [path.name for path in folder.iterdir()] == [made]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["🎲"], 'no folder can be named after "🎲"; name one with -o'),
        (["2027"], 'no folder can be named after "2027"'),
        (["CON"], 'no folder can be named after "CON"'),
        (["com1."], 'no folder can be named after "com1."'),
        (["Карты"], "name one with -o"),
        (["  "], "NAME cannot be a title: there is no text here"),
        (["a\x07b"], "NAME cannot be a title: the text contains a control character, number 7"),
        (["a\udcffb"], "NAME cannot be a title: the text contains a control character"),
        (["a" * 50_001], "NAME cannot be a title: the text has 50001 characters"),
        (["a", "-o", ""], "-o needs the name of a folder"),
        (["a", "-o", "-"], "-o needs the name of a folder"),
        ([], "Missing argument 'NAME'"),
    ],
)
def test_a_name_that_cannot_be_one_is_a_usage_error_and_nothing_is_made(words, answer, folder):
    told = run("new", "deck", *words)
    assert (told.exit_code, told.stdout) == (2, "")
    assert answer in told.stderr
    assert list(folder.iterdir()) == []


def test_what_is_there_already_stays_as_it_is(folder):
    (folder / "empty").mkdir()
    (folder / "file").write_text("mine", "utf-8")
    (folder / "link").symlink_to("nowhere")
    for name in ("empty", "file", "link", "."):
        told = run("new", "deck", "Mine", "-o", name)
        assert (told.exit_code, told.stderr) == (
            3,
            f"error: {name} already exists, and was not changed\n",
        )
    assert run("new", "deck", "Empty").exit_code == 3
    assert sorted(path.name for path in folder.rglob("*")) == ["empty", "file", "link"]
    assert (folder / "file").read_text("utf-8") == "mine"


def test_a_folder_whose_own_folder_is_missing_is_not_made(folder):
    told = run("new", "deck", "Mine", "-o", "decks/mine")
    assert told.exit_code == 3
    assert told.stderr == "error: decks/mine cannot be written: there is no folder decks\n"
    assert list(folder.iterdir()) == []


def test_of_a_folder_that_is_not_finished_nothing_stays(folder):
    with pytest.raises(RuntimeError), whole_folder("mine") as made:
        (made / "deck.yaml").write_text("half", "utf-8")
        raise RuntimeError
    with pytest.raises(Stop), whole_folder("mine") as made:
        (made / "missing" / "deck.yaml").write_text("half", "utf-8")
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_what_is_to_be_typed_next_is_right_in_another_folder_and_with_spaces(folder, monkeypatch):
    (folder / "two words").mkdir()
    told = run("-C", "two words", "new", "deck", "Mine", "-o", "my deck").stderr
    for command in re.findall(r"cardgen .*", told):
        assert command.startswith("cardgen -C 'two words' --deck 'my deck' ")
        monkeypatch.chdir(folder)
        assert run(*shlex.split(command)[1:]).exit_code == 0


def test_the_date_is_today_unless_the_environment_gives_one(monkeypatch):
    before = date.today()
    run("new", "deck", "Today")
    assert before <= deck_in("today").date <= date.today()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("new", "deck", "Then")
    assert deck_in("then").date == date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("new", "deck", "Never").exit_code == 3 and not Path("never").exists()


def test_every_file_tells_editors_its_schema_which_lies_beside_it(folder):
    run("new", "deck", "Mine")
    for file in sorted((folder / "mine").glob("*.yaml")):
        first, *_ = file.read_text("utf-8").splitlines()
        found = re.fullmatch(r"# yaml-language-server: \$schema=(schemas/([a-z]+)\.json)", first)
        schema = (file.parent / found[1]).read_text("utf-8")
        assert schema == run("schema", found[2]).stdout
        errors = Draft7Validator(json.loads(schema)).iter_errors(values(file.read_text("utf-8")))
        assert [error.message for error in errors] == []
