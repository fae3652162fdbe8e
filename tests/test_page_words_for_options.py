"""What the page is told, in its own words: no options, commands or files of a command line."""

import json
import re
from pathlib import Path

import pytest
from pictures import deck, quarters
from small_decks import small_deck

import cardgen
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


def messages_of(make, *given, **options):
    """What the program says of something that it makes, before the page puts it in its words."""
    try:
        made = make(*given, **options)
    except cardgen.DeckError as error:
        told, summary = error.problems, []
    except cardgen.Error as error:
        return [str(error)]
    else:
        told, summary = made.problems, made.summary
    return [*(problem.fix for problem in told), *summary]


def messages(folder):
    """Messages of each kind that the page has other words for."""
    bundled = cardgen.open(BUNDLED)
    workshop = {"title": "T", "participants": ["Bo", "李"], "outputs": ["name-cards"]}
    yield from messages_of(bundled.build_workshop, workshop)
    yield from messages_of(bundled.build, "office", dry_run=True)
    yield from messages_of(bundled.build, "press", profile="any", dry_run=True)
    full = {"id": "trust", "definition": "Builds trust to promote what we do together. " * 40}
    bundled.lay_over({"cards": [full]})
    yield from messages_of(bundled.build, "tarot", dry_run=True)
    small_deck(folder / "many", *[{}] * 120)
    yield from messages_of(cardgen.open(folder / "many").build, "dividers", dry_run=True)
    small_deck(folder / "french", lang="fr")
    yield from messages_of(cardgen.open(folder / "french").build, "office", dry_run=True)
    quarters((64, 48)).save(deck(folder / "coarse", "{file: a.png, alt: Fields}") / "a.png")
    yield from messages_of(cardgen.open(folder / "coarse").build, "press")


@pytest.mark.slow
def test_each_phrase_that_the_page_says_in_other_words_is_one_of_the_program(tmp_path):
    for name in ("many", "french", "coarse"):
        (tmp_path / name).mkdir()
    said = [*messages(tmp_path)]
    phrases = [pattern for pattern, _ in page_words._table()["phrases"]]
    assert [own for own in phrases if not any(re.search(own, text) for text in said)] == []
    assert [text for text in map(in_page_words, said) if TYPED.search(text)] == []


def test_what_is_said_of_an_option_is_on_the_page():
    page = Path(page_words.__file__).parent / "page"
    shown = "".join(
        path.read_text("utf-8") for path in page.iterdir() if path.suffix in (".html", ".js")
    )
    shown += (BUNDLED / "layouts/ways.yaml").read_text("utf-8")
    assert [name for name in page_words._table()["options"].values() if name not in shown] == []
