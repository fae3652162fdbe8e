"""A workshop built again: with names that cannot be set, and for people who come late."""

import json
import re
from pathlib import Path

import pytest
from command_line import run
from pypdf import PdfReader
from structure import told_by_pdf

import cardgen
from cardgen.read.files import BUNDLED

PEOPLE = [("Ann Lee", "Oak"), ("Bo Ek", "Ash"), ("Cy Dee", "Oak")]
LATE = [PEOPLE[0], ("Zed New", "Oak"), *PEOPLE[1:], ("Yan Late", "Ash")]
WORKSHOP = """\
title: Leeds
cards: [trust, mindset]
copies: {per: table}
tables: [Oak, Ash]
participants: {file: people.csv}
outputs:
  - office
  - {output: handouts, names: true}
  - temperature-check
  - name-cards
  - {output: contact-sheet, ink: mono}
  - {output: handouts, format: md}
"""


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").iterdir():
        if file.is_file():
            (tmp_path / "deck" / file.name).write_bytes(file.read_bytes())


def build(people, *options, workshop=WORKSHOP):
    lines = [f"{name},{table}\n" for name, table in people]
    Path("people.csv").write_text(f"name,table\n{''.join(lines)}", encoding="utf-8")
    Path("leeds.yaml").write_text(workshop, encoding="utf-8")
    result = run("build", "leeds.yaml", *options)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def words(path):
    return [said for _, _, said in told_by_pdf(Path(path).read_bytes()) if said]


def files(folder):
    return sorted(path.name for path in Path("build", folder).iterdir())


def plan(folder):
    return json.loads(Path("build", folder, "plan.json").read_text(encoding="utf-8"))


def pages(folder, name):
    return len(PdfReader(f"build/{folder}/{name}").pages)


ALWAYS = ["index-new.html", "index-new.pdf", "plan.json"]  # in a folder of what is new


# Late.


def test_only_what_late_people_need_is_made():
    build(PEOPLE)
    told = build(LATE, "--since", "build/leeds")
    assert files("leeds-new") == sorted(
        [*ALWAYS, "handouts-new.pdf", "name-cards-new.pdf", "temperature-check-new.pdf"]
    )
    assert pages("leeds-new", "handouts-new.pdf") == 2 * 2
    assert pages("leeds-new", "temperature-check-new.pdf") == 2
    for name in ("handouts", "temperature-check", "name-cards"):
        said = " ".join(words(f"build/leeds-new/{name}-new.pdf"))
        assert {name for name, _ in LATE if name in said} == {"Zed New", "Yan Late"}
    assert "nothing new since build/leeds: office.pdf, contact-sheet.pdf, handouts.md" in told
    assert "table Oak: 3 people; handouts-new.pdf 2 pages; temperature-check-new.pdf 1 page" in told
    assert "index-new.pdf says how to print and pack them" in told


def test_the_new_index_says_since_when_and_whose_the_new_packs_are():
    build(PEOPLE)
    build(LATE, "--since", "build/leeds")
    said = words("build/leeds-new/index-new.pdf")
    kept = "For all else, keep the index and the files there."
    assert f"What is new or changed since build/leeds. {kept}" in " ".join(said)
    assert "Zed New" in said and "Yan Late" in said and "Ann Lee" not in " ".join(said)
    assert "office.pdf: nothing new" in said and "A set of cards" not in said
    assert plan("leeds-new")["since"] == ["build/leeds"]
    assert plan("leeds-new")["unchanged"] == ["office.pdf", "contact-sheet.pdf", "handouts.md"]


def change_a_word():
    path = Path("deck/relating-and-communicating.yaml")
    text = path.read_text(encoding="utf-8")
    new = text.replace("name: Trust\n", "name: Full trust\n")
    assert new != text
    path.write_text(new, encoding="utf-8")


def test_a_card_whose_words_changed_is_made_again_for_everybody():
    build(PEOPLE)
    change_a_word()
    build(PEOPLE, "--since", "build/leeds")
    assert files("leeds-new") == sorted(
        [
            *(*ALWAYS, "contact-sheet-new.pdf", "handouts-new.md", "handouts-new.pdf"),
            *("office-new.pdf", "temperature-check-new.pdf"),
        ]
    )
    made = {Path(file["path"]).name: file["cards"] for file in plan("leeds-new")["files"]}
    assert [card for card in made["office-new.pdf"] if not card.startswith("pack")] == ["trust"] * 2
    assert [card.partition(":")[0] for card in made["handouts-new.pdf"]] == ["trust"] * 3
    assert pages("leeds-new", "temperature-check-new.pdf") == 3
    assert "Mindset" not in words("build/leeds-new/handouts-new.pdf")


def superseded(folder):
    return [
        (old["file"], old["number"], old["card"], old["pieces"], old["replaced"])
        for old in plan(folder)["superseded"]
    ]


def test_the_new_index_says_which_old_cards_give_way_to_new_ones_by_number_and_name():
    build(PEOPLE)
    change_a_word()
    told = build(PEOPLE, "--since", "build/leeds")
    assert superseded("leeds-new")[:3] == [
        ("office.pdf", 0, "pack", 2, True),
        ("office.pdf", 6, "trust", 2, True),
        ("handouts.pdf", 6, "trust", 3, True),
    ]
    said = words("build/leeds-new/index-new.pdf")
    assert "Old cards and pages to take out" in said
    assert said[said.index("6 Full trust") + 1] == "2 of office.pdf, 3 of handouts.pdf"
    assert "2 × 6 Full trust of office.pdf" in told
    assert not any("Mindset" in word for word in said)


def test_late_people_give_nobody_a_card_to_take_out():
    build(PEOPLE)
    build(LATE, "--since", "build/leeds")
    assert superseded("leeds-new") == []


def test_what_an_older_index_had_taken_out_is_not_said_again():
    build(PEOPLE)
    change_a_word()
    build(PEOPLE, "--since", "build/leeds")
    build(LATE, "--since", "build/leeds", "--since", "build/leeds-new", "-o", "build/third")
    assert [card for card in superseded("third") if card[2] == "trust"] == []


def test_a_card_that_is_no_longer_printed_is_taken_out_with_nothing_in_its_place():
    build(PEOPLE)
    fewer = WORKSHOP.replace("[trust, mindset]", "[trust]")
    build(LATE, "--since", "build/leeds", workshop=fewer)
    gone = [card for card in superseded("leeds-new") if card[2] == "mindset"]
    assert [card[0] for card in gone] == ["office.pdf", "handouts.pdf"]
    assert not any(replaced for *_, replaced in gone)
    assert "Take these out of what is printed. Nothing takes their place." in " ".join(
        words("build/leeds-new/index-new.pdf")
    )


def test_whoever_comes_after_that_adds_to_both_folders():
    build(PEOPLE)
    build(LATE, "--since", "build/leeds")
    since = ("--since", "build/leeds", "--since", "build/leeds-new")
    build([*LATE, ("Xi Last", "Ash")], *since, "-o", "build/third")
    assert pages("third", "temperature-check-new.pdf") == 1
    assert "Xi Last" in " ".join(words("build/third/name-cards-new.pdf"))
    told = build(LATE, *since, "-o", "build/fourth")
    assert told == ("nothing is new since build/leeds and build/leeds-new; nothing to print\n")
    assert not Path("build/fourth").exists()


def test_another_set_for_a_table_is_as_many_cards_as_it_has():
    workshop = WORKSHOP.replace("{per: table}", "2")
    build(PEOPLE, workshop=workshop)
    build(PEOPLE, "--since", "build/leeds", workshop=WORKSHOP.replace("{per: table}", "4"))
    made = {Path(file["path"]).name: file["cards"] for file in plan("leeds-new")["files"]}
    assert [card for card in made["office-new.pdf"] if not card.startswith("pack")] == [
        *("trust", "mindset") * 2
    ]


def test_other_options_make_all_of_an_output_new():
    build(PEOPLE)
    build(
        PEOPLE,
        "--since",
        "build/leeds",
        workshop=WORKSHOP.replace("{output: contact-sheet, ink: mono}", "contact-sheet"),
    )
    assert files("leeds-new") == sorted([*ALWAYS, "contact-sheet-new.pdf"])


def test_sheets_turned_by_hand_are_found_again():
    workshop = WORKSHOP.replace("- office\n", "- {output: office, flip: none}\n")
    build(PEOPLE, workshop=workshop)
    told = build(LATE, "--since", "build/leeds", workshop=workshop)
    assert "printer-without-duplex.pdf" in told.partition("nothing new since build/leeds: ")[2]


def test_a_folder_with_its_own_copy_of_the_workshop_is_an_older_one_of_it():
    build(PEOPLE, "-o", "day")
    plan_in = Path("day", "plan.json")
    told = json.loads(plan_in.read_text(encoding="utf-8")) | {"file": "leeds.yaml"}
    plan_in.write_text(json.dumps(told), encoding="utf-8")
    Path("day", "leeds.yaml").write_text(WORKSHOP, encoding="utf-8")
    said = build(LATE, "--since", "day", "-o", "new")
    assert "office" in said


def test_what_the_zip_of_an_older_folder_holds_is_not_made_again():
    build(PEOPLE)
    older = cardgen.zipped((path.name, path.read_bytes()) for path in Path("build/leeds").iterdir())
    by_folder = build(LATE, "--since", "build/leeds")
    made = files("leeds-new")
    Path("january.zip").write_bytes(older)
    assert build(LATE, "--since", "january.zip") == by_folder.replace("build/leeds:", "january:")
    assert files("leeds-new") == made
    Path("january.zip").write_bytes(b"PK\x03\x04")
    assert "the ZIP is damaged" in run("build", "leeds.yaml", "--since", "january.zip").stderr


def test_a_zip_hides_nothing_of_the_folder_in_which_it_was_unpacked():
    build(PEOPLE, "-o", "thursday")
    Path("thursday.zip").write_bytes(
        cardgen.zipped((path.name, path.read_bytes()) for path in Path("thursday").iterdir())
    )
    Path("thursday", "leeds.yaml").write_text("title: Leeds\noutputs: [labels]\n", "utf-8")
    made = cardgen.open().build_workshop("thursday/leeds.yaml", since="thursday.zip", dry_run=True)
    assert made.plans[0].output == "labels"


def test_a_dry_run_tells_the_same_and_writes_nothing():
    build(PEOPLE)
    wet = build(LATE, "--since", "build/leeds")
    files_of_both = files("leeds"), files("leeds-new")
    dry = build(LATE, "--since", "build/leeds", "-n")
    assert dry == wet.replace("wrote 6 files", "would write 6 files")
    assert (files("leeds"), files("leeds-new")) == files_of_both


@pytest.mark.parametrize(
    ("options", "code", "answer"),
    [
        (["--since", "build"], 2, "build is not the folder of a workshop: it has no plan.json"),
        (["--since", "nowhere"], 2, "nowhere is not the folder of a workshop: there is no such"),
        (
            ["--since", "build/leeds", "-o", "build/leeds"],
            2,
            "build/leeds is the older folder and cannot be overwritten; choose another with -o",
        ),
        (
            ["--since", "odd"],
            2,
            "odd is not the folder of a workshop: its plan.json is not one that",
        ),
        (["--since", ""], 2, '"" is not the folder of a workshop'),
        (["--since", "build/friday"], 2, "build/friday was made from friday.yaml, not leeds.yaml"),
    ],
)
def test_an_older_folder_must_be_one_of_this_workshop(options, code, answer):
    build(PEOPLE)
    Path("friday.yaml").write_text("title: F\noutputs: [contact-sheet]\n", encoding="utf-8")
    assert run("build", "friday.yaml").exit_code == 0
    Path("odd").mkdir()
    Path("odd", "plan.json").write_text("[]", encoding="utf-8")
    result = run("build", "leeds.yaml", *options)
    assert (result.exit_code, answer in result.stderr) == (code, True), result.stderr


def test_an_older_file_that_says_nothing_of_its_faces_is_an_error():
    build(PEOPLE)
    Path("build/leeds/office.pdf").write_bytes(b"%PDF-1.7 damaged")
    result = run("build", "leeds.yaml", "--since", "build/leeds")
    assert result.exit_code == 3
    assert "build/leeds/office.pdf" in result.stderr
    assert not Path("build/leeds-new").exists()


@pytest.mark.parametrize("option", [["--since", "build/leeds"], ["--partial"]])
def test_what_is_for_workshops_is_refused_for_outputs(option):
    result = run("build", "office", *option)
    assert result.exit_code == 2
    assert "--since and --partial are for the file of a workshop" in result.stderr


def test_whoever_is_added_to_the_list_changes_nobody_elses_cards():
    def dealt(*people):
        Path("w.yaml").write_text(
            f"title: T\ntables: [Oak, Ash]\nparticipants: [{', '.join(people)}]\n"
            "random: {each: 2, seed: 3}\noutputs: [office]\n",
            encoding="utf-8",
        )
        party = cardgen.open(".").build_workshop("w.yaml", dry_run=True).party
        return {hand.person.name.text: [card.id for card in hand.cards] for hand in party.hands}

    before, after = dealt("Ann", "Bo", "Cy"), dealt("Ann", "Bo", "Cy", "Di", "Ed")
    assert {name: after[name] for name in before} == before


# Names that cannot be set.


NAMES = [("李小龙", "Oak"), ("Ann Lee", "Oak"), ("علي حسن", "Ash"), ("W" * 60, "Ash")]


def test_a_name_that_cannot_be_set_stops_the_workshop_and_the_others_are_checked_too():
    Path("people.csv").write_text(
        "name,table\n" + "".join(f"{name},{table}\n" for name, table in NAMES), encoding="utf-8"
    )
    Path("leeds.yaml").write_text(WORKSHOP, encoding="utf-8")
    result = run("build", "leeds.yaml")
    assert result.exit_code == 1 and not Path("build").exists()
    found = re.findall(r"error\[(\w+)\]: .*\n  --> (people.csv:\d)\nhelp: (.*)\n", result.stderr)
    assert {(code, place) for code, place, _ in found} == {
        *(("E303", "people.csv:2"), ("E303", "people.csv:4"), ("E302", "people.csv:5")),
    }
    assert all(
        "or leave the name out with --partial, and write it by hand" in fix for *_, fix in found
    )


def test_with_partial_the_rest_is_made_and_the_index_lists_whom_it_lacks():
    told = build(NAMES, "--partial")
    places = [f"people.csv:{line}" for line in (2, 4, 5)]
    assert re.findall(r"warning\[W705\]: this name is left out: .*\n  --> (.*)\n", told) == places
    cards = words("build/leeds/name-cards.pdf")
    assert cards == ["Leeds", "Oak", "Ann", "Lee"] * 2
    checks = [page.extract_text() for page in PdfReader("build/leeds/temperature-check.pdf").pages]
    assert ["Ann Lee" in check for check in checks] == [False, True, False, False]
    said = words("build/leeds/index.pdf")
    assert "2 people: Person 1, Ann Lee" in said and "2 people: Person 3, Person 4" in said
    at = said.index("Names to write by hand")
    assert said[at + 2 : at + 5] == [
        f"Person 1, {places[0]}",
        f"Person 3, {places[1]}",
        f"Person 4, {places[2]}: {'W' * 24}…",
    ]
    assert plan("leeds")["unnamed"] == places
    everything = told + json.dumps(plan("leeds"))
    assert not any(sign in everything for name, _ in NAMES for sign in name if not sign.isascii())


def test_of_a_name_the_index_has_what_can_be_printed_unless_it_names_nobody():
    listed = WORKSHOP.replace("{file: people.csv}", "[Bo, Ann 🎉 Lee, 李]")
    build([], "--partial", workshop=listed)
    at = (said := words("build/leeds/index.pdf")).index("Names to write by hand")
    places = [f"Person {number}, leeds.yaml:5:{column}" for number, column in ((2, 20), (3, 31))]
    assert said[at + 2 : at + 4] == [f"{places[0]}: Ann … Lee", places[1]]
    build([], "--partial", workshop=f"{listed}index-names: false\n")
    assert "Ann" not in " ".join(words("build/leeds/index.pdf"))


def test_a_mapping_has_no_lines_so_people_are_numbered():
    people = {"title": "Leeds", "participants": ["Bo", "李"], "outputs": ["name-cards"]}
    made = cardgen.open(".").build_workshop(people, partial=True)
    said = told_by_pdf(made.index[0].data)
    assert "Person 2 in the list" in [own for _, _, own in said]


def test_partial_is_no_excuse_for_anything_else():
    Path("people.csv").write_text("name\n李小龙\nAnn\n", encoding="utf-8")
    Path("leeds.yaml").write_text(
        "title: T\nparticipants: {file: people.csv}\n"
        "outputs: [name-cards, {output: office, fold: true, flip: short}]\n",
        encoding="utf-8",
    )
    result = run("build", "leeds.yaml", "--partial")
    assert result.exit_code == 1 and "error[E704]" in result.stderr
    assert "error[E303]" in result.stderr and "W705" not in result.stderr
    assert not Path("build").exists()


def test_if_no_name_can_be_set_there_is_nothing_to_be_partial_about():
    Path("people.csv").write_text("name\n李小龙\n", encoding="utf-8")
    Path("leeds.yaml").write_text(
        "title: T\nparticipants: {file: people.csv}\noutputs: [name-cards]\n", encoding="utf-8"
    )
    result = run("build", "leeds.yaml", "--partial")
    assert result.exit_code == 1 and "error[E303]" in result.stderr


def test_partial_changes_nothing_where_all_names_can_be_set():
    told = build(PEOPLE)
    before = {path.name: path.read_bytes() for path in Path("build/leeds").iterdir()}
    assert build(PEOPLE, "--partial") == told
    assert {path.name: path.read_bytes() for path in Path("build/leeds").iterdir()} == before


def test_a_list_in_the_workshops_own_file_leaves_out_one_of_a_line():
    told = build([], "--partial", workshop=WORKSHOP.replace("{file: people.csv}", "[Ann, 李, Bo]"))
    assert "  --> leeds.yaml:5:21\n" in told and "李" not in told
    assert [word for word in words("build/leeds/name-cards.pdf") if word in ("Ann", "Bo")]


def test_what_else_a_name_card_says_may_be_what_cannot_be_set():
    Path("people.csv").write_text("name,firm\nAnn,北京\nBo,Aire\n", encoding="utf-8")
    Path("w.yaml").write_text(
        "title: T\nparticipants: {file: people.csv, show: [firm]}\noutputs: [name-cards]\n",
        encoding="utf-8",
    )
    built = cardgen.open(".").build_workshop("w.yaml", partial=True)
    assert [str(hand.lacks) for hand in built.unnamed] == ["people.csv:2"]
    assert [problem.code for problem in built.problems] == ["W705"]


def test_python_takes_one_older_folder_or_several():
    build(PEOPLE)
    project = cardgen.open(".")
    for since in ("build/leeds", Path("build/leeds"), ["build/leeds"]):
        assert project.build_workshop("leeds.yaml", since=since).products == []


def test_older_folders_and_files_in_memory_are_compared_as_those_on_disk_are():
    build(PEOPLE)
    older = {f"last/{path.name}": path.read_bytes() for path in Path("build/leeds").iterdir()}
    build(LATE, "--since", "build/leeds")
    project = cardgen.open(files=older)
    made = project.build_workshop("leeds.yaml", since="last")
    assert made.unchanged == ["office.pdf", "contact-sheet.pdf", "handouts.md"]
    on_disk = Path("build/leeds-new")
    for file in made.files[: -len(made.index)]:
        assert file.data == (on_disk / Path(file.name).name).read_bytes()
    before = project.diff("last/office.pdf").as_data()["changes"]
    assert {change["change"] for change in before} == {"absent"}
    again = project.build("office", cards=["trust", "delivery"], changed_since="last/office.pdf")
    assert again.plan.cards == ["delivery"]
