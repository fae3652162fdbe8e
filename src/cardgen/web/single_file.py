"""The page and all that it needs in one file, which works as it is opened from a disk.

Browsers refuse modules and requests there, so the modules become one script, and the rest stands in
the page as text.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"\./([\w-]+\.js)";\n', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')  # of a module that is there by then
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_LINK = re.compile(r'<link rel="stylesheet" href="([\w-]+\.css)"( id="[\w-]+" disabled)?>')
_SCRIPT = '<script type="module" src="page.js"></script>'
_CHARSET = '<meta charset="utf-8">'
_POLICY = (
    "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; worker-src blob:; "
    "style-src {style}; img-src {images}blob: data:; connect-src {connect}; base-uri 'none'; "
    "form-action 'none'"
)


def with_policy(html: str) -> str:
    """Returns a page that takes nothing from elsewhere than from beside itself."""
    return _with_meta(
        html, _POLICY.format(script="'self'", style="'self'", images="'self' ", connect="'self'")
    )


def as_single_file(
    html: str, page: Path, prepared: Mapping[str, Any], parts: Mapping[str, bytes]
) -> str:
    """Returns the page with its style, its script, answers prepared and the parts of a runtime in
    it; it takes nothing from elsewhere, and runs no other script."""
    styles: list[str] = []

    def as_style(link: re.Match[str]) -> str:
        styles.append((page / link[1]).read_text("utf-8"))
        return f"<style{(link[2] or '').removesuffix(' disabled')}>{styles[-1]}</style>"

    html = _LINK.sub(as_style, html)
    script = as_script(page, "page.js")
    inside = [_data("prepared", "application/json", _as_json(prepared))]
    for name, data in parts.items():
        text = b64encode(data).decode("ascii")
        inside.append(_data(f"part-{name}", "application/octet-stream", text))
    for text, instead in (
        (_SCRIPT, ""),
        ("</body>", "\n".join([*inside, f"<script>{script}</script>", "</body>"])),
    ):
        assert html.count(text) == 1, text
        html = html.replace(text, instead)
    only = {"script": _hashed(script), "style": " ".join(map(_hashed, styles))}
    return _with_meta(html, _POLICY.format(**only, images="", connect="'none'"))


def as_script(page: Path, start: str) -> str:
    """Returns a module and those that it imports as one script: each in a function of its own, of
    which comes what it exports, and after those that it imports."""
    order: list[str] = []
    _visit(page, start, order, [])
    script = '"use strict";\nconst modules = {};\n'
    for name in order:
        source = (page / name).read_text("utf-8")
        exported = ", ".join(_EXPORT.findall(source))
        body = _IMPORT.sub(_as_constants, _EXPORT.sub("", source))
        body = _LATER.sub(r'Promise.resolve().then(() => modules["\1"])', body)
        assert not re.search(r"^(import|export)\b", body, re.MULTILINE), name
        script += f'modules["{name}"] = (() => {{\n{body}return {{ {exported} }};\n}})();\n'
    assert "</script" not in script
    return script


def _visit(page: Path, name: str, order: list[str], above: list[str]) -> None:
    if name in order:
        return
    # A script runs its modules one after another, so that of two neither can have the other.
    assert name not in above, f"{name} is imported by {above[-1]}, which it imports itself"
    source = (page / name).read_text("utf-8")
    for _, imported in _IMPORT.findall(source):
        _visit(page, imported, order, [*above, name])
    order.append(name)
    for later in _LATER.findall(source):
        _visit(page, later, order, above)


def _as_constants(found: re.Match[str]) -> str:
    """Returns what stands for an import: constants of what the module gave back."""
    names = (found[1] or "").replace(" as ", ": ").strip()
    return f'const {{ {names} }} = modules["{found[2]}"];\n'


def _data(name: str, kind: str, text: str) -> str:
    return f'<script type="{kind}" id="{name}">{text}</script>'


def _as_json(data: Any) -> str:
    """Returns JSON that no element ends in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def _with_meta(html: str, policy: str) -> str:
    meta = f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert html.count(_CHARSET) == 1
    return html.replace(_CHARSET, meta)
