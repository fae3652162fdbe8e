"""The table of blocks: what a layout can put on a face, by the names that it calls them.

Each block has a file here, named as layouts name the block, and its name in the table below. The
file is loaded when a layout names the block. It holds the block's form, a class such as TextBlock:
its attributes are the keys that a layout gives, read and checked by their readers, and its method
fit sets the block for one card, giving its height, how it is drawn and what does not fit. For a new
block, write such a file, add its name here and describe its keys in layouts/README.md, where a test
compares them with the form.

stack.py is not in the table: it is the list of blocks that faces, panels and columns hold.
"""

BLOCKS = (
    "arrow",
    "art",
    "band",
    "bars",
    "card",
    "check",
    "columns",
    "contents",
    "cuts",
    "each",
    "emblem",
    "facts",
    "figures",
    "footer",
    "gauges",
    "heading",
    "lines",
    "list",
    "logo",
    "net",
    "page",
    "panel",
    "pill",
    "prompts",
    "qr",
    "quilt",
    "row",
    "rule",
    "ruler",
    "running",
    "scale",
    "sheet",
    "space",
    "steps",
    "table",
    "tally",
    "text",
    "themes",
    "tick",
)
