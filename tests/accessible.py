"""What a view of the page owes to everyone, told as a list of what is wrong, which is empty."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
LEAST_TARGET = 24  # pixels each way (WCAG 2.2, 2.5.8)
# Each width and each colour scheme are tried before a change lands, each with each by long tests.
LOOKS = [
    pytest.param(1280, "light"),
    pytest.param(320, "dark"),
    pytest.param(1280, "dark", marks=pytest.mark.long),
    pytest.param(320, "light", marks=pytest.mark.long),
]

# Links within a sentence are excepted; a label belongs to the target of its control.
TARGETS = """least => {
    const all = document.querySelectorAll("button, input, select, textarea, summary, nav a");
    const sizeOf = (one) => {
        const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
        return [Math.max(...boxes.map((box) => box.width)),
                Math.max(...boxes.map((box) => box.height))];
    };
    return [...all].filter((one) => one.checkVisibility())
        .filter((one) => sizeOf(one).some((size) => size < least))
        .map((one) => one.outerHTML.slice(0, 100));
}"""
# The middle of what has the focus must not lie below something else (WCAG 2.2, 2.4.11).
FOCUS = """() => {
    const one = document.activeElement;
    const words = (own) => own.outerHTML.slice(0, 80);
    const style = getComputedStyle(one);
    if (one === document.body) return null;
    if (style.outlineStyle === "none" && style.boxShadow === "none") return `${words(one)} unseen`;
    const { left, top, width, height } = one.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    const fine = !above || one.contains(above) || above.contains(one) ||
        [...(one.labels ?? [])].some((label) => label.contains(above));
    return fine ? null : `${words(one)} is below ${words(above)}`;
}"""


def faults(page: Page) -> list[str]:
    """What axe finds in what is shown, and the targets that are too small to hit."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    told = [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
    return [*told, *page.evaluate(TARGETS, LEAST_TARGET)]


def faults_of_focus(page: Page, stops: int) -> list[str]:
    """What is wrong at each of so many stops of the Tab key, from where the focus is."""
    told: list[str] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        told += filter(None, [fault_of_focus(page)])
    return told


def fault_of_focus(page: Page) -> str | None:
    """Why what has the focus is not seen to have it, or None where it is."""
    found: str | None = page.evaluate(FOCUS)
    return found
