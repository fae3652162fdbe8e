"""The page in Chromium as tests visit it: served, on a web space, and from a disk."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_runtime import ROOT, alone, packed, web_space
from hands import Hand, Keyboard, Mouse

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet
    from playwright.sync_api import Browser, Page

BROWSERS = ["chromium-headless-shell", "chromium", "google-chrome"]
PLACES = ["served", "on_a_web_space", "from_a_disk"]
HANDS = [(Mouse, 1280), (Keyboard, 320), (Mouse, 320), (Keyboard, 1280)]
# Which of them are tried where before a change lands: each hand and each width in each place, and
# each hand at each width in one. The long tests try all of them everywhere.
SOON = {"served": HANDS[:2], "on_a_web_space": HANDS[2:], "from_a_disk": HANDS[:2]}
KEPT_PYTHON = Path(__file__).with_name("kept_python.js")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try what is promised everywhere on each kind of page, and with each kind of hand there."""
    if not metafunc.definition.get_closest_marker("everywhere"):
        return
    if "take_up" in metafunc.fixturenames:
        metafunc.parametrize(("place", "take_up"), list(_visits()), indirect=True)
    else:
        metafunc.parametrize("place", PLACES, indirect=True)


def _visits() -> "Iterator[ParameterSet]":
    """Each place with each hand at each width."""
    for place in PLACES:
        for hand, width in HANDS:
            marks = [] if (hand, width) in SOON[place] else [pytest.mark.long]
            name = f"{hand.__name__.lower()}-{width}-{place}"
            yield pytest.param(place, (hand, width), marks=marks, id=name)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, which pip cannot bring: `make machine` does."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # for machines that do several things at once
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "there is no Chromium here; `make machine` installs it"
    with sync_playwright() as playwright:
        # A sandbox of its own needs rights that a container does not give.
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(config_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which `cardgen serve` shows the bundled deck."""
    command = [sys.executable, "-m", "cardgen", "serve", "--port", "0"]
    folder = tmp_path_factory.mktemp("served")
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        yield running.stderr.readline().split()[0]
        running.terminate()


@pytest.fixture(scope="session")
def on_a_web_space() -> Iterator[str]:
    """The address of a web space with the files of `cardgen site`."""
    with web_space(made_site("site")) as address:
        yield address


@pytest.fixture(scope="session")
def from_a_disk() -> str:
    """The address of the one file of `cardgen site --single-file`."""
    return (made_site("file", "--single-file") / "cardgen.html").as_uri()


def made_site(name: str, *options: str) -> Path:
    """The folder with the page of the bundled deck as files, by `cardgen site`; it is made again
    only when Python for the browser was, in which is all that a site is made of."""
    runtime, folder = packed(), ROOT / "build" / "tests" / name
    about = folder / "licences" / "versions.json"
    folder.parent.mkdir(exist_ok=True)
    with alone(folder.with_suffix(".lock")):
        made_of = about.read_bytes() if about.exists() else None
        if made_of != (runtime / "versions.json").read_bytes():
            shutil.rmtree(folder, ignore_errors=True)
            command = [sys.executable, "-m", "cardgen", "site", "-o", str(folder), *options]
            subprocess.run([*command, "--runtime", str(runtime)], check=True, cwd=folder.parent)
    return folder


class Place:
    """A place where the page is, and a browser that knows nothing yet. Pages without a program
    behind them share a Python, which has started in the first page there."""

    def __init__(self, browser: "Browser", name: str, address: str) -> None:
        self.name, self.address = name, address
        self.complaints: list[str] = []
        self.context = browser.new_context(accept_downloads=True)
        self.first: Page | None = None
        if name != "served":
            self.context.add_init_script(path=KEPT_PYTHON)
            self.first = self.opened(shares=False)

    def opened(self, task: str = "see", width: int = 1280, shares: bool = True) -> "Page":
        """The page at a task, in a window so many pixels wide. Without a program behind it, it has
        no network either, or none any more once it is loaded."""
        from playwright.sync_api import expect

        self.context.set_offline(self.name == "from_a_disk")
        if self.first and shares:
            wait_until_ready(self.first)
            with self.context.expect_page() as found:
                self.first.evaluate("() => { open('about:blank') }")
            page = found.value
        else:
            page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda told: self.complaints.append(told.text))
        page.goto(f"{self.address}#{task}")
        expect(page.locator("#status")).not_to_have_text("Getting the cards ready…")
        if self.name == "on_a_web_space":
            wait_until_ready(page)
            self.context.set_offline(True)
        return page

    def leave(self) -> list[str]:
        """Has the browser forget the pages that were visited, and says what it complained of."""
        for page in self.context.pages:
            if page is not self.first:
                page.close()
        if self.first:
            self.first.evaluate("localStorage.clear()")
            self.context.clear_permissions()
        else:
            self.context.close()
        told, self.complaints = self.complaints, []
        return told


@pytest.fixture(scope="session")
def places(browser: "Browser") -> "Iterator[dict[str, Place]]":
    """The places in which Python has started, by their names."""
    found: dict[str, Place] = {}
    yield found
    for place in found.values():
        place.context.close()


@pytest.fixture
def place(request: pytest.FixtureRequest) -> str:
    """The kind of page that a test visits: `cardgen serve`, unless it is tried everywhere."""
    return str(getattr(request, "param", "served"))


@pytest.fixture
def visit(
    browser: "Browser", place: str, places: dict[str, Place], request: pytest.FixtureRequest
) -> "Iterator[Callable[..., Page]]":
    """Opens the page at a task, in a window so many pixels wide; a test in which the browser
    complains of anything fails. Python starts in the page itself only if it does not share one."""
    own = places.get(place) or Place(browser, place, request.getfixturevalue(place))
    if own.first:
        places[place] = own
    yield own.opened
    assert own.leave() == []


@pytest.fixture
def take_up(
    visit: "Callable[..., Page]", request: pytest.FixtureRequest
) -> "Callable[..., tuple[Page, Hand]]":
    """Opens the page at a task, to be used by mouse or by keyboard, wide and narrow."""
    kind, width = request.param

    def take_up(task: str) -> "tuple[Page, Hand]":
        page = visit(task, width)
        return page, kind(page)

    return take_up


def wait_until_ready(page: "Page") -> None:
    """Waits until Python has started in the page, whose own policy forbids what Playwright waits
    with."""
    for _ in range(600):
        if page.evaluate("document.documentElement.dataset.ready") == "yes":
            return
        page.wait_for_timeout(100)
    raise AssertionError("Python for the browser did not start within a minute")
