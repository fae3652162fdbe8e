"""Whole decks, read and composed for tests."""

from functools import cache
from pathlib import Path

from cardgen.graphics.frame import Element, GlyphRun, Placed
from cardgen.jobs.job import read
from cardgen.jobs.runs import pages, runs_of
from cardgen.model.options import Printing
from cardgen.problems import Problems
from cardgen.read.files import BUNDLED, sources
from cardgen.typeset.faces.composer import Composer

ALLOTMENT = Path(__file__).parent / "decks" / "allotment"
AIRE = Path(__file__).parent / "decks" / "aire"  # with additions, a brand's colour and a logo
BWRDD = Path(__file__).parent / "decks" / "bwrdd"  # in English and Welsh
THURSDAY = Path(__file__).parent / "decks" / "thursday"  # an index of a workshop's files


PLAIN = Printing()


@cache
def job_of(output, folder=BUNDLED, printing=PLAIN):
    problems = Problems()
    job = read(sources(folder, None), output, printing, problems)
    assert problems == []
    return job


@cache
def pages_of(output, folder=BUNDLED, printing=PLAIN, copies=1, warned=()):
    """The pages; no problem but those warnings may be noted."""
    problems = Problems()
    job = job_of(output, folder, printing)
    made = list(pages(job, runs_of(job, job.cards, copies), problems))
    assert tuple(problem.code for problem in problems) == warned
    return made


@cache
def faces_of(output, folder=BUNDLED, printing=PLAIN):
    """The front and back of each card, by its id."""
    job = job_of(output, folder, printing)
    chosen = job.cards if job.output.together else ()
    return {
        card.id: Composer(job.deck, part.layout, job.house, Problems(), chosen=chosen).faces(card)
        for part in job.parts
        for card in part.of(job.deck.cards)
    }


def words_of(items):
    """Every run within, in reading order."""
    for item in items:
        match item:
            case GlyphRun():
                yield item
            case Element():
                yield from words_of(item.items)
            case Placed():
                yield from words_of(item.frame.items)


def elements_of(items, role):
    """Every element of a role within, in reading order."""
    for item in items:
        match item:
            case Element():
                if item.role == role:
                    yield item
                yield from elements_of(item.items, role)
            case Placed():
                yield from elements_of(item.frame.items, role)
