"""The printing condition that a file is made for: that of a profile's paper, or one of the
user's."""

from __future__ import annotations

from fnmatch import fnmatchcase

from cardgen.graphics.frame import Ink
from cardgen.graphics.pixels.icc import Separation, manages_colour
from cardgen.model.options import Options
from cardgen.model.print_condition import Conditions
from cardgen.model.shop_profile import Intent, Profile
from cardgen.problems import Problems
from cardgen.read.conditions import checked, found, profile_of
from cardgen.read.files import Sources


def read_intent(
    profile: Profile,
    printing: Options,
    solid: Ink | None,
    conditions: Conditions,
    sources: Sources,
    problems: Problems,
) -> Intent | None:
    """Returns the printing condition for files of a profile, with solid as the ink of large black
    areas: the condition that the user names with an ICC profile, or else that of the profile's
    paper. Returns None if the files are not for a press, or if there were errors (they are in
    problems).

    Raises Stop if the ICC profile cannot be read or used.
    """
    if profile.standard is None or not profile.standard.is_pdf:
        return None
    own = conditions.of("uncoated" if profile.colour == "uncoated" else "coated")
    condition, about = printing.condition or own.condition, own.about
    if printing.icc:
        path = found(printing.icc, conditions.folders)
        data: bytes | None = checked(path, str(path))
        about = path.name
    elif manages_colour():
        data = profile_of(own, sources, problems)
    else:
        data = b""  # a plan needs none, and nothing is written without one
    if data is None:
        return None
    registered = any(fnmatchcase(condition, pattern) for pattern in conditions.registered)
    separation = Separation(data, profile.limits.ink)
    return Intent(condition, about, registered, separation, profile.standard, solid)
