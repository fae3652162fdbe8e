"""layouts/conditions.yaml and ICC profiles → printing conditions."""

from __future__ import annotations

import struct
from pathlib import Path

from cardgen.graphics.pixels.icc import require_managed_colour, separates
from cardgen.intake import TooLarge, is_file, read_bytes
from cardgen.limits import ICC_SIZE
from cardgen.model.forms.readers import Unreadable
from cardgen.model.print_condition import Condition, Conditions, conditions_form
from cardgen.problems import Problems, Stop
from cardgen.read.files import Sources

_BUNDLED = Path(__file__).parents[1] / "icc"


def read_conditions(sources: Sources, problems: Problems) -> Conditions | None:
    """Returns the printing conditions, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/conditions.yaml", problems)
    try:
        return conditions_form(tree, problems) if tree else None
    except Unreadable:
        return None


def profile_of(condition: Condition, sources: Sources, problems: Problems) -> bytes | None:
    """Returns the ICC profile of a condition, which is in layouts/ or comes with cardgen; None with
    the problem noted. Raises Unsupported where it could not be used, as `checked` does."""
    require_managed_colour()
    name = condition.profile.text
    path = sources.find(f"layouts/{name}") or _BUNDLED / name

    def profile(_: Problems) -> bytes:
        sources.files.look_at(path)
        return checked(path, name)

    if not sources.files.is_file(path):
        what = f"there is no ICC profile {name} in layouts/, and none comes with cardgen"
        problems.error("E229", condition.profile.where, what, "put the file there")
        return None
    try:
        return sources.files.once(("ICC", path), profile, problems)
    except Stop as stop:
        problems.error("E229", condition.profile.where, str(stop), "name a CMYK printer profile")
        return None


def found(icc: str, folders: tuple[str, ...]) -> Path:
    """Returns the file at that path or, for a mere name, the file in the folders where systems keep
    profiles; raises Stop if it is in none of them."""
    path = Path(icc)
    if is_file(path) or path.name != icc:
        return path
    for folder in folders:
        for own in sorted(Path(folder).expanduser().rglob("*")):
            if own.name == icc and is_file(own):
                return own
    raise Stop(f"{icc} is neither here nor among the system's ICC profiles")


def checked(path: Path, called: str) -> bytes:
    """Returns the bytes of the file if it is a CMYK printer profile: its header says so (ICC.1,
    7.2), and it converts colours to inks and back (8.5.2). Raises Stop if not, with called as its
    name, and Unsupported in a browser, which could not use it."""
    require_managed_colour()
    try:
        data = read_bytes(path, called, ICC_SIZE)
    except TooLarge as much:
        raise Stop(f"{called} has {much} for an ICC profile") from None
    if len(data) < 132 or data[36:40] != b"acsp":
        raise Stop(f"{called} is not an ICC profile")
    kind, space = data[12:16], data[16:20]
    if kind != b"prtr" or space != b"CMYK":
        raise Stop(f"{called} is not a CMYK printer profile")
    (count,) = struct.unpack(">I", data[128:132])
    tags = {data[at : at + 4] for at in range(132, min(len(data), 132 + 12 * count), 12)}
    if not {b"A2B1", b"A2B0"} & tags or not {b"B2A1", b"B2A0"} & tags:
        raise Stop(f"{called} does not convert between inks and colours both ways")
    if not separates(data):
        raise Stop(f"{called} is damaged or truncated")
    return data
