"""What a workshop made, for its index, for whoever prints and for other programs."""

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
    """An output of the workshop: what was wanted, for how many, and its files. sizes are how many
    cards, or pages where it is paged, each set for each table has; labelled: a label lies on the
    pack of each table."""

    wanted: Wanted
    copies: int | Per
    plans: list[FilePlan]
    sizes: list[list[int]]
    paged: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A workshop with its people at their tables, and what was made for them so far; guide are the
    files that say how it is printed and packed."""

    workshop: Workshop
    party: Party
    products: list[Product] = field(default_factory=list)
    guide: list[FilePlan] = field(default_factory=list)

    @property
    def plans(self) -> list[FilePlan]:
        return [*(plan for product in self.products for plan in product.plans), *self.guide]


def manifest(made: Made, file: str) -> str:
    """The plan as other programs read it, and of which file. It has nobody's name."""
    return json.dumps({"file": file, **as_data(made)}, ensure_ascii=False, indent=2) + "\n"


def as_data(made: Made) -> dict[str, Any]:
    """The title, the files with what to print them on, and how many sets each table gets."""
    return {
        "workshop": made.workshop.title.text,
        "participants": len(made.party.hands),
        "tables": [
            {
                "name": group.name.text if group.name else None,
                "participants": len(group.hands),
                "cards": [card.id for card in group.cards],
                "sets": {
                    PurePath(product.plans[0].path).name: len(product.sizes[at])
                    for product in made.products
                },
            }
            for at, group in enumerate(made.party.groups)
        ],
        "files": [plan.as_data([]) for plan in made.plans],
    }
