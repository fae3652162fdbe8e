"""The print shop that a file is made for, and how it changes the job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cardgen.graphics.frame import Guise, Ink
from cardgen.jobs.outputs import for_presses
from cardgen.model.deck import Deck, Text, Theme
from cardgen.model.layout import CardLayout, Colour, HouseStyle, Output
from cardgen.model.options import Options
from cardgen.model.plan import ShopPlan
from cardgen.model.print_condition import Conditions
from cardgen.model.sheet import PressMarks
from cardgen.model.shop_profile import Intent, Profile
from cardgen.model.standard import PDF_A_2A, PNG
from cardgen.problems import Kin, Problems, Unsupported
from cardgen.read.conditions import read_conditions
from cardgen.read.files import Sources
from cardgen.read.intent import read_intent
from cardgen.read.layout import drawn_in
from cardgen.read.press_marks import read_press_marks
from cardgen.read.profile import read_profile
from cardgen.value import Value


class Shop(Value):
    """What the shop requires, under its profile's name; intent is None if it prints from RGB
    pictures."""

    name: str
    profile: Profile
    conditions: Conditions
    intent: Intent | None
    marks: PressMarks

    @property
    def takes_pictures(self) -> bool:
        """Whether it is sent a picture of each face, all in one file."""
        return self.profile.standard is PNG

    @property
    def plan(self) -> ShopPlan:
        """What the shop requires, as plans record it."""
        condition = self.intent.condition if self.intent else None
        own = self.profile
        return ShopPlan(
            profile=self.name,
            standard=own.standard or PDF_A_2A,
            condition=condition,
            bleed=own.bleed,
            backs_first=own.first == "backs",
        )

    @property
    def size(self) -> tuple[float, float] | None:
        """The trim size that replaces the layout's own, if the shop has one."""
        width, height = self.profile.width, self.profile.height
        return (width, height) if width and height else None

    def house(self, house: HouseStyle) -> HouseStyle:
        """Returns the house style with its inks in the builds for the shop's paper, and with those
        of dies; if the shop prints no spot inks, their CMYK builds take their place."""
        if self.intent is None:
            return house
        guise: Guise = "uncoated" if self.profile.colour == "uncoated" else "coated"
        house = house._replace(guise=guise, die=(self.marks.die_line, self.marks.crease))
        if self.profile.spots:
            return house
        colours = {name: Colour(_unmixed(own.inks)) for name, own in house.colours.items()}
        return house._replace(neutrals=_unmixed(house.neutrals), colours=colours)

    def note_spots(self, themes: Sequence[Theme], problems: Problems) -> None:
        """Warns of spot inks that themes use and the shop does not accept."""
        for theme in themes:
            if theme.brand and theme.brand.spot and not self.profile.spots:
                what = f"{self.name} does not accept the spot ink {theme.brand.spot}"
                fix = "it is printed as its CMYK build"
                many = f"{self.name} does not accept spot inks: {{names}}"
                kin = Kin(many, theme.brand.spot, fix="they are printed as their CMYK builds")
                problems.warning("W416", theme.colour.where, what, fix, kin)

    def output(self, output: Output, deck: Deck, sources: Sources) -> Output:
        """Returns the output in the shop's layout, for those of its kinds of card that the layout
        covers."""
        cards = self.profile.cards
        if cards is None:
            return output
        folder = f"layouts/cards/{drawn_in(cards.text, sources)}"
        own = {kind.text for kind in output.kinds} or deck.kinds.keys()
        known = [kind for kind in own if sources.find(f"{folder}/{kind}.yaml")]
        return output._replace(cards=cards, kinds=tuple(Text(k, cards.where) for k in known))

    def layout(self, layout: CardLayout) -> CardLayout:
        """Returns the layout with the shop's bleed, if it has one."""
        bleed = self.profile.bleed
        return layout if layout.frame or bleed is None else layout._replace(bleed=bleed)


def _unmixed(inks: Mapping[str, Ink]) -> dict[str, Ink]:
    """Returns the inks by name, without spot inks."""
    return {name: ink._replace(spot="") if ink.spot else ink for name, ink in inks.items()}


def shop_for(
    own: Text,
    output: Output,
    options: Options,
    house: HouseStyle,
    sources: Sources,
    problems: Problems,
) -> Shop | None:
    """Returns the shop of the requested profile, or else of the output's own; None if there were
    errors (they are in problems).

    Raises Unsupported for options that the shop cannot fulfil.
    """
    name = options.profile or own.text
    profile = read_profile(name, sources, problems)
    if profile is None:
        return None
    if found := _contradiction(output, options, name, profile):
        problems.error("E242", own.where, *found)
        return None
    _refuse_what_the_shop_lacks(name, profile, output, options, sources)
    conditions = read_conditions(sources, problems)
    marks = read_press_marks(sources, problems)
    if conditions is None or marks is None:
        return None
    solid = house.neutrals.get("solid")
    intent = read_intent(profile, options, solid, conditions, sources, problems)
    return Shop(name, profile, conditions, intent, marks)


def _contradiction(
    output: Output, options: Options, name: str, profile: Profile
) -> tuple[str, str] | None:
    """Returns what is wrong between the output's own profile and its sheet, and the fix; None if
    nothing is, or if the user chose either."""
    if options.profile:
        return None
    if profile.standard is None:
        what = f"{name} only has limits for checking files, and cannot be built for"
        return what, "name a print shop (`cardgen list profiles`)"
    if not profile.sheets and output.sheet and not options.sheet:
        what = f"{name} takes one face per page, but this output has a sheet"
        return what, f'leave "sheet: {output.sheet}" out, or name a print shop that takes sheets'
    return None


def _refuse_what_the_shop_lacks(
    name: str, profile: Profile, output: Output, options: Options, sources: Sources
) -> None:
    if profile.standard is None:
        raise Unsupported(
            f"{name} only has limits for checking files, and cannot be built for:"
            " name a print shop (`cardgen list profiles`)"
        )
    if output.piece and not profile.spots:
        what = f"{name} accepts no spot inks, in which {output.name} has its cuts and folds"
        raise Unsupported(what, "choose a print shop that accepts them (`cardgen list profiles`)")
    if output.paged and (profile.cards or profile.width or profile.standard is PNG):
        raise Unsupported(f"{name} prints cards of its own sizes, and cuts no other shapes")
    if not profile.sheets and (output.sheet or options.sheet):
        others = " or ".join(for_presses(sources, on_sheets=output.sheet is None))
        way = f"build {others} for it"
        if output.sheet is None:
            way = f"leave --sheet out, or build {others}"
        raise Unsupported(f"{name} takes one face per page, not sheets: {way}")
    for option, needs in (("--icc", options.icc), ("--condition", options.condition)):
        if needs and profile.standard is PNG:
            raise Unsupported(
                f"{name} takes pictures for screens; {option} can only be used for presses"
            )
    if options.corners and not profile.spots:
        raise Unsupported(f"{name} accepts no spot inks, and --corners draws its dieline in one")


def takes_pictures(profile: str, sources: Sources) -> bool:
    """Whether what is made for a print shop are pictures."""
    own = read_profile(profile, sources, Problems())
    return own is not None and own.standard is PNG
