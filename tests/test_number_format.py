"""Numbers, dates and times of a spreadsheet read as its cells show them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.exchange.number_format import Shown, shown_number, shown_text
from cardgen.problems import Problems
from cardgen.read.project import find_sources
from cardgen.read.table_words import NumberStyle, read_table_words

WORDS = read_table_words(find_sources(Path(), None), Problems())


def shown(value, code, language="en"):
    """The text of a number, as long as the format says all of it."""
    found = shown_in(value, code, language)
    assert found.sure
    return found.text


def shown_in(value, code, language="en"):
    def style(windows):
        return (WORDS.style_of_windows(windows) if windows else None) or WORDS.style(language)

    return shown_number(value, code, style)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.85", "0%", "85%"),
        ("0.855", "0.0%", "85.5%"),
        ("0.85", "0 %", "85 %"),
        ("1500", '"£"#,##0', "£1,500"),
        ("1500", "[$£-809]#,##0.00", "£1,500.00"),
        ("1500", '_-"£"* #,##0.00_-;-"£"* #,##0.00_-', "£1,500.00"),
        ("-1500", '_-"£"* #,##0.00_-;-"£"* #,##0.00_-', "-£1,500.00"),
        ("-1500", '"£"#,##0', "-£1,500"),
        ("-1500", '"£"#,##0_);("£"#,##0)', "(£1,500)"),
        ("-1500", '#,##0;[Red](#,##0)', "(1,500)"),
        ("0", '#,##0;(#,##0);"none"', "none"),
        ("1234567.891", "#,##0.0", "1,234,567.9"),
        ("1234567.891", "#,##0,", "1,235"),
        ("1234567.891", '0.0,,"m"', "1.2m"),
        ("7", "000", "007"),
        ("7", "0000-000", "0000-007"),
        ("441632960", "00000 000000", "00441 632960"),
        ("2079460958", r"(000) 000\-0000", "(207) 946-0958"),
        ("3.14159265", "0.00", "3.14"),
        ("2.675", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("3", "0.0##", "3.0"),
        ("0.5", "#.##", ".5"),
        ("5", "# ?/?", "5"),
        ("0.5", "# ?/?", "1/2"),
        ("1.5", "# ?/?", "1 1/2"),
        ("0.333333333333333", "# ??/??", "1/3"),
        ("0.375", "# ?/8", "3/8"),
        ("1.999", "# ?/?", "2"),
        ("1.5", "?/?", "3/2"),
        ("100000", "0.00E+00", "1.00E+05"),
        ("0.00012", "0.0E+0", "1.2E-4"),
        ("99999", "0.0E+00", "1.0E+05"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("0.30000000000000004", "General", "0.3"),
        ("3.14159265358979", "General", "3.141592654"),
        ("0.1", "General", "0.1"),
        ("1E-3", "General", "0.001"),
        ("2", "General", "2"),
        ("2.0", "General", "2"),
        ("-0.25", "General", "-0.25"),
        ("12345678901", "General", "12345678901"),
        ("0.85", "General", "0.85"),
        ("3", 'General" points"', "3 points"),
        ("3", '"Level "0', "Level 3"),
        ("3", "@", "3"),
        ("250", '[>=100]0" m";0.0" m"', "250 m"),
        ("2.5", '[>=100]0" m";0.0" m"', "2.5 m"),
        ("-0.4", "0", "0"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("46085", "yyyy-mm-dd", "2026-03-04"),
        ("46085", "d mmmm yyyy", "4 March 2026"),
        ("46085", "dddd, d mmm yy", "Wednesday, 4 Mar 26"),
        ("46085", "d-mmm", "4-Mar"),
        ("46085", "dd/mm/yyyy", "04/03/2026"),
        ("46085.4375", "dd/mm/yyyy hh:mm", "04/03/2026 10:30"),
        ("0.4375", "h:mm", "10:30"),
        ("0.4375", "h:mm:ss", "10:30:00"),
        ("0.9375", "h:mm AM/PM", "10:30 PM"),
        ("0.02", "h:mm AM/PM", "12:28 AM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.00105324074", "mm:ss", "01:31"),
        ("0.00105324074", "mm:ss.0", "01:31.0"),
        ("0.020833333333333332", 'h" hours "m" minutes"', "0 hours 30 minutes"),
        ("59", "d mmm", "28 Feb"),
        ("61", "d mmm yyyy", "1 Mar 1900"),
        ("46085", "[$-407]d. mmmm yyyy", "4. März 2026"),
        ("46085", "[$-40C]d mmmm yyyy", "4 mars 2026"),
    ],
)
def test_a_date_or_a_time_is_read_as_its_format_shows_it(value, code, text):
    found = shown_in(value, code)
    assert (found.text, found.is_date) == (text, True)


def test_days_may_be_counted_from_1904():
    assert shown_number("0", "yyyy-mm-dd", lambda _: NumberStyle(), from_1904=True).text == (
        "1904-01-01"
    )


@pytest.mark.parametrize(
    ("language", "number", "date"),
    [
        ("de", "1.234.567,9", "4. März"),
        ("fr", "1\u202f234\u202f567,9", "4. mars"),
        ("pl", "1\u00a0234\u00a0567,9", "4. marca"),
        ("cy", "1,234,567.9", "4. Mawrth"),
    ],
)
def test_numbers_and_dates_are_written_as_in_the_language_of_the_table(language, number, date):
    assert shown("1234567.891", "#,##0.0", language) == number
    assert shown_in("46085", "d. mmmm", language).text == date
    assert shown("0.5", "General", language) == ("0.5" if language == "cy" else "0,5")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("447911123456", "General", "447911123456"),  # shown as 4.47911E+11
        ("1500", ";;;", "1500"),  # shown as nothing
        ("-5", "yyyy-mm-dd", "-5"),
        ("1e999999", "0", "1e999999"),
        ("nan", "0", "nan"),
        ("soon", "0", "soon"),
        ("1500.5", "[$-407]#,##0.00", "1,500.50"),  # programs differ in whose comma that is
        ("5", "[DBNum1]0", "5"),
    ],
)
def test_where_a_format_leaves_it_open_how_a_number_looks_that_is_said(value, code, text):
    assert shown_in(value, code) == Shown(text, sure=False)


def test_a_format_may_put_words_around_a_text():
    assert shown_text("two", '"Level "@') == "Level two"
    assert shown_text("two", '0;0;0;"– "@') == "– two"
    assert [shown_text("two", code) for code in ("@", "General", "0.00", "")] == ["two"] * 4


PIECES = [*'0#?.,%/@;E+-e_*"[]$hmsydAPG <>=', "General", "[h]", "[$-407]", "[>=5]", "E+00", "AM/PM"]
VALUES = ["0", "1", "-0.333", "1e300", "1e-300", "46085.5", "2958466", "99999.9995", "1E+400", "x"]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.sampled_from(VALUES))
def test_whatever_a_format_says_the_number_is_read_as_some_text(code, value):
    found = shown_in(value, code)
    assert found.text or code
    assert shown_text("x", code)
