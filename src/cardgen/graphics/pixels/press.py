"""What presses make of colours, as the profiles of their conditions tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import TypeAlias

from PIL import Image, ImageCms

Inks: TypeAlias = tuple[float, float, float, float]  # CMYK in percent
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC


class Press:
    """A condition of print: colours → inks → what they look like beside the bare paper."""

    def __init__(self, data: bytes) -> None:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._to_inks = ImageCms.buildTransform(
            screen, profile, "RGB", "CMYK", _INTENT, flags=flags
        )
        self._to_lab = ImageCms.buildTransform(profile, lab, "CMYK", "LAB", _INTENT)
        white = profile.profile.media_white_point
        self.white = white[0][1] if white else 1.0  # the luminance of the paper

    def inks(self, rgb: tuple[int, int, int]) -> Inks:
        """The inks for a colour of screens, its black as black as the press can (black point
        compensation)."""
        made = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), self._to_inks)
        assert made is not None  # only what is changed in place gives nothing
        cyan, magenta, yellow, black = (value / 2.55 for value in made.tobytes())
        return cyan, magenta, yellow, black

    def seen(self, builds: Sequence[Sequence[float]]) -> list[tuple[float, float, float]]:
        """L*, a*, b* of the inks, to whoever's white is the paper."""
        parts = bytes(round(2.55 * ink) for ink in chain.from_iterable(builds))
        chart = Image.frombytes("CMYK", (len(builds), 1), parts)
        made = ImageCms.applyTransform(chart, self._to_lab)
        assert made is not None
        data = made.tobytes()
        return [
            (data[at] / 2.55, _signed(data[at + 1]), _signed(data[at + 2]))
            for at in range(0, len(data), 3)
        ]


@lru_cache(maxsize=4)
def press(profile: bytes) -> Press:
    """The press of a profile, its transforms made once."""
    return Press(profile)


def _signed(value: int) -> float:
    return float(value - 256 if value > 127 else value)
