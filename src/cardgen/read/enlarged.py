"""A layout that is another one, larger or smaller: its card.yaml says of which and its own size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, length, positive, refuse
from cardgen.model.layout import CardLayout
from cardgen.problems import Problems, did_you_mean
from cardgen.read.files import Sources
from cardgen.units import shown

_SLACK = 0.001  # the share by which two shapes may differ, as A6 and half of A5 do


class _EnlargedForm(Form):
    of: Text = key(placed_text)
    width: float = key(positive(length))
    height: float = key(positive(length))


enlarged_form = nested(_EnlargedForm, "a layout of another size")


def drawn_in(name: str, sources: Sources) -> str:
    """The name of the layout whose files say how the cards of this one look."""
    if sources.find(f"layouts/cards/{name}/card.yaml") is None:
        return name
    tree = sources.tree(f"layouts/cards/{name}/card.yaml", Problems())
    of = (tree.entries or {}).get("of") if tree else None
    return of.text or name if of else name


def read_enlarged(
    name: str,
    root: Node,
    read: Callable[[str], CardLayout | None],
    sources: Sources,
    problems: Problems,
) -> CardLayout | None:
    """The layout that the root tells of, the other one being read by its name; or None with the
    problems noted."""
    try:
        form = enlarged_form(root, problems)
        _check(name, form.of, sources, problems)
    except Unreadable:
        return None
    of = read(form.of.text)
    if of is None:
        return None
    shape, own = of.width / of.height, form.width / form.height
    if abs(own / shape - 1) > _SLACK:
        what = (
            f'{shown(form.width)} × {shown(form.height)} mm is not the shape of "{of.name}",'
            f" {shown(of.width)} × {shown(of.height)} mm"
        )
        fix = f"a width of {shown(form.width)} goes with a height of {shown(form.width / shape)}"
        problems.error("E107", root.where, what, fix)
        return None
    times = min(form.width / of.width, form.height / of.height)
    return replace(
        of,
        name=name,
        width=form.width,
        height=form.height,
        bleed=times * of.bleed,
        frame=times * of.frame,
        safe=times * of.safe,
        where=root.where,
        of=of,
    )


def _check(name: str, of: Text, sources: Sources, problems: Problems) -> None:
    if sources.find(f"layouts/cards/{of.text}/card.yaml") is None:
        fix = did_you_mean(of.text, sources.named("layouts/cards"), "there is")
        raise refuse(problems, "E206", of.where, f'there is no "{of.text}" in layouts/cards', fix)
    if of.text == name:
        what = "a layout cannot be itself at another size"
        raise refuse(problems, "E206", of.where, what, "name the one it is drawn in")
    first = drawn_in(of.text, sources)
    if first != of.text:
        what = f'"{of.text}" is itself another layout at another size'
        raise refuse(problems, "E206", of.where, what, f"write of: {first}")
