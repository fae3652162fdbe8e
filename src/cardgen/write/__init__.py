"""Pages to files: the last stage."""

from cardgen.write.about import About
from cardgen.write.pdf import Tally, write_pdf

__all__ = ["About", "Tally", "write_pdf"]
