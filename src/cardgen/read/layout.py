"""layouts/cards/NAME/ or pages/NAME/ → CardLayout: its size and styles, and the faces of each kind.

A layout may be another one at a different size: its card.yaml names that one with `of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cardgen.graphics.type.breaking import BALANCED, EVEN, RAGGED
from cardgen.graphics.type.segments import Chain
from cardgen.model.deck import Text, placed_text
from cardgen.model.forms.form import Form, key, nested
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
    yes_or_no,
)
from cardgen.model.layout import CardLayout, FaceLayout, Folio, HouseStyle, Style
from cardgen.problems import Mark, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.face import read_backs, read_page, read_sides
from cardgen.read.files import Sources
from cardgen.read.house_style import sources_house_style
from cardgen.typeset.blocks.stack import Stack
from cardgen.units import shown
from cardgen.value import Value

_SLACK = 0.001  # the share by which two shapes may differ, as A6 and half of A5 do
RAGS = {"ragged": RAGGED, "even": EVEN, "balanced": BALANCED}


class _StyleForm(Form):
    font: Text = key(placed_text)
    size: float = key(positive(type_size))
    leading: tuple[float, float] = key(leading, (0.0, 1.2))
    rag: str = key(one_of(*RAGS), "ragged")
    figures: Text | None = key(placed_text, None)
    cuts: bool = key(yes_or_no, False)


_style = nested(_StyleForm, "a style")


@accepts(lambda of: mapping(of(_style), minProperties=1))
def _styles(node: Node, problems: Problems) -> dict[str, _StyleForm]:
    styles = names_to(_style)(node, problems)
    if not node.entries:
        raise refuse(problems, "E107", node.where, "a card needs at least one style")
    return styles


class _FolioForm(Form):
    style: Text = key(placed_text)
    right: float = key(length)
    bottom: float = key(length)


class _PageSize(Form):
    width: float = key(positive(length))
    height: float = key(positive(length))


class _LayoutForm(Form):
    width: float | None = key(positive(length), None)
    height: float | None = key(positive(length), None)
    bleed: float = key(length, 0.0)
    frame: float = key(length, 0.0)
    safe: float = key(length, 0.0)
    styles: dict[str, _StyleForm] = key(_styles)
    measures: dict[str, Node] = key(names_to(anything), {})
    folio: _FolioForm | None = key(nested(_FolioForm, "a folio"), None)
    larger: _PageSize | None = key(nested(_PageSize, "a larger page"), None)


card_form = nested(_LayoutForm, "a card layout")


class _EnlargedForm(Form):
    of: Text = key(placed_text)
    width: float = key(positive(length))
    height: float = key(positive(length))


enlarged_form = nested(_EnlargedForm, "a layout of another size")


class Sizes(Value):
    """Sizes in mm from elsewhere: the cell of a sheet, for a layout without a size of its own, and
    a trim size that replaces either. asked is the place that says which sheet."""

    cell: tuple[float, float] | None = None
    trim: tuple[float, float] | None = None
    asked: Mark | None = None


OWN_SIZE = Sizes()


def sources_layout(
    name: str,
    kinds: Iterable[str],
    sizes: Sizes,
    sources: Sources,
    problems: Problems,
    back: str | None = None,
    paged: bool = False,
) -> CardLayout | None:
    """Returns the layout with the words and fonts of the sources' house style, as read_layout does;
    read once, it is one object in all outputs that have it."""
    own, kinds = drawn_in(name, sources), tuple(kinds)
    path = sources.find(
        f"layouts/pages/{name}/page.yaml" if paged else f"layouts/cards/{own}/card.yaml"
    )
    root = sources.files.tree(path, Problems()) if path else None
    if root and {"width", "height"} <= (root.entries or {}).keys():
        sizes = Sizes(trim=sizes.trim)  # it needs no cell

    house = sources_house_style(sources, Problems())
    assert house  # or nobody would ask for layouts

    def read(found: Problems) -> CardLayout | None:
        return read_layout(name, kinds, sizes, house, sources, found, back, paged)

    key = ("layout", sources, name, kinds, sizes, back, paged)
    return sources.files.once(key, read, problems, house)


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
    """Returns the layout, of cards or of pages, with the faces of these kinds, or None if there
    were errors (they are in problems).

    A kind that names a back takes the requested back instead, if the layout has it.
    """
    noted, slips = problems.noted, Problems()  # with slips in its blocks the rest can be set
    folder = f"layouts/{'pages' if paged else 'cards'}/{name}"
    root = sources.tree(f"{folder}/{'page' if paged else 'card'}.yaml", problems)
    if root is None:
        return None
    if "of" in (root.entries or {}) and not paged:

        def read(of: str) -> CardLayout | None:
            return read_layout(of, kinds, sizes, house, sources, problems, back)

        return _enlarged(name, root, read, sources, problems)
    try:
        form = card_form(root, problems)
        size = sizes.trim or _size(name, form, root, sizes, problems)
        _check_frame(form, size, paged, root, problems)
        places = (root.entries or {})["styles"].keys
        styles = {s: _resolved(f, places[s], house, problems) for s, f in form.styles.items()}
        folio = _folio(form.folio, styles, paged, problems) if form.folio else None
    except Unreadable:
        return None
    values, width = {**house.words, **form.measures}, size[0] - 2 * form.frame
    backs, choosing = read_backs(folder, sources, problems), list[str]()
    faces: dict[str, tuple[FaceLayout[Stack], ...]] = {}
    for kind in kinds:
        relative = f"{folder}/{kind}.yaml"
        if sources.find(relative) is None:
            what = f'the layout "{name}" has no file for cards of the kind "{kind}"'
            fix = f"write {relative}, or build another output"
            deck = sources_deck(sources, Problems())
            own = deck.kinds[kind].where if deck and kind in deck.kinds else None
            problems.error("E207", root.where, what, fix, instead=own)
            continue
        tree = sources.tree(relative, problems)
        if tree is None:
            continue
        try:
            if paged:
                faces[kind] = read_page(tree, width, values, problems, slips)
                continue
            faces[kind] = read_sides(tree, width, values, backs, back, problems, slips)
            if (tree.entries or {})["back"].text is not None:
                choosing.append(kind)
        except Unreadable:
            continue
    unusable = problems.noted > noted
    problems.add(slips)
    if unusable:
        return None
    safe = form.safe or form.frame
    chosen = (tuple(backs.faces), tuple(choosing)) if choosing else ()
    made = CardLayout(name, *size, form.bleed, form.frame, safe, styles, faces, root.where, *chosen)
    larger = (form.larger.width, form.larger.height) if form.larger else None
    return made._replace(folio=folio, larger=larger)


def _folio(form: _FolioForm, styles: Mapping[str, Style], paged: bool, problems: Problems) -> Folio:
    if not paged:
        what = "cards have no folios: they are numbered in the deck"
        raise refuse(problems, "E107", form.style.where, what, 'leave "folio" out')
    if form.style.text not in styles:
        fix = problems.did_you_mean(form.style.text, styles, "its styles are")
        what = f'no style is called "{form.style.text}"'
        raise refuse(problems, "E204", form.style.where, what, fix)
    return Folio(styles[form.style.text], form.right, form.bottom)


def _size(
    name: str, form: _LayoutForm, root: Node, sizes: Sizes, problems: Problems
) -> tuple[float, float]:
    if form.width and form.height:
        return form.width, form.height
    if form.width or form.height:
        needed = "height" if form.width else "width"
        raise refuse(problems, "E105", root.where, f'a card layout needs "{needed}"')
    if sizes.cell is None:
        what = f'cards of the layout "{name}" have the size of the cells of a sheet'
        fix = "choose a sheet with cells, or a layout with a width and a height"
        problems.error("E212", root.where, what, fix, instead=sizes.asked)
        raise Unreadable(what)
    return sizes.cell


def _check_frame(
    form: _LayoutForm, size: tuple[float, float], paged: bool, root: Node, problems: Problems
) -> None:
    if not form.frame or root.entries is None:
        return
    where = root.entries["frame"].where
    if paged:
        what = "pages are not cut, so they have no frame"
        raise refuse(problems, "E107", where, what, "give its faces left and right instead")
    if form.bleed:
        what = "a card with a frame has no bleed: nothing on it reaches the trim"
        raise refuse(problems, "E107", where, what, "leave one of the two out")
    if 2 * form.frame >= min(size):
        raise refuse(problems, "E107", where, "the frame leaves nothing of the card")


def _resolved(form: _StyleForm, where: Mark, house: HouseStyle, problems: Problems) -> Style:
    return Style(
        where,
        _chain(form.font, house, problems),
        form.size,
        *form.leading,
        RAGS[form.rag],
        _chain(form.figures, house, problems) if form.figures else None,
        form.cuts,
    )


def _chain(font: Text, house: HouseStyle, problems: Problems) -> Chain:
    if font.text not in house.chains:
        fix = problems.did_you_mean(font.text, house.chains, "the fonts are")
        what = f'no font is called "{font.text}"'
        problems.error("E204", font.where, what, fix, instead=house.fonts_file)
        raise Unreadable(what)
    return house.chains[font.text]


def drawn_in(name: str, sources: Sources) -> str:
    """Returns the name of the layout whose files define the faces of this one."""
    if sources.find(f"layouts/cards/{name}/card.yaml") is None:
        return name
    tree = sources.tree(f"layouts/cards/{name}/card.yaml", Problems())
    of = (tree.entries or {}).get("of") if tree else None
    return of.text or name if of else name


def leads_nowhere(name: str, sources: Sources) -> bool:
    """Whether the layout should be another one at another size, but that one has no faces of its
    own."""
    tree = sources.tree(f"layouts/cards/{name}/card.yaml", Problems())
    if tree is None or "of" not in (tree.entries or {}):
        return False
    of = drawn_in(name, sources)
    has_faces = sources.find(f"layouts/cards/{of}/card.yaml") is not None
    return of == name or not has_faces or drawn_in(of, sources) != of


def _enlarged(
    name: str,
    root: Node,
    read: Callable[[str], CardLayout | None],
    sources: Sources,
    problems: Problems,
) -> CardLayout | None:
    """Returns another layout, which is read by its name, at the size given in the root; None if
    there were errors (they are in problems)."""
    try:
        form = enlarged_form(root, problems)
        _check_other(name, form.of, sources, problems)
    except Unreadable:
        return None
    of = read(form.of.text)
    if of is None:
        return None
    shape, own = of.width / of.height, form.width / form.height
    if abs(own / shape - 1) > _SLACK:
        what = (
            f'{shown(form.width)} × {shown(form.height)} mm is not the shape of "{of.name}",'
            f" {shown(of.width)} × {shown(of.height)} mm"
        )
        fix = f"a width of {shown(form.width)} goes with a height of {shown(form.width / shape)}"
        problems.error("E107", root.where, what, fix)
        return None
    times = min(form.width / of.width, form.height / of.height)
    return of._replace(
        name=name,
        width=form.width,
        height=form.height,
        bleed=times * of.bleed,
        frame=times * of.frame,
        safe=times * of.safe,
        where=root.where,
        of=of,
    )


def _check_other(name: str, of: Text, sources: Sources, problems: Problems) -> None:
    if sources.find(f"layouts/cards/{of.text}/card.yaml") is None:
        fix = problems.did_you_mean(of.text, list(sources.named("layouts/cards")))
        raise refuse(problems, "E206", of.where, f'there is no "{of.text}" in layouts/cards', fix)
    if of.text == name:
        what = "a layout cannot be itself at another size"
        raise refuse(problems, "E206", of.where, what, "name the one it is drawn in")
    first = drawn_in(of.text, sources)
    if first != of.text:
        what = f'"{of.text}" is itself another layout at another size'
        raise refuse(problems, "E206", of.where, what, f"write of: {first}")
