"""Blocks one under another: the arrangement of every face and panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Protocol

from cardgen.graphics.frame import Element, Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.json_schema import Of, Schema, accepts, array
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader, Unreadable, length, refuse
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.typeset.fitted import Fitted, Misfit, Part, parts_of
from cardgen.typeset.setting import Setting


class Block(Protocol):
    """One kind of thing on a face, as decoded from a layout."""

    def fit(self, setting: Setting) -> Fitted: ...


# Filled by cardgen.typeset.blocks: the name of each kind of block and how it is decoded.
BLOCKS: dict[str, Reader[Block]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class PlacedBlock:
    """A block and where it stands: left and right are insets from the card's edges; with top or
    bottom, an inset too, it lies over the stack instead of in it; when names words without which
    it is left out."""

    block: Block
    left: float | None
    right: float | None
    top: float | None
    bottom: float | None
    when: Text | None

    @property
    def is_over(self) -> bool:
        """Whether it lies over the stack instead of in it."""
        return self.top is not None or self.bottom is not None

    def fit(self, setting: Setting) -> Fitted:
        """The block fitted to its card, once however many stacks it stands in."""
        made = setting.made.get(self)
        if made is None:
            made = self.block.fit(setting.within(self.left, self.right))
            setting.made[self] = made
        fitted: Fitted = made
        return fitted


@dataclass(frozen=True, slots=True)
class Stack:
    entries: tuple[PlacedBlock, ...]
    where: Mark

    @property
    def has_over(self) -> bool:
        """Whether anything lies over it, which its parts would be without."""
        return any(entry.is_over for entry in self.entries)

    def fitted(self, setting: Setting) -> list[tuple[PlacedBlock, Fitted]]:
        """The blocks there are for the card, fitted to it."""
        return [
            (entry, entry.fit(setting))
            for entry in self.entries
            if entry.when is None or setting.says(entry.when)
        ]

    def parts(self, setting: Setting) -> Iterator[Part]:
        """The parts of its blocks, one under another."""
        return parts_of(one for entry, one in self.fitted(setting) if not entry.is_over)

    def fit(self, setting: Setting, height: float = inf) -> Fitted:
        """The stack in a height of at most so much: what is to spare when it is drawn goes to the
        blocks that grow, by their shares."""
        fitted = self.fitted(setting)
        stacked = [one for entry, one in fitted if not entry.is_over]
        need = sum(one.height for one in stacked)
        shares = sum(one.grow for one in stacked)
        misfits = tuple(misfit for _, one in fitted for misfit in one.misfits)
        if need > height + 0.001:
            misfits += (Misfit("height", need - height, self.where),)

        def draw(top: float, full: float) -> tuple[Item, ...]:
            spare = max(0.0, full - need)
            items: list[Item] = []
            y = top
            for entry, one in fitted:
                if entry.top is not None:
                    items += one.draw(top + entry.top, one.height)
                elif entry.bottom is not None:
                    items += one.draw(top + full - entry.bottom - one.height, one.height)
                else:
                    own = one.height + (spare * one.grow / shares if one.grow else 0.0)
                    items += one.draw(y, own)
                    y += own
            return tuple(items)

        return Fitted(need, draw, shares, misfits)


_PLACE: dict[str, Reader[float]] = dict.fromkeys(("left", "right", "top", "bottom"), length)


def _accepted(of: Of) -> Schema:
    return array({"anyOf": [of(_entry), of(stack)]})


@accepts(_accepted, name="blocks")
def stack(node: Node, problems: Problems) -> Stack:
    """A list of blocks; a list within it is a part, its blocks standing in its place."""
    if node.items is None:
        raise refuse(
            problems, "E102", node.where, f"this should be a list of blocks, not {node.form}"
        )
    entries: list[PlacedBlock] = []
    for item in node.items:
        try:
            entries += (
                stack(item, problems).entries
                if item.items is not None
                else [_entry(item, problems)]
            )
        except Unreadable:
            continue
    return Stack(tuple(entries), node.where)


def _accepted_entry(of: Of) -> Schema:
    """One block, and where it stands."""
    place = {edge: of(reader) for edge, reader in _PLACE.items()} | {"when": of(placed_text)}
    keys = {name: of(decode) for name, decode in BLOCKS.items()} | place
    return {
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
        # Of a misspelt block it is no news that none is there.
        "if": {"propertyNames": {"enum": list(keys)}},
        "then": {"oneOf": [{"required": [name]} for name in BLOCKS]},
    }


@accepts(_accepted_entry, name="block")
def _entry(node: Node, problems: Problems) -> PlacedBlock:
    if node.entries is None:
        raise refuse(problems, "E102", node.where, f"this should be a block, not {node.form}")
    kinds = [name for name in node.entries if name not in (*_PLACE, "when")]
    if len(kinds) != 1:
        what = "this should be one block" + (
            f", not {len(kinds)}: {', '.join(kinds)}" if kinds else ""
        )
        raise refuse(problems, "E102", node.where, what, "write each as an item of the list")
    name = kinds[0]
    if name not in BLOCKS:
        fix = did_you_mean(name, BLOCKS, "the blocks are")
        raise refuse(problems, "E101", node.keys[name], f'no block is called "{name}"', fix)
    place = {
        edge: reader(node.entries[edge], problems)
        for edge, reader in _PLACE.items()
        if edge in node.entries
    }
    return PlacedBlock(
        BLOCKS[name](node.entries[name], problems),
        place.get("left"),
        place.get("right"),
        place.get("top"),
        place.get("bottom"),
        placed_text(node.entries["when"], problems) if "when" in node.entries else None,
    )


def sectioned(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with each section's heading taking in what follows it, up to the next one."""
    found: list[Item] = []
    open_section: Element | None = None
    for item in items:
        if isinstance(item, Element) and item.role == "Sect":
            if open_section:
                found.append(open_section)
            open_section = item
        elif open_section:
            open_section = replace(open_section, items=(*open_section.items, item))
        else:
            found.append(item)
    return (*found, open_section) if open_section else tuple(found)
