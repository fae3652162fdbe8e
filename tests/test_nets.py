"""Boxes, dividers and tents, cut out and folded as the lines of their finished PDFs say."""

import re
import shutil
from io import BytesIO
from itertools import pairwise
from math import dist
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from command_line import built, run
from decks import BUNDLED
from folding import (
    BLACK,
    along,
    closest,
    cross,
    cuts_and_folds,
    direction,
    folded,
    holds,
    panels_of,
    sides_of,
    size_of,
    strokes,
    strokes_by_colour,
    words_on,
)
from pypdf import PdfReader
from small_decks import small_deck
from structure import told_by_pdf

CLOSES = 0.5  # mm
CARD = (105, 148)
CALIPER = 0.36
A4, A3 = [297, 210], [420, 297]
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


def on_plates(data, page=0):
    """The cuts and the folds of a piece for a press: those on Dieline, and those on Crease."""
    lines = strokes_by_colour(data, page)
    dieline, crease = sorted(set(lines) - {BLACK}, key=lambda colour: -colour[0])
    return lines[dieline], lines[crease]


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
    with_layout(tmp_path, "tuck-box", "caliper: $caliper", "caliper: 4")
    result = run("build", "tuck-box", "-o", "b.pdf")
    assert result.exit_code == 1 and not Path("b.pdf").exists()
    assert "16 cards of 4 mm need a box 65.5 mm deep" in result.stderr
    assert "420 × 297 mm has room for 52.5 mm, which is 12 cards" in result.stderr
    assert "make several boxes, with --theme or --card, or use thinner card" in result.stderr


@pytest.mark.parametrize(
    "words, caliper", [(["--caliper", "0.5"], 0.5), (["--grammage", "200"], 0.24)]
)
def test_a_box_is_as_deep_as_the_stock_of_the_cards_makes_it(words, caliper):
    assert depth(box(built("tuck-box", *words))) == pytest.approx(16 * caliper + 1.5, abs=0.02)


def test_coated_cards_of_one_grammage_are_thinner_than_uncoated_ones():
    deep = []
    for profile in ("print-room", "print-room-uncoated"):
        _, folds = on_plates(built("press-tuck-box", "--grammage", "300", "--profile", profile))
        xs = sorted({x for line in folds for x, _ in line if line[0][0] == line[1][0]})
        deep.append(xs[1] - xs[0])  # of the spine, between front and back
    assert deep == pytest.approx(
        [300 * 0.95 / 1000 * 16 + 1.5, 300 * 1.2 / 1000 * 16 + 1.5], abs=0.02
    )


@pytest.mark.parametrize("option", ["--caliper", "--grammage"])
def test_only_a_box_asks_how_thick_cards_are(option):
    result = run("-C", BUNDLED, "build", "office", option, "1", "-n")
    assert result.exit_code == 2
    assert f'"office" is no box for cards; {option} can only be used for tuck-box' in result.stderr
    both = run("-C", BUNDLED, "build", "tuck-box", "--caliper", "1", "--grammage", "300", "-n")
    assert both.exit_code == 2 and "use one of them" in both.stderr


@pytest.mark.parametrize("caliper, paper", [("0.46", A4), ("0.47", A3), ("1.35", A3)])
def test_a_box_is_printed_on_the_smaller_paper_that_holds_it(caliper, paper):
    data = built("tuck-box", "--caliper", caliper)
    (page,) = PdfReader(BytesIO(data)).pages
    assert [round(float(mm) / 72 * 25.4) for mm in page.mediabox[2:]] == paper
    assert max(gaps(box(data))) < CLOSES


def test_a_workshop_says_how_thick_its_cards_are_and_how_to_make_its_box(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outputs = "outputs: [{output: tuck-box, caliper: 0.5}]\n"
    Path("w.yaml").write_text(WORKSHOP + outputs, "utf-8")
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    (file,) = Path("build/w").glob("tuck-box*.pdf")
    deep = depth(box(file.read_bytes()))
    assert deep == pytest.approx(4 * 0.5 + 1.5, abs=0.02)  # the three cards of Being, and trust
    index = " ".join(PdfReader("build/w/index.pdf").pages[0].extract_text().split())
    for words in ("A4 card, 300 g/m²", "along the dashed lines", "glue the flap inside the front"):
        assert words in index


def test_whoever_builds_a_piece_is_told_what_to_print_on_and_how_to_fold_it():
    for output, stock, fold in (
        ("tuck-box", "card of 300 g/m²", "glue the flap inside the front"),
        ("dividers", "card of 160 to 200 g/m²", "glue the insides"),
    ):
        said = run("-C", BUNDLED, "build", output, "-n").stderr
        assert f"print on one side of {stock}" in said
        assert "cut along the solid lines, score and fold along the dashed ones" in said
        assert fold in said


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


@pytest.mark.parametrize("degrees", [90, 120, 150])
def test_a_folded_tent_reads_upright_from_both_sides_of_the_table(degrees, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = WORKSHOP + "participants: [Ann Lee]\noutputs: [table-tents]\n"
    Path("w.yaml").write_text(text, "utf-8")
    assert run("build", "w.yaml").exit_code == 0
    data = Path("build/w/table-tents.pdf").read_bytes()
    _, folds = cuts_and_folds(strokes(data))
    edges = [(a, b) for a, b in pairwise([(0, 0), (210, 0), (210, 297), (0, 297), (0, 0)])]
    panels, sides = panels_of(edges, folds)
    assert len(panels) == 2
    near = min(range(2), key=lambda n: min(y for _, y in panels[n]))
    places = folded(panels, sides, near, degrees)
    # The table is the plane of the feet, which the fold lies over.
    feet = [put(p) for n, put in places.items() for p in panels[n] if p[1] in (0, 297)]
    ridge = [places[near](p) for p in panels[near] if p in folds[0]]
    feet_middle, ridge_middle = (
        [sum(own) / len(points) for own in zip(*points, strict=True)] for points in (feet, ridge)
    )
    over = [top - foot for top, foot in zip(ridge_middle, feet_middle, strict=True)]
    seen = set()
    for text, at, up in words_on(data):
        if text != "Ann":
            continue
        panel = next(n for n, own in enumerate(panels) if holds(own, at))
        put = places[panel]
        across, higher = (direction(put, at, way) for way in ((up[1], -up[0]), up))
        centre = [s - f for s, f in zip(put(at), feet_middle, strict=True)]
        assert along(higher, over) > 0, "it is upside down"
        assert along(cross(across, higher), centre) > 0, "it is read from within"
        seen.add(panel)
    assert seen == {0, 1}


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


PRESSED = [("press-tuck-box", 0), *(("press-dividers", page) for page in range(4))]


@pytest.mark.parametrize("output, page", PRESSED)
def test_a_piece_for_a_press_has_its_cuts_and_folds_on_plates_of_their_own(output, page):
    own = cuts_and_folds(strokes(built(output.removeprefix("press-")), page))
    data = built(output)
    for lines, pressed in zip(own, on_plates(data, page), strict=True):
        assert len(lines) == len(pressed)
        lengths = [sorted(round(dist(*line), 2) for line in one) for one in (lines, pressed)]
        assert lengths[0] == pytest.approx(lengths[1], abs=0.02)
    resources = PdfReader(BytesIO(data)).pages[page]["/Resources"]
    plates = {space.get_object()[1] for space in resources["/ColorSpace"].values()}
    assert plates == {"/Dieline", "/Crease"}
    content = PdfReader(BytesIO(data)).pages[page].get_contents().get_data().decode("latin-1")
    for lines in re.findall(r"/S\d CS 1 SCN\n(.*?)EMC", content, re.DOTALL):
        (state,) = {*re.findall(r"(/\w+) gs", lines)} or {"/Ofs"}
        assert resources["/ExtGState"][state]["/OP"] and "BT" not in lines


@pytest.mark.parametrize("output, page", PRESSED)
def test_a_piece_for_a_press_is_trimmed_at_its_cuts_and_bleeds_beyond_them(output, page):
    data = built(output)
    cuts, _ = on_plates(data, page)
    xs, ys = [x for cut in cuts for x, _ in cut], [y for cut in cuts for _, y in cut]
    box_ = PdfReader(BytesIO(data)).pages[page]
    trim, bleed = (
        [float(at) * 25.4 / 72 for at in box_[name]] for name in ("/TrimBox", "/BleedBox")
    )
    assert trim == pytest.approx([min(xs), min(ys), max(xs), max(ys)], abs=0.02)
    assert bleed == pytest.approx([trim[0] - 3, trim[1] - 3, trim[2] + 3, trim[3] + 3], abs=0.02)
    for words, (x, y), _ in words_on(data, page):
        assert trim[0] < x < trim[2] and trim[1] < y < trim[3], words


def test_colour_goes_on_beyond_the_cuts_of_dividers_and_nowhere_else():
    for output, bleed in (("dividers", 2), ("press-dividers", 3)):
        data = built(output)
        lines = strokes(data) if output == "dividers" else on_plates(data)[0]
        left, right = (f(x for line in lines for x, _ in line) for f in (min, max))
        bottom = min(y for line in lines for _, y in line)
        sheet = pypdfium2.PdfDocument(data)[0].render(scale=288 / 72).to_pil().convert("RGB")

        def is_white(x, y, sheet=sheet):
            return (
                min(sheet.getpixel((round(x / 25.4 * 288), sheet.height - round(y / 25.4 * 288))))
                > 250
            )

        middle = bottom + 40
        for edge, out in ((left, -1), (right, 1)):
            assert not is_white(edge + out * (bleed - 0.3), middle)
            assert is_white(edge + out * (bleed + 0.3), middle)
        assert not is_white(left + 30, bottom - bleed + 0.3)
        assert is_white(left + 30, bottom - bleed - 0.3)


@pytest.mark.parametrize("output", ["press-tuck-box", "press-dividers"])
def test_a_piece_for_a_press_passes_its_checks_and_says_where_to_cut(output, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", output, "-o", "p.pdf", "--verify", "--ticket", "--strict")
    assert result.exit_code == 0, result.stderr
    assert "cut along the lines of the plate Dieline" in result.stderr
    assert run("preflight", "p.pdf").stdout.strip() == "nothing found"
    ticket = " ".join(PdfReader("p-ticket.pdf").pages[0].extract_text().split())
    assert "along the lines of the plate Crease" in ticket and "Dieline, Crease" in ticket


def test_a_piece_for_a_press_is_refused_where_it_cannot_be_cut_out():
    for words, said in (
        (["--corners", "3"], '--corners can only be used for "press" and "press-sheets"'),
        (
            ["--profile", "uk-online"],
            "uk-online accepts no spot inks, in which press",
        ),
        (["--ink", "mono"], "--ink mono can only be used for your own printer"),
    ):
        result = run("-C", BUNDLED, "build", "press-tuck-box", *words, "-n")
        assert result.exit_code == 2 and said in result.stderr


def test_the_back_of_a_box_has_the_themes_with_their_cards_and_says_how_many_they_are():
    own = box(built("tuck-box"))
    said = [text for text, _, _ in own.words]
    back = own.panel_of("16 cards")
    assert back != own.front
    for words in ("Being", "Relating and communicating", "Authenticity", "Delivery"):
        assert words in said and own.panel_of(words) == back
    assert "3 cards" in [text for text, _, _ in box(built("tuck-box", "--theme", "being")).words]


def test_no_colour_meets_another_at_a_fold_of_a_box():
    data = built("tuck-box")
    _, folds = cuts_and_folds(strokes(data))
    sheet = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    for (x, y), (x2, y2) in folds:
        for off in (-1, 1):  # mm beside the fold, over its whole length
            across, down = (off, 0) if x == x2 else (0, off)
            for share in range(10, 31):
                at = (x + (x2 - x) * share / 40 + across, y + (y2 - y) * share / 40 + down)
                pixel = round(at[0] * MM * 2), sheet.height - round(at[1] * MM * 2)
                assert sheet.getpixel(pixel) > 250


MANY = [{"name": f"Behaviour number {number}"} for number in range(1, 41)]
LONG_TITLE = "Leading and learning together through change in large places"
LONG_WORD = "Donaudampfschifffahrtskapitaen"


@pytest.mark.parametrize(
    "title, cards, left_out",
    [
        ("Forty", MANY, "the names of the cards on the back"),
        (LONG_TITLE, MANY[:16], ""),
        (LONG_WORD, MANY[:16], ""),
        (f"{LONG_WORD} and leading together", MANY[:1], "the deck's name on the spine"),
        ("Long", [{"name": f"{LONG_TITLE}!"}] * 13, "the names of the cards on the back"),
    ],
)
def test_long_names_and_many_cards_leave_a_box_whole(title, cards, left_out, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    looks = [("Being", "coral"), (LONG_WORD, "indigo"), ("Seeing", "pine"), ("Doing", "sunflower")]
    themes = [
        {"id": name.lower(), "name": name, "colour": colour, "mark": "peak"}
        for name, colour in looks
    ]
    own = [
        {"theme": themes[number * 4 // len(cards)]["id"], **card}
        for number, card in enumerate(cards)
    ]
    small_deck(tmp_path, *own, title=title, themes=themes, subtitle="Rethinking")
    for output in ("tuck-box", "press-tuck-box", "dividers"):
        result = run("build", output, "-o", "b.pdf", "--verify")
        assert result.exit_code == 0, result.stderr
        said = re.findall(r'has no room for "(.*)"', result.stderr)
        assert said == ([left_out] if left_out and "box" in output else [])
        if output == "tuck-box":
            assert max(gaps(box(Path("b.pdf").read_bytes()))) < CLOSES


def test_a_box_shows_the_marks_of_themes_whose_names_are_too_long_for_its_back(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    theme = {"id": "t", "name": LONG_TITLE, "colour": "pine", "mark": "steps"}
    small_deck(tmp_path, *({"theme": "t", **card} for card in MANY[:16]), themes=[theme])
    result = run("build", "tuck-box", "-o", "b.pdf", "--verify")
    assert 'no room for "the names of the cards on the back"' in result.stderr
    said = [text for text, _, _ in words_on(Path("b.pdf").read_bytes())]
    assert "16 cards" in said and LONG_TITLE not in said


def test_names_of_cards_may_leave_no_room_for_a_drawing_on_a_divider(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    theme = {"id": "t", "name": "Being", "colour": "indigo", "mark": "peak"}
    told = []
    for count in range(20, 32):
        small_deck(tmp_path, *({"theme": "t", **card} for card in MANY[:count]), themes=[theme])
        told.append(run("build", "dividers", "-o", "d.pdf").exit_code)
    assert told == sorted(told) and set(told) == {0, 1}
