"""The command line: the only door to click.

PDF and JSON go to standard output, words to standard error. Exit codes: 0 done, 1 the deck has
problems, 2 usage, 3 a file cannot be read or written, 4 an optional part is missing.
"""

from cardgen.cli.group import main

main.places = {
    "build": "build:build",
    "calibrate": "calibrate:calibrate",
    "check": "check:check",
    "diff": "diff:diff",
    "explain": "explain:explain",
    "export": "office:export",
    "fit": "fit:fit",
    "import": "office:import_",
    "list": "list:list_",
    "new": "new:new",
    "preflight": "preflight:preflight",
    "preview": "preview:preview",
    "risk": "risk:risk",
    "schema": "schema:schema",
    "show": "show:show",
}

__all__ = ["main"]
