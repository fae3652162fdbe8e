"""A check goes through every card in every output before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from cardgen.jobs.files import Destination, files_of, go_through, record_for, write_files
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.made_pages import MANY
from cardgen.jobs.outputs import suited
from cardgen.jobs.progress import Listeners, OnProgress, Progress, told
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.jobs.shared_faces import SharedFaces
from cardgen.jobs.shares import Share, in_shares, workers
from cardgen.jobs.spec import Spec
from cardgen.model.layout import TOGETHER
from cardgen.model.options import Options
from cardgen.problems import Mark, Problem, Problems, Unsupported, counted, known
from cardgen.read.accepted import is_found_by_check
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources, is_bundled
from cardgen.read.layout import Sizes, read_layout
from cardgen.read.output import DEFAULT_OUTPUT, output_names, read_output
from cardgen.read.printer import printer_names, read_printer
from cardgen.read.sheet import read_sheet
from cardgen.read.unprinted_fields import note_unprinted
from cardgen.read.words import read_words
from cardgen.typeset.faces.composer import Composer
from cardgen.value import Value


class Checked(Problems):
    """The problems found, the number of cards, and the outputs that can be built if there are no
    errors."""

    cards = 0
    outputs: Sequence[str] = ()


def check(
    sources: Sources, outputs: Sequence[str] = (), on_progress: OnProgress | None = None
) -> Checked:
    """Returns the problems of the deck's cards in these outputs, which are the errors that stop
    their build; without any, in every output made for the kinds of its cards, and those of the
    sheets and printers.

    Raises Stop for files that cannot be read, Unsupported for an output that does not exist.
    """
    problems, names = Checked(), output_names(sources)
    for name in outputs:
        known("output", name, names)
    if not outputs:
        for sheet in sources.named("layouts/sheets"):
            read_sheet(sheet, sources, problems)
        for printer in printer_names(sources):
            read_printer(printer, sources, problems)
        _note_untranslated(sources, problems)
        if deck := sources_deck(sources, Problems()):
            note_unprinted(deck, sources, problems)
    rehearsed = set[tuple[str, ...]]()
    able, unsuited, spare = [], dict[str, _Unsuited](), Problems()
    trials = [_trial(name, sources) for name in outputs or suited(sources, problems)]
    _go_through(trials, on_progress)
    for name, layup, noted in trials:
        problems.spared |= noted.spared
        wanted = name in (*outputs, DEFAULT_OUTPUT) or sources.has_own(
            f"layouts/outputs/{name}.yaml"
        )
        if not wanted and (why := _unsuited(noted)):
            unsuited[name] = why
            spare = spare or noted
        else:
            able.append(name)
            problems.add(p for p in noted if outputs or not _is_of_a_build(p))
        if layup:
            _rehearse(layup.spec, rehearsed, noted, problems)
            problems.cards = sum(card.kind.name != TOGETHER for card in layup.spec.deck.cards)
    problems.outputs = able
    if not able:  # then the first says what is wrong with the deck
        problems.add(spare)
    if unsuited:
        _note_unsuited(unsuited, problems)
    _note_nothing_accepted(sources, outputs, problems)
    problems[:] = problems.in_order()
    return problems


class _Trial(Value):
    """An output to go through: its layup, or None if that cannot be read, and what is noted of
    it."""

    output: str
    layup: Layup | None
    noted: Problems


def _trial(name: str, sources: Sources) -> _Trial:
    problems = Problems()
    try:
        layup = laid_up(sources, name, Options(), problems)
    except Unsupported as reason:  # what a file or the language says, not an option
        output = read_output(name, sources, Problems())
        where = output.where if output else Mark(f"layouts/outputs/{name}.yaml")
        problems.error("E242", where, reason.what, reason.fix)
        layup = None
    return _Trial(name, with_copies(layup, layup.spec.cards, 1) if layup else None, problems)


_Tried: TypeAlias = tuple[str, Layup, Problems]  # an output that can be laid up


def _go_through(trials: Iterable[_Trial], on_progress: OnProgress | None) -> None:
    """Notes what a build of each output tells: of a small deck in shares, while of a large one the
    pages of each output are made so."""
    tried = [(trial.output, trial.layup, trial.noted) for trial in trials if trial.layup]
    cards = max((len(layup.spec.cards) for _, layup, _ in tried), default=0)
    layouts = {layup.spec.output.layouts for _, layup, _ in tried}
    count = min(workers(), len(layouts)) if cards < MANY else 1
    if count <= 1:
        for _ in _gone_through(tried, on_progress):
            pass
        return
    parts = _parts(tried, count)
    turns = max(map(len, parts))

    def share_of(share: Share) -> Iterator[tuple[str, list[Problem]] | None]:
        found = _gone_through(parts[share.turn], None)
        for _ in range(turns):
            yield next(found, None)

    noted = {name: problems for name, _, problems in tried}
    for done, (name, heard) in enumerate(filter(None, in_shares(share_of, count)), 1):
        noted[name].add(heard)
        if on_progress:
            on_progress(Progress(f"check of {name}", done, len(tried), "outputs"))


def _parts(tried: Sequence[_Tried], count: int) -> list[list[_Tried]]:
    """Returns the outputs in so many parts of about the same work, those in one layout together."""
    together: dict[tuple[str, ...], list[_Tried]] = {}
    for one in tried:
        together.setdefault(one[1].spec.output.layouts, []).append(one)

    def work(own: Sequence[_Tried]) -> int:
        return sum(_OF_A_PRESS if layup.spec.shop else 1 for _, layup, _ in own)

    parts: list[list[_Tried]] = [[] for _ in range(count)]
    for own in sorted(together.values(), key=work, reverse=True):
        min(parts, key=work).extend(own)
    return parts


_OF_A_PRESS = 3  # outputs without preflight take as long


def _gone_through(
    tried: Sequence[_Tried], on_progress: OnProgress | None
) -> Iterator[tuple[str, list[Problem]]]:
    """Yields each output with what it tells, noted as well. Those in one layout follow each other,
    so that the faces they share are not kept for long."""
    shared = SharedFaces(layup.made_from(run) for _, layup, _ in tried for run in layup.runs)
    in_order = sorted(tried, key=lambda one: one[1].spec.output.layouts)
    each = told(in_order, lambda one: f"check of {one[0]}", "outputs", on_progress)
    for name, layup, noted in each:
        with noted.heard() as heard:
            listeners = Listeners(on_progress=on_progress)
            _try(layup._replace(shared=shared), name, noted, listeners)
        for run in layup.runs:
            shared.shown(layup.made_from(run))
        yield name, heard


def _try(layup: Layup, name: str, problems: Problems, listeners: Listeners) -> None:
    spec = layup.spec
    if spec.shop and not spec.shop.takes_pictures and not problems.fatal:
        # What the shop would object to shows in the finished file only.
        made = files_of(layup, name, record_for(spec), problems)
        write_files(made, spec.house, Destination(), problems, listeners=listeners)
    else:
        go_through(Sheets(layup, problems))


def _is_of_a_build(problem: Problem) -> bool:
    """Whether it is a note for who builds the output: what pages leave out to save paper, and what
    a print shop says beside its objections."""
    return problem.severity == "warning" and (problem.code == "W405" or problem.code[0] == "P")


_OVERSET = ("E301", "E302")
_NOT_SEEN = ("E310", "E311", "E312", "E313", "E314")
_LACKING = {
    "E207": "has no layout for a kind of card",
    "E209": "prints fields that the cards do not have",
}


class _Unsuited(Value):
    """Why an output cannot hold the deck, in a few words, and the places of that in the deck."""

    why: str
    places: tuple[Mark, ...]


def _unsuited(noted: Problems) -> _Unsuited | None:
    """Returns why an output that came with cardgen is not for this deck, or None if it is, or if
    anything else is wrong: texts are too long for it, or its layout is made for other cards."""
    errors = [problem for problem in noted if problem.severity == "error"]
    overset = {problem.where for problem in errors if problem.code in _OVERSET}
    unseen = {problem.where for problem in errors if problem.code in _NOT_SEEN}
    lacking = [p for p in errors if p.code in _LACKING and p.where == p.instead]
    refused = [problem for problem in errors if problem.code.startswith("P")]
    of_faces = (*_OVERSET, *_NOT_SEEN)
    others = [p for p in errors if p.code not in of_faces and p not in (*lacking, *refused)]
    if others or not errors:
        return None
    if lacking:
        return _Unsuited(_LACKING[lacking[0].code], (lacking[0].where,))
    if refused:
        return _Unsuited("a print shop would refuse it", (refused[0].where,))
    long = counted(len(overset), "text is", "texts are")
    hidden = counted(len(unseen), "text")
    why = [f"{long} too long"] * bool(overset) + [f"{hidden} cannot be seen"] * bool(unseen)
    return _Unsuited(" and ".join(why), tuple(sorted(overset | unseen)))


def _note_unsuited(found: Mapping[str, _Unsuited], problems: Problems) -> None:
    """Warns, in one line, of outputs of cardgen's own, which may not be wanted, that cannot hold
    the deck; whoever checks one of them is told what is wrong."""
    places = tuple(dict.fromkeys(place for own in found.values() for place in own.places))
    listed = "; ".join(
        f"{', '.join(names)} ({why})"
        for why in dict.fromkeys(own.why for own in found.values())
        if (names := [name for name, own in found.items() if own.why == why])
    )
    what = f"not every output suits this deck; these cannot be built: {listed}"
    fix = f'for what to change, name the one that you want, as in "check {next(iter(found))}"'
    problems.add([Problem("warning", "W451", places[0], what, fix, also=places[1:])])


def _note_nothing_accepted(sources: Sources, outputs: Sequence[str], problems: Checked) -> None:
    """Warns of the codes that the deck accepts and that warn of nothing here, unless only some
    outputs are checked, or the warning is one that only options of a build can bring."""
    deck = sources_deck(sources, Problems())
    for code in deck.accept if deck and not outputs and not problems.fatal else ():
        if is_found_by_check(code.text) and code.text not in problems.spared:
            what = f"there is no warning {code.text} to accept"
            problems.warning("W450", code.where, what, "delete it")


# As what check tells the mistakes and warnings of printing in a language.
_UNTRANSLATED = {"E215": "W409", "E216": "W409", "E218": "W408", "W410": "W410"}


def _note_untranslated(sources: Sources, problems: Checked) -> None:
    """Warns of texts that are missing in a language that the deck declares."""
    deck = sources_deck(sources, Problems())
    if deck is None:
        return
    for lang in deck.languages:
        found, there = Problems(), sources._replace(languages=(lang,))
        sources_deck(there, found)
        read_words(lang, None, deck.lang_where or deck.where, there, found)
        problems.spared |= found.spared
        for problem in found:
            if code := _UNTRANSLATED.get(problem.code):
                problems.add([problem._replace(severity="warning", code=code)])


def _rehearse(
    spec: Spec, rehearsed: set[tuple[str, ...]], noted: Problems, problems: Problems
) -> None:
    """Warns of mistakes in your own layouts that no card meets in this output: in steps that none
    needs, and in backs that are there to be chosen. Missing prompts are none until someone asks
    for them."""
    found = Problems()
    for layout in spec.first.layouts:
        faces = (layout.of or layout).name, *layout.kinds  # outputs may share them
        if faces in rehearsed:
            continue
        rehearsed.add(faces)
        Composer(spec.deck, layout, spec.house, found).rehearse()
        sizes = Sizes((layout.width, layout.height))
        for back in layout.backs:
            own = spec.house, spec.sources, found
            other = read_layout(layout.name, layout.choosing, sizes, *own, back)
            if other is not None:
                Composer(spec.deck, other, spec.house, found).rehearse(["back"])
    for problem in found:
        if problem.severity == "warning" or problem.code == "E213" or problem in noted:
            continue
        if not is_bundled(problem.where.file, spec.sources):
            what = f"{problem.what}, in a part of the layout that is not used now"
            problems.warning("W452", problem.where, what, problem.fix)
