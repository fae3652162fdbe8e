"""The net of a piece that is cut out and folded: panels that hang together at their folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, hypot
from typing import Literal, TypeAlias

from cardgen.graphics.frame import Frame, Ink, Item, Line, Path, Placed, Step
from cardgen.graphics.type.wording import fill
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.json_schema import Of, Schema, accepts
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import length, number, one_of, positive, type_size, yes_or_no
from cardgen.problems import Problems, counted
from cardgen.typeset.blocks.stack import Stack, sectioned, stack
from cardgen.typeset.fitted import Fitted, Misfit, Part, of_parts
from cardgen.typeset.ground import standing_on
from cardgen.typeset.setting import Setting
from cardgen.units import shown
from cardgen.value import Value

Edge: TypeAlias = Literal["left", "top", "right", "bottom"]
Segment: TypeAlias = tuple[float, float, float, float]  # x1, y1, x2, y2 in mm
_OPPOSITE: dict[Edge, Edge] = {"left": "right", "top": "bottom", "right": "left", "bottom": "top"}
_TURNS: dict[str, Literal[0, 90, 180, 270]] = {"0": 0, "90": 90, "180": 180, "270": 270}
_MOST_TAPER = 0.25  # of an edge at each end
_SLACK = 0.001  # mm
_DEEP = 0.0  # stands for the depth of the net, which depends on the chosen cards


def _deep_schema(of: Of) -> Schema:
    return {"anyOf": [of(positive(length)), {"const": "deep"}]}


@accepts(_deep_schema)
def _size(node: Node, problems: Problems) -> float:
    """A length, or the word deep."""
    return _DEEP if node.value == "deep" else positive(length)(node, problems)


def _panel_schema(of: Of) -> Schema:
    return of(nested(NetPanelForm, "a panel"))


@accepts(_panel_schema, name="panel of a net")
def _panel(node: Node, problems: Problems) -> NetPanelForm:
    return nested(NetPanelForm, "a panel")(node, problems)


class NetPanelForm(Form):
    """A panel as wide and high as it lies on the page; deep is the depth of the net. left, top,
    right and bottom are the panels that hang on these edges, each in the middle of its edge unless
    it is staggered.

    A panel that is joined is neither folded nor cut from the one it hangs on. With stagger it moves
    along its edge from theme to theme, forward from left to right. A tapered flap is narrower at
    its outer edge, by so many mm at both ends but never by more than half. The blocks are turned
    clockwise and keep margin from the edges of the panel, which is a field of its ink."""

    width: float = key(_size)
    height: float = key(_size)
    taper: float = key(length, 0.0)
    joined: bool = key(yes_or_no, False)
    stagger: str = key(one_of("none", "forward", "backward"), "none")
    turn: str = key(one_of(*_TURNS), "0")
    ink: Text | None = key(placed_text, None)
    margin: float = key(length, 0.0)
    blocks: Stack | None = key(stack, None)
    left: NetPanelForm | None = key(_panel, None)
    top: NetPanelForm | None = key(_panel, None)
    right: NetPanelForm | None = key(_panel, None)
    bottom: NetPanelForm | None = key(_panel, None)

    def on(self, edge: Edge) -> NetPanelForm | None:
        """The panel that hangs on that edge."""
        return {"left": self.left, "top": self.top, "right": self.right, "bottom": self.bottom}[
            edge
        ]


class _LaidPanel(Value):
    """A panel in its place, in mm from the left and top of the net's first panel; held is the edge
    on which it hangs."""

    form: NetPanelForm
    x: float
    y: float
    width: float
    height: float
    held: Edge | None

    @property
    def corners(self) -> dict[Edge, Segment]:
        """The edges, clockwise."""
        left, top, right, bottom = self.x, self.y, self.x + self.width, self.y + self.height
        points = [(left, top), (right, top), (right, bottom), (left, bottom)]
        edges: tuple[Edge, ...] = ("top", "right", "bottom", "left")
        if self.held and self.form.taper:
            outer = edges.index(_OPPOSITE[self.held])
            first, last = points[outer], points[(outer + 1) % 4]
            length_ = hypot(last[0] - first[0], last[1] - first[1])
            share = min(self.form.taper / length_, _MOST_TAPER)
            across, down = share * (last[0] - first[0]), share * (last[1] - first[1])
            points[outer] = first[0] + across, first[1] + down
            points[(outer + 1) % 4] = last[0] - across, last[1] - down
        return {edge: (*points[at], *points[(at + 1) % 4]) for at, edge in enumerate(edges)}


class Bulk(Form):
    """The volume of a gram of stock in cm³, coated or uncoated: times the grammage, in thousands,
    it is the caliper in mm."""

    coated: float = key(positive(number))
    uncoated: float = key(positive(number))


class NetBlock(Form):
    """caliper is the thickness of a card in mm and allowance the room beyond that of the cards;
    both make the depth. bulk is for those who build it for cards of a known grammage. The net keeps
    edge from the edges of its page. Its fields of colour go on for bleed beyond cuts and folds, so
    that neither shows paper. Cuts are solid and folds dashed lines of that width in points; for a
    press both are solid, each on a plate of its own, and the bleed is the print shop's. With cut:
    false the paper is folded whole, wherever two panels meet."""

    panel: NetPanelForm = key(_panel)
    caliper: float = key(number, 0.0)
    allowance: float = key(length, 0.0)
    bulk: Bulk | None = key(nested(Bulk, "the bulk of stock"), None)
    edge: float = key(length, 0.0)
    bleed: float = key(length, 0.0)
    cut: bool = key(yes_or_no, True)
    line: float = key(type_size)
    dash: float = key(positive(length))
    ink: Text = key(placed_text)

    def fit(self, setting: Setting) -> Fitted:
        deep = self._depth_for(setting)
        laid = list(_laid(self.panel, 0.0, 0.0, None, deep, _place_of_theme(setting)))
        left, top, width, height = _box(laid)
        start = (setting.left + setting.right - width) / 2 - left
        blocks = [(one, *_fitted(setting, one)) for one in laid if one.form.blocks]
        misfits = [misfit for _, _, fitted in blocks for misfit in fitted.misfits]
        rooms = self._rooms(setting)
        if (over := max(width - rooms[0], height - rooms[1])) > _SLACK:
            misfits.append(self._too_large(setting, (width, height), over))

        def draw(y: float, full: float) -> tuple[Item, ...]:
            down = y + (full - height) / 2 - top
            bleed = setting.layout.bleed or self.bleed
            items: list[Item] = []
            for one in laid:
                field = one.form.ink
                if field and not standing_on(setting, field).bare:
                    moved = one._replace(x=one.x + start, y=one.y + down)
                    items.append(_field(moved, setting.ink_named(field), bleed))
            for one, inside, fitted in blocks:
                turn = _TURNS[one.form.turn]
                wide, high = one.width, one.height
                if turn in (90, 270):
                    wide, high = high, wide
                margin = one.form.margin
                own = sectioned(fitted.draw(margin, high - 2 * margin))
                inside.cache.clear()
                items.append(Placed(one.x + start, one.y + down, Frame(wide, high, own), turn))
            ground, die = self.panel.ink, setting.house.die
            ink = (standing_on(setting, ground) if ground else setting).ink(self.ink)
            cut, fold = die or (ink, ink)
            cuts, folds = _lines(laid) if self.cut else ([], _meetings(laid))
            solid = (_moved(line, start, down, cut, self.line) for line in cuts)
            items += (line for line in solid if not _is_edge_of_page(line, setting))
            for line in folds:
                parts = (line,) if die else _dashes(line, self.dash)
                items += (_moved(part, start, down, fold, self.line) for part in parts)
            return tuple(items)

        part = Part(min(height, rooms[1]), draw, fresh=True, grow=1.0)
        return of_parts([part], tuple(misfits))

    def _rooms(self, setting: Setting) -> tuple[float, float]:
        """The width and the height that the page has for the net."""
        layout = setting.layout
        return layout.face_width - 2 * self.edge, layout.face_height - 2 * self.edge

    def _too_large(self, setting: Setting, size: tuple[float, float], over: float) -> Misfit:
        """What is said of a net that its page does not hold, of a box with how many cards fit."""
        layout, caliper, deep = setting.layout, self._caliper_for(setting), self._depth_for(setting)
        page = f"{shown(layout.face_width)} × {shown(layout.face_height)} mm"
        if not caliper:
            what = f"the net is {size[0]:.1f} × {size[1]:.1f} mm, its page {page}"
            return Misfit(what, over, self.ink.where, "make its panels smaller, or the page larger")
        *_, width, height = _box(list(_laid(self.panel, 0.0, 0.0, None, deep + 1, 0.0)))
        grown = width - size[0], height - size[1]  # by each mm of depth
        spare = (room - own for room, own in zip(self._rooms(setting), size, strict=True))
        most = deep + min(own / mm for own, mm in zip(spare, grown, strict=True) if mm)
        fitting = max(0, int((most - self.allowance) / caliper))
        what = (
            f"{counted(_count(setting), 'card')} of {caliper:g} mm need a box {deep:.1f} mm deep,"
            f" but {page} has room for {max(0.0, most):.1f} mm, which is {counted(fitting, 'card')}"
        )
        fix = "make several boxes, with --theme or --card, or use thinner card (--caliper)"
        return Misfit(what, over, setting.deck.where, fix)

    def _depth_for(self, setting: Setting) -> float:
        """The depth of the net for the chosen cards."""
        return round(self._caliper_for(setting) * _count(setting) + self.allowance, 2)

    def _caliper_for(self, setting: Setting) -> float:
        """The thickness of a card, as whoever builds the net says, or else its own."""
        layout, is_coated = setting.layout, setting.house.guise == "coated"
        if layout.grammage and self.bulk:
            bulk = self.bulk.coated if is_coated else self.bulk.uncoated
            return layout.grammage * bulk / 1000
        return layout.caliper or self.caliper


def _fitted(setting: Setting, one: _LaidPanel) -> tuple[Setting, Fitted]:
    """The blocks of a panel, which measure from its left as one reads them."""
    form, wide, high = one.form, one.width, one.height
    assert form.blocks
    if form.turn in ("90", "270"):
        wide, high = high, wide
    values = {**setting.values, "held": _held(setting)}
    inside = setting.column(form.margin, wide - form.margin)._replace(cache={}, values=values)
    inside = standing_on(inside, form.ink) if form.ink else inside
    fitted = form.blocks.fit(inside, high - 2 * form.margin)
    return inside, fitted


def _box(laid: Sequence[_LaidPanel]) -> tuple[float, float, float, float]:
    """The left, the top, the width and the height of the net."""
    left, top = min(one.x for one in laid), min(one.y for one in laid)
    right, bottom = max(one.x + one.width for one in laid), max(one.y + one.height for one in laid)
    return left, top, right - left, bottom - top


def _field(one: _LaidPanel, ink: Ink, bleed: float) -> Path:
    """The panel as a field of colour that goes on for so many mm beyond its edges."""
    edges = [_outwards(edge, bleed) for edge in one.corners.values()]
    (x, y), *others = map(_crossing, (edges[-1], *edges[:-1]), edges)
    steps: list[Step] = [("M", x, y), *(("L", *point) for point in others), ("Z",)]
    return Path(tuple(steps), ink)


def _outwards(edge: Segment, mm: float) -> Segment:
    """An edge of a panel, which runs clockwise, moved away from it."""
    x1, y1, x2, y2 = edge
    length_ = hypot(x2 - x1, y2 - y1)
    across, down = mm * (y2 - y1) / length_, mm * (x1 - x2) / length_
    return x1 + across, y1 + down, x2 + across, y2 + down


def _crossing(one: Segment, other: Segment) -> tuple[float, float]:
    """Where the lines through two segments cross."""
    x1, y1, dx, dy = one[0], one[1], one[2] - one[0], one[3] - one[1]
    x2, y2, ex, ey = other[0], other[1], other[2] - other[0], other[3] - other[1]
    share = ((x2 - x1) * ey - (y2 - y1) * ex) / (dx * ey - dy * ex)
    return x1 + share * dx, y1 + share * dy


def _moved(line: Segment, x: float, y: float, ink: Ink, width_pt: float) -> Line:
    return Line(line[0] + x, line[1] + y, line[2] + x, line[3] + y, ink, width_pt)


def _is_edge_of_page(line: Line, setting: Setting) -> bool:
    """Whether the paper ends there anyway."""
    for first, last, size in (
        (line.x1, line.x2, setting.layout.face_width),
        (line.y1, line.y2, setting.layout.face_height),
    ):
        if abs(first - last) < 0.01 and min(abs(first), abs(size - first)) < 0.01:
            return True
    return False


def _count(setting: Setting) -> int:
    """How many cards are chosen; with all numbered ones come the others of the deck."""
    if len(setting.chosen) < setting.deck.numbered:
        return len(setting.chosen)
    return sum(card.kind.name in setting.deck.kinds for card in setting.deck.cards)


def _held(setting: Setting) -> str:
    """How many cards are chosen, in words."""
    words, count = setting.house.words, _count(setting)
    return fill(
        words[f"{'one' if count == 1 else 'count'}-of-cards"].text or "", {"count": str(count)}
    )


def _place_of_theme(setting: Setting) -> float:
    """From 0 for the deck's first theme to 1 for its last."""
    ids = [theme.id for theme in setting.deck.themes]
    own = setting.card.theme
    return ids.index(own.id) / (len(ids) - 1) if own and len(ids) > 1 else 0.0


def _laid(
    form: NetPanelForm, x: float, y: float, held: Edge | None, deep: float, place: float
) -> Iterator[_LaidPanel]:
    """The panel and those that hang on it, each in its place."""
    width, height = form.width or deep, form.height or deep
    yield _LaidPanel(form, x, y, width, height, held)
    for edge in _OPPOSITE:
        child = form.on(edge)
        if child is None:
            continue
        wide, high = child.width or deep, child.height or deep
        share = {"none": 0.5, "forward": place, "backward": 1 - place}[child.stagger]
        middle, centre = x + (width - wide) * share, y + (height - high) * share
        places: dict[Edge, tuple[float, float]] = {
            "left": (x - wide, centre),
            "right": (x + width, centre),
            "top": (middle, y - high),
            "bottom": (middle, y + height),
        }
        yield from _laid(child, *places[edge], _OPPOSITE[edge], deep, place)


def _lines(laid: list[_LaidPanel]) -> tuple[list[Segment], list[Segment]]:
    """The cuts and the folds: an edge on which a panel hangs is folded, any other one cut."""
    cuts, folds = [], []
    for one in laid:
        for edge, (x1, y1, x2, y2) in one.corners.items():
            if edge == one.held:
                if one.form.joined:
                    continue
                folds.append((x1, y1, x2, y2))
                continue
            child = one.form.on(edge)
            if child is None:
                cuts.append((x1, y1, x2, y2))
                continue
            inner = next(o for o in laid if o.form is child).corners[_OPPOSITE[edge]]
            for start, end in (((x1, y1), inner[2:]), (inner[:2], (x2, y2))):
                if hypot(end[0] - start[0], end[1] - start[1]) > 0.01:
                    cuts.append((*start, *end))
    return cuts, folds


def _meetings(laid: list[_LaidPanel]) -> list[Segment]:
    """The edges that two panels share, each once."""
    edges = [edge for one in laid for edge in one.corners.values()]
    turned = {_rounded((x2, y2, x1, y1)): at for at, (x1, y1, x2, y2) in enumerate(edges)}
    return [edge for at, edge in enumerate(edges) if turned.get(_rounded(edge), 0) > at]


def _rounded(line: Segment) -> Segment:
    x1, y1, x2, y2 = (round(value, 2) for value in line)
    return x1, y1, x2, y2


def _dashes(line: Segment, dash: float) -> Iterator[Segment]:
    """Dashes along the line, of which one begins and one ends it."""
    x1, y1, x2, y2 = line
    count = max(3, 2 * ceil(hypot(x2 - x1, y2 - y1) / dash / 2) - 1)
    across, down = (x2 - x1) / count, (y2 - y1) / count
    for at in range(0, count, 2):
        x, y = x1 + at * across, y1 + at * down
        yield x, y, x + across, y + down


decode = nested(NetBlock, "a net")
