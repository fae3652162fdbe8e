"""What was built for a workshop, as values and as JSON for other programs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from cardgen.model.plan import FilePlan
from cardgen.model.workshop import Per, Wanted, Workshop
from cardgen.workshop.seating import Party


@dataclass(frozen=True, slots=True)
class Product:
    """An output of the workshop: what was wanted, for whom or how many, and its files.

    sizes are how many cards, or pages if paged, each set of each table has; labelled says that a
    label lies on each table's pack.
    """

    wanted: Wanted
    copies: int | Per
    plans: list[FilePlan]
    sizes: list[list[int]]
    paged: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class BuiltWorkshop:
    """A workshop with its people at their tables, and what was built for them so far. index are the
    files that say how to print and pack it."""

    workshop: Workshop
    party: Party
    products: list[Product] = field(default_factory=list)
    index: list[FilePlan] = field(default_factory=list)

    @property
    def plans(self) -> list[FilePlan]:
        """The plans of all files, the index last."""
        return [*(plan for product in self.products for plan in product.plans), *self.index]


def manifest(made: BuiltWorkshop, file: str) -> str:
    """The plan of the folder as JSON, with the path of the workshop's file. It has nobody's
    name."""
    return json.dumps({"file": file, **as_data(made)}, ensure_ascii=False, indent=2) + "\n"


def as_data(made: BuiltWorkshop) -> dict[str, Any]:
    """The title, the tables with how many sets each gets, and the files with what to print them
    on."""
    return {
        "workshop": made.workshop.title.text,
        "participants": len(made.party.hands),
        "tables": [
            {
                "name": table.name.text if table.name else None,
                "participants": len(table.hands),
                "cards": [card.id for card in table.cards],
                "sets": {
                    PurePath(product.plans[0].path).name: len(product.sizes[at])
                    for product in made.products
                },
            }
            for at, table in enumerate(made.party.tables)
        ],
        "files": [plan.as_data([]) for plan in made.plans],
    }
