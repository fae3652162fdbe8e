"""The keywords of Project.build; made from the table in model/options.py."""

from collections.abc import Sequence
from os import PathLike
from typing import Literal, TypedDict

class BuildOptions(TypedDict, total=False):
    themes: str | Sequence[str]
    """Cards of this theme."""
    cards: str | Sequence[str]
    """These cards."""
    without: str | Sequence[str]
    """Without these."""
    tags: str | Sequence[str]
    """Cards with this tag."""
    add: str | Sequence[str]
    """Extra cards as well."""
    copies: int
    """How many of all."""
    changed_since: str | PathLike[str] | None
    """Only cards whose faces changed since this file."""
    same_places: bool
    """With --changed-since: where they lay in that file, other places empty."""
    format: Literal["pdf", "html", "md", "txt"]
    """Sheets to print, or what the cards say, to read."""
    sheet: str | PathLike[str] | None
    """On this paper or stock (`cardgen list sheets`)."""
    printer: str | PathLike[str] | None
    """Move backs for this printer (see calibrate)."""
    back: str | PathLike[str] | None
    """Another back of numbered cards, such as prompts or theme."""
    flip: Literal["long", "short", "none"] | None
    """The edge the paper flips on; none: two files, turned by hand."""
    fold: bool
    """Front and back side by side, to fold and glue."""
    order: Literal["decks", "cards", "stack"]
    """Whole decks, piles of one card, or to cut as one stack."""
    fill: Literal["none", "spares", "blank"]
    """What takes places that would stay empty: further copies, or cards to write on."""
    start_at: int
    """The first place to use on a part-used sheet."""
    marks: Literal["corner", "lines", "none"] | None
    """Marks to cut by."""
    marks_on: Literal["both", "fronts", "backs"] | None
    """Where they are."""
    back_extra: float
    """More bleed on backs."""
    reverse: bool
    """With --flip none: the last sheet's back first."""
    ink: Literal["colour", "mono"]
    """In colour, or in one black ink."""
    draft: bool
    """In little ink, to try things out."""
    proof: bool
    """A sheet of each kind, with lines, not for print."""
    profile: str | PathLike[str] | None
    """For presses: the print shop (`cardgen list profiles`)."""
    icc: str | PathLike[str] | None
    """For presses: another profile of colours, a file or one of the system's."""
    condition: str | PathLike[str] | None
    """With --icc: what it is a profile of, such as FOGRA51."""
    corners: float
    """For presses: the line of a die that rounds corners."""
    ticket: bool
    """For presses: a page beside it with all that the print room has to know."""
    verify: bool
    """Read the finished PDF back and check all of it."""
