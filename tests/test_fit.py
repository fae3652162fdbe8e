"""Before card is wasted: how everything fits, and proofs of what does not."""

import json

import pytest
from command_line import run
from decks import BUNDLED, BWRDD, elements_of, words_of
from pypdf import PdfReader

from cardgen.graphics.frame import SIDES, Line, faces
from cardgen.jobs.layup import laid_up
from cardgen.jobs.runs import Sheets, with_proofs
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.project import find_sources

MAGENTA = "overset"


def fits(*arguments):
    found = json.loads(run(*arguments, "fit", "--json").stdout)["fits"]
    cards = {(one["card"], one["format"]): one for one in found}
    assert len(cards) == len(found)  # each is told once
    return cards


@pytest.fixture
def long_deck(tmp_path):
    """The deck with eight more indicators on a card and a name too long."""
    (tmp_path / "deck").mkdir()
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        more = "".join(f"      - Another indicator, number {n}\n" for n in range(1, 9))
        text = text.replace("      - Networker\n", more)
        text = text.replace("name: Mindset", "name: Mindsetandheartsetandhandset and more")
        (tmp_path / "deck" / file.name).write_text(text, encoding="utf-8")
    return tmp_path


def proof_of(folder, output, **options):
    """The pages of a proof and the problems that were noted."""
    problems = Problems()
    layup = laid_up(find_sources(folder, None), output, Options(proof=True, **options), problems)
    return list(Sheets(with_proofs(layup, layup.spec.cards), problems)), problems


# ── cardgen fit ──────────────────────────────────────────────────────────────────────────────


def test_every_card_is_measured_in_every_format():
    found = fits("-C", BUNDLED)
    assert {format_ for _, format_ in found} == {"a6", "office", "label", "handout"} | {
        "clear-print",
        "poker",
        "tarot",
    }
    assert len(found) == 3 * 16 + 4 * 13
    assert all(one[side]["fits"] for one in found.values() for side in SIDES if side in one)
    trust = found["trust", "a6"]
    assert (trust["width_mm"], trust["height_mm"]) == (105, 148)
    assert (trust["front"]["size_pt"], trust["back"]["size_pt"]) == (12.5, 10)


@pytest.mark.slow
def test_a_card_too_full_for_an_output_that_nobody_asked_for_is_a_warning(tmp_path):
    """Tarot holds less than A6; a deck is right as long as its own outputs hold it."""
    (tmp_path / "deck").mkdir()
    more = "".join(f"      - Another thing that one sees people do, number {n}\n" for n in range(9))
    for file in (BUNDLED / "deck").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("      - Empathy & Care\n", more)
        (tmp_path / "deck" / file.name).write_text(text, encoding="utf-8")
    checked = run("-C", tmp_path, "check")
    assert checked.exit_code == 0
    assert "these cannot be built: tarot (1 text is too long)" in checked.stderr
    built = run("-C", tmp_path, "build", "tarot", "-n")
    assert built.exit_code == 1 and "error[E301]" in built.stderr
    ours = (BUNDLED / "layouts" / "outputs" / "tarot.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts" / "outputs").mkdir(parents=True)
    (tmp_path / "layouts" / "outputs" / "tarot.yaml").write_text(ours, encoding="utf-8")
    checked = run("-C", tmp_path, "check")
    assert checked.exit_code == 1 and "error[E301]" in checked.stderr


@pytest.mark.slow
def test_what_does_not_fit_says_how_much_to_cut(long_deck):
    found = fits("-C", long_deck)
    back = found["collaboration-co-creation", "a6"]["back"]
    assert (back["fits"], back["characters_to_cut"] > 50) == (False, True)
    assert back["spare_mm"] < 0
    assert not found["mindset", "a6"]["front"]["fits"]
    table = run("-C", long_deck, "fit").stdout
    assert "mm too high: cut" in table and "mm too wide" in table


@pytest.mark.slow
def test_cutting_what_it_says_makes_it_fit(long_deck):
    cut = fits("-C", long_deck)["collaboration-co-creation", "a6"]["back"]["characters_to_cut"]
    file = long_deck / "deck" / "relating-and-communicating.yaml"
    lines, gone = [], 0
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if "Another indicator" in line and gone < cut:
            gone += len(line.strip()) - 2
        else:
            lines.append(line)
    file.write_text("".join(lines), encoding="utf-8")
    assert fits("-C", long_deck)["collaboration-co-creation", "a6"]["back"]["fits"]


# ── cardgen build --proof ────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_proof_has_a_sheet_of_each_kind_the_fullest_cards_first(long_deck):
    made, _ = proof_of(long_deck, "facilitator")
    shown = [[face.face.card for face in faces(page.frame)] for page in made]
    assert len(made) == 2 * 3
    assert set(shown[0]) == {"mindset", "collaboration-co-creation"}
    assert shown[2::2] == [["title", "overview"], ["how-to"]]  # which share their sheets


@pytest.mark.slow
def test_a_proof_says_on_each_page_that_it_is_none_and_shows_trims_and_safe_lines(long_deck):
    made, _ = proof_of(long_deck, "facilitator")
    for page in made:
        words = ["".join(r.text for r in e.items) for e in elements_of(page.frame.items, "P")]
        assert "NOT FOR PRINT" in words
        lines = [item for item in page.frame.items if isinstance(item, Line)]
        ends = [[round(at, 3) for at in (line.x1, line.y1, line.x2, line.y2)] for line in lines]
        for face in faces(page.frame):
            left, top = face.x, face.y
            assert [round(at, 3) for at in (left, top, left + 105, top)] in ends  # the trim, whole
            # Dashes around the safe area, not on letters that begin 5 mm inside.
            inside = round(top + 4.4, 3)
            dashes = [x2 - x1 for x1, y1, x2, y2 in ends if y1 == y2 == inside and x1 >= left]
            assert len(dashes) >= 24 and max(dashes) == pytest.approx(2)


@pytest.mark.slow
def test_what_does_not_fit_is_drawn_in_magenta_with_the_missing_millimetres(long_deck):
    made, problems = proof_of(long_deck, "facilitator")
    assert {p.severity for p in problems} == {"warning"}
    (back,) = [
        face for face in faces(made[1].frame) if face.face.card == "collaboration-co-creation"
    ]
    marked = [run.text.strip() for run in words_of(back.frame.items) if run.ink.name == MAGENTA]
    missing = next(p for p in problems if p.code == "E301" and "Collaboration" in p.what)
    millimetres = missing.what.split("needs ")[1].split(" mm")[0]
    told = [run.text for run in words_of(back.frame.items)]
    assert f"{millimetres} mm too high" in told
    assert marked[-1] == "Able to change how they communicate"  # the end of the longest list
    assert len(marked) == -(-float(millimetres) // 4.2)  # as many lines of 4.2 mm as that takes
    (name,) = [face for face in faces(made[0].frame) if face.face.card == "mindset"]
    magenta = [run.text for run in words_of(name.frame.items) if run.ink.name == MAGENTA]
    assert "".join(magenta) == "Mindsetandheartsetandhandset and more"
    assert len(magenta) == 2  # on two lines


@pytest.mark.slow
def test_a_row_of_the_overview_that_is_too_long_is_marked_there_too(tmp_path, long_deck):
    file = long_deck / "deck" / "being.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        "Mindsetandheartsetandhandset and more", "Mindset and heartset and handset for all"
    )
    file.write_text(text, encoding="utf-8")
    made, _ = proof_of(long_deck, "facilitator")
    (overview,) = [f for p in made for f in faces(p.frame) if f.face.card == "overview"][:1]
    magenta = [run.text for run in words_of(overview.frame.items) if run.ink.name == MAGENTA]
    assert magenta == ["Mindset and heartset and handset for all"]


@pytest.mark.slow
def test_a_proof_is_built_where_the_deck_itself_is_refused(long_deck):
    assert run("-C", long_deck, "build", "-o", long_deck / "deck.pdf").exit_code == 1
    made = run("-C", long_deck, "build", "facilitator", "--proof", "--verify")
    assert made.exit_code == 0, made.stderr
    assert "not for print\n" in made.stderr
    assert "\nwrote build/facilitator-proof.pdf" in made.stderr
    assert (long_deck / "build" / "facilitator-proof.pdf").exists()


@pytest.mark.slow
def test_other_mistakes_are_refused_on_proofs_too(long_deck):
    with (long_deck / "deck" / "deck.yaml").open("a", encoding="utf-8") as deck:
        deck.write("colour: red\n")
    assert run("-C", long_deck, "build", "--proof", "-n").exit_code == 1


def test_without_a_lack_nothing_is_magenta_but_the_banner():
    made, problems = proof_of(BUNDLED, "office")
    assert problems == []
    for page in made:
        for face in faces(page.frame):
            assert MAGENTA not in {run.ink.name for run in words_of(face.frame.items)}


@pytest.mark.slow
def test_outputs_that_share_a_layout_do_not_hide_each_others_cards(tmp_path):
    folder = tmp_path / "layouts" / "outputs"
    folder.mkdir(parents=True)
    text = "about: x\ncards: office\nsheet: a4\nkinds: [behaviour]\n"
    (folder / "aaa.yaml").write_text(text, encoding="utf-8")
    assert len([key for key in fits("-C", tmp_path) if key[1] == "office"]) == 16


LEGEND = [
    "The trim, where cards are cut.",
    "The safe area, in which words end.",
    "What does not fit, and by how much.",
]


@pytest.mark.parametrize("output", ["facilitator", "office", "labels", "cards", "conversation"])
def test_a_strip_below_the_sheet_says_what_a_proof_is_of_and_what_its_lines_mean(output):
    made, _ = proof_of(BUNDLED, output)
    for page in made:
        runs = list(words_of(page.frame.items))
        said = " ".join(
            " ".join(run.text.strip() for run in words_of([element]))
            for element in elements_of(page.frame.items, "P")
        )
        assert f"Doing Things Differently · {output} · 24 November 2026" in said
        assert all(words in said for words in LEGEND)
        assert not [run for run in runs if " – sheet " in run.text]  # it says enough
        end = max(face.y + face.height + (face.bleed or (0,) * 4)[3] for face in faces(page.frame))
        strip = [run for run in runs if run.text in ("NOT FOR PRINT", *LEGEND)]
        assert strip and min(run.y - run.size_pt * 25.4 / 72 for run in strip) >= end  # on no card
        assert max(run.y for run in strip) < page.frame.height
        assert min(run.size_pt for run in strip) >= 9


def test_a_proof_in_welsh_has_its_legend_in_welsh(tmp_path):
    told = ("--lang", "cy", "build", "office", "--proof", "-o", tmp_path / "p.pdf")
    made = run("-C", BWRDD, *told)
    assert made.exit_code == 0, made.stderr
    assert "Y trim, lle torrir cardiau." in PdfReader(tmp_path / "p.pdf").pages[0].extract_text()
