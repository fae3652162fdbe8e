"""ZIPs that somebody brings: what is taken out of them, and what is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from cardgen import Stop, unzipped, zipped


def packed(*names: str) -> bytes:
    return zipped((name, name.encode()) for name in names)


def test_files_keep_their_folders_so_that_none_takes_the_place_of_another() -> None:
    held = unzipped(packed("a/pic.png", "b/pic.png", "our-trust.yaml"))
    assert held == {
        "a/pic.png": b"a/pic.png",
        "b/pic.png": b"b/pic.png",
        "our-trust.yaml": b"our-trust.yaml",
    }


def test_a_folder_that_was_packed_as_a_whole_is_opened_as_its_files() -> None:
    assert {*unzipped(packed("ours/workshop.yaml", "ours/pics/logo.svg"))} == {
        "workshop.yaml",
        "pics/logo.svg",
    }


def test_what_a_mac_puts_beside_files_is_left_out() -> None:
    assert {*unzipped(packed("our-trust.yaml", "__MACOSX/._our-trust.yaml"))} == {"our-trust.yaml"}


@pytest.mark.parametrize(
    "name", ["../x.yaml", "/etc/x.yaml", "a/../../x.yaml", "a//x.yaml", "C:/x.yaml", "a\\x.yaml"]
)
def test_a_path_that_leads_out_of_the_zip_is_refused(name: str) -> None:
    with pytest.raises(Stop, match="which no folder takes"):
        unzipped(packed("a.yaml", name))


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(Stop, match="two files of the same name"):
        unzipped(packed("Ours.yaml", "ours.yaml"))
    out = BytesIO()
    with ZipFile(out, "w") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("ours.yaml", "title: One")
        package.writestr("ours.yaml", "title: Other")
    with pytest.raises(Stop, match="two files of the same name"):
        unzipped(out.getvalue())
