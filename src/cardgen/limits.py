"""The most that is taken in of anything, each with its reason.

A limit is applied before the cost is paid: no file below 5 MB takes more than ten seconds or
500 MB to be read or refused.
"""

from __future__ import annotations

from cardgen.value import Value


class Limit(Value):
    """The most that there may be of something, in the unit in which messages give it, and the
    reason. Of MB, most is in bytes."""

    what: str
    most: int
    unit: str
    why: str

    def __str__(self) -> str:
        return self.of(self.most)

    def of(self, amount: int) -> str:
        """Another amount in the same unit."""
        return f"{amount / 2**20:.0f} MB" if self.unit == "MB" else f"{amount:,} {self.unit}"


def _mb(what: str, most: int, why: str) -> Limit:
    return Limit(what, most * 2**20, "MB", why)


YAML_SIZE = _mb("a file of YAML", 32, "a deck of 10,000 cards has about 8 MB")
YAML_VALUES = Limit(
    "texts, lists and keys of a file of YAML",
    500_000,
    "values",
    "a deck of 10,000 cards has about 200,000",
)
TEXT_LENGTH = Limit("one text", 50_000, "characters", "no page holds as many")
YAML_DEPTH = Limit("lists and keys within each other", 64, "levels", "a layout has about ten")

OFFICE_SIZE = _mb(
    "a workbook, a document or a table",
    32,
    "a workbook of 10,000 cards has about 2 MB; pictures make up the rest",
)
OFFICE_UNPACKED = _mb("a document, unpacked", 64, "what is more is formatting or pictures")
OFFICE_STREAMED = _mb(
    "a workbook, unpacked",
    192,
    "a large workbook is mostly formats of empty rows, which are not kept",
)
OFFICE_PARTS = Limit("a workbook or a document", 2000, "parts", "most have a dozen")
OFFICE_ELEMENTS = Limit(
    "a document", 750_000, "elements of XML", "a document of 5,000 long cards has as many"
)
OFFICE_DEPTH = Limit(
    "elements of its XML, or a workbook's, within each other",
    200,
    "levels",
    "tables within tables have about 50",
)
OFFICE_ATTRIBUTES = Limit(
    "one of these elements", 200, "attributes", "no element of the standard has as many"
)
OFFICE_TAG = Limit(
    "one of their tags or comments", 100_000, "characters", "a list of areas has a few thousand"
)
WORKBOOK_ELEMENTS = Limit(
    "a workbook",
    3_000_000,
    "elements of XML",
    "a format for whole columns makes a million",
)
WORKBOOK_TEXT = Limit("one cell of a workbook", 1_000_000, "characters", "a cell holds 32,767")
MERGED_CELLS = Limit("a workbook", 20_000, "merged cells", "a table merges a few in each theme")
CELL_FORMATS = Limit("a workbook", 100_000, "cell formats", "Excel allows 65,490")
PARAGRAPHS = Limit(
    "a document", 200_000, "paragraphs", "a document of 10,000 cards has about 180,000"
)
CELLS = Limit(
    "all sheets of a workbook, with merged cells, or a table",
    200_000,
    "cells",
    "a deck of 10,000 cards has about 80,000",
)
COLUMNS = Limit("a sheet or a table", 500, "columns", "a table of cards has about ten")
ROWS = Limit("a sheet or a table", 12_000, "rows", "a deck of 10,000 cards has one for each")
TABLE_LINES = Limit(
    "all cells of a sheet or a table",
    400_000,
    "lines",
    "a deck of 10,000 cards has about 150,000",
)
THEMES = Limit("a table", 1000, "themes", "a theme has several cards; most decks have under ten")
PEOPLE_SIZE = _mb("a list of people or of scores", 8, "a list of 5,000 people has about 0.2 MB")

PICTURE_SIZE = _mb("a picture or a drawing", 32, "a photograph for a card has about 2 MB")
PIXELS = Limit("a picture", 100_000_000, "pixels", "600 to the inch on A3 and more")
PIXELS_DECODED = _mb(
    "a picture, opened", 300, "what it takes in memory is several times its size in the file"
)
PIXEL_PASSES = Limit(
    "a progressive JPEG",
    1_000_000_000,
    "pixels in all passes",
    "most have about ten passes, and each costs time",
)

SVG_ELEMENTS = Limit("a drawing", 50_000, "elements", "a detailed map has about 10,000")
SVG_DEPTH = Limit(
    "elements of a drawing within each other",
    200,
    "levels",
    "drawing programs nest about 20 groups",
)
SVG_STEPS = Limit("a drawing", 200_000, "path segments", "a detailed map has about 50,000")
SVG_ATTRIBUTE = Limit(
    "one attribute of a drawing",
    10_000,
    "characters",
    "a style has a few hundred; paths may be longer",
)
SVG_ENTITIES = Limit("a drawing", 100, "entities", "Illustrator declares about ten")
SVG_ENTITY = Limit(
    "one entity of a drawing", 200, "characters", "they stand for addresses of namespaces"
)
SVG_REFERENCES = Limit(
    "a drawing with entities", 2000, "references", "each namespace is used once or twice"
)
SVG_PROBLEMS = Limit("a drawing", 100, "problems", "a drawing with more is of another kind")

FONT_SIZE = _mb("a font", 64, "the largest fonts, with Chinese characters, have about 30 MB")
ICC_SIZE = _mb("an ICC profile", 16, "a printer profile has 0.5 to 4 MB")
PDF_SIZE = _mb("a PDF", 1024, "a press file with many photographs")

REQUEST_SIZE = _mb(
    "a request to `cardgen serve`", 64, "a picture of 32 MB has 43 MB in it, as base64"
)
REQUESTS_SIZE = _mb(
    "all requests that wait", 256, "each is kept in memory until it is answered; most have 10 kB"
)
REQUEST_VALUES = Limit(
    "lists, keys and texts of a request",
    500_000,
    "values",
    "a deck of 10,000 cards has about 200,000",
)
REQUEST_DEPTH = Limit(
    "lists and keys of a request within each other", 64, "levels", "a card's words have about six"
)
REQUESTS_WAITING = Limit(
    "all requests that wait",
    32,
    "requests",
    "three quarters of them for one client",
)
REQUEST_SECONDS = Limit(
    "a request to `cardgen serve`", 60, "seconds", "to arrive in; one of 64 MB takes five by Wi-Fi"
)
PAGES_WATCHING = Limit(
    "pages that follow changes of files", 64, "pages", "each keeps a connection open"
)

ZIP_FILES = Limit("a ZIP of a workshop", 500, "files", "each output has one, or three by hand")
ZIP_UNPACKED = _mb("a ZIP of a workshop, unpacked", 500, "a thousand people have about 100 MB")

PROBLEMS = Limit(
    "one command", 5000, "problems", "nobody reads as many; the first are enough to begin with"
)
NAMES_COMPARED = Limit(
    "one command", 100_000, "names", "in search of near ones; it takes about a second"
)
NAME_COMPARED = Limit(
    "a name that is compared", 60, "characters", "a longer name is not a slip of the pen"
)

LIMITS = {name: value for name, value in globals().items() if isinstance(value, Limit)}
