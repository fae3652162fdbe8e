"""What is told of a sheet: what a spreadsheet made of its texts, and what lies beside them."""

from __future__ import annotations

from cardgen.exchange.sheet_cells import cell_name, listed
from cardgen.exchange.xml_parts import Tags, XmlParts
from cardgen.problems import Mark, Problem, Problems, Severity

PICTURE = "save it beside the table, and write the name of its file in a column headed Image"
_MOST = 8  # further cells that one message names


class SheetNotes:
    """What is noted of the cells of a sheet, until it is told: of those of one column that have
    the same code, the first, and which are the others."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], tuple[Problem, list[str]]] = {}

    def note(self, code: str, column: int, where: Mark, what: str, fix: str = "") -> None:
        severity: Severity = "error" if code.startswith("E") else "warning"
        problem = Problem(severity, code, where, what, fix)
        _, cells = self._found.setdefault((code, column), (problem, []))
        cells.append(where.file.rpartition("!")[2])

    def tell(self, problems: Problems) -> None:
        for first, cells in self._found.values():
            others = f" (likewise {listed(cells[1:], _MOST)})" if len(cells) > 1 else ""
            what = f"{first.what}{others}"
            problems.add([Problem(first.severity, first.code, first.where, what, first.fix)])


def note_what_lies_on(parts: XmlParts, part: str, at: Mark, problems: Problems) -> None:
    """Note the comments on a sheet, and the pictures, charts and text boxes that lie on it."""
    for kind, other in parts.relations(part).values():
        if kind == "comments":
            cells = _commented(parts, other)
            if cells:
                counted = f"{len(cells)} comments are" if len(cells) > 1 else "a comment is"
                what = f"{counted} not read ({listed(cells, _MOST)})"
                fix = "put what belongs on a card into a cell"
                problems.warning("W608", Mark(f"{at.file}!{cells[0]}"), what, fix)
        elif kind == "drawing":
            _note_drawn(parts, other, at, problems)


def _commented(parts: XmlParts, part: str) -> list[str]:
    """The names of the cells that have comments."""
    cells: list[str] = []
    tags = Tags()
    tags.begin["comment"] = lambda attributes: cells.append(attributes.get("ref", ""))
    parts.read(part, tags)
    return cells


class _OnSheet:
    """What lies on a sheet, each with the cell under its first corner."""

    def __init__(self) -> None:
        self.pictures: list[str] = []
        self.charts: list[str] = []
        self.boxes: dict[str, str] = {}
        self._row = self._column = 0
        self._is_from = False
        self.tags = Tags()
        self.tags.begin |= {
            "from": lambda _: self._corner(True),
            "to": lambda _: self._corner(False),
            "row": lambda _: None,
            "col": lambda _: None,
            "t": lambda _: None,
            "pic": lambda _: self.pictures.append(self._cell),
            "graphicFrame": lambda _: self.charts.append(self._cell),
        }
        self.tags.end |= {"row": self._at_row, "col": self._at_column, "t": self._text}

    @property
    def _cell(self) -> str:
        return cell_name(self._row + 1, self._column + 1)

    def _corner(self, is_from: bool) -> None:
        self._is_from = is_from

    def _at_row(self, text: str) -> None:
        if self._is_from and text.strip().isdecimal():
            self._row = int(text)

    def _at_column(self, text: str) -> None:
        if self._is_from and text.strip().isdecimal():
            self._column = int(text)

    def _text(self, text: str) -> None:
        self.boxes[self._cell] = f"{self.boxes.get(self._cell, '')} {text}".strip()


def _note_drawn(parts: XmlParts, part: str, at: Mark, problems: Problems) -> None:
    drawing = _OnSheet()
    parts.read(part, drawing.tags)
    note_pictures(drawing.pictures, at, problems)
    for cell in drawing.charts:
        what = "a chart or diagram on the sheet is left out"
        problems.warning("W608", Mark(f"{at.file}!{cell}"), what, "describe it in a cell")
    for cell, words in drawing.boxes.items():
        short = words if len(words) <= 60 else f"{words[:59]}…"
        what = f'the words of a text box on the sheet are left out: "{short}"'
        problems.warning("W608", Mark(f"{at.file}!{cell}"), what, "put them into a cell")


def note_pictures(cells: list[str], at: Mark, problems: Problems) -> None:
    """Note the pictures on or in those cells of a sheet."""
    if cells:
        what, fix = "a picture on the sheet is not taken", PICTURE
        if len(cells) > 1:
            what = f"{len(cells)} pictures on the sheet are not taken ({listed(cells, _MOST)})"
            fix = PICTURE.replace("it", "each", 1)
        problems.warning("W617", Mark(f"{at.file}!{cells[0]}"), what, fix)
