"""The two ways in which people use the page: by mouse, and by keyboard alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from accessible import fault_of_focus

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_STOPS = 300
# Where a control is from what has the focus: 0 there, -1 before it, 1 after it.
WAY = """own => {
    const active = document.activeElement;
    if (own === active) return 0;
    return active.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


@dataclass
class Mouse:
    """Clicks; words are typed into what was clicked."""

    page: "Page"

    def press(self, control: "Locator") -> None:
        control.click()

    def tick(self, box: "Locator") -> None:
        box.click()

    def choose(self, radio: "Locator") -> None:
        radio.click()

    def write(self, field: "Locator", words: str) -> None:
        field.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def pick(self, select: "Locator", label: str) -> None:
        """Takes one from a list, which the browser's own window shows."""
        select.select_option(label=label)

    def give(self, field: "Locator", file: Path) -> None:
        with self.page.expect_file_chooser() as found:
            field.click()
        found.value.set_files(file)


@dataclass
class Keyboard:
    """Goes to every control by the Tab key, and sees the focus at each stop."""

    page: "Page"

    def __post_init__(self) -> None:
        self.page.on("filechooser", lambda _: None)  # or a key would be faster than who waits

    def go(self, control: "Locator") -> None:
        control.wait_for()
        for _ in range(MOST_STOPS):
            way = control.evaluate(WAY)
            if not way:
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
            assert fault_of_focus(self.page) is None
        raise AssertionError(f"the keyboard does not reach {control}")

    def press(self, control: "Locator") -> None:
        self.go(control)
        self.page.keyboard.press("Enter")

    def tick(self, box: "Locator") -> None:
        self.go(box)
        self.page.keyboard.press("Space")

    def choose(self, radio: "Locator") -> None:
        """Takes one of a group, of which only the one that is checked is a stop."""
        checked = radio.locator("xpath=ancestor::fieldset[1]").locator("input:checked")
        self.go(checked)
        for _ in range(MOST_STOPS):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not reach {radio}")

    def write(self, field: "Locator", words: str) -> None:
        self.go(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def pick(self, select: "Locator", label: str) -> None:
        self.go(select)
        self.page.keyboard.type(label)
        assert select.locator("option:checked").inner_text() == label

    def give(self, field: "Locator", file: Path) -> None:
        self.go(field)
        with self.page.expect_file_chooser() as found:
            self.page.keyboard.press("Enter")
        found.value.set_files(file)


Hand = Mouse | Keyboard


def saved(page: "Page", press: Callable[[], None]) -> tuple[str, bytes]:
    """The name and the bytes of the file that is downloaded when something is pressed."""
    with page.expect_download() as found:
        press()
    return found.value.suggested_filename, found.value.path().read_bytes()
