"""Printers that put backs beside their fronts: measured on the test sheet, and made good."""

import itertools
import json
import math
import shutil
from io import BytesIO

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from command_line import run
from decks import BUNDLED, elements_of, pages_of, sheet_named
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from cardgen.graphics.art.gauges import FINE, PITCH, REACH
from cardgen.graphics.frame import Line, Placed
from cardgen.jobs.calibrate import gauges_of, shift_from, shift_of
from cardgen.jobs.test_sheet import aid_pages, read_aids
from cardgen.jobs.test_sheet import test_sheet as printer_test_sheet
from cardgen.model.printer import Shift, corrected, described
from cardgen.problems import Problems
from cardgen.read.project import find_sources

DPI = 600
PX = DPI / 25.4  # pixels for a millimetre
EDGE, ALONG = 20, 60  # where the test sheet has its gauges


def printed_by(shift, width, height):
    """What a printer makes of points of a back: it scales, turns about the middle and shifts."""
    angle = math.radians(shift.turn_cw - shift.turn_ccw)

    def lands(x, y):
        u, v = (x - width / 2) * shift.scale_x, (y - height / 2) * shift.scale_y
        return (
            u * math.cos(angle) - v * math.sin(angle) + width / 2 + shift.right - shift.left,
            u * math.sin(angle) + v * math.cos(angle) + height / 2 + shift.down - shift.up,
        )

    return lands


def by(matrix, x, y):
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


# ── reading the test sheet ───────────────────────────────────────────────────────────────────


class Light:
    """The sheet held to the light, its back towards us: what each side shows, as grey images.

    A printer that flips landscape paper on its long edge turns the page of the back by 180°.
    """

    def __init__(self, pdf, pages, lands):
        front, back = (
            document[index].render(scale=DPI / 72).to_pil().convert("L")
            for document, index in ((pdf, pages[0]), (pdf, pages[1]))
        )
        if back.width > back.height:
            back = back.transpose(Image.Transpose.ROTATE_180)
        self.lands = lands
        self.front = np.array(front)[:, ::-1]  # through the paper, left is right
        self.back = np.array(self._printed(back))

    def _printed(self, back):
        """The back as the printer lays it: for each point of paper, the point of the page there."""
        width, height = back.width / PX, back.height / PX
        corners = [(0, 0), (width, 0), (0, height)]
        (x0, y0), (x1, y1), (x2, y2) = (self.lands(*corner) for corner in corners)
        forward = np.array(
            [
                [(x1 - x0) / width, (x2 - x0) / height, x0 * PX],
                [(y1 - y0) / width, (y2 - y0) / height, y0 * PX],
                [0, 0, 1],
            ]
        )
        inverse = np.linalg.inv(forward)
        size, data = (back.width, back.height), inverse[:2].ravel()
        return back.transform(size, Image.Transform.AFFINE, data, Image.BICUBIC, fillcolor=255)

    def read(self, x, y, upright):
        """What a person reads at the gauge whose zero the back has at x, y: its word is told by
        the sign, more than 0 for right and down."""
        front, back = self.front, self.back
        seen_x, seen_y = self.lands(x, y)
        if upright:  # turned clockwise: along it is down, and above it is to the right
            front, back = front.T[:, :], back.T[:, :]
            along, across, above, true = seen_y, seen_x, 1, x
        else:
            along, across, above, true = seen_x, seen_y, -1, y

        def lines(image, axis, low, high, reach):
            """Where lines cross the rows between two heights above the axis."""
            rows = sorted((axis + above * low, axis + above * high))
            top, bottom = (round(row * PX) for row in rows)
            left, right = (round((along + end) * PX) for end in (-reach, reach))
            dark = 255 - image[top:bottom, left:right].mean(axis=0)
            return [left / PX + middle for middle in peaks(dark)]

        (line,) = lines(front, true, 5.0, 6.0, 9)
        scale = lines(back, across, 1.4, 2.0, REACH + 1)
        fine = lines(back, across, -5.0, -4.0, FINE * PITCH + 1)
        comb = lines(front, true, -2.8, -1.2, FINE * PITCH + 3)
        assert (len(scale), len(fine)) == (2 * REACH + 1, 2 * FINE + 1)
        way = 1 if line < scale[REACH] else -1  # seen to the left: the back lies to the right
        best = min(range(len(fine)), key=lambda n: min(abs(fine[n] - tick) for tick in comb))
        tenth = way * (best - FINE) % 10  # the figure below it in the row of its word
        between = abs(scale[REACH] - line)
        whole = min(range(REACH + 1), key=lambda mm: abs(mm + tenth / 10 - between))
        return way * (whole + tenth / 10)


def peaks(dark):
    """The middles of the dark runs of a profile, in mm from its start."""
    over = dark > 0.35 * dark.max()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], over.astype(int), [0]))))
    return [
        float((np.arange(a, b) * dark[a:b]).sum() / dark[a:b].sum() + 0.5) / PX
        for a, b in edges.reshape(-1, 2)
    ]


def readings(light, width, height):
    """The words that a person types for the four corners."""
    words = []
    for letter, right, low in (("A", 0, 0), ("B", 1, 0), ("C", 0, 1), ("D", 1, 1)):
        level = (width - ALONG if right else ALONG, height - EDGE if low else EDGE)
        upright = (width - EDGE if right else EDGE, height - ALONG if low else ALONG)
        x, y = light.read(*level, False), light.read(*upright, True)
        words += ["--corner", letter, "right" if x >= 0 else "left", f"{abs(x):.1f}"]
        words += ["down" if y >= 0 else "up", f"{abs(y):.1f}"]
    return words


@pytest.fixture(scope="module")
def test_pages(tmp_path_factory):
    path = tmp_path_factory.mktemp("test-sheet") / "test.pdf"
    assert run("-C", BUNDLED, "calibrate", "-o", path).exit_code == 0
    return pypdfium2.PdfDocument(path)


BAD = Shift(right=2.6, down=1.5, turn_cw=0.5, scale_x=1.003, scale_y=0.997)  # 3 mm in all
WORSE = Shift(left=3.0, up=2.2, turn_ccw=0.5, scale_x=0.997, scale_y=1.003)


@pytest.mark.slow
@pytest.mark.parametrize("shift", [BAD, WORSE], ids=["right-down-clockwise", "left-up-counter"])
@pytest.mark.parametrize(
    ("output", "pages", "size"),
    [("office", (0, 1), (210, 297)), ("facilitator", (2, 3), (297, 210))],
)
def test_what_is_read_from_the_test_sheet_puts_backs_within_02_mm(
    shift, output, pages, size, test_pages, tmp_path
):
    lands = printed_by(shift, *size)
    read = readings(Light(test_pages, pages, lands), *size)
    landscape = ["--landscape"] if size[0] > size[1] else []
    saved = run("-C", BUNDLED, "calibrate", "--printer", "upstairs", *landscape, *read)
    assert saved.exit_code == 0, saved.stderr
    result = run(
        "-C", BUNDLED, "build", output, "--printer", "upstairs", "--json", "-o", tmp_path / "x.pdf"
    )
    assert result.exit_code == 0, result.stderr
    made = json.loads(result.stdout)["files"][0]["pages"]
    reader = PdfReader(tmp_path / "x.pdf")
    worst = 0.0
    for number, page in enumerate(made):
        if page["side"] == "front":
            assert page["moved"] is None
            assert painting(reader.pages[number], size[1]) == pytest.approx(
                (1, 0, 0, 1, 0, 0), abs=0.001
            )
            continue
        matrix = painting(reader.pages[number], size[1])
        assert matrix == pytest.approx(page["moved"], abs=0.001)
        for card in page["placements"]:
            for x in (card["x_mm"], card["x_mm"] + card["width_mm"]):
                for y in (card["y_mm"], card["y_mm"] + card["height_mm"]):
                    landed = lands(*as_seen(*by(matrix, x, y), *size))
                    worst = max(worst, math.dist(landed, as_seen(x, y, *size)))
    assert worst < 0.2


def as_seen(x, y, width, height):
    """Where a point of the page is as one looks at the back, on paper flipped on its long edge."""
    return (width - x, height - y) if width > height else (x, y)


def painting(page, height):
    """The matrix that a page's content begins with, in mm from the top left corner."""
    a, b, c, d, e, f = (float(n) for n in page.get_contents().get_data().split()[:6])
    mm = 25.4 / 72
    return a, -b, -c, d, e * mm, height - f * mm


def test_an_unmoved_sheet_would_be_worse():
    """The measure above can fail: without the correction the same backs are millimetres off."""
    lands = printed_by(BAD, 210, 297)
    corners = [(0, 0), (210, 0), (0, 297), (210, 297)]
    assert max(math.dist(lands(x, y), (x, y)) for x, y in corners) > 3


# ── the numbers ──────────────────────────────────────────────────────────────────────────────

SHIFTS = st.builds(
    shift_of,
    st.floats(-5, 5),
    st.floats(-5, 5),
    st.floats(-1, 1),
    st.floats(0.995, 1.005),
    st.floats(0.995, 1.005),
)
POINTS = st.tuples(st.floats(0, 210), st.floats(0, 297))


@given(SHIFTS, POINTS)
def test_what_is_painted_where_the_matrix_says_lands_where_it_should(shift, point):
    matrix = corrected(shift, 210, 297, turned=False)
    assert printed_by(shift, 210, 297)(*by(matrix, *point)) == pytest.approx(point, abs=1e-9)


@given(SHIFTS, POINTS)
def test_a_back_that_lies_on_its_head_is_shifted_the_other_way(shift, point):
    """The paper's path is the same: seen with the page the right way up, half a turn."""
    x, y = by(corrected(shift, 210, 297, turned=True), *point)
    u, v = printed_by(shift, 210, 297)(210 - x, 297 - y)
    assert (210 - u, 297 - v) == pytest.approx(point, abs=1e-9)


@given(SHIFTS)
def test_exact_readings_give_the_shift_back(shift):
    lands, at = printed_by(shift, 210, 297), {}
    for letter, x, y in (("A", 0, 0), ("B", 1, 0), ("C", 0, 1), ("D", 1, 1)):
        level = (210 - ALONG if x else ALONG, 297 - EDGE if y else EDGE)
        upright = (210 - EDGE if x else EDGE, 297 - ALONG if y else ALONG)
        at[letter] = lands(*level)[0] - level[0], lands(*upright)[1] - upright[1]
    found = shift_from(at, 210, 297, EDGE, ALONG)
    for x, y in ((0, 0), (210, 0), (0, 297), (105, 148.5)):
        assert math.dist(printed_by(found, 210, 297)(x, y), lands(x, y)) < 0.06


# ── the command ──────────────────────────────────────────────────────────────────────────────


def test_what_was_read_is_saved_in_words_and_told(own_printers):
    result = run(
        "calibrate",
        "--printer",
        "office",
        "--right",
        "1.5",
        "--down",
        "0.5",
        "--turn-ccw",
        "0.3",
        "--scale-x",
        "1.002",
    )
    assert result.stderr.splitlines()[0] == (
        "office, portrait pages: backs lie 1.5 mm to the right and 0.5 mm down, turned by 0.3°"
        " counter-clockwise, 1.002 times as wide"
    )
    assert (own_printers / "office.yaml").read_text(encoding="utf-8").splitlines()[2:] == [
        "portrait:",
        "  right: 1.5",
        "  down: 0.5",
        "  turn-ccw: 0.3",
        "  scale-x: 1.002",
    ]


def test_landscape_pages_are_measured_for_themselves_and_keep_the_others(own_printers):
    run("calibrate", "--printer", "tray-2", "--left", "2")
    refused = run("-C", BUNDLED, "build", "facilitator", "--printer", "tray-2", "-n")
    assert (refused.exit_code, "not been measured on landscape pages" in refused.stderr) == (
        2,
        True,
    )
    run("calibrate", "--printer", "tray-2", "--landscape", "--up", "1.25")
    text = (own_printers / "tray-2.yaml").read_text(encoding="utf-8")
    assert text.endswith("portrait:\n  left: 2\nlandscape:\n  up: 1.25\n")
    assert run("-C", BUNDLED, "build", "facilitator", "--printer", "tray-2", "-n").exit_code == 0


OWN = """\
# The copier on the second floor.
about: The "good" one
portrait: {left: 2,
  up: 1}
# Measured on 160 g card.
landscape: {right: 1}
spread: {shift: 0.5, cut: 0} # our guillotine never misses
"""


def own_printer(folder, text=OWN):
    folder.mkdir(parents=True)
    (folder / "press.yaml").write_text(text, encoding="utf-8")
    return folder / "press.yaml"


def test_what_a_person_wrote_into_the_file_stays_but_for_what_was_read_again(own_printers):
    own = own_printer(own_printers)
    assert run("calibrate", "--printer", "press", "--right", "1").exit_code == 0
    lines = own.read_text(encoding="utf-8").splitlines()
    kept = OWN.splitlines()
    assert lines == [*kept[:2], *kept[4:], "portrait:", "  right: 1"]
    again = run("calibrate", "--printer", "press", "--landscape", "--left", "0.25")
    assert again.exit_code == 0
    lines = own.read_text(encoding="utf-8").splitlines()
    wanted = [*kept[:2], kept[4], kept[6], "portrait:", "  right: 1", "landscape:", "  left: 0.25"]
    assert lines == wanted
    assert run("-C", BUNDLED, "build", "facilitator", "--printer", "press", "-n").exit_code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("portait: {right: 2}\n", 'did you mean "portrait"?'),
        ("portrait: {scale-x: 102}\n", "not a printer's scale"),
        ("portrait: {right: 1, left: 1}\n", "right and left cannot both be given"),
        ("portrait: {right: 30}\n", "more than 20 mm, the most that a printer is off"),
        ("portrait: {turn-cw: 90}\n", "more than 5 degrees"),
        ("portrait: [1\n", "E001"),
        ("spread: {shift: 1}\n", 'a spread needs "cut"'),
    ],
)
def test_a_file_with_a_slip_in_it_is_told_and_left_as_it_is(text, told, own_printers):
    own = own_printer(own_printers, text)
    result = run("calibrate", "--printer", "press", "--right", "1")
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr
    assert own.read_text(encoding="utf-8") == text


def test_a_printer_that_needs_nothing_can_be_saved(own_printers):
    result = run("calibrate", "--printer", "true", "--right", "0")
    assert "true, portrait pages: backs lie where they should" in result.stderr
    assert run("-C", BUNDLED, "build", "office", "--printer", "true", "-n").exit_code == 0


@pytest.mark.parametrize(("flip", "turned"), [("long", False), ("short", True)])
def test_on_the_other_flip_the_shift_is_made_good_the_other_way(flip, turned):
    run("calibrate", "--printer", "office", "--right", "2", "--down", "1", "--turn-cw", "0.5")
    options = ["--printer", "office", "--flip", flip, "-n", "--json"]
    made = json.loads(run("-C", BUNDLED, "build", "office", *options).stdout)
    back = made["files"][0]["pages"][1]
    shift = Shift(right=2, down=1, turn_cw=0.5)
    assert back["moved"] == pytest.approx(corrected(shift, 210, 297, turned), abs=1e-5)
    assert back["moved"] != pytest.approx(corrected(shift, 210, 297, not turned), abs=0.5)


def test_the_gauges_are_where_the_test_sheet_has_them(tmp_path):
    """A test sheet of one's own, its gauges elsewhere, is read by its own measures."""
    folder = tmp_path / "layouts" / "cards" / "aid"
    shutil.copytree(BUNDLED / "layouts" / "cards" / "aid", folder)
    file = folder / "test.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("along: $along", "along: 70"), encoding="utf-8")
    problems = Problems()
    aids = read_aids(find_sources(tmp_path, None), problems)
    assert gauges_of(aids, 210, 297, problems) == (20, 70)
    file.write_text(text.replace("gauges:", "space:  # gauges:"), encoding="utf-8")
    aids.sources.files.refresh()
    assert gauges_of(aids, 210, 297, problems) is None
    assert problems.fatal


def test_aids_without_a_page_that_is_needed_are_told(tmp_path):
    shutil.copytree(BUNDLED / "layouts" / "aids", tmp_path / "layouts" / "aids")
    file = tmp_path / "layouts" / "aids" / "deck.yaml"
    text = file.read_text(encoding="utf-8").replace("id: landscape", "id: lanscape")
    file.write_text(text, encoding="utf-8")
    result = run("-C", tmp_path, "calibrate", "-o", tmp_path / "x.pdf")
    assert (result.exit_code, 'the aids have no card "landscape"' in result.stderr) == (1, True)
    assert not (tmp_path / "x.pdf").exists()


def test_all_of_the_test_sheet_flips_on_the_long_edge(tmp_path):
    run("-C", BUNDLED, "calibrate", "-o", tmp_path / "x.pdf")
    wishes = PdfReader(tmp_path / "x.pdf").trailer["/Root"]["/ViewerPreferences"]
    assert wishes["/Duplex"] == "/DuplexFlipLongEdge"
    problems = Problems()
    aids = read_aids(find_sources(BUNDLED, None), problems)
    pages = list(printer_test_sheet(aids, "a4", sheet_named("a4"), problems))
    turns = [{item.turn for item in page.frame.items} for page in pages]
    assert (turns, problems) == ([{0}, {0}, {0}, {180}], [])


def test_a_folder_is_no_printer_and_no_sheet(tmp_path):
    for kind in ("printers", "sheets"):
        (tmp_path / "layouts" / kind / "old").mkdir(parents=True)
    assert "old" not in run("-C", tmp_path, "list", "printers").stdout
    assert "old" not in run("-C", tmp_path, "list", "sheets").stdout
    result = run("-C", tmp_path, "build", "office", "--printer", "old", "-n")
    assert 'no printer is called "old"' in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--right", "1"], "saved under a name"),
        (["--printer", "office"], "no readings given"),
        (["--printer", "Office 2", "--right", "1"], "is not a valid name"),
        (["--printer", "office", "--right", "1", "--left", "1"], "--right and --left contradict"),
        (["--printer", "office", "--corner", "A", "right", "1", "down", "1"], "all four corners"),
        (["--printer", "office", "--right", "1", "-o", "x.pdf"], "use one of them"),
        (["--sheet", "a44"], 'did you mean "a4"?'),
    ],
)
def test_half_a_reading_is_refused(options, message, own_printers):
    result = run("calibrate", *options)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not own_printers.exists()


def test_a_printer_nobody_measured_is_named_with_those_there_are():
    result = run("-C", BUNDLED, "build", "office", "--printer", "ofice", "-n")
    assert (result.exit_code, 'did you mean "office"?' in result.stderr) == (2, True)
    result = run("-C", BUNDLED, "build", "office", "--printer", "office", "-n")
    assert "has not been measured on portrait pages: print pages 1 and 2" in result.stderr


def test_words_for_a_printer_that_needs_nothing():
    assert described(Shift()) == "backs lie where they should"


def test_the_test_sheet_is_two_pages_each_way():
    pages = [page for name in ("portrait", "landscape") for page in aid(name)]
    assert [(page.side, page.frame.width) for page in pages] == [
        ("front", 210),
        ("back", 210),
        ("front", 297),
        ("back", 297),
    ]


def aid(name):
    problems = Problems()
    size = (297, 210) if name == "landscape" else (210, 297)
    made = list(
        aid_pages(read_aids(find_sources(BUNDLED, None), problems), name, *size, 2, problems)
    )
    assert problems == []
    return made


def test_without_a_printer_nothing_is_moved():
    assert {page.moved for page in pages_of("office")} == {None}


def test_the_slug_tells_for_which_printer_the_backs_are_moved():
    run("calibrate", "--printer", "tray-2", "--landscape", "--up", "1.25")
    made = run("-C", BUNDLED, "build", "facilitator", "--printer", "tray-2", "-o", "-")
    text = PdfReader(BytesIO(made.stdout_bytes)).pages[0].extract_text()
    assert "flip on LONG edge – backs moved for tray-2" in text


CORNERS = (
    "--corner A right {0} down 0 --corner B {1} {0} up 0"
    " --corner C {1} {0} up 0 --corner D right {0} down 0"
)


def test_corners_that_contradict_each_other_are_not_averaged(own_printers):
    result = run("calibrate", "--printer", "press", *CORNERS.format("3", "left").split())
    assert (result.exit_code, "the corners disagree by 3.0 mm" in result.stderr) == (2, True)
    assert not own_printers.exists()
    agreeing = CORNERS.format("3", "right").split()
    assert run("calibrate", "--printer", "press", *agreeing).exit_code == 0


def test_a_scale_that_no_printer_has_is_not_saved(own_printers):
    words = "--corner A right 15 down 0 --corner B left 15 down 0".split()
    words += "--corner C right 15 down 0 --corner D left 15 down 0".split()
    result = run("calibrate", "--printer", "press", *words)
    assert (result.exit_code, "corners disagree" in result.stderr) == (2, True)
    assert not own_printers.exists()


def test_numbers_may_have_a_comma_and_letters_be_small(own_printers):
    words = CORNERS.format("1,4", "right").replace("--corner A", "--corner a").split()
    assert run("calibrate", "--printer", "press", *words).exit_code == 0
    assert "right: 1.4\n" in (own_printers / "press.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["nan", "inf", "-1", "21", "x"])
def test_what_is_no_length_is_refused(number, own_printers):
    assert run("calibrate", "--printer", "press", "--right", number).exit_code == 2
    assert run("-C", BUNDLED, "risk", "--cut", number).exit_code == 2
    assert run("-C", BUNDLED, "build", "-n", "--back-extra", number + "0").exit_code == 2
    assert not own_printers.exists()


def test_settings_without_a_folder_of_their_own_are_in_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run("calibrate", "--printer", "press", "--right", "1").exit_code == 0
    assert (tmp_path / ".config" / "cardgen" / "printers" / "press.yaml").exists()


@pytest.mark.parametrize(("right", "warned"), [("1.9", False), ("2.4", True)])
def test_backs_that_are_moved_off_what_can_be_printed_are_warned_of(right, warned):
    """Office cards have 6.2 mm of white, and 4.23 mm at the edge of A4 are never printed."""
    run("calibrate", "--printer", "press", "--right", right)
    result = run("-C", BUNDLED, "build", "office", "--printer", "press", "-n")
    assert (result.exit_code, "W404" in result.stderr) == (0, warned)
    if warned:
        assert (
            "moved for press, backs pass its printable area by 0.4 mm:"
            " the cards at the edge of the sheet lose this much, on their backs"
        ) in result.stderr


@pytest.mark.parametrize(
    ("down", "told"),
    [
        ("6.9", "by 0.6 mm: only bleed and crop marks are lost, which are cut off; the cards are"),
        (
            "14.9",
            "by 8.6 mm: the cards at the edge of the sheet lose 0.6 mm of that, on their backs",
        ),
    ],
)
def test_backs_with_bleed_are_told_to_lose_what_is_cut_off_or_print_of_the_cards(down, told):
    """Four tarot cards on A4 have 18.5 mm above them, of which marks and bleed take 8."""
    run("calibrate", "--printer", "press", "--down", down)
    result = run("-C", BUNDLED, "build", "tarot", "--sheet", "a4", "--printer", "press", "-n")
    assert (result.exit_code, "W404" in result.stderr) == (0, True)
    assert told in " ".join(result.stderr.split())


def test_a_turned_back_without_a_shift_is_told_as_that():
    told = described(Shift(turn_cw=0.1, scale_y=1.002))
    assert told == "backs lie turned by 0.1° clockwise, 1.002 times as high"


@pytest.mark.parametrize("sheet", ["a4", "letter", "sra3"])
def test_the_command_on_the_test_sheet_names_its_paper(sheet, tmp_path):
    run("-C", BUNDLED, "calibrate", "--sheet", sheet, "-o", tmp_path / "x.pdf")
    pages = PdfReader(tmp_path / "x.pdf").pages
    for page, way in ((pages[1], ""), (pages[3], " --landscape")):
        words = " ".join(page.extract_text().split())
        command = f"cardgen calibrate --printer office --sheet {sheet}{way} --corner A right 1.4"
        assert command in words


def test_corners_of_a_back_that_is_turned_agree():
    """A turn of 0.5° and a growth of 0.3 %, read to a tenth of a millimetre."""
    lands, words = printed_by(BAD, 210, 297), []
    for letter, x, y in (("A", 0, 0), ("B", 1, 0), ("C", 0, 1), ("D", 1, 1)):
        level = (210 - ALONG if x else ALONG, 297 - EDGE if y else EDGE)
        upright = (210 - EDGE if x else EDGE, 297 - ALONG if y else ALONG)
        right = round(lands(*level)[0] - level[0], 1)
        down = round(lands(*upright)[1] - upright[1], 1)
        words += ["--corner", letter, "right" if right >= 0 else "left", abs(right)]
        words += ["down" if down >= 0 else "up", abs(down)]
    result = run("-C", BUNDLED, "calibrate", "--printer", "press", *words)
    assert result.exit_code == 0, result.stderr


@pytest.mark.slow
def test_check_looks_at_sheets_and_printers_too(own_printers, tmp_path):
    own_printer(own_printers, "portait: {right: 2}\n")
    (tmp_path / "layouts" / "sheets").mkdir(parents=True)
    (tmp_path / "layouts" / "sheets" / "own.yaml").write_text("paper: x\n", encoding="utf-8")
    result = run("-C", tmp_path, "check")
    assert result.exit_code == 1
    assert 'did you mean "portrait"?' in result.stderr
    assert 'a sheet needs "width"' in result.stderr


@pytest.mark.parametrize("name", ["portrait", "landscape"])
def test_each_corner_has_a_crosshair_behind_that_of_the_other_side(name):
    """And its letter, the same on both sides of a corner."""
    found = []
    for page in aid(name):
        (face,) = page.frame.items
        width = page.frame.width
        crosses = [(i.x, i.y) for i in face.frame.items if isinstance(i, Placed)]
        letters = {
            item.items[0].text: (item.items[0].x + item.items[0].width / 2, item.items[0].y)
            for item in elements_of(face.frame.items, "P")
            if item.items[0].size_pt == 30
        }
        if page.side == "front":
            crosses = [(width - x, y) for x, y in crosses]
            letters = {letter: (width - x, y) for letter, (x, y) in letters.items()}
        found.append((sorted(crosses), letters))
    (front, front_letters), (back, back_letters) = found
    assert len(front) == 4
    assert all(math.dist(*pair) < 0.01 for pair in zip(front, back, strict=True))
    for letter, place in back_letters.items():
        assert front_letters[letter] == pytest.approx(place, abs=0.01)


@pytest.mark.slow
def test_a_measured_printer_keeps_what_is_said_of_it_and_others_say_nothing(own_printers):
    own_printer(own_printers)
    run("calibrate", "--printer", "office", "--right", "1")
    run("calibrate", "--printer", "mine", "--right", "1")
    rows = json.loads(run("-C", BUNDLED, "list", "printers", "--json").stdout)["printers"]
    about = {row["name"]: row["about"] for row in rows}
    assert about["office"].startswith("An ordinary office printer")
    assert (about["press"], about["mine"]) == ('The "good" one', "")
    first, second = (
        run("-C", BUNDLED, "risk", "office", "--printer", name, "--json").stdout
        for name in ("office", "mine")
    )
    assert first == second  # its spread is the ordinary one's


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_figures_and_words_of_the_gauges_are_large_and_upright_and_stand_apart(lang, tmp_path):
    run("-C", BUNDLED, "--lang", lang, "calibrate", "-o", tmp_path / "x.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "x.pdf")[1]
    text, matrix, box = page.get_textpage(), pdfium.FS_MATRIX(), []
    for at in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text.raw, at)).isspace():
            continue
        pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, at) * max(abs(matrix.a), abs(matrix.b))
        assert size >= 8.99
        assert matrix.a > 0 and abs(matrix.b) < 1e-6  # not on its side
        if chr(pdfium.FPDFText_GetUnicode(text.raw, at)).isdecimal() and size < 9.01:
            box.append(text.get_charbox(at))
    assert len(box) == 8 * (5 + 22)
    for one, other in itertools.combinations(box, 2):  # at least 0.5 mm between two figures
        across = max(one[0], other[0]) - min(one[2], other[2])
        down = max(one[1], other[1]) - min(one[3], other[3])
        assert max(across, down) * 25.4 / 72 >= 0.5


def test_the_command_on_the_test_sheet_is_not_broken_within_an_option(tmp_path):
    run("-C", BUNDLED, "calibrate", "-o", tmp_path / "x.pdf")
    pages = pypdfium2.PdfDocument(tmp_path / "x.pdf")
    for at, way in ((1, ""), (3, " --landscape")):
        lines = pages[at].get_textpage().get_text_range().splitlines()
        assert f"cardgen calibrate --printer office --sheet a4{way}" in [s.strip() for s in lines]
        assert any(line.startswith("--corner A right 1.4 down 2.6") for line in lines)
        assert "_" not in "".join(lines)  # blanks are lines to write on


def test_the_page_about_printing_by_hand_has_lines_to_write_on():
    problems = Problems()
    aids = read_aids(find_sources(BUNDLED, None), problems)
    for size, least in (((210, 297), 3), ((297, 210), 1)):
        (page,) = aid_pages(aids, "reload", *size, 1, problems)
        (face,) = page.frame.items
        lines = [item for item in face.frame.items if isinstance(item, Line)]
        assert problems == [] and len(lines) == least
        assert all(line.y1 == line.y2 and line.x2 - line.x1 >= 120 for line in lines)
