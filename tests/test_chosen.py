"""Pages that show cards together show the chosen ones; what is not printed of a choice is said."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from command_line import built, run
from decks import ALLOTMENT, BUNDLED, layup_of
from pypdf import PdfReader
from structure import told_by_pdf

from cardgen.graphics.type.characters import printed

CARDS = [card for card in layup_of("handouts").spec.deck.cards if card.number]
NAMES = [printed(card.called.text) for card in CARDS]
TOGETHER = (
    "poster",
    "overview",
    "theme-posters",
    "contact-sheet",
    "temperature-check",
    "discussed",
)


def said_by_pdf(data):
    return [words for _, _, words in told_by_pdf(data) if words]


def shown(data):
    """The names of behaviours that a PDF shows, in its order."""
    return [words for words in said_by_pdf(data) if words in NAMES]


def of_theme(*ids):
    return [printed(card.called.text) for card in CARDS if card.theme.id in ids]


@pytest.mark.parametrize("output", TOGETHER)
@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ((), NAMES),
        (("--theme", "being"), of_theme("being")),
        (("--card", "trust,mindset"), ["Mindset", "Trust"]),
        (
            ("--not", "delivering", "--not", "trust"),
            [
                name
                for name in of_theme("being", "relating-and-communicating", "leading-and-visioning")
                if name != "Trust"
            ],
        ),
    ],
)
def test_pages_for_all_show_the_chosen_cards_and_no_other(output, choice, expected):
    assert shown(built(output, *choice)) == expected


def test_a_poster_names_the_themes_of_the_chosen_cards_alone():
    words = said_by_pdf(built("poster", "--card", "trust", "--card", "delivery"))
    themes = [printed(theme.name.text) for theme in layup_of("poster").spec.deck.themes]
    assert [word for word in words if word in themes] == [themes[1], themes[3]]


def test_a_poster_of_another_deck_shows_its_chosen_theme():
    theme = layup_of("poster", ALLOTMENT).spec.deck.themes[0]
    words = said_by_pdf(built("poster", "--theme", theme.id, folder=ALLOTMENT))
    others = layup_of("poster", ALLOTMENT).spec.deck.themes[1:]
    assert printed(theme.name.text) in words
    assert [other for other in others if printed(other.name.text) in words] == []


def test_the_fewer_behaviours_a_poster_shows_the_larger_they_are():
    def largest_name(*choice):
        sizes = []

        def look(text, matrix, place, font, size):
            if "Mindset" in text:
                sizes.append(size * matrix[0])

        for page in PdfReader(BytesIO(built("poster", *choice))).pages:
            page.extract_text(visitor_text=look)
        return max(sizes)

    assert largest_name("--theme", "being") > largest_name()


def test_an_additions_choice_is_shown_like_any_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ours.yaml").write_text(
        "cards:\n- id: kindness\n  kind: behaviour\n  theme: being\n  name: Kindness\n"
        "  definition: Being kind.\n  positive: [Helps]\n  negative: [Scolds]\n",
        encoding="utf-8",
    )
    result = run(
        *("--overlay", "ours.yaml", "build", "poster", "--card", "kindness,trust", "-o", "p.pdf")
    )
    assert result.exit_code == 0, result.stderr
    words = said_by_pdf(Path("p.pdf").read_bytes())
    assert [word for word in words if word in (*NAMES, "Kindness")] == ["Trust", "Kindness"]


def test_a_workshops_poster_shows_the_workshops_cards(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("w.yaml").write_text(
        "title: W\ncards: [delivering, trust]\n"
        "outputs: [poster, {output: contact-sheet, cards: [title, mindset]}]\n",
        encoding="utf-8",
    )
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    poster = Path("build/w/poster.pdf").read_bytes()
    assert shown(poster) == [*of_theme("delivering"), "Trust"]
    sheet = Path("build/w/contact-sheet.pdf").read_bytes()
    assert shown(sheet) == ["Mindset"]
    assert "title" not in said_by_pdf(sheet)
    assert "1 card left out, as this output does not print its kind: title" in result.stderr
    plan = json.loads(Path("build/w/plan.json").read_text(encoding="utf-8"))
    assert [file.get("left_out") for file in plan["files"]] == [[], ["title"], None, None]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["press", "--profile", "drivethrucards"], ["title", "overview", "how-to"]),
        (["conversation"], ["title", "overview", "how-to"]),
        (["handouts", "--card", "title,trust"], ["title"]),
        (["temperature-check", "--card", "overview,trust"], ["overview"]),
        (["temperature-check"], []),
        (["office"], []),
        (["office", "--card", "trust"], []),
        (["conversation", "--theme", "being"], []),
    ],
)
def test_what_an_output_does_not_print_is_said(arguments, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", "-n", *arguments)
    assert result.exit_code == 0, result.stderr
    lines = [line for line in result.stderr.splitlines() if "does not print" in line]
    assert [line.rpartition(": ")[2] for line in lines] == ([", ".join(expected)] * bool(expected))
    plan = json.loads(run("build", "-n", "--json", *arguments).stdout)
    assert plan["left_out"] == expected


def test_of_many_cards_left_out_the_first_twelve_are_named(tmp_path):
    (tmp_path / "deck").mkdir()
    cards = "".join(f"- {{id: t{n}, kind: note, text: Note {n}}}\n" for n in range(20))
    (tmp_path / "deck/deck.yaml").write_text(
        "title: D\nlang: en\ndate: 2026-01-01\nkinds:\n"
        "  behaviour: {numbered: true, fields: {name: text, definition: text}}\n"
        "  note: {fields: {text: text}}\ncards:\n"
        "- {id: a, kind: behaviour, name: A, definition: B}\n" + cards,
        encoding="utf-8",
    )
    result = run("-C", tmp_path, "build", "-n", "conversation")
    assert "20 cards left out" in result.stderr
    assert ": t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, …\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["handouts", "--card", "title"],
            '"handouts" prints none of these cards; it prints those of the kind behaviour',
        ),
        (
            ["handouts", "--add", "title"],
            'the extra card "title" cannot be added here;'
            " this output prints no card of its kind, title",
        ),
    ],
)
def test_a_choice_of_which_nothing_is_printed_is_refused(arguments, answer):
    result = run("-C", BUNDLED, "build", "-n", *arguments)
    assert result.exit_code == 2
    assert answer in result.stderr
