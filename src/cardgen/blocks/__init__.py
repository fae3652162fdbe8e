"""The blocks that a layout arranges, by the names it calls them."""

from cardgen.blocks import (
    art,
    band,
    bars,
    footer,
    heading,
    panel,
    pill,
    quilt,
    rule,
    scale,
    space,
    steps,
    text,
    themes,
)
from cardgen.blocks import list as list_
from cardgen.blocks.stack import DECODERS

DECODERS.update(
    {
        "art": art.decode,
        "band": band.decode,
        "bars": bars.decode,
        "footer": footer.decode,
        "heading": heading.decode,
        "list": list_.decode,
        "panel": panel.decode,
        "pill": pill.decode,
        "quilt": quilt.decode,
        "rule": rule.decode,
        "scale": scale.decode,
        "space": space.decode,
        "steps": steps.decode,
        "text": text.decode,
        "themes": themes.decode,
    }
)
