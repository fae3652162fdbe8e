"""The facilitator's guide, folded twice as the lines of its finished PDF say."""

import io
import re
import shutil
from collections.abc import Callable
from ctypes import byref, c_double
from math import cos, sin
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from command_line import built, run
from decks import BUNDLED, BWRDD
from folding import MM, Point, cuts_and_folds, strokes
from small_decks import small_deck
from structure import told_by_pdf

WIDTH, HEIGHT = 210, 297
PANELS = {
    "cover": "Facilitator\u2019s guide",
    "how to": "How to use the cards",
    "scale": "The scale is for reflection.",
    "back": "To go with 16 cards",
}
Line = tuple[str, Point, Point]  # its words, where they begin, and where they have their top


def lines_on(data: bytes, page: int) -> list[Line]:
    """The lines of type on a page as they lie on the paper, in mm, y up."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    found: list[Line] = []
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        x, y = c_double(), c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        angle = -pdfium.FPDFText_GetCharAngle(text, index)
        at = round(MM * x.value, 2), round(MM * y.value, 2)
        up = round(-sin(angle)), round(cos(angle))
        if letter in "\r\n":
            continue
        if found and found[-1][2] == up and abs(found[-1][1][1] - at[1]) < 0.05:
            words, start, _ = found[-1]
            if abs(at[0] - start[0]) < 92:  # within a panel
                found[-1] = words + letter, start, up
                continue
        found.append((letter, at, up))
    return [(" ".join(words.split()), at, up) for words, at, up in found if words.strip()]


class Leaf:
    """A sheet whose first page lies upwards, folded backwards along lines of its finished PDF.

    Each layer holds which part of the sheet it is, where points of it have come to lie, and
    whether its first page still lies upwards; the uppermost comes first.
    """

    def __init__(self, data: bytes) -> None:
        cuts, folds = cuts_and_folds(strokes(data))
        assert all(9 < x < WIDTH - 9 for cut in cuts for x, _ in cut)  # rules, within panels
        self.across = {a[1] for a, b in folds if a[1] == b[1]}.pop()
        self.down = {a[0] for a, b in folds if a[0] == b[0]}.pop()
        duplex = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/ViewerPreferences"]["/Duplex"]
        self.pages = [lines_on(data, 0), lines_on(data, 1)]
        if duplex == "/DuplexFlipShortEdge":  # turned over, the second page stands on its head
            self.pages[1] = [
                (words, (WIDTH - x, HEIGHT - y), (-a, -b))
                for words, (x, y), (a, b) in self.pages[1]
            ]
        self.layers: list[tuple[Callable[[Point], bool], Callable[[Point], Point], bool]] = [
            (lambda p: True, lambda p: p, True)
        ]

    def fold(self, axis: int, at: float, beyond: bool) -> None:
        """Fold what lies beyond the line, or before it, away under the rest."""

        def is_away(p: Point) -> bool:
            return (p[axis] > at) == beyond

        def mirrored(p: Point) -> Point:
            return (p[0], 2 * at - p[1]) if axis else (2 * at - p[0], p[1])

        stay, away = [], []
        for holds, put, upwards in self.layers:
            stay.append((lambda p, h=holds, q=put: h(p) and not is_away(q(p)), put, upwards))
            folded = (lambda p, q=put: mirrored(q(p))), not upwards
            away.append((lambda p, h=holds, q=put: h(p) and is_away(q(p)), *folded))
        self.layers = stay + away[::-1]

    def seen(self, layer: int, from_above: bool) -> list[Line]:
        """The lines on a layer as they are seen: upwards, or from below, turned like a page."""
        holds, put, upwards = self.layers[layer]
        is_first = upwards == from_above
        found = []
        for words, (x, y), (a, b) in self.pages[0 if is_first else 1]:
            # On the sheet as its first page is seen.
            x, a = (x, a) if is_first else (WIDTH - x, -a)
            if not holds((x, y)):
                continue
            start, end = put((x, y)), put((x + a, y + b))
            mirror = 1 if from_above else -1
            up = end[0] - start[0], end[1] - start[1]
            found.append(
                (words, (mirror * start[0], start[1]), (mirror * round(up[0]), round(up[1])))
            )
        return found


def faults(data: bytes) -> list[str]:
    """What is not in its place once the sheet is folded across, and then like a book."""
    leaf = Leaf(data)
    assert (leaf.across, leaf.down) == pytest.approx((148.5, 105), abs=0.02)
    leaf.fold(1, leaf.across, beyond=True)
    found = []

    def expect(name: str, lines: list[Line], *words: str) -> None:
        said = [text for text, _, _ in lines]
        found.extend(f"{name}: {one}" for one in words if not any(one in own for own in said))
        found.extend(f"{name}: {text} is turned" for text, _, up in lines if up != (0, 1))

    opened = leaf.seen(1, from_above=False)
    expect("opened", opened, PANELS["how to"], PANELS["scale"])
    place = {words: at[0] for words, at, _ in opened}
    if not found and not place[PANELS["how to"]] < -105 < place[PANELS["scale"]]:
        found.append("opened: out of order")
    leaf.fold(0, leaf.down, beyond=False)
    expect("cover", leaf.seen(0, from_above=True), PANELS["cover"])
    expect("back", leaf.seen(3, from_above=False), PANELS["back"])
    inside = Leaf(data).seen(0, from_above=False)
    expect("inside", inside, "Three sessions", "A warm-up", "The whole deck", "Delivering")
    return found


def test_a_leaflet_reads_upright_and_in_order_when_it_is_folded():
    assert faults(built("leaflet")) == []


def with_layout(folder: Path, *changes: tuple[str, str]) -> bytes:
    own = folder / "layouts" / "pages" / "leaflet"
    shutil.copytree(BUNDLED / "layouts" / "pages" / "leaflet", own)
    text = (own / "together.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (own / "together.yaml").write_text(text, "utf-8")
    result = run("build", "leaflet", "-o", "l.pdf")
    assert result.exit_code == 0, result.stderr
    return Path("l.pdf").read_bytes()


@pytest.mark.parametrize(
    "changes",
    [
        [('turn: "180"', 'turn: "0"')],
        [("blocks: $cover", "blocks: $back"), ("blocks: $back}", "blocks: $cover}")],
        [
            ("blocks: $scale\n            bottom", "blocks: $how-to\n            bottom"),
            ("blocks: $how-to\n          left", "blocks: $scale\n          left"),
        ],
        [("height: 297, margin", 'height: 297, turn: "180", margin')],
    ],
    ids=["a panel upright", "the cover behind", "the spread swapped", "the inside turned"],
)  # fmt: skip
def test_a_leaflet_that_is_imposed_wrong_is_out_of_order(changes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert faults(with_layout(tmp_path, *changes)) != []


def test_screen_readers_read_cover_spread_back_and_then_the_inside():
    said = str(told_by_pdf(built("leaflet")))
    order = [PANELS[name] for name in ("cover", "how to", "scale", "back")]
    places = [
        said.index(words) for words in (*order, "Three sessions", "A warm-up", "Authenticity")
    ]
    assert places == sorted(places)


def sizes_on(data: bytes) -> set[float]:
    found = set()
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text, index)).strip():
                found.add(round(pdfium.FPDFText_GetFontSize(text, index), 1))
    return found


@pytest.mark.parametrize("words", [(), ("--card", "trust"), ("--theme", "being")])
def test_a_leaflet_has_at_most_seven_sizes_and_none_below_nine_points(words):
    sizes = sizes_on(built("leaflet", *words))
    assert len(sizes) <= 7 and min(sizes) >= 9


def letters_on(data: bytes, page: int) -> list[tuple[str, float, float]]:
    """Each letter with the middle of its box, in mm, y up."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    boxes = ((index, text.get_charbox(index)) for index in range(text.count_chars()))
    return [
        (letter, MM * (left + right) / 2, MM * (bottom + top) / 2)
        for index, (left, bottom, right, top) in boxes
        if (letter := chr(pdfium.FPDFText_GetUnicode(text, index))).strip()
    ]


@pytest.mark.parametrize("words", [(), ("--card", "trust"), ("--ink", "mono")])
def test_words_of_a_leaflet_keep_clear_of_paper_and_folds(words):
    data = built("leaflet", *words)
    for page in range(2):
        for letter, x, y in letters_on(data, page):
            assert 10 < x < WIDTH - 10 and 10 < y < HEIGHT - 10, letter
            assert abs(x - WIDTH / 2) > 10 and abs(y - HEIGHT / 2) > 10, letter


def cards(count):
    names = ["Trust", "System influence", "Collaboration & co-creation", "Shared accountability"]
    return [{"name": names[n % 4], "theme": "ab"[n * 2 // count]} for n in range(count)]


THEMES = [
    {"id": "a", "name": "Relating and communicating", "colour": "coral", "mark": "links"},
    {"id": "b", "name": "Delivering", "colour": "pine", "mark": "steps"},
]


@pytest.mark.parametrize("count", [1, 13, 60])
def test_a_leaflet_shows_all_behaviours_on_its_inside(count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path, *cards(count), themes=THEMES)
    result = run("build", "leaflet", "-o", "l.pdf", "--verify")
    assert result.exit_code == 0, result.stderr
    data = Path("l.pdf").read_bytes()
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 2
    text = pypdfium2.PdfDocument(data)[1].get_textpage().get_text_range().split()
    assert all(str(number) in text for number in range(1, count + 1))
    assert min(sizes_on(data)) >= 9


def test_many_behaviours_run_down_columns_and_name_their_theme_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path, *cards(60), themes=THEMES)
    assert run("build", "leaflet", "-o", "l.pdf").exit_code == 0
    text = pypdfium2.PdfDocument("l.pdf")[1].get_textpage().get_text_range()
    listed = text[text.index("at a glance") :]
    names = "Trust|System influence|Collaboration|Shared accountability"
    numbers = [int(number) for number in re.findall(rf"(\d+)\s+(?:{names})", listed)]
    assert numbers == [*range(1, 61)]
    # Each column begins with the theme that goes on in it.
    heads = re.findall(r"Relating and|Delivering", listed)
    assert heads == ["Relating and", "Relating and", "Delivering", "Delivering"]
    found = [letter for letter in letters_on(Path("l.pdf").read_bytes(), 1) if letter[2] < 130]
    lowest = [min(y for _, x, y in found if left < x < left + 60) for left in (10, 75, 140)]
    assert max(lowest) - min(lowest) < 16


def test_a_leaflet_of_more_behaviours_than_its_inside_holds_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path, *cards(140), themes=THEMES)
    result = run("build", "leaflet", "-o", "l.pdf")
    assert result.exit_code == 1 and not Path("l.pdf").exists()
    assert "mm more height than leaflet has" in result.stderr
    assert "print fewer cards" in result.stderr


def test_a_deck_that_does_not_tell_how_it_is_used_gets_words_that_are_marked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_deck(tmp_path)
    assert run("build", "leaflet", "-o", "l.pdf").exit_code == 0
    text = pypdfium2.PdfDocument("l.pdf")[0].get_textpage().get_text_range()
    assert "How to use the cards" in text and "Give an example" in text
    assert text.count("Added by the cardgen project") == 3
    own = pypdfium2.PdfDocument(built("leaflet"))[0].get_textpage().get_text_range()
    assert "Take your temperature" in own and own.count("Added by the cardgen project") == 2


def test_two_languages_have_a_leaflet_each(tmp_path):
    path = tmp_path / "l.pdf"
    result = run("-C", BWRDD, "build", "leaflet", "--lang", "cy,en", "-o", path, "--verify")
    assert result.exit_code == 0, result.stderr
    assert "2 sheets of A4, both sides, actual size, flip on LONG edge" in result.stderr
    insides = [pypdfium2.PdfDocument(path)[at].get_textpage().get_text_range() for at in (1, 3)]
    assert "Tair sesiwn" in insides[0] and "Three sessions" in insides[1]


def test_the_terminal_says_how_a_leaflet_is_turned_and_folded():
    said = run("-C", BUNDLED, "build", "leaflet", "-n").stderr
    assert "13 cards → 1 sheet of A4, both sides, actual size, flip on LONG edge" in said
    assert "fold each sheet across the middle, with the cover outside" in said


def test_a_leaflet_is_no_booklet():
    result = run("-C", BUNDLED, "build", "leaflet", "--booklet", "-n")
    assert result.exit_code == 2 and "--booklet does not apply to it" in result.stderr


def test_a_workshop_makes_leaflets_and_its_index_says_how_they_are_folded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "title: W\ndate: 2026-12-01\ncards: [being, trust]\noutputs: [leaflet]\n"
    Path("w.yaml").write_text(text, "utf-8")
    result = run("build", "w.yaml")
    assert result.exit_code == 0, result.stderr
    inside = pypdfium2.PdfDocument("build/w/leaflet.pdf")[1].get_textpage().get_text_range()
    assert "Trust" in inside and "Delivery" not in inside
    index = Path("build/w/index.html").read_text("utf-8")
    assert "flip on LONG edge" in index and "fold across the middle" in index


@pytest.mark.parametrize("words", [("--ink", "mono"), ("--draft",)])
def test_folds_stay_where_they_are_in_one_ink_and_in_drafts(words):
    assert faults(built("leaflet", *words)) == []


def test_the_same_deck_makes_the_same_leaflet(tmp_path):
    data = built("leaflet")
    path = tmp_path / "again.pdf"
    assert run("-C", BUNDLED, "build", "leaflet", "-o", path).exit_code == 0
    assert path.read_bytes() == data


def blank_share(data: bytes, page: int, x: int, y: int) -> float:
    """How much of the height of a quarter of the paper is one blank strip; x and y are 0 or 1."""
    picture = pypdfium2.PdfDocument(data)[page].render(scale=0.5).to_pil().convert("L")
    wide, high = picture.width / 2, picture.height / 2
    inside = (x * wide + 4, y * high + 4, (x + 1) * wide - 4, (y + 1) * high - 4)
    part = picture.crop(tuple(map(round, inside)))
    longest = run_ = 0
    for row in range(part.height):
        darkest, _ = part.crop((0, row, part.width, row + 1)).getextrema()
        run_ = run_ + 1 if darkest > 250 else 0
        longest = max(longest, run_)
    return longest / part.height


@pytest.mark.parametrize("words", [(), ("--card", "trust"), ("--theme", "being")])
def test_no_panel_or_quarter_of_a_leaflet_is_blank_by_more_than_two_fifths(words):
    data = built("leaflet", *words)
    places = [(page, x, y) for page in (0, 1) for x in (0, 1) for y in (0, 1)]
    assert max(blank_share(data, *place) for place in places) < 0.4


def test_the_back_of_a_leaflet_holds_a_logo_and_long_rights(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9v4z"/></svg>'
    (tmp_path / "deck" / "logo.svg").write_text(svg, "utf-8")
    small_deck(
        tmp_path,
        publisher="The Academy of the North West and the Councils of Greater Manchester",
        rights="Text © the Academy, used for workshops in the region and not for resale. " * 3,
        logo={"file": "logo.svg", "alt": "The Academy"},
    )
    result = run("build", "leaflet", "-o", "l.pdf")
    assert result.exit_code == 0, result.stderr
