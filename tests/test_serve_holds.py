"""`cardgen serve` under load, on a full disk, and while its deck is broken and mended."""

import asyncio
import json
import resource
import shutil
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Lock

import pytest
from command_line import run
from served import HOST, Served, serving, started

from cardgen import limits
from cardgen.read.files import BUNDLED
from cardgen.web import application as app
from cardgen.web.api import Answer, Desk
from cardgen.web.serve import Check, _follow

CHECK = b'{"given": {"outputs": ["office"]}}'


@pytest.fixture
def server():
    with serving(BUNDLED) as found:
        yield found
        assert [repr(mistake) for mistake in found.mistakes] == []
        until(lambda: (found.queue.waiting, found.queue.size) == (0, 0))


@pytest.fixture
def held(monkeypatch):
    """Has every answer wait until it is let go; begun has what was asked in the meantime."""
    go, begun = Event(), []

    def answer(desk, question, given, files):
        begun.append(given.get("output"))
        go.wait(20)
        return Answer({})

    monkeypatch.setattr(app, "answer", answer)
    yield go, begun
    go.set()


def opened(server, name, client=HOST):
    """A connection on which a client has sent a question."""
    body = json.dumps({"given": {"output": name}}).encode()
    connection = socket.create_connection((HOST, server.port), timeout=30)
    head = f"POST /api/plan HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
    head += f"X-Forwarded-For: {client}\r\n"
    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return connection


def address(number):
    return f"192.0.2.{number}"


def ask_as(server, question, given, number):
    """The answer to a client with an address of its own, as a server in front tells it."""
    body = json.dumps({"given": given}).encode()
    return server.request("POST", f"/api/{question}", body, {"X-Forwarded-For": address(number)})


def until(claim, seconds=20):
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end
        time.sleep(0.01)


# --- load


def test_pages_are_shown_and_refusals_made_while_an_answer_takes_long(server, held):
    go, begun = held
    slow = opened(server, "slow")
    until(lambda: begun)
    assert server.request("GET", "/").status == 200
    assert server.request("POST", "/api/nothing", b"{}").status == 404
    go.set()
    assert b"200 OK" in slow.recv(100)
    slow.close()


def test_more_requests_than_can_wait_are_told_to_come_again(server, held):
    go, begun = held
    most = limits.REQUESTS_WAITING.most
    waiting = [opened(server, str(number), address(number % 4)) for number in range(most)]
    until(lambda: server.queue.waiting == len(waiting))
    reply = server.ask("plan")
    assert (reply.status, reply.headers["retry-after"]) == (503, "2")
    assert reply.stopped == "cardgen is busy with other requests; ask again in two seconds"
    go.set()
    assert all(b"200 OK" in connection.recv(100) for connection in waiting)
    assert len(begun) == len(waiting)
    for connection in waiting:
        connection.close()


def test_all_that_wait_have_so_many_bytes_at_most(server, held, monkeypatch):
    monkeypatch.setattr(app, "REQUESTS_SIZE", limits.REQUESTS_SIZE._replace(most=100))
    with opened(server, "first"):
        until(lambda: server.queue.waiting)
        assert server.ask("plan", {"output": 50 * "long "}).status == 503
        held[0].set()


def test_who_hangs_up_while_others_are_answered_is_not_answered(server, held):
    go, begun = held
    first = opened(server, "first")
    until(lambda: begun == ["first"])
    gone = [opened(server, f"gone {number}") for number in range(5)]
    last = opened(server, "last")
    until(lambda: server.queue.waiting == 7)
    for connection in gone:
        connection.close()
    time.sleep(0.05)
    go.set()
    assert b"200 OK" in last.recv(100)
    assert begun == ["first", "last"]
    first.close()
    last.close()


def test_who_hangs_up_in_the_middle_of_an_answer_harms_nobody(server, held):
    go, begun = held
    gone = opened(server, "gone")
    until(lambda: begun)
    gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    gone.close()
    go.set()
    assert server.ask("plan").status == 200


def test_a_question_that_does_not_arrive_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr(app, "REQUEST_SECONDS", limits.REQUEST_SECONDS._replace(most=0.05))
    reply = server.request("POST", "/api/plan", b"{", {"Content-Length": "2"})
    assert reply.status == 408
    assert reply.stopped.startswith("the question has not arrived within")


def test_one_question_is_answered_at_a_time(server, monkeypatch):
    within, most = Lock(), []

    def answer(desk, question, given, files):
        most.append(within.acquire(blocking=False))
        time.sleep(0.01)
        within.release()
        return Answer({})

    monkeypatch.setattr(app, "answer", answer)
    with ThreadPoolExecutor(20) as clients:
        replies = list(clients.map(partial(ask_as, server, "plan", {}), range(30)))
    assert {reply.status for reply in replies} == {200} and all(most)


def test_a_client_with_many_questions_leaves_turns_and_places_to_others(server, held):
    go, begun = held
    first = opened(server, "first", address(1))
    until(lambda: begun == ["first"])
    part = limits.REQUESTS_WAITING.most * 3 // 4
    many = [opened(server, f"many {number}", address(1)) for number in range(part - 1)]
    until(lambda: server.queue.waiting == part)
    assert ask_as(server, "plan", {}, 1).status == 503
    other = opened(server, "other", address(2))
    until(lambda: server.queue.waiting == part + 1)
    go.set()
    assert b"200 OK" in other.recv(100)
    assert begun.index("other") <= 2  # behind the one that had its turn, and one that was in line
    for connection in [first, other, *many]:
        connection.close()


@pytest.mark.slow
def test_twenty_clients_at_once_get_what_one_gets(server):
    alone = server.ask("faces", {"cards": ["trust"]}).body
    with ThreadPoolExecutor(20) as clients:
        ask = partial(ask_as, server, "faces", {"cards": ["trust"]})
        replies = list(clients.map(ask, [*range(20), *[1] * 20]))  # also of one computer
    assert {reply.status for reply in replies} == {200}
    assert {reply.body for reply in replies} == {alone}


# --- the deck, the disk and the terminal


@pytest.fixture
def project(tmp_path):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    return tmp_path


def asking(port):
    """Asks a process that serves."""
    return Served(port, app.Queue(), app.News()).request


@pytest.mark.slow
def test_a_deck_that_is_broken_and_mended_is_told_and_then_answered_as_before(project):
    file = project / "deck" / "being.yaml"
    sound = file.read_bytes()
    with started(project) as (_, port):
        ask = asking(port)
        before = ask("POST", "/api/faces", b"{}")
        for broken in (b"cards: [", b"\xff\xfe\x00", b"", sound[:500]):
            file.write_bytes(broken)
            for question in ("check", "faces"):
                reply = ask("POST", f"/api/{question}", CHECK if question == "check" else b"{}")
                assert reply.status == 200 and b"being.yaml" in reply.body
        file.unlink()
        assert b"being.yaml" in ask("POST", "/api/check", CHECK).body
        shutil.move(project / "deck", project / "away")
        assert ask("POST", "/api/check", CHECK).status == 200
        shutil.move(project / "away", project / "deck")
        file.write_bytes(sound)
        assert ask("POST", "/api/faces", b"{}").body == before.body


def stream(port):
    """What is told to pages, event by event."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(f"GET /api/events HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        for line in connection.makefile(encoding="utf-8"):
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


@pytest.mark.long
def test_pages_are_told_which_file_has_changed_and_then_what_is_wrong_with_it(project):
    file = project / "deck" / "being.yaml"
    sound = file.read_text(encoding="utf-8")
    with started(project) as (running, port):
        events = stream(port)
        first = next(events)
        assert (first["files"], first["problems"]) == ([], [])
        time.sleep(1)  # the watch begins when the server does
        file.write_text("cards: [", encoding="utf-8")
        second = next(event for event in events if event["number"] != first["number"])
        assert second["number"] == first["number"] + 1
        assert second["files"] == ["deck/being.yaml"]
        found = next(event for event in events if event["problems"])
        assert found["problems"][0]["where"].startswith("deck/being.yaml:")
        assert running.stderr.readline().startswith("deck/being.yaml:")
        file.write_text(sound, encoding="utf-8")
        assert next(event for event in events if not event["problems"])["number"] > first["number"]
        while "no problems any longer" not in (line := running.stderr.readline()):
            assert line.startswith("deck/being.yaml:")


@pytest.mark.slow
def test_no_module_beside_a_deck_is_run(project):
    for name in ("click", "json", "yaml", "cardgen"):
        mark = f"open({str(project / 'run')!r}, 'w').close()"
        (project / f"{name}.py").write_text(mark, encoding="utf-8")
    (project / "deck" / "being.yaml").write_text("cards: [", encoding="utf-8")
    with started(project, installed=True) as (running, _):
        assert running.stderr.readline().startswith("deck/being.yaml:")  # after a whole check
    assert not (project / "run").exists()


@pytest.mark.slow
def test_a_check_that_cannot_start_is_told_and_files_are_followed_all_the_same(tmp_path, capsys):
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    desk, news, mistakes = Desk(tmp_path), app.News(), []

    async def follow():
        check = Check([str(tmp_path / "nowhere")], lambda problems: None)
        work = asyncio.create_task(_follow(desk, news, check, mistakes.append))
        await asyncio.sleep(2)
        for _ in range(3):
            (tmp_path / "deck" / "being.yaml").touch()
            await asyncio.sleep(2)
        work.cancel()

    before = news.number
    with ThreadPoolExecutor() as aside:  # a browser may have a loop in this thread
        aside.submit(asyncio.run, follow()).result()
    assert {type(mistake) for mistake in mistakes} == {FileNotFoundError}
    assert news.number >= before + 2


@pytest.mark.slow
def test_folders_that_come_and_go_are_noticed_and_followed(tmp_path):
    shutil.copytree(BUNDLED / "deck", tmp_path, dirs_exist_ok=True)  # a deck without a project
    layouts = tmp_path / "layouts"
    with started(tmp_path) as (_, port):
        events = stream(port)
        first = next(events)
        time.sleep(1)
        (tmp_path / "being.yaml").touch()
        assert next(events)["files"] == ["being.yaml"]
        (layouts / "sheets").mkdir(parents=True)
        assert next(events)["number"] > first["number"] + 1
        time.sleep(2)
        (layouts / "sheets" / "ours.yaml").write_text("about: ours\n", encoding="utf-8")
        changed = next(event for event in events if event["files"])
        assert changed["files"] == ["layouts/sheets/ours.yaml"]


def no_writing():
    """As on a disk that is full: no file takes a byte."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_on_a_full_disk_everything_is_answered_as_nothing_is_written(project):
    before = sorted(project.rglob("*"))
    with started(project, preexec_fn=no_writing) as (_, port):
        ask = asking(port)
        for question in ("check", "faces", "deck", "plan", "build", "test_sheet"):
            reply = ask("POST", f"/api/{question}", CHECK if question == "check" else b"{}")
            assert reply.status == 200 and "stopped" not in reply.json["data"], question
    assert sorted(project.rglob("*")) == before


@pytest.mark.slow
def test_the_terminal_shows_one_line_and_no_address_or_name_of_anybody(project):
    with started(project) as (running, port):
        ask = asking(port)
        ask("GET", "/?name=Ada")
        ask("POST", "/api/people", b'{"given": {"text": "Ada Lovelace"}}')
        ask("POST", "/api/people", b'{"given": {"txet": "Ada Lovelace"}}')
        ask("POST", "/api/plan", b'{"given": {"overlay": {"title": ["Ada Lovelace"]}}}')
        with socket.create_connection((HOST, port)) as other:
            other.sendall(b"Ada Lovelace\r\n\r\n")
            other.recv(100)
        events = stream(port)
        next(events)
        running.send_signal(signal.SIGINT)
        out, more = running.communicate(timeout=10)
        assert (running.returncode, out, more) == (0, "", "")


def test_an_address_that_is_taken_is_told_with_the_way_out():
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        said = run("serve", "--port", port)
    assert said.exit_code == 3
    assert said.stderr.startswith(f"error: {HOST}, port {port} cannot be used: ")
    assert said.stderr.endswith("; --port 0 takes one that is free\n")


def test_without_the_extra_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    said = run("serve")
    assert said.exit_code == 4
    assert "pip install '.[web]'" in said.stderr


def test_languages_and_changes_are_chosen_in_the_page():
    for option in (("--lang", "cy"), ("--overlay", "ours.yaml")):
        said = run(*option, "serve")
        assert said.exit_code == 2
        assert "chosen in the page" in said.stderr
