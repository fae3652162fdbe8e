"""A deck in one of its languages: its texts, our words, what is read aloud; what is missing."""

import re
import shutil
from pathlib import Path

import pytest
import verapdf
import yaml
from command_line import run
from decks import BUNDLED, BWRDD
from pypdf import PdfReader
from structure import told_by_pdf

from cardgen.read.output import output_names
from cardgen.read.project import find_sources

WORDS = {
    lang: yaml.safe_load((BUNDLED / f"layouts/languages/{lang}.yaml").read_text(encoding="utf-8"))
    for lang in ("en", "cy")
}
OF_PEOPLE = ("badges", "name-cards", "table-tents")
OUTPUTS = [name for name in output_names(find_sources(BUNDLED, None)) if name not in OF_PEOPLE]


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def deck(project, *changes, file="deck.yaml"):
    """The deck with other words."""
    path = project / "deck" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def problems(*arguments):
    """What is told, as code, place and words; none if all is well."""
    told = run(*arguments).stderr
    return re.findall(r"\w+\[(\w+)\]: (.*)\n  --> (\S+)", told)


def built(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return result


# A deck in Welsh.


def test_without_a_wish_a_deck_is_in_its_own_language(project):
    built("build", "cards", "-o", "own.pdf")
    built("--lang", "en", "build", "cards", "-o", "en.pdf")
    assert (project / "own.pdf").read_bytes() == (project / "en.pdf").read_bytes()
    assert PdfReader("own.pdf").root_object["/Lang"] == "en-GB"


def test_in_welsh_all_is_in_welsh(project):
    built("--lang", "cy", "build", "cards", "-o", "cy.pdf", "--verify")
    reader = PdfReader("cy.pdf")
    assert (reader.root_object["/Lang"], reader.metadata.title) == ("cy", "O Amgylch y Bwrdd")
    words = [words for _, _, words in told_by_pdf(Path("cy.pdf").read_bytes()) if words]
    assert words[:2] == [
        *("Ymddiriedaeth", "Yn gwneud yr hyn a addawyd ac yn dweud hynny pan na ellir ei wneud"),
    ]
    assert "Dangosyddion cadarnhaol" in words and "Yn rhannu’r hyn sy’n hysbys" in words
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["Gyda’n gilydd", "Edrych ymlaen"]


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_output_is_made_and_says_nothing_in_english(output, project):
    built("--lang", "cy", "build", output, "--format", "pdf", "-o", "cy.pdf", "--verify")
    told = told_by_pdf(Path("cy.pdf").read_bytes())
    said = "\n".join(f"{' '.join(role)} {words}" for _, role, words in told)
    assert [text for text in english() if text in said] == []
    assert "en" not in re.findall(r"Lang='(\w+)", said)


def english():
    """Our words in English, those that Welsh has too left out."""
    texts = [text.partition("{")[0].strip() for text in WORDS["en"].values()]
    welsh = "\n".join(WORDS["cy"].values())
    return [text for text in texts if len(text) > 5 and text not in welsh]


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_what_is_read_on_a_screen_is_in_welsh_too(form, project):
    told = built("--lang", "cy", "build", "reading", "--format", form, "-o", "-").stdout
    assert [text for text in english() if text in told] == []
    assert "Dangosyddion cadarnhaol" in told
    if form == "html":
        assert '<html lang="cy">' in told and ">Cynnwys<" in told


def test_backs_with_questions_and_the_sheets_own_words_are_in_welsh(project):
    told = built("--lang", "cy", "build", "facilitator", "--back", "prompts", "-o", "cy.pdf")
    assert "3 cards" in told.stderr, "what the program says to whoever types stays English"
    text = " ".join("".join(page.extract_text() for page in PdfReader("cy.pdf").pages).split())
    assert "Pwy sy’n ymddiried ynoch chi?" in text
    assert "dalen 1 o 2" in text and "Yr ymyl hwn i fyny" in text


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing_in_welsh(project, flavour):
    built("--lang", "cy", "build", "facilitator", "-o", "cy.pdf")
    assert verapdf.failures(Path("cy.pdf"), flavour) == []


def test_a_card_in_a_third_language_stays_in_it_and_says_so(project):
    deck(
        project,
        (
            "  - id: courage\n",
            "  - id: mot\n    kind: behaviour\n    lang: fr\n    name: Le mot juste\n"
            "    definition: Dire ce qu'il faut\n    positive: [Oser]\n    negative: [Taire]\n"
            "  - id: courage\n",
        ),
    )
    built("--lang", "cy", "build", "cards", "-o", "cy.pdf")
    told = told_by_pdf(Path("cy.pdf").read_bytes())
    (role,) = {" ".join(role) for _, role, words in told if words == "Oser"}
    within = [" ".join(role) for _, role, _ in told]
    assert any("Lang='fr'" in one for one in within) and role


MOT = """\
  - id: mot
    kind: behaviour
    lang: fr
    name: Le mot juste
    definition: Dire ce qu'il faut
    positive: [Oser]
    negative: [Taire]
  - id: courage
"""


def test_a_card_of_a_third_language_with_some_of_it_in_the_one_wanted_needs_all_of_it(project):
    deck(project, ("  - id: courage\n", MOT), ("[Oser]", "[{fr: Oser, cy: Mentro}]"))
    found = problems("--lang", "cy", "build", "-n")
    assert [what for code, what, _ in found if code == "E216"] == [
        f'"{field}" of "mot" is missing in "cy"' for field in ("name", "definition", "negative")
    ]


def test_a_card_of_a_third_language_that_is_there_in_the_one_wanted_is_in_that(project):
    deck(project, ("  - id: courage\n", MOT), ("[en-GB, cy]", "[en-GB, cy, fr]"))
    for words in ("Le mot juste", "Dire ce qu'il faut", "Oser", "Taire"):
        deck(project, (words, f'{{fr: "{words}", cy: Gair, en: Word}}'))
    shown = built("--lang", "cy", "show", "mot").stdout
    assert "Gair" in shown and "lang    cy" in shown


def test_a_card_that_says_it_is_in_the_decks_own_language_is_missing_in_others(project):
    deck(project, ("  - id: courage\n", MOT.replace("fr", "en-GB")))
    found = problems("--lang", "cy", "build", "-n")
    assert len(found) == 4 and {code for code, _, _ in found} == {"E216"}


def test_one_card_in_a_language_is_enough_to_list_what_is_missing_in_it(project):
    deck(project, ("  - id: courage\n", MOT))
    found = {code for code, _, _ in problems("--lang", "fr", "build", "-n")}
    assert "E216" in found and "E215" not in found


def test_labels_that_are_not_there_in_a_language_are_our_words_in_it(project):
    labels = "labels: {positive-heading: We like, negative-heading: {en: Not so, cy: Nid felly}}\n"
    deck(project, ("date: ", f"{labels}date: "))
    built("--lang", "cy", "build", "cards", "-o", "cy.pdf")
    words = [words for _, _, words in told_by_pdf(Path("cy.pdf").read_bytes()) if words]
    assert "Dangosyddion cadarnhaol" in words and "Nid felly" in words and "We like" not in words


def test_a_file_of_questions_may_be_in_another_language_than_its_deck(project):
    deck(project, ("by: ", "lang: cy\nby: "), ("{en: Me, cy: Fi}", "Fi"), file="prompts.yaml")
    built("--lang", "cy", "build", "-n")


def test_whose_questions_they_are_may_be_said_in_each_language(project):
    deck(project, ("by: Cyngor y Dref", "by: {en: The Town, cy: Y Dref}"), file="prompts.yaml")
    built("--lang", "cy", "build", "facilitator", "--back", "prompts", "-n")


def test_a_language_may_be_written_in_capitals(project):
    deck(project, ("lang: en-GB\nlanguages: [en-GB, cy]", "lang: EN\nlanguages: [EN, CY]"))
    assert "W408" not in built("build", "-n").stderr


# Where a text may stand in several languages, and what is missing.


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ("{en: [One, Two], cy: [Un, Dau]}", ["Un", "Dau"]),
        ("[{en: One, cy: Un}, {cy: Dau, en: Two}]", ["Un", "Dau"]),
        ("{en-GB: [One], cy: [Un, Dau]}", ["Un", "Dau"]),
        ("{en: [One], cy-GB: [Un, Dau]}", ["Un", "Dau"]),
    ],
)
def test_a_list_has_its_languages_as_a_whole_or_item_by_item(project, lists, expected):
    deck(project, ("[{en: Speaks early, cy: Yn siarad yn gynnar}]", lists))
    shown = built("--lang", "cy", "show", "courage").stdout
    assert (
        re.findall("  - (.*)", shown.partition("positive")[2].partition("negative")[0]) == expected
    )


def test_each_text_that_is_missing_is_told_where_it_stands(project):
    deck(
        project,
        ("name: {en: Courage, cy: Dewrder}", "name: Courage"),
        ("[{en: Speaks early, cy: Yn siarad yn gynnar}]", "[Speaks early, {cy: Dau, en: Two}]"),
        ("cy: Ffyrdd", "en-US: Ffyrdd"),
    )
    deck(project, ("{en: Me, cy: Fi}", "Me"), file="prompts.yaml")
    assert problems("--lang", "cy", "build") == [
        ("E216", 'the deck\'s "subtitle" is missing in "cy"', "deck/deck.yaml:3:11"),
        ("E216", '"name" of "courage" is missing in "cy"', "deck/deck.yaml:37:11"),
        ("E216", '"positive" of "courage" is missing in "cy"', "deck/deck.yaml:39:16"),
        ("E216", 'the lens "me" is missing in "cy"', "deck/prompts.yaml:3:14"),
    ]
    assert not Path("build").exists()


def test_a_list_that_is_missing_as_a_whole_is_one_mistake(project):
    deck(project, ("[{en: Speaks early, cy: Yn siarad yn gynnar}]", "[Speaks early, Stays calm]"))
    assert problems("--lang", "cy", "build", "-n") == [
        ("E216", '"positive" of "courage" is missing in "cy"', "deck/deck.yaml:39:15"),
    ]


def test_how_to_write_what_is_missing_is_shown(project):
    deck(
        project,
        ("name: {en: Courage, cy: Dewrder}", "name: {en: Courage, fr: Courage}"),
        ("languages: [en-GB, cy]", "languages: [en-GB, cy, fr]"),
    )
    told = run("--lang", "cy", "build", "-n").stderr
    assert "help: it is given in en and fr; write it as {en: …, cy: …}\n" in told


def test_rights_are_said_in_each_language_and_an_address_may_be_one_for_each(project):
    lines = "publisher: Cyngor y Dref\nrights: Free\n"
    lines += "survey: {en: 'https://example.org/en', cy: 'https://example.org/cy'}\n"
    deck(project, ("publisher: Cyngor y Dref\n", lines))
    assert problems("--lang", "cy", "build", "-n") == [
        ("E216", 'the deck\'s "rights" is missing in "cy"', "deck/deck.yaml:5:9"),
    ]


@pytest.mark.parametrize(("wish", "expected"), [("en-us", "Color"), ("en", "Colour")])
def test_of_two_kinds_of_english_the_one_asked_for_is_taken_or_else_the_first(
    project, wish, expected
):
    deck(
        project,
        ("languages: [en-GB, cy]", "languages: [en-GB, en-US]"),
        ("{en: Courage, cy: Dewrder}", "{en-GB: Colour, en-US: Color}"),
        (", cy:", ", en-US:"),
        ("      cy: [Yn", "      en-US: [Yn"),
    )
    deck(project, (", cy:", ", en-US:"), file="prompts.yaml")
    assert f" {expected}\n" in built("--lang", wish, "show", "courage").stdout


def test_a_language_without_any_text_is_one_mistake(project):
    assert problems("--lang", "fr", "build", "-n")[0] == (
        *("E215", 'the deck has no texts in the language "fr"', "deck/deck.yaml:5:7"),
    )
    assert len(problems("--lang", "fr", "build", "-n")) == 1
    assert "help: its languages are: en-GB, cy\n" in run("--lang", "fr", "build", "-n").stderr
    found = problems("-C", BUNDLED, "--lang", "cy", "build", "-n")
    assert found[0][0] == "E215" and len(found) == 1


def test_a_slip_in_a_tag_is_told(project):
    deck(project, ("{en: Courage, cy: Dewrder}", "{en: Courage, cyy: Dewrder}"))
    found = problems("--lang", "cy", "build", "-n")
    assert ("E220", '"cyy" is not a language of this deck', "deck/deck.yaml:37:25") in found


@pytest.mark.slow
def test_check_tells_what_is_missing_in_any_of_the_decks_languages(project):
    deck(project, ("name: {en: Courage, cy: Dewrder}", "name: Courage"))
    result = run("check")
    assert result.exit_code == 0
    (found,) = re.findall(r"warning\[W409\]: (.*)", result.stderr)
    assert found == '"name" of "courage" is missing in "cy"'
    deck(project, ("languages: [en-GB, cy]\n", ""))
    assert "W409" not in run("check").stderr


@pytest.mark.slow
def test_a_list_with_less_in_one_language_is_told_by_check_and_where_it_is_printed(project):
    deck(project, ("      cy: [Yn cadw addewidion, Yn", "      cy: [Yn"))
    told = ("W410", '"positive" of "trust" has 1 in "cy" and 2 in "en"', "deck/deck.yaml:24:11")
    assert problems("--lang", "cy", "build", "-n") == [told]
    assert problems("--lang", "en,cy", "build", "cards", "-n") == [told]
    assert problems("check") == [told]
    assert problems("build", "-n") == []


@pytest.mark.slow
def test_check_tells_that_our_own_words_are_missing_in_a_language_of_the_deck(project):
    deck(project, ("languages: [en-GB, cy]", "languages: [en-GB, cy, gd]"))
    found = [what for code, what, _ in problems("check") if code == "W408"]
    assert found == ['cardgen\'s labels, such as "Temperature check", are not translated into "gd"']


@pytest.mark.parametrize("tag", ["welsh!", "c", "cy_GB", "en,,cy,fr"])
def test_what_is_no_language_is_refused(project, tag):
    assert run("--lang", tag, "build", "-n").exit_code == 2


# Our own words.


def test_both_languages_have_the_same_words_with_the_same_blanks():
    assert WORDS["en"].keys() == WORDS["cy"].keys()
    for name, text in WORDS["en"].items():
        blanks = [set(re.findall(r"{[\w-]+}", words)) for words in (text, WORDS["cy"][name])]
        # A kind of card has its name in one language, and so not in every line.
        assert blanks[0] - {"{Kind}", "{Kinds}"} == blanks[1], name
    assert len(WORDS["cy"]["months"].split()) == len(WORDS["en"]["months"].split()) == 12


def test_a_deck_in_a_language_without_our_words_has_them_in_english_and_says_so(project):
    text = (project / "deck" / "deck.yaml").read_text(encoding="utf-8")
    (project / "deck" / "deck.yaml").write_text(
        text.replace("lang: en-GB\nlanguages: [en-GB, cy]", "lang: de\nlanguages: [de]")
        .replace("en: ", "de: ")
        .replace(", cy:", ", de-AT:"),
        encoding="utf-8",
    )
    text = (project / "deck" / "prompts.yaml").read_text(encoding="utf-8")
    (project / "deck" / "prompts.yaml").write_text(
        text.replace("en: ", "de: ").replace(", cy:", ", de-AT:"), encoding="utf-8"
    )
    deck(project, ("      cy: [Yn", "      de-AT: [Yn"))
    result = built("build", "cards", "-o", "de.pdf")
    assert 'such as "Temperature check", are not translated into "de"' in (result.stderr)
    told = told_by_pdf(Path("de.pdf").read_bytes())
    (role,) = {" ".join(role) for _, role, words in told if words == "Positive indicators"}
    assert "Lang='en'" in role
    assert run("--lang", "de", "build", "-n").exit_code == 1, "asked for, they must be there"
    assert "error[E218]" in run("--lang", "de", "build", "-n").stderr


def test_words_of_ones_own_take_their_place(project):
    own = (BUNDLED / "layouts/languages/cy.yaml").read_text(encoding="utf-8")
    own = own.replace("Dangosyddion cadarnhaol", "Arwyddion da")
    write(project / "layouts/languages/cy.yaml", own)
    built("--lang", "cy", "build", "cards", "-o", "cy.pdf")
    assert "Arwyddion da" in PdfReader("cy.pdf").pages[1].extract_text()


def test_words_of_ones_own_must_be_all_of_them(project):
    own = (BUNDLED / "layouts/languages/cy.yaml").read_text(encoding="utf-8")
    write(
        project / "layouts/languages/cy.yaml",
        own.replace("positive-heading:", "postive-heading:").replace("talk:", "speak:"),
    )
    found = problems("--lang", "cy", "build", "-n")
    assert [(code, what) for code, what, _ in found] == [
        ("E101", 'no label is called "postive-heading"'),
        ("E217", "these labels are missing: positive-heading, talk"),
        ("E101", 'no label is called "speak"'),
    ]
