"""A first look at a picture's file: whether it can be printed, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

LARGEST = 100_000_000  # pixels: 600 to the inch on A3 and more
_KIND_OF = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A picture in a file that is opened again when it is written; shared by identity.

    Its size is in pixels as they are stored. orientation says how to turn them, in the numbers of
    Exif: 1 is upright, from 5 on the sides change places.
    """

    file: str
    stored: tuple[int, int]
    orientation: int
    opaque: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels as it is seen."""
        width, height = self.stored
        return (height, width) if self.orientation >= 5 else (width, height)


class Fault(NamedTuple):
    """Why a file cannot be printed: a code, what it is or has, and the way out."""

    code: str
    what: str
    fix: str


@cache
def look(file: str, size: int, changed: int) -> Pixels | Fault:
    """The picture in a file of a known suffix; the same object as long as the file's size and the
    time of its last change are the same.

    Raises OSError where it cannot be opened at all.
    """
    # Pillow takes a while to load, which decks without pictures need not wait for.
    from PIL import UnidentifiedImageError

    from cardgen.graphics.pixels.opened import UnknownColours

    try:
        return _opened(Path(file))
    except UnknownColours as reason:
        return Fault("E222", str(reason), "save it in sRGB")
    except UnidentifiedImageError:
        kinds = _KIND_OF[Path(file).suffix.lower()]
        return Fault("E222", f"is not a {kinds} picture, or a broken one", "save it again")
    except (PermissionError, FileNotFoundError):
        raise
    except Exception:  # of a broken file each reader of Pillow raises something else
        return Fault("E222", "is broken or cut off", "copy or save it again")


def _opened(path: Path) -> Pixels | Fault:
    from cardgen.graphics.pixels.opened import keeps_colours, opened

    with opened(str(path)) as image:
        kind = "PNG" if image.format == "PNG" else "JPEG"
        if kind != _KIND_OF[path.suffix.lower()]:
            name = path.with_suffix(".png" if kind == "PNG" else ".jpg").name
            return Fault("E222", f"is a {kind} picture by another name", f'call it "{name}"')
        stored = width, height = image.size
        if width * height > LARGEST:
            what = f"has {width} × {height} pixels, and at most {LARGEST // 10**6} million are read"
            return Fault("E223", what, "save it with fewer pixels")
        keeps_colours(image)
        orientation = image.getexif().get(_ORIENTATION, 1)
        opaque = not image.has_transparency_data
        # All is read once, to find out here and not when half of a file is written that some is
        # missing; of JPEGs an eighth of the size will do.
        image.draft(image.mode, (width // 8 or 1, height // 8 or 1))
        image.load()
    return Pixels(str(path), stored, orientation if orientation in range(1, 9) else 1, opaque)
