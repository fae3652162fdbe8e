"""layouts/press-marks.yaml → PressMarks."""

from __future__ import annotations

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import (
    Unreadable,
    filled,
    length,
    list_of,
    positive,
    text,
    type_size,
)
from cardgen.model.sheet import PressMarks, Target
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.house_style import InkForm, ink_form


class _DieLineForm(Form):
    ink: InkForm = key(ink_form)
    width: float = key(positive(type_size))


class _BarForm(Form):
    patch: float = key(positive(length))
    inks: tuple[InkForm, ...] = key(filled(list_of(ink_form)))


class _PlateForm(Form):
    name: str = key(text)
    ink: InkForm = key(ink_form)


class _MarksForm(Form):
    registration: InkForm = key(ink_form)
    target: Target = key(nested(Target, "a registration mark"))
    die_line: _DieLineForm = key(nested(_DieLineForm, "a dieline"))
    crease: InkForm = key(ink_form)
    plates: tuple[_PlateForm, ...] = key(filled(list_of(nested(_PlateForm, "a plate"))))
    bar: _BarForm = key(nested(_BarForm, "a colour bar"))


press_marks_form = nested(_MarksForm, "the printer's marks")


def read_press_marks(sources: Sources, problems: Problems) -> PressMarks | None:
    """Returns the printer's marks, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/press-marks.yaml", problems)
    try:
        form = press_marks_form(tree, problems) if tree else None
    except Unreadable:
        return None
    if form is None:
        return None
    return PressMarks(
        form.registration.ink("registration"),
        form.target,
        form.die_line.ink.ink("die line")._replace(technical=True),
        form.die_line.width,
        form.bar.patch,
        tuple(ink.ink(f"patch {at}") for at, ink in enumerate(form.bar.inks)),
        tuple((plate.name, plate.ink.ink(f"plate {plate.name}")) for plate in form.plates),
        form.crease.ink("crease")._replace(technical=True),
    )
