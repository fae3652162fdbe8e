"""Other sizes of the same cards: conversation, tarot and clear print."""

import re
import shutil

import pytest
from command_line import run
from decks import BUNDLED, elements_of, faces_of, layup_of, pages_of, words_of
from frames import BLACK, line
from structure import count, headings, quoted, script

from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Box, Element, Frame, Line, Path, Placed, faces
from cardgen.graphics.type.characters import printed
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.typeset.faces.composer import Composer
from cardgen.typeset.faces.enlarger import Enlarger

BEHAVIOURS = [card for card in layup_of("facilitator").spec.deck.cards if card.number]
THEMES = layup_of("facilitator").spec.deck.themes
by_id = pytest.mark.parametrize("card", BEHAVIOURS, ids=lambda card: card.id)


def said(face, role):
    return [
        "".join(run.text for run in words_of([element]))
        for element in elements_of(face.frame.items, role)
    ]


def sizes(face, role):
    return {run.size_pt for e in elements_of(face.frame.items, role) for run in words_of([e])}


# ── conversation ─────────────────────────────────────────────────────────────────────────────


@by_id
def test_a_conversation_card_has_name_and_definition_and_behind_them_its_theme(card):
    front, back = faces_of("conversation")[card.id]
    assert said(front, "H") == [printed(card.called.text)]
    assert said(front, "P") == [printed(card.words["definition"].text), card.theme.name.text]
    assert (sizes(front, "H"), sizes(front, "P")) == ({17.5}, {8.5, 8})
    assert said(back, "P") == [card.theme.name.text]


def test_eight_conversation_cards_lie_on_a_sheet():
    (part,) = layup_of("conversation").parts
    assert (part.layout.width, part.layout.height, part.grid.capacity) == (63, 88, 8)


# ── tarot ────────────────────────────────────────────────────────────────────────────────────


@by_id
def test_a_tarot_card_has_the_positive_indicators_in_front_and_the_others_behind(card):
    front, back = faces_of("tarot")[card.id]
    for face, field in ((front, "positive"), (back, "negative")):
        assert said(face, "LBody") == [printed(word.text) for word in card.words[field]]
        assert said(face, "H")[0] == printed(card.called.text)
        assert min(run.size_pt for run in words_of(face.frame.items)) >= 8.5
        numbers = [run for run in words_of(face.frame.items) if run.text == str(card.number)]
        assert len(numbers) == 1


def test_names_have_one_size_on_all_tarot_cards():
    assert {size for card in BEHAVIOURS for size in sizes(faces_of("tarot")[card.id][0], "H")} == {
        16,
        9.5,  # the headings of lists
    }


@pytest.mark.slow
def test_a_card_too_full_for_tarot_says_how_much_and_what_holds_it(tmp_path, monkeypatch):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "deck" / "leading-and-visioning.yaml"
    more = "".join(
        f"      - Another one on one line of A6, two of tarot {n}\n" for n in range(1, 9)
    )
    text = file.read_text("utf-8")
    marked = "      - Influences/sells the vision\n"
    file.write_text(text.replace(marked, marked + more), "utf-8")
    result = run("build", "tarot", "-n")
    assert (result.exit_code, result.stderr.count("error[")) == (1, 1)
    assert 'the front of "Vision / shared direction" needs ' in result.stderr
    ways = [
        'help: shorten "positive" by about ',
        "use larger cards (office, cards and clear-print hold it)",
        "leave it out with --not vision-shared-direction",
    ]
    for way in ways:
        assert way in result.stderr
    assert run("build", "tarot", "-n", "--not", "vision-shared-direction").exit_code == 0
    assert run("build", "tarot", "-n", "--card", "trust,mindset").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("output", ["conversation", "tarot"])
def test_no_word_on_a_small_card_comes_nearer_to_the_cut_than_proofs_show(output):
    layout = layup_of(output).parts[0].layout
    for back in layout.backs:
        for pair in faces_of(output, options=Options(back=back)).values():
            for face in pair:
                for words in words_of(face.frame.items):
                    ends = words.x, layout.width - words.x - words.width, layout.height - words.y
                    assert min(ends) >= layout.safe, (face.face, words.text)


# ── clear print ──────────────────────────────────────────────────────────────────────────────

TIMES = 210 / 148.5


@pytest.mark.parametrize("card", [card.id for card in layup_of("office").spec.cards])
def test_clear_print_is_the_office_edition_enlarged(card):
    for large, small in zip(faces_of("clear-print")[card], faces_of("office")[card], strict=True):
        assert (large.frame.width, large.frame.height) == (148.5, 210)
        pairs = list(zip(words_of(large.frame.items), words_of(small.frame.items), strict=True))
        assert all(a.text == b.text for a, b in pairs)
        assert [a.size_pt / b.size_pt for a, b in pairs] == pytest.approx([TIMES] * len(pairs))
        assert min(a.size_pt for a, _ in pairs) > 13


def test_two_clear_print_cards_lie_on_a_sheet_that_is_cut_once():
    (front, *_) = pages_of("clear-print")
    assert (front.frame.width, front.frame.height) == (297, 210)
    assert [(face.x, face.y) for face in faces(front.frame)] == [(0, 0), (148.5, 0)]
    assert (
        "cut at 148.5 mm from the left edge\n"
        in run("-C", BUNDLED, "build", "clear-print", "-n").stderr
    )


def test_drawings_that_cards_share_stay_one_when_they_are_enlarged():
    shared = {}
    for output in ("office", "clear-print"):
        layup = layup_of(output)
        composer = Composer(layup.spec.deck, layup.parts[0].layout, layup.spec.house, Problems())
        found = [
            p.frame
            for card in layup.spec.cards
            for face in composer.faces(card)
            for p in placed(face.frame.items)
        ]
        shared[output] = len({id(frame) for frame in found}), len(found)
    assert shared["clear-print"] == shared["office"]


def placed(items):
    for item in items:
        if isinstance(item, Placed):
            yield item
            yield from placed(item.frame.items)
        elif isinstance(item, Element):
            yield from placed(item.items)


def test_all_that_a_frame_can_hold_becomes_larger():
    inner = Frame(4, 5, (Line(1, 1, 3, 4, BLACK, 0.5),))
    items = (
        Box(1, 2, 3, 4, BLACK, BLACK, 0.5, 0.25),
        Path((("M", 1, 2), ("C", 1, 1, 2, 2, 3, 3), ("Z",)), BLACK),
        Element("P", (line("Trust", 2, 3, size=8),)),
        Placed(5, 6, inner, 90, (1, 0, 1, 0), radius=2),
    )
    large = Enlarger(2).frame(Frame(20, 30, items))
    assert large.items[3].bleed == (2, 0, 2, 0)
    assert describe(large) == (
        "frame 40.00 x 60.00\n"
        "  box 2.00 4.00 6.00 x 8.00 radius 0.50 black stroke black 1 pt\n"
        "  path 2.00 2.00 to 6.00 6.00 black\n"
        "  P\n"
        "    run 4.00 6.00 Text 16 pt black 'Trust'\n"
        "  placed 10.00 12.00 turned 90 radius 4.00\n"
        "    frame 8.00 x 10.00\n"
        "      line 2.00 2.00 to 6.00 8.00 stroke black 1 pt"
    )


@pytest.mark.slow
def test_what_does_not_fit_an_enlarged_card_is_told_in_its_own_millimetres(tmp_path, monkeypatch):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "deck" / "relating-and-communicating.yaml"
    more = "".join(f"      - Another indicator, number {n}\n" for n in range(1, 9))
    text = file.read_text("utf-8")
    file.write_text(text.replace("      - Networker\n", more), "utf-8")
    result = run("build", "clear-print", "-n")
    assert "mm more height than office (which clear-print enlarges) has" in result.stderr
    assert run("build", "clear-print", "--proof", "--verify", "-o", "proof.pdf").exit_code == 0


# ── what is said ─────────────────────────────────────────────────────────────────────────────


def test_conversation_cards_say_their_names_as_headings_and_no_lists():
    lines = script("conversation")
    assert headings(lines) == [("1", printed(card.called.text)) for card in BEHAVIOURS]
    assert (count(lines, "L"), count(lines, "Figure")) == (0, 0)
    words = [quoted(line) for line in lines if line.startswith("P ")]
    assert [printed(card.words["definition"].text) for card in BEHAVIOURS] == [
        word for word in words if word not in {theme.name.text for theme in THEMES}
    ]


@pytest.mark.slow
def test_tarot_cards_say_both_lists_and_the_scale():
    lines = script("tarot")
    expected = [
        heading
        for card in BEHAVIOURS
        for heading in (
            ("1", printed(card.called.text)),
            ("2", "Positive indicators"),
            ("1", printed(card.called.text)),
            ("2", "Negative indicators"),
            ("2", "Temperature check"),
        )
    ]
    assert headings(lines) == expected
    items = sum(len(card.words[field]) for card in BEHAVIOURS for field in ("positive", "negative"))
    assert (count(lines, "L"), count(lines, "LI"), count(lines, "Figure")) == (26, items, 13)


@pytest.mark.slow
def test_clear_print_says_what_office_says():
    one, other = (
        [re.sub(r" \[\d+\]", "", line) for line in script(output)]  # it takes more pages
        for output in ("clear-print", "office")
    )
    assert one == other
