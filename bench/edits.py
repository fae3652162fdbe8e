"""A card whose words are changed on disk again and again, as someone edits it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

CARD, FILE, WORDS = "authenticity", "being.yaml", "Honest and genuine"


def edited(deck: Path, times: int) -> Iterator[float]:
    """Saves the card with other words so many times; yields each time when that began, on the clock
    of this computer."""
    file = deck / FILE
    sound = file.read_text(encoding="utf-8")
    assert WORDS in sound
    for number in range(times):
        text = sound.replace(WORDS, f"{WORDS} {number}", 1)
        saved = time.time()
        file.write_text(text, encoding="utf-8")
        yield saved
