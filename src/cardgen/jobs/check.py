"""A check goes through every card in every output before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from cardgen.jobs.files import Destination, files_of, go_through, record_for, write_files
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.outputs import suited
from cardgen.jobs.progress import Listeners, OnProgress, Progress, with_progress
from cardgen.jobs.runs import Sheets, with_copies
from cardgen.jobs.shared_faces import SharedFaces
from cardgen.jobs.shares import in_any_order, workers
from cardgen.jobs.spec import Spec
from cardgen.model.layout import TOGETHER, CardLayout
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
    able, unsuited, spare = [], dict[str, _Unsuited](), Problems()
    trials = [_trial(name, sources) for name in outputs or suited(sources, problems)]
    rehearsed = _go_through(trials, on_progress)
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
            _note_mistakes_not_met(rehearsed[name], layup.spec, noted, problems)
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


class _Feasible(Value):
    """An output that can be laid up, what is noted of it, and those of its layouts whose faces no
    output before it has."""

    output: str
    layup: Layup
    noted: Problems
    layouts: Sequence[CardLayout]


class _Outcome(Value):
    """What is noted of an output while it is gone through and while its layouts are rehearsed."""

    output: str
    noted: Sequence[Problem]
    rehearsed: Sequence[Problem]


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


def _go_through(
    trials: Iterable[_Trial], on_progress: OnProgress | None
) -> Mapping[str, Sequence[Problem]]:
    """Notes what a build of each output tells, and returns what rehearsals of its layouts do."""
    feasible = _feasible(trials)
    work = sorted(_pieces_of_work(feasible, workers()), key=_duration_of, reverse=True)
    count = min(workers(), len(work))
    if count <= 1:
        names = [f"check of {one.output}" for one in chain(*work)]
        each = with_progress(names, str, "outputs", on_progress)
        found = chain.from_iterable(_gone_through(own, on_progress) for own in work)
        return {outcome.output: outcome.rehearsed for _, outcome in zip(each, found, strict=True)}
    noted, rehearsed = {one.output: one.noted for one in feasible}, dict[str, Sequence[Problem]]()
    for done, outcome in enumerate(in_any_order(work, _gone_through, count), 1):
        noted[outcome.output].add(outcome.noted)
        rehearsed[outcome.output] = outcome.rehearsed
        if on_progress:
            on_progress(Progress(f"check of {outcome.output}", done, len(feasible), "outputs"))
    return rehearsed


def _pieces_of_work(feasible: Iterable[_Feasible], count: int) -> Iterator[list[_Feasible]]:
    """Yields the outputs that one of so many processes goes through one after the other: those in
    one layout, so that each face is composed once. Only where there are several processes is a file
    for a press a piece of its own, since to write and check it takes longer than to compose its
    faces again."""
    for _, in_one_layout in groupby(sorted(feasible, key=_layouts_of), _layouts_of):
        together = list[_Feasible]()
        for one in in_one_layout:
            if count > 1 and _is_preflighted(one.layup.spec):
                yield [one]
            else:
                together.append(one)
        if together:
            yield together


def _feasible(trials: Iterable[_Trial]) -> list[_Feasible]:
    feasible, seen = list[_Feasible](), set[tuple[str, ...]]()
    for name, layup, noted in trials:
        if layup:
            layouts = list[CardLayout]()
            for layout in layup.spec.first.layouts:
                if (faces := _faces_of(layout)) not in seen:
                    seen.add(faces)
                    layouts.append(layout)
            feasible.append(_Feasible(name, layup, noted, layouts))
    return feasible


def _faces_of(layout: CardLayout) -> tuple[str, ...]:
    return (layout.of or layout).name, *layout.kinds


def _layouts_of(one: _Feasible) -> tuple[str, ...]:
    return one.layup.spec.output.layouts


def _is_preflighted(spec: Spec) -> bool:
    """Whether a print shop is sent a PDF: what it would object to shows in the finished file
    only."""
    return spec.shop is not None and not spec.shop.takes_pictures


_PRESS_DURATION = 3  # to write a file for a press and preflight it, where composing takes 1


def _duration_of(in_one_layout: Sequence[_Feasible]) -> int:
    """Returns about how long outputs in one layout take, where composing once takes 1: pages that
    flow are composed in all their steps."""
    kinds = (part.layout.kinds for part in in_one_layout[0].layup.parts)
    faces = chain(*(chain(*own.values()) for own in kinds))
    steps = (len(face.stacks[0]) if face.flow else 1 for face in faces)
    return max(steps, default=1) + sum(
        _PRESS_DURATION for one in in_one_layout if _is_preflighted(one.layup.spec)
    )


def _gone_through(
    in_one_layout: Sequence[_Feasible], on_progress: OnProgress | None = None
) -> Iterator[_Outcome]:
    """Yields the outcome of each of the outputs, whose problems are noted as well."""
    layups = [one.layup for one in in_one_layout]
    shared = SharedFaces(layup.face_inputs(run) for layup in layups for run in layup.runs)
    for name, layup, noted, layouts in in_one_layout:
        with noted.recording() as reports:
            listeners = Listeners(on_progress=on_progress)
            _try(layup._replace(shared=shared), name, noted, listeners)
        for run in layup.runs:
            shared.release(layup.face_inputs(run))
        yield _Outcome(name, reports, _rehearsed(layouts, layup.spec))


def _try(layup: Layup, name: str, problems: Problems, listeners: Listeners) -> None:
    spec = layup.spec
    if _is_preflighted(spec) and not problems.fatal:
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


def _rehearsed(layouts: Iterable[CardLayout], spec: Spec) -> Sequence[Problem]:
    """Returns what is wrong in any step of the layouts, and in backs that are there to be chosen.
    Missing prompts are not until someone asks for them."""
    found = Problems()
    for layout in layouts:
        Composer(spec.deck, layout, spec.house, found).rehearse()
        sizes = Sizes((layout.width, layout.height))
        for back in layout.backs:
            own = spec.house, spec.sources, found
            other = read_layout(layout.name, layout.choosing, sizes, *own, back)
            if other is not None:
                Composer(spec.deck, other, spec.house, found).rehearse(["back"])
    return tuple(found)


def _note_mistakes_not_met(
    rehearsed: Iterable[Problem], spec: Spec, noted: Problems, problems: Problems
) -> None:
    """Warns of mistakes in your own layouts that no card meets in this output."""
    for problem in rehearsed:
        if problem.severity == "warning" or problem.code == "E213" or problem in noted:
            continue
        if not is_bundled(problem.where.file, spec.sources):
            what = f"{problem.what}, in a part of the layout that is not used now"
            problems.warning("W452", problem.where, what, problem.fix)
