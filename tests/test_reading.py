"""Editions to read: HTML, Markdown and plain text, made of what the pages say."""

import json
import re
import shutil
from hashlib import sha256
from itertools import pairwise
from pathlib import Path as File

import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED, layup_of
from frames import ABOUT, TEAL, edition_style, face, line, says, sheet
from markdown_it import MarkdownIt
from structure import parsed, texts, told_by_pdf

from cardgen.graphics.frame import Box, Element, Frame, Ink, Line, Path, Placed
from cardgen.model.layout import Screen
from cardgen.output.editions.edition import write_edition

PAGES = File(__file__).parent / "pages"
WHITE = Ink("white", (255, 255, 255), (0, 0, 0, 0), (0, 0, 0, 0), 0)
SCREEN = Screen("Contents", "p { margin: 0 }")
SVG = "{http://www.w3.org/2000/svg}"
HEADING = re.compile("h[1-6]")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder without a deck of its own: the bundled one is used."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(output, form, *arguments):
    result = run(*arguments, "build", output, "--format", form, "-o", "-")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def read(*items, form="html", themes=()):
    """An edition of one page with these items; themes by their names."""
    return write_edition([sheet(*items)], ABOUT, form, edition_style(SCREEN, *themes))


def of_pdf(output, folder=BUNDLED):
    """Every text of an output's PDF in order, and the names of themes where they begin."""
    data = run("-C", folder, "build", output, "-o", "-").stdout_bytes
    names = {theme.name.text for theme in layup_of(output, folder).spec.deck.themes}
    for indent, (role, *attributes), words in told_by_pdf(data):
        told = dict(re.findall("^(T|Alt|ActualText)=['\"](.*)['\"]$", "\n".join(attributes), re.M))
        if role == "Sect" and indent == "  " and told.get("T") in names:
            yield told["T"]
        yield from (told[key] for key in ("ActualText", "Alt") if key in told)
        if words and role != "Figure":  # a drawing has the outlines of its words, and tells them
            yield words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("output", "folder"), [("cards", BUNDLED), ("reading", BUNDLED), ("squares", ALLOTMENT)]
)
def test_a_page_says_all_that_the_pdf_says_and_nothing_twice(output, folder):
    page = parsed(built(output, "html", "-C", folder))
    header, main = page.find("body/header"), page.find("body/main")
    if folder == BUNDLED:
        told = texts(header, main)
    else:  # without a title card, title and publisher open the page
        assert texts(header) == ["Allotment Year", "The Lower Field Allotments"]
        assert [element.tag for element in header] == [f"{SVG}svg", "h1", "p"]
        told = texts(main)
    assert told == list(of_pdf(output, folder))


def test_a_page_can_be_found_ones_way_in():
    page = parsed(built("cards", "html"))
    levels = [int(element.tag[1]) for element in page.iter() if HEADING.fullmatch(element.tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    every = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(every) == len(set(every)) > 16
    ids = [name for name in every if "_" not in name]  # those of parts of drawings have one
    links = page.findall(".//nav//a")
    assert [link.get("href") for link in links] == [f"#{name}" for name in ids]
    labels = [element.get("aria-labelledby") for element in page.iter("section")]
    assert [label for label in labels if label] == ids
    for link in links:
        named = page.find(f".//*[@id='{link.get('href')[1:]}']")
        assert link.text == "".join(named.itertext())
    themes = page.findall("body/main/section[@class='theme']")
    assert [theme.get("data-theme") for theme in themes] == [
        *("being", "relating-and-communicating", "leading-and-visioning", "delivering"),
    ]
    (nav,) = page.findall("body/nav")
    assert nav.get("aria-label") == nav.find("h2").text == "Contents"
    (delivering,) = (item for item in nav.iter("li") if item.find("a").text == "Delivering")
    assert [link.get("href") for link in delivering.findall("ul/li/a")] == [
        *("#ownership-accountability", "#delivery", "#doing-things-differently"),
    ]


def test_a_page_needs_nothing_but_itself():
    text = built("cards", "html")
    page = parsed(text)
    assert {element.tag for element in page.iter()} & {"script", "link", "img", "iframe"} == set()
    assert not [e for e in page.iter() if {"src", "srcset", "onload", "style"} & set(e.keys())]
    assert not re.search(r"url\((?!data:font/ttf;base64,)|@import", text)
    assert (page.get("lang"), page.find("head/title").text) == ("en-GB", "Doing Things Differently")


def test_languages_are_said_where_they_change():
    page = parsed(built("squares", "html", "-C", ALLOTMENT))
    cymraeg = [element.text for element in page.iter() if element.get("lang") == "cy"]
    layup, why = "Glanhau’r casgenni dŵr", "Mae dŵr glân yn cadw’r planhigion yn iach."
    assert cymraeg == [layup, layup, why]  # in the contents, as a heading, and the text


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_deck_reads_as_it_did(form, same_as):
    same_as(PAGES / f"allotment.{form}", built("squares", form, "-C", ALLOTMENT))


def test_markdown_says_what_the_page_says():
    """Through a parser of CommonMark; of drawings it says what they are called, and plus and minus
    are its own bullets."""
    text = built("cards", "md")
    page, markdown = parsed(built("cards", "html")), rendered(text)
    labels = [label.text for label in page.findall(".//li/span")]
    assert labels.count("+") == len(re.findall(r"^\+ ", text, re.M)) > 50
    assert labels.count("−") == len(re.findall("^- ", text, re.M)) > 50
    starts = [int(numbered.find("li").get("value")) for numbered in page.iter("ol")]
    assert [int(numbered.get("start", 1)) for numbered in markdown.iter("ol")] == starts
    drawn = [text for svg in page.iter(f"{SVG}svg") for text in texts(svg)[1:]]
    spoken = texts(page.find("body/header"), page.find("body/main"))
    unsaid = {*labels, *drawn, *(item.get("value") for item in page.iter("li"))}
    numbers = [str(number) for number in range(1, 14)]  # stand on the cards too
    assert [text for text in spoken if text not in unsaid] == [
        text for text in texts(markdown) if text not in numbers
    ]


def rendered(markdown):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    return parsed(f"<!doctype html><title>x</title>{html}").find("body")


STRANGE = "1. *Not* a_list_ & <b>no</b> `code` [no](link) &amp; # ~~x~~ \\ | +1"


@pytest.mark.parametrize("words", [STRANGE, "# no", "- no", "+ no", "12) no", "> no", "=== "])
def test_what_looks_like_markup_is_words(words):
    page = parsed(read(says("P", words)))
    assert texts(page.find("body/main")) == [words.strip()]
    body = rendered(read(says("P", words), form="md"))
    assert [element.tag for element in body] == ["h1", "p", "p", "p"]
    assert texts(body)[-1] == words.strip()


def row(*cells, role="TD"):
    first, *others = cells
    return Element("TR", (says("TH", first), *(says(role, cell) for cell in others)))


TABLE = Element(
    "Table",
    (
        says("Caption", "What a card costs"),
        Element("THead", (row("Sheets", "Cost | each", role="TH"),)),
        Element("TBody", (row("1", "a pound"), row("12", " ".join(["a long story"] * 9)))),
    ),
)


def test_a_table_is_a_table():
    page = parsed(read(TABLE)).find("body/main/table")
    assert [kid.tag for kid in page] == ["caption", "thead", "tbody"]
    assert [cell.get("scope") for cell in page.iter("th")] == ["col", "col", "row", "row"]
    assert read(TABLE, form="md").split("\n\n")[-1].splitlines()[:3] == [
        "| Sheets | Cost \\| each |",
        "| --- | --- |",
        "| 1 | a pound |",
    ]
    lines = read(TABLE, form="txt").split("\n\n")[-1].splitlines()
    assert lines[0] == "Sheets  Cost | each"
    assert lines[2] == "1       a pound"
    assert lines[4] == " " * 8 + "long story a long story a long story a long story"
    assert max(map(len, lines)) <= 78


def item(label, *body, alt=None):
    return Element("LI", (Element("Lbl", (line(label),), alt=alt), Element("LBody", body)))


def test_lists_keep_their_labels():
    """Numbers that do not begin with one, plus and minus, and a list within a list."""
    inner = Element("L", (item("−", line("b")), item("−", line("c"))))
    listed = Element("L", (item("7", says("P", "a"), inner), item("8", says("P", "d"))))
    signs = Element("L", (item("x", line("Good"), alt="+"),))
    main = parsed(read(listed, signs)).find("body/main")
    assert [element.tag for element in main] == ["ol", "ul"]
    assert texts(main) == ["7", "a", "−", "b", "−", "c", "8", "d", "+", "Good"]
    markdown = read(listed, signs, form="md").split("\n\n", 3)[3]
    assert markdown == "7. a\n\n   - b\n   - c\n\n8. d\n\n+ Good\n"
    plain = read(listed, signs, form="txt").split("\n\n", 3)[3]
    assert plain == "7. a\n   − b\n   − c\n8. d\n\n+ Good\n"


def test_a_drawing_stands_on_its_own_field():
    """White words would be lost on a white page."""
    scale = Element("Figure", (Box(10, 10, 20, 5, stroke=TEAL), line("Low", 10, 14)), alt="A scale")
    field, panel = Box(0, 0, 60, 90, TEAL), Box(5, 5, 50, 80, WHITE)
    on_field = face("Care", field, says("H", "Care"), scale)
    on_panel = face("Trust", field, panel, says("H", "Trust"), scale)
    pages = [sheet(field, scale, on_field), sheet(scale, on_panel)]
    page = parsed(write_edition(pages, ABOUT, "html", edition_style(SCREEN)))
    classes = [figure.get("class") for figure in page.findall(".//figure")]
    assert classes == ["ground own-1", "ground own-1", None, None]
    assert ".own-1 { --ground: #007880; }" in page.find("head/style").text
    assert read(scale, form="md").endswith("\n*A scale*\n")
    assert read(scale, form="txt").endswith("\n[A scale]\n")


def test_a_drawing_is_drawn_as_it_stands_on_the_card():
    square = Frame(10, 10, (Box(0, 0, 10, 10, TEAL, radius=2), Line(0, 0, 10, 10, TEAL, 1)))
    blot = Path((("M", 0, 0), ("L", 4, 0), ("C", 4, 2, 2, 4, 0, 4), ("Z",)), TEAL)
    placed = Placed(30, 5, square), Placed(50, 5, square, turn=90, bleed=(0, 0, 0, 0))
    text = read(Element("Figure", (*placed, blot, line("AA", 2, 3)), alt='"A" & B'))
    svg = parsed(text).find(f".//{SVG}svg")
    assert svg.get("aria-label") == '"A" & B'
    whole = svg.find(f"{SVG}g")
    assert whole.get("transform") == "scale(0.01)"  # lengths are hundredths of a millimetre
    groups = whole.findall(f"{SVG}g")
    assert [group.get("transform") for group in groups] == [
        *("translate(3000 500)", "matrix(0 1 -1 0 6000 500)", "matrix(0.3175 0 0 0.3175 200 300)"),
    ]
    assert groups[0].find(f"{SVG}rect").get("rx") == "200"
    assert whole.find(f"{SVG}path").get("d") == "m0 0h400c0 200-200 400-400 400z"
    letters = [use.get("href") for use in groups[2].findall(f"{SVG}use")]
    assert len(letters) == 2 and len(set(letters)) == 1


def test_a_drawing_that_bleeds_is_clipped_beyond_its_bleed():
    square = Frame(10, 20, (Box(-9, -9, 40, 40, TEAL),))
    text = read(Element("Figure", (Placed(30, 5, square, bleed=(1, 2, 3, 4)),), alt="A square"))
    (kept,) = parsed(text).findall(f".//{SVG}clipPath")
    rect = kept.find(f"{SVG}rect")
    found = {name: rect.get(name) for name in ("x", "y", "width", "height")}
    assert found == {"x": "-100", "y": "-200", "width": "1400", "height": "2600"}
    clipped = [group.get("clip-path") for group in parsed(text).findall(f".//{SVG}g")]
    assert f"url(#{kept.get('id')})" in clipped


def test_sections_without_a_heading_get_their_name():
    """And none that is too deep: the levels end at six."""
    deep = says("H", "Deep")
    for _ in range(6):
        deep = Element("Sect", (says("H", "Deeper"), deep))
    text = read(face("Trust", says("P", "You will see"), deep, theme="Being"), themes=["Being"])
    main = parsed(text).find("body/main")
    headings = [(e.tag, "".join(e.itertext())) for e in main.iter() if HEADING.fullmatch(e.tag)]
    assert headings[:3] == [("h2", "Being"), ("h3", "Trust"), ("h4", "Deeper")]
    assert headings[-1] == ("h6", "Deep")


def test_a_section_is_called_by_its_heading_wherever_it_stands():
    page = parsed(read(face("Care", says("P", "1"), says("H", "Taking care"))))
    (link,) = page.findall(".//nav//a")
    assert (link.get("href"), link.text) == ("#care", "Taking care")
    assert page.find(".//*[@id='care']").text == "Taking care"


def test_no_level_is_left_out_however_sections_are_nested():
    bare = Element("Sect", (Element("Sect", (says("H", "Within"),)),))
    late = face("Care", Element("Sect", (says("H", "First"),)), says("H", "Late"))
    main = parsed(read(bare, late)).find("body/main")
    headings = [(e.tag, e.text) for e in main.iter() if HEADING.fullmatch(e.tag)]
    assert headings == [("h2", "Within"), ("h2", "Care"), ("h3", "First"), ("h2", "Late")]


def test_a_style_sheet_cannot_end_itself():
    evil = Screen("<b>", "p::after { content: '</style><script>' }")
    text = write_edition([sheet(says("P", "x"))], ABOUT, "html", edition_style(evil))
    assert "script" not in {element.tag for element in parsed(text).iter()}


def test_words_and_looks_of_ones_own(elsewhere):
    (elsewhere / "layouts").mkdir()
    own = 'contents: "Be’ sy yma"\nstyle: |\n  p { margin: 0 }\n'
    (elsewhere / "layouts" / "screen.yaml").write_text(own, encoding="utf-8")
    page = parsed(built("cards", "html"))
    assert page.find("body/nav").get("aria-label") == "Be’ sy yma"
    assert page.find("head/style").text.endswith("\np { margin: 0 }\n")


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_build_writes_an_edition_and_says_so(form, elsewhere):
    result = run("build", "cards", "--format", form, "--json")
    (file,) = json.loads(result.stdout)["files"]
    data = (elsewhere / "build" / f"cards.{form}").read_bytes()
    assert (file["path"], file["sha256"]) == (f"build/cards.{form}", sha256(data).hexdigest())
    again = run("build", "cards", "--format", form)
    size = f"{round(len(data) / 1000)} kB"
    first, contacts, wrote = again.stderr.splitlines()
    assert (again.stdout, first) == ("", "16 cards, to read on screen")
    assert contacts.startswith("the contacts on how-to are left out")
    assert wrote == f"wrote build/cards.{form} ({size})"
    assert (elsewhere / "build" / f"cards.{form}").read_bytes() == data
    assert data.endswith(b"\n") and b"\r" not in data


def test_part_of_a_deck_and_a_plan_without_a_file(elsewhere):
    result = run("build", "cards", "--format", "txt", "--theme", "being", "-n")
    assert result.stderr == "3 cards, to read on screen\nwould write build/cards-being.txt\n"
    assert list(elsewhere.iterdir()) == []
    text = built("cards", "txt", "--deck", BUNDLED / "deck")
    assert "Mindset" in text and "\n4. " in text


@pytest.mark.slow
def test_of_sheets_what_is_read_is_the_cards():
    """As if each face had a page; what has no back says nothing of one."""
    assert built("facilitator", "txt") == built("cards", "txt")
    plan = json.loads(run("build", "facilitator", "--format", "txt", "-n", "--json").stdout)
    (file,) = plan["files"]
    assert (file["paper"], file["sheets"], len(file["pages"])) == (None, None, 0)
    assert built("labels", "txt").count("\nTrust\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--flip", "long"], ["--flip", "none"], ["--fold"], ["--proof"], ["--verify"]),
        *(["--printer", "office"], ["--sheet", "a3"], ["--marks", "lines"], ["--copies", "2"]),
        *(["--marks-on", "fronts"], ["--start-at", "2"], ["--order", "stack"]),
    ],
)
def test_what_only_paper_has_is_refused(arguments, elsewhere):
    result = run("build", "office", "--format", "html", *arguments)
    assert result.exit_code == 2
    assert f"{' '.join(arguments[:1])}" in result.stderr
    assert "--format html has no sheets" in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_with_a_mistake_in_the_deck_an_older_edition_stays(elsewhere):
    shutil.copytree(BUNDLED / "deck", elsewhere / "deck")
    deck = elsewhere / "deck" / "being.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("name: ", "nmae: ", 1), "utf-8")
    older = elsewhere / "cards.html"
    older.write_text("<!doctype html>older")
    result = run("build", "cards", "--format", "html", "-o", older)
    assert (result.exit_code, older.read_text()) == (1, "<!doctype html>older")


def test_an_edition_and_json_cannot_both_go_to_standard_output():
    result = run("build", "cards", "--format", "md", "-o", "-", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "MD and JSON cannot both go to standard output" in result.stderr
