"""Pages → tagged PDFs that keep a standard of model/standard.py, and checks of what was written."""

from cardgen.output.pdf.metadata import About
from cardgen.output.pdf.pdf import Tally, write_pdf

__all__ = ["About", "Tally", "write_pdf"]
