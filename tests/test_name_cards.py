"""Name cards and badges, measured on the finished PDF: the first name large, one size for all."""

import ctypes
from collections import defaultdict

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import cardgen

PEOPLE = ["Zoë Müller", "Jo Li", "Kwame Mensah", "Dafydd Llywelyn ap Rhys", "Jennifer O’Brien"]
LONG = ["Bartholomew Featherstonehaugh-Cholmondeley", "Maria-Magdalena Papadopoulou"]
CAPITALS = 0.66  # of the size: the height of a capital in the face of the names
A4 = {"width": 85, "height": 54, "x": 20, "y": 13.5, "across": 85, "down": 54}
L4785 = {"width": 80, "height": 50, "x": 18, "y": 13, "across": 95, "down": 55}


def built(*people, output="name-cards", **more):
    """The sheets of an output for these people."""
    options = {"output": output, **more}
    day = {"title": "A day in Leeds", "participants": [*people], "outputs": [options]}
    made = cardgen.open().build_workshop(day)
    data = next(file.data for file in made.files if file.name.endswith(f"{output}.pdf"))
    return pypdfium2.PdfDocument(data)


def lines(page, cells):
    """For each card of a sheet, its lines from the top: size in points, baseline in mm from the
    card's top, left edge in mm from its left, and the words."""
    text, height = page.get_textpage(), page.get_height()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    cards = defaultdict(lambda: defaultdict(list))
    for at in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
        if letter in "\r\n":
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, at) * max(abs(matrix.a), abs(matrix.b))
        left, top = x.value * 25.4 / 72 - cells["x"], (height - y.value) * 25.4 / 72 - cells["y"]
        row, column = int(top // cells["down"]), int(left // cells["across"])
        place = round(size, 2), round(top - row * cells["down"], 2)
        cards[row, column][place].append((round(left - column * cells["across"], 2), letter))
    return {
        card: [
            (size, y, min(found)[0], "".join(letter for _, letter in found).strip())
            for (size, y), found in sorted(own.items(), key=lambda item: item[0][1])
        ]
        for card, own in sorted(cards.items())
    }


def first_names(page, cells=A4):
    """The largest line of each card."""
    return [max(own, key=lambda line: line[0]) for own in lines(page, cells).values()]


def test_every_first_name_is_read_at_three_metres():
    for size, *_ in first_names(built(*PEOPLE)[0]):
        cap_height = CAPITALS * size * 25.4 / 72
        assert 300 * cap_height >= 3000  # mm; capitals can be told from 300 times their height


def test_first_names_have_one_size_one_height_and_the_surname_smaller_below():
    sheet = built(*PEOPLE)[0]
    names = first_names(sheet)
    assert sorted(name for *_, name in names) == ["Dafydd", "Jennifer", "Jo", "Kwame", "Zoë"]
    assert {(size, y) for size, y, *_ in names} == {(44, names[0][1])}
    for own in lines(sheet, A4).values():
        y = max(own)[1]
        below = [line for line in own if line[1] > y]
        assert [line[0] for line in below] == [18]
        assert below[0][1] - y > 8  # whatever goes down below the first name


def test_names_that_are_too_long_have_one_smaller_size():
    sizes = {
        name.rstrip("\x02"): size for size, _, _, name in first_names(built(*PEOPLE, *LONG)[0])
    }
    smaller = {sizes.pop(name) for name in ("Bartholomew", "Maria")}  # -Magdalena stands below
    assert set(sizes.values()) == {44}  # for all others they change nothing
    assert len(smaller) == 1 and 28 <= smaller.pop() < 44


def test_pronouns_and_organisation_leave_the_names_where_they_are():
    show = ["she/her", "Leeds Teaching Hospitals NHS Trust"]
    people = [{"name": "Zoë Müller", "details": show}, {"name": "Jo Li"}]
    one, other = first_names(built(*people)[0])
    assert one[:2] == other[:2]


@pytest.mark.parametrize(
    ("name", "first", "surname"),
    [
        ("Dr Jane Smith", "Dr Jane", "Smith"),
        ("Prof. Dr Ann Lee", "Prof. Dr Ann", "Lee"),
        ("Sting", "Sting", None),
        ("Lee, Ann", "Lee, Ann", None),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Mr", "Mr", None),
    ],
)
def test_a_name_is_divided_after_its_title_and_first_word(name, first, surname):
    ((_, (size, *_, large), *rest),) = lines(built(name)[0], A4).values()
    assert size >= 28 and large == first
    assert [words for *_, words in rest] == ([surname] if surname else [])


def test_a_first_name_of_two_words_is_whole_where_it_has_a_column_of_its_own(tmp_path):
    (tmp_path / "p.csv").write_text("First name,Surname\nMary Ann,Jones\n", encoding="utf-8")
    (tmp_path / "w.yaml").write_text(
        "title: T\nparticipants: {file: p.csv}\noutputs: [name-cards]\n", encoding="utf-8"
    )
    made = cardgen.open().build_workshop(str(tmp_path / "w.yaml"))
    data = next(file.data for file in made.files if file.name.endswith("name-cards.pdf"))
    ((_, first, surname),) = lines(pypdfium2.PdfDocument(data)[0], A4).values()
    assert (first[3], surname[3]) == ("Mary Ann", "Jones")


def test_folded_name_cards_stand_with_the_name_upright_on_both_sides():
    """The fold is at the cards' side, so that they stand like a book with both sides upright."""
    text = built("Ann Lee", fold=True)[0].get_textpage()
    matrix, found = pdfium.FS_MATRIX(), []
    for at in range(text.count_chars()):
        pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
        found.append((round(matrix.b, 3), round(matrix.c, 3), matrix.a > 0))
    assert set(found) == {(0, 0, True)}
    assert text.get_text_range().count("Ann") == 2


def test_badges_lie_on_the_usual_labels_on_one_side():
    sheets = built(*PEOPLE, output="badges")
    assert len(sheets) == 1
    for own in lines(sheets[0], L4785).values():
        assert all(4 <= y <= 46 and x >= 4 for _, y, x, _ in own)
        assert min(size for size, *_ in own) >= 8.5
        assert max(size for size, *_ in own) >= 40
