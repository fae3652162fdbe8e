"""What pages have in common is read and checked once, and is found on each as if it stood alone."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from faults.edits import ANY, FORM, text
from hypothesis import given
from hypothesis import strategies as st
from press_file import MILLIMETRES, good, have, stream, written
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from cardgen.preflight import preflight
from cardgen.preflight.parsing import interpreter
from cardgen.preflight.parsing.operations import UnreadableStream, _operation, operations
from cardgen.preflight.parsing.pdf_file import open_pdf
from cardgen.preflight.rules import rules
from cardgen.preflight.run_checks import each_object
from cardgen.problems import Problems
from cardgen.read.conditions import read_conditions
from cardgen.read.profile import read_profile
from cardgen.read.project import find_sources

SOURCES = find_sources(Path(), None)
CONDITIONS = read_conditions(SOURCES, Problems())
PROFILE = read_profile(ANY, SOURCES, Problems())

# Each of them changes what those after it stand on, or is hard to tell apart.
PIECES = (
    "",
    "1 0 0 rg 1 0 0 RG",
    "0 0 0 1 k 0 0 0 1 K 0.1 w /Over gs",
    "1 0 0 1 2 3 cm",
    "8 10 15 5 re W n",
    "q q q 1 0 0 1 5 5 cm",
    "1 0 0 rg q 0 g",
    "Q",
    "8 60 m 20 70 l",
    "8 60 5 5 re W",
    "W",
    "/Nothing gs",
    "re",
    "BT /F1 9 Tf 8 20 Td ET",
    "BT /F1 9 Tf 8 60 Td ET",
    "BT /F1 9 Tf 8 20 Td (a Q and EMC b) Tj ET",
    "BT /F1 9 Tf 8 20 Td [<0056>] TJ ET 2 3 Td",
    "BT /F1 9 Tf 8 20 Td [<0056>]TJ 0 -9 Td [<0057>-20]TJ [<0056>]TJ",
    "BT /F1 9 Tf (8 20 Td [<0056>] TJ ) Tj ET",
    "% Q ",
    "/Artifact <</Type /Layout>> BDC 1 1 1 1 k 10 50 30 30 re f EMC",
)
SHOWN = """
q Q
/Nothing gs re <0000> Tj
BT 0 0 0 1 k /F1 4 Tf 8 31 Td <0056> Tj ET
20 60 m 30 65 l S
q 0.9 0 0.9 0.3 k 8 10 15 5 re f 8 30 15 5 re f Q
10 5 3 3 re f q 1 0 0 1 8 10 cm /Shape Do Q
Q
8 40 3 3 re f
q 8 70 10 5 re W n /Wave sh Q
10 9 3 3 re f BT /F1 4 Tf 8 11 Td [<0056>-20<0057>] TJ ET
"""


@cache
def page():
    """The front of the good file, with what the pieces name."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(good())))
    shape = stream("0.1 0 0 0 k 0 1 3 3 re f BT /Own 3 Tf 1 1 Td <0056> Tj ET", **FORM)
    wave = {"/ShadingType": 2, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 1, 1]}
    fonts = writer.pages[0]["/Resources"]["/Font"]
    fonts[NameObject("/Own")] = fonts.raw_get("/F1")  # which nothing sets but the shape
    have(writer, writer.pages[0], {"ExtGState": {"Over": {"/op": True}}})
    have(writer, writer.pages[0], {"XObject": {"Shape": shape}, "Shading": {"Wave": wave}})
    return PdfReader(BytesIO(written(writer))).pages[0]


@cache
def pages_of(*contents):
    """A file of pages with these contents, which differ in nothing else."""
    writer = PdfWriter()
    for content in contents:
        made = writer.add_page(page())
        whole = stream(f"{MILLIMETRES} {content}")
        made[NameObject("/Contents")] = writer._add_object(whole)
    return written(writer)


@cache
def found_alone(content):
    found = preflight(pages_of(content), PROFILE, CONDITIONS)
    return [one._replace(page=None) for one in found if one.page]


@pytest.fixture(autouse=True, scope="module")
def short_segments():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interpreter, "_LEAST_SEGMENT", 0)
        yield


def test_on_each_page_is_found_what_is_found_on_it_alone():
    contents = 2 * [
        *(piece + SHOWN for piece in PIECES),
        "1 0 0 rg % Q",
        "1 0 0 rg % Q 8 8 9 9 re f",
    ]
    found = preflight(pages_of(*contents), PROFILE, CONDITIONS)
    for number, content in enumerate(contents, 1):
        here = [one._replace(page=None) for one in found if one.page == number]
        assert here == found_alone(content) != []


RED = "1 0 0 rg 0 1 3 3 re f"
# What the same names stand for on other pages. A form without resources takes those of the page,
# and a default colour space is one that no operator names.
OTHERS = (
    {},
    {"XObject": {"Shape": stream(RED, **FORM)}},
    {"ExtGState": {"Over": {"/TR": "/Identity"}}},
    {"Font": {"Own": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}},
    {"ColorSpace": {"DefaultCMYK": "/DeviceRGB"}},
    {
        "Shading": {
            "Wave": {"/ShadingType": 2, "/ColorSpace": "/DeviceGray", "/Coords": [0, 0, 1, 1]}
        }
    },
)
NAMED = SHOWN + "q 1 0 0 1 8 60 cm /Sh#61pe Do Q\nq 0 0 0 1 k /Over gs 8 15 5 5 re f Q\n"


def pages_with(*resources, content=NAMED):
    """A file of pages that paint by the same bytes, with other resources."""
    writer = PdfWriter()
    for others in resources:
        made = writer.add_page(page())
        made[NameObject("/Resources")] = DictionaryObject(
            {
                kind: DictionaryObject(named.get_object())
                for kind, named in made["/Resources"].items()
            }
        )
        have(writer, made, others)
        made[NameObject("/Contents")] = writer._add_object(stream(f"{MILLIMETRES} {content}"))
    return written(writer)


def test_names_stand_on_each_page_for_what_they_stand_for_there():
    found = preflight(pages_with(*OTHERS, *OTHERS), PROFILE, CONDITIONS)
    seen = set()
    for number, others in enumerate(2 * OTHERS, 1):
        here = [one._replace(page=None) for one in found if one.page == number]
        alone = preflight(pages_with(others), PROFILE, CONDITIONS)
        assert here == [one._replace(page=None) for one in alone if one.page]
        seen.add(tuple(here))
    assert len(seen) == len(OTHERS)


def test_numbers_of_tags_tell_no_pages_apart_but_those_in_words_do():
    tags = [f"/P<</MCID {at}>> BDC 1 0 0 rg 8 9 3 3 re f EMC\n" for at in range(2)]
    first, second = (page.segments for page in open_pdf(pages_of(*tags)).pages())
    assert first[0] is second[0]
    words = [f"BT /F1 9 Tf 8 70 Td (<</MCID {at}>>) Tj ET q Q\n" for at in range(2)]
    first, second = (page.segments for page in open_pdf(pages_of(*words)).pages())
    assert first[0] is not second[0]


def test_pages_share_a_form_with_resources_of_its_own_even_if_these_are_none():
    shared = []
    for own in ({}, {"Resources": {}}):
        shape = {"XObject": {"Shape": stream(RED, **FORM, **own)}}
        file = pages_with(shape, {**shape, **OTHERS[2]})
        first, second = (set(page.segments) for page in open_pdf(file).pages())
        shared.append(len(first & second))
    # The form, and the parts of the page that name it, but not those that name what differs.
    assert shared == [3, 6]


@pytest.mark.parametrize("own", [{}, {"Resources": {}}])
def test_glyphs_that_are_drawn_take_the_forms_of_their_page_or_none(own):
    drawn = {
        "/Type": "/Font",
        "/Subtype": "/Type3",
        "/FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
        "/FontBBox": [0, 0, 1000, 1000],
        "/FirstChar": 97,
        "/LastChar": 97,
        "/Widths": [1000],
        "/Encoding": {"/Differences": [97, "/a"]},
        "/CharProcs": {"/a": stream("1000 0 d0 /Mark Do")},
        **{f"/{key}": value for key, value in own.items()},
    }
    pages = [
        {"Font": {"Drawn": drawn}, "XObject": {"Mark": stream(painted, **FORM)}}
        for painted in ("0 0 0 1 k 0 1 3 3 re f", RED)
    ]
    show = "BT /Drawn 5 Tf 8 15 Td (a) Tj ET q Q\n"

    def found(*resources):
        told = preflight(pages_with(*resources, content=show), PROFILE, CONDITIONS)
        return [[one._replace(page=None) for one in told if one.page == 1 + at] for at in range(2)]

    together = found(*pages)
    assert together == [found(page)[0] for page in pages]
    assert (together[0] == together[1]) is bool(own)


def test_what_was_found_on_a_page_of_many_segments_is_known_on_the_next():
    line, box = "BT /F1 9 Tf 8 70 Td [<0056>]TJ ET", "8 14 15 5 re f"
    document = open_pdf(pages_of(f"{line} {box} " * 800, f"{line} {box} 1 0 0 rg " * 800))
    first, second = document.pages()
    for page in first, second:
        list(each_object(page, rules(document, PROFILE, CONDITIONS)))
    assert len(first.segments) > 800
    assert (each_object, first.boxes, first.segments[0]) in document.cache.known


def test_black_type_lies_on_what_was_painted_before_it_in_any_segment():
    colour, black = "q 0.9 0 0.9 0.3 k 8 14 15 5 re f Q\n", text("0 0 0 1 k") + "\nq Q\n"
    (below, above) = (found_alone(content) for content in (colour + black, black + colour))
    assert {one.code for one in below} - {one.code for one in above} == {"P312"}


def test_pages_share_what_they_paint_alike_but_for_a_number():
    painted = "q 1 0 0 rg 8 9 3 3 re f Q\n"
    contents = [f"{painted}BT /F1 9 Tf 8 70 Td (page {at}) Tj ET\nq Q\n" for at in range(9)]
    first, *others = (page.segments for page in open_pdf(pages_of(*contents)).pages())
    for segments in others:
        assert segments[0] is first[0] and segments[1] is not first[1]


def test_pages_share_what_stands_between_lines_of_other_words():
    for show in ("[<0056>]TJ", "[<0056>]TJ 0 -9 Td [<0057>]TJ", "12 9 Td [<0056>-9<0057>] TJ"):
        painted = "ET 1 0 0 rg 8 9 3 3 re f BT /F1 9 Tf 8 70 Td [<0056>]TJ ET"
        contents = [f"BT /F1 9 Tf {words} {painted}" for words in ("[<0057>]TJ", show)]
        first, second = (page.segments for page in open_pdf(pages_of(*contents)).pages())
        assert first[0] is not second[0] and first[1] is second[1]


def test_whoever_waits_is_told_of_each_page():
    told = []
    preflight(good(), PROFILE, CONDITIONS, lambda *page: told.append(page))
    assert told == [(1, 2), (2, 2)]


TOKENS = (
    "1 -2.5 +.5 5. --3 1.2.3 12-5 1e5 . - /F1 /A#42 / Tj TJ ' \" f* q Q EMC BT T* BDC true null "
    "<0048> <004> <> () (ab) (a(b)c) (a\\)b) [ ] << >> [<00>-2(a)3] [1 2] BI ID EI %x { } ) ( < >"
).split()


@given(st.lists(st.sampled_from([*TOKENS, " ", "\n", "\0", "< 00 4 >", "(a b)"])))
def test_what_is_read_as_a_whole_is_what_would_be_read_part_by_part(tokens):
    data = " ".join(tokens).replace(" \n ", "").encode("latin-1")
    assert as_read(operations(data, int)) == as_read(part_by_part(data))


def part_by_part(data):
    position = 0
    while operation := _operation(data, int, position, []):
        yield operation
        position = operation[2]


def as_read(found):
    """The operations, and the reason why there are no more."""
    read = []
    try:
        for operation in found:
            read.append(operation)
    except UnreadableStream as reason:
        read.append(str(reason))
    return repr(read)
