"""What the chat's page sends, checked before the framework reads it: strict JSON, for an event that the page has, with as many values.

Files are taken from those alone who may add documents: the framework would write anybody's to the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.door import JSON_TYPES, Refused, content_type, read_json, user_of
from assistant.surfaces.web.problems import response

JOIN = "/chat/gradio_api/queue/join"
UPLOAD = "/chat/gradio_api/upload"
SENT = (JOIN, "/chat/gradio_api/cancel", "/chat/gradio_api/reset")


class Joining:
    """Stands in front of the framework. `events` are the page's: the number of each, with the number of values that it takes."""

    def __init__(self, app: ASGIApp, events: Mapping[int, int]) -> None:
        self.app, self.events = app, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in (*SENT, UPLOAD):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        try:
            allowed = await self._allowed(request)
        except Refused as error:
            return await response(request, error)(scope, receive, send)
        await self.app(scope, allowed, send)

    async def _allowed(self, request: Request) -> Receive:
        """What the framework may read. :raises Refused: it may read nothing of this."""
        if request.scope["path"] == UPLOAD:
            if not user_of(request).editor:
                raise Refused(403, "your account may not add documents")
            return request.receive
        body = await request.body()
        self._check(request.scope, body)
        return _again(body, request.receive)

    def _check(self, scope: Scope, body: bytes) -> None:
        if content_type(Headers(scope=scope)) not in JSON_TYPES:
            raise Refused(415, f"send the body as {JSON_TYPES[0]}")
        given = read_json(body)
        if not isinstance(given, dict):
            raise Refused(422, "not a JSON object")
        if scope["path"] == JOIN:
            self._check_event(given)

    def _check_event(self, given: Mapping[str, Any]) -> None:
        number, data = given.get("fn_index"), given.get("data")
        if not isinstance(number, int) or number not in self.events:
            raise Refused(422, "fn_index: the page has no such event")
        if not isinstance(data, list) or len(data) != self.events[number]:
            raise Refused(422, f"data: not a list of {self.events[number]} values")


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be read once more; then whatever else comes in."""
    read = False

    async def received() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received
