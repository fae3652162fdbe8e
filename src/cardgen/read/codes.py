"""codes.yaml → what each code of an error or a warning means."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import fill

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import names_to, text
from cardgen.problems import Problems
from cardgen.read.tree import read_tree

_FILE = Path(__file__).parents[1] / "codes.yaml"


class _CodeForm(Form):
    title: str = key(text)
    why: str = key(text)
    wrong: str = key(text, "")
    right: str = key(text, "")


@cache
def read_codes() -> dict[str, str]:
    """Returns the explanation of each code as it is printed."""
    problems = Problems()
    tree = read_tree(_FILE, _FILE.name, problems)
    assert tree is not None and not problems, problems  # our own file, read by a test
    forms = names_to(nested(_CodeForm, "a code"))(tree, problems)
    return {code: _explained(code, form) for code, form in forms.items()}


def _explained(code: str, form: _CodeForm) -> str:
    parts = [f"{code}: {form.title}", fill(form.why, 80)]
    for head, example in (("Instead of", form.wrong), ("write", form.right)):
        if example:
            lines = "\n".join(f"    {line}" for line in example.rstrip().split("\n"))
            parts.append(f"{head}:\n\n{lines}")
    return "\n\n".join(parts)
