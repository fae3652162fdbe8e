"""Python for the browser, with cardgen in it, in a folder: python runtime/pack.py build/runtime

It fetches Pyodide by npm and packages by pip, each of the version and the digest that stand in this
folder. The folder made holds what `cardgen site --runtime` takes:

    engine             Pyodide's loader and the worker, one classic script, compressed with gzip
    wasm               Python, in WebAssembly, compressed with gzip
    stdlib             the part of its library that is used, a zip compressed with gzip
    packages           cardgen and the packages that it needs, a zip compressed with zstd
    licences/          the licences of all of these
    versions.json      what is in it: versions, licences, and the digest of each file

Nothing is done where the folder is already made of the same.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).parent
ROOT = HERE.parent
# What is packed of cardgen: all but what a terminal, a server and a press need.
LEFT_OUT = (
    *("cli", "__main__.py", "icc/*.ICC"),
    *("web/page", "web/application.py", "web/serve.py", "web/site.py"),
)
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64", "manylinux_2_27_x86_64")
OWN_DATA = ("deck", "layouts", "fonts")
# Fonts and pictures of their own, and a C part that is not for browsers.
UNUSED = (
    *("reportlab/fonts", "reportlab/graphics", "yaml/*.so", "_yaml", "uharfbuzz/*_test*.so"),
    "pillow.libs",
)
# How Pyodide's module becomes a script: each text with what takes its place, and how often.
SCRIPT = (
    ("import.meta.url", '"engine:/"', 3),
    ("export default _createPyodideModule;", "", 1),
)


def main(folder: Path) -> None:
    inputs = digest(b"".join(path.read_bytes() + str(path).encode() for path in sources()))
    versions = folder / "versions.json"
    if versions.is_file() and json.loads(versions.read_text("utf-8"))["made_of"] == inputs:
        print(f"{folder} is up to date")
        return
    shutil.rmtree(folder, ignore_errors=True)
    work = folder / "work"
    work.mkdir(parents=True)
    fetch(work)
    gather(work)
    subprocess.run(["node", HERE / "compile.mjs", work.resolve()], check=True)
    write_parts(work, folder)
    about = {"made_of": inputs, "parts": parts(work), "files": digests(folder)}
    shutil.rmtree(work)
    versions.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    print(f"{folder} holds {size / 1e6:.1f} MB")


def sources() -> Iterator[Path]:
    """Yields everything that the folder is made of."""
    folders = [HERE, ROOT / "src" / "cardgen", *(ROOT / name for name in OWN_DATA)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT) if path.is_relative_to(Path.cwd()) else path


def fetch(work: Path) -> None:
    """Brings Pyodide and the wheels."""
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


def gather(work: Path) -> None:
    """Lays out packages and the standard library as Python is to find them."""
    source, stdlib = work / "source", work / "stdlib"
    for wheel in sorted((work / "wheels").glob("*.whl")):
        with ZipFile(wheel) as archive:
            archive.extractall(source)
    with ZipFile(work / "node_modules" / "pyodide" / "python_stdlib.zip") as archive:
        archive.extractall(stdlib)
    for about in source.glob("*.dist-info"):
        shutil.move(about, work / "about" / about.name)
    own = source / "cardgen"
    shutil.copytree(ROOT / "src" / "cardgen", own, ignore=shutil.ignore_patterns("__pycache__"))
    for name in OWN_DATA:
        shutil.copytree(ROOT / name, own / "data" / name)
    pillow = (source / "PIL").rename(work / "PIL")
    shutil.copytree(HERE / "PIL", source / "PIL")
    shutil.copy(pillow / "ImageColor.py", source / "PIL")
    shutil.copy(HERE / "answers.py", source)
    leave_out(own, LEFT_OUT)
    leave_out(source, (*UNUSED, "*.data", "**/*.pyi", "**/py.typed", "**/*.dist-info"))


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
        (HERE / "pixels.js").read_text("utf-8"),
        (HERE / "worker.js").read_text("utf-8"),
    ]
    (folder / "engine").write_bytes(compressed("\n".join(scripts).encode()))
    (folder / "wasm").write_bytes(compressed((pyodide / "pyodide.asm.wasm").read_bytes()))
    (folder / "stdlib").write_bytes(compressed((work / "stdlib.zip").read_bytes()))
    shutil.copy(work / "packages.zst", folder / "packages")
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
        licence = about["License-Expression"] or about["License"] or ""
        found.append({"name": about["Name"], "version": about["Version"], "license": licence})
    return found


def digests(folder: Path) -> dict[str, str]:
    return {p.name: digest(p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file()}


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
