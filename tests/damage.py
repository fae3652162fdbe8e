"""Valid files of every kind that is read, damaged at random, and the work that each then goes
through: a build or an import of a small deck."""

import io
import random
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from pictures import quarters
from small_decks import KINDS

import cardgen
from cardgen.read.files import BUNDLED

FONT = "AtkinsonHyperlegibleNext_400Regular.ttf"
PROFILE = "ISOcoated_v2_300_bas.ICC"
DECK = """\
title: "Around the Table"
lang: en-GB
languages: [en-GB, cy]
date: 2026-11-24
kinds:
  behaviour:
    numbered: true
    fields: {name: text, definition: text, positive: list, negative: list}
themes:
  - {id: being, name: Being, colour: coral, mark: core}
cards:
  - id: listening
    kind: behaviour
    theme: being
    tags: [first]
    name: {en-GB: Listening, cy: Gwrando}
    definition: Hears *what is meant* as well as what is said
    positive: [Asks before answering, Leaves pauses]
    negative:
      - Waits to speak
"""
OVERLAY = """\
by: Us
cards:
  - id: listening
    definition: {cy: Yn clywed, en-GB: Hears}
  - {id: pace, kind: behaviour, name: Pace, definition: D, positive: [a], negative: [b]}
themes: [{id: ours, name: Ours, colour: "#9C3D75", mark: peak}]
labels: {strengths: What I do well}
"""
WORKSHOP = """\
title: Good conversations
date: 2026-12-03
facilitator: Sam Okafor
cards: [being]
copies: {per: table}
tables: [Oak, {name: Ash, cards: [listening]}]
participants: {file: people.csv}
outputs:
  - {output: handouts, copies: {per: participant}, names: true}
"""
PEOPLE = 'name;table\nAda Lovelace;Oak\n"Bo; Björk";Ash\n'
TABLE = (
    'Theme,Name,Definition,Positive,Negative\nBeing,Trust,"Builds, keeps","Asks\nListens",Blames\n'
    "Being,Pace,Hurries when it must,Waits,Rushes\n"
)
DRAWING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>
<svg xmlns="&ns;" viewBox="0 0 40 30" fill="none">
  <g transform="translate(4 4) rotate(15 3 3)" fill="#05a" style="fill-rule: evenodd">
    <path d="M1 1h9v9zM2.5 3c1 1 2 2 3 3s4 4 5 5q1 1 2 2t3 3a4 4 30 1 0 5 5Z"/>
    <rect x="1" y="2" width="9" height="8" rx="2"/><circle cx="9" cy="9" r="4"/>
    <polygon points="1,2 3,4 5,1"/>
  </g>
</svg>
"""
# What damage puts in: bytes that end, open or turn something in one of the formats.
_TOKENS = [
    *(b"\0", b"\xff", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\x1b", b"\r", b"\n", b"\t"),
    *(b"{", b"}", b"[", b"]", b": ", b"- ", b"#", b"&a ", b"*a", b"!t ", b"---\n", b"|\n", b'"'),
    *(
        b"<",
        b">",
        b"</g>",
        b"<!--",
        b"&#0;",
        b"&x;",
        b"<![CDATA[",
        b"999999999999",
        b"-1",
        b"1e999",
    ),
    *(b"nan", b"0", b"../", b"\\ud800", b"\xe2\x80\xae", b"\xef\xbf\xbd", b"\xf0\x9f\x8e\xb2"),
    *(b"null", b"true", b"~", b"$title", b"{name}", b"<< >>", b"endobj", b"stream\n", b"1 0 R"),
    *(
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\0\0\0\0",
        b"\x80\0\0\0",
        b"\xff\xd9",
        b"\xff\xda",
    ),
]


_WORDS = [
    *("", "x", "0", "-1", "1e999", "nan", "9" * 400, "99999999", "0.0000001", "[]", "{}", "{a: b}"),
    *("[a, [b]]", "~", "null", "true", "false", '""', "''", "../x", "/dev/zero", ".", "listening"),
    *("being", "all", "{name}", "{", "}", "$title", "$x", "#000", '"#9C3D75"', "10 mm", "3 pt"),
    *("5000 mm", "0 mm", "cy", "en-GB", "xx-yy", "2026-02-30", "9999-12-31", "0001-01-01", "*a*"),
    *("**", "[cy: a]", "\u00ad", "\u200b", "e\u0301\u0302\u0303", "שלום", "漢字", "🎲", "\u202e"),
    *("word " * 300, "w" * 400, "a\n\nb", "👩‍👩‍👧", "ﬁ", "1/2", "25 %", "rotate(1e308)", "url(#a)"),
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four of them flipped, cut, doubled, put in, or changing places."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(out) + 1)
        size = chance.choice((1, 2, 4, 16, 200, max(1, len(out) // 4)))
        match chance.randrange(7):
            case 0 if out:
                out[at % len(out)] ^= 1 << chance.randrange(8)
            case 1:
                del out[at:]
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size]
            case 4:
                out[at:at] = chance.choice(_TOKENS)
            case 5:
                out[at : at + size] = chance.randbytes(min(size, 16))
            case _:
                other = chance.randrange(len(out) + 1)
                first, second = sorted((at, other))
                out[first:] = out[second:] + out[first:second]
    return bytes(out)


def _in_words(data: bytes, chance: random.Random) -> bytes:
    """The text, still in its encoding, with one to four of its words, signs, spaces or lines left
    out, doubled, changing places, or others in their place."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 2, 4))):
        text += "" if text.endswith("\n") else "\n"
        parts = re.findall(chance.choice((r"\w+|\s+|.", r".*\n")), text)
        at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        match chance.randrange(4):
            case 0:
                del parts[at]
            case 1:
                parts.insert(other, parts[at])
            case 2:
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                parts[at] = chance.choice(_WORDS)
        text = "".join(parts)
    return text.encode()


def _in_a_part(package: bytes, chance: random.Random) -> bytes:
    """The package, whole but for the content of one of its parts."""
    way = chance.choice((damaged, _in_words, _in_words))
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        own = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, way(data, chance) if name == own else data)
    return out.getvalue()


def _in_a_chunk(png: bytes, chance: random.Random) -> bytes:
    """The PNG with one of its chunks damaged, and given the sum that goes with it."""
    chunks, at = [], 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        chunks.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + size]))
        at += 12 + size
    number = chance.randrange(len(chunks))
    kind, data = chunks[number]
    if kind == b"IDAT":
        data = zlib.compress(damaged(zlib.decompress(data), chance))
    else:
        data = damaged(data, chance)
    chunks[number] = kind, data
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return png[:8] + body


class Damage(NamedTuple):
    """A file that is valid, ways to damage it, and what is then done with it.

    work takes the damaged bytes and a folder in which it may write; it raises cardgen.Error for
    what it refuses.
    """

    valid: bytes
    ways: tuple[Callable[[bytes, random.Random], bytes], ...]
    work: Callable[[bytes, Path], None]

    def examples(self, count: int, seed: int) -> Iterator[bytes]:
        chance = random.Random(seed)
        for _ in range(count):
            yield chance.choice(self.ways)(self.valid, chance)


@cache
def kinds() -> dict[str, Damage]:
    """By the name of each kind of file: what is damaged of it, and how it is used."""
    project = cardgen.open({**_deck_of_table(), "languages": ["en-GB", "cy"]})
    made = {form: project.export_deck(form).data for form in ("xlsx", "docx")}
    pdf = cardgen.open(_deck_of_table()).build("cards").files[0].data
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(plain, qdf=True)
    picture, photo = io.BytesIO(), io.BytesIO()
    quarters((40, 30)).save(picture, "PNG")
    quarters((40, 30)).save(photo, "JPEG", progressive=True)
    own = (BUNDLED / "layouts" / "cards" / "a6" / "behaviour.yaml").read_bytes()
    font = (BUNDLED / "fonts" / FONT).read_bytes()
    profile = (Path(cardgen.__file__).parent / "icc" / PROFILE).read_bytes()
    plainly, in_words = (damaged,), (damaged, _in_words, _in_words)
    return {
        "deck": Damage(DECK.encode(), in_words, _work_on("deck/deck.yaml")),
        "overlay": Damage(OVERLAY.encode(), in_words, _work_on("overlay.yaml")),
        "layout": Damage(own, in_words, _work_on("layouts/cards/a6/behaviour.yaml")),
        "workshop": Damage(WORKSHOP.encode(), in_words, _work_on("workshop.yaml")),
        "people": Damage(PEOPLE.encode(), in_words, _work_on("people.csv")),
        "CSV": Damage(TABLE.encode(), in_words, _work_on("table.csv")),
        "XLSX": Damage(made["xlsx"], (damaged, _in_a_part, _in_a_part), _work_on("table.xlsx")),
        "DOCX": Damage(made["docx"], (damaged, _in_a_part, _in_a_part), _work_on("table.docx")),
        "SVG": Damage(DRAWING.encode(), in_words, _work_on("deck/picture.svg")),
        "PNG": Damage(picture.getvalue(), (damaged, _in_a_chunk), _work_on("deck/picture.png")),
        "JPEG": Damage(photo.getvalue(), plainly, _work_on("deck/picture.jpg")),
        "ICC": Damage(profile, plainly, _work_on("press.icc")),
        "font": Damage(font, plainly, _work_on(f"fonts/{FONT}")),
        "PDF": Damage(pdf, plainly, _work_on("older.pdf")),
        "plain PDF": Damage(plain.getvalue(), plainly, _work_on("older.pdf")),
    }


def _deck_of_table() -> dict[str, object]:
    return {
        "title": "Around the Table",
        "lang": "en-GB",
        "date": "2026-11-24",
        "kinds": KINDS,
        "cards": [
            {
                "id": "listening",
                "kind": "behaviour",
                "name": "Listening",
                "definition": "Hears what is meant",
                "positive": ["Asks before answering"],
                "negative": ["Waits to speak"],
            }
        ],
    }


def _work_on(name: str) -> Callable[[bytes, Path], None]:
    """The work that reads the file of that name in a project."""

    def work(data: bytes, folder: Path) -> None:
        if not (folder / "deck").exists():
            _lay(folder, name)
        path = folder / name
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        _use(name, folder)

    return work


def _lay(folder: Path, name: str) -> None:
    """A small project with a file of each kind, whole but for that of the name."""
    for own in ("deck", "layouts/cards", "fonts"):
        (folder / own).mkdir(parents=True)
    shutil.copytree(BUNDLED / "layouts" / "cards" / "a6", folder / "layouts" / "cards" / "a6")
    image = f"    image: {{file: {Path(name).name}, alt: A picture}}\n" if "picture" in name else ""
    (folder / "deck" / "deck.yaml").write_text(DECK + image, "utf-8")
    (folder / "workshop.yaml").write_text(WORKSHOP, "utf-8")
    (folder / "people.csv").write_text(PEOPLE, "utf-8")


def _use(name: str, folder: Path) -> None:
    """Do with the file what a person would; what is built is looked at."""
    project = _project(folder, folder / name if name == "overlay.yaml" else None)
    match name:
        case "overlay.yaml":
            _is_whole(project.build("cards").files)
        case "workshop.yaml" | "people.csv":
            built = project.build_workshop(folder / "workshop.yaml", to=folder / "out")
            assert built.products and (folder / "out" / "plan.json").exists()
        case "table.csv" | "table.xlsx" | "table.docx":
            project.read_table(folder / name, folder / "out")
            assert (folder / "out" / "deck.yaml").exists()
        case "press.icc":
            _is_whole(project.build("press", icc=str(folder / name), condition="FOGRA39").files)
        case "older.pdf":
            project.inspect_pdf(folder / name)
            project.build("cards", changed_since=folder / name)
        case _:
            _is_whole(project.build("cards").files)


@cache
def _project(folder: Path, overlay: Path | None) -> cardgen.Project:
    """The project in the folder, which reads again what has changed."""
    return cardgen.open(folder, overlay=overlay)


def _is_whole(files: tuple[cardgen.BuiltFile, ...]) -> None:
    for file in files:
        with pikepdf.open(io.BytesIO(file.data)) as pdf:
            assert len(pdf.pages)
