"""The file itself: sizes, fonts, text, colours, and what is stored once."""

import re
from io import BytesIO

import pypdfium2
import pytest
import reportlab
from frames import ABOUT, BLACK, FONTS, TEAL, face, line, says, sheet, tallied, written
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops
from PIL.Image import Image
from pypdf import PdfReader
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

from cardgen.graphics.frame import (
    Box,
    Element,
    Frame,
    Glyph,
    GlyphRun,
    Line,
    Page,
    Path,
    Placed,
    Word,
)
from cardgen.output.numbers import number
from cardgen.output.pdf import About, write_pdf
from cardgen.output.pdf.document import Document, LedgerError, string
from cardgen.output.pdf.painted_page import PagePainter
from cardgen.output.pdf.shared_objects import SharedObjects

SPOT = Frame(20, 10, (Box(1, 2, 3, 4, BLACK),))
STAR = Path((("M", -1, -1), ("L", 61, 0), ("C", 60, 30, 30, 60, 0, 91), ("Z",)), TEAL)


def read(*pages: Page, about: About = ABOUT) -> PdfReader:
    return PdfReader(BytesIO(written(*pages, about=about)))


def in_mm(box: object) -> list[float]:
    return [round(float(edge) * 25.4 / 72, 3) for edge in box]


def seen(page: Page) -> Image:
    """The page in greys, ten pixels a millimetre."""
    scale = 10 * 25.4 / 72
    return pypdfium2.PdfDocument(written(page))[0].render(scale=scale).to_pil().convert("L")


def inked(page: Page) -> tuple[float, ...]:
    """Left, top, right and bottom of what is dark on the page, in mm."""
    found = seen(page).point(lambda grey: 255 * (grey < 128)).getbbox()
    return tuple(edge / 10 for edge in found or ())


def content(data: bytes) -> str:
    return PdfReader(BytesIO(data)).pages[0].get_contents().get_data().decode()


def test_a4_is_a4():
    page = read(sheet()).pages[0]
    assert in_mm(page.mediabox) == [0, 0, 210, 297]
    assert {"/CropBox", "/ArtBox", "/TrimBox", "/BleedBox"}.isdisjoint(page)


def test_trim_and_bleed_are_measured_from_the_top_left_corner():
    page = read(Page(Frame(80, 110, ()), "front", (10, 5, 60, 90), (7, 2, 66, 96))).pages[0]
    assert in_mm(page["/TrimBox"]) == [10, 15, 70, 105]
    assert in_mm(page["/BleedBox"]) == [7, 12, 73, 108]


@pytest.mark.parametrize(
    ("turn", "ink"),
    [
        (0, (51, 62, 54, 66)),
        (90, (54, 61, 58, 64)),
        (180, (66, 64, 69, 68)),
        (270, (52, 76, 56, 79)),
    ],
)
def test_a_frame_turns_clockwise_and_keeps_its_top_left_corner(turn, ink):
    assert inked(sheet(Placed(50, 60, SPOT, turn))) == pytest.approx(ink, abs=0.11)
    spoken = Frame(20, 10, (*SPOT.items, Element("P", ())))
    assert inked(sheet(Placed(50, 60, spoken, turn))) == pytest.approx(ink, abs=0.11)


def test_what_reaches_beyond_the_bleed_is_cut_off():
    flood = Frame(20, 10, (Box(-9, -9, 40, 40, BLACK),))
    page = sheet(Placed(50, 60, flood, 90, bleed=(1, 2, 3, 4)))
    assert inked(page) == pytest.approx((46, 59, 62, 83), abs=0.11)


def test_frames_within_frames_add_up():
    inner = Placed(2, 3, Frame(9, 9, (Element("P", ()), Placed(1, 1, SPOT))))
    outer = Frame(30, 20, (Element("P", ()), inner))
    assert inked(sheet(Placed(50, 60, outer))) == pytest.approx((54, 66, 57, 70), abs=0.11)


def test_lines_boxes_and_paths_lie_where_they_are_drawn():
    assert inked(sheet(Line(10, 20, 30, 20, BLACK, 72 / 25.4))) == pytest.approx(
        (10, 19.5, 30, 20.5), abs=0.11
    )
    outlined = Box(10, 20, 30, 10, stroke=BLACK, stroke_pt=72 / 25.4, radius=3)
    assert inked(sheet(outlined)) == pytest.approx((9.5, 19.5, 40.5, 30.5), abs=0.11)
    hole = [("M", 10, 10), ("L", 30, 10), ("L", 30, 30), ("Z",), ("M", 0, 0), ("L", 40, 0)]
    page = sheet(Placed(5, 5, Frame(40, 40, (Path((*hole, ("L", 40, 40), ("Z",)), BLACK),))))
    assert inked(page) == pytest.approx((5, 5, 45, 45), abs=0.11)
    assert seen(page).getpixel((300, 200)) == 255


def test_round_corners_are_round():
    page = sheet(Box(20, 30, 40, 60, BLACK, radius=10))
    assert inked(page) == (20, 30, 60, 90)
    image = seen(page)

    def is_inked(x: float, y: float) -> bool:
        return image.getpixel((round(10 * x), round(10 * y))) < 128

    corners = {(30, 40): (-1, -1), (50, 40): (1, -1), (30, 80): (-1, 1), (50, 80): (1, 1)}
    for (x, y), (right, down) in corners.items():
        for across, deep in ((0.6, 0.8), (0.7071, 0.7071), (0.8, 0.6)):
            inner, outer = 9.8, 10.2
            assert is_inked(x + right * across * inner, y + down * deep * inner)
            assert not is_inked(x + right * across * outer, y + down * deep * outer)


def test_text_comes_back_as_it_was_written():
    wordy = "AVATAR “Tŷ” & Ŵyn’s Ýes 10 – ToVa (so)\\"
    data = written(sheet(says("P", wordy), says("P", "Second line", y=20, font="Title")))
    expected = f"{wordy}\nSecond line"
    assert PdfReader(BytesIO(data)).pages[0].extract_text() == expected
    found = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert found.replace("\r\n", "\n") == expected


def test_kerning_is_where_the_shaper_put_it():
    words = line("AV").words
    assert words[0].advance < sum(FONTS["Text"].advance(glyph.id) for glyph in words[0].glyphs)
    kern = words[0].advance - sum(FONTS["Text"].advance(glyph.id) for glyph in words[0].glyphs)
    first, second = (f"<{glyph.id:04X}>" for glyph in words[0].glyphs)
    assert f"[{first}{number(-kern)}{second}]TJ" in content(written(sheet(says("P", "AV"))))


def spelled(text: str) -> str:
    return f"/Span<</ActualText({text})>>BDC"


def set_by_hand(*glyphs: Glyph, sizes: tuple[float, ...] = (10,)) -> str:
    text = "".join(glyph.text for glyph in glyphs)
    word = Word(text, glyphs, sum(glyph.advance for glyph in glyphs), 0)
    runs = tuple(GlyphRun(5, 10, (word,), "Text", size, BLACK) for size in sizes)
    return "\n".join(re.findall(r"\[.*TJ.*", content(written(sheet(Element("P", runs))))))


def test_a_moved_glyph_leaves_the_others_in_their_places():
    own = FONTS["Text"].advance(40)
    glyphs = Glyph(40, own, "a"), Glyph(41, 0, "b", dx=-100, dy=250)
    after = number(FONTS["Text"].advance(41) - 100)
    raised = f"[<0028>]TJ {{}} Ts[ 100<0029>{after}]TJ 0 Ts[]TJ EMC[]TJ"
    expected = [f"[]TJ{spelled('ab')}{raised.format(height)}" for height in (2.5, 5)]
    assert set_by_hand(*glyphs, sizes=(10, 20)).split("\n") == expected


def test_glyphs_that_stand_for_other_text_say_so():
    advance = FONTS["Text"].advance(40)
    plain, other = Glyph(40, advance, "a"), Glyph(40, advance, "b")
    assert set_by_hand(plain, other) == f"[]TJ{spelled('ab')}[<00280028>]TJ EMC[]TJ"
    silent = Glyph(40, advance, "")
    assert f"{spelled('ab')}[<00280028>]TJ EMC" in set_by_hand(silent, Glyph(40, advance, "ab"))


def test_two_marks_on_a_letter_are_moved_apart():
    own = FONTS["Text"].advance(40)
    marks = Glyph(41, 0, "b", dx=-6), Glyph(41, 0, "b", dx=-30)
    back = [number(FONTS["Text"].advance(41) + dx) for dx in (-6, -30)]
    set_ = set_by_hand(Glyph(40, own, "a"), *marks)
    assert f"[<0028> 6<0029>{back[0]} 30<0029>{back[1]}]TJ" in set_


def test_no_glyph_stands_for_nothing():
    with pytest.raises(LedgerError, match="no glyph"):
        set_by_hand(Glyph(0, 500, "☃"))


def test_every_font_named_is_embedded_and_helvetica_is_not():
    data = written(sheet(face("A", says("H", "Trust", font="Title"), says("P", "text"))))
    fonts = [
        obj.get_object()
        for page in PdfReader(BytesIO(data)).pages
        for obj in page["/Resources"]["/Font"].values()
    ]
    assert [font["/BaseFont"][8:] for font in fonts] == [
        "BricolageGrotesque-Display-ExtraBold",
        "AtkinsonHyperlegibleNext-Regular",
    ]
    for font in fonts:
        inner = font["/DescendantFonts"][0]
        assert re.fullmatch("/[A-Z]{6}[+].+", inner["/FontDescriptor"]["/FontName"])
        program = inner["/FontDescriptor"]["/FontFile2"].get_data()
        assert not {"GSUB", "GPOS", "GDEF", "STAT"} & set(tables_of(program))
        assert len(program) < FONTS["Text"].path.stat().st_size / 2
    assert b"Helvetica" not in data


def tables_of(program):
    """The tags of a font file's tables."""
    count = int.from_bytes(program[4:6], "big")
    return [program[12 + 16 * n : 16 + 16 * n].decode() for n in range(count)]


@pytest.mark.parametrize("text", ["Behaviours", "abcdefg hijklmn", "aceg ikmo", "AZ, az; 09"])
def test_the_file_says_how_wide_each_glyph_is(text):
    run = line(text)
    fonts = read(sheet(Element("P", (run,)))).pages[0]["/Resources"]["/Font"]
    (font,) = (font.get_object() for font in fonts.values())
    widths, entries = {}, iter(font["/DescendantFonts"][0].get_object()["/W"])
    for first in entries:
        widths |= {first + n: float(width) for n, width in enumerate(next(entries))}
    used = {glyph.id for word in run.words for glyph in word.glyphs}
    assert widths == {glyph: pytest.approx(FONTS["Text"].advance(glyph), abs=1) for glyph in used}


def test_each_character_map_is_in_blocks_of_at_most_a_hundred():
    characters = sorted(FONTS["Text"].characters)[:250]
    page = read(sheet(says("P", "".join(characters)))).pages[0]
    cmap = page["/Resources"]["/Font"]["/F1"]["/ToUnicode"].get_data().decode()
    sizes = [int(count) for count in re.findall(r"(\d+) beginbfchar", cmap)]
    assert sum(sizes) == len(characters) and max(sizes) == 100
    assert "<0000>\n" not in cmap


def test_the_same_pages_make_the_same_bytes():
    pages = [sheet(face("Trust", says("H", "Trust"), STAR), face("Trust", says("H", "Trust")))]
    assert written(*pages) == written(*pages)
    first, second = (PdfReader(BytesIO(written(*found))) for found in (pages, pages * 2))
    assert first.trailer["/ID"] != second.trailer["/ID"]


def test_artwork_is_stored_once_however_it_is_cut_and_whoever_shows_it():
    art = Frame(60, 90, (STAR, Box(-3, -3, 66, 96, TEAL)))
    cards = [
        Placed(70 * n, 5, Frame(60, 90, (Placed(0, 0, art), says("P", f"{n}"))), bleed=(n, 0, 1, 0))
        for n in range(3)
    ]
    data, tally = tallied([sheet(*cards), sheet(*cards, side="back")])
    assert tally.forms == 1
    xobjects = [page["/Resources"]["/XObject"] for page in PdfReader(BytesIO(data)).pages]
    assert len({form.raw_get(name).idnum for form in xobjects for name in form}) == 1
    bounds = in_mm(next(iter(xobjects[0].values()))["/BBox"])
    assert bounds == pytest.approx([-3, -93, 63, 3], abs=0.001)


def test_the_box_of_a_form_holds_all_that_it_draws():
    thick = Box(1, 2, 3, 4, stroke=BLACK, stroke_pt=72 / 25.4)
    rule = Line(9, 30, 2, 30, BLACK, 2 * 72 / 25.4)
    curve = Path((("M", 20, 5), ("C", 21, 6, 25, 4, 22, 7)), TEAL)
    cut = Placed(0, 0, Frame(5, 50, (Box(-90, 0, 190, 40, TEAL),)), 90, (1, 1, 1, 1))
    for items, edges in (
        ((thick, rule), (0.5, -31, 10, -1.5)),
        ((curve,), (20, -7, 25, -4)),
        ((cut,), (10, -6, 50, 1)),
    ):
        page = read(sheet(Placed(5, 5, Frame(50, 50, items)))).pages[0]
        xobjects = page["/Resources"]["/XObject"].values()
        boxes = [in_mm(form["/BBox"]) for form in xobjects]
        assert boxes == [pytest.approx(edges, abs=0.001)]


def test_a_copy_shows_what_the_first_showed():
    items = says("H", "Trust", y=20), Box(5, 30, 20, 20, BLACK)
    first, again = face("Trust", *items, at=(20, 20)), face("Trust", *items, at=(20, 150), copy=2)
    picture = seen(sheet(first, again))
    upper, lower = (picture.crop((180, 10 * y, 820, 10 * y + 900)) for y in (20, 150))
    # At a tenth of the size, so that where the pixels begin makes no difference.
    upper, lower = (half.resize((64, 90)) for half in (upper, lower))
    assert upper.getextrema()[0] == 0
    assert ImageChops.difference(upper, lower).getextrema()[1] < 32


def test_a_colour_a_font_or_a_width_is_set_once():
    strokes = [Line(1, y, 9, y, BLACK, 0.25) for y in range(4)]
    operators = content(written(sheet(*strokes, says("P", "one"), says("P", "two", y=20)))).split()
    assert [operators.count(name) for name in ("RG", "w", "rg", "Tf")] == [1, 1, 1, 1]


def test_a_colour_set_in_a_turned_frame_does_not_outlast_it():
    turned = Placed(20, 20, Frame(9, 9, (Element("P", ()), Box(0, 0, 9, 9, TEAL))), 180)
    page = sheet(Box(0, 0, 9, 9, BLACK), turned, Box(40, 0, 9, 9, TEAL))
    found = re.findall(r"[\d. ]+ rg", content(written(page)))
    assert found == ["0 0 0 rg", "0 0.471 0.502 rg", "0 0.471 0.502 rg"]


def test_streams_are_packed_but_for_the_metadata():
    data = written(sheet(says("P", "text")))
    assert len(re.findall(rb"\nstream\n.*?\r\nendstream\nendobj", data, re.DOTALL)) == 8
    assert data.count(b"/FlateDecode") == 7
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_printers_turn_the_paper_as_the_backs_need_it():
    for flip, duplex in (("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")):
        about = About("T", "A", "S", "cy", ABOUT.date, flip, "")
        wishes = read(sheet(), about=about).root_object["/ViewerPreferences"]
        assert wishes["/Duplex"] == duplex
        assert wishes["/PrintScaling"] == "/None"
    single = read(sheet(), about=About("T", "A", "S", "cy", ABOUT.date, None, "")).root_object
    assert "/Duplex" not in single["/ViewerPreferences"]
    assert single["/Lang"] == "cy"


def test_both_descriptions_of_the_file_agree():
    reader = read(sheet())
    info, xmp = reader.metadata, reader.xmp_metadata
    assert info.title == xmp.dc_title["x-default"] == "Behaviours & their cards"
    assert [info.author] == xmp.dc_creator == ["Ŵyn"]
    assert info.subject == xmp.dc_description["x-default"] == "A deck"
    assert info.creation_date == ABOUT.date == info.modification_date
    assert xmp.xmp_create_date.replace(tzinfo=ABOUT.date.tzinfo) == ABOUT.date
    assert info["/Producer"] == xmp.pdf_producer == "cardgen"


def test_bookmarks_lead_to_the_top_of_each_card():
    pages = [
        sheet(
            face("Trust", says("H", "Trust"), theme="People", at=(30, 40)),
            face("Ask", says("H", "Ask"), at=(100, 40)),
        ),
        sheet(face("Trust", says("P", "back"), theme="People", side="back"), side="back"),
        sheet(face("Care", says("H", "Care"), theme="People")),
    ]
    reader = read(*pages)
    theme, cards, alone = reader.outline
    assert [theme.title, [card.title for card in cards], alone.title] == [
        "People",
        ["Trust", "Care"],
        "Ask",
    ]
    assert [reader.get_destination_page_number(card) for card in cards] == [0, 2]
    assert in_mm((cards[0].left, cards[0].top)) == pytest.approx([30, 257], abs=0.002)


def test_a_face_that_is_not_counted_is_not_drawn():
    hidden = Element("P", (face("Trust", says("H", "Trust")),))
    with pytest.raises(LedgerError, match="faces asked for and faces drawn: 0 and 1"):
        written(sheet(hidden))


def test_an_object_is_written_once():
    document = Document(BytesIO())
    number = document.add("<<>>")
    with pytest.raises(LedgerError, match="written twice"):
        document.write(number, "<<>>")


def test_a_font_that_was_used_must_be_embedded():
    document = Document(BytesIO())
    page = PagePainter(FONTS).painted(sheet(says("P", "text")))
    assert "/F1 " in SharedObjects(FONTS, document).resources(page)
    with pytest.raises(LedgerError, match="never written"):
        document.finish(document.add("<<>>"), document.add("<<>>"))


def test_pages_are_taken_one_by_one():
    out = BytesIO()
    sizes = []

    def pages():
        for n in range(3):
            sizes.append(len(out.getvalue()))
            yield sheet(face(f"Card {n}", says("H", f"Card {n}")))

    write_pdf(pages(), ABOUT, FONTS, out)
    assert sizes[0] < sizes[1] < sizes[2]


@given(st.text(st.characters(exclude_categories=["C"])))
def test_a_string_is_encoded_as_reportlab_encodes_it(text):
    assert string(text) == PDFString(text).format(DummyDoc()).decode("ascii")


def test_reportlab_is_a_version_whose_insides_we_know():
    assert (4, 2) <= tuple(map(int, reportlab.__version__.split(".")[:2])) < (6, 0)


@given(st.floats(-15_000, 15_000), st.integers(0, 4))
def test_a_number_is_short_and_true(value, places):
    text = number(value, places)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text) and text != "-0"
    assert len(text.partition(".")[2]) <= places
    assert abs(float(text) - value) <= 0.5 * 10**-places + 1e-9


def test_a_drawing_that_many_pages_share_says_the_width_of_its_lines():
    """It would have that of whatever was drawn before it."""
    drawing = Frame(20, 20, (Line(0, 5, 20, 5, BLACK, 1.0),))
    before = Line(10, 5, 30, 5, BLACK, 0.5)
    pages = [sheet(face(f"f{n}", before, Placed(5, 10, drawing))) for n in (1, 2)]
    reader = read(*pages)
    resources = reader.pages[0]["/Resources"]
    while (forms := resources.get("/XObject")) is not None:
        (form,) = (one.get_object() for one in forms.values())
        resources = form["/Resources"]
    assert "1 w" in form.get_data().decode().split("\n")
