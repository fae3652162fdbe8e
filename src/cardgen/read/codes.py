"""codes.yaml → what each code of an error or a warning means."""

from __future__ import annotations

from functools import cache

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import names_to, text
from cardgen.problems import Problems
from cardgen.read.files import packaged_tree


class _CodeForm(Form):
    title: str = key(text)
    why: str = key(text)
    wrong: str = key(text, "")
    right: str = key(text, "")


@cache
def read_codes() -> dict[str, str]:
    """Returns the explanation of each code as it is printed."""
    forms = names_to(nested(_CodeForm, "a code"))(packaged_tree("codes.yaml"), Problems())
    return {code: _explained(code, form) for code, form in forms.items()}


def _explained(code: str, form: _CodeForm) -> str:
    from textwrap import fill  # and patterns that other commands need not wait for

    parts = [f"{code}: {form.title}", fill(form.why, 80)]
    for head, example in (("Instead of", form.wrong), ("write", form.right)):
        if example:
            lines = "\n".join(f"    {line}" for line in example.rstrip().split("\n"))
            parts.append(f"{head}:\n\n{lines}")
    return "\n\n".join(parts)
