"""What the HTTP door says of itself: bodies, answers and errors for the OpenAPI description."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model import CouncilName
from assistant.surfaces.batch import MODES
from assistant.surfaces.door import CODES

SCHEMA = Path(__file__).with_name("answer.schema.json")
_FIELDS: dict[str, Any] = {
    "id": {"type": "string", "description": "Comes back on the answer."},
    "question": {"type": "string", "maxLength": 2000},
    "council": {"type": "string", "description": "Slug of the council that is asked about, unless the question names one."},
    "date": {"type": "string", "format": "date", "description": "The day the procurement starts; today unless given."},
    "history": {
        "type": "array",
        "items": {"type": "string"},
        "maxItems": 50,
        "description": "Earlier questions, oldest first.",
    },
    "mode": {"enum": list(MODES), "description": "A supplier gets no internal approvals; officer unless given."},
}
REQUEST: dict[str, Any] = {"type": "object", "required": ["question"], "additionalProperties": False, "properties": _FIELDS}
_ANSWER_REF = {"$ref": "#/components/schemas/Answer"}
ASK_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/json": {"schema": REQUEST}}}}
BATCH_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "items": REQUEST, "maxItems": 500}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "A request a line."}},
        },
    }
}
ANSWER: dict[str, Any] = {"description": "The answer", "content": {"application/json": {"schema": _ANSWER_REF}}}
BATCH_ANSWER: dict[str, Any] = {
    "description": "The answers in order",
    "content": {
        "application/json": {"schema": {"type": "object", "properties": {"answers": {"type": "array", "items": _ANSWER_REF}}}},
        "application/x-ndjson": {"schema": {"type": "string", "description": "An answer a line."}},
    },
}
SAID = {
    400: "The body is not JSON.", 403: "Not for suppliers.", 404: "Not loaded.",
    413: "The request is too large.", 415: "The body is not sent as JSON.",
    422: "A field cannot be used: the line says which.", 429: "Too many requests; Retry-After says when to try again.",
    503: "The library cannot be read.",
}  # fmt: skip


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, each with an example of its body."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    example = {"error": SAID[status].rstrip("."), "code": CODES[status]}
    return {
        "description": SAID[status],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}, "example": example}},
    }


@cache
def schemas() -> dict[str, Any]:
    """The components: the answer as the contract has it, and an error."""
    answer = json.loads(SCHEMA.read_text(encoding="utf-8"))
    answer.pop("$schema", None)
    error = {
        "type": "object",
        "required": ["error", "code"],
        "properties": {"error": {"type": "string"}, "code": {"type": "string"}},
    }
    return {"Answer": answer, "Error": error}


def examples(council: CouncilName) -> list[dict[str, Any]]:
    """Requests that this server can answer: a question about a council that is loaded, and one that follows it."""
    asked = f"In {council.name}, is social value required for a £400k works contract?"
    return [
        {
            "id": "1",
            "question": "Is social value required for a £400k works contract?",
            "council": council.slug,
            "date": "2026-03-01",
        },
        {"id": "2", "question": "What if the contract were for services?", "history": [asked]},
    ]


def complete(framework: dict[str, Any], council: CouncilName | None) -> dict[str, Any]:
    """The framework's description with our components and examples, and without its own form of a bad request, which is never sent."""
    description = deepcopy(framework)
    components = description.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    components.update(schemas())
    for operations in description["paths"].values():
        for operation in operations.values():
            _drop_framework_error(operation.get("responses", {}))
    if council:
        _show(description["paths"], examples(council))
    return description


def _show(paths: dict[str, Any], shown: list[dict[str, Any]]) -> None:
    for path in ("/api/ask", "/api/record/{form}"):
        single = paths[path]["post"]["requestBody"]["content"]["application/json"]
        single["examples"] = {"a verdict": {"value": shown[0]}, "a follow-up": {"value": shown[1]}}
    several = paths["/api/batch"]["post"]["requestBody"]["content"]
    several["application/json"]["example"] = shown
    several["application/x-ndjson"]["example"] = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in shown)


def _drop_framework_error(responses: dict[str, Any]) -> None:
    if "HTTPValidationError" in json.dumps(responses.get("422", {})):
        responses.pop("422")
