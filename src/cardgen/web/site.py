"""`cardgen site`: the page as files, which need no program behind them.

What a browser cannot make, or not before Python is there, is made now: the deck as the page shows
it, its faces, and a PDF for each way to print.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import cardgen
from cardgen.problems import Stop, Unsupported
from cardgen.value import Value
from cardgen.web.api import Desk, answer
from cardgen.web.page_words import in_page_words
from cardgen.web.single_file import as_single_file, with_policy

PAGE = Path(__file__).parent / "page"
LIST = "site.json"  # by which a site may be replaced
PARTS = ("engine", "wasm", "stdlib", "libraries", "program")
_READY_MADE = "ready-made"
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class ReadyMade(Value):
    """A file of the whole deck, for a link: what it is, and what one needs to print it."""

    name: str
    title: str
    about: str
    data: bytes


def make_site(
    desk: Desk,
    folder: str,
    runtime: Path | None = None,
    single_file: bool = False,
    public: bool = False,
    say: Callable[[str], None] = lambda words: None,
) -> None:
    """Writes the page into a folder, which appears whole or not at all; with single_file, the page
    is cardgen.html, which needs nothing beside it but for the ready-made files. runtime is a folder
    that runtime/pack.py made; say is called with what is being made.

    Raises Unsupported for a site that is to be public of a deck that nobody has permitted to be,
    Stop for a runtime that is none, DeckError for a deck with errors.
    """
    project = desk.project({}, {})
    if public and not project.about()["permission"]:
        what = "nobody has permitted that everybody sees this deck"
        fix = 'write who did and when under "permission" in deck.yaml; colleagues can have the site'
        raise Unsupported(what, f"{fix} without --public")
    parts = {} if runtime is None else _runtime(runtime)
    made = _made(desk, project, parts, single_file, say)
    licences = [] if runtime is None else _licences(runtime)
    cardgen.write_folder(chain(made, licences), folder, LIST)


def _made(
    desk: Desk,
    project: cardgen.Project,
    parts: Mapping[str, bytes],
    single_file: bool,
    say: Callable[[str], None],
) -> Iterator[tuple[str, bytes]]:
    """Yields the files of a site; parts are those of a runtime, whose licences come apart."""
    ready = list(_ready_made(project, say))
    yield from ((f"{_READY_MADE}/{own.name}", own.data) for own in ready)
    say("drawing the cards")
    own_files = project.own_files()
    prepared = _prepared(desk, own_files)
    if parts:
        parts = {**parts, "project": zipped(own_files)}
    html = _with_links(
        (PAGE / "index.html").read_text("utf-8"), "worker" if parts else "none", ready
    )
    if single_file:
        yield "cardgen.html", as_single_file(html, PAGE, prepared, parts).encode()
        return
    yield "index.html", _as_sent(with_policy(html))
    for own in PAGE.iterdir():
        if own.suffix != ".html":
            yield own.name, _as_sent(_COMMENT.sub("", own.read_text("utf-8")))
    yield from ((f"prepared/{name}", _compressed(data)) for name, data in prepared.items())
    yield from ((f"runtime/{name}", data) for name, data in parts.items())


def _runtime(folder: Path) -> dict[str, bytes]:
    try:
        return {name: (folder / name).read_bytes() for name in PARTS}
    except OSError as reason:
        what = f"{folder} is not Python for the browser: {reason.strerror or reason}"
        raise Stop(f"{what}; `make runtime` makes it in build/runtime") from reason


def _licences(folder: Path) -> list[tuple[str, bytes]]:
    """Returns what has to go with programs by others: which they are, and their licences."""
    own = [folder / "versions.json", *sorted((folder / "licences").iterdir())]
    return [(f"licences/{path.name}", path.read_bytes()) for path in own]


def _ready_made(project: cardgen.Project, say: Callable[[str], None]) -> Iterator[ReadyMade]:
    """Yields the files for each way to print, and those for print shops that take a PDF, which no
    browser can make; a shop for which the deck cannot be made is left out."""
    for way in project.list("ways"):
        say(f"making {way['title'].lower()}")
        built = project.build(way["output"], **way["options"])
        about, files = _sentences([f"you need {way['needs']}", *_how(built)]), built.files
        for file in files:
            part = Path(file.name).stem.removeprefix(f"{way['output']}-") if len(files) > 1 else ""
            title = f"{way['title']} ({part.replace('-', ' ')})" if part else way["title"]
            name = f"{way['name']}-{part}" if part else way["name"]
            yield ReadyMade(f"{name}{Path(file.name).suffix}", title, about, file.data)
    for shop in project.list("profiles"):
        if not shop["output"] or shop["standard"] == "png":
            continue
        say(f"making {shop['output']} for {shop['name']}")
        try:
            built = project.build(shop["output"], profile=shop["name"])
        except cardgen.Error as reason:
            say(f"left out: {reason}")
            continue
        about = _sentences(built.summary[:2])  # they know where to cut
        yield from (ReadyMade(own.name, shop["about"], about, own.data) for own in built.files)


def _how(built: cardgen.Built) -> list[str]:
    """Returns how many sheets there are, and how they are printed and cut, but not what is left
    out, which the last lines say."""
    missing = bool(built.left_out) + bool(built.unconfirmed)
    return built.summary[: len(built.summary) - missing]


def _sentences(lines: list[str]) -> str:
    return " ".join(f"{line[0].upper()}{line[1:]}." for line in map(in_page_words, lines))


def _prepared(desk: Desk, own_files: Mapping[str, bytes]) -> dict[str, Any]:
    """Returns answers by the names of their files: the deck, the faces of each card, and the odds
    of each way to print, which take seconds."""
    found = {name: answer(desk, name, {}, {}).data for name in ("deck", "faces")}
    for data in found.values():
        if "stopped" in data:
            raise Stop(data["stopped"])
    faces: dict[str, list[Any]] = {}
    for face in found["faces"]["faces"]:
        faces.setdefault(face["card"], []).append(face)
    each = {f"faces-{card}": {"faces": own, "problems": []} for card, own in faces.items()}
    deck = _of_the_deck_alone(found["deck"], own_files)
    return {"deck": deck, **each, "odds": _odds(desk, deck["ways"])}


def _of_the_deck_alone(deck: dict[str, Any], own_files: Mapping[str, bytes]) -> dict[str, Any]:
    """Returns what is known of the deck without what is known of whoever makes the site: where the
    deck lies on their computer, and which printers they measured."""
    cards = [
        {key: value for key, value in card.items() if key not in ("place", "places")}
        for card in deck["cards"]
    ]
    printers = [
        row
        for row in deck["printers"]
        if not (row["portrait"] or row["landscape"])
        or f"layouts/printers/{row['name']}.yaml" in own_files
    ]
    problems = [
        {**own, "where": _inside(own["where"]), "also": [_inside(place) for place in own["also"]]}
        for own in deck["problems"]
    ]
    return {**deck, "cards": cards, "printers": printers, "problems": problems}


def _inside(place: str) -> str:
    """Returns a place in a file without the folders in which the file is."""
    return place.rpartition("/")[2]


def _odds(desk: Desk, ways: list[Any]) -> dict[str, Any]:
    """Returns the odds of the ways to print, by what is asked for, as prepared.js looks for it."""
    found: dict[str, Any] = {}
    for way in ways:
        fold, sheet = bool(way["options"].get("fold")), way["options"].get("sheet")
        name = "-".join(filter(None, (way["output"], "fold" if fold else "", sheet)))
        if name not in found:
            given = {"output": way["output"], "fold": fold, "sheet": sheet}
            odds = answer(desk, "odds", given, {}).data
            found[name] = {key: odds[key] for key in ("flawed", "stopped") if key in odds}
    return found


def _with_links(html: str, answers: str, ready: list[ReadyMade]) -> str:
    """Returns the page with what answers it, and links to the ready-made files."""
    links = "\n".join(f"      {_link(own)}" for own in ready)
    for text, instead in (
        ('data-answers="http"', f'data-answers="{answers}"'),
        ('aria-labelledby="ready-made-title" hidden', 'aria-labelledby="ready-made-title"'),
        ('<ul id="ready-made-list"></ul>', f'<ul id="ready-made-list">\n{links}\n    </ul>'),
    ):
        assert html.count(text) == 1, text
        html = html.replace(text, instead)
    return html


def _link(own: ReadyMade) -> str:
    size = f"PDF, {len(own.data) / 1e6:.1f} MB" if len(own.data) > 1e5 else "PDF, under 0.1 MB"
    href = f"{_READY_MADE}/{own.name}"
    return (
        f'<li><a href="{escape(href)}">{escape(own.title)}</a> ({size}). {escape(own.about)}</li>'
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()


def _as_sent(text: str) -> bytes:
    """Returns a file of the page without its indentation, which is for whoever opens its source:
    few web spaces compress what they send."""
    return _INDENTATION.sub("", text).encode()


def _compressed(data: Any) -> bytes:
    """Returns JSON as prepared.js reads it; few web spaces compress what they send."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)
