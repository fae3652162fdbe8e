"""`cardgen build`."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path, PurePath
from typing import get_args

import click

from cardgen.cli.group import Finder, is_workshop, keeps_others, known, names, tell
from cardgen.cli.meanwhile import progress, swept_up_when_ended, without_collector
from cardgen.cli.measure import Measure
from cardgen.cli.report import FULL, document
from cardgen.cli.summary import told, told_since
from cardgen.graphics.frame import Page
from cardgen.jobs.build import make
from cardgen.jobs.reprint.reprint import Since
from cardgen.jobs.selection import Wishes
from cardgen.jobs.shop import takes_pictures
from cardgen.jobs.writing import Target
from cardgen.model.options import Fill, Format, Inks, MarkStyle, Order, Printing, Turning
from cardgen.model.plan import FilePlan, PagePlan, page_plan
from cardgen.model.sheet import MarkedSides
from cardgen.problems import Problems, Stop
from cardgen.read.output import DEFAULT, output_names
from cardgen.read.printer import printer_names
from cardgen.read.profile import profile_names

FILL = "What takes places that would stay empty: further copies, or cards to write on."
BACK = "Another back of numbered cards, such as prompts or theme."
ORDER = "Whole decks, piles of one card, or to cut as one stack."
FLIP = "The edge the paper flips on; none: two files, turned by hand."
START = "The first place to use on a part-used sheet."
EXTRA = "More bleed on backs."
INK = "In colour, or in one black ink."
SINCE = "Only cards whose faces changed since this file."
PLACES = "With --changed-since: where they lay in that file, other places empty."
PROFILE = "For presses: the print shop (`cardgen list profiles`)."
ICC = "For presses: another profile of colours, a file or one of the system's."
CONDITION = "With --icc: what it is a profile of, such as FOGRA51."
CORNERS = "For presses: the line of a die that rounds corners."
TICKET = "For presses: a page beside it with all that the print room has to know."
FORMAT = "Sheets to print, or what the cards say, to read."


@click.command()
@click.argument("output", default=DEFAULT)
@click.option("-o", "file", metavar="FILE", help="Where to: a file, or - for standard output.")
@click.option("--format", "form", type=click.Choice(get_args(Format)), default="pdf", help=FORMAT)
@click.option("--theme", "themes", multiple=True, metavar="T", help="Cards of this theme.")
@click.option("--card", "cards", multiple=True, metavar="ID,…", callback=names, help="These cards.")
@click.option("--not", "without", multiple=True, metavar="ID|THEME", help="Without these.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Cards with this tag.")
@click.option("--add", multiple=True, metavar="ID,…", callback=names, help="Extra cards as well.")
@click.option("--copies", type=click.IntRange(1, 10_000), default=1, help="How many of all.")
@click.option("--changed-since", "since", metavar="OLD.pdf", help=SINCE)
@click.option("--same-places", is_flag=True, help=PLACES)
@click.option("--back", metavar="NAME", help=BACK)
@click.option("--fill", type=click.Choice(get_args(Fill)), default="none", help=FILL)
@click.option("--order", type=click.Choice(get_args(Order)), default="decks", help=ORDER)
@click.option("--sheet", metavar="NAME", help="On this paper or stock (`cardgen list sheets`).")
@click.option("--flip", type=click.Choice(get_args(Turning)), help=FLIP)
@click.option("--fold", is_flag=True, help="Front and back side by side, to fold and glue.")
@click.option("--start-at", type=click.IntRange(1), default=1, metavar="N", help=START)
@click.option("--marks", type=click.Choice(get_args(MarkStyle)), help="Marks to cut by.")
@click.option("--marks-on", type=click.Choice(get_args(MarkedSides)), help="Where they are.")
@click.option("--reverse", is_flag=True, help="With --flip none: the last sheet's back first.")
@click.option("--printer", metavar="NAME", help="Move backs for this printer (see calibrate).")
@click.option("--back-extra", type=Measure(0, 50), default=0, metavar="MM", help=EXTRA)
@click.option("--profile", metavar="NAME", help=PROFILE)
@click.option("--icc", metavar="FILE", help=ICC)
@click.option("--condition", metavar="NAME", help=CONDITION)
@click.option("--corners", type=Measure(0, 50), default=0, metavar="MM", help=CORNERS)
@click.option("--ticket", is_flag=True, help=TICKET)
@click.option("--proof", is_flag=True, help="A sheet of each kind, with lines, not for print.")
@click.option("--ink", type=click.Choice(get_args(Inks)), default="colour", help=INK)
@click.option("--draft", is_flag=True, help="In little ink, to try things out.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.option("--verify", is_flag=True, help="Read the finished PDF back and check all of it.")
@click.pass_context
def build(
    context: click.Context,
    output: str,
    file: str | None,
    form: Format,
    themes: tuple[str, ...],
    cards: tuple[str, ...],
    without: tuple[str, ...],
    tags: tuple[str, ...],
    add: tuple[str, ...],
    copies: int,
    since: str | None,
    same_places: bool,
    back: str | None,
    fill: Fill,
    order: Order,
    sheet: str | None,
    flip: Turning | None,
    fold: bool,
    start_at: int,
    marks: MarkStyle | None,
    marks_on: MarkedSides | None,
    reverse: bool,
    printer: str | None,
    back_extra: float,
    profile: str | None,
    icc: str | None,
    condition: str | None,
    corners: float,
    ticket: bool,
    proof: bool,
    ink: Inks,
    draft: bool,
    dry_run: bool,
    as_json: bool,
    verify: bool,
) -> None:
    """Make an OUTPUT (`cardgen list outputs` tells which there are), or all that the file of a
    workshop names.

    Without a choice it holds the whole deck. --theme, --card, --tag and --not choose among the
    numbered cards and may be repeated; --add title,overview,how-to brings extra cards back, and
    --add theme-cards,scale,commitment,blank:4 has more beside the deck's own.
    """
    if file == "":
        raise click.UsageError("-o needs the name of a file")
    count = progress()
    if is_workshop(output):
        from cardgen.cli.workshop import build_workshop  # no other build waits for it

        with without_collector(), swept_up_when_ended():
            build_workshop(context, lambda plan, page: count())
        return
    if file == "-" and (flip == "none" or ticket):
        two = "fronts and backs" if flip == "none" else "a file and its ticket"
        raise click.UsageError(f"{two} cannot both go to standard output; use -o FILE")
    if file == "-" and not dry_run:
        if sys.stdout is None:
            raise Stop("standard output is closed")
        if as_json:
            both = f"{form.upper()} and JSON"
            raise click.UsageError(f"{both} cannot both go to standard output; use -o FILE")
        if form == "pdf" and sys.stdout.isatty():
            raise click.UsageError("a terminal cannot show a PDF; send it on, or use -o FILE")
    find: Finder = context.obj
    found = find()
    known("output", output, output_names(found))
    if sheet is not None:
        known("sheet", sheet, found.named("layouts/sheets"))
    if profile is not None:
        known("profile", profile, profile_names(found))
    kind = "zip" if form == "pdf" and takes_pictures(output, profile, found) else form
    ending = PurePath(file or "").suffix.removeprefix(".").lower()
    if ending in (*get_args(Format), "zip") and ending != kind:
        fix = "let its name end in .zip" if kind == "zip" else "see --format"
        raise click.UsageError(f"{file} is named as {ending} and would be {kind}: {fix}")
    keeps_others(file, kind)
    named = {"mono": ink == "mono", "draft": draft, "proof": proof, "changed": since}
    modes = [name for name, is_used in named.items() if is_used]
    target = Target(
        file or f"build/{'-'.join([output, *modes])}.{kind}",
        own=file is None,
        dry=dry_run,
        verify=verify,
    )
    wishes = Wishes(themes, cards, without, tags, add, copies)
    if printer is not None:
        known("printer", printer, printer_names(found))
    if proof and copies > 1:
        raise click.UsageError("--proof prints a sheet of each kind: it has no copies")
    if reverse and flip != "none":
        raise click.UsageError("--reverse is for --flip none: else the printer sees to the order")
    printing = Printing(
        sheet=sheet,
        flip=flip,
        fold=fold,
        order=order,
        start_at=start_at,
        marks=marks,
        marks_on=marks_on,
        printer=printer,
        back_extra=back_extra,
        reverse=reverse,
        proof=proof,
        ink=ink,
        draft=draft,
        back=back,
        fill=fill,
        format=form,
        profile=profile,
        icc=icc,
        condition=condition,
        corners=corners,
        ticket=ticket,
    )
    if form != "pdf":
        of_paper = {
            "--sheet": sheet,
            "--proof": proof,
            "--copies": copies > 1,
            "--verify": verify,
            "--ink": ink != "colour",
            "--draft": draft,
            "--changed-since": since is not None,
        }
        used = [option for option, value in of_paper.items() if value]
        used += printing.of_sheets() + printing.of_presses()
        if used:
            why = f"--format {form} has no sheets, only what the cards say"
            raise click.UsageError(f"{', '.join(used)}: for PDFs only; {why}")
    if same_places and since is None:
        raise click.UsageError("--same-places needs a file that has them: --changed-since")
    if since and Path(target.path).resolve() == Path(since).resolve():
        raise click.UsageError(f"{since} would be written over while it is compared with: see -o")
    problems = Problems()
    old = None
    if since is not None:
        from cardgen.cli.diff import older  # likewise

        old = Since(since, older(since, problems), same_places)
    pages = defaultdict[str, list[PagePlan]](list)

    def look(plan: FilePlan, page: Page) -> None:
        count()
        if as_json and form == "pdf":
            pages[plan.path].append(page_plan(page))

    with without_collector(), swept_up_when_ended():
        made = make(found, output, wishes, printing, target, problems, look, old)
    if as_json:
        files = [plan.as_data(pages[plan.path]) for plan in made]
        click.echo(document(problems.in_order(), files=files))
    else:
        tell(problems, FULL)
    if problems.fatal or not (made or old):
        raise SystemExit(1)
    if as_json:
        return
    if old:
        click.echo(told_since(made, old), err=True)
    if made:
        click.echo(told(made, printing, target), err=True)
