"""The A4 pages for participants as one family, measured on the finished PDF."""

import ctypes
from functools import cache
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from command_line import run
from decks import BUNDLED, elements_of, faces_of, layup_of, words_of
from small_decks import small_deck
from test_one_system import characters

import cardgen

SIZES = {
    "handouts": {30, 12, 10},
    "temperature-check": {30, 12, 10},
    "discussed": {30, 14, 12, 10},
    "large-print": {36, 22, 18},
}
EDGES = {"handouts": 14, "temperature-check": 14, "discussed": 14, "large-print": 18}
QUARTER = 297 / 4
CAPITALS = 4.25  # mm: their height at 18 pt
IDS = [card.id for card in layup_of("handouts").spec.deck.cards if card.number]
MM = 25.4 / 72


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    @cache
    def built(output, count=0):
        path = tmp_path_factory.mktemp(output) / "pages.pdf"
        chosen = {"cards": IDS[:count]} if count else {}
        cardgen.open().build(output, to=path, **chosen)
        return pypdfium2.PdfDocument(path)

    return built


def top_of(page, words):
    """How many mm below the top of the page those words stand."""
    text = page.get_textpage()
    index, _ = text.search(words).get_next()
    return round((page.get_height() - text.get_charbox(index)[3]) * MM, 2)


def says(page, words):
    return words in page.get_textpage().get_text_range().replace("\r\n", " ")


def ruled_lines(page):
    """The mm from the top of each thin line that is wide enough to write on."""
    found = set()
    for thing in page.get_objects(max_depth=1):
        left, bottom, right, top = thing.get_bounds()
        is_line = thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and top - bottom < 2
        if is_line and 60 < (right - left) * MM < 100:
            found.add(round((page.get_height() - (top + bottom) / 2) * MM, 1))
    return sorted(found)


@pytest.mark.parametrize("output", SIZES)
def test_pages_have_few_sizes_of_type(pages, output):
    assert {size for page in pages(output) for size, _ in characters(page)} == SIZES[output]


@pytest.mark.parametrize(
    "words", ["Positive indicators", "Negative indicators", "Temperature check", "Circle or tick"]
)
def test_lists_and_scale_stand_at_one_height_on_all_handouts(pages, words):
    assert len({top_of(page, words) for page in pages("handouts")}) == 1


def test_lines_to_write_on_have_one_pitch_and_one_lowest_line(pages):
    found = [ruled_lines(page) for page in pages("handouts")]
    assert all(len(lines) >= 2 for lines in found)
    pitches = {round(b - a, 1) for lines in found for a, b in pairwise(lines)}
    assert pitches <= {8.3, 8.4, 8.5}
    assert len({lines[-1] for lines in found}) == 1


def test_the_room_between_lists_and_lines_is_less_than_a_quarter_of_a_page(pages):
    for page in pages("handouts"):
        tops = sorted({y for _, y in characters(page)} | set(ruled_lines(page)))
        assert max(b - a for a, b in pairwise(tops)) < 297 / 4


def test_no_scale_in_large_print_stands_on_a_page_without_a_list(pages):
    for page in pages("large-print"):
        if says(page, "Temperature check"):
            assert says(page, "Negative indicators")


def test_each_page_of_what_was_discussed_has_the_title(pages):
    assert all(says(page, "The behaviours we discussed") for page in pages("discussed"))


def test_a_list_longer_than_a_page_goes_on_under_its_heading(tmp_path):
    small_deck(tmp_path, {"positive": ["A few words"] * 40, "negative": ["One"]})
    cardgen.open(tmp_path).build("large-print", to=tmp_path / "a.pdf")
    first, second, *_ = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert says(second, "A few words")
    assert says(second, "Positive indicators, continued")
    assert not says(first, "continued")


def starts(page):
    """Where the first letter of each line of words stands, in mm from the left."""
    text, lines = page.get_textpage(), {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        if not chr(pdfium.FPDFText_GetUnicode(text.raw, at)).isspace():
            pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            lines.setdefault(round(y.value, 1), []).append(x.value * MM)
    return [round(min(line), 1) for line in lines.values()]


def marks(page):
    """The mm from the top of all that is seen on a page but fields of colour behind it."""
    height = page.get_height()
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    boxes += [thing.get_bounds() for thing in page.get_objects(max_depth=1)]
    seen = [(bottom, top) for _, bottom, _, top in boxes if 0 < top - bottom < 0.9 * height]
    return sorted({round((height - at) * MM, 1) for both in seen for at in both})


def blank(page):
    """The highest part of a page on which there is nothing, in mm, and where it begins."""
    return max((b - a, a) for a, b in pairwise(marks(page)))


@pytest.mark.parametrize("output", EDGES)
def test_words_begin_at_one_edge_and_end_before_the_margin(pages, output):
    for page in pages(output):
        # The first letter of a title may hang by as much as its curve.
        assert min(starts(page)) == pytest.approx(EDGES[output], abs=0.6)
        text = page.get_textpage()
        right = max(text.get_charbox(at)[2] for at in range(text.count_chars())) * MM
        assert right <= 210 - 14 + 0.1


@pytest.mark.slow
@pytest.mark.parametrize("count", range(2, 14))
@pytest.mark.parametrize("output", ["temperature-check", "discussed"])
def test_no_page_for_several_is_blank_by_more_than_a_quarter(pages, output, count):
    assert all(blank(page)[0] < QUARTER for page in pages(output, count))


def test_only_the_end_of_a_card_in_large_print_is_blank_by_more_than_a_quarter(pages):
    for page in pages("large-print"):
        if not says(page, "Temperature check"):
            assert blank(page)[0] < QUARTER


def test_the_bands_of_large_print_have_one_height_with_their_words_in_the_middle(pages):
    found = set()
    for page in pages("large-print"):
        edges = [thing.get_bounds() for thing in page.get_objects(max_depth=1)]
        height = page.get_height()
        (band,) = {
            (round((height - top) * MM, 1), round((height - bottom) * MM, 1))
            for left, bottom, right, top in edges
            if 185 < (right - left) * MM < 187
        }
        (baseline,) = {y for _, y in characters(page) if y < band[1]}
        found.add((round(band[1] - band[0], 1), round(baseline - CAPITALS - band[0], 1)))
    ((height, above),) = found
    assert above == pytest.approx((height - CAPITALS) / 2, abs=0.11)


def test_badges_of_large_print_stand_on_the_edge_and_clear_of_their_heading(pages):
    page = pages("large-print")[0]
    text = page.get_textpage()
    index, _ = text.search("Positive indicators").get_next()
    left, bottom, _, top = text.get_charbox(index)
    beside = [
        thing.get_bounds()
        for thing in page.get_objects(max_depth=1)
        if thing.type != pdfium.FPDF_PAGEOBJ_TEXT
        and thing.get_bounds()[3] > bottom
        and thing.get_bounds()[1] < top
        and thing.get_bounds()[2] < left
    ]
    assert min(box[0] for box in beside) * MM == pytest.approx(18, abs=0.1)
    assert (left - max(box[2] for box in beside)) * MM > 3


# --- temperature check


def test_the_name_and_the_title_of_a_check_stand_on_one_line(pages):
    (page,) = pages("temperature-check")
    lines = {y for size, y in characters(page) if size == 30}
    text = page.get_textpage()
    index, _ = text.search("Name").get_next()
    name = (page.get_height() - text.get_charbox(index)[1]) * MM
    assert list(lines) == [pytest.approx(name, abs=0.15)]


@pytest.mark.parametrize("words", ["negative indicators", "positive indicators", "Talk", "At the"])
def test_the_words_of_a_check_stand_once_above_all_themes(pages, words):
    (page,) = pages("temperature-check")
    search = page.get_textpage().search(words, match_case=True)
    found = iter(search.get_next, None)
    tops = [page.get_textpage().get_charbox(at)[3] for at, _ in found]
    below = [top for top in tops if (page.get_height() - top) * MM > 50]
    assert len(below) == (2 if words == "At the" else 1)
    being, _ = page.get_textpage().search("Being").get_next()
    assert min(below) > page.get_textpage().get_charbox(being)[3]


@pytest.mark.parametrize(
    ("count", "definition", "indicators"), [(2, True, True), (6, True, False), (13, False, False)]
)
def test_rows_of_a_check_say_as_much_as_a_page_holds_all_alike(
    pages, count, definition, indicators
):
    (page,) = pages("temperature-check", count)
    cards = {card.id: card for card in layup_of("handouts").spec.deck.cards}
    for id_ in IDS[:count]:
        words = cards[id_].words
        assert says(page, words["definition"].text.split(",")[0]) == definition
        assert says(page, "Positive indicators") == indicators
    assert min(size for size, _ in characters(page)) == 10


def test_lines_to_write_on_never_fill_half_a_check(pages):
    for count in (2, 3, 5, 13):
        (page,) = pages("temperature-check", count)
        lines = [y for y in ruled_lines(page) if y > top_of(page, "My strengths")]
        assert {round(b - a, 1) for a, b in pairwise(lines)} <= {8.3, 8.4, 8.5}
        assert lines[-1] - lines[0] < 297 / 2


@pytest.mark.parametrize(
    ("choice", "order"),
    [
        (
            "tables:\n- {name: One, cards: [delivery, mindset]}\n"
            "- {name: Two, cards: [authenticity]}\n",
            ["Authenticity", "Mindset", "Delivery"],
        ),
        ("cards: [mindset, delivery, authenticity]\n", ["Mindset", "Authenticity", "Delivery"]),
    ],
)
def test_each_theme_of_a_check_is_one_table_in_the_order_of_the_deck(tmp_path, choice, order):
    (tmp_path / "day.yaml").write_text(
        f"title: Day\n{choice}outputs: [temperature-check]\n", encoding="utf-8"
    )
    built = run("build", tmp_path / "day.yaml", "-o", tmp_path / "day")
    assert built.exit_code == 0, built.stderr
    (page,) = pypdfium2.PdfDocument(next((tmp_path / "day").rglob("temperature-check.pdf")))
    heights = [top_of(page, name) for name in order]
    assert heights == sorted(heights)


# --- what was discussed


def test_a_single_page_of_what_was_discussed_is_not_counted(pages):
    assert not says(pages("discussed", 3)[0], "Page 1")
    assert [says(page, "of 2") for page in pages("discussed")] == [True, True]


def test_names_and_definitions_stand_on_one_line(pages):
    cards = {card.id: card for card in layup_of("handouts").spec.deck.cards}
    found = 0
    for page in pages("discussed"):
        text = page.get_textpage()
        for id_ in IDS:
            name = cards[id_].called.text.split()[0]
            definition = " ".join(cards[id_].words["definition"].text.split()[:4])
            if says(page, definition):
                (beside,) = (
                    box[1]
                    for at, _ in iter(text.search(name, match_case=True).get_next, None)
                    if (box := text.get_charbox(at))[0] * MM < 90 and box[1] * MM > 20
                )
                at, _ = text.search(definition).get_next()
                assert (text.get_charbox(at)[1] - beside) * MM == pytest.approx(0, abs=0.2)
                found += 1
    assert found == len(IDS)


# --- words


def lone_words(frame):
    """The last lines of paragraphs and items that hold only one word."""
    for role in ("P", "LBody"):
        for element in elements_of(frame.items, role):
            lines = {}
            for words in words_of([element]):
                lines.setdefault(round(words.y, 2), []).append(words.text)
            last = "".join(lines[max(lines)]).strip() if len(lines) > 1 else ""
            if last and " " not in last:
                yield last


def test_hardly_a_last_line_of_the_deck_has_only_one_word():
    """One on cards of A6 and of an office printer, in the same item, and one on handouts."""
    found = [
        word
        for output in ("cards", "office", "handouts")
        for faces in faces_of(output).values()
        for face in faces
        for word in lone_words(face.frame)
    ]
    assert sorted(found) == ["management", "professionals", "professionals"]


# --- a house style of wide letters

WIDE = ["handouts", "temperature-check", "discussed", "large-print", "reading", "tarot"]


@pytest.mark.slow
@pytest.mark.parametrize("output", WIDE)
def test_the_deck_fits_in_wide_letters(tmp_path, output):
    fonts = {"regular": "NotoSans_400Regular.ttf", "bold": "NotoSans_700Bold.ttf"}
    for name in fonts.values():
        (tmp_path / name).write_bytes((BUNDLED / "fonts" / name).read_bytes())
    style = ", ".join(f"{own}: {name}" for own, name in fonts.items())
    (tmp_path / "style.yaml").write_text(f"fonts: {{{style}}}\n", encoding="utf-8")
    project = cardgen.open(overlay=tmp_path / "style.yaml")
    assert [one for one in project.check([output]) if one.severity == "error"] == []
