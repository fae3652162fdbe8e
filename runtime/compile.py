"""Packs what was fetched as modules for the browser, compiled: run by compile.mjs in Pyodide.

/parts/libraries and /parts/stdlib hold packages as they come, and /parts/program cardgen. Of the
first two, the modules that cardgen can reach go to /parts/libraries.zst and /parts/stdlib.zip,
unless they are there already; all of cardgen goes to /parts/program.zst.
"""

import marshal
import re
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, source_hash
from io import BytesIO
from modulefinder import ModuleFinder
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from compression import zstd

WORK = Path("/parts")
LIBRARIES, STDLIB, PROGRAM = WORK / "libraries", WORK / "stdlib", WORK / "program"
# Pyodide's own, and what Python's C code loads by name.
ALWAYS = ("_pyodide", "pyodide", "encodings")
NAMED = ("reportlab.rl_settings", "zipfile")  # in strings
# Tools of programmers, what other systems need, and stand-ins for what is there: libraries name
# them, and nobody calls them here.
NEVER = [
    *("_pydatetime", "_pyrepl", "argparse", "bdb", "cmd", "code", "doctest", "ftplib", "getpass"),
    *("modulefinder", "multiprocessing", "pdb", "plistlib", "pydoc", "pyodide.console", "tarfile"),
    *("unittest", "webbrowser", "xmlrpc", "http.cookiejar", "ssl", "concurrent.futures.process"),
    *("_ast_unparse", "ctypes", "importlib.metadata", "statistics"),
    *(f"asyncio.{name}" for name in ("__main__", "proactor_events", "windows_events")),
]
# Alphabets in which tables and texts come, and those of Python itself.
ENCODINGS = re.compile(
    "aliases|ascii|charmap|cp125.|cp437|cp850|idna|iso8859_.*|latin_1|mac_roman|punycode"
    "|(raw_)?unicode_escape|utf_.*|__init__"
)
DENSE = {zstd.CompressionParameter.compression_level: 19, zstd.CompressionParameter.window_log: 24}
_UNCHECKED = 1  # PEP 552: a module with the hash of its source, which nobody compares


def reached():
    """Returns the files of all modules outside cardgen that it can import, however late."""
    finder = ModuleFinder([str(LIBRARIES), str(STDLIB)], excludes=NEVER)
    roots = {module for module in sys.modules if "." not in module}  # what Python starts with
    roots |= {*NAMED, *(WORK / "imports.txt").read_text().split()}
    for package in ALWAYS:
        for path in (STDLIB / package).rglob("*.py"):
            name = ".".join(path.relative_to(STDLIB).with_suffix("").parts)
            if package != "encodings" or ENCODINGS.fullmatch(path.stem):
                roots.add(name.removesuffix(".__init__"))
    for name in sorted(roots.difference(NEVER)):
        with suppress(ImportError):  # of those of Pyodide that are in no file, or of types only
            finder.import_hook(name)
    found = [own for name, own in finder.modules.items() if not is_frozen(name)]
    return {Path(module.__file__) for module in found if module.__file__}


def is_frozen(name):
    """Returns whether Python has a module in itself, and so never looks for its file."""
    spec = getattr(sys.modules.get(name), "__spec__", None)
    return spec is not None and spec.origin == "frozen"


def packed(folder, files):
    """Returns an archive of the files, modules compiled, with the same bytes each time."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:  # compressed as a whole
        for path in sorted(files):
            inner = path.relative_to(folder).as_posix()
            if path.suffix == ".py":
                archive.writestr(ZipInfo(inner + "c"), compiled(path, inner))
            else:
                archive.writestr(ZipInfo(inner), path.read_bytes())
    return whole.getvalue()


def compiled(path, name):
    """Returns a module as Python keeps it, without docstrings but where Pyodide reads them."""
    source = path.read_bytes()
    code = compile(source, name, "exec", optimize=0 if name.startswith("_pyodide") else 2)
    head = MAGIC_NUMBER + _UNCHECKED.to_bytes(4, "little")
    return head + source_hash(source) + marshal.dumps(code)


def data_in(folder):
    return {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".py"}


if not (WORK / "libraries.zst").exists():
    found = reached()
    of_libraries = {path for path in found if LIBRARIES in path.parents} | data_in(LIBRARIES)
    of_stdlib = {path for path in found if STDLIB in path.parents}
    (WORK / "stdlib.zip").write_bytes(packed(STDLIB, of_stdlib))
    libraries = packed(LIBRARIES, of_libraries)
    (WORK / "libraries.zst").write_bytes(zstd.compress(libraries, options=DENSE))
program = packed(PROGRAM, data_in(PROGRAM) | set(PROGRAM.rglob("*.py")))
(WORK / "program.zst").write_bytes(zstd.compress(program, options=DENSE))
