"""Twice the cards are twice the work of each function, and not four times: nothing is quadratic.

Work is counted in the lines of the package that are run: seconds say little of small decks.
"""

import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from command_line import run
from pictures import quarters
from small_decks import KINDS

import cardgen
from cardgen import problems

pytestmark = pytest.mark.slow

PACKAGE = str(Path(cardgen.__file__).parent)
FEW = 20


def lines_run(made: Callable[[], Any]) -> Counter[CodeType]:
    """How many lines of each function of the package run; each turn of a loop is one more."""
    counts: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            counts[frame.f_code] += 1
        return count

    def enter(frame: FrameType, *_: Any) -> Any:
        return count if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        made()
    finally:
        sys.settrace(before)
    return counts


def quadratic(make: Callable[[int], Any]) -> list[str]:
    """The functions that run far more than twice as many lines for twice as many cards."""
    make(2)  # what is loaded or read once is no work of the cards
    few, many = lines_run(lambda: make(FEW)), lines_run(lambda: make(2 * FEW))
    return [
        f"{Path(code.co_filename).name} {code.co_name}: {few[code]} lines and then {count}"
        for code, count in many.items()
        if few[code] and count > 2.4 * few[code] + FEW
    ]


def write(path: Path, data: Any) -> Path:
    """A YAML file, written as JSON is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


NEW = itertools.count()  # so that no deck has words of another: what was set once is known


def deck_of(count: int, folder: Path, definition: str = "Builds", asked: str = "card") -> Path:
    """The file of a deck of so many cards, five of each theme, with a picture and a question each;
    asked is what the ids begin with that have questions."""
    new = next(NEW)
    cards = [
        {
            "id": f"card-{n}",
            "theme": f"theme-{n // 5}",
            "name": f"Card {n}/{new}",
            "definition": f"{definition} trust{n}/{new}",
            "positive": [f"Listens{n}/{new} first"],
            "negative": ["Blames"],
            "image": {"file": "a.png", "alt": "A picture"},
        }
        for n in range(count)
    ]
    themes = [
        {"id": f"theme-{n}", "name": f"Theme {n}/{new}", "colour": "coral", "mark": "core"}
        for n in range(count // 5 + 1)
    ]
    questions = {f"{asked}-{n}": {"me": f"When{n}/{new}?"} for n in range(count)}
    prompts = {"origin": "addition", "by": "us", "lenses": {"me": "Me"}, "prompts": questions}
    deck = {
        "title": "Cards",
        "lang": "en-GB",
        "date": "2026-01-01",
        "kinds": KINDS,
        "themes": themes,
        "cards": cards,
        "prompts": "prompts.yaml",
    }
    folder = folder / f"{new}"
    write(folder / "prompts.yaml", prompts)
    quarters((90, 60)).save(folder / "a.png")
    return write(folder / "deck.yaml", deck)


@pytest.mark.parametrize(
    "command",
    [
        "list cards",
        "list themes",
        "build",
        "build --order cards --copies 2",
        "build --back prompts",
        "build handouts",
        "build temperature-check",
        "build contact-sheet",
        "build reading --format md",
        "fit",
    ],
)
def test_twice_the_cards_are_twice_the_work(command: str, tmp_path: Path) -> None:
    name = "out.md" if command.endswith("md") else "out.pdf"
    out = ["-o", tmp_path / name] if command.startswith("build") else []

    def make(count: int) -> None:
        result = run("--deck", deck_of(count, tmp_path), *command.split(), *out)
        assert result.exit_code == 0, result.stderr

    assert quadratic(make) == []


@pytest.mark.long
def test_twice_the_cards_that_do_not_fit_are_twice_the_work(tmp_path: Path) -> None:
    def make(count: int) -> None:
        deck = deck_of(count, tmp_path, definition=150 * "Builds trust ")
        result = run("--deck", deck, "build", "facilitator", "--proof", "-o", tmp_path / "out")
        assert "more height than a6 has" in result.stderr
        assert run("--deck", deck, "build", "facilitator", "-o", tmp_path / "out").exit_code == 1

    assert quadratic(make) == []


def test_twice_the_unknown_names_are_twice_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = problems.NAMES_COMPARED._replace(most=FEW)
    monkeypatch.setattr(problems, "NAMES_COMPARED", few)

    def make(count: int) -> None:
        deck = deck_of(count, tmp_path, asked="crad")
        cards = [{"id": f"crad-{n}", "name": "New"} for n in range(count)]
        over = write(deck.parent.parent / "over.yaml", {"cards": cards})
        assert run("--deck", deck, "list", "cards").exit_code == 1
        assert run("--deck", deck, "--overlay", over, "list", "cards").exit_code == 1

    assert quadratic(make) == []


@pytest.mark.parametrize("key", ["theme", "kind", "art", "image", "feild-{}"])
def test_twice_the_slips_of_any_kind_are_twice_the_work(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = problems.NAMES_COMPARED._replace(most=FEW)
    monkeypatch.setattr(problems, "NAMES_COMPARED", few)

    def make(count: int) -> None:
        path = deck_of(count, tmp_path)
        deck = json.loads(path.read_text(encoding="utf-8"))
        for n, card in enumerate(deck["cards"]):
            card[key.format(n)] = f"theem-{n}"
        assert run("--deck", write(path, deck), "list", "cards").exit_code == 1

    assert quadratic(make) == []


def test_twice_the_wishes_are_twice_the_work(tmp_path: Path) -> None:
    def make(count: int) -> None:
        ids = [f"--card=card-{n}" for n in range(count)]
        result = run("--deck", deck_of(count, tmp_path), "build", "-n", *ids)
        assert result.exit_code == 0, result.stderr

    assert quadratic(make) == []


def test_twice_the_picks_and_scores_of_a_workshop_are_twice_the_work(tmp_path: Path) -> None:
    def make(count: int) -> None:
        count *= 2  # of fewer cards, the index takes one page, whose columns need no dividing
        deck = deck_of(count, tmp_path)
        scores = "".join(f"card-{n},{n}\n" for n in range(count))
        (deck.parent / "scores.csv").write_text(f"card,score\n{scores}", encoding="utf-8")
        workshop = {
            "title": "Thursday",
            "cards": [f"card-{n}" for n in range(count)],
            "lowest": {"file": "scores.csv", "take": count},
            "outputs": ["facilitator"],
        }
        file = write(deck.parent / "workshop.yaml", workshop)
        result = run("--deck", deck, "build", file, "-n")
        assert result.exit_code == 0, result.stderr

    assert quadratic(make) == []
