"""A server as `cardgen serve` runs it, within the tests, and requests to it byte by byte."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn

from cardgen.web.api import Desk
from cardgen.web.application import News, Queue, application

HOST = "127.0.0.1"


@dataclass
class Reply:
    """What came back; stopped is why there is no answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def stopped(self) -> str:
        assert self.json["files"] == {} and self.json["data"]["problems"] == []
        words = self.json["data"]["stopped"]
        assert isinstance(words, str) and words and "Traceback" not in words
        return words


@dataclass
class Served:
    """A server that runs, and what it told as mistakes in cardgen."""

    port: int
    queue: Queue
    news: News
    mistakes: list[Exception] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Sends a request just as it is given; a header that is None is left out."""
        own: dict[str, str | None] = {"Host": f"{HOST}:{self.port}", "Connection": "close"}
        if body is not None:
            own |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        own |= headers or {}
        lines = [f"{name}: {value}" for name, value in own.items() if value is not None]
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
        with socket.create_connection((HOST, self.port), timeout=60) as connection:
            connection.sendall(head.encode("latin-1") + (body or b""))
            return _reply(connection)

    def ask(self, question: str, given: Any = None, files: Any = None) -> Reply:
        body = json.dumps({"given": given or {}, "files": files or {}}).encode()
        return self.request("POST", f"/api/{question}", body)


def _reply(connection: socket.socket) -> Reply:
    read = b""
    while more := connection.recv(1 << 16):
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Reply(int(status.split()[1]), {name.lower(): value for name, _, value in pairs}, body)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A server of the project in a folder."""
    with socket.create_server((HOST, 0)) as listener:
        served = Served(listener.getsockname()[1], Queue(), News())
        asgi = application(Desk(folder), HOST, served.queue, served.news, served.mistakes.append)
        config = uvicorn.Config(
            asgi,
            lifespan="off",
            ws="none",
            log_config=None,
            log_level="critical",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        until = monotonic() + 10
        while not server.started and monotonic() < until:
            sleep(0.01)
        try:
            yield served
        finally:
            server.should_exit = True
            thread.join()
            served.queue.thread.shutdown()


@contextmanager
def started(
    folder: Path, port: int = 0, installed: bool = False, **more: Any
) -> "Iterator[tuple[subprocess.Popen[str], int]]":
    """`cardgen serve` in a process of its own, run as a module or as it is installed, and the port
    that it says."""
    program = [str(Path(sys.executable).with_name("cardgen"))]
    command = program if installed else [sys.executable, "-m", "cardgen"]
    command += ["serve", "--port", str(port)]
    out = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, stderr=out, stdout=out, text=True, **more
    ) as running:
        assert running.stderr is not None
        try:
            address = running.stderr.readline().split()[0]
            yield running, int(address.rstrip("/").rpartition(":")[2])
        finally:
            running.kill()
