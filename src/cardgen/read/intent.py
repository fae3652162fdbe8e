"""layouts/conditions.yaml and profiles of colours → Intent."""

from __future__ import annotations

import struct
from fnmatch import fnmatchcase
from pathlib import Path

import cardgen
from cardgen.form import Form, key, nested
from cardgen.layout import House
from cardgen.pixels.separation import Separation, separates
from cardgen.printing import Printing
from cardgen.problems import Problems, Stop
from cardgen.profile import Intent, Profile
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable, list_of, text

_FOLDER = Path(cardgen.__file__).parent / "icc"
_LARGEST = 64 * 2**20


class _ConditionForm(Form):
    condition: str = key(text)
    about: str = key(text)
    profile: str = key(text)


_condition_form = nested(_ConditionForm, "a condition of print")


class _ConditionsForm(Form):
    coated: _ConditionForm = key(_condition_form)
    uncoated: _ConditionForm = key(_condition_form)
    registered: tuple[str, ...] = key(list_of(text))
    folders: tuple[str, ...] = key(list_of(text))


conditions_form = nested(_ConditionsForm, "the conditions of print")


def read_intent(
    profile: Profile, printing: Printing, house: House, sources: Sources, problems: Problems
) -> Intent | None:
    """For which press the files of a profile are made, in the condition that a person names with
    a profile of colours of theirs, or else in the one of its paper; None with problems noted.

    Raises Stop where that profile cannot be read or used.
    """
    tree = sources_tree(sources, "layouts/conditions.yaml", problems)
    try:
        form = conditions_form(tree, problems) if tree else None
    except Unreadable:
        form = None
    if form is None or profile.standard not in ("pdf-x-4", "pdf-x-1a"):
        return None
    own = form.uncoated if profile.colour == "uncoated" else form.coated
    condition, about = printing.condition or own.condition, own.about
    data = (_FOLDER / own.profile).read_bytes()
    if printing.icc:
        path = _found(printing.icc, form.folders)
        data, about = _checked(path), path.name
    registered = any(fnmatchcase(condition, pattern) for pattern in form.registered)
    return Intent(
        condition,
        about,
        registered,
        Separation(data, profile.limits.ink),
        profile.standard,
        house.neutrals.get("solid"),
    )


def _found(icc: str, folders: tuple[str, ...]) -> Path:
    """The file of that path or, if it is a mere name, in the folders where systems keep them."""
    path = Path(icc)
    if path.is_file() or path.name != icc:
        return path
    for folder in folders:
        for own in sorted(Path(folder).expanduser().rglob("*")):
            if own.name == icc and own.is_file():
                return own
    raise Stop(f"{icc} is neither here nor among the system's profiles of colours")


def _checked(path: Path) -> bytes:
    """The profile, if it is one of a press: ICC.1, 7.2 has what its header says, and 8.5.2 that it
    turns colours into inks and back."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Stop(f"{path} is too large for a profile of colours")
        data = path.read_bytes()
    except OSError as reason:
        raise Stop(f"{path} cannot be read: {reason.strerror or reason}") from reason
    if len(data) < 132 or data[36:40] != b"acsp":
        raise Stop(f"{path} is no profile of colours")
    kind, space = data[12:16], data[16:20]
    if kind != b"prtr" or space != b"CMYK":
        raise Stop(f"{path} is no profile of a press in CMYK")
    (count,) = struct.unpack(">I", data[128:132])
    tags = {data[at : at + 4] for at in range(132, min(len(data), 132 + 12 * count), 12)}
    if not {b"A2B1", b"A2B0"} & tags or not {b"B2A1", b"B2A0"} & tags:
        raise Stop(f"{path} does not tell of inks and colours both ways")
    if not separates(data):
        raise Stop(f"{path} is broken or cut off")
    return data
