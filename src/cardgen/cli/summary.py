"""Files and risks in the words of whoever prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cardgen.cli.report import table

if TYPE_CHECKING:
    from cardgen import Built, Risk

# After the output that is made if none is named.
ANOTHER_EDITION = "this edition has white frames; for colour to every edge: {} build facilitator"


def written(built: Built) -> Iterator[str]:
    """Yields where each file was written, or would be."""
    for plan in built.plan.files:
        path = "to standard output" if plan.path == "-" else plan.path
        wrote = f"wrote {path} ({max(1, round(plan.size / 1000))} kB)"
        if built.options.verify and not built.is_dry:
            wrote += ", read back and verified"
        yield f"would write {path}" if built.is_dry else wrote


def risk_in_words(risk: Risk, printer: str, command: str) -> str:
    """Returns the odds of each card in a table, those of the output in a line, and the remedies,
    which are typed after the command."""
    rows = [
        {
            "card": card.card,
            "white sliver": _percent(card.sliver),
            "clipped text": _percent(card.clipped),
            "visible shift": _percent(card.shifted),
            "any of these": _percent(card.flawed),
        }
        for card in risk.cards
    ]
    sliver, clipped, shifted = (
        _of_100(risk.mean(flaw)) for flaw in ("sliver", "clipped", "shifted")
    )
    lines = [
        table(rows),
        "",
        f"{risk.output}, printer {printer}: of 100 cards {sliver} have a white sliver,"
        f" {clipped} clipped text and {shifted} a visible shift;"
        f" {_of_100(1 - risk.mean('flawed'))} are good",
    ]
    for remedy in risk.remedies:
        good = _of_100(1 - remedy.flawed)
        lines.append(f"better: {command} build {remedy.words} ({good} of 100 are good)")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %" if share else "-"


def _of_100(share: float) -> str:
    return f"{100 * share:.1f}"


def listed(names: Sequence[str]) -> str:
    """Returns the names with commas between them and "and" before the last."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
