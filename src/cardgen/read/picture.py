"""A card's `image` → Picture: found in the deck's folder, looked at, and told in words."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from cardgen.deck import Picture, Prose, prose
from cardgen.form import Form, key, read_keys
from cardgen.frame import Frame
from cardgen.node import Node
from cardgen.pixels import Fault, Pixels, look
from cardgen.problems import Problem, Problems, did_you_mean
from cardgen.read.files import shown
from cardgen.read.svg import read_svg
from cardgen.schema import Unreadable, refuse, text, yes_or_no

_KINDS = (".jpg", ".jpeg", ".png", ".svg")


class _PictureForm(Form):
    file: Prose = key(prose)
    alt: str | None = key(text, None)
    decorative: bool = key(yes_or_no, False)


def read_picture(node: Node, root: Path, folder: Path, problems: Problems) -> Picture:
    """The picture that a card in a file of that folder names; root is the deck's folder, which
    holds all its files. Unreadable, everything noted, if something is wrong with it."""
    form = read_keys(_PictureForm, node, problems, "an image")
    noted = len(problems)
    if form.alt and form.decorative:
        what = "what is decorative has no alt: nobody is told of it"
        problems.error("E224", node.keys["decorative"], what, "leave one of them out")
    elif not form.alt and not form.decorative:
        fix = "write what it shows, as alt: Two people on a bridge, or decorative: true"
        problems.error("E224", node.where, "an image needs alt, or to be decorative", fix)
    shows = _opened(form.file, root, folder, problems)
    if len(problems) > noted:
        raise Unreadable
    return Picture(form.file, shows, form.alt)


def _opened(file: Prose, root: Path, folder: Path, problems: Problems) -> Pixels | Frame:
    path = _found(file, root, folder, problems)
    try:
        if path.suffix.lower() == ".svg":
            stat = path.stat()
            drawing, found = _drawing(path, shown(path), stat.st_size, stat.st_mtime_ns)
            problems.add(found)
            if drawing is None:
                raise Unreadable
            return drawing
        looked = look(path)
    except OSError as reason:
        what = f'"{file.text}" cannot be read: {reason.strerror or reason}'
        raise refuse(problems, "E221", file.where, what) from None
    if isinstance(looked, Fault):
        what = f'"{file.text}" {looked.what}'
        raise refuse(problems, looked.code, file.where, what, looked.fix)
    return looked


@cache
def _drawing(
    path: Path, shown_as: str, size: int, changed: int
) -> tuple[Frame | None, tuple[Problem, ...]]:
    """What is in an SVG file and what is wrong with it, as long as it stays as it is."""
    problems = Problems()
    try:
        return read_svg(path, shown_as, problems), ()
    except Unreadable:
        return None, tuple(problems)


def _found(file: Prose, root: Path, folder: Path, problems: Problems) -> Path:
    """The file as it really lies within the deck's folder, links followed."""
    path = Path(os.path.realpath(folder / file.text))
    if Path(file.text).is_absolute() or not path.is_relative_to(os.path.realpath(root)):
        what = f'"{file.text}" does not lie in the folder of the deck'
        raise refuse(problems, "E221", file.where, what, f"copy it into {shown(root)}")
    if not path.is_file():
        what = f'"{file.text}" is not a file' if path.exists() else f'there is no "{file.text}"'
        beside = (folder / file.text).parent
        names = [p for p in beside.iterdir() if _is_picture(p)] if beside.is_dir() else []
        known = sorted(p.relative_to(folder).as_posix() for p in names)
        raise refuse(problems, "E221", file.where, what, did_you_mean(file.text, known))
    if path.suffix.lower() not in _KINDS:
        what = f'"{file.text}" is none of the pictures that are printed: JPEG, PNG and SVG'
        raise refuse(problems, "E222", file.where, what, "save it as one of these")
    return path


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _KINDS and path.is_file()
