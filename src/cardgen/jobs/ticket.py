"""A print room's ticket: all that it has to know of a file, on a page beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from cardgen.graphics.frame import Page
from cardgen.graphics.type.wording import listed
from cardgen.jobs.instructions import (
    Entry,
    Guide,
    Say,
    cut_in_order,
    guide_pages,
    prints,
    told_in,
    words_of,
)
from cardgen.jobs.job import Job
from cardgen.jobs.writing import File
from cardgen.model.plan import FilePlan, RunPlan, ShopPlan
from cardgen.problems import Problems
from cardgen.units import shown

_GROUP = 8  # figures of a digest


def ticket_file(job: Job, plan: FilePlan, problems: Problems) -> File:
    """The ticket of a file, made when that is written: it tells the digest of its bytes."""
    path = PurePath(plan.path)
    beside = FilePlan(
        str(path.with_name(f"{path.stem}-ticket.pdf")), "ticket", None, "one", "none", []
    )
    return File(beside, replace(job.deck, subtitle=""), _pages(job, plan, problems))


def _pages(job: Job, plan: FilePlan, problems: Problems) -> Iterator[Page]:
    say = words_of(job.house)
    house = replace(
        job.house,
        guise="rgb",
        words={**job.house.words, "index-foot": job.house.words["ticket-foot"]},
    )
    found = {
        "print": list(prints(plan, say)),
        "cut-order": list(_cuts(job, plan, say)),
        "inks": list(_inks(job, plan.shop, say)) if plan.shop else [],
        "files": [_file(plan, say)],
    }
    subtitle = " · ".join(filter(None, (job.deck.publisher, job.deck.date.isoformat())))
    told = told_in(Guide(job.deck.title, subtitle, found), job.deck, house)
    yield from guide_pages(told, house, job.sources, problems)


def _cuts(job: Job, plan: FilePlan, say: Say) -> Iterator[Entry]:
    """Trim, bleed and the cuts of each size in the order in which they are made."""
    for run in plan.runs:
        facts = [(say("guide-trim"), _size(run, say))]
        if plan.shop and plan.shop.bleed:
            facts.append((say("guide-bleed"), f"{plan.shop.bleed:g} mm"))
        if job.printing.corners:
            facts.append((say("guide-corners"), f"{shown(job.printing.corners)} mm"))
        for number, cut in enumerate(cut_in_order(run, say), 1):
            facts.append((f"{say('guide-cut')} {number}", cut))
        yield Entry(_size(run, say), "", facts)


def _size(run: RunPlan, say: Say) -> str:
    return say("guide-size", w=shown(run.width), h=shown(run.height))


def _inks(job: Job, shop: ShopPlan, say: Say) -> Iterator[Entry]:
    facts = []
    stock = job.shop.profile.stock if job.shop else ""
    if stock:
        facts.append((say("guide-stock"), stock))
    if shop.condition and job.shop and job.shop.intent:
        facts.append((say("guide-condition"), f"{shop.condition}: {job.shop.intent.about}"))
    if shop.plates and shop.total_ink:
        facts.append((say("guide-plates"), listed(shop.plates)))
        facts.append((say("guide-total"), say("guide-percent", most=f"{shop.total_ink:g}")))
    yield Entry(shop.profile, job.shop.profile.about if job.shop else "", facts)


def _file(plan: FilePlan, say: Say) -> Entry:
    digest = plan.sha256 or ""
    groups = " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
    facts = [(say("guide-bytes"), f"{plan.size:,}".replace(",", " "))]
    facts.append(("SHA-256", groups or "–"))
    return Entry(PurePath(plan.path).name, "", facts)
