"""Decks of a card or a few, written where a test needs them."""

import json
from pathlib import Path
from typing import Any

FIELDS = {"name": "text", "definition": "text", "positive": "list", "negative": "list"}
KINDS = {"behaviour": {"numbered": True, "fields": FIELDS}}
KINDS_YAML = """\
kinds:
  behaviour:
    numbered: true
    fields: {name: text, definition: text, positive: list, negative: list}
"""


def small_deck(folder: Path, *cards: dict[str, Any], **more: Any) -> Path:
    """The path of a deck with these cards, of which each gives what is not the same on all."""
    head = {"title": "Small", "lang": "en-GB", "date": "2026-11-24"}
    texts = {"name": "Trust", "definition": "Relies", "positive": ["asks"], "negative": ["hides"]}
    own = [
        {"id": f"c{number}", "kind": "behaviour", **texts, **card}
        for number, card in enumerate(cards or [{}], 1)
    ]
    deck = folder / "deck" / "deck.yaml"
    deck.parent.mkdir(exist_ok=True)
    # One key on each line, so that places are told by lines.
    data = {**head, "kinds": KINDS, **more, "cards": own}
    deck.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    return deck


def lay_out(folder: Path, block: str, more: str = "", form: str = "text") -> None:
    """A project with cards of a kind of its own, and an output whose layout has this block."""
    files = {
        "deck/deck.yaml": f"""\
title: Questions
lang: en
date: 2026-11-24
{more}
kinds:
  question:
    numbered: true
    fields: {{name: text, answer: {form}}}
cards:
  - {{id: trust, name: What is trust?, answer: {"[Yes]" if form == "list" else "Yes"}}}
""".replace("\n\n", "\n"),
        "layouts/outputs/own.yaml": "about: Questions\ncards: own\nsheet: a4\nslug: false\n",
        "layouts/cards/own/card.yaml": (
            "width: 90 mm\nheight: 60 mm\nstyles: {body: {font: regular, size: 10}}\n"
        ),
        "layouts/cards/own/question.yaml": (
            f"front:\n  blocks:\n    {block}\nback:\n  blocks: []\n"
        ),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
