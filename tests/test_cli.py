"""What a person types, what comes out on which stream, and how it ends."""

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from command_line import planned, run
from decks import ALLOTMENT, BUNDLED
from pypdf import PdfReader
from small_decks import small_deck

from cardgen.cli import main

CASES = Path(__file__).parent / "cases"
BEING = ["authenticity", "mindset", "resilience-bravery-courage"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder without a deck of its own: the bundled one is used."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_build_makes_the_office_edition_says_how_to_print_it_and_names_the_other(elsewhere):
    result = run("build")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        "16 cards, 4 on a sheet → 4 sheets of A4, both sides, actual size, flip on LONG edge"
        in result.stderr
    )
    assert result.stderr.endswith("for colour to every edge: cardgen build facilitator\n")
    assert (elsewhere / "build" / "office.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "given",
    [("--deck", "my deck"), ("-C", "my deck"), ("--lang", "en-GB", "--deck", "my deck")],
)
def test_a_command_that_is_suggested_is_for_the_same_deck(given, tmp_path, monkeypatch):
    small_deck(tmp_path)
    (tmp_path / "deck").rename(tmp_path / "my deck")
    monkeypatch.chdir(tmp_path)
    *_, last = run(*given, "build", "-n").stderr.splitlines()
    words = shlex.split(last.partition("every edge: ")[2])
    assert words[0] == "cardgen" and sorted(words[1:-2]) == sorted(given)
    assert run(*words[1:], "-n").stderr.startswith("1 card, ")


@pytest.mark.parametrize(
    "arguments", [["office"], ["facilitator"], ["--format", "txt"], ["handouts"]], ids=" ".join
)
def test_the_other_edition_is_named_only_where_cards_are_printed_and_none_was_asked_for(arguments):
    result = run("build", "-n", *arguments)
    assert (result.exit_code, "colour to every edge" in result.stderr) == (0, False)


def test_the_facilitators_deck_has_two_cards_on_a_sheet(elsewhere):
    result = run("build", "facilitator")
    assert (
        "16 cards, 2 on a sheet → 8 sheets of A4, both sides, actual size, flip on LONG edge"
        in result.stderr
    )
    assert (elsewhere / "build" / "facilitator.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "output", ["office", "facilitator", "clear-print", "conversation", "tarot", "press-sheets"]
)
def test_every_output_flips_on_the_long_edge_unless_told_otherwise(output):
    assert planned(output)["flip"] == "long"
    assert planned(output, "--flip", "short")["flip"] == "short"


def test_the_edition_for_reading_has_a_page_for_each_face():
    result = run("build", "cards", "--verify", "-o", "cards.pdf")
    assert result.exit_code == 0
    assert "16 cards → 32 pages of 111 × 154 mm" in result.stderr


def test_a_dry_run_says_the_same_and_writes_nothing(elsewhere):
    result = run("build", "-n")
    assert result.exit_code == 0
    assert "4 sheets of A4" in result.stderr and "would write build/office.pdf" in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_dash_sends_the_pdf_and_nothing_else_to_standard_output(elsewhere):
    result = run("build", "-o", "-", "--card", "trust")
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF") and result.stdout_bytes.endswith(b"%%EOF\n")
    assert list(elsewhere.iterdir()) == []


def test_pdf_and_json_cannot_both_go_to_standard_output():
    result = run("build", "-o", "-", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


def test_json_is_the_plan_in_its_fixed_form(elsewhere):
    result = run("build", "facilitator", "--json", "--theme", "being", "-o", "being.pdf")
    document = json.loads(result.stdout)
    assert list(document) == ["version", "problems", "files", "left_out", "unconfirmed"]
    assert (document["version"], document["problems"]) == (1, [])
    (file,) = document["files"]
    assert list(file) == "path sha256 output shop paper sides flip sheets runs cards pages".split()
    digest = hashlib.sha256((elsewhere / "being.pdf").read_bytes()).hexdigest()
    assert (file["path"], file["sha256"]) == ("being.pdf", digest)
    assert (file["output"], file["paper"], file["flip"]) == ("facilitator", "A4", "long")
    assert (file["sheets"], file["cards"]) == (2, BEING)
    (sheets,) = file["runs"]
    assert (sheets["on_a_sheet"], sheets["sheets"], sheets["sheets_with_overs"]) == (2, 2, 3)
    assert sheets["cuts"][0] == {"from": "left", "at_mm": 263.5}
    assert [page["side"] for page in file["pages"]] == ["front", "back"] * 2
    front, back, last_front, last_back = file["pages"]
    assert (front["width_mm"], front["height_mm"]) == (297, 210)
    assert front["placements"][0] == {
        "card": "authenticity",
        "copy": 1,
        "face": "front",
        "x_mm": 33.5,
        "y_mm": 31,
        "width_mm": 105,
        "height_mm": 148,
        "turn": 0,
    }
    assert [(p["card"], p["x_mm"], p["turn"]) for p in back["placements"]] == [
        ("authenticity", 33.5, 180),
        ("mindset", 158.5, 180),
    ]
    assert [p["x_mm"] for p in last_front["placements"]] == [33.5]
    assert [p["x_mm"] for p in last_back["placements"]] == [33.5]


def test_one_up_output_has_no_sheets_and_no_flip():
    file = planned("cards", "--card", "trust")
    assert (file["flip"], file["sheets"], file["sha256"]) == ("none", None, None)
    assert [page["side"] for page in file["pages"]] == ["front", "back"]
    (placement,) = file["pages"][0]["placements"]
    assert (placement["x_mm"], placement["y_mm"], placement["width_mm"]) == (3, 3, 105)


def test_on_the_long_edge_the_backs_of_landscape_paper_stand_on_their_heads():
    for flip, place in (("long", (33.5, 180)), ("short", (158.5, 0))):
        file = planned("facilitator", "--card", "trust", "--flip", flip)
        assert file["flip"] == flip
        (placement,) = file["pages"][1]["placements"]
        assert (placement["x_mm"], placement["turn"]) == place


@pytest.mark.parametrize(
    ("wishes", "cards"),
    [
        (["--theme", "being"], BEING),
        (["--theme", "Being", "--card", "trust"], [*BEING, "trust"]),
        (["--theme", "being", "--not", "mindset"], [BEING[0], BEING[2]]),
        (["--card", "trust", "--card", "mindset"], ["mindset", "trust"]),
        (["--card", "trust,mindset"], ["mindset", "trust"]),
        (["--card", "trust", "--add", "title,how-to"], ["title", "how-to", "trust"]),
        (["--card", "trust", "--copies", "2"], ["trust", "trust"]),
        (["--theme", "being", "--copies", "2"], BEING * 2),
    ],
)
def test_wishes_choose_cards_in_the_order_of_the_deck(wishes, cards):
    assert planned(*wishes)["cards"] == cards


def test_not_leaves_the_other_numbered_cards():
    cards = planned("--not", "being", "--not", "trust")["cards"]
    assert len(cards) == 9 and not {*BEING, "trust", "title"} & set(cards)


def test_copies_are_whole_decks_one_after_another():
    file = planned("--copies", "3")
    assert len(file["cards"]) == 48 and file["cards"][:16] * 3 == file["cards"]
    copies = [p["copy"] for page in file["pages"][::2] for p in page["placements"]]
    assert copies == [1] * 16 + [2] * 16 + [3] * 16


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["build", "facilitater"], 'did you mean "facilitator"?'),
        (["build", "--theme", "delivring"], 'did you mean "delivering"?'),
        (["build", "--card", "thrust"], 'did you mean "trust"?'),
        (["build", "--not", "beeing"], 'did you mean "being"?'),
        (["build", "--add", "titel"], 'did you mean "title"?'),
        (["build", "office", "--back", "theem"], 'did you mean "theme"?'),
        (["build", "office", "--back", "x"], "indicators, prompts, positive, scale, notes, theme"),
        (["build", "labels", "--back", "theme"], "it has none to choose from"),
        (["build", "office", "--sheet", "a6-labels", "--back", "theme"], "it has no backs"),
        (["build", "--tag", "x"], 'no tag is called "x"'),
        (["build", "--theme", "being", "--not", "being"], "no card is left"),
        (["build", "--copies", "0"], "--copies"),
        (["bild"], 'did you mean "build"?'),
        (["show", "thrust"], 'did you mean "trust"?'),
        (["list", "crads"], "cards"),
        (["explain", "E999"], "E999"),
        (["build", "--colour"], "--colour"),
        (["build", "-o", ""], "-o needs the name of a file"),
    ],
)
def test_a_slip_on_the_command_line_is_a_usage_error_with_a_way_out(arguments, answer, elsewhere):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert answer in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_list_and_show_and_explain_answer_on_standard_output():
    assert "relating-and-communicating" in run("list", "themes").stdout
    cards = json.loads(run("list", "cards", "--json").stdout)["cards"]
    assert [card["id"] for card in cards[:4]] == ["title", "overview", "how-to", "authenticity"]
    assert [
        row["name"] for row in json.loads(run("list", "outputs", "--json").stdout)["outputs"]
    ] == [
        "office",
        "badges",
        "cards",
        "clear-print",
        "contact-sheet",
        "conversation",
        "discussed",
        "dividers",
        "facilitator",
        "gallery",
        "handouts",
        "labels",
        "large-print",
        "leaflet",
        "name-cards",
        "overview",
        "poster",
        "press",
        "press-dividers",
        "press-sheets",
        "press-tuck-box",
        "reading",
        "screen",
        "table-tents",
        "tarot",
        "team-result",
        "temperature-check",
        "theme-posters",
        "tuck-box",
        "wall-scale",
        "workbook",
    ]
    shown = run("show", "trust").stdout
    assert "origin  copy-edit" in shown and "- Empathy & Care" in shown
    assert run("explain", "e301").stdout.startswith("E301: Too much text for the card")


@pytest.mark.slow
def test_check_says_what_was_checked_and_json_says_it_to_programs():
    outputs = [
        row["name"] for row in json.loads(run("list", "outputs", "--json").stdout)["outputs"]
    ]
    of_people = ("badges", "name-cards", "table-tents")
    outputs = [own for own in outputs if own not in of_people]
    listed = ", ".join(outputs[:-1]) + " and " + outputs[-1]
    assert run("check").stderr == f"16 cards checked for {listed}\n"
    assert json.loads(run("check", "--format", "json").stdout) == {"version": 1, "problems": []}


@pytest.mark.slow
def test_the_same_deck_makes_the_same_bytes_whatever_the_process():
    command = [sys.executable, "-m", "cardgen", "build", "--card", "trust", "-o", "-"]
    one, two = (
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert one == two and one.startswith(b"%PDF")


def test_dates_are_the_decks_or_those_of_the_environment(elsewhere, monkeypatch):
    data = run("build", "--card", "trust", "-o", "-").stdout_bytes
    assert PdfReader(BytesIO(data)).metadata["/CreationDate"] == "D:20261124000000+00'00'"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("build", "--card", "trust", "-o", "two.pdf")
    assert PdfReader(elsewhere / "two.pdf").metadata["/ModDate"] == "D:19700102000000+00'00'"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("build", "-o", "two.pdf").exit_code == 3


def test_a_survey_is_printed_where_the_deck_gives_its_address(elsewhere):
    shutil.copytree(BUNDLED / "deck", elsewhere / "deck")
    assert "Share your story" not in words_of("--card", "how-to")
    deck = elsewhere / "deck" / "deck.yaml"
    address = "survey: https://www.example.org/a-survey-with-a-long-name"
    deck.write_text(deck.read_text("utf-8").replace("# survey: https://…", address), "utf-8")
    words = words_of("--card", "how-to")
    assert "Share your story" in words and "a-survey-with-a-long-name" in words


def words_of(*wishes):
    data = run("build", "cards", *wishes, "-o", "-").stdout_bytes
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_tags_choose_cards_and_outputs_of_some_kinds_leave_the_others_out(monkeypatch):
    monkeypatch.chdir(ALLOTMENT)
    assert planned("squares", "--tag", "autumn")["cards"] == ["compost"]
    assert planned("squares")["cards"] == ["compost", "butts", "shed", "gate"]
    assert planned("jobs")["cards"] == ["compost", "butts", "shed"]


def test_a_slug_without_room_is_a_warning_and_the_sheet_is_made(elsewhere):
    sheet = (BUNDLED / "layouts" / "sheets" / "a4.yaml").read_text("utf-8")
    tight = sheet.replace("height: 297", "height: 230").replace("width: 210", "width: 165")
    (elsewhere / "layouts" / "sheets").mkdir(parents=True)
    (elsewhere / "layouts" / "sheets" / "a4.yaml").write_text(tight, "utf-8")
    result = run("build", "facilitator", "--card", "trust", "-o", "trust.pdf")
    assert result.exit_code == 0
    assert "warning[W401]" in result.stderr and (elsewhere / "trust.pdf").exists()


def test_json_tells_problems_too_and_no_file(monkeypatch):
    monkeypatch.chdir(CASES / "unknown-theme")
    result = run("build", "-n", "--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["files"]) == (1, [])
    (problem,) = document["problems"]
    assert list(problem) == ["severity", "code", "file", "line", "column", "message", "fix", "also"]
    assert (problem["code"], problem["line"], problem["column"]) == ("E201", 12, 12)


def test_extras_are_added_and_numbered_cards_chosen():
    assert "choose it with --card trust" in run("build", "--add", "trust").stderr
    assert 'no numbered card or theme is called "title"' in run("build", "--not", "title").stderr
    assert "for --flip choose a sheet" in run("build", "cards", "--flip", "long").stderr


def test_the_deck_of_this_folder_comes_before_the_bundled_one(elsewhere):
    (elsewhere / "deck").mkdir()
    (elsewhere / "deck" / "deck.yaml").write_text("title: Mine\n", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1 and "deck/deck.yaml:1:1" in result.stderr


@pytest.mark.parametrize("option", ["--deck", "--overlay", "--lang"])
def test_an_option_that_a_script_leaves_empty_counts_as_not_given(option, elsewhere):
    given, not_given = run(option, "", "list", "cards"), run("list", "cards")
    assert (given.exit_code, given.stdout) == (0, not_given.stdout)


def test_it_runs_as_a_module_and_help_loads_no_command_and_reads_nothing():
    code = (
        "import sys, runpy; sys.argv = ['cardgen', '--help']\n"
        "try: runpy.run_module('cardgen', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('cardgen.')}\n"
        "assert rooms == {'arguments', 'cli', 'limits', 'problems', 'value'}, rooms\n"
        "assert {'reportlab', 'pypdf', 'yaml', 'dataclasses'}.isdisjoint(sys.modules)\n"
        "assert {'cardgen.cli.build', 'cardgen.cli.report'}.isdisjoint(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage: cardgen" in done.stdout


@pytest.mark.parametrize("name", sorted(main.rows))
def test_the_list_of_commands_says_of_each_what_it_says_of_itself(name):
    said = main.get_command(None, name).get_short_help_str(1000)
    assert main.rows[name].about == said


def test_what_was_read_back_is_said(elsewhere):
    assert ", read back and verified" in run("build", "--theme", "being", "--verify").stderr
    assert "read back" not in run("build", "--theme", "being").stderr


# ── what is refused, and in which order ──────────────────────────────────────────────────────


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A project whose deck has an error, beside one card that can be read."""
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "deck.yaml").write_text(
        "title: T\nlang: en\ndate: 2026-01-01\nkinds:\n  behaviour:\n    numbered: true\n"
        "    fields: {name: text}\ncards:\n  - {id: a, kind: behaviour, name: A}\n"
        "  - {id: b, kind: behaviour}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_errors_of_both_decks_are_a_document_where_json_is_asked_for(broken):
    result = run("diff", "deck", "--json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == ["E105"]


def test_a_card_that_is_missing_in_a_broken_deck_is_explained_by_its_errors(broken):
    result = run("show", "b")
    assert (result.exit_code, "E105" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("cards --marks none", 2, "for --marks choose a sheet"),
        ("labels --marks none", 0, ""),
        ("cards --proof --order cards", 0, ""),
        ("cards --proof --copies 2 --changed-since nowhere.pdf", 2, "no copies"),
        ("cards --format html --changed-since nowhere.pdf", 2, "can only be used for PDF"),
        ("office --icc x.icc", 2, '--icc can only be used for "press"'),
        ("handouts --fold --flip long", 2, "whole pages"),
        ("office --same-places --proof", 2, "--changed-since"),
        ("labels --start-at 20000", 2, "there is room for"),
    ],
)
def test_the_first_reason_is_the_one_that_helps(words, code, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", "-n", *words.split())
    assert (result.exit_code, told in result.stderr) == (code, True), result.stderr


def test_a_card_that_fits_no_sheet_is_told_before_its_corners(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sheets = tmp_path / "layouts" / "sheets"
    sheets.mkdir(parents=True)
    (sheets / "tiny.yaml").write_text("paper: Tiny\nwidth: 60\nheight: 90\n", encoding="utf-8")
    result = run("build", "-n", "press-sheets", "--sheet", "tiny", "--corners", "40")
    assert (result.exit_code, "E401" in result.stderr) == (1, True), result.stderr
