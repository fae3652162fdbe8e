"""Colours of an organisation's own: the tones and inks made of them, and what is said of them."""

import subprocess
import sys
from itertools import combinations, pairwise

import pytest
from command_line import run
from decks import BUNDLED, layup_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cardgen.cli.report import concise
from cardgen.graphics.colour.cmyk import MOST_INK, builds
from cardgen.graphics.colour.colorimetry import (
    contrast,
    grey_lightness,
    lightness,
    linear,
    luminance,
    luminance_of,
)
from cardgen.graphics.colour.difference import ciede2000, distances
from cardgen.graphics.colour.tones import tones
from cardgen.jobs.layup import laid_up
from cardgen.model.deck import Brand
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.brand import brand_inks, presses_of
from cardgen.read.project import find_sources

DECK = """\
title: A deck of a few cards
lang: en-GB
date: 2026-01-01
kinds:
  behaviour:
    numbered: true
    fields: {{name: text, definition: text, positive: list, negative: list}}
themes:
{themes}
cards:
  - id: trust
    theme: theme-1
    name: Trust
    definition: Builds trust
    positive: [Listens first]
    negative: [Blames]
"""
PRESSES = presses_of(find_sources(BUNDLED, None), Problems())
COATED, UNCOATED = PRESSES
BLUE = (0x1A, 0x55, 0xA5)
EXTREMES = [
    "#000000",
    "#FFFFFF",
    "#808080",
    "#FFFF00",
    "#0000FF",
    "#00FF00",
    "#FF00FF",
    "#091FB5",
    "#002217",
]
ANY_COLOUR = st.tuples(*[st.integers(0, 255)] * 3)


def of(written):
    return tuple(bytes.fromhex(written[1:]))


def light(rgb):
    return lightness(luminance(linear(rgb)))


def made(rgb):
    on_ink = contrast(luminance(linear(rgb)), 0) > contrast(luminance(linear(rgb)), 1)
    return {"base": rgb, **tones(rgb, on_ink)}


def nearest(values):
    return min(after - before for before, after in pairwise(sorted(values)))


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What is said of a deck whose themes have these colours, a line each."""
    monkeypatch.chdir(tmp_path)

    def tell(*colours):
        (tmp_path / "deck").mkdir(exist_ok=True)
        themes = "\n".join(
            f"  - {{id: theme-{n}, name: Theme {n}, colour: {colour}}}"
            for n, colour in enumerate(colours, 1)
        )
        deck = DECK.format(themes=themes)
        (tmp_path / "deck" / "deck.yaml").write_text(deck, encoding="utf-8")
        problems = Problems()
        laid_up(find_sources(tmp_path, None), "conversation", Options(), problems)
        return concise(problems.in_order()).splitlines()

    return tell


# --- tones


@given(ANY_COLOUR)
@example((0, 0, 0))
@example((255, 255, 255))
def test_every_colour_has_tones_ten_apart_and_text_that_can_be_read_on_it(rgb):
    found = made(rgb)
    assert nearest(light(found[name]) for name in ("base", "light", "middle", "dark")) >= 10
    assert max(contrast(luminance(linear(rgb)), at) for at in (0, 1)) >= 4.58
    assert contrast(luminance(linear(found["tint"])), 0) > 17
    assert light(found["light"]) > light(found["middle"]) > light(found["dark"])


@pytest.mark.parametrize("colour", EXTREMES)
def test_inks_are_few_and_hold_and_tones_keep_apart_on_paper(colour):
    _inks_hold(of(colour))


@pytest.mark.slow
@given(ANY_COLOUR)
@settings(max_examples=settings().max_examples // 4)
@example((47, 47, 47))  # a grey, which is printed in black alone
@example((52, 52, 52))
def test_so_they_do_for_any_colour(rgb):
    _inks_hold(rgb)


def _inks_hold(rgb):
    inks = brand_inks(Brand(rgb, None, None), light(rgb) > 49.5, PRESSES)
    # The black of uncoated paper is at L* 31.
    for paper, there, least in (("coated", COATED, 9.5), ("uncoated", UNCOATED, 3.5)):
        found = {name: getattr(ink, paper) for name, ink in inks.items()}
        for build in found.values():
            assert sum(build) <= MOST_INK[paper] and sum(ink > 0 for ink in build) <= 3
            assert all(ink == 0 or 5 <= ink <= 100 for ink in build)
        seen = there.seen([found[name] for name in found if name != "tint"])
        assert nearest(lightness(there.white * luminance_of(at)) for at, _, _ in seen) >= least
    greys = [ink.grey for name, ink in inks.items() if name != "tint"]
    assert all(grey == 0 or grey >= 5 for grey in greys) and inks["tint"].grey == 0
    assert nearest(map(grey_lightness, greys)) >= 10


def test_inks_look_as_the_profile_renders_the_colour():
    for paper, there in (("coated", COATED), ("uncoated", UNCOATED)):
        found = made(BLUE)
        wanted = there.seen([there.inks(found["base"])])[0]
        (seen,) = there.seen([builds(found, None, paper, there)["base"]])
        assert ciede2000(wanted, seen) < 1


def test_a_grey_is_printed_in_black_alone():
    found = builds(made((128, 128, 128)), None, "coated", COATED)
    assert all(build[:3] == (0, 0, 0) for build in found.values())


def test_a_blue_stays_blue_in_all_its_tones_and_a_yellow_darkens_to_orange():
    blue, yellow = made(BLUE), made((0xFF, 0xD1, 0x00))
    assert all(rgb[2] > rgb[1] > rgb[0] for rgb in blue.values())
    red, green, below = yellow["dark"]
    assert red > 1.6 * green and below < 30


# --- distances


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [  # of the test data of Sharma, Wu and Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ],
)
def test_distances_are_those_of_ciede2000(one, other, apart):
    assert ciede2000(one, other) == pytest.approx(apart, abs=0.0001)
    assert ciede2000(other, one) == pytest.approx(apart, abs=0.0001)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [  # of coloraide 8.13.1: Machado (2009) in linear light, clipped, CIEDE2000 for D65
        ("#9C3D75", "#2E6B4F", (56.25, 27.06, 14.32, 51.53)),
        ("#9C3D75", "#7A4A1E", (34.76, 35.83, 28.16, 8.58)),
        ("#FFD100", "#FF9E1B", (18.66, 10.82, 7.55, 13.51)),
        ("#6C2C5B", "#1F3D82", (22.71, 8.34, 13.72, 43.97)),
    ],
)
def test_distances_for_other_eyes_are_those_that_others_compute(one, other, apart):
    assert tuple(distances(of(one), of(other)).values()) == pytest.approx(apart, abs=0.02)


def test_the_palettes_own_colours_are_far_enough_apart_for_all_eyes():
    house = layup_of("office").spec.house
    bases = [colour.inks["base"].rgb for name, colour in house.colours.items() if name != "plain"]
    found = [distances(*pair) for pair in combinations(bases, 2)]
    least = {whose: round(min(pair[whose] for pair in found), 1) for whose in found[0]}
    assert least == {"": 37.8, "protanopia": 22.2, "deuteranopia": 15.0, "tritanopia": 17.3}


# --- what is told


def test_of_a_good_colour_nothing_is_said(told):
    assert told("pine", '"#FFD100"') == []


def test_text_that_is_hard_to_read_on_paper_is_told_of_with_numbers(told):
    assert told('"#808080"') == [
        'deck/deck.yaml:9:42: warning[W412] text on the colour of "Theme 1" has a contrast of '
        "3.4:1 on coated paper and 2.3:1 on uncoated paper "
        "(it should be 4.5:1 or more; a lighter colour has more)"
    ]


def test_what_is_too_little_never_reads_as_enough(told):
    """Of 4.46 : 1 it is said that it is 4.4."""
    (said,) = told('"#AA2F00"')
    assert "a contrast of 4.4:1 on uncoated paper (it should be 4.5:1 or more" in said


@pytest.mark.slow
def test_it_is_told_once_when_all_is_checked(told):
    told('"#808080"')
    assert run("check").stderr.count("warning[W412]") == 1
    assert run("build", "--dry-run").stderr.count("warning[W412]") == 1


def test_colours_that_some_cannot_tell_apart_are_told_of_with_whom_and_by_how_much(told):
    (line,) = [line for line in told("pine", '"#7A4A1E"') if "W413" in line]
    assert "deck/deck.yaml:10:42" in line
    assert '"Theme 1" and "Theme 2" differ by ΔE ' in line
    assert "for people with protanopia; at least 11 is needed" in line


def test_colours_that_nobody_can_tell_apart_are_told_of_once(told):
    lines = told('"#9C3D75"', '"#9E3F77"', "coral")
    assert [line.split(" (")[0] for line in lines] == [
        'deck/deck.yaml:10:42: warning[W413] "Theme 1" and "Theme 2" differ by ΔE 0.6; '
        "at least 11 is needed",
        'deck/deck.yaml:10:42: warning[W414] in one ink "Theme 1" and "Theme 2" differ by 0.7 L*; '
        "at least 10 is needed",
    ]


@pytest.mark.slow
def test_black_white_and_grey_are_colours_like_others(told):
    (paper,) = told('"#000000"', '"#FFFFFF"')
    assert "W424" in paper
    assert [line for line in told('"#000000"', '"#111111"') if "W413" in line]
    assert [line for line in told('"#FFFFFF"', '"#F5F5F5"') if "W414" in line]


@pytest.mark.slow
def test_builds_that_are_known_are_taken_and_weighed(told):
    assert told('{rgb: "#002F5F", coated: [100, 85, 60, 50], uncoated: [100, 70, 20, 30]}') == [
        "deck/deck.yaml:9:42: warning[W415] the coated build has a total area coverage of 295 % "
        "(coated paper takes 260 %; with more, ink dries badly and sets off)"
    ]
    inks = brand_inks(Brand(of("#002F5F"), (100, 70, 0, 50), (90, 60, 0, 40)), False, PRESSES)
    assert (inks["base"].coated, inks["base"].uncoated) == ((100, 70, 0, 50), (90, 60, 0, 40))


@pytest.mark.slow
def test_as_much_ink_as_a_paper_takes_is_not_told_of_and_more_is(told):
    build = '{{rgb: "#002F5F", coated: [100, 85, 60, 15], uncoated: [100, 70, 20, {}]}}'
    assert not [line for line in told(build.format(50)) if "W415" in line]
    (line,) = [line for line in told(build.format(51)) if "W415" in line]
    assert (
        "the uncoated build has a total area coverage of 241 % (uncoated paper takes 240 %" in line
    )


def test_what_lies_too_near_is_told_at_the_colour_that_is_ones_own(told):
    (line,) = [line for line in told('"#7A4A1E"', "pine") if "W413" in line]
    assert line.startswith("deck/deck.yaml:9:42")


def test_beside_a_colour_that_is_not_there_ones_own_is_read_all_the_same(told):
    assert ["error[E205]" in line for line in told('"#FFD100"', "cherry")] == [True]


def test_less_ink_than_none_is_refused(told):
    (line,) = told('{rgb: "#002F5F", coated: [-1, 0, 0, 0]}')
    assert "error[E107]" in line and line.startswith("deck/deck.yaml:9:68")


def test_a_colour_that_is_none_is_refused(told):
    assert told('"#05B"') == [
        'deck/deck.yaml:9:42: error[E102] "#05B" is not a colour (write it as "#FFCE24", in quotes)'
    ]


def test_a_palette_whose_inks_are_pale_is_found_out_on_screens_too(told, tmp_path):
    told('"#808080"')
    palette = (BUNDLED / "layouts" / "palette.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    pale = palette.replace('ink: {rgb: "#000000"', 'ink: {rgb: "#404040"')
    (tmp_path / "layouts" / "palette.yaml").write_text(pale, encoding="utf-8")
    assert "3.9:1 on screens" in told('"#808080"')[0]


@pytest.mark.slow
def test_decks_without_a_brand_do_not_wait_for_one():
    code = (
        "import sys; from cardgen.cli import main; main(['build', '-n'], standalone_mode=False);"
        "colours = ('PIL', 'cardgen.graphics.colour.cmyk', 'cardgen.graphics.colour.difference');"
        "assert not [name for name in sys.modules if name.startswith(colours)]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=BUNDLED)
