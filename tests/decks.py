"""Whole decks, read and composed for tests."""

from functools import cache
from pathlib import Path

from cardgen.build import pages
from cardgen.compose.faces import Composer
from cardgen.frame import Element, Placed, Run
from cardgen.job import read
from cardgen.problems import Problems
from cardgen.read.files import BUNDLED, sources

ALLOTMENT = Path(__file__).parent / "decks" / "allotment"


@cache
def job_of(output, folder=BUNDLED, flip=None):
    problems = Problems()
    job = read(sources(folder, None), output, flip, problems)
    assert problems == []
    return job


@cache
def pages_of(output, folder=BUNDLED, flip=None, copies=1):
    problems = Problems()
    job = job_of(output, folder, flip)
    made = list(pages(job, job.deck.cards, copies, problems))
    assert problems == []
    return made


@cache
def faces_of(output, folder=BUNDLED):
    """The front and back of each card, by its id."""
    job = job_of(output, folder)
    composer = Composer(job.deck, job.layout, job.house, Problems())
    return {card.id: composer.faces(card) for card in job.deck.cards}


def runs_of(items):
    """Every run within, in reading order."""
    for item in items:
        match item:
            case Run():
                yield item
            case Element():
                yield from runs_of(item.items)
            case Placed():
                yield from runs_of(item.frame.items)


def elements_of(items, role):
    """Every element of a role within, in reading order."""
    for item in items:
        if isinstance(item, Element):
            if item.role == role:
                yield item
            yield from elements_of(item.items, role)
