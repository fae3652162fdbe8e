"""Several may pack Python for the browser at once, and each finds a folder that is whole."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(ROOT / "runtime")
    import pack

    yield pack
    del sys.modules["pack"]


def test_two_at_once_work_in_folders_of_their_own(pack: ModuleType, tmp_path: Path) -> None:
    work = tmp_path / "build" / "runtime-work"
    with pack.taken(work) as first:
        (first / "made_of.txt").write_text("these versions", encoding="utf-8")
    with pack.taken(work) as one, pack.taken(work) as other:
        assert (one / "made_of.txt").is_file()
        assert not any(other.iterdir())
    assert [*work.parent.iterdir()] == [work]


def test_of_several_folders_one_takes_the_place_whole(pack: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "runtime"

    def put(number: int) -> None:
        made = tmp_path / str(number) / "made"
        made.mkdir(parents=True)
        for name in ("engine", "versions.json"):
            (made / name).write_text(str(number), encoding="utf-8")
        pack.put(made, folder)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(100)))
    assert sorted(path.name for path in folder.iterdir()) == ["engine", "versions.json"]
    assert len({path.read_text("utf-8") for path in folder.iterdir()}) == 1
