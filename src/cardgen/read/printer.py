"""printers/NAME.yaml, a person's own or bundled → Printer."""

from __future__ import annotations

from pathlib import Path

from cardgen.form import read_keys
from cardgen.printer import Printer
from cardgen.problems import Problems
from cardgen.read.files import Sources, shown
from cardgen.read.tree import read_tree
from cardgen.schema import Unreadable

ORDINARY = "office"  # whose spread stands for that of printers without one


def printer_names(sources: Sources) -> list[str]:
    own = sources.printers.glob("*.yaml") if sources.printers else ()
    return sorted({*(path.stem for path in own), *sources.named("layouts/printers")})


def own_file(name: str, sources: Sources) -> Path | None:
    return sources.printers / f"{name}.yaml" if sources.printers else None


def read_printer(name: str, sources: Sources, problems: Problems) -> Printer | None:
    """The printer as a person has measured it, what they leave out as bundled; or None with the
    problems noted."""
    own, bundled = own_file(name, sources), sources.find(f"layouts/printers/{name}.yaml")
    ordinary = sources.find(f"layouts/printers/{ORDINARY}.yaml")
    found = [_read(path, problems) for path in (own, bundled, ordinary) if path and path.is_file()]
    if None in found:
        return None
    first, *others = [printer for printer in found if printer]
    spread = next((p.spread for p in (first, *others) if p.spread), None)
    return Printer(
        about=first.about, portrait=first.portrait, landscape=first.landscape, spread=spread
    )


def _read(path: Path, problems: Problems) -> Printer | None:
    noted = len(problems)
    tree = read_tree(path, shown(path), problems)
    if tree is None:
        return None
    try:
        printer = read_keys(Printer, tree, problems, "a printer")
    except Unreadable:
        return None
    return printer if len(problems) == noted else None
