"""Pictures of a card's own: files of pixels as they come, on paper as they should look."""

import re
import struct
import zlib
from io import BytesIO
from types import SimpleNamespace

import numpy
import pikepdf
import pypdfium2
import pytest
import verapdf
from command_line import run
from frames import BLACK, TEAL, sheet, written
from hypothesis import given, settings
from hypothesis import strategies as st
from page import validate_pdf
from pictures import CORNERS, cmyk_profile, deck, quarters, srgb, swapped
from PIL import Image as Pillow
from PIL import ImageOps
from pypdf import PdfReader
from structure import dump

from cardgen.graphics.art import picture
from cardgen.graphics.describe import describe
from cardgen.graphics.frame import Box, Frame, Image, Placed
from cardgen.graphics.pixels.image_files import Fault, examine
from cardgen.graphics.pixels.samples import samples
from cardgen.jobs.proofing.risk.edges import edges_of
from cardgen.model.deck import Picture, Text
from cardgen.output.pdf.verify import verify
from cardgen.problems import Mark, Problems, Stop
from cardgen.typeset.faces.resolution import ResolutionCheck

TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_90,  # the way back from how Exif turns it
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_270,
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck").mkdir()
    return tmp_path


def opened(path):
    stat = path.stat()
    return examine(str(path), stat.st_size, stat.st_mtime_ns)


def printed(pixels, *under):
    """The picture on a page, 60 mm wide, ten pixels a millimetre."""
    width, height = pixels.size
    data = written(sheet(*under, Image(20, 20, 60, 60 * height / width, pixels)))
    page = pypdfium2.PdfDocument(data)[0].render(scale=254 / 72).to_pil()
    return page.crop((200, 200, 800, round(200 + 600 * height / width)))


def corners(image):
    """The colours amid its four quarters."""
    across, down = ((side // 4, side * 3 // 4) for side in image.size)
    return [image.getpixel((x, y))[:3] for y in down for x in across]


def near(colours, others, by=6):
    differences = numpy.abs(numpy.array(colours, int) - numpy.array(others, int))
    return differences.max() <= by


# --- files of pixels


@pytest.mark.parametrize("suffix", ["jpg", "png"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_lands_the_right_way_up(orientation, suffix, tmp_path):
    upright, exif = quarters(), Pillow.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(TURNS[orientation]) if orientation > 1 else upright
    path = tmp_path / f"turned.{suffix}"
    stored.save(path, exif=exif, quality=95, subsampling=0)
    assert ImageOps.exif_transpose(Pillow.open(path)).size == (64, 48)
    pixels = opened(path)
    assert pixels.size == (64, 48)
    assert near(corners(printed(pixels)), CORNERS)


GREYS = (30, 200, 120, 255)
COVER = (255, 0, 128, 255)


def with_cover(mode, colours):
    return quarters(
        colours=[(*colour, cover) for colour, cover in zip(colours, COVER, strict=True)], mode=mode
    )


def over(colours, behind):
    """What is seen of the colours where they cover so much of what is behind them."""
    pairs = zip(colours, COVER, strict=True)
    return [
        tuple((c * cover + b * (255 - cover)) // 255 for c, b in zip(colour, behind, strict=True))
        for colour, cover in pairs
    ]


def grey(values):
    return [(value,) * 3 for value in values]


def sixteen_bits():
    levels = numpy.array(GREYS, numpy.uint16).reshape(2, 2) * 257
    return Pillow.fromarray(levels.repeat(24, 0).repeat(32, 1))


def few_colours(transparent=None):
    made = quarters().quantize(4)
    if transparent is not None:
        made.info["transparency"] = made.getpixel((63, 0))
    return made


def covering_by_palette():
    made = few_colours()
    covers = {made.getpixel((at % 2 * 63, at // 2 * 47)): COVER[at] for at in range(4)}
    made.info["transparency"] = bytes(covers[index] for index in range(4))
    return made


def keyed():
    made = quarters()
    made.info["transparency"] = CORNERS[1]
    return made


THROUGH = (CORNERS[0], TEAL.rgb, CORNERS[2], CORNERS[3])


@pytest.mark.parametrize(
    ("image", "seen"),
    [
        (quarters(), CORNERS),
        (quarters(colours=GREYS, mode="L"), grey(GREYS)),
        (quarters(colours=(0, 255, 255, 0), mode="1"), grey((0, 255, 255, 0))),
        (sixteen_bits(), grey(GREYS)),
        (few_colours(), CORNERS),
        (few_colours(transparent=1), THROUGH),
        (covering_by_palette(), over(CORNERS, TEAL.rgb)),
        (keyed(), THROUGH),
        (with_cover("RGBA", CORNERS), over(CORNERS, TEAL.rgb)),
        (with_cover("LA", [(g,) for g in GREYS]), over(grey(GREYS), TEAL.rgb)),
    ],
    ids=[
        "RGB",
        "L",
        "1",
        "16",
        "P",
        "P with a hole",
        "P with covers",
        "RGB with a hole",
        "RGBA",
        "LA",
    ],
)
def test_every_kind_of_png_shows_its_colours(image, seen, tmp_path):
    image.save(tmp_path / "kind.png")
    pixels = opened(tmp_path / "kind.png")
    assert near(corners(printed(pixels, Box(0, 0, 210, 297, TEAL))), seen, 2)


def test_what_covers_all_has_no_mask(tmp_path):
    quarters().convert("RGBA").save(tmp_path / "covers.png")
    assert samples(opened(tmp_path / "covers.png")).alpha is None


def test_sixteen_bits_of_colour_keep_the_upper_eight(tmp_path):
    rows = b"".join(b"\0" + struct.pack(">6H", *range(1000, 60001, 11800)) for _ in range(2))
    head = struct.pack(">2I5B", 2, 2, 16, 2, 0, 0, 0)
    path = tmp_path / "deep.png"
    path.write_bytes(png(head, zlib.compress(rows)))
    assert near(corners(printed(opened(path)))[0], [1000 >> 8, 12800 >> 8, 24600 >> 8], 1)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_goes_in_as_it_is_but_without_its_notes(mode, progressive, tmp_path):
    exif = Pillow.Exif()
    exif[0x010F] = "A camera that tells where it was"
    noise = numpy.random.default_rng(1).integers(0, 255, (40, 60, 3), numpy.uint8)
    path = tmp_path / "photo.jpg"
    Pillow.fromarray(noise).convert(mode).save(
        path,
        exif=exif,
        comment="ours",
        icc_profile=srgb() if mode == "RGB" else None,
        progressive=progressive,
        quality=90,
    )
    path.write_bytes(path.read_bytes() + b"what phones append")
    found = samples(opened(path))
    assert found.is_jpeg and found.parts == (1 if mode == "L" else 3)
    for note in (b"camera", b"ours", b"acsp", b"append"):
        assert note in path.read_bytes() or note == b"acsp"
        assert note not in found.data
    before, after = Pillow.open(path), Pillow.open(BytesIO(found.data))
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("named", [b"RGB", b"\1\2\3"])
def test_a_jpeg_whose_colours_readers_may_mistake_is_stored_in_pixels(named, tmp_path):
    path = tmp_path / "rgb.jpg"
    quarters().save(path, keep_rgb=True, quality=95)
    data, (red, green, blue) = path.read_bytes(), named
    for before, after in (
        (b"R\x11\0G\x11\0B\x11\0", b"%c\x11\0%c\x11\0%c\x11\0"),
        (b"R\0G\0B\0", b"%c\0%c\0%c\0"),
    ):
        assert before in data
        data = data.replace(before, after % (red, green, blue))
    path.write_bytes(data)
    pixels = opened(path)
    assert not samples(pixels).is_jpeg
    assert near(corners(printed(pixels)), CORNERS)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_colours_of_another_profile_become_those_of_srgb(suffix, tmp_path):
    path = tmp_path / f"profile.{suffix}"
    quarters().save(path, icc_profile=swapped(), quality=95, subsampling=0)
    seen = corners(printed(opened(path)))
    assert near(seen, [colour[::-1] for colour in CORNERS])
    quarters(colours=GREYS, mode="L").save(path, icc_profile=swapped(), quality=95)
    found = samples(opened(path))
    assert found.parts == 1
    assert near(corners(printed(opened(path))), grey(GREYS))


def test_cmyk_is_matched_by_its_profile(tmp_path):
    inks = ((0, 0, 0, 0), (0, 0, 0, 255), (255, 0, 0, 0), (0, 0, 255, 0))
    image = quarters(colours=inks, mode="CMYK")
    image.save(tmp_path / "press.jpg", icc_profile=cmyk_profile(), quality=100)
    pixels = opened(tmp_path / "press.jpg")
    expected = [(255, 255, 255), (0, 0, 0), (41, 143, 179), (248, 224, 35)]
    assert samples(pixels).parts == 3
    assert near(corners(printed(pixels)), expected)


# --- files that are none


def png(head, data, *more):
    def chunk(kind, body):
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    chunks = [(b"IHDR", head), *more, (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*parts) for parts in chunks)


def cut(data, share=0.5):
    return data[: int(len(data) * share)]


def saved(form, **options):
    out = BytesIO()
    options.pop("image", quarters((200, 150))).save(out, form, **options)
    return out.getvalue()


CMYK = quarters(colours=((0, 0, 0, 0),) * 4, mode="CMYK")
HUGE = struct.pack(">2I5B", 60_000, 60_000, 8, 2, 0, 0, 0)
PNG, JPEG = saved("PNG"), saved("JPEG")
BROKEN = {
    "bridge.png, which is empty": (b"", "E222", "is empty"),
    "bridge.jpg, cut off": (cut(JPEG), "E222", "is damaged or truncated"),
    "bridge.png, cut off": (cut(PNG), "E222", "is damaged or truncated"),
    "bridge.png, flipped": (
        PNG.replace(b"IDAT", b"IDAS"), "E222", "is not a PNG picture"
    ),
    "bridge.jpg, in words": (b"a bridge", "E222", "is not a JPEG picture, or it is damaged"),
    "bridge.jpg, misnamed": (PNG, "E222", "is a PNG picture by another name"),
    "bridge.PNG, misnamed": (JPEG, "E222", "is a JPEG picture by another name"),
    "bridge.gif": (saved("GIF"), "E222", "is not a picture that can be printed"),
    "bridge.png, a bomb": (
        png(HUGE, zlib.compress(b"\0" * 10_000_000)), "E223",
        "has 60000 × 60000 pixels; the limit is 100 million",
    ),
    "bridge.jpg, a bomb": (
        JPEG.replace(b"\0\x96\0\xc8", b"\xff\xff\xff\xff"), "E223", "has 65535 × 65535 pixels"
    ),
    "bridge.png, a bomb in its notes": (
        png(struct.pack(">2I5B", 2, 2, 8, 0, 0, 0, 0), zlib.compress(bytes(6)),
            (b"zTXt", b"note\0\0" + zlib.compress(bytes(90_000_000)))),
        "E222", "is damaged or truncated",
    ),
    "bridge.jpg, in CMYK": (
        saved("JPEG", image=CMYK), "E222", "is in CMYK without an ICC profile"
    ),
    "bridge.jpg, with half a profile": (
        saved("JPEG", icc_profile=cut(srgb())), "E222", "has an ICC profile that cannot be"
    ),
    "bridge.jpg, with a strange profile": (
        saved("JPEG", icc_profile=cmyk_profile()), "E222",
        "has an ICC profile for another colour space",
    ),
}  # fmt: skip


CLEAR = saved("PNG", image=quarters((20, 15), colours=((0, 0, 0, 0),) * 4, mode="RGBA"))
DRAWING = b'<?xml version="1.0"?>\n<!-- so -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
AS_PICTURE, AS_DRAWING = "save it as JPEG or PNG", "save it as SVG, or as PNG at 300 ppi"
# By the name of a file its content, what it is and what helps.
OTHERS = {
    "a.jpg": (saved("WEBP"), "is a WebP picture", AS_PICTURE),
    "b.png": (saved("GIF"), "is a GIF picture", AS_PICTURE),
    "c.jpg": (saved("BMP"), "is a BMP picture", AS_PICTURE),
    "d.jpeg": (saved("TIFF"), "is a TIFF picture", AS_PICTURE),
    "e.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0", "is a HEIC picture", AS_PICTURE),
    "f.png": (b"\0\0\0\x1cftypavif\0\0\0\0", "is an AVIF picture", AS_PICTURE),
    "g.jpg": (saved("PDF"), "is a PDF", AS_DRAWING),
    "h.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "is a PostScript file", AS_DRAWING),
    "i.png": (DRAWING, "is an SVG drawing", 'call it "i.svg"'),
    "j.svg": (PNG, "is a PNG picture", 'call it "j.png"'),
    "k.svg": (JPEG, "is a JPEG picture", 'call it "k.jpg"'),
    "l.svg": (saved("PDF"), "is a PDF", AS_DRAWING),
    "m.jpg": (b"<!DOCTYPE html>\n<html>", "is a web page", "save the picture itself"),
    "n.png": (b"version https://git-lfs.github.com/spec/v1\n", "is a pointer to", "git lfs pull"),
    "o.jpg": (PNG, "is a PNG picture", 'call it "o.png"'),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_picture_of_another_kind_is_called_what_it_is(name, project):
    content, what, fix = OTHERS[name]
    (project / "deck" / name).write_bytes(content)
    deck(project, f"{{file: {name}, decorative: true}}")
    told = run("build", "--dry-run")
    assert told.exit_code == 1
    assert told.stderr.startswith(f'error[E222]: "{name}" {what}')
    assert "by another name\n  --> deck/deck.yaml:13:19" in told.stderr
    assert fix in told.stderr.split("help: ")[1]


def test_a_picture_that_is_all_transparent_shows_nothing(project):
    (project / "deck" / "clear.png").write_bytes(CLEAR)
    deck(project, "{file: clear.png, decorative: true}")
    assert '"clear.png" shows nothing: all of it is transparent' in run("build", "-n").stderr


@pytest.mark.parametrize("called", BROKEN)
def test_a_file_that_is_none_is_refused_where_it_is_named(called, project):
    content, code, what = BROKEN[called]
    name = called.split(",")[0]
    (project / "deck" / name).write_bytes(content)
    deck(project, f"{{file: {name}, decorative: true}}")
    told = run("build", "--dry-run")
    assert told.exit_code == 1
    assert told.stderr.startswith(f'error[{code}]: "{name}" {what}')
    assert "--> deck/deck.yaml:13:19" in told.stderr
    assert told.stderr.count("error[") == 1 and "Warning" not in told.stderr


@pytest.mark.slow
def test_a_file_too_large_is_not_even_opened(project):
    with (project / "deck" / "sky.png").open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    deck(project, "{file: sky.png, decorative: true}")
    told = run("check").stderr
    assert 'error[E223]: "sky.png" is 33 MB; the limit is 32 MB' in told


@pytest.mark.slow
def test_links_may_lead_about_within_the_folder_of_the_deck_and_not_out_of_it(project):
    quarters((3600, 2700)).save(project / "outside.png")
    (project / "deck" / "near").mkdir()
    quarters((3600, 2700)).save(project / "deck" / "near" / "inside.png")
    for name, target in (
        ("out.png", "../outside.png"),
        ("in.png", "near/inside.png"),
        ("round.png", "round.png"),
        ("folder", ".."),
    ):
        (project / "deck" / name).symlink_to(target)
    names = ("in.png", "out.png", "round.png", "folder/outside.png", "n" * 300 + ".png")
    deck(project, *(f"{{file: {name}, decorative: true}}" for name in names))
    told = run("check", "--format", "concise").stdout
    assert [line.split(": ", 1)[1].split(" (")[0] for line in told.splitlines()] == [
        'error[E221] "out.png" leads out of the folder of the deck',
        'error[E221] there is no "round.png"',
        'error[E221] "folder/outside.png" leads out of the folder of the deck',
        f'error[E221] there is no "{"n" * 300}.png"',
    ]


@settings(max_examples=settings().max_examples // 2)
@given(
    st.sampled_from([PNG, JPEG, saved("PNG", icc_profile=srgb()), saved("JPEG", progressive=True)]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=4)), max_size=4),
)
def test_whatever_happened_to_a_file_it_is_a_picture_or_a_fault(tmp_path_factory, data, changes):
    for at, bytes_ in changes:
        data = data[: at % len(data)] + bytes_ + data[at % len(data) + len(bytes_) :]
    path = tmp_path_factory.mktemp("file") / ("a.png" if data[1:4] == b"PNG" else "a.jpg")
    path.write_bytes(data)
    found = opened(path)
    assert isinstance(found, Fault) or samples(found).data


def test_a_file_that_changes_before_it_is_written_stops_the_build(tmp_path):
    path = tmp_path / "photo.png"
    quarters().save(path)
    pixels = opened(path)
    quarters((10, 10)).save(path)
    with pytest.raises(Stop, match=r"photo\.png has changed"):
        samples(pixels)
    path.unlink()
    with pytest.raises(Stop, match=r"photo\.png has changed"):
        samples(pixels)


# --- on the card


@pytest.fixture
def pixels(tmp_path):
    quarters((600, 400)).save(tmp_path / "wide.png")
    return opened(tmp_path / "wide.png")


@pytest.mark.parametrize(
    ("size", "bleed", "box"),
    [
        ((60, 60), (0, 0, 0, 0), (-15, 0, 90, 60)),
        ((90, 30), (0, 0, 0, 0), (0, -15, 90, 60)),
        ((60, 40), (3, 3, 3, 0), (-4.5, -3, 69, 46)),  # as far below, so that it stays amid
        ((60, 40), (6, 0, 0, 0), (-6, -4, 72, 48)),
    ],
)
def test_a_picture_is_cropped_about_its_middle_and_covers_the_bleed(pixels, size, bleed, box):
    (image,) = picture(pixels, *size, BLACK, bleed).items
    assert (image.x, image.y, image.width, image.height) == pytest.approx(box)


def test_only_what_something_shines_through_stands_on_a_field(pixels, tmp_path):
    with_cover("RGBA", CORNERS).save(tmp_path / "covers.png")
    field, image = picture(opened(tmp_path / "covers.png"), 60, 40, TEAL, (1, 2, 3, 4)).items
    assert field == Box(-1, -2, 64, 46, TEAL)
    assert isinstance(image, Image)
    assert len(picture(pixels, 60, 40, TEAL).items) == 1


def test_a_cut_that_is_off_shows_no_sliver_where_a_picture_runs_into_the_bleed(pixels):
    art = Placed(0, 0, picture(pixels, 60, 30, BLACK, (3, 3, 3, 0)), bleed=(3, 3, 3, 0))
    face = Placed(20, 20, Frame(60, 90, (art,)), bleed=(3, 3, 3, 3))
    left, top, right, bottom = edges_of(face)
    assert (left.reach, top.reach, right.reach) == (3, 3, 3)
    assert bottom.ink == 60


def test_a_picture_is_described_by_its_place_its_pixels_and_its_name(pixels):
    said = describe(picture(pixels, 60, 30, BLACK)).splitlines()
    assert said[1:] == ["  image 0.00 -5.00 60.00 x 40.00 of 600 x 400 pixels wide.png"]


def told_of(image):
    problems = Problems()
    face = Frame(99, 99, (Placed(0, 0, Frame(9, 9, (image,))),))
    own = Picture(Text("a.png", Mark("d")), image.pixels, None)
    cards = [SimpleNamespace(image=own), SimpleNamespace(image=None)]
    ResolutionCheck(SimpleNamespace(cards=cards, logo=None), problems).look_at(face)
    return [(p.severity, p.code, p.what, p.fix) for p in problems]


def test_a_coarse_picture_is_told_of_with_the_pixels_that_would_do(pixels):
    what = '"a.png" is printed at 120 ppi: 600 × 400 pixels, 127 × 85 mm before it is cropped'
    fix = "1000 × 667 pixels are enough for 200 ppi"
    assert told_of(Image(0, 0, 127, 127 / 1.5, pixels)) == [("warning", "W406", what, fix)]
    assert told_of(Image(0, 0, 76.2, 50.8, pixels)) == []  # 200 ppi, to a hair
    assert (
        told_of(Image(0, 0, 76.3, 50.9, pixels))[0][3] == "601 × 401 pixels are enough for 200 ppi"
    )


@pytest.mark.slow
def test_a_coarse_picture_is_printed_all_the_same_and_texts_are_still_looked_after(project):
    quarters((90, 60)).save(project / "deck" / "a.png")
    deck(project, *["{file: a.png, decorative: true}"] * 2)
    path = project / "deck" / "deck.yaml"
    text = path.read_text(encoding="utf-8")
    assert run("build").stderr.count("warning[W406]") == 2
    head, _, tail = text.rpartition("Builds trust")
    path.write_text(f"{head}{'Builds trust ' * 90}{tail}", encoding="utf-8")
    told = run("build")
    assert told.exit_code == 1 and "error[E301]" in told.stderr


def images_of(data):
    reader = PdfReader(BytesIO(data))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [
        thing for thing in objects if isinstance(thing, dict) and thing.get("/Subtype") == "/Image"
    ]


def three(project, side=1400):
    """A deck of three cards with a photo that was turned, one with a hole in it, and a drawing."""
    exif = Pillow.Exif()
    exif[0x0112] = 6
    folder = project / "deck"
    quarters((side, side)).transpose(TURNS[6]).save(folder / "photo.jpg", exif=exif, quality=95)
    with_cover("RGBA", CORNERS).resize((side, side)).save(folder / "hole.png")
    (folder / "flag.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<path fill="#123456" d="M0 0h9v9z"/></svg>', encoding="utf-8",
    )  # fmt: skip
    deck(
        project,
        "{file: photo.jpg, alt: A photo}",
        "{file: hole.png, alt: A hole}",
        "{file: flag.svg, decorative: true}",
    )


def test_a_picture_is_stored_once_however_many_cards_and_copies_show_it(project):
    three(project)
    words = ["build", "--copies", "4", "-o", "-"]
    found = images_of(run(*words).stdout_bytes)
    assert len(found) == 3  # two pictures, and the mask of one
    assert [image["/Filter"] for image in found] == ["/DCTDecode", "/FlateDecode", "/FlateDecode"]
    assert [image["/ColorSpace"] for image in found].count("/DeviceGray") == 1
    deck(project, *["{file: photo.jpg, alt: A photo}"] * 3)
    data = run(*words).stdout_bytes
    assert len(images_of(data)) == 1
    assert data == run(*words).stdout_bytes


def test_one_picture_in_two_sizes_is_one(pixels):
    page = sheet(Image(10, 10, 60, 40, pixels), Image(10, 60, 30, 20, pixels))
    assert len(images_of(written(page))) == 1


def test_a_path_starts_where_the_file_stands_that_names_it(project):
    folder = deck(project, "{file: photo.png, decorative: true}")
    head, cards = (folder / "deck.yaml").read_text(encoding="utf-8").split("cards:\n")
    (folder / "being").mkdir()
    (folder / "being" / "cards.yaml").write_text(f"cards:\n{cards}", encoding="utf-8")
    (folder / "deck.yaml").write_text(f"{head}cards:\n  - being/cards.yaml\n", encoding="utf-8")
    quarters((1400, 1400)).save(folder / "being" / "photo.png")
    assert run("build", "--dry-run").exit_code == 0, run("build").stderr


@pytest.mark.slow
def test_a_card_shows_its_picture_to_the_edge_of_the_bleed(project):
    three(project)
    data = run("build", "cards", "-o", "-").stdout_bytes
    file = pypdfium2.PdfDocument(data)
    photo, hole = (file[at].render(scale=254 / 72).to_pil() for at in (0, 2))
    width = photo.width
    assert near([photo.getpixel(at) for at in ((1, 1), (width - 2, 1))], CORNERS[:2])
    # What is left of the art's height shows as much below its middle as above.
    art = next(y for y in range(photo.height) if near(photo.getpixel((5, y)), CORNERS[2]))
    end = next(y for y in range(art, photo.height) if not near(photo.getpixel((5, y)), CORNERS[2]))
    trim = 30
    assert art - trim == pytest.approx(end - art, abs=5)  # the JPEG's own blur
    assert near(hole.getpixel((width - 2, 1)), photo.getpixel((width // 2, photo.height - 9)))


@pytest.mark.slow
def test_in_one_ink_a_picture_is_grey_and_in_a_draft_most_of_its_ink_is_saved(project):
    three(project)
    plain, mono, draft = (
        run("build", "cards", "--card", "card-1", *mode, "-o", "-").stdout_bytes
        for mode in ((), ("--ink", "mono"), ("--draft",))
    )
    assert {str(image["/ColorSpace"]) for image in images_of(mono)} == {"/DeviceGray"}
    assert {str(image["/ColorSpace"]) for image in images_of(draft)} == {"/DeviceRGB"}
    full, thin = (
        255 - numpy.asarray(pypdfium2.PdfDocument(data)[0].render().to_pil())[20:100, 20:280].mean()
        for data in (plain, draft)
    )
    assert 0.15 * full < thin < 0.25 * full


def test_enlarged_cards_need_as_many_pixels_as_they_print(project):
    """400 pixels on 93 mm are 110 to the inch, and 77 on cards 1.41 times as large."""
    three(project, side=400)
    told = [
        run("build", output, "--card", "card-1", "-n").stderr
        for output in ("office", "clear-print")
    ]
    ppi = [int(re.search(r"is printed at (\d+) ppi", text)[1]) for text in told]
    assert ppi[0] / ppi[1] == pytest.approx(2**0.5, abs=0.02)


@pytest.mark.slow
def test_rounded_corners_cut_a_picture_too(project):
    three(project)
    page = pypdfium2.PdfDocument(run("build", "office", "-o", "-").stdout_bytes)[0]
    seen = numpy.asarray(page.render(scale=2).to_pil(), int)
    red = (abs(seen - CORNERS[0]).max(2) <= 6).nonzero()
    left, top = red[1].min(), red[0].min()
    assert near(seen[top + 1, left + 1], (255, 255, 255))
    assert near(seen[top + 20, left + 20], CORNERS[0])


@pytest.mark.slow
def test_what_a_picture_shows_is_said_and_decoration_is_not(project):
    three(project)
    path = project / "deck" / "deck.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("theme: being", "theme: being\n    lang: cy", 1), encoding="utf-8")
    tags = [line.strip() for line in dump(run("build", "-o", "-").stdout_bytes).splitlines()]
    figures = [tag for tag in tags if tag.startswith("Figure") and "Temperature" not in tag]
    shown = [
        tag.split(" ''")[0].split(" [")[0] for tag in figures if "photo" in tag or "hole" in tag
    ]
    assert shown == ["Figure Lang='cy' Alt='A photo'", "Figure Alt='A hole'"]
    assert not any("flag" in tag for tag in tags)
    assert run("show", "card-3").stdout.splitlines()[6] == "image   flag.svg: decoration"


def test_the_walk_over_the_file_knows_images(project):
    three(project, 200)
    sound = run("build", "-o", "-").stdout_bytes
    assert verify(sound) == []
    changes = {
        "has colours that the output intent does not explain": ("/ColorSpace", "/DeviceCMYK"),
        "asks for interpolation": ("/Interpolate", True),
        "is 200 × 201 pixels and has 120000 bytes": ("/Height", 201),
        "has a mask of another size": ("/Height", 201),
    }
    for finding, (key, value) in changes.items():
        with pikepdf.open(BytesIO(sound)) as pdf:
            image = next(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/SMask" in o)
            image[key] = pikepdf.Name(value) if isinstance(value, str) else value
            out = BytesIO()
            pdf.save(out)
        assert any(found.endswith(finding) for found in verify(out.getvalue())), finding


@pytest.mark.slow
@pytest.mark.parametrize("output", ["facilitator", "cards", "office"])
def test_validators_pass_a_file_with_pictures(output, project):
    three(project)
    path = project / "deck.pdf"
    assert run("build", output, "--copies", "2", "-o", path).exit_code == 0
    for standard in ("ua1", "2a"):
        assert verapdf.failures(path, standard) == []
        report = validate_pdf(str(path), profile=standard)
        assert report.is_compliant, str(report)
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
