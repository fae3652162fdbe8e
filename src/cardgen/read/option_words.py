"""option_words.yaml → the options that people mean by other words."""

from __future__ import annotations

from pathlib import Path

from cardgen.model.forms.readers import list_of, names_to, text
from cardgen.problems import Problems
from cardgen.read.tree import read_tree

_FILE = Path(__file__).parents[1] / "option_words.yaml"


def read_option_words() -> dict[str, tuple[str, ...]]:
    """Returns the words that people type for each option."""
    problems = Problems()
    tree = read_tree(_FILE, _FILE.name, problems)
    assert tree is not None and not problems, problems  # our own file, read by a test
    return names_to(list_of(text))(tree, problems)


def options_meant(typed: str) -> list[str]:
    """Returns the options that someone may mean who types this one, in any command: "--page-size"
    stands for --sheet."""
    plain = typed.lstrip("-").lower().replace("_", "-")
    return [option for option, words in read_option_words().items() if plain in words]
