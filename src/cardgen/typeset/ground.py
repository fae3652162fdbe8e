"""Fields of colour that blocks stand on, and what takes their place where ink is saved."""

from __future__ import annotations

from cardgen.graphics.frame import Box
from cardgen.model.deck import Text
from cardgen.typeset.setting import Setting
from cardgen.units import MM_PER_PT

# Fields of two colours overlap by that many mm: paper would show between edges that only meet.
LAP = 0.1
_OUT = 1.0  # mm beyond the bleed: there the outline along the trim is cut off


def standing_on(setting: Setting, ink: Text) -> Setting:
    """The setting for what stands on a field in that ink."""
    bare, ground = _is_bare(setting, ink), setting.ink_named(ink)
    if bare == setting.bare and ground is setting.ground:
        return setting
    return setting._replace(bare=bare, ground=ground)


def field(
    setting: Setting, box: tuple[float, float, float, float], ink: Text, radius: float = 0.0
) -> Box:
    """A box in that ink or, where fields are left bare, of paper within an outline.

    The outline lies on the box's edges, so that neighbours share it, or within them if corners are
    round. There is none along the trim.
    """
    own, bare = setting.ink_named(ink), setting.house.bare
    paper, black = setting.house.neutrals["paper"], setting.house.neutrals["ink"]
    if bare is None or own is paper or not _is_bare(setting, ink):
        return Box(*box, own, radius=radius)
    width_pt = bare.outlines_pt.get(ink.text, bare.outline_pt)
    inset = width_pt * MM_PER_PT / 2 if radius else 0.0
    left, top, right, bottom = box[0], box[1], box[0] + box[2], box[1] + box[3]
    trimmed = not setting.layout.frame
    width, height = setting.layout.face_width, setting.layout.face_height
    left += -_OUT if trimmed and left < 0.01 else inset
    top += -_OUT if trimmed and top < 0.01 else inset
    right -= -_OUT if trimmed and right > width - 0.01 else inset
    bottom -= -_OUT if trimmed and bottom > height - 0.01 else inset
    return Box(left, top, right - left, bottom - top, paper, black, width_pt, radius)


def _is_bare(setting: Setting, ink: Text) -> bool:
    bare = setting.house.bare
    return bare is not None and (bare.blacks or setting.ink_named(ink).grey < 100)
