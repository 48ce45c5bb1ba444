"""What a library in here answers a bad request with, put into our own form: one line, without the words that it was sent."""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.door import as_refused, first_fault, one_line
from assistant.surfaces.web.problems import UNEXPECTED, response


class Reworded:
    """Passes on what is right, pages, and refusals of ours; any other refusal is said anew.

    An error in the form of JSON-RPC keeps that form, which its clients read, and its first line.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        held: list[Message] = []

        async def watched(message: Message) -> None:
            if not held and not _is_refusal(message):
                return await send(message)
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                body = b"".join(piece.get("body", b"") for piece in held)
                await _reworded(Request(scope), held[0], body)(scope, receive, send)

        return await self.app(scope, receive, watched)


def _is_refusal(message: Message) -> bool:
    """Whether a response begins that is an error, and no page."""
    if message["type"] != "http.response.start" or message["status"] < 400:
        return False
    return not Headers(raw=list(message["headers"])).get("content-type", "").startswith("text/html")


def _reworded(request: Request, start: Message, body: bytes) -> Response:
    status, headers, given = start["status"], Headers(raw=list(start["headers"])), _read(body)
    if isinstance(given, dict) and set(given) == {"error", "code"}:
        return Response(body, status, dict(headers))
    if isinstance(given, dict) and isinstance(given.get("error"), dict) and "jsonrpc" in given:
        return JSONResponse({**given, "error": _of_json_rpc(given["error"])}, status)
    line = UNEXPECTED if status >= 500 else _said(given) or "the request cannot be read"
    kept = {name: headers[name] for name in ("allow", "retry-after") if name in headers}
    return response(request, as_refused(HTTPException(status, line, kept)))


def _of_json_rpc(error: dict[str, Any]) -> dict[str, Any]:
    first, *_ = str(error.get("message", "")).splitlines() or [""]
    return {"code": error.get("code"), "message": one_line(first)}


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


def _said(given: Any) -> str:
    """The first thing that a library says is wrong."""
    detail = given.get("detail", given.get("error")) if isinstance(given, dict) else given
    if isinstance(detail, list) and detail and isinstance(detail[0], dict):
        return one_line(first_fault(detail[0]))
    return one_line(detail) if isinstance(detail, str) else ""
