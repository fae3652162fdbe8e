"""The whole of cardgen in Chromium, in one file that is opened from a disk, without a network."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pictures
import pikepdf
import pytest
from browser_runtime import ROOT, RUNTIME, Asked, asking, packed, page_for
from PIL import Image

import cardgen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

MOST_SIZE = 10_000_000  # bytes, compressed, to the first PDF


@pytest.fixture(scope="module")
def runtime() -> Path:
    return packed()


@pytest.fixture(scope="module")
def bundled(
    runtime: Path, browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """A page with the deck that comes with cardgen."""
    with asking(browser, page_for(ROOT, tmp_path_factory.mktemp("bundled"))) as asked:
        asked.ready()
        yield asked


@pytest.mark.parametrize("output", ["office", "handouts"])
def test_a_page_from_a_disk_builds_what_the_command_line_does(bundled: Asked, output: str) -> None:
    answered = bundled.ask("build", output=output)
    [file] = cardgen.open(ROOT).build(output).files
    assert answered.data["problems"] == []
    assert answered.files == {file.name: file.data}


def test_a_page_from_a_disk_asks_nobody(bundled: Asked) -> None:
    assert bundled.ask("plan", output="office").data["files"]
    kinds = {address.partition(":")[0] for address in bundled.requests}
    assert kinds <= {"file", "blob", "data"}
    assert sum(address.startswith("file:") for address in bundled.requests) == 1
    assert bundled.complaints == []


def test_words_that_were_changed_are_drawn(bundled: Asked) -> None:
    overlay = {"cards": [{"id": "trust", "name": "Quite another name"}]}
    data = bundled.ask("faces", overlay=overlay, cards=["trust"]).data
    assert "Quite another name" in data["faces"][0]["alt"]


def test_a_press_file_is_refused_in_words_and_the_page_goes_on(bundled: Asked) -> None:
    answered = bundled.ask("build", output="press")
    assert "make them with cardgen on a computer" in answered.data["stopped"]
    assert bundled.ask("plan", output="office").data["files"]


def test_a_colour_of_a_theme_can_be_changed_where_no_press_is_to_be_had(bundled: Asked) -> None:
    overlay = {"themes": [{"id": "delivering", "colour": {"rgb": "#005EB8"}}]}
    project = cardgen.open(ROOT, overlay=overlay)
    [file] = project.build("office").files
    answered = bundled.ask("build", output="office", overlay=overlay)
    assert _objects(answered.files[file.name]) == _objects(file.data)


def test_a_worker_that_fails_is_told_in_words_and_replaced(bundled: Asked) -> None:
    assert "has made a mistake" in bundled.ask("nonsense").data["stopped"]
    assert bundled.ask("plan", output="office").data["files"]


def test_a_workbook_of_people_is_read(bundled: Asked) -> None:
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    for row in (["Name", "Table"], ["Ann Onym", 1], ["Bo Bly", 2]):
        book.active.append(row)
    book.save(out)
    data = bundled.ask("people", {"people.xlsx": out.getvalue()}, file="people.xlsx").data
    assert [person["name"] for person in data["people"]] == ["Ann Onym", "Bo Bly"]


def test_pictures_come_out_as_on_a_computer(
    runtime: Path, browser: "Browser", tmp_path: Path
) -> None:
    """JPEGs that need no change are embedded as they are; others within a level a channel."""
    folder = tmp_path / "project"
    folder.mkdir()
    names = "plain.jpg turned.jpg grey.png palette.png clear.png srgb.png swapped.png".split()
    deck = pictures.deck(folder, *(f"{{file: {name}, decorative: true}}" for name in names))
    own = pictures.quarters()
    own.save(deck / "plain.jpg")
    turned = own.copy()
    turned.getexif()[0x0112] = 6
    turned.save(deck / "turned.jpg", exif=turned.getexif())
    own.convert("L").save(deck / "grey.png")
    own.convert("P").save(deck / "palette.png")
    clear = own.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(own.size))
    clear.save(deck / "clear.png")
    own.save(deck / "srgb.png", icc_profile=pictures.srgb())
    own.save(deck / "swapped.png", icc_profile=pictures.swapped())
    [file] = cardgen.open(folder).build("facilitator").files
    with asking(browser, page_for(folder, tmp_path)) as asked:
        answered = asked.ask("build", output="facilitator")
    expected, found = _pictures(file.data), _pictures(answered.files[file.name])
    assert len(expected) == len(found) >= len(names)
    for one, other in zip(expected, found, strict=True):
        assert one["about"] == other["about"]
        assert len(one["data"]) == len(other["data"])
        assert max(map(_apart, one["data"], other["data"])) <= 1


def test_a_picture_that_is_damaged_is_told(bundled: Asked) -> None:
    image = {"file": "own.png", "decorative": True}
    overlay = {"cards": [{"id": "trust", "image": image}]}
    out = BytesIO()
    pictures.quarters().save(out, "PNG")
    broken = out.getvalue()[:-40]
    data = bundled.ask("faces", {"own.png": broken}, overlay=overlay, cards=["trust"]).data
    assert [problem["code"] for problem in data["problems"]] == ["E222"]


def test_all_that_is_fetched_before_the_first_pdf_is_small(runtime: Path) -> None:
    assert sum(path.stat().st_size for path in RUNTIME.iterdir() if path.is_file()) < MOST_SIZE


def _objects(data: bytes) -> list[str]:
    """The objects of a PDF, decompressed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            repr(own) + (str(own.read_bytes()) if isinstance(own, pikepdf.Stream) else "")
            for own in pdf.objects
        ]


def _pictures(data: bytes) -> list[dict[str, Any]]:
    """The pictures in a PDF: of those that are no JPEG, the differences added up to colours."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for own in pdf.objects:
            if isinstance(own, pikepdf.Stream) and own.get("/Subtype") == "/Image":
                about = (int(own.Width), int(own.Height), str(own.ColorSpace), str(own.Filter))
                is_jpeg = own.Filter == "/DCTDecode"
                raw = own.read_raw_bytes() if is_jpeg else own.read_bytes()
                found.append({"about": about, "data": raw})
    return found


def _apart(one: int, other: int) -> int:
    return abs(one - other)
