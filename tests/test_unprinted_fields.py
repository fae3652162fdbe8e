"""Fields that no output prints are said, once for each; those that any layout shows are not."""

from small_decks import lay_out

import cardgen

FIELDS = {"name": "text", "definition": "text?", "positive": "list?", "negative": "list?"}


def deck_with(**fields: object) -> dict[str, object]:
    """A deck of one card, which has words in these fields besides its name."""
    forms = {name: "list?" if isinstance(said, list) else "text?" for name, said in fields.items()}
    return {
        "title": "Questions",
        "lang": "en",
        "date": "2026-11-24",
        "kinds": {"behaviour": {"numbered": True, "fields": {**FIELDS, **forms}}},
        "cards": [{"id": "trust", "name": "What is trust?", **fields}],
    }


def unseen(deck, where=None):
    """What check says of fields that nothing shows, at their places."""
    project = cardgen.open(deck) if where is None else cardgen.open(where)
    return [(str(p.where), p.what) for p in project.check() if p.code == "W417"]


def test_a_field_that_no_output_prints_is_said_at_its_name():
    answer = "kinds.behaviour.fields.answer"
    (said,) = unseen(deck_with(answer="Keeping promises"))
    assert said == (answer, 'no output prints the field "answer", which 1 card has')


def test_a_list_and_a_text_that_nothing_prints_are_said_each_once():
    places = [where for where, _ in unseen(deck_with(answer="Yes", sources=["One", "Two"]))]
    assert places == ["kinds.behaviour.fields.answer", "kinds.behaviour.fields.sources"]


def test_a_field_that_no_card_has_is_not_lost():
    deck = deck_with(answer="Yes")
    deck["cards"] = [{"id": "trust", "name": "What is trust?"}]
    assert unseen(deck) == []


def test_what_is_printed_is_not_said_whichever_output_prints_it():
    said = deck_with(definition="Keeping promises", positive=["Asks"], negative=["Waits"])
    assert unseen(said) == []


def test_a_field_that_only_says_whether_a_block_is_there_is_not_printed(tmp_path):
    lay_out(tmp_path, '- {when: answer, text: {of: "{name}", style: body, ink: ink}}')
    assert [where for where, _ in unseen({}, tmp_path)] == [f"{tmp_path}/deck/deck.yaml:7:26"]


def test_a_field_that_a_label_of_the_deck_prints_is_printed(tmp_path):
    block = "- text: {of: $first-note, style: body, ink: ink}"
    lay_out(tmp_path, block, 'labels: {first-note: "So: {answer}"}')
    assert unseen({}, tmp_path) == []


def test_a_field_that_a_layout_of_the_project_prints_is_printed(tmp_path):
    lay_out(tmp_path, '- text: {of: "{answer}", style: body, ink: ink}')
    assert unseen({}, tmp_path) == []


def test_a_field_named_by_a_list_is_printed(tmp_path):
    lay_out(tmp_path, "- list: {of: answer, style: body, ink: ink, gap: 1}", form="list")
    assert unseen({}, tmp_path) == []


def test_a_field_on_a_back_that_can_be_chosen_is_printed(tmp_path):
    lay_out(tmp_path, '- text: {of: "{name}", style: body, ink: ink}')
    (tmp_path / "layouts/cards/own/question.yaml").write_text(
        'front: {blocks: [{text: {of: "{name}", style: body, ink: ink}}]}\nback: plain\n'
    )
    (tmp_path / "layouts/cards/own/backs.yaml").write_text(
        "backs:\n  plain: {blocks: []}\n"
        '  long: {blocks: [{text: {of: "{answer}", style: body, ink: ink}}]}\n'
    )
    assert unseen({}, tmp_path) == []
