"""Messages stand where their readers can mend what is wrong, never in what came with cardgen."""

import json
from pathlib import Path

import pytest
from command_line import run
from decks import BUNDLED
from small_decks import FIELDS, small_deck

import cardgen

SHEET = (BUNDLED / "layouts" / "sheets" / "a4.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own(name, text):
    path = Path("layouts") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path.as_posix()


def told(output="office", project=None, **options):
    """The problems of a build, whether or not it is made."""
    project = project or cardgen.open()
    try:
        return project.build(output, dry_run=True, **options).problems
    except cardgen.DeckError as error:
        return error.problems


def places(problems, code):
    return {problem.where.file for problem in problems if problem.code == code}


@pytest.mark.parametrize("field", ["definition", "positive", "negative"])
def test_a_field_that_a_layout_prints_and_the_deck_lacks_is_told_in_the_deck(elsewhere, field):
    path = small_deck(elsewhere)
    fields = {name: form for name, form in FIELDS.items() if name != field}
    data = json.loads(path.read_text("utf-8"))
    data["kinds"]["behaviour"]["fields"] = fields
    for card in data["cards"]:
        del card[field]
    path.write_text(json.dumps(data, indent=1), "utf-8")
    problems = told()
    assert places(problems, "E209") == {"deck/deck.yaml"}
    assert {p.what for p in problems} == {f'cards of the kind "behaviour" have no field "{field}"'}


def test_a_kind_that_a_layout_does_not_cover_is_told_where_it_is_declared(elsewhere):
    kinds = {"quiz": {"numbered": True, "fields": FIELDS}}
    small_deck(elsewhere, {"kind": "quiz"}, kinds=kinds)
    (problem,) = told()
    assert (problem.code, problem.where.file, problem.where.line) == ("E207", "deck/deck.yaml", 8)


def test_paper_that_is_too_small_is_told_at_what_chose_it(elsewhere):
    small_deck(elsewhere)
    small = SHEET.replace("width: 210", "width: 100").replace("height: 297", "height: 120")
    path = own("sheets/tiny.yaml", small)
    assert places(told(sheet="tiny"), "E401") == {"--sheet tiny"}
    own("sheets/a4.yaml", small)
    assert places(told(), "E401") == {path.replace("tiny", "a4")}


def test_a_sheet_without_cells_is_told_where_it_was_chosen(elsewhere):
    small_deck(elsewhere)
    assert places(told("labels", sheet="a4"), "E212") == {"--sheet a4"}
    path = own("outputs/ours.yaml", "about: Ours\ncards: label\nsheet: a4\n")
    assert places(told("ours"), "E212") == {path}


def test_a_warning_of_a_sheet_is_at_the_sheet_or_at_the_option(elsewhere):
    small_deck(elsewhere)
    path = own("sheets/close.yaml", SHEET.replace("gap: 20", "gap: 1"))
    assert places(told("facilitator", sheet="close"), "W403") == {"--sheet close"}
    own("outputs/ours.yaml", "about: Ours\ncards: a6\nsheet: close\n")
    assert places(told("ours"), "W403") == {path}


def test_an_ink_or_a_font_that_is_missing_is_told_in_ones_own_file(elsewhere):
    small_deck(elsewhere)
    for name, file in (("ink", "palette.yaml"), ("semibold", "fonts.yaml")):
        text = (BUNDLED / "layouts" / file).read_text("utf-8")
        path = own(file, text.replace(f"{name}:", f"other-{name}:", 1))
        found = [p for p in told() if p.code in ("E204", "E105")]
        assert found and {p.where.file for p in found} == {path}
        Path(path).unlink()


def test_pages_that_are_too_full_with_cards_are_told_in_the_deck(elsewhere):
    small_deck(elsewhere, *[{}] * 320)
    (problem,) = [p for p in told("leaflet") if p.code == "E301"]
    assert problem.where.file == "deck/deck.yaml" and "print fewer cards" in problem.fix


@pytest.mark.slow
@pytest.mark.parametrize(
    "more",
    [
        {"title": "x" * 80, "publisher": "z" * 200, "rights": "r" * 300},
        {"title": "\u4e2d"},
        {"labels": {"positive-heading": "P" * 100}},
        {"survey": "https://example.org/" + "s" * 300},
        {"lang": "pl"},
    ],
)
def test_no_output_blames_what_came_with_cardgen(elsewhere, more):
    small_deck(elsewhere, {"definition": "word " * 400}, **more)
    project = cardgen.open()
    for row in project.list("outputs"):
        if row["name"] not in ("badges", "name-cards", "table-tents"):
            wrong = [p for p in told(row["name"], project) if Path(p.where.file).is_absolute()]
            assert wrong == [], row["name"]


def test_a_mistake_in_a_back_that_is_not_used_is_a_warning_of_ones_own_layout(elsewhere):
    small_deck(elsewhere)
    backs = (BUNDLED / "layouts" / "cards" / "office" / "backs.yaml").read_text("utf-8")
    path = own(
        "cards/office/backs.yaml",
        backs.replace("$first-note, style: large", "$first-note, style: larg"),
    )
    assert [p for p in told() if p.severity == "error" and p.where.file == path] == []
    warned = [p for p in cardgen.open().check("office") if p.code == "W452"]
    assert warned and {p.where.file for p in warned} == {path}
    assert all("not used now" in p.what for p in warned)


def test_usage_errors_of_the_interface_show_the_usage(elsewhere):
    for words in (["build", "offise"], ["check", "offise"], ["show", "nobody"]):
        result = run(*words)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"Usage: cardgen {words[0]} ")
        assert f"Try 'cardgen {words[0]} --help' for help." in result.stderr


@pytest.mark.parametrize(
    ("subtitle", "publisher", "shorten"),
    [
        ("S" * 30, "P" * 20, "subtitle"),  # each has room alone
        ("S" * 20, "P" * 30, "publisher"),
        ("S" * 20, "P" * 400, "publisher"),  # it has none even alone
        ("S" * 400, "P" * 20, "subtitle"),
    ],
)
def test_of_two_texts_on_one_line_the_one_to_shorten_is_told(
    elsewhere, subtitle, publisher, shorten
):
    own("cards/a6/card.yaml", (BUNDLED / "layouts/cards/a6/card.yaml").read_text("utf-8"))
    running = 'running: {of: "{subtitle}", end: "{publisher}", style: body, ink: ink}'
    own("cards/a6/behaviour.yaml", f"front: {{blocks: [{running}]}}\nback: {{blocks: []}}\n")
    small_deck(elsewhere, subtitle=subtitle, publisher=publisher)
    (problem,) = told("cards")
    line = Path("deck/deck.yaml").read_text("utf-8").splitlines()[problem.where.line - 1]
    assert line.startswith(f' "{shorten}": "{shorten[0].upper()}')
    assert f': "{shorten[0].upper()}' in problem.what and "line -" not in problem.what


def test_that_our_words_are_not_translated_is_told_at_the_language(elsewhere):
    small_deck(elsewhere, lang="de")
    (problem,) = told()
    line = (
        (elsewhere / "deck" / "deck.yaml").read_text("utf-8").splitlines()[problem.where.line - 1]
    )
    assert problem.code == "W408" and '"lang": "de"' in line


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("24.11.2026", "write it as 2026-11-24"),
        ("11/24/2026", "write it as 2026-11-24"),
        ("5/5/2026", "write it as 2026-05-05"),
        ("3/4/2026", "write the year, the month and the day, as in 2026-11-23"),
        ("32/13/2026", "write the year, the month and the day, as in 2026-11-23"),
        ("soon", "write the year, the month and the day, as in 2026-11-23"),
    ],
)
def test_a_date_in_another_form_is_told_as_it_is_meant_if_that_is_certain(elsewhere, written, fix):
    small_deck(elsewhere, date=written)
    (problem,) = told()
    assert (problem.code, problem.fix) == ("E102", fix)
