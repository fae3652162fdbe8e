"""What a print shop would say of a file: each fault is found where it is, and nothing else."""

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import bombs
import other_programs
import pytest
from command_line import run
from faults import FAULTS
from faults.edits import (
    ANY,
    DTC,
    FORM,
    UK,
    as_x1a,
    at,
    both,
    separation,
    text,
    two_tones,
    with_art,
    with_font,
)
from faults.pages import fronts_first, read_in
from hypothesis import given, settings
from hypothesis import strategies as st
from press_file import (
    also_painted,
    art,
    good,
    millimetres,
    of_info,
    of_page,
    of_root,
    of_xmp,
    repainted,
    spoilt,
    stream,
)
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, read_object

from cardgen.preflight import group_repeats, preflight
from cardgen.preflight.parsing import colour_spaces, content_stream, pdf_fonts
from cardgen.preflight.parsing.content_stream import FileCache
from cardgen.preflight.parsing.interpreter import interpret
from cardgen.preflight.parsing.pdf_file import open_pdf
from cardgen.problems import Problems, Stop
from cardgen.read.codes import read_codes
from cardgen.read.conditions import read_conditions
from cardgen.read.profile import read_profile
from cardgen.read.project import find_sources

PAGES = Path(__file__).parent / "pages"

CONDITIONS = read_conditions(find_sources(Path(), None), Problems())


def profile(name):
    return read_profile(name, find_sources(Path(), None), Problems())


def found_in(data, name=ANY):
    return preflight(data, profile(name), CONDITIONS)


@cache
def found_of(name):
    """What is found of a fault, in the good file that it spoils."""
    return found_in(spoilt(FAULTS[name].edit), FAULTS[name].profile)


@pytest.mark.parametrize("name", [ANY, UK])
def test_nothing_is_found_in_a_good_file(name):
    assert found_in(good(), name) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name):
    fault = FAULTS[name]
    of_code = [one for one in found_of(name) if one.code == fault.code]
    assert of_code, f"{fault.code} is not found"
    one = next((one for one in of_code if one.page == fault.page), of_code[0])
    assert (one.page, one.measured) == (fault.page, fault.measured)
    place = one.place and tuple(one.place)
    assert place == (fault.place and pytest.approx(fault.place, abs=0.06))


def test_each_kind_of_fault_is_tried():
    codes = {code for code in read_codes() if code.startswith("P")}
    assert codes == {fault.code for fault in FAULTS.values()}


def test_faults_are_told_as_they_were(same_as):
    """Each with how bad it is, where, how much and of what limit, and with what comes of it."""
    lines = []
    for name, fault in FAULTS.items():
        lines += [f"{name} ({fault.profile})"]
        lines += [f"  {line}" for line in group_repeats(found_of(name))]
    same_as(PAGES / "faults.txt", "\n".join(lines) + "\n")


def test_what_is_the_same_on_many_pages_is_told_once():
    def without_trims(writer):
        for page in writer.pages:
            del page["/TrimBox"]

    found = found_in(spoilt(without_trims))
    assert [(one.code, one.page) for one in found] == [("P101", 1), ("P101", 2)]
    (line,) = group_repeats(found)
    assert str(line) == (
        "error[P101] page 1 and on 1 more: the page has no TrimBox, so nobody knows where to cut it"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (other_programs.reportlab, set()),
        (other_programs.fpdf2, set()),
        (other_programs.typst, set()),
        (other_programs.pikepdf, set()),
        (other_programs.pymupdf, set()),
        # It knows no other colours than RGB, and paints its letters in grey over a ground.
        (other_programs.matplotlib, {"P301", "P316"}),
    ],
)
def test_good_files_of_other_programs_are_called_good(made, codes):
    assert {one.code for one in found_in(made())} == codes


def test_a_back_that_all_cards_share_may_come_first_where_the_shop_takes_backs_first():
    backs, fronts = spoilt(FAULTS["backs where fronts should be"].edit), spoilt(fronts_first)
    told = {
        (name, data): [
            (one.page, one.measured) for one in found_in(data, name) if one.code == "P114"
        ]
        for name in (UK, DTC)
        for data in (backs, fronts)
    }
    assert told[UK, backs] == [(1, "on 2 pages")] and told[DTC, fronts] == [(2, "on 2 pages")]
    assert told[UK, fronts] == told[DTC, backs] == []


def of_pages(*numbers, change=None):
    """The good file's pages in an order, the last changed."""

    def edit(writer):
        pages = PdfReader(BytesIO(good())).pages
        for number in numbers:
            writer.add_page(pages[number - 1])
        del writer.pages[:2]
        if change:
            change(writer, writer.pages[len(numbers) - 1])

    return spoilt(edit)


def in_another_picture(writer, page):
    """The same operators, which paint another picture by the same name."""
    resources = page["/Resources"].clone(writer)
    page[NameObject("/Resources")] = resources
    other = writer._add_object(stream("0 0 0 0 k 0 0 15 15 re f", **FORM))
    resources["/XObject"][NameObject("/Emblem")] = other


@pytest.mark.parametrize(
    ("pages", "change", "places"),
    [
        ((2, 1, 2, 1), None, []),  # all cards are alike
        ((2, 1, 2, 1), in_another_picture, [1]),
        ((1, 2, 2, 1, 1, 2), None, []),  # nobody knows which of the two it is
        ((1, 2, 1, 1), None, []),  # which comes once more than a back would
        ((2, 1, 1, 2), in_another_picture, [3]),
    ],
)
def test_the_back_of_all_cards_is_what_half_of_the_pages_paint_and_the_others_do_not(
    pages, change, places
):
    found = [one for one in found_in(of_pages(*pages, change=change), UK) if one.code == "P114"]
    assert [one.page for one in found] == places


def test_print_rooms_and_whoever_prints_may_have_marks():
    marked = spoilt(FAULTS["marks for a shop that wants none"].edit)
    for name in (ANY, "print-room"):
        assert "P115" not in {one.code for one in found_in(marked, name)}


@pytest.mark.parametrize(("pages", "measured"), [((1,), "1 page"), ((1, 2, 1), "3 pages")])
def test_pages_left_over_are_counted(pages, measured):
    found = [one for one in found_in(of_pages(*pages), UK) if one.code == "P112"]
    assert [one.measured for one in found] == [measured]


def test_a_trim_larger_than_the_page_is_one_fault_and_not_too_little_bleed_as_well():
    larger = of_page(1, TrimBox=millimetres(-50, -50, 163, 188))
    found = [one.code for one in found_in(spoilt(larger), UK) if one.page == 1]
    assert "P102" in found and "P109" not in found


def test_the_same_on_many_places_is_told_once_with_its_words():
    words = "".join(text("/Over gs 0 0 0 1 k", size=1, y=y) for y in (10, 12, 14))
    (one,) = found_in(spoilt(also_painted(1, words)))
    assert (one.code, one.measured, one.limit) == ("P205", "2.8 pt", "at least 5 pt")
    assert one.place == pytest.approx(at(8, 9.78, 1, 4.97), abs=0.06)


def ink(*names):
    """A colour space of such inks."""
    if len(names) == 1:
        return separation(names[0])
    function = {"/FunctionType": 4, "/Domain": [0, 1] * 2, "/Range": [0, 1] * 4}
    made = stream("{ pop dup dup dup }", **{key[1:]: value for key, value in function.items()})
    return ["/DeviceN", [f"/{name}" for name in names], "/DeviceCMYK", made]


TURNED = "0 1 -1 0 20 15"
LETTER = "BT /F1 4 Tf 8 15 Td {} ET"  # one whose box is as wide as it is tall, 4 mm


@pytest.mark.parametrize(
    ("operators", "place"),
    [
        ("8 10 m 8 20 18 20 18 10 c f", at(8, 10, 10, 7.5)),
        ("8 10 m 18 20 18 10 v f", at(8, 10, 10, 4.44)),
        ("8 10 m 8 20 18 10 y f", at(8, 10, 10, 4.44)),
        ("8 10 m 18 10 l 18 20 l h f", at(8, 10, 10, 10)),
        ("q 0 1 -1 0 20 10 cm 0 0 5 2 re f Q", at(18, 10, 2, 5)),
        ("8 10 5 5 re W n 10 12 20 20 re f", at(10, 12, 3, 3)),
        (LETTER.format("<0000> Tj"), at(8, 14.12, 4, 3.88)),
        (LETTER.format("[<0000> -500 <0000>] TJ"), at(8, 14.12, 10, 3.88)),
        (LETTER.format("1 Tc <00000000> Tj"), at(8, 14.12, 9, 3.88)),
        (LETTER.format("50 Tz <0000> Tj"), at(8, 14.12, 2, 3.88)),
        (LETTER.format("2 Ts <0000> Tj"), at(8, 16.12, 4, 3.88)),
        (LETTER.format("6 TL T* <0000> Tj"), at(8, 8.12, 4, 3.88)),
        (LETTER.format("6 TL <0000> '"), at(8, 8.12, 4, 3.88)),
        (LETTER.format('6 TL 0 0 <0000> "'), at(8, 8.12, 4, 3.88)),
        (LETTER.format("0 -6 TD <0000> Tj"), at(8, 8.12, 4, 3.88)),
        (LETTER.format(f"{TURNED} Tm <0000> Tj"), at(17, 15, 3.88, 4)),
    ],
)
def test_each_operator_paints_where_it_should(operators, place):
    in_rgb = also_painted(1, f"1 0 0 rg {operators}")
    (one,) = [one for one in found_in(spoilt(in_rgb)) if one.code == "P301"]
    assert one.place == pytest.approx(place, abs=0.03)


def test_what_a_pattern_is_made_of_is_found_where_it_fills():
    cell = stream(
        "1 0 0 rg 0 0 2 2 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 4, 4],
        XStep=4,
        YStep=4,
        Resources={},
    )
    tiles = also_painted(1, "/Pattern cs /Tiles scn 8 10 15 15 re f", Pattern={"Tiles": cell})
    (one,) = found_in(spoilt(tiles))
    assert (one.code, one.place) == ("P301", pytest.approx(at(8, 10, 15, 15), abs=0.01))


def test_a_form_is_judged_at_the_size_it_is_painted_in():
    """At a quarter of its size a line of 0.8 pt is too fine, and a picture fine enough."""
    form = {"Inner": stream("0 0 0 1 K 0.28 w 0 5 m 15 5 l S", **FORM)}
    small = also_painted(1, "q 0.25 0 0 0.25 8 10 cm /Over gs /Inner Do Q", XObject=form)
    (one,) = found_in(spoilt(small))
    assert (one.code, one.measured) == ("P403", "0.20 pt")
    assert one.place == pytest.approx(at(8, 11.215, 3.75, 0.07), abs=0.01)


def test_what_is_clipped_away_is_not_there():
    operators = "q 8 10 1 1 re W n 1 0 0 rg 20 20 5 5 re f Q"
    assert found_in(spoilt(also_painted(1, operators))) == []


def test_black_text_on_bare_paper_need_not_overprint():
    bare = both(
        repainted(1, "q 0.1 0.05.*", ""), repainted(1, "/Over gs 0 0 0 1 k BT", "0 0 0 1 k BT")
    )
    assert "P312" not in {one.code for one in found_in(spoilt(bare))}


def test_tiles_that_end_at_the_trim_and_go_on_beyond_it_are_one_ground():
    tiles = "0.3 0 0 0 k 0 10 10 10 re f -3 10 3 10 re f"
    assert found_in(spoilt(also_painted(1, tiles))) == []
    (one,) = found_in(spoilt(also_painted(1, tiles.replace("-3 10 3", "-3 10 2"))))
    assert one.code == "P110"


def test_a_figure_may_end_clear_of_the_trim_on_a_ground_that_goes_on():
    figure = "0.3 0 0 0 k -1 10 10 10 re f 20 -1 m 50 -1 l 35 20 l f"
    assert found_in(spoilt(also_painted(1, figure))) == []
    nearer = figure.replace("-1 10", "-0.3 10")
    (one,) = found_in(spoilt(also_painted(1, nearer)))
    assert (one.code, one.measured) == ("P110", "0.3 mm")


def test_the_line_of_a_die_need_not_bleed():
    ink = {"Die": separation("Die line")}
    line = also_painted(1, "/Over gs /Die CS 1 SC 1 w 0 0 63 88 re S", ColorSpace=ink)
    assert found_in(spoilt(line)) == []


@pytest.mark.parametrize(
    "name", ["Dieline", "die-line round", "Cut Contour", "Perforation", "Crease"]
)
def test_what_machines_cut_and_fold_by_need_not_bleed(name):
    area = also_painted(1, "/Cut cs 1 sc 0 20 20 30 re f", ColorSpace={"Cut": ink(name)})
    assert found_in(spoilt(area)) == []


@pytest.mark.parametrize("names", [["Perfect Green"], ["Diesel Blue"], ["Dieline", "Coral"]])
def test_inks_that_are_printed_bleed_whatever_they_begin_with(names):
    area = also_painted(1, "/Cut cs 1 1 sc 0 20 20 30 re f", ColorSpace={"Cut": ink(*names)})
    assert [one.code for one in found_in(spoilt(area))] == ["P110"]


@pytest.mark.parametrize(
    "other", ["PANTONE 6825 C", "PANTONE 682 Gold", "PANTONE Warm Red C", "Foil", "Foil U"]
)
def test_inks_that_only_sound_alike_are_two(other):
    names = "Foil 2" if other == "Foil U" else "PANTONE 682 C"
    two = {"One": separation(names), "Two": separation(other)}
    painted = "/One cs 1 sc 8 10 15 5 re f /Two cs 1 sc 8 20 15 5 re f"
    assert found_in(spoilt(also_painted(1, painted, ColorSpace=two))) == []


def test_what_is_said_not_to_overprint_does_not():
    knocking = {"Knock": {"/OP": False, "/op": False}}
    white = "/Over gs /Knock gs 0 0 0 0 k 8 10 5 5 re f"
    assert found_in(spoilt(also_painted(1, white, ExtGState=knocking))) == []


def test_drawings_of_two_tones_are_fine_enough_at_800_pixels_to_the_inch():
    assert found_in(spoilt(with_art(two_tones((630, 473))))) == []
    masked = stream(b"", Type="/XObject", Subtype="/Image", Width=630, Height=473, ImageMask=True)
    painted = "/Over gs 0 0 0 1 k q 20 0 0 15 8 10 cm /Other Do Q"
    assert found_in(spoilt(also_painted(1, painted, XObject={"Other": masked}))) == []


def test_a_setting_may_choose_the_font():
    """ISO 32000-1, table 58."""

    def edit(writer):
        font = dict.__getitem__(writer.pages[0]["/Resources"]["/Font"], "/F1")
        setting = {"Set": {"/Font": [font, 4]}}
        also_painted(1, "/Over gs /Set gs 0 0 0 1 k BT 8 15 Td <0056> Tj ET", ExtGState=setting)(
            writer
        )

    assert found_in(spoilt(edit)) == []


def test_halftones_that_every_device_knows_are_let_pass():
    plain = {"Dots": {"/HT": {"/HalftoneType": 1}}, "Own": {"/HT": "/Default"}}
    assert found_in(spoilt(also_painted(1, "/Dots gs /Own gs", ExtGState=plain))) == []


def test_letters_that_are_not_shown_may_be_missing_in_the_font():
    """As behind the picture of a page that was scanned."""
    assert found_in(spoilt(also_painted(1, text("3 Tr", "0000")))) == []


def test_a_page_left_over_is_asked_about_where_sheets_may_have_one_side():
    (one,) = found_in(spoilt(FAULTS["a page too many"].edit), "print-room")
    assert (one.code, one.severity) == ("P112", "warning")


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (2, 1, 3, 4), (3, 4, 2, 1)])
def test_the_sides_of_a_card_are_read_together_whichever_is_first(order):
    assert found_in(spoilt(read_in(*order)), UK) == []


@pytest.mark.parametrize(
    ("version", "conformance", "codes"),
    [
        ("PDF/X-1a:2003", None, set()),
        ("PDF/X-1:2001", "PDF/X-1a:2001", set()),
        ("PDF/X-1:2001", "PDF/X-1:2001", {"P502"}),
        ("PDF/X-1:2001", None, {"P502"}),
        ("PDF/X-1a:2010", None, {"P502"}),
    ],
)
def test_a_file_is_of_the_standard_whose_name_it_bears_in_full(version, conformance, codes):
    keys = {"GTS_PDFXVersion": version, "GTS_PDFXConformance": conformance}
    found = found_in(spoilt(both(as_x1a, of_xmp("PDF/X-1a:2003", ""), of_info(**keys))), DTC)
    assert {one.code for one in found if one.code == "P502"} == codes


@pytest.mark.parametrize(("x", "y"), [(2, 2), (47, 3), (2, 48), (47, 48), (21, 21), (33, 10.4)])
def test_ink_is_weighed_where_it_lies(x, y):
    """Of a square of 15 mm four fifths are full, and the rest is of the ground, which has 35 %."""
    (one,) = found_in(spoilt(also_painted(1, f"1 1 1 1 k {x} {y} 13.5 13.5 re f")))
    assert (one.code, one.place) == ("P307", pytest.approx(at(x, y, 13.5, 13.5), abs=0.06))
    assert float(one.measured.split()[0]) == pytest.approx(0.81 * 400 + 0.19 * 35, abs=20)


def test_what_lies_further_off_than_the_square_does_not_count():
    painted = "1 1 1 1 k 2 2 18 18 re f 1 1 1 0.4 k {} 40 13.5 13.5 re f"
    (one,) = found_in(spoilt(also_painted(1, painted.format(40))))
    assert one.place == pytest.approx(at(2, 2, 18, 18), abs=0.06)


@pytest.mark.parametrize(
    ("info", "xmp", "agree"),
    [
        ("D:20261122133000+01'30'", "2026-11-22T12:00:00Z", True),
        ("D:20261122040000-08'00'", "2026-11-22T12:00:00+00:00", True),
        ("D:20261122120000Z", "2026-11-22T06:15:00-05:45", True),
        ("D:20261122120000", "2026-11-22T12:00:00Z", True),
        ("D:20261122133000+01'30'", "2026-11-22T13:30:00Z", False),
        ("D:20261122120000-08'00'", "2026-11-22T12:00:00+08:00", False),
        ("D:20261322120000Z", "2026-13-22T12:00:00Z", False),
    ],
)
def test_dates_agree_where_they_are_the_same_moment(info, xmp, agree):
    edit = both(of_info(CreationDate=info), of_xmp("(CreateDate>).*?(</)", rf"\g<1>{xmp}\2"))
    assert [one.code for one in found_in(spoilt(edit))] == ([] if agree else ["P512"])


def test_heavy_fills_smaller_than_the_square_are_reckoned_with_what_is_about_them():
    """A strip of 5 mm in 400 % on a pale ground is a third of the square."""
    assert found_in(spoilt(also_painted(1, "1 1 1 1 k 8 10 15 5 re f"))) == []
    strips = "".join(f"1 1 1 1 k 8 {y} 15 5 re f " for y in (10, 15, 20))
    assert {one.code for one in found_in(spoilt(also_painted(1, strips)))} == {"P307"}


@pytest.mark.slow
def test_forms_that_multiply_without_end_are_given_up():
    def bomb(writer):
        form = writer._add_object(stream("0 0 1 1 re f", **FORM))
        for _ in range(12):
            inner = {"/XObject": {"/X": form}}
            form = writer._add_object(stream("/X Do " * 20, **FORM, Resources=inner))
        also_painted(1, "/X Do", XObject={"X": form})(writer)

    (one,) = found_in(spoilt(bomb))
    assert (one.code, one.page) == ("P521", 1)


def test_a_file_that_draws_more_than_its_size_tells_is_not_looked_at_to_its_end(monkeypatch):
    assert found_in(good()) == []
    monkeypatch.setattr(content_stream, "_FEWEST_STEPS", 0)
    monkeypatch.setattr(content_stream, "_FILE_BYTES_TO_A_STEP", 100_000)
    told = {(one.code, one.page) for one in found_in(good())}
    assert ("P521", 2) in told and not any(code == "P520" for code, _ in told)


@pytest.mark.parametrize(
    ("operators", "code"),
    [
        ("BI /W -1 /H 100 /BPC 8 ID x EI", "P408"),
        ("BI /W " + 400 * "9" + " /H 1 /BPC 8 ID x EI", "P408"),
        ("BI /W [1] /H << /A 1 >> /BPC (a) ID x EI", "P408"),
        ("1 1 l", "P520"),
        ("(a) w", "P520"),
        ("/A /B re", "P520"),
        ("1 Tj", "P520"),
        ("[/A] TJ", "P209"),
        ("1 cs", "P520"),
        ("1 gs", "P520"),
        (1001 * "q ", "P521"),
    ],
)
def test_what_makes_no_sense_in_a_page_is_said(operators, code):
    codes = [one.code for one in found_in(spoilt(also_painted(1, operators)))]
    assert code in codes


def test_a_page_whose_size_is_a_circle_is_damaged(tmp_path):
    data = bombs.pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox 4 0 R >>",
        b"4 0 R",
    )
    (tmp_path / "circle.pdf").write_bytes(data)
    result = run("preflight", str(tmp_path / "circle.pdf"))
    assert result.exit_code in (1, 3) and "damaged" in result.output + result.stderr


@pytest.mark.parametrize(
    ("space", "code"),
    [
        ("[/ICCBased 5 0 R]", "P408"),
        ("[/ICCBased << /N 1000000000 >>]", "P408"),
        ("[/Separation /A]", "P408"),
        ("[/Nothing]", "P408"),
        ("/Nowhere", "P407"),
        ("[/Indexed /C 255 ()]", "P407"),
    ],
)
def test_what_is_no_colour_space_is_said(space, code):
    named = read_object(BytesIO(space.encode()), PdfWriter())
    with_space = also_painted(1, "/C cs 8 10 3 3 re f", ColorSpace={"C": named})
    assert code in [one.code for one in found_in(spoilt(with_space))]


def test_equal_functions_of_an_ink_are_one_and_others_are_not():
    def digest(data):
        return colour_spaces._digest(ArrayObject([NumberObject(1), stream(data)]))

    assert digest("{ dup 0.5 mul }") == digest("{ dup 0.5 mul }") != digest("{ dup 0.6 mul }")


@pytest.mark.parametrize(
    ("cmap", "words"),
    [
        (b"beginbfrange <0001> <0003> <0041> endbfrange", {1: "A", 2: "B", 3: "C"}),
        (b"beginbfrange <01><02> [<0041> <00420043>] endbfrange", {1: "A", 2: "BC"}),
        (b"beginbfchar <0001> <0041> endbfchar beginbfchar <02> <0042>", {1: "A", 2: "B"}),
        (b"beginbfrange <01> <02> [ <01> <02> [<0041>] endbfrange", {1: "A"}),
        (b"beginbfchar < > <0041> endbfchar", {0: "A"}),
    ],
)
def test_the_text_of_codes_is_read(cmap, words):
    assert pdf_fonts.to_unicode(cmap) == words


def test_a_form_on_hundreds_of_pages_is_read_once():
    shapes = "0.1 0 0 0 k 0 1 3 3 re f 0.1 0 0 0 k 1 1 3 3 re f"
    read = Counter()

    def many(writer):
        also_painted(1, "q 1 0 0 1 8 10 cm /Many Do Q", XObject={"Many": stream(shapes, **FORM)})(
            writer
        )
        for _ in range(200):
            writer.add_page(writer.pages[0])

    def counted(cache, data, *state):
        read[data.decode()] += 1
        return interpret(cache, data, *state)

    document = replace(open_pdf(spoilt(many)), cache=FileCache(counted))
    pages = list(document.pages())
    assert len(pages) == 202 and len(pages[-1].objects) == len(pages[0].objects) > 2
    assert read[shapes] == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is not a PDF"),
        (b"Dear printer,", "this is not a PDF"),
        (b"%PDF-1.6\nDear printer,", "this PDF is damaged or truncated"),
        (good()[:5000], "this PDF is damaged or truncated"),
        (spoilt(lambda writer: writer.encrypt("secret")), "this PDF is protected by a password"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_a_sentence(data, said, tmp_path):
    (tmp_path / "a.pdf").write_bytes(data)
    result = run("preflight", tmp_path / "a.pdf")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"error: {tmp_path / 'a.pdf'}: {said}\n"


def test_a_file_that_is_not_there_ends_in_a_sentence(tmp_path):
    result = run("preflight", tmp_path / "none.pdf")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(st.tuples(st.integers(0, 14_000), st.integers(0, 255)), min_size=1, max_size=40))
def test_no_damage_makes_it_stumble(changes):
    data = bytearray(WITHOUT_PROFILE)
    for at_byte, value in changes:
        data[at_byte % len(data)] = value
    try:
        for one in found_in(bytes(data)):
            assert one.message
    except Stop as stop:
        assert str(stop).startswith("this")


WITHOUT_PROFILE = spoilt(both(of_root(OutputIntents=None), with_font(FontFile2=None)))


def test_the_command_says_what_is_found_and_counts_it(tmp_path):
    edit = both(repainted(1, "/F1 3.2 Tf", "/F1 1.5 Tf"), of_page(2, TrimBox=None))
    (tmp_path / "cards.pdf").write_bytes(spoilt(edit))
    result = run("preflight", tmp_path / "cards.pdf")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "warning[P205] page 1, 11.0 × 33.9 mm: text is too small to print well: "
        '"Builds trust." (4.3 pt; at least 5 pt)',
        "error[P101] page 2: the page has no TrimBox, so nobody knows where to cut it",
        "1 error, 1 warning",
    ]


def test_a_good_file_and_one_with_warnings_end_with_0(tmp_path):
    (tmp_path / "good.pdf").write_bytes(good())
    result = run("preflight", tmp_path / "good.pdf", "--profile", UK)
    assert (result.exit_code, result.stdout) == (0, "nothing found\n")
    (tmp_path / "fair.pdf").write_bytes(spoilt(of_page(2, Rotate=90)))
    result = run("preflight", tmp_path / "fair.pdf")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 errors, 1 warning")


def test_json_has_each_finding_with_its_place(tmp_path):
    (tmp_path / "cards.pdf").write_bytes(spoilt(with_art(art((80, 60)))))
    result = run("preflight", tmp_path / "cards.pdf", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert list(document) == ["version", "problems", "file", "profile", "findings"]
    assert document["profile"] == "any"
    assert document["findings"] == [
        {
            "code": "P401",
            "severity": "error",
            "page": 1,
            "place": {"left": 11.0, "top": 66.0, "width": 20.0, "height": 15.0},
            "what": "the resolution of a picture is too low for print",
            "measured": "102 ppi",
            "limit": "at least 150 ppi",
            "words": [],
        }
    ]


def test_profiles_are_chosen_by_name():
    result = run("preflight", "cards.pdf", "--profile", "uk-onlin")
    assert result.exit_code == 2
    assert 'no profile is called "uk-onlin"; did you mean "uk-online"?' in result.stderr


def test_a_code_of_preflight_is_explained():
    assert run("explain", "p205").stdout.startswith("P205: Type is too small\n")
