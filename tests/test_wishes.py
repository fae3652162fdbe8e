"""What facilitators wish for, each in their words, and the line of the docs that does it."""

import json
import shlex
import shutil
from pathlib import Path

import pytest
from command_line import run
from decks import AIRE, BUNDLED, BWRDD
from manual import COMMANDS, MANUAL, block


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(command, *more):
    """What is said when the line of the docs is typed, with more after it."""
    assert command in COMMANDS, command
    result = run(*shlex.split(command)[1:], *more)
    assert result.exit_code == 0, result.stderr
    return result.stdout + result.stderr


def planned(command, *more):
    """The file that it would make, as numbers."""
    (file,) = json.loads(told(command, "-n", "--json", *more))["files"]
    return file


def of_workshop(lines, row, outputs="[office]"):
    """What a workshop makes that says so, in the words of a row of the docs or of their example."""
    assert row in MANUAL
    words = f"title: Thursday\n{lines}\noutputs: {outputs}\n"
    Path("thursday.yaml").write_text(words, encoding="utf-8")
    result = run("build", "-n", "--json", "thursday.yaml")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_1_only_the_delivering_cards_six_copies_on_a4_flipped_on_the_short_edge():
    file = planned("cardgen build --theme delivering", "--copies", "6", "--flip", "short")
    assert (len(file["cards"]), file["flip"], file["paper"]) == (18, "short", "A4")


def test_2_my_printer_shifts_the_back():
    told("cardgen calibrate --printer office --right 0.8 --down 0.5 --turn-cw 0.2")
    file = planned("cardgen build office --printer office")
    assert [page["moved"] is not None for page in file["pages"]] == [False, True] * 4


def test_3_my_printer_cannot_print_both_sides_of_card(project):
    said = told("cardgen build office --flip none", "--reverse")
    assert [
        name for name in ("fronts", "backs", "by-hand") if f"office-reverse-{name}.pdf" in said
    ] == [
        *("fronts", "backs", "by-hand"),
    ]


def test_4_welsh_cards_and_bilingual_ones(monkeypatch):
    monkeypatch.chdir(BWRDD)
    (welsh,) = json.loads(told("cardgen --lang cy build", "-n", "--json"))["files"]
    (both,) = json.loads(told("cardgen --lang cy,en build", "-n", "--json"))["files"]
    (one, *_), (two, *_) = welsh["runs"], both["runs"]
    assert (two["width_mm"], two["height_mm"]) == (2 * one["width_mm"], one["height_mm"])


def test_5_a_sheet_for_each_of_fourteen_people_named_numbered_or_blank():
    people = ", ".join(f"Ann {n}" for n in range(1, 15))
    row = "`participants: [1, 2, 3]`"
    for participants in (f"[{people}]", "[1, 2, 3]", "14"):
        lines = f"participants: {participants}\ncopies: {{per: participant}}"
        wish = "[{output: temperature-check, copies: {per: participant}}]"
        made = of_workshop(lines, row, wish)
        assert made["participants"] == (3 if participants == "[1, 2, 3]" else 14)


def test_6_i_have_a_mono_printer():
    assert "mono" in told("cardgen build office --ink mono")


@pytest.mark.slow
def test_7_our_own_behaviour_and_our_own_questions(project):
    (project / "our-trust.yaml").write_text(block("our-trust.yaml"), encoding="utf-8")
    (file,) = json.loads(told("cardgen build --overlay our-trust.yaml", "-n", "--json"))["files"]
    assert file["cards"][-1] == "pace"
    assert "17 cards checked" in told("cardgen check --overlay our-trust.yaml")


def test_8_a_page_of_what_we_discussed():
    said = told("cardgen build discussed --card trust --card delivery")
    assert "2 cards → 1 page" in said


def test_9_send_it_to_an_online_printer():
    assert "32 pages of 111 × 154 mm, each front before its back" in told("cardgen build cards")


def test_10_other_backs():
    assert len(planned("cardgen build office --back prompts")["cards"]) == 16


def test_11_five_tables_each_with_cards_of_its_own():
    row = "tables: [{name: Oak, cards: [being]}, {name: Ash, cards: [delivering]}]"
    made = of_workshop(row, f"`{row}`")
    assert [len(table["cards"]) for table in made["tables"]] == [3, 3]
    assert [card for card in made["files"][0]["cards"] if card.startswith("pack")] == [
        *("pack:1", "pack:2"),
    ]


def test_12_a_random_card_for_each_of_22_people():
    row = "random: {each: 1, seed: 7}"
    cards = of_workshop(f"{row}\nparticipants: 22", f"`{row}`")["files"][0]["cards"]
    assert len(cards) == 22
    assert {cards.count(card) for card in cards} == {1, 2}


def test_13_large_print_for_one_person():
    said = told("cardgen build large-print --card trust")
    assert "1 card → 2 pages of A4" in said
    assert "105" not in told("cardgen build clear-print")


def test_14_for_a_screen_reader_in_advance(project):
    told("cardgen build reading --format html")
    assert "<html lang=" in (project / "build" / "reading.html").read_text(encoding="utf-8")


def test_15_scissors_or_cards_that_are_cut_already():
    said = told("cardgen build labels")
    assert "of Avery C32011" in said and "cut at" not in said


def test_16_fold_and_glue():
    assert "score at" in told("cardgen build office --fold")


def test_17_each_pile_is_one_card():
    file = planned("cardgen build office --copies 6 --order cards")
    on_top = [[face["card"] for face in page["placements"]] for page in file["pages"][::2]]
    assert len(on_top) == 24
    assert all(on_top[at : at + 6] == [on_top[at]] * 6 for at in range(0, 24, 6))


@pytest.mark.slow
def test_18_one_typo_mended_and_one_card_printed_again(project):
    told("cardgen build office -o in-use.pdf")
    words = project / "deck" / "relating-and-communicating.yaml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("No blame", "No blaming"), encoding="utf-8")
    assert "trust" in told("cardgen diff in-use.pdf")
    file = planned("cardgen build office --changed-since in-use.pdf --fill spares")
    assert file["cards"] == ["trust"] * 4


def test_19_our_colours_and_our_logo(project):
    assert 'colour: "#9C3D75"' in MANUAL
    deck = project / "deck" / "deck.yaml"
    text = deck.read_text(encoding="utf-8").replace("colour: pine", 'colour: "#9C3D75"')
    deck.write_text(text + block("deck/deck.yaml", "logo: {file"), encoding="utf-8")
    shutil.copy(AIRE / "deck" / "logo.svg", project / "deck")
    assert "16 cards" in told("cardgen build office")


def test_20_cards_as_large_as_last_years(project):
    for file in ("layouts/cards/lastyears/card.yaml", "layouts/outputs/lastyears.yaml"):
        path = project / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block(file), encoding="utf-8")
    result = run("build", "lastyears", "-n", "--json")
    assert result.exit_code == 0, result.stderr
    (run_,) = json.loads(result.stdout)["files"][0]["runs"]
    assert (run_["width_mm"], run_["height_mm"]) == (94, 133)


def test_21_the_check_for_the_wall_and_in_the_hand():
    assert "1 page of A3" in told("cardgen build poster")
    extra = "cardgen build office --add theme-cards,scale,commitment,blank:4"
    assert "scale" in planned(extra)["cards"]


@pytest.mark.slow
def test_22_what_does_not_fit_and_what_would_help(project):
    assert "trust" in told("cardgen fit")


def test_23_a_crib_of_all_cards():
    assert "13 cards → 1 page" in told("cardgen build contact-sheet")


def test_24_only_the_six_lowest(project):
    (project / "survey.csv").write_text(
        "card,score\n" + "".join(f"{number},{number % 7}\n" for number in range(1, 14)),
        encoding="utf-8",
    )
    row = "lowest: {file: survey.csv, take: 6}"
    made = of_workshop(row, f"`{row}`")
    assert len(made["files"][0]["cards"]) == 6


def test_25_check_before_card_is_wasted():
    assert "not for print" in told("cardgen build --proof")
    assert "have 2 sheets of card ready, 1 of them spare" in told("cardgen build -n --theme being")
