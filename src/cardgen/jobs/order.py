"""An order for a print room or a shop: the file, the order in words, a note, and what to buy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Literal, TypeAlias, get_args

from cardgen.atomic import FileData
from cardgen.graphics.type.wording import fill, listed
from cardgen.jobs.build import Built, build
from cardgen.jobs.files import Destination
from cardgen.jobs.instructions import (
    Instruction,
    Say,
    about_file,
    cuts_of,
    date_in_words,
    inks_of,
    prints,
    words_of,
)
from cardgen.jobs.outputs import output_for
from cardgen.jobs.progress import Listeners, OnProgress
from cardgen.jobs.summary import made_in_words
from cardgen.model.options import Options
from cardgen.model.plan import FilePlan
from cardgen.model.shop_profile import Profile
from cardgen.model.standard import PNG
from cardgen.problems import DeckError, Problem, Problems, Unsupported, counted, known
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import sources_house_style
from cardgen.read.order import FileWords, OrderWords, read_order_words
from cardgen.read.output import output_names, read_output
from cardgen.read.profile import profile_names, read_profile
from cardgen.units import page_size, shown
from cardgen.value import Value
from cardgen.zip_files import zipped

FileIs: TypeAlias = Literal["in-zip", "beside", "to-come"]  # to-come: somebody else makes it


class PrintOrder(Value):
    """What is sent to whoever prints: the files, how many of each card, the order in plain words, a
    note to paste into a mail and, on an own printer, what to have at hand.

    contents says of each file that is sent what it is. words_only says that those to print are made
    elsewhere, so that the archive has no more than the words. more is what its name says beside the
    file's.
    """

    built: Built
    quantity: str
    order: str
    note: str
    supplies: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    words_only: bool = False
    more: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.built.problems

    @property
    def summary(self) -> list[str]:
        """How many, what was built, how to print it and where to cut, a line each."""
        return [self.quantity, *self.built.summary]

    @property
    def texts(self) -> dict[str, bytes]:
        """The words, as the files of the archive that hold them."""
        texts = {
            "order.txt": self.order,
            "note.txt": self.note,
            "supplies.txt": "".join(f"- {item}\n" for item in self.supplies),
        }
        return {name: text.encode() for name, text in texts.items() if text}

    @property
    def usual_name(self) -> str:
        """The usual name of the archive."""
        stem = PurePath(self.built.files[0].name).stem.removesuffix("-fronts")
        return f"order-{stem}{self.more}.zip"

    def archive(self) -> FileData:
        """Returns one ZIP of all of it, of the same bytes each time; raises Stop if it was only
        planned."""
        made = () if self.words_only else self.built.files
        files = [*((file.name, file.data) for file in made), *self.texts.items()]
        return FileData(zipped(files), "zip", self.problems, self.usual_name)

    def as_data(self) -> dict[str, Any]:
        """The words of the order, what is sent with them, and the name of the archive."""
        return {
            "summary": self.summary,
            "zip": self.usual_name,
            "order": [list(pair) for pair in self.contents],
            "words": self.order,
            "note": self.note,
            "supplies": list(self.supplies),
        }


def order(
    sources: Sources,
    output: str | None,
    options: Options,
    dry: bool,
    words_only: bool = False,
    each_once: bool = False,
    file_is: FileIs = "in-zip",
    on_progress: OnProgress | None = None,
) -> PrintOrder:
    """Returns the order of an output or, without one, of that which the print shop of the options
    takes; the words alone, or with its files. These have each card as often as it is ordered, or
    are printed as often if they have each_once. file_is says of words alone where the file will be.

    Raises DeckError, Unsupported, Missing and Stop as build does.
    """
    problems = Problems()
    known("place of the file", file_is, get_args(FileIs))
    if file_is != "in-zip" and not words_only:
        raise Unsupported(f"the file is in the ZIP, not {file_is}, unless words_only is given")
    if output is None:
        output = _output_for(options.profile, sources, problems)
    known("output", output, output_names(sources))
    wanted, words = read_output(output, sources, problems), read_order_words(sources, problems)
    if wanted is None or words is None:
        raise DeckError(problems)
    name = options.profile or (wanted.profile.text if wanted.profile else None)
    profile = read_profile(name, sources, problems) if name and wanted.profile else None
    if profile is not None and wanted.sheet is None and options.sheet is None:
        each_once = True  # shops print each page as often as it is ordered
    made = options._replace(copies=1) if each_once else options
    if profile is not None and profile.standard is not PNG and not words_only:
        made = made._replace(ticket=True)
    to = Destination(dry=dry or words_only, elsewhere=words_only)
    times = options.copies if each_once else 1
    built = build(sources, output, made, to, Listeners(on_progress=on_progress), times=times)
    if each_once:
        _print_each(built, options.copies)
    deck, house = sources_deck(sources, problems), sources_house_style(sources, problems)
    if deck is None or house is None or not built.files:
        raise DeckError(problems)
    say = words_of(house)
    quantity = _quantity(options.copies, each_once, words)
    names = [file.name for file in built.files if file.plan.output != "ticket"]
    told = {"title": deck.title.text, "quantity": quantity, "files": listed(names)}
    place: FileWords = getattr(words.file, file_is.replace("-", "_"))
    told["file"] = fill(place.note, told)
    note = "\n\n".join(fill(paragraph, told) for paragraph in (words.subject, *words.note)) + "\n"
    supplies = () if profile else tuple(_supplies(built.plan.files[0], words))
    edition = filter(None, (deck.publisher.text, date_in_words(deck.date, say)))
    head = [deck.title.text, " · ".join(edition)]
    chosen = _to_choose(built.plan.files[0], profile, options.copies, words) if profile else ()
    elsewhere = [fill(place.order, told)] if place.order else []
    lines = [*head, "", quantity, *elsewhere, *chosen, *_told(built, profile, say)]
    text = "\n".join(lines) + "\n"
    contents = tuple(_contents(built, words, bool(supplies)))
    more = f"-x{options.copies}" if each_once and options.copies > 1 else ""
    return PrintOrder(built, quantity, text, note, supplies, contents, words_only, more)


def _output_for(name: str | None, sources: Sources, problems: Problems) -> str:
    if name is None:
        raise Unsupported("name an output, or a print shop with --profile")
    profile = read_profile(known("profile", name, profile_names(sources)), sources, problems)
    if profile is None:
        raise DeckError(problems)
    found = output_for(profile, sources)
    if found is None:
        raise Unsupported(f"there is no output that {name} takes")
    return found


def _print_each(built: Built, times: int) -> None:
    """Has the plans say how many sheets are printed of files that hold each card once."""
    for file in built.files:
        file.plan.runs = [run._replace(times=times) for run in file.plan.runs]


def _quantity(copies: int, each_once: bool, words: OrderWords) -> str:
    if copies == 1:
        return words.single
    return fill(words.each_once if each_once else words.in_file, {"copies": str(copies)})


def _contents(built: Built, words: OrderWords, with_supplies: bool) -> Iterator[tuple[str, str]]:
    for file in built.files:
        is_ticket = file.plan.output == "ticket"
        yield file.name, words.contents.ticket if is_ticket else words.contents.file
    yield "order.txt", words.contents.order
    yield "note.txt", words.contents.note
    if with_supplies:
        yield "supplies.txt", words.contents.supplies


def _supplies(plan: FilePlan, words: OrderWords) -> Iterator[str]:
    """Yields what to have at hand for the sheets of each size."""
    for run in plan.runs:
        own, stock = words.supplies, words.stock
        if plan.paper is None:
            items, on, sheets, spare = own.pages, stock.pages, plan.pages, 0
        else:
            items, on = (own.fold, stock.fold) if run.folds else (own.cut, stock.cut)
            if not run.cuts:
                items, on = own.stock, ""
            sheets, spare = run.needed, run.needed - run.printed
        paper = plan.paper or page_size(run.page_width, run.page_height)
        more = fill(words.spare, {"count": str(spare)}) if spare else ""
        values = {"sheets": counted(sheets, "sheet"), "spare": more, "paper": paper, "stock": on}
        yield from dict.fromkeys(fill(item, values) for item in items)


def _to_choose(plan: FilePlan, profile: Profile, copies: int, words: OrderWords) -> Iterator[str]:
    """Yields what is chosen on the page of a shop that takes a page or a picture of each face."""
    if plan.paper is not None:
        return
    for run in plan.runs:
        values = {
            "width": shown(run.width),
            "height": shown(run.height),
            "cards": str(len(run.cards)),
            "copies": str(copies),
            "stock": profile.stock,
        }
        yield from ("", words.choose)
        for label, value in words.fields.items():
            if filled := fill(value, values):
                yield f"  {label}: {filled}"


def _told(built: Built, profile: Profile | None, say: Say) -> Iterator[str]:
    """Yields of each file how it is printed and cut."""
    for file in built.files:
        plan = file.plan
        if plan.output == "ticket":
            continue
        if plan.runs:
            yield from ("", *made_in_words(plan, built.options))
        is_cut = any(run.cuts for run in plan.runs)
        trims = list(cuts_of(plan, built.options.corners, say)) if is_cut or plan.shop else []
        sections: Mapping[str, Sequence[Instruction]] = {
            "print": [*prints(plan, say), *(() if is_cut else trims)],
            "cut-order": trims if is_cut else [],
            "inks": list(inks_of(plan.shop, profile, "", say)) if plan.shop and profile else [],
            "files": [about_file(plan, say)] if plan.sha256 else [],
        }
        for name, entries in sections.items():
            told = [entry for entry in entries if entry.facts]
            if told:
                yield from ("", say(f"guide-{name}"))
            for entry in told:
                yield f"  {entry.name}" + (f": {entry.note}" if entry.note else "")
                yield from (f"    {label}: {value}" for label, value in entry.facts)
