"""Spare sets of a workshop, for whoever joins: without a name, and at no table."""

import json
from pathlib import Path

import pytest
from command_line import run
from pypdf import PdfReader
from structure import told_by_pdf

NAMED = "{output: handouts, names: true, spares: 2}"


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def built(outputs, more="", *options):
    """What the terminal says of a workshop of two people with two cards."""
    text = f"title: T\ncards: [trust, mindset]\nparticipants: [Ann Lee, Bo Ek]\n{more}"
    Path("w.yaml").write_text(f"{text}outputs: [{outputs}]\n", encoding="utf-8")
    result = run("build", "w.yaml", *options)
    assert result.exit_code == 0, result.output
    return result.output


def said(name):
    return [word for _, _, word in told_by_pdf(Path("build/w", name).read_bytes()) if word]


def pages(name):
    return [page.extract_text() for page in PdfReader(f"build/w/{name}").pages]


def rules(name):
    """The pages on which a line is labelled for a name."""
    return [number for number, words in enumerate(pages(name)) if words.startswith("Name")]


@pytest.mark.parametrize(
    ("outputs", "count", "lined"),
    [
        (NAMED, 8, [4, 5, 6, 7]),
        ("{output: handouts, names: true}", 4, []),
        ("{output: handouts, spares: 1}", 4, []),
    ],
)
def test_spare_handouts_have_a_line_for_the_name_where_the_others_have_names(outputs, count, lined):
    built(outputs)
    assert len(pages("handouts.pdf")) == count
    assert rules("handouts.pdf") == lined


def test_who_is_to_be_written_by_hand_has_a_line_for_the_name():
    name = "\U000e0fff\U000e0ffe"  # which no font has
    text = f"title: T\ncards: [trust]\nparticipants: [Ann Lee, {name}]\n"
    outputs = "outputs: [{output: handouts, names: true}]\n"
    Path("w.yaml").write_text(text + outputs, encoding="utf-8")
    result = run("build", "w.yaml", "--partial")
    assert result.exit_code == 0, result.output
    assert rules("handouts.pdf") == [1]
    assert any("empty line" in word for word in said("index.pdf"))


def test_spares_are_counted_in_the_index_on_the_terminal_and_in_the_plan():
    told = built(f"{NAMED}, temperature-check", "tables: 2\n")
    assert "2 spare sets, for no table" in told
    words = said("index.pdf")
    at = words.index("For no table, to have at hand")
    assert words[at + 1] == "handouts.pdf: 2 × 2 pages"
    plan = json.loads(Path("build/w/plan.json").read_text(encoding="utf-8"))
    assert plan["spare"] == {"handouts.pdf": 2}
    assert [table["sets"]["handouts.pdf"] for table in plan["tables"]] == [1, 1]


def test_spares_are_told_in_the_index_of_a_room_without_tables():
    built(NAMED)
    words = said("index.pdf")
    assert "8 pages: 2 for each person; Spare sets: 2" in words


def test_spares_that_are_there_are_not_made_again():
    built(NAMED)
    built(f"{NAMED}, name-cards", "", "--since", "build/w")
    plan = json.loads(Path("build/w-new/plan.json").read_text(encoding="utf-8"))
    assert plan["unchanged"] == ["handouts.pdf"]
