"""Operators that set text (ISO 32000-1, 9.4)."""

from __future__ import annotations

from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.graphics_objects import Text, placed
from cardgen.preflight.parsing.interpreter import Operator, Run
from cardgen.preflight.parsing.objects import data_of
from cardgen.preflight.parsing.pdf_fonts import Typeface
from cardgen.preflight.parsing.rectangle import EVERYWHERE, UPRIGHT, Box, after, meet, moved, turned

# How far letters reach from their baseline, in em: fonts' own figures leave room for accents.
_ABOVE, _BELOW = 0.75, -0.22
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)


def _begin(run: Run, _: list[Any]) -> None:
    run.text = run.line = UPRIGHT


def _next(run: Run, x: float, y: float) -> None:
    run.text = run.line = after((1, 0, 0, 1, x, y), run.line)


def _offset(run: Run, operands: list[Any]) -> None:
    x, y = operands[-2:]
    _next(run, float(x), float(y))


def _offset_and_lead(run: Run, operands: list[Any]) -> None:
    run.state = run.state._replace(leading=-float(operands[-1]))
    _offset(run, operands)


def _next_line(run: Run, _: list[Any]) -> None:
    _next(run, 0, -run.state.leading)


def _matrix(run: Run, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(float, operands[-6:])
    run.text = run.line = (a, b, c, d, e, f)


def _font(run: Run, operands: list[Any]) -> None:
    key, size = operands[-2:]
    run.state = run.state._replace(font=run.typeface(key), size=float(size))


def _set(key: str, times: float = 1.0) -> Operator:
    """The operator that keeps a number."""

    def operator(run: Run, operands: list[Any]) -> None:
        kept: dict[str, Any] = {key: float(operands[-1]) * times}
        run.state = run.state._replace(**kept)

    return operator


def _mode(run: Run, operands: list[Any]) -> None:
    run.state = run.state._replace(mode=int(operands[-1]))


def _show(run: Run, operands: list[Any]) -> None:
    _shown(run, [operands[-1]])


def _show_pieces(run: Run, operands: list[Any]) -> None:
    _shown(run, operands[-1])


def _show_on_next_line(run: Run, operands: list[Any]) -> None:
    _next_line(run, [])
    _shown(run, [operands[-1]])


def _show_spaced(run: Run, operands: list[Any]) -> None:
    words, letters, text = operands[-3:]
    run.state = run.state._replace(word_spacing=float(words), letter_spacing=float(letters))
    _next_line(run, [])
    _shown(run, [text])


def _shown(run: Run, pieces: list[Any]) -> None:
    """Sets pieces of text, with kerning between them in thousandths of an em."""
    face, state = run.state.font, run.state
    if face is None:
        if not state.size:  # else one was chosen that is not there, which is told
            run.flaw("P209", "text is set before a font is chosen")
        return
    start, x, first, last, unknown, words = run.text, 0.0, None, 0.0, 0, ""
    for piece in pieces:
        if isinstance(piece, (int, float)):
            x -= piece / 1000 * state.size * state.stretch
            continue
        if not isinstance(piece, bytes):
            raise ValueError("this is no text")
        for code, width, space in face.characters(piece):
            said = face.words.get(code, " " if space else "")
            unknown += code in face.unknown
            if not said.isspace():
                first = x if first is None else first
            step = width * state.size + state.letter_spacing + (state.word_spacing if space else 0)
            x += step * state.stretch
            if not said.isspace():
                last = x - state.letter_spacing * state.stretch
            words += said
    run.text = after((1, 0, 0, 1, x, 0), start)
    if first is not None:
        extent = Box(min(first, last), _BELOW * state.size, max(first, last), _ABOVE * state.size)
        _mark(run, face, extent, after((1, 0, 0, 1, 0, state.rise), start), unknown, words)
    if face.kind == "Type3":
        _drawn(run, face, pieces, start)


def _mark(run: Run, face: Typeface, extent: Box, matrix: Matrix, unknown: int, words: str) -> None:
    state = run.state
    on_page = after(matrix, state.matrix)
    box = meet(moved(extent, on_page), state.clip)
    if box is None:
        return
    up = turned((0, state.size), on_page)
    fill = state.fill_paint if state.mode in _FILLED else None
    stroke = state.stroke_paint if state.mode in _STROKED else None
    run.add([Text(box, face, up, fill, stroke, unknown, " ".join(words.split()))])


def _drawn(run: Run, face: Typeface, pieces: list[Any], start: Matrix) -> None:
    """The marks of letters that are little drawings, each letter once."""
    state = run.state
    codes = {code for piece in pieces if isinstance(piece, bytes) for code in piece}
    own: Matrix = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
    matrix = after(after(face.matrix, own), after(start, state.matrix))
    for code in sorted(codes & face.procedures.keys()):
        number = -2 - code
        if number in run.within:
            continue
        bare = state._replace(matrix=UPRIGHT, clip=EVERYWHERE, font=None)
        resources = face.resources or run.resources
        data = data_of(face.procedures[code])
        inner = run.known.read(run.known, data, resources, bare, (*run.within, number))
        marks = (placed(mark, matrix, state.clip) for mark in inner)
        run.add(mark for mark in marks if mark is not None)


OPERATORS: dict[str, Operator] = {
    "BT": _begin,
    "Td": _offset,
    "TD": _offset_and_lead,
    "T*": _next_line,
    "Tm": _matrix,
    "Tf": _font,
    "Tc": _set("letter_spacing"),
    "Tw": _set("word_spacing"),
    "Tz": _set("stretch", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
    "Tr": _mode,
    "Tj": _show,
    "TJ": _show_pieces,
    "'": _show_on_next_line,
    '"': _show_spaced,
}
