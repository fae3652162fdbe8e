"""Booklets, folded from the finished file: pages in order, for people and for screen readers."""

import io

import pypdf
import pypdfium2
import pytest
from command_line import run
from frames import ABOUT, FONTS, face, says
from hypothesis import given
from hypothesis import strategies as st

import cardgen
from cardgen.graphics.frame import Frame, Page
from cardgen.impose.booklet import booklets, sides_of
from cardgen.output.pdf import write_pdf
from cardgen.problems import Unsupported


def halves(data):
    """The words on the left and on the right half of each page of a PDF."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        found.append(
            [
                text.get_text_bounded(left=x, right=x + width / 2, bottom=0, top=height).strip()
                for x in (0, width / 2)
            ]
        )
    return found


def words_of(path):
    pages = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def folded(sides):
    """The pages in the order in which they are turned: sheets are printed on both sides, flipped on
    their short edge, laid on each other with the first outermost, and folded in the middle."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first = [page for front, back in sheets for page in (front[1], back[0])]
    return first + [page for front, back in reversed(sheets) for page in (back[1], front[0])]


def numbered(count, **more):
    """So many pages that say which they are."""
    return [
        Page(Frame(60, 90, (face(f"p{n}", says("P", f"page {n}."), at=(0, 0), **more),)), "front")
        for n in range(1, count + 1)
    ]


def written(pages):
    data = io.BytesIO()
    write_pdf(booklets(pages), ABOUT, FONTS, data)
    return data.getvalue()


@pytest.mark.parametrize("count", [*range(4, 65, 4), 1, 2, 3, 5, 13, 62])
def test_a_booklet_reads_in_order_when_it_is_folded(count):
    sides = halves(written(numbered(count)))
    blank = -count % 4
    assert len(sides) == (count + blank) // 2
    assert folded(sides) == [f"page {n}." for n in range(1, count + 1)] + [""] * blank


def test_pages_put_on_the_wrong_halves_are_out_of_order():
    swapped = [side[::-1] for side in halves(written(numbered(8)))]
    assert folded(swapped) != [f"page {n}." for n in range(1, 9)]


@given(st.integers(1, 100).map(lambda quarter: 4 * quarter))
def test_each_page_has_one_place(pages):
    places = [number for _, left, right in sides_of(pages) for number in (left, right)]
    assert sorted(places) == [*range(1, pages + 1)]


def test_each_copy_is_a_booklet_of_its_own():
    copies = [
        Page(
            page.frame._replace(
                items=tuple(
                    item._replace(face=item.face._replace(copy=copy)) for item in page.frame.items
                )
            ),
            "front",
        )
        for copy in (1, 2)
        for page in numbered(4)
    ]
    sides = halves(written(copies))
    pages = [f"page {n}." for n in range(1, 5)]
    assert folded(sides[:2]) == pages and folded(sides[2:]) == pages


def read_aloud(data):
    """The numbers of the pages in the order of the structure tree."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return [str(kid.get_object()["/T"]) for kid in root.get_object()["/K"]]


def test_a_screen_reader_has_the_pages_in_order():
    assert read_aloud(written(numbered(12))) == [f"p{n}" for n in range(1, 13)]


def test_bookmarks_lead_through_the_pages_in_order():
    reader = pypdf.PdfReader(io.BytesIO(written(numbered(8))))
    assert [entry.title for entry in reader.outline] == [f"p{n}" for n in range(1, 9)]
    places = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert places == [0, 1, 2, 3, 3, 2, 1, 0]


@pytest.mark.slow
def test_handouts_are_a_booklet_on_paper_twice_as_wide(tmp_path):
    made = run("build", "handouts", "--booklet", "--verify", "-o", tmp_path / "b.pdf")
    assert made.exit_code == 0 and made.stdout_bytes == b""
    assert "13 cards → 4 sheets of A3, both sides, actual size, flip on SHORT edge" in made.stderr
    assert "staple them there: a booklet of 16 pages of A4" in made.stderr
    data = (tmp_path / "b.pdf").read_bytes()
    names = [card["name"] for card in cardgen.open().list("cards") if card["number"]]
    turned = folded(halves(data))
    assert [name.split()[0] in page for name, page in zip(names, turned, strict=False)] == [
        True
    ] * 13
    assert turned[13:] == ["", "", ""]
    page = pypdfium2.PdfDocument(data)[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [420, 297]


def test_a_booklet_is_of_whole_pages_and_made_in_one_piece():
    with pytest.raises(Unsupported, match="is made of cards; --booklet"):
        cardgen.open().build("office", booklet=True)
    with pytest.raises(Unsupported, match="all pages in one piece"):
        cardgen.open().build("handouts", booklet=True, changed_since="old.pdf")


@pytest.mark.slow
def test_each_person_of_a_workshop_has_a_booklet(tmp_path):
    plan = "title: W\ncards: [trust, mindset]\nparticipants: [{name: Ann}, {name: Bea}]\n"
    plan += "outputs: [{output: handouts, names: true, booklet: true}]\n"
    (tmp_path / "w.yaml").write_text(plan, encoding="utf-8")
    made = run("-C", tmp_path, "build", tmp_path / "w.yaml", "-o", tmp_path / "w")
    assert made.exit_code == 0, made.stderr
    assert "the sheets of each booklet together in the middle, and staple them" in made.stderr
    assert "2 sheets of A3" in made.stderr and "2 booklets of A4" in made.stderr
    told = words_of(tmp_path / "w" / "index.pdf")
    assert "2 sheets of A3" in told and "the sheets of each booklet together" in told
    sides = halves((tmp_path / "w" / "handouts.pdf").read_bytes())
    assert len(sides) == 4
    for name, own in (("Ann", sides[:2]), ("Bea", sides[2:])):
        first, second, *blank = folded(own)
        assert name in first and name in second and blank == ["", ""]
