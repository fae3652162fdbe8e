"""Boxes, dividers and tents, cut out and folded as the lines of their finished PDFs say."""

import shutil
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from command_line import built, run
from decks import BUNDLED
from folding import (
    closest,
    cuts_and_folds,
    folded,
    holds,
    panels_of,
    sides_of,
    size_of,
    strokes,
    words_on,
)
from structure import told_by_pdf

CLOSES = 0.5  # mm
CARD = (105, 148)
CALIPER = 0.36
WORKSHOP = "title: W\ndate: 2026-12-01\ncards: [being, trust]\n"


class Folded:
    """A page's panels, the place of each in space, and the words on it."""

    def __init__(self, data, page, degrees, front):
        cuts, folds = cuts_and_folds(strokes(data, page))
        self.panels, self.folds = panels_of(cuts, folds)
        self.words = words_on(data, page)
        self.front = self.panel_of(front)
        self.places = folded(self.panels, self.folds, self.front, degrees)

    def panel_of(self, words):
        place = next(place for text, place, _ in self.words if text.startswith(words))
        return next(n for n, panel in enumerate(self.panels) if holds(panel, place))

    def edges(self, panel):
        put = self.places[panel]
        return [(put(a), put(b)) for a, b in sides_of(self.panels[panel])]

    def ups(self):
        """Each text with the panel that it stands on and where its ascenders point in space."""
        for text, (x, y), (up_x, up_y) in self.words:
            for n, panel in enumerate(self.panels):
                if holds(panel, (x, y)):
                    start, end = self.places[n]((x, y)), self.places[n]((x + up_x, y + up_y))
                    yield text, n, tuple(b - a for a, b in zip(start, end, strict=True))


def box(data):
    return Folded(data, 0, 90, "Rethinking")


def gaps(folded_box):
    """How far the glue flap is from the front's edge, and the lids from its top and bottom."""
    front = folded_box.edges(folded_box.front)
    in_use = [
        (folded_box.places[n](a), folded_box.places[n](b))
        for n, panel in enumerate(folded_box.panels)
        if n != folded_box.front
        for a, b in set(sides_of(panel)) & folded_box.folds
    ]
    upright = [e for e in front if abs(e[0][0] - e[1][0]) < 0.1]
    level = [e for e in front if abs(e[0][1] - e[1][1]) < 0.1]
    return [closest(in_use, edge) for edge in (*upright, *level)]


def depth(folded_box):
    return max(-z for n in folded_box.places for e in folded_box.edges(n) for *_, z in e)


def with_layout(folder, name, old, new):
    own = folder / "layouts" / "pages" / name
    shutil.copytree(BUNDLED / "layouts" / "pages" / name, own)
    file = own / "together.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_box_closes_and_holds_its_cards():
    own = box(built("tuck-box"))
    assert len(own.panels) == len(own.places) == 13
    assert max(gaps(own)) < CLOSES
    width, height = size_of(own.panels[own.front])
    assert width > CARD[0] + 1 and height > CARD[1] + 1
    said = run("-C", BUNDLED, "build", "office", "-n").stderr
    cards = int(said.split()[0])
    assert cards * CALIPER + 1 < depth(own) < cards * CALIPER + 2


def test_a_box_is_as_deep_as_the_chosen_cards():
    assert depth(box(built("tuck-box", "--theme", "being"))) < depth(box(built("tuck-box"))) - 3


def test_words_on_a_box_are_upright_outside_and_the_spine_reads_downwards():
    own = box(built("tuck-box"))
    back, spine = [], []
    for text, panel, (x, y, z) in own.ups():
        if text == "Glue here":
            continue
        if panel == own.front or y > 0.99:
            assert (round(x), round(y), round(z)) == (0, 1, 0)
            back.append(panel)
        else:
            assert abs(y) < 0.01
            spine.append(text)
    assert len(set(back)) == 2 and spine == ["Doing Things Differently"]


def test_a_net_with_one_panel_wider_does_not_close(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old = "          right:\n            width: $wide"
    with_layout(tmp_path, "tuck-box", old, old.replace("$wide", "108"))
    assert run("build", "tuck-box", "-o", "b.pdf").exit_code == 0
    assert max(gaps(box(Path("b.pdf").read_bytes()))) > CLOSES


def test_a_box_is_refused_for_more_cards_than_its_paper_holds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with_layout(tmp_path, "tuck-box", "caliper: $caliper", "caliper: 1.2")
    result = run("build", "tuck-box", "-o", "b.pdf")
    assert result.exit_code == 1 and not Path("b.pdf").exists()
    assert "mm more height than tuck-box has" in result.stderr


def test_a_spine_too_narrow_for_the_name_goes_without_it_and_a_warning_says_so():
    result = run("-C", BUNDLED, "build", "tuck-box", "--card", "trust", "-o", "-")
    own = box(result.stdout_bytes)
    assert max(gaps(own)) < CLOSES
    assert "W405" in result.stderr and "the deck's name on the spine" in result.stderr
    assert all(y > 0.99 for text, _, (_, y, _) in own.ups() if text != "Glue here")


@pytest.mark.parametrize("page", range(4))
def test_a_divider_folds_onto_itself_and_its_body_is_as_large_as_a_card(page):
    data = built("dividers")
    cuts, folds = cuts_and_folds(strokes(data, page))
    (fold,) = folds
    panels, _ = panels_of(cuts, folds)
    assert len(panels) == 2
    axis = fold[0][0]
    for panel in panels:
        assert size_of(panel)[0] == pytest.approx(CARD[0], abs=0.02)
        assert size_of(panel)[1] == pytest.approx(CARD[1] + 12, abs=0.02)
    mirrored = {(round(2 * axis - x, 1), round(y, 1)) for x, y in panels[0]}
    assert mirrored == {(round(x, 1), round(y, 1)) for x, y in panels[1]}
    assert abs(fold[0][1] - fold[1][1]) == pytest.approx(CARD[1], abs=0.02)


def test_tabs_go_from_left_to_right_and_name_their_themes():
    data = built("dividers")
    tabs = []
    for page in range(4):
        cuts, _ = cuts_and_folds(strokes(data, page))
        top = max(y for cut in cuts for _, y in cut)
        left = min(x for cut in cuts for x, _ in cut)
        tabs.append(min(x for cut in cuts for x, y in cut if y == top) - left)
    assert tabs == pytest.approx([3, 18, 33, 48], abs=0.02)
    themes = ("Being", "Relating and communicating", "Leading and visioning", "Delivering")
    for page, theme in enumerate(themes):
        tabs = [said for said, (_, y), _ in words_on(data, page) if y > 190]
        assert tabs == [theme, theme]


def test_a_tent_shows_the_name_upright_on_both_sides(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = WORKSHOP + "participants: [Ann Lee, Bo Ek]\noutputs: [table-tents, tuck-box, dividers]\n"
    Path("w.yaml").write_text(text, "utf-8")
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    data = Path("build/w/table-tents.pdf").read_bytes()
    for page, name in enumerate(("Ann", "Bo")):
        cuts, folds = cuts_and_folds(strokes(data, page))
        assert cuts == []  # the paper's own edges
        ((_, y), (_, y2)) = folds[0]
        assert len(folds) == 1 and y == y2 == pytest.approx(148.5, abs=0.02)
        sides = [(at[1] > y, up) for said, at, up in words_on(data, page) if said == name]
        # Each half hangs from the fold, the upper one turned over it.
        assert sorted((above, round(up[1])) for above, up in sides) == [(False, 1), (True, -1)]
        assert set(bar_widths(data, page)) == {43}  # in all colours, on both sides
    assert box(Path("build/w/tuck-box.pdf").read_bytes()).places


MM = 72 / 25.4


def bar_widths(data, page):
    """The widths of the coloured bars on a page, in mm."""
    for item in pypdfium2.PdfDocument(data)[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if 4 < (top - bottom) / MM < 8:
            yield round((right - left) / MM, 1)


@pytest.mark.parametrize("output", ["tuck-box", "dividers"])
@pytest.mark.parametrize("words", [(), ("--ink", "mono"), ("--draft",)])
def test_lines_stay_where_they_are_in_one_ink_and_in_drafts(output, words):
    cuts, folds = cuts_and_folds(strokes(built(output)))
    own_cuts, own_folds = cuts_and_folds(strokes(built(output, *words)))
    assert folds == own_folds and set(cuts) <= set(own_cuts)


@pytest.mark.parametrize("output", ["tuck-box", "dividers"])
def test_pieces_are_tagged_and_pass_their_own_checks(output, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", output, "-o", "p.pdf", "--verify")
    assert result.exit_code == 0, result.stderr
    assert told_by_pdf(Path("p.pdf").read_bytes())
