"""Fonts of a project's own: what is wrong with a damaged one is told where layouts name it."""

import struct

import pytest
from command_line import run

from cardgen.graphics.type.fonts import Font, font_fault
from cardgen.problems import DeckError, Mark
from cardgen.read.files import BUNDLED

WHOLE = (BUNDLED / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf").read_bytes()


def place_of(tag):
    """Where the table of that tag begins, and where the list of tables says how long it is."""
    at = WHOLE.index(tag, 12)
    return struct.unpack(">L", WHOLE[at + 8 : at + 12])[0], at + 12


def with_bytes(at, new):
    return WHOLE[:at] + new + WHOLE[at + len(new) :]


def without(tag):
    at = WHOLE.index(tag, 12)
    return with_bytes(at, b"xxxx")


HEAD, _ = place_of(b"head")
HHEA, _ = place_of(b"hhea")
MAXP, _ = place_of(b"maxp")
LOCA, LOCA_SIZE = place_of(b"loca")
FAULTS = {
    "empty": (b"", "is not a TrueType or OpenType font"),
    "text": (b"a letter to a friend", "is not a TrueType or OpenType font"),
    "PostScript outlines that are not there": (with_bytes(0, b"OTTO"), 'it has no table "CFF "'),
    "a collection": (with_bytes(0, b"ttcf"), "is not a TrueType or OpenType font"),
    "four bytes": (WHOLE[:4], "its list of tables is cut off"),
    "cut in its list": (WHOLE[:40], "its list of tables is cut off"),
    "cut in the middle": (WHOLE[: len(WHOLE) // 2], "is cut off"),
    "one byte short": (WHOLE[:-1].rstrip(b"\0")[:-1], "is cut off"),
    "no characters": (without(b"cmap"), 'it has no table "cmap"'),
    "no outlines": (without(b"glyf"), 'it has no table "glyf"'),
    "a short table": (with_bytes(LOCA_SIZE, b"\0\0\0\2"), 'it has no table "loca"'),
    "another header": (with_bytes(HEAD + 12, b"abcd"), "its header is wrong"),
    "no units": (with_bytes(HEAD + 18, b"\0\0"), "its header is wrong"),
    "strange offsets": (with_bytes(HEAD + 50, b"\0\7"), "its header is wrong"),
    "more glyphs than widths": (with_bytes(MAXP + 4, b"\xff\xff"), "no widths for some"),
    "no widths": (with_bytes(HHEA + 34, b"\0\0"), "no widths for some"),
    "fewer places than glyphs": (
        with_bytes(LOCA_SIZE, b"\0\0\0\x10"),
        "no outlines for some of its glyphs",
    ),
    "places out of order": (with_bytes(LOCA + 40, b"\xff\xff"), "places of its outlines"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_damaged_font_is_an_error_where_it_is_named(name, tmp_path):
    data, words = FAULTS[name]
    (tmp_path / "fonts").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "fonts" / "own.ttf").write_bytes(data)
    text = (BUNDLED / "layouts" / "fonts.yaml").read_text("utf-8")
    named = text.replace("AtkinsonHyperlegibleNext_400Regular.ttf", "own.ttf")
    (tmp_path / "layouts" / "fonts.yaml").write_text(named, "utf-8")
    result = run("-C", tmp_path, "build", "labels", "-n")
    assert result.exit_code == 1 and "error[E210]" in result.stderr
    assert '"own.ttf" ' in result.stderr and words in result.stderr
    assert "layouts/fonts.yaml:8:17" in result.stderr


POST, _ = place_of(b"post")
UNFIT = with_bytes(POST, bytes(2141))  # it can be opened and set, but no part of it embedded


@pytest.mark.parametrize("command", ["check labels", "build labels -n", "build labels -o a.pdf"])
def test_a_font_that_can_be_set_but_not_embedded_is_an_error_where_it_is_named(
    command, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "fonts" / "own.ttf").write_bytes(UNFIT)
    text = (BUNDLED / "layouts" / "fonts.yaml").read_text("utf-8")
    named = text.replace("AtkinsonHyperlegibleNext_400Regular.ttf", "own.ttf")
    (tmp_path / "layouts" / "fonts.yaml").write_text(named, "utf-8")
    result = run(*command.split())
    assert result.exit_code == 1 and result.stderr.count("error[") == 1
    assert 'error[E210]: "own.ttf" is damaged: a part of it cannot be embedded' in result.stderr
    assert "layouts/fonts.yaml:8:17" in result.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_damage_that_shows_when_a_font_is_used_is_told_where_it_is_named(tmp_path):
    (tmp_path / "own.ttf").write_bytes(UNFIT)
    font = Font("own", tmp_path / "own.ttf")
    font.where = Mark("fonts.yaml", 8, 17)
    with pytest.raises(DeckError) as error:
        font.subset([1])
    assert str(error.value.problems[0].where) == "fonts.yaml:8:17"


@pytest.mark.parametrize("path", sorted((BUNDLED / "fonts").glob("*.ttf")), ids=lambda p: p.stem)
def test_nothing_is_wrong_with_the_fonts_that_come_with_cardgen(path):
    assert font_fault(path.read_bytes()) == ""
