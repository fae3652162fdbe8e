"""Pictures made of pixels to image objects, each with its mask where something shines through."""

from __future__ import annotations

from cardgen.graphics.pixels.look import Pixels
from cardgen.output.pdf.document import Document
from cardgen.output.pdf.inks import Inks

_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


def store(pixels: Pixels, share: float, inks: Inks, document: Document, flat: bool = False) -> int:
    """The number of the image that holds the picture, not turned, with that share of its ink.

    Its colours are those of the file's output intent or grey (ISO 19005-2, 6.2.4.3); viewers are
    not asked to smooth it (6.2.8). In a flat file, without transparency, its mask is a stencil.
    Stop where its file can no longer be read.
    """
    from cardgen.graphics.pixels.samples import samples, stencil  # few files have pictures

    found = samples(pixels, inks.guise == "grey", share, inks.separation, inks.as_printed)
    parts = found.parts
    if parts == 4:
        inks.note_picture()
    space = f"/{_SPACES[parts]}"
    size = f"/Width {found.width}/Height {found.height}"
    entries = f"/Type/XObject/Subtype/Image{size}/ColorSpace{space}/BitsPerComponent 8"
    if found.is_jpeg:
        return document.stream(f"{entries}/Filter/DCTDecode", found.data, compressed=False)
    if found.alpha is not None and flat:
        width, height, data = stencil(found)
        mask = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ImageMask true"
        entries += f"/Mask {document.stream(mask + '/BitsPerComponent 1', data)} 0 R"
    elif found.alpha is not None:
        mask = f"/Type/XObject/Subtype/Image{size}/ColorSpace/DeviceGray/BitsPerComponent 8"
        entries += f"/SMask {document.stream(mask, found.alpha)} 0 R"
    entries += f"/DecodeParms<</Predictor 2/Colors {parts}/Columns {found.width}>>"
    return document.stream(entries, found.data)
