"""A table of lists side by side: its columns, its boxes, and its headings on every page."""

import json

import pytest
from command_line import run
from decks import elements_of, pages_of, words_of
from small_decks import small_deck

from cardgen.graphics.frame import Box, Line

FIELDS = {"name": "text", "first": "list?", "second": "list?", "boxes": "list?"}
KINDS = {"listed": {"numbered": True, "fields": FIELDS}}


def pages(folder, table, before=(), **card):
    """The pages, 60 mm high, that show the table of a card, after one with these rows."""
    (folder / "layouts" / "pages" / "own").mkdir(parents=True)
    (folder / "layouts" / "outputs").mkdir()
    usual = {"kind": "listed", "name": "One"}
    earlier = [{"id": "zero", **usual, "first": before, "second": before}] if before else []
    own = [*earlier, {"id": "one", **usual, **card}]
    head = {"title": "Small", "lang": "en-GB", "date": "2026-11-24", "kinds": KINDS}
    deck = small_deck(folder)
    deck.write_text(json.dumps({**head, "cards": own}, indent=1), "utf-8")
    styles = {"text": {"font": "regular", "size": 10, "leading": "5 mm"}}
    page = {"width": 100, "height": 60, "styles": styles}
    (folder / "layouts/pages/own/page.yaml").write_text(json.dumps(page), "utf-8")
    usual = {"head-style": "text", "ink": "ink", "across": 4, "pad": 1, "rule": "1 pt"}
    block = {"table": {**usual, "rule-ink": "line", **table}}
    each = {"each": {"gap": 0, "runs": "first", "blocks": [block]}}
    shown = {"left": 10, "right": 10, "flow": {"top": 10, "bottom": 10}, "blocks": [each]}
    (folder / "layouts/pages/own/together.yaml").write_text(json.dumps(shown), "utf-8")
    output = {"about": "Own", "pages": "own", "together": True}
    (folder / "layouts/outputs/own.yaml").write_text(json.dumps(output), "utf-8")
    return [page.frame for page in pages_of("own", folder)]


def column(of, head, share=1, **more):
    return {"of": of, "head": head, "style": "text", "share": share, **more}


TWO = [column("first", "First"), column("second", "Second", 2)]


def runs(frame):
    return [(round(run.x, 1), run.text) for run in words_of(frame.items)]


def test_columns_share_the_width_and_stand_under_their_headings(tmp_path):
    (frame,) = pages(tmp_path, {"columns": TWO}, first=["a", "b"], second=["c", "d"])
    # 80 mm less 4 between the columns, of which the first has a third.
    near, far = 10.0, pytest.approx(10 + 76 / 3 + 4, abs=0.06)
    assert runs(frame) == [
        *((near, "First"), (far, "Second")),
        *((near, "a"), (far, "c"), (near, "b"), (far, "d")),
    ]


def test_a_table_has_a_row_of_headings_and_the_first_column_names_the_rows(tmp_path):
    (frame,) = pages(tmp_path, {"columns": TWO}, first=["a", "b"], second=["c"])
    roles = [
        [cell.role for cell in row.items if hasattr(cell, "role")]
        for row in elements_of(frame.items, "TR")
    ]
    assert roles == [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]]  # a cell without words is one
    assert len(list(elements_of(frame.items, "Table"))) == 1


def test_a_row_is_as_high_as_its_highest_cell_and_has_a_line_under_it(tmp_path):
    (frame,) = pages(tmp_path, {"columns": TWO}, first=["a", "b"], second=["c\nc", "d"])
    rules = [round(item.y1, 1) for item in under(frame, Line)]
    assert rules == [17.0, 29.0, 36.0]


def under(frame, kind):
    """The items of that kind in the tables on the page."""
    tables = elements_of(frame.items, "Table")
    return [item for table in tables for item in table.items if isinstance(item, kind)]


def test_a_row_has_a_box_to_tick_where_the_field_for_it_says_something(tmp_path):
    tick = {"side": 4, "line": "1 pt", "ink": "ink", "paper": "paper"}
    table = {"columns": TWO, "indent": 8, "tick": tick, "ticks": "boxes"}
    own = {"first": ["a", "b", "c"], "second": ["d", "e", "f"], "boxes": ["yes", "yes"]}
    (frame,) = pages(tmp_path, table, **own)
    boxes = [box for box in under(frame, Box) if box.stroke]
    assert [round(box.x) for box in boxes] == [10, 10]
    assert [round(box.y + box.height / 2, 1) for box in boxes] == [20.5, 27.5]
    assert runs(frame)[0] == (18.0, "First")


def test_a_long_table_begins_at_once_and_goes_on_under_its_headings(tmp_path):
    letters = list("abcdefgh")
    first, second = pages(tmp_path, {"columns": TWO}, first=letters, second=letters)
    assert [text for _, text in runs(first)][:4] == ["First", "Second", "a", "a"]
    assert [text for _, text in runs(second)][:4] == ["First", "Second", "e", "e"]
    shown = [
        run.text for element in elements_of(second.items, "Artifact") for run in words_of([element])
    ]
    assert shown == ["First", "Second"]


def test_a_table_that_the_next_page_would_hold_begins_on_this_one_all_the_same(tmp_path):
    letters = list("abcd")
    first, second = pages(tmp_path, {"columns": TWO}, ["z"], first=letters, second=letters)
    said = [[text for _, text in runs(frame)][::2] for frame in (first, second)]
    assert said == [["First", "z", "First", "a", "b"], ["First", "c", "d"]]


def test_a_word_that_no_column_holds_is_refused_at_its_place(tmp_path):
    with pytest.raises(AssertionError):
        pages(tmp_path, {"columns": TWO}, first=["W" * 40], second=["c"])
    refused = run("-C", tmp_path, "check", "own").stderr
    assert "error[E302]" in refused and "WWW" in refused
