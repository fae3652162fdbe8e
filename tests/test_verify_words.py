"""--verify holds every word, language, text alternative and the metadata against the deck."""

import re
from io import BytesIO

import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED, BWRDD
from frames import ABOUT, BLACK, face, line, says, sheet, written
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from cardgen.graphics.frame import Box, Element, Glyph, GlyphRun, Word
from cardgen.output.pdf.verify import verify
from cardgen.output.pdf.verify_words import FrameWords

WORDS = "Relies on others"


def page(words=WORDS, other="Trust", lang=None, alt="A square", role="P"):
    figure = Element("Figure", (Box(1, 1, 9, 9, BLACK),), alt=alt)
    text = Element(role, (line(words, y=30),), lang=lang)
    return sheet(face(other, says("H", other), text, figure), says("Artifact", "Sheet 1", x=150))


def found(made, wanted, about=ABOUT):
    """What is found in a file that was made of these pages, and should have been of those."""
    words = FrameWords()
    for _ in words.noting(wanted):
        pass
    return verify(written(*made), about, words)


def test_a_file_that_says_what_it_should_is_sound():
    copies = [page(), sheet(face("Trust", says("H", "Trust"), copy=2))]
    for pages in ([page()], [page(), page("other", "Care")], copies, [page(lang="cy")]):
        assert found(pages, pages) == []


@pytest.mark.parametrize(
    ("made", "wanted", "what"),
    [
        (
            [page("Relies on other")],
            [page()],
            'it says "ies on otherSheet 1" where the deck says "ies on othersSheet 1"',
        ),
        ([page("Relies  on others")], [page()], "page 1: it says"),
        ([page("others Relies on")], [page()], 'where the deck says "'),
        ([page(), page("no", "Care")], [page(), page("on", "Care")], "page 2: it says"),
        (
            [page()],
            [page(lang="cy")],
            '1: "Relies on othersSheet 1" is tagged as the language of the file, not as cy',
        ),
        ([page(lang="cy")], [page()], "is tagged as cy, not as the language of the file"),
        ([page(lang="cy")], [page(lang="fr")], "is tagged as cy, not as fr"),
        ([page(role="Artifact")], [page()], "is tagged as what is not read out, not as the lang"),
        ([page(alt="A disc")], [page()], 'the text alternative "A square" is missing'),
        ([page()], [page(), page("more", "Care")], "the file has 1 of 2 pages"),
    ],
)
def test_a_word_a_language_or_an_alternative_that_differs_is_found(made, wanted, what):
    (finding,) = found(made, wanted)
    assert what in finding


@pytest.mark.parametrize("name", ["title", "author", "subject", "lang"])
def test_metadata_that_differs_is_found_in_both_places(name):
    other = ABOUT._replace(**{name: "cy" if name == "lang" else "Other"})
    findings = found([page()], [page()], other)
    assert len(findings) == 2
    word = "language" if name == "lang" else name
    assert all(finding.startswith(f"the {word} in ") for finding in findings)


@pytest.mark.parametrize(("key", "place"), [("/Title", "Info"), ("/Author", "Info")])
def test_metadata_that_was_changed_in_one_place_is_found(key, place):
    writer = PdfWriter(clone_from=BytesIO(written(page())))
    writer._info[NameObject(key)] = TextStringObject("Other")
    writer.write(out := BytesIO())
    (finding,) = verify(out.getvalue(), ABOUT)
    assert finding.startswith(f"the {key[1:].lower()} in {place} is ")


def spelled(text, glyphs):
    """A word whose glyphs alone would be read as another one."""
    own = line(text)
    shown = line(glyphs).words[0].glyphs
    moved = tuple(Glyph(g.id, g.advance, c, 20.0) for g, c in zip(shown, text, strict=True))
    return GlyphRun(5, 30, (Word(text, moved, 3000, 0),), own.font, 9, BLACK)


def test_a_word_that_is_spelled_out_is_read_as_it_is_spelled():
    def with_word(text, glyphs):
        return sheet(face("Trust", says("H", "Trust"), Element("P", (spelled(text, glyphs),))))

    assert found([with_word("won", "now")], [with_word("won", "now")]) == []
    (finding,) = found([with_word("own", "now")], [with_word("won", "now")])
    assert 'it says "Trustown" where the deck says "Trustwon"' in finding


def test_what_a_further_copy_shows_is_read_in_its_form():
    def copies(words):
        first = face("Trust", says("H", "Trust"), says("P", WORDS, y=30))
        again = face("Trust", says("H", "Trust"), says("P", words, y=30), at=(120, 20), copy=2)
        return sheet(first, again)

    assert found([copies(WORDS)], [copies(WORDS)]) == []
    (finding,) = found([copies("Relies on none")], [copies(WORDS)])
    assert "page 1: it says" in finding


OUTPUTS = [
    *("office", "office --fold", "office --flip none", "facilitator --back prompts --copies 2"),
    *("labels", "tarot", "handouts --theme being", "poster", "contact-sheet", "reading"),
    *("temperature-check", "large-print", "press", "press --profile drivethrucards"),
    *("theme-posters", "wall-scale", "team-result", "tuck-box", "dividers", "workbook", "leaflet"),
    *("press-sheets --ticket", "press --profile thegamecrafter --card trust", "office --proof"),
]


@pytest.mark.slow
@pytest.mark.parametrize("words", OUTPUTS)
def test_every_kind_of_output_says_what_the_deck_says(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("-C", BUNDLED, "build", *words.split(), "--verify", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "read back and verified" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("folder", [BWRDD, ALLOTMENT], ids=["two languages", "own layouts"])
def test_so_do_decks_with_languages_and_layouts_of_their_own(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lang = ("--lang", "cy,en") if folder is BWRDD else ()
    name = "office" if folder is BWRDD else "a6"
    outputs = [path.stem for path in (folder / "layouts" / "outputs").glob("*.yaml")] or [name]
    for output in outputs:
        out = tmp_path / f"{output}.pdf"
        result = run("-C", folder, *lang, "build", output, "--verify", "-o", out)
        assert result.exit_code == 0, result.stderr


@pytest.mark.slow
def test_pictures_are_verified_by_the_file_that_they_are_drawn_from(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cardgen.output.pdf.metadata.info", lambda *_: "<<>>")
    monkeypatch.setattr("cardgen.output.pdf.pdf.info", lambda *_: "<<>>")
    press = ("build", "press", "--profile", "thegamecrafter", "--card", "trust", "-o", "x.zip")
    assert run("-C", BUNDLED, *press[:-1], tmp_path / "x.zip").exit_code == 0
    (tmp_path / "x.zip").unlink()
    result = run("-C", BUNDLED, *press[:-1], tmp_path / "x.zip", "--verify")
    assert result.exit_code == 1 and re.search(r"the title in Info is", result.stderr)
    assert not (tmp_path / "x.zip").exists()


def test_a_file_of_a_deck_with_soft_hyphens_has_none_in_what_is_compared(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", "office", "--card", "trust", "--verify", "-o", "p.pdf")
    assert result.exit_code == 0
    assert "\u00ad" not in "".join(page.extract_text() for page in PdfReader("p.pdf").pages)
