"""What a print room or a shop would ask back about: strips too thin to cut, copies in a file, and
where backs were moved."""

import json
import re

import pytest
from command_line import run
from decks import BUNDLED
from small_decks import small_deck

import cardgen
from cardgen.impose.cuts import THINNEST


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path


def on_sheet(folder, output="office", **changes):
    """What `build OUTPUT -n` says on paper with these measures."""
    text = (BUNDLED / "layouts" / "sheets" / "a4.yaml").read_text("utf-8")
    for name, value in changes.items():
        text = re.sub(rf"(?m)^{name}:.*\n", "", text) + f"{name}: {value}\n"
    sheets = folder / "layouts" / "sheets"
    sheets.mkdir(parents=True)
    (sheets / "ours.yaml").write_text(text, "utf-8")
    return run("build", output, "--sheet", "ours", "-n").stderr


@pytest.mark.parametrize(
    ("measures", "strip"),
    [
        ({"width": 210.68}, "0.34 mm is left beside the cut at 0.34 mm from the left edge"),
        ({"height": 297.68}, "0.34 mm is left beside the cut at 0.34 mm from the top"),
        ({"width": 213.9}, "1.95 mm is left beside the cut at 1.95 mm from the left edge"),
        (
            {"output": "facilitator", "width": 297, "height": 420, "gap": 0.34},
            "0.34 mm is left between the cuts at 148.33 and 148.67 mm from the left edge",
        ),
        (
            {"output": "tarot", "width": 297, "height": 420, "gap": 1.5},
            "1.5 mm is left between the cuts at ",
        ),
    ],
    ids=str,
)
def test_a_strip_that_nobody_can_cut_off_is_warned_of(measures, strip, elsewhere):
    said = on_sheet(elsewhere, **measures)
    assert said.count("warning[W512]") == 1
    assert strip in said and f"less than the {THINNEST:g} mm that can be cut off" in said
    assert "  --> --sheet ours" in said


@pytest.mark.parametrize(
    "measures",
    [
        {},
        {"width": 214.1},
        {"output": "facilitator", "width": 297, "height": 420, "gap": 2},
        {"output": "facilitator", "width": 297, "height": 420, "gap": 0},
    ],
    ids=str,
)
def test_cuts_that_touch_or_lie_well_apart_are_not(measures, elsewhere):
    said = on_sheet(elsewhere, **measures)
    assert "W512" not in said and "would write" in said


@pytest.mark.slow
def test_no_sheet_that_comes_with_cardgen_has_a_strip_that_is_warned_of():
    project = cardgen.open(BUNDLED)
    tried = 0
    for sheet in project.list("sheets"):
        for output in ("office", "facilitator", "tarot", "press-sheets"):
            try:
                built = project.build(output, sheet=sheet["name"], dry_run=True)
            except cardgen.Error:
                continue
            tried += 1
            assert all(problem.code != "W512" for problem in built.problems), (output, sheet)
    assert tried > 10


def test_copies_for_a_shop_that_prints_each_page_as_often_as_it_is_ordered_are_questioned():
    said = run("build", "press", "--copies", "200", "-n").stderr
    assert "warning[W513]: 200 copies of 32 pages make 6,400 pages\n  --> --copies 200" in said
    assert "leave --copies out: most shops want 32 pages and the quantity 200" in said


@pytest.mark.parametrize(
    "words",
    ["press", "office --copies 200", "press-sheets --copies 200", "handouts --copies 20"],
)
def test_copies_on_sheets_and_for_ones_own_printer_are_not(words):
    assert "W513" not in run("build", *words.split(), "-n").stderr


def calibrate(*readings):
    result = run("calibrate", "--printer", "mine", *readings)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def test_a_second_calibration_says_what_it_replaces():
    assert "replaces" not in calibrate("--right", "1.4", "--turn-cw", "0.2")
    assert "replaces" not in calibrate("--landscape", "--up", "0.3")
    again = calibrate("--left", "0.5")
    assert "backs lie 0.5 mm to the left\nthis replaces what was saved before: backs lie" in again
    assert "before: backs lie 1.4 mm to the right, turned by 0.2° clockwise\nsaved in " in again
    third = calibrate("--landscape", "--down", "1")
    assert "before: backs lie 0.3 mm up\n" in third


def test_python_is_told_what_a_calibration_replaces():
    project = cardgen.open(BUNDLED)
    assert project.calibrate("mine", right=1.4).replaced is None
    again = project.calibrate("mine", left=0.5)
    assert again.replaced is not None and again.replaced.right == 1.4
    assert again.replaced_words == "backs lie 1.4 mm to the right"


@pytest.mark.parametrize(
    ("readings", "words"),
    [
        (["--right", "1.4", "--down", "0.5"], "backs lie 1.4 mm to the right and 0.5 mm down"),
        (["--turn-ccw", "0.25"], "backs lie turned by 0.25° counter-clockwise"),
        (["--scale-x", "1.002"], "backs lie 1.002 times as wide"),
    ],
)
def test_a_build_for_a_printer_says_by_how_much_backs_were_moved(readings, words, tmp_path):
    calibrate(*readings)
    small_deck(tmp_path)
    said = run("build", "office", "--printer", "mine", "-o", "p.pdf").stderr
    assert f"\n{words} on mine, and are moved back by as much\n" in said
    assert "moved back" not in run("build", "office", "-n").stderr


def test_what_a_workshop_prints_for_a_printer_says_it_too(elsewhere):
    calibrate("--right", "1.4")
    (elsewhere / "day.yaml").write_text(
        "title: Day\noutputs: [{output: office, printer: mine}]\n", "utf-8"
    )
    said = run("build", "day.yaml", "-n").stderr
    assert "backs lie 1.4 mm to the right on mine, and are moved back by as much" in said
    assert json.loads(run("build", "day.yaml", "-n", "--json").stdout)["version"] == 1
