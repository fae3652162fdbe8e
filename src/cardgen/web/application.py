"""What answers over HTTP: the files of the page, its questions, and which files change on disk."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import isfinite
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from cardgen.limits import (
    PAGES_WATCHING,
    REQUEST_DEPTH,
    REQUEST_SECONDS,
    REQUEST_SIZE,
    REQUEST_VALUES,
    REQUESTS_SIZE,
    REQUESTS_WAITING,
)
from cardgen.problems import Problem, Unsupported
from cardgen.web.api import SLOW, Desk, answer, problems_shown, refuse_unknown
from cardgen.web.door import behind_door, words
from cardgen.web.openapi import described

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

T = TypeVar("T")

PAGE = Path(__file__).parent / "page"
# Not those that the system knows: on Windows, other programs register types of their own for .js.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_METHODS = ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"]  # refused in words but for POST
_SOON = {"Retry-After": "2"}
_OF_ONE = 3 / 4  # of all places, for one client: a computer may have several pages open
_BETWEEN_SIGNS = 15.0  # seconds, of life in a stream without news
_DIGITS = 15  # of whole numbers, which every language reads alike
_OWN_MISTAKE = "this is a mistake in cardgen, not in your deck; the terminal says more"


@dataclass
class Waiting:
    """Requests that wait for their turn: how many, and all their bytes."""

    waiting: int = 0
    size: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Queue(Waiting):
    """Requests that wait for the one thread that answers, since a project is for one thread at a
    time. Each client has one of them in line with those of others, and a part of all places, so
    that nobody waits for all that somebody else asks."""

    clients: WeakValueDictionary[str, Waiting] = field(default_factory=WeakValueDictionary)
    thread: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))

    @contextmanager
    def place(self, size: int, client: str) -> Iterator[Waiting]:
        """A place for a request of so many bytes, in the line of its client; raises HTTPException
        if there is none."""
        own = self.clients.setdefault(client, Waiting())
        for line, part in ((self, 1), (own, _OF_ONE)):
            most = REQUESTS_WAITING.most * part, REQUESTS_SIZE.most * part
            if line.waiting >= most[0] or line.size + size > most[1]:
                what = "cardgen is busy with other requests; ask again in two seconds"
                raise HTTPException(503, what, _SOON)
        for line in (self, own):
            line.waiting += 1
            line.size += size
        try:
            yield own
        finally:
            for line in (self, own):
                line.waiting -= 1
                line.size -= size

    async def run(self, work: Callable[[], T]) -> T:
        """Does the work in the thread; whoever is waited for no longer is done all the same."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, work)


@dataclass
class News:
    """What all pages that follow the project are told: the number of the last change, which files
    it was, and the problems that were found since. Numbers begin anywhere, so that a page knows a
    server that was started again."""

    number: int = field(default_factory=lambda: time_ns() // 10**6)
    files: tuple[str, ...] = ()
    problems: Sequence[Problem] = ()
    listeners: set[asyncio.Event] = field(default_factory=set)

    def change(self, files: tuple[str, ...]) -> None:
        self.number += 1
        self.files = files
        self._tell()

    def find(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        self._tell()

    def _tell(self) -> None:
        for listener in self.listeners:
            listener.set()

    async def follow(self) -> AsyncIterator[str]:
        """Yields server-sent events: first what was told last, then whatever is told."""
        own = asyncio.Event()
        self.listeners.add(own)
        try:
            yield f"retry: 1000\n{self._event()}"
            while True:
                try:
                    await asyncio.wait_for(own.wait(), _BETWEEN_SIGNS)
                except asyncio.TimeoutError:
                    yield ": still here\n\n"
                    continue
                own.clear()
                yield self._event()
        finally:
            self.listeners.discard(own)

    def _event(self) -> str:
        found = problems_shown(self.problems)
        data = json.dumps({"number": self.number, "files": self.files, "problems": found})
        return f"data: {data}\n\n"


def application(
    desk: Desk, host: str, queue: Queue, news: News, own_mistake: Callable[[Exception], None]
) -> ASGIApp:
    """Returns what answers requests that were sent to the host; own_mistake is told what no answer
    should ever raise."""

    # What takes seconds keeps nobody waiting: it has a thread and projects of its own.
    aside = Desk(desk.where, desk.deck), Queue()

    async def ask(request: Request) -> Response:
        question = request.path_params["question"]
        if request.method != "POST":
            raise HTTPException(405, "a question is asked by POST", {"Allow": "POST"})
        try:
            refuse_unknown(question)  # before its body is waited for
        except Unsupported as error:
            raise HTTPException(404, str(error)) from None
        own, line = aside if question in SLOW else (desk, queue)
        client = request.client.host if request.client else ""
        with line.place(_size(request), client) as of_client:
            body = await _body(request)
            async with of_client.turn, line.turn:
                if await request.is_disconnected():
                    return Response(status_code=204)
                try:
                    return await line.run(partial(_answered, own, question, body))
                except Exception as mistake:
                    own_mistake(mistake)
                    return words(_OWN_MISTAKE, 500)

    async def events(request: Request) -> Response:
        if len(news.listeners) >= PAGES_WATCHING.most:
            raise HTTPException(503, "too many pages follow this deck; close some", _SOON)
        return StreamingResponse(news.follow(), media_type="text/event-stream")

    async def openapi(request: Request) -> Response:
        return JSONResponse(described(f"http://{request.headers['host']}"))

    async def page(request: Request) -> Response:
        path = PAGE / (request.path_params["name"] or "index.html")
        if path not in PAGE.rglob("*") or path.suffix not in TYPES:
            return words("there is no such page", 404)
        return Response(path.read_bytes(), media_type=TYPES[path.suffix])

    inside = Starlette(
        routes=[
            Route("/api/openapi.json", openapi),
            Route("/api/events", events),
            Route("/api/{question:path}", ask, methods=_METHODS),
            Route("/{name:path}", page),
        ],
        exception_handlers={HTTPException: _in_words},
    )
    return behind_door(inside, host)


async def _in_words(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return words(error.detail, error.status_code, error.headers)


def _size(request: Request) -> int:
    """Returns the bytes of a request, which it has to say before any of them is read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "a question is JSON: send Content-Type: application/json")
    length = request.headers.get("content-length", "")
    if "transfer-encoding" in request.headers or not (length.isascii() and length.isdigit()):
        raise HTTPException(411, "a question says how long it is: send Content-Length")
    size = int(length.lstrip("0")[:20] or "0")  # more digits than Python reads are too large too
    if size > REQUEST_SIZE.most:
        raise HTTPException(
            413, f"the question has {REQUEST_SIZE.of(size)}; the limit is {REQUEST_SIZE}"
        )
    return size


async def _body(request: Request) -> bytes:
    try:
        return await asyncio.wait_for(request.body(), REQUEST_SECONDS.most)
    except asyncio.TimeoutError:
        what = f"the question has not arrived within {REQUEST_SECONDS}"
        raise HTTPException(408, what, {"Connection": "close"}) from None


def _answered(desk: Desk, question: str, body: bytes) -> Response:
    """Returns the answer to a question as HTTP has it; the work of the thread."""
    try:
        given, files = _read(body)
        found = answer(desk, question, given, files)
    except Unsupported as error:
        return words(str(error), 422)
    packed = {name: base64.b64encode(data).decode("ascii") for name, data in found.files.items()}
    return JSONResponse({"data": found.data, "files": packed})


def _read(body: bytes) -> tuple[Any, Mapping[str, bytes]]:
    """Returns what is given, and files by name; raises Unsupported for anything but JSON of the
    form {"given": {…}, "files": {name: base64}}, either of which may be left out."""
    if sum(map(body.count, (b"[", b"{", b",", b":"))) > REQUEST_VALUES.most:
        raise Unsupported(f"the question has more than {REQUEST_VALUES}")
    try:
        read = json.loads(body, parse_constant=_number, parse_float=_number, parse_int=_whole)
    except (ValueError, RecursionError) as reason:  # UnicodeDecodeError is one too
        raise Unsupported(f"the question is no JSON: {reason}") from None
    if not isinstance(read, dict) or not isinstance(read.get("files"), dict | None):
        raise Unsupported('a question is {"given": {…}, "files": {name: base64}}')
    if others := sorted(read.keys() - {"given", "files"}):
        raise Unsupported(f'beside "given" and "files", a question has no {others[0]!r}')
    given = {} if read.get("given") is None else read["given"]
    if _is_deeper(given, REQUEST_DEPTH.most):
        raise Unsupported(f"what is given has more than {REQUEST_DEPTH} within each other")
    return given, {name: _decoded(name, text) for name, text in (read.get("files") or {}).items()}


def _number(text: str) -> float:
    if isfinite(number := float(text)):
        return number
    raise ValueError(f"{text} is no number")


def _whole(text: str) -> int:
    if len(text) <= _DIGITS:
        return int(text)
    raise ValueError(f"{text[:_DIGITS]}… is too large a number")


def _is_deeper(value: Any, most: int) -> bool:
    """Whether there are more levels of lists and mappings, which are walked level by level."""
    level = [value]
    for _ in range(most):
        inner = [part for part in level if isinstance(part, dict | list)]
        level = [
            each for part in inner for each in (part.values() if isinstance(part, dict) else part)
        ]
        if not level:
            return False
    return any(isinstance(part, dict | list) for part in level)


def _decoded(name: str, text: Any) -> bytes:
    try:
        if isinstance(text, str):
            return base64.b64decode(text, validate=True)
    except ValueError:
        pass
    raise Unsupported(f"the file {name!r} is not in base64")
