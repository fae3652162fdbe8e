"""The bundled fonts, chains and sheets, read once for all tests."""

from pathlib import Path

from cardgen.problems import Problems
from cardgen.read.files import BUNDLED, Sources
from cardgen.read.house_style import read_house_style
from cardgen.read.sheet import read_sheet, read_slug

SOURCES = Sources(Path("nowhere"), BUNDLED / "deck" / "deck.yaml")
HOUSE = read_house_style(SOURCES, Problems())
FONTS = HOUSE.fonts
SLUG = read_slug(HOUSE, SOURCES, Problems())


def chain(name):
    return HOUSE.chains[name]


def sheet_named(name):
    return read_sheet(name, SOURCES, Problems())
