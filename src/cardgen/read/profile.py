"""layouts/profiles/NAME.yaml → Profile."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.problems import Problems
from cardgen.profile import Profile, profile_form
from cardgen.read.files import Sources
from cardgen.read.house import sources_tree
from cardgen.schema import Unreadable, refuse

DEFAULT = "uk-online"
ANY = "any"


def profile_names(sources: Sources) -> Sequence[str]:
    return list(sources.named("layouts/profiles"))


def read_profile(name: str, sources: Sources, problems: Problems) -> Profile | None:
    """The profile, or None with the problems noted."""
    tree = sources_tree(sources, f"layouts/profiles/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        profile = profile_form(tree, problems)
        if (profile.width is None) is not (profile.height is None):
            needed = "height" if profile.width else "width"
            raise refuse(problems, "E105", tree.where, f'a profile with one side needs "{needed}"')
    except Unreadable:
        return None
    return profile
