"""Decks of a card or a few, written where a test needs them."""

import json
from pathlib import Path
from typing import Any

FIELDS = {"name": "text", "definition": "text", "positive": "list", "negative": "list"}


def small_deck(folder: Path, *cards: dict[str, Any], **more: Any) -> Path:
    """The path of a deck with these cards, of which each gives what is not the same on all."""
    head = {"title": "Small", "lang": "en-GB", "date": "2026-11-24"}
    kinds = {"behaviour": {"numbered": True, "fields": FIELDS}}
    texts = {"name": "Trust", "definition": "Relies", "positive": ["asks"], "negative": ["hides"]}
    own = [
        {"id": f"c{number}", "kind": "behaviour", **texts, **card}
        for number, card in enumerate(cards or [{}], 1)
    ]
    deck = folder / "deck" / "deck.yaml"
    deck.parent.mkdir(exist_ok=True)
    # One key on each line, so that places are told by lines.
    data = {**head, "kinds": kinds, **more, "cards": own}
    deck.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    return deck
