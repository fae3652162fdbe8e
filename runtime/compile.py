"""Of what was fetched, the modules that cardgen can reach, compiled: run by compile.mjs in Pyodide.

/work/source holds packages and /work/stdlib the standard library, as they come; their modules
go to /work/packages.zst and /work/stdlib.zip.
"""

import py_compile
import sys
from contextlib import suppress
from io import BytesIO
from modulefinder import ModuleFinder
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from compression import zstd

SOURCE, LIBRARY, COMPILED = Path("/work/source"), Path("/work/stdlib"), Path("/tmp/compiled.pyc")
# Pyodide's own, and what Python's C code loads by name.
ALWAYS = ("_pyodide", "pyodide", "encodings")
NAMED = ("answers", "reportlab.rl_settings", "zipfile")  # in strings, by cardgen or by libraries
# Tools of programmers, which libraries name and nobody calls here.
NEVER = [
    *("_pyrepl", "asyncio.__main__", "bdb", "cmd", "code", "doctest", "ftplib", "getpass"),
    *(
        "multiprocessing",
        "optparse",
        "pdb",
        "plistlib",
        "pydoc",
        "unittest",
        "webbrowser",
        "xmlrpc",
    ),
]


def names_in(folder, package):
    """Yields the name of each module of a package in a folder."""
    for path in sorted((folder / package).rglob("*.py")):
        yield ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def reached():
    """Returns the files of all modules that these packages can import, however late."""
    finder = ModuleFinder([str(SOURCE), str(LIBRARY)], excludes=NEVER)
    roots = {module for module in sys.modules if "." not in module}  # what Python starts with
    roots |= {name for package in ALWAYS for name in names_in(LIBRARY, package)}
    roots |= {name for package in ("cardgen", "PIL") for name in names_in(SOURCE, package)}
    for name in sorted(roots.union(NAMED)):
        with suppress(ImportError):  # of Pyodide's own that are in no file
            finder.import_hook(name)
    return {Path(module.__file__) for module in finder.modules.values() if module.__file__}


def packed(folder, files):
    """Returns an archive of the files, modules compiled, with the same bytes each time."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:  # compressed as a whole
        for path in sorted(files):
            inner = path.relative_to(folder).as_posix()
            if path.suffix == ".py":
                mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
                level = 0 if path.parent.name == "_pyodide" else 2  # without docstrings, as -OO
                py_compile.compile(str(path), str(COMPILED), inner, True, level, mode)
                archive.writestr(ZipInfo(inner + "c"), COMPILED.read_bytes())
            else:
                archive.writestr(ZipInfo(inner), path.read_bytes())
    return whole.getvalue()


found = reached()
data = {path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".py"}
library = packed(LIBRARY, {path for path in found if LIBRARY in path.parents})
packages = packed(SOURCE, data | {path for path in found if SOURCE in path.parents})
DENSE = {zstd.CompressionParameter.compression_level: 19, zstd.CompressionParameter.window_log: 24}
Path("/work/stdlib.zip").write_bytes(library)
Path("/work/packages.zst").write_bytes(zstd.compress(packages, options=DENSE))
