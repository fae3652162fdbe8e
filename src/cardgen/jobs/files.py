"""The sheets of a job as files: one or, where paper is turned by hand, those that this takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from cardgen.jobs.job import Job
from cardgen.jobs.runs import SheetRun, pages, plans
from cardgen.jobs.test_sheet import aid_pages, read_aids
from cardgen.jobs.writing import File
from cardgen.model.options import Turning
from cardgen.model.plan import FilePlan, Sides
from cardgen.model.record.record import Record
from cardgen.problems import Problems


def files_of(
    job: Job, runs: list[SheetRun], path: str, record: Record, problems: Problems
) -> Iterator[File]:
    """The file at the path, or those that stand beside it, made page by page as they are read; the
    record takes note of their faces."""
    if job.printing.by_hand:
        yield from _by_hand(job, runs, path, record, problems)
    else:
        yield _one_file(job, runs, path, record, problems)


def _one_file(
    job: Job, runs: list[SheetRun], path: str, record: Record, problems: Problems
) -> File:
    grid = runs[0].part.grid
    one_sided = job.one_sided or job.printing.fold
    flip: Turning = grid.flip if grid and not one_sided else "none"
    plan = _plan(job, runs, path, "one" if one_sided else "both", flip)
    made = record.noting(pages(job, runs, problems), job.house.guise)
    return File(plan, job.deck, made, job.printing.format, record, job.shop)


def _by_hand(
    job: Job, runs: list[SheetRun], path: str, record: Record, problems: Problems
) -> Iterator[File]:
    """Fronts, backs in the order in which the sheets are laid back, and how that is done; each of
    the first two tells of both sides."""
    made = list(record.noting(pages(job, runs, problems), job.house.guise))
    fronts = [page for page in made if page.side == "front"]
    backs = [page for page in made if page.side == "back"]
    if job.printing.reverse:
        backs.reverse()
    plan = _plan(job, runs, _beside(path, "fronts"), "fronts", "none")
    yield File(plan, job.deck, fronts, record=record, shop=job.shop)
    plan = _plan(job, runs, _beside(path, "backs"), "backs", "none")
    yield File(plan, job.deck, backs, record=record, shop=job.shop)
    aids = read_aids(job.sources, problems)
    if aids:
        plan = _plan(job, [], _beside(path, "by-hand"), "one", "none")
        size = fronts[0].frame.width, fronts[0].frame.height
        yield File(plan, aids.deck, aid_pages(aids, "reload", *size, 1, problems))


def _plan(job: Job, runs: list[SheetRun], path: str, sides: Sides, flip: Turning) -> FilePlan:
    paper = job.sheet.paper if job.sheet and job.printing.on_paper else None
    shop = job.shop.plan if job.shop else None
    return FilePlan(path, job.output.name, paper, sides, flip, plans(job, runs), shop)


def _beside(path: str, name: str) -> str:
    """build/office.pdf → build/office-backs.pdf"""
    file = PurePath(path)
    return str(file.with_name(f"{file.stem}-{name}{file.suffix}"))
