"""Problems and plans in words, for people and for other programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from cardgen.deck import Card, Prose
from cardgen.plan import FilePlan, RunPlan
from cardgen.printing import Printing
from cardgen.problems import Mark, Problem
from cardgen.risk.report import Risk
from cardgen.units import shown

STYLES = FULL, CONCISE, JSON = "full", "concise", "json"
_WIDEST = 96  # columns of an excerpt


def full(problems: Iterable[Problem]) -> str:
    """Each problem with its place, the line it stands on, a caret under it and the way out."""
    lines_of = cache(_lines)
    return "\n".join(_full(problem, lines_of) for problem in problems)


def _full(problem: Problem, lines_of: Callable[[str], Sequence[str]]) -> str:
    where = problem.where
    lines = [f"{problem.severity}[{problem.code}]: {problem.what}", f"  --> {place(where)}"]
    text_lines = lines_of(where.file) if where.line else ()
    if 0 < where.line <= len(text_lines):
        margin = " " * len(str(where.line))
        shown, column, length = _clipped(text_lines[where.line - 1], where)
        caret = " " * column + "^" * max(1, length)
        lines += [f"{margin} |", f"{where.line} | {shown}", f"{margin} | {caret}"]
    if problem.fix:
        lines.append(f"help: {problem.fix}")
    return "\n".join(lines) + "\n"


def concise(problems: Iterable[Problem]) -> str:
    """A line each, as editors and other programs find their way by."""
    return "\n".join(
        f"{place(p.where)}: {p.severity}[{p.code}] {p.what}" + (f" ({p.fix})" if p.fix else "")
        for p in problems
    )


def place(where: Mark) -> str:
    return ":".join(str(part) for part in (where.file, where.line, where.column) if part)


def _lines(file: str) -> Sequence[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return ()


def _clipped(text: str, where: Mark) -> tuple[str, int, int]:
    """The line, cut about its caret where it is long; where the caret starts and how long it is,
    in columns of a terminal."""
    text = text.replace("\t", " ")
    start = where.column - 1
    end = max(start + 1, min(where.end - 1 if where.end else start + 1, len(text)))
    first = 0
    if len(text) > _WIDEST:
        first = max(0, min(start - 20, len(text) - _WIDEST))
        text = text[first : first + _WIDEST]
        start, end = start - first, min(end - first, len(text))
        text = ("…" if first else "") + text + "…"
        start, end = start + bool(first), end + bool(first)
    return text, _columns(text[:start]), _columns(text[start:end])


def _columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(1 for c in text if unicodedata.combining(c))


def as_data(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "severity": p.severity,
            "code": p.code,
            "file": p.where.file,
            "line": p.where.line,
            "column": p.where.column,
            "message": p.what,
            "fix": p.fix,
        }
        for p in problems
    ]


def document(problems: Iterable[Problem], **rest: Any) -> str:
    """The one JSON document that other programs read."""
    data = {"version": 1, "problems": as_data(problems), **rest}
    return json.dumps(data, ensure_ascii=False, indent=2)


def told(files: Sequence[FilePlan], printing: Printing, dry: bool) -> str:
    """What was made and how to print it, in the words of whoever prints it."""
    first = files[0]
    lines = _proof(first) if printing.proof else _made(first, printing)
    for plan in files:
        wrote = f"wrote {plan.path} ({max(1, round(plan.size / 1000))} kB)"
        lines.append(f"would write {plan.path}" if dry else wrote)
    return "\n".join(lines)


def _proof(plan: FilePlan) -> list[str]:
    count = f"{_counted(len(plan.cards), 'card')}, the fullest of each kind"
    return [f"a proof of {count}; not for print"]


def _made(plan: FilePlan, printing: Printing) -> list[str]:
    if plan.paper is None:
        return [_pages(run) for run in plan.runs]
    lines = [f"{_sheets(run, plan.paper)}, {_turning(plan)}" for run in plan.runs]
    for run in plan.runs:
        size = f"{shown(run.width)} × {shown(run.height)} mm: " if len(plan.runs) > 1 else ""
        lines += [f"{size}{_cutting(run)}"] if run.cuts else []
    if printing.fold:
        lines.append("score at the dashes before you cut, then fold and glue the insides")
    if printing.order == "stack":
        lines.append("cut the sheets as one pile; pile on pile in the order of places is the deck")
    if spare := sum(run.needed - run.sheets for run in plan.runs):
        needed = sum(run.needed for run in plan.runs)
        lines.append(f"have {_counted(needed, 'sheet')} of card ready, {spare} to spare")
    return lines


def _pages(run: RunPlan) -> str:
    size = f"{shown(run.page_width)} × {shown(run.page_height)} mm"
    count = len(run.cards)
    return f"{_counted(count, 'card')} → {2 * count} pages of {size}, each front before its back"


def _sheets(run: RunPlan, paper: str) -> str:
    cards = _counted(len(run.cards), "card")
    return f"{cards}, {run.on_a_sheet} on a sheet → {_counted(run.sheets, 'sheet')} of {paper}"


def _turning(plan: FilePlan) -> str:
    match plan.sides, plan.flip:
        case "both", flip:
            return f"both sides, actual size, flip on {flip.upper()} edge"
        case "one", _:
            return "one side, actual size"
        case _:
            return "actual size; print the fronts, turn the paper, print the backs"


def _cutting(run: RunPlan) -> str:
    """The cuts in order, those of each direction together."""
    parts = []
    for edge, cuts in groupby(run.cuts, key=lambda cut: cut[0]):
        side = "left edge" if edge == "left" else "top"
        parts.append(f"{', '.join(shown(at) for _, at in cuts)} mm from the {side}")
    return f"cut at {', then at '.join(parts)}"


def risk_in_words(risk: Risk, printer: str) -> str:
    """The odds of each card in a table, those of the output in a line, and what would help."""
    rows = [
        {
            "card": card.card,
            "white sliver": _percent(card.sliver),
            "clipped text": _percent(card.clipped),
            "seen to shift": _percent(card.shifted),
            "any of these": _percent(card.flawed),
        }
        for card in risk.cards
    ]
    flawed = risk.mean("flawed")
    lines = [
        table(rows),
        "",
        f"{risk.output} on {printer}: of 100 cards {_of_100(risk.mean('sliver'))} with a white"
        f" sliver, {_of_100(risk.mean('clipped'))} with clipped text,"
        f" {_of_100(risk.mean('shifted'))} seen to be shifted; {_of_100(1 - flawed)} are good",
    ]
    for remedy in risk.remedies:
        good = _of_100(1 - remedy.flawed)
        lines.append(f"better: cardgen build {remedy.words} ({good} of 100 are good)")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %" if share else "-"


def _of_100(share: float) -> str:
    return f"{100 * share:.1f}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows of like keys in columns under their names; what is empty stays so."""
    names = list(rows[0])

    def cell(value: Any) -> str:
        return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)

    lines = [names] + [[cell(row[name]) for name in names] for row in rows]
    widths = [max(_columns(line[i]) for line in lines) for i in range(len(names))]
    return "\n".join(
        "  ".join(
            text + " " * (width - _columns(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def card_in_words(card: Card) -> str:
    """The card's facts and its words, field by field."""
    facts = [f"{card.id}  {place(card.where)}", f"kind    {card.kind.name}"]
    if card.number:
        facts.append(f"number  {card.number}")
    if card.theme:
        facts.append(f"theme   {card.theme.name.text}")
    facts += [f"origin  {card.origin}", f"lang    {card.lang}"]
    if card.tags:
        facts.append(f"tags    {', '.join(card.tags)}")
    if card.art:
        facts.append(f"art     {card.art.text}")
    for name, words in card.words.items():
        facts.append(f"\n{name}")
        if isinstance(words, Prose):
            facts.append(f"  {words.text}")
        for word in () if isinstance(words, Prose) else words:
            text = word.text if isinstance(word, Prose) else f"{word.name.text}: {word.text.text}"
            facts.append(f"  - {text}")
    return "\n".join(facts)
