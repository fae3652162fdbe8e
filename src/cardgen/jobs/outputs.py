"""What outputs offer: the backs to choose from, and the kinds of card they are made for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cardgen.model.deck import Deck, Text
from cardgen.model.layout import CardLayout, Output
from cardgen.model.options import Options
from cardgen.problems import Problems, Unsupported
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.layout import drawn_in, leads_nowhere
from cardgen.read.output import output_names, read_output
from cardgen.read.sheet import read_sheet

if TYPE_CHECKING:
    from cardgen.model.shop_profile import Profile


def in_its_format(options: Options, output: Output | None) -> Options:
    """Returns the options with the output's own format where none is asked for."""
    return options._replace(format=options.format or (output.format if output else "pdf"))


def have_the_back(
    layouts: Sequence[CardLayout], output: Output, chosen: str | None, problems: Problems
) -> bool:
    """Returns whether each layout with a choice of backs has the requested one. If not, and the
    output requests it, the problem is noted; raises Unsupported if the user chose it."""
    wanted = Text(chosen, output.where) if chosen else output.back
    if wanted is None or not layouts:
        return True
    choosing = [layout for layout in layouts if layout.backs]
    lacking = [layout for layout in choosing if wanted.text not in layout.backs]
    if choosing and not lacking:
        return True
    what = f'the layout "{(lacking or layouts)[0].name}" has no back "{wanted.text}"'
    fix = problems.did_you_mean(wanted.text, lacking[0].backs, "its backs are") if lacking else ""
    fix = fix or "it has none to choose from"
    if chosen:
        raise Unsupported(what, fix)
    problems.error("E206", wanted.where, what, fix)
    return False


def layouts_for_kinds(
    output: Output, kinds: Iterable[str], sources: Sources
) -> dict[str, list[str]]:
    """Returns the kinds of extra cards by the layout that takes them, which is the first that
    covers the kind; raises Unsupported for a kind that none covers."""
    found: dict[str, list[str]] = {}
    for kind in kinds:
        knowing = [name for name in output.layouts if covers(output, name, kind, sources)]
        if not knowing:
            called = kind.rpartition("/")[2]
            raise Unsupported(
                f'"{output.name}" has no {called} cards: its layouts do not cover them'
            )
        found.setdefault(knowing[0], []).append(kind)
    return found


def any_covers(output: Output, kind: str, sources: Sources) -> bool:
    """Whether one of the output's layouts says how cards of the kind look."""
    return any(covers(output, layout, kind, sources) for layout in output.layouts)


def covers(output: Output, layout: str, kind: str, sources: Sources) -> bool:
    """Whether the output's layout says how cards of the kind look."""
    folder = "pages" if output.paged else "cards"
    return bool(sources.find(f"layouts/{folder}/{drawn_in(layout, sources)}/{kind}.yaml"))


def for_presses(sources: Sources, on_sheets: bool | None = None, paged: bool = False) -> list[str]:
    """Returns the outputs for presses in quotes: those of cards, all or only those on sheets or
    with one face per page, and if paged those of whole pages as well."""
    found = []
    for name in output_names(sources):
        output = read_output(name, sources, Problems())
        if output is None or output.profile is None or (output.paged and not paged):
            continue
        if on_sheets in (None, output.sheet is not None):
            found.append(f'"{name}"')
    return found


def output_for(profile: Profile, sources: Sources) -> str | None:
    """Returns the first output for presses that a shop takes: on sheets if it takes these, or else
    with a page for each face; None if there is none."""
    for name in output_names(sources):
        output = read_output(name, sources, Problems())
        if output is None or output.profile is None or output.paged:
            continue
        if (output.sheet is not None) == profile.sheets:
            return name
    return None


def suited(sources: Sources, problems: Problems) -> list[str]:
    """Returns the outputs whose layouts were made for a kind of card that the deck has, or else the
    first output, whose problems will explain."""
    deck = sources_deck(sources, problems)
    names = output_names(sources)
    found = [name for name in names if deck and _suits(name, deck, sources, problems)]
    return found or names[:1]


def _suits(name: str, deck: Deck, sources: Sources, problems: Problems) -> bool:
    output = read_output(name, sources, problems)
    if output is None or output.people:
        return False
    sheet = read_sheet(output.sheet, sources, problems) if output.sheet else None
    if sheet and sheet.cells and len(sources.languages) > 1:
        return False
    if sources.has_own(f"layouts/outputs/{name}.yaml"):
        return True  # whoever wrote it wants it
    if not output.paged and any(leads_nowhere(layout, sources) for layout in output.layouts):
        return True  # or nobody would be told
    named = {kind.text for kind in output.kinds}
    kinds = {card.kind.name for card in deck.cards if not named or card.kind.name in named}
    if output.together:
        return bool(kinds)
    return any(any_covers(output, kind, sources) for kind in kinds)
