"""A card's `image` or a deck's `logo` → Picture: found in the deck's folder, opened, and with a
text alternative."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Frame
from cardgen.intake import exists, is_file, is_folder, is_within, real_path
from cardgen.limits import PICTURE_SIZE
from cardgen.model.deck import Logo, Picture, Text, placed_text
from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.node import Node
from cardgen.model.forms.readers import Unreadable, length, number, refuse, text, yes_or_no
from cardgen.problems import Problem, Problems
from cardgen.read.files import Files, shown

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Fault, Pixels

_KINDS = (".jpg", ".jpeg", ".png", ".svg")


class _PictureForm(Form):
    file: Text = key(placed_text)
    alt: str | None = key(text, None)
    decorative: bool = key(yes_or_no, False)


picture_form = nested(_PictureForm, "an image")


def read_picture(node: Node, files: Files, root: Path, folder: Path, problems: Problems) -> Picture:
    """Returns the picture named by a card in a file of that folder; root is the deck's folder.

    Raises Unreadable, with everything noted, if something is wrong with it.
    """
    form = picture_form(node, problems)
    noted = problems.noted
    if form.alt and form.decorative:
        what = "an image either has alt or is decorative, not both"
        problems.error("E224", node.keys["decorative"], what, "leave one of them out")
    elif not form.alt and not form.decorative:
        fix = "write what it shows, as alt: Two people on a bridge, or decorative: true"
        problems.error("E224", node.where, "an image needs alt or decorative", fix)
    shows = _opened(form.file, files, root, folder, problems)
    if problems.noted > noted:
        raise Unreadable
    return Picture(form.file, shows, form.alt)


class _LogoForm(Form):
    file: Text = key(placed_text)
    alt: str = key(text)
    clear_space: float = key(number, 0.0, name="clear-space")
    least_width: float = key(length, 0.0, name="least-width")


logo_form = nested(_LogoForm, "a logo")


def read_logo(node: Node, files: Files, problems: Problems) -> Logo | None:
    """Returns the logo, which is in the folder of the file that names it or below, or None if there
    were errors (they are in problems)."""
    noted = problems.noted
    try:
        form = logo_form(node, problems)
        folder = files.folder_of(form.file.where)
        shows = _opened(form.file, files, folder, folder, problems)
    except Unreadable:
        return None
    if problems.noted > noted:
        return None
    return Logo(form.file, shows, form.alt, form.clear_space, form.least_width)


def _opened(
    file: Text, files: Files, root: Path, folder: Path, problems: Problems
) -> Pixels | Frame:
    """Returns the content of the file; raises Unreadable, with the problem noted, if it cannot be
    printed."""
    from cardgen.graphics.pixels.image_files import Fault  # most decks have no pictures

    path = files.named(folder, file.text)
    held = files.held(path)
    try:
        files.look_at(path)
        if held is None:
            path = _found(file, root, folder, files, problems)
        if path.suffix.lower() not in _KINDS:
            what = f'"{file.text}" is not a picture that can be printed: JPEG, PNG or SVG'
            raise refuse(problems, "E222", file.where, what, "save it as one of these")
        size = path.stat().st_size if held is None else len(held)
        if size == 0:
            raise refuse(problems, "E222", file.where, f'"{file.text}" is empty', "save it again")
        if size > PICTURE_SIZE.most:
            much = f"is {PICTURE_SIZE.of(size)}; the limit is {PICTURE_SIZE}"
            fix = "save it with fewer pixels, or simplify the drawing"
            raise refuse(problems, "E223", file.where, f'"{file.text}" {much}', fix)
        if held is None:
            looked, found = _looked_at(path)
            problems.add(found)
        else:
            key, data = ("picture", path), held
            looked = files.once(key, lambda found: _in_memory(path, data, found), problems)
    except OSError as reason:
        what = f'"{file.text}" cannot be read: {reason.strerror or reason}'
        raise refuse(problems, "E221", file.where, what) from None
    if looked is None:
        raise Unreadable
    if isinstance(looked, Fault):
        what = f'"{file.text}" {looked.what}'
        raise refuse(problems, looked.code, file.where, what, looked.fix)
    return looked


def _looked_at(path: Path) -> tuple[Pixels | Frame | Fault | None, tuple[Problem, ...]]:
    """Returns what is in a file on disk, which is kept as long as the file does not change, and its
    problems; None for a drawing that has errors."""
    from cardgen.graphics.pixels.image_files import examine, under_another_name

    stat = path.stat()
    if path.suffix.lower() != ".svg":
        return examine(str(path), stat.st_size, stat.st_mtime_ns), ()
    other = under_another_name(path)
    return (other, ()) if other else _drawing(path, shown(path), stat.st_size, stat.st_mtime_ns)


def _in_memory(path: Path, held: bytes, problems: Problems) -> Pixels | Frame | Fault | None:
    """Returns what is in a file that is held in memory; None for a drawing that has errors, which
    are noted."""
    from cardgen.graphics.pixels.image_files import examined, under_another_name

    if path.suffix.lower() != ".svg":
        return examined(path, held)
    if other := under_another_name(path, held):
        return other
    from cardgen.read.svg import drawing_of

    try:
        return drawing_of(held, shown(path), problems)
    except Unreadable:
        return None


@cache
def _drawing(
    path: Path, shown_as: str, size: int, changed: int
) -> tuple[Frame | None, tuple[Problem, ...]]:
    """Returns the drawing in an SVG file and its problems, which are kept as long as the file does
    not change."""
    from cardgen.read.svg import read_svg  # and Pillow, which other decks need not wait for

    problems = Problems()
    try:
        return read_svg(path, shown_as, problems), ()
    except Unreadable:
        return None, tuple(problems)


def _found(file: Text, root: Path, folder: Path, files: Files, problems: Problems) -> Path:
    """Returns the path of the file with links resolved, which must be in the deck's folder."""
    path = real_path(folder / file.text)
    if Path(file.text).is_absolute() or not is_within(path, root):
        what = f'"{file.text}" leads out of the folder of the deck'
        fix = f"copy it into {shown(root)}, and write its path relative to this file"
        raise refuse(problems, "E221", file.where, what, fix)
    if not is_file(path):
        what = f'"{file.text}" is not a file' if exists(path) else f'there is no "{file.text}"'
        beside = (folder / file.text).parent
        near = beside.iterdir() if is_folder(beside) else _one_level_below(folder)
        known = {p.relative_to(folder).as_posix() for p in near if _is_picture(p)}
        known |= {name for name in files.held_names if Path(name).suffix.lower() in _KINDS}
        fix = problems.did_you_mean(file.text, sorted(known))
        raise refuse(problems, "E221", file.where, what, fix)
    return path


def _one_level_below(folder: Path) -> Iterator[Path]:
    """Yields what is in the folders of a folder; not where a link leads, which may be anywhere."""
    for own in folder.iterdir() if is_folder(folder) else ():
        with suppress(PermissionError):
            if is_folder(own) and not own.is_symlink():
                yield from own.iterdir()


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _KINDS and is_file(path)
