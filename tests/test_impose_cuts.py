"""Sheets that are printed, cut and stacked: every piece is a card with its own back."""

import shutil
from itertools import pairwise

import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED, layup_of, pages_of, words_of
from hypothesis import assume, given
from hypothesis import strategies as st
from sheets import INK, a4, fits, grid_of, sheets_of, trim_box

from cardgen.graphics.frame import faces
from cardgen.impose.cuts import cutting_list
from cardgen.impose.imposition import Forme, impose
from cardgen.impose.order import arranged
from cardgen.impose.slug import NO_SLUG
from cardgen.jobs.runs import plans, with_copies
from cardgen.model.options import Options

# ── a guillotine ─────────────────────────────────────────────────────────────────────────────


def cut(width, height, cuts):
    """The pieces that a guillotine leaves of a sheet, each as left, top, right and bottom.

    Each cut is a distance from the paper's left edge or top, at the stop of the machine: what it
    cuts must still hold that edge, or the distance could not be set.
    """
    pieces = [(0.0, 0.0, width, height)]
    for edge, at in cuts:
        side = 0 if edge == "left" else 1
        at_the_stop = [piece for piece in pieces if piece[side] < 0.0005]
        assert at_the_stop, "no paper is left that could lie at the stop"
        pieces = [piece for piece in pieces if piece not in at_the_stop]
        for piece in at_the_stop:
            assert piece[side] < at < piece[side + 2], "there is nothing to cut there"
            near, far = list(piece), list(piece)
            near[side + 2] = far[side] = at
            pieces += [tuple(near), tuple(far)]
    return pieces


def same(one, other):
    return all(abs(a - b) < 0.002 for a, b in zip(one, other, strict=True))


def through(page, piece, axis):
    """The piece as one looks at the other side of the paper."""
    left, top, right, bottom = piece
    if axis == "vertical":
        return page.frame.width - right, top, page.frame.width - left, bottom
    return left, page.frame.height - bottom, right, page.frame.height - top


def cut_out(front, back, cuts, axis):
    """The cards of a sheet from the pieces, by their places on the front; each whole and alone,
    with its own back."""
    found = {}
    for piece in cut(front.frame.width, front.frame.height, cuts):
        on_it = [face for face in faces(front.frame) if same(trim_box(face), piece)]
        behind = [
            face for face in faces(back.frame) if same(trim_box(face), through(back, piece, axis))
        ]
        assert [face.face.card for face in on_it] == [face.face.card for face in behind]
        assert [face.face.copy for face in on_it] == [face.face.copy for face in behind]
        if on_it:
            (one,), (other,) = on_it, behind
            found[piece[:2]] = one.face
            assert (one.face.side, other.face.side) == ("front", "back")
    assert len(found) == len(list(faces(front.frame))), "a card is cut through"
    return found


LENGTHS = st.integers(250, 1400).map(lambda tenths: tenths / 10)


@given(
    LENGTHS,
    LENGTHS,
    st.sampled_from([(0, 0), (3, 0), (0, 5)]),
    st.sampled_from([0, 6, 20]),
    st.sampled_from([None, "long", "short"]),
    st.integers(1, 30),
)
def test_every_sheet_cut_by_its_list_gives_whole_cards_with_their_own_backs(
    width, height, edges, gap, flip, count
):
    (bleed, frame), sheet = edges, a4(gap=gap)
    assume(2 * frame < min(width, height))
    assume(fits(width, height, bleed, sheet, flip))
    grid = grid_of(width, height, bleed, sheet, flip, frame=frame)
    places = arranged([range(count)], "decks", grid.capacity)
    cuts = cutting_list(grid, {i for sheet in places for i in range(len(sheet))})
    pages = list(impose(sheets_of(range(count), grid), Forme(grid, sheet.marks, NO_SLUG, INK)))
    out = []
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        # A part-filled sheet is cut by the list of the full ones; there is white in the rest.
        out += [face.card for face in cut_out(front, back, cuts, grid.axis).values()]
    assert sorted(out) == list(range(count))


SHEETS = [
    ("facilitator", Options()),
    ("facilitator", Options(flip="long")),
    ("facilitator", Options(sheet="a3")),
    ("facilitator", Options(sheet="letter")),
    ("facilitator", Options(sheet="legal", order="cards")),
    ("facilitator", Options(sheet="sra3", back_extra=2)),
    ("office", Options()),
    ("office", Options(flip="short")),
    ("office", Options(order="stack")),
    ("office", Options(sheet="a3", order="stack")),
    ("office", Options(start_at=3)),
    ("office", Options(order="cards")),
]


@pytest.mark.parametrize(("output", "options"), SHEETS, ids=str)
@pytest.mark.parametrize("copies", [1, 3])
def test_the_deck_cut_by_its_plan_is_whole(output, options, copies):
    layup = layup_of(output, BUNDLED, options)
    layup = with_copies(layup, layup.spec.cards, copies)
    (sheets,) = layup.runs
    (plan,) = plans(layup)
    pages = pages_of(output, BUNDLED, options, copies)
    piles = {}
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        for place, face in cut_out(front, back, plan.cuts, sheets.part.grid.axis).items():
            piles.setdefault(place, []).append(face)
    ids = [card.id for card in layup.spec.cards]
    everything = sorted((face.card, face.copy) for pile in piles.values() for face in pile)
    assert everything == sorted((card, copy) for card in ids for copy in range(1, copies + 1))
    in_rows = sorted(piles, key=lambda place: (place[1], place[0]))
    if options.order == "stack":  # pile after pile: the deck, as often as there are copies
        stacked = [face.card for place in in_rows for face in piles[place]]
        assert stacked == ids * copies
    if options.order == "cards" and copies > 1:  # in a pile all that is one card lies together
        for pile in piles.values():
            cards_in = [face.card for face in pile]
            changes = sum(a != b for a, b in pairwise(cards_in))
            assert changes == len(set(cards_in)) - 1


def test_a_cut_that_is_missing_would_be_found():
    """The guillotine above can fail."""
    layup = layup_of("office")
    (plan,) = plans(with_copies(layup, layup.spec.cards, 1))
    front, back = pages_of("office")[:2]
    with pytest.raises(AssertionError, match="cut through"):
        cut_out(front, back, plan.cuts[:1], "vertical")
    with pytest.raises(AssertionError):
        cut_out(front, back, [("top", 150.0), ("left", 105.0)], "vertical")


def test_the_cuts_keep_the_papers_edge_at_the_stop():
    grid = grid_of(105, 148, 3, a4(gap=20))
    assert cutting_list(grid, {0, 1}) == (
        ("left", 263.5),
        ("left", 158.5),
        ("left", 138.5),
        ("left", 33.5),
        ("top", 179),
        ("top", 31),
    )
    assert cutting_list(grid, {0})[:2] == (("left", 138.5), ("left", 33.5))


def test_two_cuts_take_four_office_cards_out_of_a4():
    layup = layup_of("office")
    (plan,) = plans(with_copies(layup, layup.spec.cards, 1))
    assert list(plan.cuts) == [("top", 148.5), ("left", 105)]


# ── cards of several sizes ───────────────────────────────────────────────────────────────────


@pytest.fixture
def mixed(tmp_path):
    """An output with the extra cards framed and the behaviours in A6."""
    folder = tmp_path / "layouts" / "outputs"
    folder.mkdir(parents=True)
    (folder / "mixed.yaml").write_text(
        "about: Two sizes\n"
        "cards: {behaviour: a6, title: office, overview: office, how-to: office}\n"
        "sheet: a4\n",
        encoding="utf-8",
    )
    return tmp_path


def test_cards_of_several_sizes_are_grouped_on_sheets_of_their_own(mixed):
    layup = layup_of("mixed", mixed)
    layup = with_copies(layup, layup.spec.cards, 1)
    runs = layup.runs
    assert [(len(run.cards), len(run.sheets)) for run in runs] == [(13, 7), (3, 1)]
    pages = pages_of("mixed", mixed, warned=("W401",))
    sizes = [{(face.width, face.height) for face in faces(page.frame)} for page in pages]
    assert sizes == [{(105, 148)}] * 14 + [{(105, 148.5)}] * 2
    words = [word.text for page in pages for word in words_of(page.frame.items)]
    slugs = [text.split(" – ")[1] for text in words if " – sheet " in text]
    assert slugs[::2] == [f"sheet {number} of 8" for number in range(1, 8)]
    for sheets, plan in zip(runs, plans(layup), strict=True):
        own = [page for page in pages if page.frame.width == plan.page_width]
        for front, back in zip(own[::2], own[1::2], strict=True):
            cut_out(front, back, plan.cuts, sheets.part.grid.axis)


def test_a_kind_without_a_layout_among_several_is_told(mixed):
    file = mixed / "layouts" / "outputs" / "mixed.yaml"
    text = file.read_text(encoding="utf-8").replace("a6, title: office", "a66, title: office")
    file.write_text(text + "kinds: [behaviour, title, overview, how-to]\n", encoding="utf-8")
    result = run("-C", mixed, "build", "mixed", "-n")
    assert (result.exit_code, 'did you mean "a6"?' in result.stderr) == (1, True)
    file.write_text(text.replace("behaviour: a66, ", "") + "kinds: [behaviour]\n", encoding="utf-8")
    result = run("-C", mixed, "build", "mixed", "-n")
    assert 'cards: names no layout for "behaviour"' in result.stderr


def test_of_cards_of_several_sizes_no_part_used_sheet_is_known(mixed):
    result = run("-C", mixed, "build", "mixed", "--start-at", "2", "-n")
    assert (result.exit_code, "sheets of several sizes" in result.stderr) == (2, True)


@pytest.mark.parametrize("flip", [None, "long", "short"])
def test_sheets_of_several_sizes_in_one_file_turn_over_on_one_edge(flip, tmp_path):
    """Upright paper for one size and landscape for the other, and a printer that is told one
    edge: the backs of both are laid out for it."""
    layouts = tmp_path / "layouts"
    shutil.copytree(BUNDLED / "layouts" / "cards" / "a6", layouts / "cards" / "wide")
    shutil.copytree(BUNDLED / "layouts" / "cards" / "office", layouts / "cards" / "tall")
    for name, old, new in (
        ("wide", "width: 105", "width: 130"),
        ("tall", "width: 105", "width: 99"),
    ):
        file = layouts / "cards" / name / "card.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (layouts / "outputs").mkdir()
    (layouts / "outputs" / "two.yaml").write_text(
        "about: x\ncards: {how-to: wide, overview: tall}\nsheet: a4\nslug: false\n", "utf-8"
    )
    layup = layup_of("two", tmp_path, Options(flip=flip))
    wide, tall = (part.grid for part in layup.parts)
    assert (wide.landscape, tall.landscape) == (True, False)
    assert wide.flip == tall.flip == (flip or "long")
    assert {wide.axis, tall.axis} == {"vertical", "horizontal"}


def test_kinds_that_a_deck_does_not_have_are_told(mixed):
    """The allotment's deck has jobs and notes, no behaviours."""
    shutil.copytree(ALLOTMENT / "deck", mixed / "deck")
    result = run("-C", mixed, "build", "mixed", "-n")
    assert (result.exit_code, "E203" in result.stderr) == (1, True), result.stderr


def test_sheets_are_counted_through_whatever_their_size(tmp_path):
    folder = tmp_path / "layouts"
    shutil.copytree(BUNDLED / "layouts" / "cards" / "a6", folder / "cards" / "other")
    (folder / "outputs").mkdir()
    (folder / "outputs" / "two.yaml").write_text(
        "about: x\ncards: {behaviour: a6, how-to: other}\nsheet: a4\n", encoding="utf-8"
    )
    words = [w.text for page in pages_of("two", tmp_path) for w in words_of(page.frame.items)]
    slugs = [text.split(" – ")[1] for text in words if " – sheet " in text]
    assert slugs[::2] == [f"sheet {number} of 8" for number in range(1, 9)]


def test_an_output_without_any_cards_is_told(tmp_path):
    (tmp_path / "layouts" / "outputs").mkdir(parents=True)
    file = tmp_path / "layouts" / "outputs" / "none.yaml"
    file.write_text("about: x\ncards: {}\nsheet: a4\n", encoding="utf-8")
    for command in (["build", "none", "-n"], ["risk", "none"]):
        result = run("-C", tmp_path, *command)
        assert (result.exit_code, "no card layout is named here" in result.stderr) == (1, True)
