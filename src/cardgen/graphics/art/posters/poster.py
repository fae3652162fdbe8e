"""Poster art: a form for each card, chosen by the theme's mark and the form's name."""

from __future__ import annotations

from functools import lru_cache

from cardgen.graphics.art.posters import core, links, peak, steps
from cardgen.graphics.art.posters.box import Form, PosterBox, Tones
from cardgen.graphics.art.posters.pattern import pattern
from cardgen.graphics.frame import NO_BLEED, Box, Frame, Sides

_FORMS: dict[str, dict[str, Form]] = {
    "core": {"source": core.source, "open": core.opening, "remade": core.remade},
    "links": {"talk": links.talk, "venn": links.venn, "chain": links.chain},
    "peak": {"place": peak.place, "one": peak.one, "compass": peak.compass, "many": peak.many},
    "steps": {"columns": steps.columns, "route": steps.route, "stray": steps.stray},
}
FORMS = {mark: tuple(forms) for mark, forms in _FORMS.items()}
_STANDING = {core.source, core.opening, peak.place, peak.one, peak.many, steps.columns}


@lru_cache(maxsize=1024)
def poster(
    mark: str,
    form: str,
    width: float,
    height: float,
    tones: Tones,
    bleed: Sides = NO_BLEED,
    horizon: float = 0.0,
) -> Frame:
    """The art box of a card; where there is no such form, the mark in a field of its own.

    The horizon is its bottom edge or, for the forms that stand on it, so far above, but never more
    than a quarter of the height.

    The base tone fills the box and its bleed. Shapes may run further: place the frame with its
    bleed to cut them off. The same arguments give the same object.
    """
    left, top, right, bottom = bleed
    field = Box(-left, -top, left + width + right, top + height + bottom, tones.base)
    draw = _FORMS.get(mark, {}).get(form)
    lift = min(horizon, height / 4) if draw in _STANDING else 0.0
    box = PosterBox(width, height - lift)
    items = draw(box, tones) if draw else pattern(mark, box, tones)
    return Frame(width, height, (field, *items))
