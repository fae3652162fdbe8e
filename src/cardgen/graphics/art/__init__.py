"""Theme marks and poster art: plain drawings in the five tones of a theme."""

from cardgen.graphics.art.marks import MARKS, badge, dot, mark, minus, plus, small_mark
from cardgen.graphics.art.pattern import emblem
from cardgen.graphics.art.picture import logo, picture
from cardgen.graphics.art.posters import FORMS, poster
from cardgen.graphics.art.quilts import quilt
from cardgen.graphics.art.room import Tones

__all__ = [
    "FORMS",
    "MARKS",
    "Tones",
    "badge",
    "dot",
    "emblem",
    "logo",
    "mark",
    "minus",
    "picture",
    "plus",
    "poster",
    "quilt",
    "small_mark",
]
