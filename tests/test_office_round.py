"""Whatever a deck says, it says the same when it has been out and come back."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from office_files import besides_words, exported, folder_of, imported, read, said

from cardgen.exchange.cell_text import decode_step, decode_text, encode_step, encode_text

# All that a deck may say: letters of any kind, and often what cells and YAML make something of.
ANY = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t")
SIGNS = st.sampled_from([*'":-–•*·\\#=_x0041 \u00a0\n\t{}[]&|>%@!', ": ", "_x0041_", "- ", '""'])
LONG = st.text(ANY, max_size=30)
ODD = st.lists(SIGNS, max_size=12).map("".join)
TEXTS = (LONG | ODD).filter(lambda text: text.replace("\u00ad", "").strip())  # none is empty


@pytest.mark.slow
@settings(max_examples=settings().max_examples * 5)
@given(TEXTS, st.booleans())
def test_a_text_in_a_cell_is_meant_as_it_was_written(text, item):
    cell = encode_text(text, item)
    assert decode_text(cell, item) == text
    assert not item or "\n" not in cell


@pytest.mark.slow
@settings(max_examples=settings().max_examples * 5)
@given(TEXTS, TEXTS)
@example("-in", "some")
def test_a_step_in_a_cell_is_meant_as_it_was_written(name, text):
    assert decode_step(encode_step(name, text)) == (name, text)


FIELDS = {
    "behaviour": {"name": "text", "why": "text?", "points": "list?", "how": "steps?"},
    "note": {"words": "text", "more": "list?"},
}
WORDS = {
    "text": TEXTS,
    "list": st.lists(TEXTS, min_size=1, max_size=3),
    "steps": st.lists(
        st.fixed_dictionaries({"name": TEXTS, "text": TEXTS}), min_size=1, max_size=3
    ),
}


@st.composite
def decks(draw, kinds):
    """A small deck with cards of those kinds, in any order, some in themes."""
    names = draw(st.lists(TEXTS, min_size=1, max_size=2, unique_by=lambda t: t.strip().casefold()))
    themes = [
        {"id": f"t{n}", "name": name, "colour": "pine", "mark": "core"}
        for n, name in enumerate(names)
    ]
    cards = []
    for n in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(kinds))
        card = {"id": f"c{n}", "kind": kind}
        for name, form in FIELDS[kind].items():
            if not form.endswith("?") or draw(st.booleans()):
                card[name] = draw(WORDS[form.removesuffix("?")])
        if kind == "behaviour" or draw(st.booleans()):
            card["theme"] = draw(st.sampled_from([theme["id"] for theme in themes]))
        if draw(st.booleans()):
            card["tags"] = draw(st.lists(TEXTS, min_size=1, max_size=2, unique=True))
        cards.append(card)
    return {
        "title": draw(TEXTS), "subtitle": draw(TEXTS), "lang": "en-GB", "date": "2026-01-02",
        "kinds": {
            kind: {"numbered": "true" if kind == "behaviour" else "false", "fields": FIELDS[kind]}
            for kind in kinds
        },
        "themes": themes, "cards": cards,
    }  # fmt: skip


def there_and_back(deck, name):
    """What the deck says before and after, and what was told of it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        was = folder_of(root / "deck", deck=deck)
        made, told = imported(exported(was, root / name), root / "back", was)
        return read(was), made, told


@pytest.mark.slow
@pytest.mark.parametrize("name", ["deck.xlsx", "deck.docx"])
@settings(max_examples=settings().max_examples // 2)
@given(decks(["behaviour", "note"]))
def test_any_deck_that_goes_out_and_comes_back_says_the_same(name, deck):
    was, made, told = there_and_back(deck, name)
    assert (said(made), besides_words(told)) == (said(was), [])


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 2)
@given(decks(["behaviour"]))
def test_a_table_brings_back_the_words_of_its_cards_and_the_names_of_their_themes(deck):
    was, made, told = there_and_back(deck, "deck.csv")
    assert besides_words(told) == []
    for before, after in zip(was.cards, made.cards, strict=True):
        assert said(after.words) == said(before.words)
        assert (after.id, said(after.tags)) == (before.id, said(before.tags))
        assert said(after.theme.name) == said(before.theme.name)
