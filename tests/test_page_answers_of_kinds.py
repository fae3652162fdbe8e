"""What the page is told of a file of YAML that is not what it should be: another kind of file, or
values of shapes that the page could not show."""

from pathlib import Path

import pytest

from cardgen.web.api import Desk, answer


def opened(question, text):
    return answer(Desk(Path()), question, {"file": "one"}, {"one": text.encode()}).data


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "themes: [{id: being}]",
            "this is a deck, or changes to one; open changes in “Change words”",
        ),
        ("cards: [{id: trust, name: We trust}]", 'entry 1 of "cards" has a key "id"'),
        ("tables: {a: b}", '"tables" should be a text or a list, not a set of keys'),
        ("outputs: {a: b}", '"outputs" should be a list or a text, not a set of keys'),
        ("participants: [[Ann]]", 'entry 1 of "participants" should be a text or a set of keys'),
        ("lang: [cy, en]", '"lang" should be a text, not a list'),
        ("random: yes", '"random" should be a set of keys, not a text'),
    ],
)
def test_what_is_no_workshop_is_told(text, words):
    assert words in opened("open_workshop", text)["stopped"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: T\nparticipants: [Ann]", "this is a workshop; open it in “Plan a workshop”"),
        ("cards: {trust: We trust}", '"cards" should be a list, not a set of keys'),
        ("themes: [being]", 'entry 1 of "themes" should be a set of keys, not a text'),
        ("cards: [{id: [a]}]", '"id" should be a text, not a list'),
    ],
)
def test_what_is_no_change_of_words_is_told(text, words):
    assert words in opened("open_overlay", text)["stopped"]


@pytest.mark.parametrize(
    "text",
    [
        "outputs: office",
        "cards: [being, {not: trust}]\ntables: [{name: A, cards: trust}, B]",
        "participants: {file: people.csv}\ncopies: {per: table}\nindex-names: false",
        "date: next week\nparticipants: -1\nnonsense: x",  # which is told with the plan
    ],
)
def test_a_workshop_is_opened_however_it_is_written(text):
    assert opened("open_workshop", text).get("stopped") is None
