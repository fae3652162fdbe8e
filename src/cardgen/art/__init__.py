"""Theme marks and poster art: plain drawings in the five tones of a theme."""

from cardgen.art.marks import MARKS, badge, dot, mark, minus, plus, small_mark
from cardgen.art.pattern import emblem
from cardgen.art.picture import logo, picture
from cardgen.art.posters import FORMS, poster
from cardgen.art.quilts import quilt
from cardgen.art.room import Tones

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
