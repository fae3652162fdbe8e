"""The description of all questions for other programs, in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from cardgen import __version__
from cardgen.web.contract import table, taken

_PARTS = "#/components/schemas"
_REFUSED = {
    404: "There is no such question.",
    405: "The question is not asked by POST.",
    408: "The request did not arrive in time.",
    411: "The request does not say how long it is.",
    413: "The request is too long.",
    415: "The request is not JSON.",
    421: "The Host header names another server.",
    403: "Another page asks.",
    422: "What is given is not as the question takes it.",
    500: "A mistake in cardgen; its terminal says where.",
    503: "Too many requests wait; Retry-After says when to ask again.",
}

_EVENTS = {
    "operationId": "events",
    "summary": "Server-sent events, one for each change of the deck's files.",
    "responses": {
        "200": {
            "description": "The data of each is JSON: a number that grows with every change, the"
            " files that have changed, and the problems found since.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        "503": {"description": "Too many pages follow the deck; Retry-After says when to ask."},
    },
}


def described(server: str) -> dict[str, Any]:
    """Returns the description, with the address under which the server was asked for it."""
    rows = table()["questions"]
    stopped = {
        "type": "object",
        "description": "Why there is no answer.",
        "properties": {
            "stopped": {"type": "string"},
            "missing": {"type": "boolean", "description": "For want of a part of cardgen."},
            "problems": {"$ref": f"{_PARTS}/Problems"},
        },
        "required": ["stopped", "problems"],
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cardgen serve",
            "version": __version__,
            "description": "Questions about a deck of cards. Each request carries all that it"
            " needs. What was read for the last few is kept in memory; nothing is written.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "paths": {
            f"/api/{question}": {"post": _operation(question, row)}
            for question, row in rows.items()
        }
        | {"/api/events": {"get": _EVENTS}},
        "components": {"schemas": {**table()["parts"], "Stopped": stopped}},
    }


def _operation(question: str, row: dict[str, Any]) -> dict[str, Any]:
    files = {
        "type": "object",
        "additionalProperties": {"type": "string", "contentEncoding": "base64"},
    }
    request = {
        "type": "object",
        "properties": {
            "given": taken(question),
            "files": {
                **files,
                "description": "Files that what is given names, by name: pictures, tables, PDFs.",
            },
        },
        "required": ["given"] if row.get("needs") else [],
        "additionalProperties": False,
    }
    given = {"$ref": row["gives"]["$ref"]} if "$ref" in row["gives"] else _object(row["gives"])
    data = {"anyOf": [given, {"$ref": f"{_PARTS}/Stopped"}]}
    answer = {**files, "description": row.get("files", "None.")}
    return {
        "operationId": question,
        "summary": row["about"],
        "requestBody": {"required": True, "content": _json(request)},
        "responses": {
            "200": {
                "description": "The answer, or why there is none.",
                "content": _json(_object({"data": data, "files": answer})),
            },
            **{
                str(status): {
                    "description": why,
                    "content": _json(
                        _object({"data": {"$ref": f"{_PARTS}/Stopped"}, "files": files})
                    ),
                }
                for status, why in sorted(_REFUSED.items())
            },
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
