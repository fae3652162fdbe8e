"""Problems, tables and cards as text, for people and for other programs."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cardgen.problems import Mark, Problem, counted

STYLES = FULL, CONCISE, JSON, GITHUB = "full", "concise", "json", "github"
FOR_PROGRAMS = (CONCISE, JSON, GITHUB)  # these go to standard output
# What stands for control characters, and for those that turn the order of letters, of the same
# width, so that carets stay where they are.
_SIGNS = {code: 0x2400 + code for code in range(32) if code != 10} | {9: 32, 127: 0x2421}
_SIGNS |= dict.fromkeys((*range(128, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
_NEW_LINE = "\u240a"  # one of a name; lines of reports begin with our own words
_WIDEST = 96  # columns of an excerpt
_MOST_PLACES = 4  # further places of one fact


def full(problems: Iterable[Problem]) -> str:
    """Returns each problem with its place, the line there, a caret under it and the fix. A place
    without a column shows no line, because the line may be private."""
    lines_of = cache(_lines)
    return harmless("\n".join(_full(problem, lines_of) for problem in problems))


def _full(problem: Problem, lines_of: Callable[[str], Sequence[str]]) -> str:
    where = problem.where
    what = problem.what.replace("\n", _NEW_LINE)
    lines = [f"{problem.severity}[{problem.code}]: {what}", f"  --> {where}"]
    text_lines = lines_of(where.file) if where.column and not where.private else ()
    if where.column and where.line <= len(text_lines):
        margin = " " * len(str(where.line))
        excerpt, column, length = _clipped(text_lines[where.line - 1], where)
        caret = " " * column + "^" * max(1, length)
        lines += [f"{margin} |", f"{where.line} | {excerpt}", f"{margin} | {caret}"]
    if problem.also:
        others = [other.in_file for other in problem.also[:_MOST_PLACES]]
        more = len(problem.also) - len(others)
        rest = f" and {counted(more, 'more place')}" if more else ""
        lines.append(f"also: {', '.join(others)}{rest}")
    if problem.fix:
        lines.append(f"help: {problem.fix}".replace("\n", _NEW_LINE))
    return "\n".join(lines) + "\n"


def concise(problems: Iterable[Problem]) -> str:
    """Returns one line per problem, in the form that editors and other programs can follow."""
    lines = (
        f"{p.where}: {p.severity}[{p.code}] {p.what}{_and_elsewhere(p)}"
        + (f" ({p.fix})" if p.fix else "")
        for p in problems
    )
    return harmless("\n".join(" ".join(line.split()) for line in lines))


def github(problems: Iterable[Problem]) -> str:
    """Returns a workflow command for each problem, from which GitHub makes an annotation at the
    line that it is about."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    where = problem.where
    places = {"file": _in_workspace(where.file), "line": where.line, "col": where.column}
    places |= {"endColumn": where.end, "title": problem.code}
    named = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in places.items()
        if value
    )
    said = problem.what + _and_elsewhere(problem) + (f"\n{problem.fix}" if problem.fix else "")
    return f"::{problem.severity} {named}::{_escaped(said)}"


def _in_workspace(file: str) -> str:
    """Returns the path from the top of the repository that a workflow has checked out, whichever
    folder in it is the current one."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not Path(file).exists():
        return file
    path = os.path.relpath(os.path.realpath(file), os.path.realpath(workspace))
    return file if path.startswith(os.pardir) else Path(path).as_posix()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _and_elsewhere(problem: Problem) -> str:
    more = len(problem.also)
    return f", here and in {counted(more, 'more place')}" if more else ""


def harmless(text: str) -> str:
    """Returns the text with signs in place of what would move the cursor of a terminal, give it
    orders or turn the order of letters around."""
    return text.translate(_SIGNS)


def _lines(file: str) -> Sequence[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except (OSError, ValueError):
        return ()


def _clipped(text: str, where: Mark) -> tuple[str, int, int]:
    """Returns the line, shortened around its caret if it is long, with the start and length of the
    caret in columns of a terminal."""
    start = where.column - 1
    end = max(start + 1, min(where.end - 1 if where.end else start + 1, len(text)))
    first = 0
    if len(text) > _WIDEST:
        first = max(0, min(start - 20, len(text) - _WIDEST))
        text = text[first : first + _WIDEST]
        start, end = start - first, min(end - first, len(text))
        text = ("…" if first else "") + text + "…"
        start, end = start + bool(first), end + bool(first)
    text = harmless(text)
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
            "also": [
                {"file": other.file, "line": other.line, "column": other.column} for other in p.also
            ],
        }
        for p in problems
    ]


def document(problems: Iterable[Problem], **rest: Any) -> str:
    """Returns the one JSON document that other programs read."""
    data = {"version": 1, "problems": as_data(problems), **rest}
    return json.dumps(data, ensure_ascii=False, indent=2)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Returns rows with the same keys as columns under their names; empty values stay empty."""
    names = list(rows[0])

    def cell(value: Any) -> str:
        if isinstance(value, dict):
            value = [f"{name}: {own}" for name, own in value.items()]
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)

    lines = [names] + [[cell(row[name]) for name in names] for row in rows]
    widths = [max(_columns(line[i]) for line in lines) for i in range(len(names))]
    return "\n".join(
        "  ".join(
            text + " " * (width - _columns(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def card_in_words(card: Mapping[str, Any]) -> str:
    """Returns the card's facts and its texts, field by field."""
    facts = [f"{card['id']}  {card['place']}", f"kind    {card['kind']}"]
    for name in ("number", "theme", "origin", "lang"):
        if card[name]:
            facts.append(f"{name:8}{card[name]}")
    if card["tags"]:
        facts.append(f"tags    {', '.join(card['tags'])}")
    if card["art"]:
        facts.append(f"art     {card['art']}")
    if card["image"]:
        facts.append(f"image   {card['image']}: {card['alt'] or 'decoration'}")
    for name, words in card["fields"].items():
        facts.append(f"\n{name}")
        if isinstance(words, str):
            facts.append(f"  {words}")
            continue
        for word in words:
            said = word if isinstance(word, str) else f"{word['name']}: {word['text']}"
            facts.append(f"  - {said}")
    return "\n".join(facts)
