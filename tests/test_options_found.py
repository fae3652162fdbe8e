"""Options where people look for them, and what is said to those who type another word."""

import pytest
from command_line import run
from decks import BUNDLED, BWRDD

from cardgen.cli import main
from cardgen.read.option_words import read_option_words

ALL = {name: main.get_command(None, name) for name in main.list_commands(None)}


def flags(command):
    return {flag for option in command.params for flag in option.opts if flag.startswith("-")}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(*words):
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("of", ["--lang=cy", "--lang=cy,en"])
def test_a_language_is_chosen_before_the_command_and_behind_it(of):
    welsh = listed("--deck", BWRDD / "deck", of, "list", "cards")
    assert welsh == listed("--deck", BWRDD / "deck", "list", "cards", of)
    assert welsh != listed("--deck", BWRDD / "deck", "list", "cards")


def test_an_overlay_and_a_deck_are_named_behind_the_command_too(elsewhere):
    (elsewhere / "ours.yaml").write_text("cards: [{id: trust, name: Our trust}]", "utf-8")
    before = listed("--deck", BUNDLED / "deck", "--overlay", "ours.yaml", "show", "trust")
    assert before == listed("show", "trust", "--overlay", "ours.yaml", "--deck", BUNDLED / "deck")
    assert "Our trust" in before


def test_what_stands_behind_the_command_counts_more():
    words = "--deck", BWRDD / "deck", "--lang", "cy", "list", "cards", "--lang", "en"
    assert listed(*words) == listed("--deck", BWRDD / "deck", "list", "cards")


@pytest.mark.parametrize("name", ["build", "check", "diff", "export", "fit", "list", "preview"])
def test_the_commands_of_a_deck_say_which_deck_they_can_take(name):
    assert {"--deck", "--overlay", "--lang"} <= flags(ALL[name])


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("a,b,c", '"a" is not a language'),
        ("cy,en,fr", "a face has one language or two, such as cy,en, not 3"),
        ("en,en-GB", '"en" and "en-GB" are one language'),
        ("english!", '"english!" is not a language'),
    ],
)
@pytest.mark.parametrize("command", [["explain", "E301"], ["schema", "deck"], ["build", "-n"]])
def test_a_language_that_is_none_is_refused_by_every_command(tag, why, command):
    result = run("--lang", tag, *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("build --colour", "cardgen build has no option --colour; did you mean --ink?"),
        ("build --page-size a4", "did you mean --sheet?"),
        ("build --output a.pdf", "did you mean -o?"),
        ("build --cards trust", "did you mean --card?"),
        ("build --exclude trust", "did you mean --not?"),
        ("build --language cy", "did you mean --lang?"),
        ("build --duplex", "did you mean --flip?"),
        ("build --crop-marks", "did you mean --marks?"),
        ("build --shop moo", "did you mean --profile?"),
        ("build --simulate", "did you mean --dry-run?"),
        ("build --copy 2", "did you mean --copies?"),
        ("build --Page_Size a4", "did you mean --sheet?"),
        ("build --copis 2", "did you mean --copies?"),
        ("export --format xlsx", "did you mean --to?"),
        ("preview --dpi 300", "did you mean --ppi?"),
        ("build -C deck", "-C stands before the command: cardgen -C …"),
        ("build --folder deck", "-C stands before the command: cardgen -C …"),
        (
            "--sheet a4 build",
            "--sheet is an option of cardgen build, cardgen calibrate, cardgen order and",
        ),
        ("show --copies 2", "--copies is an option of cardgen build"),
        ("build --frobnicate", "cardgen build --help lists its options"),
        ("new deck --out a b", "cardgen new deck has no option --out; did you mean -o?"),
    ],
)
def test_who_types_another_word_is_told_the_option_that_is_meant(typed, answer):
    result = run(*typed.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert answer in result.stderr


def test_each_option_that_words_stand_for_is_one_of_some_command():
    every = set().union(*map(flags, [main, *ALL.values()]))
    assert read_option_words().keys() <= every
