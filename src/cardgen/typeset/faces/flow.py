"""Faces that flow: blocks that go on over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cardgen.graphics.frame import Element, Frame, Item
from cardgen.model.deck import Text
from cardgen.model.layout import FaceLayout
from cardgen.problems import Mark
from cardgen.typeset.blocks.stack import Stack
from cardgen.typeset.fitted import HEIGHT, Fitted, Misfit, Part, both_heads, parts_of
from cardgen.typeset.ground import field
from cardgen.typeset.setting import Setting
from cardgen.value import Value

SLACK = 0.001  # mm by which a page may be too full, as sums of floats are


class PagedFace(Value):
    """A face over its pages, in one step of its fit; again is what further pages begin with, fill
    what stands on pages that were passed over, and left_out what the step does without."""

    pages: tuple[tuple[Part, ...], ...]
    misfits: tuple[Misfit, ...]
    stack: Stack
    again: Stack
    fill: Stack
    left_out: Text | None = None

    @property
    def needed(self) -> int:
        """How many pages there are without those that were passed over."""
        return sum(1 for parts in self.pages if parts)


def on_fewest_pages(face: FaceLayout[Stack], setting: Setting) -> PagedFace:
    """The face in the first of the steps that take the fewest pages; or in the last one, if
    something fits in none."""

    def cost(at: tuple[int, PagedFace]) -> tuple[bool, int]:
        step, one = at
        return (True, -step) if one.misfits else (False, one.needed)

    steps = (_only_on_pages(face, setting, step) for step in range(len(face.stacks[0])))
    return min(enumerate(steps), key=cost)[1]


def _only_on_pages(face: FaceLayout[Stack], setting: Setting, step: int) -> PagedFace:
    """The face in one step, after which nothing is kept that no later step needs: all the cards of
    a deck in every step would take much memory."""
    paged = on_pages(face, setting, step)
    later = {placed for stack in face.stacks[0][step + 1 :] for placed in stack.blocks}
    for placed in set(face.stacks[0][step].blocks) - later:
        setting.fitted.pop(placed, None)
    return paged


def on_pages(face: FaceLayout[Stack], setting: Setting, step: int) -> PagedFace:
    """The face in one step of its card's fit; the deck has no steps for a face that flows."""
    assert face.flow
    stack, again, fill = face.stacks[0][step], face.flow.again[step], face.flow.fill[step]
    down_to = setting.layout.height - face.flow.bottom
    further = _on_page(setting, 2, 2)
    head = again.fit(further)
    further.cache.clear()  # what was fitted refers to the setting in turn
    rooms = down_to - face.flow.top, down_to - (head.height or face.flow.top)
    fitted = stack.fitted(setting)
    pages, misfits = flow((one for placed, one in fitted if not placed.is_over), rooms, face.where)
    own = [misfit for _, one in fitted for misfit in one.misfits]
    for number in range(2, min(len(pages), 3) + 1):  # a verso and a recto
        inside = _on_page(setting, number, len(pages))
        own += [misfit for misfit in _over(stack).fit(inside).misfits if misfit not in own]
        inside.cache.clear()
    of_head = head.misfits if len(pages) > 1 else ()
    if not all(pages):
        room = down_to - face.flow.top
        of_head += fill.fit(further, room).misfits
        further.cache.clear()
    left_out = face.left_out[step] if face.left_out else None
    return PagedFace(pages, (*misfits, *own, *of_head), stack, again, fill, left_out)


def page_frames(paged: PagedFace, face: FaceLayout[Stack], setting: Setting) -> Iterator[Frame]:
    """The finished pages; what stands on every page is only read out on the first."""
    flow, layout = face.flow, setting.layout
    assert flow
    sections, width, height = Sections(), layout.width, layout.height
    bleed = layout.bleed
    paper = field(setting, (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed), face.ink)
    _note_starts(paged.pages, setting.starts)
    for number, parts in enumerate(paged.pages, 1):
        here = _on_page(setting, number, len(paged.pages))
        if not parts or parts[0].card:
            sections.close()
        items: list[Item] = [paper, *sections.of(_drawn_over(paged.stack, here, height, number))]
        top = flow.top
        if number > 1 and paged.again.blocks:
            again = paged.again.fit(here)
            items += as_artifact(again.draw(0.0, again.height))
            top = again.height
        room = height - flow.bottom - top
        drawn = draw(parts, top, room) if parts else paged.fill.fit(here).draw(top, room)
        items += sections.of(drawn)
        here.cache.clear()
        yield Frame(width, height, tuple(items))


def _over(stack: Stack) -> Stack:
    """The blocks that lie over the stack."""
    return stack._replace(blocks=tuple(placed for placed in stack.blocks if placed.is_over))


def _drawn_over(stack: Stack, setting: Setting, height: float, number: int) -> tuple[Item, ...]:
    """What lies over the stack on each page, as an artifact on all but the first."""
    items = _over(stack).fit(setting).draw(0.0, height)
    return items if number == 1 else as_artifact(items)


def _on_page(setting: Setting, number: int, count: int) -> Setting:
    """The setting for the page of that number, of so many; the first and the last are covers, and
    neither verso nor recto."""
    inside = 1 < number < count
    told = {
        "paged": "yes" if count > 1 else "",
        "verso": "yes" if inside and number % 2 == 0 else "",
        "recto": "yes" if inside and number % 2 else "",
    }
    values = {**setting.values, **told, "page": str(number), "pages": str(count)}
    return setting._replace(values=values, cache={})


def _note_starts(pages: Sequence[Sequence[Part]], starts: dict[str, int]) -> None:
    """Note the number of the first page that each card begins."""
    for number, parts in enumerate(pages, 1):
        for part in parts:
            if part.card:
                starts.setdefault(part.card, number)


class Flowed(Value):
    """The parts on each page, none on those that were passed over, and what is higher than a
    page."""

    pages: tuple[tuple[Part, ...], ...]
    misfits: tuple[Misfit, ...]


def flow(fitted: Iterable[Fitted], rooms: tuple[float, float], where: Mark) -> Flowed:
    """The parts of blocks on as few pages as hold them.

    rooms are the mm of height on the first page and on each further one.
    """
    pages: list[tuple[Part, ...]] = []
    page: list[Part] = []
    misfits: list[Misfit] = []
    for together in _divided_to_fit(parts_of(fitted), rooms[1]):
        room, fresh = rooms[bool(pages)], together[0].fresh
        is_full = height_of([*page, *together]) > room + SLACK
        if page and (is_full or fresh):
            pages.append(tuple(page))
            page, room = [], rooms[1]
        while fresh and (len(pages) + 1) % fresh:
            pages.append(())
            room = rooms[1]
        if (over := height_of([*page, *together]) - room) > SLACK:
            misfits.append(Misfit(HEIGHT, over, where))
        page += together
    pages.append(tuple(page))
    return Flowed(tuple(pages), tuple(misfits))


def draw(parts: Sequence[Part], top: float, room: float) -> tuple[Item, ...]:
    """A page's parts from the top edge down; those that grow share the height that is left."""
    shares = sum(part.grow for part in parts)
    spare = max(0.0, room - height_of(parts))
    items: list[Item] = []
    y = top
    for index, part in enumerate(parts):
        if index:
            y += part.gap
        elif part.again:
            items += as_artifact(part.again.draw(y, part.again.height))
            y += part.again.height
        own = part.height + (spare * part.grow / shares if part.grow else 0.0)
        items += part.draw(y, own)
        y += own
    return tuple(items)


def height_of(parts: Sequence[Part]) -> float:
    """The mm of height that parts take on a page: the first has no white above it, but its head."""
    if not parts:
        return 0.0
    head = parts[0].again.height if parts[0].again else 0.0
    return head - parts[0].gap + sum(part.gap + part.height for part in parts)


def _divided_to_fit(parts: Iterable[Part], room: float) -> Iterator[list[Part]]:
    """The parts that stay together, divided where they are higher than a page and can be."""
    for together in _kept_together(parts):
        if height_of(together) > room + SLACK and any(part.pieces for part in together):
            pieces = (piece for part in together for piece in _in_pieces(part))
            yield from _divided_to_fit(pieces, room)
        else:
            yield together


def _kept_together(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Each part with those before it that stand on its page."""
    together: list[Part] = []
    for part in parts:
        together.append(part)
        if not part.keep:
            yield together
            together = []
    if together:
        yield together


def _in_pieces(part: Part) -> Iterator[Part]:
    """The pieces of a part; the first takes over the white above the part, and begins its page."""
    gap, fresh, card = part.gap, part.fresh, part.card
    for piece in part.pieces() if part.pieces else [part._replace(gap=0.0)]:
        again = both_heads(part.again, piece.again)
        yield piece._replace(gap=piece.gap + gap, again=again, fresh=fresh, card=card)
        gap, fresh, card = 0.0, 0, None


def as_artifact(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items as an artifact: what was read out before is only shown again."""
    shown = tuple(_shown(items))
    return (Element("Artifact", shown),) if shown else ()


def _shown(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Element):
            yield from _shown(item.items)
        else:
            yield item


class Sections:
    """The elements of page after page under the sections that they belong to: a section takes in
    what follows its heading, on further pages as well, up to the next heading."""

    def __init__(self) -> None:
        self._open: str | None = None
        self._count = 0

    def close(self) -> None:
        """Let what follows belong to no section before it."""
        self._open = None

    def of(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """One page's items, with the pieces of an element on it made one."""
        found: list[Item] = []
        for item in items:
            if isinstance(item, Element) and item.role == "Sect" and item.id is None:
                self._count += 1
                self._open = f"section {self._count}"
                item = item._replace(id=self._open)
            elif self._open and isinstance(item, Element) and item.role != "Artifact":
                item = Element("Sect", (item,), id=self._open)
            found.append(item)
        return tuple(_joined(found))


def _identity(item: Item) -> tuple[str, str] | None:
    """What the pieces of one element have in common."""
    return (item.role, item.id) if isinstance(item, Element) and item.id is not None else None


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """The items, with neighbours that are pieces of one element made one, inside them as well."""
    for identity, group in groupby(items, _identity):
        if identity is None:
            yield from group
            continue
        pieces = [piece for piece in group if isinstance(piece, Element)]
        inside = (item for piece in pieces for item in piece.items)
        yield pieces[0]._replace(items=tuple(_joined(inside)))
