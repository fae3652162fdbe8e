"""Brand colours → a house style with their tones and builds, and warnings where colours are too
close.

The modules that this needs are loaded only for a deck with brand colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import floor
from typing import TYPE_CHECKING, TypeAlias

from cardgen.graphics.frame import PAPERS, Ink
from cardgen.graphics.type.wording import listed
from cardgen.model.deck import Brand, Recoloured, Text, Theme
from cardgen.model.layout import PLAIN, Colour, HouseStyle
from cardgen.problems import Kin, Problems
from cardgen.read.deck import sources_deck
from cardgen.read.files import Sources
from cardgen.read.house_style import sources_house_style

if TYPE_CHECKING:
    from cardgen.graphics.pixels.icc import PrinterProfile

# What the palette's own colours keep on any paper: AA of WCAG 2.2 for text; CIEDE2000 between
# themes, as people with each deficiency of colour vision see them; and L* between them in one ink.
LEAST_CONTRAST = 4.5
LEAST_APART = 11.0
LEAST_GREY = 10.0

PrinterProfiles: TypeAlias = "tuple[PrinterProfile, PrinterProfile]"  # one for each paper


def sources_branded(sources: Sources, problems: Problems) -> HouseStyle | None:
    """Returns the sources' house style with the colours of their deck's brands, as branded does; it
    is made once."""

    deck, house = sources_deck(sources, Problems()), sources_house_style(sources, problems)
    themes = deck.themes if deck else ()
    plain = deck.colours.get(PLAIN) if deck else None

    def made(found: Problems) -> HouseStyle | None:
        return house and branded(house, themes, plain, sources, found)

    return sources.files.once(("branded", sources), made, problems, (house, themes, plain))


def branded(
    house: HouseStyle,
    themes: Sequence[Theme],
    plain: Recoloured | None,
    sources: Sources,
    problems: Problems,
) -> HouseStyle | None:
    """Returns the house style with the colours of the themes' brands and, if given, with another
    plain colour, and warns of colours that are hard to read text on or to tell from another
    theme's. Returns None, with the problems noted, if the printing conditions cannot be read."""
    own = [theme for theme in themes if theme.brand]
    if plain:
        # What is told of a theme's colour holds for cards that have no theme.
        nameless = Text("cards without a theme", plain.colour.where)
        own.append(Theme(PLAIN, nameless, plain.colour, "", plain.brand))
    if not own:
        return house
    presses = presses_of(sources, problems)
    if presses is None:
        return None
    colours = dict(house.colours)
    for theme in own:
        if not theme.brand:
            continue  # plain as another colour of the palette
        colours[theme.colour.text] = _colour(theme.brand, house.neutrals, presses)
        _note_ink(theme, theme.brand, problems)
        _note_contrast(theme, colours[theme.colour.text], presses, problems)
    if plain and plain.colour.text in colours:
        colours[PLAIN] = colours[plain.colour.text]
    _note_spots(own, problems)
    for one, other in combinations(themes, 2):
        if (one.brand or other.brand) and {one.colour.text, other.colour.text} <= colours.keys():
            _note_apart(one, other, colours, problems)
    return house._replace(colours=colours)


def presses_of(sources: Sources, problems: Problems) -> PrinterProfiles | None:
    """Returns the printer profiles for both papers, or None if there were errors (they are in
    problems)."""
    from cardgen.graphics.pixels.icc import PlainInks, manages_colour, printer_profile
    from cardgen.read.conditions import profile_of, read_conditions

    if not manages_colour():
        return PlainInks(), PlainInks()
    conditions = read_conditions(sources, problems)
    if conditions is None:
        return None
    data = [profile_of(conditions.of(paper), sources, problems) for paper in PAPERS]
    coated, uncoated = (printer_profile(profile) if profile else None for profile in data)
    return (coated, uncoated) if coated and uncoated else None


def _colour(brand: Brand, neutrals: Mapping[str, Ink], presses: PrinterProfiles) -> Colour:
    from cardgen.graphics.colour.colorimetry import contrast, linear, luminance

    own = luminance(linear(brand.rgb))

    def against(name: str) -> float:
        return contrast(own, luminance(linear(neutrals[name].rgb)))

    on = max(("ink", "paper"), key=against)
    return Colour({**brand_inks(brand, on == "ink", presses), "on": neutrals[on]})


@lru_cache(maxsize=256)
def brand_inks(brand: Brand, on_ink: bool, presses: PrinterProfiles) -> Mapping[str, Ink]:
    """Returns the inks of the base colour and its tones."""
    from cardgen.graphics.colour.cmyk import builds
    from cardgen.graphics.colour.colorimetry import lightness, linear, luminance, percent_of_black
    from cardgen.graphics.colour.tones import tones

    found = {"base": brand.rgb, **tones(brand.rgb, on_ink)}
    coated = builds(found, brand.coated, "coated", presses[0])
    uncoated = builds(found, brand.uncoated, "uncoated", presses[1])
    greys = {n: percent_of_black(lightness(luminance(linear(rgb)))) for n, rgb in found.items()}
    greys["tint"] = 0.0  # in one ink words had better stand on paper
    return {
        name: Ink(
            f"{brand.name} {name}",
            *(found[name], coated[name], uncoated[name], greys[name]),
            # Its tones are of the press's own inks: a plate more would be needed for the dark ones.
            brand.spot if name == "base" else "",
        )
        for name in found
    }


def _note_spots(themes: Sequence[Theme], problems: Problems) -> None:
    """Notes spot inks that have one name but two colours, only one of which could be mixed."""
    first: dict[str, Theme] = {}
    for theme in themes:
        brand = theme.brand
        if brand is None or not brand.spot:
            continue
        known = first.setdefault(brand.spot.lower(), theme)
        if known.brand != brand:
            what = f'the spot ink "{brand.spot}" is not the same colour as in "{known.name.text}"'
            fix = "give both the same values, or one ink another name"
            problems.error("E228", theme.colour.where, what, fix)


def _note_ink(theme: Theme, brand: Brand, problems: Problems) -> None:
    from cardgen.graphics.colour.cmyk import MOST_INK

    for paper, build in zip(PAPERS, (brand.coated, brand.uncoated), strict=True):
        if build and sum(build) > MOST_INK[paper]:
            what = f"the {paper} build has a total area coverage of {sum(build):g} %"
            fix = (
                f"{paper} paper takes {MOST_INK[paper]} %; with more, ink dries badly and sets off"
            )
            name = f'"{theme.name.text}" with {sum(build):g} %'
            many = f"{{count}} {paper} builds have too high a total area coverage: {{names}}"
            kin = Kin(many, name, -sum(build))
            problems.warning("W415", theme.colour.where, what, fix, kin)


def _note_contrast(
    theme: Theme, colour: Colour, presses: PrinterProfiles, problems: Problems
) -> None:
    found = dict(_contrasts(colour, presses))
    low = [f"{_tenths(at)}:1 on {place}" for place, at in found.items() if at < LEAST_CONTRAST]
    if low:
        way = "darker" if colour.inks["on"].name == "paper" else "lighter"
        what = f'text on the colour of "{theme.name.text}" has a contrast of {listed(low)}'
        fix = f"it should be {LEAST_CONTRAST:g}:1 or more; a {way} colour has more"
        lowest, place = min((at, place) for place, at in found.items())
        kin = Kin(
            "{count} themes have colours on which text has too little contrast: {names}",
            f'"{theme.name.text}" with {_tenths(lowest)}:1 on {place}',
            lowest,
            f"it should be {LEAST_CONTRAST:g}:1 or more; change the colours, or accept: [W412]",
        )
        problems.warning("W412", theme.colour.where, what, fix, kin)


def _contrasts(colour: Colour, presses: PrinterProfiles) -> Iterator[tuple[str, float]]:
    """Yields the contrast of text on the base colour, on screens and on each paper."""
    from cardgen.graphics.colour.colorimetry import contrast, linear, luminance, luminance_of

    on, base = colour.inks["on"], colour.inks["base"]
    yield "screens", contrast(luminance(linear(on.rgb)), luminance(linear(base.rgb)))
    builds = ((on.coated, base.coated), (on.uncoated, base.uncoated))
    for paper, there, pair in zip(PAPERS, presses, builds, strict=True):
        one, other = (there.white * luminance_of(seen[0]) for seen in there.seen(pair))
        yield f"{paper} paper", contrast(one, other)


def _tenths(value: float) -> str:
    """Rounds down to one decimal, so that too little never reads as enough."""
    return f"{floor(value * 10) / 10:.1f}"


def _note_apart(
    one: Theme, other: Theme, colours: Mapping[str, Colour], problems: Problems
) -> None:
    """Warns at the brand colour, or at the later one of two."""
    from cardgen.graphics.colour.colorimetry import grey_lightness
    from cardgen.graphics.colour.difference import distances

    where = (other if other.brand else one).colour.where
    first, second = (colours[theme.colour.text].inks["base"] for theme in (one, other))
    pair = f'"{one.name.text}" and "{other.name.text}"'
    found = distances(first.rgb, second.rgb)
    # What nobody tells apart is not told again of some.
    whose = "" if found[""] < LEAST_APART else min(found, key=lambda name: found[name])
    if found[whose] < LEAST_APART:
        people = f" for people with {whose}" if whose else ""
        apart = f"ΔE {_tenths(found[whose])}{people}"
        what = f"{pair} differ by {apart}; at least {LEAST_APART:g} is needed"
        fix = "choose another colour, or rely on marks and names"
        many = f"{{count}} pairs of themes differ by less than ΔE {LEAST_APART:g}: {{names}}"
        fix_all = "choose other colours, or rely on marks and names"
        kin = Kin(many, f"{pair} by {apart}", found[whose], fix_all)
        problems.warning("W413", where, what, fix, kin)
    steps = abs(grey_lightness(first.grey) - grey_lightness(second.grey))
    if steps < LEAST_GREY:
        what = f"in one ink {pair} differ by {_tenths(steps)} L*; at least {LEAST_GREY:g} is needed"
        fix = "choose a lighter or darker colour, or rely on marks and names"
        many = (
            f"{{count}} pairs of themes differ by less than {LEAST_GREY:g} L* in one ink: {{names}}"
        )
        kin = Kin(many, f"{pair} by {_tenths(steps)} L*", steps)
        problems.warning("W414", where, what, fix, kin)
