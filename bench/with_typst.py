"""The flat deck at DATA set by Typst into OUT, with our fonts and with tags.

python bench/with_typst.py DATA OUT
"""

import sys
from pathlib import Path

import typst

BENCH = Path(__file__).parent

typst.compile(
    str(BENCH / "card.typ"),
    output=sys.argv[2],
    root="/",
    font_paths=[BENCH.parent / "fonts"],
    ignore_system_fonts=True,
    pdf_tags=True,
    sys_inputs={"data": str(Path(sys.argv[1]).resolve())},
)
