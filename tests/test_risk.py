"""The paper twin: sheets printed and cut with the errors that printers and people make."""

import json
import re
from math import erf, inf, sqrt

import pytest
from command_line import run
from decks import BUNDLED, faces_of, layup_of
from pypdf import PdfReader
from sheets import INK
from small_decks import small_deck

import cardgen
from cardgen.graphics.frame import Box, Face, Frame, Page, Placed, faces
from cardgen.jobs.proofing.risk import output_risk, worst_sheet
from cardgen.jobs.proofing.risk.deviations import PrintedSheet, cut_pieces
from cardgen.jobs.proofing.risk.edges import Edge, edges_of
from cardgen.jobs.proofing.risk.output_risk import sheets_of
from cardgen.jobs.proofing.risk.simulation import SEEN, SLIVER, Simulation
from cardgen.model.options import Options
from cardgen.model.printer import Spread
from cardgen.problems import Problems

OFFICE = Spread(shift=1.5, turn=0.2, scale=0.1, cut=0.7, fold=0.3)
PAPER = INK._replace(name="paper")


def card(*items, bleed=3, width=60, height=80):
    frame = Frame(width, height, items)
    return Placed(0, 0, frame, bleed=(bleed,) * 4, face=Face("a", "a", None, "front"))


def coloured(bleed=3):
    return card(Box(-bleed, -bleed, 60 + 2 * bleed, 80 + 2 * bleed, INK), bleed=bleed)


def sheet(front, back=None, **how):
    """A card in the middle of 100 × 120 mm."""

    def page(face, side):
        placed = face._replace(x=20, y=20, face=face.face._replace(side=side))
        return Page(Frame(100, 120, (placed,)), side)

    back_page = page(back, "back") if back else None
    return PrintedSheet(page(front, "front"), back_page, "vertical", **how)


def odds_of(sheet_, count=10_000, **spread):
    (found,) = Simulation(Spread(**{"shift": 0.0, "cut": 0.0, **spread}), count).odds(sheet_)
    return found


def within(limit, sigma):
    """The share of a normal distribution within a limit to both sides."""
    return erf(limit / sigma / sqrt(2))


# ── what stands at the edges ─────────────────────────────────────────────────────────────────


def test_colour_that_reaches_the_trim_has_its_bleed_for_a_reach():
    assert edges_of(coloured()) == (Edge(3, inf, inf),) * 4


def test_white_paper_has_no_edge_that_could_miss():
    white = card(Box(-3, -3, 66, 86, PAPER), Box(5, 6, 40, 50, INK))
    assert edges_of(white) == tuple(Edge(inf, inf, ink) for ink in (5, 6, 15, 24))


def test_a_band_reaches_three_edges_and_stands_clear_of_the_fourth():
    left, top, right, bottom = edges_of(card(Box(-3, -3, 66, 16, INK)))
    assert (left.reach, top.reach, right.reach) == (3, 3, 3)
    assert (bottom.reach, bottom.ink) == (inf, 67)


def test_of_a_card_that_lies_turned_the_edges_are_those_of_the_page():
    lying = card(Box(-3, -3, 10, 86, INK), Box(40, 30, 8, 8, INK))._replace(turn=90)
    left, top, right, bottom = edges_of(lying)  # its left is the page's top
    assert (top.reach, left.ink, right.ink, bottom.ink) == (3, 42, 30, 12)


def test_what_is_cut_off_by_the_gutter_is_no_bleed():
    narrow = coloured()._replace(bleed=(1, 3, 0, 3))
    assert [edge.reach for edge in edges_of(narrow)] == [1, 3, 0, 3]


def test_of_framed_cards_all_ink_stands_clear():
    """Of letters their whole advance is taken, half a millimetre more than their ink."""
    for front, back in faces_of("office").values():
        for face in (front, back):
            assert all(edge.reach == inf and edge.ink > 5.6 for edge in edges_of(face))
    for front, back in faces_of("facilitator").values():
        for face in (front, back):
            face = face._replace(bleed=(3,) * 4)
            assert all(edge.text > 3.2 for edge in edges_of(face))


# ── the odds ─────────────────────────────────────────────────────────────────────────────────


def test_without_errors_nothing_goes_wrong():
    found = odds_of(sheet(coloured(), coloured()))
    assert (found.sliver, found.clipped, found.shifted, found.flawed) == (0, 0, 0, 0)


def test_slivers_of_backs_come_as_often_as_reckoned():
    """Colour to all edges and a shift alone: the back may lie within its bleed both ways."""
    reckoned = 1 - within(3 + SLIVER, 1.5) ** 2
    found = odds_of(sheet(coloured(), coloured()), shift=1.5)
    assert found.sliver == pytest.approx(reckoned, abs=3 * sqrt(reckoned / 10_000))
    assert found.flawed == found.sliver


def test_slivers_by_the_guillotine_come_as_often_as_reckoned():
    """Four cuts, each outward of its edge with half of its errors."""
    reckoned = 1 - ((1 + within(1 + SLIVER, 0.7)) / 2) ** 4
    found = odds_of(sheet(coloured(1)), cut=0.7)
    assert found.sliver == pytest.approx(reckoned, abs=3 * sqrt(reckoned / 10_000))


def test_a_shift_is_seen_when_a_quarter_of_the_distance_is_left():
    inside = card(Box(4, 4, 52, 72, INK))
    reckoned = 1 - within((1 - SEEN) * 4, 1.5) ** 2
    found = odds_of(sheet(card(), inside), shift=1.5)
    assert found.shifted == pytest.approx(reckoned, abs=3 * sqrt(reckoned / 10_000))
    assert found.sliver == 0


@pytest.mark.slow
def test_a_turned_back_misses_at_the_corners_and_a_grown_one_at_the_edges():
    far = sheet(coloured(1), coloured(1))
    assert odds_of(far, turn=2).sliver > 0.1  # 2° move a corner 50 mm away by 1.7 mm
    assert odds_of(far, turn=0.5).sliver < 0.02
    assert odds_of(far, scale=5).sliver > 0.1


def test_fronts_lie_where_the_marks_are_and_only_cuts_can_miss_them():
    assert odds_of(sheet(coloured()), shift=5).flawed == 0


def test_stock_that_is_cut_already_is_missed_by_both_sides():
    assert odds_of(sheet(coloured(), in_cells=True), shift=5, cut=9).sliver > 0.1
    assert odds_of(sheet(coloured(), in_cells=True), cut=9).flawed == 0


def test_the_papers_own_edge_is_not_cut():
    page = coloured()._replace(x=0, y=0, bleed=(0,) * 4)
    whole = PrintedSheet(Page(Frame(60, 80, (page,)), "front"), None, "vertical")
    assert odds_of(whole, cut=5).flawed == 0


def test_more_bleed_helps():
    shares = [odds_of(sheet(coloured(b), coloured(b)), shift=1.5).sliver for b in (1, 2, 3, 5)]
    assert shares == sorted(shares, reverse=True) and shares[0] > 10 * shares[-1]


@pytest.mark.parametrize("axis", ["vertical", "horizontal"])
def test_a_cut_is_the_same_on_both_sides_of_the_paper(axis):
    one = sheet(coloured(), coloured())._replace(axis=axis)
    simulation = Simulation(Spread(shift=0, cut=1), 1)
    (deviation,) = simulation.deviations(one)
    ((_, front, *_),) = cut_pieces(one, False, deviation)
    ((_, back, *_),) = cut_pieces(one, True, deviation)
    left, top, right, bottom = front
    mirrored = (
        (100 - right, top, 100 - left, bottom)
        if axis == "vertical"
        else (left, 120 - bottom, right, 120 - top)
    )
    assert back == pytest.approx(mirrored)
    assert front != pytest.approx((20, 20, 80, 100), abs=0.05)


# ── the outputs ──────────────────────────────────────────────────────────────────────────────


def mean(output, spread=OFFICE, count=4000):
    layup = layup_of(output)
    simulation, problems = Simulation(spread, count), Problems()
    found = [odds for one in sheets_of(layup, problems) for odds in simulation.odds(one)]
    assert len(found) == len(layup.spec.cards)
    return sum(odds.flawed for odds in found) / len(found)


@pytest.mark.slow
def test_office_is_at_least_ten_times_safer_than_facilitator():
    assert mean("facilitator") > 10 * mean("office") > 0


def test_on_a_press_both_are_safe():
    press = Spread(shift=0.4, turn=0.05, scale=0.02, cut=0.3)
    assert mean("facilitator", press, 500) == mean("office", press, 500) == 0


@pytest.mark.slow
def test_the_same_numbers_come_out_each_time():
    first, second = (run("-C", BUNDLED, "risk", "labels", "--json").stdout for _ in range(2))
    assert first == second
    found = json.loads(first)
    assert [card["card"] for card in found["cards"]][:2] == ["authenticity", "mindset"]
    assert found["flawed"] == pytest.approx(
        sum(card["flawed"] for card in found["cards"]) / 13, abs=1e-5
    )


@pytest.mark.slow
def test_it_says_what_would_help(monkeypatch):
    monkeypatch.chdir(BUNDLED)
    words = run("risk", "facilitator").stdout
    last = words.splitlines()[-3:]
    assert last[0].startswith("facilitator, printer office: of 100 cards 12.6 have a white sliver")
    assert last[1] == "better: cardgen build office (98.9 of 100 are good)"
    assert last[2].startswith("better: cardgen build facilitator --back-extra 2 (")


@pytest.mark.slow
def test_the_odds_alone_are_those_that_come_with_remedies(monkeypatch):
    project = cardgen.open(BUNDLED)
    both = project.risk("facilitator").as_data()
    monkeypatch.setattr(output_risk, "_others", None)  # no other way is tried
    alone = project.risk("facilitator", remedies=False).as_data()
    assert both.pop("remedies") and alone.pop("remedies") == []
    assert alone == both


@pytest.mark.slow
def test_a_better_guillotine_is_asked_for_with_cut():
    exact, blunt = (
        json.loads(run("-C", BUNDLED, "risk", "office", "--json", "--cut", cut).stdout)["flawed"]
        for cut in ("0", "3")
    )
    assert blunt > 5 * exact


@pytest.mark.slow
def test_the_worst_of_a_hundred_is_drawn_as_it_was_cut(tmp_path):
    result = run("-C", BUNDLED, "risk", "office", "--draw", tmp_path / "worst.pdf")
    assert result.exit_code == 0, result.stderr
    reader = PdfReader(tmp_path / "worst.pdf")
    assert len(reader.pages) == 2
    front, back = (" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Negative indicators" in back
    assert (
        "The worst of 100 sheets of office, simulated; front. The print lies in its place." in front
    )
    told = re.search(r"back. The print lies ([\d.]+) mm to the (left|right) of and ([\d.]+)", back)
    assert told, back
    layup, spread = layup_of("office"), OFFICE
    found = max(
        (Simulation(spread, 100).worst(sheet) for sheet in sheets_of(layup, Problems())),
        key=lambda edge: edge.harm,
    )
    assert found.back
    assert float(told[1]) == pytest.approx(abs(found.deviation.right), abs=0.051)
    assert float(told[3]) == pytest.approx(abs(found.deviation.down), abs=0.051)
    assert f"The edge that is worst, {found.off:.1f} mm off its place." in back
    assert "The edge that is worst" not in front


def test_what_cannot_be_risked_is_refused():
    result = run("-C", BUNDLED, "risk", "cards")
    assert (result.exit_code, "choose a sheet with --sheet" in result.stderr) == (2, True)
    result = run("-C", BUNDLED, "risk", "--printer", "ofice")
    assert (result.exit_code, 'did you mean "office"?' in result.stderr) == (2, True)


@pytest.mark.slow
def test_cards_that_do_not_fit_are_told_before_they_are_risked():
    result = run("-C", BUNDLED, "risk", "labels", "--sheet", "avery-l7160")
    assert (result.exit_code, "E301" in result.stderr) == (1, True)


def test_folded_cards_are_missed_at_the_fold_and_nowhere_else():
    (one, *_) = sheets_of(layup_of("facilitator", BUNDLED, Options(fold=True)), Problems())
    assert one.back is None
    assert one.folds == {("left", 148.5)}
    still, folded = (
        [odds.sliver for odds in Simulation(Spread(shift=9, cut=0.0, fold=fold), 500).odds(one)]
        for fold in (0.0, 0.5)
    )
    assert still == [0] and folded[0] > 0.3
    assert {face.face.side for face in faces(one.front.frame)} == {"front", "back"}


def test_words_are_known_from_drawings():
    front, _ = faces_of("facilitator")["trust"]
    left = edges_of(front._replace(bleed=(3,) * 4))[0]
    assert (left.reach, round(left.text, 1)) == (3, 7.8)


@pytest.mark.slow
def test_what_would_help_is_on_the_same_paper(monkeypatch):
    monkeypatch.chdir(BUNDLED)
    words = run("risk", "facilitator", "--sheet", "letter", "--cut", "0.1").stdout
    assert "better: cardgen build facilitator --sheet letter --back-extra 2" in words


def test_a_drawing_does_not_go_where_the_words_go():
    result = run("-C", BUNDLED, "risk", "--draw", "-")
    assert (result.exit_code, "--draw needs the name of a file" in result.stderr) == (2, True)


@pytest.mark.slow
def test_framed_labels_are_not_told_to_be_other_cards():
    words = run("-C", BUNDLED, "risk", "labels").stdout
    assert "labels, printer office: of 100 cards" in words and "better:" not in words


@pytest.mark.parametrize("themes", [(), ("t1",)], ids=["no theme", "one theme"])
@pytest.mark.parametrize(
    "output",
    [
        ("labels",),
        ("labels", "--sheet", "avery-l7160"),
        ("office",),
        ("office", "--fold"),
        ("facilitator", "--back-extra", "2"),
        ("tarot",),
        ("press-sheets",),
    ],
    ids=" ".join,
)
def test_the_worst_sheet_of_a_deck_of_one_card_is_drawn(output, themes, tmp_path):
    one = {"id": "t1", "name": "One", "colour": "indigo", "mark": "core"}
    card = {"theme": "t1"} if themes else {}
    deck = small_deck(tmp_path, card, **({"themes": [one]} if themes else {}))
    drawing = tmp_path / "worst.pdf"
    result = run("--deck", deck, "risk", *output, "--draw", drawing)
    assert result.exit_code == 0, result.stderr
    pages = PdfReader(drawing).pages
    assert "Trust" in pages[0].extract_text()


@pytest.mark.parametrize("edge", range(4))
@pytest.mark.parametrize("box", [(0, 0, 100, 140), (60, 60, 150, 200)])
def test_an_arrow_points_at_the_edge_that_is_worst_and_stays_on_the_page(edge, box):
    """The first line lies on the edge, and the tip of the arrow 1 mm from its middle."""
    along, shaft, *_ = worst_sheet._arrow(box, edge, (210, 297), INK)
    left, top, right, bottom = box
    ends = [
        ((left, top), (left, bottom)),
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((left, bottom), (right, bottom)),
    ][edge]
    assert ((along.x1, along.y1), (along.x2, along.y2)) == ends
    middle = [(one + other) / 2 for one, other in zip(*ends, strict=True)]
    away = abs(shaft.x1 - middle[0]) + abs(shaft.y1 - middle[1])
    assert away == pytest.approx(1)
    assert 0 <= shaft.x2 <= 210 and 0 <= shaft.y2 <= 297
