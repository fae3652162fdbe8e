"""Messages in the words of the page, which has ticks and fields where a command line has options.

Messages name an option as it is typed, such as --sheet. What only somebody with the deck's files or
a terminal can do is left out, or said as it is done on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("page_words.json")
_OPTION = re.compile(r"--[a-z][a-z-]*[a-z](?: (?:none|mono)\b)?")


def in_page_words(message: str) -> str:
    """Returns the message with what the page calls its options."""
    if "--" not in message and "cardgen " not in message and ".yaml" not in message:
        return message
    for pattern, words in _table()["phrases"]:
        message = re.sub(pattern, words, message)
    return _OPTION.sub(_called, message)


def told_in_page_words(data: Mapping[str, Any]) -> dict[str, Any]:
    """Returns an answer with what it says, rather than what it has, in the words of the page."""
    said = dict(data)
    if "stopped" in data:
        said["stopped"] = in_page_words(data["stopped"])
    if "summary" in data:
        said["summary"] = [in_page_words(line) for line in data["summary"]]
    return said


def _called(found: re.Match[str]) -> str:
    """Returns what the page calls an option; other words that begin alike are somebody's own."""
    options = _table()["options"]
    option, *value = found[0].split(" ")
    if found[0] in options:
        return f"“{options[found[0]]}”"
    return " ".join([f"“{options[option]}”" if option in options else option, *value])


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table
