"""Preflight of a finished PDF, from cardgen or elsewhere, against a print shop's profile."""

from __future__ import annotations

from pathlib import PurePath

from cardgen.intake import TooLarge, read_bytes
from cardgen.jobs.progress import Listeners, OnProgress
from cardgen.limits import PDF_SIZE
from cardgen.preflight import Finding, RepeatedFinding, group_repeats, preflight
from cardgen.problems import DeckError, Problems, Stop, known
from cardgen.read.conditions import read_conditions
from cardgen.read.files import Sources
from cardgen.read.profile import profile_names, read_profile


class Findings(list[Finding]):
    """The findings of preflight in a file, page by page."""

    def grouped(self) -> list[RepeatedFinding]:
        """Returns the findings, with those that recur on several pages merged."""
        return group_repeats(self)


def inspect_pdf(
    sources: Sources, file: str, profile: str, on_progress: OnProgress | None
) -> Findings:
    """Returns the findings in the PDF against the print shop's profile.

    Raises Stop if the file cannot be read, Unsupported for a profile that does not exist, DeckError
    if the profile has errors.
    """
    known("profile", profile, profile_names(sources))
    problems = Problems()
    wishes = read_profile(profile, sources, problems)
    conditions = read_conditions(sources, problems)
    if wishes is None or conditions is None:
        raise DeckError(problems)
    try:
        data = read_bytes(file, file, PDF_SIZE)
    except TooLarge as much:
        raise Stop(f"{file} has {much} for a PDF") from None
    tell = Listeners(on_progress=on_progress).preflight_of(PurePath(file).name)
    try:
        return Findings(preflight(data, wishes, conditions, tell))
    except Stop as stop:
        raise Stop(f"{file}: {stop}") from stop
