"""What a reader's eye and a guillotine rely on, on every card of the deck."""

from datetime import datetime, timezone

import numpy as np
import pypdfium2
import pytest
from decks import elements_of, faces_of, layup_of, words_of

from cardgen.graphics.frame import Element, GlyphRun, Placed
from cardgen.graphics.type.characters import printed
from cardgen.impose.imposition import one_up
from cardgen.model.deck import Text
from cardgen.output.pdf.metadata import About
from cardgen.output.pdf.pdf import write_pdf
from cardgen.problems import Problems
from cardgen.typeset.faces.composer import Composer

FACES = faces_of("facilitator")
BEHAVIOURS = [card for card in layup_of("facilitator").spec.deck.cards if card.number]
EVERY_FACE = [face for pair in FACES.values() for face in pair]
by_id = pytest.mark.parametrize("card", BEHAVIOURS, ids=lambda card: card.id)


@by_id
def test_indicators_are_set_in_ten_point(card):
    _, back = FACES[card.id]
    sizes = {
        run.size_pt for body in elements_of(back.frame.items, "LBody") for run in words_of([body])
    }
    assert sizes == {10}


@by_id
def test_names_and_definitions_have_the_sizes_of_the_whole_deck(card):
    front, _ = FACES[card.id]
    (title,) = elements_of(front.frame.items, "H")
    (size,) = {run.size_pt for run in words_of([title])}
    assert size == (39 if card.id in ("authenticity", "mindset", "trust", "delivery") else 30)
    definition = next(elements_of(front.frame.items, "P"))
    assert {run.size_pt for run in words_of([definition])} == {12.5}


@by_id
def test_every_word_of_a_card_is_on_it_once_and_in_order(card):
    front, back = FACES[card.id]

    def said(face, role):
        return [
            "".join(run.text for run in words_of([e])) for e in elements_of(face.frame.items, role)
        ]

    assert said(front, "H") == said(back, "H")[:1] == [printed(card.words["name"].text)]
    assert said(front, "P")[0] == printed(card.words["definition"].text)
    lists = (*card.words["positive"], *card.words["negative"])
    assert said(back, "LBody") == [printed(word.text) for word in lists]


@pytest.mark.parametrize("face", EVERY_FACE, ids=lambda f: f"{f.face.card} {f.face.side}")
def test_no_word_comes_nearer_to_the_cut_than_five_millimetres(face):
    for run in words_of(face.frame.items):
        em = run.size_pt * 25.4 / 72
        assert run.x >= 5 and run.x + run.width <= 105 - 5 + 0.001
        assert run.y - 0.67 * em >= 5 and run.y <= 148 - 5


@pytest.mark.parametrize("face", EVERY_FACE, ids=lambda f: f"{f.face.card} {f.face.side}")
def test_no_line_of_words_runs_into_another(face):
    lines = sorted(
        (run.y, run.x, run.x + run.width, run.size_pt) for run in words_of(face.frame.items)
    )
    for index, (y, start, end, _) in enumerate(lines):
        for other_y, other_start, other_end, size_pt in lines[index + 1 :]:
            beside = other_start >= end - 0.01 or other_end <= start + 0.01
            cap_height = 0.62 * size_pt * 25.4 / 72
            assert beside or other_y - cap_height >= y - 0.001


def test_nothing_on_a_card_is_set_below_ten_point():
    assert min(run.size_pt for face in EVERY_FACE for run in words_of(face.frame.items)) == 10


def test_a_card_alone_matches_its_deck():
    """One long name elsewhere in the deck makes the name of every card smaller."""
    layup = layup_of("facilitator")
    spec = layup.spec
    trust, other = (next(c for c in BEHAVIOURS if c.id == i) for i in ("trust", "delivery"))
    long = {**other.words, "name": Text("Counterrevolutionaries", other.where)}
    cards = tuple(c._replace(words=long) if c is other else c for c in spec.deck.cards)
    deck = spec.deck._replace(cards=cards)
    front, _ = Composer(deck, layup.parts[0].layout, spec.house, Problems()).faces(trust)
    (title,) = elements_of(front.frame.items, "H")
    assert next(words_of([title])).size_pt == 37


@pytest.mark.parametrize(
    ("name", "size_pt"),
    [
        ("Resilience, bravery and courage", 14.5),
        ("Resilience and bravery in hard times", 13),
        ("Resilience and bravery in harder times", 12),
    ],
)
def test_a_long_name_is_set_smaller_in_the_band_of_a_back(name, size_pt):
    layup, trust = layup_of("facilitator"), next(card for card in BEHAVIOURS if card.id == "trust")
    long = trust._replace(words={**trust.words, "name": Text(name, trust.where)})
    problems = Problems()
    _, back = Composer(layup.spec.deck, layup.parts[0].layout, layup.spec.house, problems).faces(
        long
    )
    title = next(elements_of(back.frame.items, "H"))
    assert ({run.size_pt for run in words_of([title])}, list(problems)) == ({size_pt}, [])


def test_a_theme_whose_name_is_too_long_for_the_overview_is_found():
    layup, problems = layup_of("facilitator"), Problems()
    spec = layup.spec
    long = Text("Relating and communicating with everyone about everything", spec.deck.where)
    themes = tuple(theme._replace(name=long) for theme in spec.deck.themes)
    composer = Composer(
        spec.deck._replace(themes=themes), layup.parts[0].layout, spec.house, problems
    )
    composer.faces(next(card for card in spec.deck.cards if card.id == "overview"))
    assert {(problem.code, problem.where) for problem in problems} == {("E302", spec.deck.where)}


def test_a_card_whose_name_is_too_long_for_the_overview_is_found():
    layup, problems = layup_of("facilitator"), Problems()
    spec = layup.spec
    trust = next(card for card in spec.deck.cards if card.id == "trust")
    long = {
        **trust.words,
        "name": Text("Trust in everyone to do everything right at the right time", trust.where),
    }
    cards = tuple(c._replace(words=long) if c is trust else c for c in spec.deck.cards)
    composer = Composer(
        spec.deck._replace(cards=cards), layup.parts[0].layout, spec.house, problems
    )
    composer.faces(next(card for card in cards if card.id == "overview"))
    assert [(problem.code, problem.where) for problem in problems] == [("E302", trust.where)]


def test_the_rights_are_printed_on_a_card():
    words = "".join(run.text for run in words_of(FACES["how-to"][1].frame.items))
    assert "Text © NHS North West Leadership Academy." in words


# ── the office edition ───────────────────────────────────────────────────────────────────────

OFFICE = faces_of("office")


@by_id
def test_office_indicators_are_set_in_ten_point_too(card):
    _, back = OFFICE[card.id]
    sizes = {
        run.size_pt for body in elements_of(back.frame.items, "LBody") for run in words_of([body])
    }
    assert sizes == {10}


def test_office_definitions_have_the_sizes_of_a6():
    for card in BEHAVIOURS:
        front, _ = OFFICE[card.id]
        (definition, *_) = [run for run in words_of(front.frame.items) if run.font == "medium"]
        assert definition.size_pt == 12.5


def ink_within(pairs, house, folder):
    """How far all that is dark keeps from the trim, for each face, in mm."""
    about = About("x", "", "", "en", datetime(2026, 1, 1, tzinfo=timezone.utc), None, "")
    with (folder / "x.pdf").open("wb") as out:
        write_pdf(one_up(pairs, 0), about, house.fonts, out)
    px = 20  # to the millimetre, so that whole millimetres lie between pixels
    for page in pypdfium2.PdfDocument(folder / "x.pdf"):
        grey = np.array(page.render(scale=px * 25.4 / 72).to_pil().convert("L"))
        rows, columns = np.where(grey < 250)
        height, width = grey.shape
        edges = columns.min(), rows.min(), width - 1 - columns.max(), height - 1 - rows.max()
        yield min(edges) / px


@pytest.mark.slow
def test_all_ink_of_office_cards_is_six_millimetres_inside_the_trim(tmp_path):
    """Measured on the picture of every face, a page each."""
    layup = layup_of("office")
    spec = layup.spec
    found = list(ink_within([OFFICE[card.id] for card in spec.cards], spec.house, tmp_path))
    assert len(found) == 32 and min(found) > 6


@pytest.mark.slow
def test_the_words_of_a6_cards_keep_the_safe_distance_that_proofs_show(tmp_path):
    layup = layup_of("facilitator")
    spec = layup.spec
    ink = spec.house.neutrals["ink"]

    def words(face):
        return face._replace(frame=face.frame._replace(items=words_only(face.frame.items, ink)))

    pairs = [tuple(words(face) for face in FACES[card.id]) for card in spec.cards]
    safe = layup.parts[0].layout.safe
    assert min(ink_within(pairs, spec.house, tmp_path)) >= safe == 5


def words_only(items, ink):
    """The same without drawings, all words in one ink."""
    kept = []
    for item in items:
        match item:
            case GlyphRun():
                kept.append(item._replace(ink=ink))
            case Element():
                kept.append(item._replace(items=words_only(item.items, ink)))
            case Placed():
                inner = item.frame._replace(items=words_only(item.frame.items, ink))
                kept.append(item._replace(frame=inner))
    return tuple(kept)


def test_a_long_name_keeps_off_the_mark_at_the_end_of_an_office_band():
    """Letter by letter longer: it becomes too wide before it reaches the mark."""
    layup = layup_of("office")
    spec = layup.spec
    card = next(card for card in BEHAVIOURS if card.number == 10)
    for count in range(20, 45):
        problems = Problems()
        name = Text("n" * count, card.where)
        composer = Composer(spec.deck, layup.parts[0].layout, spec.house, problems)
        _, back = composer.faces(card._replace(words={**card.words, "name": name}))
        if any("the back" in problem.what for problem in problems):
            break
        items = next(iter(back.frame.items)).frame.items
        (title,) = [run for run in words_of(items) if run.text.startswith("nnn")]
        marks = [item for item in items if isinstance(item, Placed) and item.y < 12]
        assert title.x + title.width < marks[0].x - 0.5
    assert 20 < count < 44
