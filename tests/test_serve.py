"""`cardgen serve`: who is answered, what is refused, and in which words."""

import base64
import json

import pytest
from served import serving

from cardgen.read.files import BUNDLED
from cardgen.web import application as app
from cardgen.web.api import QUESTIONS, Answer
from cardgen.web.door import HEADERS, is_own


@pytest.fixture(scope="module")
def server():
    with serving(BUNDLED) as found:
        yield found


@pytest.fixture(autouse=True)
def no_mistakes(request):
    """No request makes cardgen stumble, but in the test of that."""
    yield
    if "server" in request.fixturenames:
        mistakes = request.getfixturevalue("server").mistakes
        assert [repr(mistake) for mistake in mistakes] == []


# --- who is let in


def test_the_page_and_its_files_are_shown(server):
    page = server.request("GET", "/")
    assert page.status == 200 and b"<h1" in page.body
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    script = server.request("GET", "/page.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    ["/api.py", "/../api.py", "/%2e%2e/api.py", "//etc/passwd", "/x", "/.", "/page.js%00", "/a\\b"],
)
def test_no_other_file_is_shown(server, path):
    reply = server.request("GET", path)
    assert reply.status == 404 and reply.stopped == "there is no such page"


def test_every_answer_says_what_a_browser_may_do_with_it(server):
    for reply in (
        server.request("GET", "/"),
        server.request("GET", "/nowhere"),
        server.request("GET", "/api/openapi.json"),
        server.request("POST", "/api/nothing", b"{}"),
        server.request("PUT", "/api/plan", b"{}"),
        server.request("GET", "/", headers={"Host": "evil.example"}),
        server.request("GET", "/", headers={"Origin": "http://evil.example"}),
    ):
        assert {name.lower(): value for name, value in HEADERS.items()}.items() <= (
            reply.headers.items()
        )
        assert "server" not in reply.headers


FOREIGN = ["evil.example", "127.0.0.1.evil.example", "", "a b", "[::1", "x@127.0.0.1", "192.0.2.7"]
ASKED = [
    ("GET", "/", None),
    ("GET", "/api/openapi.json", None),
    ("GET", "/api/events", None),
    ("POST", "/api/check", b"{}"),
]


@pytest.mark.parametrize(("method", "path", "body"), ASKED)
@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_misdirected(server, method, path, body, host):
    reply = server.request(method, path, body, {"Host": host})
    assert reply.status == 421
    assert reply.stopped == "this is not the address of cardgen's page"


@pytest.mark.parametrize(("method", "path", "body"), ASKED)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_another_page_may_not_ask(server, method, path, body, headers):
    reply = server.request(method, path, body, headers)
    assert reply.status == 403
    assert reply.stopped == "another page may not ask here"


def test_its_own_page_may_ask(server):
    own = {"Origin": server.address, "Sec-Fetch-Site": "same-origin"}
    assert server.request("POST", "/api/nothing", b"{}", own).status == 404


def test_a_link_from_another_page_leads_here_but_to_no_answer(server):
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert server.request("GET", "/", headers=followed).status == 200
    assert server.request("GET", "/api/openapi.json", headers=followed).status == 403


def test_own_names_are_known_by_the_address_that_is_listened_at():
    for own in ("127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000"):
        assert is_own(own, "127.0.0.1")
    assert is_own("192.0.2.7:8000", "0.0.0.0") and is_own("[2001:db8::1]", "::")
    assert is_own("decks.example:80", "decks.example")
    assert not is_own("192.0.2.7:8000", "127.0.0.1")
    assert not is_own("evil.example", "0.0.0.0")


# --- what a request may be


def test_a_request_is_json(server):
    reply = server.request("POST", "/api/check", b"{}", {"Content-Type": "text/plain"})
    assert reply.status == 415
    assert reply.stopped == "a question is JSON: send Content-Type: application/json"


def test_a_request_says_how_long_it_is_and_is_not_too_long(server):
    unknown = {"Content-Length": None, "Transfer-Encoding": "chunked"}
    reply = server.request("POST", "/api/check", b"2\r\n{}\r\n0\r\n\r\n", unknown)
    assert reply.status == 411
    assert reply.stopped == "a question says how long it is: send Content-Length"
    reply = server.request("POST", "/api/check", b"{}", {"Content-Length": str((64 << 20) + 1)})
    assert reply.status == 413
    assert reply.stopped == "the question has 64 MB; the limit is 64 MB"


@pytest.mark.parametrize("length", [f"{'0' * 30}{(64 << 20) + 1}", "9" * 30])
def test_no_way_of_writing_a_length_makes_it_a_shorter_one(server, length):
    reply = server.request("POST", "/api/check", b"{}", {"Content-Length": length})
    assert reply.status in (400, 413)  # an HTTP parser may refuse it before it is read


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "is no JSON"),
        ("{", "is no JSON"),
        ("\xff", "is no JSON"),
        ('{"given": NaN}', "NaN is no number"),
        ('{"given": {"overlay": {"a": 1e999}}}', "1e999 is no number"),
        ('{"given": {"overlay": {"a": %s}}}' % (5000 * "9"), "is no JSON"),
        (100_000 * "[", "is no JSON"),
        (10_000 * "[" + 10_000 * "]", "is"),
        ('{"given": {"overlay": %s}}' % (100 * '{"a":' + "1" + 100 * "}"), "64 levels"),
        ('{"given": {"overlay": [%s 1]}}' % (500_000 * "1,"), "more than 500,000 values"),
        ("[]", "a question is"),
        ("7", "a question is"),
        ('{"files": []}', "a question is"),
        ('{"given": 7}', "what is given should be a mapping, not 7"),
        ('{"give": {}}', "has no 'give'"),
        ('{"files": {"a": 7}}', "the file 'a' is not in base64"),
        ('{"files": {"a": "?"}}', "the file 'a' is not in base64"),
        ('{"files": {"../a": ""}}', "'../a' cannot be the name of a file"),
        ('{"given": {"outputs": 7}}', '"outputs" should be a text or a list, not 7'),
    ],
    ids=range(19),
)
def test_what_is_not_a_question_is_refused_in_words(server, body, words):
    reply = server.request("POST", "/api/check", body.encode("latin-1"))
    assert reply.status == 422 and words in reply.stopped


def test_an_unknown_question_is_told_with_the_nearest(server):
    reply = server.request("POST", "/api/plna", b"{}")
    assert reply.status == 404
    assert reply.stopped == 'there is no question "plna"; did you mean "plan"?'
    assert server.request("POST", "/api/a/b", b"{}").status == 404
    assert server.request("GET", "/api/plan").status == 405


# --- answers


@pytest.fixture
def answering(monkeypatch):
    """Has every question answered by a function of what is given and the files."""

    def by(function):
        monkeypatch.setattr(app, "answer", lambda desk, name, given, files: function(given, files))

    return by


def test_files_go_to_and_fro_in_base64(server, answering):
    answering(lambda given, files: Answer(dict(given), {**files, "b": b"\xff\x00"}))
    text = base64.b64encode(b"\x01\xfe").decode()
    reply = server.ask("build", {"a": [1]}, {"a": text})
    assert reply.json == {"data": {"a": [1]}, "files": {"a": text, "b": "/wA="}}


def test_a_mistake_in_cardgen_is_told_without_what_was_asked(server, answering):
    def spoiled(given, files):
        raise KeyError("Ada Lovelace")

    answering(spoiled)
    reply = server.ask("build")
    assert reply.status == 500
    assert reply.stopped.startswith("this is a mistake in cardgen")
    assert b"Ada" not in reply.body
    assert isinstance(server.mistakes.pop(), KeyError)


def test_the_description_names_every_question_and_refers_to_nothing_that_is_not_there(server):
    described = server.request("GET", "/api/openapi.json").json
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": server.address}]
    assert {f"/api/{name}" for name in (*QUESTIONS, "events")} == {*described["paths"]}
    _, *rest = json.dumps(described).split('"#/components/schemas/')
    referred = {part.partition('"')[0] for part in rest}
    assert referred <= {*described["components"]["schemas"]}
