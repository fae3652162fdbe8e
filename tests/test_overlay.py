"""What is laid over a deck: changes and additions in a file of one's own."""

import json
import re
import shutil
from pathlib import Path

import pytest
from command_line import run
from decks import AIRE, BUNDLED, BWRDD
from jsonschema import Draft7Validator
from pypdf import PdfReader
from structure import dump
from yaml_12 import values

from cardgen.read.json_schemas import schema_of

TRUST = (Path(__file__).parent / "decks" / "overlay.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A folder with an overlay, and the bundled deck's files as they are before and after."""
    monkeypatch.chdir(tmp_path)
    lay(TRUST)
    before = {path: path.read_bytes() for path in (BUNDLED / "deck").iterdir()}
    yield tmp_path
    assert before == {path: path.read_bytes() for path in (BUNDLED / "deck").iterdir()}


def lay(words):
    Path("trust.yaml").write_text(words, encoding="utf-8")


def typed(*arguments):
    result = run("--overlay", "trust.yaml", *arguments)
    assert result.exit_code == 0, result.stderr
    return result


def mistakes(words, *arguments):
    """What is told of an overlay, as code, words, place and way out."""
    lay(words)
    result = run("--overlay", "trust.yaml", *(arguments or ["build", "-n"]))
    assert result.exit_code == 1
    found = re.findall(
        r"error\[(\w+)\]: (.*)\n  --> (\S+)(?:\n .*|\n\d.*)*(?:\nhelp: (.*))?", result.stderr
    )
    return [tuple(one) for one in found]


def cards():
    return json.loads(typed("list", "cards", "--json").stdout)["cards"]


def text(*arguments):
    """The words on the pages of what is built, each page's in a line."""
    typed("build", *arguments, "-o", "made.pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader("made.pdf").pages]


def test_cards_are_changed_field_by_field_and_new_ones_come_last():
    found = {card["id"]: card for card in cards()}
    assert [card["number"] for card in found.values()][3:] == [*range(1, 15)]
    assert (found["pace"]["number"], found["pace"]["theme"]) == (14, "ours")
    shown = typed("show", "trust").stdout
    assert "Builds trust every day, in our own words" in shown and "No blame" in shown


def test_additions_say_whose_they_are_and_changed_words_are_an_edit():
    assert "origin  addition" in typed("show", "pace").stdout
    assert "origin  copy-edit" in typed("show", "trust").stdout
    assert "origin  source" in typed("show", "resilience-bravery-courage").stdout
    told = text("office", "--card", "pace")
    assert any("Added by Harrowbeck Hospitals" in page for page in told)
    assert not any("Added by" in page for page in text("office", "--card", "trust"))


def test_themes_titles_labels_and_questions_are_laid_over_too():
    themes = json.loads(typed("list", "themes", "--json").stdout)["themes"]
    names = [theme["name"] for theme in themes]
    assert names[0] == "Being us" and names[-1] == "Our Trust" and len(names) == 5
    front, back = text("cards", "--card", "trust")
    assert "What we like to see" in back and "Positive indicators" not in back
    assert "As we live them" in PdfReader("made.pdf").metadata.subject
    assert "Builds trust every day" in front
    questions = text("office", "--back", "prompts", "--card", "trust,pace")
    told = " ".join(questions)
    assert "Whom do you trust here?" in told and "When did you last wait?" in told
    assert "Where does a lack of trust cost us the most time?" in told
    assert "Questions added by Harrowbeck Hospitals" in questions[1]  # pace has no others
    assert "Questions added by the cardgen project, Harrowbeck Hospitals" in questions[1]


@pytest.mark.slow
def test_all_outputs_take_it_and_check_goes_through_it():
    assert "17 cards checked" in typed("check").stderr
    for output in ("facilitator", "poster", "temperature-check", "reading", "contact-sheet"):
        assert "Pace" in " ".join(text(output)), output


@pytest.mark.slow
def test_diff_and_reprints_know_what_it_changed():
    built = run("build", "office", "-o", "plain.pdf")
    assert built.exit_code == 0
    told = typed("diff", "plain.pdf").stdout
    assert "pace: added" in told
    lay("cards: [{id: trust, definition: In our own words}]")
    assert typed("diff", "plain.pdf").stdout.startswith("trust: ")
    assert (
        "changed since plain.pdf: trust"
        in typed("build", "office", "--changed-since", "plain.pdf", "-o", "new.pdf").stderr
    )


def test_a_translation_is_an_overlay_in_its_language():
    shutil.copytree(BUNDLED / "deck", "deck")
    Path("deck/deck.yaml").write_text(
        "title: Small\nlang: en-GB\ndate: 2026-11-25\n"
        "kinds: {behaviour: {numbered: true, fields: {name: text, definition: text,"
        " positive: list, negative: list}}}\n"
        "cards:\n"
        "  - {id: trust, name: Trust, definition: Is there, positive: [Good], negative: [Bad]}\n",
        encoding="utf-8",
    )
    lay(
        "lang: cy\ntitle: Bach\ncards:\n"
        "  - {id: trust, name: Ymddiriedaeth, definition: Mae yno,"
        " positive: [Da], negative: [Drwg]}\n"
    )
    assert "origin  source" in typed("show", "trust").stdout
    assert "Trust" in typed("show", "trust").stdout
    welsh = typed("--lang", "cy", "show", "trust").stdout
    assert "Ymddiriedaeth" in welsh and "- Da" in welsh and "lang    cy" in welsh
    lay("lang: cy\ncards: [{id: trust, name: Ymddiriedaeth}]")
    missing = run("--overlay", "trust.yaml", "--lang", "cy", "show", "trust").stderr
    assert missing.count("error[E216]") == 4


def test_pictures_and_logos_lie_beside_the_overlay():
    shutil.copy(AIRE / "deck" / "logo.svg", "logo.svg")
    lay(
        "logo: {file: logo.svg, alt: Aire Valley}\n"
        "cards: [{id: trust, image: {file: logo.svg, decorative: true}}]"
    )
    typed("build", "office", "-n")


@pytest.mark.slow
def test_another_logo_needs_words_of_its_own_and_other_words_need_no_logo():
    shutil.copytree(AIRE / "deck", "deck")
    shutil.copy(AIRE / "deck" / "logo.svg", "logo.svg")
    assert mistakes("logo: {file: logo.svg}\n") == [
        ("E105", 'a logo needs "alt"', "trust.yaml:1:7", ""),
    ]
    lay("logo: {alt: Other words}\n")
    typed("build", "handouts", "-o", "made.pdf")
    assert "Alt='Other words'" in dump(Path("made.pdf").read_bytes())


def test_it_may_lie_beside_the_decks_own_files():
    shutil.copytree(BUNDLED / "deck", "deck")
    shutil.copy("trust.yaml", "deck/ours.yaml")
    result = run("--overlay", "./deck/../deck/ours.yaml", "build", "-n")
    assert (result.exit_code, "W402" in result.stderr) == (0, False)
    assert "W402" in run("build", "-n").stderr


def test_what_is_counted_in_it_is_counted_with_its_own_cards():
    change = '  - {id: mindset, positive: ["One of {behaviours}"]}\n  - id: pace\n'
    lay(TRUST.replace("  - id: pace\n", change))
    assert "One of 14" in typed("show", "mindset").stdout


# Over a deck in two languages, English and Welsh.


def round_the_table(written="", instead="", file="deck.yaml"):
    """The deck, with other words."""
    shutil.copytree(BWRDD / "deck", "deck", dirs_exist_ok=True)
    path = Path("deck") / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, instead) if written else text, encoding="utf-8")


def shown(card, *options):
    return typed(*options, "show", card).stdout


@pytest.mark.slow
def test_languages_that_it_adds_are_beside_the_decks():
    round_the_table("{en: Courage, cy: Dewrder}", "Courage")
    lay("languages: [fr]\n")
    told = typed("check").stderr
    assert '"name" of "courage" is missing in "cy"' in told
    assert 'the deck has no texts in the language "fr"' in told


def test_what_is_no_text_is_the_same_in_every_language():
    round_the_table()
    lay("lang: cy\ndate: 2027-02-03\nkinds: {behaviour: {fields: {note: text?}}}\n")
    typed("build", "-n")
    typed("--lang", "cy", "build", "-n")


def test_themes_come_to_a_deck_that_has_none():
    round_the_table()
    text = Path("deck/deck.yaml").read_text(encoding="utf-8")
    text = re.sub("themes:.*?(?=cards:)", "", text, flags=re.S)
    text = re.sub("    theme: .*\n", "", text)
    Path("deck/deck.yaml").write_text(text, encoding="utf-8")
    lay('themes: [{id: ours, name: Ours, colour: "#AA2F00"}]\ncards: [{id: trust, theme: ours}]\n')
    assert "Ours" in shown("trust")


def test_a_word_in_a_language_takes_the_place_of_that_in_one_of_its_countries():
    round_the_table("{en: Trust,", "{en-GB: Trust,")
    lay("cards: [{id: trust, name: {en: Faith}}]\n")
    assert "Faith" in shown("trust") and "Ymddiriedaeth" in shown("trust", "--lang", "cy")


def test_a_change_may_say_which_language_it_is_in():
    round_the_table("{en: Courage, cy: Dewrder}", "Courage")
    lay("cards: [{id: courage, lang: cy, definition: Yn ddewr}]\n")
    assert "Courage" in shown("courage") and "lang    en-GB" in shown("courage")
    lay("cards: [{id: courage, lang: cy, name: Dewr}]\n")
    assert "Dewr" in shown("courage", "--lang", "cy")


QUESTIONS = ["build", "facilitator", "--back", "prompts", "--card", "trust"]


def test_questions_in_another_language_stand_beside_those_of_the_deck():
    round_the_table()
    lay("prompts: {lang: cy, origin: translation, prompts: {trust: {me: Pwy nawr?}}}\n")
    assert any("Who trusts you" in page for page in text(*QUESTIONS[1:]))
    typed("--lang", "cy", *QUESTIONS, "-o", "made.pdf")
    told = " ".join(page.extract_text() for page in PdfReader("made.pdf").pages)
    assert "Pwy nawr?" in told and "ymddiried" not in told.partition("Pwy nawr?")[0][-40:]


def test_a_decks_questions_may_be_in_another_language_than_the_deck():
    round_the_table()
    Path("deck/prompts.yaml").write_text(
        "lang: cy\norigin: source\nby: Cyngor y Dref\nlenses: {me: Fi}\n"
        "prompts: {trust: {me: Pwy?}}\ngeneric: [{en: What?, cy: Beth?}]\n",
        encoding="utf-8",
    )
    lay("prompts: {lenses: {me: Me}, prompts: {trust: {me: Who now?}}}\n")
    assert any("Who now?" in page for page in text(*QUESTIONS[1:]))
    typed("--lang", "cy", *QUESTIONS, "-o", "made.pdf")
    assert any("Pwy?" in page.extract_text() for page in PdfReader("made.pdf").pages)


# Pictures, and whose words they are.


def with_picture():
    round_the_table(
        "    name: {en: Trust,",
        "    image: {file: own.svg, alt: {en: A, cy: B}}\n    name: {en: Trust,",
    )
    for path in ("deck/own.svg", "logo.svg"):
        shutil.copy(AIRE / "deck" / "logo.svg", path)


@pytest.mark.parametrize(
    "change", ["image: {file: logo.svg, decorative: true}", "art: venn", "image: {alt: Other}"]
)
def test_a_picture_takes_the_place_of_a_picture_and_so_do_other_words_of_it(change):
    with_picture()
    lay(f"cards: [{{id: trust, {change}}}]\n")
    typed("build", "-n")


def test_what_a_picture_shows_is_told_in_each_language():
    with_picture()
    lay("title: T\n")
    typed("build", "-n")


def test_other_words_for_a_picture_are_no_edit_of_the_card():
    with_picture()
    lay("cards: [{id: trust, image: {alt: Other}}]\n")
    assert "origin  source" in shown("trust")


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("", "name: Faith", "copy-edit"),
        ("", "name: Faith, origin: addition", "addition"),
        ("addition", "name: Faith", "addition"),
        ("", "name: {cy: Ffydd}", "source"),
    ],
)
def test_whose_the_words_are_after_a_change(before, change, after):
    round_the_table("  - id: trust\n", "  - id: trust\n" + f"    origin: {before}\n" * bool(before))
    lay(f"cards: [{{id: trust, {change}}}]\n")
    assert f"origin  {after}" in shown("trust")


def test_a_card_of_the_overlays_own_may_say_whose_it_is():
    lay(TRUST.replace("  - id: pace\n", "  - id: pace\n    origin: source\n"))
    assert "origin  source" in shown("pace")


def test_a_workshop_may_lay_one_over():
    Path("thursday.yaml").write_text(
        "title: Thursday\noverlay: trust.yaml\ncards: [pace, trust]\noutputs: [office]\n",
        encoding="utf-8",
    )
    result = run("build", "-n", "--json", "thursday.yaml")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["files"][0]["cards"] == ["pace", "trust"]


def test_slips_are_told_in_the_overlays_own_file():
    found = mistakes(
        "themes: [{id: ours, name: Ours, colour: cherry}]\n"
        "cards:\n  - {id: trsut, name: Trusting}\n  - {id: mindset, postive: [Yes]}\n"
        "  - {id: pace, theme: beeing, kind: behaviour, name: P, definition: D, positive: [a],"
        " negative: [b]}\n"
    )
    assert [(code, place, fix) for code, _, place, fix in found] == [
        (
            "E205",
            "trust.yaml:1:41",
            'write one as "#9C3D75", or use: sunflower, coral, indigo, pine',
        ),
        (
            "E219",
            "trust.yaml:3:10",
            'did you mean "trust"? If it is new: a card needs "kind", or its file does',
        ),
        ("E101", "trust.yaml:4:19", 'did you mean "positive"?'),
        ("E201", "trust.yaml:5:23", 'did you mean "being"?'),
    ]


@pytest.mark.parametrize(
    ("card", "codes"),
    [
        ("{id: Trust}", ["E219"]),
        ("{id: trusts, definition: D}", ["E219"]),
        ("{id: trusts, kind: behaviour, name: T}", ["E219"]),
        ("{id: trusts, kind: behaviour, name: T, theme: beeing}", ["E219", "E201"]),
        ("{id: unlike-any, definition: D}", ["E105"]),
    ],
)
def test_a_misspelt_id_is_told_once_and_what_is_wrong_besides_as_well(card, codes):
    assert [code for code, *_ in mistakes(f"cards:\n  - {card}\n")] == codes


@pytest.mark.parametrize(
    ("words", "code", "place"),
    [
        ("[a, list]\n", "E102", "trust.yaml:1:1"),
        ("cards: trust\n", "E102", "trust.yaml:1:8"),
        ("themes: ours\n", "E102", "trust.yaml:1:9"),
        ("prompts: [Who]\n", "E102", "trust.yaml:1:10"),
        ("languages: cy\n", "E102", "trust.yaml:1:12"),
        ("lang: [cy]\n", "E102", "trust.yaml:1:7"),
        ("titel: Ours\n", "E101", "trust.yaml:1:1"),
        ("labels: {postive-heading: Good}\n", "E101", "trust.yaml:1:10"),
        ("cards: [{id: trust, name: A}, {id: trust, name: B}]\n", "E202", "trust.yaml:1:36"),
        ("prompts: {prompts: {trsut: {me: Who}}}\n", "E214", "trust.yaml:1:21"),
        ("prompts: nowhere.yaml\n", "E007", "trust.yaml:1:10"),
        ("logo: {file: none.svg, alt: None}\n", "E221", "trust.yaml:1:14"),
        ("", "E002", "trust.yaml:1:1"),
    ],
)
def test_a_mistake_is_told_where_it_stands(words, code, place):
    found = mistakes(words)
    assert (code, place) in [(one[0], one[2]) for one in found], found


def test_an_overlay_that_is_not_there_ends_with_3():
    result = run("--overlay", "none.yaml", "build", "-n")
    assert (result.exit_code, "none.yaml" in result.stderr) == (3, True)


def test_an_editor_knows_what_it_may_say():
    validator = Draft7Validator(json.loads(schema_of("overlay")))
    assert list(validator.iter_errors(values(TRUST))) == []
    for slip in ("titel: A", "themes: [{name: A}]", "cards: [{name: A}]", "prompts: {promts: {}}"):
        assert list(validator.iter_errors(values(slip))), slip
