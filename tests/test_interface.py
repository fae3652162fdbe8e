"""The Python interface: what a project is opened with, what comes out, and what is raised."""

import datetime
import inspect
import os
import pickle
import re
import shutil
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from decks import ALLOTMENT, BUNDLED
from pikepdf import Pdf
from small_decks import KINDS, KINDS_YAML

import cardgen
from cardgen.model.options import OPTIONS, Options
from cardgen.read import conditions, tree
from cardgen.read.output import DEFAULT_OUTPUT

DECK = {
    "title": "Around the Table",
    "lang": "en-GB",
    "date": datetime.date(2026, 11, 24),
    "kinds": KINDS,
    "cards": [
        {
            "id": "listening",
            "kind": "behaviour",
            "name": "Listening",
            "definition": "Hears what is meant as well as what is said",
            "positive": ["Asks before answering", "Leaves pauses"],
            "negative": ["Waits to speak"],
        },
        {
            "id": "pace",
            "kind": "behaviour",
            "name": "Pace",
            "definition": "Knows when to hurry and when to wait",
            "positive": ["Leaves room for thinking"],
            "negative": ["Confuses speed with progress"],
        },
    ],
}


YAML = f"""\
title: Around the Table
lang: en-GB
date: 2026-11-24
{KINDS_YAML}cards:
  - id: listening
    kind: behaviour
    name: Listening
    definition: Hears what is meant as well as what is said
    positive: [Asks before answering, Leaves pauses]
    negative: [Waits to speak]
  - id: pace
    kind: behaviour
    name: Pace
    definition: Knows when to hurry and when to wait
    positive: [Leaves room for thinking]
    negative: [Confuses speed with progress]
"""


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_builds_in_memory_what_the_command_line_writes(empty_folder):
    built = cardgen.open(".").build("office", cards=["trust"])
    (file,) = built.files
    assert (file.name, built.plan.sheets, built.plan.cards) == ("office-trust.pdf", 1, ["trust"])
    assert len(Pdf.open(BytesIO(file.data)).pages) == 2
    assert list(empty_folder.iterdir()) == []  # nothing is written unless asked
    file.save(empty_folder / "saved.pdf")
    assert (empty_folder / "saved.pdf").read_bytes() == file.data


def test_what_is_built_to_a_path_or_into_a_folder_lies_there(empty_folder):
    project = cardgen.open()
    to = project.build("labels", to="mine.pdf").files[0]
    into = project.build("labels", folder="out").files[0]
    assert (to.plan.path, into.plan.path) == ("mine.pdf", "out/labels.pdf")
    assert Path("mine.pdf").read_bytes() == Path("out/labels.pdf").read_bytes() == into.data


def test_a_dry_run_plans_and_makes_nothing(empty_folder):
    built = cardgen.open().build("office", copies=3, dry_run=True)
    assert (built.plan.sheets, len(built.plan.cards)) == (12, 48)
    assert list(empty_folder.iterdir()) == []


def test_each_page_is_told_of_as_it_is_made(empty_folder):
    pages = []
    cardgen.open().build("office", on_page=lambda plan, page: pages.append((plan.output, page)))
    assert [(output, page["side"]) for output, page in pages] == [
        ("office", side) for _ in range(4) for side in ("front", "back")
    ]
    assert pages[0][1]["placements"][0]["card"] == "title"


def test_a_deck_is_opened_by_its_folder_or_its_file(empty_folder):
    ids = [row["id"] for row in cardgen.open(ALLOTMENT).list("cards")]
    by_folder = cardgen.open(ALLOTMENT / "deck").list("cards")
    by_file = cardgen.open(ALLOTMENT / "deck" / "deck.yaml").list("cards")
    by_name = cardgen.open(".", deck=ALLOTMENT / "deck").list("cards")
    assert ids and all([row["id"] for row in rows] == ids for rows in (by_folder, by_file, by_name))


def test_what_a_card_and_a_theme_can_say_is_listed(empty_folder):
    fields = {**KINDS["behaviour"]["fields"], "negative": "list?"}
    project = cardgen.open({**DECK, "kinds": {"behaviour": {"numbered": True, "fields": fields}}})
    (kind,) = project.list("kinds")
    assert kind == {"name": "behaviour", "numbered": True, "fields": fields}
    colours = {row["name"]: row for row in project.list("colours")}
    assert (colours["pine"]["base"], colours["pine"]["on"]) == ("#006546", "#FFFFFF")
    marks = {row["name"]: row["art"] for row in project.list("marks")}
    assert marks["links"] == ["talk", "venn", "chain"] and marks["disc"] == []


def test_a_deck_says_what_it_is_and_lists_the_colours_of_its_own():
    overlay = {"by": "Ours", "themes": [{"id": "being", "colour": "#9C3D75"}]}
    project = cardgen.open(BUNDLED, overlay=overlay)
    about = project.about()
    assert (about["title"], about["by"], about["lang"]) == (
        "Doing Things Differently",
        "Ours",
        "en-GB",
    )
    own = project.list("themes")[0]["colour"]
    assert [row["on"] for row in project.list("colours") if row["name"] == own] == ["#FFFFFF"]


def test_a_card_is_shown_with_its_counts_or_as_it_is_written():
    project = cardgen.open(BUNDLED)
    (counted,), (written,) = project.show("overview"), project.show("overview", counted=False)
    assert counted["fields"]["heading"] == "4 themes, 13 behaviours"
    assert written["fields"]["heading"] == "{themes} themes, {behaviours} behaviours"


@pytest.mark.slow
def test_a_mapping_in_memory_is_a_deck(empty_folder):
    project = cardgen.open(DECK)
    assert project.check() == []
    built = project.build("reading", format="txt")
    assert "Knows when to hurry and when to wait" in built.files[0].data.decode()
    assert len(Pdf.open(BytesIO(project.build("cards").files[0].data)).pages) == 4


def test_a_mapping_builds_what_its_yaml_does(empty_folder):
    Path("deck").mkdir()
    Path("deck/deck.yaml").write_text(YAML, encoding="utf-8")
    pair = [cardgen.open(where).build("office").files[0].data for where in (".", DECK)]
    assert pair[0] == pair[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("card", "place", "what"),
    [
        ({"id": "x", "name": "X"}, "cards[2]", 'needs "definition"'),
        (
            {"id": "x", "name": "X", "definition": ""},
            "cards[2].definition",
            '"definition" is empty',
        ),
        ({"id": "x", "name": ["X"], "definition": "D"}, "cards[2].name", "this should be a text"),
        ({"id": "pace", "name": "X", "definition": "D"}, "cards[2].id", "is given twice"),
        ({"id": "x", "nmae": "X", "definition": "D"}, "cards[2].nmae", 'has no field "nmae"'),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told_by_its_place_there(card, place, what):
    problems = cardgen.open({**DECK, "cards": [*DECK["cards"], card]}).check("office")
    assert any(str(one.where) == place and what in one.what for one in problems), problems
    assert all(":0" not in one.fix for one in problems)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({1, 2}, "title: a set stands where"),
        (b"x", "title: a bytes stands where"),
        (float("nan"), "title: a number that is out of reach"),
        (10**5000, "title: a number that is out of reach"),
        (Decimal("nan"), "title: a number that is out of reach"),
        ({1: "x"}, "title: each key should be a text, not int"),
    ],
    ids=["set", "bytes", "nan", "long number", "decimal nan", "key"],
)
def test_a_mapping_holds_what_yaml_can_hold(value, words):
    with pytest.raises(cardgen.Unsupported, match=words):
        cardgen.open({**DECK, "title": value})


@pytest.mark.slow
def test_what_is_none_in_a_mapping_is_left_out():
    deck = {**DECK, "survey": None, "cards": [{**DECK["cards"][0], "tags": None, "theme": None}]}
    assert cardgen.open(deck).check() == []


def test_errors_can_be_sent_between_processes():
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.open({**DECK, "cards": []}).build()
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.problems, str(again)) == (raised.value.problems, str(raised.value))
    missing = cardgen.Missing("workbooks", "office")
    assert str(pickle.loads(pickle.dumps(missing))) == str(missing)


def test_the_bytes_of_a_file_are_those_that_were_built(empty_folder):
    project = cardgen.open()
    first = project.build("labels", to="labels.pdf").files[0]
    project.build("labels", cards="trust", to="labels.pdf")
    with pytest.raises(cardgen.Stop, match="not the file that was built"):
        first.data  # noqa: B018
    with pytest.raises(cardgen.Stop, match="was planned, not made"):
        project.build("labels", dry_run=True).files[0].save("again.pdf")
    assert len(repr(project.build("labels"))) < 5000


def test_a_project_stays_in_its_folder(empty_folder, monkeypatch):
    project, by_path = cardgen.open(), cardgen.open(empty_folder)
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    with pytest.raises(cardgen.Stop, match="open it by its full path"):
        project.list("cards")
    assert len(by_path.list("cards")) == 16


def test_cards_are_shown_by_id_number_or_name(empty_folder):
    shown = cardgen.open().show("trust", "1", "Mindset")
    assert [row["id"] for row in shown] == ["trust", "authenticity", "mindset"]


def test_a_folder_without_a_name_is_refused_rather_than_taken_for_the_root(empty_folder):
    project = cardgen.open()
    Path("day.yaml").write_text("title: Day\noutputs: [labels]\n", encoding="utf-8")
    for make in (
        lambda: project.build("labels", folder="", dry_run=True),
        lambda: project.test_sheet(folder=""),
        lambda: project.build_workshop("day.yaml", folder="", dry_run=True),
    ):
        with pytest.raises(cardgen.Unsupported, match="a folder needs a name"):
            make()


def test_the_bundled_deck_is_built_where_the_current_folder_is_gone(empty_folder, monkeypatch):
    gone = empty_folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cardgen.open().build("labels", dry_run=True).plan.cards


def test_a_mapping_within_itself_is_refused():
    deck = dict(DECK)
    deck["cards"] = [deck]
    with pytest.raises(cardgen.Unsupported, match="nested too deep"):
        cardgen.open(deck)


def test_errors_of_a_deck_are_raised_all_at_once():
    deck = {**DECK, "cards": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}
    with pytest.raises(cardgen.DeckError) as raised:
        cardgen.open(deck).build()
    assert {str(one.where) for one in raised.value.problems} == {"cards[0]", "cards[1]"}
    assert "cards[0]: " in str(raised.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"order": "random"}, "order should be one of decks, cards, stack, not 'random'"),
        ({"cards": []}, "cards names nothing; leave it out for the whole deck"),
        ({"cards": b"trust"}, "cards should be names"),
        ({"sheet": ["a4"]}, "no sheet is called"),
        ({"copies": 0}, "copies should be a whole number from 1 to 10000, not 0"),
        ({"copies": True}, "copies should be a whole number from 1 to 10000, not True"),
        ({"back_extra": -1}, "back_extra should be a length from 0 to 50 mm, not -1"),
        ({"fold": "yes"}, "fold should be True or False, not 'yes'"),
        ({"colour": "red"}, 'no option is called "colour"'),
        ({"fold": True, "flip": "long"}, "--fold prints on one side"),
        ({"cards": "nobody"}, 'no card is called "nobody"'),
        ({"sheet": "a44"}, 'no sheet is called "a44"; did you mean "a4"'),
    ],
)
def test_options_that_cannot_be_fulfilled_are_told(options, words):
    with pytest.raises(cardgen.Unsupported) as raised:
        cardgen.open(BUNDLED).build("office", **options)
    assert words in str(raised.value)


def test_a_missing_deck_and_folder_are_told(empty_folder):
    with pytest.raises(cardgen.Stop, match="there is no deck at nowhere"):
        cardgen.open(deck="nowhere")
    with pytest.raises(cardgen.Stop, match="there is no folder nowhere"):
        cardgen.open("nowhere")


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("preview", {"cards": []}, "name the cards to draw"),
        ("preview", {"cards": "trust", "vision": "bogus"}, 'no vision is called "bogus"'),
        ("preview", {"cards": "trust", "paper": "gloss"}, 'no paper is called "gloss"'),
        ("preview", {"cards": "trust", "ppi": 0}, "ppi should be from 10 to 1200, not 0"),
        ("risk", {"cut": -1.0}, "cut should be from 0 to 10 mm, not -1"),
        ("calibrate", {"printer": "mine", "right": -3.0}, "right should be from 0 to 20, not -3"),
        ("calibrate", {"printer": "mine", "turn_cw": 80.0}, "turn_cw should be from 0 to 5"),
        ("calibrate", {"printer": "mine", "sideways": 1.0}, 'no reading is called "sideways"'),
        ("calibrate", {"printer": "mine", "right": float("nan")}, "not nan"),
        ("list", {"what": "nonsense"}, 'no list is called "nonsense"'),
        ("build", {"to": "x.pdf", "folder": "out"}, "not both"),
        ("build", {"to": "-", "flip": "none"}, "cannot both go to standard output"),
        ("build_workshop", {"workshop": "day.yaml", "to": "-"}, "-o must name a folder"),
        ("build", {"cards": 5}, "cards should be names, not 5"),
    ],
)
def test_values_that_cannot_be_are_told(method, given, words, empty_folder):
    with pytest.raises(cardgen.Unsupported) as raised:
        getattr(cardgen.open(), method)(**given)
    assert words in str(raised.value)
    assert list(empty_folder.iterdir()) == []


def test_none_stands_for_what_is_usual(empty_folder):
    plain = cardgen.open().build("labels").files[0].data
    assert cardgen.open().build("labels", cards=None, order=None).files[0].data == plain


def test_a_mapping_and_a_deck_are_not_both():
    with pytest.raises(cardgen.Unsupported, match="not both"):
        cardgen.open(DECK, deck="deck")


def test_a_file_of_another_kind_is_not_written_over(empty_folder):
    Path("deck.yaml").write_text("title: Mine\n", encoding="utf-8")
    project = cardgen.open(deck=BUNDLED / "deck")
    with pytest.raises(cardgen.Unsupported, match=r"deck\.yaml"):
        project.build("labels").files[0].save("deck.yaml")
    with pytest.raises(cardgen.Unsupported, match=r"deck\.yaml"):
        project.export_deck("csv").save("deck.yaml")
    assert Path("deck.yaml").read_text(encoding="utf-8") == "title: Mine\n"


def test_a_file_that_is_not_there_is_told_as_such(empty_folder):
    with pytest.raises(cardgen.Stop, match=r"nowhere\.pdf cannot be read"):
        cardgen.open().inspect_pdf("nowhere.pdf")


def test_a_deck_yaml_is_the_deck_of_its_folder_where_there_is_no_folder_deck(empty_folder):
    Path("deck.yaml").write_text("title: This one\n", encoding="utf-8")
    assert cardgen.open().list("cards").fatal
    Path("other").mkdir()
    Path("deck.yaml").rename("other/deck.yaml")
    assert cardgen.open("other").list("cards").fatal
    assert len(cardgen.open().list("cards")) == 16


@pytest.mark.parametrize("what", ["link", "file", "empty folder"])
def test_where_deck_is_no_folder_with_a_deck_no_other_deck_is_made(what, empty_folder):
    deck = Path("deck")
    match what:
        case "link":
            deck.symlink_to("nowhere")
        case "file":
            deck.write_text("title: T\n", encoding="utf-8")
        case _:
            deck.mkdir()
    told = {
        "link": "deck is a link that leads nowhere",
        "file": "deck is not a folder, in which a deck.yaml could be",
        "empty folder": "the folder deck has no deck.yaml",
    }
    with pytest.raises(cardgen.Stop) as reason:
        cardgen.open()
    assert str(reason.value) == told[what]


# ── Read once ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def parsed(monkeypatch):
    """The names of the files that are parsed, one for each time."""
    names, parse = [], tree.parse

    def noted(raw, file, problems):
        names.append(file)
        return parse(raw, file, problems)

    monkeypatch.setattr(tree, "parse", noted)
    return names


def once(names):
    return len(names) == len(set(names))


@pytest.mark.slow
def test_no_file_is_parsed_twice_by_one_project(parsed, empty_folder):
    project = cardgen.open()
    project.check()
    everything = len(parsed)
    assert everything > 90 and once(parsed)
    project.fit()
    project.build("office", dry_run=True)
    project.build("press", dry_run=True, profile="uk-uncoated")
    for what in get_args(cardgen.What):
        project.list(what)
    assert once(parsed)


@pytest.mark.slow
def test_words_that_change_are_drawn_without_a_file_being_parsed_again(parsed, empty_folder):
    project = cardgen.open()
    project.build("office", dry_run=True)
    before, unchanged = len(parsed), project.build("office", cards=["trust"]).files[0].data
    drawn = []
    for words in ("Keeps promises", "Keeps its promises"):
        project.lay_over({"cards": [{"id": "trust", "definition": words}]})
        drawn.append(project.build("office", cards=["trust"]).files[0].data)
        assert project.show("trust")[0]["fields"]["definition"] == words
    assert len(parsed) == before and len({unchanged, *drawn}) == 3
    project.lay_over(None)
    assert project.build("office", cards=["trust"]).files[0].data == unchanged


def test_an_overlay_on_disk_takes_the_place_of_one_in_memory(empty_folder):
    Path("over.yaml").write_text("title: From disk\n", encoding="utf-8")
    project = cardgen.open(overlay={"title": "From memory"})
    titles = [project.build("reading", format="txt").files[0].data.decode().splitlines()[0]]
    for overlay in ("over.yaml", None):
        project.lay_over(overlay)
        titles.append(project.build("reading", format="txt").files[0].data.decode().splitlines()[0])
    assert titles == ["From memory", "From disk", "Doing Things Differently"]


def test_languages_and_overlays_share_what_is_parsed(parsed, empty_folder):
    bwrdd = BUNDLED / "tests" / "decks" / "bwrdd"
    Path("over.yaml").write_text("publisher: Ours\n", encoding="utf-8")
    project = cardgen.open(bwrdd, languages=["cy", "en"], overlay="over.yaml")
    project.build("office", dry_run=True)
    project.build("handouts", dry_run=True)
    assert "over.yaml" in parsed and once(parsed)


@pytest.mark.slow
def test_a_workshop_parses_each_file_once(parsed, empty_folder):
    Path("day.yaml").write_text(
        "title: Day\nparticipants: [Ann, Bo]\n"
        "outputs: [office, {output: handouts, names: true}, temperature-check, name-cards]\n",
        encoding="utf-8",
    )
    built = cardgen.open().build_workshop("day.yaml", dry_run=True)
    assert len(built.plans) == 6 and "day.yaml" in parsed and once(parsed)


def test_a_file_that_changed_is_read_again_and_no_other(parsed, empty_folder):
    shutil.copytree(BUNDLED / "deck", "deck")
    project, changed = cardgen.open(), Path("deck/being.yaml")
    before = [row["name"] for row in project.list("cards")]
    project.build("office", dry_run=True)
    parsed.clear()
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("name: Mindset", "name: Mindset anew"), encoding="utf-8")
    after = [row["name"] for row in project.list("cards")]
    project.build("office", dry_run=True)
    assert [name for name in after if name not in before] == ["Mindset anew"]
    assert parsed == ["deck/being.yaml"]


def test_an_icc_profile_is_read_once_until_it_changes(empty_folder, monkeypatch):
    read: list[str] = []
    checked = conditions.checked
    monkeypatch.setattr(
        conditions, "checked", lambda path, name: read.append(name) or checked(path, name)
    )
    name = "ISOcoated_v2_300_bas.ICC"
    Path("layouts").mkdir()
    shutil.copy(BUNDLED / "src" / "cardgen" / "icc" / name, f"layouts/{name}")
    project = cardgen.open()
    for _ in range(2):
        project.build("press", cards="trust", dry_run=True)
    assert read == [name]
    os.utime(f"layouts/{name}", ns=(0, 0))
    project.build("press", cards="trust", dry_run=True)
    assert read == [name, name]


@pytest.mark.slow
def test_an_older_deck_has_the_palette_that_lies_beside_it(empty_folder):
    shutil.copytree(BUNDLED / "deck", "older/deck")
    palette = (BUNDLED / "layouts" / "palette.yaml").read_text(encoding="utf-8")
    Path("older/layouts").mkdir()
    hexes = re.search(r'rgb: "#([0-9A-Fa-f]{6})"', palette[palette.index("colours:") :])
    changed = palette.replace(f"#{hexes[1]}", "#123456")
    Path("older/layouts/palette.yaml").write_text(changed, encoding="utf-8")
    project = cardgen.open(deck="older/deck")
    before = project.build("office", dry_run=True).plan.cards
    assert project.diff("older", "office").changes
    assert project.build("office", dry_run=True).plan.cards == before


@pytest.mark.slow
def test_a_file_that_is_new_takes_the_place_of_the_bundled_one(empty_folder):
    project = cardgen.open()
    assert project.build("office", dry_run=True).plan.files[0].paper == "A4"
    own = Path("layouts/sheets/a4.yaml")
    own.parent.mkdir(parents=True)
    text = (BUNDLED / "layouts" / "sheets" / "a4.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("paper: A4", "paper: Our A4"), encoding="utf-8")
    assert project.build("office", dry_run=True).plan.files[0].paper == "Our A4"


# ── One table ────────────────────────────────────────────────────────────────────────────────


def stub():
    """The text of build_options.pyi: the options as the keywords of `Project.build`."""
    types = {"count": "int", "length": "float", "flag": "bool", "text": "str | PathLike[str]"}
    types |= {"names": "str | Sequence[str]", "file": "str | PathLike[str] | bytes"}
    lines = [
        '"""The keywords of Project.build; made from the table in model/options.py."""',
        "",
        "from collections.abc import Sequence",
        "from os import PathLike",
        "from typing import Literal, TypedDict",
        "",
        "class BuildOptions(TypedDict, total=False):",
    ]
    for row in OPTIONS.values():
        names = ", ".join(f'"{choice}"' for choice in row.choices)
        kind = types.get(row.kind) or f"Literal[{names}]"
        none = " | None" if row.default is None else ""
        lines += [f"    {row.name}: {kind}{none}", f'    """{row.about}"""']
    return "\n".join(lines) + "\n"


def rows_of_docs():
    """The rows of the table of options in docs/python.md."""
    kinds = {"count": "a number", "length": "mm", "flag": "`True` or `False`", "text": "a text"}
    kinds |= {"names": "names", "file": "a path, or bytes"}
    return [
        f"| `{row.name}` "
        f"| {kinds.get(row.kind) or ', '.join(f'`{choice}`' for choice in row.choices)} "
        f"| {row.about} |"
        for row in OPTIONS.values()
    ]


def test_the_stub_is_as_the_table_makes_it(same_as):
    same_as(Path(cardgen.__file__).with_name("build_options.pyi"), stub())


def test_the_page_on_python_has_the_table(same_as):
    page = BUNDLED / "docs" / "python.md"
    words, _, _ = page.read_text(encoding="utf-8").rpartition("|---|---|---|\n")
    same_as(page, "\n".join([f"{words}|---|---|---|", *rows_of_docs(), ""]))


def test_each_option_is_a_field_a_flag_and_a_keyword():
    assert [row.name for row in OPTIONS.values()] == [*Options._fields]
    assert len({row.flag for row in OPTIONS.values()}) == len(OPTIONS)
    assert all(row.about.endswith(".") for row in OPTIONS.values())


def test_the_default_output_is_that_of_decks():
    assert cardgen.DEFAULT_OUTPUT == DEFAULT_OUTPUT


def test_every_public_name_can_be_had_and_tells_what_it_is():
    for name in cardgen.__all__:
        value = getattr(cardgen, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            # Python itself gives a dataclass its signature.
            assert value.__doc__ and not value.__doc__.startswith(f"{name}("), name
    for name, method in vars(cardgen.Project).items():
        assert name.startswith("_") or method.__doc__, name
    with pytest.raises(AttributeError, match="nobody"):
        cardgen.nobody  # noqa: B018


def test_no_public_name_is_that_of_a_room():
    rooms = {path.name for path in Path(cardgen.__file__).parent.iterdir() if path.is_dir()}
    public = {name for name in dir(cardgen.Project) if not name.startswith("_")}
    assert rooms.isdisjoint({*cardgen.__all__, *public})
