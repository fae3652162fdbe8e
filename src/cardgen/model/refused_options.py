"""Options that are refused: they need what the output lacks, or rule each other out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from cardgen.model.options import OPTIONS, Options, Trait
from cardgen.problems import Unsupported
from cardgen.value import Value

# What is said where an output or its sheet lacks a trait, in the order in which it is looked for.
LACKING: Mapping[Trait, str] = {
    "pdf": "{options} can only be used for PDF; --format {format} has no sheets",
    "pixels": "{option} can only be used for pictures made of pixels: --format png or pptx",
    "corners": "{option} can only be used for {of_cards}, and for screens: --format png, svg, pptx"
    " or gallery",
    "press": '"{output}" is for your own printer; {option} can only be used for {presses}',
    "own printer": '"{output}" is for presses; {option} can only be used for your own printer',
    "cards": '"{output}" is made of whole pages; {options} can only be used for cards',
    "pages": '"{output}" is made of cards; {options} can only be used for whole pages',
    "sheets": '"{output}" has one face per page; for {options} {sheeted}',
    "uncut": "{paper} is die-cut: {option} cannot be used with it",
    "backs": "{paper} is printed on one side only: it has no backs",
    "scores": '"{output}" shows no marks; {option} can only be used for team-result',
    "box": '"{output}" is no box for cards; {option} can only be used for tuck-box',
    "marks": "the sheet of {paper} has no measures for crop marks",
}


class Exclusion(Value):
    """An option, or one value of it, with those that it leaves no room for, and why."""

    option: str
    others: tuple[str, ...]
    why: str  # may hold {options}, those of the others that are in use, and {order}
    on_sheets: bool = True  # whether it is so only where cards lie on sheets


_OTHER_ORDER = ("order=cards", "order=stack")
EXCLUSIONS = (
    Exclusion(
        "proof",
        ("copies",),
        "--proof prints one sheet of each kind: it has no copies",
        on_sheets=False,
    ),
    Exclusion(
        "caliper",
        ("grammage",),
        "--caliper and --grammage both say how thick a card is: use one of them",
        on_sheets=False,
    ),
    Exclusion(
        "booklet",
        ("changed_since",),
        "--booklet prints all pages in one piece: --changed-since does not apply",
        on_sheets=False,
    ),
    Exclusion(
        "fold",
        ("flip", "printer", "back_extra"),
        "--fold prints on one side only: there is no back to flip, move or extend",
    ),
    Exclusion(
        "start_at",
        _OTHER_ORDER,
        "--start-at continues a part-used sheet; --order {order} needs whole sheets",
    ),
    Exclusion("fold", ("marks_on",), "--fold prints on one side only: --marks-on does not apply"),
    Exclusion(
        "proof",
        (*_OTHER_ORDER, "start_at", "fill"),
        "--proof prints one sheet of each kind: it has no order, start or fill",
    ),
    Exclusion(
        "fill",
        ("order=cards",),
        "--fill uses the places after the last card; --order cards makes piles",
    ),
    Exclusion(
        "marks=none", ("marks_on",), "--marks none draws no marks: --marks-on does not apply"
    ),
    Exclusion(
        "same_places",
        ("copies", *_OTHER_ORDER, "start_at", "fill", "proof"),
        "--same-places keeps each copy in its place and leaves other places empty:"
        " it cannot be combined with {options}",
    ),
    Exclusion(
        "ppi",
        ("pixels",),
        "--ppi and --pixels both say how large pictures are: use one of them",
        on_sheets=False,
    ),
)
# An option that is nothing without another one, and what is said then.
COMPANIONS = (
    (
        "reverse",
        "flip=none",
        "--reverse needs --flip none: otherwise the printer handles the order",
    ),
    ("same_places", "changed_since", "--same-places needs an older file: add --changed-since"),
    (
        "icc",
        "condition",
        "--icc PATH and --condition NAME go together: a profile and its printing condition",
    ),
    (
        "condition",
        "icc",
        "--icc PATH and --condition NAME go together: a profile and its printing condition",
    ),
)


def refuse_contradictions(options: Options, on_sheets: bool) -> None:
    """Raises Unsupported for options that miss one they go with, or rule each other out."""
    for name, other, why in COMPANIONS:
        if options.uses(name) and not options.uses(other):
            raise Unsupported(why)
    for name, others, why, only_on_sheets in EXCLUSIONS:
        if only_on_sheets and not on_sheets:
            continue
        used = dict.fromkeys(OPTIONS[o.partition("=")[0]].flag for o in others if options.uses(o))
        if used and options.uses(name):
            raise Unsupported(why.format(options=", ".join(used), order=options.order))


def refuse_unmet(
    options: Options, has: Collection[Trait], **names: str | Callable[[], str]
) -> None:
    """Raises Unsupported for options in use that need a trait which is not among those there are;
    names are those of the output and the paper, or functions that find them when they are told."""
    for trait, words in LACKING.items():
        used = [
            row.named(getattr(options, row.name))
            for row in OPTIONS.values()
            if trait in row.needs and options.uses(row.name)
            if (trait, getattr(options, row.name)) not in row.free
        ]
        if used and trait not in has:
            told = {name: own if isinstance(own, str) else own() for name, own in names.items()}
            told |= {"options": ", ".join(used), "option": used[0]}
            told |= {"format": options.format or "pdf"}
            raise Unsupported(words.format_map(told))
