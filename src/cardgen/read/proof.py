"""layouts/proof.yaml → Proof."""

from __future__ import annotations

from cardgen.graphics.type.characters import instead_of, named_all
from cardgen.graphics.type.segments import missing
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.node import with_values
from cardgen.model.forms.readers import Unreadable, length, positive, type_size
from cardgen.model.layout import HouseStyle, Proof
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.house_style import InkForm, ink_form
from cardgen.read.legend import read_legend_style


class _ProofForm(Form):
    font: Text = key(placed_text)
    banner: Text = key(placed_text)
    banner_size: float = key(positive(type_size))
    high: Text = key(placed_text)
    wide: Text = key(placed_text)
    other: Text = key(placed_text)
    size: float = key(positive(type_size))
    line_of: Text = key(placed_text)
    trim: Text = key(placed_text)
    safe: Text = key(placed_text)
    misfit: Text = key(placed_text)
    trim_width: float = key(type_size)
    safe_width: float = key(type_size)
    safe_dash: float = key(length, 0.0)
    safe_clear: float = key(length)
    overset: InkForm = key(ink_form)
    line: InkForm = key(ink_form)
    paper: InkForm = key(ink_form)


proof_form = nested(_ProofForm, "a proof")


def read_proof(house: HouseStyle, sources: Sources, problems: Problems) -> Proof | None:
    """Returns what proofs show, or None if there were errors (they are in problems)."""
    noted = problems.noted
    tree = sources.tree("layouts/proof.yaml", problems)
    if tree is None:
        return None
    try:
        form = proof_form(with_values(tree, house.words), problems)
        if form.font.text not in house.chains:
            fix = problems.did_you_mean(form.font.text, house.chains, "the fonts are")
            what = f'no font is called "{form.font.text}"'
            problems.error("E204", form.font.where, what, fix, instead=house.fonts_file)
            raise Unreadable(what)
    except Unreadable:
        return None
    chain = house.chains[form.font.text]
    legend = form.trim, form.safe, form.misfit
    for words in (form.banner, form.high, form.wide, form.other, form.line_of, *legend):
        absent = missing(words.text, chain)
        if absent:
            what = f"no font can set {named_all(absent)}"
            problems.error("E303", words.where, what, instead_of(absent))
    style = read_legend_style(house, sources, problems)
    if style is None or problems.noted > noted:
        return None
    return Proof(
        chain,
        form.banner.text,
        form.banner_size,
        form.high.text,
        form.wide.text,
        form.other.text,
        form.size,
        form.line_of.text,
        (form.trim.text, form.safe.text, form.misfit.text),
        form.trim_width,
        form.safe_width,
        form.safe_dash,
        form.safe_clear,
        form.overset.ink("overset"),
        form.line.ink("proof line"),
        form.paper.ink("paper"),
        style,
    )
