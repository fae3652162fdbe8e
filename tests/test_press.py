"""Files for print shops: what engines nobody here wrote see, separate and read in them."""

import shutil
from datetime import datetime, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import page
import pytest
import verapdf
from command_line import run
from decks import BUNDLED
from PIL import Image, ImageCms, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject
from separations import FOUR, at, heaviest, plates, said, within

import cardgen

INKS = Path(__file__).parent / "decks" / "inks"  # what layouts do with inks, in plain fields
PROFILES = Path(cardgen.__file__).parent / "icc"
COATED = PROFILES / "ISOcoated_v2_300_bas.ICC"
UNCOATED = PROFILES / "PSO_Uncoated_ISO12647_bas.ICC"
MM = 72 / 25.4

FEW = ("--card", "trust,mindset", "--add", "title")
MADE = {
    "press": ("press", *FEW),
    "uk-uncoated": ("press", *FEW, "--profile", "uk-uncoated"),
    "drivethrucards": ("press", *FEW[:2], "--profile", "drivethrucards"),
    "press-sheets": ("press-sheets", *FEW, "--corners", "3"),
    "inks": ("press",),
    "inks, uncoated": ("press", "--profile", "uk-uncoated"),
    "inks, X-1a": ("press", "--profile", "drivethrucards"),
    "inks, spots": ("press", "--profile", "print-room"),
}
OF_THE_DECK = [name for name in MADE if "inks" not in name]
X_4 = [name for name in MADE if name not in ("drivethrucards", "inks, X-1a")]
MOST = {"drivethrucards": 240, "inks, X-1a": 240}  # percent of ink; else 300
SLACK = 1.5  # percent: plates have 255 steps, four of which are rounded for a sum


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The files, each made once."""
    folder = tmp_path_factory.mktemp("press")
    shutil.copytree(INKS, folder / "inks")
    pictures(folder / "inks" / "deck")

    @cache
    def made(name):
        path = folder / f"{name}.pdf"
        home = folder / "inks" if name.startswith("inks") else BUNDLED
        result = run("-C", home, "build", *MADE[name], "--verify", "-o", path)
        assert result.exit_code == 0, result.stderr
        return path

    return made


@pytest.fixture(scope="module")
def reader(file):
    return cache(lambda name: PdfReader(file(name)))


@pytest.fixture(scope="module")
def separations(file):
    return cache(lambda name: plates(file(name)))


COLOURS = (
    *((255, 0, 0), (0, 255, 0), (0, 0, 255), (18, 14, 10)),
    *((0, 0, 0), (128, 128, 128), (255, 255, 255), (200, 120, 60)),
)
GREYS = (0, 32, 64, 96, 128, 160, 192, 255)


def pictures(folder):
    """Fields of pure colours, of greys, and a picture of which the left half is not there."""
    fields("RGB", COLOURS).save(folder / "colours.png")
    fields("RGB", COLOURS).save(folder / "colours.jpg", quality=100, subsampling=0)
    fields("L", GREYS).save(folder / "greys.png")
    hole = Image.new("RGBA", (1040, 800), (*COLOURS[7], 255))
    ImageDraw.Draw(hole).rectangle((0, 0, 519, 800), (255, 255, 255, 0))
    hole.save(folder / "hole.png")


def fields(mode, colours):
    """Eight fields, four in a row."""
    image = Image.new(mode, (4, 2))
    image.putdata(colours)
    return image.resize((1040, 800), Image.Resampling.NEAREST)


# --- what engines say of them

OURS_ALONE = {
    # pdf:Trapped, declared as PDF/A wants it, and as Adobe's own programs write it.
    "PDFA2A-XMP-PREDEFINED-PROPERTY-001",
    "PDFA2A-XMP-PREDEFINED-VALUE-TYPE-001",
    "PDFA2A-XMP-PROPERTY-DEFINITION-001",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_validators_pass_it(name, file):
    path = file(name)
    for standard in ("2a", "ua1"):
        assert verapdf.failures(path, standard) == []
    report = page.validate_pdf(str(path), profile="2a")
    assert {failure.rule_id for failure in report.failures} == OURS_ALONE
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", path)


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_renderers_have_nothing_to_say(name, file, tmp_path):
    path = file(name)
    how = "gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=png16m -r50".split()
    assert said(*how, f"-sOutputFile={tmp_path}/gs%d.png", path) == ""
    assert said("pdftoppm", "-r", "50", "-png", path, tmp_path / "poppler") == ""
    drawn = said("mutool", "draw", "-q", "-r", "50", "-o", f"{tmp_path}/mupdf%d.png", path)
    # Debian builds it without, and it says so of any file.
    assert drawn in ("", "warning: ICC support is not available\n")
    assert len(list(tmp_path.glob("*.png"))) == 3 * len(PdfReader(path).pages)


# --- the plates


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_no_square_within_the_trim_has_more_ink_than_the_shop_takes(name, reader, separations):
    for leaf, inks in zip(reader(name).pages, separations(name), strict=True):
        total = within(sum(inks[ink] for ink in FOUR), *trimmed(leaf))
        assert heaviest(total) <= MOST.get(name, 300) + SLACK
        assert total.max() <= MOST.get(name, 300) + SLACK


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_there_are_the_four_plates_and_no_others_that_the_shop_has_none_for(name, separations):
    more = {"press-sheets": {0: {"Dieline"}}, "inks, spots": {2: {"Midnight"}}}.get(name, {})
    for number, inks in enumerate(separations(name)):
        assert set(inks) == {*FOUR, *more.get(number, ())}


BLACK_WORDS, WHITE_WORDS, BLACK_AREA = (7, 7, 24, 12), (7, 16, 24, 21), (8, 25.5, 24, 36.5)


def face(pages, number, back=False, backs_first=False):
    """A side of one of the cards of the deck of inks, counted from 0."""
    return pages[2 * number + (back != backs_first)]


def on_card(box, bleed=3.0):
    return [length + bleed for length in box]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "coral", "solid"),
    [
        ("inks", (0, 55, 48), (40, 30, 30, 100)),
        ("inks, uncoated", (0, 38, 38), (30, 20, 20, 100)),
    ],
)
def test_black_words_overprint_white_ones_knock_out_and_large_blacks_are_rich(
    name, coral, solid, separations
):
    front = face(separations(name), 0)
    for ink, amount in zip(FOUR, coral, strict=False):
        below = within(front[ink], *on_card(BLACK_WORDS))
        assert extremes(below) == pytest.approx((amount, amount), abs=0.5), "unbroken"
        beside = within(front[ink], *on_card(WHITE_WORDS))
        assert extremes(beside) == pytest.approx((0, amount), abs=0.5), "knocked out"
    assert extremes(within(front["Black"], *on_card(BLACK_WORDS))) == (0, 100)
    assert extremes(within(front["Black"], *on_card(WHITE_WORDS))) == (0, 0)
    for ink, amount in zip(FOUR, solid, strict=True):
        area = within(front[ink], *on_card(BLACK_AREA))
        assert extremes(area) == pytest.approx((0, amount), abs=0.5), "with words cut out of it"


@pytest.mark.slow
def test_black_words_on_paper_are_of_black_alone(separations):
    back = face(separations("inks"), 0, back=True)
    assert [back[ink].max() for ink in FOUR] == [0, 0, 0, 100]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "number", "ground"),
    [
        *(("press", 2, (0, 16, 90)), ("press", 4, (0, 55, 48))),
        *(("uk-uncoated", 2, (0, 5, 75)), ("uk-uncoated", 4, (0, 38, 38))),
        *(("drivethrucards", 1, (0, 16, 90)), ("drivethrucards", 3, (0, 55, 48))),
    ],
)
def test_below_all_that_is_black_on_a_front_its_field_goes_on_or_paper_does(
    name, number, ground, separations
):
    inks = separations(name)[number]
    below = np.stack([inks[ink][inks["Black"] > 99.9] for ink in FOUR[:3]], axis=1)
    builds, dots = np.unique(below.round(), axis=0, return_counts=True)
    assert [tuple(build) for build in builds] == [(0, 0, 0), ground]
    assert dots[1] > 10 * dots[0], "most of it is words on the field"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "number", "profile"),
    [
        ("inks", 0, COATED),
        ("inks", 1, COATED),
        ("inks, uncoated", 0, UNCOATED),
        ("inks, X-1a", 0, COATED),
        ("inks, X-1a", 1, COATED),
    ],
)
def test_pictures_are_separated_by_the_profile_within_the_limit(name, number, profile, separations):
    """PNG and JPEG, as littlecms has it: relative to the paper, with black point compensation."""
    image = Image.new("RGB", (8, 1))
    image.putdata(COLOURS)
    wanted = ImageCms.profileToProfile(
        image,
        ImageCms.createProfile("sRGB"),
        str(profile),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    most = MOST.get(name, 300)
    seen = list(_of_picture(name, number, separations))
    for colour, build in zip(COLOURS, seen, strict=True):
        *colours, black = (value / 2.55 for value in wanted.getpixel((COLOURS.index(colour), 0)))
        share = min(1.0, (most - black) / max(1.0, sum(colours)))
        assert build == pytest.approx([*(share * part for part in colours), black], abs=1.2)
        assert sum(build) <= most + SLACK
    assert max(map(sum, seen)) > most - 15, "there is a colour that comes near the limit"


@pytest.mark.slow
def test_greys_of_pictures_are_of_black_alone(separations):
    for grey, build in zip(GREYS, _of_picture("inks", 2, separations), strict=True):
        assert build == pytest.approx([0, 0, 0, 100 - grey / 2.55], abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["inks", "inks, X-1a"])
def test_a_picture_lets_its_ground_through_where_it_is_not(name, separations):
    left, *_, right = list(_of_picture(name, 3, separations))[:4]
    assert left == pytest.approx([0, 55, 48, 0], abs=0.5)
    assert right == list(_of_picture(name, 0, separations))[7]


def _of_picture(name, number, separations):
    """The builds of the eight fields of a card's picture, in the middle of each."""
    is_poker = name == "inks, X-1a"
    front = face(separations(name), number, backs_first=is_poker)
    width, bleed = (63.5, 3.175) if is_poker else (63, 3)
    for row in (0, 1):
        for column in range(4):
            across = (width - 12) / 2 + (column - 1.5) * 52 / 4
            yield at(front, bleed + 6 + across, bleed + 41 + 20 + (row - 0.5) * 20)


# --- sheets

BLOCK = (9, 61.5, 311, 388.5)  # mm: two and three A6 across and down, 6 mm apart


@pytest.mark.slow
def test_marks_on_all_plates_stand_outside_the_block_and_those_within_are_black(separations):
    for inks in separations("press-sheets"):
        on_all = np.min([inks[ink] for ink in FOUR], axis=0) > 60
        assert within(on_all, 0, 0, 320, 58.5).any()
        assert within(on_all, 0, 391.5, 320, 450).any()
        assert not within(on_all, *BLOCK).any()
        # In the last row there is no card, only marks of the one above it.
        marked = [within(inks[ink], 7, 281, 313, 388.5).max() for ink in FOUR]
        assert marked[:3] == [0, 0, 0]
        assert marked[3] > 60


@pytest.mark.slow
@pytest.mark.parametrize("side", [0, 1])
def test_targets_bar_and_marks_to_cut_by_are_where_they_should_be(side, separations):
    inks = separations("press-sheets")[side]
    every = np.min([inks[ink] for ink in FOUR], axis=0)
    for y in (61.5 - 13.5, 388.5 + 13.5):  # 13.5 mm from the trim: 8 of marks, 2 apart, and half
        box = (160 - 3.6, y - 3.6, 160 + 3.6, y + 3.6)
        ys, xs = np.nonzero(within(every, *box) > 20)
        assert (np.ptp(xs), np.ptp(ys)) == pytest.approx((56, 56), abs=1), "7 mm, 8 dots each"
        ring = within(every, 160 + 1.7, y - 0.9, 160 + 2.3, y - 0.2)
        assert ring.max() > 20, "a circle of 4 mm"
    patches = [at(inks, 10 + 5 * patch + 2.5, 407.5 + 2.5) for patch in range(60)]
    assert patches == [pytest.approx(build, abs=0.5) for build in BAR] * 5
    around = np.max([inks[ink] for ink in FOUR], axis=0)
    ys, xs = np.nonzero(within(around, 0, 407, 320, 413) > 20)
    assert (np.ptp(xs) + 1, np.ptp(ys) + 1) == pytest.approx((2400, 40), abs=1), "300 × 5 mm"
    for x in (3, 317):  # between the bleed and the edge of the paper
        ys, xs = np.nonzero(within(every, x - 3, 221, x + 3, 229) > 20)
        assert (np.ptp(xs), np.ptp(ys)) == pytest.approx((37, 37), abs=1.5), "4.6 mm"
        middle = xs.min() + np.ptp(xs) / 2, ys.min() + np.ptp(ys) / 2
        assert middle == pytest.approx((24, 32), abs=1), "at the middle of the second row"
    for x in (9, 157, 163, 311):
        mark = within(every, x - 0.4, 53.6, x + 0.4, 58.4).max(axis=1)
        assert mark.min() > 20, "5 mm long"
        assert within(every, x - 0.4, 50, x + 0.4, 53.4).max() == 0


@pytest.mark.slow
def test_the_slug_names_the_job_the_condition_and_the_plates_and_has_nothing_of_an_office(
    reader,
):
    for number, side in enumerate(("front", "back")):
        said = reader("press-sheets").pages[number].extract_text()
        assert f"– {side} –" in said and "print-room, FOGRA39" in said
        for word in ("Cyan", "Magenta", "Yellow", "Black"):
            assert word in said
        for office in ("This edge up", "ruler", "actual size"):
            assert office not in said


@pytest.mark.slow
def test_each_plate_has_its_patch_in_the_slug(separations):
    """Beside its name, on no other plate."""
    inks = separations("press-sheets")[0]
    for own in FOUR:
        others = np.max([inks[ink] for ink in FOUR if ink != own], axis=0)
        alone = (within(inks[own], 200, 9, 311, 14) > 99) & (within(others, 200, 9, 311, 14) == 0)
        assert alone.any(), own


BAR = [
    *((0, 0, 0, 100), (100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0)),
    *((0, 0, 0, 50), (50, 0, 0, 0), (0, 50, 0, 0), (0, 0, 50, 0), (50, 40, 40, 0)),
    *((0, 100, 100, 0), (100, 0, 100, 0), (100, 100, 0, 0)),
]


@pytest.mark.slow
def test_the_line_of_the_die_runs_along_the_trim_round_its_corners_and_breaks_nothing(
    separations,
):
    front, _ = separations("press-sheets")
    die = front["Dieline"]
    ys, xs = np.nonzero(within(die, 6.5, 58.625, 313.5, 300) > 20)
    left, top, right = 6.5 + xs.min() / 8, 58.625 + ys.min() / 8, 6.5 + (xs.max() + 1) / 8
    assert (left, top, right) == pytest.approx((9, 61.5, 311), abs=0.2)
    # A corner of 3 mm is (1 - √½) · 3 mm from where the edges would meet, across both.
    corner = 3 * (1 - 0.5**0.5)
    assert within(die, 9, 61.5, 9 + corner - 0.2, 61.5 + corner - 0.2).max() == 0
    assert within(die, 9, 61.5, 9 + corner + 0.3, 61.5 + corner + 0.3).max() > 20
    line = within(die, 30, 61, 100, 62) > 99
    below = [within(front[ink], 30, 61, 100, 62) for ink in FOUR]
    assert line.any()
    assert [extremes(ink[line]) for ink in below] == [extremes(ink) for ink in below]


# --- what they say of themselves


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_its_version_is_that_of_its_standard_and_it_bears_a_name(name, file, reader):
    data = file(name).read_bytes()
    assert data[:8] == (b"%PDF-1.6" if name in X_4 else b"%PDF-1.4")
    assert "/Version" not in reader(name).root_object
    trailer = reader(name).trailer
    first, second = trailer["/ID"]
    assert first == second and len(first.original_bytes) == 16
    assert "/Encrypt" not in trailer


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_both_intents_name_one_condition_and_share_its_profile(name, reader):
    intents = reader(name).root_object["/OutputIntents"]
    assert [intent["/S"] for intent in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
    assert len({intent.raw_get("/DestOutputProfile").idnum for intent in intents}) == 1
    uncoated = "uncoated" in name
    for intent in intents:
        assert intent["/OutputConditionIdentifier"] == ("FOGRA47" if uncoated else "FOGRA39")
        assert intent["/RegistryName"] == "http://www.color.org"
        profile = intent["/DestOutputProfile"]
        assert profile["/N"] == 4
        assert profile.get_data() == (UNCOATED if uncoated else COATED).read_bytes()


@pytest.mark.slow
def test_a_profile_may_ask_for_pdf_a_3a(tmp_path):
    shutil.copytree(INKS, tmp_path / "inks")
    pictures(tmp_path / "inks" / "deck")
    profile = (BUNDLED / "layouts" / "profiles" / "print-room.yaml").read_text(encoding="utf-8")
    own = tmp_path / "inks" / "layouts" / "profiles" / "archive.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(profile.replace("pdf-x-4", "pdf-a-3a"), encoding="utf-8")
    path = tmp_path / "archive.pdf"
    built = run(
        *("-C", tmp_path / "inks", "build", "press", "--profile", "archive"),
        *("--verify", "-o", path),
    )
    assert built.exit_code == 0, built.stderr
    assert "as archive requires: PDF/A-3a for FOGRA39" in built.stderr
    assert "[P" not in built.stderr  # preflight has nothing to say
    assert [verapdf.failures(path, flavour) for flavour in ("3a", "ua1")] == [[], []]
    root = PdfReader(path).root_object
    (intent,) = root["/OutputIntents"]
    assert (intent["/S"], intent["/DestOutputProfile"].get_data()) == (
        "/GTS_PDFA1",
        COATED.read_bytes(),
    )
    assert b"GTS_PDFX" not in path.read_bytes() and path.read_bytes()[:8] == b"%PDF-1.7"


NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_says_the_same_in_both_places_and_which_standard_it_keeps_in_the_right_one(name, reader):
    info, stream = reader(name).metadata, reader(name).root_object["/Metadata"]
    assert "/Filter" not in stream
    packet = ElementTree.fromstring(stream.get_data())

    def say(key):
        return [element.text for element in packet.iterfind(f".//{key}", NAMES)]

    title = "Doing Things Differently" if name in OF_THE_DECK else "What inks do"
    assert say("dc:title/rdf:Alt/rdf:li") == [info.title] == [title]
    moments = {info.creation_date, info.modification_date}
    for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        (date,) = say(key)
        moments.add(datetime.fromisoformat(date))
    assert len(moments) == 1
    assert moments.pop().tzinfo == timezone.utc
    assert (info["/Trapped"], say("pdf:Trapped")) == ("/False", ["False"])
    (document,), (instance,) = say("xmpMM:DocumentID"), say("xmpMM:InstanceID")
    assert document.startswith("uuid:") and instance.startswith("uuid:") and document != instance
    assert (say("xmpMM:VersionID"), say("xmpMM:RenditionClass")) == (["1"], ["default"])
    in_info, in_packet = info.get("/GTS_PDFXVersion"), say("pdfxid:GTS_PDFXVersion")
    assert (in_info, in_packet) == ((None, ["PDF/X-4"]) if name in X_4 else ("PDF/X-1a:2003", []))


BOXES = {  # mm: the page, and how far bleed and trim lie within it at the left and top
    "press": (111, 154, 0, 0, 3, 3),
    "uk-uncoated": (111, 154, 0, 0, 3, 3),
    "drivethrucards": (69.85, 95.25, 0, 0, 3.175, 3.175),
    "press-sheets": (320, 450, 6, 58.5, 9, 61.5),
    "inks": (69, 94, 0, 0, 3, 3),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOXES)
def test_the_boxes_are_right_to_a_hundredth_of_a_millimetre(name, reader):
    width, height, *insets = BOXES[name]
    for leaf in reader(name).pages:
        for key, across, down in (
            ("/MediaBox", 0, 0),
            ("/BleedBox", *insets[:2]),
            ("/TrimBox", *insets[2:]),
        ):
            box = [float(value) / MM for value in leaf[key]]
            assert box == pytest.approx([across, down, width - across, height - down], abs=0.01)
        assert not leaf.keys() & {"/CropBox", "/ArtBox", "/Rotate", "/UserUnit"}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_pages_for_x_4_say_in_which_inks_they_blend_and_those_for_x_1a_blend_nothing(name, reader):
    for leaf in reader(name).pages:
        group = leaf.get("/Group")
        if name in X_4:
            assert group == {
                "/Type": "/Group",
                "/S": "/Transparency",
                "/CS": "/DeviceCMYK",
                "/I": True,
            }
        else:
            assert group is None
    if name not in X_4:
        for thing in _things(reader(name)):
            assert not thing.keys() & {"/SMask", "/Group", "/BM", "/ca", "/CA"}


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_leads_nowhere_and_does_nothing(name, reader):
    forbidden = {"/Annots", "/AA", "/OpenAction", "/Outlines", "/AcroForm", "/JavaScript", "/URI"}
    for thing in _things(reader(name)):
        assert not thing.keys() & (forbidden | {"/EmbeddedFiles", "/Launch", "/OCProperties"})
        assert thing.get("/Type") not in ("/Annot", "/Action", "/Outlines")


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_has_no_colours_of_screens(name, reader):
    file = reader(name)
    for thing in _things(file):
        assert not set(_names(thing)) & {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased"}
    forms = (thing for thing in _things(file) if thing.get("/Subtype") == "/Form")
    painted = [*(leaf.get_contents() for leaf in file.pages), *forms]
    used = {operator for s in painted for _, operator in ContentStream(s, file).operations}
    assert b"k" in used
    assert not used & {b"rg", b"RG", b"g", b"G", b"sh", b"BI", b"INLINE IMAGE"}


@pytest.mark.slow
def test_all_is_a_full_build_of_each_ink_and_the_die_has_an_alternate(reader):
    spaces = {
        space[1]: space
        for thing in _things(reader("press-sheets"))
        for space in thing.get("/ColorSpace", {}).values()
    }
    assert set(spaces) == {"/All", "/Dieline"}
    for ink, build in (("/All", [1, 1, 1, 1]), ("/Dieline", [0, 1, 0, 0])):
        kind, _, alternate, tints = (part.get_object() for part in spaces[ink])
        assert (kind, alternate) == ("/Separation", "/DeviceCMYK")
        assert (tints["/FunctionType"], tints["/N"], tints["/Domain"]) == (2, 1, [0, 1])
        assert (tints["/C0"], tints["/C1"]) == ([0, 0, 0, 0], build)


@pytest.mark.slow
def test_black_overprints_in_the_mode_that_leaves_other_inks_alone(reader):
    states = [
        state
        for thing in _things(reader("press"))
        for state in thing.get("/ExtGState", {}).values()
    ]
    assert {state["/OPM"] for state in states} == {1}
    assert any(state["/op"] for state in states)


@pytest.mark.parametrize(("name", "fronts"), [("press", [0, 2, 4]), ("drivethrucards", [1, 3])])
def test_each_front_comes_before_its_back_but_where_the_shop_wants_backs_first(
    name, fronts, reader
):
    texts = [leaf.extract_text() for leaf in reader(name).pages]
    defined = [at for at, text in enumerate(texts) if "Builds trust" in text or "Open-mind" in text]
    assert defined == fronts[-2:]
    assert len(texts) == 2 * len(fronts)


def trimmed(leaf):
    """The trim of a page in mm from its top left corner."""
    left, bottom, right, top = (float(value) / MM for value in leaf["/TrimBox"])
    height = float(leaf.mediabox.height) / MM
    return left, height - top, right, height - bottom


def extremes(plate):
    return round(float(plate.min()), 1), round(float(plate.max()), 1)


def _things(reader):
    """Every dictionary in the file, those of streams too."""
    for number in range(1, reader.trailer["/Size"]):
        yield from _dictionaries(reader.get_object(IndirectObject(number, 0, reader)))


def _dictionaries(thing):
    if isinstance(thing, DictionaryObject):
        yield thing
    parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    for part in parts:
        if not isinstance(part, IndirectObject):
            yield from _dictionaries(part)


def _names(thing):
    """The names that stand in a dictionary and in its lists."""
    parts = thing.values() if isinstance(thing, dict) else thing
    for part in parts:
        if isinstance(part, list):
            yield from _names(part)
        elif isinstance(part, str):
            yield str(part)


# --- other profiles of colours, and what presses cannot do


@pytest.mark.slow
def test_another_profile_is_embedded_under_the_condition_it_is_said_to_be_of(tmp_path):
    words = ("build", "press", "--card", "trust", "--icc", UNCOATED, "--condition", "FOGRA47")
    made = run("-C", BUNDLED, *words, "-o", "-")
    assert made.exit_code == 0
    for intent in PdfReader(BytesIO(made.stdout_bytes)).root_object["/OutputIntents"]:
        assert intent["/OutputConditionIdentifier"] == "FOGRA47"
        assert intent["/Info"] == UNCOATED.name
        assert intent["/DestOutputProfile"].get_data() == UNCOATED.read_bytes()
    words = (*words[:-1], "The press in the cellar")
    intents = PdfReader(BytesIO(run("-C", BUNDLED, *words, "-o", "-").stdout_bytes)).root_object
    for intent in intents["/OutputIntents"]:
        assert intent["/OutputConditionIdentifier"] == "The press in the cellar"
        assert "/RegistryName" not in intent, "it is in no registry"


def conditions_in(folder, old, new):
    """A project whose conditions of print are others."""
    (folder / "layouts").mkdir()
    text = (BUNDLED / "layouts" / "conditions.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "layouts" / "conditions.yaml").write_text(text.replace(old, new), encoding="utf-8")


def test_a_project_may_have_conditions_and_profiles_of_its_own(tmp_path):
    conditions_in(tmp_path, "FOGRA39\n", "The cellar\n")
    conditions = tmp_path / "layouts" / "conditions.yaml"
    conditions.write_text(conditions.read_text().replace(COATED.name, "cellar.icc"))
    (tmp_path / "layouts" / "cellar.icc").write_bytes(UNCOATED.read_bytes())
    made = run("-C", tmp_path, "build", "press", "--card", "trust", "-o", "-")
    assert made.exit_code == 0, made.stderr
    for intent in PdfReader(BytesIO(made.stdout_bytes)).root_object["/OutputIntents"]:
        assert intent["/OutputConditionIdentifier"] == "The cellar"
        assert intent["/DestOutputProfile"].get_data() == UNCOATED.read_bytes()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.icc", "there is no ICC profile none.icc in layouts/, and none comes with"),
        ("sRGB2014.icc", "sRGB2014.icc is not a CMYK printer profile"),
    ],
)
@pytest.mark.parametrize("words", [["build", "press"], ["preview", "--proof", "coated"]])
def test_a_condition_whose_profile_cannot_be_used_is_told_at_its_place(name, told, words, tmp_path):
    conditions_in(tmp_path, COATED.name, name)
    out = tmp_path / ("out.pdf" if words[0] == "build" else "out.png")
    refused = run("-C", tmp_path, *words, "--card", "trust", "-o", out)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"error[E229]: {told}")
    assert "conditions.yaml:6:12" in refused.stderr and not out.exists()


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        *(("FOGRA51", True), ("CGATS TR 006", True), ("CGATS21-CRPC6", True), ("JC200103", True)),
        *(("JCellar", False), ("FOGRA", False), ("My FOGRA39", False)),
    ],
)
def test_only_conditions_of_the_registry_are_said_to_be_in_it(name, is_known):
    words = ("build", "press", "--card", "trust", "--icc", COATED, "--condition", name, "-o", "-")
    made = run("-C", BUNDLED, *words)
    (intent, _) = PdfReader(BytesIO(made.stdout_bytes)).root_object["/OutputIntents"]
    assert ("/RegistryName" in intent) is is_known


ICC, CONDITION = "--icc", "--condition"
REFUSED = {
    "of screens": (ICC, PROFILES / "sRGB2014.icc", CONDITION, "X", 3, "not a CMYK printer profile"),
    "text": (ICC, Path(__file__), CONDITION, "X", 3, "is not an ICC profile"),
    "not there": (ICC, "./none.icc", CONDITION, "X", 3, "none.icc cannot be read: No such file"),
    "not known": (ICC, "none.icc", CONDITION, "X", 3, "neither here nor among the system's"),
    "a folder": (ICC, PROFILES, CONDITION, "X", 3, "is not a file"),
    "without a name": (ICC, COATED, 2, "--icc PATH and --condition NAME go together"),
    "a name alone": (CONDITION, "FOGRA51", 2, "--icc PATH and --condition NAME go together"),
    "for pictures": (
        *("--profile", "makeplayingcards", ICC, COATED, CONDITION, "X", "-o", "deck.zip", 2),
        "takes pictures for screens",
    ),
    "in black": ("--ink", "mono", 2, "--ink mono can only be used for your own printer"),
    "a draft": ("--draft", 2, "--draft can only be used for your own printer"),
    "a proof": ("--proof", 2, "--proof can only be used for your own printer"),
    "more bleed": ("--back-extra", "1", 2, "--back-extra can only be used for your own printer"),
    "to fold": (
        "--sheet",
        "sra3-press",
        "--fold",
        2,
        "--fold can only be used for your own printer",
    ),
    "sheets": ("--sheet", "sra3-press", 2, "uk-online takes one face per page"),
    "no such shop": ("--profile", "uk-onlin", 2, 'no profile is called "uk-onlin"'),
    "no shop": ("--profile", "any", 2, "any only has limits for checking files"),
    "a die": ("--corners", "3", 2, "uk-online accepts no spot inks"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_no_press_can_do_is_refused_and_leaves_no_file(why, tmp_path, monkeypatch):
    *words, code, told = REFUSED[why]
    monkeypatch.chdir(tmp_path)
    made = run("-C", BUNDLED, "build", "press", "-o", tmp_path / "deck.pdf", *words)
    assert (made.exit_code, told in made.stderr) == (code, True), made.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("at", "data", "told"),
    [
        (36, b"acsq", "is not an ICC profile"),
        (12, b"mntr", "is not a CMYK printer profile"),
        (16, b"RGB ", "is not a CMYK printer profile"),
        (128, bytes(4), "does not convert between inks and colours both ways"),
    ],
)
def test_a_profile_of_a_press_tells_so_in_its_header(at, data, told, tmp_path):
    whole = bytearray(UNCOATED.read_bytes())
    whole[at : at + len(data)] = data
    (tmp_path / "odd.icc").write_bytes(whole)
    words = ("--card", "trust", "--icc", tmp_path / "odd.icc", "--condition", "FOGRA47")
    made = run("-C", BUNDLED, "build", "press", *words, "-o", tmp_path / "deck.pdf")
    assert (made.exit_code, f"odd.icc {told}" in made.stderr) == (3, True), made.stderr


@pytest.mark.parametrize("lost", [b"A2B", b"B2A"])
def test_a_profile_that_goes_one_way_only_is_refused(lost, tmp_path):
    (tmp_path / "odd.icc").write_bytes(UNCOATED.read_bytes().replace(lost, b"XXX"))
    words = ("--card", "trust", "--icc", tmp_path / "odd.icc", "--condition", "FOGRA47")
    made = run("-C", BUNDLED, "build", "press", *words, "-o", tmp_path / "deck.pdf")
    assert "odd.icc does not convert between inks and colours both ways" in made.stderr


def test_a_profile_that_is_cut_off_is_called_so_even_where_no_picture_needs_it(tmp_path):
    (tmp_path / "half.icc").write_bytes(UNCOATED.read_bytes()[:200_000])
    words = ("--card", "trust", "--icc", tmp_path / "half.icc", "--condition", "FOGRA47")
    made = run("-C", BUNDLED, "build", "press", *words, "-o", tmp_path / "deck.pdf")
    assert made.exit_code == 3
    assert made.stderr.endswith("half.icc is damaged or truncated\n")
    assert not (tmp_path / "deck.pdf").exists()
