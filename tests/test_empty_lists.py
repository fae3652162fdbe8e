"""Cards that leave lists or texts out: no heading, panel or column stands over nothing."""

import json

import pytest
from command_line import run
from small_decks import FIELDS, small_deck

HEADINGS = {"positive": "Positive indicators", "negative": "Negative indicators"}
OPTIONAL = {name: f"{form}?" if form == "list" else form for name, form in FIELDS.items()}
OUTPUTS = ("office", "facilitator", "tarot", "handouts", "discussed", "large-print", "reading")


def read_aloud(folder, output, *arguments):
    result = run("-C", folder, "build", output, "--format", "txt", "-o", "-", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("left_out", [("positive",), ("negative",), ("positive", "negative")])
def test_a_heading_is_printed_where_its_list_has_items(output, left_out, tmp_path):
    small_deck(
        tmp_path,
        {field: [] for field in left_out},
        kinds={"behaviour": {"numbered": True, "fields": OPTIONAL}},
    )
    told = read_aloud(tmp_path, output)
    assert "Trust" in told
    for field, heading in HEADINGS.items():
        assert (heading in told) == (field not in left_out)


def test_a_back_of_positive_indicators_has_no_heading_where_there_are_none(tmp_path):
    kinds = {"behaviour": {"numbered": True, "fields": OPTIONAL}}
    small_deck(tmp_path, {"positive": []}, {}, kinds=kinds)
    told = read_aloud(tmp_path, "office", "--back", "positive")
    assert told.count("Positive indicators") == 1


def test_a_kind_without_lists_is_printed_once_it_declares_what_the_message_says(tmp_path):
    path = small_deck(tmp_path, kinds={"behaviour": {"numbered": True, "fields": FIELDS}})
    data = json.loads(path.read_text("utf-8"))
    fields = {"name": "text", "definition": "text"}
    data["kinds"]["behaviour"]["fields"] = fields
    for name in ("positive", "negative"):
        del data["cards"][0][name]
    path.write_text(json.dumps(data), "utf-8")
    told = run("-C", tmp_path, "build", "office").stderr
    for name in ("positive", "negative"):
        assert told.count(f'have no field "{name}"') == 1
        assert f'add "{name}: list?"' in told
        fields[name] = "list?"
    path.write_text(json.dumps(data), "utf-8")
    assert "indicators" not in read_aloud(tmp_path, "office")


@pytest.mark.parametrize("written", ["", " "])
def test_what_is_said_of_an_empty_text_that_a_card_needs_works(written, tmp_path):
    path = small_deck(tmp_path, {"definition": written})
    told = run("-C", tmp_path, "build", "office").stderr
    assert told.count("error[") == 1
    assert '"definition" is empty, but a card of the kind "behaviour" needs it' in told
    assert "leave definition out here and write definition: text? where the kind is" in told
    data = json.loads(path.read_text("utf-8"))
    del data["cards"][0]["definition"]
    data["kinds"]["behaviour"]["fields"]["definition"] = "text?"
    path.write_text(json.dumps(data), "utf-8")
    assert "Trust" in read_aloud(tmp_path, "office")
