"""The keywords of Project.build; made from the table in model/options.py."""

from collections.abc import Sequence
from os import PathLike
from typing import Literal, TypedDict

class BuildOptions(TypedDict, total=False):
    themes: str | Sequence[str]
    """Choose cards of this theme."""
    cards: str | Sequence[str]
    """Choose these cards."""
    without: str | Sequence[str]
    """Leave out these."""
    tags: str | Sequence[str]
    """Choose cards with this tag."""
    add: str | Sequence[str]
    """Add extra cards."""
    copies: int
    """Print this many copies."""
    scores: str | PathLike[str] | bytes | None
    """For team-result: draw the marks in this table."""
    caliper: float
    """For tuck-box: a card is this thick."""
    grammage: int | None
    """For tuck-box: the cards are on stock of so many g/m²; a measured caliper is better."""
    changed_since: str | PathLike[str] | bytes | None
    """Print only cards whose faces changed since this file."""
    same_places: bool
    """With --changed-since: keep their places in that file, and leave others empty."""
    format: Literal["pdf", "html", "md", "txt", "png", "svg", "pptx", "gallery"] | None
    """Make a PDF to print, the text of the cards to read, or faces for screens."""
    sheet: str | PathLike[str] | None
    """Print on this paper or stock (`cardgen list sheets`)."""
    printer: str | PathLike[str] | None
    """Apply this printer's correction (see calibrate)."""
    back: str | PathLike[str] | None
    """Give numbered cards another back, such as prompts or theme."""
    flip: Literal["long", "short", "none"] | None
    """Flip the paper on this edge; none: two files, turned by hand."""
    fold: bool
    """Put front and back side by side, to fold and glue."""
    booklet: bool
    """Lay pages out as a booklet: two on a side, to fold and staple in the middle."""
    order: Literal["decks", "cards", "stack"]
    """Lay out whole decks, piles of one card, or one stack to cut."""
    fill: Literal["none", "spares", "blank"]
    """Fill empty places with further copies, or with blank cards to write on."""
    start_at: int
    """Start at this place on a part-used sheet."""
    marks: Literal["corner", "lines", "none"] | None
    """Draw crop marks in this style."""
    marks_on: Literal["both", "fronts", "backs"] | None
    """Print crop marks on these sides."""
    back_extra: float
    """Extend the bleed of backs."""
    reverse: bool
    """With --flip none: start the backs with the last sheet."""
    ink: Literal["colour", "mono"]
    """Print in colour, or in black ink only."""
    draft: bool
    """Draft: saves ink."""
    proof: bool
    """Make a proof: one sheet of each kind, with lines, not for print."""
    profile: str | PathLike[str] | None
    """For presses: choose the print shop (`cardgen list profiles`)."""
    icc: str | PathLike[str] | None
    """For presses: use another ICC profile, a file or one of the system's."""
    condition: str | PathLike[str] | None
    """With --icc: its printing condition, such as FOGRA51."""
    corners: float
    """For presses: draw a dieline with corners of this radius; for screens: round them."""
    ppi: int | None
    """For png and pptx: draw with so many pixels to the inch."""
    pixels: int | None
    """For png and pptx: draw with so many pixels along the longer edge."""
    ticket: bool
    """For presses: write a job ticket for the print room."""
    verify: bool
    """Read the finished PDF back and check all of it."""
