"""Words with what can be counted filled in: it need not be typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cardgen.model.deck import Card, Step, Text, Words


def with_counts(card: Card, counts: Mapping[str, str]) -> Card:
    """The card with {themes}, or {behaviours} for a kind "behaviour", in its words replaced by how
    many there are: what can be counted need not be typed."""

    def filled(text: Text) -> Text:
        return text.filled(counts) if "{" in text.text else text

    words: dict[str, Words] = {}
    for name, own in card.words.items():
        if isinstance(own, Text):
            words[name] = filled(own)
        else:
            words[name] = tuple(
                filled(w) if isinstance(w, Text) else Step(filled(w.name), filled(w.text))
                for w in own
            )
    return replace(card, words=words)
