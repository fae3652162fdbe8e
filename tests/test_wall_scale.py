"""The temperature scale for a floor or a wall: a figure on each page, to be read from 5 m."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from command_line import built, run
from decks import BUNDLED, BWRDD, PLAIN, chain, pages_of
from pypdf import PdfReader
from structure import headings, script, told_by_pdf

from cardgen.graphics.frame import Box, Element, GlyphRun, Line, Placed
from cardgen.model.options import Options

FOOT = ("Temperature check", "Doing Things Differently", "Round the Table")
FIGURES = ["−3", "−2", "−1", "0", "+1", "+2", "+3"]
A4 = (210, 297)


def said(data):
    """What each page says, but for its foot."""
    pages = [
        map(str.strip, page.extract_text().split("\n")) for page in PdfReader(BytesIO(data)).pages
    ]
    return [[line for line in lines if not line.startswith(FOOT)] for lines in pages]


def inside(items):
    """All that is drawn, out of its elements and frames."""
    for item in items:
        if isinstance(item, Element):
            yield from inside(item.items)
        elif isinstance(item, Placed):
            yield from inside(item.frame.items)
        else:
            yield item


def drawn(options=PLAIN):
    return [list(inside(page.frame.items)) for page in pages_of("wall-scale", options=options)]


def point_of(items):
    """The square or the circle of a page."""
    (point,) = (item for item in items if isinstance(item, Box) and item.stroke)
    return point


def figure_of(items):
    return max((i for i in items if isinstance(i, GlyphRun)), key=lambda run: run.size_pt)


def test_each_figure_has_a_page_and_the_ends_say_what_they_mean():
    first, *between, last = said(built("wall-scale"))
    assert first == ["−3", "Mostly the", "negative", "indicators"]
    assert between == [[figure] for figure in FIGURES[1:-1]]
    assert last == ["+3", "Mostly the", "positive", "indicators"]


def test_points_below_zero_are_squares_and_the_others_are_circles_in_one_row():
    points = [point_of(items) for items in drawn()]
    round_ones = [point.radius == pytest.approx(point.width / 2) for point in points]
    assert round_ones == [False] * 3 + [True] * 4
    middles = {(round(p.x + p.width / 2, 3), round(p.y + p.height / 2, 3)) for p in points}
    assert len(middles) == 1 and middles.pop()[0] == A4[0] / 2


def test_the_line_of_the_scale_runs_on_to_the_next_page_and_ends_at_the_ends():
    lines = [next(i for i in items if isinstance(i, Line)) for items in drawn()]
    starts = [line.x1 for line in lines]
    ends = [line.x2 for line in lines]
    assert starts == [105, *[9] * 6]
    assert ends == [*[201] * 6, 105]


def test_figures_and_words_can_be_read_from_five_metres_and_stay_off_the_edge():
    for items in drawn():
        figure, point = figure_of(items), point_of(items)
        assert figure.size_pt >= 300
        assert point.x > 15 and point.y > 15
    for items in (drawn()[0], drawn()[-1]):
        words = [i for i in items if isinstance(i, GlyphRun) and 14 < i.size_pt < 300]
        assert len(words) == 3 and min(run.size_pt for run in words) >= 75


def test_a_figure_stands_in_the_middle_of_its_point():
    """By what is seen of it, for its glyphs have more white on one side than on the other."""
    for items in drawn():
        point, figure = point_of(items), figure_of(items)
        left, right = seen(figure)
        assert (left + right) / 2 == pytest.approx(point.x + point.width / 2, abs=0.05)


def seen(run):
    """The left and right edge of what is seen of a word, in mm."""
    (font, *_), glyphs = chain(run.font), run.words[0].glyphs
    scale, last = run.size_pt * 25.4 / 72 / 1000, font.extents(glyphs[-1].id)[2]
    upto = sum(glyph.advance for glyph in glyphs[:-1])
    return (
        run.x + font.extents(glyphs[0].id)[0] * scale,
        run.x + (upto + last) * scale,
    )


@pytest.mark.slow
def test_it_is_read_out_as_a_scale_with_a_heading_for_each_figure():
    assert headings(script("wall-scale")) == [
        ("1", "Temperature check"),
        *(("2", figure) for figure in FIGURES),
    ]
    told = [words for _, _, words in told_by_pdf(built("wall-scale"))]
    assert "Mostly the negative indicators" in told


def with_page(folder, change):
    """The folder with the bundled deck and a layout of its own for the pages."""
    own = folder / "layouts" / "pages" / "wall-scale"
    own.mkdir(parents=True)
    page = (BUNDLED / "layouts/pages/wall-scale/page.yaml").read_text("utf-8")
    assert change[0] in page
    (own / "page.yaml").write_text(page.replace(*change), "utf-8")
    return folder


def test_a_scale_of_other_steps_has_as_many_pages(tmp_path, monkeypatch):
    monkeypatch.chdir(with_page(tmp_path, ("steps: 3", "steps: 2")))
    assert run("build", "wall-scale", "-o", "w.pdf").exit_code == 0
    found = said(Path("w.pdf").read_bytes())
    assert [page[0] for page in found] == ["−2", "−1", "0", "+1", "+2"]
    assert [len(page) for page in found] == [4, 1, 1, 1, 4]


def test_figures_wider_than_their_points_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(with_page(tmp_path, ("size: 300", "size: 500")))
    result = run("build", "wall-scale", "-o", "w.pdf")
    assert result.exit_code == 1
    assert "its figures are wider than their points" in result.stderr
    assert "use a smaller style" in result.stderr


def test_points_wider_than_the_page_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(with_page(tmp_path, ("edge: 9", "edge: 40")))
    result = run("build", "wall-scale", "-o", "w.pdf")
    assert result.exit_code == 1
    assert "its points are wider than the page" in result.stderr


def with_label(folder, words):
    """The folder with a deck whose own word for the low end is this."""
    shutil.copytree(BWRDD / "deck", folder / "deck")
    deck = folder / "deck" / "deck.yaml"
    deck.write_text(f"labels: {{mostly-low: {words}}}\n" + deck.read_text("utf-8"), "utf-8")
    return folder


def test_the_ends_say_what_a_decks_own_labels_say(tmp_path, monkeypatch):
    monkeypatch.chdir(with_label(tmp_path, "{en: Not at all, cy: Ddim o gwbl}"))
    assert run("--lang", "en", "build", "wall-scale", "-o", "w.pdf").exit_code == 0
    assert said(Path("w.pdf").read_bytes())[0] == ["−3", "Not at all"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", "mm wide at"),
        ('"a\\nb\\nc\\nd\\ne\\nf\\ng\\nh"', "mm more height than wall-scale has"),
    ],
)
def test_words_that_leave_no_room_are_refused_with_their_place(words, why, tmp_path, monkeypatch):
    monkeypatch.chdir(with_label(tmp_path, words))
    result = run("build", "wall-scale", "-o", "w.pdf")
    assert result.exit_code == 1
    assert "deck.yaml:1:" in result.stderr and why in result.stderr


def test_two_languages_have_a_scale_each():
    data = run("-C", BWRDD, "--lang", "cy,en", "build", "wall-scale", "-o", "-").stdout_bytes
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert len(pages) == 14
    assert "gan mwyaf" in pages[0] and "Cadarnhaol" in pages[6]
    assert "negative" in pages[7] and "positive" in pages[13]


def test_a_choice_of_cards_does_not_change_it():
    assert said(built("wall-scale", "--card", "trust")) == said(built("wall-scale"))


def test_drafts_and_one_ink_look_the_same():
    for options in (Options(draft=True), Options(ink="mono")):
        assert [point_of(items) for items in drawn(options)] == [
            point_of(items) for items in drawn()
        ]
