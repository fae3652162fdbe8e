"""The lowest scores of a survey → Lowest."""

from __future__ import annotations

import re
from pathlib import Path

from cardgen.model.deck import Prose, prose
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import integer, positive, text
from cardgen.model.workshop import Lowest, Score
from cardgen.problems import Problems
from cardgen.read.rows import Row, read_rows


class LowestForm(Form):
    """So many of the cards that scored lowest, by a table beside the workshop's file; card and
    score are the headings of its columns."""

    file: Prose = key(prose)
    take: int = key(positive(integer))
    card: str = key(text, "card")
    score: str = key(text, "score")


lowest_form = nested(LowestForm, "lowest")


def lowest_of(form: LowestForm, folder: Path, problems: Problems) -> Lowest | None:
    """The scores by card, or None with the problems noted; Stop for a file that cannot be read."""
    columns = {"card": form.card, "score": form.score}
    rows = read_rows(form.file, folder, columns, problems)
    if rows is None:
        return None
    scores = [_score(row, form, problems) for row in rows]
    return Lowest(form.take, tuple(score for score in scores if score), form.file.where)


def _score(row: Row, form: LowestForm, problems: Problems) -> Score | None:
    """What the line says; None where nobody gave a score."""
    card, written = row.cell(form.card), row.cell(form.score)
    if written is None:
        return None
    if card is None:
        problems.error("E703", row.where, f'nothing stands in the column "{form.card}"')
        return None
    if not re.fullmatch(r"[-+−]?[0-9]{1,9}([.,][0-9]{1,9})?", written.text):
        problems.error("E703", row.where, f'"{written.text}" is not a score', "write a number")
        return None
    return Score(card, float(written.text.replace(",", ".").replace("−", "-")))
