"""What the page says at the foot of the window: seen where one is, and taken back when over."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

SIZES = [1280, 320]
# Says each in its turn, and takes the first back if that is wanted.
SAY = """async ([words, isTakenBack]) => {
  const { say } = await import(new URL("dom.js", location.href).href);
  const [takeBack] = words.map((one) => say(one));
  if (isTakenBack) takeBack();
}"""


def said(page):
    return page.locator("#status")


def say(page, *words, taken_back=False):
    page.evaluate(SAY, [words, taken_back])


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("end", ["0", "document.documentElement.scrollHeight"])
def test_it_is_seen_at_both_ends_of_a_long_page(visit, width, end):
    page = visit("meet", width)
    page.evaluate(f"scrollTo(0, {end})")
    say(page, "The test sheet is in your downloads.")
    expect(said(page)).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    low = page.get_by_role("button", name="Clear everything now").bounding_box()
    assert low["y"] + low["height"] <= said(page).bounding_box()["y"]


@pytest.mark.parametrize("width", SIZES)
def test_chosen_cards_stand_above_it(visit, width):
    page = visit("see", width)
    page.get_by_role("checkbox", name="6 Trust").check()
    say(page, "The link to 1 card is copied.")
    tray = page.get_by_role("complementary", name="Chosen cards").bounding_box()
    bar = page.locator(".said").bounding_box()
    assert tray["y"] + tray["height"] <= bar["y"] + 1
    assert bar["y"] + bar["height"] == 900


def test_it_is_closed_by_its_button_and_by_turning_to_another_task(visit):
    page = visit("see")
    say(page, "One")
    page.get_by_role("button", name="Close this message").click()
    expect(said(page)).to_be_empty()
    assert page.locator(".said").bounding_box()["height"] == 0
    say(page, "Two")
    page.get_by_role("link", name="Print it", exact=True).click()
    expect(said(page)).to_be_empty()


def test_only_what_still_stands_is_taken_back(visit):
    page = visit("see")
    say(page, "Reading…", "Copied.", taken_back=True)
    expect(said(page)).to_have_text("Copied.")
    say(page, "Reading…", taken_back=True)
    expect(said(page)).to_be_empty()
