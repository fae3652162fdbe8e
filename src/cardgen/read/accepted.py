"""The warnings that a deck accepts: codes under accept: in deck.yaml."""

from __future__ import annotations

from functools import cache

from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.json_schema import accepts, written
from cardgen.model.forms.node import Node
from cardgen.problems import Problems
from cardgen.read.codes import read_codes

# Warnings of the deck and its layouts that only the options of a build can bring.
_WITH_OPTIONS = frozenset(["W404", "W405"])


@cache
def _warnings() -> tuple[str, ...]:
    return tuple(code for code in read_codes() if code.startswith("W"))


@accepts(written(r"[WP]\d{3}"))
def warning_code(node: Node, problems: Problems) -> Text:
    """The code of a warning. One that is no warning's is an error, which hides no other one."""
    own = placed_text(node, problems)
    code, codes = own.text, read_codes()
    if code not in codes:
        what = f'no warning has the code "{code}"'
        fix = problems.did_you_mean(code, _warnings(), "") or "write it as the warning does: W406"
        problems.error("E240", node.where, what, fix)
    elif code.startswith("E"):
        what = f"{code} is an error, and only warnings can be accepted"
        problems.error("E240", node.where, what, f"mend it: cardgen explain {code}")
    return own


def is_found_by_check(code: str) -> bool:
    """Whether a check would bring this warning: it is about the deck or its layouts, not about one
    build, an import or a finished file."""
    return code.startswith("W4") and code not in _WITH_OPTIONS
