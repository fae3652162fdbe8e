"""Cards and labels that are cut already: cells where the maker put them, and no marks."""

from pathlib import Path

import pytest
import yaml
from command_line import run
from decks import BUNDLED, SOURCES, pages_of, sheet_named
from sheets import INK, cards, faces_of, fitted, grid_of, on_page, sheets_of

from cardgen.graphics.frame import Line
from cardgen.impose.grid import NoFit
from cardgen.impose.imposition import Forme, impose
from cardgen.impose.slug import NO_SLUG
from cardgen.model.options import Options

PUBLISHED = yaml.safe_load(
    (Path(__file__).parent / "published_cells.yaml").read_text(encoding="utf-8")
)
STOCK = [name for name in SOURCES.named("layouts/sheets") if sheet_named(name).cells]


def full_sheet(name, start=0):
    """The pages of as many cards as the stock has cells, card 1 first."""
    sheet = sheet_named(name)
    grid = grid_of(sheet.cells.width, sheet.cells.height, 0, sheet)
    numbers = range(1, grid.capacity + 1 - start)
    forme = Forme(grid, sheet.marks, NO_SLUG, INK, sheet.one_sided)
    return grid, list(impose(sheets_of(numbers, grid, start=start), forme))


def test_all_stock_is_checked_against_what_is_published():
    assert set(STOCK) == set(PUBLISHED)


@pytest.mark.parametrize("name", STOCK)
def test_the_last_cell_is_within_a_tenth_of_a_millimetre_of_where_it_is_published(name):
    grid, (front, *_) = full_sheet(name)
    last = faces_of(front)[-1]
    assert last.face.card == grid.capacity
    assert (last.x, last.y) == pytest.approx(PUBLISHED[name], abs=0.1)
    assert not [item for item in front.frame.items if isinstance(item, Line)]


@pytest.mark.parametrize("name", STOCK)
def test_all_cells_lie_on_the_paper_and_none_on_another(name):
    sheet, (_, (front, *_)) = sheet_named(name), full_sheet(name)
    cells, faces = sheet.cells, faces_of(front)
    assert len(faces) == cells.columns * cells.rows
    assert min(cells.across - cells.width, cells.down - cells.height) > -0.05
    for face in faces:
        assert 0 <= face.x <= face.x + face.width <= sheet.width + 0.01
        assert 0 <= face.y <= face.y + face.height <= sheet.height + 0.01


def test_skipping_four_cells_puts_card_1_in_cell_5_and_its_back_behind_it():
    grid, (front, back) = full_sheet("avery-c32011", start=4)
    one, behind = faces_of(front)[0], faces_of(back)[0]
    assert (one.face.card, behind.face.card) == (1, 1)
    assert (one.x, one.y) == pytest.approx((15, 13.5 + 2 * 54))  # the third row of two
    assert (behind.x, behind.y) == pytest.approx((110, 13.5 + 2 * 54))
    for u, v in ((0, 0), (85, 54)):
        x, y = on_page(behind, 85 - u, v)
        assert on_page(one, u, v) == pytest.approx((grid.page_width - x, y))


def test_start_at_skips_cells_of_the_first_sheet_only():
    pages = pages_of("labels", BUNDLED, Options(start_at=5))
    counts = [len(faces_of(page)) for page in pages]
    assert counts == [6, 6, 7, 7]
    assert (faces_of(pages[0])[0].x, faces_of(pages[0])[0].y) == (15, 121.5)
    assert (faces_of(pages[2])[0].x, faces_of(pages[2])[0].y) == (15, 13.5)


def test_labels_have_no_backs():
    pages = pages_of("labels", BUNDLED, Options(sheet="avery-l7163"))
    assert [page.side for page in pages] == ["front"]
    result = run("-C", BUNDLED, "build", "labels", "--sheet", "avery-l7163", "-n")
    assert result.stderr.startswith(
        "13 cards, 14 on a sheet → 1 sheet of Avery L7163, one side, actual size\n"
        "3 cards left out, as this output does not print their kind: title, overview, how-to\n"
        "would write"
    )


def test_a_card_that_lies_the_other_way_is_turned_into_the_cell():
    grid = grid_of(54, 85, 0, sheet_named("avery-c32011"))
    assert (grid.turn, grid.x, grid.y) == (90, 15, 13.5)


def test_a_smaller_card_stands_in_the_middle_of_its_cell():
    grid = grid_of(81, 50, 0, sheet_named("avery-c32011"))
    assert (grid.x, grid.y, grid.across, grid.down) == (17, 15.5, 95, 54)


def test_a_larger_card_is_refused_with_both_sizes():
    assert isinstance(fitted(85, 54.1, 0, sheet_named("avery-c32011")), NoFit)
    result = run("-C", BUNDLED, "build", "office", "--sheet", "avery-c32011", "-n")
    assert result.exit_code == 1
    assert "105 × 148.5 mm does not fit the cells of Avery C32011" in result.stderr


@pytest.mark.slow
def test_a_text_that_a_label_does_not_hold_is_the_usual_error():
    result = run("-C", BUNDLED, "build", "labels", "--sheet", "avery-l7160", "-n")
    assert result.exit_code == 1
    assert "error[E301]" in result.stderr and 'help: shorten "definition"' in result.stderr


def test_a_layout_without_a_size_says_so_on_paper_without_cells():
    result = run("-C", BUNDLED, "build", "labels", "--sheet", "a4", "-n")
    assert (result.exit_code, "E212" in result.stderr) == (1, True)


def test_stock_is_not_marked_nor_folded():
    for option in (["--marks", "corner"], ["--marks-on", "fronts"], ["--fold"]):
        result = run("-C", BUNDLED, "build", "labels", *option, "-n")
        assert (result.exit_code, "is die-cut" in result.stderr) == (2, True)
    assert run("-C", BUNDLED, "build", "labels", "--marks", "none", "-n").exit_code == 0


def test_a_place_beyond_the_sheet_is_refused():
    result = run("-C", BUNDLED, "build", "labels", "--start-at", "11", "-n")
    assert (result.exit_code, "there is room for 10 cards" in result.stderr) == (2, True)


def test_bleed_is_cut_between_cells_that_touch():
    sheet = sheet_named("avery-l7414")
    grid = grid_of(90, 52, 3, sheet)
    pages = impose(
        [tuple(next(cards([n], 90, 52)) for n in range(10))], Forme(grid, None, NO_SLUG, INK)
    )
    first = faces_of(next(pages))[0]
    assert first.bleed == (3, 3, 0, 0)


@pytest.mark.parametrize(("places", "start"), [(9, 0), (10, 3)])
def test_nor_does_it_run_into_cells_that_are_empty_or_used(places, start):
    """Part-used and part-filled sheets: the next cell is somebody's label all the same."""
    sheet = sheet_named("avery-l7414")
    grid = grid_of(90, 52, 3, sheet)
    made = impose(
        sheets_of(range(places - start), grid, start=start), Forme(grid, None, NO_SLUG, INK)
    )
    cells = {(15 + 90 * c, 18.5 + 52 * r) for c in range(2) for r in range(5)}
    for page in made:
        for face in faces_of(page):
            left, top, right, bottom = face.bleed
            assert left == (0 if (face.x - 90, face.y) in cells else 3)
            assert top == (0 if (face.x, face.y - 52) in cells else 3)
            assert right == (0 if (face.x + 90, face.y) in cells else 3)
            assert bottom == (0 if (face.x, face.y + 52) in cells else 3)


def test_stock_in_a_stack_is_not_told_to_be_cut():
    result = run("-C", BUNDLED, "build", "labels", "--order", "stack", "-n")
    assert result.exit_code == 0 and "cut" not in result.stderr
    assert (
        "cut the sheets as one stack"
        in run("-C", BUNDLED, "build", "office", "--order", "stack", "-n").stderr
    )


CELLS = "{width: 80, height: 50, columns: 2, rows: 5, x: 15, y: 10, across: 90, down: 52}"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("across: 90", "across: 79"), "80 mm wide, 79 mm from one to the next, overlap"),
        (("down: 52", "down: 0"), "50 mm high, 0 mm from one to the next, overlap"),
        (("x: 15", "x: 50"), "the last cell ends at 220 × 268 mm, the paper at 210 × 297 mm"),
        (("columns: 2", "columns: 0"), "this must be more than 0"),
        (("width: 210", "width: 310"), "wider than it is high"),
        (("paper: Own", "paper: Own\nprintable: [110, 0, 110, 0]"), "nothing of the paper"),
    ],
)
def test_cells_that_cannot_be_are_told(change, told, tmp_path):
    folder = tmp_path / "layouts" / "sheets"
    folder.mkdir(parents=True)
    text = f"paper: Own\nwidth: 210\nheight: 297\ncells: {CELLS}\n"
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    assert run("-C", tmp_path, "build", "labels", "--sheet", "own", "-n").exit_code == 0
    (folder / "own.yaml").write_text(text.replace(*change), encoding="utf-8")
    result = run("-C", tmp_path, "build", "labels", "--sheet", "own", "-n")
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr
    assert "layouts/sheets/own.yaml" in result.stderr
    assert "E212" not in result.stderr  # what size the cells give is no news then


def own_stock(folder, cell, **more):
    """A project with stock of one cell, for --sheet own."""
    (folder / "layouts" / "sheets").mkdir(parents=True)
    width, height = cell
    extra = "".join(f"{key}: {value}\n" for key, value in more.items())
    text = (
        f"paper: Own\nwidth: 210\nheight: 297\n{extra}cells: {{width: {width}, height: {height},"
        f" columns: 1, rows: 1, x: 0, y: 0, across: {width}, down: {height}}}\n"
    )
    (folder / "layouts" / "sheets" / "own.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("cell", [(105, 29.7), (99.1, 25.4), (200, 20), (192, 30), (40, 8), (9, 9)])
@pytest.mark.parametrize("one_sided", ["true", "false"])
def test_low_cells_hold_the_cards_or_say_that_they_do_not(cell, one_sided, tmp_path):
    project = own_stock(tmp_path, cell, **{"one-sided": one_sided})
    result = run("-C", project, "build", "labels", "--sheet", "own", "-n")
    assert result.exit_code == 0 or "error[E" in result.stderr
    proof = run("-C", project, "build", "labels", "--sheet", "own", "--proof", "-n")
    assert proof.exit_code == 0 or "leaves nothing of the card" in proof.stderr


@pytest.mark.slow
def test_backs_that_are_not_printed_are_not_judged(tmp_path):
    """What would be on a label's back may be too much for it."""
    one = own_stock(tmp_path / "one", (200, 30), **{"one-sided": "true"})
    two = own_stock(tmp_path / "two", (200, 30))
    layout = Path("layouts", "cards", "label", "behaviour.yaml")
    high = (BUNDLED / layout).read_text("utf-8").replace("at-least: 12", "at-least: 60")
    for folder in (one, two):
        (folder / layout).parent.mkdir(parents=True, exist_ok=True)
        (folder / layout).write_text(high, "utf-8")
    options = ["build", "labels", "--sheet", "own", "--card", "trust", "-n"]
    result = run("-C", one, *options)
    assert result.exit_code == 0, result.stderr
    result = run("-C", two, *options)
    assert (result.exit_code, "the back of" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", STOCK)
def test_stock_is_not_warned_of_for_its_gaps(name):
    assert "W403" not in run("-C", BUNDLED, "build", "labels", "--sheet", name, "-n").stderr
