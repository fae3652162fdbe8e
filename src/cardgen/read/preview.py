"""layouts/preview.yaml → PreviewStyle."""

from __future__ import annotations

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.node import with_values
from cardgen.model.forms.readers import Unreadable, length, positive, type_size
from cardgen.model.layout import HouseStyle
from cardgen.model.sheet import Outline, PreviewStyle
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.house_style import InkForm, ink_form


class _OutlineForm(Form):
    ink: InkForm = key(ink_form)
    width: float = key(positive(type_size))
    dash: float = key(length, 0.0)
    words: Text = key(placed_text)

    def outline(self, name: str) -> Outline:
        return Outline(self.ink.ink(name), self.width, self.dash, self.words.text)


_outline_form = nested(_OutlineForm, "a line of previews")


class _PreviewForm(Form):
    gap: float = key(length)
    ground: InkForm = key(ink_form)
    trim: _OutlineForm = key(_outline_form)
    bleed: _OutlineForm = key(_outline_form)
    safe: _OutlineForm = key(_outline_form)


preview_form = nested(_PreviewForm, "a preview")


def read_preview_style(
    house: HouseStyle, sources: Sources, problems: Problems
) -> PreviewStyle | None:
    """Returns the style of previews, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/preview.yaml", problems)
    try:
        form = preview_form(with_values(tree, house.words), problems) if tree else None
    except Unreadable:
        return None
    if form is None:
        return None
    return PreviewStyle(
        form.gap,
        form.ground.ink("ground"),
        form.trim.outline("trim"),
        form.bleed.outline("bleed"),
        form.safe.outline("safe"),
    )
