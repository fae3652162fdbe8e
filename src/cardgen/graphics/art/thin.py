"""Inks in less ink, for drafts."""

from __future__ import annotations

from dataclasses import replace

from cardgen.graphics.frame import Ink


def thinned(ink: Ink, share: float) -> Ink:
    """The same in a share of the ink, in every guise."""

    def less(parts: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        cyan, magenta, yellow, black = (part * share for part in parts)
        return cyan, magenta, yellow, black

    red, green, blue = (round(255 - (255 - part) * share) for part in ink.rgb)
    return replace(
        ink,
        name=f"{ink.name} draft",
        rgb=(red, green, blue),
        coated=less(ink.coated),
        uncoated=less(ink.uncoated),
        grey=ink.grey * share,
    )
