"""For which press a file is made: the condition of a profile's paper, or one of the user's."""

from __future__ import annotations

from fnmatch import fnmatchcase

from cardgen.graphics.frame import Ink
from cardgen.graphics.pixels.icc import Separation
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
    """For which press the files of a profile are made, large areas of black in the solid ink, in
    the condition that a person names with a profile of colours of theirs, or else in the one of its
    paper; None where no press prints them, or with problems noted.

    Raises Stop where that profile cannot be read or used.
    """
    if profile.standard is None or not profile.standard.is_pdf:
        return None
    own = conditions.of("uncoated" if profile.colour == "uncoated" else "coated")
    condition, about = printing.condition or own.condition, own.about
    if printing.icc:
        path = found(printing.icc, conditions.folders)
        data: bytes | None = checked(path, str(path))
        about = path.name
    else:
        data = profile_of(own, sources, problems)
    if data is None:
        return None
    registered = any(fnmatchcase(condition, pattern) for pattern in conditions.registered)
    separation = Separation(data, profile.limits.ink)
    return Intent(condition, about, registered, separation, profile.standard, solid)
