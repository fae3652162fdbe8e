"""Straight quotes are set as the language of the text has them; all else stays as it was typed."""

import json

import pytest
from command_line import run
from decks import HOUSE, chain
from small_decks import KINDS

import cardgen
from cardgen.graphics.type.paragraph import Type, set_as_written
from cardgen.graphics.type.spans import Span, plain_text
from cardgen.model.layout import HouseStyle

DECK = {
    "title": 'Das "Wir"',
    "lang": "de",
    "date": "2026-11-24",
    "kinds": KINDS,
    "themes": [{"id": "wir", "name": 'Vom "Wir"', "colour": "coral"}],
    "cards": [
        {
            "id": "danke",
            "theme": "wir",
            "name": 'Sagt "Danke"',
            "definition": """Sagt "Danke" und 'Bitte'""",
            "positive": ['"Ja"'],
            "negative": ["“Nein”"],
        }
    ],
}


def house() -> HouseStyle:
    assert HOUSE is not None
    return HOUSE


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("en-GB", "Says “Yes”, ‘no’"),
        ("cy", "Says “Yes”, ‘no’"),
        ("de", "Says „Yes“, ‚no‘"),
        ("de-AT", "Says „Yes“, ‚no‘"),
        ("de-CH", "Says «Yes», ‹no›"),
        ("fr", "Says «\u202fYes\u202f», “no”"),
        ("fr-CA", "Says «\u202fYes\u202f», “no”"),
        ("pl", "Says „Yes”, ‚no’"),
        ("sv", "Says ”Yes”, ’no’"),
        ("fi", "Says ”Yes”, ’no’"),
        ("da", "Says “Yes”, ‘no’"),
        ("nb", "Says «Yes», ‘no’"),
        ("cs", "Says „Yes“, ‚no‘"),
        ("nl", "Says “Yes”, ‘no’"),
        ("es", "Says «Yes», “no”"),
        ("it", "Says «Yes», “no”"),
        ("pt-BR", "Says “Yes”, ‘no’"),
        ("pt-PT", "Says «Yes», “no”"),
        ("hu", "Says „Yes”, »no«"),
        ("zz", "Says “Yes”, ‘no’"),
    ],
)
def test_straight_quotes_are_those_of_the_language(lang, printed):
    assert house().printed("Says \"Yes\", 'no'", lang) == printed


@pytest.mark.parametrize("lang", ["en", "de", "fr", "pl", "sv"])
@pytest.mark.parametrize(
    "text",
    ["„Danke“", "“Danke”", "»Danke«", "«\u202fDanke\u202f»", "‚so‘", "don’t", "5′ 10″", "x ‹y›"],
)
def test_curly_quotes_stay_as_they_were_typed(text, lang):
    assert house().printed(text, lang) == text


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
@pytest.mark.parametrize(
    "text", ["6' x 4'", "5'10\"", 'a 3.5" disk', "12'30", "2' 30\" each", 'A4, or 8" by 11"']
)
def test_feet_inches_and_minutes_are_no_quotes(text, lang):
    assert house().printed(text, lang) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('in "Room 6" at 3', "in „Room 6“ at 3"),
        ('the "6\'" rule', "the „6'“ rule"),
        ("the 1990's", "the 1990’s"),
        ("kommt mit 'nix", "kommt mit ’nix"),
        ("Hans' Buch, geht's?", "Hans’ Buch, geht’s?"),
        ("'s ist 'ne Sache", "’s ist ’ne Sache"),
        ("'so' und 'so'", "‚so‘ und ‚so‘"),
        ("\"'So', sagt sie\"", "„‚So‘, sagt sie“"),
        ('" so "', "„ so “"),
        ("'Peters's, ja'", "‚Peters’s, ja‘"),
        ('("so")', "(„so“)"),
        ('"so"\n"so"', "„so“\n„so“"),
        ('"a, "b"', "„a, „b“"),
    ],
)
def test_apostrophes_and_numbers_within_quotes_of_a_language(text, printed):
    assert house().printed(text, "de") == printed


@pytest.mark.parametrize(
    ("lang", "text", "printed"),
    [
        ("nl", "'s avonds zegt hij 'ja'", "’s avonds zegt hij ‘ja’"),
        ("cy", "'n hapus, mae'r 'gair'", "’n hapus, mae’r ‘gair’"),
        ("en", "'em all, 'cause 'tis so", "’em all, ’cause ’tis so"),
        ("en", "rock 'n' roll of the '90s", "rock ’n’ roll of the ’90s"),
        ("fr", "l'ami \"d'ici\"", "l’ami «\u202fd’ici\u202f»"),
        ("fr", '" Bonjour "', "«\u202fBonjour\u202f»"),
        ("it", 'l\'altro "sì"', "l’altro «sì»"),
    ],
)
def test_apostrophes_of_a_language(lang, text, printed):
    assert house().printed(text, lang) == printed


def test_quotes_in_foreign_words_are_those_of_their_language():
    spans = (Span('Wir sagen "Ja", '), Span('"oui" et "non"', "", "fr"), Span(' und "Nein".'))
    type_ = Type(chain("regular"), 10, 4.5, lang="de", quotes=house().quotes)
    paragraph, absent = set_as_written(plain_text(spans), type_, 500, spans)
    words = [word for line in paragraph.lines for s in line for _, word, _ in s.words]
    assert "".join(word.text for word in words) == (
        "Wir sagen „Ja“, «\u202foui\u202f» et «\u202fnon\u202f» und „Nein“."
    )
    assert absent == ()


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_all_editions_have_the_quotes_of_the_deck(form):
    told = cardgen.open(DECK).build("reading", format=form).files[0].data.decode()
    for words in ("Das „Wir“", "Sagt „Danke“", "Sagt „Danke“ und ‚Bitte‘", "„Ja“", "“Nein”"):
        assert words in told
    assert "“Danke" not in told and "&quot;" not in told


def test_a_pdf_has_the_quotes_of_the_deck_on_its_faces_and_in_its_bookmarks(tmp_path):
    from pypdf import PdfReader

    (file,) = cardgen.open(DECK).build("reading").files
    file.save(tmp_path / "reading.pdf")
    pdf = PdfReader(tmp_path / "reading.pdf")
    assert "Sagt „Danke“ und ‚Bitte‘" in pdf.pages[0].extract_text()
    assert pdf.metadata.title == "Das „Wir“"
    assert "Sagt „Danke“" in str(pdf.outline)
    assert '"Danke"' not in str(pdf.outline)


def test_a_card_in_another_language_has_the_quotes_of_that_language():
    card = {**DECK["cards"][0], "lang": "fr", "id": "merci", "positive": ['"Oui"']}
    deck = {**DECK, "cards": [*DECK["cards"], card]}
    told = cardgen.open(deck).build("reading", format="txt").files[0].data.decode()
    assert "„Ja“" in told and "«\u202fOui\u202f»" in told


def test_what_was_typed_is_what_is_shown_and_exported(tmp_path):
    (tmp_path / "deck.yaml").write_text(json.dumps(DECK), encoding="utf-8")
    deck = ["--deck", tmp_path / "deck.yaml"]
    assert """Sagt "Danke" und 'Bitte'""" in run(*deck, "show", "danke").stdout
    run(*deck, "export", "--to", "csv", "-o", tmp_path / "deck.csv")
    assert '""Danke""' in (tmp_path / "deck.csv").read_text(encoding="utf-8")


def test_a_project_can_have_quotes_of_its_own(tmp_path):
    (tmp_path / "layouts").mkdir()
    own = "de: {double: [», «], single: [›, ‹]}\n"
    (tmp_path / "layouts" / "quotes.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "deck.yaml").write_text(json.dumps(DECK), encoding="utf-8")
    told = cardgen.open(tmp_path).build("reading", format="txt").files[0].data.decode()
    assert "Sagt »Danke« und ›Bitte‹" in told


def test_every_font_sets_the_quotes_of_every_language():
    for lang, quotes in house().quotes.items():
        for style in ("regular", "bold", "display", "heading"):
            type_ = Type(chain(style), 10, 4.5, lang=lang)
            text = "x".join((*quotes.double, *quotes.single))
            assert set_as_written(text, type_, 500)[1] == (), (lang, style)
