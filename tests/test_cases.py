"""Bad input: a folder each, with what a person is told about it."""

from pathlib import Path

import pytest
from command_line import run

from cardgen.read.files import BUNDLED

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())

COMMANDS = {
    "no-prompts-for-a-card": ["build", "facilitator", "--back", "prompts"],
    "title-and-subtitle-longer-than-their-line": ["build", "handouts"],
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_explained_where_it_stands_and_nothing_is_made(
    case, monkeypatch, tmp_path, same_as
):
    monkeypatch.chdir(case)
    older = tmp_path / "deck.pdf"
    older.write_bytes(b"%PDF-1.7 an older deck")
    command = COMMANDS.get(case.name, ["build", "facilitator"])
    result = run(*command, *(["-o", older] if command[0] == "build" else []))
    assert result.exit_code == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"%PDF-1.7 an older deck"]
    same_as(case / "expected.txt", result.stderr.replace(f"{BUNDLED}/", "cardgen/"))
