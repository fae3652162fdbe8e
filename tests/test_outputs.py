"""The PDFs of the real deck, read back by engines that nobody here wrote."""

import shutil
from io import BytesIO

import page
import pikepdf
import pytest
import verapdf
from command_line import run
from decks import AIRE, BUNDLED, layup_of, pages_of
from pypdf import PdfReader
from structure import dump

from cardgen.graphics.type.characters import printed
from cardgen.output.pdf.verify import verify

pytestmark = pytest.mark.slow
PT = 72 / 25.4

ADDED = "theme-cards,scale,commitment,blank:2"

MADE = {
    "facilitator": ["build", "facilitator"],
    "cards": ["build", "cards"],
    "copies": ["build", "facilitator", "--copies", "3"],
    "office": ["build", "office"],
    "office-copies": ["build", "office", "--copies", "2", "--order", "stack"],
    "conversation": ["build", "conversation"],
    "tarot": ["build", "tarot"],
    "clear-print": ["build", "clear-print"],
    "more": [*"build office --theme being --copies 2 --fill spares --add".split(), ADDED],
    "more-one-up": ["build", "cards", "--card", "trust", "--add", ADDED],
    "prompts": ["build", "office", "--back", "prompts"],
    "positive": ["build", "cards", "--back", "positive", "--theme", "delivering"],
    "scale": ["build", "office", "--back", "scale", "--theme", "being"],
    "notes": ["build", "cards", "--back", "notes", "--theme", "being"],
    "theme": ["build", "facilitator", "--back", "theme", "--copies", "2"],
    "labels": ["build", "labels", "--start-at", "5"],
    "one-sided-labels": ["build", "labels", "--sheet", "avery-l7165"],
    "folded": ["build", "facilitator", "--fold"],
    "moved": ["build", "office", "--printer", "upstairs"],
    "sra3": ["build", "facilitator", "--sheet", "sra3", "--marks", "lines", "--back-extra", "2"],
    "proof": ["build", "office", "--proof"],
    "handouts": ["build", "handouts"],
    "temperature-check": ["build", "temperature-check"],
    "discussed": ["build", "discussed"],
    "large-print": ["build", "large-print"],
    "contact-sheet": ["build", "contact-sheet"],
    "overview": ["build", "overview"],
    "poster": ["build", "poster"],
    "theme-posters": ["build", "theme-posters"],
    "wall-scale": ["build", "wall-scale"],
    "team-result": ["build", "team-result"],
    "tuck-box": ["build", "tuck-box"],
    "dividers": ["build", "dividers"],
    "workbook": ["build", "workbook"],
    "workbook-booklet": ["build", "workbook", "--booklet"],
    "leaflet": ["build", "leaflet"],
    "reading": ["build", "reading"],
    "mono": ["build", "facilitator", "--ink", "mono"],
    "draft": ["build", "office", "--draft"],
    "test-sheet": ["calibrate"],
    "worst": ["risk", "office", "--draw"],
    "by-hand": ["build", "office", "--flip", "none"],
    "survey": ["build", "office"],
    "additions": ["build", "facilitator", "--copies", "2"],
    "additions-handouts": ["build", "handouts"],
}
BY_HAND = ("fronts", "backs", "by-hand")


@pytest.fixture(scope="module", params=[*MADE, *(f"by-hand {part}" for part in BY_HAND[1:])])
def made(request, tmp_path_factory):
    """The file of each kind of output; "copies" are whole decks, "moved" is for a printer, and
    "survey" has a QR code and a name with marks moved to their letters."""
    name, _, part = request.param.partition(" ")
    folder = tmp_path_factory.mktemp("made")
    path = folder / f"{name}.pdf"
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        shift = "--right 1.5 --down 0.5 --turn-cw 0.3 --scale-x 1.002".split()
        run("calibrate", "--printer", "upstairs", *shift)
        words = MADE[name] if name == "worst" else [*MADE[name], "-o"]
        home = with_survey(folder) if name == "survey" else BUNDLED
        home = AIRE if name.startswith("additions") else home
        result = run("-C", home, *words, path)
    assert result.exit_code == 0, result.stderr
    return folder / f"by-hand-{part or 'fronts'}.pdf" if name == "by-hand" else path


def with_survey(folder):
    """A copy of the bundled deck, its survey's address given and a card named after a person."""
    shutil.copytree(BUNDLED / "deck", folder / "deck")
    for file, written, instead in (
        ("deck.yaml", "# survey: https://…", "survey: https://example.org/s"),
        ("relating-and-communicating.yaml", "name: Trust", "name: Ọláṣubọ́mí Ẹ̀gbẹ́ Nguyễn"),
    ):
        text = (folder / "deck" / file).read_text("utf-8")
        assert written in text
        (folder / "deck" / file).write_text(text.replace(written, instead), "utf-8")
    return folder


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_verapdf_passes_it(made, standard):
    assert verapdf.failures(made, standard) == []


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_page_validation_passes_it(made, standard):
    report = page.validate_pdf(str(made), profile=standard)
    assert report.is_compliant, str(report)


def test_qpdf_finds_nothing_to_complain_of(made):
    with pikepdf.open(made) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_our_own_walk_finds_tags_and_content_in_step(made):
    assert verify(made.read_bytes()) == []


def test_fonts_are_embedded_subsets(made):
    names = {
        str(font.get_object()["/BaseFont"])
        for p in PdfReader(made).pages
        for font in p["/Resources"].get("/Font", {}).values()
    }
    assert names and all(name[7] == "+" for name in names)


@pytest.mark.parametrize("output", ["facilitator", "cards", "office"])
def test_the_words_can_be_copied(output):
    text = "".join(p.extract_text() for p in built(output).pages)
    words = " ".join(text.split())
    for card in layup_of("facilitator").spec.deck.cards:
        if card.number:
            for word in (*card.words["positive"], *card.words["negative"]):
                assert printed(word.text) in words


def test_the_sheets_are_exactly_a4_and_tell_the_printer_how_to_turn_them():
    reader = built("facilitator")
    for p in reader.pages:
        assert [float(v) for v in p.mediabox] == pytest.approx([0, 0, 841.890, 595.276], abs=0.0005)
        assert "/Rotate" not in p and "/UserUnit" not in p
    wishes = reader.trailer["/Root"]["/ViewerPreferences"]
    assert (wishes["/PrintScaling"], wishes["/Duplex"]) == ("/None", "/DuplexFlipLongEdge")
    assert wishes["/PickTrayByPDFSize"].value is True
    wishes = built("facilitator", "--flip", "short").trailer["/Root"]["/ViewerPreferences"]
    assert wishes["/Duplex"] == "/DuplexFlipShortEdge"


def test_single_faces_have_trim_and_bleed_boxes_to_a_hundredth_of_a_millimetre():
    for p in built("cards").pages:
        boxes = {name: [float(v) / PT for v in p[f"/{name}"]] for name in ("TrimBox", "BleedBox")}
        assert boxes["TrimBox"] == pytest.approx([3, 3, 108, 151], abs=0.01)
        assert boxes["BleedBox"] == pytest.approx([0, 0, 111, 154], abs=0.01)


def test_bookmarks_lead_to_themes_and_cards():
    deck = layup_of("facilitator").spec.deck
    reader = built("facilitator")

    def titles(outline):
        return [titles(item) if isinstance(item, list) else item.title for item in outline]

    themes = []
    for theme in deck.themes:
        themes += [theme.name.text, [card.called.text for card in deck.by_theme[theme.id]]]
    extras = ["Doing Things Differently", "4 themes, 13 behaviours", "How to use the cards"]
    assert titles(reader.outline) == [*extras, *themes]


def test_the_file_says_title_language_and_the_decks_date():
    reader = built("facilitator")
    assert reader.metadata.title == "Doing Things Differently"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.creation_date.date() == layup_of("facilitator").spec.deck.date


def test_the_tags_tell_the_deck_as_its_yaml_does():
    """Headings and lists, read from the file's structure, against the words as written."""
    tags = dump(run("-C", BUNDLED, "build", "cards", "-o", "-").stdout_bytes).splitlines()
    for card in layup_of("cards").spec.deck.cards:
        if not card.number:
            continue
        start = next(i for i, t in enumerate(tags) if f"T={card.called.text!r}" in t)
        depth = len(tags[start]) - len(tags[start].lstrip())
        end = start + 1
        while end < len(tags) and len(tags[end]) - len(tags[end].lstrip()) > depth:
            end += 1
        own = [tag.strip() for tag in tags[start:end]]
        headings = [tag.split(" ", 1)[0] for tag in own if tag.startswith("H")]
        extra = [tag for tag in own if tag.startswith("H2") and "Temperature check" in tag]
        assert headings == ["H1", "H1", "H2", "H2", *["H2"] * len(extra)]
        assert sum(tag.startswith("LI") for tag in own) == len(card.words["positive"]) + len(
            card.words["negative"]
        )
        assert sum(tag.split(" ")[0] == "L" for tag in own) == 2


def test_further_copies_are_stored_once_and_named():
    once = run("-C", BUNDLED, "build", "-o", "-").stdout_bytes
    many = run("-C", BUNDLED, "build", "--copies", "5", "-o", "-").stdout_bytes
    assert len(many) < 2.2 * len(once)
    assert "Trust, front, copy 2 of 5" in dump(many)


def built(*arguments):
    return PdfReader(BytesIO(run("-C", BUNDLED, "build", *arguments, "-o", "-").stdout_bytes))


def test_the_plan_and_the_pages_agree():
    assert len(pages_of("facilitator")) == len(built("facilitator").pages) == 16
