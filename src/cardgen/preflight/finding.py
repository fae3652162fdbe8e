"""Findings: what a print shop would object to in a file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cardgen.graphics.type.wording import listed
from cardgen.problems import Severity
from cardgen.value import Value

_SHOWN = 3  # of the words that a finding is about


class PageArea(Value):
    """A part of a page: mm from its left and top edges, width and height in mm."""

    left: float
    top: float
    width: float
    height: float


class Finding(Value):
    """One thing that a print shop would send the file back for (error) or ask about (warning).

    page counts from 1 and is None for the whole file; measured and limit are values with their
    units, empty where nothing was measured; words are those on the page that the finding is about.
    """

    code: str
    severity: Severity
    page: int | None
    place: PageArea | None
    what: str
    measured: str = ""
    limit: str = ""
    words: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The page and the place on it, where there are any."""
        page = f"page {self.page}" if self.page else ""
        place = f"{self.place.left:.1f} × {self.place.top:.1f} mm" if self.place else ""
        return ", ".join(filter(None, (page, place)))

    @property
    def message(self) -> str:
        """The message, with its words and numbers."""
        message = self.what
        if self.words:
            quoted = [f'"{words}"' for words in self.words[:_SHOWN]]
            more = len(self.words) - len(quoted)
            message += f": {listed([*quoted, f'{more} more'] if more else quoted)}"
        numbers = "; ".join(filter(None, (self.measured, self.limit)))
        return f"{message} ({numbers})" if numbers else message

    def as_data(self) -> dict[str, Any]:
        place = self.place and dict(
            zip(PageArea._fields, (round(value, 2) for value in self.place), strict=True)
        )
        return {**self._asdict(), "place": place}


class RepeatedFinding(Value):
    """A finding that repeats, but for its place and words, on so many more pages."""

    first: Finding
    more: int

    @property
    def message(self) -> str:
        """The place and the message of the first one, and the number of other pages."""
        more = f" and on {self.more} more" if self.more else ""
        return f"{self.first.where}{more}: {self.first.message}".removeprefix(": ")

    def __str__(self) -> str:
        head = f"{self.first.severity}[{self.first.code}]"
        return f"{head} {self.message}" if self.first.page else f"{head}: {self.message}"


def group_repeats(found: Iterable[Finding]) -> list[RepeatedFinding]:
    """The findings in their order, those that repeat on several pages as one."""
    alike: dict[Finding, list[Finding]] = {}
    for one in found:
        alike.setdefault(one._replace(page=None, place=None, words=()), []).append(one)
    return [RepeatedFinding(group[0], len(group) - 1) for group in alike.values()]
