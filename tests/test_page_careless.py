"""The page in careless and hurried hands: files that cannot be read, buttons pressed too early, steps
back, and more than there is room for."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

# As a browser does for a folder that is dropped, and for a file that another program holds.
REFUSE = """() => {
  File.prototype.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
}"""


def said(page):
    return page.locator("#status")


@pytest.mark.parametrize(
    ("task", "label"),
    [
        ("workshop", "Open a workshop that you saved, or go on below"),
        ("workshop", "Or a workbook or a table with the people: .xlsx or .csv"),
        ("again", "Open the ZIP of last time"),
        ("again", "The PDF from which it was printed"),
        ("words", "Open changes that were saved"),
        ("words", re.compile("^The workbook")),
    ],
)
def test_a_file_that_the_browser_cannot_read_is_told(visit, task, label):
    page = visit(task)
    field = page.locator(f"#{task}").get_by_label(label)
    expect(field).to_be_attached()
    page.evaluate(REFUSE)
    field.set_input_files({"name": "last time", "mimeType": "", "buffer": b"PK"})
    expect(said(page)).to_contain_text("last time cannot be read. If it is a folder")
