"""What the worker asks of Python: the questions of the page, and pictures that they need."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL.Image import Undecoded

from cardgen.web.api import Desk, answer

_DESK = Desk(Path())


def answered(question: str, given: str, files: Any) -> tuple[str, list[tuple[str, bytes]]] | None:
    """Returns the answer as JSON, with its files, or None if the browser has to decode a picture
    before it can be given."""
    named = {name: bytes(data) for name, data in files.to_py().items()}
    try:
        found = answer(_DESK, question, json.loads(given), named)
    except Undecoded:
        return None
    return json.dumps(found.data), list(found.files.items())
