"""The fields for numbers on the page: what each shows is what is used, or it says why not."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

VIEWS = ["print", "workshop", "meet", "again", "order", "screens"]


def prepared(visit, task):
    """The page at a task, with everything open and ticked that brings further fields."""
    page = visit(task)
    page.locator(f"#{task} h3").first.wait_for()
    if task == "workshop":
        page.get_by_label("Deal cards from these to each person").check()
        prints = page.get_by_role("region", name="What to print")
        prints.get_by_label("Office printer and scissors", exact=True).check()
        prints.get_by_label("Office printer and scissors: how many").select_option("number")
        prints.get_by_label("Handouts", exact=True).check()
    if task == "print":
        page.get_by_role("radio", name="Labels I have").check()
        expect(page.get_by_label("First free label")).to_be_enabled()
    return page


@pytest.mark.parametrize("task", VIEWS)
def test_every_field_for_a_number_says_what_it_takes_where_it_takes_not_what_it_shows(visit, task):
    page = prepared(visit, task)
    fields = page.locator(f"#{task} input[type=number]:visible:enabled")
    assert fields.count() > 0
    for field in fields.all():
        told = page.locator(f"[id='{field.get_attribute('id')}-wrong']")
        before = field.input_value()
        for typed in ("-1", "1.234", "1e15"):
            field.fill(typed)
            expect(told).to_contain_text(re.compile("^Type a (whole )?number from "))
            expect(field).to_have_attribute("aria-invalid", "true")
            assert told.get_attribute("id") in field.get_attribute("aria-describedby")
        field.fill(before)
        expect(told).to_have_count(0)
        expect(field).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("label", ["How many tables", "How many for each person", "Which deal"])
def test_a_workshop_is_not_planned_with_another_number_than_is_shown(visit, label):
    page = prepared(visit, "workshop")
    page.locator("#people-count").fill("18")
    make = page.locator("#workshop").get_by_role("button", name="Make all files")
    plan = page.locator("#workshop").get_by_role("complementary")
    expect(make).to_be_enabled()
    field = page.get_by_label(label)
    field.fill("1.5")
    expect(plan).to_contain_text(f"{label}: type a whole number from ")
    expect(make).to_be_disabled()
    page.get_by_role("button", name="Save this workshop").click()
    expect(page.locator("#status")).to_contain_text(f"Not saved yet. {label}")
    field.fill("2")
    expect(plan).to_contain_text("18 people")
    expect(make).to_be_enabled()


def test_more_tables_than_there_can_be_are_told_and_not_cut_down(visit):
    page = visit("workshop")
    count = page.get_by_label("How many tables")
    count.fill("6")
    count.fill("1e9")
    expect(page.locator("#tables-count-wrong")).to_have_text(
        "Type a whole number from 0 to 10000, or leave it empty."
    )
    count.fill("600")
    expect(page.locator("#tables-list").locator("..")).to_contain_text("They are called 1 to 600.")


def test_a_file_shows_the_numbers_that_it_has(visit):
    page = visit("workshop")
    text = "title: T\ntables: 600\nparticipants: 12\nrandom: {each: 2, seed: 20261203}\n"
    file = {"name": "by-hand.yaml", "mimeType": "", "buffer": text.encode()}
    page.get_by_label("Open a workshop that you saved").set_input_files(file)
    expect(page.get_by_label("How many tables")).to_have_value("600")
    expect(page.get_by_label("Which deal")).to_have_value("20261203")
    expect(page.locator("#workshop .wrong:visible")).to_have_count(0)


def test_what_is_wrong_with_a_number_goes_where_it_is_not_asked_for_any_more(visit):
    page = prepared(visit, "print")
    page.get_by_label("First free label").fill("0")
    expect(page.locator("#print-start-wrong")).to_be_visible()
    page.get_by_role("radio", name="Office printer and scissors").check()
    expect(page.locator("#print-start-wrong")).to_have_count(0)
    expect(page.get_by_role("button", name="Make the PDF")).to_be_enabled()
