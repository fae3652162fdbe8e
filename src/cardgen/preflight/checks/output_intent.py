"""The output intent: there is one, it has a CMYK printer profile, and its paper is the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cardgen.graphics.frame import PAPERS
from cardgen.preflight.finding import Finding
from cardgen.preflight.parsing.objects import data_of, entry, is_whole, items, name
from cardgen.preflight.parsing.pdf_file import PdfFile
from cardgen.preflight.rules import Rules

_PROFILE = "/DestOutputProfile"
_STANDARDS = {"GTS_PDFX": "PDF/X", "GTS_PDFA1": "PDF/A"}  # by the subtypes of output intents


def output_intent(document: PdfFile, rules: Rules) -> Iterator[Finding]:
    if not rules.standards:
        return
    everything = items(document.root, "/OutputIntents")
    subtypes = [standard.output_intents[0] for standard in rules.standards]
    wanted = "GTS_PDFX" if "GTS_PDFX" in subtypes else subtypes[0]
    ours = [one for one in everything if name(one, "/S") == wanted]
    if not ours:
        standard = _STANDARDS[wanted]
        what = f"the file does not name its printing condition (no output intent of {standard})"
        yield Finding("P505", "error", None, None, what)
        return
    if len(ours) > 1:
        what = "the file is made for several printing conditions"
        measured = f"{len(ours)} output intents"
        yield Finding("P506", "error", None, None, what, measured, "one")
    profile = _profile_of(ours[0])
    yield from _profile(ours[0], profile, rules)
    yield from _paper(ours[0], rules)
    others = [one for one in everything if name(one, "/S") == "GTS_PDFA1"]
    stream = entry(ours[0], _PROFILE)
    if any(entry(one, _PROFILE) is not stream and _profile_of(one) != profile for one in others):
        what = "the output intents of PDF/X and of PDF/A have different profiles"
        yield Finding("P509", "error", None, None, what)


def _profile(one: Any, profile: bytes, rules: Rules) -> Iterator[Finding]:
    if not profile:
        needing = [standard.family for standard in rules.standards if standard.needs_profile]
        if needing:
            what = f"the output intent has no profile, but {needing[0]} requires it in the file"
            yield Finding("P507", "error", None, None, what)
        elif not entry(one, "/RegistryName"):
            what = "the output intent has neither a profile nor a registry for its condition"
            yield Finding("P507", "error", None, None, what)
    elif profile[36:40] != b"acsp" or not is_whole(entry(one, _PROFILE)):
        what = "the profile of the output intent is damaged"
        yield Finding("P508", "error", None, None, what)
    elif (profile[12:16], profile[16:20]) != (b"prtr", b"CMYK"):
        kind, space = (part.decode("latin-1").strip() for part in (profile[12:16], profile[16:20]))
        what = "the profile of the output intent is not a CMYK printer profile"
        yield Finding("P508", "error", None, None, what, f"{kind}, {space}", "prtr, CMYK")
    if not str(entry(one, "/OutputConditionIdentifier") or "").strip():
        what = "the output intent does not name its printing condition"
        yield Finding("P507", "error", None, None, what)


def _paper(one: Any, rules: Rules) -> Iterator[Finding]:
    wanted = rules.profile.colour
    condition = str(entry(one, "/OutputConditionIdentifier") or "")
    for paper in PAPERS:
        if wanted in PAPERS and paper != wanted and rules.conditions.of(paper).prints(condition):
            what = f"the file is made for {paper} paper, but will be printed on {wanted} paper"
            yield Finding("P523", "warning", None, None, what, condition, wanted)


def _profile_of(one: Any) -> bytes:
    return data_of(entry(one, _PROFILE))
