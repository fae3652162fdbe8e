"""Pictures turned upright."""

from PIL.headers import ORIENTATION
from PIL.Image import Image


def exif_transpose(image: Image) -> Image:
    orientation = image.getexif().get(ORIENTATION, 1)
    return image.turned(orientation) if orientation in range(2, 9) else image
