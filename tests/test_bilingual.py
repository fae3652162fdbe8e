"""Faces in two languages: side by side on cards, one after the other on pages, at one size."""

import json
import shutil
from pathlib import Path

import pytest
import verapdf
from command_line import run
from decks import BWRDD, elements_of, words_of
from pypdf import PdfReader
from structure import parsed, told_by_pdf

from cardgen.graphics.frame import Box, faces
from cardgen.jobs.layup import laid_up
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.model.options import Options
from cardgen.output.pdf.verify import verify
from cardgen.problems import Problems
from cardgen.read.project import find_sources

BOTH = "cy", "en"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with the sample deck as its own."""
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(written, instead):
    path = Path("deck/deck.yaml")
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, instead), "utf-8")


def faces_in(output, *languages, folder=BWRDD):
    """All faces of the deck in these languages, in their order."""
    problems = Problems()
    found = find_sources(folder, None)._replace(languages=languages)
    layup = laid_up(found, output, Options(), problems)
    assert problems == []
    made = [page.frame for page in Sheets(with_copies(layup, layup.spec.cards, 1), problems)]
    assert problems == []
    return [face for frame in made for face in faces(frame)]


def text(items):
    return "".join(run.text for run in words_of(items))


def sizes(items):
    """The sizes of all text, in points."""
    return {run.size_pt for run in words_of(items)}


def told(*words):
    """What a command says on its way to an end that is good."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def plan(output, *options):
    return json.loads(told("--lang", "cy,en", "build", output, *options, "-n", "--json").stdout)


# Cards.


@pytest.mark.parametrize("output", ["office", "cards"])
def test_a_card_has_its_languages_side_by_side_the_first_on_the_left(output):
    for face in faces_in(output, *BOTH):
        _, left, right = face.frame.items
        assert (left.x, right.x) == (0, face.width / 2)
        assert left.frame.width == right.frame.width == face.width / 2
    _, *trust = faces_in(output, *BOTH)[0].frame.items
    assert [text(half.frame.items).count("Trust") for half in trust] == [0, 1]
    _, *trust = faces_in(output, "en", "cy")[0].frame.items
    assert [text(half.frame.items).count("Trust") for half in trust] == [1, 0]


def test_each_half_is_the_card_as_it_is_in_its_language_alone():
    welsh, both = faces_in("office", "cy"), faces_in("office", *BOTH)
    lefts = {one.face.card: one.frame.items[1] for one in both if one.face.side == "back"}
    alone = {one.face.card: one for one in welsh if one.face.side == "back"}
    assert lefts.keys() == alone.keys()
    for card, left in lefts.items():
        assert list(words_of(left.frame.items)) == list(words_of(alone[card].frame.items))


def test_the_second_half_is_tagged_with_its_language_and_the_first_needs_no_tag():
    for face in faces_in("office", *BOTH):
        _, left, right = face.frame.items
        assert not list(elements_of([left], "Div"))
        (whole,) = right.frame.items
        assert (whole.role, whole.lang) == ("Div", "en-GB")


def test_a_card_bleeds_where_it_ends_and_what_both_halves_share_belongs_to_the_left_one():
    for face in faces_in("cards", *BOTH):
        _, left, right = face.frame.items
        assert left.bleed == (3, 3, 105 + 3, 3)
        assert right.bleed == (0, 3, 3, 3)


def test_backs_that_bleed_further_do_so_in_both_languages(project):
    told("--lang", "cy,en", "build", "facilitator", "--back-extra", 2, "-o", "wide.pdf")
    found = find_sources(BWRDD, None)._replace(languages=BOTH)
    layup = laid_up(found, "facilitator", Options(back_extra=2), Problems())
    made = list(Sheets(with_copies(layup, layup.spec.cards, 1), Problems()))
    (back,) = faces(made[1].frame)
    assert back.bleed == (5, 5, 5, 5)
    _, left, right = back.frame.items
    assert [half.bleed for half in (left, right)] == [(5, 5, 105 + 5, 5), (0, 5, 5, 5)]
    (english,) = right.frame.items
    assert min(box.x for box in left.frame.items if isinstance(box, Box)) == -5
    assert max(box.x + box.width for box in english.items if isinstance(box, Box)) == 110


def test_a_name_too_long_in_one_language_is_smaller_in_both(project):
    edit("cy: Dewrder", "cy: Penderfynoldeb")
    (alone,) = front_of("courage", "en")
    left, right = front_of("courage", *BOTH)
    assert sizes(left) == sizes(right)
    assert max(sizes(right)) < max(sizes(alone))
    assert max(sizes(front_of("listening", *BOTH)[1])) == max(sizes(alone))


def test_a_definition_too_long_in_one_language_makes_all_in_the_deck_smaller(project):
    edit("cy: Yn dweud y peth anodd yn garedig", f"cy: {'Yn dweud y peth anodd ' * 17}")
    (alone,) = front_of("listening", "en")
    left, right = front_of("listening", *BOTH)
    assert sizes(left) == sizes(right)
    assert sorted(sizes(right)) < sorted(sizes(alone))


def front_of(card, *languages):
    """The items of the card's front, of each half where it has two."""
    found = faces_in("cards", *languages, folder=Path())
    face = next(one for one in found if one.face.card == card)
    return (
        [half.frame.items for half in face.frame.items[1:]] if languages[1:] else [face.frame.items]
    )


@pytest.mark.parametrize(
    ("output", "width", "height", "on_a_sheet", "sheets"),
    [
        ("office", 210, 148.5, 2, 2),
        ("facilitator", 210, 148, 1, 3),
        ("clear-print", 297, 210, 1, 3),
        ("tarot", 140, 120, 2, 2),
        ("conversation", 126, 88, 4, 1),
    ],
)
def test_cards_twice_as_wide_find_their_sheet(project, output, width, height, on_a_sheet, sheets):
    (of_output,) = plan(output)["files"]
    (found,) = of_output["runs"]
    assert (found["width_mm"], found["height_mm"]) == (width, height)
    assert (found["on_a_sheet"], found["sheets"]) == (on_a_sheet, sheets)


def test_cards_that_find_no_sheet_are_said_to_be_in_two_languages(project):
    result = run("--lang", "cy,en", "build", "facilitator", "--fold")
    assert result.exit_code == 1
    assert "a card in two languages with its back beside it, 420 × 148 mm" in result.stderr


def test_labels_are_cut_already_and_take_one_language(project):
    result = run("--lang", "cy,en", "build", "labels")
    assert result.exit_code == 2
    assert "Avery C32011 is die-cut" in result.stderr
    assert "print them one at a time" in result.stderr
    told("--lang", "cy", "build", "labels", "-n")


# Pages.


def test_pages_come_in_the_first_language_then_in_the_second():
    found = faces_in("handouts", *BOTH)
    assert [(one.face.card, one.face.part) for one in found] == [
        (card, part) for card in ("trust", "listening", "courage") for part in (1, 2)
    ]
    assert [len(list(elements_of(one.frame.items, "Div"))) for one in found] == [0, 1] * 3
    assert "Ymddiriedaeth" in text(found[0].frame.items)
    assert "Trust" in text(found[1].frame.items)


def test_all_pages_in_a_language_come_before_those_in_the_other(project):
    edit("cy: [Yn cadw addewidion,", f"cy: [{'Yn cadw addewidion ' * 120},")
    found = [f for f in faces_in("large-print", *BOTH, folder=Path()) if f.face.card == "trust"]
    langs = [[div.lang for div in elements_of(one.frame.items, "Div")] for one in found]
    assert len(found) > 3
    assert langs == [[]] * (len(found) - 1) + [["en-GB"]]
    assert [one.face.part for one in found] == [*range(1, len(found) + 1)]


def test_pages_say_as_much_in_one_language_as_in_the_other(project):
    edit("cy: Yn siarad y tu ôl i gefnau pobl", f"cy: {'Yn siarad y tu ôl ' * 160}")
    told("--lang", "en", "build", "discussed", "-o", "alone.pdf")
    told("--lang", "cy,en", "build", "discussed", "-o", "both.pdf")
    (alone,), (_, english) = words_on("alone.pdf"), words_on("both.pdf")
    assert "Talks behind backs" in alone
    assert "Talks behind backs" not in english


# What is said.


def test_a_card_is_one_section_named_in_the_first_language(project):
    told("--lang", "cy,en", "build", "office", "-o", "both.pdf")
    lines = told_by_pdf(Path("both.pdf").read_bytes())
    titles = [token for _, role, _ in lines for token in role if token.startswith("T=")]
    assert titles == [
        *("T='Gyda’n gilydd'", "T='Ymddiriedaeth'", "T='Gwrando'"),
        *("T='Edrych ymlaen'", "T='Dewrder'"),
    ]
    assert PdfReader("both.pdf").root_object["/Lang"] == "cy"


def test_the_first_language_is_read_first_on_each_face(project):
    told("--lang", "cy,en", "build", "office", "-o", "both.pdf")
    lines = told_by_pdf(Path("both.pdf").read_bytes())
    said = [words for _, role, words in lines if role[:1] in (["H1"], ["H2"])][:12]
    welsh = ["Dangosyddion cadarnhaol", "Dangosyddion negyddol", "Gwiriad tymheredd"]
    english = ["Positive indicators", "Negative indicators", "Temperature check"]
    front = ["Ymddiriedaeth", "Trust"]
    assert said[:10] == [*front, "Ymddiriedaeth", *welsh, "Trust", *english]
    tagged = [role[1:] for _, role, _ in lines if role[:1] == ["Div"]]
    assert tagged == [["Lang='en-GB'"]] * 6


def test_a_web_page_has_both_languages_in_one_section(project):
    page = parsed(told("--lang", "cy,en", "build", "reading", "--format", "html", "-o", "-").stdout)
    assert page.get("lang") == "cy"
    section = page.find(".//h3[@id='trust']/..")
    assert section.find("h3").text == "Ymddiriedaeth"
    (second,) = section.findall("div[@lang='en-GB']")
    assert second.find("h4").text == "Trust"
    assert [heading.text for heading in second.iter("h5")][:1] == ["Positive indicators"]


@pytest.mark.parametrize("form", ["md", "txt"])
def test_text_has_both_languages_card_by_card(project, form):
    words = told("--lang", "cy,en", "build", "reading", "--format", form, "-o", "-").stdout
    names = ["Ymddiriedaeth", "Trust", "Gwrando", "Listening", "Dewrder", "Courage"]
    places = [words.index(name) for name in names]
    assert places == sorted(places)


# What can go wrong.


def test_texts_missing_in_either_language_are_listed(project):
    edit("{en: Trust, cy: Ymddiriedaeth}", "{en: Trust}")
    edit("{en: Asks before answering, cy: Yn gofyn cyn ateb}", "{cy: Yn gofyn cyn ateb}")
    result = run("--lang", "cy,en", "build", "office")
    assert result.exit_code == 1
    assert '"name" of "trust" is missing in "cy"' in result.stderr
    assert '"positive" of "listening" is missing in "en-GB"' in result.stderr
    assert result.stderr.count("error[") == 2
    assert not Path("build").exists()


def test_what_is_wrong_in_both_languages_is_told_once(project):
    edit("mark: peak}", "mark: peak, colour: coral}")
    result = run("--lang", "cy,en", "build", "office")
    assert result.stderr.count("error[E") == 1


@pytest.mark.parametrize(
    ("languages", "why"),
    [
        ("cy,cy", '"cy" and "cy" are one language'),
        ("cy,en,fr", "a face has one language or two"),
        ("en,en-GB", '"en" and "en-GB" are one language'),
    ],
)
def test_a_face_bears_one_language_or_two_different_ones(project, languages, why):
    result = run("--lang", languages, "build", "office")
    assert result.exit_code == 2
    assert why in result.stderr
    Path("day.yaml").write_text(f"title: Day\nlang: {languages}\noutputs: [office]\n", "utf-8")
    result = run("build", "day.yaml")
    assert result.exit_code == 1
    assert not Path("build").exists()


@pytest.mark.slow
def test_check_goes_through_the_cards_in_both_languages(project):
    assert "3 cards checked" in told("--lang", "cy,en", "check").output
    edit("cy: Dewrder", f"cy: {'Dewrder' * 9}")
    told("--lang", "en", "check", "office")
    assert "E302" in run("--lang", "cy,en", "check", "office").stderr


@pytest.mark.slow
def test_the_room_is_that_of_the_language_with_less(project):
    edit("cy: Yn gofyn cyn ateb", f"cy: {'Yn gofyn cyn ateb ' * 12}")

    def room(languages):
        found = json.loads(told("--lang", languages, "fit", "--json").stdout)["fits"]
        (own,) = (fit for fit in found if (fit["card"], fit["format"]) == ("listening", "a6"))
        return own["width_mm"], own["back"]["spare_mm"]

    assert room("cy,en") == (210, room("cy")[1])
    assert room("en")[1] > room("cy")[1]


@pytest.mark.slow
def test_a_proof_shows_what_is_too_much_in_the_second_language(project):
    edit("en: Asks before answering", f"en: {'Asks before answering ' * 200}")
    assert run("--lang", "cy,en", "build", "office").exit_code == 1
    result = told("--lang", "cy,en", "build", "office", "--proof", "-o", "proof.pdf")
    assert "listening" in result.stderr


# Elsewhere.


@pytest.mark.slow
def test_a_reprint_has_the_cards_that_changed_in_either_language(project):
    told("--lang", "cy,en", "build", "office", "-o", "old.pdf")
    again = ["--lang", "cy,en", "build", "office", "--changed-since", "old.pdf", "-o", "new.pdf"]
    assert "no card changed" in told(*again).stderr
    edit("en: Waits to speak", "en: Waits for a chance to speak")
    assert "listening: back changes" in told("--lang", "cy,en", "diff", "old.pdf").output
    assert "1 card," in told(*again).stderr


@pytest.mark.slow
def test_a_workshop_in_two_languages_has_its_own_cards_in_both(project):
    Path("day.yaml").write_text(
        "title: Sgwrs dda\nlang: cy,en\ntables: [Derwen, 2]\ncopies: {per: table}\n"
        "participants: [Siân Rhys, Owain Prys, Ann Lee]\n"
        "outputs: [office, temperature-check, name-cards]\n",
        "utf-8",
    )
    told("build", "day.yaml")
    office = words_on("build/day/office.pdf")
    assert office[0].count("Derwen") == 2
    assert "3 o gardiau" in office[0] and "3 cards" in office[0]
    assert "Dewrder" in office[1] and "Courage" in office[1]
    checks = words_on("build/day/temperature-check.pdf")
    assert [["Enw", "Name"][index % 2] in page for index, page in enumerate(checks)] == [True] * 6
    assert [page.count("Siân Rhys") for page in checks] == [1, 1, 0, 0, 0, 0]
    (names, _) = words_on("build/day/name-cards.pdf")
    assert names.count("Siân\nRhys") == 2  # first name and surname on lines of their own
    assert "Bwrdd 2" in names and "Table 2" in names
    (index,) = words_on("build/day/index.pdf")
    assert "Bwrdd 2" in index and "1 ohonynt" in index and "yn sbâr" in index


def words_on(path):
    """The words on each page of a file."""
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.slow
@pytest.mark.parametrize("output", ["facilitator", "reading"])
def test_validators_find_nothing(project, output):
    told("--lang", "cy,en", "build", output, "-o", "both.pdf")
    assert verify(Path("both.pdf").read_bytes()) == []
    assert verapdf.failures(Path("both.pdf"), "ua1") == []
    assert verapdf.failures(Path("both.pdf"), "2a") == []
