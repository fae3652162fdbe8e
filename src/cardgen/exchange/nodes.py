"""Cells → the nodes of a file, each with its place in the sheet or document."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.exchange.book import Pieces, Row
from cardgen.exchange.lines import meant, meant_step
from cardgen.model.deck import Prose
from cardgen.model.forms.node import Node
from cardgen.problems import Mark, Problems


def set_of(where: Mark, entries: Mapping[str, Node | None]) -> Node:
    kept = {name: node for name, node in entries.items() if node is not None}
    return Node(dict(kept), where, {name: node.where for name, node in kept.items()})


def text_of(row: Row, name: str) -> Node | None:
    cell = row.one(name)
    text = meant(cell.text) if cell else ""
    return Node(text, cell.where) if cell and text else None


def items_of(pieces: Pieces) -> Node | None:
    items = [Node(text, p.where) for p in pieces if (text := meant(p.text, True))]
    return Node(list(items), items[0].where) if items else None


def steps_of(pieces: Pieces, problems: Problems) -> Node | None:
    steps = [step for piece in pieces if (step := _step(piece, problems))]
    return Node(list(steps), steps[0].where) if steps else None


def _step(piece: Prose, problems: Problems) -> Node | None:
    if not piece.text.strip():
        return None
    found = meant_step(piece.text)
    if found is None:
        what = f'"{_short(piece.text)}" is no step: a step is a name, a colon and its text'
        problems.error("E609", piece.where, what, "write it as Explore: Get to know the themes")
        return None
    name, text = (Node(part, piece.where) for part in found)
    return set_of(piece.where, {"name": name, "text": text})


def named_in(row: Row, name: str, problems: Problems) -> Node | None:
    """The lines of a cell, each a name, a colon and a text, as a mapping."""
    steps = [step for p in row.cells.get(name, ()) if (step := _step(p, problems))]
    named = {str(s.entries["name"].text): s.entries["text"] for s in steps if s.entries}
    return set_of(steps[0].where, dict(named)) if steps else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 40 else f"{line[:38]}…"
