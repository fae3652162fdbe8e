"""Make front and back meet, on the page in a real browser."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from accessible import LOOKS, faults, faults_of_focus
from frames import BLACK
from playwright.sync_api import expect
from pypdf import PdfReader

from cardgen import open as open_project
from cardgen.graphics.art.gauges import gauge_back, gauge_front

pytestmark = pytest.mark.slow


def cardgen(folder, *arguments):
    """Runs the command line in a folder, with settings that only it has."""
    command = [sys.executable, "-m", "cardgen", *arguments]
    own = {**os.environ, "XDG_CONFIG_HOME": str(folder / "settings")}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=own)


def downloaded(page, press):
    """The bytes of the file that is downloaded when something is pressed."""
    with page.expect_download() as found:
        press()
    return found.value.path().read_bytes()


def said(page):
    return page.locator("#meet-words")


def type_at(page, corner, across, right, along, down):
    page.get_by_label(f"Millimetres right or left, at corner {corner}").fill(across)
    page.get_by_label(f"Right or left, at corner {corner}", exact=True).select_option(right)
    page.get_by_label(f"Millimetres down or up, at corner {corner}").fill(along)
    page.get_by_label(f"Down or up, at corner {corner}", exact=True).select_option(down)


def keep_as(page, name):
    page.get_by_label("What do you call this printer").fill(name)
    page.get_by_role("button", name="Keep it in this browser").click()


def test_the_folded_edition_is_that_of_the_command_line(visit, tmp_path):
    page = visit("meet")
    cardgen(tmp_path, "build", "office", "--fold", "-o", "folded.pdf")
    data = downloaded(page, page.get_by_role("button", name="Make the fold-over PDF").click)
    assert data == (tmp_path / "folded.pdf").read_bytes()
    expect(page.locator("#meet-fold-done")).to_contain_text("One side only")
    expect(page.get_by_text("100 of 100 cards")).to_be_visible(timeout=30_000)


def test_the_folded_edition_says_which_cards_how_many_sheets_and_what_to_do_with_them(visit):
    page = visit("see?cards=trust.mindset.delivery")
    page.get_by_role("link", name="Front and back").click()
    box = page.locator("#meet .plan-of")
    expect(box.get_by_role("radio", name="Only those that I tick: 3 cards")).to_be_checked()
    expect(box).to_contain_text("2 sheets of A4 paper")
    steps = box.locator("ol li")
    verbs = [words.split(" ")[0] for words in steps.all_inner_texts()]
    assert verbs == ["Score", "Cut", "Fold", "Glue"]
    box.get_by_role("radio", name="All 16 cards").check()
    expect(box).to_contain_text("8 sheets of A4 paper")
    box.get_by_role("radio", name="Only those that I tick").check()
    page.evaluate("location.hash = 'see'")
    page.get_by_role("button", name="Choose none", exact=True).click()
    page.get_by_role("link", name="Front and back").click()
    expect(box).to_contain_text("All 16 cards")


def ends(lines):
    return [[line.x1, line.y1, line.x2, line.y2] for line in lines]


@pytest.mark.parametrize(("gauge", "off"), [(0, 1.4), (1, 2.6)], ids=["across", "along"])
def test_the_drawing_shows_the_gauges_of_the_sheet_with_a_back_that_is_off(gauge, off, visit):
    page = visit("meet")
    drawn = page.evaluate(
        """(gauge) => {
          const own = document.querySelectorAll("#meet .gauge g")[gauge];
          const at = (line) => ["x1", "y1", "x2", "y2"].map((name) => line[name].baseVal.value);
          return ["hair", "seen"].map((kind) => [...own.querySelectorAll(`.${kind}`)].map(at));
        }""",
        gauge,
    )
    shown = [[x1 - off, y1, x2 - off, y2] for x1, y1, x2, y2 in ends(gauge_front(BLACK))]
    for own, of_sheet in zip(drawn, [ends(gauge_back(BLACK)), shown], strict=True):
        assert sorted(own) == [pytest.approx(line, abs=1e-4) for line in sorted(of_sheet)]


def test_the_test_sheet_names_the_task_of_the_page_and_no_command(visit):
    page = visit("meet")
    page.locator("#meet").get_by_label("Paper").select_option("Letter")
    data = downloaded(page, page.get_by_role("button", name="Save the test sheet").click)
    assert data == open_project().test_sheet(sheet="letter", for_page=True).file.data
    words = " ".join(" ".join(own.extract_text() for own in PdfReader(BytesIO(data)).pages).split())
    assert (
        words.count("Type what you read at A, B, C and D on the page, under Front and back.") == 2
    )
    assert "cardgen" not in words and "--" not in words


def test_the_page_takes_what_the_sheet_has_lines_for(visit):
    page = visit("meet")
    fields = page.locator("#meet-corners legend")
    assert [words[:8] for words in fields.all_inner_texts()] == [f"Corner {own}" for own in "ABCD"]
    for corner in "ABCD":
        expect(page.get_by_label(f"Millimetres right or left, at corner {corner}")).to_be_visible()


def test_all_of_it_by_keyboard(visit):
    page = visit("meet")
    page.get_by_label("Millimetres right or left, at corner A").focus()
    for key in ("0", ".", "8", "Tab", "ArrowDown", "Tab", "0", ".", "5", "Tab"):
        page.keyboard.press(key)
    expect(said(page)).to_have_text("Backs lie 0.8 mm to the left and 0.5 mm down.")
    for _ in range(13):  # past the fields of corners B, C and D
        page.keyboard.press("Tab")
    page.keyboard.type("Tray 2")
    page.keyboard.press("Enter")
    expect(page.locator("#meet-kept")).to_contain_text("Tray 2 upright: 0.8 mm left, 0.5 mm down")


def test_four_corners_tell_a_turn_too(visit):
    page = visit("meet")
    for corner, right, down in ("Aru", "Brd", "Clu", "Dld"):
        across = {"r": "right", "l": "left"}[right]
        type_at(page, corner, "0.5", across, "0.4", {"u": "up", "d": "down"}[down])
    expect(said(page)).to_contain_text("clockwise")


def test_corners_that_contradict_each_other_are_told_and_not_kept(visit):
    page = visit("meet")
    for corner, across in zip("ABCD", ("right", "left", "left", "right"), strict=True):
        type_at(page, corner, "3", across, "0", "down")
    expect(said(page)).to_contain_text("The corners disagree by")
    keep_as(page, "Copier")
    expect(page.locator("#meet-kept")).to_have_text("None yet.")


def test_a_printer_is_known_next_time_until_it_is_removed(visit):
    page = visit("meet")
    type_at(page, "A", "1", "left", "0", "down")
    keep_as(page, "Copier")
    expect(page.locator("#status")).to_contain_text("Copier is kept in this browser")
    page.reload()
    expect(page.locator("#meet-kept")).to_contain_text("Copier upright: 1 mm left")
    page.get_by_role("link", name="Print it", exact=True).click()
    expect(page.get_by_label("Your printer").locator("option:checked")).to_have_text("Copier")
    page.get_by_label("Your printer").select_option(label="Any printer, as it comes")
    page.reload()
    page.get_by_role("link", name="Print it", exact=True).click()
    expect(page.get_by_label("Your printer")).to_have_value("")
    page.get_by_role("link", name="Front and back", exact=True).click()
    page.get_by_role("button", name="Remove Copier").click()
    expect(page.locator("#meet-kept")).to_have_text("None yet.")
    page.reload()
    expect(page.locator("#meet-kept")).to_have_text("None yet.")


def test_sheets_that_lie_on_their_side_are_measured_for_themselves(visit):
    page = visit("meet")
    page.get_by_role("radio", name="Ones that lie on their side").check()
    expect(page.locator("#meet-pages")).to_contain_text("pages 3 and 4")
    type_at(page, "A", "1", "left", "0", "down")
    keep_as(page, "Copier")
    expect(page.locator("#meet-kept")).to_contain_text("sideways: 1 mm left")


def test_without_figures_or_a_name_the_missing_field_is_gone_to(visit):
    page = visit("meet")
    keep_as(page, "Copier")
    expect(page.get_by_label("Millimetres right or left, at corner A")).to_be_focused()
    type_at(page, "A", "1", "left", "0", "down")
    keep_as(page, "")
    expect(page.get_by_label("What do you call this printer")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everyone_can_use_it(width, scheme, visit):
    page = visit("meet", width)
    page.emulate_media(color_scheme=scheme)
    assert faults(page) == []
    assert faults_of_focus(page, 40) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
