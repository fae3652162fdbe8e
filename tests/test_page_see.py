"""The page's view "See the deck" in a real browser: faces, search, one card larger, choices."""

import re
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
CARDS, BEHAVIOURS = 16, 13


def violations(page):
    """What axe finds wrong, a line each."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def seen(page):
    """The names of the cards that are shown."""
    return page.locator("#deck .card:visible label").all_inner_texts()


def drawn(page, name):
    """The card of this name, once its front is drawn."""
    label = page.locator("label").get_by_text(name, exact=True)
    card = page.locator("#deck .card").filter(has=label)
    card.scroll_into_view_if_needed()
    expect(card.locator(".front")).to_have_attribute("src", re.compile("^blob:"), timeout=20_000)
    return card


@pytest.mark.parametrize("width", [1280, 320])
def test_all_cards_are_shown_by_theme_and_none_is_wider_than_the_page(visit, width):
    page = visit("see", width)
    themes = page.locator("#deck h3").all_inner_texts()
    assert themes[1:] == [
        "Being",
        "Relating and communicating",
        "Leading and visioning",
        "Delivering",
    ]
    assert len(seen(page)) == CARDS
    assert page.evaluate("document.documentElement.scrollWidth") == width
    drawn(page, "4 Relationships & advocacy")
    assert violations(page) == []


def test_the_rows_of_every_theme_are_full_beside_the_block_with_its_name(visit):
    page = visit("see")
    rows = page.evaluate(
        """() => [...document.querySelectorAll("#deck .theme")].map((theme) => {
          const box = (own) => theme.querySelector(own).getBoundingClientRect();
          const [head, leaf, last] = [".theme-head", ".leaf", ".card:last-child"].map(box);
          const free = theme.getBoundingClientRect().right - last.right;
          return [free, last.top - head.top, head.height - leaf.height];
        })"""
    )
    assert len(rows) == 5
    assert all(abs(gap) < 4 for row in rows for gap in row)


def test_faces_keep_their_place_while_they_load(visit):
    page = visit("see")
    tall = "[...document.querySelectorAll('#deck .leaf')].map((leaf) => leaf.offsetHeight)"
    before = page.evaluate(tall)
    drawn(page, "13 Doing things differently")
    assert page.evaluate(tall) == before


def test_a_card_is_turned_over_and_back_by_keys(visit):
    page = visit("see")
    card = drawn(page, "6 Trust")
    turn = card.get_by_role("button", name="Turn over Trust")
    expect(turn).to_have_attribute("aria-pressed", "false")
    turn.focus()
    page.keyboard.press("Enter")
    expect(turn).to_have_attribute("aria-pressed", "true")
    expect(turn).to_have_accessible_description(re.compile("^Back: .*Positive indicators"))
    page.keyboard.press("Space")
    expect(turn).to_have_accessible_description(re.compile("^Front: Trust"))


def test_all_backs_are_shown_at_once(visit):
    page = visit("see")
    page.get_by_role("button", name="Show all backs").click()
    expect(drawn(page, "6 Trust")).to_have_class(re.compile("turned"))
    page.get_by_role("button", name="Show all fronts").click()
    expect(drawn(page, "6 Trust")).not_to_have_class(re.compile("turned"))


def test_cards_turn_at_once_for_who_wants_no_motion(visit):
    page = visit("see")
    how = "getComputedStyle(document.querySelector('.turn .leaf')).transitionDuration"
    assert page.evaluate(how) == "0.5s"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(how) == "0s"


def test_a_search_counts_the_cards_and_marks_what_it_found(visit):
    page = visit("see")
    page.get_by_role("searchbox", name="Search the cards").fill("PROMISED doesn't")
    expect(page.locator("#found")).to_have_text(f"1 card of {CARDS}")
    assert seen(page) == ["12 Delivery"]
    hit = page.locator("#deck .hit:visible")
    expect(hit).to_have_text("Negative: Doesn't act and deliver what's promised")
    assert hit.locator("mark").all_inner_texts() == ["Doesn't", "promised"]
    page.get_by_role("searchbox").fill("nowhere to be found")
    expect(page.locator("#found")).to_have_text("No card has these words")
    assert seen(page) == []


def test_letters_are_found_without_their_accents_and_quotes_as_they_are_typed(visit):
    page = visit("see")
    page.get_by_role("searchbox").fill("doesn't prómised")
    expect(page.locator("#found")).to_have_text(f"1 card of {CARDS}")


def test_a_card_is_shown_larger_with_its_words_and_keys_go_on_to_the_next(visit):
    page = visit("see")
    page.get_by_role("button", name="Larger: Mindset").press("Enter")
    dialog = page.get_by_role("dialog", name="2 Mindset")
    expect(dialog.get_by_role("img", name="The front")).to_be_visible()
    expect(dialog.get_by_role("img", name="The back")).to_be_visible()
    words = dialog.get_by_role("group", name="Its words")
    expect(words.get_by_role("listitem").first).to_have_text("Listen to understand")
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="3 Resilience")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("dialog", name="1 Authenticity")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Larger: Authenticity")).to_be_focused()


def test_a_card_is_read_aloud_by_a_voice_of_the_computer_and_by_no_other(visit):
    page = visit("see")
    page.evaluate(
        """() => {
          const voice = (lang, localService) => ({ lang, localService, name: lang });
          window.voices = [voice("en-GB", false)];
          window.said = [];
          speechSynthesis.getVoices = () => window.voices;
          speechSynthesis.speak = (one) => window.said.push([one.text, one.voice]);
          window.SpeechSynthesisUtterance = function (text) {
            Object.assign(this, { text, addEventListener() {} });
          };
          window.voice = voice;
        }"""
    )
    page.get_by_role("button", name="Larger: Trust").click()
    aloud = page.get_by_role("button", name="Read aloud")
    expect(aloud).to_be_disabled()
    expect(aloud).to_have_accessible_description(re.compile("no English voice of its own"))
    page.evaluate("window.voices.push(window.voice('en_US', true))")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    aloud.click()
    expect(page.get_by_role("button", name="Stop reading")).to_be_visible()
    said = page.evaluate("window.said")
    assert said[0][0] == "Trust" and {voice["lang"] for _, voice in said} == {"en_US"}


def test_chosen_cards_are_counted_and_go_on_to_the_other_tasks(visit):
    page = visit("see")
    page.get_by_role("checkbox", name="6 Trust").check()
    page.get_by_role("button", name="Choose all 3 of Being").click()
    tray = page.get_by_role("complementary", name="Chosen cards")
    expect(tray).to_contain_text("4 cards chosen")
    assert page.url.endswith("#see?cards=authenticity.mindset.resilience-bravery-courage.trust")
    tray.get_by_role("link", name="Print them").click()
    assert "#print?cards=authenticity." in page.url
    page.go_back()
    tray.get_by_role("button", name="Choose none").click()
    expect(tray).to_be_hidden()
    assert page.url.endswith("#see")


def test_a_link_chooses_its_cards_and_tells_of_those_that_are_gone(visit):
    page = visit("see")
    address = page.url.partition("#")[0] + "#see?cards=trust.gone-since.mindset"
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("status").first).to_contain_text("2 cards ticked: Mindset, Trust.")
    expect(page.get_by_role("status").first).to_contain_text("gone-since")
    expect(page.locator("#card--mindset")).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="2 Mindset")).to_be_checked()
    expect(page.get_by_role("checkbox", name="6 Trust")).to_be_checked()
    expect(page.get_by_role("checkbox", name="1 Authenticity")).not_to_be_checked()


def test_a_link_to_cards_says_nothing_of_how_they_were_printed(visit):
    page = visit("print?cards=trust&way=mono&copies=6")
    page.get_by_role("link", name="See the deck").click()
    expect(page).to_have_url(re.compile("#see.cards=trust$"))
    page.get_by_role("link", name="Print it", exact=True).click()
    expect(page).to_have_url(re.compile("#print.cards=trust&way=mono&copies=6$"))


@pytest.mark.parametrize("width", [1280, 320])
def test_targets_are_large_enough_to_hit(visit, width):
    page = visit("see", width)
    page.get_by_role("checkbox", name="6 Trust").check()
    small = page.evaluate(
        """() => [...document.querySelectorAll("#see button, #see input, #see a")]
          .filter((one) => one.checkVisibility())
          .map((one) => one.getBoundingClientRect())
          .filter(({ width, height }) => width < 24 || height < 24).length"""
    )
    assert small == 0


def test_in_a_narrow_window_the_row_of_tasks_shows_the_one_that_is_open(visit):
    page = visit("order", 320)
    expect(page.get_by_role("link", name="Have it printed")).to_be_in_viewport(ratio=1)
    page.goto(f"{page.url.partition('#')[0]}#see")
    expect(page.get_by_role("link", name="See the deck")).to_be_in_viewport(ratio=1)


def test_a_card_that_is_ticked_before_all_is_loaded_stays_where_it_is_seen(browser, served):
    with browser.new_page() as page:
        held = []
        page.route("**/tasks.js", lambda route: held.append(route))
        page.goto(served)
        page.locator("#card--mindset").scroll_into_view_if_needed()
        page.locator("#card--mindset img.front[src^=blob]").wait_for()
        page.get_by_role("checkbox", name="Mindset").check()
        page.get_by_role("button", name="Turn over Mindset").focus()
        before = page.locator("#card--mindset").bounding_box()
        held[0].continue_()
        expect(page.locator("#status")).to_have_text("")
        page.wait_for_timeout(500)
        assert page.locator("#card--mindset").bounding_box() == before


def test_the_tasks_stay_where_they_are_when_the_deck_comes(browser, served):
    with browser.new_page() as page:
        held = []
        page.route("**/api/deck", lambda route: held.append(route))
        with page.expect_request("**/api/deck"):
            page.goto(served)
        tasks = page.get_by_role("navigation", name="What to do")
        before = tasks.bounding_box()
        held[0].continue_()
        expect(page.get_by_role("heading", name="Doing Things Differently")).to_be_visible()
        assert tasks.bounding_box() == before
