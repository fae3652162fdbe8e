"""What check and build report to programs, and what warnings mean where they are to be strict."""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from click.testing import CliRunner
from command_line import run
from jsonschema import Draft202012Validator
from pictures import deck, quarters
from small_decks import FIELDS, small_deck

import cardgen
from cardgen.cli import main
from cardgen.cli.report import concise, full
from cardgen.problems import Mark, Problem

COARSE = '{file: "%s.png", alt: Four fields}'


@pytest.fixture(autouse=True)
def coarse(tmp_path, monkeypatch):
    """A deck of one card whose picture has too few pixels: a warning, and no error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    deck(tmp_path, COARSE % "coarse")
    quarters((660, 756)).save(tmp_path / "deck" / "coarse.png")
    return tmp_path


def accept(*codes):
    with pathlib.Path("deck/deck.yaml").open("a", encoding="utf-8") as file:
        file.write(f"accept: [{', '.join(codes)}]\n")


@pytest.mark.parametrize("command", [["check"], ["build", "-o", "a.pdf"]])
def test_strict_ends_with_1_and_writes_nothing_once_all_is_told(command, coarse):
    result = run(*command, "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "warning[W406]" in result.stderr and "--strict treats them as errors" in result.stderr
    assert not (coarse / "a.pdf").exists()
    assert run(*command).exit_code == 0


def test_strict_leaves_an_older_file_as_it_is(coarse):
    (coarse / "a.pdf").write_bytes(b"%PDF-1.7 older")
    assert run("build", "-o", "a.pdf", "--strict").exit_code == 1
    assert (coarse / "a.pdf").read_bytes() == b"%PDF-1.7 older"
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.open().build("facilitator", strict=True)
    assert {p.severity for p in raised.value.problems} == {"warning"}


def test_a_deck_without_warnings_passes_strictly(coarse):
    small_deck(coarse)
    assert run("check", "--strict").exit_code == 0
    assert run("build", "--strict", "-o", "a.pdf").exit_code == 0 and (coarse / "a.pdf").exists()


def test_a_workshop_can_be_strict_too(coarse):
    (coarse / "day.yaml").write_text(
        "title: Day\ndate: 2026-11-24\nparticipants: 2\noutputs: [{output: facilitator}]\n", "utf-8"
    )
    assert run("build", "day.yaml", "-o", "day").exit_code == 0
    result = run("build", "day.yaml", "-o", "strict", "--strict")
    assert result.exit_code == 1 and "warning[W406]" in result.stderr
    assert not (coarse / "strict").exists()


@pytest.mark.parametrize("command", ["check --format", "check --report", "build -n --report"])
def test_concise_is_a_line_for_each_problem_on_standard_output(command):
    result = run(*command.split(), "concise")
    (line,) = result.stdout.splitlines()
    assert line.startswith("deck/deck.yaml:13:") and ": warning[W406] " in line


@pytest.mark.parametrize("command", ["check", "build -n"])
def test_github_makes_an_annotation_of_each_problem(command):
    (line,) = run(*command.split(), "--report", "github").stdout.splitlines()
    head, _, said = line.removeprefix("::").partition("::")
    kind, _, places = head.partition(" ")
    assert kind == "warning" and said.startswith('"coarse.png" is printed at ')
    values = dict(pair.split("=") for pair in places.split(","))
    assert values == {**values, "file": "deck/deck.yaml", "line": "13", "title": "W406"}
    assert int(values["col"]) < int(values["endColumn"])


ORDERS = "\x1b[2J\x1b]0;x\x07\x9b1m\u202e\u2066"


@pytest.mark.parametrize("style", ["full", "concise"])
def test_no_report_gives_orders_to_a_terminal(style):
    problem = Problem("error", "E001", Mark(f"a{ORDERS}.yaml", 1, 1, 2), f"b{ORDERS}", f"c{ORDERS}")
    told = {"full": full, "concise": concise}[style]([problem])
    assert not set(told) & set("\x1b\x07\x9b\u202e\u2066")
    assert told.count("\u241b") == 6


def test_no_line_of_a_report_begins_with_words_of_a_file():
    names = Problem("error", "E001", Mark("a.yaml"), "b\n::error::c", "d\n::error::e")
    assert not any(line.startswith("::") for line in full([names]).splitlines())


def test_what_is_quoted_gives_no_orders_to_a_terminal(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(f"a: b{ORDERS}c\n", "utf-8")
    told = full([Problem("error", "E001", Mark(str(path), 1, 5, 6), "an invisible character")])
    assert "\x1b" not in told and "a: b\u241b[2J" in told


def test_a_file_that_is_not_there_is_named_without_orders():
    result = CliRunner().invoke(main, ["--deck", f"a{ORDERS}", "list", "cards"], color=True)
    assert result.exit_code == 3 and "\x1b" not in result.stderr and "\u241b" in result.stderr


def test_annotations_of_errors_escape_what_workflows_would_read(coarse):
    path = small_deck(coarse, {"theme": "50%:a,b"})
    (line,) = run("check", "office", "--report", "github").stdout.splitlines()
    assert line.startswith(f"::error file={path.relative_to(coarse)},line=")
    assert '"50%25:a,b"' in line


def test_annotations_name_files_from_the_top_of_the_repository(coarse, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(coarse.parent))
    line = run("check", "--report", "github").stdout
    assert f"file={coarse.name}/deck/deck.yaml,line=13" in line


def test_a_report_and_a_file_cannot_both_go_to_standard_output():
    for words in (["--report", "concise"], ["--report", "github"], ["--json"]):
        result = run("build", "-o", "-", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "cannot both go to standard output" in result.stderr


def test_json_is_the_same_by_either_name():
    one, other = (run("build", "-n", *words).stdout for words in (["--json"], ["--report", "json"]))
    assert one == other and json.loads(one)["problems"][0]["code"] == "W406"


# ── warnings that a deck accepts ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", [["check"], ["build", "-n"], ["preview", "--card", "card-1"]])
def test_a_warning_that_the_deck_accepts_is_not_told(command, coarse):
    assert "W406" in run(*command, *(["-o", "a.png"] if command[0] == "preview" else [])).stderr
    accept("W406")
    strict = ["--strict"] if command[0] != "preview" else ["-o", "b.png"]
    result = run(*command, *strict)
    assert result.exit_code == 0 and "W406" not in result.stderr


def test_other_warnings_are_told_as_before(coarse):
    accept("W406")
    (coarse / "deck" / "stray.yaml").write_text("cards: []\n", "utf-8")
    assert [p.code for p in cardgen.open().check()] == ["W402"]


def test_a_code_that_accepts_nothing_is_a_warning_at_its_place():
    accept("W406", "W407")
    (told,) = cardgen.open().check()
    assert (told.code, told.where.line, told.where.column) == ("W450", 18, 16)
    assert told.what == "there is no warning W407 to accept"


def test_codes_that_a_check_cannot_bring_are_accepted_beforehand():
    accept("W406", "W404", "W511", "W607", "P402")
    assert cardgen.open().check() == []


@pytest.mark.parametrize(
    ("code", "what", "fix"),
    [
        ("E301", "E301 is an error, and only warnings can be accepted", "cardgen explain E301"),
        ("W999", 'no warning has the code "W999"', "as the warning does: W406"),
        ("w406", 'no warning has the code "w406"', 'did you mean "W406"?'),
        ("coarse", 'no warning has the code "coarse"', "as the warning does: W406"),
    ],
)
def test_what_cannot_be_accepted_is_an_error_at_its_place(code, what, fix):
    accept("W406", code)
    (told,) = [p for p in cardgen.open().check() if p.severity == "error"]
    assert (told.code, told.where.line, told.where.column) == ("E240", 18, 16)
    assert told.what == what and fix in told.fix


def test_an_error_is_told_whatever_the_deck_accepts(coarse):
    accept("W406")
    text = (coarse / "deck" / "deck.yaml").read_text("utf-8")
    (coarse / "deck" / "deck.yaml").write_text(
        text.replace("theme: being", "theme: bieng"), "utf-8"
    )
    assert [p.code for p in cardgen.open().check()] == ["E201"]


def test_the_schema_knows_what_can_be_accepted():
    schema = cardgen.schema("deck")
    validate = Draft202012Validator(json.loads(schema)).is_valid
    deck = {"title": "T", "lang": "en", "date": "2026-01-01", "kinds": {}, "cards": []}
    assert validate({**deck, "accept": ["W406", "P402"]})
    assert not validate({**deck, "accept": ["E301"]}) and not validate({**deck, "accept": "W406"})


# ── one fact is said once ────────────────────────────────────────────────────────────────────


def test_many_coarse_pictures_are_told_in_one_line_with_the_worst(coarse):
    deck(coarse, *(COARSE % f"p{n}" for n in range(1, 29)))  # longer names would not fit
    for n in range(1, 29):
        quarters((640 + n, 780)).save(coarse / "deck" / f"p{n}.png")
    (told,) = cardgen.open().check("facilitator")
    assert told.what.startswith("28 pictures are printed at less than 200 ppi")
    assert [name in told.what for name in ("p1.png", "p2.png", "p3.png", "p4.png")] == [
        *(True, True, True),
        False,
    ]
    assert "25 more" in told.what and len(told.also) == 27
    document = json.loads(run("check", "facilitator", "--format", "json").stdout)
    assert len(document["problems"][0]["also"]) == 27


def test_a_few_pictures_are_told_one_by_one(coarse):
    deck(coarse, *(COARSE % f"p{n}" for n in range(1, 4)))
    for n in range(1, 4):
        quarters((64 + n, 48 + n)).save(coarse / "deck" / f"p{n}.png")
    assert len(cardgen.open().check("facilitator")) == 3


def test_many_brand_colours_that_are_alike_are_told_in_a_line_for_each_fact(coarse):
    themes = [
        {"id": f"t{n}", "name": f"Theme {n}", "colour": f"#9C3D{n:02X}", "mark": "square"}
        for n in range(16)
    ]
    small_deck(coarse, themes=themes)
    told = [p for p in cardgen.open().check("office") if p.code in ("W413", "W414")]
    assert {p.code for p in told} == {"W413", "W414"} and len(told) == 2
    assert all(p.what.startswith("120 pairs of themes") for p in told)


def test_a_theme_name_that_is_too_long_is_told_once_for_all_its_cards(coarse):
    name = "Being and becoming and having been and being about to be again and again"
    cards = [{"theme": "t", "name": f"Card {n}"} for n in range(3)]
    small_deck(coarse, *cards, themes=[{"id": "t", "name": name, "colour": "coral"}])
    told = [p for p in cardgen.open().check("office") if p.code == "E302"]
    assert [p.what.partition(":")[0] for p in told] == [
        'the front of "Card 0", the front of "Card 1" and the front of "Card 2" do not fit office'
    ]


def test_errors_come_before_warnings(coarse):
    (coarse / "deck" / "a-stray.yaml").write_text("cards: []\n", "utf-8")
    text = (coarse / "deck" / "deck.yaml").read_text("utf-8")
    (coarse / "deck" / "deck.yaml").write_text(
        text.replace("theme: being", "theme: bieng"), "utf-8"
    )
    told = [line for line in run("check").stderr.splitlines() if line[:5] in ("error", "warni")]
    assert [line.split("[")[0] for line in told] == ["error", "warning"]


def test_words_for_programs_reach_a_pipe(coarse):
    command = [sys.executable, "-m", "cardgen", "check", "--format", "concise"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert made.stdout.startswith("deck/deck.yaml:13:") and made.stderr == ""


# ── what follows from an error is not told ───────────────────────────────────────────────────


def with_fields(**fields):
    return {"behaviour": {"numbered": True, "fields": {**FIELDS, **fields}}}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kinds": with_fields(definition="txt")}, ["E104"]),
        ({"kinds": {"behaviour": {"numbered": "yess", "fields": FIELDS}}}, ["E102"]),
        ({"themes": [{"id": "Be!", "name": "Being", "colour": "coral"}]}, ["E106"]),
        ({"themes": [{"id": "being", "name": "Being"}]}, ["E105"]),
    ],
)
def test_cards_are_not_blamed_for_what_the_deck_declares_wrongly(more, told, coarse):
    small_deck(coarse, *[{"theme": "being"}] * 2 if "themes" in more else [{}, {}], **more)
    assert [p.code for p in cardgen.open().check()] == told


@pytest.mark.parametrize(
    ("card", "what"),
    [
        ({"theme": "bieng"}, 'no theme is called "bieng"'),
        ({"kind": "behavior"}, 'no kind of card is called "behavior"'),
        ({"defn": "x"}, 'a card of the kind "behaviour" has no field "defn"'),
    ],
)
def test_a_slip_on_many_cards_is_told_once_with_its_places(card, what, coarse):
    small_deck(coarse, *[card] * 5)
    (told,) = cardgen.open().check()
    assert (told.what, len(told.also)) == (what, 4)
    result = run("check")
    assert result.stderr.count("error[") == 1 and "\nalso: deck/deck.yaml:" in result.stderr
    assert "here and in 4 more places" in run("check", "--format", "concise").stdout
    small_deck(coarse, *[card] * 3)
    assert [p.what for p in cardgen.open().check()] == [what] * 3


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        ("participants: people.csv", "participants: {file: people.csv}"),
        ("participants: Ann Example", "participants: {file: people.csv}"),
        ("tables: six", "tables: 6"),
        ("participants: 4\noutputs: [{output: office, copies: many}]", "copies: {per: table}"),
    ],
)
def test_a_word_in_place_of_a_number_is_told_what_else_can_stand_there(key, fix, coarse):
    (coarse / "day.yaml").write_text(f"title: Day\ndate: 2026-11-24\n{key}\n", "utf-8")
    told = run("build", "day.yaml", "-n").stderr
    assert fix in told and 'not "' not in told
