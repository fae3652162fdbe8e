"""option_words.yaml → the options that people mean by other words."""

from __future__ import annotations

from cardgen.model.forms.readers import list_of, names_to, text
from cardgen.problems import Problems
from cardgen.read.files import packaged_tree


def read_option_words() -> dict[str, tuple[str, ...]]:
    """Returns the words that people type for each option."""
    return names_to(list_of(text))(packaged_tree("option_words.yaml"), Problems())


def options_meant(typed: str) -> list[str]:
    """Returns the options that someone may mean who types this one, in any command: "--page-size"
    stands for --sheet."""
    plain = typed.lstrip("-").lower().replace("_", "-")
    return [option for option, words in read_option_words().items() if plain in words]
