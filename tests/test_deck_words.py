"""The bundled deck says the agreed words, letter for letter, and keeps its own rules.

wording.txt has one line for each printed text in printing order; a change of words in deck/ is
made there too, so that it is seen and meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DECK = Path(__file__).parents[1] / "deck"
WORDING = Path(__file__).with_name("wording.txt")
RESERVED = {"id", "kind", "theme", "art", "origin", "tags", "lang"}
ORIGINS = {"source", "copy-edit", "translation", "addition"}


def load(name: str) -> dict[str, Any]:
    return yaml.safe_load((DECK / name).read_text("utf-8"))


def cards_of(deck: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every card in printing order, with the theme and kind its file gives to all."""
    for name in deck["cards"]:
        file = load(name)
        cards = file.pop("cards")
        yield from (file | card for card in cards)


def said(where: str, value: Any) -> Iterator[tuple[str, str]]:
    """Each printed text and its place, counted from 1 in lists."""
    match value:
        case str():
            yield where, value
        case list():
            for number, item in enumerate(value, 1):
                yield from said(f"{where} {number}", item)
        case dict():
            for key, item in value.items():
                yield from said(f"{where} {key}", item)


DECLARED = load("deck.yaml")
CARDS = list(cards_of(DECLARED))
BEHAVIOURS = [card for card in CARDS if card["kind"] == "behaviour"]


def fields_of(card: dict[str, Any]) -> dict[str, str]:
    return DECLARED["kinds"][card["kind"]]["fields"]


def printed() -> Iterator[tuple[str, str]]:
    """All that the deck prints, in order."""
    yield from said(
        "deck", {key: DECLARED[key] for key in ("title", "subtitle", "publisher", "rights")}
    )
    for theme in DECLARED["themes"]:
        yield f"theme {theme['id']}", theme["name"]
    for card in CARDS:
        for field in fields_of(card):
            yield from said(f"{card['id']} {field}", card.get(field))


def test_every_word_is_the_agreed_one(same_as):
    same_as(WORDING, "".join(f"{where}: {text}\n" for where, text in printed()))


def test_the_deck_has_4_themes_13_behaviours_92_positive_and_56_negative_indicators():
    assert len(DECLARED["themes"]) == 4
    assert len(BEHAVIOURS) == 13
    assert sum(len(card["positive"]) for card in BEHAVIOURS) == 92
    assert sum(len(card["negative"]) for card in BEHAVIOURS) == 56


def test_no_two_cards_and_no_two_themes_share_an_id():
    for things in (CARDS, DECLARED["themes"]):
        assert max(Counter(thing["id"] for thing in things).values()) == 1


def test_themes_stand_together_and_in_the_order_of_the_deck():
    order = list(dict.fromkeys(card["theme"] for card in BEHAVIOURS))
    assert order == [theme["id"] for theme in DECLARED["themes"]]


def test_every_theme_a_card_names_exists():
    themes = {theme["id"] for theme in DECLARED["themes"]}
    assert {card["theme"] for card in CARDS if "theme" in card} <= themes


def test_every_card_has_the_fields_of_its_kind_and_no_others():
    for card in CARDS:
        fields = fields_of(card)
        needed = {name for name, form in fields.items() if not form.endswith("?")}
        assert needed <= card.keys() <= fields.keys() | RESERVED, card["id"]


def test_every_field_has_the_form_its_kind_declares():
    forms = {"text": str, "list": list, "steps": list, "contacts": list}
    for card in CARDS:
        for name, form in fields_of(card).items():
            if name in card:
                assert isinstance(card[name], forms[form.rstrip("?")]), (card["id"], name)
            if form.rstrip("?") == "steps":
                assert all(step.keys() == {"name", "text"} for step in card[name]), card["id"]


def test_every_card_says_whose_words_it_has():
    assert {card["id"] for card in CARDS if card.get("origin") not in ORIGINS} == set()


def test_texts_have_no_space_at_the_ends_and_none_twice():
    assert [where for where, text in printed() if text != " ".join(text.split())] == []


def test_quotes_are_kept_straight():
    assert [where for where, text in printed() if set(text) & set("‘’‚“”„")] == []
