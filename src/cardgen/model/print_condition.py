"""Conditions of print: a paper with its inks, as a profile of colours describes them."""

from __future__ import annotations

from cardgen.graphics.frame import Paper
from cardgen.model.deck import Prose, prose
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import list_of, text


class Condition(Form):
    """One by its name in the registry of the ICC, with the file that describes it; also begins the
    names of others that are printed on such paper."""

    condition: str = key(text)
    about: str = key(text)
    profile: Prose = key(prose)
    also: tuple[str, ...] = key(list_of(text), ())

    def prints(self, condition: str) -> bool:
        """Whether a condition of that name is of the same kind of paper."""
        return condition.startswith((self.condition, *self.also))


_condition_form = nested(Condition, "a condition of print")


class Conditions(Form):
    """Those of files for presses, by their paper; patterns of the names that the registry has; and
    the folders in which systems keep profiles of colours."""

    coated: Condition = key(_condition_form)
    uncoated: Condition = key(_condition_form)
    registered: tuple[str, ...] = key(list_of(text))
    folders: tuple[str, ...] = key(list_of(text))

    def of(self, paper: Paper) -> Condition:
        return self.coated if paper == "coated" else self.uncoated


conditions_form = nested(Conditions, "the conditions of print")
