"""The options with which an output is built: one table, from which everything else is made.

The fields of `Options` are its rows. The command line, the form of a workshop's outputs, the
refusals, the signature in Python and the documentation are made from them, so that an option is
added in one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from cardgen.model.sheet import MarkedSides
from cardgen.problems import Unsupported, known
from cardgen.value import Value

Turning = Literal["long", "short", "none"]  # the edge the printer turns on; none: by hand
Order = Literal["decks", "cards", "stack"]
Fill = Literal["none", "spares", "blank"]
MarkStyle = Literal["corner", "lines", "none"]
Inks = Literal["colour", "mono"]
Format = Literal["pdf", "html", "md", "txt", "png", "svg", "pptx", "gallery"]
OnFaces: TypeAlias = Mapping[str, str | float | bool]  # options in use that change faces
Kind = Literal["choice", "count", "length", "names", "flag", "text", "file"]

# What an output or its sheet must have for an option to mean anything.
Trait = Literal[
    "pdf",
    "pixels",
    "corners",
    "press",
    "own printer",
    "cards",
    "pages",
    "sheets",
    "uncut",
    "backs",
    "marks",
    "scores",
    "box",
]
_PDF: tuple[Trait, ...] = ("pdf",)
_SHEETS: tuple[Trait, ...] = ("pdf", "cards", "sheets")
_PRESS: tuple[Trait, ...] = ("pdf", "press")
_OWN_PRINTER: tuple[Trait, ...] = ("pdf", "own printer")


# Formats that show faces on a screen, as they are at their trim, and the suffixes of those files
# that are named after something else than their format.
FOR_SCREENS: tuple[Format, ...] = ("png", "svg", "pptx", "gallery")
OF_PIXELS: tuple[Format, ...] = ("png", "pptx")
_SUFFIXES: Mapping[Format, str] = {"png": "zip", "svg": "zip", "gallery": "html"}


def suffix_of(form: Format) -> str:
    """The suffix of a file in that format; several pictures are in one zip."""
    return _SUFFIXES.get(form, form)


class Option(Value):
    """One row: what the option takes and does, and which traits it needs.

    A choice takes one of its choices, a count and a length (in mm) at most so much, names may have
    commas between them. needs is what its output must have; a choice that is free of a need is
    named with it. Options that are in_workshop may stand beside an output in a workshop's file;
    those that are on_faces change faces, and are kept in the finished file. filed is how an option
    in use shows in the usual name of a file, so that none overwrites another; {} is its value.
    """

    kind: Kind
    about: str
    metavar: str | None = None
    needs: tuple[Trait, ...] = ()
    free: Sequence[tuple[Trait, str]] = ()
    in_workshop: bool = False
    on_faces: bool = False
    choices: tuple[str, ...] = ()
    most: float = 0
    commas: bool = False
    typed: str = ""  # on the command line, where that is not its name
    filed: str = ""
    name: str = ""  # in Python
    default: Any = None

    @property
    def flag(self) -> str:
        return self.typed or f"--{self.key}"

    @property
    def key(self) -> str:
        """The name in YAML."""
        return self.name.replace("_", "-")

    @property
    def chooses(self) -> bool:
        """Whether it chooses among the cards, so that naming none of them means none."""
        return self.name in ("themes", "cards", "tags")

    def named(self, value: Any) -> str:
        """The option as messages name it, of a choice that has a default with its value."""
        is_chosen = self.kind == "choice" and self.default is not None
        return f"{self.flag} {value}" if is_chosen else self.flag


_COUNT = "a whole number from 1"


def option(default: Any, *row: Any, **more: Any) -> Any:
    """A row of the table, which stands for a field of Options where its default would be."""
    return Option(*row, **more)._replace(default=default)


class Options(Value):
    """The values of all options; None, 0 and no names stand for what the output and its sheet say.

    The first four choose among the numbered cards; add brings extra cards back. start_at is the
    place on the first sheet, counted in rows from 1, that the first card takes.
    """

    themes: tuple[str, ...] = option(
        (),
        "names",
        "Choose cards of this theme.",
        typed="--theme",
        metavar="T",
        filed="{}",
    )
    cards: tuple[str, ...] = option(
        (),
        "names",
        "Choose these cards.",
        typed="--card",
        metavar="ID,…",
        commas=True,
        filed="{}",
    )
    without: tuple[str, ...] = option(
        (),
        "names",
        "Leave out these.",
        typed="--not",
        metavar="ID|THEME",
        filed="not-{}",
    )
    tags: tuple[str, ...] = option(
        (),
        "names",
        "Choose cards with this tag.",
        typed="--tag",
        metavar="T",
        filed="tag-{}",
    )
    add: tuple[str, ...] = option(
        (),
        "names",
        "Add extra cards.",
        metavar="ID,…",
        commas=True,
        in_workshop=True,
        filed="with-{}",
    )
    copies: int = option(
        1, "count", "Print this many copies.", most=10_000, needs=_PDF, filed="x{}"
    )
    scores: str | None = option(
        None,
        "file",
        "For team-result: draw the marks in this table.",
        metavar="TABLE",
        needs=("scores",),
        filed="scored",
    )
    caliper: float = option(
        0.0,
        "length",
        "For tuck-box: a card is this thick.",
        metavar="MM",
        most=2,
        needs=("box",),
        in_workshop=True,
        on_faces=True,
        filed="caliper-{}",
    )
    grammage: int | None = option(
        None,
        "count",
        "For tuck-box: the cards are on stock of so many g/m²; a measured caliper is better.",
        metavar="GSM",
        most=1000,
        needs=("box",),
        in_workshop=True,
        on_faces=True,
        filed="{}-gsm",
    )
    changed_since: str | None = option(
        None,
        "file",
        "Print only cards whose faces changed since this file.",
        metavar="OLD.pdf",
        needs=_PDF,
        filed="changed",
    )
    same_places: bool = option(
        False,
        "flag",
        "With --changed-since: keep their places in that file, and leave others empty.",
        needs=_SHEETS,
        filed="same-places",
    )
    format: Format | None = option(
        None,
        "choice",
        "Make a PDF to print, the text of the cards to read, or faces for screens.",
        choices=get_args(Format),
        in_workshop=True,
    )
    sheet: str | None = option(
        None,
        "text",
        "Print on this paper or stock (`cardgen list sheets`).",
        metavar="NAME",
        needs=("pdf", "cards"),
        in_workshop=True,
        filed="{}",
    )
    printer: str | None = option(
        None,
        "text",
        "Apply this printer's correction (see calibrate).",
        metavar="NAME",
        needs=(*_SHEETS, "own printer", "backs"),
        in_workshop=True,
        filed="for-{}",
    )
    back: str | None = option(
        None,
        "text",
        "Give numbered cards another back, such as prompts or theme.",
        metavar="NAME",
        needs=("backs",),
        in_workshop=True,
        on_faces=True,
        filed="back-{}",
    )
    flip: Turning | None = option(
        None,
        "choice",
        "Flip the paper on this edge; none: two files, turned by hand.",
        choices=get_args(Turning),
        needs=(*_SHEETS, "backs"),
        in_workshop=True,
        filed="flip-{}",
    )
    fold: bool = option(
        False,
        "flag",
        "Put front and back side by side, to fold and glue.",
        needs=(*_SHEETS, "own printer", "uncut"),
        in_workshop=True,
        filed="fold",
    )
    booklet: bool = option(
        False,
        "flag",
        "Lay pages out as a booklet: two on a side, to fold and staple in the middle.",
        needs=("pdf", "pages"),
        in_workshop=True,
        filed="booklet",
    )
    order: Order = option(
        "decks",
        "choice",
        "Lay out whole decks, piles of one card, or one stack to cut.",
        choices=get_args(Order),
        needs=_SHEETS,
        free=[("cards", "cards"), ("sheets", "cards")],
        in_workshop=True,
        filed="order-{}",
    )
    fill: Fill = option(
        "none",
        "choice",
        "Fill empty places with further copies, or with blank cards to write on.",
        choices=get_args(Fill),
        needs=_SHEETS,
        in_workshop=True,
        filed="fill-{}",
    )
    start_at: int = option(
        1,
        "count",
        "Start at this place on a part-used sheet.",
        metavar="N",
        needs=_SHEETS,
        in_workshop=True,
        filed="from-{}",
    )
    marks: MarkStyle | None = option(
        None,
        "choice",
        "Draw crop marks in this style.",
        choices=get_args(MarkStyle),
        needs=(*_SHEETS, "uncut", "marks"),
        free=[("uncut", "none"), ("marks", "none")],
        in_workshop=True,
        filed="marks-{}",
    )
    marks_on: MarkedSides | None = option(
        None,
        "choice",
        "Print crop marks on these sides.",
        choices=get_args(MarkedSides),
        needs=(*_SHEETS, "uncut", "marks"),
        in_workshop=True,
        filed="marks-on-{}",
    )
    back_extra: float = option(
        0.0,
        "length",
        "Extend the bleed of backs.",
        metavar="MM",
        most=50,
        needs=(*_SHEETS, "own printer", "backs"),
        in_workshop=True,
        on_faces=True,
        filed="back-extra-{}",
    )
    reverse: bool = option(
        False,
        "flag",
        "With --flip none: start the backs with the last sheet.",
        in_workshop=True,
        filed="reverse",
    )
    ink: Inks = option(
        "colour",
        "choice",
        "Print in colour, or in black ink only.",
        choices=get_args(Inks),
        needs=_OWN_PRINTER,
        in_workshop=True,
        on_faces=True,
        filed="{}",
    )
    draft: bool = option(
        False,
        "flag",
        "Draft: saves ink.",
        needs=_OWN_PRINTER,
        in_workshop=True,
        on_faces=True,
        filed="draft",
    )
    proof: bool = option(
        False,
        "flag",
        "Make a proof: one sheet of each kind, with lines, not for print.",
        needs=("pdf", "cards", "own printer"),
        filed="proof",
    )
    profile: str | None = option(
        None,
        "text",
        "For presses: choose the print shop (`cardgen list profiles`).",
        metavar="NAME",
        needs=_PRESS,
        filed="{}",
    )
    icc: str | None = option(
        None,
        "text",
        "For presses: use another ICC profile, a file or one of the system's.",
        metavar="FILE",
        needs=_PRESS,
    )
    condition: str | None = option(
        None,
        "text",
        "With --icc: its printing condition, such as FOGRA51.",
        metavar="NAME",
        needs=_PRESS,
        filed="{}",
    )
    corners: float = option(
        0.0,
        "length",
        "For presses: draw a dieline with corners of this radius; for screens: round them.",
        metavar="MM",
        most=50,
        needs=("corners",),
        filed="corners-{}",
    )
    ppi: int | None = option(
        None,
        "count",
        "For png and pptx: draw with so many pixels to the inch.",
        metavar="N",
        most=1200,
        needs=("pixels",),
        filed="{}-ppi",
    )
    pixels: int | None = option(
        None,
        "count",
        "For png and pptx: draw with so many pixels along the longer edge.",
        metavar="N",
        most=10_000,
        needs=("pixels",),
        filed="{}-pixels",
    )
    ticket: bool = option(
        False, "flag", "For presses: write a job ticket for the print room.", needs=_PRESS
    )
    verify: bool = option(
        False, "flag", "Read the finished PDF back and check all of it.", needs=_PDF
    )

    @property
    def chooses(self) -> bool:
        """Whether numbered cards are chosen, rather than all of them taken."""
        return bool(self.themes or self.cards or self.without or self.tags)

    @property
    def on_paper(self) -> bool:
        """Whether it can have sheets; what is read or shown on a screen has none, whatever the
        output says."""
        return self.format in (None, "pdf")

    @property
    def on_screens(self) -> bool:
        """Whether faces are drawn for screens."""
        return self.format in FOR_SCREENS

    @property
    def by_hand(self) -> bool:
        """Whether fronts and backs are files of their own, for a person to turn the paper."""
        return self.flip == "none"

    @property
    def on_faces(self) -> OnFaces:
        """The options in use that change what stands on faces, by their names."""
        return {
            row.name: getattr(self, row.name)
            for row in OPTIONS.values()
            if row.on_faces and self.uses(row.name)
        }

    @property
    def asked(self) -> dict[str, Any]:
        """The options that say anything, by their names."""
        return {name: getattr(self, name) for name in OPTIONS if self.uses(name)}

    def uses(self, name: str) -> bool:
        """Whether an option says anything: "fold", or, of one value of it, "order=cards"."""
        name, equals, value = name.partition("=")
        own = getattr(self, name)
        return bool(own == value if equals else own != OPTIONS[name].default)


OPTIONS: Mapping[str, Option] = {
    name: row._replace(name=name) for name, row in Options._field_defaults.items()
}
# What a field has that is not given: no row, but the row's default.
Options.__new__.__defaults__ = tuple(row.default for row in OPTIONS.values())
CHOICES = ("themes", "cards", "without", "tags", "add")  # those that choose cards


def options_from(given: Mapping[str, Any]) -> Options:
    """The options of these names; raises Unsupported for others, and for values not taken."""
    for name in given:
        known("option", name, OPTIONS)
    return Options(**{name: _value(OPTIONS[name], value) for name, value in given.items()})


def _value(row: Option, value: Any) -> Any:
    """The value as the row keeps it."""
    if value is None:
        return row.default
    match row.kind:
        case "choice" if value in row.choices:
            return value
        case "choice":
            wanted = f"one of {', '.join(row.choices)}"
        case "names" if isinstance(value, str) and "," in value and row.chooses:
            each = ", ".join(f'"{name.strip()}"' for name in value.split(","))
            raise Unsupported(f"{row.name} should be a list where it is several: [{each}]")
        case "names" if isinstance(value, str):
            return (value,)
        case "names" if isinstance(value, Iterable) and not isinstance(value, bytes):
            names = tuple(str(name) for name in value)
            if names or not row.chooses:
                return names
            raise Unsupported(f"{row.name} names nothing; leave it out for the whole deck")
        case "names":
            wanted = "names"
        case "text" | "file" if not str(value).strip():
            raise Unsupported(f"{row.flag} is empty: give it a value, or leave it out")
        case "text" | "file":
            return str(value)
        case "flag" if isinstance(value, bool):
            return value
        case "flag":
            wanted = "True or False"
        case "count" if isinstance(value, int) and not isinstance(value, bool):
            if 1 <= value <= (row.most or value):
                return int(value)
            wanted = _COUNT + (f" to {row.most:g}" if row.most else "")
        case "count":
            wanted = _COUNT + (f" to {row.most:g}" if row.most else "")
        case "length" if isinstance(value, int | float) and not isinstance(value, bool):
            if 0 <= value <= row.most:
                return float(value)
            wanted = f"a length from 0 to {row.most:g} mm"
        case "length":
            wanted = f"a length from 0 to {row.most:g} mm"
    raise Unsupported(f"{row.name} should be {wanted}, not {value!r}")


def as_typed(options: OnFaces) -> str:
    """Options as one types them: --ink mono --draft."""
    words = []
    for name, value in options.items():
        words.append(OPTIONS[name].flag if name in OPTIONS else f"--{name}")
        if value is not True:
            words.append(f"{value:g}" if isinstance(value, float) else str(value))
    return " ".join(words)
