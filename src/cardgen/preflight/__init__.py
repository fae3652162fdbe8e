"""Preflight: a finished PDF, ours or not, seen with a print shop's eyes.

`preflight` opens a file (parsing/), decides what it is held to (rules.py) and runs each check
(checks/) over its pages and over the whole; what they find are values of `Finding`.

A new check is one function in a file of checks/ and one row in a table of run_checks.py.
"""

from cardgen.preflight.finding import Finding, PageArea, RepeatedFinding, group_repeats
from cardgen.preflight.run_checks import preflight

__all__ = ["Finding", "PageArea", "RepeatedFinding", "group_repeats", "preflight"]
