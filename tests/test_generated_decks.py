"""Any deck, in any output: either all of its words are in the file and no others, or the refusal
names a place in the deck."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_decks import KINDS

import cardgen
from cardgen.read.files import BUNDLED

ALL = ("name", "definition", "positive", "negative")
# What of a behaviour each output shows. Where there are many, the page of those discussed leaves
# indicators out and says so.
OUTPUTS: Mapping[str, Sequence[str]] = {
    "facilitator": ALL,
    "office": ALL,
    "tarot": ALL,
    "press": ALL,
    "press-sheets": ALL,
    "handouts": ALL,
    "large-print": ALL,
    "workbook": ALL,
    "reading": ALL,
    "conversation": ("name", "definition"),
    "labels": ("name", "definition"),
    "overview": ("name", "definition"),
    "poster": ("name",),
    "theme-posters": ("name",),
    "discussed": ("name", "definition"),
}

# Words as people write them: the awkward ones among plain ones.
PLAIN = "we lead by the whole system and its people who share a purpose with others".split()
AWKWARD = (
    "co-creation health/social Ŵyn naïve Łódź Zürich façade don’t don't — – … 2017 007 100% £1,500"
    " ½ 3.14 (and [or] {so} \"quoted\" “curly” 'single' 5'6\" &amp & @home #1 *star* _line_ <b>"
    " https://example.org/a-long-path/to/somewhere?and=more non-governmental/voluntary"
    " e\u0301te\u0301 na\u0131\u0308ve be\u00adhaviour T\u00e2n"
    " A/B ≥ × ©2026 50–60 NHS’s 10\u00a0km"
).split(" ")
LONG = "Donaudampfschifffahrtsgesellschaft"  # as wide as a small card
UNSET = ["日本", "नमस्ते", "→", "\U0001f600"]  # what no bundled font can set


SHORT = [word for word in AWKWARD if len(word) < 13]


def texts(most: int, words: Sequence[str] = SHORT) -> st.SearchStrategy[str]:
    """Plain words, or plain and awkward ones, up to so many."""
    mixed = st.one_of(st.sampled_from(PLAIN), st.sampled_from(words))
    return st.lists(mixed, min_size=1, max_size=most).map(" ".join)


def now_and_then(usual: st.SearchStrategy[str], other: st.SearchStrategy[str]) -> Any:
    return st.sampled_from(5 * [usual] + [other] + 2 * [usual]).flatmap(lambda chosen: chosen)


# Now and then what no card or line can hold, or no font can set.
titles = now_and_then(texts(4), texts(12))
definitions = now_and_then(
    texts(14, AWKWARD), st.one_of(texts(9, (LONG, *UNSET)), texts(90, AWKWARD))
)
lists = st.lists(texts(9, AWKWARD), min_size=1, max_size=6)


@st.composite
def decks(draw: st.DrawFn) -> dict[str, Any]:
    """A deck of behaviours as a mapping, in one of several languages."""
    themes = [
        {"id": f"theme-{n}", "name": draw(texts(2)), "colour": colour, "mark": mark}
        for n, (colour, mark) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["sunflower", "coral", "indigo", "pine", "#9C3D75"]),
                        st.sampled_from(["core", "links", "peak", "steps", "diamond"]),
                    ),
                    min_size=1,
                    max_size=4,
                )
            )
        )
    ]
    cards = [
        {
            "id": f"card-{n}",
            "kind": "behaviour",
            "theme": draw(st.sampled_from([theme["id"] for theme in themes])),
            "name": draw(texts(4)),
            "definition": draw(definitions),
            "positive": draw(lists),
            "negative": draw(lists),
        }
        for n in range(draw(st.integers(1, 5)))
    ]
    return {
        "title": draw(titles),
        "subtitle": draw(titles),
        "publisher": draw(titles),
        "rights": draw(texts(8)),
        "lang": draw(st.sampled_from(["en-GB", "cy", "de", "fr", "pl"])),
        "date": "2026-01-01",
        "kinds": KINDS,
        "themes": themes,
        "cards": cards,
    }


def squeezed(text: str) -> str:
    """The text without what typesetting may change: spaces, quotation marks, soft hyphens, and the
    way in which accents are stored."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    return re.sub(r"[\s\u00ad\u202f\u00a0\"'‘’‚“”„«»‹›′″]", "", text)


def said(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from said(item)
        case dict():
            for item in value.values():
                yield from said(item)


def labels() -> set[str]:
    """Each word that cardgen prints of its own, in any language."""
    layouts = BUNDLED / "layouts"
    files = [*(layouts / "languages").glob("*.yaml"), layouts / "slug.yaml"]
    files += [layouts / "press-marks.yaml", layouts / "outputs" / "press-sheets.yaml"]
    known = " ".join(
        text for file in files for text in said(yaml.safe_load(file.read_text("utf-8")))
    )
    conditions = yaml.safe_load((layouts / "conditions.yaml").read_text("utf-8"))
    known += f" {' '.join(said(conditions))}"
    known += " ".join(f" {path.stem}," for path in (layouts / "profiles").glob("*.yaml"))
    return {squeezed(word) for word in re.split(r"\s+|\{[^}]*\}", known)}


LABELS = labels()


def words_in(data: bytes) -> str:
    """The text of a PDF in the order of painting, with ActualText honoured, as poppler reads it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def hold(deck: dict[str, Any], output: str) -> None:
    """Build the output, and hold what comes out against the deck."""
    project = cardgen.open(deck)
    try:
        built = project.build(output, verify=True)
    except cardgen.DeckError as refused:
        errors = [problem for problem in refused.problems if problem.severity == "error"]
        assert errors
        for problem in errors:
            assert re.match(r"(\w+)", problem.where.file)[1] in deck, problem
            assert problem.fix and problem.what
        return
    page = words_in(built.files[0].data)
    whole = squeezed(page)
    shown = OUTPUTS[output]
    for card in deck["cards"]:
        for field in shown:
            for text in said(card[field]):
                assert squeezed(text) in whole, (output, card["id"], field, text)
    own = squeezed(" ".join(said(deck)))
    strange = [
        word
        for word in page.split()
        if (bare := squeezed(word).rstrip(":"))
        and bare not in own
        and bare not in LABELS
        and not re.fullmatch(r"[\W\d−+–·]*", bare)
    ]
    assert strange == [], (output, strange)


@pytest.mark.slow
@pytest.mark.parametrize("output", OUTPUTS)
@settings(max_examples=10, derandomize=True, suppress_health_check=list(HealthCheck))
@given(deck=decks())
def test_every_word_of_any_deck_is_in_the_file_or_its_place_is_told(output, deck):
    hold(deck, output)


@pytest.mark.long
@pytest.mark.parametrize("output", OUTPUTS)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(deck=decks())
def test_every_word_of_two_hundred_decks_is_in_the_file_or_its_place_is_told(output, deck):
    hold(deck, output)
