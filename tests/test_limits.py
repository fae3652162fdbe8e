"""The table of limits: what it says is what the documentation says, and each of them is used."""

import re
from pathlib import Path

import pytest

import cardgen
from cardgen import limits
from cardgen.limits import LIMITS
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


def test_amounts_are_given_in_the_unit_of_the_limit():
    assert str(limits.YAML_SIZE) == "32 MB" and limits.YAML_SIZE.of(33 << 20) == "33 MB"
    assert str(limits.CELLS) == "200,000 cells" and limits.CELLS.of(1234) == "1,234 cells"
