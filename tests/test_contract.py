"""What the page's questions take: each key is checked by the table, and refused in words."""

import pytest

from cardgen import OPTIONS, Unsupported
from cardgen.web.api import QUESTIONS
from cardgen.web.contract import refuse_unfit, table, taken

FILES = {"older.pdf": b"", "people.csv": b""}
# A value of each kind; those of other kinds are refused where one is expected.
VALUES = {
    "array": [[]],
    "boolean": True,
    "integer": 3,
    "number": 2.5,
    "object": {"a": {}},
    "string": "\N{GRINNING FACE}",
}


def refused(question, given, files=FILES):
    with pytest.raises(Unsupported) as error:
        refuse_unfit(question, given, files)
    return str(error.value)


def test_every_question_has_a_row_of_the_table_and_no_row_is_left_over():
    assert list(table()["questions"]) == list(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_need_be_given_but_what_the_row_says_and_null_says_nothing(question):
    schema = taken(question)
    needed = {"workshop": {}, "printer": "hall", "file": "people.csv"}
    needs = {key: needed[key] for key in schema["required"]}
    refuse_unfit(question, needs, FILES)
    refuse_unfit(question, dict.fromkeys(schema["properties"]) | needs, FILES)


@pytest.mark.parametrize(
    ("question", "key"),
    [(question, key) for question in QUESTIONS for key in taken(question)["properties"]],
)
def test_a_value_of_another_kind_is_refused_by_the_name_of_its_key(question, key):
    schema = taken(question)
    own = schema["properties"][key]
    kinds = table()["parts"]["Workshop" if "$ref" in own else "Names"] | own
    kinds = kinds["type"]
    kinds = {kinds} if isinstance(kinds, str) else {*kinds}
    kinds |= {"integer"} if "number" in kinds else set()
    for kind in sorted(VALUES.keys() - kinds):
        needs = {"workshop": {}, "printer": "hall", "file": "people.csv"}
        given = {name: needs[name] for name in schema["required"]} | {key: VALUES[kind]}
        assert f'"{key}" should be' in refused(question, given)


def test_keys_that_no_question_takes_are_refused_with_the_nearest():
    assert refused("plan", {"outptu": "office"}) == (
        "'outptu' is no key of the question; did you mean \"output\"?"
    )
    assert refused("faces", {"card": []}).endswith('did you mean "cards"?')
    assert refused("plan", []) == "what is given should be a mapping, not []"


def test_what_would_write_a_file_is_no_option_of_a_request():
    for name in ("to", "folder", "strict", "dry_run", "on_page", "on_progress"):
        assert "is no key of" in refused("build", {"options": {name: "x"}})


def test_options_are_those_of_a_build_each_with_its_own_kind():
    options = table()["parts"]["Options"]["properties"]
    assert list(options) == list(OPTIONS)
    assert '"copies" of "options" should be at least 1 and at most 10000' in refused(
        "plan", {"options": {"copies": 0}}
    )
    assert "should be one of" in refused("plan", {"options": {"flip": "sideways"}})
    assert "should be a whole number" in refused("plan", {"options": {"copies": True}})
    assert 'entry 2 of "cards" should be a text' in refused("faces", {"cards": ["trust", 2]})


def test_a_file_is_named_only_if_it_comes_with_the_request():
    refuse_unfit("plan", {"options": {"changed_since": "older.pdf"}}, FILES)
    refuse_unfit("plan_workshop", {"workshop": {}, "since": ["older.pdf"]}, FILES)
    older = {"changed_since": "build/office.pdf"}
    assert "a file that is given" in refused("plan", {"options": older})
    refuse_unfit("plan", {"options": {"icc": "PSOcoated_v3.icc"}}, FILES)
    for path in ("/usr/share/x.icc", "../x.icc", "C:x.icc", "a\\x.icc"):
        assert "the name of an ICC profile" in refused("plan", {"options": {"icc": path}})
    assert "a file that is given" in refused("people", {"file": "deck/deck.yaml"})
    assert "a file that is given" in refused("open_workshop", {"file": "workshop.yaml"})
    assert "a file that is given" in refused("save_workshop", {"workshop": {}, "since": ["x"]})


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../deck.yaml", "a/../b", "", ".", "a//b", "c:\\a", "a\\b", "a\nb"]
)
def test_files_have_names_below_the_project(name):
    assert "cannot be the name of a file" in refused("check", {}, {name: b""})


def test_half_a_character_is_refused_wherever_it_stands():
    for given in (
        {"output": "\ud800"},
        {"overlay": {"cards": ["\ud800"]}},
        {"overlay": {"\ud800": 1}},
    ):
        assert "half a character" in refused("plan", given)
