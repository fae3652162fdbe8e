"""What this Pillow can do."""


def check(feature: str) -> bool:
    """Whether a codec or a library is there: none is, since the browser decodes pictures."""
    return False
