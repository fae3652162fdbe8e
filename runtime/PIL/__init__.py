"""Stands in for Pillow in a browser, which decodes pictures itself: just what cardgen uses of it.

Other libraries that look for Pillow find no more than its name. ImageColor is Pillow's own.
"""

__version__ = "0"


class UnidentifiedImageError(OSError):
    """A file is not a picture of the kinds that were asked for."""
