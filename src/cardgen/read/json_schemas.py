"""The kinds of YAML file, and the JSON Schema of each, for editors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from cardgen.model.forms.json_schema import Schema, accepts, json_schema, mapping, replaced, written
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Reader
from cardgen.model.language import LANGUAGE
from cardgen.model.print_condition import conditions_form
from cardgen.model.shop_profile import profile_form
from cardgen.problems import Problems
from cardgen.read.bare import bare_form
from cardgen.read.deck_form import cards_form, deck_form, overlay_form
from cardgen.read.face import backs_form, kind_form, page_form
from cardgen.read.fonts import fonts_form
from cardgen.read.gallery import gallery_form
from cardgen.read.house_style import palette_form, quotes_form, screen_form
from cardgen.read.layout import card_form, enlarged_form
from cardgen.read.legend import legend_form
from cardgen.read.order import order_form
from cardgen.read.output import output_form
from cardgen.read.people import people_form
from cardgen.read.press_marks import press_marks_form
from cardgen.read.preview import preview_form
from cardgen.read.printer import printer_form
from cardgen.read.prompts import prompts_form
from cardgen.read.proof import proof_form
from cardgen.read.sheet import sheet_form, slug_form
from cardgen.read.table_words import tables_form
from cardgen.read.ways import ways_form
from cardgen.read.words import words_form
from cardgen.read.workshop import workshop_form

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that editors of YAML know


@accepts(lambda of: {"if": {"required": ["of"]}, "then": of(enlarged_form), "else": of(card_form)})
def _layout(node: Node, problems: Problems) -> object:
    """A card.yaml or page.yaml."""
    reader = enlarged_form if node.entries and "of" in node.entries else card_form
    return reader(node, problems)


_SAID: dict[str, Reader[object]] = {
    "deck": deck_form,
    "cards": cards_form,
    "prompts": prompts_form,
    "overlay": overlay_form,
}
_DRAWN: dict[str, Reader[object]] = {
    "face": kind_form,
    "backs": backs_form,
    "page": page_form,
}
_KEPT: dict[str, Reader[object]] = {
    "workshop": workshop_form,
    "layout": _layout,
    "output": output_form,
    "sheet": sheet_form,
    "slug": slug_form,
    "printer": printer_form,
    "profile": profile_form,
    "palette": palette_form,
    "fonts": fonts_form,
    "words": words_form,
    "screen": screen_form,
    "gallery": gallery_form,
    "quotes": quotes_form,
    "proof": proof_form,
    "legend": legend_form,
    "bare": bare_form,
    "conditions": conditions_form,
    "press-marks": press_marks_form,
    "preview": preview_form,
    "people": people_form,
    "tables": tables_form,
    "order": order_form,
    "ways": ways_form,
}
KINDS: dict[str, Reader[object]] = {**_SAID, **_DRAWN, **_KEPT}


def schema_of(kind: str) -> str:
    """Returns the JSON Schema of a kind of file, as text."""
    schema = json_schema(KINDS[kind])
    own = schema["definitions"]
    if kind in _SAID:
        own |= {name: _in_languages(own[name]) for name in ("text", "words") if name in own}
    if kind in _DRAWN:
        own |= {name: replaced(each, _or_name) for name, each in own.items()}
        own["$name"] = written(r"\$.+") | {"description": "A measure, a part or a value of a step."}
    told = {"$schema": _DRAFT, "title": f"cardgen: {kind}", **schema}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def lay_schemas(folder: Path, kinds: Iterable[str]) -> None:
    """Writes the schemas into schemas/ in the folder, where the first lines of its files point to
    them."""
    (folder / "schemas").mkdir()
    for kind in sorted(set(kinds)):
        (folder / "schemas" / f"{kind}.json").write_bytes(schema_of(kind).encode())


def _in_languages(schema: Schema) -> Schema:
    """Returns a schema for the same in one language, or in several."""
    several = mapping(schema, propertyNames=written(LANGUAGE), minProperties=1)
    return {"anyOf": [schema, several]}


def _or_name(schema: Schema) -> Schema:
    """Returns a schema for the same, or for a name in its place."""
    if schema in ({}, {"$ref": "#/definitions/text"}):  # which any name is
        return schema
    name = {"$ref": "#/definitions/$name"}
    return {"anyOf": [*schema["anyOf"], name]} if "anyOf" in schema else {"anyOf": [schema, name]}
