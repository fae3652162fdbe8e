"""Where in a file of YAML a mistake is told: at its line, its column and its end."""

import json
from pathlib import Path

import pytest
import yaml
from decks import BUNDLED
from small_decks import small_deck

import cardgen
from cardgen.problems import Problems
from cardgen.read import tree
from cardgen.read.tree import parse


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        (b"", "E002", (1, 1, 2)),
        (b"# nothing\n", "E002", (1, 1, 2)),
        (b"title: T\x01\n", "E001", (1, 9, 10)),
        ("title: Ŵyn\nlang: \x01en\n".encode(), "E001", (2, 7, 8)),
        (b"title: T\nlang: caf\xe9\n", "E003", (2, 10, 11)),
        (b"title: T\n---\nlang: en\n", "E001", (3, 1, 2)),
    ],
)
def test_a_file_that_is_none_is_told_where_it_goes_wrong(raw, code, place):
    problems = Problems()
    assert parse(raw, "deck.yaml", problems) is None
    (told,) = problems
    assert (told.code, (told.where.line, told.where.column, told.where.end)) == (code, place)


def test_the_insets_of_a_face_are_measured_from_its_frame(tmp_path):
    small_deck(tmp_path)
    folder = tmp_path / "layouts" / "cards" / "framed"
    folder.mkdir(parents=True)
    styles = {"text": {"font": "regular", "size": 10, "leading": "14 pt"}}
    card = {"width": 100, "height": 80, "bleed": 0, "frame": 10, "styles": styles}
    (folder / "card.yaml").write_text(json.dumps(card), "utf-8")
    output = tmp_path / "layouts" / "outputs" / "framed.yaml"
    output.parent.mkdir()
    output.write_text("{about: Framed, cards: framed, sheet: a4}", "utf-8")

    def told(left: float, right: float) -> list[str]:
        face = {"left": left, "right": right, "blocks": []}
        side = json.dumps({"front": face, "back": {"blocks": []}})
        Path(folder / "behaviour.yaml").write_text(side, "utf-8")
        return [p.what for p in cardgen.open(tmp_path).check("framed") if p.code == "E107"]

    assert told(40, 39) == []
    assert told(40, 40) == ["left and right leave nothing of the face's 80 mm"]


def test_the_deck_is_read_alike_without_the_parser_in_c(monkeypatch):
    files = [path for room in ("deck", "layouts") for path in (BUNDLED / room).rglob("*.yaml")]
    assert len(files) > 50

    def read() -> list[object]:
        return [parse(path.read_bytes(), path.name, Problems()) for path in files]

    trees, pdf = read(), cardgen.open(BUNDLED).build("cards").files[0].data
    assert tree._LOADER is yaml.CSafeLoader
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert read() == trees
    assert cardgen.open(BUNDLED).build("cards").files[0].data == pdf
