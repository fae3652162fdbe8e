"""Less of the colours where all inks together are more than a press can dry."""

from __future__ import annotations

from typing import TypeAlias

Build: TypeAlias = tuple[float, float, float, float]


def limited(build: Build, most: float) -> Build:
    """The build in percent, all inks together not more than the most, which black alone never is:
    black as it is, and of the three colours the same share each, so that the hue stays."""
    cyan, magenta, yellow, black = build
    colours = cyan + magenta + yellow
    if colours + black <= most:
        return build
    share = (most - black) / colours
    return cyan * share, magenta * share, yellow * share, black
