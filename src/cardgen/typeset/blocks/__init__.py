"""The table of blocks: what a layout can put on a face, by the names that it calls them.

Each block has a file here, named as layouts name the block, and a row in the table below. The file
holds the block's form, a class such as TextBlock: its attributes are the keys that a layout gives,
read and checked by their readers, and its method fit sets the block for one card, giving its
height, how it is drawn and what does not fit. For a new block, write such a file, add its row here
and describe its keys in layouts/README.md, where a test compares them with the form.

stack.py has no row: it is the list of blocks that faces, panels and columns hold.
"""

from cardgen.typeset.blocks import (
    arrow,
    art,
    band,
    bars,
    check,
    each,
    emblem,
    facts,
    footer,
    gauges,
    heading,
    lines,
    logo,
    panel,
    pill,
    prompts,
    qr,
    quilt,
    row,
    rule,
    ruler,
    running,
    scale,
    space,
    steps,
    text,
    themes,
    tick,
)
from cardgen.typeset.blocks import list as list_
from cardgen.typeset.blocks.stack import BLOCKS

BLOCKS.update(
    {
        "arrow": arrow.decode,
        "art": art.decode,
        "band": band.decode,
        "bars": bars.decode,
        "check": check.decode,
        "each": each.decode,
        "emblem": emblem.decode,
        "facts": facts.decode,
        "footer": footer.decode,
        "gauges": gauges.decode,
        "heading": heading.decode,
        "lines": lines.decode,
        "list": list_.decode,
        "logo": logo.decode,
        "panel": panel.decode,
        "pill": pill.decode,
        "prompts": prompts.decode,
        "qr": qr.decode,
        "quilt": quilt.decode,
        "row": row.decode,
        "rule": rule.decode,
        "ruler": ruler.decode,
        "running": running.decode,
        "scale": scale.decode,
        "space": space.decode,
        "steps": steps.decode,
        "text": text.decode,
        "themes": themes.decode,
        "tick": tick.decode,
    }
)
