"""layouts/gallery.yaml → the style of a gallery."""

from __future__ import annotations

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, integer, positive
from cardgen.model.layout import HouseStyle, Screen
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.value import Value


class _GalleryForm(Form):
    steps: int = key(positive(integer))
    style: Text = key(placed_text)


gallery_form = nested(_GalleryForm, "a gallery")


class GalleryStyle(Value):
    """The look of a gallery, and how many steps its temperature scale has on each side of zero."""

    screen: Screen
    steps: int


def read_gallery(house: HouseStyle, sources: Sources, problems: Problems) -> GalleryStyle | None:
    """Returns the style of galleries, in the colours of the house's screen, or None if there were
    errors (they are in problems)."""
    tree = sources.tree("layouts/gallery.yaml", problems)
    try:
        form = gallery_form(tree, problems) if tree else None
    except Unreadable:
        return None
    if form is None:
        return None
    screen = house.screen._replace(style=form.style.text, art=None)
    unknown = [name for name in screen.fonts if name not in house.chains]
    for name in unknown:
        fix = problems.did_you_mean(name, house.chains, "the fonts are")
        problems.error("E204", form.style.where, f'no font is called "{name}"', fix)
    return None if unknown else GalleryStyle(screen, form.steps)
