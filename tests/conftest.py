"""What holds for all tests: their three tiers, the golden files, a home without settings."""

import gc
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ["chromium-headless-shell", "chromium", "google-chrome"]
# Each tier with the number of examples that a property is tried with.
TIERS = {"quick": 15, "test": 100, "long": 1000}
RUN_BY = {"long": "make long", "slow": "make test", "other": "make test"}
RENEWING = bool(os.environ.get("RENEW_GOLDEN"))
LEFT_OUT = pytest.StashKey[dict[str, int]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    what = "quick leaves out what is slow or long, test what is long, long all that is neither"
    parser.addoption("--tier", choices=TIERS, default="test", help=f"{what} nor a property")


def pytest_configure(config: pytest.Config) -> None:
    # What tests share is kept to the end, and to search it for cycles again and again would take a
    # fifth of their time.
    gc.set_threshold(50_000, 20, 200)
    tier = config.getoption("tier")
    # Machines that do several things at once are slow now and then; that is no failure. Only the
    # long tier draws other examples each time: the others judge the change and nothing else.
    patient = settings(deadline=None, max_examples=TIERS[tier], derandomize=tier != "long")
    settings.register_profile("patient", patient)
    settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not of the tier; when golden files are renewed, all but their tests."""
    if RENEWING:
        items[:] = [item for item in items if "same_as" in getattr(item, "fixturenames", ())]
        return
    tier = config.getoption("tier")
    kinds = {item: _kind(item) for item in items}
    of_tier = {item: _is_of(tier, kind, item) for item, kind in kinds.items()}
    left_out = Counter(kinds[item] for item in items if not of_tier[item])
    config.hook.pytest_deselected(items=[item for item in items if not of_tier[item]])
    items[:] = [item for item in items if of_tier[item]]
    config.stash[LEFT_OUT] = dict(left_out)


def _kind(item: pytest.Item) -> str:
    return next((name for name in ("long", "slow") if item.get_closest_marker(name)), "other")


def _is_of(tier: str, kind: str, item: pytest.Item) -> bool:
    if tier == "long":
        is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        return kind == "long" or is_property
    return kind == "other" or (tier, kind) == ("test", "slow")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what was left out, from a worker of xdist to the process that started it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker left out; one that crashed tells nothing."""
    told = getattr(node, "workeroutput", {})
    node.config.stash[LEFT_OUT] = told.get("left_out", node.config.stash.get(LEFT_OUT, {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for kind, count in sorted(config.stash.get(LEFT_OUT, {}).items()):
        tests = f"{count} {kind} {'test was' if count == 1 else 'tests were'}"
        told = f"{tests} left out: `{RUN_BY[kind]}` runs {'it' if count == 1 else 'them'}"
        terminalreporter.write_line(told, yellow=True)


@pytest.fixture
def same_as() -> Callable[[Path, str], None]:
    """Compares a text with that of a golden file, which `make golden` renews."""

    def compare(golden: Path, text: str) -> None:
        if RENEWING:
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session", autouse=True)
def config_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of settings with none in it; never that of whoever runs the tests."""
    home = tmp_path_factory.mktemp("config")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CONFIG_HOME", str(home))
        yield home


@pytest.fixture(autouse=True)
def own_printers(config_home: Path) -> Iterator[Path]:
    """A person's folder of printers, in which each test finds none."""
    yield config_home / "cardgen" / "printers"
    shutil.rmtree(config_home / "cardgen", ignore_errors=True)


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try what is promised everywhere on each kind of page."""
    if metafunc.definition.get_closest_marker("everywhere"):
        metafunc.parametrize("place", ["served", "on_a_web_space", "from_a_disk"], indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> str:
    """The kind of page that a test visits: `cardgen serve`, unless it is tried everywhere."""
    return str(getattr(request, "param", "served"))


@pytest.fixture(scope="session")
def on_a_web_space(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a web space with the files of `cardgen site`."""
    from browser_runtime import web_space

    with web_space(made_site(tmp_path_factory.mktemp("site"))) as address:
        yield address


@pytest.fixture(scope="session")
def from_a_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the one file of `cardgen site --single-file`."""
    folder = made_site(tmp_path_factory.mktemp("file"), "--single-file")
    return (folder / "cardgen.html").as_uri()


@pytest.fixture
def visit(
    browser: "Browser", place: str, request: pytest.FixtureRequest
) -> "Iterator[Callable[..., Page]]":
    """Opens the page at a task, in a window so many pixels wide; a test in which the browser
    complains of anything fails. Without a program behind it, the page has no network either, or
    none any more once it is loaded."""
    from playwright.sync_api import expect

    address: str = request.getfixturevalue(place)
    complaints: list[str] = []
    with browser.new_context(accept_downloads=True, offline=place == "from_a_disk") as context:

        def visit(task: str = "see", width: int = 1280) -> "Page":
            context.set_offline(place == "from_a_disk")
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": 900})
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda told: complaints.append(told.text))
            page.goto(f"{address}#{task}")
            expect(page.locator("#status")).not_to_have_text("Getting the cards ready…")
            if place == "on_a_web_space":
                wait_until_ready(page)
                context.set_offline(True)
            return page

        yield visit
    assert complaints == []


def wait_until_ready(page: "Page") -> None:
    """Waits until Python has started in the page, whose own policy forbids what Playwright waits
    with."""
    for _ in range(600):
        if page.evaluate("document.documentElement.dataset.ready") == "yes":
            return
        page.wait_for_timeout(100)
    raise AssertionError("Python for the browser did not start within a minute")


def made_site(folder: Path, *options: str) -> Path:
    """The folder with the page of the bundled deck as files, by `cardgen site`."""
    from browser_runtime import packed

    site = folder / "site"
    command = [sys.executable, "-m", "cardgen", "site", "-o", str(site), *options]
    subprocess.run([*command, "--runtime", str(packed())], check=True, capture_output=True)
    return site
