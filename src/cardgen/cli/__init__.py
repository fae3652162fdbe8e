"""The command line is the only door to click.

PDF and JSON go to standard output, words to standard error. Exit codes: 0 done, 1 the deck has
problems, 2 usage, 3 a file cannot be read or written, 4 an optional part is missing, 70 a mistake
in cardgen.
"""

from cardgen.cli.group import main

main.places = {
    "build": "build:build",
    "calibrate": "calibrate:calibrate",
    "check": "deck:check",
    "diff": "diff:diff",
    "explain": "reference:explain",
    "export": "office:export",
    "fit": "deck:fit",
    "import": "office:import_",
    "list": "deck:list_",
    "new": "reference:new",
    "order": "order:order",
    "preflight": "preflight:preflight",
    "preview": "preview:preview",
    "risk": "risk:risk",
    "schema": "reference:schema",
    "serve": "serve:serve",
    "show": "deck:show",
    "site": "site:site",
}

__all__ = ["main"]
