"""Which cards changed since an older file or deck, and reprints of just those."""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path as File

import pikepdf
import pytest
from command_line import built, run
from decks import BUNDLED, faces_of, layup_of
from frames import BLACK, TEAL, line, says
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from pypdf import PdfReader, PdfWriter
from structure import dump

from cardgen.graphics.frame import Box, Element, Frame, Image, Line, Path, Placed
from cardgen.graphics.pixels.image_files import examine
from cardgen.jobs.reprint.diff import older
from cardgen.model.record.changes import changed_fields
from cardgen.model.record.fingerprint import Fingerprints
from cardgen.model.record.record import from_data
from cardgen.output.pdf.embedded_record import recorded
from cardgen.output.pdf.verify import verify
from cardgen.problems import Problems
from cardgen.read.project import find_sources

NUMBERED = [card.id for card in layup_of("office").spec.deck.cards if card.number]
PACE = """
  - id: pace
    name: Pace
    definition: Knows when to hurry and when to wait
    positive: [Leaves room for thinking]
    negative: [Confuses speed with progress]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a deck of its own and, under before/, as it was."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    shutil.copytree(BUNDLED / "deck", tmp_path / "before" / "deck")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def office(project):
    """build/office.pdf of the deck as it was, which is made once for all tests."""
    (project / "build").mkdir()
    (project / "build" / "office.pdf").write_bytes(built("office"))


def edit(project, file, written, instead):
    path = project / "deck" / file
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, instead, 1), "utf-8")


def mend_trust(project):
    """One word of the definition, which stands on the front."""
    edit(project, "relating-and-communicating.yaml", "Builds trust to", "Earns trust to")


def insert_pace(project):
    """A new card before all others."""
    edit(project, "being.yaml", "cards:\n", f"cards:\n{PACE}")


def build(*arguments):
    result = run("build", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def made(*arguments):
    """The path of the first file that is built, under its usual name."""
    return re.search(r"^wrote (\S+) \(", build(*arguments), re.MULTILINE)[1]


def diff(*arguments):
    result = run("diff", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def planned(*arguments):
    result = run("build", "-n", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["files"]


def record_in(path):
    problems = Problems()
    record = recorded(str(path), problems)
    assert problems == []
    return record


def print_of(*items, guise="rgb"):
    return Fingerprints(guise).of(Frame(60, 90, items))


def print_of_trust():
    return Fingerprints("rgb").of(faces_of("office")["trust"][0].frame)


# ── fingerprints ─────────────────────────────────────────────────────────────────────────────

LENGTHS = st.integers(-1000, 20000).map(lambda hundredths: hundredths / 100)
WORDS = st.text("abc ŵé", min_size=1, max_size=12).map(str.strip).filter(bool)
DRAWN = st.one_of(
    st.tuples(*[LENGTHS] * 4, st.sampled_from([BLACK, TEAL])).map(lambda box: Box(*box)),
    st.tuples(*[LENGTHS] * 4).map(lambda ends: Line(*ends, TEAL, 0.5)),
    st.builds(says, st.sampled_from(["H", "P"]), WORDS, x=LENGTHS, y=LENGTHS),
)


def moved(item, by):
    """The same a little further to the right."""
    match item:
        case Element():
            return item._replace(items=tuple(moved(inner, by) for inner in item.items))
        case Line():
            return item._replace(x1=item.x1 + by, x2=item.x2 + by)
        case _:
            return item._replace(x=item.x + by)


@given(st.lists(DRAWN, min_size=1, max_size=6))
def test_a_face_made_again_has_the_same_fingerprint_and_one_that_moves_another(items):
    once = print_of(*items)
    assert once == print_of(*(moved(item, 0) for item in items))
    assert once == print_of(*(moved(item, 1e-9) for item in items))
    assert once != print_of(*items[:-1], moved(items[-1], 0.02))
    assert once != print_of(*items[:-1])
    assert len(once) == 16


@given(st.lists(DRAWN, min_size=2, max_size=6), st.randoms())
def test_what_is_painted_later_lies_on_top_so_that_the_order_counts(items, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    assert (print_of(*items) == print_of(*shuffled)) == (
        [print_of(item) for item in items] == [print_of(item) for item in shuffled]
    )


TEXT = says("P", "Trust")
ART = Frame(9, 9, (Path((("M", 0.0, 0.0), ("L", 9.0, 9.0), ("Z",)), TEAL),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, says("P", "Thrust")),
        (TEXT, says("H", "Trust")),
        (TEXT, Element("P", (line("Trust", size=10),))),
        (TEXT, Element("P", (line("Trust", font="Title"),))),
        (TEXT, Element("P", (line("Trust")._replace(ink=TEAL),))),
        (TEXT, TEXT._replace(lang="cy")),
        (TEXT._replace(alt="one"), TEXT._replace(alt="two")),
        (TEXT, Element("Sect", (TEXT,))),
        (Box(0, 0, 9, 9, BLACK), Box(0, 0, 9, 9, TEAL)),
        (Box(0, 0, 9, 9, BLACK), Box(0, 0, 9, 9, None, BLACK, 1)),
        (Box(0, 0, 9, 9, BLACK), Box(0, 0, 9, 9, BLACK, radius=1)),
        (Placed(0, 0, ART), Placed(0, 0, ART, turn=90)),
        (Placed(0, 0, ART), Placed(0, 0, ART._replace(items=()))),
        (Placed(0, 0, ART), Placed(0, 0, ART, bleed=(1, 1, 1, 1))),
        (ART.items[0], ART.items[0]._replace(solid=True)),
    ],
)
def test_whatever_would_print_or_be_read_otherwise_makes_another_fingerprint(one, other):
    assert print_of(one) == print_of(one)
    assert print_of(one) != print_of(other)


def test_inks_that_print_alike_in_one_black_ink_are_alike_there():
    green = TEAL._replace(rgb=(0, 128, 0), name="green")
    one, other = Box(0, 0, 9, 9, TEAL), Box(0, 0, 9, 9, green)
    assert print_of(one) != print_of(other)
    assert print_of(one, guise="grey") == print_of(other, guise="grey")


def test_a_picture_is_known_by_what_it_shows_and_not_by_its_name(tmp_path):
    def shown(name, colour):
        Picture.new("RGB", (8, 8), colour).save(tmp_path / name)
        return Image(0, 0, 9, 9, examine(str(tmp_path / name), 1, 1))

    red, again, blue = shown("a.png", "red"), shown("b.png", "red"), shown("c.png", "blue")
    assert print_of(red) == print_of(again) != print_of(blue)


@pytest.mark.slow
def test_a_fingerprint_is_the_same_in_every_process_and_on_every_platform():
    """If this has to change, files of before are no longer understood: see VERSION in record.py."""
    assert print_of(TEXT, Box(1, 2, 3, 4, TEAL), Placed(5, 5, ART)) == "2d7c24ac41dfcbec"
    code = "import test_changed as here; print(here.print_of_trust())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        cwd=File(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told == f"{print_of_trust()}\n"


# ── what a file tells ────────────────────────────────────────────────────────────────────────


def test_a_file_tells_its_output_the_numbers_of_the_deck_and_where_each_card_lies(project):
    record = record_in(made("office", "--card", "trust", "--copies", "3", "--add", "title"))
    assert (record.output, record.options, record.add) == ("office", {}, ("title",))
    assert list(record.numbers) == [card.id for card in layup_of("office").spec.deck.cards]
    assert [record.numbers[id_] for id_ in ("title", *NUMBERED)] == list(range(14))
    assert record.sheets == [(210, 297), (210, 297)]
    assert list(record.cards) == ["title", "trust"]
    trust = record.cards["trust"]
    assert trust.places == [(1, 105, 0), (1, 105, 148.5), (2, 105, 0)]
    assert list(trust.faces) == ["front", "back"] and len(set(trust.faces.values())) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "other",
    [
        "--copies 4",
        "--card trust",
        "--order stack --copies 2",
        "--fold",
        "--sheet a3",
        "--theme being --card trust --start-at 3",
        "--marks lines",
    ],
)
def test_faces_are_the_same_whatever_else_is_printed_and_wherever_they_lie(other, project, office):
    build("office", *other.split(), "-o", "other.pdf")
    faces = record_in("build/office.pdf").cards["trust"].faces
    assert record_in("other.pdf").cards["trust"].faces == faces


@pytest.mark.slow
def test_the_plan_and_the_file_tell_the_same_places(project):
    (plan,) = planned("office", "--copies", "2")
    file = made("office", "--copies", "2")
    fronts = [page for page in plan["pages"] if page["side"] == "front"]
    told = {
        (placed["card"], sheet, placed["x_mm"], placed["y_mm"])
        for sheet, page in enumerate(fronts, 1)
        for placed in page["placements"]
    }
    cards = record_in(file).cards.items()
    assert told == {(id_, *place) for id_, held in cards for place in held.places}


@pytest.mark.slow
def test_fronts_and_backs_in_files_of_their_own_both_tell_of_both(project):
    build("office", "--flip", "none")
    build("office")
    whole = record_in("build/office.pdf").as_data()
    for name in ("fronts", "backs"):
        assert record_in(f"build/office-{name}.pdf").as_data() == whole


def test_it_is_kept_as_the_standard_has_it_and_names_nobody(project, office):
    catalog = PdfReader("build/office.pdf").trailer["/Root"]
    own = catalog["/PieceInfo"]["/cardgen"]
    assert own["/LastModified"] == "D:20261124000000+00'00'"
    data = json.loads(own["/Private"].get_object().get_data())
    assert set(data) == {"version", "output", "options", "add", "numbers", "sheets", "cards"}


def test_what_it_tells_is_held_against_its_pages(project):
    file = made("office", "--card", "trust", "--verify")

    def broken(**changes):
        writer = PdfWriter(clone_from=file)
        kept = writer.root_object["/PieceInfo"]["/cardgen"]["/Private"].get_object()
        kept.set_data(json.dumps(json.loads(kept.get_data()) | changes).encode())
        out = BytesIO()
        writer.write(out)
        return verify(out.getvalue())

    assert broken() == []
    assert broken(sheets=[[210, 300]]) == ["sheet 1 of the record has the size of no page"]
    assert broken(cards={"trust": [{}, []]}) == ["the record has no face of trust"]
    elsewhere = {"trust": [{"front": "0"}, [[2, 0, 0]]]}
    assert broken(cards=elsewhere) == ["the record has trust where sheet 2 has no room"]
    assert broken(version=0)[0].startswith("the record of its faces cannot be read")


DAMAGED = {"version": 1, "output": "office", "options": {}, "add": [], "numbers": {"trust": 1e999}}
DAMAGED |= {"sheets": [], "cards": {}}


@pytest.mark.parametrize("data", [None, 3, [], {}, {"version": 1}, {"version": 2}, DAMAGED])
def test_what_is_no_record_is_refused(data):
    with pytest.raises(ValueError):
        from_data(data)


# ── files that cannot be compared with ───────────────────────────────────────────────────────


def save(how):
    def saved():
        with pikepdf.open("build/office.pdf") as pdf:
            how(pdf)

    return saved


def locked(**rest):
    lock = pikepdf.Encryption(owner="a", **rest)
    return save(lambda pdf: pdf.save("old.pdf", encryption=lock))


def without_record(pdf):
    del pdf.Root.PieceInfo
    pdf.save("old.pdf")


def with_another(pdf):
    pdf.Root.PieceInfo.cardgen.Private.write(b'{"version":99}')
    pdf.save("old.pdf")


def with_a_sheet_of(width):
    def edit(pdf):
        private = pdf.Root.PieceInfo.cardgen.Private
        record = json.loads(private.read_bytes())
        record["sheets"][0][0] = width
        private.write(json.dumps(record).encode())
        pdf.save("old.pdf")

    return edit


def cut_off():
    File("old.pdf").write_bytes(File("build/office.pdf").read_bytes()[:20_000])


def of_words():
    File("old.pdf").write_text("title: Trust", "utf-8")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (of_words, "E511"),
        (cut_off, "E511"),
        (locked(user="b"), "E512"),
        (locked(user=""), "E512"),
        (locked(user="b", R=3, aes=False, metadata=False), "E512"),
        (save(without_record), "E513"),
        (save(with_another), "E514"),
        (save(with_a_sheet_of(float("nan"))), "E514"),
        (save(with_a_sheet_of(-210)), "E514"),
        (save(with_a_sheet_of("1e400")), "E514"),
    ],
)
@pytest.mark.parametrize("command", [["diff"], ["build", "office", "--changed-since"]])
def test_a_file_that_does_not_tell_its_faces_is_refused_with_the_reason(
    make, code, command, project, capfd
):
    File(made("office", "--card", "trust")).rename("build/office.pdf")
    make()
    (project / "build" / "office.pdf").unlink()
    result = run(*command, "old.pdf")
    assert result.exit_code == 3
    assert result.stderr.count("error") == 1 and f"error[{code}]" in result.stderr
    assert capfd.readouterr().err == "" and not list((project / "build").iterdir())
    logging.getLogger("pypdf").handlers.clear()


def test_a_file_or_deck_that_is_not_there_is_a_file_error(project):
    for words in (
        ["diff", "old.pdf"],
        ["diff", "deck.yaml"],
        ["build", "--changed-since", "o.pdf"],
    ):
        result = run(*words)
        assert result.exit_code == 3 and result.stderr.startswith("error: "), words


@pytest.mark.slow
def test_a_file_that_another_program_saved_still_tells(project, office):
    with pikepdf.open("build/office.pdf") as pdf:
        pdf.save("saved.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert diff("saved.pdf") == ""


# ── diff ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_where_nothing_changed_nothing_is_said(project, office):
    assert diff("build/office.pdf") == diff("before/deck") == diff("before") == ""


def test_a_mended_word_is_told_by_its_card_and_side(project, office):
    mend_trust(project)
    assert diff("build/office.pdf") == "trust: front changes\n"
    assert diff("before/deck", "office") == "trust: definition (front changes)\n"
    edit(project, "relating-and-communicating.yaml", "No blame", "No shame")
    assert diff("build/office.pdf") == "trust: front and back change\n"


@pytest.mark.slow
def test_an_older_deck_tells_the_fields(project):
    edit(project, "being.yaml", "Leads by example", "Leads by her example")
    edit(project, "being.yaml", "      - Self-interest\n", "")
    edit(project, "being.yaml", "art: open", "art: source")
    assert diff("before/deck/deck.yaml") == (
        "authenticity: positive 1, negative (back changes)\nmindset: art (front changes)\n"
    )
    assert diff("before/deck", "labels") == (
        "authenticity: positive 1, negative (no face changes)\nmindset: art (back changes)\n"
    )


def test_a_theme_of_another_colour_changes_its_cards(project):
    edit(project, "deck.yaml", "colour: coral", "colour: pine")
    assert "colour of its theme (front and back change)" in diff("before/deck", "office")


@pytest.mark.slow
def test_cards_that_come_go_and_move_are_told(project, office):
    edit(project, "deck.yaml", "prompts: ", "# prompts: ")
    edit(project, "delivering.yaml", "cards:\n", f"cards:\n{PACE}")
    text = (project / "deck" / "being.yaml").read_text("utf-8")
    at, end = text.index("  - id: mindset"), text.index("  - id: resilience")
    (project / "deck" / "being.yaml").write_text(text[:at] + text[end:], "utf-8")
    lines = diff("build/office.pdf").splitlines()
    assert "pace: added" in lines and lines[-1] == "mindset: gone"
    renumbered = next(line for line in lines if line.startswith("resilience"))
    assert renumbered.endswith(
        "trust, community-holistic-thinking, vision-shared-direction,"
        " system-influence, lead-enable-others: number 1 lower"
        " (front and back change)"
    )


def test_a_card_that_changes_places_has_moved_and_its_neighbours_are_renumbered(project):
    text = (project / "deck" / "being.yaml").read_text("utf-8")
    first, end = text.index("  - id: authenticity"), text.index("  - id: mindset")
    moved_ = text[:first] + text[end:] + "\n" + text[first:end]
    (project / "deck" / "being.yaml").write_text(moved_, "utf-8")
    assert diff("before/deck", "office").splitlines()[-2:] == [
        "mindset, resilience-bravery-courage: number 1 lower (front and back change)",
        "authenticity: number 1 → 3, moved (front and back change)",
    ]


@pytest.mark.slow
def test_a_new_card_before_all_others_changes_every_number_and_that_is_said(project, office):
    insert_pace(project)
    told = run("diff", "build/office.pdf")
    assert "warning[W511]: all 13 numbers changed: the deck has 14 numbered cards" in told.stderr
    assert "pace: added" in told.stdout and "number 1 higher" in told.stdout
    assert "W511" in build("office", "--changed-since", "build/office.pdf", "-n")
    assert "W511" not in build(
        "office", "--changed-since", "build/office.pdf", "-n", "--not", "being"
    )


@pytest.mark.slow
def test_a_file_of_some_cards_is_told_from_a_deck_that_has_more(project):
    file = made("office", "--theme", "being")
    assert diff(file).startswith("title, overview, how-to, relationships-advocacy,")
    assert diff(file).endswith(f": not in {file}\n")


@pytest.mark.slow
def test_a_layout_that_changed_counts_and_lies_beside_the_older_deck(project):
    shutil.copytree(BUNDLED / "layouts" / "cards" / "office", project / "layouts/cards/office")
    shutil.copytree(project / "layouts", project / "before" / "layouts")
    build("office")
    path = project / "layouts" / "cards" / "office" / "card.yaml"
    path.write_text(path.read_text("utf-8").replace("text: 5.8", "text: 5.7"), "utf-8")
    assert all(id_ in diff("build/office.pdf") for id_ in NUMBERED)
    assert diff("build/office.pdf") == diff("before", "office")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "office --ink mono --back prompts --add scale,theme-cards,blank:2",
        "facilitator --back-extra 2 --draft",
        "labels --sheet avery-l7165",
        "office --fill blank --copies 2 --fold",
        "temperature-check",
        "handouts --theme being --card trust",
    ],
)
def test_a_file_is_compared_as_it_was_built(words, project):
    file = made(*words.split())
    chosen = "--theme" in words
    assert bool(diff(file)) == chosen  # not in the file
    mend_trust(project)
    changed = [line for line in diff(file).splitlines() if "change" in line]
    page = "page 1 changes" if words.startswith("handouts") else "front changes"
    theme = ["theme-cards:relating-and-communicating: back changes"] * ("theme-cards" in words)
    assert changed == ([f"trust: {page}", *theme] if words != "temperature-check" else [])


def test_a_page_that_shows_all_cards_changed_or_did_not(project):
    build("poster")
    edit(project, "relating-and-communicating.yaml", "name: Trust", "name: Trusting")
    assert diff("build/poster.pdf") == "poster: page 1 changes\n"
    told = build("poster", "--changed-since", "build/poster.pdf", "-n")
    assert "changed since build/poster.pdf: its pages\n13 cards" in told


@pytest.mark.slow
def test_diff_as_json(project, office):
    mend_trust(project)
    data = json.loads(diff("build/office.pdf", "--json"))
    assert data["changes"] == [
        {
            "card": "trust",
            "change": "changed",
            "faces": ["front"],
            "numbers": None,
            "moved": False,
            "fields": [],
        }
    ]
    assert (data["output"], data["old"], data["problems"]) == ("office", "build/office.pdf", [])


def test_an_output_that_the_file_is_not_of_is_a_usage_error(project, office):
    result = run("diff", "build/office.pdf", "labels")
    assert result.exit_code == 2 and 'is of the output "office", not "labels"' in result.stderr


def test_problems_in_either_deck_are_told_instead(project):
    edit(project, "being.yaml", "name: Mindset", "nmae: Mindset")
    result = run("diff", "before/deck")
    assert (result.exit_code, result.stdout) == (1, "") and "deck/being.yaml" in result.stderr
    (project / "deck").rename(project / "slip")
    shutil.copytree(project / "before" / "deck", project / "deck")
    result = run("diff", "slip")
    assert (result.exit_code, result.stdout) == (1, "") and "slip/being.yaml" in result.stderr


def test_a_field_that_a_card_no_longer_has_is_named():
    trust = next(card for card in layup_of("office").spec.deck.cards if card.id == "trust")
    words = {name: text for name, text in trust.words.items() if name != "negative"}
    assert changed_fields(trust, trust._replace(words=words)) == ("negative",)
    assert changed_fields(trust, trust._replace(theme=None, lang="cy")) == ("lang", "theme")
    assert changed_fields(trust, trust) == ()


# ── reprints ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_where_nothing_changed_nothing_is_written(project, office):
    told = build("office", "--changed-since", "build/office.pdf")
    assert told == "no card changed since build/office.pdf; nothing to print\n"
    assert [path.name for path in (project / "build").iterdir()] == ["office.pdf"]
    assert planned("office", "--changed-since", "build/office.pdf") == []


@pytest.mark.slow
def test_one_typo_mended_is_one_card_reprinted_with_spares_of_it(project, office):
    mend_trust(project)
    told = build("office", "--changed-since", "build/office.pdf", "--fill", "spares", "--verify")
    assert told.startswith(
        "changed since build/office.pdf: trust\n4 cards, 4 on a sheet → 1 sheet of A4"
    )
    file = "build/office-changed-fill-spares.pdf"
    reprint = record_in(file)
    assert list(reprint.cards) == ["trust"] and len(reprint.cards["trust"].places) == 4
    build("office", "-o", "new.pdf")
    assert reprint.cards["trust"].faces == record_in("new.pdf").cards["trust"].faces
    assert "Trust, front, copy 4 of 4" in dump((project / file).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wishes", "cards"),
    [
        ([], ["authenticity", "trust"]),
        (["--card", "trust,delivery"], ["trust"]),
        (["--theme", "being"], ["authenticity"]),
        (["--theme", "delivering"], []),
        (["--copies", "2"], ["authenticity", "trust"] * 2),
        (["--copies", "2", "--order", "cards"], ["authenticity"] * 2 + ["trust"] * 2),
        (["--add", "scale"], ["authenticity", "trust", "scale"]),
        (["--fill", "blank"], ["authenticity", "trust", "blank:1", "blank:1"]),
        (["--proof"], ["authenticity", "trust"]),
    ],
)
def test_of_the_cards_chosen_those_that_changed_are_printed(wishes, cards, project, office):
    mend_trust(project)
    edit(project, "being.yaml", "Leads by example", "Leads by her example")
    files = planned("office", "--changed-since", "build/office.pdf", *wishes)
    assert sorted(card for file in files for card in file["cards"]) == sorted(cards)


def placements(files):
    """Card, side, place and turn of each face, page by page."""
    keys = ("card", "face", "x_mm", "y_mm", "turn")
    return [
        {tuple(placed[key] for key in keys) for placed in page["placements"]}
        for file in files
        for page in file["pages"]
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "office",
        "facilitator",
        "office --copies 3",
        "office --copies 2 --order stack",
        "office --copies 2 --order cards",
        "office --fold",
        "facilitator --fold",
        "labels --start-at 4",
        "labels --sheet avery-l7165",
        "office --flip none",
        "facilitator --flip none --reverse",
        "tarot",
    ],
)
def test_in_the_same_places_each_lies_as_it_lay_and_other_places_are_empty(words, project):
    name, *options = words.split()
    old = planned(name, *options)
    file = made(name, *options)
    mend_trust(project)
    edit(project, "being.yaml", "Honest and genuine", "Honest and real")
    lay = [
        option for option in options if option not in "--copies 2 3 4 --order stack cards".split()
    ]
    if "--start-at" in lay:
        lay.remove("--start-at")
    new = planned(name, *lay, "--changed-since", file, "--same-places")
    new, old = ([plan for plan in plans if plan["cards"]] for plans in (new, old))  # but for help
    assert {card for file in new for card in file["cards"]} == {"authenticity", "trust"}
    expected = [
        {face for face in page if face[0] in ("authenticity", "trust")} for page in placements(old)
    ]
    assert placements(new) == [page for page in expected if page]


@pytest.mark.slow
def test_it_says_on_which_sheets_they_lay_and_cards_that_are_new_come_after_them(project, office):
    mend_trust(project)
    edit(project, "delivering.yaml", "cards:\n", f"cards:\n{PACE}")
    told = build(
        "office", "--changed-since", "build/office.pdf", "--same-places", "--card", "trust"
    )
    assert told.startswith(
        "changed since build/office.pdf: trust; laid out as on its sheet 3\n1 card"
    )
    wishes = ["--card", "trust,pace", "--same-places", "--verify"]
    told = build("office", "--changed-since", "build/office.pdf", *wishes)
    assert "2 cards, 4 on a sheet → 2 sheets" in told
    assert record_in("build/office-trust-pace-changed-same-places.pdf").cards["pace"].places == [
        (2, 0, 0)
    ]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("office --same-places", "--same-places needs an older file"),
        (
            "facilitator --changed-since OLD",
            "as in build office --changed-since build/office.pdf",
        ),
        ("office --changed-since OLD --ink mono", "then: none, now: --ink mono"),
        ("office --changed-since OLD --back prompts", "then: none, now: --back prompts"),
        ("office --changed-since OLD --format md", "--changed-since can only be used for PDF"),
        ("office --changed-since OLD -o OLD", "is the older file and cannot be overwritten"),
        (
            "office --changed-since OLD -o ./build/../OLD",
            "is the older file and cannot be overwritten",
        ),
        ("office --changed-since OLD --same-places --copies 2", "cannot be combined with --copies"),
        (
            "office --changed-since OLD --same-places --fill spares",
            "cannot be combined with --fill",
        ),
        (
            "office --changed-since OLD --same-places --order stack",
            "cannot be combined with --order",
        ),
        (
            "office --changed-since OLD --same-places --start-at 2",
            "cannot be combined with --start-at",
        ),
        ("office --changed-since OLD --same-places --proof", "cannot be combined with --proof"),
        ("office --changed-since OLD --same-places --sheet a3", "trust cannot keep its place"),
        ("office --changed-since OLD --same-places --sheet letter", "use the same paper"),
    ],
)
def test_what_has_no_clear_meaning_is_refused_with_a_sentence(words, answer, project, office):
    mend_trust(project)
    before = (project / "build" / "office.pdf").read_bytes()
    result = run("build", *words.replace("OLD", "build/office.pdf").split())
    assert result.exit_code == 2 and answer in result.stderr
    assert [path.name for path in (project / "build").iterdir()] == ["office.pdf"]
    assert (project / "build" / "office.pdf").read_bytes() == before


@pytest.mark.slow
def test_pages_of_single_faces_have_no_places(project):
    build("cards")
    mend_trust(project)
    assert "2 pages" in build("cards", "--changed-since", "build/cards.pdf", "-n")
    result = run("build", "cards", "--changed-since", "build/cards.pdf", "--same-places")
    assert result.exit_code == 2 and "for --same-places choose a sheet" in result.stderr


@pytest.mark.slow
def test_a_card_that_is_wrong_now_is_told_as_ever(project, office):
    edit(project, "being.yaml", "name: Mindset", f"name: {'Mind' * 40}")
    result = run("build", "office", "--changed-since", "build/office.pdf")
    assert result.exit_code == 1 and "MindMind" in result.stderr


@pytest.mark.slow
def test_the_same_reprint_has_the_same_bytes(project, office):
    mend_trust(project)
    for name in ("one.pdf", "two.pdf"):
        build("office", "--changed-since", "build/office.pdf", "-o", name)
    assert (project / "one.pdf").read_bytes() == (project / "two.pdf").read_bytes()


def test_an_older_deck_has_the_layouts_beside_it_or_else_those_of_now(project):
    found = find_sources(project, None)
    assert older(project / "before", found).project == project
    (project / "before" / "layouts").mkdir()
    assert older(project / "before", found).project == project / "before"
    assert older(project / "before" / "deck", found).project == project / "before"
