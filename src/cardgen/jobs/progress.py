"""What is told of work while it is done: each page as it is made, and how much is done of how
much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TypeAlias, TypeVar

from cardgen.graphics.frame import Page
from cardgen.model.plan import FilePlan, PagePlan, page_plan
from cardgen.value import Value

T = TypeVar("T")


class Progress(Value):
    """How far work is: what is being made or looked at, and how many are done of how many, in
    cards, pages, sheets or outputs."""

    what: str
    done: int
    of: int
    unit: str

    def __str__(self) -> str:
        return f"{self.what}: {self.done:,} of {self.of:,} {self.unit}"


# Is told of each page as it is made, with the plan of its file.
OnPage: TypeAlias = Callable[[FilePlan, PagePlan], None]
OnProgress: TypeAlias = Callable[[Progress], None]


class Listeners(Value):
    """Who is told of the pages of files, and of how far these are."""

    on_page: OnPage | None = None
    on_progress: OnProgress | None = None

    def for_file(self, plan: FilePlan) -> Callable[[PagePlan], None] | None:
        """Returns what is to be told of each page of the file, None if nobody listens."""
        on_page, on_progress = self
        cards = len(plan.cards)
        if on_progress is None or not cards:
            return on_page and (lambda page: on_page(plan, page))
        what, done = name_of(plan), set[tuple[str, int]]()
        on_progress(Progress(what, 0, cards, "cards"))

        def tell(page: PagePlan) -> None:
            if on_page:
                on_page(plan, page)
            # A card comes again with its back, and with each further page that it takes.
            done.update((face["card"], face["copy"]) for face in page["placements"])
            on_progress(Progress(what, min(len(done), cards), cards, "cards"))

        return tell

    def hearing(self, pages: Iterable[Page], plan: FilePlan) -> Iterator[Page]:
        """Yields the pages of the file, and tells of each: its plan is read from what is drawn."""
        tell = self.for_file(plan)
        for page in pages:
            if tell:
                tell(page_plan(page))
            yield page

    def preflight_of(self, name: str) -> Callable[[int, int], None] | None:
        """Returns what preflight is to tell of the pages that it has looked at."""
        on_progress = self.on_progress
        if on_progress is None:
            return None
        what = f"preflight of {name}"
        return lambda number, count: on_progress(Progress(what, number, count, "pages"))


def name_of(plan: FilePlan) -> str:
    """Returns the name of a file, or that of its output on the way to standard output."""
    return plan.output if plan.path == "-" else PurePath(plan.path).name


def with_progress(
    items: Sequence[T], what: Callable[[T], str], unit: str, on_progress: OnProgress | None
) -> Iterator[T]:
    """Yields the items, and tells before each what it is and how many are done."""
    for done, item in enumerate(items):
        if on_progress:
            on_progress(Progress(what(item), done, len(items), unit))
        yield item
