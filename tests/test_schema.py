"""What editors are told of each kind of file is what cardgen itself reads."""

import json
import re
from pathlib import Path

import pytest
from command_line import run
from jsonschema import Draft7Validator
from yaml_12 import values

from cardgen.model.forms.form import nested
from cardgen.model.forms.json_schema import accepts, json_schema
from cardgen.model.forms.readers import (
    Unreadable,
    address,
    anything,
    date,
    filled,
    integer,
    language,
    leading,
    length,
    list_of,
    names_to,
    number,
    one_of,
    positive,
    several,
    text,
    type_size,
    yes_or_no,
)
from cardgen.model.sheet import sides
from cardgen.problems import Problems
from cardgen.read.card import identifier
from cardgen.read.deck_form import field_form
from cardgen.read.files import BUNDLED
from cardgen.read.house_style import percent, rgb
from cardgen.read.json_schemas import KINDS, schema_of
from cardgen.read.tree import parse
from cardgen.typeset.blocks.qr import QrBlock

CASES = Path(__file__).parent / "cases"
# Of these mistakes a file by itself does not show any.
UNSEEN = {
    "a-control-character": "editors hold such texts to be texts",
    "a-list-with-nothing-in-it": "only the deck tells which fields its cards need",
    "a-step-that-no-card-needs": "a step may give any value to a name",
    "a-name-that-nobody-can-see": "editors hold such texts to be texts",
    "bullets-in-place-of-hyphens": "only the deck tells of what form a field is",
    "field-of-the-wrong-form": "only the deck tells of what form a field is",
    "kind-named-as-a-path": "kinds have names of the author's own",
    "layout-of-another-shape": "another file tells its shape",
    "lines-that-overlap": "it takes the size of the type",
    "missing-field": "only the deck tells which fields its cards need",
    "more-steps-of-deck-and-card-than-can-be-tried": "it takes a product",
    "more-steps-than-can-be-tried": "it takes a product",
    "prompts-with-slips": "the lenses have names of the author's own",
    "unknown-key": "only the deck tells which fields its cards have",
}
OF_FORM = {"E101", "E102", "E103", "E104", "E105", "E106", "E107"}
VALIDATORS = {kind: Draft7Validator(json.loads(schema_of(kind))) for kind in KINDS}


def kind_of(path):
    """The kind of the file at a path in a project, by where it stands."""
    match path.parts:
        case [*_, "deck.yaml"]:
            return "deck"
        case ["layouts", "languages", _]:
            return "words"
        case [*_, "workshop.yaml"]:
            return "workshop"
        case [*_, "prompts.yaml"]:
            return "prompts"
        case ["deck", _] | ["layouts", "new", "deck", _]:
            return "cards"
        case ["layouts", "cards" | "pages", _, "card.yaml" | "page.yaml"]:
            return "layout"
        case ["layouts", "cards", _, "backs.yaml"]:
            return "backs"
        case ["layouts", "cards", *_]:
            return "face"
        case ["layouts", "pages", *_]:
            return "page"
        case ["layouts", folder, _]:
            return folder.removesuffix("s")
        case ["layouts", _]:
            return path.stem


def files_of(project):
    found = [*project.glob("deck/*.yaml"), *project.glob("layouts/**/*.yaml")]
    return sorted(path.relative_to(project) for path in found)


def faults(project, path):
    """What an editor would underline."""
    written = (project / path).read_text(encoding="utf-8")
    return [error.message for error in VALIDATORS[kind_of(path)].iter_errors(values(written))]


@pytest.mark.parametrize("path", files_of(BUNDLED), ids=Path.as_posix)
def test_an_editor_finds_nothing_wrong_with_what_comes_with_cardgen(path):
    assert faults(BUNDLED, path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_has_a_schema_that_editors_understand(kind):
    told = run("schema", kind)
    assert (told.exit_code, told.stdout) == (0, schema_of(kind))
    schema = json.loads(told.stdout)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    assert kind == "overlay" or kind in {kind_of(path) for path in files_of(BUNDLED)}


@pytest.mark.parametrize(
    "case",
    [
        case.name
        for case in sorted(CASES.iterdir())
        if OF_FORM & set(re.findall("E[0-9]{3}", (case / "expected.txt").read_text("utf-8")))
    ],
)
def test_an_editor_sees_a_mistake_of_form_as_it_is_made(case):
    found = [fault for path in files_of(CASES / case) for fault in faults(CASES / case, path)]
    assert bool(found) != (case in UNSEEN), found


VALUES = """
word, No, yes, true, True, false, 10:30, 012, 12, 0, 3, 1.0, 1.10, .5, 150, 9999, 1_000, -3, +3, 1e3
3 mm, 8 pt, 8pt, 3 in, 3 cm, "3", "", " ", "~", "null", '"a"', 2026-11-25, 2026-99-99, 25.11.2026
en, en-GB, e, en_GB, https://example.org, www.example.org, "#FFCE24", "#FFCE2", shared-direction
Shared, text, text?, list?, lists, one, two, One, "a: b", 5001, 4, 5
""".replace("\n", ",")
LISTS = ["[]", "[3]", "[3, 4]", "[3, 4, 5, 6]", "[a]", "{}", "{a: 3}", "{a: b}", "[[3]]"]
SCALARS = [value.strip() for value in VALUES.split(",") if value.strip()]
READERS = {
    "text": text,
    "language": language,
    "address": address,
    "number": number,
    "integer": integer,
    "yes or no": yes_or_no,
    "length": length,
    "size": type_size,
    "leading": leading,
    "more than 0": positive(length),
    "date": date,
    "one of": one_of("one", "two"),
    "list": list_of(length),
    "filled list": filled(list_of(number)),
    "several": several(2, number),
    "names": names_to(number),
    "anything": anything,
    "id": identifier,
    "percent": percent,
    "colour": rgb,
    "sides": sides,
    "field": field_form,
}


# Where they differ: True is what an editor lets pass, False what it would have otherwise.
DIFFERS = {
    **{name: {"1e3": True} for name in ("length", "size", "leading", "more than 0", "sides")},
    "number": {"1e3": True, '"3"': False},
    "integer": {"1e3": True, '"3"': False},
    "percent": {'"3"': False},
    "yes or no": {"True": True},
    "date": {"2026-99-99": True},
    "id": {"-3": True, "+3": True, "1.0": True, "1.10": True, ".5": True, "True": True},
    "language": {"true": False, "True": False, "false": False},
}


def reads(reader, written):
    problems = Problems()
    node = parse(f"- {written}".encode(), "values.yaml", problems)
    try:
        reader(node.items[0], problems)
    except Unreadable:
        return False
    return not problems


@pytest.mark.parametrize("name", READERS)
def test_each_reader_accepts_what_its_schema_does(name):
    validator = Draft7Validator(json_schema(READERS[name]))
    differs = {}
    for written in (*SCALARS, *LISTS):
        seen = validator.is_valid(values(f"- {written}")[0])
        if seen != reads(READERS[name], written):
            differs[written] = seen
    assert differs == DIFFERS.get(name, {})


CARD = "{{cards: [{{id: trust, name: {}}}]}}"


@pytest.mark.parametrize(
    "words",
    [
        *("No", "12", "012", "10:30", "1.10", "true", "2026-11-25", '"null"', "[No, 12, true]"),
        *("[{name: 1, text: No}]", "{en: Trust, cy: Ymddiriedaeth}", "[{en: Trust, cy: 12}, No]"),
        *("{en: [a, b], cy: [c, d]}", "[{name: {en: a, cy: b}, text: c}]"),
    ],
)
def test_words_of_a_card_are_any_values_lists_and_steps_in_one_language_or_several(words):
    assert VALIDATORS["cards"].is_valid(values(CARD.format(words)))


@pytest.mark.parametrize(
    "words", ["", "~", "null", '""', '"  "', "{}", "{english language: a}", "[[a]]", "[{name: {}}]"]
)
def test_nothing_is_no_word_and_what_is_none_is_seen(words):
    assert not VALIDATORS["cards"].is_valid(values(CARD.format(words)))


@pytest.mark.parametrize(
    ("block", "right"),
    [
        ("space: 3", True),
        ("space: $gap", True),
        ("space: {at-least: $gap, grow: 1}", True),
        ("top: 3, space: 3", True),
        ("text: {of: a, style: $s, ink: on, lines: $n, hang: $h, role: $r}", True),
        ("panel: {blocks: [$part, [{space: 3}]]}", True),
        ("panel: {blocks: [{sapce: 3}]}", False),
        ("top: 3", False),
        ("space: 3, rule: {ink: on, width: 1}", False),
        ("text: {of: a, style: b, ink: on, rôle: title}", False),
        ("text: {of: a, style: b, ink: on, lines: many}", False),
    ],
)
def test_blocks_are_seen_as_they_are_read_and_names_may_stand_for_values(block, right):
    face = values(f"{{blocks: [{{{block}}}]}}")
    assert VALIDATORS["page"].is_valid(face) == right


def test_editors_are_told_what_the_keys_mean_where_it_is_written():
    definitions = json.loads(schema_of("face"))["definitions"]
    assert definitions["Text"]["description"].startswith("of is a template")
    assert (
        "centred on star-at" in json.loads(schema_of("page"))["definitions"]["Check"]["description"]
    )
    assert definitions["length"]["description"] == (
        "A length in mm, from 0 up: `3`, `3 mm` or `8 pt`."
    )


def test_a_layout_of_another_size_has_other_keys():
    layout = VALIDATORS["layout"]
    assert layout.is_valid({"of": "a6", "width": 210, "height": "297 mm"})
    assert not layout.is_valid({"of": "a6", "width": 210, "height": 297, "bleed": 3})
    assert not layout.is_valid({"width": 60, "height": 90})


def test_a_kind_that_there_is_not_is_a_usage_error_with_a_way_out():
    told = run("schema", "dekc")
    assert (told.exit_code, told.stdout) == (2, "")
    assert 'no kind is called "dekc"; did you mean "deck"?' in told.stderr
    assert "the kinds are: deck, cards, prompts, overlay, face" in run("schema", "x").stderr


def test_a_reader_that_does_not_say_what_it_accepts_is_found():
    with pytest.raises(TypeError, match="unmarked is not marked by accepts"):
        json_schema(list_of(unmarked))
    with pytest.raises(TypeError, match='two readers are called "Qr"'):
        json_schema(
            accepts(lambda of: [of(nested(QrBlock, "a code")), of(nested(QrBlock, "a code"))])(
                twice
            )
        )


def unmarked(node, problems):
    return node


def twice(node, problems):
    return node
