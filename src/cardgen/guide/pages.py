"""Pages that tell people what to do with files: the index of a workshop, a print room's ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cardgen.compose.faces import Composer
from cardgen.deck import Card, Deck, Field, Kind, Prose, Step, Theme, Words
from cardgen.files import File
from cardgen.frame import Page
from cardgen.guide.entries import Entry, Say, sections, subtitle
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


class Guide(NamedTuple):
    """What pages tell: entries by the names of their sections; those without any are not seen."""

    title: Prose
    subtitle: str
    sections: Mapping[str, Sequence[Entry]]


def guide_files(
    made: Made, deck: Deck, house: House, sources: Sources, path: str, problems: Problems
) -> list[File]:
    """The index as a PDF and as a page of HTML; none with the problems noted."""
    say = words_of(house)
    found = dict(zip(_SECTIONS, sections(made, say), strict=True))
    told = told_in(Guide(made.workshop.title, subtitle(made, say), found), deck, house)
    pages = guide_pages(told, house, sources, problems)
    plans = [FilePlan(f"{path}.{form}", "index", None, "one", "none", []) for form in _FORMS]
    # The pages are for whoever packs; what the files say of themselves has nobody's name.
    return [
        File(plan, replace(told, subtitle=""), pages, form)
        for plan, form in zip(plans if pages else (), _FORMS, strict=False)
    ]


def guide_pages(told: Deck, house: House, sources: Sources, problems: Problems) -> list[Page]:
    """The pages of such a deck; none with the problems noted."""
    layout = read_layout("index", [TOGETHER], None, house, sources, problems, None, True)
    if layout is None:
        return []
    first, *entries = told.cards
    faces = Composer(told, layout, house, problems, chosen=entries).faces(first)
    return list(one_up([faces], layout.bleed))


def words_of(house: House) -> Say:
    def say(name: str, **values: object) -> str:
        words = house.words[name].text or ""
        return fill(words, {key: str(value) for key, value in values.items()})

    return say


def told_in(guide: Guide, like: Deck, house: House) -> Deck:
    """The guide as a deck: a card that shows all others, whose themes are its sections."""
    say, where = words_of(house), guide.title.where

    def prose(text: str) -> Prose:
        return Prose(text, where)

    def card(id_: str, kind: Kind, theme: Theme | None, words: Mapping[str, Words]) -> Card:
        return Card(id_, kind, theme, words, like.lang, (), "source", None, None, 0, where)

    themes = [Theme(name, prose(say(f"guide-{name}")), prose(PLAIN), "") for name in guide.sections]
    together = Kind(TOGETHER, {}, numbered=False)
    entries = [
        card(f"{theme.id}:{number}", _ENTRY, theme, _words(entry, prose))
        for theme in themes
        for number, entry in enumerate(guide.sections[theme.id], 1)
    ]
    return replace(
        like,
        title=guide.title,
        subtitle=guide.subtitle,
        kinds={kind.name: kind for kind in (together, _ENTRY)},
        themes=tuple(themes),
        cards=(card(TOGETHER, together, None, {"title": guide.title}), *entries),
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
