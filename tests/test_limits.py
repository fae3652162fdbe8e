"""The table of limits: what it says is what the documentation says, and each of them is used."""

import re
from pathlib import Path

import pytest

import cardgen
from cardgen import limits
from cardgen.limits import LIMITS
from cardgen.problems import Mark, Problems, did_you_mean
from cardgen.read.files import BUNDLED

PAGE = BUNDLED / "docs" / "programs.md"
BEGINS, ENDS = "<!-- limits -->\n", "<!-- end of limits -->"


def table():
    rows = [f"| {own.what} | {own} | {own.why} |" for own in LIMITS.values()]
    return "\n".join(["| of | at most | because |", "|---|---|---|", *rows, ""])


def test_the_page_for_programs_has_the_table(same_as):
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    same_as(PAGE, f"{before}{BEGINS}{table()}{ENDS}{after}")


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_is_used_by_its_name_and_quoted_from_the_table(name):
    package = Path(cardgen.__file__).parent
    used = [
        path.name
        for path in package.rglob("*.py")
        if path.name != "limits.py" and re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"))
    ]
    own = LIMITS[name]
    assert used and own.most > 0 and own.what and own.why


def test_after_so_many_problems_no_more_are_listed_and_that_is_said(monkeypatch):
    monkeypatch.setattr("cardgen.problems.PROBLEMS", limits.PROBLEMS._replace(most=3))
    problems = Problems()
    for line in range(1, 9):
        problems.warning("W401", Mark("deck.yaml", line), "a slip")
    assert [problem.code for problem in problems] == ["W401"] * 3 + ["E011"]
    assert problems.noted == 8 and problems.fatal
    assert problems[-1].what == "there are more than 3 problems; no others are listed"


def test_only_short_names_are_compared_and_long_ones_are_cut_where_they_are_listed():
    long = 60 * "a"
    assert did_you_mean(f"{long[:-1]}b", [long]) == f'did you mean "{long}"?'
    assert did_you_mean(f"{long}b", [f"{long}c"]) == f"the choices are: {long}…"
    assert did_you_mean(long, [f"{long}b"], "") == ""


def test_amounts_are_given_in_the_unit_of_the_limit():
    assert str(limits.YAML_SIZE) == "32 MB" and limits.YAML_SIZE.of(33 << 20) == "33 MB"
    assert str(limits.CELLS) == "200,000 cells" and limits.CELLS.of(1234) == "1,234 cells"
