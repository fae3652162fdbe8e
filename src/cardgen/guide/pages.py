"""The index of a workshop's folder: what to print on what, and how it is packed and dealt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cardgen.compose.faces import Composer
from cardgen.deck import Card, Deck, Field, Kind, Prose, Step, Theme, Words
from cardgen.files import File
from cardgen.guide.entries import Entry, sections, subtitle
from cardgen.impose.pages import one_up
from cardgen.layout import PLAIN, TOGETHER, House
from cardgen.made import Made
from cardgen.plan import FilePlan
from cardgen.printing import Format
from cardgen.problems import Problems
from cardgen.read.files import Sources
from cardgen.read.layout import read_layout
from cardgen.text.template import fill

_FORMS: tuple[Format, ...] = ("pdf", "html")
_SECTIONS = ("print", "pack", "deal", "notes")
_FIELDS = {
    "name": Field("text", True),
    "note": Field("text", False),
    "facts": Field("steps", False),
    "items": Field("list", False),
}
_ENTRY = Kind("entry", _FIELDS, numbered=False)


def guide_files(
    made: Made, deck: Deck, house: House, sources: Sources, path: str, problems: Problems
) -> list[File]:
    """The index as a PDF and as a page of HTML; none with the problems noted."""
    layout = read_layout("index", [TOGETHER], None, house, sources, problems, None, True)
    if layout is None:
        return []
    guide = _deck(made, deck, house)
    first, *entries = guide.cards
    faces = Composer(guide, layout, house, problems, chosen=entries).faces(first)
    pages = list(one_up([faces], layout.bleed))
    plans = [FilePlan(f"{path}.{form}", "index", None, "one", "none", []) for form in _FORMS]
    # The pages are for whoever packs; what the files say of themselves has nobody's name.
    return [
        File(plan, replace(guide, subtitle=""), pages, form)
        for plan, form in zip(plans, _FORMS, strict=True)
    ]


def _deck(made: Made, like: Deck, house: House) -> Deck:
    """The index as a deck: a card that shows all others, whose themes are its sections."""

    def say(name: str, **values: object) -> str:
        words = house.words[name].text or ""
        return fill(words, {key: str(value) for key, value in values.items()})

    where = made.workshop.where

    def prose(text: str) -> Prose:
        return Prose(text, where)

    def card(id_: str, kind: Kind, theme: Theme | None, words: Mapping[str, Words]) -> Card:
        return Card(id_, kind, theme, words, like.lang, (), "source", None, None, 0, where)

    found = dict(zip(_SECTIONS, sections(made, say), strict=True))
    themes = [Theme(name, prose(say(f"guide-{name}")), prose(PLAIN), "") for name in _SECTIONS]
    together = Kind(TOGETHER, {}, numbered=False)
    entries = [
        card(f"{theme.id}:{number}", _ENTRY, theme, _words(entry, prose))
        for theme in themes
        for number, entry in enumerate(found[theme.id], 1)
    ]
    title = made.workshop.title
    return replace(
        like,
        title=title,
        subtitle=subtitle(made, say),
        kinds={kind.name: kind for kind in (together, _ENTRY)},
        themes=tuple(themes),
        cards=(card(TOGETHER, together, None, {"title": title}), *entries),
        survey=None,
        prompts=None,
        where=where,
    )


def _words(entry: Entry, prose: Callable[[str], Prose]) -> dict[str, Words]:
    facts = tuple(Step(prose(label), prose(value)) for label, value in entry.facts)
    items = tuple(prose(item) for item in entry.items)
    words: dict[str, Words] = {"name": prose(entry.name)}
    return (
        words
        | ({"note": prose(entry.note)} if entry.note else {})
        | {"facts": facts, "items": items}
    )
