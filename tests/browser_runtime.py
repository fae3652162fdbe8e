"""Python for the browser, as tests need it, and a page that only hands questions on to it."""

import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import cardgen
from cardgen.web import site
from cardgen.web.single_file import as_single_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
RUNTIME = ROOT / "build" / "runtime"
HTML = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Questions</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script>
</head>
<body></body>
</html>
"""
SCRIPT = """\
import { fromBase64, toBase64 } from "./packed.js";
import { startWorker } from "./start.js";

window.said = [];
const began = performance.now();
const worker = startWorker((words) => window.said.push(words));
window.ready = worker.then(() => (performance.now() - began) / 1000);
window.ask = async (question, given, files) => {
  const own = Object.entries(files).map(([name, text]) => [name, fromBase64(text)]);
  const before = performance.now();
  const answer = await (await worker).ask(question, given, Object.fromEntries(own));
  const made = Object.entries(answer.files).map(([name, data]) => [name, toBase64(data)]);
  const seconds = (performance.now() - before) / 1000;
  return { data: answer.data, files: Object.fromEntries(made), seconds };
};
"""


def packed() -> Path:
    """The folder that `make runtime` makes; it is made here if anything in it has changed."""
    RUNTIME.parent.mkdir(exist_ok=True)
    with alone(RUNTIME.with_suffix(".lock")):
        subprocess.run([sys.executable, ROOT / "runtime" / "pack.py", RUNTIME], check=True)
    return RUNTIME


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Lets one process of xdist at a time do what is done within, and has others wait for it."""
    with file.open("w", encoding="utf-8") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def page_for(project: Path, folder: Path) -> Path:
    """A page of one file in the folder that answers for the project's deck."""
    own = folder / "page"
    own.mkdir()
    for name in ("packed.js", "start.js"):
        shutil.copy(site.PAGE / name, own)
    (own / "page.js").write_text(SCRIPT, encoding="utf-8")
    (own / "page.css").write_text("", encoding="utf-8")
    parts = {name: (RUNTIME / name).read_bytes() for name in site.PARTS}
    parts["project"] = site.zipped(cardgen.open(project).own_files())
    made = folder / "questions.html"
    made.write_text(as_single_file(HTML, own, {}, parts), encoding="utf-8")
    return made


@dataclass
class Asked:
    """A page that answers, and what it asked of others or complained of."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ready(self) -> float:
        """The seconds until it could answer."""
        seconds: float = self.page.evaluate("() => window.ready")
        return seconds

    def ask(
        self, question: str, files: Mapping[str, bytes] | None = None, **given: Any
    ) -> "Answered":
        sent = {name: b64encode(data).decode("ascii") for name, data in (files or {}).items()}
        found = self.page.evaluate("([...all]) => window.ask(...all)", [question, given, sent])
        made = {name: b64decode(text) for name, text in found["files"].items()}
        return Answered(found["data"], made, found["seconds"])


@dataclass
class Answered:
    data: dict[str, Any]
    files: dict[str, bytes]
    seconds: float


@contextmanager
def asking(browser: "Browser", made: Path) -> Iterator[Asked]:
    """The page, opened as a file in a browser without a network."""
    with browser.new_context(offline=True) as context:
        asked = Asked(context.new_page())
        asked.page.on("request", lambda request: asked.requests.append(request.url[:100]))
        asked.page.on("pageerror", lambda error: asked.complaints.append(str(error)))
        asked.page.on("console", lambda told: asked.complaints.append(told.text))
        asked.page.goto(made.as_uri())
        yield asked


@contextmanager
def web_space(folder: Path) -> Iterator[str]:
    """The address at which a folder is served as plain files."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """A web space that writes nothing about who asks."""

    def log_message(self, *_: object) -> None:
        pass
