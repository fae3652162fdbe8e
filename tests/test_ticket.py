"""The job ticket that goes to a print room beside a file: how many, on what, how it is cut and
packed, with a drawing of the sheet."""

import hashlib
import json
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from command_line import run
from decks import BUNDLED, BWRDD, HOUSE, layup_of
from pypdf import PdfReader
from structure import dump, told_by_pdf
from verapdf import failures

import cardgen
from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Box, Element, Frame, GlyphRun, Line, Placed
from cardgen.jobs.runs import plans, with_copies
from cardgen.jobs.ticket import ticket_file
from cardgen.model.cut_sheet import CutSheet, TakenOff
from cardgen.model.options import Options
from cardgen.model.plan import FilePlan, ShopPlan
from cardgen.model.standard import PDF_X_4
from cardgen.problems import Problems
from cardgen.typeset.blocks.sheet import apart


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pages(options=None, times=1, folder=BUNDLED):
    """The ticket of press sheets of fifty decks, whose file has a digest of noughts."""
    options = options or Options(copies=50, order="cards")
    layup = layup_of("press-sheets", folder, options)
    layup = with_copies(layup, layup.spec.chosen(), options.copies)
    shop = ShopPlan("print-room", PDF_X_4, "FOGRA39", 3.0, False)
    shop.plates, shop.total_ink = ["Cyan", "Magenta", "Yellow", "Black"], 258.0
    plan = FilePlan("sheets.pdf", "press-sheets", "SRA3", "both", "long", plans(layup), shop)
    plan.sha256, plan.size = "0" * 64, 1_357_315
    problems = Problems()
    made = list(ticket_file(layup, plan, times, problems).pages)
    assert problems == []
    return made


def items(frame):
    """All that is on a frame, with what is within it."""
    for item in frame.items:
        yield item
        if isinstance(item, Placed):
            yield from items(item.frame)
        elif isinstance(item, Element):
            yield from items(Frame(0, 0, item.items))


def said(options=None, **more):
    """The words of a ticket: each heading, cell and paragraph, in the order of reading."""
    found = []
    for page in pages(options, **more):
        for item in items(page.frame):
            if isinstance(item, Element) and item.role in ("H", "P", "TH", "TD"):
                runs = [run for run in item.items if isinstance(run, GlyphRun)]
                lines = groupby(runs, key=lambda run: run.y)
                words = " ".join("".join(run.text for run in line) for _, line in lines)
                found.append(" ".join(words.split()))
    return [words for words in found if words]


def facts(told):
    """What stands after each word."""
    return dict(reversed(list(pairwise(told))))


def built(*arguments):
    result = run("build", *arguments, "--ticket", "-o", "job.pdf")
    assert result.exit_code == 0, result.stderr
    return Path("job-ticket.pdf").read_bytes()


# What it says.


def test_it_begins_with_what_it_is_and_how_many_are_wanted():
    told = said()
    assert told[:4] == [
        *("Job ticket", "Doing Things Differently", "NHS North West Leadership Academy"),
        "edition of 24 November 2026",
    ]
    after = told.index("50 decks of 16 cards = 800 cards")
    assert after < told.index("Stock and inks") < told.index("Finishing") < told.index("Packing")
    assert told[after + 1 : after + 7] == [
        *("Different cards", "16, 50 of each"),
        *("Sheets", "165 of SRA3: 150, with 15 for overs"),
        *("Formes", "3: sheets 1–50, 51–100, 101–150"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), "1 deck of 16 cards"),
        (Options(themes=("being",), copies=20), "20 sets of 3 cards = 60 cards"),
        (Options(cards=("trust",), copies=20), "20 cards"),
        (Options(copies=2, fill="spares"), "2 decks of 16 cards = 32 cards"),
    ],
)
def test_a_choice_is_no_deck_and_spares_are_not_counted(options, words):
    told = said(options)
    assert words in told
    assert facts(told)["Band or bag"] == words.split(" =")[0]
    if options.cards:
        assert facts(told)["Card"] == "Trust"
    if options.fill == "spares":
        assert (facts(told)["Spare cards"], facts(told)["Left over"]) == ("4", "4 cards")


@pytest.mark.parametrize("order", ["decks", "stack"])
def test_blank_cards_are_none_of_the_different_cards(order):
    told = facts(said(Options(copies=2, fill="blank", order=order)))
    assert (told["Different cards"], told["Blank cards"]) == ("16, 2 of each", "4")


def test_what_cannot_be_known_has_a_line_to_write_on():
    told = said()
    (page,) = pages()
    wanted = ("Customer", "Contact", "Order number", "Date due")
    assert [word for word in told if word in wanted] == list(wanted)
    lines = [item for item in items(page.frame) if isinstance(item, Line)]
    assert len([line for line in lines if line.x1 > 140 and line.y1 == line.y2 < 42]) == 4


def test_it_says_on_what_with_which_inks_and_to_which_size():
    told = facts(said())
    assert told["Stock"] == "Coated card, 300 to 400 g/m²"
    assert told["Sheet"] == "SRA3, 320 × 450 mm"
    assert told["Sides"] == "both, flip on LONG edge"
    assert told["Condition"].startswith("FOGRA39: Offset on coated paper")
    assert told["Plates"] == "Cyan, Magenta, Yellow, Black"
    assert told["Total ink"] == "at most 258%"
    assert (told["Trim"], told["Bleed"]) == ("105 × 148 mm", "3 mm")
    assert (told["Gutters"], told["Corners"]) == ("6 mm, cut away", "square")
    assert (told["Name"], told["Standard"]) == ("sheets.pdf", "PDF/X-4")
    assert told["Size"] == "1.4 MB (1,357,315 bytes)"
    rounded = facts(said(Options(corners=3.0)))
    assert rounded["Corners"] == "rounded to 3 mm: see the dieline"


@pytest.mark.parametrize(
    ("options", "lie", "make_up"),
    [
        (
            {"order": "cards"},
            "Every pile is one card.",
            "One of each of the 16 cards makes a deck.",
        ),
        (
            {"order": "decks"},
            "Deck follows deck, row by row and sheet by sheet.",
            "Gather the cards in that order. Every 16 are a deck.",
        ),
        (
            {"order": "stack"},
            "The cards of each pile go on with those of the next.",
            "Gather the piles row by row from the top left, the first on top."
            " Every 16 cards from the top are a deck.",
        ),
        (
            {"order": "decks", "themes": ("being", "relating-and-communicating")},
            "Each deck has sheets of its own, 1 of them.",
            "Gather the cards of each sheet, row by row. Every 6 are a deck.",
        ),
    ],
)
def test_it_says_how_decks_are_made_up_of_what_is_cut(options, lie, make_up):
    told = facts(said(Options(copies=3, **options)))
    assert (told["After cutting"], told["Make up"]) == (lie, make_up)


@pytest.mark.parametrize(
    ("options", "formes"),
    [
        (Options(copies=5, order="cards"), "3: sheets 1–5, 6–10, 11–15"),
        (Options(copies=6, cards=("trust",)), "1"),
        (Options(), "3, one for each sheet"),
        (Options(copies=50), "9, in turn: keep the order of the file"),
    ],
)
def test_it_counts_the_formes(options, formes):
    assert facts(said(options))["Formes"] == formes


def test_no_zero_has_a_slash():
    slashed = {name for name, font in HOUSE.fonts.items() if "Atkinson" in font.path.name}
    fonts = {
        run.font
        for page in pages()
        for run in items(page.frame)
        if isinstance(run, GlyphRun) and "0" in run.text
    }
    assert fonts and not fonts & slashed


def test_no_word_is_smaller_than_nine_points():
    runs = [run for page in pages() for run in items(page.frame) if isinstance(run, GlyphRun)]
    assert min(run.size_pt for run in runs) >= 9


# Its drawing.


def test_the_cuts_are_listed_in_the_order_in_which_they_are_made_with_what_they_take_off():
    told = said()
    rows = told[told.index("Takes off") + 1 :][: 4 * 10]
    assert [tuple(rows[at : at + 4]) for at in range(0, 40, 4)] == [
        ("1", "388.5", "top", "waste, 61.5 mm"),
        ("2", "283.5", "top", "cards, 105 mm"),
        ("3", "277.5", "top", "waste, 6 mm"),
        ("4", "172.5", "top", "cards, 105 mm"),
        ("5", "166.5", "top", "waste, 6 mm"),
        ("6", "61.5", "top", "cards, 105 mm"),
        ("7", "311.0", "left", "waste, 9 mm"),
        ("8", "163.0", "left", "cards, 148 mm"),
        ("9", "157.0", "left", "waste, 6 mm"),
        ("10", "9.0", "left", "cards, 148 mm"),
    ]


def test_the_sheet_is_drawn_to_scale_with_each_cut_and_its_number():
    (page,) = pages()
    (figure,) = (
        item for item in items(page.frame) if isinstance(item, Element) and item.role == "Figure"
    )
    sheet, *trims = (item for item in figure.items if isinstance(item, Box))
    scale = sheet.width / 320
    assert sheet.height / 450 == pytest.approx(scale)
    assert len(trims) == 6
    assert {round(trim.width / scale) for trim in trims} == {148}
    assert {round((trim.y - sheet.y) / scale, 1) for trim in trims} == {61.5, 172.5, 283.5}
    across = [
        round((line.y1 - sheet.y) / scale, 1)
        for line in figure.items
        if isinstance(line, Line) and line.x1 == sheet.x and line.y1 == line.y2
    ]
    assert sorted(across, reverse=True) == [388.5, 283.5, 277.5, 172.5, 166.5, 61.5]
    numbers = [run.text for run in figure.items if isinstance(run, GlyphRun)][-10:]
    assert numbers == ["6", "5", "4", "3", "2", "1", "10", "9", "8", "7"]
    assert figure.alt == (
        "The front of SRA3, 320 × 450 mm, with 6 cards on it and 10 cuts, numbered as in the"
        " table that follows."
    )


@pytest.mark.parametrize("order", ["decks", "cards"])
def test_places_that_stay_empty_are_waste(order):
    (page,) = pages(Options(cards=("trust",), order=order))
    boxes = [item for item in items(page.frame) if isinstance(item, Box)]
    figure = next(i for i in items(page.frame) if isinstance(i, Element) and i.role == "Figure")
    assert len([box for box in boxes if box in figure.items]) == 2  # the sheet, and its one card


def test_a_strip_is_of_cards_where_a_card_ends_at_both_of_its_sides():
    sheet = CutSheet(100, 50, ((10, 5, 40, 45), (46, 5, 76, 45)), (("left", 76), ("left", 46)))
    assert list(sheet.taken_off()) == [TakenOff(24, False), TakenOff(30, True)]


def test_numbers_of_cuts_that_are_near_each_other_are_moved_apart_and_no_further():
    assert apart([10, 30], 5) == [10, 30]
    assert apart([10, 11, 30], 5) == [8, 13, 30]
    assert apart([10, 11, 12], 5) == [6, 11, 16]
    assert apart([], 5) == []


@pytest.mark.slow
def test_a_page_for_a_shop_that_lays_it_up_itself_has_no_drawing():
    told = [text for _, _, text in told_by_pdf(built("press", "--card", "trust,mindset")) if text]
    assert "Cutting" not in told and "2 sets" not in told
    assert facts(told)["Pages"] == "4, one face on each, every front before its back"


@pytest.mark.slow
def test_many_cuts_leave_it_on_one_page(project):
    own = project / "layouts/outputs/small.yaml"
    own.parent.mkdir(parents=True)
    text = (BUNDLED / "layouts/outputs/press-sheets.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("a6", "poker") + "kinds: [behaviour]\n", encoding="utf-8")
    data = built("small", "--copies", "5", "--order", "stack")
    assert len(PdfReader("job-ticket.pdf").pages) == 1
    assert "18" in [text for _, _, text in told_by_pdf(data)]


# As a file.


def test_the_ticket_stands_as_it_did(same_as):
    text = "\n\n".join(describe(page.frame) for page in pages())
    same_as(BUNDLED / "tests/pages/ticket.txt", f"{text}\n")


@pytest.mark.slow
def test_its_digest_is_that_of_the_file():
    told = [text for _, _, text in told_by_pdf(built("press-sheets", "--card", "trust"))]
    digest = hashlib.sha256(Path("job.pdf").read_bytes()).hexdigest()
    assert " ".join(digest[at : at + 8] for at in range(0, 64, 8)) in facts(told)["SHA-256"]


@pytest.mark.slow
def test_it_is_named_after_what_it_is_and_the_deck():
    built("press", "--card", "trust")
    reader = PdfReader("job-ticket.pdf")
    assert reader.metadata.title == "Job ticket: Doing Things Differently"


@pytest.mark.slow
def test_its_cuts_are_a_table_and_its_drawing_has_words_for_who_cannot_see_it():
    told = dump(built("press-sheets", "--card", "trust"))
    assert "Figure Alt='The front of SRA3, 320 × 450 mm, with 1 card on it and 4 cuts" in told
    assert told.count("Figure") == 1
    assert " 'Takes off'" in told and failures(Path("job-ticket.pdf"), "ua1") == []


@pytest.mark.slow
def test_a_long_name_of_the_file_is_shortened_and_holds_nothing_up():
    name = f"{'a_name_without_any_space' * 4}_at_last.pdf"
    made = run("build", "press-sheets", "--card", "trust", "--ticket", "-o", name)
    assert made.exit_code == 0, made.stderr
    data = Path(name.replace(".pdf", "-ticket.pdf")).read_bytes()
    told = [text for _, _, text in told_by_pdf(data)]
    assert facts(told)["Name"] == "a_name_without…ce_at_last.pdf"


@pytest.mark.slow
def test_it_speaks_welsh():
    result = run(
        *("-C", BWRDD, "--lang", "cy", "build", "press-sheets", "--ticket"),
        *("--copies", "30", "--order", "cards", "-o", str(Path.cwd() / "job.pdf")),
    )
    assert result.exit_code == 0, result.stderr
    told = [text for _, _, text in told_by_pdf(Path("job-ticket.pdf").read_bytes())]
    assert {"Tocyn gwaith", "30 o becynnau × 3 o gardiau = 90 o gardiau", "Gorffennu"} <= {*told}
    assert failures(Path("job-ticket.pdf"), "ua1") == []


@pytest.mark.slow
def test_cuts_are_those_that_programs_read():
    plan = json.loads(run("build", "press-sheets", "-n", "--json").stdout)
    cuts = [f"{cut['at_mm']:.1f}" for cut in plan["files"][0]["runs"][0]["cuts"]]
    told = said()
    assert told[told.index("Takes off") + 2 :: 4][: len(cuts)] == cuts


@pytest.mark.slow
def test_a_ticket_is_for_presses_and_lies_beside_a_file():
    assert run("build", "office", "--ticket").exit_code == 2
    assert run("build", "press", "--ticket", "-o", "-").exit_code == 2
    assert run("build", "press", "--ticket", "--card", "trust").exit_code == 0
    assert sorted(path.name for path in Path("build").iterdir()) == [
        *("press-trust-ticket.pdf", "press-trust.pdf"),
    ]


@pytest.mark.slow
def test_how_to_print_by_hand_needs_no_ticket():
    made = run(
        "build", "press-sheets", "--card", "trust", "--flip", "none", "--ticket", "-o", "job.pdf"
    )
    assert made.exit_code == 0, made.stderr
    assert sorted(path.name for path in Path().glob("*ticket.pdf")) == [
        *("job-backs-ticket.pdf", "job-fronts-ticket.pdf"),
    ]
    fronts, backs = (
        [text for _, _, text in told_by_pdf(Path(f"job-{side}-ticket.pdf").read_bytes())]
        for side in ("fronts", "backs")
    )
    assert facts(fronts)["Cutting"] == "once the backs are printed"
    assert "Takes off" in backs and "Takes off" not in fronts


@pytest.mark.slow
def test_an_order_of_pages_that_are_printed_often_says_how_often():
    made = cardgen.open().order(profile="uk-online", cards=["trust", "mindset"], copies=50)
    (data,) = (file.data for file in made.built.files if file.plan.output == "ticket")
    told = [text for _, _, text in told_by_pdf(data)]
    assert "50 sets of 2 cards = 100 cards" in told
    assert facts(told)["Print"] == "each page 50 times"
