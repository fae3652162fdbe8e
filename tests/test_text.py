"""Characters, pieces and paragraphs, with the real fonts."""

import pytest
from decks import FONTS, chain
from hypothesis import given
from hypothesis import strategies as st

from cardgen.graphics.frame import Ink
from cardgen.graphics.type.breaking import BALANCED, NEVER
from cardgen.graphics.type.characters import named, printed
from cardgen.graphics.type.paragraph import Type, set_line, set_paragraph, width_of
from cardgen.graphics.type.segments import missing, segments

INK = Ink("ink", (0, 0, 0), (0, 0, 0, 100), (0, 0, 0, 100), 100)
BODY = Type(chain("regular"), 10, 4.5)


def texts(found):
    """The words of pieces, as they were cut."""
    return [word.text for segment in found for _, word, _ in segment.words]


def lines(paragraph):
    return [
        "".join(word.text for segment in line for _, word, _ in segment.words)
        for line in paragraph.lines
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("don't", "don’t"),
        ("'correct' rather than 'right'", "‘correct’ rather than ‘right’"),
        ('"Do to" not "do with"', "“Do to” not “do with”"),
        ('Hierarchical/"most senior knows best"', "Hierarchical/“most senior knows best”"),
        ('(& "I not we")', "(& “I not we”)"),
        ("organisations' priorities", "organisations’ priorities"),
        ("\"'Yes', she said\"", "“‘Yes’, she said”"),
        ("the '90s, 'tis rock 'n' roll", "the ’90s, ’tis rock ’n’ roll"),
        ("self-'help' …'so' \"a\"-\"b\"", "self-‘help’ …‘so’ “a”-“b”"),
        ("two  spaces\tand a tab ", "two spaces and a tab"),
        ("soft\u00adly", "softly"),
        ("w\u0302 in two characters", "ŵ in two characters"),
        ("012 10:30 No", "012 10:30 No"),
    ],
)
def test_only_quotes_and_white_space_are_changed(written, read):
    assert printed(written) == read


def test_a_character_is_named_with_its_number():
    assert named("語") == "語 (U+8A9E cjk unified ideograph-8a9e)"
    assert named("\u200b") == "(U+200B zero width space)"


def test_words_side_by_side_stand_as_the_whole_line_would():
    line = "Always wary of Yes, new work – Tova & Ava? Why: Y W A T"
    for name in ("regular", "medium", "display", "heading"):
        font = chain(name)[0]
        whole = font.word(line, "", "en").advance
        assert sum(p.advance for p in segments(line, chain(name), "en")) == pytest.approx(whole)


@given(st.text("abcdefgh ,.AVTWY’–/-", min_size=1, max_size=60).map(printed).filter(bool))
def test_pieces_hold_every_character_once_in_order(text):
    found = segments(text, chain("regular"), "en")
    assert "".join(word.text for segment in found for _, word, _ in segment.words) == text


def test_no_line_ends_after_an_abbreviation_that_waits_for_its_example():
    found = {
        segment.words[-1][1].text: segment.penalty
        for segment in segments("(e.g. this) i.e. so", chain("regular"), "en")
    }
    assert found["(e.g. "] == NEVER and found["i.e. "] == NEVER and found["this) "] < NEVER


@pytest.mark.parametrize("measure", range(20, 90, 3))
def test_an_example_is_never_parted_from_its_abbreviation(measure):
    text = "Empathy, care and open communication (e.g. around why decisions are made)"
    set_ = lines(set_paragraph(text, BODY, measure))
    assert not any(line.rstrip().endswith("e.g.") for line in set_)


def test_a_long_word_may_end_a_line_at_its_hyphen_or_slash_and_a_short_one_may_not():
    def parts(text):
        return [
            word.text
            for segment in segments(text, chain("regular"), "en")
            for _, word, _ in segment.words
        ]

    assert parts("organisations/backgrounds") == ["organisations/", "backgrounds"]
    assert parts("cost-effective") == ["cost-", "effective"]
    assert parts("day-to-day and/or 1-1") == ["day-to-day ", "and/or ", "1-1"]


def test_an_address_ends_lines_after_what_joins_its_parts_and_elsewhere_only_if_it_must():
    address = "https://www.nhs.uk/r/a-survey/of-cards?id=1&of=2"
    assert lines(set_paragraph(address, BODY, 60)) == [
        "https://www.nhs.uk/r/a-survey/",
        "of-cards?id=1&of=2",
    ]
    found = segments(address, chain("regular"), "en")
    ends = {segment.words[-1][1].text[-1] for segment in found[:-1] if segment.penalty < 10}
    assert ends == set("/?&=")
    assert "".join(word.text for segment in found for _, word, _ in segment.words) == address
    long = "https://forms.example.org/" + "q8Zx" * 20
    set_ = set_paragraph(long, BODY, 60)
    assert (set_.over, "".join(lines(set_))) == (0, long)


def test_titles_break_into_lines_of_like_length():
    title = Type(chain("display"), 30, 10.8, BALANCED)
    assert lines(set_paragraph("Resilience, bravery & courage", title, 89)) == [
        "Resilience, ",
        "bravery & courage",
    ]
    assert lines(set_paragraph("Community / holistic thinking", title, 89)) == [
        "Community / ",
        "holistic thinking",
    ]
    heading = Type(chain("display"), 25, 9.2, BALANCED)
    assert lines(set_paragraph("4 themes, 13 behaviours", heading, 89)) == [
        "4 themes, ",
        "13 behaviours",
    ]


def test_a_sentence_that_can_end_with_its_line_does():
    text = "Text © NHS North West Leadership Academy. Cards made with cardgen."
    first, _ = lines(set_paragraph(text, BODY, 89))
    assert first == "Text © NHS North West Leadership Academy. "


def test_a_wrapped_line_keeps_its_space_so_that_words_stay_apart_when_read_out():
    paragraph = set_paragraph("one two three four five six seven", BODY, 30)
    assert "".join(lines(paragraph)) == "one two three four five six seven"
    assert paragraph.width <= 30


def test_a_line_ends_inside_a_word_only_where_that_helps():
    text = "We want quality, cost-effective provision for all"
    assert lines(set_paragraph(text, BODY, 38)) == [
        *("We want quality, ", "cost-effective provision ", "for all"),
    ]
    assert lines(set_paragraph("of cost-effective care", BODY, 22)) == [
        "of cost-",
        "effective care",
    ]


@pytest.mark.parametrize("font", sorted(FONTS))
def test_each_character_has_a_glyph_of_its_own(font):
    glyphs = FONTS[font].word("office affluent fjord ", "", "en").glyphs
    assert [glyph.text for glyph in glyphs] == list("office affluent fjord ")


def test_a_letter_of_several_glyphs_gives_each_of_them_its_part():
    glyphs = FONTS["regular"].word("x\u0302y").glyphs
    assert [glyph.text for glyph in glyphs] == ["x", "\u0302", "y"]


@pytest.mark.parametrize("name", ["regular", "display", "wide"])
def test_an_outline_lies_within_the_extents_of_its_glyph(name):
    font = FONTS[name]
    for glyph in font.word("oSg&8").glyphs:
        left, top, right, bottom = font.extents(glyph.id)
        for step in font.outline(glyph.id):
            xs, ys = step[1::2], step[2::2]
            assert all(left - 60 <= x <= right + 60 for x in xs)
            assert all(top - 60 <= -y <= bottom + 60 for y in ys)


def test_a_line_end_of_the_authors_own_keeps_words_apart_too():
    assert lines(set_paragraph("Temperature\ncheck", BODY, 50)) == ["Temperature ", "check"]


def test_a_word_wider_than_the_measure_is_reported_and_not_broken():
    paragraph = set_paragraph("a " + "x" * 60 + " b", BODY, 30)
    assert "x" * 60 + " " in lines(paragraph)
    assert paragraph.over == pytest.approx(paragraph.width - 30)


def test_capitals_stand_centred_in_the_box_of_their_line():
    (run,) = set_paragraph("Trust", BODY, 50).runs(7, 20, INK)
    cap = FONTS["regular"].cap_height * 10 * 25.4 / 72 / 1000
    assert run.x == 7
    assert run.y == pytest.approx(20 + 4.5 / 2 + cap / 2)


@pytest.mark.parametrize(
    "text",
    ["Hợp tác\nẤn tượng", "Ìgbọ́kànlé\nÀṢẸ́YỌRÍ\nọ̀pọ̀lọpọ̀", "Ŷ stryd gyd\nÂ'r Ŷsgol", "Żyjąc\nŚĆ"],
)
def test_lines_of_a_title_stand_apart_however_high_their_accents(text):
    title = Type(chain("display"), 30, 30 * 1.02 * 25.4 / 72)
    paragraph = set_paragraph(text, title, 200)
    runs = paragraph.runs(0, 0, INK)
    first, *_ = set_paragraph("Trust", title, 200).runs(0, 0, INK)
    assert runs[0].y == first.y
    lowest = -1.0
    for baseline in sorted({run.y for run in runs}):
        words = [
            FONTS[run.font].height_of(word)
            for run in runs
            for word in run.words
            if run.y == baseline
        ]
        highest = baseline - max(above for above, _ in words) * title.per_mille
        assert highest >= lowest - 1e-9
        lowest = baseline + max(below for _, below in words) * title.per_mille
    assert paragraph.height == pytest.approx(runs[-1].y - runs[0].y + title.leading)


def test_lines_of_a_title_without_accents_keep_their_leading():
    title = Type(chain("display"), 30, 30 * 1.02 * 25.4 / 72)
    for text in ("Egg yolk\nJiggling", "Café – don’t\nnaïve “über”"):
        assert set_paragraph(text, title, 200).height == 2 * title.leading


def test_flush_lines_start_with_their_ink():
    (left,) = set_paragraph("Mindset", BODY, 50).runs(8, 0, INK)
    (flush,) = set_paragraph("Mindset", BODY, 50).runs(8, 0, INK, "flush")
    bearing = FONTS["regular"].bearing(left.words[0].glyphs[0].id) * 10 * 25.4 / 72 / 1000
    assert bearing > 0.1 and flush.x == pytest.approx(8 - bearing)


def test_characters_a_font_lacks_come_from_the_next_font_that_has_them():
    heading_only = sorted(FONTS["heading"].characters - FONTS["regular"].characters - {"\n"})[-1]
    text = f"a{heading_only}b"
    fonts = [run.font for run in set_paragraph(text, BODY, 50).runs(0, 0, INK)]
    assert fonts == ["regular", "heading", "regular"]
    assert not missing(text, chain("regular"))


def test_what_no_font_has_is_known_before_it_is_set():
    assert missing("Trust 😀 语 ŵ", chain("regular")) == ("😀", "语")


def test_numbers_with_a_zero_are_set_in_the_font_for_figures():
    styled = Type(chain("regular"), 10, 4.5, figures=chain("heading"))
    runs = set_paragraph("Call 07717 815 779 on day 13", styled, 90).runs(0, 0, INK)
    assert [(run.font, run.text) for run in runs] == [
        ("regular", "Call "),
        ("heading", "07717 815 779 "),
        ("regular", "on day 13"),
    ]


def test_a_line_can_start_end_or_be_centred_at_a_place():
    width = width_of("sheet 3 of 8", chain("semibold"), 10)
    starts = [
        set_line("sheet 3 of 8", chain("semibold"), 10, INK, 50, 9, align)[0].x
        for align in ("left", "center", "right")
    ]
    assert starts == pytest.approx([50, 50 - width / 2, 50 - width])


def test_a_type_that_cuts_goes_on_with_a_long_word_in_the_next_line():
    cuts = Type(chain("regular"), 10, 4.5, cuts=True)
    words = "Ann Balasubramanian-Wolstenholmesdottir Lee"
    for measure in (40.0, 20.0, 12.0):
        paragraph = set_paragraph(words, cuts, measure)
        assert "".join(lines(paragraph)) == words and paragraph.over == 0
    ends = lines(set_paragraph("Donaudampfschifffahrt", cuts, 34.0))
    assert ends == ["Donaudamp", "fschifffahrt"]  # rather than a letter or two on the last line
    letters = lines(set_paragraph(words, cuts, 1.0))  # less than any of them needs
    assert [line.strip() for line in letters] == list(words.replace(" ", ""))
    assert lines(set_paragraph(words, cuts, 60.0)) == lines(set_paragraph(words, BODY, 60.0))
    assert set_paragraph(words, BODY, 20.0).over > 0


def test_a_word_is_cut_between_letters_with_their_marks_and_keeps_its_markings():
    cuts = Type(chain("regular"), 10, 4.5, cuts=True)
    paragraph = set_paragraph("a\u0331\u0301" * 30, cuts, 10.0)
    assert len(paragraph.lines) > 1
    assert all(line.startswith("a") for line in lines(paragraph))
