"""Decks go out as workbooks, documents and tables, and come back as they were."""

import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from office_files import (
    besides_words,
    exported,
    folder_of,
    imported,
    read,
    said,
    with_cells,
    with_paragraphs,
    workbook,
)
from pictures import quarters

WHOLE = ["deck.xlsx", "deck.docx"]
AIRE = Path(__file__).parent / "decks" / "aire" / "deck"  # with a logo and brand colours
DECKS = [BUNDLED / "deck", ALLOTMENT / "deck", AIRE]

# What spreadsheets make something else of, or people, or YAML.
ODD = [
    "No", "10:30", "012", "=1+1", "2026-03-01", "1.0", "1e5", "TRUE", "+44 20", "-1", "@x", "'x",
    "#N/A", "“curly” ‘quotes’", " led and trailed ", "a\nb", "a\n\n  b\n", "🤝", "- dash",
    "• bullet", "–", '"quoted"', '" x"', "a: b", "a:", "#hash", "tab\tin", "x005F_", "_x0041_",
    "a\u2028b", "\u00a0nbsp", "soft\u00adhyphen", "no\u2011break", "\ufeffmark", "{themes}", "[a]",
    "no\u00a0\nbreak",
    "&amp; <b>", "\ufffe?", "Cards without a theme", "'\"", "\\n", "long " * 100 + "end",
]  # fmt: skip


BRAND = {"rgb": "#9c3d75", "uncoated": ["0.5", "38", "38", "0"], "spot": "PANTONE 682: U"}


def odd_deck(folder):
    """A deck in which each of the odd texts stands in every kind of place."""
    steps = [{"name": text, "text": text} for text in ODD]
    behaviours = [
        {"id": f"c{n}", "kind": "behaviour", "theme": "ab"[n % 2], "tags": [text], "name": text,
         "definition": text, "positive": ODD, "how": steps}
        for n, text in enumerate(ODD)
    ]  # fmt: skip
    first = {"id": "first", "kind": "things", "things": ["x"], "theme": "b", "lang": "en"}
    fields = {"name": "text", "definition": "text?", "positive": "list", "how": "steps"}
    deck = {
        "title": ' odd: "x" ', "subtitle": "=A1", "publisher": "No", "rights": "a\nb", "lang": "cy",
        "date": "2026-01-02", "survey": "https://www.example.org/a?b=c", "prompts": "prompts.yaml",
        "by": "=Us", "labels": {"front": "012", "back": " = "},
        "kinds": {
            "behaviour": {"numbered": "true", "fields": fields},
            "things": {"fields": {"things": "list", "note": "text?"}},
            "A kind": {"fields": {"back-heading": "text?"}},
        },
        "themes": [
            {"id": "a", "name": "–", "colour": "pine", "mark": "core"},
            {"id": "b", "name": "Cards without a theme", "colour": BRAND},
        ],
        "cards": [
            {**first, "origin": "addition", "art": "core"},
            *behaviours,
            {"id": "last", "kind": "things", "things": ["x"], "note": "y"},
            {"id": "very-last", "kind": "A kind", "theme": "a"},
        ],
    }  # fmt: skip
    prompts = {
        "origin": "addition", "by": " me ", "lenses": {"me: x": "Me: y", "us": "=Us", "card": "C"},
        "prompts": {"c1": {"us": "=1", "card": " z"}, "c2": {"me: x": "q"}},
        "generic": ["a\nb", "b"],
    }  # fmt: skip
    return folder_of(folder, deck=deck, prompts=prompts)


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("deck", [*DECKS, odd_deck], ids=["bundled", "allotment", "aire", "odd"])
def test_a_deck_that_goes_out_and_comes_back_says_the_same(deck, name, tmp_path):
    deck = deck(tmp_path / "odd") if callable(deck) else deck
    made, told = imported(exported(deck, tmp_path / name), tmp_path / "back", deck)
    assert besides_words(told) == []
    assert said(made) == said(read(deck)) == said(read(tmp_path / "back"))


@pytest.mark.parametrize("name", [*WHOLE, "deck.csv"])
def test_the_same_deck_makes_the_same_bytes(name, tmp_path):
    one, two = (exported(ALLOTMENT / "deck", tmp_path / f"{n}{name}") for n in (1, 2))
    assert one.read_bytes() == two.read_bytes()
    if name != "deck.csv":
        with ZipFile(one) as packed:
            assert {info.date_time[0] for info in packed.infolist()} == {1980}
            assert b"2026-03-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_what_is_counted_is_counted_after_it_came_back_too(tmp_path):
    exported(BUNDLED / "deck", tmp_path / "deck.xlsx")
    imported(tmp_path / "deck.xlsx", tmp_path / "back")
    assert 'heading: "{themes} themes, {behaviours} behaviours"' in text_of(tmp_path / "back")


def test_the_files_are_those_that_a_colleague_would_have_written(tmp_path):
    imported(exported(BUNDLED / "deck", tmp_path / "deck.docx"), tmp_path / "back")
    for name in ("being", "relating-and-communicating", "leading-and-visioning", "delivering"):
        assert f"  - {name}.yaml\n" in text_of(tmp_path / "back")
        was, now = (
            (folder / f"{name}.yaml").read_text("utf-8").split("\ntheme: ")[1].splitlines()
            for folder in (BUNDLED / "deck", tmp_path / "back")
        )
        needless = ("#", "origin: source")
        kept = [line for line in was if not line.lstrip().startswith(needless)]
        assert " ".join(now).split() == " ".join(kept).split()


def text_of(folder):
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")))


def test_a_workbook_can_be_worked_in(tmp_path):
    book = openpyxl.load_workbook(exported(BUNDLED / "deck", tmp_path / "deck.xlsx"))
    assert book.sheetnames == [
        "Deck", "Themes", "behaviour", "title", "overview", "how-to", "Questions", "Kinds",
    ]  # fmt: skip
    sheet = book["behaviour"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "#",
        "Id",
        "Theme",
        "Name",
        "Definition",
        "Positive",
        "Negative",
        "Origin",
        "Art",
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C2", "$1:$1")
    assert sheet["A1"].font.bold and sheet["F2"].alignment.wrap_text
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    themes, origins = sheet.data_validations.dataValidation
    assert (themes.formula1, str(themes.sqref)[:2]) == ("Themes!$B$2:$B$5", "C2")
    assert "copy-edit" in origins.formula1
    assert sheet["F2"].value.splitlines()[0] == "Leads by example"
    with ZipFile(tmp_path / "deck.xlsx") as packed:  # rows grow with what is typed into them
        assert b"customHeight" not in packed.read("xl/worksheets/sheet3.xml")


def test_a_document_reads_as_one(tmp_path):
    document = docx.Document(exported(BUNDLED / "deck", tmp_path / "deck.docx"))
    by_style = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == ["Doing Things Differently"]
    assert by_style["Heading 1"][1:3] == ["Being", "Relating and communicating"]
    assert by_style["Heading 2"][3:5] == ["Authenticity", "Mindset"]
    assert "Leads by example" in by_style["List Bullet"]
    assert document.part.numbering_part.element.xpath("//w:startOverride[@w:val='1']")
    assert (
        by_style["List Number"][0]
        == "Explore: Get to know the four themes and the thirteen behaviours."
    )


def test_what_a_reviewer_changes_comes_back_changed(tmp_path):
    file = exported(BUNDLED / "deck", tmp_path / "deck.xlsx")
    with_cells(
        file, "behaviour", D2="Honesty", F2="One\n\n • Two \n", A3="99", B15="Pace", D15="Pace"
    )
    with_cells(file, "behaviour", B15=None, C15="Delivering", E15="Knows when", F15="a", G15="b")
    made, told = imported(file, tmp_path / "back")
    assert told == []
    cards = {card.id: card for card in made.cards}
    assert said(cards["authenticity"].words["name"]) == "Honesty"
    assert said(cards["authenticity"].words["positive"]) == ["One", "Two"]
    assert [card.id for card in made.cards][-1] == "mindset"
    assert cards["pace"].theme.id == "delivering"
    assert "doing-things-differently" in cards


def test_rows_may_lose_their_numbers_and_themes_their_capitals(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.xlsx")
    order = [card.id for card in read(ALLOTMENT / "deck").cards]
    with_cells(file, "job", A2=None, A9="7", C2="SOIL")
    made, told = imported(file, tmp_path / "back")
    assert (told, [card.id for card in made.cards]) == ([], order)
    assert made.cards[0].theme.id == "soil"


def test_a_card_moved_under_another_heading_changes_its_theme(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    with_paragraphs(file, Water="Soil", Sweep_the_shed="Sweep it")
    made, told = imported(file, tmp_path / "back")
    assert told == []
    assert [card.theme.id if card.theme else None for card in made.cards] == [
        "soil",
        "soil",
        None,
        None,
    ]
    assert made.cards[2].called.text == "Sweep it"


def test_what_stands_in_the_boxes_of_a_form_is_read_like_the_rest(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    for tag in ("w:p", "w:tc", "w:tr"):
        for piece in document.element.body.xpath(f"//w:tbl//{tag}"):
            box, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            piece.addprevious(box)
            box.append(content)
            content.append(piece)
    document.save(file)
    made, told = imported(file, tmp_path / "back")
    assert (said(made), told) == (said(read(ALLOTMENT / "deck")), [])


@pytest.mark.slow
def test_pictures_are_copied_from_beside_the_file_or_from_the_deck_in_use(tmp_path):
    deck = shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    (deck / "pictures").mkdir()
    quarters((1300, 900)).save(deck / "pictures" / "bridge.jpg")
    being = deck / "being.yaml"
    image = "image: {file: pictures/bridge.jpg, alt: A bridge}"
    text = being.read_text("utf-8").replace("art: source", image)
    image = "image: {file: pictures/bridge.jpg, decorative: true}"
    being.write_text(text.replace("art: open", image), "utf-8")
    for name in WHOLE:
        file = exported(deck, tmp_path / name)
        made, told = imported(file, tmp_path / f"back-{name[5:]}", deck)
        assert (said(made), told) == (said(read(deck)), [])
        assert (tmp_path / f"back-{name[5:]}" / "pictures" / "bridge.jpg").is_file()
        nothing, told = imported(file, tmp_path / "none")
        assert nothing is None and 'there is no "pictures/bridge.jpg"' in told[0]
        assert "put it beside the imported file" in told[0]
        assert not (tmp_path / "none").exists()
    shutil.copytree(deck / "pictures", tmp_path / "pictures")
    assert imported(file, tmp_path / "beside")[0]


def test_a_picture_is_never_taken_from_elsewhere(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "in").mkdir()
    rows = [["Name", "Image"], ["A", "../secret.png"], ["B", str(tmp_path / "secret.png")]]
    file = workbook(tmp_path / "in" / "d.xlsx", Cards=rows)
    made, told = imported(file, tmp_path / "in" / "made")
    assert made is None and [path.name for path in (tmp_path / "in").iterdir()] == ["d.xlsx"]
    assert all("leads out of the folder" in line for line in told)


def test_a_picture_that_is_a_link_to_elsewhere_is_not_taken(tmp_path):
    quarters((1300, 900)).save(tmp_path / "secret.png")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own.png").symlink_to(tmp_path / "secret.png")
    file = workbook(tmp_path / "in" / "d.xlsx", Cards=[["Name", "Image"], ["A", "own.png"]])
    made, told = imported(file, tmp_path / "in" / "made")
    assert made is None and 'there is no "own.png"' in told[0]


def test_a_list_of_contents_and_words_in_boxes_are_not_of_the_deck(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    contents = document.add_paragraph("Soil 1")
    box, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    contents._p.addprevious(box)
    box.append(content)
    content.append(contents._p)
    name = next(p for p in document.paragraphs if p.style.name == "Heading 2")
    beside = name.add_run()._r
    beside.append(OxmlElement("w:txbxContent"))
    beside[-1].append(document.add_paragraph("a remark")._p)
    document.save(file)
    made, told = imported(file, tmp_path / "back")
    assert said(made) == said(read(ALLOTMENT / "deck"))
    assert len(told) == 1 and "warning[W608] a table of contents" in told[0]


def test_headings_of_a_style_made_from_ours_and_cards_without_a_kind_are_understood(tmp_path):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.docx")
    document = docx.Document(file)
    own = document.styles.add_style("HouseStyle heading", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 2":
            paragraph.style = own
    after = next(p for p in document.paragraphs if p.text == "The deck")
    after.insert_paragraph_before("Feed the cat", own)
    document.save(file)
    made, told = imported(file, tmp_path / "back")
    assert told == []
    assert [card.kind.name for card in made.cards] == ["job", "job", "job", "note", "note"]
    assert (made.cards[-1].id, said(made.cards[-1].words)) == (
        *("feed-the-cat", {"note": "Feed the cat"}),
    )


def own_table(path, encoding="utf-8"):
    text = (
        "Theme;Name;Definition;Positive indicators;Negative\n"
        'Head;Think;Thinks before acting;"• Asks why\n• Waits";Rushes\n'
        'Head;Act;"Acts; then ""thinks""";Starts;Waits\n'
        "Head;=1+1;012;No;10:30\n"
        "Cœur;Feel;Feels;x;y\n"
    )
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.slow
def test_a_table_of_ones_own_is_a_deck_that_prints(tmp_path):
    made, told = imported(own_table(tmp_path / "team-words.csv"), tmp_path / "deck")
    assert told == []
    assert (made.title.text, made.lang) == ("Team words", "en-GB")
    assert [(t.id, t.name.text, t.colour.text) for t in made.themes] == [
        ("head", "Head", "sunflower"), ("coeur", "Cœur", "coral"),
    ]  # fmt: skip
    assert [card.id for card in made.cards] == ["think", "act", "1-1", "feel"]
    assert said(made.cards[0].words["positive"]) == ["Asks why", "Waits"]
    assert said(made.cards[1].words["definition"]) == 'Acts; then "thinks"'
    assert said(made.cards[2].words) == {
        "name": "=1+1", "definition": "012", "positive": ["No"], "negative": ["10:30"],
    }  # fmt: skip
    assert run("-C", tmp_path, "check").exit_code == 0


def test_a_table_in_the_letters_of_windows_is_read_with_a_warning(tmp_path):
    made, told = imported(own_table(tmp_path / "own.csv", "cp1252"), tmp_path / "deck")
    assert made.themes[1].name.text == "Cœur"
    (line,) = told
    assert "W601" in line and "cp1252" in line and "own.csv:2" in line


def test_what_excel_says_of_a_tables_divider_is_no_line_of_it(tmp_path):
    (tmp_path / "own.csv").write_text("sep=;\nName;Definition\nThink, act;Both\n")
    made, told = imported(tmp_path / "own.csv", tmp_path / "deck")
    assert ([card.called.text for card in made.cards], told) == (["Think, act"], [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_ways_to_save_a_table_need_no_word(encoding, tmp_path):
    made, told = imported(own_table(tmp_path / "own.csv", encoding), tmp_path / "deck")
    assert (len(made.cards), told) == (4, [])


@pytest.mark.slow
def test_a_sheet_of_ones_own_may_have_gaps_notes_and_columns_of_its_own(tmp_path):
    rows = [
        ["Our behaviours, draft 3"],
        [],
        ["Group", "Behaviour", "Description", "Positive", "Source"],
        ["Head", "Think", None, "Asks", "p. 3"],
        [],
        [None, "Act", "Acts", 12, None],
    ]
    file = workbook(tmp_path / "own.xlsx", Cards=rows, Scrap=[["x"]])
    made, told = imported(file, tmp_path / "deck")
    assert [line.split("[")[1][:4] for line in told] == ["W602", "W608", "W615", "W417"]
    assert "Cards!A1" in told[1]
    assert said(made.kinds["behaviour"].fields) == {
        "name": {"form": "text", "needed": True},
        "definition": {"form": "text", "needed": False},
        "positive": {"form": "list", "needed": True},
        "source": {"form": "text", "needed": False},
        "negative": {"form": "list", "needed": False},
    }
    assert said(made.cards[1].words) == {"name": "Act", "definition": "Acts", "positive": ["12"]}
    assert run("-C", tmp_path, "check").exit_code == 0


def test_cards_of_one_name_have_ids_of_their_own_and_long_names_short_ones(tmp_path):
    long = "Thinks of all that anyone could ever have said about it"
    rows = [["a note"], *[[f"line {n}"] for n in range(4)], ["Name"], *[["Think"]] * 3, [long]]
    made, _ = imported(workbook(tmp_path / "own.xlsx", S=rows), tmp_path / "deck")
    assert [card.id for card in made.cards] == [
        *("think", "think-2", "think-3", "thinks-of-all-that-anyone-could-ever"),
    ]


def test_files_of_cards_are_called_after_themes_that_stand_together(tmp_path):
    def files(name, *themes):
        rows = [["Domain", "Name"], *([theme, f"N{n}"] for n, theme in enumerate(themes))]
        made, told = imported(workbook(tmp_path / f"{name}.xlsx", S=rows), tmp_path / name)
        assert ([card.called.text[1:] for card in made.cards], told) == (list("0123"), [])
        return sorted(path.name for path in (tmp_path / name).glob("*.yaml"))

    assert files("mixed", "A", "B", "A", "B") == ["cards.yaml", "deck.yaml"]
    assert files("apart", "A", "A", "Cards without a theme", "B") == [
        "a.yaml",
        "b.yaml",
        "deck.yaml",
        "extra.yaml",
    ]
    assert files("taken", "Deck cards", "Deck cards", "Deck", "Deck") == [
        *("deck-cards-cards.yaml", "deck-cards.yaml", "deck.yaml"),
    ]


def test_cells_are_read_as_a_person_sees_them(tmp_path):
    rows = [["Name", "Why"], ["A", True], ["B", 2.0], ["C", 0.5], ["D", "one_x000D_\ntwo"]]
    file = workbook(tmp_path / "own.xlsx", S=[*rows, ["E", "–", "–"]])
    made, told = imported(file, tmp_path / "deck")
    assert [line.split("[")[1][:4] for line in told] == ["W618", "W417"]
    assert [said(card.words.get("why")) for card in made.cards] == [
        *(["TRUE"], ["2"], ["0.5"], ["one", "two"], None),
    ]


def test_cards_are_read_from_a_sheet_that_is_seen_before_one_that_is_hidden(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Old=[["Name"], ["Was"]], New=[["Name"], ["Is"]])
    book = openpyxl.load_workbook(file)
    book["Old"].sheet_state, book.active = "hidden", 1
    book.save(file)
    made, told = imported(file, tmp_path / "deck")
    assert [card.id for card in made.cards] == ["is"] and "W602" in told[0]


def test_a_theme_in_one_cell_beside_all_its_cards_is_that_of_each(tmp_path):
    file = workbook(
        tmp_path / "own.xlsx", S=[["Theme", "Name"], ["Head", "A"], ["", "B"], ["", "C"]]
    )
    book = openpyxl.load_workbook(file)
    book["S"].merge_cells("A2:A3")
    book["S"].row_dimensions[4].hidden = True
    book.save(file)
    made, told = imported(file, tmp_path / "deck")
    assert [card.theme.id for card in made.cards] == ["head", "head", "head"]
    assert [line.split("[")[1][:4] for line in told] == ["W603", "W604", "W615"]


def test_a_table_goes_out_with_one_kind_and_says_what_is_not_in_it(tmp_path):
    told = run("-C", tmp_path, "--deck", ALLOTMENT / "deck", "export", "--to", "csv").stderr
    assert "W607" in told and "3 cards of the kind job" in told
    table = (tmp_path / "build" / "deck.csv").read_text("utf-8-sig")
    assert table.splitlines()[0] == "Id,Kind,Theme,Job,Why,Tools (list?),Tags,Lang".replace("?", "")
    made, _ = imported(tmp_path / "build" / "deck.csv", tmp_path / "deck")
    was = read(ALLOTMENT / "deck")
    assert said([card.words for card in made.cards]) == said([c.words for c in was.cards[:3]])
    assert said(made.kinds) == {"job": said(was.kinds["job"])}


def test_a_text_of_several_lines_in_a_table_is_still_one_text(tmp_path):
    deck = shutil.copytree(ALLOTMENT / "deck", tmp_path / "deck")
    for file in deck.glob("*.yaml"):
        text = file.read_text("utf-8").replace(" why: Air", ' why: "First\\nthen" # Air')
        file.write_text(text, "utf-8")
    table = exported(deck, tmp_path / "deck.csv")
    assert ",Why (text)," in table.read_text("utf-8-sig").splitlines()[0]
    made, _ = imported(table, tmp_path / "back")
    assert "First\nthen" in [said(card.words.get("why")) for card in made.cards]


@pytest.mark.slow
def test_the_command_says_what_was_made_and_what_is_next(tmp_path):
    assert run("-C", tmp_path, "export", "--to", "xlsx").stderr.startswith(
        "wrote build/deck.xlsx ("
    )
    done = run("-C", tmp_path, "import", "build/deck.xlsx", "-o", "again")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "made again/: “Doing Things Differently”, 16 cards in 4 themes",
        "next: cardgen --deck again check",
    ]
    assert run("-C", tmp_path, "--deck", "again", "check").exit_code == 0
    again = run("-C", tmp_path, "import", "build/deck.xlsx", "-o", "again")
    assert again.exit_code == 3 and "already exists, and was not changed" in again.stderr
    assert run("-C", tmp_path, "import", "build/deck.xlsx", "-o", "no/such").exit_code == 3
    assert run("-C", tmp_path, "import", "nothing.xlsx").exit_code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "build"]


def test_an_export_goes_where_it_is_told(tmp_path):
    sent = run("-C", tmp_path, "export", "--to", "csv", "-o", "-")
    assert sent.stdout.lstrip("\ufeff").startswith("Id,Theme,Name,Definition,Positive,Negative")
    assert run("-C", tmp_path, "export", "--to", "xlsx", "-o", "deck.csv").exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "package"), [("xlsx", "openpyxl"), ("docx", "docx")])
def test_without_the_optional_part_it_says_how_to_get_it(form, package, tmp_path, monkeypatch):
    file = exported(ALLOTMENT / "deck", tmp_path / f"deck.{form}")
    monkeypatch.setitem(sys.modules, package, None)
    for command in (["export", "--to", form], ["import", file, "-o", "new"]):
        if (command[0], form) != ("import", "xlsx"):  # workbooks are read without it
            result = run("-C", tmp_path, *command)
            assert result.exit_code == 4 and "pip install '.[office]'" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert run("-C", tmp_path, "export", "--to", "csv").exit_code == 0


def test_the_commands_that_need_it_alone_wait_for_it():
    code = "import cardgen.cli, sys; assert not {'openpyxl', 'docx', 'lxml'} & set(sys.modules)"
    assert run_python(code) == 0


def run_python(code):
    import subprocess

    return subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_nothing_is_half_made(tmp_path, monkeypatch):
    file = exported(ALLOTMENT / "deck", tmp_path / "deck.xlsx")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    result = run("-C", tmp_path, "import", file, "-o", "new")
    assert result.exit_code == 3 and "new cannot be written: No space left" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["deck.xlsx"]
