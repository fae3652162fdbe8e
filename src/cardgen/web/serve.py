"""`cardgen serve`: the page for a project on disk, and answers to its questions over HTTP."""

from __future__ import annotations

import base64
import binascii
import json
import socket
import webbrowser
from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardgen.problems import Missing, Stop, Unsupported
from cardgen.web.api import Answer, Desk, answer

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

PAGE = Path(__file__).parent / "page"
# Not those that the system knows: on Windows programs register types of their own for .js.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def serve(desk: Desk, host: str, port: int, open_page: bool, tell: Callable[[str], None]) -> None:
    """Shows the page until it is stopped. tell is called with what stands on the terminal.

    Raises Missing without the extra `web`, Stop for an address that is not to be had.
    """
    try:
        import uvicorn
    except ImportError:
        raise Missing("pages that are served", "web") from None
    listener = _listener(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}/"
    tell(f"{address} shows the deck until you press Ctrl-C")
    if open_page:
        webbrowser.open(address)
    config = uvicorn.Config(application(desk), log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as reason:
        what = f"{host}, port {port} is not to be had: {reason.strerror or reason}"
        raise Stop(f"{what}; name another one: --port 0 takes any that is free") from reason


def application(desk: Desk) -> Starlette:
    """Returns what answers requests about a deck."""
    from starlette.applications import Starlette
    from starlette.responses import FileResponse, JSONResponse
    from starlette.routing import Route

    # A project is for one thread at a time.
    thread = ThreadPoolExecutor(1)

    async def asked(request: Request) -> Response:
        question = request.path_params["question"]
        try:
            body = json.loads(await request.body())
            files = {
                name: base64.b64decode(text, validate=True) for name, text in body["files"].items()
            }
            found = await get_running_loop().run_in_executor(
                thread, answer, desk, question, body["given"], files
            )
        except Unsupported as error:
            return JSONResponse({"stopped": str(error)}, 404)
        except (ValueError, KeyError, binascii.Error):
            return JSONResponse({"stopped": "the request is not as it should be"}, 400)
        return JSONResponse(_as_json(found))

    async def page(request: Request) -> Response:
        path = PAGE / (request.path_params["name"] or "index.html")
        if path not in PAGE.rglob("*") or path.suffix not in TYPES:
            return JSONResponse({"stopped": "there is no such page"}, 404)
        return FileResponse(path, media_type=TYPES[path.suffix])

    return Starlette(
        routes=[
            Route("/api/{question}", asked, methods=["POST"]),
            Route("/{name:path}", page, methods=["GET"]),
        ]
    )


def _as_json(found: Answer) -> dict[str, Any]:
    files = {name: base64.b64encode(data).decode("ascii") for name, data in found.files.items()}
    return {"data": found.data, "files": files}
