"""Faults of colours, of the ink they take and of what they are blended in."""

from press_file import Edit, also_painted, art, of_page, stream

from faults.edits import FORM, SQUARE, UK, Fault, as_x1a, at, both, profiled, separation, with_art

IN_RGB = {"/S": "/Transparency", "/CS": "/DeviceRGB"}


def two_inks(one: str, other: str) -> Edit:
    return also_painted(
        1,
        "/One cs 1 sc 8 10 15 5 re f /Two cs 1 sc 8 20 15 5 re f",
        ColorSpace={"One": separation(one), "Two": separation(other)},
    )


FAULTS: dict[str, Fault] = {
    "a shape in RGB": Fault(also_painted(1, "1 0 0 rg 8 10 15 15 re f"), "P301", 1, SQUARE),
    "a line in RGB": Fault(
        also_painted(1, "1 0 0 RG 1 w 8 10 m 28 10 l S"), "P301", 1, at(8, 9.5, 20, 1)
    ),
    "a picture in RGB": Fault(
        with_art(art(space="/DeviceRGB", parts=3)), "P301", 1, at(8, 10, 20, 15)
    ),
    "a picture of few colours in RGB": Fault(
        with_art(art(space=["/Indexed", "/DeviceRGB", 0, "abc"], parts=1)),
        "P301",
        1,
        at(8, 10, 20, 15),
    ),
    "a run of colours in RGB": Fault(
        also_painted(
            1,
            "8 10 15 15 re W n /Run sh",
            Shading={
                "Run": {"/ShadingType": 2, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 9, 9]}
            },
        ),
        "P301",
        1,
        SQUARE,
    ),
    "text in RGB within a form": Fault(
        also_painted(
            1,
            "q 1 0 0 1 8 10 cm /Inner Do Q",
            XObject={"Inner": stream("1 0 0 rg BT /F1 5 Tf 1 2 Td <0056> Tj ET", **FORM)},
        ),
        "P301",
        1,
        at(9, 10.9, 5, 4.85),
    ),
    "a tagged RGB shape": Fault(
        both(profiled(3, "sRGB2014.icc"), also_painted(1, "/Own cs 1 0 0 sc 8 10 15 15 re f")),
        "P302",
        1,
        SQUARE,
    ),
    "CMYK with a profile": Fault(
        both(
            profiled(4, "ISOcoated_v2_300_bas.ICC"),
            also_painted(1, "/Own cs 1 0 0 0 sc 8 10 15 15 re f"),
        ),
        "P303",
        1,
        SQUARE,
    ),
    "a colour in Lab": Fault(
        also_painted(
            1,
            "/Own cs 50 20 20 sc 8 10 15 15 re f",
            ColorSpace={"Own": ["/Lab", {"/WhitePoint": [0.9642, 1, 0.8249]}]},
        ),
        "P304",
        1,
        SQUARE,
    ),
    "a grey with a profile, in X-1a": Fault(
        both(
            as_x1a,
            profiled(1, "sRGB2014.icc"),
            also_painted(1, "/Own cs 0.5 sc 8 10 15 15 re f"),
        ),
        "P304",
        1,
        SQUARE,
    ),
    "a picture in an ink described in RGB": Fault(
        with_art(
            art(
                space=["/Indexed", separation("Coral", "/DeviceRGB", (1, 0, 0)), 0, "a"],
                parts=1,
            )
        ),
        "P305",
        1,
        at(8, 10, 20, 15),
    ),
    "an ink described in RGB": Fault(
        also_painted(
            1,
            "/Own cs 1 sc 8 10 15 15 re f",
            ColorSpace={"Own": separation("Coral", "/DeviceRGB", (1, 0, 0))},
        ),
        "P305",
        1,
        SQUARE,
    ),
    "a page blended in RGB": Fault(of_page(1, Group=IN_RGB), "P306", 1),
    "a group blended in RGB": Fault(
        also_painted(
            1,
            "q 1 0 0 1 8 10 cm /Inner Do Q",
            XObject={"Inner": stream("0 0 0 1 k 0 0 15 15 re f", **FORM, Group=IN_RGB)},
        ),
        "P306",
        1,
        SQUARE,
    ),
    "too much ink": Fault(
        also_painted(1, "1 1 1 1 k 8 10 15 15 re f"),
        "P307",
        1,
        SQUARE,
        "400 % on average over 15 mm",
    ),
    "too much ink by overprint": Fault(
        also_painted(1, "1 1 0 0 k 8 10 15 15 re f /Over gs 0 0 1 1 k 8 10 15 15 re f"),
        "P307",
        1,
        SQUARE,
        "400 % on average over 15 mm",
    ),
    "an ink with capitals and without": Fault(
        two_inks("Deep Coral", "deep-coral"), "P321", None, None, "2 names"
    ),
    "an ink by its names for two papers": Fault(
        two_inks("PANTONE Warm Red C", "Pantone Warm Red U"), "P321", None, None, "2 names"
    ),
    "too much ink by a figure that overprints": Fault(
        also_painted(
            1,
            "1 1 0 0 k 8 10 15 15 re f /Over gs 0 0 1 1 k 8 10 m 23 10 l 23 25 l 11 25 l 8 20 l f",
        ),
        "P307",
        1,
        SQUARE,
        "393 % on average over 15 mm",
    ),
    "a spot ink": Fault(
        also_painted(1, "/Own cs 1 sc 8 10 15 15 re f", ColorSpace={"Own": separation("Coral")}),
        "P308",
        1,
        SQUARE,
        profile=UK,
    ),
    "an ink with two descriptions": Fault(
        also_painted(
            1,
            "/One cs 1 sc 8 10 15 15 re f /Two cs 1 sc 8 10 15 15 re f",
            ColorSpace={"One": separation("Coral"), "Two": separation("Coral", to=(0, 1, 0, 0))},
        ),
        "P309",
        None,
        None,
        "2 ways",
    ),
    "all inks within the trim": Fault(
        also_painted(
            1,
            "/Own CS 1 SC 1 w 8 10 m 28 10 l S",
            ColorSpace={"Own": separation("All", to=(1, 1, 1, 1))},
        ),
        "P310",
        1,
        at(8, 9.5, 20, 1),
    ),
}
