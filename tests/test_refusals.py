"""Wishes that cannot be fulfilled are refused with advice that leads on; none is passed over."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from command_line import run
from decks import BUNDLED, BWRDD

import cardgen
from cardgen.graphics.type.wording import listed


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("build office --card ''", "it names nothing"),
        ("build office --card ,", "it names nothing"),
        ("build office --card ' , '", "it names nothing"),
        ("build office --add ''", "it names nothing"),
        ("preview office --card ,", "it names nothing"),
        ("build office --theme ''", 'no theme is called ""'),
        ("build office --tag ''", 'no tag is called ""'),
        ("build office --not ''", 'no numbered card or theme is called ""'),
        ("build office --back ''", "--back is empty: give it a value, or leave it out"),
        ("build office --sheet ' '", "--sheet is empty"),
        ("build office --printer ''", "--printer is empty"),
        ("build office --changed-since ''", "--changed-since is empty"),
        ("build press --profile ''", "--profile is empty"),
        ("build press --icc '' --condition FOGRA51", "--icc is empty"),
        ("build press --icc a.icc --condition ''", "--condition is empty"),
        ("risk office --sheet ''", "--sheet is empty"),
        ("build office --order cards --format html", "--order cards can only be used for PDF"),
        ("build poster --order cards --format txt", "--order cards can only be used for PDF"),
        ("build handouts --order cards --format md", "--order cards can only be used for PDF"),
    ],
)
def test_an_option_that_says_nothing_or_would_do_nothing_is_refused(words, refusal):
    result = run(*shlex.split(words))
    assert result.exit_code == 2 and refusal in result.stderr
    assert list(Path().iterdir()) == []


def test_python_refuses_an_empty_text_too():
    with pytest.raises(cardgen.Unsupported, match="--back is empty"):
        cardgen.open(BUNDLED).build("office", back="")


@pytest.mark.parametrize(
    "words",
    ["press --flip long", "press --sheet sra3-press", "press --order stack", "press --fill spares"],
)
def test_advice_about_sheets_for_presses_leads_to_an_output_that_can(words):
    refused = run("build", *words.split(), "-n")
    assert refused.exit_code == 2
    (name,) = re.findall(r'build "([\w-]+)"', refused.stderr)
    again = run("build", name, *words.split()[1:], "-n")
    assert again.exit_code == 0, again.stderr


def test_advice_about_single_faces_for_presses_leads_to_an_output_that_can():
    refused = run("build", "press-sheets", "--profile", "uk-online", "-n")
    (name,) = re.findall(r'build "([\w-]+)"', refused.stderr)
    assert run("build", name, "--profile", "uk-online", "-n").exit_code == 0


@pytest.mark.parametrize("wish", ["--corners 3", "--ticket", "--profile uk-online"])
def test_every_output_for_presses_is_named_where_one_is_needed(wish):
    refused = run("build", "office", *wish.split())
    assert refused.exit_code == 2
    of_cards, pieces = ["press", "press-sheets"], ["press-dividers", "press-tuck-box"]
    named = of_cards if wish.startswith("--corners") else sorted(of_cards + pieces)
    said = listed([f'"{name}"' for name in named])
    assert f"can only be used for {said}" in refused.stderr


def test_an_output_for_presses_of_ones_own_is_named_as_well():
    folder = Path("layouts/outputs")
    folder.mkdir(parents=True)
    text = (BUNDLED / "layouts" / "outputs" / "press.yaml").read_text("utf-8")
    (folder / "our-press.yaml").write_text(text, "utf-8")
    refused = run("build", "office", "--corners", "3")
    assert '"our-press", "press" and "press-sheets"' in refused.stderr


def test_a_dry_run_misses_what_the_run_would_miss(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    for dry in ([], ["-n"]):
        result = run("build", "press", "--profile", "thegamecrafter", *dry)
        assert result.exit_code == 4 and "[preview]" in result.stderr
        assert "would write" not in result.stderr


def test_languages_asked_for_one_by_one_are_both_used():
    one_by_one = run("-C", BWRDD, "--lang", "cy", "--lang", "en", "build", "office", "-n")
    together = run("-C", BWRDD, "--lang", "cy,en", "build", "office", "-n")
    assert one_by_one.exit_code == 0 and one_by_one.stderr == together.stderr
    third = run("-C", BWRDD, "--lang", "cy,en", "--lang", "fr", "build", "office", "-n")
    assert third.exit_code == 2


@pytest.mark.slow
def test_inks_for_another_paper_are_told_from_changes():
    for profile in ("uk-online", "uk-uncoated"):
        made = run("build", "press", "--profile", profile, "-o", f"{profile}.pdf")
        assert made.exit_code == 0
    build = ("build", "press", "-n", "--profile")
    told = run(*build, "uk-uncoated", "--changed-since", "uk-uncoated.pdf").stderr
    assert told == "no card changed since uk-uncoated.pdf; nothing to print\n"
    for now, then in (("uk-uncoated", "uk-online"), ("uk-online", "uk-uncoated")):
        refused = run(*build, now, "--changed-since", f"{then}.pdf")
        assert refused.exit_code == 2 and "so all its faces differ" in refused.stderr
    assert run("diff", "uk-uncoated.pdf").stdout == ""
    sheets = run("build", "press-sheets", "--profile", "print-room-uncoated", "-o", "sheets.pdf")
    assert sheets.exit_code == 0 and run("diff", "sheets.pdf").stdout == ""
