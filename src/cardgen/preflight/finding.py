"""What a print shop would say of a file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cardgen.graphics.type.wording import listed
from cardgen.problems import Severity

_SHOWN = 3  # of the words that are concerned


class Place(NamedTuple):
    """A part of a page, in mm from the page's top left corner."""

    left: float
    top: float
    width: float
    height: float


class Finding(NamedTuple):
    """One thing that a print shop would send the file back for (error) or ask about (warning).

    page counts from 1, and is None for what is true of the whole file; measured and limit are
    values with their units, and empty where nothing was measured. words are those on the page that
    it is about.
    """

    code: str
    severity: Severity
    page: int | None
    place: Place | None
    what: str
    measured: str = ""
    limit: str = ""
    words: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The page and the place on it, as far as there is one."""
        page = f"page {self.page}" if self.page else ""
        place = f"{self.place.left:.1f} × {self.place.top:.1f} mm" if self.place else ""
        return ", ".join(filter(None, (page, place)))

    @property
    def said(self) -> str:
        """What it is, with its words and numbers."""
        said = self.what
        if self.words:
            quoted = [f'"{words}"' for words in self.words[:_SHOWN]]
            more = len(self.words) - len(quoted)
            said += f": {listed([*quoted, f'{more} more'] if more else quoted)}"
        numbers = "; ".join(filter(None, (self.measured, self.limit)))
        return f"{said} ({numbers})" if numbers else said

    def as_data(self) -> dict[str, Any]:
        place = self.place and dict(
            zip(Place._fields, (round(value, 2) for value in self.place), strict=True)
        )
        return {**self._asdict(), "place": place}


class OnPages(NamedTuple):
    """A finding that is the same, but for places and words, on so many pages more."""

    first: Finding
    more: int

    @property
    def words(self) -> str:
        """Where it is, what it is, with its words and numbers on the first page."""
        more = f" and on {self.more} more" if self.more else ""
        return f"{self.first.where}{more}: {self.first.said}".removeprefix(": ")

    def __str__(self) -> str:
        head = f"{self.first.severity}[{self.first.code}]"
        return f"{head} {self.words}" if self.first.page else f"{head}: {self.words}"


def on_pages(found: Iterable[Finding]) -> list[OnPages]:
    """What is to be said of findings, like ones of several pages at once."""
    alike: dict[Finding, list[Finding]] = {}
    for one in found:
        alike.setdefault(one._replace(page=None, place=None, words=()), []).append(one)
    return [OnPages(group[0], len(group) - 1) for group in alike.values()]
