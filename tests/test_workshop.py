"""A workshop's file becomes a folder: who gets what, an index, and nobody's name where it has no
place."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from command_line import run, run_within
from decks import BWRDD
from pypdf import PdfReader
from structure import parsed, said_in, told_by_pdf

from cardgen.model.options import OPTIONS
from cardgen.read.files import BUNDLED

NAMES = [
    *("Ann Lee", "Bo Ek", "Siân Rhys", "Owain Prys", "Mary O’Neill", "Jürgen Voß", "Zoë Ng"),
    *("Łukasz Nowak", "Aoife Byrne", "Chidi Okoro", "Nasreen Akhtar", "Tom Hall", "Priya Nair"),
    *("David Cohen", "Elif Şahin", "Mateo Ruiz", "Ioana Pop", "Jack Hill", "Grace Osei"),
    *("Finn Ó Sé", "Wen Li", "Kofi Mensah", "Sara Lind", "Ravi Rao"),
]
LEEDS = """\
title: Good conversations
date: 2026-12-03
facilitator: Sam Okafor
cards: [delivering, trust, {theme: being}, {not: authenticity}, mindset, 7]
copies: {per: table}
tables: 6
participants: {file: people.csv}
outputs:
  - office
  - {output: handouts, names: true}
  - temperature-check
"""


PEOPLE = "name\n" + "\n".join(NAMES) + "\n"


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def leeds(tmp_path_factory):
    """The folder of the whole workshop, and what was said, made once in less than six seconds."""
    folder = tmp_path_factory.mktemp("leeds")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "leeds.yaml").write_text(LEEDS, encoding="utf-8")
    result = run_within(6, 1000, "-C", folder, "build", "leeds.yaml")
    assert result.returncode == 0, result.stderr
    return folder / "build" / "leeds", result.stderr


def made(workshop, *options):
    """The folder, of the workshop written so."""
    path = Path("leeds.yaml")
    path.write_text(workshop, encoding="utf-8")
    result = run("build", path, *options)
    assert result.exit_code == 0, result.stderr
    return result


def plan(workshop):
    """What would be made, as other programs read it."""
    return json.loads(made(workshop, "-n", "--json").stdout)


def cards(workshop):
    """The cards of the first output, in the order in which they are printed."""
    return plan(workshop)["files"][0]["cards"]


def sets(workshop):
    """How many sets of the first output each table gets."""
    return [next(iter(table["sets"].values())) for table in plan(workshop)["tables"]]


def text(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def said(path):
    """The words of each element of a PDF."""
    return [words for _, _, words in told_by_pdf(path.read_bytes()) if words]


SMALL = "title: Small\ncards: [trust, mindset]\noutputs: [office]\n"


# The whole of it.


def test_six_tables_of_four_people_are_made_in_a_few_seconds(leeds):
    folder, told = leeds
    assert sorted(path.name for path in folder.iterdir()) == [
        *("handouts.pdf", "index.html", "index.pdf", "office.pdf", "plan.json"),
        "temperature-check.pdf",
    ]
    assert "42 cards, 4 on a sheet → 11 sheets of A4, both sides, actual size" in told
    assert (
        "tables 1–6, each: 4 people; office.pdf 7 cards; handouts.pdf 4 × 7 pages;"
        " temperature-check.pdf 4 × 1 page" in told
    )
    assert len(PdfReader(folder / "handouts.pdf").pages) == 24 * 7
    assert len(PdfReader(folder / "temperature-check.pdf").pages) == 24


@pytest.mark.slow
def test_the_order_of_the_cards_is_that_of_the_file():
    assert cards(LEEDS)[:7] == [
        *("ownership-accountability", "delivery", "doing-things-differently", "trust"),
        *("mindset", "resilience-bravery-courage", "community-holistic-thinking"),
    ]


def test_the_index_tells_whoever_was_not_there(leeds, same_as):
    folder, _ = leeds
    words = said(folder / "index.pdf")
    same_as(BUNDLED / "tests/pages/index-of-a-workshop.txt", "\n".join(words) + "\n")
    page = parsed((folder / "index.html").read_text(encoding="utf-8"))
    told = [word.strip(" •\n") for word in said_in(page.find("body")) if word]
    assert [word for word in told if word and word not in words] == []


@pytest.mark.slow
def test_a_dry_run_tells_the_same_plan_and_writes_nothing(room, leeds):
    folder, told = leeds
    dry = made(LEEDS, "-n").stderr
    assert not (room / "build").exists()
    assert told.replace("wrote 6 files", "would write 6 files") == dry
    assert len(list(folder.iterdir())) == 6


@pytest.mark.slow
def test_the_same_file_makes_the_same_folder(room, leeds):
    folder, _ = leeds
    made(LEEDS)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = {path.name: path.read_bytes() for path in (room / "build/leeds").iterdir()}
    assert first == again


# Names.


@pytest.mark.slow
def test_each_persons_pages_bear_their_name_and_are_read_in_full(leeds):
    folder, _ = leeds
    checks = text(folder / "temperature-check.pdf")
    assert all(name in page for name, page in zip(in_order(), checks, strict=True))
    handouts = text(folder / "handouts.pdf")
    owners = [name for name in in_order() for _ in range(7)]
    assert all(name in page for name, page in zip(owners, handouts, strict=True))
    words = said(folder / "handouts.pdf")
    assert words.count("Positive indicators") == 24 * 7
    assert all(words.count(name) == 7 for name in NAMES)


def in_order():
    """The names table by table."""
    return [NAMES[at] for table in range(6) for at in range(table, 24, 6)]


@pytest.mark.slow
def test_names_stand_in_no_metadata_bookmark_file_name_or_message(room):
    workshop = LEEDS + "  - name-cards\n"
    result = made(workshop)
    folder = room / "build/leeds"
    told = [result.output, (folder / "plan.json").read_text(encoding="utf-8")]
    told += [path.name for path in folder.iterdir()]
    for path in folder.glob("*.pdf"):
        reader = PdfReader(path)
        told += [str(reader.metadata), reader.root_object["/Metadata"].get_data().decode()]
        told += bookmarks(reader.outline)
        told += [" ".join(role) for _, role, _ in told_by_pdf(path.read_bytes())]
    told.append(re.sub("<body>.*</body>", "", (folder / "index.html").read_text(), flags=re.S))
    everything = "\n".join(told)
    assert [name for name in [*NAMES, "Sam Okafor"] if name in everything] == []


def bookmarks(outline):
    for entry in outline:
        yield from bookmarks(entry) if isinstance(entry, list) else [entry.title]


@pytest.mark.slow
def test_handouts_bear_names_only_if_that_is_asked_and_checks_unless_it_is_not(room):
    made(
        LEEDS.replace(", names: true", "")
        .replace("- temp", "- {output: temp")
        .replace("check\n", "check, names: false}\n")
    )
    for file, pages in (("handouts", 7), ("temperature-check", 24)):
        found = text(room / f"build/leeds/{file}.pdf")
        assert len(found) == pages
        assert not any(name in page for name in NAMES for page in found)


@pytest.mark.slow
def test_a_name_that_cannot_be_printed_is_told_by_its_line_alone(room):
    (room / "people.csv").write_text("name\nAnn\nBo \U0001f9d1\n", encoding="utf-8")
    (room / "leeds.yaml").write_text(LEEDS, encoding="utf-8")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 1
    assert "error[E303]" in result.stderr
    assert "--> people.csv:3\n" in result.stderr
    assert "Bo" not in result.stderr
    assert not (room / "build").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "people", ["{file: people.csv}", "[Ann, Wooloomooloowoolloomooloowoolloo]"]
)
def test_a_name_too_long_is_told_by_its_line_alone(room, people):
    (room / "people.csv").write_text(f"name\nAnn\n{'Woollo' * 9}\n", encoding="utf-8")
    workshop = LEEDS.replace("{file: people.csv}", people)
    (room / "leeds.yaml").write_text(f"{workshop}  - name-cards\n", encoding="utf-8")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 1
    assert "the text there is" in result.stderr
    assert "ool" not in result.stderr
    assert not (room / "build").exists()


def test_everybody_has_a_name_card_with_their_table(room):
    made(
        "title: T\ntables: [Oak, Ash]\nparticipants: [Ann Lee, Bo Ek, Cy Dee]\n"
        "outputs: [name-cards]\n"
    )
    words = said(room / "build/leeds/name-cards.pdf")
    assert words[:10] == [*["T", "Oak", "Ann", "Lee"] * 2, "T", "Oak"]
    assert words[10:12] == ["Cy", "Dee"]
    with pytest.raises(AssertionError, match="for the people in a workshop"):
        made_alone = run("build", "name-cards")
        assert made_alone.exit_code == 0, made_alone.stderr


# Tables and copies.


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        ("{per: table}", [1, 1, 1]),
        ("{per: participant}", [3, 2, 2]),
        ("{per: pair}", [2, 1, 1]),
        ("6", [2, 2, 2]),
        ("7", [2, 2, 2]),
    ],
)
def test_copies_are_shared_among_tables(copies, expected):
    workshop = f"{SMALL}tables: 3\nparticipants: 7\ncopies: {copies}\n"
    assert sets(workshop) == expected


def test_what_tables_do_not_share_evenly_is_for_none_of_them(room):
    made(f"{SMALL}tables: 3\ncopies: 7\n")
    assert "For no table, to have at hand" in said(room / "build/leeds/index.pdf")
    assert len(cards(f"{SMALL}tables: 3\ncopies: 7\n")) == 14


@pytest.mark.slow
def test_a_table_may_have_cards_of_its_own_under_a_label(room):
    workshop = (
        "title: T\ncards: [leading-and-visioning]\noutputs: [office]\n"
        "tables: [{name: Oak, cards: [being]}, {name: Ash, cards: [trust]}, Elm]\n"
    )
    being = ["authenticity", "mindset", "resilience-bravery-courage"]
    leading = ["community-holistic-thinking", "vision-shared-direction", "system-influence"]
    assert cards(workshop) == [
        *("pack:1", *being, "pack:2", "trust", "pack:3", *leading, "lead-enable-others"),
    ]
    made(workshop)
    told = said(room / "build/leeds/office.pdf")
    assert "T · 3 cards" in told and "T · 1 card" in told


def test_people_sit_where_they_say_and_the_others_where_the_fewest_are(room):
    (room / "people.csv").write_text("Name;Table\nAnn;Ash\nBo;\nCy;\nDi;Ash\n", encoding="utf-8")
    made("title: T\ntables: [Oak, Ash]\nparticipants: {file: people.csv}\noutputs: [name-cards]\n")
    words = said(room / "build/leeds/index.pdf")
    assert "2 people: Bo, Cy" in words
    assert "2 people: Ann, Di" in words


def test_tables_are_told_apart_by_more_than_capitals_and_space(room):
    (room / "people.csv").write_text("name,table\nAnn,Oak\nBo,oak \nCy,OAK\nDi,Ash\n")
    found = plan("title: T\nparticipants: {file: people.csv}\noutputs: [office]\n")
    assert [(own["name"], own["participants"]) for own in found["tables"]] == [
        ("Oak", 3),
        ("Ash", 1),
    ]


def test_files_to_read_on_a_screen_are_on_no_paper_and_at_no_table(room):
    made(f"{SMALL.replace('[office]', '[{output: handouts, format: html}]')}tables: 2\n")
    words = said(room / "build/leeds/index.pdf")
    assert "To read on a screen" in words and "Paper" not in words
    assert not any("handouts.html:" in line for line in words)


def test_tables_that_only_people_name_are_tables(room):
    (room / "people.csv").write_text("name\ttable\nAnn\tElm\nBo\tOak\n", encoding="utf-8")
    found = plan("title: T\nparticipants: {file: people.csv}\noutputs: [office]\n")
    assert [table["name"] for table in found["tables"]] == ["Elm", "Oak"]


# Chance and surveys.


def test_each_is_dealt_a_card_and_the_index_says_who_has_which(room):
    workshop = "title: T\nparticipants: {file: people.csv}\nrandom: {each: 1, seed: 7}\n"
    workshop += "outputs: [office]\n"
    dealt = cards(workshop)
    assert len(dealt) == 24
    assert {dealt.count(card) for card in dealt} == {1, 2}
    made(workshop)
    words = said(room / "build/leeds/index.pdf")
    assert [words[words.index(name) + 1].split(" ", 1)[0] for name in NAMES] == [
        str(number_of(card)) for card in dealt
    ]


def number_of(card):
    listed = json.loads(run("list", "cards", "--json").stdout)["cards"]
    return next(own["number"] for own in listed if own["id"] == card)


def test_the_lowest_scores_choose_and_order_the_cards(room):
    (room / "survey.csv").write_text(
        "card,score\ntrust,2\n2,2.5\nDelivery,1\nsystem-influence,3\ntrust,4\nmindset,\n12,\n"
        "ownership-accountability,2.5\n",
        encoding="utf-8",
    )
    workshop = "title: T\nlowest: {file: survey.csv, take: 3}\noutputs: [office]\n"
    assert cards(workshop) == ["delivery", "mindset", "ownership-accountability"]
    made(workshop)
    words = said(room / "build/leeds/index.pdf")
    assert any("of equal scores, the card that comes first in the deck" in word for word in words)
    assert not any("2.5" in word for word in words), "scores are nobody else's business"


def test_the_same_answers_in_another_order_are_the_same_score(room):
    answers = [("authenticity", "0.1 0.2 0.3"), ("mindset", "0.3 0.2 0.1")]
    lines = "".join(f"{card},{score}\n" for card, of in answers for score in of.split())
    (room / "survey.csv").write_text(f"card,score\n{lines}", encoding="utf-8")
    workshop = "title: T\nlowest: {file: survey.csv, take: 2}\noutputs: [office]\n"
    assert cards(workshop) == ["authenticity", "mindset"]


def test_of_the_lowest_the_lowest_comes_first_whoever_was_dealt_it(room):
    scores = "ownership-accountability,1\ndelivery,2\ndoing-things-differently,3\n"
    (room / "survey.csv").write_text(f"card,score\n{scores}", encoding="utf-8")
    made(
        "title: T\nlowest: {file: survey.csv, take: 3}\nparticipants: 4\n"
        "random: {each: 1, seed: 3}\noutputs: [office]\n"
    )
    words = said(room / "build/leeds/index.pdf")
    at = words.index("The cards with the lowest scores")
    listed = words[at + 2 : words.index("Who has which card")]
    cards = [word for word in listed if re.match(r"\d", word)]
    assert [word.partition(" ")[0] for word in cards] == ["11", "12", "13"]


def test_a_table_with_several_sets_has_them_counted(room):
    made(f"{SMALL}tables: 2\ncopies: 4\n")
    told = said(room / "build/leeds/index.pdf")
    at = told.index("For each table")
    assert told[at + 1 : at + 4] == ["office.pdf: 2 × 2 cards", "Table 1", "Table 2"]


def test_what_tables_get_is_told_of_each_where_it_differs(room):
    tables = "tables: [{name: Oak, cards: [being]}, {name: Ash, cards: [mindset]}]\n"
    made(f"title: T\n{tables}copies: {{per: table}}\noutputs: [office]\n")
    told = said(room / "build/leeds/index.pdf")
    assert "For each table" not in told
    assert {"office.pdf: 3 cards, the label on top", "office.pdf: 1 card, the label on top"} <= {
        *told
    }


def index(workshop):
    """The words of the index of the workshop written so."""
    made(workshop)
    return said(Path("build/leeds/index.pdf"))


def test_the_index_says_where_a_label_lies_on_top():
    words = index(f"{SMALL}copies: {{per: table}}\ntables: [Oak, Ash]\n")
    assert "office.pdf: 2 cards, the label on top" in words
    assert "6 cards: 2 for each table, and a label for each pack" in words


def test_the_index_says_how_seats_were_found_where_they_were():
    told = "People without a table sit where the fewest are, in the order of the list."
    assert told in index(f"{SMALL}tables: [Oak]\nparticipants: [{{name: Ann, table: Oak}}, Bo]\n")
    assert told not in index(f"{SMALL}tables: [Oak]\nparticipants: [{{name: Ann, table: Oak}}]\n")
    assert told not in index(f"{SMALL}participants: [Ann]\n")


def test_the_index_says_how_cards_were_dealt_and_shows_no_set_of_all():
    words = index(f"{SMALL}tables: 2\nparticipants: 4\nrandom: {{each: 1, seed: 5}}\n")
    assert "Dealt as evenly as can be. The seed 5 deals the same again." in words
    assert "A set of cards" not in words
    assert "A set of cards" in index(f"{SMALL}tables: 2\n")


def test_the_index_has_no_heads_with_nothing_under_them():
    heads = {"Print", "Cut", "Pack", "Who has which card"}
    assert heads & set(index(SMALL)) == {"Print", "Cut"}
    assert heads & set(index(SMALL.replace("[office]", "[handouts]"))) == {"Print"}


def test_sets_have_the_extra_cards_that_an_output_adds():
    wish = "{output: office, add: [title, scale]}"
    made_of = f"title: T\ncards: [trust]\ntables: 2\ncopies: {{per: table}}\noutputs: [{wish}]\n"
    assert cards(made_of) == ["title", "trust", "scale"] * 2


def test_an_output_may_have_cards_of_its_own_whatever_tables_and_people_have():
    outputs = "outputs: [{output: office, cards: [trust], copies: 2}]\n"
    tables = "tables: [{name: Oak, cards: [being]}, {name: Ash, cards: [mindset]}]\n"
    assert sets(f"title: T\n{tables}{outputs}") == [1, 1]
    dealt = "title: T\nparticipants: 4\nrandom: {each: 1}\n"
    assert cards(f"{dealt}{outputs.replace(', copies: 2', '')}") == ["trust"]


def test_of_dealt_cards_pages_to_read_are_made_once():
    found = plan("title: T\nparticipants: 4\nrandom: {each: 2}\noutputs: [handouts, office]\n")
    read, dealt = (file["cards"] for file in found["files"][:2])
    assert len(read) == len(set(read)) and sorted(read) == sorted(set(dealt))


def test_faces_on_pages_of_their_own_are_told_with_their_size(room):
    made("title: T\ncards: [trust]\noutputs: [cards]\n")
    assert "111 × 154 mm" in said(room / "build/leeds/index.pdf")


def test_where_each_table_has_cards_of_its_own_there_is_no_one_set(room):
    made("title: T\ncards: [trust]\noutputs: [office]\ntables: [{name: Oak, cards: [being]}]\n")
    assert "A set of cards" not in said(room / "build/leeds/index.pdf")
    made("title: T\ncards: [trust]\noutputs: [office]\nparticipants: 3\nrandom: {each: 1}\n")
    assert "A set of cards" not in said(room / "build/leeds/index.pdf")


def test_what_shows_all_cards_at_once_shows_those_of_every_table(room):
    made(
        "title: T\ncards: [delivery]\noutputs: [temperature-check]\n"
        "tables: [{name: Oak, cards: [trust]}, {name: Ash, cards: [mindset]}]\n"
    )
    words = text(room / "build/leeds/temperature-check.pdf")[0]
    assert "Trust" in words and "Mindset" in words and "Delivery" not in words


def test_as_many_are_made_of_what_shows_all_cards_as_is_said_not_one_for_each_table():
    tables = "tables: [{name: Oak, cards: [trust]}, {name: Ash, cards: [mindset]}]\n"
    wanted = "outputs: [contact-sheet, {output: poster, copies: {per: table}}]\n"
    sheet, poster, *_ = plan(f"title: T\n{tables}{wanted}")["files"]
    assert (len(sheet["cards"]), len(poster["cards"])) == (2, 4)


def test_tables_with_names_have_a_label_on_each_pack_and_those_with_numbers_none():
    named = f"{SMALL}copies: {{per: table}}\ntables: [Oak, Ash]\n"
    assert cards(named) == ["pack:1", "trust", "mindset", "pack:2", "trust", "mindset"]
    assert cards(named.replace("[Oak, Ash]", "2")) == ["trust", "mindset"] * 2


def test_a_tag_chooses_numbered_cards_alone(room):
    words = (BUNDLED / "deck" / "delivering.yaml").read_text(encoding="utf-8")
    shutil.copytree(BUNDLED / "deck", "deck")
    Path("deck/delivering.yaml").write_text(
        words.replace("  - id: delivery\n", "  - id: delivery\n    tags: [first]\n"), "utf-8"
    )
    extra = Path("deck/extra.yaml")
    text_of = extra.read_text(encoding="utf-8")
    tagged = text_of.replace("  - id: title\n", "  - id: title\n    tags: [first]\n")
    extra.write_text(tagged, encoding="utf-8")
    assert tagged != text_of
    assert cards("title: T\ncards: [{tag: first}]\noutputs: [office]\n") == ["delivery"]


def test_a_theme_chooses_numbered_cards_alone(room):
    shutil.copytree(BUNDLED / "deck", "deck")
    extra = Path("deck/extra.yaml")
    text_of = extra.read_text(encoding="utf-8")
    themed = text_of.replace("  - id: title\n", "  - id: title\n    theme: delivering\n")
    extra.write_text(themed, encoding="utf-8")
    assert themed != text_of
    found = cards("title: T\ncards: [{theme: delivering}]\noutputs: [office]\n")
    assert len(found) == 3 and "title" not in found


# What is wrong.


def test_a_survey_of_all_cards_narrows_a_choice_of_some():
    Path("survey.csv").write_text("card,score\nTrust,1\nmindset,2\nauthenticity,3\n", "utf-8")
    chosen = "title: T\ncards: [being]\nlowest: {file: survey.csv, take: 1}\noutputs: [office]\n"
    assert cards(chosen) == ["mindset"]


def test_a_first_line_of_excels_own_is_no_heading():
    Path("people.csv").write_text("sep=;\nName;Table\nAnn;Oak\nBob;Ash\n", "utf-8")
    workshop = f"{SMALL}copies: {{per: table}}\nparticipants: {{file: people.csv}}\n"
    assert [table["name"] for table in plan(workshop)["tables"]] == ["Oak", "Ash"]


def test_more_people_than_anyone_has_are_told_and_not_counted_out():
    found = refused(f"{SMALL}participants: 99999999999\n")
    assert [(code, where) for code, _, where in found] == [("E107", "leeds.yaml:4:15")]


def test_a_table_that_is_not_there_is_told_once_and_a_heading_twice_is_a_mistake():
    people = "name,table\n" + "".join(f"P{n},Oak\n" for n in range(9))
    workshop = f"{SMALL}tables: 2\nparticipants: {{file: people.csv}}\n"
    assert refused(workshop, people=people) == [
        ("E702", 'no table is called "Oak"', "people.csv:2"),
    ]
    assert refused(workshop, people="name,name\nA,B\n") == [
        ("E703", 'two columns are headed "name"', "people.csv:1"),
    ]


def test_people_without_names_get_a_check_each_too():
    workshop = "title: T\nparticipants: 5\noutputs: [temperature-check]\n"
    assert len(cards(workshop)) == 5 * 13


def test_no_choice_at_all_is_not_written_as_an_empty_one():
    found = refused("title: T\ncards: []\noutputs: [office]\n")
    assert [(code, where) for code, _, where in found] == [("E107", "leeds.yaml:2:8")]


def test_choices_that_leave_nothing_are_told_at_the_first_of_them():
    found = refused("title: T\ncards: [trust, {not: trust}]\noutputs: [office]\n")
    assert found == [("E701", "no card is left after these choices", "leeds.yaml:2:9")]


def refused(workshop, **files):
    for name, words in files.items():
        data = words if isinstance(words, bytes) else words.encode()
        Path(f"{name}.csv").write_bytes(data)
    Path("leeds.yaml").write_text(workshop, encoding="utf-8")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 1
    assert not Path("build").exists()
    return re.findall(r"error\[(\w+)\]: (.*)\n  --> (\S+)", result.stderr)


def test_all_that_does_not_exist_is_told_at_once_where_it_is_named():
    assert refused(
        "title: T\ncards: [trsut, {theme: deliver}]\n"
        "outputs: [offce, {output: office, sheet: b9}]\n"
    ) == [
        ("E701", 'no card or theme is called "trsut"', "leeds.yaml:2:9"),
        ("E701", 'no theme is called "deliver"', "leeds.yaml:2:24"),
        ("E704", 'no output is called "offce"', "leeds.yaml:3:11"),
        ("E704", 'no sheet is called "b9"', "leeds.yaml:3:42"),
    ]


@pytest.mark.parametrize(
    ("lines", "files", "expected"),
    [
        (
            "participants: {file: people.csv}",
            {"people": "wer;tisch\nAnn;1\n"},
            ("E703", 'there is no column "name"', "people.csv:1"),
        ),
        (
            "participants: {file: peple.csv}",
            {},
            ("E007", 'there is no file "peple.csv" beside this one', "leeds.yaml:4:22"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": "name,table\nAnn,9\n"},
            ("E702", 'no table is called "9"', "people.csv:2"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": "name,table\n,1\n"},
            ("E703", 'there is nothing in the column "name"', "people.csv:2"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": ""},
            ("E703", "the file is empty", "people.csv"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": b"name\nA\x00\x81\xff\n"},
            ("E703", "this is neither UTF-8 nor Windows text", "people.csv:2"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": "name\nAn\0n\n"},
            ("E703", "this is neither UTF-8 nor Windows text", "people.csv"),
        ),
        (
            "participants: {file: people.csv}",
            {"people": 'name\nAnn\n"Bo\nCy\n'},
            (
                "E703",
                "the table cannot be read from here on: unexpected end of data",
                "people.csv:3",
            ),
        ),
        (
            "lowest: {file: survey.csv, take: 2}",
            {"survey": "card,score\ntrust,low\n"},
            ("E703", '"low" is not a score', "survey.csv:2"),
        ),
        (
            "lowest: {file: survey.csv, take: 2}",
            {"survey": "card,score\ntrust,1\n"},
            (
                "E701",
                "there are scores for 1 of the chosen cards, but 2 are needed",
                "leeds.yaml:4:16",
            ),
        ),
        (
            "lowest: {file: survey.csv, take: 1}",
            {"survey": "card,score\ntrst,1\n"},
            ("E701", 'no card is called "trst"', "survey.csv:2"),
        ),
        (
            "random: {each: 1}",
            {},
            ("E702", "there is nobody to deal cards to", "leeds.yaml:4:9"),
        ),
        (
            "random: {each: 3}\nparticipants: 4",
            {},
            ("E702", "3 cards are dealt to each, but there are 2", "leeds.yaml:4:9"),
        ),
        (
            "copies: {per: participant}",
            {},
            ("E702", '"office" is for each participant, but nobody takes part', "leeds.yaml:3:11"),
        ),
        (
            "tables: [Oak, Ash, Oak]",
            {},
            ("E702", 'two tables are called "Oak"', "leeds.yaml:4:20"),
        ),
        (
            "random: {each: 1}\nparticipants: 4\ntables: [{name: Oak, cards: [being]}]",
            {},
            (
                "E702",
                "cards are either dealt at random or assigned to tables, not both",
                "leeds.yaml:4:9",
            ),
        ),
        (
            "copies: {per: pair}",
            {},
            ("E702", '"office" is for each pair, but nobody takes part', "leeds.yaml:3:11"),
        ),
        (
            "copies: {per: table}",
            {},
            ("E702", '"office" is for each table, but there are none', "leeds.yaml:3:11"),
        ),
        (
            "participants: 0",
            {},
            ("E107", "this must be more than 0", "leeds.yaml:4:15"),
        ),
        (
            "participants: []",
            {},
            ("E107", "this list must not be empty", "leeds.yaml:4:15"),
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands_and_nothing_is_made(lines, files, expected):
    tables = "" if "table" not in str(files) else "tables: 2\n"
    assert refused(f"{SMALL}{lines}\n{tables}", **files) == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("cards: [trsut]\nrandom: {each: 3}\nparticipants: 4", "E701"),
        ("random: {each: 1}\nparticipants: {file: peple.csv}", "E007"),
    ],
)
def test_what_only_follows_from_a_mistake_is_not_told(lines, expected):
    found = refused(f"title: T\noutputs: [office]\n{lines}\n")
    assert [code for code, _, _ in found] == [expected]


def test_wishes_that_an_output_cannot_fulfil_are_told_where_it_is_named():
    found = refused(
        "title: T\ncards: [trust]\noutputs:\n  - {output: handouts, sheet: a4}\n"
        "  - {output: office, names: true}\n  - {output: office, add: [nothing]}\n"
        "  - name-cards\n"
    )
    assert [(code, where) for code, _, where in found] == [
        ("E704", "leeds.yaml:4:14"),
        ("E704", "leeds.yaml:5:14"),
        ("E704", "leeds.yaml:6:14"),
        ("E702", "leeds.yaml:7:5"),
    ]


@pytest.mark.parametrize(
    ("wish", "what"),
    [
        (
            "{output: name-cards, copies: 2}",
            '"name-cards" has one card for each person, whatever copies: says',
        ),
        (
            "{output: name-cards, copies: {per: table}}",
            '"name-cards" has one card for each person, whatever copies: says',
        ),
        (
            "{output: name-cards, cards: [trust]}",
            '"name-cards" has none of the cards that cards: names',
        ),
        ("{output: name-cards, names: false}", '"name-cards" needs the names'),
        (
            "{output: name-cards, spares: 2}",
            '"name-cards" has cards for those alone whose names are known',
        ),
        (
            "{output: office, format: html, spares: 2}",
            '"office" as html is read on a screen: one copy is for everybody',
        ),
        (
            "{output: handouts, format: txt, copies: 3}",
            '"handouts" as txt is read on a screen: one copy is for everybody',
        ),
        (
            "{output: office, format: html, copies: {per: participant}}",
            '"office" as html is read on a screen: one copy is for everybody',
        ),
        ("{output: office, add: [pack]}", 'no extra card is called "pack"'),
        ("{output: handouts, add: [title]}", 'the extra card "title" cannot be added here'),
    ],
)
def test_keys_that_would_change_nothing_are_refused(wish, what):
    workshop = f"title: T\ntables: 2\nparticipants: [Ann, Bob]\noutputs: [{wish}]\n"
    assert refused(workshop) == [("E704", what, "leeds.yaml:4:20")]


def test_the_documentation_lists_the_options_that_are_keys_of_a_workshop():
    page = (BUNDLED / "docs/workshops.md").read_text(encoding="utf-8")
    listed = re.search(r"those are keys of an output here .*?:\s(.*?)\. Cards", page, re.DOTALL)
    assert listed is not None
    keys = [row.key for row in OPTIONS.values() if row.in_workshop]
    assert re.findall(r"`([\w-]+)`", listed[1]) == keys


def test_keys_that_change_something_are_taken():
    made(
        "title: T\ntables: 2\nparticipants: [Ann, Bob]\noutputs:\n"
        "- {output: name-cards, copies: {per: participant}}\n"
        "- {output: temperature-check, format: html, copies: {per: participant}}\n"
    )
    html = Path("build/leeds/temperature-check.html").read_text(encoding="utf-8")
    assert "Ann" in html and "Bob" in html


@pytest.mark.parametrize(
    ("wish", "what", "fix"),
    [
        (
            "{output: handouts, sheet: a4}",
            '"handouts" is made of whole pages; sheet can only be used for cards',
            "",
        ),
        (
            "{output: office, fold: true, flip: short}",
            "fold prints on one side only: there is no back to flip, move or extend",
            "",
        ),
        (
            "{output: office, add: [titel]}",
            'no extra card is called "titel"',
            'did you mean "title"?',
        ),
    ],
)
def test_a_refusal_is_one_sentence_and_its_fix_another(wish, what, fix):
    Path("leeds.yaml").write_text(f"title: T\noutputs: [{wish}]\n", encoding="utf-8")
    told = run("build", "leeds.yaml").stderr
    assert f"]: {what}\n" in told
    assert (f"help: {fix}" in told) == bool(fix)


@pytest.mark.parametrize(
    ("people", "copies", "why"),
    [
        ("4", "{per: participant}", "participants: has none"),
        ("[Ann, Bob]", "3", "is not for each participant"),
    ],
)
def test_why_an_output_cannot_bear_names_is_told(people, copies, why):
    wish = f"{{output: handouts, names: true, copies: {copies}}}"
    found = refused(f"title: T\nparticipants: {people}\noutputs: [{wish}]\n")
    assert found == [("E704", f'"handouts" is to have names, but {why}', "leeds.yaml:3:20")]


def test_a_list_from_excel_is_read_and_it_is_told(room):
    (room / "people.csv").write_bytes("Name;Table\r\nSiân;1\r\n".encode("cp1252"))
    result = made("title: T\nparticipants: {file: people.csv}\noutputs: [temperature-check]\n")
    assert (
        "warning[W701]: the file is not UTF-8: it was read as Windows text (cp1252)"
        in result.stderr
    )
    assert "Siân" in text(room / "build/leeds/temperature-check.pdf")[0]


# The folder.


def test_another_workshop_of_the_same_name_does_not_take_its_folder(room):
    made(SMALL)
    before = (room / "build/leeds/plan.json").read_bytes()
    (room / "friday").mkdir()
    (room / "friday/leeds.yaml").write_text(SMALL.replace("Small", "Friday"))
    refused_ = run("build", "friday/leeds.yaml")
    assert refused_.exit_code == 3
    assert refused_.stderr == (
        "error: build/leeds belongs to leeds.yaml, and was not changed;"
        " choose another folder with -o, or give one of the two another name\n"
    )
    assert (room / "build/leeds/plan.json").read_bytes() == before
    (room / "leeds.yaml").unlink()  # it was moved, as far as anyone can tell
    assert run("build", "friday/leeds.yaml").exit_code == 0


@pytest.mark.slow
def test_a_folder_with_something_of_ones_own_in_it_is_left_alone(room):
    made(SMALL)
    (room / "build/leeds/notes.txt").write_text("mine")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 3
    assert "build/leeds contains notes.txt, which cardgen did not make" in result.stderr
    assert (room / "build/leeds/notes.txt").read_text() == "mine"


def test_what_stands_in_the_folders_place_is_left_alone(room):
    made(SMALL, "-o", "elsewhere")
    assert (room / "elsewhere/index.pdf").exists()
    (room / "file").write_text("mine")
    result = run("build", "leeds.yaml", "-o", "file")
    assert (result.exit_code, (room / "file").read_text()) == (3, "mine")


@pytest.mark.slow
def test_with_a_mistake_the_folder_stays_as_it_was(room):
    made(SMALL)
    before = {path.name: path.read_bytes() for path in (room / "build/leeds").iterdir()}
    (room / "leeds.yaml").write_text(SMALL.replace("[office]", "[offce]"), encoding="utf-8")
    assert run("build", "leeds.yaml").exit_code == 1
    assert [path.name for path in (room / "build").iterdir()] == ["leeds"]
    assert before == {path.name: path.read_bytes() for path in (room / "build/leeds").iterdir()}


def test_options_that_a_workshop_says_itself_are_refused():
    made(SMALL)
    result = run("build", "leeds.yaml", "--theme", "being", "--copies", "2")
    assert result.exit_code == 2
    assert "--theme, --copies: for a workshop, write this in its file" in result.stderr
    assert run("build", "none.yaml").exit_code == 3


def test_the_file_that_new_writes_is_built_as_it_is(room):
    assert run("new", "workshop", "Good conversations").exit_code == 0
    result = run("build", "workshops/good-conversations.yaml")
    assert result.exit_code == 0, result.stderr
    assert (room / "build/good-conversations/index.pdf").exists()
    assert run("new", "workshop", "Good conversations").exit_code == 3


STARTER = (BUNDLED / "layouts/new/workshop.yaml").read_text(encoding="utf-8")
LINE = re.compile(r"^( *)# (?!yaml-language)((?:- .+|[a-z-]+: \S.*))$", re.M)
COMMENTED = [found[0] for found in LINE.finditer(STARTER)]


def with_files_beside():
    """What the starter's comments name."""
    shutil.copytree(BUNDLED / "deck", "our-deck")
    Path("our-trust.yaml").write_text("title: Ours\n", encoding="utf-8")
    scores = "".join(f"{number},{number}\n" for number in range(1, 14))
    Path("survey.csv").write_text(f"card,score\n{scores}", encoding="utf-8")


@pytest.mark.parametrize("line", COMMENTED, ids=str.strip)
def test_a_line_of_the_starter_works_when_only_its_sign_is_deleted(line):
    with_files_beside()
    made(STARTER.replace(line, LINE.sub(r"\1\2", line)), "-n")


@pytest.mark.slow
def test_all_lines_of_the_starter_work_together():
    assert len(COMMENTED) > 10
    with_files_beside()
    made(LINE.sub(r"\1\2", STARTER))
    assert len(list(Path("build/leeds").glob("*.pdf"))) == 7


def test_what_the_starter_says_in_its_sentences_can_be_written_so():
    with_files_beside()
    people = "name,table,organisation,pronouns\nAnn,Oak,Aire,she/her\n"
    Path("people.csv").write_text(people, encoding="utf-8")
    told = " ".join(STARTER.replace("\n#", " ").split())
    for key, value in (
        ("tables", "{name: Ash, cards: [being, trust]}"),
        ("participants", "{file: people.xlsx}"),
        ("participants", "{file: people.xlsx, show: [organisation, pronouns]}"),
        ("participants", "16"),
        ("copies", "{per: participant}"),
        ("copies", "{per: pair}"),
    ):
        assert value in told
        own = value.replace("xlsx", "csv")
        wish = f"[{own}, Oak]" if key == "tables" else own
        made(re.sub(rf"^{key}: .*$", f"{key}: {wish}", STARTER, flags=re.M), "-n")


# What the file names, and what it says of itself.


def test_what_a_workshop_names_lies_beside_it(room):
    folder = room / "days"
    shutil.copytree(BUNDLED / "deck", folder / "own")
    (folder / "people.csv").write_text("name\nAnn\n", encoding="utf-8")
    (folder / "survey.csv").write_text("card,score\ntrust,1\nmindset,2\n", encoding="utf-8")
    (folder / "ours.yaml").write_text("title: Ours\n", encoding="utf-8")
    (folder / "day.yaml").write_text(
        "title: T\ndeck: own/deck.yaml\noverlay: ours.yaml\nparticipants: {file: people.csv}\n"
        "lowest: {file: survey.csv, take: 1}\noutputs: [handouts]\n",
        encoding="utf-8",
    )
    (room / "people.csv").unlink()
    result = run("build", "days/day.yaml")
    assert result.exit_code == 0, result.stderr
    assert PdfReader("build/day/handouts.pdf").metadata.title.startswith("Ours")


def test_what_the_command_line_says_goes_before_the_file(room):
    shutil.copytree(BWRDD / "deck", room / "table")
    for name in ("written", "typed"):
        (room / f"{name}.yaml").write_text(f"title: {name.title()}\n", encoding="utf-8")
    day = "title: T\ndeck: none.yaml\noverlay: written.yaml\nlang: cy\noutputs: [handouts]\n"
    (room / "day.yaml").write_text(day, encoding="utf-8")
    wish = ["--deck", "table/deck.yaml", "--overlay", "typed.yaml", "--lang", "en"]
    result = run(*wish, "build", "day.yaml")
    assert result.exit_code == 0, result.stderr
    reader = PdfReader("build/day-en-typed/handouts.pdf")
    assert reader.metadata.title.startswith("Typed")
    assert reader.root_object["/Lang"] == "en-GB"


def test_files_of_one_output_are_numbered_from_the_second_on():
    found = plan("title: T\ncards: [trust]\noutputs: [office, office, office]\n")
    names = [Path(file["path"]).name for file in found["files"]]
    assert names[:3] == ["office.pdf", "office-2.pdf", "office-3.pdf"]


def test_files_are_called_after_the_ways_to_print_that_they_are():
    asked = "office, {output: office, ink: mono, draft: true}, {output: office, fold: true}"
    found = plan(f"title: T\ncards: [trust]\noutputs: [{asked}, {{output: handouts, ink: mono}}]\n")
    names = [Path(file["path"]).name for file in found["files"]]
    assert names[:4] == [
        "office.pdf",
        "one-black-ink.pdf",
        "fold-over-and-glue.pdf",
        "handouts.pdf",
    ]


def test_the_index_says_all_that_is_done_to_a_sheet_in_its_order():
    made("title: T\ncards: [trust]\noutputs: [{output: office, fold: true}]\n")
    said = [own for _, _, own in told_by_pdf(Path("build/leeds/index.pdf").read_bytes())]
    said = said[said.index("fold-over-and-glue.pdf", said.index("Cut")) :]
    steps = [said.index(step) for step in ("Score", "Cut", "Fold")]
    assert steps == sorted(steps)
    assert said[steps[-1] + 1] == "along the score, printed sides out; then glue the insides"


def test_fronts_are_cut_once_the_backs_are_on_them():
    made("title: T\ncards: [trust]\noutputs: [{output: office, flip: none}]\n")
    said = [own for _, _, own in told_by_pdf(Path("build/leeds/index.pdf").read_bytes())]
    assert said.count("Cut") == 1 and said.index("Cut") > said.index(
        "backs; turn the fronts and print on them"
    )
    assert "Print this page first. It says how to turn the paper." in said


def test_the_plan_is_as_its_file_says_it(room):
    made("title: Sgwrs â Siân\ncards: [trust]\noutputs: [office]\n")
    written = (room / "build/leeds/plan.json").read_text(encoding="utf-8")
    assert '"workshop": "Sgwrs â Siân"' in written
    found = json.loads(written)
    assert found["tables"] == [
        {"name": None, "participants": 0, "cards": ["trust"], "sets": {"office.pdf": 1}}
    ]
    assert [file["path"] for file in found["files"]] == [
        f"build/leeds/{name}" for name in ("office.pdf", "index.pdf", "index.html")
    ]


def test_a_workshop_may_be_in_two_languages_but_not_in_three():
    assert refused(f"{SMALL}lang: cy,en,fr\n") == [
        ("E102", "a face has one language or two", "leeds.yaml:4:7")
    ]
    shutil.copytree(BWRDD / "deck", "deck")
    made("title: T\nlang: cy, en\noutputs: [office]\n")


def test_on_a_pack_label_stand_its_sets_and_cards_without_numbers_too(room):
    made("title: T\ncards: [trust, title]\ncopies: 4\ntables: [Oak, Ash]\noutputs: [office]\n")
    told = said(room / "build/leeds/office.pdf")
    assert "T · 2 × 2 cards" in told and not {"None", "0"} & set(told)


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("tables: 10001", "E107", "leeds.yaml:4:9"),
        ("participants: 10001", "E107", "leeds.yaml:4:15"),
        ("copies: 10001", "E107", "leeds.yaml:4:9"),
        ("tables: [{name: A, cards: [{theme: being, not: trust}]}]", "E102", "leeds.yaml:4:28"),
        ("tables: [{name: A, cards: [{colour: red}]}]", "E102", "leeds.yaml:4:28"),
    ],
)
def test_what_is_too_much_or_no_choice_is_refused(line, code, place):
    found = refused(f"{SMALL}{line}\n")
    assert [(code_, place_) for code_, _, place_ in found] == [(code, place)]


def test_as_many_as_there_may_be_are_read(room):
    assert len(plan(f"{SMALL}participants: 10000\n")["tables"]) == 1
    assert plan(f"{SMALL}participants: 10000\n")["participants"] == 10000


# Lists as they come from other programs.


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffname,table\nAnn,Oak\nBo,Ash\n".encode(),
        "name\ttable\nAnn\tOak\nBo\tAsh\n".encode("utf-16"),
        b"\n;\n NAME ; Table \n Ann ; Oak \n;\nBo;Ash\n",
    ],
)
def test_lists_are_read_with_marks_of_order_empty_lines_and_blanks(room, data):
    (room / "people.csv").write_bytes(data)
    made("title: T\nparticipants: {file: people.csv, name: Name}\noutputs: [name-cards]\n")
    words = said(room / "build/leeds/name-cards.pdf")
    assert words == ["T", "Oak", "Ann"] * 2 + ["T", "Ash", "Bo"] * 2


def test_the_columns_of_a_list_may_be_called_otherwise(room):
    (room / "people.csv").write_text("Vorname,Tisch\nAnn,Oak\n", encoding="utf-8")
    who = "{file: people.csv, name: Vorname, table: tisch}"
    made(f"title: T\nparticipants: {who}\noutputs: [name-cards]\n")
    assert said(room / "build/leeds/name-cards.pdf")[:3] == ["T", "Oak", "Ann"]


def test_people_in_the_file_itself_may_say_where_they_sit_and_are_numbered_from_1(room):
    who = "[{name: Ann, table: Ash}, {name: Bo, table: Oak}]"
    made(f"title: T\ntables: [Oak, Ash]\nparticipants: {who}\noutputs: [name-cards]\n")
    assert said(room / "build/leeds/name-cards.pdf")[:3] == ["T", "Oak", "Bo"]
    outline = list(bookmarks(PdfReader("build/leeds/name-cards.pdf").outline))
    assert [title for title in outline if "Name card" in title] == ["Name card 2", "Name card 1"]


@pytest.mark.parametrize(
    ("survey", "expected"),
    [
        ("card;Score\ntrust;−1,5\nmindset;-1,2\n", ["trust"]),
        ("card,score\ntrust,1 of 5\n", ("E703", '"1 of 5" is not a score', "survey.csv:2")),
        ("card,score\n,1\n", ("E703", 'there is nothing in the column "card"', "survey.csv:2")),
        (
            'card,score\n"trust",1\n"two\nlines",\n"three",x\n',
            ("E703", '"x" is not a score', "survey.csv:5"),
        ),
        ("card,,marks\ntrust,,1\n", ("E703", 'there is no column "score"', "survey.csv:1")),
    ],
)
def test_scores_are_numbers_as_people_write_them(room, survey, expected):
    workshop = "title: T\nlowest: {file: survey.csv, take: 1}\noutputs: [office]\n"
    if isinstance(expected, tuple):
        assert refused(workshop, survey=survey) == [expected]
    else:
        (room / "survey.csv").write_text(survey, encoding="utf-8")
        assert cards(workshop) == expected


def test_a_list_with_headings_alone_and_one_that_is_too_large_are_refused(room):
    workshop = "title: T\nparticipants: {file: people.csv}\noutputs: [office]\n"
    assert refused(workshop, people="name\n") == [
        ("E703", "the file has headings, but nobody under them", "leeds.yaml:2:22")
    ]
    (room / "people.csv").write_bytes(b"name\n" + b"Ann\n" * (2 << 20) + b"Bo\n")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 3
    assert "people.csv is larger than 8 MB" in result.stderr


@pytest.mark.long
def test_five_thousand_people_get_a_check_each(room):
    lines = "".join(f"Person {number} of many\n" for number in range(5000))
    (room / "people.csv").write_text(f"name\n{lines}", encoding="utf-8")
    made("title: T\nparticipants: {file: people.csv}\noutputs: [temperature-check]\n")
    assert (
        len(PdfReader(BytesIO((room / "build/leeds/temperature-check.pdf").read_bytes())).pages)
        == 5000
    )


def test_a_table_that_is_called_table_is_named_once(tmp_path):
    file = tmp_path / "w.yaml"
    words = "title: T\ntables: [Table 1, Oak]\nparticipants: [Ann, Bo, Cy]\noutputs: [name-cards]\n"
    file.write_text(words, "utf-8")
    told = run("build", "-n", file).stderr
    assert "\nTable 1: 2 people" in told and "\ntable Oak: 1 person" in told
