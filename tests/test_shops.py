"""What print shops are sent besides a PDF: pictures, inks of their own."""

import io
import json
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import run
from decks import BUNDLED
from PIL import Image
from pypdf import PdfReader

from cardgen.read.profile import profile_names
from cardgen.read.project import find_sources

HEATHER = '{rgb: "#9C3D75", spot: PANTONE 682 C}'


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(*arguments):
    result = run("build", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def with_colours(**colours):
    """The bundled deck with other colours of themes."""
    shutil.rmtree("deck", ignore_errors=True)
    shutil.copytree(BUNDLED / "deck", "deck")
    deck = Path("deck/deck.yaml")
    words = deck.read_text(encoding="utf-8")
    for old, new in colours.items():
        words = words.replace(f"colour: {old}", f"colour: {new}")
    deck.write_text(words, encoding="utf-8")


def with_profile(lines):
    """What is told of a profile with such lines, the last of them unfinished limits."""
    folder = Path("layouts/profiles")
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        "about: A\nsources: [B]\ndate: 2026-11-22\ncolour: screen\n"
        f"{lines}, type: 5, coloured-type: 8, line: 0.25, picture: 225, least-picture: 150,"
        " line-art: 800, least-line-art: 550}\n"
    )
    return run("build", "press", "--profile", "own", "--card", "trust")


# Profiles.


def test_every_profile_says_from_where_and_of_when_it_is():
    rows = json.loads(run("list", "profiles", "--json").stdout)["profiles"]
    assert {row["name"] for row in rows} == {*profile_names(find_sources(Path(), None))}
    assert all(row["as of"] >= "2026-11-22" and row["about"] for row in rows)


def test_what_is_made_says_for_whom():
    told = made("press", "--card", "trust", "-n")
    assert "as uk-online requires: PDF/X-4 for FOGRA39, 3 mm bleed" in told
    told = made("press", "--card", "trust", "-n", "--profile", "drivethrucards")
    assert "1 card → 2 pages of 69.85 × 95.25 mm, each back before its front" in told
    assert "PDF/X-1a:2003 for FOGRA39, 3.175 mm bleed" in told


@pytest.mark.parametrize("profile", ["uk-online", "drivethrucards", "makeplayingcards"])
def test_sheets_are_for_print_rooms_alone(profile):
    refused = run("build", "press-sheets", "--profile", profile)
    assert refused.exit_code == 2
    assert refused.stderr.endswith(
        f'Error: {profile} takes one face per page, not sheets: build "press" for it\n'
    )
    assert "PDF/X-4 for FOGRA47" in made(
        *("press-sheets", "--card", "trust", "-n", "--profile", "print-room-uncoated")
    )


def test_sheets_of_one_side_may_be_odd_in_number():
    sheet = Path("layouts/sheets/one.yaml")
    sheet.parent.mkdir(parents=True)
    sra3 = (BUNDLED / "layouts" / "sheets" / "sra3.yaml").read_text(encoding="utf-8")
    sheet.write_text(f"{sra3}one-sided: true\n", encoding="utf-8")
    told = made("press-sheets", "--sheet", "one", "--card", "trust")
    assert "P112" not in told
    assert len(PdfReader("build/press-sheets-trust-one.pdf").pages) == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("limits: {ink: 50", '100 to 400, not "50": black alone is 100 %, all four inks are 400 %'),
        ("limits: {ink: 401", '100 to 400, not "401"'),
        ("ppi: 1300\nlimits: {ink: 300", '10 to 1200, not "1300": the pixels to the inch'),
        ("ppi: 9\nlimits: {ink: 300", '10 to 1200, not "9"'),
    ],
)
def test_a_profile_asks_for_nothing_that_cannot_be(lines, told):
    refused = with_profile(lines)
    assert refused.exit_code == 1 and "E107" in refused.stderr and told in refused.stderr


def with_keys(lines):
    """What is told of the usual shop's profile with such lines in it."""
    folder = Path("layouts/profiles")
    folder.mkdir(parents=True)
    usual = (BUNDLED / "layouts" / "profiles" / "uk-online.yaml").read_text(encoding="utf-8")
    kept = [line for line in usual.splitlines() if not line.startswith(lines.split(":")[0])]
    (folder / "own.yaml").write_text("\n".join([*kept, lines]), encoding="utf-8")
    return run("build", "press", "--profile", "own", "--card", "trust")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cards: a66", 'error[E206]: there is no "a66" in layouts/cards'),
        ("colour: screen", 'error[E104]: "pdf-x-4" is for CMYK'),
    ],
)
def test_what_a_profile_cannot_mean_is_told_at_its_place(line, told):
    refused = with_keys(line)
    assert refused.exit_code == 1 and refused.stderr.startswith(told)
    assert "layouts/profiles/own.yaml:" in refused.stderr and not Path("build").exists()


@pytest.mark.parametrize("radius", ["17.1", "50"])
def test_a_die_that_would_cut_words_is_refused(radius):
    refused = run("build", "press-sheets", "--corners", radius)
    assert refused.exit_code == 2 and not Path("build").exists()
    assert (
        f"--corners {radius}: 17 mm at most, or they would cut into the safe area" in refused.stderr
    )
    made("press-sheets", "--corners", "17", "--card", "trust", "-n")


@pytest.mark.slow
def test_fronts_and_backs_in_files_of_their_own_may_be_odd_in_number():
    told = made("press-sheets", "--flip", "none", "-o", "hand.pdf")
    assert "P112" not in told
    assert len(PdfReader("hand-fronts.pdf").pages) == len(PdfReader("hand-backs.pdf").pages) == 3


@pytest.mark.parametrize(
    "option",
    [["--profile", "drivethrucards"], ["--ticket"], ["--icc", "a.icc"]],
)
def test_what_is_read_on_screens_has_no_press(option):
    refused = run("build", "press", "--format", "html", "-o", "q.html", *option)
    assert refused.exit_code == 2 and f"{option[0]} can only be used for PDF" in refused.stderr
    assert not Path("q.html").exists()


def test_pictures_too_large_to_hold_are_refused():
    lines = "width: 1000 mm\nheight: 1000 mm\nstandard: png\nppi: 1200\nlimits: {ink: 300"
    refused = with_profile(lines)
    assert (refused.exit_code, list(Path().glob("build/*"))) == (3, [])
    assert "a picture would have 47528 × 47528 pixels; the limit is" in refused.stderr


# Pictures.


@pytest.mark.parametrize(
    ("profile", "pixels"), [("makeplayingcards", (822, 1122)), ("thegamecrafter", (825, 1125))]
)
def test_pictures_have_the_pixels_that_a_shop_counts(profile, pixels):
    made("press", "--profile", profile, "--card", "trust,mindset")
    with ZipFile(f"build/press-trust-mindset-{profile}.zip") as whole:
        names = whole.namelist()
        pictures = [Image.open(io.BytesIO(whole.read(name))) for name in names]
    assert names == [
        *("001-mindset-front.png", "001-mindset-back.png"),
        *("002-trust-front.png", "002-trust-back.png"),
    ]
    assert {picture.size for picture in pictures} == {pixels}
    assert {round(picture.info["dpi"][0]) for picture in pictures} == {300}
    corner = pictures[0].getpixel((0, 0))
    assert corner == (255, 206, 36)  # colour to the edge of the bleed


def test_a_file_of_pictures_is_named_as_one():
    refused = run("build", "press", "--profile", "thegamecrafter", "-o", "deck.pdf")
    assert refused.exit_code == 2 and list(Path().iterdir()) == []
    assert (
        "deck.pdf has the suffix of pdf but would be zip: its name must end in .zip"
        in refused.stderr
    )


def test_the_same_pictures_are_the_same_bytes():
    wish = ("press", "--profile", "thegamecrafter", "--card", "trust", "-o")
    made(*wish, "one.zip")
    made(*wish, "two.zip")
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()


def test_pictures_are_no_pdf_and_need_an_optional_part(monkeypatch):
    wish = ("build", "press", "--profile", "thegamecrafter", "--card", "trust")
    named = run(*wish, "-o", "x.pdf")
    assert (named.exit_code, "x.pdf has the suffix of pdf but would be zip" in named.stderr) == (
        2,
        True,
    )
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    without = run(*wish)
    assert without.exit_code == 4 and "pip install '.[preview]'" in without.stderr
    assert not Path("build/press.zip").exists()


# Inks of their own.


def test_inks_are_counted_when_the_file_is_written():
    plan = json.loads(run("build", "press", "--card", "trust", "-n", "--json").stdout)
    shop = plan["files"][0]["shop"]
    assert (shop["plates"], shop["total_ink"]) == (None, None)
    plan = json.loads(run("build", "press", "--card", "trust", "--json").stdout)
    shop = plan["files"][0]["shop"]
    assert shop["plates"] == ["Magenta", "Yellow", "Black"]  # its colour is coral
    assert 200 < shop["total_ink"] <= 260


def plates(path):
    data = PdfReader(path)
    found = set()
    for page in data.pages:
        for space in page["/Resources"].get("/ColorSpace", {}).values():
            found.add(space[1].removeprefix("/"))
    return found


def test_a_spot_ink_has_a_plate_of_its_own():
    with_colours(pine=HEATHER)
    made("press-sheets", "--theme", "delivering", "-o", "sheets.pdf")
    assert plates("sheets.pdf") == {"All", "PANTONE 682 C"}
    assert run("preflight", "sheets.pdf").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("ink", ["HKS 43/K", "a/b()", "Grün #2", "<50 %>"])
def test_a_spot_ink_may_have_any_name(ink):
    with_colours(pine=f'{{rgb: "#9C3D75", spot: "{ink}"}}')
    made("press-sheets", "--theme", "delivering", "-o", "sheets.pdf")
    assert plates("sheets.pdf") == {"All", ink}


@pytest.mark.parametrize("profile", ["uk-online", "drivethrucards"])
def test_a_spot_ink_that_a_shop_does_not_take_is_told_of(profile):
    with_colours(pine=HEATHER)
    told = made("press", "--profile", profile, "-n")
    assert "warning[W416]" in told
    assert f"{profile} does not accept the spot ink PANTONE 682 C" in told
    assert "W416" not in made("press", "--profile", "print-room", "-n")


@pytest.mark.slow
def test_two_colours_of_one_name_are_a_mistake():
    with_colours(pine=HEATHER, coral='{rgb: "#AA2F00", spot: pantone 682 C}')
    told = run("build", "press-sheets", "-n").stderr
    assert 'the spot ink "PANTONE 682 C" is not the same colour as in' in told
    assert "error[E228]" in told


@pytest.mark.parametrize("name", ["Cyan", "all", "None", "Dieline"])
def test_names_that_pdf_has_given_away_are_refused(name):
    with_colours(pine=f'{{rgb: "#9C3D75", spot: {name}}}')
    assert "error[E228]" in run("build", "office", "-n").stderr


def test_on_screens_and_office_printers_a_spot_ink_is_its_colour():
    with_colours(pine=HEATHER)
    made("office", "--theme", "delivering", "-o", "office.pdf")
    assert plates("office.pdf") == set()


# Files that are there.


@pytest.mark.parametrize("words", [["build", "press"], ["build", "office"], ["calibrate"]])
@pytest.mark.parametrize("file", ["deck/deck.yaml", "notes.TXT"])
def test_a_file_of_another_kind_is_never_written_over(words, file):
    with_colours()
    path = Path(file)
    if not path.exists():
        path.write_text("notes", encoding="utf-8")
    before = path.read_bytes()
    refused = run(*words, "-o", file)
    assert refused.exit_code == 2 and path.read_bytes() == before
    assert "is not a PDF" in refused.stderr or "would be pdf" in refused.stderr


@pytest.mark.parametrize("radius", ["abc", "3mm", ""])
def test_what_is_no_number_is_called_so(radius):
    refused = run("build", "press-sheets", "--corners", radius)
    assert refused.exit_code == 2 and f'"{radius}" is not a number' in refused.stderr
