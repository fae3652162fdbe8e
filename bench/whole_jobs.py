"""What people wait for, each as they type it: a check, a workshop, the sheets for a press."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from measure import Command, Measured, cardgen, megabytes, seconds, usual

BENCH = Path(__file__).parent
PEOPLE = "participants.csv"  # as people.yaml names it


def proofing(_: Path) -> Iterator[Measured]:
    yield usual(5, "check", cardgen("check"))
    yield usual(5, "fit", cardgen("fit"))


def workshop(folder: Path) -> Iterator[Measured]:
    out = folder / "workshop"
    yield usual(5, "workshop", cardgen("build", BENCH / "workshop.yaml", "-o", out))


def press(folder: Path) -> Iterator[Measured]:
    copies = "--copies", "50", "--order", "cards", "--ticket"
    build = cardgen("build", "press-sheets", *copies, "-o", folder / "press.pdf")
    yield usual(5, "press", build)


def crowd(folder: Path) -> Iterator[Measured]:
    many, few = for_people(5_000, folder), for_people(500, folder)
    yield Measured("people", seconds(many))
    most, least = megabytes(many), megabytes(few)
    if most is None or least is None:
        yield Measured("people-memory", None)
    else:
        yield Measured("people-memory", most / least, f"{most:.0f} MB / {least:.0f} MB")


def for_people(count: int, folder: Path) -> Command:
    """What makes the sheets of people.yaml for so many people, each with a name of their own."""
    own = folder / f"{count}-people"
    own.mkdir()
    shutil.copy(BENCH / "people.yaml", own)
    names = "".join(f"Person {number} of many\n" for number in range(count))
    (own / PEOPLE).write_text(f"name\n{names}", encoding="utf-8")
    return cardgen("build", own / "people.yaml", "-o", own / "out")
