"""The page in Chromium, as one file from a disk and on a web space: how long things take.

    python bench/page.py [TIMES]

Starts a browser anew, 3 times for each; the second visit of each browser is the warm one. Prints
the median of each measure with its bound, and what a web space sends until the first PDF is there.
Exits with 1 when a bound is missed: on a quiet computer, none should be.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from live import BROWSERS
from measure import ROOT
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

sys.path.append(str(ROOT / "tests"))
from browser_runtime import web_space

CARD = "trust"
READY_COLD, READY_WARM, FIRST, SECOND = "ready, cold", "ready, warm", "first PDF", "second PDF"
SLOWEST = {"first card": None, READY_COLD: 10, READY_WARM: 5, FIRST: 0.8, SECOND: 0.8}  # seconds
WORD, MOST_SENT = 0.25, 10e6  # seconds for a changed word; bytes until the first PDF is there
# Both resolve to the seconds until something is seen.
MADE = """() => new Promise((resolve) => {
  const done = document.getElementById("print-done");
  done.hidden = true;
  const began = performance.now();
  new MutationObserver(() => done.hidden || resolve((performance.now() - began) / 1000))
    .observe(done, { attributes: true });
  document.getElementById("print-make").click();
})"""
REDRAWN = """(field) => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector("#words-faces img").addEventListener("load", () =>
    requestAnimationFrame(() => resolve((performance.now() - began) / 1000)), { once: true });
  field.value += " anew";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def main(times: int) -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        runtime = ROOT / "build" / "runtime"
        subprocess.run([sys.executable, ROOT / "runtime" / "pack.py", runtime], check=True)
        disk, space = Path(folder) / "disk", Path(folder) / "space"
        make_site(disk, runtime, "--single-file")
        make_site(space, runtime)
        missed = report("one file", playwright, (disk / "cardgen.html").as_uri(), times)
        with web_space(space) as address:
            missed |= report("web space", playwright, address, times)
    return int(missed)


def make_site(folder: Path, runtime: Path, *options: str) -> None:
    command = [
        sys.executable,
        "-m",
        "cardgen",
        "site",
        "--runtime",
        str(runtime),
        "-o",
        str(folder),
    ]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)


def report(kind: str, playwright: Playwright, address: str, times: int) -> bool:
    """Prints the medians of a page; returns whether any bound was missed."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    sent = 0.0
    for _ in range(times):
        browser = next(filter(None, map(shutil.which, BROWSERS)))
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chromium.new_context(accept_downloads=True)
        sent = max(sent, first_visit(context, address, found))
        found[READY_WARM].append(started(context.new_page(), address)[1])
        chromium.close()
    missed = False
    for name, bound in {**SLOWEST, "changed word": WORD}.items():
        seconds = median(found[name])
        told = f"; the bound is {bound:g} s" if bound else ""
        print(f"{kind}, {name}: {seconds:.2f} s{told}", flush=True)
        missed |= bool(bound and seconds > bound)
    if sent:
        print(f"{kind}, sent until the first PDF: {sent / 1e6:.1f} MB; the bound is 10 MB")
    return missed or sent > MOST_SENT


def first_visit(context: BrowserContext, address: str, found: dict[str, list[float]]) -> float:
    """Adds what a visit in a fresh browser takes; returns the bytes sent until the first PDF."""
    page = context.new_page()
    sent: list[float] = []
    network = context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda all_of: sent.append(all_of["encodedDataLength"]))
    network.send("Network.enable")
    card, ready = started(page, address)
    found["first card"].append(card)
    found[READY_COLD].append(ready)
    page.get_by_role("link", name="Print it", exact=True).click()
    page.wait_for_timeout(3000)  # the first PDF of all, which is made for nobody
    page.locator("#print-make:enabled").wait_for()  # once there is a plan
    found[FIRST].append(page.evaluate(MADE))
    bytes_sent = sum(sent) if address.startswith("http") else 0.0
    found[SECOND].append(page.evaluate(MADE))
    page.get_by_role("link", name="Change words").click()
    page.get_by_label("Card", exact=True).select_option(CARD)
    page.locator("#words-faces img[src^=blob]").first.wait_for()
    field = page.get_by_role("textbox", name="Definition")
    field.evaluate(REDRAWN)  # with modules that are loaded then
    for _ in range(5):
        page.wait_for_timeout(1000)
        found["changed word"].append(field.evaluate(REDRAWN))
    page.close(run_before_unload=False)
    return bytes_sent


def started(page: Page, address: str) -> tuple[float, float]:
    """The seconds until a card is seen and until cardgen can answer."""
    began = perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#deck img.front[src^=blob]").first.wait_for()
    card = perf_counter() - began
    page.locator("html[data-ready=yes]").wait_for(state="attached", timeout=120_000)
    return card, perf_counter() - began


def arguments(given: Sequence[str]) -> int:
    return int(given[0]) if given else 3


if __name__ == "__main__":
    sys.exit(main(arguments(sys.argv[1:])))
