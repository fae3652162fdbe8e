"""Text that is right passes the check for presses and --verify, whatever signs it is written in."""

import re

import pytest
from command_line import run
from pypdf import PdfReader
from small_decks import small_deck

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
