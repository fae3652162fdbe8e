"""The QR code of the survey: it scans, it has its white margin, and it is read out."""

import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path as File

import pypdfium2
import pytest
from command_line import run
from decks import BUNDLED, HOUSE, elements_of, words_of
from pyzbar import pyzbar
from sheets import overlap

from cardgen.graphics.frame import Box, Path, Placed
from cardgen.jobs.layup import laid_up
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.project import find_sources
from cardgen.typeset.faces.composer import Composer

CASES = File(__file__).parent / "cases"
SHORT = "https://example.org/s"
LONG = "https://www.example.org/leadership/doing-things-differently7"
DPI = 150
both = pytest.mark.parametrize("output", ["cards", "office"])
whichever = pytest.mark.parametrize("address", [SHORT, LONG], ids=["short", "long"])


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """A folder with the bundled deck and an address in it."""

    @cache
    def made(address):
        folder = tmp_path_factory.mktemp("survey")
        shutil.copytree(BUNDLED / "deck", folder / "deck")
        deck = folder / "deck" / "deck.yaml"
        text = deck.read_text("utf-8").replace("# survey: https://…", f"survey: {address}")
        deck.write_text(text, "utf-8")
        return folder

    return made


def back_of(output, folder, name="how-to"):
    """The back of a card."""
    problems = Problems()
    layup = laid_up(find_sources(folder, None), output, Options(), problems)
    spec = layup.spec
    card = next(card for card in spec.deck.cards if card.id == name)
    _, back = Composer(spec.deck, layup.parts[0].layout, spec.house, problems).faces(card)
    assert problems == []
    return back.frame


def placed(frame, x=0.0, y=0.0):
    """What is placed within a frame, at the end of its way down from the face."""
    for item in frame.items:
        for inner in elements_of([item], "Figure") if not isinstance(item, Placed) else ():
            (code,) = inner.items
            yield code.frame, x + code.x, y + code.y
        if isinstance(item, Placed):
            yield from placed(item.frame, x + item.x, y + item.y)


def scanned(pdf, page):
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=DPI / 72).to_pil()
    return [code.data.decode() for code in pyzbar.decode(picture.convert("L"))]


@both
@whichever
def test_it_scans_as_the_address_from_the_printed_page(output, address, folder_of):
    assert len(LONG) == 60
    file = folder_of(address) / f"{output}.pdf"
    result = run("-C", folder_of(address), "build", output, "--card", "how-to", "-o", file)
    assert result.exit_code == 0, result.stderr
    assert scanned(file, 1) == [address]


@both
@whichever
def test_it_is_twenty_millimetres_wide_with_four_squares_of_white_around_it(
    output, address, folder_of
):
    ((code, _, _),) = placed(back_of(output, folder_of(address)))
    paper, dark = code.items
    assert paper == Box(0, 0, 20, 20, HOUSE.neutrals["paper"])
    assert isinstance(dark, Path) and dark.fill == HOUSE.neutrals["ink"]
    edges = sorted({step[1] for step in dark.steps if step[0] == "M"})
    square = min(b - a for a, b in pairwise(edges))
    assert square >= 0.33
    assert dark.extent == pytest.approx((4 * square, 4 * square, 20 - 4 * square, 20 - 4 * square))
    assert 20 - 8 * square >= 15


@both
@whichever
def test_words_keep_out_of_its_white(output, address, folder_of):
    back = back_of(output, folder_of(address))
    ((_, x, y),) = placed(back)
    for run_, left, top in runs_of(back):
        em = run_.size_pt * 25.4 / 72
        box = left, top - 0.7 * em, left + run_.width, top + 0.25 * em
        assert not overlap(box, (x, y, x + 20, y + 20))


def runs_of(frame, x=0.0, y=0.0):
    """Each run and where its baseline starts on the face."""
    for item in frame.items:
        if isinstance(item, Placed):
            yield from runs_of(item.frame, x + item.x, y + item.y)
        else:
            yield from ((run_, x + run_.x, y + run_.y) for run_ in words_of([item]))


@both
def test_its_dark_squares_end_where_the_rule_does(output, folder_of):
    back = back_of(output, folder_of(LONG))
    ((code, x, _),) = placed(back)
    right = x + code.items[1].extent[2]
    assert right == pytest.approx({"cards": 97, "office": 98.8}[output], abs=0.2)


@both
def test_it_is_read_out_as_what_it_leads_to(output, folder_of):
    (figure,) = elements_of(back_of(output, folder_of(SHORT)).items, "Figure")
    assert figure.alt == f"QR code for {SHORT}"


@both
def test_the_address_stands_beside_it_and_breaks_only_after_slashes(output, folder_of):
    words = [run_.text for run_ in words_of(back_of(output, folder_of(LONG)).items)]
    start = next(index for index, text in enumerate(words) if text.startswith("https"))
    lines = words[start : start + 2]
    assert "".join(lines) == LONG
    assert lines[0].endswith("/")


def test_the_block_itself_prints_nothing_where_the_address_is_empty(tmp_path):
    shutil.copytree(CASES / "qr-code-too-small-to-scan", tmp_path / "bare")
    deck = tmp_path / "bare" / "deck" / "deck.yaml"
    deck.write_text(deck.read_text("utf-8").replace("survey:", "# survey:"), "utf-8")
    layout = tmp_path / "bare" / "layouts" / "cards" / "a6" / "behaviour.yaml"
    layout.write_text(layout.read_text("utf-8").replace("side: 12", "side: 20"), "utf-8")
    (paper,) = back_of("facilitator", tmp_path / "bare", "trust").items
    assert isinstance(paper, Box)


@both
def test_without_an_address_there_is_none(output):
    back = back_of(output, BUNDLED)
    assert list(elements_of(back.items, "Figure")) == []
    assert "Share your story" not in "".join(run_.text for run_ in words_of(back.items))
