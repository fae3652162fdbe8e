"""The plates of a press file, as Ghostscript separates them: how much ink lies where.

A plate is an array of percent, rows from the top; lengths are in mm from the top left corner of
the page.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plate = NDArray[np.float32]
DOTS = 8  # a millimetre
FOUR = ["Cyan", "Magenta", "Yellow", "Black"]
SQUARE = 15  # mm: GWG 2022, R0026, means the ink over any such square


def said(*command: object) -> str:
    """All that a program says of a file, on whatever stream; it ends well."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def plates(path: Path) -> list[dict[str, Plate]]:
    """The plates of each page by their names."""
    with TemporaryDirectory() as folder:
        to = f"-sOutputFile={folder}/%d.tif"
        how = "gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep".split()
        assert said(*how, f"-r{DOTS * 25.4}", to, path) == ""
        pages: dict[int, dict[str, Plate]] = {}
        for file in sorted(Path(folder).glob("*(*).tif")):
            page, _, name = file.stem.removesuffix(")").partition("(")
            with Image.open(file) as image:
                light = np.asarray(image.convert("L"), dtype=np.float32)
            pages.setdefault(int(page), {})[name] = 100 - light / 2.55
    return [pages[page] for page in sorted(pages)]


def within(plate: Plate, left: float, top: float, right: float, bottom: float) -> Plate:
    """The part of a plate in a box, without dots that its edges cut."""
    rows = slice(int(np.ceil(top * DOTS)), int(bottom * DOTS))
    return plate[rows, int(np.ceil(left * DOTS)) : int(right * DOTS)]


def at(page: dict[str, Plate], x: float, y: float) -> list[float]:
    """The build at a place, in the order of the four."""
    return [float(page[ink][int(y * DOTS), int(x * DOTS)]) for ink in FOUR]


def heaviest(ink: Plate) -> float:
    """The most ink there is in a square, as its mean."""
    side = min(SQUARE * DOTS, *ink.shape)
    sums = np.pad(ink, ((1, 0), (1, 0))).astype(np.float64).cumsum(0).cumsum(1)
    squares = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return float(squares.max() / side**2)
