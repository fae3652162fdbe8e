"""layouts/outputs/NAME.yaml → Output."""

from __future__ import annotations

from cardgen.deck import Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.layout import Output
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable, list_of, text

DEFAULT = "facilitator"


class _OutputForm(Form):
    about: str = key(text)
    cards: str = key(text)
    sheet: str = key(text, "")
    kinds: tuple[Prose, ...] = key(list_of(prose), ())


def output_names(sources: Sources) -> list[str]:
    """The outputs there are, the default one first."""
    names = list(sources.named("layouts/outputs"))
    return sorted(names, key=lambda name: name != DEFAULT)


def read_output(name: str, sources: Sources, problems: Problems) -> Output | None:
    tree = sources_tree(sources, f"layouts/outputs/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        form = read_keys(_OutputForm, tree, problems, "an output")
    except Unreadable:
        return None
    output = Output(name, form.about, form.cards, form.sheet or None, form.kinds, tree.where)
    for folder, wanted in (("cards", output.cards), ("sheets", output.sheet)):
        known = list(sources.named(f"layouts/{folder}"))
        if wanted and wanted not in known:
            entries = tree.entries or {}
            where = entries["cards" if folder == "cards" else "sheet"].where
            fix = f"there is: {', '.join(known)}"
            problems.error("E206", where, f'there is no "{wanted}" in layouts/{folder}', fix)
            return None
    return output
