"""The kinds of files, by their names and beginnings, so that none is overwritten by another."""

from __future__ import annotations

from pathlib import Path

from cardgen.problems import Unsupported

# How the files that are made here begin, in small letters; a text has no such beginning, and is
# known by its suffix alone.
_BEGINNINGS = {
    "pdf": (b"%pdf-",),
    "zip": (b"pk\x03\x04", b"pk\x05\x06"),
    "xlsx": (b"pk\x03\x04",),
    "docx": (b"pk\x03\x04",),
    "png": (b"\x89png\r\n\x1a\n",),
    "html": (b"<!doctype html",),
}
_SUFFIXES = {"html": ("html", "htm"), "md": ("md", "markdown")}
# Suffixes that tell people, and the programs that open files, what is in them. Others, such as
# those of v2, of a date or of a temporary file, tell nothing.
_KINDS = frozenset(
    """
    pdf ps eps ai indd idml indt qxp cdr sla afpub afdesign afphoto psd xcf fh pub vsd fig sketch
    png apng jpg jpeg jpe jfif jxl gif tif tiff bmp webp heic heif avif ico svg svgz raw emf wmf
    html htm xhtml mhtml md markdown txt text rtf tex rst adoc log epub mobi azw3 djvu
    xlsx xlsm xls xltx ods numbers csv tsv docx docm doc dotx odt pages pptx pptm ppt odp key
    zip gz tgz bz2 xz 7z rar tar zst iso dmg jar whl
    yaml yml json jsonl toml ini cfg conf xml xsl css scss js ts py pyi ipynb sh bash bat cmd ps1
    c h cpp rs go java rb pl php sql db sqlite mk lock patch diff
    ttf otf ttc woff woff2 icc icm mp3 mp4 mov avi wav exe dll so bin
    """.split()
)
_LOOKED_AT = 64  # bytes of a file that tell its kind


def refuse_other_kinds(path: str, kind: str) -> None:
    """Raises Unsupported if the name says that the file is of another kind, or if a file of another
    kind, such as a deck, is there already. An empty file may always be replaced."""
    own = _SUFFIXES.get(kind, (kind,))
    suffix = Path(path).suffix[1:].lower()
    if path == "-":
        return
    if suffix in _KINDS and suffix not in own:
        what = f"{path} has the suffix of {suffix} but would be {kind}"
        raise Unsupported(f"{what}: its name must end in .{kind}")
    try:
        is_file = Path(path).is_file()
        beginning = _beginning(path) if is_file else b""
    except (OSError, ValueError):
        return  # who writes it tells why it cannot be written
    begins_alike = beginning.lower().startswith(_BEGINNINGS.get(kind, ()))
    if kind not in _BEGINNINGS:
        begins_alike = suffix in own and b"\0" not in beginning
    if beginning and not begins_alike:
        file = f"a{'n' if kind[0] in 'hmx' else ''} {kind.upper()} file"
        what = f"{path} exists and is not {file}, and was not changed"
        raise Unsupported(f"{what}: give the new file another name, or remove that one")


def refuse_name_of_a_file(path: str) -> None:
    """Raises Unsupported if the name of a folder says that it is a file."""
    suffix = Path(path).suffix[1:].lower()
    if suffix in _KINDS:
        raise Unsupported(f"{path} would be a folder: leave out .{suffix}")


def _beginning(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(_LOOKED_AT)
