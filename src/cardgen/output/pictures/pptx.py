"""Faces as slides (.pptx), one on each; the only door to python-pptx, an optional dependency."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from cardgen.graphics.frame import Ink
from cardgen.graphics.type.characters import printed
from cardgen.output.pdf.metadata import PRODUCER
from cardgen.problems import Missing
from cardgen.value import Value
from cardgen.zip_files import zipped

if TYPE_CHECKING:
    from cardgen.output.pdf.metadata import About

_WIDTH, _HEIGHT = 12_192_000, 6_858_000  # EMU: 16:9, as PowerPoint makes it
_MARGIN = 0.06  # of the height, above and below a face
_TITLE_ONLY = 5  # among the layouts of python-pptx


class Slide(Value):
    """A slide: its title, which stands above what is shown, the words of the face in their
    language, which are its notes, and the face as a PNG."""

    title: str
    words: str
    lang: str
    picture: bytes


def python_pptx() -> Any:
    """The package; raises Missing where it is not installed."""
    try:
        import pptx
    except ImportError:
        raise Missing("slides (.pptx)", "office") from None
    return pptx


def write_slides(slides: Iterable[Slide], about: About, ground: Ink) -> bytes:
    """The slides, each on the ground, with the same bytes each time.

    Raises Missing without python-pptx.
    """
    presentation = python_pptx().Presentation()
    layout = _prepared(presentation, ground)
    for slide in slides:
        _add(presentation.slides.add_slide(layout), slide)
    facts = presentation.core_properties
    facts.title, facts.author, facts.subject = map(
        printed, (about.title, about.author, about.subject)
    )
    facts.language, facts.keywords, facts.comments = about.lang, "", PRODUCER
    facts.last_modified_by, facts.revision = "", 1
    facts.created = facts.modified = about.date
    out = BytesIO()
    presentation.save(out)
    with ZipFile(out) as made:  # which has the clock's time
        return zipped((name, made.read(name)) for name in made.namelist())


def _prepared(presentation: Any, ground: Ink) -> Any:
    """Make the slides 16:9 on the ground, with one layout, and return it: a title out of sight,
    above the slide, where readers of screens and lists of slides find it."""
    from pptx.dml.color import RGBColor

    colour: Any = RGBColor  # which has no types

    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    layouts = presentation.slide_layouts
    kept = layouts[_TITLE_ONLY]
    for other in [layout for layout in layouts if layout is not kept]:
        layouts.remove(other)
    fill = presentation.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = colour(*ground.rgb)
    for sheet in (presentation.slide_master, kept):
        for shape in sheet.placeholders:
            wide = shape.width * _WIDTH // 9_144_000  # python-pptx's own slides are 4:3
            left = shape.left * _WIDTH // 9_144_000
            shape.left, shape.top, shape.width, shape.height = left, shape.top, wide, shape.height
    return kept


def _add(slide: Any, content: Slide) -> None:
    """Put the face in the middle, as high as the margins let it, with all that is told of it."""
    high = round(_HEIGHT * (1 - 2 * _MARGIN))
    title = slide.shapes.title
    title.left, title.width, title.height = 0, _WIDTH, _HEIGHT // 8
    title.top = -title.height
    _say(title.text_frame, content.title, content.lang)
    face = slide.shapes.add_picture(BytesIO(content.picture), 0, 0, height=high)
    most = round(_WIDTH - 2 * _MARGIN * _HEIGHT)
    if face.width > most:  # it is wider than the slide
        face.height, face.width = round(face.height * most / face.width), most
    face.left, face.top = (_WIDTH - face.width) // 2, (_HEIGHT - face.height) // 2
    face.name = content.title
    _described(face, content.words)
    _say(slide.notes_slide.notes_text_frame, content.words, content.lang)


def _described(face: Any, words: str) -> None:
    """Give a picture its alternative text, for which python-pptx has no name."""
    face._element.nvPicPr.cNvPr.set("descr", words)


def _say(frame: Any, text: str, lang: str) -> None:
    """Put the text into a frame, a paragraph for each line, in its language."""
    frame.text = printed(text)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", lang)
