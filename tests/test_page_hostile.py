"""Decks whose words are code of a web page, longer than any, or turn their direction: nothing of it
runs, and the page holds. So it does with letters twice as large."""

import pytest
from browser_runtime import web_space
from command_line import run
from playwright.sync_api import expect
from served import started
from small_decks import small_deck

pytestmark = pytest.mark.slow

CODE = "<img src=x onerror=ran=1>"
QUOTED = f"\"'> {CODE} </script>"
TURNED = "\u202eevil\u202c \u2067x\u2069"
THEMES = [{"id": "one", "name": f"Th {CODE}", "colour": "pine", "mark": "core"}]
FITTING = {"name": f"N {CODE}", "definition": QUOTED, "positive": [QUOTED], "negative": [CODE]}
LONG = {"name": "L" * 200, "definition": "word " * 2000, "positive": ["W" * 10_000]}
WHOLE = {"title": f"T {CODE}", "subtitle": f"S {QUOTED}", "rights": QUOTED, "themes": THEMES}
TASKS = ["see", "print", "workshop", "meet", "again", "order", "words", "screens"]

# What reaches beyond the window or its own box, but for the row of tasks, which moves sideways.
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const isSeen = (own) => own.offsetWidth && !own.closest(".unseen, .visually-hidden, .tasks");
  const parts = [...document.body.querySelectorAll("*")].filter(isSeen);
  const beyond = parts.filter((own) => own.getBoundingClientRect().right > wide);
  const cut = parts.filter(
    (own) => own.matches("button, label, li, p, h2, h3, legend") && getComputedStyle(own).display
      !== "inline" && own.scrollWidth > own.clientWidth + 2,
  );
  return [...beyond, ...cut].map((own) => `${own.tagName} ${own.id} ${own.className}`);
}"""


@pytest.fixture
def look(browser):
    """Goes through the tasks of the page at an address, each of which is as wide as the window;
    returns the page."""
    with browser.new_context() as context:

        def look(address, width=1280, size=None):
            complaints = []
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": 900})
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda told: complaints.append(told.text))
            page.goto(address)
            expect(page.locator("#deck .card, #mistakes li").first).to_be_attached()
            if size:
                page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            for task in TASKS:
                page.evaluate("task => { location.hash = task; }", task)
                page.locator(f"#{task} h2").wait_for()
                page.wait_for_timeout(700)  # until its form and its plan are there
                assert page.evaluate(TOO_WIDE) == [], task
            assert page.evaluate("window.ran") is None
            assert complaints == []
            return page

        yield look


@pytest.mark.parametrize("width", [1280, 320])
def test_no_word_of_a_deck_runs_or_breaks_the_page_that_is_served(look, tmp_path, width):
    own = {"theme": "one"}
    small_deck(
        tmp_path, FITTING | own, LONG | own, {"name": f"R {TURNED}", "id": "turned"} | own, **WHOLE
    )
    with started(tmp_path) as (_, port):
        page = look(f"http://127.0.0.1:{port}", width)
        expect(page.locator("#deck-title")).to_have_text(WHOLE["title"])
        expect(page.locator("#name--turned")).to_contain_text(TURNED)


def test_an_id_that_is_code_is_told_and_does_not_run(look, tmp_path):
    small_deck(tmp_path, {"id": QUOTED, "theme": CODE}, {"kind": CODE}, **WHOLE)
    with started(tmp_path) as (_, port):
        page = look(f"http://127.0.0.1:{port}", 320)
        expect(page.locator("#mistakes")).to_contain_text(CODE)


def test_no_word_of_a_deck_runs_or_breaks_a_site(look, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path, FITTING | {"theme": "one"}, {"name": f"R {TURNED}"}, **WHOLE)
    made = run("site", "-o", "site")
    assert made.exit_code == 0, made.output
    with web_space(tmp_path / "site") as address:
        page = look(address)
        expect(page.locator("#deck-title")).to_have_text(WHOLE["title"])


@pytest.mark.parametrize(("width", "size"), [(1280, "212.5%"), (640, None)])
def test_with_letters_twice_as_large_nothing_is_cut(look, served, width, size):
    look(served, width, size)
