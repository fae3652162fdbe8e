"""Problems: what is wrong, where to mend it, and how."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Literal, TypeVar

from cardgen.limits import NAME_COMPARED, NAMES_COMPARED, PROBLEMS
from cardgen.value import Value

F = TypeVar("F")
_LISTED = 20  # names, where none is near
Severity = Literal["error", "warning"]
MOST_ALIKE = 3  # problems of one kind at different places that are told one by one
MOST_NAMED = 3  # things named where many problems are told as one


class Mark(Value):
    """A place in a file, counted from 1 as editors do; end is the first column after it. If a line
    has no column, or it is said to be private, messages do not quote what stands there."""

    file: str
    line: int = 0
    column: int = 0
    end: int = 0
    private: bool = False

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    @property
    def in_file(self) -> str:
        """The place without its column, for sentences that name another place."""
        return str(self._replace(column=0))

    @property
    def is_private(self) -> bool:
        return self.private or (bool(self.line) and not self.column)


class Kin(Value):
    """How problems that are one fact are told as one.

    many says what is wrong with all of them, may begin with {count}, and holds {names} once. name
    is what this one is called there, and thing what it is about, unless the name says so. The
    lowest rank is named first. fix is for all; without it, that of the first is told.
    """

    many: str
    name: str
    rank: float = 0.0
    fix: str = ""
    thing: str = ""


class Problem(Value):
    """One thing to correct (an error) or to know (a warning), in the author's words.

    instead is the author's own place to mend it at if where turns out to be in a file that came
    with cardgen. also are the further places of a fact that is told once.
    """

    severity: Severity
    code: str
    where: Mark
    what: str
    fix: str = ""
    kin: Kin | None = None
    instead: Mark | None = None
    also: tuple[Mark, ...] = ()


class Problems(list[Problem]):
    """All problems found so far, without repeats; stages add to it and continue, so that one run
    shows all.

    noted counts every report, including repeats: if a file is read twice, its problems are shown
    once, but both readings failed. spared are the codes of warnings that were left out because the
    deck accepts them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noted = 0
        self.spared: set[str] = set()
        self._accepted: frozenset[str] = frozenset()
        self._is_settled = False
        self._is_bundled: Callable[[str], bool] = lambda file: False
        self._known: set[Problem] = set()
        self._suggestions = Suggestions()
        self._recording: list[Problem] | None = None

    def __contains__(self, problem: object) -> bool:
        return problem in self._known

    def error(
        self,
        code: str,
        where: Mark,
        what: str,
        fix: str = "",
        kin: Kin | None = None,
        instead: Mark | None = None,
    ) -> None:
        self._add(Problem("error", code, where, what, fix, kin, instead))

    def warning(
        self,
        code: str,
        where: Mark,
        what: str,
        fix: str = "",
        kin: Kin | None = None,
        instead: Mark | None = None,
    ) -> None:
        self._add(Problem("warning", code, where, what, fix, kin, instead))

    def settle(self, accepted: Iterable[str], is_bundled: Callable[[str], bool]) -> None:
        """Leaves out the warnings with these codes, and moves problems in files that came with
        cardgen to the author's own place; both those noted so far and those to come."""
        codes = self._accepted.union(accepted)
        if codes != self._accepted or not self._is_settled:
            self._accepted, self._is_bundled, self._is_settled = codes, is_bundled, True
            found = list(self)
            self.clear()
            self._known.clear()
            for problem in found:
                self._keep(problem)

    def aside(self) -> Problems:
        """Problems of a part, of which some may not be told; what they suggest counts here."""
        own = Problems()
        own._suggestions = self._suggestions
        return own

    def add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._add(problem)

    @contextmanager
    def recording(self) -> Iterator[list[Problem]]:
        """Yields a list of the problems that are noted meanwhile, repeats among them and each as it
        was reported: added elsewhere, they are noted there as they were here."""
        reports: list[Problem] = []
        around, self._recording = self._recording, reports
        try:
            yield reports
        finally:
            self._recording = around
            if around is not None:
                around += reports

    def _add(self, problem: Problem) -> None:
        self.noted += 1
        if self._recording is not None:
            self._recording.append(problem)
        self._keep(problem)

    def _keep(self, problem: Problem) -> None:
        if problem.instead and self._is_bundled(problem.where.file):
            problem = problem._replace(where=problem.instead)
        if problem.severity == "warning" and problem.code in self._accepted:
            self.spared.add(problem.code)
            return
        if problem in self._known or len(self) > PROBLEMS.most:
            return
        self._known.add(problem)
        if len(self) == PROBLEMS.most:
            what = f"there are more than {PROBLEMS}; no others are listed"
            fix = "correct the first ones, and check again"
            problem = Problem("error", "E011", Mark(problem.where.file), what, fix)
        self.append(problem)

    def did_you_mean(
        self, name: str, known: Collection[str], otherwise: str = "the choices are"
    ) -> str:
        """A suggestion for one of many unknown names, as Suggestions makes it."""
        return self._suggestions.nearest(name, known, otherwise)

    @property
    def fatal(self) -> bool:
        return any(problem.severity == "error" for problem in self)

    def in_order(self) -> list[Problem]:
        """Returns the problems in the order in which one works through them, each fact once: first
        errors, then warnings, file by file, from the top."""
        return as_told(self)


def as_told(problems: Iterable[Problem]) -> list[Problem]:
    """Returns the problems in the order of Problems.in_order, each fact once."""
    return sorted(_each_fact_once(problems), key=_by_place)


def _by_place(problem: Problem) -> tuple[bool, str, int, int, str]:
    where = problem.where
    return problem.severity != "error", where.file, where.line, where.column, problem.code


def _each_fact_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yields the problems; those that are kin become one if they are about one thing, at one place,
    or too many to be told one by one."""
    families: dict[tuple[str, str, str], list[tuple[Kin, Problem]]] = {}
    for problem in problems:
        if problem.kin is None:
            yield problem
        else:
            key = problem.severity, problem.code, problem.kin.many
            families.setdefault(key, []).append((problem.kin, problem))
    for family in families.values():
        family.sort(key=lambda pair: (pair[0].rank, _by_place(pair[1])))
        things: dict[str, dict[Mark, tuple[Kin, Problem]]] = {}
        for kin, problem in family:
            things.setdefault(kin.thing or kin.name, {}).setdefault(problem.where, (kin, problem))
        places = {problem.where for _, problem in family}
        if len(things) > 1 and (len(places) == 1 or len(things) > MOST_ALIKE):
            first = [next(iter(own.values()))[0] for own in things.values()]
            yield _as_one(first, [problem for _, problem in family])
            continue
        for own in things.values():
            told = [problem for _, problem in own.values()]
            if len(told) > MOST_ALIKE:
                yield _elsewhere_too(told)
            else:
                yield from (problem._replace(kin=None) for problem in told)


def _as_one(kin: Sequence[Kin], problems: Sequence[Problem]) -> Problem:
    names = list(dict.fromkeys(own.name for own in kin))
    more = len(names) - MOST_NAMED
    *parts, last = [*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    listed = f"{', '.join(parts)} and {last}" if parts else last
    counted = kin[0].many
    if counted.startswith("{count}"):  # which may also stand in an author's text
        counted = str(len(kin)) + counted.removeprefix("{count}")
    what = counted.replace("{names}", listed, 1)
    return _elsewhere_too(problems)._replace(what=what, fix=kin[0].fix or problems[0].fix)


def _elsewhere_too(problems: Sequence[Problem]) -> Problem:
    """Returns the first of the problems, with the places of the others."""
    places = {problem.where for problem in problems} - {problems[0].where}
    return problems[0]._replace(kin=None, also=tuple(sorted(places)))


class Found(list[F]):
    """The things found, with the problems noted on the way, as they are told."""

    def __init__(self, found: Iterable[F], problems: Problems) -> None:
        super().__init__(found)
        self.problems = tuple(problems.in_order())

    @property
    def fatal(self) -> bool:
        """Whether there were errors, so that something may be missing."""
        return any(problem.severity == "error" for problem in self.problems)


class Error(Exception):
    """Any of the errors that cardgen raises."""


class DeckError(Error):
    """The deck, or something it is made with, has errors, and nothing was made (exit code 1).

    problems holds all that were found: first errors, then warnings, in the order of the files, or
    of the sheets of a workbook. There are only warnings if the build was to be strict.
    """

    def __init__(self, problems: Iterable[Problem], in_order: bool = True) -> None:
        found = list(problems)
        errors_first = sorted(found, key=lambda problem: problem.severity != "error")
        self.problems = as_told(found) if in_order else errors_first
        super().__init__(self.problems)

    def __str__(self) -> str:
        first = next(iter(self.problems), None)
        return f"{first.where}: {first.what}" if first else "nothing was made"


class FileError(DeckError):
    """A finished file that was named cannot be used, for the reasons in its problems (exit code
    3)."""


class Unsupported(Error):
    """A request names something that does not exist, or cannot be fulfilled (a usage error, exit
    code 2): what is wrong and, where it is known, the fix."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what, fix)
        self.what, self.fix = what, fix

    def __str__(self) -> str:
        return f"{self.what}; {self.fix}" if self.fix else self.what


class Stop(Error):
    """The work cannot continue: a file cannot be read or written (exit code 3)."""


class Missing(Error):
    """An optional part of cardgen is needed but not installed (exit code 4): what needs it, and the
    name of the extra that provides it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what, extra)

    def __str__(self) -> str:
        what, extra = self.args
        how = f"run pip install '.[{extra}]' in the folder of its source"
        return f"{what} need an optional part of cardgen: {how}"


# Libraries that stumble over damaged files, besides those that come with Python.
_READERS = frozenset(
    ["PIL", "defusedxml", "docx", "et_xmlfile", "lxml", "openpyxl", "pypdf", "uharfbuzz"]
)


def is_own_failure(error: BaseException) -> bool:
    """Whether an exception comes from a mistake in cardgen, rather than from a library that
    stumbled over a damaged file: none of these raised it, and it is none of the classes by which
    what is written in C says what is wrong with its input, or by which cardgen does."""
    if isinstance(error, OSError | UnicodeError | EOFError | MemoryError | RecursionError):
        return False
    if type(error).__module__ != "builtins":
        return False
    raised_in = error.__traceback__
    while raised_in and raised_in.tb_next:
        raised_in = raised_in.tb_next
    names = raised_in.tb_frame.f_globals if raised_in else {}
    library = str(names.get("__name__", "")).partition(".")[0]
    return library not in _READERS and library not in sys.stdlib_module_names


def known(what: str, name: str, names: Iterable[str]) -> str:
    """The name if it is one of these; raises Unsupported, with the nearest of them, if not."""
    if not isinstance(name, str):
        raise Unsupported(f"{what} should be a name, not {name!r}")
    names = list(names)
    if name not in names:
        fix = did_you_mean(name, names, f"the {what}s are")
        raise Unsupported(f'no {what} is called "{name}"', fix)
    return name


def counted(count: int, word: str, many: str = "") -> str:
    """Returns the number with the word in the form that goes with it: 1 card, 2 cards."""
    return f"{count} {word}" if count == 1 else f"{count} {many or word + 's'}"


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "the choices are") -> str:
    """Returns the nearest known name as a suggestion, or else all names after the words in
    otherwise."""
    from difflib import get_close_matches  # which few runs need

    names = list(dict.fromkeys(known))
    # Comparing takes the square of the length.
    lower = {n.lower(): n for n in names if len(n) <= NAME_COMPARED.most}
    near = get_close_matches(name.lower(), lower, 1, 0.6) if len(name) <= NAME_COMPARED.most else ()
    if near:
        return f'did you mean "{lower[near[0]]}"?'
    if not names or not otherwise:
        return ""
    listed = (n if len(n) <= NAME_COMPARED.most else f"{n[: NAME_COMPARED.most]}…" for n in names)
    more = ", …" if len(names) > _LISTED else ""
    return f"{otherwise}: {', '.join(islice(listed, _LISTED))}{more}"


class Suggestions:
    """Suggests near names for one unknown name after another, as did_you_mean does, until too many
    were compared: with thousands of unknown names in a deck of thousands of cards, only the first
    few get a suggestion."""

    def __init__(self) -> None:
        self._compared = 0

    def nearest(self, name: str, known: Collection[str], otherwise: str = "the choices are") -> str:
        self._compared += len(known)
        if self._compared > NAMES_COMPARED.most:
            return ""
        return did_you_mean(name, (other for other in known if other != name), otherwise)
