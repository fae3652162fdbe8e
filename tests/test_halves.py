"""The halves of a card in two languages agree, measured on the finished PDF."""

import ctypes
import shutil
from functools import cache

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from decks import BWRDD
from structure import told_by_pdf

import cardgen

OUTPUTS = ["facilitator", "office", "tarot", "conversation"]
MM = 25.4 / 72
PX = 6  # pixels to the millimetre


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The deck in Welsh and English in an output: its PDF, and the plan of its pages."""
    folder = tmp_path_factory.mktemp("bwrdd")
    shutil.copytree(BWRDD / "deck", folder / "deck")
    text = (folder / "deck/deck.yaml").read_text("utf-8")
    # One definition is long in Welsh alone, one name has two lines in English alone.
    text = text.replace("garedig}", "garedig ac yn gwrando ar yr ateb heb dorri ar draws neb}")
    text = text.replace("Listening,", "Listening to one another,")
    (folder / "deck/deck.yaml").write_text(text, "utf-8")

    @cache
    def made(output):
        path, plans = folder / f"{output}.pdf", []
        project = cardgen.open(folder, languages=["cy", "en"])
        project.build(output, to=path, on_page=lambda _, page: plans.append(page))
        return pypdfium2.PdfDocument(path), plans

    return made


def characters(page):
    """Each character that is shown: where it begins in mm from the top left, and its size."""
    text, height = page.get_textpage(), page.get_height()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for at in range(text.count_chars()):
        if not chr(pdfium.FPDFText_GetUnicode(text.raw, at)).isspace():
            pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
            size = pdfium.FPDFText_GetFontSize(text.raw, at) * max(
                abs(part) for part in (matrix.a, matrix.b)
            )
            yield x.value * MM, (height - y.value) * MM, round(size, 2)


def halves(made, side):
    """The lines of the left and of the right half of each face of that side: how far their
    baselines are from the top of the card in mm, and their sizes in points."""
    document, plans = made
    for page, plan in zip(document, plans, strict=True):
        found = list(characters(page))
        for at in plan["placements"] if plan["side"] == side else ():
            left, right = set(), set()
            for x, y, size in found:
                across, down = x - at["x_mm"], y - at["y_mm"]
                if 0 < across < at["width_mm"] and 0 < down < at["height_mm"]:
                    if at["turn"]:
                        across, down = at["width_mm"] - across, at["height_mm"] - down
                    half = left if across < at["width_mm"] / 2 else right
                    half.add((round(down, 1), size))
            yield left, right


def fronts(made):
    """The front of each card as it is painted: rows of pixels."""
    document, plans = made
    for page, plan in zip(document, plans, strict=True):
        seen = page.render(scale=PX * MM).to_numpy()[:, :, :3].astype(int)
        for at in plan["placements"] if plan["side"] == "front" else ():
            x, y, width, height = (
                round(PX * at[key]) for key in ("x_mm", "y_mm", "width_mm", "height_mm")
            )
            yield seen[y : y + height, x : x + width]


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("output", OUTPUTS)
def test_lines_stand_at_the_same_heights_in_both_halves(built, output, side):
    """Whichever half has more lines of a text has the others' heights among its own."""
    found = list(halves(built(output), side))
    assert len(found) == 3
    for left, right in found:
        sizes = {size for _, size in left}
        assert sizes == {size for _, size in right} and sizes
        for size in sizes:
            one, other = ({y for y, own in half if own == size} for half in (left, right))
            alone = one - other, other - one
            assert not all(alone), (size, alone)


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_name_stands_on_one_line_of_both_halves(built, output):
    for left, right in halves(built(output), "front"):
        largest = max(size for _, size in left)
        tops = [min(y for y, size in half if size == largest) for half in (left, right)]
        assert tops[0] == tops[1]


@pytest.mark.parametrize("output", OUTPUTS)
def test_one_picture_is_over_both_languages(built, output):
    """The same picture twice would have its right half equal to its left one."""
    for seen in fronts(built(output)):
        middle = seen.shape[1] // 2
        left, right = seen[:, :middle], seen[:, middle : 2 * middle]
        differs = np.abs(left - right).sum(axis=2) > 60
        assert differs.mean() > 0.07  # words alone make up 0.05 at most


def test_no_white_divides_the_picture_on_framed_cards(built):
    for seen in fronts(built("office")):
        middle = seen.shape[1] // 2
        in_tile = seen[30 * PX, middle - 5 * PX : middle + 5 * PX]
        assert (in_tile.sum(axis=1) < 3 * 250).all()


def test_a_picture_of_ones_own_is_told_once(tmp_path, monkeypatch):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    deck = tmp_path / "deck/deck.yaml"
    picture = "{file: two.svg, alt: {en: Two people, cy: Dau berson}}"
    text = deck.read_text("utf-8").replace(
        "  - id: trust\n", f"  - id: trust\n    image: {picture}\n"
    )
    deck.write_text(text, "utf-8")
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>'
    (tmp_path / "deck/two.svg").write_text(square, "utf-8")
    built = cardgen.open(tmp_path, languages=["cy", "en"]).build("office", verify=True)
    told = [role for _, role, _ in told_by_pdf(built.files[0].data) if "Alt='Dau berson'" in role]
    assert len(told) == 1
    assert b"Two people" not in built.files[0].data
