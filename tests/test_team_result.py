"""The sheet on which a group gathers its temperature checks, by hand or from a table of scores."""

import io
from collections import Counter

import pypdf
import pypdfium2
import pytest
from command_line import run
from office_files import workbook

import cardgen
from cardgen.problems import DeckError, Stop, Unsupported

CHOSEN = ["trust", "mindset", "delivery"]
BEFORE = {"trust": [-3, -1, -1, 0, 2], "mindset": [0, 0, 1, 1, 1, 2], "delivery": [3, 3, 3]}
AFTER = {"trust": [0, 0, 1, 1, 2], "mindset": [1] * 6, "delivery": [2, 2, 2]}
NAMES = {"trust": "Trust", "mindset": "Mindset", "delivery": "Delivery"}


def lines(**occasions):
    """A table with a line for each mark."""
    rows = [
        f"{card},{mark},{when}"
        for when, marks in occasions.items()
        for card in marks
        for mark in marks[card]
    ]
    return "\n".join(["card,score,when", *rows]).encode()


def people(marks):
    """The same marks as a form of answers has them: a line a person, a column a card."""
    most = max(map(len, marks.values()))
    columns = [[*own, *[""] * (most - len(own))] for own in marks.values()]
    rows = [["Someone", *row] for row in zip(*columns, strict=True)]
    return [["Your name", *(NAMES[card] for card in marks)], *rows]


def csv(rows):
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def built(scores=None, cards=CHOSEN, **options):
    return cardgen.open().build("team-result", cards=cards, scores=scores, **options)


def alts(data):
    """The alternative texts of the figures of a PDF, in order."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for kid in node:
                walk(kid)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"])
    return found


def words_of(data):
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def counted(marks):
    counts = Counter(marks)
    steps = ["−3", "−2", "−1", "0", "+1", "+2", "+3"]
    return ", ".join(f"{step}: {counts[at - 3]}" for at, step in enumerate(steps))


def dots(data):
    """How many small round shapes there are on the first page, up to 2 mm in size."""
    page = pypdfium2.PdfDocument(data)[0]
    found = 0
    for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        width, height = (right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4
        found += 0.5 < width < 2.2 and abs(width - height) < 0.1
    return found


# --- by hand


def test_each_chosen_behaviour_has_boxes_before_and_after_and_a_line_for_the_median():
    data = built().files[0].data
    empty = "An empty box for each step from −3 through 0 to +3"
    assert alts(data).count(empty) == 6
    words = words_of(data)
    assert words.count("Median") == 1
    assert words.count("Before") == 3 and words.count("After") == 3
    assert "It is not a score" in words


def test_the_whole_deck_is_on_one_page_and_few_behaviours_leave_lines_to_write_on():
    whole = built(cards=None).files[0]
    assert len(pypdfium2.PdfDocument(whole.data)) == 1
    assert "What we will try next" not in words_of(whole.data)
    assert "What we will try next" in words_of(built().files[0].data)


# --- with scores


def test_marks_are_counted_for_each_step_and_told_in_words():
    data = built(lines(before=BEFORE, after=AFTER)).files[0].data
    said = [alt for alt in alts(data) if alt.startswith("How many people")]
    # In the deck's order; of delivery there are too few.
    shown = [BEFORE["mindset"], AFTER["mindset"], BEFORE["trust"], AFTER["trust"]]
    assert said == [f"How many people marked each step. {counted(marks)}" for marks in shown]
    words = words_of(data)
    for told in ("−1 (5 people)", "+1 (5 people)", "+1 (6 people)"):
        assert told in words


def test_a_median_between_two_marks_names_both():
    marks = {"trust": [-1, -1, 0, 2, 2, 3]}
    assert "0 to +2 (6 people)" in words_of(built(lines(after=marks), ["trust"]).files[0].data)


def test_every_mark_is_a_dot():
    marks = {"trust": [-3, -1, -1, 0, 2], "mindset": [1] * 6}
    data = built(lines(after=marks), ["trust", "mindset"]).files[0].data
    assert dots(data) == 11


def test_below_five_marks_none_is_shown():
    marks = {"trust": [1, 1, 2, 3], "mindset": [0] * 5}
    data = built(lines(after=marks), ["trust", "mindset"]).files[0].data
    assert "fewer than 5 people" in words_of(data) and dots(data) == 5
    assert not any("+3: 1" in alt for alt in alts(data))


def test_more_marks_than_dots_fit_are_figures():
    data = built(lines(after={"trust": [1] * 300 + [2] * 7}), ["trust"]).files[0].data
    assert dots(data) == 0 and "300" in words_of(data).split()


def test_a_line_for_each_person_gives_the_same_sheet(tmp_path):
    rows = people(AFTER)
    made = built(csv(rows))
    assert made.files[0].data == built(lines(after=AFTER)).files[0].data
    assert (
        made.files[0].data == built(workbook(tmp_path / "answers.xlsx", Answers=rows)).files[0].data
    )
    assert b"Someone" not in made.files[0].data and "Someone" not in words_of(made.files[0].data)
    (told,) = made.problems
    assert (told.code, told.what) == ("W703", 'what stands under "Your name" is left out')


def test_the_same_scores_make_the_same_bytes(tmp_path):
    table = tmp_path / "scores.csv"
    table.write_bytes(lines(before=BEFORE, after=AFTER))
    made = [built(table).files[0].data, built(table.read_bytes()).files[0].data]
    assert made[0] == made[1]


FAULTS = {
    "card,score\ntrsut,1": ("E701", 'no card is called "trsut"'),
    "card,score\ntrust,4": ("E703", "+4 is no step of the scale"),
    "card,score\ntrust,-3.5": ("E703", "−3.5 is no step of the scale"),
    "card,score\ntrust,good": ("E703", '"good" is not a score'),
    "card,score\n,1": ("E703", 'nothing in the column "card"'),
    "card,score,when\ntrust,1,soon": ("E703", "this says neither before nor after"),
    "number,points\n1,1": ("E703", ""),
    "day,mood\n1,1": ("E703", "headings above the others: card, score,"),
    "": ("E703", "the file is empty"),
}


@pytest.mark.parametrize("table", FAULTS)
def test_what_is_wrong_with_scores_is_told_at_its_place(table, tmp_path):
    code, words = FAULTS[table]
    (tmp_path / "scores.csv").write_text(table, encoding="utf-8")
    told = run("-C", tmp_path, "build", "team-result", "--scores", tmp_path / "scores.csv", "-n")
    assert told.exit_code == 1 and f"error[{code}]" in told.stderr and words in told.stderr
    assert "scores.csv" in told.stderr and told.stderr.count("error[") == 1
    with pytest.raises(DeckError):
        built(table.encode())


def test_scores_are_refused_where_none_are_shown_and_where_there_is_no_table():
    with pytest.raises(Unsupported, match="--scores can only be used for team-result"):
        cardgen.open().build("office", scores=b"card,score\ntrust,1")
    with pytest.raises(Stop, match=r"there is no file none\.csv"):
        built("none.csv")
