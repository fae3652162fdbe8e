"""What the page is told, in its own words: no options, commands or files of a command line."""

import json
import re
from pathlib import Path

import pytest

from cardgen import OPTIONS
from cardgen.web import page_words
from cardgen.web.api import Desk, answer
from cardgen.web.page_words import in_page_words

BUNDLED = Path(__file__).parents[1]
TYPED = re.compile(r"--[a-z]|cardgen [a-z]|\.yaml")
SENT = ("sheet", "printer", "copies", "start_at", "cards", "fold", "pixels", "profile", "reverse")


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("plan", {"options": {"sheet": "a9"}}),
        ("plan", {"options": {"copies": 600, "profile": "solopress"}}),
        ("plan", {"output": "labels", "options": {"start_at": 99}}),
        ("plan", {"options": {"fold": True, "back_extra": 3}}),
        ("plan", {"options": {"reverse": True}}),
        ("plan", {}),
        ("order", {"dry_run": True}),
        (
            "plan_workshop",
            {
                "workshop": {
                    "title": "T",
                    "participants": ["Bo", "李", "Ann 🎉"],
                    "outputs": ["name-cards", {"output": "office", "sheet": "a9"}],
                }
            },
        ),
    ],
)
def test_what_the_page_says_names_no_option_command_or_file(question, given):
    data = answer(Desk(BUNDLED), question, given, {}).data
    said = [data.get("stopped"), data.get("summary"), data["problems"]]
    assert any(said)
    assert not TYPED.search(json.dumps(said, ensure_ascii=False)), said


def test_every_option_that_the_page_sends_has_a_name_there():
    options = page_words._table()["options"]
    assert [OPTIONS[name].flag for name in SENT if OPTIONS[name].flag not in options] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("choose a sheet with --sheet", "choose a sheet with “Paper”"),
        (
            "--reverse needs --flip none",
            "“The backs come in the other order” needs “Printer without duplex”",
        ),
        ("the card Trust --and care", "the card Trust --and care"),
        ("or write it by hand with --partial", "or write it by hand by ticking “Leave out names"),
        ("write it so, or add a font to layouts/fonts.yaml, such as Noto Emoji", "write it so"),
        ("nothing to mend", "nothing to mend"),
    ],
)
def test_an_option_is_called_as_on_the_page(typed, said):
    assert in_page_words(typed).startswith(said)


def test_what_is_said_of_an_option_is_on_the_page():
    page = Path(page_words.__file__).parent / "page"
    shown = "".join(
        path.read_text("utf-8") for path in page.iterdir() if path.suffix in (".html", ".js")
    )
    shown += (BUNDLED / "layouts/ways.yaml").read_text("utf-8")
    assert [name for name in page_words._table()["options"].values() if name not in shown] == []
