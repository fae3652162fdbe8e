"""What no author means in a text is said where it stands; what some language writes so is not."""

import pytest
from command_line import run
from small_decks import KINDS_YAML

import cardgen
from cardgen.problems import Problems
from cardgen.read.odd_text import MOST_TOLD, odd_parts
from cardgen.read.tree import parse

DECK = f"""\
title: T
lang: en-GB
date: 2026-11-24
{KINDS_YAML}cards:
  - id: trust
    name: Trust
    definition: Hears
    positive: [Asks]
    negative: [Waits]
"""


def odd(text):
    """The codes and the parts of a text that are said to be odd."""
    return [(part.code, text[part.start : part.end]) for part in odd_parts(text)]


def said_of(text, folder):
    """Code and place of what a check says of a deck."""
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    problems = cardgen.open(folder / "deck.yaml").check("office")
    return [(p.code, p.where.line, p.where.column, p.where.end) for p in problems]


LETTERS = "’é“”–—…•€£°üßàœłąćšžŽÉŵŷ½→✓😀"


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_read_in_the_wrong_encoding_is_told_with_what_it_was(letter):
    wrong = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in letter.encode()
    )
    (part,) = odd_parts(f"so{wrong}so")
    assert part.code == "W420"
    assert part.fix == f'it was probably "{letter}": retype it'


def test_a_letter_misread_twice_is_told_with_what_it_was():
    twice = "’".encode().decode("cp1252").encode().decode("cp1252")
    (part,) = odd_parts(f"It{twice}s")
    assert part.fix == 'it was probably "’": retype it'


@pytest.mark.parametrize(
    "text", ["caf√©", "It‚Äôs", "Caf\ufffd", "10Â\u00a0%", "ï»¿Trust", "worldâ€"]
)
def test_other_damage_is_told_too(text):
    assert [code for code, _ in odd(text)] == ["W420"]


@pytest.mark.parametrize(
    "text",
    [
        *("“SANTÉ”", "„Ä“", "IRMÃ”", "“Â”", "NÃO", "NÃ…", "Ä–Z", "Ångström", "château", "Noël…"),
        *("À la carte", "ÂGE", "√2", "‚Anführung‘", "naïve »", "“Dr. Feelgood”", "DÄR…"),
    ],
)
def test_capitals_before_punctuation_are_letters(text):
    assert odd(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("R&amp;D", "&amp;"),
        ("Caf&eacute;", "&eacute;"),
        ("It&#39;s", "&#39;"),
        ("It&#x2019;s", "&#x2019;"),
        ("a&nbsp;b", "&nbsp;"),
        ("<b>bold</b> and <b>bold</b>", "<b>"),
        ("one<br/>two", "<br/>"),
        ('<span class="x">so', '<span class="x">'),
        ("so</p>", "</p>"),
    ],
)
def test_code_of_web_pages_is_told_once(text, part):
    assert odd(text) == [("W421", part)]


@pytest.mark.parametrize(
    "text",
    ["R&D", "AT&T;", "R & D; x", "&c.", "a < b > c", "<3", "<brief>", "&notit;", "x<y and y>z"],
)
def test_signs_that_are_no_code_are_words(text):
    assert odd(text) == []


@pytest.mark.parametrize(
    "text", ["• Asks", "- Asks", "* Asks", "Two:\n  • Asks", "·\tAsks", "▪ Asks"]
)
def test_a_typed_bullet_is_told(text):
    assert [code for code, _ in odd(text)] == ["W422"]


@pytest.mark.parametrize(
    "text",
    ["Level • two", "- 5 to 5", "*", "5 * 3", "— Goethe", "– Goethe", "o pão", "-5", "✓ done"],
)
def test_a_dash_a_sign_or_a_letter_is_no_bullet(text):
    assert odd(text) == []


@pytest.mark.parametrize(
    "mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)
def test_a_character_that_turns_the_order_of_letters_is_told(mark):
    assert odd(f"Tr{mark}ust") == [("W423", mark)]


def test_odd_parts_are_marked_where_they_stand_also_in_quotes(tmp_path):
    deck = DECK.replace("Hears", "Itâ€™s").replace("Asks", '"R&amp;D"')
    assert said_of(deck, tmp_path) == [("W420", 11, 19, 22), ("W421", 12, 18, 23)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: T", "title: T&amp;C", 1),
        ("title: T", "title: T\nsubtitle: T&amp;C", 2),
        ("title: T", "title: T\npublisher: T&amp;C", 2),
        ("title: T", "title: T\nlabels: {low: T&amp;C}", 2),
        ("cards:", "themes: [{id: a, name: T&amp;C, colour: coral}]\ncards:", 8),
        ("[Asks]", "\n      - T&amp;C", 13),
    ],
)
def test_every_text_of_a_deck_is_looked_at(old, new, line, tmp_path):
    said = said_of(DECK.replace(old, new, 1), tmp_path)
    assert [(code, at) for code, at, *_ in said if code != "W408"] == [("W421", line)]


def test_questions_are_looked_at(tmp_path):
    (tmp_path / "prompts.yaml").write_text(
        "origin: source\nby: us\nlenses: {me: Me}\nprompts:\n  trust: {me: R&amp;D?}\n"
    )
    said = said_of(DECK.replace("cards:", "prompts: prompts.yaml\ncards:"), tmp_path)
    assert [(code, line) for code, line, *_ in said] == [("W421", 5)]


def test_of_a_file_that_is_damaged_all_over_the_first_places_are_told(tmp_path):
    cards = "".join(
        f"  - {{id: c{n}, name: CafÃ© {n}, definition: a, positive: [b], negative: [c]}}\n"
        for n in range(30)
    )
    (tmp_path / "deck.yaml").write_text(DECK + cards, encoding="utf-8")
    problems = cardgen.open(tmp_path / "deck.yaml").check("office")
    assert len(problems) == MOST_TOLD
    assert problems[-1].what.endswith("; 20 more texts are like this one")


@pytest.mark.parametrize(
    "name",
    [
        "\u200b",
        "\u200b\u200c\u200d",
        "\u2060",
        "\u00a0\u2009",
        "\u3164",
        "\u2800",
        "\ufe0f",
        "\u0301",
        "\u202e\u202c",
        "\u00ad",
    ],
)
def test_a_name_that_nobody_can_see_is_no_name(name, tmp_path):
    (code, line, *_), *others = said_of(DECK.replace("Trust", f'"{name}"', 1), tmp_path)
    assert (code, line) == ("E102", 10)
    assert {other for other, *_ in others} <= {"W423"}


def cut(text):
    """Where the parser says that a comment cuts a text, and what is lost there."""
    problems = Problems()
    parse(text.encode(), "deck.yaml", problems)
    lines = text.splitlines()
    return [
        lines[p.where.line - 1][p.where.column - 1 : p.where.end - 1]
        for p in problems
        if p.code == "W419"
    ]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("a: Our #1 value", "#1 value"),
        ("a: Team #1", "#1"),
        ("a: Level # 5 is next", "# 5 is next"),
        ("a: Level  #5", "#5"),
        ("a: Our # 1, of all", "# 1, of all"),
        ("a:\n  - Uses #teamwork daily\n  - Asks", "#teamwork daily"),
        ("a: [Asks #1\n  ,Hears]", "#1"),
        ("a: Long\n  words #go on", "#go on"),
        ("a: Long words\n  #1 of all", "#1 of all"),
        ("a:\n  - Asks\n    #teamwork", "#teamwork"),
        ("- {a: C #sharp\n  }", "#sharp"),
        ("a: #1 value", "#1 value"),
        ("a: “So” #x", "#x"),
    ],
)
def test_a_comment_that_cuts_a_text_short_is_told_at_its_sign(text, lost):
    assert cut(text) == [lost]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a: Our value # the first",
            "a: Our value  #first",
            "a: Our value   # 'first'",
            "a: Our value  # 3/4 of all",
            "a: Our value  # 5 is next",
            "a: Our value # 3/4 of all",
            "a: Our value # 2026-11-24",
            "a: Our value # 10:30 is too late",
            "a: Our value # 3.5 of five",
            "a: Our value\n  # 3/4 of all",
            "a: true #1",
        ),
        *(
            'a: "Our #1 value"',
            "a: 'Our #1 value'",
            "a: |\n  Our #1 value",
            "a: >-\n  Our #1 value",
        ),
        *("a: C#", "a: b#c", "#1\na: b", "a: # all\n  b: c", "a: b\n#c: d", "a:\n  b: c\n  #d: e"),
        *("a:\n  - b\n  #- c", "a: #FFCE24", 'a: "b" #c', "a: b\n\n#c"),
        '{a: "Our #1 value", b: c}',
    ],
)
def test_a_comment_that_is_meant_and_a_sign_in_quotes_are_not_told(text):
    assert cut(text) == []


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\u202f", "\u200b"])
def test_spaces_that_are_letters_to_yaml_are_told_where_they_indent(space, tmp_path):
    said = said_of(DECK.replace("    name:", f"  {space} name:"), tmp_path)
    assert said == [("E001", 10, 3, 4)]


def test_an_item_behind_a_no_break_space_is_not_taken_into_the_one_above_it(tmp_path):
    deck = DECK.replace("[Asks]", "\n    - Asks\n      \u00a0- Hears")
    assert said_of(deck, tmp_path) == [("E001", 14, 7, 8)]


def test_check_and_build_tell_the_same_of_odd_texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(DECK.replace("Hears", "R&amp;D #1"), encoding="utf-8")
    told = [
        {line for line in run("--deck", "deck.yaml", *command).stderr.splitlines() if "[W" in line}
        for command in (["check"], ["build", "office", "-o", "o.pdf"])
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 2
