"""What a workshop prints beside its cards: the index, pack labels, name cards, names on pages."""

from itertools import pairwise
from pathlib import Path

import pytest
import verapdf
from command_line import run
from decks import BUNDLED, THURSDAY, elements_of, layup_of, pages_of, words_of
from structure import count, dump, headings, parsed, quoted

from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Box
from cardgen.jobs.layup import lay_up
from cardgen.model.deck import Card, Field, Kind, Person, Step, Text
from cardgen.model.options import Options
from cardgen.problems import Mark, Problems
from cardgen.read.deck import read_deck
from cardgen.read.files import Files
from cardgen.read.layout import OWN_SIZE, read_layout
from cardgen.read.project import find_sources
from cardgen.read.sheet import read_sheet
from cardgen.typeset.faces.composer import Composer

PAGES = Path(__file__).parent / "pages"
HERE = Mark("workshops/leeds.yaml", 9, 5)
LONG = "Maximiliana Featherstonehaugh-Cholmondel"  # 40 characters


def told(words):
    return Text(words, HERE)


def text_of(element):
    return "".join(run.text for run in words_of([element]))


def says(frame, role):
    return [text_of(element) for element in elements_of(frame.items, role)]


# ── the index ────────────────────────────────────────────────────────────────────────────────


def index():
    return [page.frame for page in pages_of("index", THURSDAY)]


def index_of(**changed):
    """The index with other words in the first of its tables, and what is wrong with it."""
    layup, problems = layup_of("index", THURSDAY), Problems()
    spec = layup.spec
    cards = [
        card._replace(words={**card.words, **changed}) if card.id == "table-1" else card
        for card in spec.cards
    ]
    composer = Composer(spec.deck, layup.parts[0].layout, spec.house, problems, chosen=cards)
    return [face.frame for face in composer.faces(spec.deck.cards[-1])], problems


def entries(frame):
    """The entries on a page by their cards, those of the sections within sections."""
    sections = elements_of(frame.items, "Sect")
    return {sect.id[5:]: sect for sect in sections if (sect.id or "").startswith("each ")}


def test_the_index_stands_as_it_did(same_as):
    same_as(PAGES / "index-together.txt", "\n\n".join(map(describe, index())) + "\n")


def test_the_index_is_12_pt_but_for_the_foot_and_clear_of_the_papers_edge():
    for frame in index():
        runs = list(words_of(frame.items))
        assert {run.size_pt for run in runs if run.y > 280} == {10}
        assert min(run.size_pt for run in runs if run.y < 280) == 12
        assert all(run.x > 13 and run.x + run.width < 196.01 for run in runs)


def test_each_entry_stands_on_one_page_with_a_box_to_tick_if_it_is_to_be_done():
    pages = [list(entries(frame)) for frame in index()]
    cards = [card.id for card in layup_of("index", THURSDAY).spec.cards]
    assert [id_ for page in pages for id_ in page] == cards
    own = {card.id: card for card in layup_of("index", THURSDAY).spec.cards}
    for frame in index():
        for id_, entry in entries(frame).items():
            if "files" in own[id_].words:
                continue
            found = [item for item in entry.items if isinstance(item, Box)]
            assert len(found) == ("to-do" in own[id_].words)
            if not found:
                continue
            (box,) = found
            name = next(iter(words_of(entry.items)))
            assert box.width == box.height < 5 and box.fill.name == "paper"
            assert abs(box.y + box.height / 2 - (name.y - 1.6)) < 0.2  # of its capitals


def test_every_page_of_the_index_says_whose_and_which_it_is_and_begins_with_a_head():
    heads = ["Print", "Pack", "Who has which card", "Notes"]
    for number, frame in enumerate(index(), 1):
        shown = says(frame, "Artifact")
        assert any(f"Page {number} of {len(index())}" in text for text in shown)
        if number > 1:
            assert "Good Conversations in Leeds" in shown
        first = min(
            (run for run in words_of(frame.items) if run.text.strip() in heads),
            key=lambda run: run.y,
        )
        own = min(run.y for entry in entries(frame).values() for run in words_of(entry.items))
        assert first.y < own


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "index.pdf"
    result = run("-C", THURSDAY, "build", "index", "-o", path, "--verify")
    assert result.exit_code == 0, result.stderr
    return path


def test_the_index_is_sections_of_tables_and_lists_aloud(pdf):
    lines = [line.strip() for line in dump(pdf.read_bytes()).split("\n")]
    assert headings(lines)[:4] == [
        *(("1", "Good Conversations in Leeds"), ("2", "Print")),
        *(("3", "All files"), ("3", "office.pdf")),
    ]
    assert [words for level, words in headings(lines) if level == "2"] == [
        *("Print", "Pack", "Who has which card", "Notes"),
    ]
    # That of the files, with their headings, those of the facts of five, and those of six tables.
    assert (count(lines, "Table"), count(lines, "TR")) == (1 + 5 + 6, 4 + 24 + 24)
    assert sum(line.startswith("TH Column") for line in lines) == 5
    assert sum(line.startswith("TH Row") for line in lines) == 3 + 24 + 24
    assert count(lines, "TD") == 3 * 4 + 24 + 24
    assert (count(lines, "L"), count(lines, "LI"), count(lines, "Figure")) == (6, 24, 0)
    at = lines.index("Table")
    heads, row = lines[at + 2 : at + 7], lines[at + 8 : at + 13]
    assert [quoted(line) for line in heads] == ["File", "What it is", "Print on", "Sides", "Sheets"]
    assert [quoted(line) for line in row] == [
        *("office.pdf", "42 cards: 7 for each table", "A4 card"),
        *("both, flip on LONG edge", "13 sheets, 2 of them spare"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing_in_the_index(pdf, flavour):
    assert verapdf.failures(pdf, flavour) == []


def test_the_index_is_a_page_of_html_with_the_same_tables_and_lists():
    result = run("-C", THURSDAY, "build", "index", "--format", "html", "-o", "-")
    page = parsed(result.stdout)
    main = page.find("body/main")
    assert [h.text for h in page.iter("h1")] == ["Good Conversations in Leeds"]
    assert [h.text for h in main.findall("section/h2")] == [
        *("Print", "Pack", "Who has which card", "Notes"),
    ]
    heads, first, *_ = main.findall(".//table//tr")
    assert [(cell.tag, cell.get("scope"), cell.text) for cell in heads][:2] == [
        *(("th", "col", "File"), ("th", "col", "What it is")),
    ]
    assert [(cell.tag, cell.get("scope"), "".join(cell.itertext())) for cell in first][:2] == [
        *(("th", "row", "office.pdf"), ("td", None, "42 cards: 7 for each table")),
    ]
    assert len(list(main.iter("li"))) == 24


@pytest.mark.parametrize("field", ["note", "items"])
def test_an_entry_that_no_page_holds_goes_on_under_its_head(field):
    names = [f"person{n}" for n in range(1, 834)]
    words = told(", ".join(names)) if field == "note" else tuple(told(name) for name in names)
    frames, problems = index_of(**{field: words})
    assert problems == []
    on = [frame for frame in frames if "table-1" in entries(frame)]
    said = [
        word.strip(", ")
        for frame in on
        for line in words_of(entries(frame)["table-1"].items)
        for word in line.text.split()
    ]
    assert [word for word in said if word.startswith("person")] == names
    assert len(on) > 2 and all("Pack" in says(frame, "Artifact") for frame in on[1:])
    assert "Table 1 · Oak" in text_of(entries(on[0])["table-1"])
    for frame in on:
        down = sorted({line.y for line in words_of(entries(frame)["table-1"].items) if line.x > 72})
        assert min(b - a for a, b in pairwise(down)) > 5.3 and down[-1] < 297 - 24


@pytest.mark.parametrize("name", ["Donaudampfschifffahrtsgesellschaft", "W" * 60])
def test_a_name_that_no_line_holds_goes_on_in_the_next(name):
    frames, problems = index_of(name=told(name))
    assert problems == []
    entry = next(entries(f)["table-1"] for f in frames if "table-1" in entries(f))
    lines = [run for run in words_of(entry.items) if run.text.strip() and run.text in name]
    assert "".join(run.text for run in lines) == name and len(lines) > 1
    assert all(run.x + run.width < 66 for run in lines)


def dealt_to(*names):
    """The index in which each of these people was dealt a card, and what is wrong with it."""
    return index_of(people=tuple(Step(told(name), told("6 Trust, 12 Delivery")) for name in names))


def rows(frames):
    """The lines of the first table's people, each as the runs of a name and those of its text."""
    entry = next(entries(f)["table-1"] for f in frames if "table-1" in entries(f))
    return [
        [list(words_of(elements_of(row.items, role))) for role in ("TH", "TD")]
        for row in elements_of(entry.items, "TR")
    ]


def test_people_have_half_of_the_line_and_longer_names_several():
    for names in (
        ["Ann Lee", "Maria Papadopoulos"],
        ["Balasubramanian Wolstenholme", "Bo Ek"],
        ["Keihanaikukauakahihuliheekahaunaele Jo", "Anna-Maria Montgomery-Higginbotham"],
    ):
        frames, problems = dealt_to(*names)
        assert problems == []
        for name, (own, text) in zip(names, rows(frames), strict=True):
            assert "".join(run.text for run in own) == name
            beside = [run for run in own if any(abs(run.y - other.y) < 1 for other in text)]
            assert all(run.x + run.width < text[0].x for run in beside)


# ── names on pages to fill in ────────────────────────────────────────────────────────────────


def page_for(output, participant, card="together"):
    layup, problems = layup_of(output), Problems()
    spec = layup.spec
    layout = layup.parts[0].layout
    composer = Composer(spec.deck, layout, spec.house, problems, chosen=spec.cards)
    own = next(one for one in spec.deck.cards if one.id == card)
    person = Person(told(participant), 1) if participant else None
    return composer.faces(own._replace(person=person))[0].frame, problems


PERSONAL = [("temperature-check", "together"), ("handouts", "trust")]


@pytest.mark.slow
@pytest.mark.parametrize(("output", "card"), PERSONAL)
def test_a_page_for_nobody_is_the_same_page_without_a_name(output, card):
    nobody, problems = page_for(output, "", card)
    named, _ = page_for(output, "Ann Lee", card)
    assert problems == []
    more = describe(named).splitlines()
    assert [line for line in describe(nobody).splitlines() if line not in more] == []
    assert [line.strip() for line in more if line not in describe(nobody)] == [
        next(line.strip() for line in more if "'Ann Lee'" in line)
    ]


def test_a_check_says_the_name_after_the_word_for_it():
    frame, _ = page_for("temperature-check", "Ann Lee")
    assert says(frame, "P")[1:4] == ["Name", "Ann Lee", "Date"]


def test_a_handout_says_whose_it_is_first():
    frame, _ = page_for("handouts", "Ann Lee", "trust")
    assert says(frame, "P")[0] == "Ann Lee"


@pytest.mark.parametrize(("output", "card"), PERSONAL)
@pytest.mark.parametrize("name", [LONG, "Владимир Александрович Преображенский", "Nia Rhŷs"])
def test_a_long_name_keeps_clear_of_everything(output, card, name):
    frame, problems = page_for(output, name, card)
    assert problems == []
    lines = list(words_of(frame.items))
    own = [line for line in lines if line.text.strip() in name]
    assert "".join(line.text for line in own).replace(" ", "") == name.replace(" ", "")
    for line in own:
        right = line.x + line.width
        assert 5 < line.y < 21 and right < 197 and line.size_pt >= 11
        beside = [other for other in lines if other not in own and abs(other.y - line.y) < 4]
        assert not [o for o in beside if o.x < right and line.x < o.x + o.width]


def test_a_name_that_its_line_does_not_hold_shrinks_and_then_is_refused():
    frame, problems = page_for("temperature-check", "WILHELMINA WESTMINSTER-WOODHOUSEN")
    assert problems == []
    (size,) = {run.size_pt for run in words_of(frame.items) if "WILHELMINA" in run.text}
    assert 10 <= size < 12
    _, problems = page_for("temperature-check", "W" * 40)
    assert [problem.code for problem in problems] == ["E302"]


# ── pack labels ──────────────────────────────────────────────────────────────────────────────


def pack(name, cards, line=None):
    """A label as a workshop fills it in."""
    found = read_deck(BUNDLED / "layouts" / "more" / "deck.yaml", Files(), Problems())
    template = next(card for card in found.cards if card.id == "pack")
    words = {"name": told(name), "cards": tuple(card.called for card in cards)}
    words["numbers"] = tuple(told(str(card.number or "")) for card in cards)
    if line:
        words["line"] = told(line)
    return template._replace(kind=template.kind._replace(name="more/pack"), words=words)


def faces_of_pack(layout, card):
    layup, problems = layup_of("office"), Problems()
    spec = layup.spec
    own = read_layout(layout, ["more/pack"], OWN_SIZE, spec.house, spec.sources, problems)
    deck = spec.deck._replace(cards=(*spec.deck.cards, card))
    composer = Composer(deck, own, spec.house, problems)
    composer.rehearse()
    front, back = composer.faces(card)
    return front.frame, back.frame, problems


LAYOUTS = ["a6", "office", "clear-print", "poker", "tarot"]
ALL = [card for card in layup_of("office").spec.deck.cards if card.kind.name != "together"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pack_label_stands_as_it_did(layout, same_as):
    label = pack("Table 1", ALL[::2], "Good conversations · 8 cards, one of each")
    front, back, problems = faces_of_pack(layout, label)
    assert problems == []
    if layout != "clear-print":
        text = f"front {describe(front)}\n\nback {describe(back)}\n"
        same_as(PAGES / f"pack-{layout}.txt", text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["Oak", LONG])
def test_a_pack_label_says_whose_it_is_and_what_is_in_the_pack(layout, name):
    front, back, problems = faces_of_pack(layout, pack(name, ALL))
    assert problems == []
    assert says(front, "H") == says(back, "H") == [name]
    assert len(says(back, "LBody")) == len(ALL) == 16
    labels = ["•" if label.alt else text_of(label) for label in elements_of(back.items, "Lbl")]
    assert labels == ["•"] * 3 + [str(n) for n in range(1, 14)]
    least = {"poker": 8, "tarot": 8.5}.get(layout, 10)
    assert min(run.size_pt for run in words_of((*front.items, *back.items))) >= least


def test_a_number_too_long_for_its_column_is_refused():
    label = pack("Oak", ALL[3:])
    label = label._replace(words={**label.words, "numbers": (told("1,000,000"),)})
    _, _, problems = faces_of_pack("a6", label)
    assert {(problem.code, problem.where) for problem in problems} == {("E302", HERE)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pack_label_has_the_colours_of_all_themes(layout):
    front, _, _ = faces_of_pack(layout, pack("Oak", ALL))
    for theme in layup_of("office").spec.deck.themes:
        assert f"{theme.colour.text} base" in describe(front)


@pytest.mark.parametrize(("layout", "edge"), [("a6", 8), ("office", 0)])
def test_a_pack_label_lists_its_cards_on_both_sides_at_one_pitch(layout, edge):
    label = pack("Oak", ALL[3:9], "Good conversations · 6 cards")
    front, back, problems = faces_of_pack(layout, label)
    assert problems == [] and describe(front) == describe(back)
    listed = elements_of(front.items, "LBody")
    baselines = [next(words_of([element])).y for element in listed]
    pitches = {round(low - high, 2) for high, low in pairwise(baselines)}
    assert len(pitches) == 1
    numbers = [next(words_of([own])) for own in elements_of(front.items, "Lbl")]
    assert min(run.x for run in numbers) >= edge  # as all text on fronts
    line = next(words_of(elements_of(front.items, "P")))
    assert line.x == pytest.approx(edge)


@pytest.mark.parametrize("layout", ["a6", "office"])
@pytest.mark.parametrize("count", [1, 4, 8, 13])
def test_a_pack_label_leaves_no_more_than_a_quarter_blank(layout, count):
    front, _, problems = faces_of_pack(layout, pack("Oak", ALL[3 : 3 + count], "One day"))
    assert problems == []
    last = max(run.y for run in words_of(front.items))
    assert front.height - last <= front.height / 4


@pytest.mark.parametrize("layout", ["a6", "office"])
def test_a_pack_label_lists_as_many_as_26_cards(layout):
    _, _, problems = faces_of_pack(layout, pack("Oak", [*ALL, *ALL[3:13]], "One day"))
    assert problems == []


def test_nobody_is_offered_a_pack_label_for_a_deck():
    result = run("-C", BUNDLED, "build", "office", "--add", "pack", "-n")
    assert result.exit_code == 2
    assert 'no extra card is called "pack"' in result.stderr
    offered = run("-C", BUNDLED, "build", "office", "--add", "x", "-n").stderr
    assert "blank" in offered and "pack" not in offered


# ── name cards ───────────────────────────────────────────────────────────────────────────────


FIELDS = {n: Field("text", n == "first") for n in ("first", "surname", "table", "workshop")}
FIELDS["details"] = Field("list", False)
NAME = Kind("more/name", FIELDS, False)


def name_card(name, **more):
    first, _, surname = name.partition(" ")
    fields = {"first": first, **({"surname": surname} if surname else {}), **more}
    words = {
        field: told(text) if isinstance(text, str) else tuple(map(told, text))
        for field, text in fields.items()
    }
    return Card("name", NAME, None, words, "en-GB", (), "addition", None, None, 0, HERE)


def name_layout(problems):
    layup = layup_of("office")
    spec = layup.spec
    return read_layout("name", ["more/name"], OWN_SIZE, spec.house, spec.sources, problems)


def faces_of_name(name, **more):
    layup, problems = layup_of("office"), Problems()
    spec = layup.spec
    card, layout = name_card(name, **more), name_layout(problems)
    composer = Composer(spec.deck._replace(cards=(card,)), layout, spec.house, problems)
    composer.rehearse()
    front, back = composer.faces(card)
    return front.frame, back.frame, problems


MORE = {"table": "Table 1 · Oak", "workshop": "Good Conversations in Leeds"}


def test_a_name_card_stands_as_it_did(same_as):
    front, back, problems = faces_of_name("Hannah O'Brien", **MORE)
    assert problems == []
    same_as(PAGES / "name-card.txt", f"front {describe(front)}\n\nback {describe(back)}\n")


def test_a_name_card_says_the_same_on_both_sides():
    front, back, _ = faces_of_name("Ann Lee", **MORE)
    assert describe(front) == describe(back)
    assert says(front, "H") == ["Ann"]
    assert says(front, "P") == [MORE["workshop"], MORE["table"], "Lee"]
    assert says(faces_of_name("Ann")[0], "P") == []


@pytest.mark.parametrize(
    ("sheet", "fold", "places"),
    [("a4", False, 10), ("letter", False, 10), ("avery-c32011", False, 10), ("a4", True, 5)],
)
def test_name_cards_lie_on_plain_paper_on_stock_and_folded(sheet, fold, places):
    problems = Problems()
    paper = read_sheet(sheet, find_sources(BUNDLED, None), problems)
    spec = layup_of("office").spec
    of_names = spec.first._replace(layouts=[name_layout(problems)])
    languages = dict.fromkeys(spec.languages, of_names)
    options = Options(fold=fold)
    laid = lay_up(spec._replace(options=options, sheet=paper, languages=languages), problems)
    (part,) = laid.parts
    assert (part.grid.capacity, problems) == (places, [])


DETAILS = {**MORE, "details": ("Leeds Teaching Hospitals NHS Trust", "she/her")}


def test_what_else_a_name_card_says_stands_below_the_name():
    front, back, problems = faces_of_name("Ann Lee", **DETAILS)
    assert problems == []
    assert says(front, "P") == says(back, "P")
    workshop, table, surname, organisation, pronouns = says(front, "P")
    assert (organisation, pronouns) == ("Leeds Teaching Hospitals NHS Trust", "she/her")
    assert (workshop, table, surname) == (MORE["workshop"], MORE["table"], "Lee")


def test_a_long_name_gives_way_to_what_else_its_card_says():
    def size(**more):
        front, _, problems = faces_of_name(LONG, **more)
        assert problems == []
        return min(run.size_pt for run in words_of(front.items) if "Feather" in run.text)

    assert 12 <= size(**DETAILS) < size(**MORE)
