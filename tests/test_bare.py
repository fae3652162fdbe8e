"""One ink and drafts: fields left bare, every word still there and easy to read."""

from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED, elements_of, faces_of, layup_of, words_of
from frames import ABOUT, BLACK, FONTS, TEAL, sheet
from pypdf import PdfReader
from pypdf.generic import ContentStream
from structure import dump

from cardgen.graphics.frame import Box, Element, GlyphRun, Line, Path, Placed
from cardgen.model.options import Options
from cardgen.output.pdf.pdf import write_pdf

MONO, DRAFT = Options(ink="mono"), Options(draft=True)
BOTH = Options(ink="mono", draft=True)
MODES = pytest.mark.parametrize("options", [MONO, DRAFT, BOTH], ids=["mono", "draft", "both"])
OUTPUTS = [("facilitator", BUNDLED), ("office", BUNDLED), ("labels", BUNDLED)]
OUTPUTS += [("squares", ALLOTMENT), ("jobs", ALLOTMENT)]
PAGES = (
    "handouts",
    "temperature-check",
    "discussed",
    "large-print",
    "contact-sheet",
    "overview",
    "poster",
    "theme-posters",
    "wall-scale",
    "team-result",
    "workbook",
)
OUTPUTS += [(output, BUNDLED) for output in PAGES]
EVERY_OUTPUT = pytest.mark.parametrize(("output", "folder"), OUTPUTS, ids=[o for o, _ in OUTPUTS])
THEMES = ("sunflower", "coral", "pine", "indigo")  # from the lightest
DOTS = 4  # a millimetre


@cache
def built(*words):
    return run("-C", BUNDLED, "build", *words, "-o", "-").stdout_bytes


@cache
def pictures(*words, scale=DOTS * 25.4 / 72):
    pages = pypdfium2.PdfDocument(built(*words))
    return [np.asarray(page.render(scale=scale).to_pil().convert("L")) for page in pages]


def faces(output, folder, options):
    return [face for pair in faces_of(output, folder, options).values() for face in pair]


def painted(items, x=0.0, y=0.0):
    """What is painted, in its order, with where its frame lies."""
    for item in items:
        match item:
            case Element():
                yield from painted(item.items, x, y)
            case Placed():
                yield from painted(item.frame.items, x + item.x, y + item.y)
            case _:
                yield item, x, y


def luminance(ink, guise):
    parts = [1 - ink.grey / 100] * 3 if guise == "grey" else [part / 255 for part in ink.rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def lightness(grey):
    """L* of a grey of a picture."""
    part = grey / 255
    linear = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear


def contrasts(face, guise):
    """Of each run, against the topmost drawing whose extent holds its middle."""
    ground = []
    for item, x, y in painted(face.frame.items):
        match item:
            case Box() if item.fill:
                ground.append((x + item.x, y + item.y, item.width, item.height, item.fill))
            case Path():
                left, top, right, bottom = item.extent
                ground.append((x + left, y + top, right - left, bottom - top, item.fill))
            case GlyphRun():
                middle = x + item.x + item.width / 2, y + item.y - 0.35 * item.size_pt * 0.353
                beneath = [
                    ink
                    for left, top, width, height, ink in ground
                    if 0 <= middle[0] - left <= width and 0 <= middle[1] - top <= height
                ]
                own, under = (luminance(ink, guise) for ink in (item.ink, beneath[-1]))
                yield item.text, (max(own, under) + 0.05) / (min(own, under) + 0.05)


# ── one ink ──────────────────────────────────────────────────────────────────────────────────


def operators(reader):
    """Every operator of the file, those of pages and of forms."""
    streams = [page.get_contents() for page in reader.pages]
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    streams += [o for o in objects if isinstance(o, dict) and o.get("/Subtype") == "/Form"]
    for stream in streams:
        for operands, operator in ContentStream(stream, reader).operations:
            yield operator.decode(), operands


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("cards", "--draft"),
        ("facilitator", "--copies", "2"),
        ("facilitator", "--proof"),
        ("office", "--fold"),
        ("labels",),
    ],
    ids=" ".join,
)
def test_a_file_in_one_ink_has_no_colour_in_it(words):
    found = {name for name, _ in operators(PdfReader(BytesIO(built(*words, "--ink", "mono"))))}
    assert "g" in found and "TJ" in found
    assert not found & {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}


def test_an_ink_is_written_as_its_percentage_of_black():
    out = BytesIO()
    drawings = Box(5, 5, 9, 9, TEAL, BLACK, 1), Line(0, 0, 9, 9, TEAL, 1)
    write_pdf([sheet(*drawings)], ABOUT, FONTS, out, "grey")
    written = [
        (name, [float(part) for part in operands])
        for name, operands in operators(PdfReader(out))
        if name in "gG"
    ]
    assert written == [("g", [0.4]), ("G", [0]), ("G", [0.4])]


def test_the_greys_of_the_four_themes_lie_twelve_percent_apart():
    colours = layup_of("facilitator", options=MONO).spec.house.colours
    greys = [colours[name].inks["base"].grey for name in THEMES]
    assert all(dark - light >= 12 for light, dark in pairwise(greys))


def test_the_greys_of_the_four_themes_look_different():
    """On the frieze of the how-to card, where all of them stand side by side."""
    frieze = pictures("cards", "--ink", "mono")[4][round(6 * DOTS)]
    being, relating, leading, delivering = (
        lightness(frieze[round((3 + 105 / 4 * i + 2) * DOTS)]) for i in range(4)
    )
    steps = being - relating, relating - delivering, delivering - leading
    assert min(steps) >= 8, steps


def test_a_band_in_black_stays_and_a_band_in_grey_does_not():
    _, title = faces_of("facilitator", options=MONO)["title"]
    _, trust = faces_of("facilitator", options=MONO)["trust"]
    assert [words.ink.name for words in words_of(title.frame.items)][:2] == ["paper", "ink"]
    assert {words.ink.name for words in words_of(trust.frame.items)} == {"ink"}


def test_nothing_white_merges_with_the_paper_below_the_art_of_a_front():
    """Half a millimetre above the foot of the art there is tone from side to side."""
    for card, (front, _) in faces_of("facilitator", options=MONO).items():
        (art, *_) = [i for i in front.frame.items if isinstance(i, Placed) and i.bleed] or [None]
        if art and front.face.theme:
            index = 2 * list(faces_of("facilitator")).index(card)
            row = round((3 + art.y + art.frame.height - 0.5) * DOTS)
            assert pictures("cards", "--ink", "mono")[index][row].max() < 230, card


# ── both ─────────────────────────────────────────────────────────────────────────────────────


@MODES
@EVERY_OUTPUT
def test_every_word_is_easy_to_read_on_what_it_stands_on(output, folder, options):
    guise = layup_of(output, folder, options).spec.house.guise
    for face in faces(output, folder, options):
        for text, contrast in contrasts(face, guise):
            assert contrast >= 4.5, (face.face, text)


@MODES
@EVERY_OUTPUT
def test_every_word_stands_where_it_does_in_colour(output, folder, options):
    for plain, bare in zip(
        faces(output, folder, Options()), faces(output, folder, options), strict=True
    ):
        assert [(w.text, w.x, w.y, w.size_pt) for w in words_of(bare.frame.items)] == [
            (w.text, w.x, w.y, w.size_pt) for w in words_of(plain.frame.items)
        ]


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--ink", "mono"), ("--draft",)], ids=" ".join)
@pytest.mark.parametrize("output", ["cards", "office", "labels"])
def test_the_file_says_the_same_as_in_colour(output, words):
    assert dump(built(output, *words)) == dump(built(output))


@MODES
@EVERY_OUTPUT
def test_an_outline_keeps_off_the_trim_and_off_other_outlines(output, folder, options):
    """All of them, those of panels within the face and those that go on beyond the bleed."""
    bleed = layup_of(output, folder, options).parts[0].layout.bleed
    found = 0
    for face in faces(output, folder, options):
        levels = []
        for item, x, y in painted(face.frame.items):
            if not isinstance(item, Box) or not item.stroke or item.fill is None:
                continue
            left, top = x + item.x, y + item.y
            right, bottom = face.width - left - item.width, face.height - top - item.height
            for inset in (left, top, right, bottom):
                assert inset > 4 or inset < -bleed - 0.5, (face.face, item)
            found += 1
            if item.width > 60:
                levels += [top, face.height - bottom]
        levels.sort()
        for above, below in pairwise(levels):
            assert below - above < 0.001 or below - above > 1.5, (face.face, above, below)
    assert found or output in ("jobs", "contact-sheet")  # which have no fields


def test_themes_of_the_overview_keep_their_tone_about_their_mark():
    for output in ("facilitator", "office"):
        front, _ = faces_of(output, options=MONO)["overview"]
        tiles = [item.fill for item, _, _ in painted(front.frame.items) if isinstance(item, Box)]
        names = [fill.name for fill in tiles if fill and fill.name.endswith(" base")]
        assert names == ["sunflower base", "coral base", "indigo base", "pine base"]


@MODES
@pytest.mark.parametrize("output", ["facilitator", "office"])
@pytest.mark.parametrize("card", ["overview", "how-to"])
def test_the_marks_of_themes_stand_out_from_their_tones(card, output, options):
    guise = layup_of(output, options=options).spec.house.guise
    front, _ = faces_of(output, options=options)[card]
    tone, found = None, 0
    for item, _, _ in painted(front.frame.items):
        if isinstance(item, Box) and item.fill and " base" in item.fill.name:
            tone = item.fill
        elif isinstance(item, Path) and tone:
            light = sorted((luminance(tone, guise), luminance(item.fill, guise)))
            assert (light[1] + 0.05) / (light[0] + 0.05) >= 4.5, tone
            found += 1
        elif isinstance(item, GlyphRun):
            tone = None
    assert found == 6  # the mark of links is three


def own_faces(folder, *changes):
    """The behaviours in one ink, in a layout of a6 with these changes."""
    cards = folder / "layouts" / "cards" / "a6"
    cards.mkdir(parents=True)
    files = {
        name: (BUNDLED / "layouts/cards/a6" / name) for name in ("behaviour.yaml", "backs.yaml")
    }
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    for old, new in changes:
        assert any(old in text for text in texts.values())
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    for name, text in texts.items():
        (cards / name).write_text(text, encoding="utf-8")
    return [face for face in faces("facilitator", folder, MONO) if face.face.theme]


def test_words_that_a_layout_sets_in_paper_are_black_where_their_field_is_bare(tmp_path):
    """Whatever ink it says, and signs are cut out of black."""
    own = own_faces(tmp_path, ("ink: on", "ink: paper"), ("paper: paper", "paper: tint"))
    for face in own:
        assert all(contrast >= 4.5 for _, contrast in contrasts(face, "grey"))
    signs = {
        item.fill.name
        for face in own
        for element in elements_of(face.frame.items, "Figure")
        for item, _, _ in painted([element])
        if isinstance(item, Box)
    }
    assert signs == {"paper"}


def test_words_on_a_black_panel_keep_their_ink(tmp_path):
    black = ("ink: base\n        blocks", "ink: ink\n        blocks")
    for face in own_faces(tmp_path, black, ("ink: on", "ink: paper")):
        assert all(contrast >= 4.5 for _, contrast in contrasts(face, "grey"))


# ── drafts ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", [(), ("--ink", "mono")], ids=["colour", "mono"])
def test_a_draft_has_less_than_three_tenths_of_the_ink_on_fronts(words):
    in_full, draft = (
        [255 - page.mean() for page in pictures("cards", *mode, scale=50 / 72)[::2]]
        for mode in ((), (*words, "--draft"))
    )
    assert sum(draft) <= 0.3 * sum(in_full)
    assert all(d <= 0.3 * f for d, f in zip(draft[3:], in_full[3:], strict=True))


def test_the_colours_of_a_draft_have_less_than_a_quarter_of_their_ink_in_every_guise():
    plain, draft = (layup_of("office", options=p).spec.house.colours for p in (Options(), DRAFT))
    for name, colour in draft.items():
        for tone in ("base", "light", "middle", "dark"):
            ink, full = colour.inks[tone], plain[name].inks[tone]
            assert 255 * 3 - sum(ink.rgb) <= 0.25 * (255 * 3 - sum(full.rgb)) + 1
            assert sum(ink.coated) <= 0.25 * sum(full.coated)
            assert sum(ink.uncoated) <= 0.25 * sum(full.uncoated)
            assert ink.grey <= 0.25 * full.grey


def test_a_draft_has_no_black_bands():
    _, title = faces_of("facilitator", options=DRAFT)["title"]
    assert {words.ink.name for words in words_of(title.frame.items)} == {"ink"}


def test_a_draft_is_in_colour_unless_mono_is_wanted():
    assert layup_of("office", options=DRAFT).spec.house.guise == "rgb"
    assert layup_of("office", options=BOTH).spec.house.guise == "grey"


# ── from the command line ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--ink", "mono"), "labels-mono"),
        (("--draft",), "labels-draft"),
        (("--draft", "--ink", "mono", "--proof"), "labels-mono-draft-proof"),
        (("--ink", "colour"), "labels"),
    ],
)
def test_a_mode_has_a_file_of_its_own(words, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("build", "labels", "-n", *words)
    assert f"would write build/{name}.pdf" in result.stderr
    assert ("a draft, to save ink" in result.stderr) == ("--draft" in words)


def test_an_outline_of_an_ink_that_is_none_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "layouts").mkdir()
    text = (BUNDLED / "layouts" / "bare.yaml").read_text(encoding="utf-8")
    (tmp_path / "layouts" / "bare.yaml").write_text(text.replace("{base:", "{bse:"))
    result = run("build", "labels", "--draft")
    assert result.exit_code == 1
    assert 'no ink is called "bse"' in result.stderr and 'did you mean "base"?' in result.stderr
    assert "layouts/bare.yaml:4:12" in result.stderr
