"""Faces → what shows them on a screen: pictures, slides or a gallery, each face at its trim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Frame, Ink, Page, Placed, faces
from cardgen.graphics.pixels.rendered import drawn, png, pypdfium2, rounded
from cardgen.graphics.type.wording import fill
from cardgen.jobs.spec import Spec
from cardgen.model.deck import Card, Deck
from cardgen.model.layout import HouseStyle
from cardgen.model.options import Format, Options
from cardgen.output.pictures.reading_order import words_in_order
from cardgen.output.pictures.svg import face_svg
from cardgen.problems import Problems
from cardgen.read.gallery import GalleryStyle, read_gallery
from cardgen.read.preview import read_preview_style
from cardgen.value import Value
from cardgen.zip_files import zipped

if TYPE_CHECKING:
    from cardgen.output.pdf.metadata import About

USUAL_PPI = 300
_MM_PER_INCH = 25.4


class ScreenStyle(Value):
    """In which format faces are shown, those of which cards by what they are known as, with corners
    of which radius in mm, with how many pixels, and on what ground."""

    form: Format
    cards: Mapping[str, Card]
    house: HouseStyle
    paged: bool
    corner: float
    ppi: float
    pixels: int | None
    ground: Ink
    gallery: GalleryStyle

    def titled(self, placed: Placed) -> str:
        """What a face is called: its card's name, with its side or its page."""
        return face_title(self.house, placed, self.paged)


class _ShownFace(Value):
    """A face with its card and the page that shows it."""

    placed: Placed
    card: Card
    page: Page


def screen_style(spec: Spec, problems: Problems) -> ScreenStyle | None:
    """Returns how the spec's faces are shown; None if there were errors (they are in problems)."""
    options, preview = spec.options, read_preview_style(spec.house, spec.sources, problems)
    gallery = read_gallery(spec.house, spec.sources, problems)
    if preview is None or gallery is None or options.format is None:
        return None
    return ScreenStyle(
        options.format,
        {card.known_as: card for card in spec.deck.cards},
        spec.house,
        spec.output.paged,
        options.corners,
        float(options.ppi or USUAL_PPI),
        options.pixels,
        preview.ground,
        gallery,
    )


def face_title(house: HouseStyle, placed: Placed, paged: bool) -> str:
    """Returns what a face is called on a screen: its card's name, with its side or its page."""
    face, words = placed.face, house.words
    assert face  # a composer's faces have one
    side = words["page-side" if paged else face.side].text or ""
    return f"{face.name}, {fill(side, {'page': str(face.part)})}"


def check_that_it_can_be_made(options: Options) -> None:
    """Raises Missing, also for a dry run, without the optional part that the format needs."""
    if options.format in ("png", "pptx"):
        pypdfium2()
    if options.format == "pptx":
        from cardgen.output.pictures.pptx import python_pptx

        python_pptx()


def for_screens(pages: Iterable[Page], style: ScreenStyle, deck: Deck, about: About) -> bytes:
    """Returns the file that shows the faces of these pages.

    Raises Missing without the optional part that the format needs, Stop for too many pixels.
    """
    shown = [_shown(page, placed, style) for page in pages for placed in faces(page.frame)]
    if style.form == "svg":
        drawings = ((_named(one, style), _svg(one, style).encode()) for one in shown)
        return zipped(drawings)
    if style.form == "gallery":
        return _gallery(shown, style, deck, about).encode()
    pictures = _pictures(shown, style, about)
    if style.form == "png":
        return zipped((_named(one, style), data) for one, data in pictures)
    return _slides(pictures, style, about)


def _shown(page: Page, placed: Placed, style: ScreenStyle) -> _ShownFace:
    assert placed.face
    return _ShownFace(placed, style.cards[placed.face.card], page)


def _named(one: _ShownFace, style: ScreenStyle) -> str:
    """The name of a face's file: its card's number, in as many figures as the highest has and at
    least two, its card, and its side or its page."""
    figures = max(2, *(len(str(card.number or 0)) for card in style.cards.values()))
    face = one.placed.face
    assert face
    side = f"page-{face.part}" if style.paged else face.side
    return f"{one.card.number or 0:0{figures}}-{face.card.replace(':', '-')}-{side}.{style.form}"


def _svg(one: _ShownFace, style: ScreenStyle) -> str:
    fonts, title = style.house.fonts, style.titled(one.placed)
    return face_svg(one.placed, fonts, title, one.card.lang, style.corner)


def _pictures(
    shown: Sequence[_ShownFace], style: ScreenStyle, about: About
) -> Iterator[tuple[_ShownFace, bytes]]:
    """Yields each face with its PNG, which has the colours of screens."""
    from cardgen.output.pdf.pdf import write_pdf  # reportlab loads slowly

    for (width, height), alike in groupby(shown, key=lambda one: _size(one.placed)):
        own, out = list(alike), BytesIO()
        longer = max(width, height) / _MM_PER_INCH
        ppi = style.pixels / longer if style.pixels else style.ppi
        pages = (_whole_pixels(one.placed, ppi) for one in own)
        write_pdf(pages, about, style.house.fonts, out)
        for one, image in zip(own, drawn(out.getvalue(), ppi), strict=True):
            radius = style.corner / _MM_PER_INCH * ppi
            yield one, png(rounded(image, radius) if radius else image, ppi)


def _size(placed: Placed) -> tuple[float, float]:
    return placed.frame.width, placed.frame.height


def _whole_pixels(placed: Placed, ppi: float) -> Page:
    """The face on a page of whole pixels, the part of one at an edge given or taken: paper would
    shine through what is left of a pixel."""
    width, height = (round(mm * ppi / _MM_PER_INCH) or 1 for mm in _size(placed))
    wide, high = width * _MM_PER_INCH / ppi, height * _MM_PER_INCH / ppi
    right, bottom = (max(0.0, a - b) for a, b in zip((wide, high), _size(placed), strict=True))
    here = placed._replace(x=0.0, y=0.0, bleed=(0.0, 0.0, right, bottom))
    return Page(Frame(wide, high, (here,)), "front")


def _slides(
    pictures: Iterable[tuple[_ShownFace, bytes]], style: ScreenStyle, about: About
) -> bytes:
    from cardgen.output.pictures.pptx import Slide, write_slides

    slides = (
        Slide(style.titled(one.placed), words_in_order(one.placed.frame.items), one.card.lang, data)
        for one, data in pictures
    )
    return write_slides(slides, about, style.ground)


def _gallery(shown: Sequence[_ShownFace], style: ScreenStyle, deck: Deck, about: About) -> str:
    from cardgen.jobs.edition_style import edition_style
    from cardgen.output.pictures.gallery import GalleryCard, gallery

    house = style.house._replace(screen=style.gallery.screen)
    cards = []
    for card, own in groupby(shown, key=lambda one: one.card):
        name = house.printed(card.called.text, card.lang)
        theme = house.printed(card.theme.name.text, deck.lang) if card.theme else None
        faces_ = [one.placed for one in own]
        cards.append(GalleryCard(card.id, name, card.number or 0, card.lang, theme, faces_))
    words = {label: node.text or "" for label, node in house.words.items()}
    looks = edition_style(deck, house)
    rights = house.printed(deck.rights.text, deck.lang)
    return gallery(cards, about, looks, words, rights, style.gallery.steps, style.corner)
