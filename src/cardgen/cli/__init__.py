"""The command line is the only door to click.

PDF and JSON go to standard output, words to standard error. Exit codes: 0 done, 1 the deck has
problems, 2 usage, 3 a file cannot be read or written, 4 an optional part is missing, 70 a mistake
in cardgen.
"""

from cardgen.cli.group import CommandRow, main

main.rows = {
    "build": CommandRow(
        "build:build",
        "Make an OUTPUT (see `cardgen list outputs`), or everything in the file of a workshop.",
    ),
    "calibrate": CommandRow(
        "calibrate:calibrate",
        "Measure a printer and save its correction, so that backs align with fronts.",
    ),
    "check": CommandRow(
        "deck:check",
        "Check the deck in every OUTPUT, or in those named, and report all problems at once.",
    ),
    "diff": CommandRow(
        "diff:diff",
        "List the cards whose faces changed since an older PDF was built, or since an older deck.",
    ),
    "explain": CommandRow(
        "reference:explain",
        "Explain the code of an error or a warning, such as E301.",
    ),
    "export": CommandRow(
        "office:export",
        "Write the deck as a workbook, a document or a table, for reviewers to edit.",
    ),
    "fit": CommandRow(
        "deck:fit",
        "Show how every card fits the format of every OUTPUT, or of those named: the type "
        "size of the longest text on its tighter side, and the millimetres to spare or, where "
        "text is overset, the characters to cut.",
    ),
    "import": CommandRow(
        "office:import_",
        "Make the folder of a deck from a workbook, a document or a table.",
    ),
    "list": CommandRow(
        "deck:list_",
        "List the deck's cards, themes or kinds of card, or what there is to choose from: "
        "colours and marks of themes, outputs, sheets, printers, print shop profiles, ways to "
        "print or stock.",
    ),
    "new": CommandRow("reference:new", "Start a new deck or workshop."),
    "order": CommandRow(
        "order:order",
        "Make one ZIP to send to a print room or a shop: the file, the order in plain words, "
        "and a note to paste into a mail; with what to have at hand for who prints an OUTPUT "
        "themselves.",
    ),
    "preflight": CommandRow("preflight:preflight", "Check any PDF as a print shop would."),
    "preview": CommandRow(
        "preview:preview",
        "Draw the faces of the cards that are chosen, as they are in an OUTPUT, as a PNG for "
        "screens.",
    ),
    "risk": CommandRow(
        "risk:risk",
        "Simulate printing and cutting an OUTPUT 10,000 times, and report how many of its "
        "cards would be spoiled, and what would help.",
    ),
    "schema": CommandRow(
        "reference:schema",
        "Print the JSON Schema of a KIND of file, for editors.",
    ),
    "serve": CommandRow(
        "serve:serve",
        "Show the deck as a page in the browser, and redraw it as its files change.",
    ),
    "show": CommandRow("deck:show", "Show a card's text, its origin and its place in the files."),
    "site": CommandRow(
        "site:site",
        "Write the page as files, for a web space, an intranet or a shared drive.",
    ),
}

__all__ = ["main"]
