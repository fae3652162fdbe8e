"""layouts/cards/NAME/ → CardLayout: the card's size and styles, and the faces of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from cardgen.graphics.type.breaking import BALANCED, EVEN, RAGGED
from cardgen.graphics.type.segments import Chain
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, later, nested
from cardgen.model.forms.json_schema import accepts, mapping
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import (
    Unreadable,
    anything,
    leading,
    length,
    names_to,
    one_of,
    positive,
    refuse,
    type_size,
)
from cardgen.model.layout import CardLayout, FaceLayout, HouseStyle, Style
from cardgen.problems import Problems, did_you_mean
from cardgen.read.enlarged import read_enlarged
from cardgen.read.face import face_form, read_face
from cardgen.read.files import Sources
from cardgen.typeset.blocks.stack import Stack

RAGS = {"ragged": RAGGED, "even": EVEN, "balanced": BALANCED}


class _StyleForm(Form):
    font: Text = key(placed_text)
    size: float = key(positive(type_size))
    leading: tuple[float, float] = key(leading, (0.0, 1.2))
    rag: str = key(one_of(*RAGS), "ragged")
    figures: Text | None = key(placed_text, None)


_style = nested(_StyleForm, "a style")


@accepts(lambda of: mapping(of(_style), minProperties=1))
def _styles(node: Node, problems: Problems) -> dict[str, _StyleForm]:
    styles = names_to(_style)(node, problems)
    if not node.entries:
        raise refuse(problems, "E107", node.where, "a card needs at least one style")
    return styles


class _LayoutForm(Form):
    width: float | None = key(positive(length), None)
    height: float | None = key(positive(length), None)
    bleed: float = key(length, 0.0)
    frame: float = key(length, 0.0)
    safe: float = key(length, 0.0)
    styles: dict[str, _StyleForm] = key(_styles)
    measures: dict[str, Node] = key(names_to(anything), {})


@accepts(lambda of: {"anyOf": [of(placed_text), of(face_form)]})
def _back(node: Node, problems: Problems) -> Node:
    """The name of a back, or a face, which is read when all backs are known."""
    return node


class _KindLayoutForm(Form):
    front: Node = key(later(face_form))
    back: Node = key(_back)
    parts: dict[str, Node] = key(names_to(anything), {})


card_form = nested(_LayoutForm, "a card layout")
kind_form = nested(_KindLayoutForm, "the layout of a kind of card")


class Backs(Form):
    """Faces by their names, and the parts they share."""

    faces: dict[str, Node] = key(names_to(later(face_form)), name="backs")
    parts: dict[str, Node] = key(names_to(anything), {})

    def face(self, named: Node, wanted: str | None, problems: Problems) -> Node:
        """The back wanted, or else the one that a kind names."""
        name = wanted if wanted in self.faces else str(named.text)
        if name not in self.faces:
            fix = did_you_mean(name, self.faces, "its backs are")
            what = f'the layout has no back "{name}"'
            raise refuse(problems, "E204", named.where, what, fix)
        return self.faces[name]


backs_form = nested(Backs, "a file of backs")


def read_backs(folder: str, sources: Sources, problems: Problems) -> Backs:
    """The backs of the layout in a folder, none where there is no such file or it cannot be read,
    with the problems noted."""
    relative = f"{folder}/backs.yaml"
    if sources.find(relative):
        tree = sources.tree(relative, problems)
        with suppress(Unreadable):
            if tree is not None:
                return backs_form(tree, problems)
    return Backs(faces={})


class Sizes(NamedTuple):
    """Sizes in mm that come from elsewhere: the cell of a sheet, for a layout without a size of its
    own, and a trim in place of either."""

    cell: tuple[float, float] | None = None
    trim: tuple[float, float] | None = None


OWN_SIZE = Sizes()


def read_layout(
    name: str,
    kinds: Iterable[str],
    sizes: Sizes,
    house: HouseStyle,
    sources: Sources,
    problems: Problems,
    back: str | None = None,
    paged: bool = False,
) -> CardLayout | None:
    """The layout, of cards or of pages, with the faces of these kinds, or None with the problems
    noted.

    Kinds that name a back take this one instead where the layout has it.
    """
    noted, slips = problems.noted, Problems()  # with slips in its blocks the rest can be set
    folder = f"layouts/{'pages' if paged else 'cards'}/{name}"
    root = sources.tree(f"{folder}/{'page' if paged else 'card'}.yaml", problems)
    if root is None:
        return None
    if "of" in (root.entries or {}) and not paged:

        def read(of: str) -> CardLayout | None:
            return read_layout(of, kinds, sizes, house, sources, problems, back)

        return read_enlarged(name, root, read, sources, problems)
    try:
        form = card_form(root, problems)
        size = sizes.trim or _size(form, root, sizes.cell, problems)
        _check_frame(form, size, paged, root, problems)
        styles = {s: _resolved(style, house, problems) for s, style in form.styles.items()}
    except Unreadable:
        return None
    values, measure = {**house.words, **form.measures}, size[0] - 2 * form.frame
    backs, choosing = read_backs(folder, sources, problems), False
    faces: dict[str, tuple[FaceLayout[Stack], ...]] = {}
    for kind in kinds:
        relative = f"{folder}/{kind}.yaml"
        if sources.find(relative) is None:
            what = f'the layout "{name}" does not say how cards of the kind "{kind}" look'
            problems.error("E207", root.where, what, f"write {relative}, or build another output")
            continue
        tree = sources.tree(relative, problems)
        if tree is None:
            continue
        try:
            if paged:
                faces[kind] = _page(tree, values, measure, problems, slips)
                continue
            faces[kind] = _faces(tree, values, measure, (backs, back), problems, slips)
            choosing = choosing or (tree.entries or {})["back"].text is not None
        except Unreadable:
            continue
    unusable = problems.noted > noted
    problems.add(slips)
    if unusable:
        return None
    safe = form.safe or form.frame
    names = tuple(backs.faces) if choosing else ()
    return CardLayout(name, *size, form.bleed, form.frame, safe, styles, faces, root.where, names)


def _size(
    form: _LayoutForm, root: Node, cell: tuple[float, float] | None, problems: Problems
) -> tuple[float, float]:
    if form.width and form.height:
        return form.width, form.height
    if form.width or form.height:
        needed = "height" if form.width else "width"
        raise refuse(problems, "E105", root.where, f'a card layout needs "{needed}"')
    if cell is None:
        what = "this layout has no width and height: it takes those of the cells of a sheet"
        fix = "choose a sheet with cells (--sheet), or write its size here"
        raise refuse(problems, "E212", root.where, what, fix)
    return cell


def _check_frame(
    form: _LayoutForm, size: tuple[float, float], paged: bool, root: Node, problems: Problems
) -> None:
    if not form.frame or root.entries is None:
        return
    where = root.entries["frame"].where
    if paged:
        what = "pages are not cut, so that they have no frame"
        raise refuse(problems, "E107", where, what, "give its faces left and right instead")
    if form.bleed:
        what = "a card with a frame has no bleed: nothing on it reaches the trim"
        raise refuse(problems, "E107", where, what, "leave one of the two out")
    if 2 * form.frame >= min(size):
        raise refuse(problems, "E107", where, "the frame leaves nothing of the card")


def _resolved(form: _StyleForm, house: HouseStyle, problems: Problems) -> Style:
    return Style(
        _chain(form.font, house, problems),
        form.size,
        *form.leading,
        RAGS[form.rag],
        _chain(form.figures, house, problems) if form.figures else None,
    )


def _chain(font: Text, house: HouseStyle, problems: Problems) -> Chain:
    if font.text not in house.chains:
        fix = did_you_mean(font.text, house.chains, "the fonts are")
        raise refuse(problems, "E204", font.where, f'no font is called "{font.text}"', fix)
    return house.chains[font.text]


def _faces(
    tree: Node,
    values: Mapping[str, Node],
    measure: float,
    choice: tuple[Backs, str | None],
    problems: Problems,
    slips: Problems,
) -> tuple[FaceLayout[Stack], ...]:
    """The front and the back, where a kind names one that of the choice: a wanted one of backs."""
    backs, wanted = choice
    form = kind_form(tree, problems)
    named = form.back.text is not None
    back = backs.face(form.back, wanted, problems) if named else form.back
    own = {**values, **form.parts}
    of_back = {**values, **backs.parts} if named else own
    faces = (
        read_face(form.front, measure, own, problems, slips),
        read_face(back, measure, of_back, problems, slips),
    )
    for face in faces:
        if face.flow:
            what = "a side of a card cannot go on elsewhere: only pages flow"
            raise refuse(problems, "E107", face.where, what, "leave flow: out")
    return faces


def _page(
    tree: Node,
    values: Mapping[str, Node],
    measure: float,
    problems: Problems,
    slips: Problems,
) -> tuple[FaceLayout[Stack], ...]:
    """The front, its keys the file's own."""
    entries = dict(tree.entries or {})
    parts = entries.pop("parts", None)
    named = names_to(anything)(parts, problems) if parts else {}
    face = Node(entries, tree.where, tree.keys) if tree.entries is not None else tree
    return (read_face(face, measure, {**values, **named}, problems, slips),)
