"""Pictures made for tests, and decks whose cards show them."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms
from small_decks import KINDS_YAML

CORNERS = (220, 40, 30), (40, 170, 60), (40, 60, 200), (240, 210, 60)  # from the top left, in rows

DECK = f"""\
title: A deck with pictures
lang: en-GB
date: 2026-01-01
{KINDS_YAML}themes:
  - {{id: being, name: Being, colour: coral, mark: core}}
cards:
"""
CARD = """\
  - id: card-%d
    theme: being
    image: %s
    name: Trust %s
    definition: Builds trust
    positive: [Listens first]
    negative: [Blames]
"""


def deck(folder: Path, *images: str) -> Path:
    """A deck in the folder with a card for each of these images, as they are written in YAML."""
    cards = [CARD % (n, image, "I" * n) for n, image in enumerate(images, 1)]
    (folder / "deck").mkdir(exist_ok=True)
    (folder / "deck" / "deck.yaml").write_text(DECK + "".join(cards), encoding="utf-8")
    return folder / "deck"


def quarters(
    size: tuple[int, int] = (64, 48), colours: Sequence[Any] = CORNERS, mode: str = "RGB"
) -> Image.Image:
    """A picture of four fields."""
    small = Image.new(mode, (2, 2))
    small.putdata(colours)
    return small.resize(size, Image.Resampling.NEAREST)


def swapped() -> bytes:
    """A profile for colours in another order: what it calls red is blue in sRGB."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ").replace(b"-XYZ", b"bXYZ")


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def cmyk_profile() -> bytes:
    """A press of four inks: a table of the colours that come of each with each, as L*, a*, b*."""
    inks = {"cyan": (-37, -50), "magenta": (74, -3), "yellow": (-5, 93), "black": (0, 0)}
    dark = {"cyan": 45, "magenta": 52, "yellow": 11, "black": 100}
    colours = b""
    for mix in range(16):
        used = [ink for at, ink in enumerate(inks) if mix >> (3 - at) & 1]
        light = max(0, 100 - sum(dark[ink] for ink in used))
        a, b = (sum(inks[ink][axis] for ink in used) * light / 100 for axis in (0, 1))
        colours += bytes((round(light * 2.55), round(a) + 128, round(b) + 128))
    straight = bytes(range(256))
    identity = struct.pack(">9i", *(65536 * (at % 4 == 0) for at in range(9)))
    table = b"mft1\0\0\0\0\4\3\2\0" + identity + 4 * straight + colours + 3 * straight
    table += b"\0" * (-len(table) % 4)
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"wtpt": white, b"A2B0": table}
    start, index, data = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        index += tag + struct.pack(">2I", start + len(data), len(content))
        data += content
    head = struct.pack(
        ">I4sI4s4s4s", start + len(data), b"test", 0x02400000, b"prtr", b"CMYK", b"Lab "
    )
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp")
    head += b"\0" * 28 + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + index + data
