"""Posters of the mark core: circles within circles, for the self."""

from __future__ import annotations

from cardgen.graphics.art.outlines import band, disc, rectangle, sector
from cardgen.graphics.art.posters.box import PosterBox, Tones
from cardgen.graphics.frame import Drawing, Path


def source(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Discs within discs that all rest on one point of the horizon."""
    x, height, unit = box.middle, box.height, box.unit
    radius = min(x - 8 * unit, (height - 9 * unit) / 2, box.clear(x, height, 0, -1))
    inks = (tones.middle, tones.light, tones.dark, tones.paper, tones.middle)
    return tuple(
        Path(disc(x, height - radius * share, radius * share), ink)
        for share, ink in zip((1, 0.8, 0.6, 0.4, 0.2), inks, strict=True)
    )


def opening(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Half rings that widen from the horizon, the outermost beyond the card where it is tall."""
    x, height = box.middle, box.height
    within, beyond = x - box.edge, x + box.edge
    largest = box.clear(x, height, 0, 0) / 6.05
    # Radii are in widths of a ring. The foot of the outermost ring, from 5.05 to 6.05, stands
    # wholly beyond the trim, or else across it, or inside.
    width = next(
        (
            min(most, largest)
            for least, most in ((beyond / 5.05, within / 4.05), (beyond / 6.05, within / 5.05))
            if least <= min(most, largest)
        ),
        min(within / 6.05, largest),
    )
    inks = (tones.light, tones.middle, tones.dark, tones.paper)
    return (
        Path(band(x, height, 6.05 * width, 5.05 * width, 180, 180), tones.middle),
        *(
            Path(sector(x, height, reach * width, 180, 180), ink)
            for reach, ink in zip((4.05, 3.05, 2.05, 1.05), inks, strict=True)
        ),
    )


def remade(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A disc broken along a fault; its shifted halves' rings meet again."""
    x, unit = box.middle, box.unit
    radius = min((box.width - 18 * unit) / 2.5, (box.height - 13 * unit) / 2)
    y = box.centre(radius)
    shift = radius * 0.25
    inks = (tones.middle, tones.light, tones.dark, tones.paper)
    shares = (1, 0.75, 0.5, 0.25)

    def half(side: int, start: float, order: tuple[int, ...]) -> tuple[Drawing, ...]:
        return tuple(
            Path(sector(x + side * shift, y, radius * share, start, 180), inks[i])
            for share, i in zip(shares, order, strict=True)
        )

    # The upper rings reach a little over the fault, so that no hairline shows.
    seam = tuple(
        Path(rectangle(x + place * shift, y - 0.15, shift, 0.3), inks[i])
        for place, i in ((-3, 0), (-2, 1), (-1, 2), (0, 3), (1, 3), (2, 2))
    )
    return half(1, 180, (0, 1, 2, 3)) + half(-1, 0, (2, 3, 0, 1)) + seam
