"""layouts/profiles/NAME.yaml → Profile."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.model.forms.readers import Unreadable, refuse
from cardgen.model.shop_profile import Profile, profile_form
from cardgen.problems import Problems
from cardgen.read.files import Sources

USUAL_PROFILE = "uk-online"


def profile_names(sources: Sources) -> Sequence[str]:
    return list(sources.named("layouts/profiles"))


def read_profile(name: str, sources: Sources, problems: Problems) -> Profile | None:
    """Returns the print shop's profile, or None if there were errors (they are in problems)."""
    tree = sources.tree(f"layouts/profiles/{name}.yaml", problems)
    if tree is None:
        return None
    try:
        profile = profile_form(tree, problems)
        if (profile.width is None) is not (profile.height is None):
            needed = "height" if profile.width else "width"
            raise refuse(problems, "E105", tree.where, f'a profile with one side needs "{needed}"')
        standard = profile.standard
        if standard and standard.is_pdf and profile.colour == "screen":
            what = f'"{standard.name}" is for CMYK, but colour is "screen"'
            raise refuse(
                problems, "E104", tree.where, what, "write coated or uncoated, or choose png"
            )
        _check_layout(profile, sources, problems)
    except Unreadable:
        return None
    return profile


def _check_layout(profile: Profile, sources: Sources, problems: Problems) -> None:
    cards = profile.cards
    if cards and sources.find(f"layouts/cards/{cards.text}/card.yaml") is None:
        fix = problems.did_you_mean(cards.text, list(sources.named("layouts/cards")))
        what = f'there is no "{cards.text}" in layouts/cards'
        raise refuse(problems, "E206", cards.where, what, fix)
