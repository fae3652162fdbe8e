"""Faces for one person after another are those that would be made for each alone."""

import json
import shutil
from pathlib import Path

import pytest
from decks import BUNDLED

import cardgen
from cardgen.typeset.faces.composer import Composer
from cardgen.typeset.faces.personal import PersonalFaces

PEOPLE = [
    "Ann Lee",
    "Bo Ek",
    "Zoë Müller-Ó Briain",
    "Bartholomew Featherstonehaugh-Cholmondeley",
    "Wilhelmina W" + 9 * "w",
    "Ŵyn ap Gwilym",
]
OUTPUTS = ["temperature-check", {"output": "handouts", "names": True}]


def workshop(people=PEOPLE, outputs=OUTPUTS):
    keys = {"title": "Thursday", "date": "2026-12-03", "cards": ["trust", "mindset"]}
    return {**keys, "participants": people, "outputs": outputs}


@pytest.fixture
def each_alone(monkeypatch):
    """Makes the faces of each person as if there were no others."""

    def alone():
        monkeypatch.setattr(PersonalFaces, "for_card", lambda faces, card: None)

    return alone


@pytest.fixture
def composed(monkeypatch):
    """The people for whom faces are composed as a whole."""
    found, whole = [], Composer._faces_of

    def noted(composer, card, observer=None):
        found.append(card.person and card.person.name.text)
        return whole(composer, card, observer)

    monkeypatch.setattr(Composer, "_faces_of", noted)
    return found


def built(keys, project=BUNDLED, **options):
    made = cardgen.open(project, **options).build_workshop(keys)
    return cardgen.unzipped(made.archive().data), made.problems


@pytest.mark.parametrize("languages", [["en"], ["cy", "en"]])
def test_files_have_the_same_bytes(languages, each_alone):
    project = BUNDLED if languages == ["en"] else Path(__file__).parent / "decks" / "bwrdd"
    keys = {**workshop(), "cards": [1, 2]}
    made = built(keys, project, languages=languages)
    each_alone()
    assert built(keys, project, languages=languages) == made


def test_only_the_first_persons_faces_are_composed_as_a_whole(composed):
    built(workshop(["Ann Lee", "Bo Ek", "Cy Day"], OUTPUTS[1:]))
    assert [name for name in composed if name] == ["Ann Lee", "Ann Lee"]  # two cards


def test_a_name_that_would_be_told_of_is_set_on_a_face_of_its_own(composed):
    people = ["Ann Lee", "W" * 60, "Bo Ek"]
    with pytest.raises(cardgen.DeckError) as raised:
        built(workshop(people, OUTPUTS[1:]))
    assert {problem.code for problem in raised.value.problems} == {"E302"}
    assert [*dict.fromkeys(filter(None, composed))] == ["Ann Lee", "W" * 60]


@pytest.mark.parametrize(
    "people", [["Ann Lee", "漢字", "Bo Ek", "字漢"], ["漢字", "Ann Lee", "Bo Ek"]]
)
def test_the_same_is_wrong(people, each_alone):
    found = []
    for make in (lambda: None, each_alone):
        make()
        with pytest.raises(cardgen.DeckError) as raised:
            built(workshop(people))
        found.append(raised.value.problems)
    assert found[0] == found[1]


BLOCKS = {
    "in the running text": [
        {"text": {"of": "For {participant}, {participant} and {participant}", "style": "body"}},
        {"text": {"of": "{definition}", "style": "body"}},
    ],
    "in a heading": [{"text": {"of": "{participant}", "style": "body", "role": "heading"}}],
    "in a pill": [
        {
            "pill": {
                "of": "{participant}",
                "height": 8,
                "style": "body",
                "ink": "paper",
                "text-ink": "ink",
            }
        }
    ],
    "in columns": [
        {
            "row": {
                "gap": 2,
                "columns": [{"blocks": [{"text": {"of": "{participant}", "style": "body"}}]}] * 2,
            }
        }
    ],
    "where pages flow": [
        {"text": {"of": "{participant}", "style": "body"}},
        {"space": {"at-least": 20}},
    ],
    "on both pages": [
        {"top": 5, "text": {"of": "{participant}", "style": "body"}},
        {"space": {"at-least": 200}},
        {"lines": {"at-least": 9, "pitch": 12, "ink": "ink", "width": "1 pt"}},
    ],
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS)
def test_a_name_may_stand_anywhere(blocks, tmp_path, each_alone):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    folder = tmp_path / "layouts" / "pages" / "letter"
    folder.mkdir(parents=True)
    styles = {"body": {"font": "regular", "size": 12, "leading": "16 pt"}}
    page = {"width": 210, "height": 297, "styles": styles}
    (folder / "page.yaml").write_text(json.dumps(page), "utf-8")
    for block in _texts(blocks):
        block.setdefault("ink", "ink")
    face = {"left": 100, "right": 20, "ink": "paper", "blocks": blocks}
    if "space" in str(blocks):
        face |= {"flow": {"top": 10, "bottom": 10}}
    (folder / "behaviour.yaml").write_text(json.dumps(face), "utf-8")
    output = tmp_path / "layouts" / "outputs" / "letter.yaml"
    output.parent.mkdir()
    output.write_text("{about: Letters, pages: letter, kinds: [behaviour], names: true}", "utf-8")
    made = built(workshop(outputs=["letter"]), tmp_path)
    each_alone()
    assert built(workshop(outputs=["letter"]), tmp_path) == made


def _texts(blocks):
    for block in blocks:
        yield from (block[kind] for kind in ("text", "pill") if kind in block)
        for column in block.get("row", {}).get("columns", ()):
            yield from _texts(column["blocks"])
