"""What callers of the Python interface hand in: of the kind that the function says, or refused.

One door checks all public functions, by their annotations, so that a slip in a call ends in a
sentence and not somewhere inside.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from itertools import zip_longest
from reprlib import Repr
from typing import Any, ParamSpec, TypeAlias, TypeVar

from cardgen.problems import Stop, Unsupported
from cardgen.value import Value

StrPath: TypeAlias = "str | os.PathLike[str]"
P = ParamSpec("P")
R = TypeVar("R")
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, whose arguments are checked before it is called.

    It raises Unsupported for an argument of another kind than its annotation says, and Stop for a
    file that the system refuses. Python itself says which arguments are missing or unknown.
    """
    kinds = {name: kind for name, kind in function.__annotations__.items() if name != "return"}
    code = function.__code__
    named = [*code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]]
    positional = named[: code.co_argcount]
    others = [name for name in kinds if name not in named]  # *args or **keywords

    @wraps(function)
    def call(*args: P.args, **keywords: P.kwargs) -> R:
        further = others[0] if others else ""
        for name, value in zip_longest(positional[: len(args)], args, fillvalue=further):
            _check(name, value, kinds.get(name))
        for name, value in keywords.items():
            _check(name, value, kinds.get(name, kinds.get(further)))
        try:
            return function(*args, **keywords)
        except BrokenPipeError:
            raise
        except OSError as reason:
            name = f"{reason.filename}: " if reason.filename else ""
            raise Stop(f"{name}{reason.strerror or reason}") from reason

    return call


def text_of(path: StrPath | None) -> str | None:
    """Returns the path as a text, or None for none."""
    return None if path is None else os.fspath(path)


def names_in(given: str | Sequence[str] | None) -> Sequence[str]:
    """Returns the names, of which a text alone is one."""
    return (given,) if isinstance(given, str) else tuple(str(name) for name in given or ())


class ArgumentKind(Value):
    """What an annotation takes: whether a value is of it, and its name in words."""

    takes: Callable[[Any], bool]
    words: str


def _check(name: str, value: Any, annotation: str | None) -> None:
    if annotation is None or annotation in UNCHECKED:  # such as self
        return
    if value is None and annotation.endswith(" | None"):
        return
    kind = KINDS[annotation.removesuffix(" | None")]
    if kind is _NAMES and isinstance(value, str) and "," in value:
        each = ", ".join(f'"{part.strip()}"' for part in value.split(","))
        raise Unsupported(f"{name} should be a list where it is several: [{each}]")
    if not kind.takes(value):
        raise Unsupported(f"{name} should be {kind.words}, not {_SHORT.repr(value)}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_path(value: Any) -> bool:
    """Whether it can be the name of a file: the system takes neither NUL nor half a character."""
    if not isinstance(value, str | os.PathLike):
        return False
    try:
        path = os.fspath(value)
        return isinstance(path, str) and b"\0" not in os.fsencode(path)
    except (TypeError, ValueError):
        return False


def _is_older(value: Any) -> bool:
    return isinstance(value, bytes) or _is_path(value) or _are_files(value)


def _are_older(value: Any) -> bool:
    is_list = isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)
    return _is_older(value) or (is_list and all(map(_is_older, value)))


def _are_names(value: Any) -> bool:
    is_list = isinstance(value, Sequence) and not isinstance(value, bytes | bytearray)
    return isinstance(value, str) or (is_list and all(map(_is_text, value)))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _are_corners(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(name) and isinstance(pair, Sequence) and [*map(_is_number, pair)] == [True, True]
        for name, pair in value.items()
    )


def _are_files(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(name) and isinstance(data, bytes) for name, data in value.items()
    )


def _are_pairs(value: Any) -> bool:
    """Whether they can be pairs, which are not asked for yet."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


def _is_named(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == 2
        and _is_text(value[0])
        and isinstance(value[1], bytes)
    )


def _are_mappings(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(name) and isinstance(keys, Mapping) for name, keys in value.items()
    )


_TEXT = ArgumentKind(_is_text, "a text")
_PATH = ArgumentKind(_is_path, "a path")
_PATH_OR_KEYS = ArgumentKind(
    lambda value: isinstance(value, Mapping) or _is_path(value),
    "a path, or a mapping with the keys of such a file",
)
_NAMES = ArgumentKind(_are_names, "a text or a list of texts")
KINDS: Mapping[str, ArgumentKind] = {
    "str": _TEXT,
    "What": _TEXT,
    "Side": _TEXT,
    "Paper": _TEXT,
    "Vision": _TEXT,
    "FileIs": _TEXT,
    "Literal['deck', 'workshop']": _TEXT,
    "Literal['xlsx', 'docx', 'csv']": _TEXT,
    "Literal['workshop', 'overlay', 'printer']": _TEXT,
    "StrPath": _PATH,
    "str | os.PathLike[str]": _PATH,
    "StrPath | tuple[str, bytes]": ArgumentKind(
        lambda value: _is_path(value) or _is_named(value), "a path, or a name with its bytes"
    ),
    "StrPath | bytes": ArgumentKind(
        lambda value: isinstance(value, bytes) or _is_path(value), "a path or bytes"
    ),
    "Older | Sequence[Older]": ArgumentKind(
        _are_older, "a path, the bytes of a ZIP or a mapping from names to bytes, or a list of them"
    ),
    "StrPath | Mapping[str, Any]": _PATH_OR_KEYS,
    "Mapping[str, Any]": ArgumentKind(lambda value: isinstance(value, Mapping), "a mapping"),
    "Mapping[str, bytes]": ArgumentKind(_are_files, "a mapping from names of files to bytes"),
    "Mapping[str, Mapping[str, Any]]": ArgumentKind(
        _are_mappings, "a mapping from names to mappings"
    ),
    "Iterable[tuple[str, bytes]]": ArgumentKind(_are_pairs, "pairs of a path and bytes"),
    "str | Sequence[str]": _NAMES,
    "bytes": ArgumentKind(lambda value: isinstance(value, bytes), "bytes"),
    "bool": ArgumentKind(lambda value: isinstance(value, bool), "True or False"),
    "int": ArgumentKind(
        lambda value: isinstance(value, int) and not isinstance(value, bool), "a whole number"
    ),
    "float": ArgumentKind(_is_number, "a number"),
    "Mapping[str, tuple[float, float]]": ArgumentKind(
        _are_corners, "a mapping from corners to two numbers each"
    ),
    "OnPage": ArgumentKind(callable, "a function"),
    "OnProgress": ArgumentKind(callable, "a function"),
}
# The options of a build have kinds of their own, in model/options.py.
UNCHECKED = frozenset(["Unpack[BuildOptions]", "Sources"])
