"""Python for the browser, with cardgen in it, in a folder: python runtime/pack.py build/runtime

It fetches Pyodide by npm and packages by pip, each of the version and with the digest that stand
beside it. What it makes is for `cardgen site --runtime`:

    engine             Pyodide's loader and the worker: one classic script, compressed with gzip
    wasm               Python itself, compressed with gzip
    stdlib             the part of its library that is used: a zip, compressed with gzip
    libraries          the packages that cardgen needs: a zip, compressed with zstd
    program            cardgen with its bundled deck, layouts and fonts, in the same form
    licences/          the licences of all that comes from elsewhere
    versions.json      the versions and licences of it, and the digest of each file

What is fetched and compiled lies beside the folder, in build/runtime-work, and is made again only
when the versions or what cardgen imports change; nothing is done where nothing has changed. The
folder appears whole: one that is there stays as it is until the new one can take its place.
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

HERE = Path(__file__).parent
ROOT = HERE.parent
PACKAGE = ROOT / "src" / "cardgen"
# What is packed of cardgen: all but what a terminal, a server and a press need.
LEFT_OUT = (
    *("cli", "__main__.py", "icc/*.ICC", "py.typed", "**/*.pyi", "**/__pycache__"),
    *(f"web/{name}" for name in ("page", "application.py", "door.py", "serve.py", "site.py")),
)
DATA = ("deck", "layouts", "fonts")
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64", "manylinux_2_27_x86_64")
# Fonts and drawings of others, and what is not for browsers.
UNUSED = (
    *("reportlab/fonts", "reportlab/graphics", "yaml/*.so", "_yaml", "uharfbuzz/*_test*.so"),
    *("pillow.libs", "*.data", "**/*.pyi", "**/py.typed"),
)
# How Pyodide's module becomes a script: each text with what takes its place, and how often.
SCRIPT = (
    ("import.meta.url", '"engine:/"', 3),
    ("export default _createPyodideModule;", "", 1),
)


def main(folder: Path) -> None:
    work = folder.with_name(f"{folder.name}-work")
    imports = sorted(outside(PACKAGE))
    fetched = digest_of(HERE / "package-lock.json", HERE / "requirements.txt", HERE / "compile.py")
    fetched = digest(f"{fetched} {digest_of(HERE / 'PIL')} {imports}".encode())
    made_of = digest_of(HERE, PACKAGE, *(ROOT / name for name in DATA)) + fetched
    versions = folder / "versions.json"
    if versions.is_file() and json.loads(versions.read_text("utf-8"))["made_of"] == made_of:
        print(f"{folder} is up to date")
        return
    with taken(work) as own:
        if not is_of(own, fetched):
            fetch(own)
            lay_out(own)
            (own / "imports.txt").write_text("\n".join(imports), encoding="utf-8")
        lay_out_program(own / "program")
        subprocess.run(["node", HERE / "compile.mjs", own.resolve()], check=True)
        (own / "made_of.txt").write_text(fetched, encoding="utf-8")
        made = own.with_name("made")
        made.mkdir()
        write_parts(own, made)
        about = {"made_of": made_of, "parts": parts(own), "files": digests(made)}
        text = json.dumps(about, indent=2) + "\n"
        (made / versions.name).write_text(text, encoding="utf-8")
        put(made, folder)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    print(f"{folder} holds {size / 1e6:.1f} MB")


@contextmanager
def taken(work: Path) -> Iterator[Path]:
    """Yields the folder to work in under a name of its own, so that nobody else works in it, and
    gives it back. Who finds none, since another has taken it, begins with an empty one."""
    work.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{work.name}-", dir=work.parent) as place:
        own = Path(place) / work.name
        with suppress(FileNotFoundError):
            work.rename(own)
        own.mkdir(exist_ok=True)
        try:
            yield own
        finally:
            with suppress(OSError):  # another has given one back
                own.rename(work)


def put(made: Path, folder: Path) -> None:
    """Puts a folder in the place of another, where several may do so at once."""
    for number in range(10):
        with suppress(FileNotFoundError):
            folder.rename(made.with_name(f"older-{number}"))
        with suppress(OSError):  # another has put its own there in the meantime
            made.rename(folder)
            break


def outside(folder: Path) -> set[str]:
    """Returns the names of all that the modules of a folder import, however late."""
    found = set[str]()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return {name for name in found if name.partition(".")[0] != "cardgen"}


def is_of(work: Path, fetched: str) -> bool:
    made_of = work / "made_of.txt"
    return made_of.is_file() and made_of.read_text("utf-8") == fetched


def fetch(work: Path) -> None:
    """Brings Pyodide and the wheels into a new folder."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, work)
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "ci", "--silent", "--ignore-scripts"], cwd=work, check=True)
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:")
    where = ("--dest", work / "wheels", "--requirement", HERE / "requirements.txt")
    platforms = [word for name in PLATFORMS for word in ("--platform", name)]
    subprocess.run(
        [*pip, *platforms, "--python-version", "3.14", "--require-hashes", *where], check=True
    )


def lay_out(work: Path) -> None:
    """Lays out packages and the standard library as Python is to find them."""
    libraries = work / "libraries"
    for wheel in sorted((work / "wheels").glob("*.whl")):
        with ZipFile(wheel) as archive:
            archive.extractall(libraries)
    with ZipFile(work / "node_modules" / "pyodide" / "python_stdlib.zip") as archive:
        archive.extractall(work / "stdlib")
    for about in libraries.glob("*.dist-info"):
        shutil.move(about, work / "about" / about.name)
    pillow = (libraries / "PIL").rename(work / "PIL")
    shutil.copytree(HERE / "PIL", libraries / "PIL")
    shutil.copy(pillow / "ImageColor.py", libraries / "PIL")
    leave_out(libraries, UNUSED)


def lay_out_program(program: Path) -> None:
    shutil.rmtree(program, ignore_errors=True)
    shutil.copytree(PACKAGE, program / "cardgen")
    for name in DATA:
        shutil.copytree(ROOT / name, program / "cardgen" / "data" / name)
    shutil.copy(HERE / "answers.py", program)
    leave_out(program / "cardgen", LEFT_OUT)


def leave_out(folder: Path, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        for path in list(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def write_parts(work: Path, folder: Path) -> None:
    pyodide = work / "node_modules" / "pyodide"
    scripts = [
        without_map((pyodide / "pyodide.js").read_text("utf-8")),
        as_script((pyodide / "pyodide.asm.mjs").read_text("utf-8")),
        "self.createPyodideModule = _createPyodideModule;",
        f"self.packageIndex = {json.dumps(empty_index(pyodide))};",
        *((HERE / name).read_text("utf-8") for name in ("pixels.js", "png.js", "worker.js")),
    ]
    (folder / "engine").write_bytes(compressed("\n".join(scripts).encode()))
    (folder / "wasm").write_bytes(compressed((pyodide / "pyodide.asm.wasm").read_bytes()))
    (folder / "stdlib").write_bytes(compressed((work / "stdlib.zip").read_bytes()))
    for name in ("libraries", "program"):
        shutil.copy(work / f"{name}.zst", folder / name)
    write_licences(work, folder / "licences")


def as_script(module: str) -> str:
    """Returns Pyodide's module as a classic script; stops if it is not the text that is known."""
    for text, instead, times in SCRIPT:
        if module.count(text) != times:
            raise SystemExit(f"Pyodide's module has {text} {module.count(text)} times, not {times}")
        module = module.replace(text, instead)
    return module


def empty_index(pyodide: Path) -> dict[str, object]:
    """Returns Pyodide's index of packages without any: none is fetched while it runs."""
    index = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    return {"info": index["info"], "packages": {}}


def without_map(script: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*\n?", "", script, flags=re.MULTILINE)


def compressed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def write_licences(work: Path, folder: Path) -> None:
    shutil.copytree(HERE / "licences", folder)
    for path in sorted((work / "about").rglob("*")):
        if re.match("(LICEN[CS]E|NOTICE|AUTHORS)", path.name, re.IGNORECASE) and path.is_file():
            package = path.relative_to(work / "about").parts[0].split("-")[0]
            shutil.copy(path, folder / f"{package}-{path.name}")


def parts(work: Path) -> list[dict[str, str]]:
    """Returns the name, the version and the licence of all that comes from elsewhere."""
    pyodide = json.loads((work / "node_modules/pyodide/package.json").read_text("utf-8"))
    found = [{name: pyodide[name] for name in ("name", "version", "license")}]
    for file in sorted((work / "about").glob("*/METADATA")):
        about = HeaderParser().parsestr(file.read_text("utf-8"))
        licence = about["License-Expression"] or about["License"] or _classified(about)
        found.append({"name": about["Name"], "version": about["Version"], "license": licence})
    return found


def _classified(about: Message) -> str:
    found = [own for own in about.get_all("Classifier", []) if own.startswith("License")]
    return ", ".join(own.rpartition(" :: ")[2] for own in found)


def digests(folder: Path) -> dict[str, str]:
    return {p.name: digest(p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file()}


def digest_of(*paths: Path) -> str:
    """Returns one digest of the names and the bytes of files, and of those in folders."""
    files = [own for path in paths for own in ([path] if path.is_file() else path.rglob("*"))]
    kept = sorted(own for own in files if own.is_file() and own.suffix != ".pyc")
    each = (own.relative_to(ROOT).as_posix().encode() + own.read_bytes() for own in kept)
    return digest(b"".join(each))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
