"""The eight things that the page is for, wherever it is, by mouse and by keyboard alone.

What the page makes is compared with what the command line makes of the same, or of what was saved.
"""

import csv
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pikepdf
import pytest
from accessible import faults, faults_of_focus
from command_line import built, run
from hands import Mouse, saved
from PIL import Image
from playwright.sync_api import expect

import cardgen
from cardgen.web.api import Desk, answer

pytestmark = [pytest.mark.slow, pytest.mark.everywhere]

PATIENCE = 60_000  # ms, for machines that do several things at once
TABLE = [
    ["Theme", "Name", "Definition", "Positive", "Negative"],
    ["Being", "Trust", "Keeps promises", "Does what was agreed", "Hides bad news"],
    ["Doing", "Pace", "Knows when to hurry", "Leaves room for thinking", "Never stops"],
]


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def turn_to(page, hand, name):
    hand.press(page.get_by_role("navigation").get_by_role("link", name=name))


def printed(page, hand):
    """The PDF of what is chosen in Print it."""
    make = button(page, "Make the PDF")
    expect(make).to_be_enabled(timeout=PATIENCE)
    return saved(page, lambda: hand.press(make))[1]


def objects(data):
    """What a PDF is made of, decompressed, but for its pictures; and these."""
    with pikepdf.open(BytesIO(data)) as pdf:
        plain, pictures = [], []
        for own in pdf.objects:
            is_stream = isinstance(own, pikepdf.Stream)
            if is_stream and own.get("/Subtype") == "/Image":
                pictures.append(own.read_bytes())
            else:
                plain.append((repr(own), own.read_bytes() if is_stream else b""))
        return plain, pictures


def unpacked(package, folder):
    with ZipFile(BytesIO(package)) as files:
        files.extractall(folder)
    return folder


@cache
def made_again(package, before=None):
    """The files that the command line makes of the workshop in a ZIP, since an older one."""
    with TemporaryDirectory() as base:
        folder = unpacked(before or package, Path(base, "workshop"))
        (folder / "workshop.yaml").write_bytes(cardgen.unzipped(package)["workshop.yaml"])
        since = ["--since", "."] if before else []
        result = run("-C", folder, "build", "workshop.yaml", *since, "-o", "../again")
        assert result.exit_code == 0, result.stderr
        return {own.name: own.read_bytes() for own in Path(base, "again").iterdir()}


def test_the_deck_is_seen(take_up):
    page, hand = take_up("see")
    hand.write(page.get_by_role("searchbox", name="Search the cards"), "PROMISED doesn't")
    expect(page.locator("#found")).to_have_text("1 card of 16")
    turn = button(page, "Turn over Delivery")
    hand.press(turn)
    expect(turn).to_have_accessible_description(re.compile("^Back: .*Positive indicators"))
    hand.press(turn)
    expect(turn).to_have_accessible_description(re.compile("^Front: Delivery"))
    hand.press(button(page, "Larger: Delivery"))
    dialog = page.get_by_role("dialog", name="12 Delivery")
    expect(dialog.get_by_role("group", name="Its words")).to_contain_text("promised")
    hand.press(dialog.get_by_role("button", name="Close"))
    expect(button(page, "Larger: Delivery")).to_be_focused()


def test_cards_are_printed(take_up):
    page, hand = take_up("print")
    hand.write(page.get_by_label("Copies of each card"), "3")
    hand.choose(page.get_by_role("radio", name="Fold over and glue"))
    expect(page.locator("#print-summary")).to_contain_text("48 cards", timeout=PATIENCE)
    assert printed(page, hand) == built("office", "--fold", "--copies", "3")
    expect(page.get_by_role("heading", name="In the print dialog")).to_be_focused()


def test_a_page_with_a_python_of_its_own_prints_the_whole_deck(visit):
    page = visit("print", shares=False)
    assert printed(page, Mouse(page)) == built("office")


def people_typed(page, hand, task, *names):
    box = page.locator(f"#{task}")
    hand.write(box.get_by_label("Names, one on each line"), "\n".join(names))
    hand.press(box.get_by_role("button", name="Add to the list"))
    expect(box).to_contain_text(f"{len(names)} pe", timeout=PATIENCE)
    expect(box.locator("input[aria-label^='Name of person']").first).to_be_visible(timeout=PATIENCE)


def planned(page, hand):
    """Plans a small workshop, which is quick to make."""
    box = page.locator("#workshop")
    hand.write(box.get_by_label("Title"), "Thursday")
    people_typed(page, hand, "workshop", "Ann Lee", "Bo Ek")
    hand.write(box.get_by_label("How many tables"), "2")
    for theme in ("Relating and communicating", "Leading and visioning", "Delivering"):
        hand.tick(box.get_by_label(f"All of {theme}"))
    hand.tick(box.get_by_role("checkbox", name="Handouts", exact=True))
    hand.tick(box.get_by_role("checkbox", name="Name cards", exact=True))


def all_files(page, hand, task):
    """The ZIP of a workshop."""
    box = page.locator(f"#{task}")
    expect(box.get_by_role("button", name="Make all files")).to_be_enabled(timeout=PATIENCE)
    hand.press(box.get_by_role("button", name="Make all files"))
    everything = box.get_by_role("button", name="Download everything as one ZIP")
    everything.wait_for(timeout=PATIENCE)
    return saved(page, lambda: hand.press(everything))


def to_print(files):
    """What is printed of a workshop for people; its index also says how the files were made."""
    return {
        name: data
        for name, data in files.items()
        if re.search("(?<!index)(?<!index-new)[.]pdf$", name)
    }


def test_a_workshop_is_planned(take_up):
    page, hand = take_up("workshop")
    planned(page, hand)
    plan = page.locator("#workshop").get_by_role("complementary")
    expect(plan).to_contain_text("2 people at 2 tables", timeout=PATIENCE)
    expect(plan).to_contain_text("Handouts", timeout=PATIENCE)
    _, package = all_files(page, hand, "workshop")
    held = cardgen.unzipped(package)
    workshop = cardgen.mapping_of("workshop", held["workshop.yaml"].decode())
    assert (workshop["title"], workshop["participants"]) == ("Thursday", ["Ann Lee", "Bo Ek"])
    files = to_print(held)
    assert set(files) == {"handouts.pdf", "name-cards.pdf"}
    assert files == to_print(made_again(package))


def test_front_and_back_meet(take_up, tmp_path, monkeypatch):
    page, hand = take_up("meet")
    hand.write(page.get_by_label("Millimetres right or left, at corner A"), "1.4")
    hand.pick(page.get_by_label("Right or left, at corner A", exact=True), "right")
    hand.write(page.get_by_label("Millimetres down or up, at corner A"), "2.6")
    hand.pick(page.get_by_label("Down or up, at corner A", exact=True), "up")
    expect(page.locator("#meet-words")).to_have_text("Backs lie 1.4 mm to the right and 2.6 mm up.")
    hand.write(page.get_by_label("What do you call this printer"), "Tray 2")
    hand.press(page.get_by_role("button", name="Keep it in this browser"))
    expect(page.locator("#meet-kept")).to_contain_text("Tray 2 upright: 1.4 mm right, 2.6 mm up")
    turn_to(page, hand, "Print it")
    expect(page.get_by_label("Your printer")).to_have_value("tray-2")
    run("calibrate", "--printer", "tray-2", "--right", "1.4", "--up", "2.6")
    moved = run("build", "office", "--printer", "tray-2", "-o", "-")
    assert printed(page, hand) == moved.stdout_bytes


@cache
def last_time():
    """The name and the bytes of the ZIP of a workshop that was planned before."""
    workshop = {
        "title": "Thursday",
        "date": "2026-12-03",
        "cards": ["being"],
        "participants": ["Ann Lee", "Bo Ek", "Cy Dee"],
        "outputs": ["handouts", "name-cards"],
    }
    files = answer(Desk(Path()), "build_workshop", {"workshop": workshop}, {}).files
    return next((name, data) for name, data in files.items() if name.endswith(".zip"))


def test_she_comes_back_and_prints_only_what_is_new(take_up, tmp_path):
    name, before = last_time()
    (tmp_path / name).write_bytes(before)
    page, hand = take_up("again")
    box = page.locator("#again")
    hand.give(box.get_by_label("Open the ZIP of last time"), tmp_path / name)
    expect(box.get_by_label("Name of person 3")).to_have_value("Cy Dee", timeout=PATIENCE)
    hand.write(box.get_by_label("Names, one on each line"), "Zoë Late")
    hand.press(box.get_by_role("button", name="Add to the list"))
    expect(box.get_by_label("Name of person 4")).to_have_value("Zoë Late", timeout=PATIENCE)
    changed, package = all_files(page, hand, "again")
    assert changed == "thursday-2026-12-03-new.zip"
    new = to_print(cardgen.unzipped(package))
    assert set(new) == {"name-cards-new.pdf"}
    assert new == to_print(made_again(package, before))


def test_an_order_is_made(take_up, tmp_path):
    page, hand = take_up("order?cards=trust&way=fold")
    hand.write(page.get_by_label("How many of each card"), "4")
    hand.choose(page.get_by_role("radio", name="An office printer"))
    expect(page.locator("#order-contents")).to_contain_text("a glue stick", timeout=PATIENCE)
    expect(button(page, "Make the order")).to_be_enabled(timeout=PATIENCE)
    _, package = saved(page, lambda: hand.press(button(page, "Make the order")))
    options = ["office", "--fold", "--copies", "4", "--card", "trust"]
    run("order", *options, "-o", tmp_path / "order.zip")
    assert package == (tmp_path / "order.zip").read_bytes()
    expect(page.get_by_role("heading", name="Send it")).to_be_focused()


def test_words_are_changed_and_a_picture_is_dropped_in(take_up, tmp_path):
    picture = tmp_path / "bridge.png"
    Image.linear_gradient("L").resize((1400, 1400)).convert("RGB").save(picture)
    page, hand = take_up("words?cards=trust")
    expect(page.locator("#words-fit")).to_have_text("Everything fits.", timeout=PATIENCE)
    hand.pick(page.get_by_label("Card", exact=True), "Trust")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("Trust")
    hand.write(page.get_by_role("textbox", name="Definition"), "Builds trust every day")
    hand.press(page.locator("#words summary").filter(has_text="Drawing or picture"))
    box = page.get_by_role("group", name="A picture of your own")
    hand.give(box.get_by_label("The file"), picture)
    hand.write(box.get_by_label("What it shows"), "A rope bridge")
    front = page.get_by_role("img", name=re.compile("^The front"))
    expect(front).to_have_attribute("alt", re.compile("A rope bridge"), timeout=PATIENCE)
    _, package = saved(page, lambda: hand.press(button(page, "Save the changes")))
    unpacked(package, tmp_path / "saved")
    turn_to(page, hand, "Print it")
    ours = objects(printed(page, hand))
    [overlay] = (tmp_path / "saved").glob("*.yaml")
    assert "Builds trust every day" in overlay.read_text("utf-8")
    theirs = run("--overlay", overlay, "build", "office", "--card", "trust", "-o", "-")
    plain, pictures = objects(theirs.stdout_bytes)
    assert ours[0] == plain
    assert len(ours[1]) == len(pictures) > 0
    for one, other in zip(ours[1], pictures, strict=True):
        assert len(one) == len(other)
        assert one == other or max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 1


def test_a_deck_is_made_of_a_spreadsheet(take_up, tmp_path):
    table = tmp_path / "Our cards.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(TABLE)
    page, hand = take_up("words")
    hand.give(page.get_by_label("The workbook"), table)
    expect(page.locator("#table-told")).to_contain_text("2 cards in 2 themes", timeout=PATIENCE)
    _, package = saved(page, lambda: hand.press(button(page, "Save the folder as a ZIP")))
    unpacked(package, tmp_path)
    hand.press(button(page, "Look at it here"))
    expect(page.get_by_role("heading", name="Our cards")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#deck .card")).to_have_count(2, timeout=PATIENCE)
    turn_to(page, hand, "Print it")
    result = run("-C", tmp_path, "--deck", "our-cards", "build", "office", "-o", "-")
    assert printed(page, hand) == result.stdout_bytes


def test_a_choice_is_shared(take_up):
    page, hand = take_up("see")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.tick(page.get_by_role("checkbox", name="6 Trust"))
    hand.press(button(page, "Copy a link to 1 card"))
    expect(page.get_by_role("status").first).to_contain_text("The link to 1 card is copied")
    others = "Send others the file" if page.url.startswith("file:") else "nothing about people"
    expect(page.get_by_role("status").first).to_contain_text(others)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    other, _ = take_up(link.partition("#")[2])
    expect(other.get_by_role("checkbox", name="6 Trust")).to_be_checked()
    expect(other.get_by_role("checkbox", name="2 Mindset")).not_to_be_checked()


VIEWS = ["see", "print", "workshop", "meet", "again", "order", "words", "screens"]
IS_STILL = """() => document.getAnimations().length === 0 &&
    getComputedStyle(document.querySelector(".turn .leaf")).transitionDuration === "0s"
"""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_view_is_for_everyone(width, scheme, visit):
    page = visit("see?cards=trust", width)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(IS_STILL)
    for view in VIEWS:
        page.evaluate("view => { location.hash = view; }", view)
        page.locator(f"#{view} h2").first.wait_for()
        page.locator(f"#{view}").evaluate(
            "own => { for (const one of own.querySelectorAll('details')) one.open = true; }"
        )
        assert faults(page) == [], view
        assert faults_of_focus(page, 15) == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
