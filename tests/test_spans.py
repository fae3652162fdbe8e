"""Words with emphasis or in another language: broken like plain ones, and told in every edition."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from decks import elements_of, layup_of, words_of
from frames import ABOUT, BLACK, FONTS, TEAL, edition_style, sheet, unpacked, written
from markdown_it import MarkdownIt
from pypdf import PdfReader
from structure import dump, parsed
from verapdf import failures

from cardgen.graphics.frame import Element, Frame, GlyphRun, Item, Placed
from cardgen.graphics.type.characters import printed
from cardgen.graphics.type.paragraph import Paragraph, Type, set_as_written
from cardgen.graphics.type.spans import Span, changed
from cardgen.model.deck import Text
from cardgen.model.layout import Proof, Screen
from cardgen.output.editions.edition import write_edition
from cardgen.output.pdf.verify import verify
from cardgen.problems import Mark, Problems
from cardgen.typeset.faces.composer import Composer
from cardgen.typeset.faces.overset import Overset, marked
from cardgen.typeset.fitted import Galley, Misfit

HERE = Mark("deck.yaml", 3)
BODY = Type((FONTS["Text"],), 10, 4.5)
SPANS = (
    Span("We trust each other, "),
    Span("whatever", "strong"),
    Span(", and say "),
    Span("chwarae teg", "emphasis", "cy"),
    Span(" to all; "),
    Span("hwyl", lang="cy"),
    Span("."),
)
WORDS = "We trust each other, whatever, and say chwarae teg to all; hwyl."
TEXT = Text.of(SPANS, HERE)
MEASURE = 76.0  # in mm: "chwarae" ends the first line, "teg" begins the second


def set_(text: Text, measure: float = MEASURE, type_: Type = BODY) -> Paragraph:
    paragraph, absent = set_as_written(text.text, type_, measure, text.marked)
    assert not absent
    return paragraph


def lines(paragraph: Paragraph) -> list[str]:
    return [
        "".join(word.text for segment in line for _, word, _ in segment.words)
        for line in paragraph.lines
    ]


def glyphs(items: tuple[Item, ...]) -> list[tuple[float, float, int]]:
    """Where each glyph stands and which it is, in hundredths of a millimetre."""
    found = []
    for item in items:
        if isinstance(item, Element):
            found += glyphs(item.items)
        elif isinstance(item, GlyphRun):
            x = item.x
            for glyph in (glyph for word in item.words for glyph in word.glyphs):
                found.append((round(x, 2), round(item.y, 2), glyph.id))
                x += glyph.advance * item.size_pt * 25.4 / 72 / 1000
    return found


def told(items: tuple[Item, ...]) -> list[object]:
    """The text of each run, those of an element under its role and language."""
    return [
        (item.role, item.lang, *told(item.items))
        if isinstance(item, Element)
        else item.text
        if isinstance(item, GlyphRun)
        else item
        for item in items
    ]


def test_a_text_of_spans_is_broken_and_set_as_its_plain_words_are():
    spanned, plain = set_(TEXT), set_(Text(WORDS, HERE))
    assert TEXT.text == WORDS
    assert lines(spanned) == lines(plain)
    assert lines(plain) == ["We trust each other, whatever, and say chwarae ", "teg to all; hwyl."]
    assert (spanned.width, spanned.over) == pytest.approx((plain.width, plain.over))
    for align in ("left", "right"):
        assert glyphs(spanned.runs(7, 9, BLACK, align)) == glyphs(plain.runs(7, 9, BLACK, align))


def test_marked_words_stand_in_elements_and_go_on_over_the_ends_of_lines():
    assert told(set_(TEXT).runs(0, 0, BLACK)) == [
        "We trust each other, ",
        ("Strong", None, "whatever"),
        ", and say ",
        ("Em", "cy", "chwarae ", "teg"),
        " to all; ",
        ("Span", "cy", "hwyl"),
        ".",
    ]


def test_a_text_without_markings_is_plain_however_it_is_divided():
    text = Text.of((Span("We "), Span("trust"), Span("")), HERE)
    assert text == Text("We trust", HERE)
    assert text.spans == (Span("We trust"),)
    assert told(set_(text).runs(0, 0, BLACK)) == ["We trust"]


def test_words_in_a_language_are_set_in_it():
    # In Romanian the comma stands below s where other languages have a cedilla.
    plain, marked = (set_(Text.of([Span("ş", lang=lang)], HERE)) for lang in ("", "ro"))
    same = set_(Text("ş", HERE), type_=Type(BODY.chain, 10, 4.5, lang="ro"))
    assert glyphs(marked.runs(0, 0, BLACK)) == glyphs(same.runs(0, 0, BLACK))
    assert glyphs(marked.runs(0, 0, BLACK)) != glyphs(plain.runs(0, 0, BLACK))


@pytest.mark.parametrize(
    ("spans", "after"),
    [
        (["say ", '"yes"', " 'now'"], ["say ", "“yes”", " ‘now’"]),
        (['"', "yes", '"'], ["“", "yes", "”"]),
        ([" two ", "  spaces ", " "], ["two ", "spaces", ""]),
        (["soft\u00ad", "\u00adly"], ["soft", "ly"]),
        (["w", "\u0302 a mark"], ["ŵ", " a mark"]),
        (["g", "\u0303 no letter"], ["g\u0303", " no letter"]),
        (["don", "'t"], ["don", "’t"]),
    ],
)
def test_what_is_printed_otherwise_stays_in_its_span(spans, after):
    found = changed([Span(words, "strong") for words in spans], printed)
    assert found == tuple(Span(words, "strong") for words in after)
    assert "".join(after) == printed("".join(spans))


def test_a_character_that_no_font_has_is_left_out_of_its_span():
    text = Text.of((Span("a "), Span("b語 c", "strong"), Span(" d")), HERE)
    paragraph, absent = set_as_written(text.text, BODY, MEASURE, text.marked)
    assert absent == ("語",)
    assert told(paragraph.runs(0, 0, BLACK)) == ["a ", ("Strong", None, "b c"), " d"]


def test_line_ends_of_the_authors_own_are_kept_within_a_span():
    text = Text.of((Span("one "), Span("two \n three", "strong"), Span("\nfour")), HERE)
    assert lines(set_(text)) == ["one two ", "three ", "four"]
    assert told(set_(text).runs(0, 0, BLACK)) == [
        "one ",
        ("Strong", None, "two ", "three"),
        " ",
        "four",
    ]


def test_a_template_keeps_the_markings_of_what_it_is_filled_with():
    template = Text.of((Span("So: {name} "), Span("({count} {other} {name})", "emphasis")), HERE)
    name = Text.of((Span("very ", "strong"), Span("hwyl", lang="cy")), Mark("other.yaml"))
    filled = template.filled({"name": name, "count": "3"})
    assert filled.where == HERE
    assert filled.spans == (
        Span("So: "),
        Span("very ", "strong"),
        Span("hwyl", lang="cy"),
        Span(" "),
        Span("(3 {other} ", "emphasis"),
        Span("very ", "strong"),
        Span("hwyl", "emphasis", "cy"),
        Span(")", "emphasis"),
    )


def test_what_a_template_is_filled_with_is_in_its_language_unless_it_has_its_own():
    template = Text.of((Span("{a} a {b}", lang="cy"),), HERE)
    filled = template.filled({"a": "un", "b": Text.of([Span("deux", lang="fr")], HERE)})
    assert filled.spans == (Span("un a ", lang="cy"), Span("deux", lang="fr"))
    assert template.filled({"a": Text.of([Span("un", "strong")], HERE)}).spans == (
        Span("un", "strong", "cy"),
        Span(" a {b}", lang="cy"),
    )


def page() -> Element:
    return Element("P", set_(TEXT).runs(20, 20, BLACK))


def test_a_pdf_tells_the_emphasis_and_the_language(tmp_path: Path):
    data = written(sheet(page()))
    assert dump(data) == "\n".join(
        [
            "Document",
            "  P",
            "    [1] 'We trust each other, '",
            "    Strong [1] 'whatever'",
            "    ', and say '",
            "    Em Lang='cy' [1] 'chwarae teg'",
            "    ' to all; '",
            "    Span Lang='cy' [1] 'hwyl'",
            "    '.'",
        ]
    )
    reader = PdfReader(BytesIO(data))
    assert reader.pages[0].extract_text().replace("\n", "") == WORDS
    roles = reader.root_object["/StructTreeRoot"]["/RoleMap"]
    assert roles == {"/Em": "/Span", "/Strong": "/Span"}
    assert verify(data) == []


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_standards_know_the_roles_of_emphasis(tmp_path: Path, flavour: str):
    path = tmp_path / "spans.pdf"
    path.write_bytes(written(sheet(page())))
    assert failures(path, flavour) == []


def edition(form: str, *items: Item) -> str:
    return write_edition([sheet(*items)], ABOUT, form, edition_style(Screen("Contents", "")))


def test_a_page_of_html_tells_them_with_its_own_elements():
    text = edition("html", page())
    assert (
        "<p>We trust each other, <strong>whatever</strong>, and say "
        '<em lang="cy">chwarae teg</em> to all; <span lang="cy">hwyl</span>.</p>'
    ) in text
    assert "".join(parsed(text).find("body/main").itertext()).strip() == WORDS


def test_markdown_tells_the_emphasis_alone_and_plain_text_has_the_words():
    text = edition("md", page())
    assert "We trust each other, **whatever**, and say *chwarae teg* to all; hwyl." in text
    assert "<strong>whatever</strong>" in MarkdownIt().render(text)
    assert WORDS in edition("txt", page())


def test_marks_of_markdown_hold_no_white_space_and_words_are_no_marks():
    text = Text.of((Span("1. so "), Span(" *much* ", "strong"), Span("more")), HERE)
    items = Element("P", set_(text).runs(0, 0, BLACK))
    assert r"1\. so **\*much\*** more" in edition("md", items)


def test_a_number_in_a_label_is_found_in_its_span():
    label = Element("Lbl", (Element("Strong", set_(Text("2.", HERE)).runs(0, 0, BLACK)),))
    body = Element("LBody", set_(Text("so", HERE)).runs(9, 0, BLACK))
    item = Element("L", (Element("LI", (label, body)),))
    assert "/ListNumbering/Decimal" in unpacked(written(sheet(item)))


def said(faces: Iterable[Placed], role: str) -> list[str]:
    elements = (element for face in faces for element in elements_of(face.frame.items, role))
    return ["".join(run.text for run in words_of([element])) for element in elements]


def test_the_faces_of_a_card_tell_what_its_words_emphasise():
    layup, problems = layup_of("facilitator"), Problems()
    spec = layup.spec
    composer = Composer(spec.deck, layup.parts[0].layout, spec.house, problems)
    trust = next(card for card in spec.deck.cards if card.id == "trust")
    definition, (first, *others) = trust.words["definition"], trust.words["positive"]
    assert isinstance(definition, Text) and isinstance(first, Text)
    before, after = definition.text.split("trust")
    spans = [Span(before), Span("trust", "strong"), Span(after)]
    words = {
        **trust.words,
        "definition": Text.of(spans, definition.where),
        "positive": (Text.of([Span(first.text, lang="cy")], first.where), *others),
    }
    plain, spanned = composer.faces(trust), composer.faces(trust._replace(words=words))
    assert (said(spanned, "Strong"), said(spanned, "Span")) == (["trust"], [first.text])
    assert (said(plain, "Strong"), said(plain, "Span")) == ([], [])
    for role in ("H", "P", "LBody"):
        assert said(spanned, role) == said(plain, role)
    assert list(problems) == []


def test_a_proof_marks_what_is_too_much_of_a_text_in_spans():
    galley = Galley("of", (TEXT,), (set_(TEXT),), 9.0, ())
    frame = Frame(60, 90, set_(TEXT).runs(0, 0, BLACK))
    misfit = Misfit("height", 3.0, HERE)
    legend, style = ("", "", ""), None  # below the sheet
    words = BODY.chain, "", 9, "{mm}", "{mm}", "", 9, "", legend
    proof = Proof(*words, 1, 1, 2, 0.6, TEAL, BLACK, BLACK, style)
    shown = marked(frame, Overset([misfit], [galley]), {}, proof)
    over = [run.text for run in words_of(shown.items) if run.ink == proof.overset]
    assert over == ["teg", " to all; ", "hwyl", "."]
