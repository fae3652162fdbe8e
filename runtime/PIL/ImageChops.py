"""Pictures, pixel by pixel."""

import browser

from PIL.Image import Image


def subtract_modulo(one: Image, other: Image) -> Image:
    return Image(one.mode, one.size, browser.differences(one.pixels, other.pixels))


def invert(image: Image) -> Image:
    return image.point(lambda level: 255 - level)
