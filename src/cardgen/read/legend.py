"""layouts/legend.yaml → LegendStyle."""

from __future__ import annotations

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, length, positive, type_size
from cardgen.model.layout import HouseStyle, LegendStyle
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.house_style import InkForm, ink_form


class _LegendForm(Form):
    font: Text = key(placed_text)
    figures: Text = key(placed_text)
    size: float = key(positive(type_size))
    leading: float = key(positive(length))
    column: float = key(positive(length))
    edge: float = key(length)
    sample: float = key(positive(length))
    ink: InkForm = key(ink_form)
    paper: InkForm = key(ink_form)


legend_form = nested(_LegendForm, "a legend")


def read_legend_style(
    house: HouseStyle, sources: Sources, problems: Problems
) -> LegendStyle | None:
    """Returns how legends look, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/legend.yaml", problems)
    try:
        form = legend_form(tree, problems) if tree else None
    except Unreadable:
        return None
    if form is None:
        return None
    noted = problems.noted
    for font in (form.font, form.figures):
        if font.text not in house.chains:
            fix = problems.did_you_mean(font.text, house.chains, "the fonts are")
            what = f'no font is called "{font.text}"'
            problems.error("E204", font.where, what, fix, instead=house.fonts_file)
    if problems.noted > noted:
        return None
    return LegendStyle(
        house.chains[form.font.text],
        house.chains[form.figures.text],
        form.size,
        form.leading,
        form.column,
        form.edge,
        form.sample,
        form.ink.ink("ink"),
        form.paper.ink("paper"),
    )
