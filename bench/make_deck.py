"""A deck of N different cards in our format and, with the same words, in one flat file.

    python bench/make_deck.py N OUT

OUT/deck is a deck for cardgen, OUT/cards.yaml what card.typ reads. The cards are put together
from the bundled deck's own sentences, drawn anew for each card and with words swapped for others
of the same length, so that a sentence set once is of no help to the next card. The same N makes
the same deck.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from pydoc_data.topics import topics
from random import Random
from typing import Any

import yaml

DECK = Path(__file__).parents[1] / "deck"
LINE = 46  # characters that surely fit on one line of a card


def main(count: int, out: Path) -> None:
    deck = read("deck.yaml")
    files = [read(name) for name in deck["cards"]]
    behaviours = [
        card | {"theme": file["theme"]}
        for file in files
        if "theme" in file
        for card in file["cards"]
    ]
    cards = make_cards(count, behaviours, Random(count))
    (out / "deck").mkdir(parents=True, exist_ok=True)
    own = {key: value for key, value in deck.items() if key != "prompts"}
    write(out / "deck" / "deck.yaml", own | {"cards": ["cards.yaml"]})
    write(out / "deck" / "cards.yaml", {"kind": "behaviour", "cards": cards})
    write(out / "cards.yaml", flat(deck, cards))


def make_cards(
    count: int, behaviours: Sequence[dict[str, Any]], random: Random
) -> list[dict[str, Any]]:
    """Cards of 7 positive and 5 negative indicators that fit wherever the real ones do."""
    clauses = [part for card in behaviours for part in re.split(r"[,;.] ", card["definition"])]
    positive = [text for card in behaviours for text in card["positive"]]
    negative = [text for card in behaviours for text in card["negative"]]
    words = vocabulary()

    def drawn(pool: Sequence[str], number: int, lines: int) -> list[str]:
        """Texts of the pool that fill no more than so many lines."""
        while True:
            texts = random.sample(pool, number)
            if sum(ceil(len(text) / LINE) for text in texts) <= lines:
                return [varied(text, words, random) for text in texts]

    cards = []
    for number, name in enumerate(names(count, words, random), 1):
        like = random.choice(behaviours)
        definition = ", ".join(drawn(clauses, 3, 4))
        cards.append(
            {
                "id": f"card-{number}",
                "theme": like["theme"],
                "art": like["art"],
                "name": name,
                "definition": definition[0].upper() + definition[1:],
                "positive": drawn(positive, 7, 12),
                "negative": drawn(negative, 5, 7),
            }
        )
    return cards


def vocabulary() -> dict[int, list[str]]:
    """Words of 4 to 13 letters by length, from Python's own help texts."""
    words = defaultdict(list)
    for word in sorted(set(re.findall(r"\b[a-z]{4,13}\b", " ".join(topics.values())))):
        words[len(word)].append(word)
    return words


def names(count: int, words: dict[int, list[str]], random: Random) -> list[str]:
    """So many different names of two words each."""
    short = [word for length in range(4, 10) for word in words[length]]
    pairs = random.sample(range(len(short) ** 2), count)
    return [f"{short[pair // len(short)].title()} & {short[pair % len(short)]}" for pair in pairs]


def varied(text: str, words: dict[int, list[str]], random: Random) -> str:
    """The text with one or two of its words swapped for others as long."""
    said = text.split(" ")
    places = [i for i, word in enumerate(said) if word.isalpha() and len(word) in words]
    for i in random.sample(places, min(len(places), random.randint(1, 2))):
        said[i] = random.choice(words[len(said[i])])
    return " ".join(said)


def flat(deck: dict[str, Any], cards: Sequence[dict[str, Any]]) -> dict[str, Any]:
    themes = {theme["id"]: theme for theme in deck["themes"]}
    return {
        "title": deck["title"],
        "cards": [
            {
                "number": number,
                "theme": themes[card["theme"]]["name"],
                "colour": themes[card["theme"]]["colour"],
                **{key: card[key] for key in ("name", "definition", "positive", "negative")},
            }
            for number, card in enumerate(cards, 1)
        ],
    }


def read(name: str) -> Any:
    return yaml.safe_load((DECK / name).read_text("utf-8"))


def write(path: Path, value: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(value, file, yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=95)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
