"""Marks and posters, measured: a small even-odd evaluator tells which ink a point shows."""

import math
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.graphics.art import (
    FORMS,
    MARKS,
    Tones,
    badge,
    mark,
    minus,
    plus,
    poster,
    quilt,
    small_mark,
)
from cardgen.graphics.art.outlines import Circle, Outline, band, disc, ground, lens, ring, sector
from cardgen.graphics.art.posters.box import PosterBox
from cardgen.graphics.frame import Box, Drawing, Frame, Ink, Path

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom


def ink(name: str) -> Ink:
    return Ink(name, (0, 0, 0), (0, 0, 0, 100), (0, 0, 0, 100), 100)


def tones(theme: str = "") -> Tones:
    return Tones(*(ink(f"{theme} {name}") for name in ("base", "middle", "light", "dark", "paper")))


TONES = tones()
INK = ink("ink")
A6 = [(105, height) for height in (60, 64, 69, 74, 79, 83, 88, 93)]
TILES = [(92, 55), (92, 72.5), (92, 90), (60, 60), (63, 40), (140, 100)]
SIZES = A6 + TILES
ALL_FORMS = [(name, form) for name, forms in FORMS.items() for form in forms]
UNKNOWN = [("diamond", "?"), ("petals", "?"), ("bars", "?"), ("square", "?"), ("?", "?")]
each_form = pytest.mark.parametrize(("name", "form"), ALL_FORMS)
each_art = pytest.mark.parametrize(("name", "form"), ALL_FORMS + UNKNOWN)


def polygons(steps: Outline) -> Iterator[list[Point]]:
    """Each subpath as a polygon, sixteen chords a curve."""
    points: list[Point] = []
    for step in steps:
        if step[0] == "C":
            a, (b, c, d) = points[-1], (step[1:3], step[3:5], step[5:7])
            for t in (i / 16 for i in range(1, 17)):
                u = 1 - t
                w = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                points.append(
                    tuple(
                        sum(k * p[i] for k, p in zip(w, (a, b, c, d), strict=True)) for i in (0, 1)
                    )
                )
        elif step[0] == "Z":
            yield points
            points = []
        else:
            points.append(step[1:])
    assert not points, "an outline is closed"


@cache
def outlines(item: Drawing) -> tuple[tuple[Point, ...], ...]:
    if isinstance(item, Box):
        x, y, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
        return (((x, y), (right, y), (right, bottom), (x, bottom)),)
    assert isinstance(item, Path)
    return tuple(tuple(polygon) for polygon in polygons(item.steps))


@cache
def bounds(item: Drawing) -> Bounds:
    xs, ys = zip(*(point for polygon in outlines(item) for point in polygon), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@cache
def hull(item: Drawing) -> Bounds:
    """Bounds that hold the curves' control points too: quick, and never too small."""
    if isinstance(item, Box):
        return item.x, item.y, item.x + item.width, item.y + item.height
    assert isinstance(item, Path)
    xs = [value for step in item.steps for value in step[1::2]]
    ys = [value for step in item.steps for value in step[2::2]]
    return min(xs), min(ys), max(xs), max(ys)


def covers(item: Drawing, x: float, y: float) -> bool:
    left, top, right, bottom = hull(item)
    if not (left <= x <= right and top <= y <= bottom):
        return False
    inside = False
    for polygon in outlines(item):
        for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def ink_at(items: tuple[Drawing, ...], x: float, y: float) -> Ink | None:
    return next((item.fill for item in reversed(items) if covers(item, x, y)), None)


def area(steps: Outline) -> float:
    return sum(
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(p, p[1:] + p[:1], strict=True)) / 2)
        for p in polygons(steps)
    )


def spread(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * i / (count - 1) for i in range(count)]


# Posters


def test_every_mark_has_its_forms_in_order():
    assert FORMS == {
        "core": ("source", "open", "remade"),
        "links": ("talk", "venn", "chain"),
        "peak": ("place", "one", "compass", "many"),
        "steps": ("columns", "route", "stray"),
    }


@each_art
def test_art_is_painted_in_the_five_tones_alone(name, form):
    for width, height in SIZES:
        used = {item.fill for item in poster(name, form, width, height, TONES).items}
        assert TONES.base in used and len(used) >= 4
        assert used <= {TONES.base, TONES.middle, TONES.light, TONES.dark, TONES.paper}


@each_form
def test_a_shape_stays_clear_of_the_trim_or_clearly_passes_it(name, form):
    for width, height in SIZES:
        edge = 4 * min(width, 105) / 105 - 0.05  # what flattening the curves may hide
        for item in poster(name, form, width, height, TONES).items[1:]:
            left, top, right, _ = bounds(item)
            assert all(min(abs(side), abs(side - width)) >= edge for side in (left, right))
            assert abs(top) >= edge


@each_art
def test_paper_never_comes_near_the_trim(name, form):
    for width, height in SIZES:
        for item in poster(name, form, width, height, TONES).items:
            if item.fill == TONES.paper:
                left, top, right, _ = hull(item)
                assert min(left, top, width - right) >= 3.9 * min(width, 105) / 105


@each_art
def test_the_place_of_the_index_has_one_tone(name, form):
    for width, height in SIZES:
        unit = min(width, 105) / 105
        items = poster(name, form, width, height, TONES).items
        places = [(x * unit, y * unit) for x in spread(6, 28, 12) for y in spread(5, 18, 8)]
        assert len({ink_at(items, *place) for place in places}) == 1


@each_art
def test_only_the_base_tone_goes_on_under_the_horizon(name, form):
    for width, height in SIZES:
        frame = poster(name, form, width, height, TONES, (3, 3, 3, 6))
        assert (frame.width, frame.height) == (width, height)
        field, *shapes = frame.items
        assert field == Box(-3, -3, width + 6, height + 9, TONES.base)
        assert all(hull(shape)[3] <= height + 1e-4 for shape in shapes)


@settings(max_examples=settings().max_examples // 5)
@given(
    st.sampled_from([*MARKS, "", "a name"]),
    st.sampled_from(["", "a form", "talk", "one"]),
    st.floats(20, 200),
    st.floats(20, 200),
)
def test_an_unknown_name_gives_the_mark_in_a_field_of_its_own(name, form, width, height):
    if form not in FORMS.get(name, ()):
        items = poster(name, form, width, height, TONES).items
        radius = min(width, height) * 0.30
        on_disc = mark(name, width / 2, height * 0.53, radius * 0.58, TONES.dark)
        assert items[-len(on_disc) :] == on_disc


@pytest.mark.parametrize("name", ["diamond", "petals", "square", "bars", "?"])
def test_the_small_marks_of_a_field_are_whole_or_cut_in_half(name):
    for item in poster(name, "?", 105, 75, TONES).items[1:]:
        left, top, right, bottom = bounds(item)
        middle = (left + right) / 2
        assert (left >= 3.9 and right <= 101.1) or min(abs(middle), abs(middle - 105)) < 1e-6
        assert top >= 3.9 or top < 0 < bottom or name == "bars"


@each_art
def test_the_same_art_is_the_same_object(name, form):
    bleed = (3.0, 3.0, 3.0, 0.0)
    first = poster(name, form, 105, 75, TONES, bleed)
    assert poster(name, form, 105, 75, tones(), bleed) is first
    assert poster.__wrapped__(name, form, 105, 75, TONES, bleed) == first


@each_art
def test_art_takes_few_steps(name, form):
    items = poster(name, form, 105, 93, TONES).items
    steps = sum(len(item.steps) if isinstance(item, Path) else 1 for item in items)
    assert steps <= (120 if form != "?" else 1000)


def test_the_rings_of_the_broken_disc_reach_over_its_fault():
    items = poster("core", "remade", 105, 75, TONES).items
    radius = (75 - 13) / 2
    fault = 75 - radius
    for x in spread(52.5 - radius * 0.74, 52.5 + radius * 0.74, 60):
        above, at, below = (ink_at(items, x, fault + dy) for dy in (-0.1, 0, 0.1))
        assert above == at == below != TONES.base


# Outlines


@given(st.floats(5, 50), st.floats(5, 50), st.floats(0.02, 0.98), st.floats(0, 360))
def test_a_lens_has_the_area_of_the_closed_formula(r, s, share, direction):
    apart = abs(r - s) + share * (r + s - abs(r - s))
    d2, r2, s2 = apart**2, r**2, s**2
    kite = math.sqrt((s + r - apart) * (apart + r - s) * (apart - r + s) * (apart + r + s)) / 2
    expected = (
        r2 * math.acos((d2 + r2 - s2) / (2 * apart * r))
        + s2 * math.acos((d2 + s2 - r2) / (2 * apart * s))
        - kite
    )
    centre = Circle(7, -3, apart).at(direction)
    found = area(lens(Circle(7, -3, r), Circle(*centre, s)))
    assert found == pytest.approx(expected, rel=0.004, abs=0.002 * (r + s))


def test_three_circles_share_a_triangle_of_arcs():
    corners = (Circle(0, 0, 10), Circle(10, 0, 10), Circle(5, 5 * math.sqrt(3), 10))
    assert area(lens(*corners)) == pytest.approx((math.pi - math.sqrt(3)) / 2 * 100, rel=0.003)


def test_a_circle_within_the_others_is_what_they_share_and_apart_they_share_nothing():
    small, large = Circle(2, 1, 3), Circle(0, 0, 10)
    assert area(lens(small, large)) == pytest.approx(area(disc(*small)))
    assert lens(small, Circle(20, 0, 3)) == ()
    assert lens(Circle(0, 0, 9), Circle(10, 0, 9), Circle(5, 20, 9)) == ()


def test_the_ground_cuts_a_disc_straight():
    half = Path(lens(Circle(0, 0, 10), ground(0)), INK)
    assert area(half.steps) == pytest.approx(50 * math.pi, rel=0.003)
    assert bounds(half) == pytest.approx((-10, -10, 10, 0), abs=0.003)


@settings(max_examples=settings().max_examples // 2)
@given(st.floats(1, 50), st.floats(0.1, 0.9), st.floats(-360, 360), st.floats(5, 355))
def test_rings_and_slices_have_their_share_of_the_disc(radius, share, start, sweep):
    full = math.pi * radius**2
    part = sweep / 360
    hole = radius * share
    assert area(sector(3, 4, radius, start, sweep)) == pytest.approx(full * part, rel=0.004)
    assert area(band(3, 4, radius, hole, start, sweep)) == pytest.approx(
        (full - math.pi * hole**2) * part, rel=0.02
    )
    both = ring(3, 4, radius, hole)
    assert not covers(Path(both, INK), 3, 4) and covers(Path(both, INK), 3 + (radius + hole) / 2, 4)


@given(st.floats(35, 70), st.floats(60, 95), st.floats(-0.6, 0), st.floats(-1, 0))
def test_a_circle_grown_to_the_corner_of_the_index_touches_it(x, y, dx, dy):
    box = PosterBox(105, 95)
    radius = box.clear(x, y, dx, dy)
    if math.isfinite(radius):
        centre = (x + dx * radius, y + dy * radius)
        assert math.dist(centre, box.index_corner) == pytest.approx(radius)
        smaller = radius * 0.9
        assert math.dist((x + dx * smaller, y + dy * smaller), box.index_corner) > smaller


# Marks


@pytest.mark.parametrize("draw", [mark, small_mark])
@settings(max_examples=settings().max_examples // 2)
@given(
    name=st.sampled_from([*MARKS, "?"]),
    x=st.floats(-50, 50),
    y=st.floats(-50, 50),
    radius=st.floats(1.1, 30),
)
def test_a_mark_keeps_within_its_radius_and_fills_most_of_it(draw, name, x, y, radius):
    items = draw(name, x, y, radius, INK)
    lefts, tops, rights, bottoms = zip(*map(bounds, items), strict=True)
    reach = radius * 1.0003
    assert min(lefts) >= x - reach and max(rights) <= x + reach
    assert min(tops) >= y - reach and max(bottoms) <= y + reach
    assert max(rights) - min(lefts) >= 1.65 * radius
    assert all(item.fill == INK for item in items)


def test_an_unknown_mark_is_a_plain_disc():
    (plain,) = mark("no such mark", 3, 4, 10, INK)
    assert area(plain.steps) == pytest.approx(math.pi * 8.8**2, rel=0.003)


@pytest.mark.parametrize("name", ["core", "links", "steps", "bars", "petals", "square", "diamond"])
def test_the_gaps_of_a_small_mark_stay_open(name):
    radius, step = 1.6, 0.01
    items = small_mark(name, 0, 0, radius, INK)
    line = spread(-1.6, 1.6, round(3.2 / step) + 1)
    # The feet of the steps lie side by side only in the lowest third.
    rows = [[ink_at(items, x, y) is INK for x in line] for y in (0, 1.2)]
    columns = [[ink_at(items, 0, y) is INK for y in line]]
    gaps = [gap for scan in rows + columns for gap in gaps_between(scan)]
    assert all(gap * step >= 0.35 - step for gap in gaps)
    assert bool(gaps) == (name in ("core", "links", "steps", "bars"))


def gaps_between(scan: list[bool]) -> list[int]:
    """The lengths of the runs without ink between two with."""
    runs = "".join("x" if on else " " for on in scan).strip().split("x")
    return [len(run) for run in runs if run]


def test_a_plus_is_a_cross_and_a_minus_a_stroke_of_the_same_weight():
    cross, stroke = plus(5, 5, 2, INK), minus(5, 5, 2, INK)
    for dx, dy in ((1.9, 0), (-1.9, 0), (0.4, 0.4)):
        assert ink_at(cross, 5 + dx, 5 + dy) and ink_at(stroke, 5 + dx, 5 + dy)
    for dx, dy in ((0, 1.9), (0, -1.9)):
        assert ink_at(cross, 5 + dx, 5 + dy) and not ink_at(stroke, 5 + dx, 5 + dy)
    assert not ink_at(cross, 6.5, 6.5)
    assert bounds(cross[0]) == pytest.approx((3, 3, 7, 7))


def test_badges_differ_in_outline_and_show_their_sign():
    field, sign = badge("plus", 0, 0, 2.3, INK, TONES.paper)
    assert isinstance(field, Path) and area(field.steps) == pytest.approx(
        math.pi * 2.3**2, rel=0.003
    )
    assert (sign,) == plus(0, 0, 2.3 * 0.56, TONES.paper)
    field, sign = badge("minus", 0, 0, 2.3, INK, TONES.paper)
    assert isinstance(field, Box) and 0 < field.radius < field.width / 2
    assert (sign,) == minus(0, 0, 2.3 * 0.56, TONES.paper)


# Title art

THEMES = [(name, tones(name)) for name in (*FORMS, "diamond", "petals", "?", "square", "bars")]


def patch_of(frame: Frame, x: float, y: float) -> str:
    """The theme whose ink is seen at a point; it is the first word of the ink's name."""
    found = ink_at(frame.items, x, y)
    assert found is not None
    return found.name.split()[0]


def test_four_themes_make_two_rows_of_two():
    frame = quilt(THEMES[:4], 105, 80)
    quarters = [(0, 0), (52.5, 0), (0, 40), (52.5, 40)]
    for (x, y), (name, _) in zip(quarters, THEMES, strict=False):
        seen = {
            patch_of(frame, x + dx, y + dy)
            for dx in spread(0.1, 52.3, 24)
            for dy in spread(0.1, 39.8, 24)
        }
        assert seen == {name}


@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("turn", [0, 1])
def test_every_theme_has_a_patch_and_keeps_to_it(count, turn):
    themes = (THEMES[::-1] if turn else THEMES)[:count]
    frame = quilt(themes, 105, 80, (3, 3, 3, 0))
    seen = [[patch_of(frame, x, y) for x in spread(0.3, 104.8, 41)] for y in spread(0.3, 79.8, 21)]
    order = list(dict.fromkeys(name for row in seen for name in row))
    assert order == [name for name, _ in themes]
    for row in seen:  # no patch shows within another
        runs = [a for a, b in zip(row, [*row[1:], None], strict=True) if a != b]
        assert len(runs) == len(set(runs))


def test_a_summit_is_cut_off_at_the_patch_on_its_left_but_not_at_the_trim():
    peak, square = ("peak", tones("peak")), ("square", tones("square"))
    right = quilt([square, peak], 105, 80, (3, 3, 3, 0))
    assert patch_of(right, 52.4, 79.9) == "square"
    assert ink_at(right.items, 52.6, 79.9) == peak[1].middle
    alone = quilt([peak], 105, 80, (3, 3, 3, 0))
    assert ink_at(alone.items, -2.9, 79.9) == peak[1].middle


def test_a_quilt_bleeds_at_its_outer_edges():
    frame = quilt(THEMES[:4], 105, 80, (3, 3, 3, 0))
    for x in spread(-2.9, 107.9, 40):
        assert ink_at(frame.items, x, -2.9)
    for y in spread(-2.9, 79.9, 40):
        assert ink_at(frame.items, -2.9, y) and ink_at(frame.items, 107.9, y)


@each_art
@given(st.floats(0.5, 200), st.floats(0.5, 200), st.sampled_from([0, 3, 5]))
def test_art_can_be_drawn_in_any_box_and_stands_on_its_horizon(name, form, width, height, horizon):
    frame = poster(name, form, width, height, TONES, horizon=horizon)
    assert (frame.width, frame.height) == (width, height)
    for item in frame.items:
        left, top, right, bottom = hull(item)
        assert all(math.isfinite(length) for length in (left, top, right, bottom))
        assert left <= right and top <= bottom and top < height


@pytest.mark.parametrize(("name", "form"), [("core", "source"), ("peak", "one"), ("peak", "place")])
def test_what_stands_on_the_horizon_is_lifted_with_it(name, form):
    lifted = poster(name, form, 92, 60, TONES, horizon=5)
    lowest = max(hull(item)[3] for item in lifted.items[1:])
    assert lowest == pytest.approx(55)
    low = poster(name, form, 92, 8, TONES, horizon=5)
    assert max(hull(item)[3] for item in low.items[1:]) == pytest.approx(6)
    floating = poster("peak", "compass", 92, 60, TONES, horizon=5)
    assert floating.items == poster("peak", "compass", 92, 60, TONES, horizon=3).items


@pytest.mark.parametrize("height", [54, 60, 72, 87])
@each_form
def test_without_a_horizon_all_forms_end_where_the_words_below_begin(name, form, height):
    items = poster(name, form, 105, height, TONES).items[1:]
    assert max(hull(item)[3] for item in items) == pytest.approx(height, abs=1)
