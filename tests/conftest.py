"""What holds for all tests: their three tiers, the golden files, a home without settings."""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from cardgen.model.forms.node import Node
from cardgen.problems import Problem, Problems
from cardgen.read import tree

pytest_plugins = ["visits"]

# Each tier with the number of examples that a property is tried with.
TIERS = {"quick": 15, "test": 50, "long": 1000}
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


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """The same words in a file of the same name are parsed once for all tests: each project that a
    test opens would parse the layouts, outputs and sheets that come with cardgen anew."""
    own = tree.parse

    @lru_cache(maxsize=1000)
    def known(raw: bytes, file: str, _loader: object) -> tuple[Node | None, tuple[Problem, ...]]:
        problems = Problems()
        return own(raw, file, problems), tuple(problems)

    def parse(raw: bytes, file: str, problems: Problems) -> Node | None:
        found, noted = known(raw, file, tree._LOADER)
        problems.add(noted)
        return found

    with pytest.MonkeyPatch.context() as reading:
        reading.setattr(tree, "parse", parse)
        yield
