"""Faults of what lies over other ink, and of how a press is told to print."""

from press_file import Edit, also_painted, have, of_page, repainted

from faults.edits import SQUARE, Fault, as_x1a, at, both, profiled

BUILDS = at(8, 55.3, 16.65, 3.1)
TRUST = at(8, 72.68, 13.46, 5.82)


def with_setting(**keys: object) -> Edit:
    odd = {f"/{key}": value for key, value in keys.items()}
    return also_painted(1, "/Odd gs", ExtGState={"Odd": odd})


FAULTS: dict[str, Fault] = {
    "white text that overprints": Fault(
        repainted(1, "q 0 0 0 0 k BT", "q /Over gs 0 0 0 0 k BT"), "P311", 1, TRUST
    ),
    "black text that knocks out": Fault(
        repainted(1, "/Over gs 0 0 0 1 k BT", "0 0 0 1 k BT"), "P312", 1, BUILDS
    ),
    "black text that overprints in mode 0": Fault(
        lambda writer: have(
            writer, writer.pages[0], {"ExtGState": {"Over": {"/OP": True, "/OPM": 0}}}
        ),
        "P312",
        1,
        BUILDS,
    ),
    "a black line that knocks out": Fault(
        repainted(1, "/Over gs 0 0 0 1 K", "0 0 0 1 K"), "P313", 1, at(8, 52.9, 47, 0.2)
    ),
    "CMYK with a profile that overprints": Fault(
        both(
            profiled(4, "ISOcoated_v2_300_bas.ICC"),
            also_painted(1, "/Over gs /Own cs 1 0 0 0 sc 8 10 15 15 re f"),
        ),
        "P314",
        1,
        SQUARE,
    ),
    "a grey that overprints": Fault(
        also_painted(1, "/Over gs 0.5 g 8 10 15 15 re f"), "P315", 1, SQUARE
    ),
    "small text in grey": Fault(repainted(1, "/Over gs 0 0 0 1 k BT", "0 g BT"), "P316", 1, BUILDS),
    "transparency in X-1a": Fault(as_x1a, "P317", 2, at(27, 40, 9, 9)),
    "no group on a page with transparency": Fault(
        of_page(2, Group=None), "P318", 2, at(27, 40, 9, 9)
    ),
    "a transfer function": Fault(with_setting(TR="/Identity"), "P319", 1),
    "a halftone that only some devices know": Fault(
        with_setting(HT={"/HalftoneType": 6}), "P320", 1
    ),
    "a halftone that a device has of its own": Fault(
        with_setting(HT={"/HalftoneType": 1, "/HalftoneName": "(Round)"}), "P320", 1
    ),
    "where a halftone begins": Fault(with_setting(HTP=[0, 0]), "P320", 1),
}
