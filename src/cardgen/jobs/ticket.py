"""A job ticket: all that the print room has to know of a file, on a separate page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from cardgen.graphics.frame import Page
from cardgen.graphics.type.wording import listed
from cardgen.jobs.files import File
from cardgen.jobs.instructions import (
    Guide,
    Instruction,
    Say,
    cut_in_order,
    guide_pages,
    prints,
    told_in,
    words_of,
)
from cardgen.jobs.spec import Spec
from cardgen.model.deck import NO_TEXT
from cardgen.model.plan import FilePlan, RunPlan, ShopPlan
from cardgen.model.shop_profile import Profile
from cardgen.problems import Problems
from cardgen.units import shown

_GROUP = 8  # figures of a digest


def ticket_file(spec: Spec, plan: FilePlan, problems: Problems) -> File:
    """Returns the ticket of a file, which is made after the file is written because it quotes the
    digest of its bytes."""
    path = PurePath(plan.path)
    beside = FilePlan(
        str(path.with_name(f"{path.stem}-ticket.pdf")), "ticket", None, "one", "none", []
    )
    return File(beside, spec.deck._replace(subtitle=NO_TEXT), _pages(spec, plan, problems))


def _pages(spec: Spec, plan: FilePlan, problems: Problems) -> Iterator[Page]:
    say = words_of(spec.house)
    house = spec.house._replace(
        guise="rgb",
        words={**spec.house.words, "index-foot": spec.house.words["ticket-foot"]},
    )
    found = {
        "print": list(prints(plan, say)),
        "cut-order": list(cuts_of(plan, spec.options.corners, say)),
        "inks": list(_inks(spec, plan.shop, say)) if plan.shop else [],
        "files": [about_file(plan, say)],
    }
    subtitle = " · ".join(filter(None, (spec.deck.publisher.text, spec.deck.date.isoformat())))
    told = told_in(Guide(spec.deck.title, subtitle, found), spec.deck, house)
    yield from guide_pages(told, house, spec.sources, problems)


def cuts_of(plan: FilePlan, corners: float, say: Say) -> Iterator[Instruction]:
    """Yields the trim, the bleed and the cuts of each size, in the order in which they are made."""
    for run in plan.runs:
        facts = [(say("guide-trim"), _size(run, say))]
        if plan.shop and plan.shop.bleed:
            facts.append((say("guide-bleed"), f"{plan.shop.bleed:g} mm"))
        if corners:
            facts.append((say("guide-corners"), f"{shown(corners)} mm"))
        facts += cut_in_order(run, say)
        yield Instruction(_size(run, say), "", facts)


def _size(run: RunPlan, say: Say) -> str:
    return say("guide-size", w=shown(run.width), h=shown(run.height))


def _inks(spec: Spec, shop: ShopPlan, say: Say) -> Iterator[Instruction]:
    if spec.shop:
        condition = spec.shop.intent.about if spec.shop.intent else ""
        yield from inks_of(shop, spec.shop.profile, condition, say)


def inks_of(shop: ShopPlan, profile: Profile, about: str, say: Say) -> Iterator[Instruction]:
    """Yields the stock and the inks that a shop prints with; about says what its printing condition
    is."""
    facts = []
    if profile.stock:
        facts.append((say("guide-stock"), profile.stock))
    if shop.condition:
        condition = ": ".join(filter(None, (shop.condition, about)))
        facts.append((say("guide-condition"), condition))
    if shop.plates and shop.total_ink:
        facts.append((say("guide-plates"), listed(shop.plates)))
        facts.append((say("guide-total"), say("guide-percent", most=f"{shop.total_ink:g}")))
    yield Instruction(shop.profile, profile.about, facts)


def about_file(plan: FilePlan, say: Say) -> Instruction:
    """Returns the size and the digest of a file."""
    digest = plan.sha256 or ""
    groups = " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
    facts = [(say("guide-bytes"), f"{plan.size:,}".replace(",", " "))]
    facts.append(("SHA-256", groups or "–"))
    return Instruction(PurePath(plan.path).name, "", facts)
