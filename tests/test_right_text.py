"""Text that is right passes the check for presses and --verify, whatever signs it is written in."""

import re

import pytest
from command_line import run
from decks import BUNDLED, HOUSE
from pictures import deck, quarters
from pypdf import PdfReader
from small_decks import small_deck

from cardgen.jobs.press_findings import FacesOnPages, in_the_deck
from cardgen.preflight import Finding, RepeatedFinding
from cardgen.problems import Problems
from cardgen.read.deck import sources_deck
from cardgen.read.project import find_sources

SOFT = "\u00ad"
# Sequences that no precomposed letter stands for, so that glyphs without width are shown alone.
COMBINED = {
    "two carons": "r\u030c\u030c",
    "acute on n with macron": "n\u0304\u0301 ok",
    "tilde on l": "l\u0303",
    "Vietnamese with one accent too many": "ệ\u0301 Ộ\u0302 Việt",
    "Polish with tones": "ą\u0301 ę\u0303 ó\u0307",
    "a tower": "a\u0301\u0302\u0303\u0304",
    "dotted i and j": "i\u0307\u0301 j\u0303",
    "joiners": "a\u200db\u200cc\u2060d",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", COMBINED.values(), ids=COMBINED)
@pytest.mark.parametrize("profile", ["uk-online", "uk-uncoated"])
def test_marks_without_width_are_on_the_card_and_pass(words, profile, tmp_path):
    small_deck(tmp_path, {"name": words, "definition": f"{words} word", "positive": [words]})
    result = run("build", "press", "--profile", profile, "--verify", "-o", "p.pdf")
    assert (result.exit_code, "error" in result.stderr) == (0, False), result.stderr


def xmp(reader, name):
    data = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    return re.search(rf"<{name}>.*?<rdf:li[^>]*>(.*?)</rdf:li>", data, re.DOTALL)[1]


@pytest.mark.parametrize("output", ["press", "office", "facilitator", "handouts", "reading"])
def test_soft_hyphens_stay_out_of_metadata_bookmarks_and_alternatives(output, tmp_path):
    words = f"Be{SOFT}ing"
    card = {"name": words, "definition": f"He{SOFT}ars", "theme": "t", "positive": [words]}
    theme = {"id": "t", "name": f"Li{SOFT}ving", "colour": "indigo", "mark": "core"}
    more = {"title": words, "subtitle": f"Sub{SOFT}title", "publisher": f"Ou{SOFT}rs"}
    small_deck(tmp_path, card, {"theme": "t", "name": "Next"}, themes=[theme], **more)
    result = run("build", output, "--copies", 2, "--verify", "-o", "p.pdf")
    assert (result.exit_code, "error" in result.stderr) == (0, False), result.stderr
    reader = PdfReader("p.pdf")
    assert (reader.metadata.title, reader.metadata.author) == ("Being", "Ours")
    assert reader.metadata.subject == "Subtitle"
    assert (xmp(reader, "dc:title"), xmp(reader, "dc:creator")) == ("Being", "Ours")
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict):
            texts = [found.get(key) or "" for key in ("/T", "/Alt", "/ActualText", "/Title")]
            assert SOFT not in "".join(map(str, texts))


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_soft_hyphens_stay_out_of_the_titles_of_editions(form, tmp_path):
    small_deck(tmp_path, title=f"Be{SOFT}ing", publisher=f"Ou{SOFT}rs")
    assert SOFT not in run("build", "reading", "--format", form, "-o", "-").stdout


def with_limits(tmp_path, **limits):
    """A print shop in the project with stricter limits than the one of the bundled profile."""
    text = (BUNDLED / "layouts" / "profiles" / "uk-online.yaml").read_text("utf-8")
    for name, limit in limits.items():
        text = re.sub(rf"(?m)^  {name.replace('_', '-')}: .*$", f"  {name}: {limit}", text)
    (tmp_path / "layouts" / "profiles").mkdir(parents=True)
    (tmp_path / "layouts" / "profiles" / "strict.yaml").write_text(text, "utf-8")


def line_of(tmp_path, words):
    lines = (tmp_path / "deck" / "deck.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_file_that_is_not_made_is_refused_at_the_picture_that_is_too_coarse(tmp_path):
    folder = deck(tmp_path, *["{file: coarse.png, alt: Fields}"] * 3)
    quarters((64, 48)).save(folder / "coarse.png")
    result = run("build", "press", "-o", "p.pdf")
    assert result.exit_code == 1 and not (tmp_path / "p.pdf").exists()
    assert "p.pdf" not in result.stderr and "page 1" not in result.stderr
    (error,) = re.findall(r"error\[P401\]: (.*)\n  --> (.*)", result.stderr)
    assert error[0].startswith('the front of "card-1" and 2 more faces')
    line = line_of(tmp_path, "coarse.png")
    assert error[1].startswith(f"deck/deck.yaml:{line}:")


def test_a_finding_about_words_stands_at_the_text_that_has_them(tmp_path):
    small_deck(tmp_path, {"definition": "Relies on others"}, {"name": "Doubt"})
    with_limits(tmp_path, type="16 pt")
    result = run("build", "press", "--profile", "strict", "-o", "p.pdf")
    found = re.findall(r"warning\[P205\]: (.*)\n  --> (.*)", result.stderr)
    assert any(
        "Relies" in what and where.startswith(f"deck/deck.yaml:{line_of(tmp_path, 'Relies on')}:")
        for what, where in found
    )
    assert all(re.match(r'the (front|back) of "c\d"', what) for what, _ in found)


def test_a_finding_about_the_whole_file_stands_in_the_deck(tmp_path):
    faces = FacesOnPages([])
    finding = RepeatedFinding(Finding("P511", "error", None, None, "the file has no title"), 0)
    small_deck(tmp_path)
    read = sources_deck(find_sources(tmp_path, None), Problems())
    (problem,) = in_the_deck([finding], faces, read, HOUSE)
    assert (problem.what, problem.where) == ("the file has no title", read.title.where)
    other = finding._replace(first=finding.first._replace(code="P504"))
    (problem,) = in_the_deck([other], faces, read, HOUSE)
    assert problem.where == read.where
