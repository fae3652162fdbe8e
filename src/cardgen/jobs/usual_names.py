"""The usual name of an output's file, which says how it was built, so that one way of building it
does not overwrite another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cardgen.model.options import OPTIONS, Option, Options, suffix_of
from cardgen.read.files import Sources

_MOST_NAMES = 3  # of an option's that are shown
_LONGEST = 40  # characters of an option's
_GIVEN = "our-words"  # stands for an overlay that is a mapping, as the page saves it for others


def usual_name(sources: Sources, output: str, options: Options) -> str:
    """Returns the name of the file without its suffix: that of the output alone if nothing else was
    asked for, or else with the languages, the overlay and the options that change what is printed,
    in the order of the table of options."""
    names = [output, *map(_plain, sources.languages)]
    if options.format and options.format not in (suffix_of(options.format), output):
        names.append(options.format)  # which the suffix does not tell
    if sources.overlay:
        is_given = sources.files.is_given(sources.overlay)
        names.append(_GIVEN if is_given else _plain(sources.overlay.stem))
    return "-".join([*names, *_options(options)])


def _options(options: Options) -> Iterator[str]:
    for row in OPTIONS.values():
        if not row.filed or not options.uses(row.name):
            continue
        if row.name == "flip" and options.by_hand:
            continue  # the files of fronts and of backs have names of their own
        yield _option(row, getattr(options, row.name))


def _option(row: Option, value: Any) -> str:
    """Returns the option as the name shows it: of many names the first one and the number of
    others, with a digest that tells them from other choices."""
    shown = (
        value if isinstance(value, tuple) else (f"{value:g}" if row.kind == "length" else value,)
    )
    words = [_plain(str(name)) for name in shown]
    joined = "-".join(words)
    if len(words) > _MOST_NAMES or len(joined) > _LONGEST or not all(words):
        digest = sha256("\0".join(map(str, shown)).encode("utf-8", "surrogatepass")).hexdigest()[:4]
        more = f"and-{len(words) - 1}-more" if len(words) > 1 else ""
        joined = "-".join(filter(None, (words[0][:_LONGEST], more, digest)))
    return row.filed.format(joined)


def _plain(text: str) -> str:
    """Returns the text in small letters, digits and full stops, with hyphens between its words."""
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", text.casefold())).strip("-._")
