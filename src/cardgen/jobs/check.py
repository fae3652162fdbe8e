"""A check goes through every card in every output before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cardgen.jobs.files import go_through
from cardgen.jobs.layup import laid_up
from cardgen.jobs.outputs import suited
from cardgen.jobs.runs import pages, with_copies
from cardgen.jobs.spec import Spec
from cardgen.model.layout import TOGETHER, CardLayout
from cardgen.model.options import Options
from cardgen.problems import Problem, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.layout import Sizes, read_layout
from cardgen.read.output import DEFAULT_OUTPUT
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.sheet import read_sheet
from cardgen.read.unseen import note_unseen
from cardgen.read.words import read_words
from cardgen.typeset.faces.composer import Composer


class Checked(Problems):
    """The problems found, the number of cards, and the outputs that were checked."""

    cards = 0
    outputs: Sequence[str] = ()


def check(sources: Sources) -> Checked:
    """Returns the problems of the deck's cards in every output made for their kinds, and those of
    the sheets and printers.

    Raises Stop for files that cannot be read.
    """
    problems = Checked()
    for sheet in sources.named("layouts/sheets"):
        read_sheet(sheet, sources, problems)
    for printer in printer_names(sources):
        read_printer(printer, sources, problems)
    _note_untranslated(sources, problems)
    if deck := sources_deck(sources, Problems()):
        note_unseen(deck, sources, problems)
    rehearsed = set()
    problems.outputs = suited(sources, problems)
    for name in problems.outputs:
        layup = laid_up(sources, name, Options(), problems)
        if layup is not None:
            spec, noted = layup.spec, Problems()
            for layout in spec.first.layouts:
                faces = (layout.of or layout).name, *layout.kinds  # outputs may share them
                if faces not in rehearsed:
                    _rehearse(layout, spec, noted)
                rehearsed.add(faces)
            go_through(pages(with_copies(layup, spec.cards, 1), noted))
            wanted = name == DEFAULT_OUTPUT or sources.has_own(f"layouts/outputs/{name}.yaml")
            weighed = _weighed(noted, wanted)
            problems.add(p for p in weighed if replace(p, severity="error") not in problems)
            problems.cards = sum(card.kind.name != TOGETHER for card in spec.deck.cards)
    problems[:] = problems.in_order()
    return problems


# As what check tells the mistakes and warnings of printing in a language.
_UNTRANSLATED = {"E215": "W409", "E216": "W409", "E218": "W408", "W410": "W410"}


def _note_untranslated(sources: Sources, problems: Problems) -> None:
    """Warns of texts that are missing in a language that the deck declares."""
    deck = sources_deck(sources, Problems())
    if deck is None:
        return
    for lang in deck.languages:
        found, there = Problems(), replace(sources, languages=(lang,))
        sources_deck(there, found)
        read_words(lang, None, deck.where, there, found)
        for problem in found:
            if code := _UNTRANSLATED.get(problem.code):
                problems.add([replace(problem, severity="warning", code=code)])


# What is wrong with a face in one output: too much text, and words that cannot be seen.
_OF_ONE_OUTPUT = ("E301", "E302", "E310", "E311", "E312", "E313", "E314")


def _weighed(noted: Problems, wanted: bool) -> Iterator[Problem]:
    """Yields the problems of an output, and reduces to warnings those that matter only to whoever
    builds it: cards that are too full for an output of cardgen's own, which may not be wanted.
    Notes that pages leave something out are dropped."""
    for problem in noted:
        if problem.code in _OF_ONE_OUTPUT and not wanted:
            yield replace(problem, severity="warning")
        elif problem.code != "W405":
            yield problem


def _rehearse(layout: CardLayout, spec: Spec, problems: Problems) -> None:
    """Notes the problems of the layout's faces, and of all backs that can be chosen. Missing
    prompts are not a problem until someone asks for them."""
    Composer(spec.deck, layout, spec.house, problems).rehearse()
    found, sizes = Problems(), Sizes((layout.width, layout.height))
    for back in layout.backs:
        other = read_layout(layout.name, layout.kinds, sizes, spec.house, spec.sources, found, back)
        if other is not None:
            Composer(spec.deck, other, spec.house, found).rehearse(["back"])
    problems.add(problem for problem in found if problem.code != "E213")
