"""Art: theme marks, posters and card backs, drawn in the five tones of a theme, and pictures."""

from cardgen.graphics.art.picture import logo, picture
from cardgen.graphics.art.posters.box import Tones
from cardgen.graphics.art.posters.pattern import MarkField, emblem
from cardgen.graphics.art.posters.poster import FORMS, poster
from cardgen.graphics.art.quilts import quilt
from cardgen.graphics.art.theme_marks import DISC, MARKS, badge, dot, mark, minus, plus, small_mark

__all__ = [
    "DISC",
    "FORMS",
    "MARKS",
    "MarkField",
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
