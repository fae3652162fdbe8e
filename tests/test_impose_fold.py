"""Framed cards, cards to fold, and more bleed on backs."""

import json
import math

import pytest
from command_line import run
from decks import BUNDLED, layup_of, pages_of
from sheets import (
    INK,
    a4,
    bleed_box,
    cards,
    crop_marks,
    fitted,
    grid_of,
    on_page,
    overlap,
    trim_box,
)

from cardgen.graphics.frame import Line, faces
from cardgen.impose.cuts import folds
from cardgen.impose.fold import fit_folded
from cardgen.impose.grid import NoFit, Piece
from cardgen.impose.imposition import Forme, impose
from cardgen.impose.slug import NO_SLUG
from cardgen.jobs.runs import plans, with_copies
from cardgen.model.options import Options

# ── framed cards and folded ones ─────────────────────────────────────────────────────────────


def test_framed_cards_stand_without_a_gap_and_fill_the_paper():
    grid = grid_of(105, 148.5, 0, a4(gap=20), frame=6.2)
    assert (grid.columns, grid.rows, grid.x, grid.y) == (2, 2, 0, 0)
    assert grid_of(105, 148.5, 0, a4(gap=20), frame=4.2).capacity < 4  # within what is not printed


def test_a_framed_card_too_large_for_the_paper_is_told_the_paper_itself():
    found = fitted(220, 300, 0, a4(turn="portrait"), frame=6)
    assert (found.needed, found.largest) == ((220, 300), (210, 297))


FOLDS = pytest.mark.parametrize(
    ("size", "sheet", "fold", "turn"),
    [
        ((105, 148), a4(gap=20), "beside", 0),
        ((60, 60), a4(turn="portrait", width=100, height=210), "above", 0),
        ((100, 60), a4(turn="portrait", width=160, height=160), "above", 0),
        ((130, 80), a4(turn="portrait", width=120, height=290), "beside", 90),
        ((80, 60), a4(turn="landscape", width=110, height=170), "above", 90),
    ],
)


@FOLDS
def test_folding_brings_each_back_behind_its_front(size, sheet, fold, turn):
    """Fold the piece at its middle: what lies behind a point of the front is the point of the back
    as far from the right edge as that is from the left, at the same height."""
    grid = fit_folded(Piece(*size, 3, 3), sheet)
    assert (grid.piece.fold, grid.turn) == (fold, turn)
    (page,) = impose([tuple(cards("a", *size))], Forme(grid, crop_marks(), NO_SLUG, INK))
    front, back = faces(page.frame)
    (x1, y1, x2, y2), (u1, v1, _, v2) = trim_box(front), trim_box(back)
    upright = abs(y1 - v1) < 0.001 and abs(y2 - v2) < 0.001  # the fold runs up and down
    at = (x2 if abs(x2 - u1) < 0.001 else x1) if upright else (y2 if abs(y2 - v1) < 0.001 else y1)
    for u, v in ((0, 0), (size[0], 0), (10, 3)):
        x, y = on_page(back, size[0] - u, v)
        behind = (2 * at - x, y) if upright else (x, 2 * at - y)
        assert math.dist(on_page(front, u, v), behind) < 0.01


def test_folded_cards_do_not_bleed_across_the_fold():
    page = pages_of("facilitator", BUNDLED, Options(fold=True))[0]
    front, back = faces(page.frame)
    assert (front.bleed, back.bleed) == ((3, 3, 0, 3), (0, 3, 3, 3))


def test_the_fold_is_marked_with_dashes_at_both_ends_and_not_cut():
    page = pages_of("facilitator", BUNDLED, Options(fold=True))[0]
    on_fold = [i for i in page.frame.items if isinstance(i, Line) and i.x1 == i.x2 == 148.5]
    assert len(on_fold) == 6
    assert all(abs(line.y2 - line.y1) == pytest.approx(1) for line in on_fold)
    layup = layup_of("facilitator", BUNDLED, Options(fold=True))
    (plan,) = plans(with_copies(layup, layup.spec.cards, 1))
    assert ("left", 148.5) not in list(plan.cuts)


def test_folded_sheets_are_printed_on_one_side():
    assert {page.side for page in pages_of("office", BUNDLED, Options(fold=True))} == {"front"}


# ── more bleed on backs ──────────────────────────────────────────────────────────────────────


def test_extra_bleed_is_on_backs_only_and_marks_keep_off_it():
    front, back, *_ = pages_of("facilitator", BUNDLED, Options(back_extra=2))
    assert {face.bleed for face in faces(front.frame)} == {(3, 3, 3, 3)}
    assert {face.bleed for face in faces(back.frame)} == {(5, 5, 5, 5)}
    marks = [
        [(m.x1, m.y1, m.x2, m.y2) for m in page.frame.items if isinstance(m, Line)]
        for page in (front, back)
    ]
    assert marks[0] == marks[1]
    assert min(abs(m.y2 - 31) for m in front.frame.items if isinstance(m, Line)) == pytest.approx(
        0, abs=5
    )
    painted = back.frame.items[0].frame.items[0]
    assert (painted.x, painted.y) == (-5, -5)


def test_extra_bleed_has_its_room_on_the_sheet():
    sheet = a4(turn="portrait", width=100, height=100, printable=(0,) * 4, marks=None)
    assert grid_of(90, 90, 3, sheet, back_bleed=5).reach == 5
    assert isinstance(fitted(90, 90, 3, sheet, back_bleed=5.1), NoFit)


def test_extra_bleed_is_refused_where_there_is_none():
    result = run("-C", BUNDLED, "build", "office", "--back-extra", "2", "-n")
    assert (result.exit_code, "white frame" in result.stderr) == (2, True)


def test_a_pair_too_large_for_the_paper_is_told_as_one(tmp_path):
    (tmp_path / "layouts" / "sheets").mkdir(parents=True)
    sheet = tmp_path / "layouts" / "sheets" / "a5.yaml"
    sheet.write_text("paper: A5\nwidth: 148\nheight: 210\nprintable: 4.23\n", encoding="utf-8")
    result = run("-C", tmp_path, "build", "office", "--sheet", "a5", "--fold", "-n")
    assert result.exit_code == 1
    assert "a card with its back beside it, 210 × 148.5 mm does not fit A5" in result.stderr


def test_between_pairs_that_are_near_the_fold_has_no_dashes():
    sheet = a4(turn="portrait", width=160, height=170, gap=6)
    grid = fit_folded(Piece(60, 60, 3, 3), sheet)
    assert (grid.piece.fold, grid.columns, grid.rows) == ("beside", 1, 2)
    (page,) = impose([tuple(cards("ab", 60, 60))], Forme(grid, crop_marks(), NO_SLUG, INK))
    trims = [trim_box(face) for face in faces(page.frame)]
    dashes = [i for i in page.frame.items if isinstance(i, Line) and i.x1 == i.x2 == 80]
    assert len(dashes) == 6
    for dash in dashes:
        low, high = sorted((dash.y1, dash.y2))
        assert not any(top < high and low < bottom for _, top, _, bottom in trims)


@pytest.mark.parametrize(("gap", "bleed"), [(20, None), (6, None), (4, "2 mm of the 3 mm")])
def test_a_gap_that_leaves_less_bleed_between_cards_is_warned_of(gap, bleed, tmp_path):
    (tmp_path / "layouts" / "sheets").mkdir(parents=True)
    sheet = tmp_path / "layouts" / "sheets" / "own.yaml"
    text = f"paper: Own\nwidth: 230\nheight: 330\nprintable: 4\ngap: {gap}\n"
    sheet.write_text(text, encoding="utf-8")
    result = run("-C", tmp_path, "build", "facilitator", "--sheet", "own", "-n")
    assert result.exit_code == 0
    assert ("W403" in result.stderr) == (bleed is not None)
    assert bleed is None or f"leaves {bleed} bleed between cards" in result.stderr


def test_where_to_score_is_told_and_planned():
    told = run("-C", BUNDLED, "build", "office", "--fold", "-n").stderr
    score, cut = "score at 105 mm from the left edge", "cut at 148.5 mm from the top"
    assert f"{score}\n{cut}\nfold along the score, printed sides out, and glue the insides" in told
    made = run("-C", BUNDLED, "build", "facilitator", "--fold", "-n", "--json").stdout
    made = json.loads(made)["files"][0]
    assert made["runs"][0]["folds"] == [{"from": "left", "at_mm": 148.5}]
    assert folds(grid_of(60, 60, 0, a4())) == ()
    above = fit_folded(Piece(80, 60), a4(turn="portrait", width=100, height=300, marks=None))
    assert (above.piece.fold, folds(above)) == ("above", (("top", 90), ("top", 210)))


@FOLDS
def test_pairs_bleed_to_all_sides_but_over_the_fold(size, sheet, fold, turn):
    grid = fit_folded(Piece(*size, 3, 3), sheet)
    (page,) = impose([tuple(cards("a", *size))], Forme(grid, crop_marks(), NO_SLUG, INK))
    front, back = faces(page.frame)
    boxes, painted = (
        [trim_box(face) for face in (front, back)],
        [bleed_box(f) for f in (front, back)],
    )
    assert not overlap(*painted)
    around = [f(box[side] for box in boxes) for side, f in enumerate((min, min, max, max))]
    reached = [f(box[side] for box in painted) for side, f in enumerate((min, min, max, max))]
    assert [abs(a - b) for a, b in zip(around, reached, strict=True)] == pytest.approx([3] * 4)


def test_between_pairs_each_bleeds_half_of_the_gap_on_its_own_side():
    """Two pairs beside each other, backs above and on their heads: left and right change places."""
    sheet = a4(turn="portrait", width=129, height=187, gap=2, printable=(0,) * 4, marks=None)
    grid = fit_folded(Piece(60, 90, 3, 3), sheet)
    assert (grid.piece.fold, grid.turn, grid.columns) == ("above", 0, 2)
    (page,) = impose([tuple(cards("ab", 60, 90))], Forme(grid, None, NO_SLUG, INK))
    front, back = (face for face in faces(page.frame) if face.face.card == "a")
    assert bleed_box(front)[2] == bleed_box(back)[2] == pytest.approx(trim_box(front)[2] + 1)
    assert bleed_box(front)[0] == bleed_box(back)[0] == pytest.approx(trim_box(front)[0] - 3)
