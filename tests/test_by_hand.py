"""Paper that a person turns over, and wishes that cannot be fulfilled together."""

import json
import shutil

import pytest
from command_line import run
from decks import BUNDLED, pages_of, words_of

from cardgen.model.options import Options
from cardgen.model.plan import page_plan


def test_by_hand_there_is_a_file_of_fronts_one_of_backs_and_a_page_that_tells_how(tmp_path):
    result = run("-C", BUNDLED, "build", "office", "--flip", "none", "-o", tmp_path / "x.pdf")
    assert result.exit_code == 0
    assert "print the fronts, turn the paper, print the backs" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "x-backs.pdf",
        "x-by-hand.pdf",
        "x-fronts.pdf",
    ]


LIKE_A_BOOK = {"office": "long", "facilitator": "short", "labels": "long"}


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("output", LIKE_A_BOOK)
def test_by_hand_backs_are_those_of_a_duplexer_that_turns_sheets_like_a_book(output, reverse):
    """On landscape paper that is the short edge: a hand turns as the by-hand page tells it to."""
    pages = pages_of(output, options=Options(flip=LIKE_A_BOOK[output]))
    options = ["--flip", "none", *(["--reverse"] if reverse else [])]
    made = json.loads(run("-C", BUNDLED, "build", output, *options, "-n", "--json").stdout)
    fronts, backs, page = made["files"]
    assert [file["sides"] for file in made["files"]] == ["fronts", "backs", "one"]
    assert {file["flip"] for file in made["files"]} == {"none"}
    wanted = [page_plan(page) for page in pages if page.side == "back"]
    assert backs["pages"] == (wanted[::-1] if reverse else wanted)
    assert fronts["pages"] == [page_plan(page) for page in pages if page.side == "front"]
    (how,) = page["pages"]
    assert (how["width_mm"], how["height_mm"]) == (pages[0].frame.width, pages[0].frame.height)


def test_by_hand_sheets_do_not_name_an_edge_to_flip_on():
    pages = pages_of("facilitator", BUNDLED, Options(flip="none"))
    words = " ".join(run.text for page in pages for run in words_of(page.frame.items))
    assert "sheet 3 of 8 – back" in words and "flip on" not in words


# ── what cannot go together ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["cards", "--start-at", "2"], "for --start-at choose a sheet"),
        (
            ["cards", "--order", "stack", "--marks", "none"],
            "for --order stack, --marks choose a sheet",
        ),
        (["office", "--fold", "--flip", "long"], "--fold prints on one side"),
        (["office", "--start-at", "2", "--order", "stack"], "needs whole sheets"),
        (["office", "--start-at", "5"], "room for 4 cards"),
        (["office", "--fold", "--marks-on", "backs"], "--marks-on does not apply"),
        (["office", "--proof", "--order", "stack"], "--proof prints one sheet of each kind"),
        (["office", "--proof", "--start-at", "2"], "--proof prints one sheet of each kind"),
        (["office", "--proof", "--copies", "2"], "--proof prints one sheet of each kind"),
        (["office", "--marks", "none", "--marks-on", "backs"], "--marks-on does not apply"),
        (["office", "--copies", "10001"], "10001 is not in the range"),
        (["office", "--reverse"], "--reverse needs --flip none"),
        (["office", "--flip", "none", "-o", "-"], "cannot both go to standard output"),
        (["labels", "--sheet", "avery-l7163", "--flip", "none"], "it has no backs"),
        (["office", "--sheet", "a5"], 'no sheet is called "a5"'),
    ],
)
def test_wishes_that_rule_each_other_out_are_refused(options, message):
    result = run("-C", BUNDLED, "build", *options, "-n")
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_several_files_are_written_all_or_none(tmp_path):
    """A folder stands where one of the three should be."""
    (tmp_path / "x-fronts.pdf").mkdir()
    (tmp_path / "x-backs.pdf").write_bytes(b"%PDF-1.7 older backs")
    result = run("-C", BUNDLED, "build", "office", "--flip", "none", "-o", tmp_path / "x.pdf")
    assert (result.exit_code, "it is a folder" in result.stderr) == (3, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x-backs.pdf", "x-fronts.pdf"]
    assert (tmp_path / "x-backs.pdf").read_bytes() == b"%PDF-1.7 older backs"


@pytest.mark.slow
def test_with_errors_none_of_several_files_is_written(tmp_path):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    deck = tmp_path / "deck" / "being.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("name: Mindset", "name: " + "Mind" * 20), encoding="utf-8")
    (tmp_path / "x-backs.pdf").write_bytes(b"%PDF-1.7 older backs")
    result = run("-C", tmp_path, "build", "office", "--flip", "none", "-o", tmp_path / "x.pdf")
    assert result.exit_code == 1
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == ["x-backs.pdf"]
    assert (tmp_path / "x-backs.pdf").read_bytes() == b"%PDF-1.7 older backs"
