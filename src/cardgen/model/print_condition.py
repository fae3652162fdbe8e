"""Printing conditions: a paper with its inks, as an ICC profile describes them."""

from __future__ import annotations

from cardgen.graphics.frame import Paper
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import list_of, text


class Condition(Form):
    """A printing condition by its name in the ICC registry, with its profile.

    also holds beginnings of the names of further conditions for such paper.
    """

    condition: str = key(text)
    about: str = key(text)
    profile: Text = key(placed_text)
    also: tuple[str, ...] = key(list_of(text), ())

    def prints(self, condition: str) -> bool:
        """Whether a condition of that name is for the same kind of paper."""
        return condition.startswith((self.condition, *self.also))


_condition_form = nested(Condition, "a printing condition")


class Conditions(Form):
    """The printing conditions by paper, patterns of registered names, and folders that may hold ICC
    profiles."""

    coated: Condition = key(_condition_form)
    uncoated: Condition = key(_condition_form)
    registered: tuple[str, ...] = key(list_of(text))
    folders: tuple[str, ...] = key(list_of(text))

    def of(self, paper: Paper) -> Condition:
        return self.coated if paper == "coated" else self.uncoated


conditions_form = nested(Conditions, "the printing conditions")
