"""Posters of the mark peak: triangles, for direction."""

from __future__ import annotations

from cardgen.graphics.art.outlines import Circle, Outline, Point, disc, polygon
from cardgen.graphics.art.posters.box import PosterBox, Tones
from cardgen.graphics.frame import Drawing, Ink, Path


def place(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A whole landscape: a snow-capped mountain, a lower one behind it and the sun."""
    width, foot = box.width, box.height
    size = min(width, foot * 1.30)
    half, rise = size * 0.60, size * 0.66
    top = foot - rise
    x = max(width * 0.34, box.index_corner[0] + max(box.index_corner[1] - top, 0) * half / rise)
    snow = 0.30

    def line(share: float, *ends: float) -> tuple[Point, ...]:
        """Points this share of the way down: ends are -1 on the left slope, 1 on the right."""
        return tuple((x + end * half * share, top + rise * share) for end in ends)

    return (
        Path(disc(width * 0.735, foot * 0.30, size * 0.135), tones.paper),
        Path(_triangle(width * 0.86, foot, size * 0.56, size * 0.44), tones.light),
        # Each side reaches a little under the one that is painted next.
        Path(polygon((x - half, foot), (x, top), (x + half * 0.05, foot)), tones.middle),
        Path(polygon(*line(0.29, 0, 1), *line(1, 1, 0)), tones.dark),
        Path(polygon((x, top), *line(snow, -1, 0.1)), tones.paper),
        Path(polygon((x, top), *line(snow, 0, 1)), tones.light),
    )


def one(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """Triangles within triangles, all with one direction."""
    half, rise = box.middle * 1.372, box.height - 9 * box.unit
    inks = (tones.middle, tones.dark, tones.light, tones.dark, tones.paper)
    return tuple(
        Path(_triangle(box.middle, box.height, half * share, rise * share), ink)
        for share, ink in zip((1, 0.795, 0.59, 0.385, 0.18), inks, strict=True)
    )


def compass(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A compass rose in a ring."""
    x, unit = box.middle, box.unit
    middle = box.height / 2 + 0.5 * unit
    radius = min(x - 9 * unit, (box.height - 13 * unit) / 2, box.clear(x, middle, 0, 0))
    y = box.centre(radius)
    tips, waist = Circle(x, y, radius * 0.94), Circle(x, y, radius * 0.24)

    def points(side: int, under: float) -> Outline:
        """The halves of the four points on one side of their axes, a little under the others."""
        return tuple(
            step
            for angle in (0, 90, 180, 270)
            for step in polygon(
                (x, y),
                waist.at(angle + side * 45),
                tips.at(angle),
                Circle(x, y, waist.radius * under).at(angle - side * 45),
            )
        )

    return (
        Path(disc(x, y, radius), tones.middle),
        Path(disc(x, y, radius * 0.74), tones.dark),
        Path(points(-1, 0.06), tones.paper),
        Path(points(1, 0), tones.light),
    )


def many(box: PosterBox, tones: Tones) -> tuple[Drawing, ...]:
    """A peak made of peaks."""
    rows, unit = 4, box.unit
    side = min((box.width - 18 * unit) / rows, (box.height - 9 * unit) / rows / 0.86)
    rise = side * 0.86
    left, foot = box.middle - rows * side / 2, box.height

    def peaks(ink: Ink, *places: tuple[int, int]) -> Path:
        return Path(
            tuple(
                step
                for row, i in places
                for step in _triangle(
                    left + (i + (row + 1) / 2) * side, foot - row * rise, side / 2, rise
                )
            ),
            ink,
        )

    below = [(row, i) for row in range(rows - 1) for i in range(rows - row)]
    return (
        # What lies between the peaks is one triangle behind them, a little smaller than the whole.
        Path(
            _triangle(box.middle, foot - 0.2, rows * side / 2 - 0.4, rows * rise - 0.6), tones.dark
        ),
        peaks(tones.light, *(place for place in below if sum(place) % 2 == 0)),
        peaks(tones.middle, *(place for place in below if sum(place) % 2)),
        peaks(tones.paper, (rows - 1, 0)),
    )


def _triangle(x: float, foot: float, half: float, rise: float) -> Outline:
    return polygon((x - half, foot), (x, foot - rise), (x + half, foot))
