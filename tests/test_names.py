"""People's names print: from about sixty languages, in every font that a style may name."""

import re
import shutil
import unicodedata
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from decks import FONTS, HOUSE, chain, layup_of
from frames import ABOUT, BLACK
from pypdf import PdfReader
from small_decks import small_deck

import cardgen
from cardgen.graphics.frame import Element, Frame, Page
from cardgen.graphics.type.characters import graphemes, instead_of, printed
from cardgen.graphics.type.paragraph import set_line
from cardgen.graphics.type.segments import missing, segments
from cardgen.output.pdf import write_pdf
from cardgen.read.files import BUNDLED

NAMES = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
STYLED = sorted(
    {
        style.chain[0].name
        for output in ("facilitator", "office", "labels")
        for part in layup_of(output).parts
        for style in part.layout.styles.values()
    }
)
by_language = pytest.mark.parametrize("language", NAMES)


def test_there_are_names_enough_to_tell():
    assert len(NAMES) >= 40
    assert len({name for names in NAMES.values() for name in names}) >= 500


@by_language
def test_each_name_is_set_letter_by_letter_with_its_marks_in_their_places(language):
    for name in NAMES[language]:
        text = printed(name)
        for font in STYLED:
            assert missing(text, chain(font)) == ()
            words = words_of(text, font)
            assert "".join(word.text for _, word in words) == text
            for own, word in words:
                assert all(glyph.id for glyph in word.glyphs)
                assert not unicodedata.combining(word.text[0])
                assert all(own.has(grapheme) for grapheme in graphemes(word.text))


def read_back(lines, font):
    """The lines as two other programs read them from a page of ours."""
    items = tuple(
        Element("P", set_line(line, chain(font), 12, BLACK, 10, 10 + 8 * index))
        for index, line in enumerate(lines)
    )
    out = BytesIO()
    page = Page(Frame(200, 20 + 8 * len(lines), items), "front")
    write_pdf([page], ABOUT, HOUSE.fonts, out)
    yield PdfReader(out).pages[0].extract_text()
    yield pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()


@by_language
def test_names_read_back_from_a_file_are_those_that_were_written(language):
    names = [printed(name) for name in NAMES[language]]
    for font in ("regular", "display"):
        by_glyphs, as_spelled = read_back(names, font)
        assert [unicodedata.normalize("NFC", line) for line in as_spelled.splitlines()] == names
        # A reader of mere glyphs guesses at spaces where marks are moved over their letters.
        read = unicodedata.normalize("NFC", by_glyphs.replace(" ", ""))
        assert read.splitlines() == [name.replace(" ", "") for name in names]


def test_a_letter_stays_in_one_font_with_marks_that_it_has_no_composed_form_with():
    ((font, word),) = words_of("Ọláṣubọ́mí")
    assert (font.name, word.text) == ("wide-medium", "Ọláṣubọ́mí")
    letter, below, above = word.glyphs[-5:-2]
    assert unicodedata.normalize("NFC", letter.text + below.text + above.text) == "ọ́"
    assert (below.advance, above.advance) == (0, 0)
    assert below.dx and above.dx


def test_a_word_without_such_marks_is_mended_letter_by_letter():
    found = [(font.name, word.text) for font, word in words_of("Nguyễn Thị")]
    assert found == [
        ("medium", "Nguy"),
        ("wide-medium", "ễ"),
        ("medium", "n "),
        ("medium", "Th"),
        ("wide-medium", "ị"),
    ]


def words_of(text, font="medium"):
    found = segments(text, chain(font), "en")
    return [(font, word) for segment in found for font, word, _ in segment.words]


def test_a_font_that_has_a_mark_but_no_place_for_it_gives_the_letter_away():
    assert {"g", "\u0303"} <= set(map(chr, FONTS["display"]._face.unicodes))
    ((font, word),) = words_of("g̃", "display")
    assert font.name == "bold"
    assert word.glyphs[1].dx


def test_text_in_a_light_font_is_never_mended_with_a_bold_one():
    mended = {"regular": "wide", "medium": "wide-medium", "semibold": "wide-semibold"}
    for own, other in mended.items():
        assert {font.name for font, _ in words_of("Đặng", own)} == {own, other}


@pytest.mark.parametrize("text", ["Ελένη Παπαδοπούλου", "Юлія Щербак", "Ђорђе Ћирић", "Әлия"])
def test_greek_and_cyrillic_print(text):
    assert missing(text, chain("display")) == missing(text, chain("regular")) == ()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("محمد", "write it in Latin letters: Arabic needs more than a font, and is not set here"),
        ("שרה", "write it in Latin letters: Hebrew needs more than a font, and is not set here"),
        (
            "कमला",
            "write it in Latin letters: Devanagari needs more than a font, and is not set here",
        ),
        (
            "李",
            "write it in Latin letters, or add a font with Chinese to layouts/fonts.yaml, "
            "such as Noto Sans SC",
        ),
        (
            "არჩილ",
            "write it in Latin letters, or add a font with Georgian to layouts/fonts.yaml, "
            "such as Noto Sans Georgian",
        ),
        *(
            (text, f"write it in words, or add a font that has it to layouts/fonts.yaml, {such}")
            for text, such in (
                *((sign, "such as DejaVu Sans") for sign in "✓★☐→"),
                *((sign, "such as Noto Emoji") for sign in "🤝😀"),
            )
        ),
        (
            "\uf0b7",
            "delete it, or write it in other characters: only the font it is from has it",
        ),
    ],
)
def test_other_scripts_and_signs_are_refused_with_what_would_help(text, advice):
    assert missing(text, chain("regular")) == tuple(dict.fromkeys(graphemes(text)))
    assert instead_of(missing(text, chain("regular"))) == advice


def test_letters_that_join_are_refused_though_a_font_has_them():
    assert set("कमल") <= set(map(chr, FONTS["wide"]._face.unicodes))
    assert not re.search("[कमल]", "".join(FONTS["wide"].characters))


def test_signs_print_once_a_font_is_added_as_the_explanation_has_it(tmp_path):
    own = find_spec("matplotlib")
    assert own is not None and own.origin is not None
    fonts = (BUNDLED / "layouts" / "fonts.yaml").read_text(encoding="utf-8")
    ends = re.sub("^(wide.*else: )heading", r"\1signs", fonts, flags=re.MULTILINE)
    for name in ("layouts", "fonts"):
        (tmp_path / name).mkdir()
    shutil.copy(Path(own.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf", tmp_path / "fonts")
    (tmp_path / "layouts" / "fonts.yaml").write_text(
        f"{ends}signs: {{file: DejaVuSans.ttf, else: heading}}\n", encoding="utf-8"
    )
    card = {
        "name": "A ✓",
        "definition": "★★☆",
        "positive": ["☐ a → b"],
        "negative": ["Brand™\ufe0f"],
    }
    small_deck(tmp_path, card)
    (file,) = cardgen.open(tmp_path).build("reading", format="txt").files
    told = file.data.decode()
    assert "A ✓" in told and "★★☆" in told and "☐ a → b" in told and "Brand™\n" in told


def test_a_sign_that_may_be_an_emoji_is_set_in_its_plain_form():
    assert printed("Brand™\ufe0f ©\ufe0e") == "Brand™ ©"
