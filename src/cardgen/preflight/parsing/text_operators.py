"""The operators of text (ISO 32000-1, 9.4)."""

from __future__ import annotations

from typing import Any

from cardgen.graphics.frame import Matrix
from cardgen.preflight.parsing.content_stream import (
    ContentStream,
    InvalidOperand,
    Operator,
    number_of,
    numbers_of,
    operand_of,
)
from cardgen.preflight.parsing.graphics_objects import TextObject, placed
from cardgen.preflight.parsing.pdf_fonts import PdfFont
from cardgen.preflight.parsing.rectangle import (
    EVERYWHERE,
    UPRIGHT,
    Rectangle,
    after,
    intersection,
    mapped_vector,
    moved,
)

# How far letters reach from their baseline, in em; the ascent of a font leaves room for accents.
_ABOVE, _BELOW = 0.75, -0.22
_CHARACTERS_TO_A_STEP = 6
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)


def _begin(stream: ContentStream, _: list[Any]) -> None:
    stream.text = stream.line = UPRIGHT


def _next(stream: ContentStream, x: float, y: float) -> None:
    stream.text = stream.line = after((1, 0, 0, 1, x, y), stream.line)


def _offset(stream: ContentStream, operands: list[Any]) -> None:
    x, y = numbers_of(operands, 2)
    _next(stream, x, y)


def _offset_and_lead(stream: ContentStream, operands: list[Any]) -> None:
    stream.state = stream.state._replace(leading=-number_of(operands))
    _offset(stream, operands)


def _next_line(stream: ContentStream, _: list[Any]) -> None:
    _next(stream, 0, -stream.state.leading)


def _matrix(stream: ContentStream, operands: list[Any]) -> None:
    a, b, c, d, e, f = numbers_of(operands, 6)
    stream.text = stream.line = (a, b, c, d, e, f)


def _font(stream: ContentStream, operands: list[Any]) -> None:
    key, size = operand_of(operands[:-1], str), number_of(operands)
    stream.state = stream.state._replace(font=stream.font(key), size=size)


def _set(key: str, times: float = 1.0) -> Operator:
    """The operator that sets a number of the graphics state."""

    def operator(stream: ContentStream, operands: list[Any]) -> None:
        kept: dict[str, Any] = {key: number_of(operands) * times}
        stream.state = stream.state._replace(**kept)

    return operator


def _mode(stream: ContentStream, operands: list[Any]) -> None:
    stream.state = stream.state._replace(mode=int(number_of(operands)))


def _show(stream: ContentStream, operands: list[Any]) -> None:
    _show_strings(stream, [operand_of(operands, bytes)])


def _show_pieces(stream: ContentStream, operands: list[Any]) -> None:
    _show_strings(stream, operand_of(operands, list))


def _show_on_next_line(stream: ContentStream, operands: list[Any]) -> None:
    text = operand_of(operands, bytes)
    _next_line(stream, [])
    _show_strings(stream, [text])


def _show_spaced(stream: ContentStream, operands: list[Any]) -> None:
    (words, letters), text = numbers_of(operands[:-1], 2), operand_of(operands, bytes)
    stream.state = stream.state._replace(word_spacing=words, letter_spacing=letters)
    _next_line(stream, [])
    _show_strings(stream, [text])


def _show_strings(stream: ContentStream, pieces: list[Any]) -> None:
    """Show strings, with numbers between them that kern in thousandths of an em."""
    face, state = stream.state.font, stream.state
    if face is None:
        if not state.size:  # else one was selected that is not in the file, which is noted
            stream.invalid("P209", "text is set before a font is chosen")
        return
    start, x, first, last, missing, words = stream.text, 0.0, None, 0.0, 0, list[str]()
    size, spacing, of_words = state.size, state.letter_spacing, state.word_spacing
    stretch = state.stretch
    for piece in pieces:
        if isinstance(piece, (int, float)):
            x -= piece / 1000 * size * stretch
            continue
        if not isinstance(piece, bytes):
            raise InvalidOperand
        stream.cache.step(len(piece) // _CHARACTERS_TO_A_STEP)
        whole, begins, ends, absent, text = face.shown(piece)
        if ends and begins:
            width, letters, spaces = ends
            last = x + (width * size + letters * spacing + spaces * of_words) * stretch
            if first is None:
                width, letters, spaces = begins
                first = x + (width * size + letters * spacing + spaces * of_words) * stretch
        width, letters, spaces = whole
        x += (width * size + letters * spacing + spaces * of_words) * stretch
        missing += absent
        words.append(text)
    stream.text = after((1, 0, 0, 1, x, 0), start)
    if first is not None:
        extent = Rectangle(min(first, last), _BELOW * size, max(first, last), _ABOVE * size)
        matrix = after((1, 0, 0, 1, 0, state.rise), start)
        _add_text(stream, face, extent, matrix, missing, "".join(words))
    if face.kind == "Type3":
        _add_drawn_glyphs(stream, face, pieces, start)


def _add_text(
    stream: ContentStream,
    face: PdfFont,
    extent: Rectangle,
    matrix: Matrix,
    missing: int,
    words: str,
) -> None:
    state = stream.state
    on_page = after(matrix, state.matrix)
    box = intersection(moved(extent, on_page), state.clip)
    if box is None:
        return
    up = mapped_vector((0, state.size), on_page)
    fill = state.fill_paint if state.mode in _FILLED else None
    stroke = state.stroke_paint if state.mode in _STROKED else None
    stream.add([TextObject(box, face, up, fill, stroke, missing, " ".join(words.split()))])


def _add_drawn_glyphs(
    stream: ContentStream, face: PdfFont, pieces: list[Any], start: Matrix
) -> None:
    """Add the objects that Type 3 glyphs are drawn with, of each glyph once."""
    state = stream.state
    codes = {code for piece in pieces if isinstance(piece, bytes) for code in piece}
    own: Matrix = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
    matrix = after(after(face.matrix, own), after(start, state.matrix))
    for code in sorted(codes & face.procedures.keys()):
        number = -2 - code
        if number in stream.within:
            continue
        bare = state._replace(matrix=UPRIGHT, clip=EVERYWHERE, font=None)
        resources = stream.resources if face.resources is None else face.resources
        data = stream.cache.data_of(face.procedures[code])
        inner = stream.inner(data, resources, bare, number)
        objects = (placed(item, matrix, state.clip) for item in inner)
        stream.add(item for item in objects if item is not None)


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
