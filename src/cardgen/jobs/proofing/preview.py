"""Cards → a picture of their faces as a screen can show them: on paper, in inks, to other eyes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from math import ceil
from typing import Literal, get_args

from cardgen.atomic import FileData
from cardgen.graphics.frame import PAPERS, SIDES, Guise, Page, Paper, Side
from cardgen.impose.proofs import PreviewRow
from cardgen.impose.proofs import preview as preview_page
from cardgen.jobs.faces import faces_of
from cardgen.jobs.files import about_of
from cardgen.jobs.layup import Layup, laid_up
from cardgen.jobs.runs import with_copies
from cardgen.jobs.usual_names import usual_name
from cardgen.limits import PIXELS
from cardgen.model.options import Options
from cardgen.model.shop_profile import Intent
from cardgen.model.standard import PDF_X_4
from cardgen.problems import DeckError, Problems, Unsupported, known
from cardgen.read.conditions import read_conditions
from cardgen.read.files import Sources
from cardgen.read.intent import read_intent
from cardgen.read.legend import read_legend_style
from cardgen.read.output import output_names, read_output
from cardgen.read.preview import read_preview_style
from cardgen.read.profile import USUAL_PROFILE, read_profile
from cardgen.value import Value

Vision = Literal["protan", "deutan", "tritan", "grey"]
MOST_PPI = 1200
_WITHOUT = {"protan": "protanopia", "deutan": "deuteranopia", "tritan": "tritanopia"}


class View(Value):
    """How faces are looked at: one side of them or both, as a press prints them on a paper, with
    whose eyes or in one black ink, with lines and what lies beyond the trim, and with how many
    pixels to the inch."""

    side: Side | None = None
    paper: Paper | None = None
    vision: Vision | None = None
    lines: bool = False
    ppi: int = 150

    @property
    def filed(self) -> list[str]:
        """What shows in the usual name of a picture, so that none overwrites another."""
        paper = f"proof-{self.paper}" if self.paper else None
        lines = "lines" if self.lines else None
        return [part for part in (self.side, paper, self.vision, lines) if part]

    def check(self) -> None:
        """Raises Unsupported for values that are not among those there are."""
        for what, value, names in (
            ("side", self.side, SIDES),
            ("paper", self.paper, PAPERS),
            ("vision", self.vision, get_args(Vision)),
        ):
            if value is not None:
                known(what, value, names)
        if type(self.ppi) is not int or not 10 <= self.ppi <= MOST_PPI:
            raise Unsupported(f"ppi should be from 10 to {MOST_PPI}, not {self.ppi!r}")


def preview(sources: Sources, output: str, options: Options, view: View) -> FileData:
    """The faces of the cards that the options choose, as the output has them, a PNG.

    Raises DeckError with the problems, Unsupported for cards and sides that there are not, Missing
    without the part that draws.
    """
    known("output", output, output_names(sources))
    view.check()
    if not options.chooses:
        raise Unsupported("name the cards to draw, with --card, --theme, --tag or --not")
    name = "-".join([usual_name(sources, output, options), *view.filed])
    options = options._replace(ink="mono" if view.vision == "grey" else "colour")
    if view.paper and view.vision == "grey":
        raise Unsupported("--vision grey shows black ink only; --proof shows all four inks")
    if view.vision == "grey":
        _check_that_one_ink_will_do(output, sources)
    problems = Problems()
    data = _picture(sources, output, options, view, problems)
    if data is None:
        raise DeckError(problems)
    return FileData(data, "png", tuple(problems.in_order()), f"{name}.png")


def _picture(
    sources: Sources, name: str, options: Options, view: View, problems: Problems
) -> bytes | None:
    layup = laid_up(sources, name, options, problems)
    if layup is None:
        return None
    house, legend = layup.spec.house, None
    style = read_preview_style(house, sources, problems)
    if view.lines:
        legend = read_legend_style(house, sources, problems)
    if style is None or problems.fatal:
        return None
    rows = list(_rows(layup, view.side, problems))
    intent = _intent(layup, view.paper, problems) if view.paper else None
    if problems.fatal or (view.paper and intent is None):
        return None
    page = preview_page(rows, style, house.neutrals["paper"], legend)
    _check_size(page, view.ppi)
    return _drawn(page, layup, view, intent)


def _check_that_one_ink_will_do(name: str, sources: Sources) -> None:
    output = read_output(name, sources, Problems())
    if output and output.profile:
        raise Unsupported(
            f'"{name}" is for presses; --vision grey can only be used for your own printer'
        )


def _rows(layup: Layup, side: Side | None, problems: Problems) -> Iterator[PreviewRow]:
    """The faces of each card chosen, or of the one that shows all of them."""
    spec = layup.spec
    safe = spec.shop.profile.safe if spec.shop else None
    for _, part, faces in faces_of(with_copies(layup, spec.chosen(), 1), problems, side):
        yield PreviewRow(faces, part.layout.bleed, part.layout.safe if safe is None else safe)


def _intent(layup: Layup, paper: Paper, problems: Problems) -> Intent | None:
    """The condition of print on that paper, with the limits of the output's print shop or, as it
    has none, of a usual one."""
    sources, shop = layup.spec.sources, layup.spec.shop
    usual = shop.profile if shop else read_profile(USUAL_PROFILE, sources, problems)
    conditions = read_conditions(sources, problems)
    if usual is None or conditions is None:
        return None
    solid = layup.spec.house.neutrals.get("solid")
    wished = usual.with_(colour=paper, standard=PDF_X_4)
    return read_intent(wished, Options(), solid, conditions, layup.spec.sources, problems)


def _check_size(page: Page, ppi: int) -> None:
    """Raises Unsupported where the picture would be too large to hold."""
    width, height = (ceil(mm * ppi / 25.4) for mm in (page.frame.width, page.frame.height))
    if width * height > PIXELS.most:
        what = f"the picture would have {width} × {height} pixels"
        most = f"the limit is {PIXELS.most // 10**6} million"
        raise Unsupported(f"{what}; {most}: choose fewer cards, or a lower --ppi")


def _drawn(page: Page, layup: Layup, view: View, intent: Intent | None) -> bytes:
    # Renderers do not agree on how inks look, so the file that is drawn has the colours of screens:
    # what the profile of the press makes of each ink and each picture. Its plates drawn one by one
    # and laid on each other again would come to the same but where black overprints.
    from cardgen.graphics.colour.difference import seen
    from cardgen.graphics.pixels.rendered import rendered
    from cardgen.output.pdf.pdf import write_pdf

    house, out = layup.spec.house, BytesIO()
    plain: Guise = "grey" if view.vision == "grey" else "rgb"
    about = about_of(layup.spec.deck, house)
    write_pdf([page], about, house.fonts, out, view.paper or plain, as_printed=intent)
    cones = _WITHOUT.get(view.vision or "")
    eyes = partial(seen, name=cones) if cones else None
    return rendered(out.getvalue(), view.ppi, eyes)
