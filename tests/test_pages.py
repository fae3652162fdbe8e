"""Whole pages: what stands on them, how they go on, and what a screen reader makes of them."""

from copy import deepcopy
from itertools import pairwise

import pytest
import yaml
from command_line import run
from decks import BUNDLED, elements_of, layup_of, pages_of, words_of
from structure import count, dump, headings, quoted, script

from cardgen.graphics.frame import Element, Line, Placed
from cardgen.graphics.type.characters import printed
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.model.deck import Text
from cardgen.problems import Problems

PAGED = {
    "handouts": 13,
    "temperature-check": 1,
    "discussed": 2,
    "large-print": 24,
    "contact-sheet": 1,
    "overview": 1,
    "poster": 1,
    "theme-posters": 4,
    "wall-scale": 7,
    "team-result": 1,
    "tuck-box": 1,
    "dividers": 4,
    "workbook": 32,
    "leaflet": 2,
    "reading": 16,
}
WARNED = {"discussed": ("W405",)}
BEHAVIOURS = [card for card in layup_of("handouts").spec.deck.cards if card.number]
THEMES = layup_of("handouts").spec.deck.themes


def made(output):
    return pages_of(output, warned=WARNED.get(output, ()))


def chosen(output, cards):
    """The pages for these cards alone, and the warnings noted."""
    problems = Problems()
    layup = layup_of(output)
    found = list(Sheets(with_copies(layup, cards, 1), problems))
    return found, [problem.what for problem in problems]


def text_of(element):
    return "".join(run.text for run in words_of([element]))


def says(page, role):
    return [text_of(element) for element in elements_of(page.frame.items, role)]


def drawn(items, form):
    for item in items:
        if isinstance(item, form):
            yield item
        elif isinstance(item, Placed):
            yield from drawn(item.frame.items, form)
        elif isinstance(item, Element):
            yield from drawn(item.items, form)


@pytest.fixture
def deck_of(tmp_path):
    """A folder with a deck of so many behaviours, in two themes one after the other."""

    def make(count, **more):
        cards = [
            {
                "id": f"card-{n}",
                "theme": "one" if n <= count / 2 else "two",
                "name": f"Behaviour {n}",
                "definition": "What it is about.",
                "positive": [f"Does {n}", "Listens"],
                "negative": ["Does not"],
                **deepcopy(more),
            }
            for n in range(1, count + 1)
        ]
        fields = {"name": "text", "definition": "text", "positive": "list", "negative": "list"}
        themes = [("one", "sunflower", "core"), ("two", "coral", "links")]
        deck = {
            "title": "Ours",
            "lang": "en-GB",
            "date": "2026-11-24",
            "kinds": {"behaviour": {"numbered": "true", "fields": fields}},
            "themes": [
                {"id": id_, "name": id_.title(), "colour": colour, "mark": mark}
                for id_, colour, mark in themes
            ],
            "cards": cards,
        }
        (tmp_path / "deck").mkdir()
        text = yaml.safe_dump(deck, sort_keys=False)
        (tmp_path / "deck" / "deck.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


# ── what stands on them ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("output", "count"), PAGED.items())
def test_each_output_has_its_pages(output, count):
    assert len(made(output)) == count


@pytest.mark.parametrize("output", ["handouts", "temperature-check", "discussed"])
def test_no_text_is_smaller_than_12_pt_but_for_the_foot_in_10(output):
    for page in made(output):
        foot = {
            id(run)
            for e in elements_of(page.frame.items, "Artifact")
            for run in words_of([e])
            if run.y > 280
        }
        runs = list(words_of(page.frame.items))
        assert {run.size_pt for run in runs if id(run) in foot} == {10}
        assert min(run.size_pt for run in runs if id(run) not in foot) >= 12


def test_large_print_is_18_pt_and_more_everywhere():
    assert (
        min(run.size_pt for page in made("large-print") for run in words_of(page.frame.items)) == 18
    )


# Words of nets are measured from their panels.
NETS = ("tuck-box", "dividers", "leaflet")


@pytest.mark.parametrize("output", [own for own in PAGED if own not in NETS])
def test_pages_keep_clear_of_what_printers_cannot_reach(output):
    for page in made(output):
        for line in words_of(page.frame.items):
            assert line.x > 5 and line.x + line.width < page.frame.width - 5
            assert 5 < line.y < page.frame.height - 5


def test_a_handout_has_lines_to_write_on_in_all_the_room_that_is_left():
    counts = {}
    for page, card in zip(made("handouts"), BEHAVIOURS, strict=True):
        lines = [line for line in drawn(page.frame.items, Line) if line.ink.name == "rule"]
        counts[card.id] = len(lines)
        foot = max(line.y1 for line in lines)
        assert foot == pytest.approx(239.2, abs=0.01)  # over the scale, on all pages
        tops = sorted({round(line.y1, 3) for line in lines})
        gaps = {round(b - a, 2) for a, b in pairwise(tops)}
        assert gaps == {8.4}
    assert min(counts.values()) == 4
    assert counts["vision-shared-direction"] > counts["authenticity"] > counts["delivery"]


def test_the_temperature_scale_is_one_drawing_wherever_it_stands():
    """The figures and the forms of the points: squares below zero, circles from there up."""
    seen = []
    for output in (
        "handouts",
        "temperature-check",
        "large-print",
        "poster",
        "reading",
        "facilitator",
    ):
        for page in made(output):
            for figure in elements_of(page.frame.items, "Figure"):
                if "scale" not in (figure.alt or ""):
                    continue
                (points,) = (item for item in figure.items if isinstance(item, Placed))
                numbers = [run.text for run in words_of([figure])][:7]
                boxes = [item for item in points.frame.items if not isinstance(item, Line)]
                round_ = [box.radius >= box.width / 2 - 1e-6 for box in boxes]
                seen.append((tuple(numbers), tuple(round_)))
    assert set(seen) == {
        (("−3", "−2", "−1", "0", "+1", "+2", "+3"), (False,) * 3 + (True,) * 4),
    }
    assert len(seen) > 13 * 3


# ── how they go on ───────────────────────────────────────────────────────────────────────────


def test_more_rows_than_a_page_holds_go_on_under_repeated_heads(deck_of):
    found = pages_of("temperature-check", deck_of(60))
    assert len(found) == 3
    names = []
    for number, page in enumerate(found):
        heads = says(page, "TH")
        rows = [th for th in heads if "Behaviour" in th]
        names += rows
        artifacts = says(page, "Artifact")
        assert (f"Temperature checkPage {number + 1} of 3" in artifacts) == (number > 0)
        # The page begins with the head of a theme, its own or the last one's once more.
        if number:
            assert heads[0] == rows[0]
            assert any("Talk" in text for text in artifacts)
    assert names == [f"{n}Behaviour {n}" for n in range(1, 61)]


def test_further_copies_of_pages_are_said_by_name_alone():
    (*_, last) = pages_of("large-print", copies=2)
    (face,) = (item.face for item in last.frame.items if isinstance(item, Placed) and item.face)
    assert face.alt == "Doing things differently, page 2, copy 2 of 2"


@pytest.mark.parametrize("count", range(30, 46, 3))
def test_no_head_of_a_theme_stands_alone_at_the_foot_of_a_page(count, deck_of):
    for page in pages_of("temperature-check", deck_of(count)):
        for table in elements_of(page.frame.items, "Table"):
            assert "Behaviour" in text_of(table.items[-1])


@pytest.mark.slow
def test_the_contact_sheet_goes_on_under_the_names_of_themes(deck_of):
    found = pages_of("contact-sheet", deck_of(100))
    assert len(found) > 2
    shown = [says(page, "H") + says(page, "Artifact") for page in found]
    assert all({"One", "Two"} & set(words) for words in shown)
    assert sum(text.startswith("Behaviour") for words in shown for text in words) == 100


def test_a_table_that_goes_on_is_one_table_aloud(deck_of, tmp_path):
    run("-C", deck_of(40), "build", "temperature-check", "-o", tmp_path / "t.pdf")
    lines = dump((tmp_path / "t.pdf").read_bytes()).split("\n")
    assert sum(line.strip() == "Table" for line in lines) == 2
    assert sum(line.strip() == "TR" for line in lines) == 40


def test_no_heading_and_no_item_of_a_list_is_left_alone_by_a_page_that_ends():
    for page in made("large-print"):
        for element in elements_of(page.frame.items, "L"):
            whole = element.id == "list positive" and len(says(page, "LI")) == len(element.items)
            assert len(element.items) > 1 or whole
        for section in elements_of(page.frame.items, "Sect"):
            assert {element.role for element in section.items} != {"H"}


def test_every_page_of_large_print_bears_the_behaviours_name():
    for page in made("large-print"):
        (face,) = (item for item in page.frame.items if isinstance(item, Placed) and item.face)
        first = face.face.part == 1
        assert (face.face.name in says(page, "H")) == first
        assert any(face.face.name in text for text in says(page, "Artifact")) != first


def test_what_was_discussed_takes_as_few_pages_as_can_be_and_shows_as_much_as_they_hold():
    by_id = {card.id: card for card in BEHAVIOURS}
    two, three, all_ = (
        [by_id["trust"], by_id["vision-shared-direction"]],
        [by_id["mindset"], by_id["trust"], by_id["delivery"]],
        BEHAVIOURS,
    )
    (page,), warned = chosen("discussed", two)
    assert (len(says(page, "LBody")), warned) == (6 + 4 + 4 + 3, [])
    (page,), warned = chosen("discussed", three)
    assert len(says(page, "LBody")) == 8 + 6 + 10
    assert warned == ["The negative indicators are on the cards."]
    assert warned[0] in says(page, "P")
    both, warned = chosen("discussed", all_)
    assert (len(both), [text for page in both for text in says(page, "LBody")]) == (2, [])
    assert warned == ["The indicators are on the cards."]


def test_a_text_longer_than_a_page_goes_on_line_by_line(deck_of):
    long = " ".join(f"word{n}" for n in range(900))
    found = pages_of("large-print", deck_of(1, definition=long))
    said = [" ".join(says(page, "P")).split() for page in found]
    words = [word for page in said for word in page if word.startswith("word")]
    assert words == long.split()
    full = [page for page in said if len(page) > 100]
    assert len(full) >= 3


# ── what is said ─────────────────────────────────────────────────────────────────────────────


def name(card):
    return printed(card.called.text)


def test_handouts_say_what_the_deck_says():
    lines = script("handouts")
    expected = [
        pair
        for card in BEHAVIOURS
        for pair in (
            ("1", name(card)),
            ("2", "Positive indicators"),
            ("2", "Negative indicators"),
            ("2", "An example that shows where I am"),
            ("2", "One thing I will try next"),
            ("2", "Temperature check"),
        )
    ]
    assert headings(lines) == expected
    lists = sum(len(card.words[field]) for card in BEHAVIOURS for field in ("positive", "negative"))
    assert (count(lines, "L"), count(lines, "LI"), count(lines, "Figure")) == (26, lists, 13)


@pytest.mark.slow
def test_large_print_says_it_too_whatever_the_pages():
    lines = script("large-print")
    per_card = ["Positive indicators", "Negative indicators", "Temperature check"]
    expected = [
        pair
        for card in BEHAVIOURS
        for pair in (("1", name(card)), *(("2", heading) for heading in per_card))
    ]
    assert headings(lines) == expected
    lists = [len(card.words[field]) for card in BEHAVIOURS for field in ("positive", "negative")]
    assert (count(lines, "L"), count(lines, "LI")) == (26, sum(lists))


def test_the_temperature_check_is_a_table_for_each_theme():
    lines = script("temperature-check")
    first = next(at for at, line in enumerate(lines) if line == "Table")
    last = max(at for at, line in enumerate(lines) if line.startswith("TD"))
    cells = [line for line in lines[first:last] if not line.startswith("Figure")]
    texts = [text for line in cells if (text := quoted(line))]
    expected = []
    for theme in THEMES:
        expected += [printed(theme.name.text)]
        for card in BEHAVIOURS:
            expected += [str(card.number), name(card)] if card.theme is theme else []
    assert texts == expected[1:]  # the first theme's name stands before the first table
    assert sum("Row" in line for line in lines if line.startswith("TH ")) == 13
    assert (count(lines, "Table"), count(lines, "TD"), count(lines, "Figure")) == (4, 26, 27)
    assert headings(lines) == [
        ("1", "Temperature check"),
        *(("2", printed(theme.name.text)) for theme in THEMES),
        ("2", "My strengths"),
        ("2", "What I want to work on"),
    ]


def test_pages_for_all_cards_have_a_heading_for_each():
    lines = script("discussed")
    assert headings(lines) == [("1", "The behaviours we discussed")] + [
        ("2", name(card)) for card in BEHAVIOURS
    ]
    lines = script("contact-sheet")
    expected = [("1", "Doing Things Differently")]
    for theme in THEMES:
        expected += [("2", printed(theme.name.text))]
        expected += [("3", name(card)) for card in BEHAVIOURS if card.theme is theme]
    assert headings(lines) == expected
    lines = script("poster")
    assert headings(lines) == [
        ("1", "Doing Things Differently"),
        *(("2", name(card)) for card in BEHAVIOURS),
        ("2", "Temperature check"),
    ]
    assert count(lines, "Figure") == 1
    lines = script("overview")
    assert headings(lines) == [("1", "Doing Things Differently")] + [
        ("2", name(card)) for card in BEHAVIOURS
    ]


@pytest.mark.slow
def test_the_deck_to_read_holds_every_text_of_every_card():
    text = "".join(quoted(line) for line in script("reading"))
    # Where the deck gives the address of its survey, and the day on which contacts were confirmed.
    withheld = ("survey-heading", "survey-text", "further-heading", "further")
    for card in layup_of("reading").spec.deck.cards:
        for field, words in card.words.items():
            for word in [words] if isinstance(words, Text) else words:
                for own in [word] if isinstance(word, Text) else word:
                    assert (printed(own.text) in text) != (field in withheld), own


# ── what does not fit ────────────────────────────────────────────────────────────────────────

UNBREAKABLE = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3


@pytest.mark.parametrize(
    ("output", "words", "answer"),
    [
        ("handouts", {"definition": UNBREAKABLE}, f'"{UNBREAKABLE[:40]}…" is'),
        ("handouts", {"positive": ["Does it well and often"] * 60}, "more height than handout has"),
        ("large-print", {"positive": [UNBREAKABLE]}, f'"{UNBREAKABLE[:40]}…" is'),
        ("discussed", {"definition": UNBREAKABLE}, f'"{UNBREAKABLE[:40]}…" is'),
        ("contact-sheet", {"name": UNBREAKABLE}, f'"{UNBREAKABLE[:40]}…" is'),
        ("temperature-check", {"name": UNBREAKABLE}, f'"{UNBREAKABLE[:40]}…" is'),
        ("temperature-check", {"name": "A name " * 30}, "it needs 8 lines and its row is"),
        ("poster", {"name": UNBREAKABLE}, "mm wide at"),
    ],
)
def test_what_does_not_fit_a_page_is_told_and_nothing_is_made(
    output, words, answer, deck_of, tmp_path
):
    result = run("-C", deck_of(2, **words), "build", output, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 1
    assert answer in result.stderr
    assert "deck/deck.yaml:" in result.stderr
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.slow
def test_a_title_too_long_for_the_foot_is_told(deck_of, tmp_path):
    file = deck_of(1) / "deck" / "deck.yaml"
    long = "Ours and everybody's, " * 9
    file.write_text(file.read_text("utf-8").replace("Ours", long), "utf-8")
    result = run("-C", tmp_path, "build", "handouts")
    assert result.exit_code == 1 and "its line 182.0 mm" in result.stderr


def test_a_step_in_which_something_does_not_fit_is_taken_last(deck_of, tmp_path):
    layout(deck_of(2), "{lines: 14}", "{lines: 2, style: wide}")
    result = run("-C", tmp_path, "build", "ours", "-n")
    assert "2 cards → 4 pages" in result.stderr
    layout(tmp_path, "{lines: 14}", "{lines: 2}")
    assert "2 cards → 2 pages" in run("-C", tmp_path, "build", "ours", "-n").stderr


def layout(folder, *steps):
    """A layout of small pages, in these steps of its fit."""
    pages = folder / "layouts" / "pages" / "small"
    pages.mkdir(parents=True, exist_ok=True)
    (folder / "layouts" / "outputs").mkdir(exist_ok=True)
    styles = "{text: {font: regular, size: 12}, wide: {font: regular, size: 99}}"
    (pages / "page.yaml").write_text(f"{{width: 60, height: 60, styles: {styles}}}", "utf-8")
    steps = ", ".join(
        step.replace("}", ", style: text}") if "wide" not in step else step for step in steps
    )
    (pages / "behaviour.yaml").write_text(
        "flow: {top: 5, bottom: 5}\n"
        f"fit: {{card: [{steps}]}}\n"
        "blocks:\n"
        '- text: {of: "{name}", style: $style, ink: ink, role: title}\n'
        + 2
        * "- lines: {at-least: $lines, pitch: 3, ink: ink, width: 1 pt}\n",
        "utf-8",
    )
    ours = "{about: Ours, pages: small}"
    (folder / "layouts" / "outputs" / "ours.yaml").write_text(ours, "utf-8")


def test_points_too_large_for_a_row_of_the_check_are_told(deck_of, tmp_path):
    pages = deck_of(1) / "layouts" / "pages" / "temperature-check"
    pages.mkdir(parents=True)
    bundled = BUNDLED / "layouts" / "pages" / "temperature-check"
    text = (bundled / "together.yaml").read_text("utf-8").replace("radius: 4.", "radius: 7.")
    (pages / "together.yaml").write_text(text, "utf-8")
    result = run("-C", tmp_path, "build", "temperature-check")
    assert result.exit_code == 1 and "its points do not fit side by side" in result.stderr


def test_the_name_of_a_theme_must_fit_over_its_cards_too(deck_of, tmp_path):
    file = deck_of(2) / "deck" / "deck.yaml"
    file.write_text(file.read_text("utf-8").replace("name: One", f"name: {UNBREAKABLE}"), "utf-8")
    for output in ("contact-sheet", "temperature-check", "poster"):
        result = run("-C", tmp_path, "build", output)
        assert result.exit_code == 1 and UNBREAKABLE[:40] in result.stderr


@pytest.mark.parametrize(
    ("output", "answer"),
    [
        ("{cards: a6, pages: handout}", "an output is made of cards or of pages, not of both"),
        ("{pages: handout, sheet: a4}", "pages are printed as they are, not imposed on a sheet"),
        ("{cards: a6, together: true}", "only pages can show cards together"),
        ("{sheet: a4}", 'an output needs "cards" or "pages"'),
        ("{pages: handouts}", 'there is no "handouts" in layouts/pages'),
    ],
)
def test_a_slip_in_an_output_is_explained(output, answer, deck_of, tmp_path):
    (deck_of(1) / "layouts" / "outputs").mkdir(parents=True)
    text = output.replace("{", "{about: Ours, ")
    (tmp_path / "layouts" / "outputs" / "ours.yaml").write_text(text, "utf-8")
    result = run("-C", tmp_path, "build", "ours")
    assert result.exit_code == 1
    assert answer in result.stderr and "layouts/outputs/ours.yaml:1:" in result.stderr


def test_pages_that_show_cards_of_one_kind_are_no_matter_for_decks_without_it(deck_of, tmp_path):
    file = deck_of(1) / "deck" / "deck.yaml"
    file.write_text(file.read_text("utf-8").replace("behaviour:", "value:"), "utf-8")
    result = run("-C", tmp_path, "build", "temperature-check", "-n")
    assert result.exit_code == 0
    assert "discussed" not in run("-C", tmp_path, "check").stderr


def test_pages_for_all_show_the_kinds_that_their_output_names(deck_of, tmp_path):
    (deck_of(2) / "layouts" / "outputs").mkdir(parents=True)
    deck = tmp_path / "deck" / "deck.yaml"
    other = "cards:\n- {kind: note, name: A note}\n"
    kinds = "kinds:\n  note: {numbered: true, fields: {name: text}}\n"
    text = deck.read_text("utf-8").replace("cards:\n", other).replace("kinds:\n", kinds)
    deck.write_text(
        text.replace("- id: card", "- kind: behaviour\n  id: card").replace(
            "{kind", "{id: n, kind"
        ),
        "utf-8",
    )
    assert "3 cards" in run("-C", tmp_path, "build", "temperature-check", "-n").stderr
    ours = "{about: Ours, pages: temperature-check, together: true, kinds: [note]}"
    (tmp_path / "layouts" / "outputs" / "ours.yaml").write_text(ours, "utf-8")
    assert "1 card " in run("-C", tmp_path, "build", "ours", "-n").stderr


# ── decks of other kinds ─────────────────────────────────────────────────────────────────────


def without_themes(folder):
    file = folder / "deck" / "deck.yaml"
    deck = yaml.safe_load(file.read_text("utf-8"))
    deck.pop("themes")
    for card in deck["cards"]:
        card.pop("theme")
    file.write_text(yaml.safe_dump(deck, sort_keys=False), "utf-8")
    return folder


@pytest.mark.parametrize("output", ["poster", "contact-sheet", "temperature-check", "discussed"])
def test_cards_without_a_theme_stand_on_pages_under_the_decks_title(output, deck_of):
    folder = without_themes(deck_of(3))
    (page,) = pages_of(output, folder)
    words = "".join(run.text for run in words_of(page.frame.items))
    assert all(f"Behaviour {n}" in words for n in (1, 2, 3))
    if output != "discussed":
        assert "Ours" in words


@pytest.mark.slow
def test_the_words_beside_a_pill_are_read_apart_from_its_number_and_keep_within_their_column(
    deck_of,
):
    page = made("handouts")[0]
    assert says(page, "P")[:2] == ["1", "Being"]
    file = deck_of(2) / "deck" / "deck.yaml"
    long = "name: A theme with a name that no handout has room for beside a pill, whatever it does"
    file.write_text(file.read_text("utf-8").replace("name: One", long), "utf-8")
    result = run("-C", file.parent.parent, "build", "handouts")
    assert result.exit_code == 1 and '"A theme with a name' in result.stderr


def test_a_title_too_long_for_the_heads_of_a_check_without_themes_is_told(deck_of):
    folder = without_themes(deck_of(2))
    file = folder / "deck" / "deck.yaml"
    file.write_text(
        file.read_text("utf-8").replace("title: Ours", "title: " + "Ours " * 20), "utf-8"
    )
    result = run("-C", folder, "build", "temperature-check")
    assert result.exit_code == 1 and '"Ours Ours' in result.stderr


@pytest.mark.parametrize(("count", "posters"), [(24, 1), (60, 2), (90, 2)])
def test_many_behaviours_take_smaller_type_and_then_a_further_poster(count, posters, deck_of):
    assert len(pages_of("poster", deck_of(count))) == posters


def test_a_name_of_two_lines_is_no_matter_for_the_bars_of_large_print(deck_of):
    long = "A behaviour with a name that takes a good deal more than a single line of a bar"
    assert len(pages_of("large-print", deck_of(1, name=long, positive=["Listens"] * 30))) > 1


@pytest.mark.parametrize(
    ("face", "answer"),
    [
        ("front: {flow: {top: 1, bottom: 1}, blocks: []}", "only pages can"),
        ("front: {blocks: []}", None),
    ],
)
def test_a_side_of_a_card_does_not_flow(face, answer, deck_of):
    folder = deck_of(1)
    cards = folder / "layouts" / "cards" / "a6"
    cards.mkdir(parents=True)
    (cards / "behaviour.yaml").write_text(f"{face}\nback: {{blocks: []}}\n", "utf-8")
    result = run("-C", folder, "build", "cards", "-n")
    assert result.exit_code == bool(answer) and (answer or "would write") in result.stderr


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("frame: 5", "pages are not cut, so they have no frame"),
        ("of: office", 'a card layout has no key "of"'),
    ],
)
def test_pages_have_neither_frames_nor_originals(key, answer, deck_of):
    folder = deck_of(1)
    layout(folder, "{lines: 2}")
    file = folder / "layouts" / "pages" / "small" / "page.yaml"
    file.write_text(file.read_text("utf-8").replace("{width", f"{{{key}, width"), "utf-8")
    result = run("-C", folder, "build", "ours")
    assert result.exit_code == 1 and answer in result.stderr


def test_a_deck_has_no_size_to_agree_on_for_what_flows(deck_of):
    folder = deck_of(1)
    layout(folder, "{lines: 2}")
    file = folder / "layouts" / "pages" / "small" / "behaviour.yaml"
    file.write_text(file.read_text("utf-8").replace("{card:", "{deck:"), "utf-8")
    result = run("-C", folder, "build", "ours")
    assert result.exit_code == 1 and "the deck cannot share one size" in result.stderr


# ── what they are not ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "options",
    [["--sheet", "a4"], ["--flip", "short"], ["--fold"], ["--proof"], ["--marks", "lines"]],
)
def test_what_is_for_cards_is_refused_for_whole_pages(options):
    result = run("-C", BUNDLED, "build", "handouts", *options)
    assert result.exit_code == 2
    assert (
        f'"handouts" is made of whole pages; {options[0]} can only be used for cards'
        in result.stderr
    )


def test_nothing_of_them_is_cut_so_that_there_is_no_risk():
    result = run("-C", BUNDLED, "risk", "handouts")
    assert result.exit_code == 2 and "which are not cut" in result.stderr


def test_the_terminal_counts_pages(tmp_path):
    result = run("-C", BUNDLED, "build", "large-print", "--card", "trust", "-o", tmp_path / "x.pdf")
    assert "1 card → 2 pages of A4, actual size" in result.stderr
    result = run(
        "-C", BUNDLED, "build", "temperature-check", "--theme", "being", "-o", tmp_path / "x.pdf"
    )
    assert "3 cards → 1 page of A4, actual size" in result.stderr


def test_cards_of_which_there_are_several_are_counted_once():
    said = run("-C", BUNDLED, "build", "handouts", "--theme", "being", "--copies", "4", "-n").stderr
    assert "3 cards, 4 of each → 12 pages of A4, actual size" in said
