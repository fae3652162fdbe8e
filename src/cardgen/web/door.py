"""Who is let in: a browser that shows this page, or a program that calls by the server's own name.

A page from elsewhere that a person has open in the same browser could ask as well, by a name that
it has made to lead here (DNS rebinding) or across origins; neither gets an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from socket import gethostname
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANYWHERE = ("0.0.0.0", "::")  # addresses that stand for all of a computer's own
_LOCAL = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::[0-9]{1,5})?", re.IGNORECASE)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def behind_door(inside: ASGIApp, host: str) -> ASGIApp:
    """Returns an application that hands on requests which were sent to the host's own name and not
    by another page, and that gives every answer the headers which keep a page to itself."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inside(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = _refusal(scope, host)
        await (refused or inside)(scope, receive, send_with_headers)

    return door


def _refusal(scope: Scope, host: str) -> JSONResponse | None:
    headers = Headers(scope=scope)
    named = headers.getlist("host")
    if len(named) != 1 or not is_own(named[0], host):
        return words("this is not the address of cardgen's page", 421)
    origins = headers.getlist("origin")
    own = [f"{scheme}://{named[0]}".lower() for scheme in ("http", "https")]
    if any(origin.lower() not in own for origin in origins):
        return words("another page may not ask here", 403)
    # A browser says so of requests for pictures and the like, which have no Origin.
    is_foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    follows_link = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
    if is_foreign and (not follows_link or scope["path"].startswith("/api/")):
        return words("another page may not ask here", 403)
    return None


def is_own(named: str, host: str) -> bool:
    """Whether a Host header names the address that is listened at. Any number that is an address
    will do where all are listened at: only names can be made to lead elsewhere."""
    if not (found := _HOST.fullmatch(named)):
        return False
    name = (found[1] or found[2]).lower()
    if name in _LOCAL or name == host.lower():
        return True
    return host in ANYWHERE and (_is_number(name) or name == gethostname().lower())


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def words(stopped: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Returns an answer that says why there is none."""
    data = {"stopped": stopped, "problems": []}
    return JSONResponse({"data": data, "files": {}}, status, headers)
