"""The most ink there may be: less of the colours, as much black, and the same hue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cardgen.graphics.colour.cmyk import limited
from cardgen.graphics.pixels.icc import _limited

PERCENT = st.integers(0, 100)
BUILDS = st.tuples(PERCENT, PERCENT, PERCENT, PERCENT)
MOST = st.integers(100, 400)


@pytest.mark.parametrize(
    ("build", "most", "printed"),
    [
        ((80, 60, 40, 20), 200, (80, 60, 40, 20)),
        ((80, 60, 40, 20), 199, (79.56, 59.67, 39.78, 20)),
        ((80, 60, 40, 30), 120, (40, 30, 20, 30)),
        ((100, 100, 100, 100), 240, (46.67, 46.67, 46.67, 100)),
        ((60, 40, 40, 100), 100, (0, 0, 0, 100)),
        ((0, 0, 0, 100), 100, (0, 0, 0, 100)),
    ],
)
def test_black_stays_and_of_the_colours_each_gives_the_same_share(build, most, printed):
    assert limited(build, most) == pytest.approx(printed, abs=0.01)


@given(BUILDS, MOST)
def test_no_build_has_more_and_none_less_than_it_must(build, most):
    held = limited(build, most)
    assert sum(held) == pytest.approx(min(sum(build), most))
    assert held[3] == build[3] and all(
        0 <= new <= old for new, old in zip(held, build, strict=True)
    )


@given(st.tuples(*[st.integers(0, 255)] * 4), MOST)
def test_pixels_are_held_to_the_same_rule(pixel, most):
    held = _limited(Image.new("CMYK", (1, 1), pixel), most).getpixel((0, 0))
    wanted = limited(tuple(part / 2.55 for part in pixel), most)
    assert sum(held) <= 2.55 * most + 0.01 or sum(held) == sum(pixel)
    assert held == pytest.approx([2.55 * part for part in wanted], abs=1.01)
