"""The page follows the deck's files on disk, seen in Chromium."""

import re
import shutil

import pytest
from playwright.sync_api import expect
from served import started

from cardgen.read.files import BUNDLED

pytestmark = pytest.mark.slow

DRAWN = re.compile("^blob:")
SLOWLY = 60_000  # ms, for machines that do several things at once


@pytest.fixture
def project(tmp_path):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    return tmp_path


@pytest.fixture
def being(project):
    return project / "deck" / "being.yaml"


@pytest.fixture
def page(browser, project):
    """The page of the project, with the cards of a theme in view; it must not complain."""
    complaints = []
    with started(project) as (_, port), browser.new_page() as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text))
        page.goto(f"http://127.0.0.1:{port}")
        page.locator("#card--mindset").scroll_into_view_if_needed(timeout=SLOWLY)
        expect(picture(page, "mindset")).to_have_attribute("src", DRAWN, timeout=SLOWLY)
        yield page
    assert complaints == []


def picture(page, card):
    return page.locator(f"#card--{card} img.front")


def source(page, card):
    return picture(page, card).get_attribute("src")


def top(page, card):
    """Where the top of a card is in the window."""
    return page.locator(f"#card--{card}").bounding_box()["y"]


def redrawn(page, card, before):
    expect(picture(page, card)).not_to_have_attribute("src", before, timeout=SLOWLY)


def replaced(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_saved_word_is_drawn_and_all_else_stays_as_it_is(page, being):
    page.get_by_role("checkbox", name="Mindset").check()
    page.get_by_role("button", name="Turn over Mindset").focus()
    expect(picture(page, "authenticity")).to_have_attribute("src", DRAWN, timeout=SLOWLY)
    before, other = source(page, "mindset"), source(page, "authenticity")
    assert page.evaluate("scrollY") > 0
    place = pytest.approx(top(page, "mindset"), abs=2)
    replaced(being, "name: Mindset", "name: Mindsets")
    redrawn(page, "mindset", before)
    expect(page.get_by_role("button", name="Turn over Mindsets")).to_be_focused(timeout=SLOWLY)
    expect(page.get_by_role("checkbox", name="Mindsets")).to_be_checked()
    assert top(page, "mindset") == place
    page.wait_for_timeout(1000)  # until all are drawn anew
    assert source(page, "authenticity") == other  # whose picture is the same


def test_the_form_of_a_card_has_the_words_of_its_file_once_nobody_types_in_it(page, being):
    page.get_by_role("link", name="Change words").click()
    page.get_by_label("Card", exact=True).select_option("mindset", timeout=SLOWLY)
    name = page.locator("#words-form").get_by_label("Name", exact=True)
    expect(name).to_have_value("Mindset", timeout=SLOWLY)
    replaced(being, "name: Mindset", "name: Open mind")
    expect(name).to_have_value("Open mind", timeout=SLOWLY)
    name.focus()
    replaced(being, "name: Open mind", "name: Wide mind")
    page.wait_for_timeout(2000)
    expect(name).to_have_value("Open mind")
    page.get_by_label("Card", exact=True).focus()
    expect(name).to_have_value("Wide mind", timeout=SLOWLY)


def test_a_broken_deck_is_told_in_place_and_the_last_good_cards_stay_until_it_is_mended(
    page, being
):
    mistakes = page.get_by_role("region", name="The deck has 1 mistake in it")
    before = source(page, "mindset")
    place = pytest.approx(top(page, "mindset"), abs=2)
    replaced(being, "name: Mindset", "name: [Mindset")
    expect(mistakes).to_contain_text("This is not YAML", timeout=SLOWLY)
    expect(mistakes).to_contain_text("The cards below are as they were before.")
    expect(mistakes).to_contain_text("deck/being.yaml:")
    assert source(page, "mindset") == before
    assert top(page, "mindset") == place
    page.get_by_role("button", name="Turn over Mindset").click()
    expect(page.locator("#card--mindset img.back")).to_have_attribute("src", DRAWN)
    replaced(being, "name: [Mindset", "name: Mindset")
    expect(mistakes).to_be_hidden(timeout=SLOWLY)
    expect(page.locator("#status")).to_have_text("")


def test_a_new_card_appears_and_the_focus_stays(page, being):
    page.get_by_role("searchbox").focus()
    text = being.read_text(encoding="utf-8")
    new = text[text.index("  - id: authenticity") : text.index("  - id: mindset")]
    new = new.replace("id: authenticity", "id: candour").replace("Authenticity", "Candour")
    being.write_text(text + new, encoding="utf-8")
    expect(page.get_by_role("checkbox", name="Candour")).to_be_attached(timeout=SLOWLY)
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_words_that_do_not_fit_are_told_and_drawn_all_the_same(page, being):
    before = source(page, "mindset")
    replaced(being, "name: Mindset", f"name: {40 * 'Mindset '}")
    redrawn(page, "mindset", before)
    mistakes = page.get_by_role("region", name="in it")
    expect(mistakes).to_contain_text("deck/being.yaml:", timeout=SLOWLY)
    replaced(being, 40 * "Mindset ", "Mindset")
    expect(mistakes).to_be_hidden(timeout=SLOWLY)


def test_files_that_are_too_large_together_are_told_before_they_are_sent(page):
    large = """async () => {
      const { ask } = await import("/ask.js");
      return (await ask("check", {}, { "a.png": new Uint8Array(50 * 2 ** 20) })).data.stopped;
    }"""
    assert page.evaluate(large) == "The files are too large together: cardgen takes 48 MB at a time"


def test_a_page_goes_on_when_the_server_is_started_again(browser, project, being):
    page = browser.new_page()
    with started(project) as (_, port):
        page.goto(f"http://127.0.0.1:{port}")
        page.locator("#card--mindset").scroll_into_view_if_needed(timeout=SLOWLY)
        expect(picture(page, "mindset")).to_have_attribute("src", DRAWN, timeout=SLOWLY)
        before = source(page, "mindset")
    expect(page.locator("#status")).to_contain_text("no longer answers", timeout=SLOWLY)
    replaced(being, "name: Mindset", "name: Mindsets")
    with started(project, port):
        redrawn(page, "mindset", before)
        expect(page.locator("#status")).to_have_text("", timeout=SLOWLY)
    page.close()
