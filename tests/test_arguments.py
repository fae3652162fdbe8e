"""What callers in Python hand in: of another kind it ends in a plain sentence, and only in that."""

import inspect
import os
from pathlib import Path

import pytest

import cardgen
from cardgen.arguments import KINDS, UNCHECKED, checked
from cardgen.model.options import OPTIONS

PUBLIC = [cardgen.open, cardgen.new, cardgen.schema, cardgen.explain] + [
    function
    for name, function in inspect.getmembers(cardgen.Project, inspect.isfunction)
    if not name.startswith("_")
]
WRONG = [3, 2.5, float("nan"), True, None, b"x", ["trust", 3], {"a": 1}, object(), Path]
NO_NAMES = ["a\0b", "\ud800", 5000 * "x", "loop", "pipe", "folder", "/dev/zero", "", "a,b"]


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    """A folder with things that are no files."""
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    os.mkfifo("pipe")
    Path("folder").mkdir()
    Path("cards.csv").write_text("Name\nTrust\n", "utf-8")
    Path("day.yaml").write_text("title: T\noutputs: [contact-sheet]\n", "utf-8")
    return tmp_path


def test_every_argument_of_a_public_function_is_checked():
    assert len(PUBLIC) > 15
    for function in PUBLIC:
        kinds = dict(function.__annotations__)
        assert function.__wrapped__ and kinds.pop("return")
        for name, kind in kinds.items():
            assert kind in UNCHECKED or kind.removesuffix(" | None") in KINDS, (function, name)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda p: p.show(6), "cards should be a text, not 6"),
        (lambda p: p.show(["trust"]), r"cards should be a text, not \['trust'\]"),
        (lambda p: cardgen.open(None), "where should be a path, or a mapping"),
        (lambda p: cardgen.open(".", languages=3), "languages should be a text or a list of texts"),
        (lambda p: cardgen.open(".", languages="cy,en"), r'several: \["cy", "en"\]'),
        (lambda p: cardgen.open(".", deck=b"x"), "deck should be a path, not b'x'"),
        (lambda p: cardgen.new("deck", None), "name should be a text, not None"),
        (lambda p: cardgen.new("deck", "A", "a\0b"), r"to should be a path, not 'a\\x00b'"),
        (lambda p: cardgen.explain(None), "code should be a text, not None"),
        (lambda p: p.build(to=3), "to should be a path, not 3"),
        (lambda p: p.build(on_page=3), "on_page should be a function, not 3"),
        (lambda p: p.check(on_progress=3), "on_progress should be a function, not 3"),
        (lambda p: p.build(dry_run=1), "dry_run should be True or False, not 1"),
        (
            lambda p: p.build(cards="trust,mindset"),
            r'cards should be a list .*\["trust", "mindset"',
        ),
        (
            lambda p: p.preview(cards="trust,power"),
            r'cards should be a list .*\["trust", "power"\]',
        ),
        (lambda p: p.preview(cards="trust", ppi="9"), "ppi should be a whole number, not '9'"),
        (lambda p: p.calibrate("x", right="3"), "right should be a number, not '3'"),
        (lambda p: p.calibrate("x", corners={"A": 3}), "corners should be a mapping from corners"),
        (lambda p: p.risk(cut=float("nan")), "cut should be a number, not nan"),
        (lambda p: p.diff("\ud800"), r"old should be a path or bytes, not '\\ud800'"),
        (lambda p: p.build("office", changed_since="a\0b"), "cannot be the name of a file"),
        (lambda p: p.inspect_pdf("loop"), "loop cannot be read"),
        (lambda p: p.read_table("pipe", "out"), "pipe is not a file"),
        (lambda p: p.build(cards=["trust"], to="loop"), "'loop' cannot be the name of a file"),
        (lambda p: p.build(cards=["trust"], to="pipe"), "no program reads from this pipe"),
    ],
)
def test_an_argument_of_another_kind_is_told_in_a_sentence(call, words, monkeypatch):
    monkeypatch.setattr("cardgen.atomic._MOMENT", 0.01)
    with pytest.raises(cardgen.Error, match=words):
        call(cardgen.open("."))


def test_what_the_system_refuses_is_an_error_of_cardgen_too():
    @checked
    def refused(name: "str") -> None:
        raise PermissionError(13, "Permission denied", name)

    with pytest.raises(cardgen.Stop, match=r"own\.yaml: Permission denied"):
        refused("own.yaml")


def calls():
    """Each public function with one of its arguments left open."""
    yield "open", cardgen.open
    yield "open deck", lambda v: cardgen.open(".", deck=v).list("cards")
    yield "open overlay", lambda v: cardgen.open(".", overlay=v).list("cards")
    yield "open languages", lambda v: cardgen.open(".", languages=v).list("cards")
    yield "new kind", lambda v: cardgen.new(v, "A b")
    yield "new name", lambda v: cardgen.new("deck", v)
    yield "new to", lambda v: cardgen.new("workshop", "A b", v)
    yield "schema", cardgen.schema
    yield "explain", cardgen.explain
    own = cardgen.open(".")
    yield "show", own.show
    yield "list", own.list
    yield "output", lambda v: own.build(v, dry_run=True)
    yield "folder", lambda v: own.build("labels", dry_run=True, folder=v)
    yield "workshop", own.build_workshop
    yield "since", lambda v: own.build_workshop("day.yaml", since=v)
    yield "preview", lambda v: own.preview(cards=v, ppi=10)
    yield "preview side", lambda v: own.preview(cards="trust", ppi=10, side=v)
    yield "preview paper", lambda v: own.preview(cards="trust", ppi=10, paper=v)
    yield "preview vision", lambda v: own.preview(cards="trust", ppi=10, vision=v)
    yield "risk", lambda v: own.risk("nowhere", printer=v)
    yield "inspect", own.inspect_pdf
    yield "profile", lambda v: own.inspect_pdf("x", profile=v)
    yield "test sheet", lambda v: own.test_sheet(sheet=v)
    yield "calibrate", lambda v: own.calibrate(v, right=1)
    yield "corners", lambda v: own.calibrate("x", corners=v)
    yield "diff", own.diff
    yield "diff output", lambda v: own.diff("x", v)
    yield "table", lambda v: own.read_table(v, "out")
    yield "table folder", lambda v: own.read_table("cards.csv", v)
    yield "export", own.export_deck
    for name in OPTIONS:
        yield name, lambda v, name=name: own.build("press", dry_run=True, **{name: v})


CALLS = dict(calls())


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_whatever_is_handed_in_nothing_but_an_error_of_cardgen_comes_out(name):
    for value in [*WRONG, *NO_NAMES]:
        try:
            CALLS[name](value)
        except cardgen.Error as error:
            assert str(error)


@pytest.mark.parametrize("wrong", [0, -1, 2.5, float("nan"), True, "2"])
def test_a_count_without_a_most_is_said_without_one(wrong):
    with pytest.raises(cardgen.Unsupported, match=r"start_at should be a whole number from 1, not"):
        cardgen.open(".").build("labels", start_at=wrong)
