"""The poster of a card: the form of that name among those of its theme's mark."""

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
    """The poster; where there is no such form, the mark in a field of small ones.

    Forms that stand on the horizon have it so many mm above the bottom edge, but never more than a
    quarter of the height; others float. Without one, all of them end at the bottom edge. The base
    tone fills the box and its bleed. Shapes may run further: place the frame with its bleed to clip
    them. The same arguments give the same object.
    """
    left, top, right, bottom = bleed
    field = Box(-left, -top, left + width + right, top + height + bottom, tones.base)
    draw = _FORMS.get(mark, {}).get(form)
    lift = min(horizon, height / 4) if draw in _STANDING else 0.0
    box = PosterBox(width, height - lift, floats=horizon > 0)
    items = draw(box, tones) if draw else pattern(mark, box, tones)
    return Frame(width, height, (field, *items))
