"""layouts/bare.yaml → a house style that saves ink."""

from __future__ import annotations

from collections.abc import Mapping

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, length, names_to, refuse, type_size
from cardgen.model.layout import Bare, Colour, HouseStyle
from cardgen.model.options import Options
from cardgen.problems import Problems
from cardgen.read.colour import percent
from cardgen.read.files import Sources
from cardgen.read.house_style import TONES


class _BareForm(Form):
    outline: float = key(type_size)
    outlines: dict[str, float] = key(names_to(type_size))
    horizon: float = key(length)
    draft: float = key(percent)


bare_form = nested(_BareForm, "what is left bare")


def bared(
    house: HouseStyle, printing: Options, sources: Sources, problems: Problems
) -> HouseStyle | None:
    """Returns the house style as it is printed in one ink or as a draft, or None if there were
    errors (they are in problems)."""
    if printing.ink == "colour" and not printing.draft:
        return house
    tree = sources.tree("layouts/bare.yaml", problems)
    if tree is None:
        return None
    try:
        form = bare_form(tree, problems)
        known = (*house.neutrals, *TONES)
        for name, place in (tree.entries or {})["outlines"].keys.items():
            if name not in known:
                what, fix = (
                    f'no ink is called "{name}"',
                    problems.did_you_mean(name, known, "the inks are"),
                )
                raise refuse(problems, "E204", place, what, fix)
    except Unreadable:
        return None
    # One ink prints its own solid without a screen; in drafts that is what uses most of it.
    share = form.draft / 100 if printing.draft else 1.0
    bare = Bare(form.outline, form.outlines, printing.draft, form.horizon, share)
    colours = _drafted(house, share) if printing.draft else house.colours
    guise = "grey" if printing.ink == "mono" else house.guise
    return house._replace(colours=colours, guise=guise, bare=bare)


def _drafted(house: HouseStyle, share: float) -> Mapping[str, Colour]:
    """Returns the colours thinned to little ink, on which only the dark neutral is readable."""
    return {
        name: Colour(
            {tone: ink.thinned(share) for tone, ink in colour.inks.items()}
            | {"on": house.neutrals["ink"]}
        )
        for name, colour in house.colours.items()
    }
