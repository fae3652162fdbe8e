"""Stacks of blocks: how a layout places them, and how they share the height of a face or panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from math import inf
from typing import Protocol

from cardgen.graphics.frame import Element, Item
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.json_schema import Of, Schema, accepts, array
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader, Unreadable, length, refuse
from cardgen.problems import Mark, Problems
from cardgen.typeset.blocks import BLOCKS
from cardgen.typeset.fitted import HEIGHT, Fitted, Misfit, Part, parts_of
from cardgen.typeset.origins import Origin
from cardgen.typeset.setting import Setting
from cardgen.value import IdentityValue, Value


class Block(Protocol):
    """One kind of thing on a face, as a layout asks for it: the form of a file beside this one."""

    def fit(self, setting: Setting) -> Fitted: ...


@cache
def _reader(name: str) -> Reader[Block]:
    """The reader of the kind of block with that name, from the file that is called so."""
    reader: Reader[Block] = import_module(f"cardgen.typeset.blocks.{name}").decode
    return reader


class PlacedBlock(IdentityValue):
    """A block and its place on the face.

    left and right are insets from the edges of the face in mm. With top or bottom, insets as well,
    the block lies over the stack instead of taking room in it. when is the name of words without
    which the block is left out. origin is its name and place in the layout.
    """

    block: Block
    left: float | None
    right: float | None
    top: float | None
    bottom: float | None
    when: Text | None
    origin: Origin

    @property
    def is_over(self) -> bool:
        """Whether the block lies over the stack instead of taking room in it."""
        return self.top is not None or self.bottom is not None

    def fit(self, setting: Setting) -> Fitted:
        """The block fitted to the setting's card."""
        own = setting.inset(self.left, self.right)
        # What lies over the stack may stand on anything.
        own = own._replace(ground=None) if self.is_over else own
        made, observer = self.block.fit(own), setting.observer
        return observer.observed(made, self, own) if observer else made


class Stack(Value):
    """Blocks one under another, and the place in the layout that a misfit of their height names."""

    blocks: tuple[PlacedBlock, ...]
    where: Mark

    @property
    def has_over(self) -> bool:
        """Whether a block lies over the stack, which the parts of the stack would lose."""
        return any(placed.is_over for placed in self.blocks)

    def fitted(self, setting: Setting) -> list[tuple[PlacedBlock, Fitted]]:
        """The blocks that the setting's card has words for, each fitted to it, only once however
        many stacks hold the block there."""
        known = setting.fitted
        found: list[tuple[PlacedBlock, Fitted]] = []
        for placed in self.blocks:
            if placed.when is None or setting.has(placed.when):
                one = known.get(placed)
                if one is None:
                    one = known[placed] = placed.fit(setting)
                found.append((placed, one))
        return found

    def parts(self, setting: Setting) -> Iterator[Part]:
        """The parts that pages may divide the stack into, from the top down."""
        return parts_of(one for placed, one in self.fitted(setting) if not placed.is_over)

    def heights(self, setting: Setting) -> list[float]:
        """The height in mm of each block, 0 for one that is left out."""
        found = {placed: one.height for placed, one in self.fitted(setting)}
        return [found.get(placed, 0.0) for placed in self.blocks]

    def fit(
        self, setting: Setting, height: float = inf, least: Sequence[float] | None = None
    ) -> Fitted:
        """The stack fitted to the setting's card, in at most that many mm of height; least is how
        many mm each block has at least.

        When it is drawn, the blocks that grow share the height that is left.
        """
        fitted = self.fitted(setting)
        if least is not None:
            lowest = dict(zip(self.blocks, least, strict=True))
            fitted = [
                (placed, one._replace(height=max(one.height, lowest[placed])))
                for placed, one in fitted
            ]
        need = shares = 0.0
        misfits: tuple[Misfit, ...] = ()
        for placed, one in fitted:
            if one.misfits:
                misfits += one.misfits
            if placed.top is None and placed.bottom is None:
                need += one.height
                shares += one.grow
        if need > height + 0.001:
            misfits += (Misfit(HEIGHT, need - height, self.where),)

        def draw(top: float, full: float) -> tuple[Item, ...]:
            spare = max(0.0, full - need)
            items: list[Item] = []
            y = top
            for placed, one in fitted:
                if placed.top is not None:
                    items += one.draw(top + placed.top, one.height)
                elif placed.bottom is not None:
                    items += one.draw(top + full - placed.bottom - one.height, one.height)
                else:
                    own = one.height + (spare * one.grow / shares if one.grow else 0.0)
                    items += one.draw(y, own)
                    y += own
            return tuple(items)

        return Fitted(need, draw, shares, misfits)


_MOST_KEPT = 4096  # blocks of layouts
_first: dict[tuple[object, ...], PlacedBlock] = {}
_PLACE: dict[str, Reader[float]] = dict.fromkeys(("left", "right", "top", "bottom"), length)


def _accepted(of: Of) -> Schema:
    return array({"anyOf": [of(_placed), of(stack)]})


@accepts(_accepted, name="blocks")
def stack(node: Node, problems: Problems) -> Stack:
    """A list of blocks; a list within it is a part, its blocks standing in its place."""
    if node.items is None:
        raise refuse(
            problems, "E102", node.where, f"this should be a list of blocks, not {node.form}"
        )
    blocks: list[PlacedBlock] = []
    for item in node.items:
        with suppress(Unreadable):
            if item.items is not None:
                blocks += stack(item, problems).blocks
            else:
                blocks.append(_placed(item, problems))
    return Stack(tuple(blocks), node.where)


def _accepted_block(of: Of) -> Schema:
    """One block, and where it stands."""
    place = {edge: of(reader) for edge, reader in _PLACE.items()} | {"when": of(placed_text)}
    keys = {name: of(_reader(name)) for name in BLOCKS} | place
    return {
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
        # A misspelt block is told as an unknown key; that no block is there would be no news.
        "if": {"propertyNames": {"enum": list(keys)}},
        "then": {"oneOf": [{"required": [name]} for name in BLOCKS]},
    }


@accepts(_accepted_block, name="block")
def _placed(node: Node, problems: Problems) -> PlacedBlock:
    if node.entries is None:
        raise refuse(problems, "E102", node.where, f"this should be a block, not {node.form}")
    kinds = [name for name in node.entries if name not in _PLACE and name != "when"]
    if len(kinds) != 1:
        what = "this should be one block" + (
            f", not {len(kinds)}: {', '.join(kinds)}" if kinds else ""
        )
        raise refuse(problems, "E102", node.where, what, "write each as an item of the list")
    name = kinds[0]
    if name not in BLOCKS:
        fix = problems.did_you_mean(name, BLOCKS, "the blocks are")
        raise refuse(problems, "E101", node.keys[name], f'no block is called "{name}"', fix)
    place = {
        edge: reader(node.entries[edge], problems)
        for edge, reader in _PLACE.items()
        if edge in node.entries
    }
    return _the_same(
        PlacedBlock(
            _reader(name)(node.entries[name], problems),
            place.get("left"),
            place.get("right"),
            place.get("top"),
            place.get("bottom"),
            placed_text(node.entries["when"], problems) if "when" in node.entries else None,
            Origin(name, node.where),
        )
    )


def _the_same(placed: PlacedBlock) -> PlacedBlock:
    """The block or, of equal ones at one place of a layout, the first: in panels that steps of a
    fit tell apart, most blocks are the same, and need to be fitted only once."""
    block, *place = placed
    key = type(block), *vars(block).values(), *place
    if len(_first) >= _MOST_KEPT:
        _first.clear()
    return _first.setdefault(key, placed)


def sectioned(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with each section's heading taking in what follows it, up to the next heading."""
    found: list[Item] = []
    section: Element | None = None
    inside: list[Item] = []
    for item in (*items, None):
        if item is None or (isinstance(item, Element) and item.role == "Sect"):
            if section:
                found.append(section._replace(items=(*section.items, *inside)))
            section, inside = item, []
        elif section:
            inside.append(item)
        else:
            found.append(item)
    return tuple(found)
