"""Faults of pictures, lines and operators."""

from typing import Any

from press_file import also_painted, art, pdf, stream
from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject, NameObject

from faults.edits import FORM, Fault, as_x1a, at, both, two_tones, with_art


def packed(how: str) -> Any:
    """A picture, said to be packed in a way, of which the file has the beginning."""
    made = art()
    begun = EncodedStreamObject()
    begun.update({**made, NameObject("/Filter"): NameObject(how)})
    begun._data = made._data[:40]
    return begun


def paints_itself(writer: PdfWriter) -> None:
    form: Any = writer._add_object(stream("/Inner Do", **FORM))
    form.get_object().update(pdf({"/Resources": {"/XObject": {"/Inner": form}}}))
    also_painted(1, "/Inner Do", XObject={"Inner": form})(writer)


FAULTS: dict[str, Fault] = {
    "a coarse picture": Fault(with_art(art((80, 60))), "P401", 1, at(8, 10, 20, 15), "102 ppi"),
    "a picture that is coarse one way": Fault(
        with_art(art((240, 60))), "P401", 1, at(8, 10, 20, 15), "102 ppi"
    ),
    "a soft picture": Fault(with_art(art((160, 120))), "P402", 1, at(8, 10, 20, 15), "203 ppi"),
    "a picture in the stream": Fault(
        also_painted(1, "q 20 0 0 15 8 10 cm BI /W 4 /H 3 /BPC 8 /CS /G ID EI EI EI EI  EI Q"),
        "P401",
        1,
        at(8, 10, 20, 15),
        "5 ppi",
    ),
    "a coarse drawing of two tones": Fault(
        with_art(two_tones((360, 270))), "P401", 1, at(8, 10, 20, 15), "457 ppi"
    ),
    "a soft drawing of two tones": Fault(
        with_art(two_tones((500, 375))), "P402", 1, at(8, 10, 20, 15), "635 ppi"
    ),
    "a coarse stencil": Fault(
        also_painted(1, "/Over gs 0 0 0 1 k q 20 0 0 15 8 10 cm BI /W 4 /H 3 /IM true ID EEE EI Q"),
        "P401",
        1,
        at(8, 10, 20, 15),
        "5 ppi",
    ),
    "a fine line": Fault(
        also_painted(1, "/Over gs 0 0 0 1 K 0.05 w 8 10 m 28 10 l S"),
        "P403",
        1,
        at(8, 9.97, 20, 0.05),
        "0.14 pt",
    ),
    "a strip that is as fine": Fault(
        also_painted(1, "0 0 0 1 k 8 10 20 0.05 re f"), "P403", 1, at(8, 10, 20, 0.05), "0.14 pt"
    ),
    "a fine white line": Fault(
        also_painted(1, "0 0 0 0 K 0.08 w 8 10 m 28 10 l S"),
        "P404",
        1,
        at(8, 9.96, 20, 0.08),
        "0.23 pt",
    ),
    "a picture packed as JPEG 2000, in X-1a": Fault(
        both(as_x1a, with_art(packed("/JPXDecode"))), "P405", 1, at(8, 10, 20, 15)
    ),
    "a picture packed as JBIG2, in X-1a": Fault(
        both(as_x1a, with_art(packed("/JBIG2Decode"))), "P405", 1, at(8, 10, 20, 15)
    ),
    "a picture packed with LZW": Fault(
        with_art(packed("/LZWDecode")), "P409", 1, at(8, 10, 20, 15)
    ),
    "a PostScript program": Fault(
        with_art(stream("showpage", Type="/XObject", Subtype="/PS")), "P406", 1
    ),
    "a picture that is not there": Fault(also_painted(1, "/Nothing Do"), "P407", 1),
    "a font that is not there": Fault(
        also_painted(1, "BT /Nothing 5 Tf 8 10 Td <0056> Tj ET"), "P407", 1
    ),
    "a setting that is not there, in a form": Fault(
        also_painted(1, "/Inner Do", XObject={"Inner": stream("/Nothing gs", **FORM)}),
        "P407",
        1,
        at(0, 0, 15, 15),
    ),
    "a picture of no pixels": Fault(with_art(art((0, 10))), "P408", 1),
    "a picture that is cut off": Fault(with_art(packed("/FlateDecode")), "P520", 1),
    "a form that is damaged": Fault(
        with_art(stream(b"x\x9cgarbage", **FORM, Filter="/FlateDecode")), "P520", 1
    ),
    "an operator without its numbers": Fault(also_painted(1, "8 re f"), "P520", 1),
    "a string without an end": Fault(also_painted(1, "BT (never"), "P520", 1),
    "a form within itself": Fault(paints_itself, "P521", 1, at(0, 0, 15, 15)),
}
