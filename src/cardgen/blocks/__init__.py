"""The blocks that a layout arranges, by the names it calls them."""

from cardgen.blocks import (
    arrow,
    art,
    band,
    bars,
    footer,
    gauges,
    heading,
    panel,
    pill,
    qr,
    quilt,
    rule,
    ruler,
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
        "arrow": arrow.decode,
        "art": art.decode,
        "band": band.decode,
        "bars": bars.decode,
        "footer": footer.decode,
        "gauges": gauges.decode,
        "heading": heading.decode,
        "list": list_.decode,
        "panel": panel.decode,
        "pill": pill.decode,
        "qr": qr.decode,
        "quilt": quilt.decode,
        "rule": rule.decode,
        "ruler": ruler.decode,
        "scale": scale.decode,
        "space": space.decode,
        "steps": steps.decode,
        "text": text.decode,
        "themes": themes.decode,
    }
)
