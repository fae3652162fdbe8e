"""What was built for a workshop, as values and as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import PurePath
from typing import Any

from cardgen.atomic import FileData
from cardgen.jobs.files import BuiltFile
from cardgen.model.plan import FilePlan
from cardgen.model.workshop import Per, Wanted, Workshop
from cardgen.problems import Problem, Unsupported
from cardgen.value import Value
from cardgen.workshop.seating import Hand, Party
from cardgen.zip_files import zipped

PLAN = "plan.json"


class Superseded(Value):
    """What is to be taken out of what was printed of a file: so many pieces of paper with a card,
    by the number that it had in the deck then (0 for none) and its name today, or its id if it is
    not in the deck any more. replaced says that new ones take their place."""

    file: str
    card: str
    number: int
    called: str
    pieces: int
    replaced: bool


class Product(Value):
    """An output of the workshop: what was wanted, for whom or how many, and its files.

    sizes are how many cards, or pages if paged, each set of each table has. labelled says that a
    label lies on each table's pack, named that the cards or pages bear names, those of
    the people with these numbers. left_out are the ids of the workshop's cards that the output does
    not print, unconfirmed those of the printed cards whose contacts are left out.
    """

    wanted: Wanted
    copies: int | Per
    files: list[BuiltFile]
    sizes: list[list[int]]
    paged: bool
    labelled: bool
    named: bool
    people: frozenset[int] = frozenset()
    left_out: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    @property
    def plans(self) -> list[FilePlan]:
        return [file.plan for file in self.files]

    def at_hand(self, party: Party) -> list[int]:
        """The sizes of the sets that go to no table."""
        return [size for sizes in self.sizes[len(party.tables) :] for size in sizes]


@dataclass(frozen=True, slots=True)
class BuiltWorkshop:
    """A workshop with its people at their tables, and what was built for them so far. index are the
    files that say how to print and pack it.

    file is what the workshop's own file is called. since are the older folders beside which it was
    built, unchanged the names of files of which these hold everything, and superseded what these
    hold that is to be taken out of what was printed.
    """

    workshop: Workshop
    party: Party
    file: str
    products: list[Product] = field(default_factory=list)
    index: list[BuiltFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_dry: bool = False
    since: tuple[str, ...] = ()
    unchanged: list[str] = field(default_factory=list)
    superseded: list[Superseded] = field(default_factory=list)

    @property
    def summary(self) -> list[str]:
        """Each file and how to print it, and what each table gets, a line each."""
        from cardgen.workshop.summary import summary

        return list(summary(self))

    def archive(self, more: Mapping[str, bytes] | None = None) -> FileData:
        """Returns one ZIP with all files, their plan and any more files by their names, of the same
        bytes each time. `build_workshop` takes it as an older folder.

        Raises Unsupported if there are no files, Stop if they were only planned.
        """
        if not self.products:
            raise Unsupported("nothing is new, so there are no files to pack")
        files = [(file.name, file.data) for file in self.files]
        plan = (PLAN, manifest(self, self.file).encode())
        data = zipped([*files, plan, *(more or {}).items()])
        name = PurePath(self.plans[-1].path).parent.name
        return FileData(data, "zip", tuple(self.problems), f"{name}.zip")

    @property
    def unnamed(self) -> list[Hand]:
        """The hands of people whose names were left out, in the order of the list."""
        return sorted((hand for hand in self.party.hands if hand.lacks), key=attrgetter("number"))

    @property
    def plans(self) -> list[FilePlan]:
        """The plans of all files, the index last."""
        return [file.plan for file in self.files]

    @property
    def files(self) -> list[BuiltFile]:
        """All files, the index last."""
        return [*(file for product in self.products for file in product.files), *self.index]

    def as_data(self) -> dict[str, Any]:
        """The title, the tables with how many sets each gets, and the files with what to print them
        on."""
        return {
            "workshop": self.workshop.title.text,
            "participants": len(self.party.hands),
            "unnamed": [str(hand.lacks) for hand in self.unnamed],
            "since": list(self.since),
            "unchanged": self.unchanged,
            "superseded": [old._asdict() for old in self.superseded],
            "tables": [
                {
                    "name": table.name.text if table.name else None,
                    "participants": len(table.hands),
                    "cards": [card.id for card in table.cards],
                    "sets": {
                        product.files[0].name: len(product.sizes[at]) for product in self.products
                    },
                }
                for at, table in enumerate(self.party.tables)
            ],
            "spare": {
                product.files[0].name: len(rest)
                for product in self.products
                if (rest := product.at_hand(self.party))
            },
            "files": [
                plan.as_data([])
                | {"left_out": list(product.left_out), "unconfirmed": list(product.unconfirmed)}
                for product in self.products
                for plan in product.plans
            ]
            + [file.plan.as_data([]) for file in self.index],
        }


def manifest(made: BuiltWorkshop, file: str) -> str:
    """The plan of the folder as JSON, with the path of the workshop's file. It has nobody's
    name."""
    return json.dumps({"file": file, **made.as_data()}, ensure_ascii=False, indent=2) + "\n"
