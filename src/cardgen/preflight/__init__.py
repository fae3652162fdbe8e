"""Finished files, ours or not, seen with a print shop's eyes."""

from cardgen.preflight.finding import Finding, Place, on_pages
from cardgen.preflight.preflight import preflight

__all__ = ["Finding", "Place", "on_pages", "preflight"]
