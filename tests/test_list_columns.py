"""Lists in columns: each as wide as the others, with the same indent, and so far apart."""

import json

import pytest
from decks import faces_of, words_of
from small_decks import small_deck


@pytest.mark.parametrize(("across", "starts"), [(0, [10, 55]), (8, [10, 59])])
def test_the_columns_of_a_list_share_its_width_and_each_has_its_indent(across, starts, tmp_path):
    small_deck(tmp_path, {"positive": ["One", "Two", "Three", "Four"]})
    folder = tmp_path / "layouts" / "cards" / "wide"
    folder.mkdir(parents=True)
    styles = {"text": {"font": "regular", "size": 10, "leading": "14 pt"}}
    card = {"width": 100, "height": 80, "bleed": 0, "styles": styles}
    (folder / "card.yaml").write_text(json.dumps(card), "utf-8")
    own = {"of": "positive", "bullet": "plus", "style": "text", "ink": "ink", "gap": 1}
    own |= {"axis": 2, "radius": 0.8, "columns": 2, "across": across}
    face = {"left": 10, "right": 10, "blocks": [{"list": own}]}
    sides = {"front": face, "back": {"blocks": []}}
    (folder / "behaviour.yaml").write_text(json.dumps(sides), "utf-8")
    output = tmp_path / "layouts" / "outputs" / "wide.yaml"
    output.parent.mkdir()
    output.write_text("{about: Wide, cards: wide, sheet: a4}", "utf-8")
    ((front, _),) = faces_of("wide", tmp_path).values()
    found = sorted({round(run.x, 3) for run in words_of(front.frame.items)})
    assert found == pytest.approx(starts)
