"""For screens, on the page in a real browser."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from accessible import LOOKS, faults, faults_of_focus
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def made(folder, *arguments):
    """The bytes of the file that the command line makes."""
    command = [sys.executable, "-m", "cardgen", "build", *arguments, "-o", "made"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "made").read_bytes()


def downloaded(page):
    """The name and the bytes of the file that the page makes."""
    button = page.get_by_role("button", name="Make the files")
    expect(button).to_be_enabled()
    with page.expect_download() as found:
        button.click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def picture(data):
    return Image.open(BytesIO(data)).convert("RGB")


KINDS = [
    ("Pictures", ["screen", "--pixels", "1600"]),
    ("Drawings", ["screen", "--format", "svg"]),
    ("Slides", ["screen", "--format", "pptx", "--pixels", "1600"]),
    ("A page of cards that turn over", ["gallery"]),
    ("A page to read", ["reading", "--format", "html"]),
]


@pytest.mark.parametrize(("kind", "command"), KINDS)
def test_the_file_is_that_of_the_command_line(kind, command, visit, tmp_path):
    page = visit("screens?cards=trust.mindset")
    page.get_by_role("radio", name=kind).check()
    data = downloaded(page)[1]
    assert data == made(tmp_path, *command, "--card", "trust,mindset")


def test_by_keyboard_alone_at_another_size(visit, tmp_path):
    page = visit("screens?cards=trust")
    expect(page.locator("#screens-make")).to_be_enabled()
    page.get_by_role("radio", name="Pictures").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("400")
    page.keyboard.press("Tab")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    data = found.value.path().read_bytes()
    assert data == made(tmp_path, "screen", "--pixels", "400", "--card", "trust")


def test_a_size_that_is_none_is_told(visit):
    page = visit("screens")
    page.get_by_label("Size in pixels").fill("5")
    expect(page.locator("#screens-problems")).to_contain_text("whole number from 100 to 4000")
    expect(page.get_by_role("button", name="Make the files")).to_be_disabled()


DRAWN_HERE = """async () => {
    const { ask } = await import("./ask.js");
    const { screenPictures } = await import("./canvas.js");
    const { zipOf } = await import("./zip.js");
    const { data } = await ask("faces", { output: "screen", cards: ["trust"] });
    return [...zipOf(await screenPictures(data.faces, 1200))];
}"""


def test_pictures_that_the_browser_draws_are_those_of_cardgen_but_for_smooth_edges(visit, tmp_path):
    page = visit("screens")
    ours = ZipFile(BytesIO(bytes(page.evaluate(DRAWN_HERE))))
    theirs = ZipFile(BytesIO(made(tmp_path, "screen", "--pixels", "1200", "--card", "trust")))
    assert ours.testzip() is None
    assert ours.namelist() == theirs.namelist() == ["06-trust-front.png", "06-trust-back.png"]
    for name in ours.namelist():
        drawn, wanted = (picture(own.read(name)) for own in (ours, theirs))
        assert drawn.size == wanted.size
        assert max(ImageStat.Stat(ImageChops.difference(drawn, wanted)).mean) < 4


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everyone_can_use_it(width, scheme, visit):
    page = visit("screens", width)
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_role("button", name="Make the files")).to_be_enabled()
    assert faults(page) == []
    assert faults_of_focus(page, 30) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
