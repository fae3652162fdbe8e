"""A house style laid over a deck in one file: an organisation's fonts, its colours and its logo."""

import io
import struct

import numpy as np
import pypdf
import pypdfium2
import pytest
import verapdf
from command_line import run
from decks import AIRE
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from small_decks import small_deck

import cardgen
from cardgen.graphics.type.fonts import Font
from cardgen.problems import DeckError
from cardgen.read.files import BUNDLED

ASCII = "".join(map(chr, range(32, 127))) + "–−’‘“”©·…"
THEMES = [
    {"id": "being", "name": "Being", "colour": "indigo"},
    {"id": "doing", "name": "Doing", "colour": "pine"},
]
CARDS = [{"theme": "being"}, {"theme": "doing", "name": "Listening"}]
WITH_LOGO = ["office", "cards", "reading", "handouts"]
WITH_LOGO += ["temperature-check", "poster", "theme-posters", "team-result", "workbook"]
WITH_LOGO += ["overview", "contact-sheet", "discussed", "large-print", "wall-scale"]
LOGO = b'<svg viewBox="0 0 90 30"><path d="M0 0h90v30h-90z" fill="#FE01FE"/></svg>'


def font(name, characters=ASCII):
    """The bytes of a font with these characters, in the look of one that comes with cardgen."""
    return Font(name, BUNDLED / "fonts" / f"{name}.ttf").for_screens(characters)


def with_cff_outlines(data):
    """The same font with the outlines of PostScript, as most fonts of designers have them."""
    font = TTFont(io.BytesIO(data))
    order, shapes = font.getGlyphOrder(), font.getGlyphSet()
    drawn = {}
    for name in order:
        pen = T2CharStringPen(font["hmtx"][name][0], shapes)
        shapes[name].draw(pen)
        drawn[name] = pen.getCharString()
    builder = FontBuilder(font=font)
    for table in ("glyf", "loca", "gvar", "fvar"):
        if table in font:
            del font[table]
    font.sfntVersion = "OTTO"
    builder.isTTF = False
    builder.setupCFF(font["name"].getDebugName(6), {}, drawn, {})
    font["maxp"].tableVersion = 0x00005000
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


TEXT, TITLES = font("NotoSans_400Regular"), font("BricolageGrotesque-Heading-Bold")
OWN = {"NotoSans-Regular", "BricolageGrotesque-Heading-Bold"}  # what they call themselves


@pytest.fixture
def project(tmp_path):
    """A deck of two themes, and the file of a house style that a test writes beside it."""
    small_deck(tmp_path, *CARDS, themes=THEMES)
    (tmp_path / "Text.ttf").write_bytes(TEXT)
    (tmp_path / "Titles.ttf").write_bytes(TITLES)
    (tmp_path / "logo.svg").write_bytes(LOGO)
    return tmp_path


def styled(project, text, deck=None):
    (project / "style.yaml").write_text(text, encoding="utf-8")
    return cardgen.open(deck or project, overlay=project / "style.yaml")


def codes(problems):
    return [problem.code for problem in problems]


def fonts_of(data):
    """The names of the fonts in a PDF, without the tags of their subsets."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        forms = page["/Resources"].get("/XObject", {}).values()
        for holder in (page, *(form.get_object() for form in forms)):
            fonts = holder.get("/Resources", {}).get("/Font", {})
            found |= {font.get_object()["/BaseFont"].split("+")[1] for font in fonts.values()}
    return found


# --- fonts


@pytest.mark.parametrize("output", ["cards", "office", "handouts", "poster", "temperature-check"])
def test_all_words_are_set_in_the_organisations_fonts(project, output):
    own = styled(project, "fonts: {regular: Text.ttf, bold: Titles.ttf}\n")
    made = own.build(output)
    assert fonts_of(made.files[0].data) == {
        "NotoSans-Regular",
        "BricolageGrotesque-Heading-Bold",
    }, made.problems


def test_a_font_stands_for_those_that_follow_it_until_they_are_named_too(project):
    own = styled(project, "fonts: {bold: Titles.ttf, display: Text.ttf}\n")
    fonts = fonts_of(own.build("cards").files[0].data)
    assert fonts > OWN and "AtkinsonHyperlegibleNext-Regular" in fonts  # which nothing stands for
    assert not any("ExtraBold" in name or "Bold" in name for name in fonts - OWN)


def test_the_page_of_html_has_the_organisations_fonts(project):
    own = styled(project, "fonts: {regular: Text.ttf, bold: Titles.ttf}\n")
    page = own.build("reading", format="html").files[0].data.decode()
    assert "font-family: 'Text.ttf'" in page and "font-family: 'Titles.ttf'" in page
    assert "--font-display: 'Titles.ttf'" in page


def test_what_a_font_lacks_is_set_in_the_next_and_said_once(project):
    small_deck(project, {"theme": "being", "name": "Gŵyl", "definition": "Ŵy"}, themes=THEMES)
    own = styled(project, "fonts:\n  regular: Text.ttf\n  bold: Titles.ttf\n")
    made = own.build("cards")
    told = [problem for problem in made.problems if problem.code == "W433"]
    assert [problem.what for problem in told] == [
        '"Text.ttf" has no Ŵ (U+0174 latin capital letter w with circumflex),'
        " which a font of cardgen's own sets",
        '"Titles.ttf" has no ŵ (U+0175 latin small letter w with circumflex),'
        " which a font of cardgen's own sets",
    ]
    assert [problem.where.line for problem in told] == [2, 3]
    text = pypdfium2.PdfDocument(made.files[0].data)[0].get_textpage().get_text_range()
    assert "Gŵyl" in text and "Ŵy" in text


def test_a_font_that_has_everything_is_not_spoken_of(project):
    own = styled(project, "fonts: {regular: Text.ttf, bold: Titles.ttf}\n")
    assert "W433" not in codes(own.build("cards").problems)


def restricted(data):
    """The font with licence bits that forbid embedding (OS/2 fsType 2)."""
    at = data.index(b"OS/2", 12)
    (offset,) = struct.unpack(">L", data[at + 8 : at + 12])
    return data[: offset + 8] + b"\0\2" + data[offset + 10 :]


FAULTS = [
    ("fonts: {regula: Text.ttf}", "E204", 'no font is called "regula"'),
    ("fonts: {regular: None.ttf}", "E210", 'there is no file "None.ttf" beside this one'),
    ("fonts: {regular: ../Text.ttf}", "E010", "leads out of the folder"),
    ("fonts: {regular: Sharp.otf}", "E210", 'it has no table "CFF "'),
    ("fonts: {regular: Kept.ttf}", "E210", "the licence bits of"),
    ("fonts: {regular: logo.svg}", "E210", "is not a TrueType or OpenType font"),
    ("fonts: [Text.ttf]", "E102", "this should be a set of keys"),
    ("fonts: {regular: ''}", "E102", ""),
    ("colours: {teal: '#005EB8'}", "E205", 'the palette has no colour "teal"'),
    ("colours: {plain: teal}", "E205", 'the palette has no colour "teal"'),
    ("colours: {indigo: teal}", "E205", 'the palette has no colour "teal"'),
    ("colours: {indigo: '#005EB'}", "E102", "is not a colour"),
    ("logo: {file: logo.svg, alt: Us, clear-space: wide}", "E102", "this should be a number"),
    ("logo: {file: logo.svg, alt: Us, least-width: 400}", "E302", "may not be narrower than 400"),
]


@pytest.mark.parametrize(("text", "code", "words"), FAULTS, ids=[text for text, *_ in FAULTS])
def test_what_is_wrong_with_a_house_style_is_told_at_its_place(project, text, code, words):
    (project / "Kept.ttf").write_bytes(restricted(TEXT))
    (project / "Sharp.otf").write_bytes(b"OTTO" + TEXT[4:])
    (project / "style.yaml").write_text(text + "\n", encoding="utf-8")
    output = "temperature-check" if "least-width" in text else "cards"
    told = run("-C", project, "check", output, "--overlay", project / "style.yaml")
    assert told.exit_code == 1 and f"error[{code}]" in told.stderr and words in told.stderr
    assert "style.yaml:1:" in told.stderr and told.stderr.count("error[") == 1


def test_a_house_style_in_memory_has_its_fonts_there(project):
    laid = {"fonts": {"regular": "house/Text.ttf", "bold": "house/Titles.ttf"}}
    files = {"house/Text.ttf": TEXT, "house/Titles.ttf": TITLES}
    own = cardgen.open(project, overlay=laid, files=files)
    assert fonts_of(own.build("cards").files[0].data) == OWN
    with pytest.raises(DeckError) as error:
        cardgen.open(project, overlay=laid, files={**files, "house/Text.ttf": TEXT[:900]}).build()
    assert codes(error.value.problems) == ["E210"] and "is damaged" in str(error.value)


def test_a_font_that_changed_on_disk_is_read_again(project):
    own = styled(project, "fonts: {regular: Text.ttf}\n")
    assert "NotoSans-Regular" in fonts_of(own.build("cards").files[0].data)
    (project / "Text.ttf").write_bytes(font("AtkinsonHyperlegibleNext_700Bold"))
    own = styled(project, "fonts: {regular: Text.ttf}\n")
    assert "AtkinsonHyperlegibleNext-Bold" in fonts_of(own.build("cards").files[0].data)


@pytest.mark.slow
@pytest.mark.parametrize("output", ["office", "press"])
def test_a_font_with_cff_outlines_is_embedded_and_read_like_others(project, output):
    (project / "Text.otf").write_bytes(with_cff_outlines(TEXT))
    own = styled(project, "fonts: {regular: Text.otf, bold: Titles.ttf}\n")
    made = own.build(output, verify=True).files[0].data
    assert fonts_of(made) == OWN
    same = styled(project, "fonts: {regular: Text.ttf, bold: Titles.ttf}\n")
    other = same.build(output).files[0].data
    for one, two in zip(pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(other), strict=True):
        texts = [page.get_textpage().get_text_range() for page in (one, two)]
        assert texts[0] == texts[1]
        seen = [page.render(scale=2).to_numpy().astype(int) for page in (one, two)]
        assert abs(seen[0] - seen[1]).mean() < 0.5  # curves of the third degree are as good
    (project / "made.pdf").write_bytes(made)
    assert verapdf.failures(project / "made.pdf", "ua1") == []


def test_the_page_of_html_says_what_kind_of_font_it_holds(project):
    (project / "Text.otf").write_bytes(with_cff_outlines(TEXT))
    own = styled(project, "fonts: {regular: Text.otf}\n")
    page = own.build("reading", format="html").files[0].data.decode()
    assert "data:font/otf;base64," in page and "format('opentype')" in page


# --- colours


def colours_of(project, **options):
    """The colours of the cards' fields, read from their pictures for screens."""
    faces = project.faces(cards=("c1", "c2"), **options)
    return {word for face in faces for word in face.svg.split('"') if word.startswith("#")}


def test_a_colour_takes_the_place_of_one_of_the_palette_in_every_theme_that_has_it(project):
    own = styled(project, 'colours: {indigo: "#005EB8"}\n')
    rows = {row["id"]: row["colour"] for row in own.list("themes")}
    assert rows == {"being": "#005EB8", "doing": "pine"}
    assert "#005EB8" in colours_of(own) and "#471E86" not in colours_of(own)


def test_another_plain_colour_is_that_of_cards_without_a_theme(project):
    small_deck(project, {"theme": "being"}, {}, themes=THEMES)
    before = colours_of(cardgen.open(project))
    own = colours_of(styled(project, 'colours: {plain: "#005EB8"}\n'))
    assert "#3D3D3D" in before and "#005EB8" not in before
    assert "#005EB8" in own and "#3D3D3D" not in own
    assert "#FF8670" in colours_of(styled(project, "colours: {plain: coral}\n"))


def test_colours_are_looked_at_like_those_of_a_theme(project):
    own = styled(project, 'colours:\n  indigo: "#8A8A8A"\n  pine: "#8B8A8A"\n')
    told = [problem for problem in own.check("cards") if problem.code in ("W413", "W414")]
    assert codes(told) == ["W413", "W414"]
    assert all(problem.where.file.endswith("style.yaml") for problem in told)


# --- the logo


CLEAR = 1.2  # of its height: more than any layout leaves by itself


@pytest.mark.slow
@pytest.mark.parametrize("output", WITH_LOGO)
def test_nothing_comes_within_the_clear_space_above_and_below_the_logo(project, output):
    laid = f"logo: {{file: logo.svg, alt: Us, clear-space: {CLEAR}}}\n"
    data = styled(project, laid, AIRE).build(output).files[0].data
    top, bottom, above, below = around_the_logo(output, data)
    assert above >= CLEAR * (bottom - top) - 0.3 and below >= CLEAR * (bottom - top) - 0.3


@pytest.mark.slow
@pytest.mark.parametrize("output", WITH_LOGO)
def test_the_logo_is_as_wide_as_its_owner_asks_where_there_is_room(project, output):
    laid = "logo: {file: logo.svg, alt: Us, least-width: 74}\n"
    data = styled(project, laid, AIRE).build(output).files[0].data
    top, bottom, *_ = around_the_logo(output, data)
    assert 3 * (bottom - top) >= 74 - 0.3


def around_the_logo(output, data):
    """The top and bottom of the magenta logo on the first page, or on the last one of a wall scale
    or a workbook, and how much there is of one colour above it and below it, in mm."""
    pages = pypdfium2.PdfDocument(data)
    page = pages[len(pages) - 1 if output in ("wall-scale", "workbook") else 0]
    seen = page.render(scale=4, no_smoothpath=True).to_numpy()[:, :, :3].astype(int)
    rows, columns = np.nonzero(abs(seen - (0xFE, 0x01, 0xFE)).sum(axis=2) < 9)
    (top, bottom), (left, right) = ((at.min(), at.max() + 1) for at in (rows, columns))
    column = seen[:, left:right]
    bare = (column == column[bottom + 1, 0]).all(axis=(1, 2))
    above = next((n for n in range(top) if not bare[top - 1 - n]), top)
    below = next((n for n in range(len(bare) - bottom) if not bare[bottom + n]), len(bare) - bottom)
    return tuple(pixels / 4 * 25.4 / 72 for pixels in (top, bottom, above, below))


def test_an_export_says_which_parts_of_a_house_style_it_leaves_out(project):
    text = 'fonts: {regular: Text.ttf}\ncolours: {plain: "#005EB8", pine: coral}\n'
    own = styled(project, text + "logo: {file: logo.svg, alt: Us, least-width: 20}\n")
    told = [problem for problem in own.export_deck("csv").problems if problem.code == "W622"]
    assert [problem.what for problem in told] == [
        "these are not in the file: fonts, the plain colour, the measures of the logo"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("output", ["overview", "contact-sheet", "discussed", "large-print"])
def test_a_logo_takes_no_further_page(project, output):
    with_logo = styled(project, "logo: {file: logo.svg, alt: Us}\n", BUNDLED)
    pages = [
        len(pypdf.PdfReader(io.BytesIO(own.build(output).files[0].data)).pages)
        for own in (cardgen.open(BUNDLED), with_logo)
    ]
    assert pages[0] == pages[1]
