"""Files as people save them, and texts exactly as they wrote them."""

import ast
import json
import re
from pathlib import Path

import pytest
from command_line import run
from small_decks import KINDS_YAML

import cardgen
from cardgen.cli.report import concise
from cardgen.model.deck import Step, Text
from cardgen.problems import Mark, Problem, Problems
from cardgen.read.codes import read_codes
from cardgen.read.deck import read_deck
from cardgen.read.files import BUNDLED, Files

DECK = f"""\
title: No
lang: en-GB
date: 2026-01-01
{KINDS_YAML}cards:
  - id: trust
    name: 10:30
    definition: 012
    positive: [No, 1.10, 1_000, 2026-01-01, ~, null, yes]
    negative: ['"Do to" not "do with"']
"""


def read(raw, folder):
    (folder / "deck.yaml").write_bytes(raw)
    problems = Problems()
    return read_deck(folder / "deck.yaml", Files(), problems), problems


def texts(words):
    if isinstance(words, Text):
        return [words.text]
    return [w.text if isinstance(w, Text) else f"{w.name.text}: {w.text.text}" for w in words]


@pytest.mark.parametrize(
    "raw",
    [
        DECK.encode(),
        b"\xef\xbb\xbf" + DECK.encode(),
        DECK.replace("\n", "\r\n").encode(),
        DECK.rstrip("\n").encode(),
    ],
    ids=["plain", "byte order mark", "CRLF", "no last line end"],
)
def test_texts_are_what_was_written_however_the_file_was_saved(raw, tmp_path):
    deck, problems = read(raw, tmp_path)
    assert problems == [] and deck.title.text == "No"
    words = deck.cards[0].words
    assert texts(words["name"]) == ["10:30"] and texts(words["definition"]) == ["012"]
    assert texts(words["positive"]) == [
        *("No", "1.10", "1_000", "2026-01-01", "~", "null", "yes"),
    ]
    assert texts(words["negative"]) == ['"Do to" not "do with"']


def test_a_file_in_another_encoding_is_refused_at_its_first_strange_byte(tmp_path):
    _, problems = read(DECK.replace("012", "caf\xe9").encode("latin-1"), tmp_path)
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [("E003", 11, 20)]


def test_forty_megabytes_are_refused_unread(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "deck.yaml").open("wb") as file:
        file.truncate(40 * 2**20)
    result = run("--deck", "deck.yaml", "build")
    assert result.exit_code == 1 and "error[E006]" in result.stderr
    assert "40 MB" in result.stderr


def test_the_bundled_deck_says_what_the_booklet_says():
    problems = Problems()
    deck = read_deck(BUNDLED / "deck" / "deck.yaml", Files(), problems)
    assert problems == []
    golden = (Path(__file__).parent / "wording.txt").read_text(encoding="utf-8").splitlines()
    read_words = [
        text
        for card in deck.cards
        for words in card.words.values()
        for word in ((words,) if isinstance(words, Text) else words)
        for text in ((word.name.text, word.text.text) if isinstance(word, Step) else (word.text,))
    ]
    counted = {"{themes} themes, {behaviours} behaviours": "4 themes, 13 behaviours"}
    of_cards = [line for line in golden if not line.startswith(("deck ", "theme "))]
    written = [line.split(": ", 1)[1] for line in of_cards]
    assert [counted.get(text, text) for text in written] == read_words


def test_every_code_is_explained_and_every_explanation_is_used():
    used = set()
    for path in Path(cardgen.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used |= set(re.findall(r"^[EWP]\d{3}$", node.value))
    assert used == set(read_codes())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code"),
    [('""', "E105"), ('"   "', "E105"), ('"Mind\\x07set"', "E102"), ("[a]", "E102")],
)
def test_check_tells_what_is_wrong_with_a_name_however_often_it_is_read(name, code, tmp_path):
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text("utf-8").replace("name: Authenticity", f"name: {name}")
        (tmp_path / "deck" / file.name).write_text(text, "utf-8")
    result = run("-C", tmp_path, "check", "office")
    assert result.exit_code == 1 and result.stderr.count(f"error[{code}]") == 1


@pytest.mark.parametrize(
    "survey",
    [
        *("https://…", "hello", "www.example.org/survey"),
        *("javascript:alert(1)", "https://example.org/a b"),
    ],
)
def test_a_survey_that_leads_nowhere_is_refused(survey, tmp_path):
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text("utf-8").replace("# survey: https://…", f"survey: {survey}")
        (tmp_path / "deck" / file.name).write_text(text, "utf-8")
    result = run("-C", tmp_path, "check")
    assert result.exit_code == 1 and "is not an address" in result.stderr


@pytest.mark.slow
def test_an_output_of_ones_own_is_checked_whatever_it_asks_for(tmp_path):
    (tmp_path / "layouts" / "outputs").mkdir(parents=True)
    (tmp_path / "layouts" / "cards" / "big").mkdir(parents=True)
    (tmp_path / "layouts/outputs/big.yaml").write_text("{about: Big, cards: big}", "utf-8")
    for of, answer in (("offise", 'there is no "offise"'), ("big", "cannot be itself")):
        card = f"{{of: {of}, width: 210, height: 297}}"
        (tmp_path / "layouts/cards/big/card.yaml").write_text(card, "utf-8")
        for command in (["check"], ["build", "big"]):
            result = run("-C", tmp_path, *command)
            assert result.exit_code == 1 and answer in result.stderr, command


@pytest.mark.slow
def test_themes_must_have_names_and_marks_that_tell_them_apart(tmp_path):
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text("utf-8").replace("name: Delivering", "name: Being")
        text = text.replace("mark: links", "mark: lonks")
        (tmp_path / "deck" / file.name).write_text(text, "utf-8")
    result = run("-C", tmp_path, "check", "office")
    assert result.exit_code == 1 and 'two themes are called "Being"' in result.stderr
    assert 'no mark is called "lonks"' in result.stderr and 'did you mean "links"?' in result.stderr


def in_words(*arguments):
    result = run("-C", BUNDLED, *arguments, "-n")
    return result.exit_code, result.stderr


def test_a_card_is_chosen_by_its_number_too():
    plan = json.loads(
        run("-C", BUNDLED, "build", "--card", "6,authenticity", "-n", "--json").stdout
    )
    assert plan["files"][0]["cards"] == ["authenticity", "trust"]


def test_a_file_is_not_named_as_what_it_is_not():
    assert in_words("build", "-o", "x.html")[0] == 2
    code, told = in_words("build", "reading", "--format", "html", "-o", "x.pdf")
    assert code == 2 and "x.pdf has the suffix of pdf but would be html" in told


@pytest.mark.parametrize("mode", [("--ink", "mono"), ("--draft",)])
def test_modes_of_ink_are_for_paper(mode):
    code, told = in_words("build", "reading", "--format", "html", *mode)
    assert code == 2 and f"{' '.join(mode)} can only be used for PDF" in told


def test_blank_cards_asked_for_twice_add_up():
    plan = run("-C", BUNDLED, *"build office --card 6 --add blank:2,blank:3 -n --json".split())
    assert len(json.loads(plan.stdout)["files"][0]["cards"]) == 1 + 5


@pytest.mark.slow
def test_prompts_need_a_lens(tmp_path):
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = re.sub(r"(?m)^lenses:.*(\n  .*)*", "lenses: {}", file.read_text("utf-8"))
        (tmp_path / "deck" / file.name).write_text(text, "utf-8")
    result = run("-C", tmp_path, "check")
    assert result.exit_code == 1 and "there is no lens for the prompts" in result.stderr


def test_a_problem_takes_one_line_where_programs_read_it():
    told = concise([Problem("error", "E1", Mark("a", 1), "one\ntwo", "three")])
    assert told == "a:1: error[E1] one two (three)"


def test_a_card_may_be_called_theme_in_editions_of_all_cards(tmp_path):
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text("utf-8").replace("id: trust", "id: theme")
        (tmp_path / "deck" / file.name).write_text(text.replace("  trust:", "  theme:"), "utf-8")
    result = run("-C", tmp_path, *"build contact-sheet --format html -o -".split())
    assert result.exit_code == 0 and "Trust" in result.stdout
