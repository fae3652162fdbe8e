"""XObjects: what is painted more than once, as it will be written, whatever its object's number."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Container
from hashlib import blake2b
from typing import TYPE_CHECKING

from cardgen.graphics.frame import Face, Frame, Image, speaks
from cardgen.graphics.geometry import extent
from cardgen.output.pdf.content import Content, Resources
from cardgen.output.pdf.document import PACKED, box, deflated
from cardgen.output.pdf.inks import Inks
from cardgen.value import Value

if TYPE_CHECKING:
    from cardgen.graphics.pixels.image_files import Pixels

_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


class XObject(Value):
    """A form or an image: the entries of its dictionary and its data, already packed. A form has
    resources; an image may have a mask, which masked names in its dictionary."""

    entries: str
    data: bytes
    resources: Resources | None = None
    mask: XObject | None = None
    masked: str = ""


class XObjects:
    """Artwork by its frame, further copies by their face, and pictures by their pixels; each is
    made once, and known by a key that is the same wherever the same is made."""

    def __init__(self, inks: Inks, stencils: bool, painted_elsewhere: Container[str]) -> None:
        self._inks, self._stencils, self._painted_elsewhere = inks, stencils, painted_elsewhere
        self.made: dict[str, XObject] = {}
        self._art: dict[int, tuple[Frame, str | None]] = {}
        self._faces: dict[tuple[str, str, int], str | None] = {}
        self._pictures: dict[tuple[int, float], tuple[Pixels, str]] = {}

    def is_art(self, frame: Frame) -> bool:
        return id(frame) in self._art or not speaks(frame)

    def art(self, frame: Frame, paint: Callable[[Frame], Content]) -> str | None:
        """The form that shows a frame without words; None if it has no drawings either."""
        if id(frame) not in self._art:
            # The frame is kept as well: an identity is unique only while its object lives.
            self._art[id(frame)] = frame, self._form(frame, paint)
        return self._art[id(frame)][1]

    def is_first(self, face: Face) -> bool:
        """Whether this face is the first of its copies, which alone is tagged in full."""
        key = face.card, face.side, face.part
        if key in self._faces or face.card in self._painted_elsewhere:
            return False
        self._faces[key] = None
        return True

    def copy(self, face: Face, frame: Frame, paint: Callable[[Frame], Content]) -> str | None:
        """The form that shows the further copies of a face."""
        key = face.card, face.side, face.part
        form = self._faces.get(key)
        if form is None:
            form = self._faces[key] = self._form(frame, paint)
        return form

    def _form(self, frame: Frame, paint: Callable[[Frame], Content]) -> str | None:
        edges = extent(frame.items)
        if edges is None:
            return None
        content = paint(frame)
        left, top, right, bottom = edges
        entries = f"/Type/XObject/Subtype/Form/BBox{box(left, -bottom, right, -top)}{PACKED}"
        data, resources = content.data(), content.resources()
        key = _key(f"{entries}{resources}".encode() + data)
        return self._keep(key, XObject(entries, deflated(data), resources))

    def picture(self, image: Image) -> str:
        """The image that shows the pixels."""
        key = id(image.pixels), image.share
        if key not in self._pictures:
            made = image_xobject(image.pixels, image.share, self._inks, self._stencils)
            under = made.mask.data if made.mask else b""
            name = self._keep(_key(made.entries.encode() + made.data + under), made)
            self._pictures[key] = image.pixels, name
        return self._pictures[key][1]

    def _keep(self, key: str, made: XObject) -> str:
        self.made.setdefault(key, made)
        return key


def _key(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def image_xobject(pixels: Pixels, share: float, inks: Inks, stencils: bool) -> XObject:
    """The image, not turned, with that share of its ink; with stencils its mask is one, as where a
    standard forbids transparency.

    Its colours are those of the file's output intent or grey (ISO 19005-2, 6.2.4.3); viewers are
    not asked to smooth it (6.2.8). Raises Stop where its file can no longer be read.
    """
    from cardgen.graphics.pixels.samples import samples, stencil  # few files have pictures

    found = samples(pixels, inks.guise == "grey", share, inks.separation, inks.as_printed)
    parts = found.parts
    if parts == 4:
        inks.note_picture()
    size = f"/Width {found.width}/Height {found.height}"
    kind = "/Type/XObject/Subtype/Image"
    entries = f"{kind}{size}/ColorSpace/{_SPACES[parts]}/BitsPerComponent 8"
    if found.is_jpeg:
        return XObject(f"{entries}/Filter/DCTDecode", found.data)
    mask: XObject | None = None
    masked = ""
    if found.alpha is not None and stencils:
        width, height, data = stencil(found)
        own = f"{kind}/Width {width}/Height {height}/ImageMask true/BitsPerComponent 1"
        mask, masked = XObject(f"{own}{PACKED}", zlib.compress(data)), "Mask"
    elif found.alpha is not None:
        own = f"{kind}{size}/ColorSpace/DeviceGray/BitsPerComponent 8"
        mask, masked = XObject(f"{own}{PACKED}", zlib.compress(found.alpha)), "SMask"
    entries += f"/DecodeParms<</Predictor 2/Colors {parts}/Columns {found.width}>>{PACKED}"
    return XObject(entries, zlib.compress(found.data), None, mask, masked)
