"""The page as files: what is written, what is refused, and that it works as it is opened."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from browser_runtime import ROOT
from click.testing import CliRunner, Result
from PIL import Image
from small_decks import small_deck
from visits import BROWSERS

from cardgen.cli import main
from cardgen.jobs.proofing.risk import output_risk
from cardgen.web.single_file import as_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PERMISSION = {"by": "The publisher of the deck", "on": "2026-11-24"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["site", *arguments])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose deck is the bundled one, with a workshop of named people beside it."""
    shutil.copytree(ROOT / "deck", tmp_path / "deck")
    (tmp_path / "deck" / "people.csv").write_text("Ann Onym\n", encoding="utf-8")
    (tmp_path / "ours.yaml").write_text("participants: [Ann Onym]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_modules_become_one_script_in_which_each_has_names_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text(
        'import { two as other } from "./two.js";\nconst own = 1;\nexport function one() {\n'
        "  return own + other();\n}\n",
        encoding="utf-8",
    )
    (tmp_path / "two.js").write_text(
        "const own = 2;\nexport const two = () => own;\n",
        encoding="utf-8",
    )
    assert as_script(tmp_path, "one.js") == (
        '"use strict";\nconst modules = {};\n'
        'modules["two.js"] = (() => {\n'
        "const own = 2;\nconst two = () => own;\nreturn { two };\n})();\n"
        'modules["one.js"] = (() => {\n'
        'const { two: other } = modules["two.js"];\n'
        "const own = 1;\nfunction one() {\n  return own + other();\n}\nreturn { one };\n})();\n"
    )


def test_modules_that_import_each_other_are_told_and_make_no_script(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        text = (
            f'import {{ {other} }} from "./{other}.js";\nexport const {name} = () => {other}();\n'
        )
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"one\.js is imported by two\.js"):
        as_script(tmp_path, "one.js")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one card, of which a site is soon made, with odds of a few sheets."""
    monkeypatch.setattr(output_risk, "SHEETS", 100)
    small_deck(tmp_path, {"id": "trust"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_without_a_runtime_there_are_the_cards_and_a_file_for_each_way_to_print(
    small: Path,
) -> None:
    result = run("-o", "made")
    assert result.exit_code == 0, result.output
    assert "there is no --runtime" in result.stderr
    page = (small / "made" / "index.html").read_text("utf-8")
    links = set(re.findall(r'href="(ready-made/[^"]+)"', page))
    assert {
        "ready-made/office.pdf",
        "ready-made/by-hand-fronts.pdf",
        "ready-made/press-uk-online.pdf",
        "ready-made/press-sheets-print-room.pdf",
    } < links
    assert all((small / "made" / link).read_bytes().startswith(b"%PDF") for link in links)
    packed_faces = (small / "made" / "prepared" / "faces-trust").read_bytes()
    faces = json.loads(gzip.decompress(packed_faces))
    assert [face["side"] for face in faces["faces"]] == ["front", "back"]
    assert 'data-answers="none"' in page
    assert "1 sheet of A4, both sides, actual size, flip on LONG edge. Cut at 148.5 mm" in page
    assert "1 page of A4, actual size." in page
    assert "deck.yaml" not in page and "--" not in re.sub("<!--|-->", "", page)
    again = run("-o", "made")
    assert again.exit_code == 0  # a site takes the place of an older one
    (small / "made" / "own.txt").write_text("mine", encoding="utf-8")
    assert "own.txt, which cardgen did not make" in run("-o", "made").stderr


@pytest.mark.slow
def test_a_public_site_needs_a_permission_in_the_deck(small: Path) -> None:
    refused = run("-o", "made", "--public")
    assert refused.exit_code == 2
    assert "nobody has permitted that everybody sees this deck" in refused.stderr
    assert not (small / "made").exists()
    small_deck(small, permission=PERMISSION)
    assert run("-o", "made", "--public").exit_code == 0


def test_nothing_but_the_deck_itself_goes_into_a_site(project: Path) -> None:
    from cardgen.web.api import Desk

    own = Desk(project).project({}, {}).own_files()
    assert "deck/deck.yaml" in own
    assert all(name.startswith("deck/") and name.endswith(".yaml") for name in own)
    assert not any(b"Ann Onym" in data for data in own.values())


def test_a_folder_that_is_no_runtime_is_refused(project: Path) -> None:
    (project / "empty").mkdir()
    result = run("--runtime", "empty")
    assert result.exit_code == 3
    assert "empty is not Python for the browser" in result.stderr


@pytest.mark.slow
def test_one_file_opened_from_a_disk_shows_the_deck_before_python_is_there(
    from_a_disk: str, browser: "Browser"
) -> None:
    complaints: list[str] = []
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text))
        page.goto(from_a_disk)
        page.get_by_role("heading", name="Doing Things Differently").first.wait_for()
        first = page.locator("#deck img[src^='blob:']").first
        first.wait_for()
        assert first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        links = page.locator("#ready-made-list a").evaluate_all("all => all.map((a) => a.href)")
    assert complaints == []
    assert len(links) > 9 and all(link.startswith("file:") for link in links)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["from_a_disk", "on_a_web_space"])
def test_a_browser_without_webassembly_is_told_so_and_keeps_all_cards(
    where: str, browser: "Browser", request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(where)
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("delete window.WebAssembly")
        page.goto(address)
        page.get_by_text("This browser does not run WebAssembly").wait_for()
        page.get_by_text("The ready-made files work without it").wait_for()
        cards = page.locator("#deck .card")
        for number in range(cards.count()):
            cards.nth(number).scroll_into_view_if_needed()
            cards.nth(number).locator("img[src^='blob:']").first.wait_for()
        assert cards.count() == 16
        page.get_by_role("link", name="Print it").click()
        page.get_by_text("This browser does not run WebAssembly").first.wait_for()
        assert page.evaluate("document.documentElement.dataset.ready") is None


@contextmanager
def jitless(browser: "Browser", flag: str) -> "Iterator[Page]":
    """A page in another Chromium, of which V8 has this flag."""
    found = next(filter(None, map(shutil.which, BROWSERS)))
    started = browser.browser_type.launch(
        executable_path=found, args=["--no-sandbox", f"--js-flags={flag}"]
    )
    yield started.new_page()
    started.close()


@pytest.mark.slow
def test_a_browser_that_may_compile_nothing_says_what_works_without(
    from_a_disk: str, browser: "Browser"
) -> None:
    """Chromium without a compiler, as under a policy of an administrator, has no WebAssembly."""
    with jitless(browser, "--jitless") as page:
        page.goto(from_a_disk)
        page.get_by_text("This browser does not run WebAssembly").wait_for()
        page.locator("#deck img[src^='blob:']").first.wait_for()
        links = page.locator("#ready-made-list a").evaluate_all("all => all.map((a) => a.href)")
    files = [Path(url2pathname(urlsplit(link).path)) for link in links]
    assert files and all(file.read_bytes().startswith(b"%PDF") for file in files)


@pytest.mark.slow
def test_a_browser_that_interprets_webassembly_is_slow_but_works(
    from_a_disk: str, browser: "Browser"
) -> None:
    with jitless(browser, "--wasm-jitless") as page:
        page.goto(from_a_disk)
        page.locator("html[data-ready=yes]").wait_for(state="attached", timeout=120_000)


@pytest.mark.slow
def test_a_browser_with_too_little_memory_says_so_and_goes_on_without_what_was_too_large(
    from_a_disk: str, browser: "Browser", tmp_path: Path
) -> None:
    """A large picture does not fit into 125 MB; afterwards a new worker answers."""
    from playwright.sync_api import expect

    picture = tmp_path / "noise.png"
    noise = Image.effect_noise((750, 750), 90).resize((6000, 6000))
    noise.convert("RGB").save(picture, compress_level=1)
    with jitless(browser, "--wasm-max-mem-pages=2000") as page:  # of 64 kB each
        page.goto(f"{from_a_disk}#words")
        page.get_by_label("Card", exact=True).select_option("trust", timeout=60_000)
        definition = page.get_by_role("textbox", name="Definition")
        definition.fill("Keeps promises")
        front = page.locator("#words-front")
        expect(front).to_have_attribute("alt", re.compile("Keeps promises"), timeout=60_000)
        page.get_by_text("Drawing or picture").click()
        box = page.get_by_role("group", name="A picture of your own")
        box.get_by_label("The file").set_input_files(picture)
        box.get_by_label("What it shows").fill("Noise")
        fit = page.locator("#words-fit")
        expect(fit).to_contain_text("too little memory for that", timeout=60_000)
        expect(definition).to_have_value("Keeps promises")
        box.get_by_role("button", name="Take the picture away").click()
        definition.fill("Keeps every promise")
        expect(front).to_have_attribute("alt", re.compile("every promise"), timeout=60_000)
        expect(fit).to_have_text("Everything fits.")
        expect(page.locator("#status")).not_to_contain_text("Getting cardgen ready")


@pytest.mark.slow
def test_a_site_says_nothing_of_the_computer_on_which_it_was_made(
    project: Path, own_printers: Path
) -> None:
    own_printers.mkdir(parents=True)
    (own_printers / "anna-smith.yaml").write_text("portrait: {right: 1}\n", encoding="utf-8")
    elsewhere = project / "site-of-anna"
    assert run("-o", str(elsewhere)).exit_code == 0
    for path in (elsewhere / "prepared").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        assert "anna-smith" not in text and str(project) not in text and str(ROOT) not in text


@pytest.mark.slow
def test_little_is_loaded_before_the_first_card_is_seen(
    on_a_web_space: str, browser: "Browser"
) -> None:
    """From a web space that compresses nothing, by a slow line: by a fast one, the next cards come
    while the first is painted."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def loaded(answer: dict[str, Any]) -> None:
        if not any(address.startswith("blob:") for address in sizes):
            sizes[addresses[answer["requestId"]]] = answer["encodedDataLength"]

    with browser.new_context() as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent",
            lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}),
        )
        network.on("Network.loadingFinished", loaded)
        network.send("Network.enable")
        line = {"downloadThroughput": 300e3, "uploadThroughput": 300e3, "latency": 20}
        network.send("Network.emulateNetworkConditions", {"offline": False, **line})
        page.goto(on_a_web_space)
        page.locator("#deck img.front[src^='blob:']").nth(1).wait_for()
    assert any("/prepared/faces-" in address for address in sizes)
    own = {address: size for address, size in sizes.items() if not address.startswith("blob:")}
    assert sum(own.values()) <= 100_000, own
