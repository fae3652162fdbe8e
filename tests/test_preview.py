"""Previews: faces as a screen shows them, on paper, in inks, to other eyes, with lines."""

import struct
import sys
from io import BytesIO
from itertools import pairwise

import pytest
from command_line import run
from decks import AIRE, BUNDLED, BWRDD, layup_of
from pictures import deck, quarters
from PIL import Image, ImageChops

from cardgen.graphics.colour.colorimetry import lab, linear
from cardgen.graphics.colour.difference import ciede2000, seen

GAP, BLEED, SAFE = 5, 3, 5  # mm, in layouts/preview.yaml and of A6
DOTS = 10  # a millimetre, at 254 to the inch
FIELD = (8, 3)  # where a front of A6 has nothing but its field
GROUND, WHITE = (200, 200, 200), (255, 255, 255)
SUNFLOWER, CORAL, PINE = (255, 206, 36), (255, 134, 112), (0, 101, 70)
TRIM, BLUE = (255, 40, 150), (30, 165, 255)  # the lines on the trim and at bleed and safe


def previewed(*words, folder=BUNDLED, ppi=254, lang="en"):
    result = run("-C", folder, "--lang", lang, "preview", *words, "--ppi", ppi, "-o", "-")
    assert result.exit_code == 0, result.stderr
    return Image.open(BytesIO(result.stdout_bytes))


def at(picture, x, y):
    """The colour so many mm from the top left corner."""
    return picture.getpixel((round(x * DOTS), round(y * DOTS)))


def on_front(picture, x, y):
    return at(picture, GAP + x, GAP + y)


def near(colour, wanted, by=2):
    return all(abs(one - other) <= by for one, other in zip(colour, wanted, strict=True))


# ── what is shown ────────────────────────────────────────────────────────────────────────────


def test_front_and_back_lie_side_by_side_as_large_as_they_are():
    picture = previewed("facilitator", "--card", "trust")
    assert picture.size == ((2 * 105 + 3 * GAP) * DOTS, (148 + 2 * GAP) * DOTS)
    assert picture.info["dpi"] == (254, 254)


def test_they_are_cut_at_the_trim_and_lie_apart():
    picture = previewed("facilitator", "--card", "trust")
    for x in (GAP, 2 * GAP + 105):
        for inside, outside in ((x + 0.2, x - 0.2), (x + 104.8, x + 105.2)):
            assert near(at(picture, inside, GAP + 5), CORAL)
            assert at(picture, outside, GAP + 5) == GROUND


@pytest.mark.slow
def test_each_card_has_a_row_in_the_order_of_the_deck():
    picture = previewed("facilitator", "--card", "delivery,authenticity,trust", "--side", "front")
    assert picture.size == ((105 + 2 * GAP) * DOTS, (3 * 148 + 4 * GAP) * DOTS)
    rows = [on_front(picture, FIELD[0], FIELD[1] + row * (148 + GAP)) for row in range(3)]
    assert rows == [SUNFLOWER, CORAL, PINE]


def test_a_back_can_be_had_alone():
    both, back = (
        previewed("facilitator", "--card", "trust"),
        previewed("facilitator", "--card", "trust", "--side", "back"),
    )
    assert back.size == (115 * DOTS, both.size[1])
    half = both.crop(((105 + GAP) * DOTS, 0, *both.size))
    # Pixels at the edges of letters may differ, since these lie otherwise between them.
    differ = ImageChops.difference(half.convert("L"), back.convert("L"))
    assert differ.resize((20, 20), Image.Resampling.BOX).getextrema()[1] < 5


@pytest.mark.slow
def test_cards_of_several_sizes_and_whole_pages_are_shown_as_they_are():
    assert previewed("office", "--card", "title,trust").size == (2250, 3120)
    assert previewed("handouts", "--card", "trust", ppi=127).size == (1100, 1535)
    together = previewed("temperature-check", "--card", "trust,delivery", ppi=127)
    assert together.size == (1100, 1535)


def test_pages_that_flow_lie_in_a_row():
    cards = [card.id for card in layup_of("discussed").spec.cards if card.number]
    picture = previewed("discussed", "--card", ",".join(cards), ppi=127)
    assert picture.size == ((2 * 210 + 3 * GAP) * 5, (297 + 2 * GAP) * 5)


def test_what_is_printed_on_one_side_has_no_back(tmp_path):
    changed(tmp_path, "outputs/labels", "sheet: avery-c32011", "sheet: avery-l7165")
    picture = previewed("labels", "--card", "trust", folder=tmp_path)
    assert picture.size == ((99.1 + 2 * GAP) * DOTS, (67.7 + 2 * GAP) * DOTS)


def test_white_frames_are_paper():
    picture = previewed("office", "--card", "trust")
    assert on_front(picture, 2, 2) == WHITE and at(picture, 2, 2) == GROUND


@pytest.mark.slow
@pytest.mark.parametrize("words", [[], ["--proof", "coated"], ["--vision", "deutan"]])
def test_the_same_cards_make_the_same_bytes_without_a_date(words):
    command = ["-C", BUNDLED, "preview", "--card", "trust", *words, "-o", "-"]
    first, second = (run(*command).stdout_bytes for _ in range(2))
    assert first == second
    assert set(chunks(first)) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


def chunks(png):
    place = 8
    while place < len(png):
        length, name = struct.unpack_from(">I4s", png, place)
        yield name
        place += 12 + length


# ── paper and inks ───────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_field_of_sunflower_is_duller_on_paper_than_on_screens():
    """As the profiles of the two papers have its builds, 0 16 90 0 and 0 5 75 0."""
    colours = [
        on_front(previewed("facilitator", "--card", "authenticity", *words), *FIELD)
        for words in ([], ["--proof", "coated"], ["--proof", "uncoated"])
    ]
    assert near(colours[0], SUNFLOWER)
    assert near(colours[1], (242, 200, 41)) and near(colours[2], (244, 218, 102))


@pytest.mark.slow
def test_paper_is_less_white_and_black_less_black_than_screens_have_them():
    for paper, white, black in (("coated", 240, 40), ("uncoated", 240, 73)):
        back = previewed(
            "facilitator", "--card", "trust", "--proof", paper, "--side", "back"
        ).convert("L")
        panel = back.crop((10 * DOTS, 25 * DOTS, 100 * DOTS, 60 * DOTS))
        assert panel.getextrema() == (pytest.approx(black, abs=2), pytest.approx(white, abs=2))


@pytest.mark.slow
def test_an_output_for_presses_is_shown_on_the_paper_that_is_wished_or_as_on_a_screen():
    screen, paper = (
        on_front(previewed("press", "--card", "authenticity", *words), *FIELD)
        for words in ([], ["--proof", "uncoated"])
    )
    assert near(screen, SUNFLOWER) and near(paper, (244, 218, 102))


@pytest.mark.slow
def test_inks_with_a_plate_of_their_own_are_shown_in_their_builds(tmp_path):
    changed(tmp_path, "palette", "grey: 14}", "grey: 14, spot: Sun}")
    words = ("--card", "authenticity", "--side", "front", "--proof", "coated")
    assert previewed(*words, folder=tmp_path).tobytes() == previewed(*words).tobytes()


def changed(folder, name, before, after):
    """One of our files of layouts in that folder, with other words in one place."""
    file = f"layouts/{name}.yaml"
    words = (BUNDLED / file).read_text(encoding="utf-8")
    assert words.count(before) == 1
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_text(words.replace(before, after), encoding="utf-8")


def test_large_areas_of_black_have_the_inks_of_a_solid_one(tmp_path):
    """40 30 30 100 on coated paper; black alone would be (40, 40, 40)."""
    quarters((1300, 900)).save(tmp_path / "a.png")  # any picture will do
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3h-4z"/></svg>'
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "black.svg").write_text(svg, encoding="utf-8")
    deck(tmp_path, "{file: black.svg, alt: Night}")
    words = ("--card", "card-1", "--proof", "coated")
    assert near(on_front(previewed(*words, folder=tmp_path), 52, 60), (32, 33, 33))


@pytest.mark.slow
def test_pictures_are_shown_in_the_inks_they_are_printed_in(tmp_path):
    """A blue that no ink makes is duller on both papers; a grey is of black alone."""
    fields = [(0, 0, 255)] * 2 + [(128, 128, 128)] * 2
    deck(tmp_path, "{file: blue.png, alt: Blue}", "{file: grey.jpg, alt: Grey}")
    quarters((1300, 900), fields).save(tmp_path / "deck" / "blue.png")
    quarters((1300, 900), [0] * 2 + [128] * 2, "L").save(tmp_path / "deck" / "grey.jpg")
    found = {}
    for paper in ("coated", "uncoated"):
        words = ("--card", "card-1,card-2", "--side", "front", "--proof", paper)
        picture = previewed(*words, folder=tmp_path)
        found[paper] = on_front(picture, 52, 20), on_front(picture, 52, 148 + GAP + 20)
    blues, blacks = zip(*found.values(), strict=True)
    assert max(blue[2] for blue in blues) < 170
    assert near(blacks[0], (40, 40, 40)) and near(blacks[1], (75, 72, 71))


# ── other eyes ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_one_black_ink_is_three_equal_parts():
    colour, grey = (previewed("office", "--card", "trust", *words) for words in ([], GREY))
    red, green, blue = grey.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert len({part.tobytes() for part in colour.split()}) == 3
    words = ("build", "office", "--card", "trust", "--ink", "mono", "-o", "-")
    assert b" g\n" in raw(run("-C", BUNDLED, *words).stdout_bytes)


GREY = ["--vision", "grey"]


def raw(pdf):
    from pypdf import PdfReader

    return b"".join(page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("vision", "name"),
    [("protan", "protanopia"), ("deutan", "deuteranopia"), ("tritan", "tritanopia")],
)
def test_fields_are_shown_as_others_see_them(vision, name):
    words = ("--card", "authenticity,trust,delivery", "--side", "front")
    picture = previewed("facilitator", *words, "--vision", vision)
    for row, colour in enumerate([SUNFLOWER, CORAL, PINE]):
        shown = on_front(picture, FIELD[0], FIELD[1] + row * (148 + GAP))
        assert near(shown, [255 * part for part in seen(colour, name)], 4)


@pytest.mark.slow
def test_coral_and_pine_come_nearer_to_each_other_without_green_cones():
    def apart(*words):
        picture = previewed("facilitator", "--card", "trust,delivery", "--side", "front", *words)
        pair = (on_front(picture, FIELD[0], FIELD[1] + row * (148 + GAP)) for row in range(2))
        return ciede2000(*(lab(linear(colour)) for colour in pair))

    assert apart("--vision", "deutan") < 0.8 * apart()


@pytest.mark.slow
def test_others_see_prints_too():
    words = ("--card", "trust", "--side", "front", "--proof", "coated")
    plain, shown = (previewed(*words, *more) for more in ([], ["--vision", "tritan"]))
    wanted = seen(on_front(plain, *FIELD), "tritanopia")
    assert near(on_front(shown, *FIELD), [255 * part for part in wanted], 4)


# ── lines ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_lines_stand_at_the_end_of_the_bleed_at_the_trim_and_where_words_should_end():
    picture = previewed("facilitator", "--card", "trust", "--lines")
    assert picture.size[0] == (2 * 111 + 3 * GAP) * DOTS
    middle = GAP + BLEED + 3  # in the row of pixels there are no words nor pictures
    row = [at(picture, x / DOTS, middle) for x in range((GAP + 111 + 2) * DOTS)]
    places = [x / DOTS for x, colour in enumerate(row) if near(colour, TRIM, 9)]
    assert groups(places) == pytest.approx([GAP + BLEED, GAP + BLEED + 105], abs=0.1)
    places = [x / DOTS for x, colour in enumerate(row) if near(colour, BLUE, 9)]
    assert groups(places) == pytest.approx([GAP, GAP + 111], abs=0.1)


@pytest.mark.slow
def test_the_line_for_words_is_broken():
    picture = previewed("facilitator", "--card", "trust", "--lines")
    y = GAP + BLEED + SAFE
    trims = range((GAP + BLEED) * DOTS, (GAP + BLEED + 105) * DOTS)
    row = [near(at(picture, x / DOTS, y), BLUE, 9) for x in trims]
    begins = [
        trims[0] / DOTS + (x + 1) / DOTS
        for x, (before, here) in enumerate(pairwise(row))
        if here and not before
    ]
    dash = 95 / 47  # about 2 mm, and as much between two
    first = GAP + BLEED + SAFE
    assert begins == pytest.approx([first + 2 * n * dash for n in range(24)], abs=0.2)


@pytest.mark.parametrize(
    ("output", "sides", "high", "entries"),
    [("facilitator", [], 154, 3), ("office", [], 148.5, 2), ("facilitator", ["front"], 154, 3)],
)
def test_a_legend_below_the_faces_shows_each_line_that_is_drawn(output, sides, high, entries):
    side = ["--side", *sides] if sides else []
    picture = previewed(output, "--card", "trust", "--lines", *side)
    top = high + 2 * GAP
    assert at(picture, 1, top - 1) == GROUND and at(picture, 1, top + 1) == WHITE
    strip = picture.crop((0, round(top * DOTS), picture.width, picture.height))
    colours = {colour for _, colour in strip.getcolors(1 << 20)}
    assert TRIM in colours and BLUE in colours and (0, 0, 0) in colours
    samples = [
        x / DOTS
        for x in range(picture.width)
        if any(strip.getpixel((x, y)) in (TRIM, BLUE) for y in range(0, strip.height, 1))
    ]
    begins = [x for before, x in pairwise([-9, *samples]) if x - before > 5]
    assert len(begins) == (entries if not sides else 1)  # side by side, or one under another


def test_the_legend_says_whether_words_beyond_the_safe_area_are_a_fault():
    words = layup_of("office").spec.house.words["preview-safe"].text
    assert words == (
        "The safe area. Words may touch this line; beyond it they are a fault. Shapes may cross it."
    )


def groups(places):
    """The middle of each group of places that follow each other."""
    found = []
    for place in places:
        if found and place - found[-1][-1] < 0.15:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


@pytest.mark.slow
def test_beyond_the_trim_there_is_colour_to_the_end_of_the_bleed():
    picture = previewed("facilitator", "--card", "trust", "--lines")
    assert near(at(picture, GAP + 1.5, GAP + 1.5), CORAL)
    assert at(picture, GAP - 1, GAP + 50) == GROUND


@pytest.mark.slow
def test_what_has_no_bleed_has_no_line_at_its_end():
    picture = previewed("office", "--card", "trust", "--lines")
    assert picture.size[0] == previewed("office", "--card", "trust").size[0]
    assert near(at(picture, GAP, 50), TRIM, 9)


def test_the_lines_of_an_output_for_presses_are_what_its_print_shop_asks_for(tmp_path):
    changed(tmp_path, "profiles/uk-online", "bleed: 3\nsafe: 5", "bleed: 4\nsafe: 8")
    picture = previewed("press", "--card", "trust", "--lines", folder=tmp_path)
    assert picture.size[0] == (2 * 113 + 3 * GAP) * DOTS
    assert near(at(picture, GAP + 4, GAP + 60), TRIM, 9)
    assert near(at(picture, GAP + 4 + 8.5, GAP + 4 + 8), BLUE, 9)


# ── what cannot be shown ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--card", "trst"], 'no card is called "trst"; did you mean "trust"?'),
        (["offce", "--card", "trust"], 'no output is called "offce"; did you mean "office"?'),
        ([], "name the cards to draw"),
        (["handouts", "--card", "trust", "--side", "back"], '"handouts" has no backs'),
        (["press", "--card", "trust", *GREY], '"press" is for presses; --vision grey can only be'),
        (["--card", "trust", "--proof", "coated", *GREY], "--vision grey shows black ink only"),
        (["--card", "trust", "-o", "a.pdf"], "a.pdf would be a PNG: its name must end in .png"),
        (["--card", "trust", "-o", ""], "-o needs the name of a file"),
        (["poster", "--card", "trust", "--ppi", "1200"], "the limit is 100 million"),
    ],
)
def test_wishes_that_cannot_be_fulfilled_are_refused(words, told, tmp_path):
    result = run("-C", tmp_path, "preview", *words)
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_says_where_the_picture_is(tmp_path):
    result = run("-C", tmp_path, "preview", "office", "--card", "trust")
    assert result.exit_code == 0 and result.stdout == ""
    assert result.stderr.startswith("wrote build/office-trust.png (")
    assert (tmp_path / "build" / "office-trust.png").read_bytes().startswith(b"\x89PNG")


def test_one_way_of_looking_at_cards_does_not_overwrite_another(tmp_path):
    ways = ["--card trust", "--card mindset", "--card trust --side back", "--card trust --lines"]
    ways += ["--card trust --vision grey", "--card trust --proof coated"]
    for way in ways:
        result = run("-C", tmp_path, "preview", "office", "--ppi", "20", *way.split())
        assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [
        *("office-mindset.png", "office-trust-back.png", "office-trust-grey.png"),
        *("office-trust-lines.png", "office-trust-proof-coated.png", "office-trust.png"),
    ]


def test_with_errors_nothing_is_drawn_and_an_older_picture_stays(tmp_path):
    (tmp_path / "a.png").write_bytes(b"older")
    deck(tmp_path, "{file: none.png, alt: Nothing}")
    result = run("-C", tmp_path, "preview", "--card", "card-1", "-o", "a.png")
    assert (result.exit_code, "none.png" in result.stderr) == (1, True)
    assert (tmp_path / "a.png").read_bytes() == b"older"


def test_without_the_optional_part_it_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    result = run("-C", tmp_path, "preview", "--card", "trust")
    assert (result.exit_code, "pip install '.[preview]'" in result.stderr) == (4, True)
    assert list(tmp_path.iterdir()) == []


def test_no_other_command_waits_for_it():
    import subprocess

    code = "import cardgen.cli.build, sys; assert not {'pypdfium2', 'PIL'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_brand_colours_logos_and_other_languages_are_shown_on_paper():
    words = ("facilitator", "--card", "trust", "--proof", "coated")
    assert previewed(
        "facilitator", "--card", "title,pace", "--proof", "uncoated", folder=AIRE, ppi=72
    )
    picture = previewed(*words, folder=BWRDD, lang="cy,en")
    assert picture.size == ((4 * 105 + 3 * GAP) * DOTS, (148 + 2 * GAP) * DOTS)
