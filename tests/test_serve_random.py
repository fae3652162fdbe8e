"""Requests to `cardgen serve` made at random from its own description: none makes it stumble."""

from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.generation import GenerationMode
from served import serving

from cardgen import open as open_project
from cardgen.read.files import BUNDLED

CHECKS = [
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
]
# Where names stand, chance would hit hardly any that there is.
NAMED = {
    "output": "outputs",
    "outputs": "outputs",
    "cards": "cards",
    "without": "cards",
    "themes": "themes",
    "sheet": "sheets",
    "printer": "printers",
    "profile": "profiles",
}


@pytest.fixture(scope="module")
def server():
    with serving(BUNDLED) as found:
        yield found


@pytest.fixture(scope="module")
def requests(server):
    """A strategy of requests to all questions: as they should be, and as they should not."""
    described = server.request("GET", "/api/openapi.json").json
    known = {
        what: [row.get("id") or row["name"] for row in open_project(BUNDLED).list(what)]
        for what in {*NAMED.values()}
    }
    name(described, known)
    schema = schemathesis.openapi.from_dict(described).include(method="POST")
    return st.one_of(
        operation.ok().as_strategy(generation_mode=mode)
        for operation in schema.get_all_operations()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )


def name(described, known):
    """Puts names that there are into the description, for those of the deck."""
    if isinstance(described, list):
        for one in described:
            name(one, known)
    if not isinstance(described, dict):
        return
    for key, schema in described.get("properties", {}).items():
        if key in NAMED and isinstance(schema, dict) and "gives" not in schema:
            names = known[NAMED[key]]
            one = {"enum": names}
            described["properties"][key] = {
                "anyOf": [one, {"type": "array", "items": one, "maxItems": 3}, schema]
            }
    for own in described.values():
        name(own, known)


def ask_at_random(server, requests, times):
    statuses = Counter()

    @settings(
        max_examples=times,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=requests)
    def ask(case):
        reply = case.call(base_url=server.address, timeout=120)
        statuses[reply.status_code] += 1
        case.validate_response(reply, checks=CHECKS)
        answer = reply.json()
        assert {*answer} == {"data", "files"}
        assert "Traceback" not in reply.text

    ask()
    assert [repr(mistake) for mistake in server.mistakes] == []
    assert {200, 422} <= {*statuses}
    return statuses


@pytest.mark.slow
def test_fifty_random_requests_are_answered_or_refused_in_words(server, requests):
    ask_at_random(server, requests, 50)


@pytest.mark.long
def test_two_thousand_random_requests_are_answered_or_refused_in_words(server, requests):
    statuses = ask_at_random(server, requests, 2000)
    assert statuses.total() >= 2000
