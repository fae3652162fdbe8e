"""The same words on the same sheets by cardgen and by Typst, and a start beside Python's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from measure import Command, Measured, Pairs, cardgen, in_megabytes, in_turn, warm

BENCH = Path(__file__).parent
PAIRS = {13: 7, 1_000: 3, 10_000: 1}  # by number of cards
LEFT_OUT = """\
What the peers leave out: Typst reads one flat file, sets each text in one size, and tags what it
sets. It draws no art, no marks of themes and no scale, fits no text to its card, looks for no words
that are hidden or cut off, keeps no record of faces for reprints, and claims neither PDF/A nor
PDF/UA. It runs as a package of Python, so that both pay for the start of Python. `python -c pass`
reads no command line."""


def start(_: Path) -> Iterator[Measured]:
    """The help, which is what a start costs before anything is done."""
    ours, theirs = ["-m", "cardgen", "--help"], ["-c", "pass"]
    warm(ours, theirs)
    yield in_turn(21, ours, theirs).measured("help")


def few_cards(folder: Path) -> Iterator[Measured]:
    warm(build_of(folder, 13), by_typst(folder, 13))
    yield _built(folder, 13).measured("13-cards")


def many_cards(folder: Path) -> Iterator[Measured]:
    yield _built(folder, 1_000).measured("1000-cards")
    yield in_megabytes("1000-memory", build_of(folder, 1_000))
    yield Measured("1000-size", _file(folder, 1_000).stat().st_size / 1e6)


def most_cards(folder: Path) -> Iterator[Measured]:
    fewer, pairs = _built(folder, 1_000), _built(folder, 10_000)
    yield pairs.measured("10000-cards")
    told = f"{pairs.ours:.3g} s / {fewer.ours:.3g} s"
    yield Measured("10000-growth", pairs.ours / fewer.ours, told)
    yield in_megabytes("10000-memory", build_of(folder, 10_000))


def checked_cards(folder: Path) -> Iterator[Measured]:
    check = cardgen("check", folder=made(folder, 1_000))
    yield in_turn(3, check, build_of(folder, 1_000)).measured("1000-check")


def build_of(folder: Path, count: int) -> Command:
    return cardgen("build", "facilitator", "-o", _file(folder, count), folder=made(folder, count))


def by_typst(folder: Path, count: int) -> Command:
    return [BENCH / "with_typst.py", made(folder, count) / "cards.yaml", folder / "typst.pdf"]


@cache
def made(folder: Path, count: int) -> Path:
    """The folder of a deck of so many cards."""
    deck = folder / str(count)
    subprocess.run([sys.executable, BENCH / "make_deck.py", str(count), deck], check=True)
    return deck


@cache
def _built(folder: Path, count: int) -> Pairs:
    return in_turn(PAIRS[count], build_of(folder, count), by_typst(folder, count))


def _file(folder: Path, count: int) -> Path:
    return folder / f"{count}.pdf"
