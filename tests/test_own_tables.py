"""Tables of people's own, as they come: where the themes stand, what is no card, and what the
columns are called."""

import pytest
from command_line import run
from decks import ALLOTMENT, BUNDLED
from office_files import exported, folder_of, imported, read, said, workbook
from openpyxl import load_workbook
from openpyxl.styles import Font

HEAD = ["Theme", "Name", "Definition"]


def made_of(tmp_path, *rows, **sheets):
    """The deck of a workbook of these rows, or of these sheets, and what was told of it: a code
    and a place for each line, and the lines."""
    file = workbook(tmp_path / "own.xlsx", **(sheets or {"Cards": list(rows)}))
    return told_of(file, tmp_path)


def told_of(file, tmp_path):
    made, lines = imported(file, tmp_path / "deck")
    told = []
    for line in lines:
        place, _, rest = line.partition(" warning[")
        told.append((rest[:4], place.rpartition("!")[2].rstrip(":")))
    return made, told, lines


def themes(made):
    """The cards by the names of their themes."""
    found = {}
    for card in made.cards:
        found.setdefault(card.theme.name.text if card.theme else None, []).append(card.called.text)
    return found


def test_a_theme_holds_for_the_rows_below_it_and_that_is_told(tmp_path):
    made, told, lines = made_of(
        tmp_path,
        HEAD,
        [None, "Before", "x"],
        ["Being", "Trust", "x"],
        [None, "Mindset", "x"],
        ["Doing", None, None],
        [None, "Pace", "x"],
        ["Cards without a theme", "Rest", "x"],
        [None, "Nap", "x"],
    )
    assert themes(made) == {
        None: ["Before", "Rest", "Nap"], "Being": ["Trust", "Mindset"], "Doing": ["Pace"],
    }  # fmt: skip
    assert told == [("W615", "B4"), ("W615", "B2")]
    assert "that of the row above: B4, B6, B8" in lines[0]
    assert "cards above the first theme have none: B2" in lines[1]


def test_cards_without_any_theme_need_no_word(tmp_path):
    made, told, _ = made_of(tmp_path, HEAD[1:], ["Trust", "x"], ["Pace", "y"])
    assert (themes(made), told) == ({None: ["Trust", "Pace"]}, [])


CARDS = {"Being": ["Trust", "Mindset"], "Doing": ["Pace"]}


@pytest.mark.parametrize("rows", [
    [["Name", "Definition"], ["BEING"], ["Trust", "x"], ["Mindset", "x"], ["DOING"], ["Pace", "x"]],
    [["Name", "Definition"], ["Being"], ["Trust", "x"], ["Mindset", "x"], ["Doing"], ["Pace", "x"]],
    [["#", "Name", "Definition"], ["Being:"], [1, "Trust", "x"], [2, "Mindset", "x"], ["Doing:"],
     [3, "Pace", "x"]],
    [["Our words"], [], ["Being"], ["Name", "Definition"], ["Trust", "x"], ["Mindset", "x"],
     ["DOING"], ["Name", "Definition"], ["Pace", "x"]],
])  # fmt: skip
def test_a_text_alone_in_its_row_is_the_theme_of_the_cards_below_and_that_is_told(rows, tmp_path):
    made, told, lines = made_of(tmp_path, *rows)
    found = {name.capitalize(): cards for name, cards in themes(made).items()}
    assert found == CARDS
    assert "W613" in [code for code, _ in told]
    assert any("taken for the theme" in line and "(A" in line for line in lines)


def test_a_row_in_bold_letters_is_a_theme_among_names_that_are_not(tmp_path):
    file = workbook(
        tmp_path / "own.xlsx",
        Cards=[["Name", "Definition"], ["Trust", "x"], ["Doing"], ["Pace", "x"], ["Draft"]],
    )
    book = load_workbook(file)
    book["Cards"]["A3"].font = Font(bold=True)
    book.save(file)
    made, told, lines = told_of(file, tmp_path)
    assert themes(made) == {None: ["Trust"], "Doing": ["Pace", "Draft"]}
    assert told == [("W613", "A3"), ("W618", "A5")]
    assert 'may be a heading or a note: "Draft" (A5)' in lines[1]


def test_names_alone_are_cards_where_nothing_makes_them_themes(tmp_path):
    rows = [["Name", "Definition"], ["Trust", "x"], ["Pace"], ["Rest", "x"], ["Nap"]]
    made, told, _ = made_of(tmp_path, *rows)
    assert themes(made) == {None: ["Trust", "Pace", "Rest", "Nap"]}
    assert told == [("W618", "A3")]


def test_a_text_that_ends_with_a_colon_is_a_theme_among_names_that_do_not(tmp_path):
    made, told, _ = made_of(
        tmp_path, ["Name", "Definition"], ["Trust", "x"], ["Doing:"], ["Pace", "x"]
    )
    assert (themes(made), told) == ({None: ["Trust"], "Doing": ["Pace"]}, [("W613", "A3")])


def test_a_title_above_the_headings_is_no_theme_where_the_first_row_has_one(tmp_path):
    rows = [["Our words"], ["Name", "Definition"], ["Being"], ["Trust", "x"]]
    made, told, _ = made_of(tmp_path, *rows)
    assert themes(made) == {"Being": ["Trust"]}
    assert told == [("W608", "A1"), ("W613", "A3")]


def test_names_without_anything_else_are_no_headings(tmp_path):
    made, told, _ = made_of(tmp_path, ["Name", "Definition"], ["Trust"], ["Pace"])
    assert (themes(made), told) == ({None: ["Trust", "Pace"]}, [])


def test_a_list_of_names_is_all_cards(tmp_path):
    made, told, _ = made_of(tmp_path, ["Name"], ["TRUST"], ["PACE"])
    assert (themes(made), told) == ({None: ["TRUST", "PACE"]}, [])


@pytest.mark.parametrize(
    "total",
    [
        [None, "Total: 2"],
        [None, "TOTAL", 2],
        ["Summe", 2],
        [None, "Razem (2)"],
        ["Total", None, "2"],
    ],
)
def test_a_total_is_no_card_and_that_is_told(total, tmp_path):
    made, told, lines = made_of(
        tmp_path, HEAD, ["Being", "Trust", "x"], ["Being", "Pace", "y"], total
    )
    assert themes(made) == {"Being": ["Trust", "Pace"]}
    assert [code for code, _ in told] == ["W614"]
    assert " ".join(str(own) for own in total if own) in lines[0]


def test_a_card_called_total_is_a_card(tmp_path):
    made, told, _ = made_of(
        tmp_path, HEAD, ["Being", "Total", "All of it"], ["Being", "Sum up", "x"]
    )
    assert (themes(made), told) == ({"Being": ["Total", "Sum up"]}, [])


def test_headings_that_come_again_are_no_card(tmp_path):
    made, told, _ = made_of(tmp_path, HEAD, ["Being", "Trust", "x"], HEAD, ["Doing", "Pace", "y"])
    assert themes(made) == {"Being": ["Trust"], "Doing": ["Pace"]}
    assert told == [("W614", "A3")]


def test_sheets_of_the_same_columns_are_themes(tmp_path):
    one, two = (
        [["Name", "Definition"], ["Trust", "x"]],
        [["Title"], ["Definition", "Name"], ["y", "Pace"]],
    )
    made, told, lines = made_of(tmp_path, Being=one, Doing=two, Notes=[["x"]])
    assert themes(made) == {"Being": ["Trust"], "Doing": ["Pace"]}
    assert [code for code, _ in told] == ["W619", "W602", "W608"]
    assert "each sheet is taken for a theme: Being, Doing" in lines[0]
    assert 'the sheet "Notes" is left out' in lines[1]


def test_sheets_without_names_of_their_own_are_no_themes(tmp_path):
    rows = [["Name", "Definition"], ["Trust", "x"]]
    made, _, lines = made_of(tmp_path, Sheet1=rows, Sheet2=rows)
    assert themes(made) == {None: ["Trust", "Trust"]}
    assert "the cards of these sheets are read one after the other: Sheet1, Sheet2" in lines[0]


def test_sheets_are_no_themes_where_the_table_has_some_or_another_has_other_columns(tmp_path):
    rows = [HEAD, ["Being", "Trust", "x"]]
    made, told, _ = made_of(tmp_path, One=rows, Two=rows)
    assert themes(made) == {"Being": ["Trust"]} and [code for code, _ in told] == ["W602"]


def test_another_table_with_names_is_left_out(tmp_path):
    cards, people = [["Name", "Definition"], ["Trust", "x"]], [["Name", "Email"], ["Ann", "a@b"]]
    made, told, _ = made_of(tmp_path, Cards=cards, People=people)
    assert themes(made) == {None: ["Trust"]} and [code for code, _ in told] == ["W602"]


def test_sheets_that_each_have_a_column_of_their_own_are_no_themes(tmp_path):
    one = [["Name", "Definition", "Owner"], ["Trust", "x", "Ann"]]
    two = [["Name", "Definition", "Cost"], ["Pace", "y", "5"]]
    made, told, _ = made_of(tmp_path, Being=one, Doing=two)
    assert themes(made) == {None: ["Trust"]} and [code for code, _ in told] == ["W602", "W417"]


def test_a_hidden_sheet_is_left_out_and_that_is_told(tmp_path):
    rows = [["Name", "Definition"], ["Trust", "x"]]
    file = workbook(tmp_path / "own.xlsx", Being=rows, Old=rows)
    book = load_workbook(file)
    book["Old"].sheet_state = "hidden"
    book.save(file)
    made, told, lines = told_of(file, tmp_path)
    assert themes(made) == {None: ["Trust"]} and [code for code, _ in told] == ["W602"]
    assert 'the hidden sheet "Old" is left out' in lines[0]


def test_numbered_columns_are_one_list(tmp_path):
    made, told, lines = made_of(
        tmp_path,
        [
            "Name",
            "Positive 1",
            "Positive 2",
            "Positive 3",
            "Negative",
            "Negative 2",
            "Step 1",
            "Step 2",
        ],
        ["Trust", "Asks", None, "• Waits", "Hides", "Blames\nFlees", "Go", "Stop"],
    )
    assert said(made.cards[0].words) == {
        "name": "Trust", "positive": ["Asks", "Waits"], "negative": ["Hides", "Blames", "Flees"],
        "step": ["Go", "Stop"],
    }  # fmt: skip
    assert [code for code, _ in told] == ["W620", "W620", "W620", "W417"]
    assert "Positive 1, Positive 2, Positive 3" in lines[0]


def test_columns_under_one_heading_of_a_list_are_one_list(tmp_path):
    rows = [
        ["Name", "Positive indicators", None, None, "Negative", None],
        ["Trust", "Asks", "Waits", "Hears", "Hides", "Blames"],
        ["Pace", "Rests", None, "Sleeps", "Runs"],
    ]
    file = workbook(tmp_path / "own.xlsx", Cards=rows)
    book = load_workbook(file)
    book["Cards"].merge_cells("B1:D1")
    book.save(file)
    made, told, lines = told_of(file, tmp_path)
    assert [said(card.words) for card in made.cards] == [
        {"name": "Trust", "positive": ["Asks", "Waits", "Hears"], "negative": ["Hides", "Blames"]},
        {"name": "Pace", "positive": ["Rests", "Sleeps"], "negative": ["Runs"]},
    ]
    assert told == [("W620", "B1"), ("W620", "E1")]
    assert '2 columns without a heading beside "Positive indicators"' in lines[0]


def test_a_column_without_a_heading_beside_a_text_is_of_no_list(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Cards=[["Name", "Positive"], ["Trust", "x"]])
    book = load_workbook(file)
    book["Cards"]["D1"], book["Cards"]["E2"] = "Owner", "a note"
    book.save(file)
    lines = run("import", file, "-o", tmp_path / "deck").stderr
    assert "own.xlsx: Cards!E2" in lines and "E606" in lines


@pytest.mark.parametrize("cell", ["trust, team; Q3", "trust\nteam\nQ3", "trust | team | Q3"])
def test_a_cell_may_have_several_tags(cell, tmp_path):
    made, told, _ = made_of(tmp_path, ["Name", "Tags"], ["Trust", cell])
    assert (said(made.cards[0].tags), told) == (["trust", "team", "Q3"], [])


def test_tags_may_stand_in_numbered_columns(tmp_path):
    made, told, _ = made_of(tmp_path, ["Name", "Tag 1", "Tag 2"], ["Trust", "a", "b"])
    assert said(made.cards[0].tags) == ["a", "b"] and [code for code, _ in told] == ["W620"]


@pytest.mark.parametrize(
    ("heads", "language", "read_as"),
    [
        (["Front", "Back"], "en-GB", "Name, Definition"),
        (["Question", "Answer"], "en-GB", "Name, Definition"),
        (["Term", "Translation"], "en-GB", "Name, Definition"),
        (["Frage", "Antwort"], "de", "Name, Definition"),
        (["Vorderseite", "Rückseite"], "de", "Name, Definition"),
        (["Name", "Beschreibung"], "de", ""),
        (["Titel", "Erklärung"], "de", ""),
        (["Titre", "Description"], "fr", ""),
        (["Recto", "Verso"], "fr", "Name, Definition"),
        (["Nazwa", "Opis"], "pl", ""),
        (["Pytanie", "Odpowiedź"], "pl", "Name, Definition"),
        (["Teitl", "Disgrifiad"], "cy", ""),
        (["Cwestiwn", "Ateb"], "cy", "Name, Definition"),
        (["Título", "Descripción"], "es", ""),
        (["Pregunta", "Respuesta"], "es", "Name, Definition"),
        (["Name", "Answer"], "en-GB", "Definition"),
    ],
)
def test_what_columns_are_called_elsewhere_is_understood_and_told(
    heads, language, read_as, tmp_path
):
    made, told, lines = made_of(tmp_path, heads, ["One", "Two"], ["Three", "Four"])
    assert [list(said(card.words).values()) for card in made.cards] == [
        ["One", "Two"],
        ["Three", "Four"],
    ]
    assert list(made.cards[0].words) == ["name", "definition"] and made.lang == language
    codes = [code for code, _ in told]
    assert ("W611" in codes) is bool(read_as) and ("W612" in codes) is (language != "en-GB")
    assert any(line.partition("] ")[2].find(f"read as {read_as}") > 0 for line in lines) is bool(
        read_as
    )


def test_what_is_true_of_the_columns_of_several_sheets_is_told_once(tmp_path):
    rows = [["Titel", "Positiv 1", "Positiv 2"], ["Mut", "Handelt", "Wagt"]]
    made, told, _ = made_of(tmp_path, Sein=rows, Tun=rows)
    assert list(themes(made)) == ["Sein", "Tun"]
    assert [code for code, _ in told] == ["W619", "W620", "W612"]


def test_a_theme_has_many_names_too(tmp_path):
    rows = [["Thema", "Titel"], ["Sein", "Mut"], ["Sein", "Ruhe"]]
    made, _, _ = made_of(tmp_path, *rows)
    assert themes(made) == {"Sein": ["Mut", "Ruhe"]}


def test_a_column_that_is_likely_to_sort_the_cards_is_their_theme(tmp_path):
    rows = [["Area", "Competency", "Text"], ["Self", "Calm", "x"], ["Self", "Care", "y"]]
    made, told, lines = made_of(tmp_path, *rows)
    assert themes(made) == {"Self": ["Calm", "Care"]} and [code for code, _ in told] == ["W611"]
    assert "read as Name, Definition, Theme" in lines[0]


def test_a_column_that_differs_for_each_card_does_not_sort_them(tmp_path):
    rows = [["Area", "Name"], ["One", "Calm"], ["Two", "Care"]]
    made, told, _ = made_of(tmp_path, *rows)
    assert themes(made) == {None: ["Calm", "Care"]} and told == [("W417", "A1")]


def test_a_second_name_is_no_part_of_the_first(tmp_path):
    made, told, _ = made_of(tmp_path, ["Name", "Name 2"], ["Trust", "Faith"])
    assert said(made.cards[0].words) == {"name": "Trust", "name-2": "Faith"}
    assert told == [("W417", "B1")]


def test_a_column_with_a_form_in_its_heading_is_a_field_of_its_own(tmp_path):
    made, told, lines = made_of(tmp_path, ["Name", "Answer (text)"], ["What?", "That"])
    assert said(made.cards[0].words) == {"name": "What?", "answer": "That"}
    assert told == [("W417", "B1")]
    assert 'no output prints the column "Answer", which 1 card has' in lines[0]


def test_a_column_that_no_output_prints_is_told_at_its_heading(tmp_path):
    rows = [["Name", "Definition", "Source", "Owner"], ["Trust", "x", "p. 3", None]]
    _, told, lines = made_of(tmp_path, *rows)
    assert told == [("W417", "C1")] and 'the column "Source"' in lines[0]


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_a_sheet_of_an_export_saved_as_csv_comes_back(divider, tmp_path):
    sheet = load_workbook(exported(BUNDLED / "deck", tmp_path / "deck.xlsx"))["behaviour"]
    texts = [str(cell or "").replace('"', '""') for row in sheet.values for cell in row]
    quoted = [f'"{text}"' for text in texts]
    width = sheet.max_column
    lines = [divider.join(quoted[n : n + width]) for n in range(0, len(quoted), width)]
    lines = [lines[0], *reversed(lines[1:])]
    (tmp_path / "behaviour.csv").write_text("\n".join(lines), "utf-8-sig")
    made, told = imported(tmp_path / "behaviour.csv", tmp_path / "back")
    was = [card for card in read(BUNDLED / "deck").cards if card.kind.name == "behaviour"]
    assert [said(card.words) for card in made.cards] == [said(card.words) for card in was]
    assert [card.theme.name.text for card in made.cards] == [c.theme.name.text for c in was]
    assert told == []


def test_a_table_that_goes_out_says_of_a_card_that_it_has_no_theme(tmp_path):
    rows = [HEAD, ["Being", "Trust", "x"], ["Cards without a theme", "Rest", "y"]]
    made_of(tmp_path, *rows)
    table = exported(tmp_path / "deck", tmp_path / "deck.csv")
    assert "Cards without a theme" in table.read_text("utf-8-sig")
    made, told = imported(table, tmp_path / "back")
    assert (themes(made), told) == ({"Being": ["Trust"], None: ["Rest"]}, [])


def test_tags_with_commas_come_back_from_a_table(tmp_path):
    made_of(tmp_path, ["Name", "Tags"], ["Trust", "a; b"], ["Pace", '"x, y"\nz'])
    made, _ = imported(exported(tmp_path / "deck", tmp_path / "deck.csv"), tmp_path / "back")
    assert [said(card.tags) for card in made.cards] == [["a", "b"], ["x, y", "z"]]


def test_a_column_of_numbers_orders_the_cards(tmp_path):
    made, told, _ = made_of(tmp_path, ["Nr.", "Titel"], [2, "Zwei"], [10, "Zehn"], [1, "Eins"])
    assert themes(made) == {None: ["Eins", "Zwei", "Zehn"]}
    assert [code for code, _ in told] == ["W612"]


ITEMS = {
    "\uf0b7 Asks\n\uf0b7\tListens": ["Asks", "Listens"],
    "o\tHides\n✓ Blames\n-Nothing": ["Hides", "Blames", "Nothing"],
    "1. Asks\n2. Listens\n3. Answers": ["Asks", "Listens", "Answers"],
    "1) Hides\n2) Blames": ["Hides", "Blames"],
    "a) Hides\nb) Blames": ["Hides", "Blames"],
    "(1) Hides\n(2) Blames": ["Hides", "Blames"],
    "•Asks\n• Waits\n►\u00a0Rests": ["Asks", "Waits", "Rests"],
    "– Asks\n— Waits\n* Rests\n- Goes": ["Asks", "Waits", "Rests", "Goes"],
    "o Hides\no Blames": ["Hides", "Blames"],
    "✓ Does\n✗ Does not": ["Does", "Does not"],
    "\u00a0• Asks\u00a0\n\u00a0• Waits": ["Asks", "Waits"],
    "-5 degrees\n3.14 of it": ["-5 degrees", "3.14 of it"],
    "-ing\n-ed": ["-ing", "-ed"],
    "1. FC Köln\nBayern": ["1. FC Köln", "Bayern"],
    "2. One\n3. Two": ["2. One", "3. Two"],
    "o Polsce\nDom": ["o Polsce", "Dom"],
    "+44 20\n“so”": ["+44 20", "“so”"],
    "✓ Done\nOpen": ["✓ Done", "Open"],
}  # fmt: skip


@pytest.mark.parametrize("cell", ITEMS)
def test_marks_before_items_are_bullets_and_go_but_words_stay(cell, tmp_path):
    made, _, _ = made_of(tmp_path, ["Name", "Positive"], ["Trust", cell])
    assert said(made.cards[0].words)["positive"] == ITEMS[cell]


def test_a_mark_before_an_only_item_goes_where_the_other_cells_have_it(tmp_path):
    head = ["Name", "Positive", "Negative", "Notes"]
    cells = ["o Asks\no Waits", "1. Hides\n2. Blames", "Some\nMore"]
    alone = ["o Listens", "1) Interrupts", "o Polsce"]
    made, _, _ = made_of(tmp_path, head, ["Trust", *cells], ["Pace", *alone])
    words = said(made.cards[1].words)
    assert (words["positive"], words["negative"]) == (["Listens"], ["Interrupts"])
    assert words["notes"] == ["o Polsce"]


@pytest.mark.parametrize("cell", ["• Asks • Waits", "Asks; • Waits", "• Asks • Waits\n• Goes"])
def test_items_that_bullets_divide_in_a_line_are_told(cell, tmp_path):
    rows = [["Name", "Positive"], ["Trust", cell], ["Pace", "Rests"], ["Rest", "Naps"]]
    assert made_of(tmp_path, *rows)[1] == [("W621", "B2")]


def test_items_that_semicolons_divide_are_told(tmp_path):
    made, told, _ = made_of(
        tmp_path, ["Name", "Positive"], ["Trust", "Asks; listens; answers"], ["Pace", "Waits; goes"]
    )
    assert said(made.cards[0].words)["positive"] == ["Asks; listens; answers"]
    assert told == [("W621", "B2")]


def test_a_semicolon_in_one_of_many_items_needs_no_word(tmp_path):
    rows = [["Name", "Positive"], ["Trust", "Calm; kind"], ["Pace", "Waits"], ["Rest", "Naps"]]
    assert made_of(tmp_path, *rows)[1] == []


def test_what_a_table_brings_prints(tmp_path):
    made_of(tmp_path, ["Frage", "Antwort"], ["Was ist Mut?", "Handeln trotz Angst"])
    assert run("-C", tmp_path, "check").exit_code == 0


def test_a_table_of_another_kind_of_card_keeps_its_columns(tmp_path):
    table = exported(ALLOTMENT / "deck", tmp_path / "deck.csv")
    made, told = imported(table, tmp_path / "back")
    assert list(made.kinds) == ["job"]
    assert not [line for line in told if "[W611]" in line]


def test_fields_called_by_words_for_others_come_back_from_a_table(tmp_path):
    kind = {"numbered": "true", "fields": {"name": "text", "title": "text?", "answer": "text"}}
    for name in ("behaviour", "game"):
        card = {"id": "a", "kind": name, "name": "A", "title": "B", "answer": "C"}
        head = {"title": "T", "lang": "en", "date": "2026-01-02"}
        deck = {**head, "kinds": {name: kind}, "cards": [card]}
        table = exported(folder_of(tmp_path / name, deck=deck), tmp_path / f"{name}.csv")
        made, told = imported(table, tmp_path / f"{name}-back")
        assert said(made.cards[0].words) == {"name": "A", "title": "B", "answer": "C"}
        assert not [line for line in told if "[W61" in line]


def test_a_table_without_words_is_no_deck(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Cards=[["Kind", "Tags"], ["job", "a"]])
    made, (line,) = imported(file, tmp_path / "deck")
    assert (
        made is None and "error[E613] this table has no column for the words of its cards" in line
    )


SPELT = {
    "Definition": ["What it means"],
    "Positive": ["What we like to see", "Dos", "Comportements positifs", "Aspectos positivos"],
    "Negative": [
        "What we don’t like to see",
        "Don'ts",
        "Indicateurs négatifs",
        "Dangosydd negyddol",
    ],
}


@pytest.mark.parametrize(
    ("heading", "field"), [(own, field) for field, all_ in SPELT.items() for own in all_]
)
def test_headings_are_known_with_their_apostrophes_and_with_the_adjective_last(
    heading, field, tmp_path
):
    made, told, _ = made_of(tmp_path, ["Name", heading], ["Trust", "x"])
    assert field.lower() in made.kinds["behaviour"].fields
    assert "W417" not in [code for code, _ in told]


@pytest.mark.parametrize(
    ("heading", "field"), [("Über uns", "uber-uns"), ("L’été", "lete"), ("Größe 1", "grosse-1")]
)
def test_a_column_of_any_heading_in_latin_letters_is_a_field_and_is_told_as_it_is_headed(
    heading, field, tmp_path
):
    made, told, lines = made_of(tmp_path, [*HEAD, heading], ["A", "Trust", "x", "y"])
    assert field in made.kinds["behaviour"].fields
    assert told == [("W417", "D1")]
    assert f'no output prints the column "{heading}"' in lines[0] and f"{{{field}}}" in lines[0]


def test_a_heading_without_latin_letters_is_told_as_it_is_written(tmp_path):
    file = workbook(tmp_path / "own.xlsx", Cards=[[*HEAD, "备注"], ["A", "Trust", "x", "y"]])
    told = run("import", file, "-o", tmp_path / "deck").stderr
    assert '"备注"' in told and "Cards!D1" in told and "heading in Latin letters" in told


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#NV", "#BEZUG!", "#NAME?", "#DIV/0!"])
def test_a_formula_without_a_result_in_a_text_file_is_told_and_not_printed(shown, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(f"Name,Definition\nTrust,{shown}\nPace,#1 of all!\n", encoding="utf-8")
    result = run("import", file, "-o", tmp_path / "deck")
    assert result.exit_code == 1
    assert "own.csv:2\n" in result.stderr and f'"{shown}"' in result.stderr
    assert result.stderr.count("error[") == 1


def test_a_name_whose_formula_has_no_result_is_told_once(tmp_path):
    rows = [["Name", "Definition"], ["Trust", "x"], ["=A2", "y"], [None, "z"]]
    told = run("import", workbook(tmp_path / "own.xlsx", Cards=rows), "-o", tmp_path / "d").stderr
    assert [line[6:10] for line in told.splitlines() if line.startswith("error")] == [
        "E610",
        "E105",
    ]
    assert "Cards!A3" in told and "Cards!B3" not in told and "Cards!B4" in told


def test_numbered_columns_are_known_by_their_words_with_the_apostrophe(tmp_path):
    made, told, _ = made_of(
        tmp_path, ["Name", "Doesn't look like 1", "Doesn't look like 2"], ["A", "x", "y"]
    )
    assert said(made.cards[0].words)["negative"] == ["x", "y"]
    assert "W417" not in [code for code, _ in told]


def test_two_columns_of_one_heading_are_told_with_the_number_of_the_first(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("Theme,Name,Name\nBeing,Trust,Pace\n", encoding="utf-8")
    told = run("import", file, "-o", tmp_path / "deck").stderr
    assert "the first is column 2; keep one, or rename one" in told
