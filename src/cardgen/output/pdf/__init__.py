"""Pages to files: the last stage."""

from cardgen.output.pdf.metadata import About
from cardgen.output.pdf.pdf import Tally, write_pdf

__all__ = ["About", "Tally", "write_pdf"]
