"""What an edition of HTML is dressed in: fonts, tones, marks, art and links."""

import re
from base64 import b64decode
from hashlib import sha256

import pytest
import uharfbuzz as hb
from command_line import run
from decks import ALLOTMENT, BUNDLED
from frames import ABOUT, FONTS, TEAL, edition_style, face, line, says, sheet
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small_decks import lay_out, small_deck
from structure import parsed, texts

from cardgen.graphics.colour.colorimetry import contrast, linear, luminance
from cardgen.graphics.colour.tones import told_from
from cardgen.graphics.frame import Box, Element, Frame, Ink
from cardgen.model.layout import Screen
from cardgen.output.editions.edition import write_edition
from cardgen.output.editions.links import address_of, linked

LIGHT, DARK = {"paper": (255, 255, 255)}, {"paper": (20, 20, 20)}
SVG = "{http://www.w3.org/2000/svg}"
BRIDGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
RGB = st.tuples(*[st.integers(0, 255)] * 3)


BARE = Screen("Contents", "")


def page_of(*items, screen=BARE, form="html", themes=(), **more):
    return write_edition([sheet(*items)], ABOUT, form, edition_style(screen, *themes, **more))


def edition(output, folder):
    result = run("-C", folder, "build", output, "--format", "html", "-o", "-")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def style_of(text):
    return parsed(text).find("head/style").text


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://example.org/a(b)?c=d&e#f", "https://example.org/a(b)?c=d&e#f"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("www.nwacademy.nhs.uk", "https://www.nwacademy.nhs.uk"),
        ("nwla.info@nhs.net", "mailto:nwla.info@nhs.net"),
        ("https://", None),
        ("www.", None),
        ("@nhsnwla", None),
        ("e.g. this", None),
        ("javascript:alert(1)", None),
        ("example.org", None),
        ("0161 625 7349", "tel:01616257349"),
        ("+44 20 7946 0958", "tel:+442079460958"),
        ("01/02/2003", None),
        ("2017", None),
        ("0.123456789", None),
        ("00012345678x", None),
    ],
)
def test_an_address_leads_somewhere(words, address):
    assert address_of(words) == address
    assert list(linked(words)) == [(words, address)]


@pytest.mark.parametrize(
    "text",
    [
        "See {}.",
        "({})",
        "“{}”, they say",
        "{}; {}!",
        "[{}]",
        "a|{} | b",
        "<{}>",
    ],
)
@pytest.mark.parametrize("address", ["https://example.org/x_(y)", "www.nhs.uk/a-b", "a.b@nhs.net"])
def test_the_punctuation_around_an_address_is_not_its_own(text, address):
    said = text.replace("{}", address)
    found = list(linked(said))
    assert "".join(words for words, _ in found) == said
    assert [words for words, leads in found if leads] == [address] * text.count("{}")


@given(st.text(alphabet="ahtps:/w.@()[]>,!? \n“_"))
def test_links_change_no_words(text):
    assert "".join(words for words, _ in linked(text)) == text


def test_addresses_in_a_text_are_links():
    said = "Ask nwla.info@nhs.net, or www.nhs.uk/a_b?c&d (https://example.org/x_y)."
    main = parsed(page_of(says("P", said))).find("body/main")
    assert "".join(main.itertext()).strip() == said
    assert [(link.text, link.get("href")) for link in main.iter("a")] == [
        ("nwla.info@nhs.net", "mailto:nwla.info@nhs.net"),
        ("www.nhs.uk/a_b?c&d", "https://www.nhs.uk/a_b?c&d"),
        ("https://example.org/x_y", "https://example.org/x_y"),
    ]
    markdown = page_of(says("P", said), form="md")
    html = MarkdownIt("commonmark").render(markdown)
    body = parsed(f"<!doctype html><title>x</title>{html}").find("body")
    assert texts(body)[-1] == ")." and "".join(body.itertext()).strip().endswith(said)
    assert [(link.text, link.get("href")) for link in body.iter("a")] == [
        (link.text, link.get("href")) for link in main.iter("a")
    ]
    assert page_of(says("P", said), form="txt").replace("\n", " ").strip().endswith(said)


def test_the_code_of_a_survey_is_a_link(tmp_path):
    address = "https://example.org/share?from=cards&lang=en"
    code = "- qr: {of: '{survey}', side: 24, ink: ink, paper: paper, alt: $qr-alt}"
    lay_out(tmp_path, code, f"survey: {address}")
    page = parsed(edition("own", tmp_path))
    (link,) = page.findall(".//figure/a")
    assert link.get("href") == address
    assert link.find(f"{SVG}svg").get("aria-label") == f"QR code for {address}"


def test_a_drawing_that_leads_nowhere_that_a_browser_goes_is_no_link():
    code = Element("Figure", (Box(0, 0, 9, 9, TEAL),), alt="Wi-Fi", link="WIFI:S:Hall;;")
    assert parsed(page_of(code)).find(".//figure/a") is None


@given(RGB, st.sampled_from([LIGHT["paper"], DARK["paper"], (0, 0, 0), (240, 230, 200)]))
def test_any_colour_can_be_told_from_the_paper(base, paper):
    tone = told_from(paper, base, 4.5)
    ratios = [contrast(luminance(linear(rgb)), luminance(linear(paper))) for rgb in (base, tone)]
    assert ratios[1] >= 4.5
    assert tone == base if ratios[0] >= 4.5 else ratios[1] < 5.5


def test_a_colour_that_cannot_be_told_from_its_ground_becomes_black_or_white():
    assert told_from((110, 110, 110), (200, 30, 30), 9) == (255, 255, 255)
    assert told_from((140, 140, 140), (200, 30, 30), 9) == (0, 0, 0)


def test_a_theme_has_its_mark_in_a_tone_for_each_scheme():
    yellow = Ink("sun", (255, 206, 36), (0, 16, 90, 0), (0, 5, 75, 0), 14)
    screen = Screen("Contents", "", light=LIGHT, dark=DARK)
    style = edition_style(screen, "Being")
    style = style._replace(themes={"Being": style.themes["Being"]._replace(base=yellow)})
    text = write_edition(
        [sheet(face("Trust", says("P", "x"), theme="Being"))], ABOUT, "html", style
    )
    light, dark = style_of(text).split("@media screen and (prefers-color-scheme: dark)")
    assert '[data-theme="being"] { --theme: #B66000; }' in light
    assert '[data-theme="being"] { --theme: #FFCE24; }' in dark
    page = parsed(text)
    for place in (".//nav/ul/li[@data-theme='being']", ".//section[@data-theme='being']/h2"):
        (mark,) = page.findall(f"{place}/{SVG}svg")
        assert (mark.get("class"), mark.get("aria-hidden")) == ("mark", "true")
        assert {path.get("fill") for path in mark.iter(f"{SVG}path")} == {"currentColor"}


def test_without_dark_colours_there_is_one_scheme():
    assert "prefers-color-scheme" not in style_of(page_of(says("P", "x")))


def test_art_stands_over_its_card_and_says_nothing():
    art = Frame(105, 40, (Box(0, 0, 105, 40, TEAL),))
    text = page_of(face("Trust", says("H", "Trust")), art={"trust": art}, cover=art)
    page = parsed(text)
    shown = page.find("body/main/section")[0]
    assert (shown.get("class"), shown.get("aria-hidden")) == ("art", "true")
    assert shown.get("viewBox") == "0 0 105 40" and texts(shown) == []
    assert page.find("body/header")[0].get("class") == "cover"


def test_a_described_picture_is_shown_once(tmp_path):
    """Among the words of its card, and not over them as well."""
    told = {"image": {"file": "bridge.svg", "alt": "A bridge"}}
    small_deck(tmp_path, told, {"image": {"file": "bridge.svg", "decorative": True}}, {})
    (tmp_path / "deck" / "bridge.svg").write_text(BRIDGE, "utf-8")
    page = parsed(edition("reading", tmp_path))
    found = {
        card: (len(section.findall(f"{SVG}svg")), len(section.findall("figure")))
        for card in ("c1", "c2", "c3")
        for section in page.findall(f".//section[@aria-labelledby='{card}']")
    }
    assert found == {"c1": (0, 1), "c2": (1, 0), "c3": (1, 0)}


def test_a_drawing_in_neutral_inks_follows_the_scheme():
    black = Ink("ink", (0, 0, 0), (0, 0, 0, 100), (0, 0, 0, 100), 100)
    schemes = {"light": {**LIGHT, "ink": (0, 0, 0)}, "dark": {**DARK, "ink": (255, 255, 255)}}
    screen = Screen("Contents", "", **schemes)

    def shown(*items, **more):
        figure = Element("Figure", items, alt="x", **more)
        page = parsed(page_of(figure, screen=screen)).find(".//figure")
        return page.get("class"), [box.get("fill") for box in page.iter(f"{SVG}rect")]

    plain = Box(0, 0, 9, 9, black)
    assert shown(plain) == ("plain", ["var(--ink)"])
    assert shown(plain, Box(0, 0, 9, 9, TEAL)) == (None, ["#000000", "#007880"])
    assert shown(plain, link="https://example.org") == (None, ["#000000"])


def faces_in(text):
    """The font files of a page by their families, opened."""
    rules = re.findall(
        r"font-family: '(\w+)'; src: url\(data:font/ttf;base64,([^)]+)", style_of(text)
    )
    return {name: hb.Face(hb.Blob(b64decode(data))) for name, data in rules}


def test_a_page_has_of_a_font_what_it_uses():
    screen = Screen("Contents", "p { font-family: var(--font-Text) }", emphasis={"em": "Title"})
    bare = faces_in(page_of(says("P", "Trust"), screen=screen))
    assert set(bare) == {"Text"}
    written = set("Contents Trust Behaviours & their cards A deck Ŵyn 0123456789.")
    assert set(map(chr, bare["Text"].unicodes)) == written - {"Ŵ"} | {"Ŵ"}
    emphasised = Element("P", (Element("Em", (line("Yes"),)),))
    both = faces_in(page_of(emphasised, screen=screen))
    assert set(map(chr, both["Title"].unicodes)) == set("Yes ")
    assert faces_in(page_of(emphasised)) == {}


def test_what_a_font_lacks_comes_from_the_font_after_it():
    title, text = FONTS["Title"], FONTS["Text"]
    (lacking, *_) = sorted(text.characters - title.characters)
    screen = Screen("C", "p { font-family: var(--font-Title) }")
    made = page_of(says("P", f"C{lacking}"), screen=screen, chains={"Title": (title, text)})
    fonts = {name: set(map(chr, font.unicodes)) for name, font in faces_in(made).items()}
    assert fonts["Text"] == {lacking, " "}
    assert lacking not in fonts["Title"] and "C" in fonts["Title"]
    assert "--font-Title: 'Title', 'Text', sans-serif;" in style_of(made)


def test_a_font_keeps_its_kerning_and_its_licence():
    screen = Screen("Contents", "p { font-family: var(--font-Title) }")
    text = page_of(says("P", "To"), screen=screen)
    (font,) = faces_in(text).values()
    licence = FONTS["Title"].licence
    assert "OFL" in licence and f"/* Title: {licence} */" in style_of(text)
    assert font.get_name(0) in licence and font.get_name(14) in licence
    buffer = hb.Buffer()
    buffer.add_str("To")
    buffer.guess_segment_properties()
    hb.shape(hb.Font(font), buffer)
    kerned = buffer.glyph_positions[0].x_advance
    assert kerned == round(FONTS["Title"].word("T", "o").advance * font.upem / 1000)


def test_the_policy_allows_the_style_sheet_and_nothing_else():
    text = page_of(says("P", "x"), screen=Screen("Contents", "p { margin: 0 }"))
    sheet_text = re.search("<style>(.*)</style>", text, re.S)[1]
    policy = parsed(text).find("head/meta[@http-equiv]").get("content")
    digest = re.search("'sha256-(.*?)'", policy)[1]
    assert b64decode(digest) == sha256(sheet_text.encode()).digest()
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not re.search(r"<[^>]* style=", text)


@pytest.mark.slow
@pytest.mark.parametrize("home", [BUNDLED, ALLOTMENT])
def test_a_deck_is_dressed_in_its_own_fonts_and_art(home):
    output = "reading" if home == BUNDLED else "squares"
    text = edition(output, home)
    fonts = {"regular", "bold", "medium", "heading", "display"}
    assert fonts <= set(faces_in(text)) and "italic" not in faces_in(text)
    page = parsed(text)
    numbered = {"reading": 13, "squares": 3}[output]
    assert len(page.findall(f".//section/{SVG}svg[@class='art']")) == numbered
    assert len(text) < 200_000


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("style: 'p { font: 1rem var(--font-regluar) }'", 'no font is called "regluar"'),
        ("style: p {}\nemphasis: {em: slanted}", 'no font is called "slanted"'),
        ("style: p {}\nlight: {paper: white}", '"white" is not a colour'),
        ("style: p {}\nart: {width: 0, height: 9}", "this must be more than 0"),
    ],
)
def test_a_mistake_in_the_looks_is_told(written, found, tmp_path):
    small_deck(tmp_path)
    (tmp_path / "layouts").mkdir()
    own = tmp_path / "layouts" / "screen.yaml"
    own.write_text(f"contents: Contents\n{written}\n", "utf-8")
    result = run("-C", tmp_path, "build", "reading", "--format", "html")
    assert result.exit_code == 1
    assert found in result.stderr and "layouts/screen.yaml" in result.stderr
