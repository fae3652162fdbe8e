"""`cardgen serve`: the page for a project on disk, which follows its files as they change."""

from __future__ import annotations

import asyncio
import json
import socket
import webbrowser
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from traceback import format_tb
from typing import TYPE_CHECKING, Any, TypeAlias

from cardgen.problems import Mark, Missing, Problem, Stop
from cardgen.value import Value
from cardgen.web.api import Desk

if TYPE_CHECKING:
    from cardgen.web.application import News

Say: TypeAlias = Callable[[str], None]
OwnMistake: TypeAlias = Callable[[Exception], None]

_ALONE = ("127.0.0.1", "::1", "localhost")
_STEP, _DEBOUNCE = 10, 50  # ms without and with changes, after which they are told
_LOOK = 1000  # ms after which it is seen that a folder has come or gone
_QUIET = 1.0  # seconds after a change, until the whole deck is checked


class Check(Value):
    """The command that prints the problems of the deck as JSON, and what tells them to a person."""

    command: Sequence[str]
    tell: Callable[[Sequence[Problem]], None]


def serve(desk: Desk, host: str, port: int, open_page: bool, check: Check, say: Say) -> None:
    """Shows the page until it is interrupted; say prints where it is, and check tells problems of
    the deck as they come and go.

    Raises Missing without the extra `web`, Stop for an address that cannot be listened at.
    """
    try:
        import starlette
        import uvicorn
        import watchfiles
    except ImportError:
        raise Missing("pages that are served", "web") from None
    del starlette, uvicorn, watchfiles
    with _listener(host, port) as listener:
        address = _address(host, listener.getsockname()[1])
        say(f"{address} shows the deck until you press Ctrl-C here")
        if host not in _ALONE:
            say("anyone on your network can see this deck")
        if open_page:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(desk, host, listener, check, say))


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as reason:
        what = f"{host}, port {port} cannot be used: {reason.strerror or reason}"
        raise Stop(f"{what}; --port 0 takes one that is free") from reason


def _address(host: str, port: int) -> str:
    from cardgen.web.door import ANYWHERE

    name = socket.gethostname() if host in ANYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


async def _serve(desk: Desk, host: str, listener: socket.socket, check: Check, say: Say) -> None:
    import uvicorn

    from cardgen.web.application import News, Queue, application

    known = set[str]()

    def own_mistake(mistake: Exception) -> None:
        """Says where it was made, once, and nothing of its words: people's names may be there."""
        where = "".join(format_tb(mistake.__traceback__)) + type(mistake).__name__
        if where not in known:
            say(f"{where}\nerror: this is a mistake in cardgen; please report the lines above")
            known.add(where)

    news = News()
    config = uvicorn.Config(
        application(desk, host, Queue(), news, own_mistake),
        lifespan="off",
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    following = asyncio.create_task(_follow(desk, news, check, own_mistake))
    await uvicorn.Server(config).serve(sockets=[listener])
    following.cancel()


async def _follow(desk: Desk, news: News, check: Check, own_mistake: OwnMistake) -> None:
    """Tells pages of every change of the project's files, and of the problems found after it. What
    fails is begun again, or pages would grow old in silence."""
    while True:
        await _noting(partial(_follow_once, desk, news, check, own_mistake), own_mistake)
        await asyncio.sleep(_LOOK / 1000)


async def _follow_once(desk: Desk, news: News, check: Check, own_mistake: OwnMistake) -> None:
    find = partial(_noting, partial(_find, news, check), own_mistake)
    checking = asyncio.create_task(find())
    try:
        async for files in _changes(desk):
            checking.cancel()
            news.change(files)
            checking = asyncio.create_task(find())
    finally:
        checking.cancel()


async def _noting(work: Callable[[], Awaitable[None]], own_mistake: OwnMistake) -> None:
    try:
        await work()
    except Exception as mistake:
        own_mistake(mistake)


async def _changes(desk: Desk) -> AsyncIterator[tuple[str, ...]]:
    """Yields the names of files that have changed, as messages name them."""
    from watchfiles import awatch

    watched = _watched(desk)
    while True:
        if not watched:
            await asyncio.sleep(_LOOK / 1000)
        async for found in awatch(
            *watched, step=_STEP, debounce=_DEBOUNCE, rust_timeout=_LOOK, yield_on_timeout=True
        ):
            if found:
                yield tuple(sorted({_shown(path) for _, path in found}))
            if _watched(desk) != watched:
                break
        if (now := _watched(desk)) != watched:
            watched = now
            yield ()


def _watched(desk: Desk) -> dict[Path, int]:
    """Returns the folders whose files make up the project, each with which one it is: a folder that
    is made anew under the same name is another."""
    own = desk.where / "deck"
    if desk.deck is not None:
        own = desk.deck if desk.deck.is_dir() else desk.deck.parent
    elif not own.exists() and (desk.where / "deck.yaml").is_file():
        own = desk.where
    folders = [own, desk.where / "layouts", desk.where / "fonts"]
    return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}


def _shown(path: str) -> str:
    try:
        return Path(path).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return Path(path).as_posix()


async def _find(news: News, check: Check) -> None:
    """Has another process check the whole deck, which takes seconds, and tells what it found."""
    await asyncio.sleep(_QUIET)
    process = await asyncio.create_subprocess_exec(
        *check.command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        text, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    with suppress(ValueError, LookupError):  # of a deck that cannot be read, there is no JSON
        problems = [_problem(found) for found in json.loads(text)["problems"]]
        if problems != [*news.problems]:
            check.tell(problems)
        news.find(problems)


def _problem(found: Mapping[str, Any]) -> Problem:
    where = Mark(found["file"], found["line"], found["column"])
    return Problem(found["severity"], found["code"], where, found["message"], found["fix"])
