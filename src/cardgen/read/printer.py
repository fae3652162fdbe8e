"""printers/NAME.yaml, the user's own or bundled → Printer."""

from __future__ import annotations

import re
from pathlib import Path

from cardgen.model.forms.form import nested
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable
from cardgen.model.printer import Printer
from cardgen.problems import Problems, Unsupported
from cardgen.read.files import Files, Sources

printer_form = nested(Printer, "a printer")

ORDINARY = "office"  # whose spread stands for that of printers without one


def printer_names(sources: Sources) -> list[str]:
    """Returns the names of the printers, the user's own and those that come with cardgen."""
    folder = sources.printers
    own = [*folder.glob("*.yaml"), *sources.files.given_in(folder)] if folder else []
    return sorted({*(path.stem for path in own), *sources.named("layouts/printers")})


def refuse_as_printer(name: object) -> None:
    """Raises Unsupported for what cannot be the name of a printer."""
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", name):
        raise Unsupported(f'"{name}" is not a valid name: use small letters, digits and hyphens')


def own_file(name: str, sources: Sources) -> Path:
    """Returns the path of the file for what the user measured of a printer."""
    assert sources.printers is not None
    return sources.printers / f"{name}.yaml"


def read_printer(name: str, sources: Sources, problems: Problems) -> Printer | None:
    """Returns the printer as the user measured it. What their file leaves out comes from the
    bundled one, and the spread, if neither has it, is that of an ordinary printer. None if there
    were errors (they are in problems)."""
    own = own_file(name, sources) if sources.printers else None
    bundled = sources.find(f"layouts/printers/{name}.yaml")
    ordinary = sources.find(f"layouts/printers/{ORDINARY}.yaml")
    printers = []
    for path in (own, bundled, ordinary):
        there = path is not None and sources.files.is_file(path)
        read = read_file(path, sources.files, problems) if path and there else (None, Printer())
        if read is None:
            return None
        printers.append(read[1])
    first, second, third = printers
    return Printer(
        about=first.about or second.about,
        portrait=first.portrait or second.portrait,
        landscape=first.landscape or second.landscape,
        spread=first.spread or second.spread or third.spread,
    )


def read_file(path: Path, files: Files, problems: Problems) -> tuple[Node, Printer] | None:
    """Returns one printer's file as a tree and as a printer, or None if there were errors (they are
    in problems)."""
    noted = problems.noted
    tree = files.tree(path, problems)
    if tree is None:
        return None
    try:
        printer = printer_form(tree, problems)
    except Unreadable:
        return None
    return (tree, printer) if problems.noted == noted else None
