"""Theme marks and poster art: plain drawings in the five tones of a theme."""

from cardgen.graphics.art.picture import logo, picture
from cardgen.graphics.art.posters.box import Tones
from cardgen.graphics.art.posters.pattern import emblem
from cardgen.graphics.art.posters.poster import FORMS, poster
from cardgen.graphics.art.quilts import quilt
from cardgen.graphics.art.theme_marks import MARKS, badge, dot, mark, minus, plus, small_mark

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
