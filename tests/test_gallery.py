"""A gallery as a browser shows it: cards that turn over, a card dealt, and a check kept there."""

import re
from io import BytesIO
from pathlib import Path

import axe_playwright_python
import pytest
from decks import ALLOTMENT, BUNDLED, BWRDD
from PIL import Image

import cardgen
from cardgen.read.files import BUNDLED as HOME

pytestmark = pytest.mark.slow

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """The file of the bundled deck's first two themes, which is quicker to look at than all."""
    path = tmp_path_factory.mktemp("gallery") / "gallery.html"
    themes = ["Being", "Relating and communicating"]
    cardgen.open(BUNDLED).build("gallery", themes=themes, to=path)
    return path


@pytest.fixture
def visit(gallery, browser):
    """Opens the gallery; a test in which the browser complains of anything fails."""
    complaints, contexts = [], []

    def open_page(width=1280, context=None, file=gallery, **more):
        if context is None:
            context = browser.new_context(accept_downloads=True, **more)
            contexts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text))
        page.on("request", lambda asked: complaints.append(asked.url) if is_far(asked) else None)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_far(request):
    return not request.url.startswith(("file:", "data:", "blob:"))


def card(page, name):
    return page.locator(f'main .card[data-name="{name}"]')


def seen(page, name):
    """Which faces of a card can be seen."""
    return [
        face.get_attribute("class").split()[1]
        for face in card(page, name).locator(".face").all()
        if face.evaluate("face => getComputedStyle(face).visibility") == "visible"
    ]


def test_a_gallery_of_the_whole_deck_is_small_and_complete(browser):
    file = cardgen.open(BUNDLED).build("gallery").files[0]
    assert file.name == "gallery.html" and len(file.data) < 700_000
    text = file.data.decode()
    assert text.count('<li class="card"') == 16 and text.count('<svg class="face') == 32
    ids = re.findall(' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert " style=" not in text and " onclick" not in text
    addresses = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert all(address.startswith("#") for address in addresses)


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (320, "light"), (900, "dark"), (320, "dark")]
)
def test_axe_finds_nothing(visit, width, scheme):
    page = visit(width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert found["violations"] == []
    page.click("#deal")
    assert page.evaluate("axe.run('dialog')")["violations"] == []


def test_it_fits_a_narrow_window_and_every_target_is_large(visit):
    page = visit(320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("button, #answers label")]
            .map((target) => target.getBoundingClientRect())
            .filter(({width}) => width > 0)
            .map(({width, height}) => Math.min(width, height))"""
    )
    assert len(sizes) > 50 and min(sizes) >= 24


def test_a_card_turns_over_by_mouse_and_by_keyboard(visit):
    page = visit(reduced_motion="reduce")
    assert seen(page, "Trust") == ["front"]
    card(page, "Trust").locator(".faces").click()
    assert seen(page, "Trust") == ["back"] and seen(page, "Mindset") == ["front"]
    button = card(page, "Trust").get_by_role("button", name="Turn over: Trust")
    button.focus()
    assert button.get_attribute("aria-pressed") == "true"
    outline = button.evaluate("one => getComputedStyle(one).outlineStyle")
    page.keyboard.press("Enter")
    assert seen(page, "Trust") == ["front"] and outline == "solid"
    page.click("#turn-all")
    assert seen(page, "Trust") == seen(page, "Mindset") == ["back"]
    page.click("#turn-all")
    assert seen(page, "Trust") == seen(page, "Mindset") == ["front"]


@pytest.mark.parametrize(("motion", "still"), [("reduce", True), ("no-preference", False)])
def test_cards_turn_without_motion_where_that_is_preferred(visit, motion, still):
    page = visit(reduced_motion=motion)
    page.click("#turn-all")
    lasts = page.evaluate(
        "getComputedStyle(document.querySelector('.card .face')).transitionDuration"
    )
    assert lasts.startswith("0s") is still


def test_faces_are_told_by_their_words(visit):
    page = visit()
    label = card(page, "Trust").locator(".front").get_attribute("aria-label")
    assert label.startswith("Trust. Builds trust to promote empathy, care and open communication")
    image = card(page, "Trust").get_by_role("img")
    assert image.count() == 1  # the side that is turned away is not read


def test_without_scripts_both_faces_show(visit):
    page = visit(java_script_enabled=False)
    for face in card(page, "Trust").locator(".face").all():
        assert face.is_visible() and face.bounding_box()["width"] > 200
    assert not page.locator("#tools").is_visible() and not page.locator("#check").is_visible()
    assert not card(page, "Trust").get_by_role("button").is_visible()


def test_cards_are_shuffled_and_put_in_order_again(visit):
    page = visit()
    names = "[...document.querySelectorAll('main .card')].map((one) => one.dataset.name)"
    before = page.evaluate(names)
    page.evaluate("Math.random = () => 0")  # so that the chance is a certain one
    page.click("#shuffle")
    mixed = page.evaluate(names)
    assert mixed != before and sorted(mixed) == sorted(before)
    assert page.inner_text("#told") == "The cards are shuffled."
    assert page.locator("main section:not(#check):visible").count() == 1
    page.click("#order")
    assert page.evaluate(names) == before
    assert page.get_by_role("heading", name="Relating and communicating").first.is_visible()


def test_each_card_is_dealt_once_before_any_is_dealt_again(visit):
    page = visit()
    page.click("#deal")
    dealt = [page.inner_text("#dealt-name")]
    for _ in range(5):
        page.click("#another")
        dealt.append(page.inner_text("#dealt-name"))
    assert len(set(dealt)) == 6
    page.locator("dialog .turn").click()
    assert page.locator("dialog .turned").count() == 1
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert page.evaluate("document.activeElement.id") == "deal"


def mark(page, name, position, talk=False):
    row = page.locator(f'fieldset[data-name="{name}"]')
    row.get_by_role("radio", name=position).check(force=True)
    if talk:
        row.get_by_role("checkbox").check(force=True)


def test_the_check_is_kept_in_this_browser_until_it_is_cleared(visit):
    page = visit()
    assert page.inner_text("#marked") == "0 of 6 marked"
    assert page.inner_text("#kept") == (
        "Your answers are kept in this browser only, until you clear them."
    )
    mark(page, "Trust", "−3, Mostly negative", talk=True)
    mark(page, "Mindset", "+1")
    again = visit(context=page.context)
    assert again.inner_text("#marked") == "2 of 6 marked"
    assert again.locator('fieldset[data-card="trust"] [value="-3"]').is_checked()
    assert again.locator('fieldset[data-card="trust"] [type=checkbox]').is_checked()
    again.click("#clear")
    assert "cleared" in again.inner_text("#marked")
    assert again.evaluate("localStorage.length") == 0
    assert visit(context=page.context).inner_text("#marked") == "0 of 6 marked"


@pytest.mark.parametrize("kept", ["{", "7", "[null]", '[{"card": "trust", "position": {}}]'])
def test_what_was_kept_and_is_damaged_is_passed_over(visit, kept):
    page = visit()
    mark(page, "Trust", "+1")
    page.evaluate("(kept) => localStorage.setItem(localStorage.key(0), kept)", kept)
    assert visit(context=page.context).inner_text("#marked") == "0 of 6 marked"


def test_a_scale_is_marked_by_keyboard(visit):
    page = visit()
    page.locator('fieldset[data-card="trust"] [value="0"]').focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.locator('fieldset[data-card="trust"] [value="1"]').is_checked()
    assert page.inner_text("#marked") == "1 of 6 marked"


def test_the_result_is_taken_along_as_a_table_and_as_a_picture(visit):
    page = visit()
    mark(page, "Trust", "−3, Mostly negative", talk=True)
    with page.expect_download() as download:
        page.click("#table")
    assert download.value.suggested_filename == "temperature-check.csv"
    data = Path(download.value.path()).read_bytes()
    lines = data.decode("utf-8-sig").split("\r\n")
    assert data.startswith(b"\xef\xbb\xbf") and lines[0] == "Number,Card,Theme,Position,Talk"
    assert '3,"Resilience, bravery & courage",Being,,' in lines
    assert "6,Trust,Relating and communicating,-3,x" in lines
    with page.expect_download() as download:
        page.click("#picture")
    assert download.value.suggested_filename == "temperature-check.png"
    picture = Image.open(BytesIO(Path(download.value.path()).read_bytes())).convert("L")
    assert picture.width == 1800
    row = 2 * (150 + 5 * 52 + 26)  # the middle of that of Trust, the last
    marked = [picture.getpixel((2 * (440 + 50 * place) - 24, row)) for place in range(7)]
    assert [level < 128 for level in marked] == [True] + [False] * 6


def test_on_paper_both_faces_stand_side_by_side_without_buttons(visit):
    page = visit()
    page.emulate_media(media="print")
    boxes = [face.bounding_box() for face in card(page, "Trust").locator(".face").all()]
    assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert seen(page, "Trust") == ["front", "back"]
    assert page.locator("button:visible").count() == 0


def test_a_card_with_one_face_does_not_turn(visit, tmp_path):
    own, path = tmp_path / "layouts" / "outputs" / "stickers.yaml", tmp_path / "stickers.html"
    own.parent.mkdir(parents=True)
    text = "about: Labels\ncards: label\nsheet: avery-l7163\nkinds: [behaviour]\nformat: gallery\n"
    own.write_text(text, encoding="utf-8")
    cardgen.open(tmp_path).build("stickers", cards=["trust", "mindset"], to=path)
    page = visit(file=path)
    assert page.locator("main .card").count() == 2 and page.locator("main .turn").count() == 0
    card(page, "Trust").locator(".faces").click()
    page.click("#turn-all")
    assert seen(page, "Trust") == ["front"]


def test_whole_pages_have_no_gallery_and_rights_stand_at_its_foot(visit):
    with pytest.raises(cardgen.Unsupported, match="--format gallery can only be used for cards"):
        cardgen.open(BUNDLED).build("large-print", format="gallery")
    assert visit().inner_text("footer").startswith("Text © NHS North West Leadership Academy")


def test_other_decks_have_galleries_too(visit, tmp_path):
    welsh = tmp_path / "welsh.html"
    cardgen.open(BWRDD, languages=["cy"]).build("gallery", to=welsh)
    page = visit(file=welsh)
    assert page.get_by_role("button", name="Cymysgu").is_visible()
    assert page.evaluate("document.documentElement.lang").startswith("cy")
    squares = tmp_path / "squares.html"
    cardgen.open(ALLOTMENT).build("squares", format="gallery", to=squares)
    page = visit(file=squares)
    page.click("#deal")
    assert page.locator("dialog svg.face.front").is_visible()


def test_a_font_that_does_not_exist_is_told(tmp_path):
    own = tmp_path / "layouts" / "gallery.yaml"
    own.parent.mkdir()
    text = (HOME / "layouts" / "gallery.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("var(--font-display)", "var(--font-displayy)"), encoding="utf-8")
    with pytest.raises(cardgen.DeckError, match='no font is called "displayy"'):
        cardgen.open(tmp_path).build("gallery")
