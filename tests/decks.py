"""Whole decks, read and composed for tests, and the bundled house style; each is read once."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cardgen.graphics.frame import Element, GlyphRun, Item, Page, Placed
from cardgen.graphics.type.segments import Chain
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.model.options import Options
from cardgen.model.sheet import Sheet
from cardgen.problems import Problems
from cardgen.read.files import BUNDLED, Files, Sources
from cardgen.read.house_style import read_house_style
from cardgen.read.project import find_sources
from cardgen.read.sheet import read_sheet, read_slug
from cardgen.typeset.faces.composer import Composer

ALLOTMENT = Path(__file__).parent / "decks" / "allotment"
AIRE = Path(__file__).parent / "decks" / "aire"  # with additions, a brand's colour and a logo
BWRDD = Path(__file__).parent / "decks" / "bwrdd"  # in English and Welsh
THURSDAY = Path(__file__).parent / "decks" / "thursday"  # an index of a workshop's files

PLAIN = Options()

SOURCES = Sources(Path("nowhere"), BUNDLED / "deck" / "deck.yaml", Files())
HOUSE = read_house_style(SOURCES, Problems())
assert HOUSE is not None
FONTS = HOUSE.fonts
SLUG = read_slug(HOUSE, SOURCES, Problems())


def chain(name: str) -> Chain:
    """One of the bundled house style's chains of fonts."""
    assert HOUSE is not None
    return HOUSE.chains[name]


def sheet_named(name: str) -> Sheet | None:
    return read_sheet(name, SOURCES, Problems())


@cache
def layup_of(output: str, folder: Path = BUNDLED, options: Options = PLAIN) -> Layup:
    problems = Problems()
    layup = laid_up(find_sources(folder, None), output, options, problems)
    assert problems == [] and layup is not None
    return layup


@cache
def pages_of(
    output: str,
    folder: Path = BUNDLED,
    options: Options = PLAIN,
    copies: int = 1,
    warned: tuple[str, ...] = (),
) -> list[Page]:
    """The pages; no problem but those warnings may be noted."""
    problems = Problems()
    layup = layup_of(output, folder, options)
    spec = layup.spec
    made = list(Sheets(with_copies(layup, spec.cards, copies), problems))
    assert tuple(problem.code for problem in problems) == warned
    return made


@cache
def faces_of(
    output: str, folder: Path = BUNDLED, options: Options = PLAIN
) -> dict[str, tuple[Placed, ...]]:
    """The front and back of each card, by its id."""
    layup = layup_of(output, folder, options)
    spec = layup.spec
    chosen = spec.cards if spec.output.together else ()
    return {
        card.id: Composer(spec.deck, part.layout, spec.house, Problems(), chosen=chosen).faces(card)
        for part in layup.parts
        for card in part.of(spec.deck.cards)
    }


def words_of(items: Iterable[Item]) -> Iterator[GlyphRun]:
    """Every run within, in reading order."""
    for item in items:
        match item:
            case GlyphRun():
                yield item
            case Element():
                yield from words_of(item.items)
            case Placed():
                yield from words_of(item.frame.items)


def elements_of(items: Iterable[Item], role: str) -> Iterator[Element]:
    """Every element of a role within, in reading order."""
    for item in items:
        match item:
            case Element():
                if item.role == role:
                    yield item
                yield from elements_of(item.items, role)
            case Placed():
                yield from elements_of(item.frame.items, role)
