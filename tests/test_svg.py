"""Drawings in SVG: what they draw here is what they draw elsewhere, in paths."""

import math
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from frames import TEAL, sheet, written
from hypothesis import given
from hypothesis import strategies as st

from cardgen.graphics.art import picture
from cardgen.graphics.art.outlines import mapped
from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Placed
from cardgen.model.forms.readers import Unreadable
from cardgen.problems import Problems
from cardgen.read.svg import read_svg
from cardgen.read.svg_shapes import ink_of, matrices_of, outline

PAGES = Path(__file__).parent / "pages"
OPEN = '<svg xmlns="http://www.w3.org/2000/svg"'

FLAG = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
{OPEN} xmlns:editor="http://example.com/editor" viewBox="10 20 120 80" fill="none">
  <title>A flag</title>
  <metadata><editor:size>large</editor:size></metadata>
  <defs><linearGradient id="unused"/></defs>
  <editor:grid fill="red"/>
  <rect x="10" y="20" width="120" height="80" fill="#dfe8f2"/>
  <g transform="translate(70 60) rotate(90)" fill="rgb(200, 60, 40)">
    <rect x="-30" y="-20" width="60" height="40" rx="8"/>
    <circle r="12" style="fill: white; stroke-width: 2"/>
    <g display="none"><text>hidden</text></g>
    <path visibility="hidden" d="M0 0h9v9z"/>
  </g>
  <path fill="teal" d="M20 30h20v20h-20zM25 35h10v10h-10z"/>
  <path fill="teal" fill-rule="evenodd" d="M100 30h20v20h-20zM105 35h10v10h-10z"/>
  <polygon points="20,90 40,90 30,70" fill="orange" stroke="black" stroke-width="0"/>
  <ellipse cx="110" cy="82" rx="14" ry="7" fill="#0a5"/>
  <line x1="0" y1="0" x2="9" y2="9" fill="red"/>
  <circle r="12"/>
</svg>
"""


def drawn(tmp_path, text):
    """The drawing in a file with this text; nothing may be wrong with it."""
    path = tmp_path / "drawing.svg"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    made = read_svg(path, "drawing.svg", problems)
    assert problems == []
    return made


def test_a_drawing_stands_as_it_did(tmp_path, same_as):
    flag = picture(drawn(tmp_path, FLAG), 60, 50, TEAL, (3, 3, 3, 0))
    same_as(PAGES / "drawing.txt", describe(flag) + "\n")


def test_holes_are_where_the_rule_of_the_drawing_has_them(tmp_path):
    frame = picture(drawn(tmp_path, FLAG), 120, 80, TEAL)
    data = written(sheet(Placed(10, 10, frame, bleed=(0, 0, 0, 0))))
    page = pypdfium2.PdfDocument(data)[0].render(scale=254 / 72).to_pil()

    def seen(x, y):
        """The colour at a point of the drawing."""
        return page.getpixel((10 * x, 10 * (y - 10)))

    assert seen(22, 40) == seen(30, 40) == seen(102, 40) == (0, 128, 128)
    assert seen(110, 40) == seen(12, 60) == (0xDF, 0xE8, 0xF2)
    assert seen(70, 60) == (255, 255, 255)
    assert seen(70, 85) == seen(86, 60) == (200, 60, 40)  # turned upright, it is higher than wide
    assert seen(98, 60) == (0xDF, 0xE8, 0xF2)
    assert seen(110, 82) == (0, 0xAA, 0x55)


ILLUSTRATOR = """\
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY own "#05a">
]>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_short_entities_of_a_drawing_are_read(encoding, tmp_path):
    inside = 'viewBox="0 0 40 30"><rect width="9" height="9" fill="{}"/></svg>'
    head = f'<?xml version="1.0" encoding="{encoding}"?>{ILLUSTRATOR}'
    with_entities = '<svg xmlns="&ns_svg;" xmlns:x="&ns_extend;" ' + inside.format("&own;")
    (tmp_path / "a.svg").write_bytes((head + with_entities).encode(encoding))
    problems = Problems()
    made = read_svg(tmp_path / "a.svg", "a.svg", problems)
    assert problems == [] and made == drawn(tmp_path, f"{OPEN} {inside.format('#05a')}")


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', 'entity, "a", that stands for another file'),
        ('<!ENTITY a PUBLIC "x" "http://example.com/x">', "that stands for another file"),
        ("<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;", "that stands for another file"),
        ('<!ENTITY % a SYSTEM "http://example.com/x"> %a;', "that stands for another file"),
        ('<!ENTITY a "1"><!ENTITY b "&a;&a;">', 'the entity "b" holds others'),
        ('<!ENTITY a "<rect/>">', 'the entity "a" holds others'),
        (f'<!ENTITY a "{201 * "h"}">', 'the entity "a" has more than 200 characters'),
        ("".join(f'<!ENTITY a{n} "h">' for n in range(101)), "more than 100 entities"),
        (f'<!ENTITY a "h"><!-- {2001 * "&"} -->', "more than 2,000 references"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_or_lead_elsewhere_are_refused(declared, words, encoding, tmp_path):
    text = f"{OPEN} viewBox='0 0 40 30'><rect width='9' height='9'/></svg>"
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE svg [{declared}]>{text}'
    (tmp_path / "a.svg").write_bytes(text.encode(encoding))
    problems = Problems()
    with pytest.raises(Unreadable):
        read_svg(tmp_path / "a.svg", "a.svg", problems)
    (problem,) = problems
    assert problem.code == "E225" and words in problem.what


def test_transforms_within_each_other_are_done_from_the_innermost_out(tmp_path):
    inner = '<path d="M1 0h2v3z"/>'
    nested = f'<g transform="translate(5 6)"><g transform="rotate(90) scale(2 3)">{inner}</g></g>'
    at_once = f'<g transform="translate(5 6) rotate(90) scale(2 3)">{inner}</g>'
    one, other = (drawn(tmp_path, f'{OPEN} viewBox="0 0 9 9">{g}</svg>') for g in (nested, at_once))
    assert one == other
    turned, twice = (
        drawn(tmp_path, f'{OPEN} viewBox="0 0 9 9"><g transform="{how}">{inner}</g></svg>')
        for how in ("rotate(50)", "rotate(20) rotate(30)")
    )
    for step, same in zip(turned.items[0].steps, twice.items[0].steps, strict=True):
        assert step[1:] == pytest.approx(same[1:])
    assert one.items[0].steps[0][1:] == pytest.approx((5, 8))  # 1, 0 → 2, 0 → 0, 2 → 5, 8


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('viewBox="0 0 40 30" width="100%"', (40, 30)),
        ('viewBox="0,0,40,30"', (40, 30)),
        ('width="40" height="30px"', (40, 30)),
        ('width="1in" height="25.4mm"', (96, 96)),
    ],
)
def test_the_size_of_a_drawing_is_its_view_box_or_else_its_width_and_height(
    size, expected, tmp_path
):
    made = drawn(tmp_path, f'{OPEN} {size}><rect width="9" height="9"/></svg>')
    assert (made.width, made.height) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("m1 2 3 4-1-1z", "M1 2 L4 6 L3 5 Z"),
        ("M1,2H5V6h-1v-1", "M1 2L5 2L5 6L4 6L4 5"),
        ("M0 0c1 1 2 2 3 3s2 2 3 0", "M0 0C1 1 2 2 3 3C4 4 5 5 6 3"),
        ("M0 0s1 1 3 0", "M0 0C0 0 1 1 3 0"),
        ("M0 0q3 3 6 0t6 0", "M0 0C2 2 4 2 6 0C8-2 10-2 12 0"),
        ("M0 0q3 3 6 0l1 1t6 0", "M0 0C2 2 4 2 6 0L7 1C7 1 9 1 13 1"),
        ("M5 5h1v1zl2 2", "M5 5L6 5L6 6ZL7 7"),
        ("M.5.5-1e-1+2", "M.5 .5L-.1 2"),
        ("M0 0A0 3 0 0 1 5 5", "M0 0L5 5"),
    ],
)
def test_path_data_may_be_written_short(short, long):
    def numbers(data):
        return [(step[0], *(round(n, 9) for n in step[1:])) for step in outline(data)]

    assert numbers(short) == numbers(long)


@pytest.mark.parametrize(
    ("flags", "middle", "quarters"),
    [("00", (10, 0), 1), ("01", (0, 10), 1), ("10", (0, 10), 3), ("11", (10, 0), 3)],
)
def test_an_arc_goes_the_way_its_flags_say(flags, middle, quarters):
    """From 0, 0 to 10, 10 on a circle of radius 10, of which there are two."""
    start, *steps = outline(f"M0 0a10 10 0 {flags}10 10")
    assert len(steps) == quarters
    assert [math.dist(step[-2:], middle) for step in (start, *steps)] == pytest.approx(
        [10] * (quarters + 1)
    )
    assert steps[-1][-2:] == pytest.approx((10, 10))


@given(
    st.floats(1, 50), st.floats(1, 50), st.floats(-180, 180), st.sampled_from("01"),
    st.sampled_from("01"), st.floats(-90, 90), st.floats(1, 90),
)  # fmt: skip
def test_an_arc_ends_where_it_should_in_equal_pieces_of_one_ellipse(
    wide, high, turn, large, clockwise, x, y
):
    start, *steps = outline(f"M3 4A{wide} {high} {turn} {large} {clockwise} {x + 3} {y + 4}")
    assert steps[-1][-2:] == pytest.approx((x + 3, y + 4), abs=1e-6)
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def as_circle(point):
        return (point[0] * cos + point[1] * sin) / wide, (point[1] * cos - point[0] * sin) / high

    ends = [as_circle(step[-2:]) for step in (start, *steps)]
    chords = [math.dist(*pair) for pair in pairwise(ends)]
    assert chords == pytest.approx([chords[0]] * len(chords), abs=1e-6)


def test_changes_of_place_are_read_from_the_outermost_in():
    assert [
        tuple(round(n, 6) for n in m) for m in matrices_of("translate(3) scale(2,4)rotate(90)")
    ] == [
        (1, 0, 0, 1, 3, 0),
        (2, 0, 0, 4, 0, 0),
        (0, 1, -1, 0, 0, 0),
    ]
    assert len(list(matrices_of(" rotate(90 1 2) , skewX(9)\nskewY(9) matrix(1 2 3 4 5 6) "))) == 6
    there = outline("M0 0")
    for matrix in reversed(list(matrices_of("rotate(90 3 1)"))):
        there = mapped(there, matrix)
    assert there[0][1:] == pytest.approx((4, -2))
    for wrong in ("rotate(1 2)", "rotate(90deg)", "turn(1)", "scale()", "translate(1) x"):
        with pytest.raises(ValueError):
            list(matrices_of(wrong))


def test_a_colour_has_its_values_for_the_press_and_for_one_ink():
    assert ink_of("white").grey == pytest.approx(0, abs=0.01)
    assert ink_of("#000").coated == (0, 0, 0, 100)
    assert ink_of("#000").grey == 100
    teal = ink_of("#008080")
    assert teal is ink_of("#008080")
    assert (teal.name, teal.rgb) == ("#008080", (0, 128, 128))
    assert teal.coated == teal.uncoated == pytest.approx((100, 0, 0, 49.8), abs=0.1)
    # Greys are as light in one ink as in three.
    assert ink_of("#777").grey == pytest.approx(100 * (1 - 0x77 / 255), abs=0.01)
    assert ink_of("lime").grey == pytest.approx(13.7, abs=0.1)
    assert ink_of("yellow").grey < 10 < 60 < ink_of("blue").grey


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1 1z"/>',
        '<path d="M1 1H30"/>',
        '<path d="M1 1L30 20L15.5 10.5z"/>',
        '<path d="M1 1C5 5 9 9 12 12"/>',
        '<rect x="1" y="1" width="0" height="9"/>',
        '<path d="M100 100h20v20z"/>',
        '<path d="M-50 1h20v20z"/>',
        '<path fill="none" d="M1 1h20v20z"/>',
        "",
    ],
)
def test_a_drawing_that_shows_nothing_is_told_at_its_first_element(inside, tmp_path):
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    text = f'<?xml version="1.0"?>\n{frame}{inside}</svg>'
    (tmp_path / "drawing.svg").write_text(text, encoding="utf-8")
    problems = Problems()
    with pytest.raises(Unreadable):
        read_svg(tmp_path / "drawing.svg", "drawing.svg", problems)
    (problem,) = problems
    assert (str(problem.where), problem.what) == (
        "drawing.svg:2:1",
        "nothing in this drawing is painted",
    )
    assert "save it as PNG" in problem.fix


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1 1L30 20L15.5 11z"/>',
        '<path d="M1 1C5 5 9 9 12 13"/>',
        '<path d="M0 0H10V10L0 -10z"/>',
        '<path d="M-5 1h20v20z"/>',
        '<path d="M1 1H30"/><rect width="2" height="2"/>',
    ],
)
def test_a_drawing_of_which_a_little_is_seen_is_drawn(inside, tmp_path):
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    assert len(drawn(tmp_path, f"{frame}{inside}</svg>").items) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "<defs><style>.a{fill:#0055AA}</style></defs>",
        '<path fill="currentColor" d="M0 0h16v16z"/>',
        '<path stroke="#05a" d="M0 0h16v16z"/>',
        '<text x="1" y="9">T</text>',
        '<use href="#a"/>',
        '<path fill="url(#sky)" d="M0 0h16v16z"/>',
        '<path opacity="0.5" d="M0 0h16v16z"/>',
        '<path fill-opacity="0.5" d="M0 0h16v16z"/>',
        '<foreignObject width="9" height="9"/>',
    ],
)
def test_what_cannot_be_drawn_has_a_way_out_without_a_drawing_program(inside, tmp_path):
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    (tmp_path / "drawing.svg").write_text(f"{frame}{inside}</svg>", encoding="utf-8")
    problems = Problems()
    with pytest.raises(Unreadable):
        read_svg(tmp_path / "drawing.svg", "drawing.svg", problems)
    assert all("or save it as PNG, at least 1,300 pixels wide" in p.fix for p in problems)
