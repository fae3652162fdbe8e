"""The workbook, read from its finished PDF: its pages in order, each behaviour a spread, contents
that tell the truth, and folded as a booklet."""

import io
import json
import re
import shutil
from itertools import pairwise

import pypdfium2
import pytest
import small_decks
from command_line import built, run
from decks import BWRDD, pages_of
from small_decks import small_deck
from structure import headings, script, told_by_pdf
from test_booklet import folded, halves
from test_one_system import characters

import cardgen
from cardgen.graphics.frame import Element, Line, Placed

NAMES = [card["name"] for card in cardgen.open().list("cards") if card["number"]]
MM = 25.4 / 72
WIDTH, EDGE, WRITING = 148.5, 13, 8
THEMES = [{"id": f"t{at}", "name": f"Theme {at}", "colour": "pine", "mark": "core"} for at in "ab"]
KINDS = {
    **small_decks.KINDS,
    "how-to": {
        "fields": {"heading": "text", "steps": "steps", "back-heading": "text", "back": "list"}
    },
}


def texts(data):
    """What each page says over its foot."""
    pages = pypdfium2.PdfDocument(data)
    return [within(page, bottom=15 / MM) for page in pages]


def within(page, **edges):
    return " ".join(page.get_textpage().get_text_bounded(**edges).split())


def folios(data):
    """The number at the foot of each page, None on those that have none."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        foot = within(page, top=15 / MM)
        number = re.search(r"^\d+ | \d+$", foot)
        found.append(int(number.group()) if number else None)
    return found


def contents(data):
    """The names in the contents with their pages, as the tags tell them."""
    told = [(tags[0], words) for _, tags, words in told_by_pdf(data)]
    found = []
    for at, (role, _) in enumerate(told):
        if role == "LI" and [own for own, _ in told[at + 1 : at + 5]] == ["Lbl", "LBody", "P", "P"]:
            name, page = told[at + 3][1], told[at + 4][1]
            if page.isdigit():
                found.append((name, int(page)))
    return found


def of_small_deck(folder, count, cards=(), **more):
    """A workbook of so many small cards, in two themes."""
    own = [
        {
            "name": f"Name {at}",
            "theme": "ta" if at < count / 2 else "tb",
            "negative": [f"hides {at}"],
        }
        for at in range(count)
    ]
    small_deck(folder, *own, *cards, themes=THEMES, **more)
    return built("workbook", folder=folder)


def test_pages_come_in_the_order_of_a_book():
    cover, table, how_to, *spreads, last, notes, back = texts(built("workbook"))
    assert cover == "Doing Things Differently Rethinking Leadership Behaviours Workbook Name"
    assert table.startswith("Contents Being 1 Authenticity 4 2 Mindset 6 3 Resilience")
    assert how_to.startswith("How to use the cards 1 Explore Get to know the four themes")
    assert last.startswith("To take with me My strengths")
    assert notes == "Notes"
    assert folios(built("workbook")) == [None, *range(2, 32), None]
    assert back.startswith("NHS North West Leadership Academy Text ©")
    assert len(spreads) == 26


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8, 13, 30])
def test_contents_tell_where_each_behaviour_is_and_pages_are_a_multiple_of_four(tmp_path, count):
    data = of_small_deck(tmp_path, count)
    pages, told = texts(data), contents(data)
    assert [name for name, _ in told] == [f"Name {at}" for at in range(count)]
    for at, (name, number) in enumerate(told):
        left, right = pages[number - 1], pages[number]
        assert number % 2 == 0 and folios(data)[number - 1] == number
        assert name in left and "Positive indicators" in left and "Relies" in left
        assert "Negative indicators" in right and right.count(f"hides {at}") == 1
    assert len(pages) % 4 == 0
    assert pages[-2] == "Notes"


def test_contents_of_the_deck_are_right_for_any_choice():
    for choice in ((), ("--card", "trust"), ("--theme", "being"), ("--not", "trust")):
        data = built("workbook", *choice)
        pages, told = texts(data), contents(data)
        assert told
        for name, number in told:
            plain = name.replace("’", "'")
            assert plain.split()[0] in pages[number - 1], name
            assert "Positive indicators" in pages[number - 1]
            assert folios(data)[number - 1] == number
    assert [name for name, _ in contents(built("workbook"))] == NAMES


def test_a_page_without_a_spread_before_the_first_left_one_is_for_notes(tmp_path):
    """A deck that does not say how to use it has a page less before its spreads."""
    assert texts(of_small_deck(tmp_path, 3))[2] == "Notes"


def test_a_deck_says_in_its_own_words_how_to_use_it(tmp_path):
    card = {
        "kind": "how-to",
        "heading": "Use them well",
        "steps": [{"name": "Look", "text": "at {behaviours} of them"}],
        "back-heading": "More",
        "back": ["of it"],
    }
    deck = small_deck(tmp_path, {"theme": "ta"}, {"theme": "tb"}, themes=THEMES, kinds=KINDS)
    data = json.loads(deck.read_text("utf-8"))
    data["cards"].append({"id": "use", **card})
    deck.write_text(json.dumps(data, indent=1), "utf-8")
    assert texts(built("workbook", folder=tmp_path))[2] == (
        "Use them well 1 Look at 2 of them More of it"
    )


def test_no_page_is_blank():
    for choice in ((), ("--card", "trust"), ("--theme", "being", "--theme", "delivering")):
        assert all(texts(built("workbook", *choice)))


@pytest.mark.parametrize("choice", [(), ("--card", "trust"), ("--theme", "delivering")])
def test_the_folded_booklet_reads_in_the_order_of_the_pages(choice):
    turned = folded(halves(built("workbook", "--booklet", *choice)))
    turned = [" ".join(page.split()) for page in turned]
    pages = pypdfium2.PdfDocument(built("workbook", *choice))
    assert turned == [within(page) for page in pages]


def test_the_booklet_is_for_paper_of_a4():
    made = run("build", "workbook", "--booklet", "-n")
    assert "13 cards → 8 sheets of A4, both sides, actual size, flip on SHORT edge" in made.stderr
    assert "a booklet of 32 pages of A5" in made.stderr
    page = pypdfium2.PdfDocument(built("workbook", "--booklet"))[0]
    assert [round(side * MM, 1) for side in page.get_size()] == [297, 210]


def test_folios_stand_at_the_outer_edge_of_every_page_but_the_covers():
    pages = pypdfium2.PdfDocument(built("workbook"))
    for number, page in enumerate(pages, 1):
        text, height = page.get_textpage(), page.get_height()
        foot = [
            (text.get_charbox(at), text.get_text_range(at, 1))
            for at in range(text.count_chars())
            if text.get_charbox(at)[3] < 14 / MM and text.get_text_range(at, 1).strip()
        ]
        assert height == pytest.approx(210 / MM, abs=0.1)
        if number in (1, len(pages)):
            assert foot == []
            continue
        is_left = number % 2 == 0
        near = [
            character
            for (left, _, right, _), character in foot
            if (left * MM < 26 if is_left else right * MM > WIDTH - 26)
        ]
        assert "".join(near) == str(number)
        ends = min(box[0] for box, _ in foot) * MM, max(box[2] for box, _ in foot) * MM
        assert ends == pytest.approx((EDGE, WIDTH - EDGE), abs=0.6)


def test_sizes_of_type_are_seven_and_no_text_is_smaller_than_11_pt_but_the_foot():
    sizes, small = set(), set()
    for page in pypdfium2.PdfDocument(built("workbook")):
        for size, y in characters(page):
            sizes.add(size)
            if size < 11:
                small.add(y)
    assert sizes == {10, 11, 12, 14, 22, 24, 34}
    assert len(small) == 1 and small.pop() == pytest.approx(201, abs=0.05)


def inside(items):
    for item in items:
        if isinstance(item, Element):
            yield from inside(item.items)
        elif isinstance(item, Placed):
            yield from inside(item.frame.items)
        else:
            yield item


def lines():
    """The heights of the lines to write on, of each page, from the top."""
    return [
        sorted(round(i.y1, 2) for i in inside(page.frame.items) if is_to_write_on(i))
        for page in pages_of("workbook")
    ]


def is_to_write_on(item):
    return isinstance(item, Line) and item.ink.name == "rule" and item.width_pt == 0.5


def test_lines_to_write_on_have_one_pitch_and_the_lowest_stands_at_one_height():
    pages = lines()
    written = [page for page in pages if len(page) > 1]
    assert len(written) == 13 + 2  # right pages, what to take along, and notes
    for page in written:
        gaps = [round(b - a, 2) for a, b in pairwise(page)]
        assert min(gaps) == WRITING
        assert {gap for gap in gaps if gap != WRITING} <= {gap for gap in gaps if gap >= 18}
        assert page[-1] == pytest.approx(191, abs=0.01)
    for page in pages[4:29:2]:
        assert 6 <= len(page) <= 12 and page[-3] == pytest.approx(191 - 2 * WRITING, abs=0.01)


def test_all_spreads_have_one_grid():
    """Art, head and list begin at one height on all left pages."""
    pages = [list(inside(p.frame.items)) for p in pages_of("workbook")]
    grids = set()
    for page in pages[3:28:2]:
        heads = {
            round(i.y, 2)
            for i in page
            if hasattr(i, "size_pt") and i.text.strip() in ("Positive", "Positive indicators")
        }
        grids.add(tuple(sorted(heads)))
    assert len(grids) == 1 and grids.pop()


@pytest.mark.slow
def test_it_is_read_out_as_a_book_with_a_section_for_each_behaviour():
    found = headings(script("workbook"))
    assert found[:8] == [
        ("1", "Doing Things Differently"),
        ("2", "Contents"),
        ("3", "Being"),
        ("3", "Relating and communicating"),
        ("3", "Leading and visioning"),
        ("3", "Delivering"),
        ("2", "How to use the cards"),
        ("2", "Positive and negative indicators"),
    ]
    assert [words for level, words in found if level == "2"][3:16] == NAMES
    of_trust = found[found.index(("2", "Trust")) :][1:6]
    assert of_trust == [
        ("3", "Positive indicators"),
        ("3", "Negative indicators"),
        ("3", "Temperature check"),
        ("3", "An example that shows where I am"),
        ("3", "One thing I will try next"),
    ]
    assert [words for _, words in found[-5:]] == [
        *("To take with me", "My strengths", "What I want to work on", "What I will try", "Notes")
    ]


def test_long_lists_go_on_over_further_pages_and_contents_still_tell_the_truth(tmp_path):
    item = "an indicator that is rather long and needs two lines at least to be said in full"
    cards = [
        {"name": "Long", "theme": "ta", "positive": [item] * 40, "negative": [item] * 40},
        {"name": "A name of several words that no line of the contents holds", "theme": "tb"},
    ]
    small_deck(tmp_path, *cards, themes=THEMES)
    data = built("workbook", folder=tmp_path)
    pages, told = texts(data), contents(data)
    assert sum(page.count("indicator that is rather") for page in pages) == 80
    assert any("Positive indicators, continued" in page for page in pages)
    (long, first), (name, second) = told
    assert long in pages[first - 1] and name in pages[second - 1]
    assert first % 2 == second % 2 == len(pages) % 4 == 0
    assert all(pages[:-1])


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("A title " * 14, "line"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2, "mm wide"),
    ],
)
def test_a_title_that_fits_neither_cover_nor_foot_is_refused_with_its_place(tmp_path, title, why):
    small_deck(tmp_path, {"theme": "ta"}, themes=THEMES, title=title.strip())
    made = run("-C", tmp_path, "build", "workbook", "-o", tmp_path / "w.pdf")
    assert made.exit_code == 1 and "E302" in made.stderr
    assert re.search(r"deck\.yaml:2:", made.stderr) and why in made.stderr
    assert not (tmp_path / "w.pdf").exists()


def test_two_languages_have_a_book_each():
    data = run("-C", BWRDD, "--lang", "cy,en", "build", "workbook", "-o", "-").stdout_bytes
    pages = texts(data)
    assert len(pages) == 24
    assert folios(data) == [None, *range(2, 12), None] * 2
    for book, title, name in ((pages[:12], "Cynnwys", "Gwrando"), (pages[12:], "Contents", "List")):
        assert book[1].startswith(title)
        number = int(re.search(rf"{name}\S* (\d+)", book[1]).group(1))
        assert name in book[number - 1]


def test_drafts_and_one_ink_have_the_same_pages():
    assert texts(built("workbook", "--draft")) == texts(built("workbook"))
    assert texts(built("workbook", "--ink", "mono")) == texts(built("workbook"))


@pytest.mark.slow
def test_each_person_of_a_workshop_has_a_booklet_with_their_name_on_the_cover(tmp_path):
    plan = "title: W\ncards: [trust, mindset]\nparticipants: [Ann Lee, Cerys Morgan]\n"
    plan += "outputs: [{output: workbook, names: true, booklet: true, spares: 1}]\n"
    (tmp_path / "w.yaml").write_text(plan, encoding="utf-8")
    made = run("-C", tmp_path, "build", tmp_path / "w.yaml", "-o", tmp_path / "w")
    assert made.exit_code == 0, made.stderr
    (path,) = (tmp_path / "w").glob("workbook*.pdf")
    sides = halves(path.read_bytes())
    books = [folded(sides[at : at + 6]) for at in range(0, len(sides), 6)]
    assert len(books) == 3
    for book, name in zip(books, ("Ann Lee", "Cerys Morgan", "Name"), strict=True):
        assert name in " ".join(book[0].split())
        assert "Mindset 6" in " ".join(book[1].split()) or "Mindset 4" in " ".join(book[1].split())
        assert "Notes" in book[-2]
    assert "Ann" not in "".join(books[0][1:])


def test_the_same_deck_makes_the_same_file(tmp_path):
    shutil.copytree(BWRDD / "deck", tmp_path / "deck")
    first, second = (
        run("-C", tmp_path, "build", "workbook", "-o", "-").stdout_bytes for _ in range(2)
    )
    assert first == second and io.BytesIO(first).read(5) == b"%PDF-"
