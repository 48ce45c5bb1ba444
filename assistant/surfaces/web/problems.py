"""Errors as responses: `{error, code}` for a program, a plain page for a person."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import ClausewiseError, CorpusError, PackError
from assistant.surfaces.door import Refused, as_refused, body_of, first_fault, refused
from assistant.surfaces.web.templating import page
from ingest.errors import IngestError, LibraryBusy

LOG = logging.getLogger("uvicorn.error")
UNREADY = (IngestError, PackError, CorpusError)
"""What is wrong with the library and not with the request."""
UNEXPECTED = "something went wrong here, and it has been written to the server's log"
NO_MARKUP = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&"})
TITLES = {
    401: "Sign in first", 403: "Not allowed", 404: "Page not found", 405: "Page not found", 413: "Too large",
    415: "That cannot be read", 422: "That cannot be read",
    429: "Too many requests", 500: "Something went wrong", 503: "Not ready",
}  # fmt: skip


def handle_all(app: FastAPI) -> None:
    """Gives every kind of error its response; nothing reaches a client as a traceback."""

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        return response(request, as_refused(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return response(request, Refused(422, first_fault(error.errors()[0])))

    @app.exception_handler(ClausewiseError)
    async def expected(request: Request, error: ClausewiseError) -> Response:
        if isinstance(error, UNREADY):
            LOG.error("library: %s", error)
            return response(request, Refused(503, unready(error)))
        return response(request, refused(error))

    @app.exception_handler(IngestError)
    async def library(request: Request, error: IngestError) -> Response:
        LOG.error("library: %s", error)
        return response(request, Refused(503, unready(error)))


def unready(error: Exception) -> str:
    """What a user is told of a library that cannot be used: no path of the server's; the log has the rest."""
    if isinstance(error, LibraryBusy):
        return "the library is in use by another program just now; try again in a minute"
    return "the library cannot be read just now, so nothing can be answered; the server's log says why"


class Caught:
    """What nobody expected becomes a line for the user and a traceback in the log; no response is left half made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            LOG.exception("unexpected error at %s", scope.get("path", ""))
            if begun or scope["type"] != "http":
                raise
            await response(Request(scope), Refused(500, UNEXPECTED))(scope, receive, send)


def response(request: Request, error: Refused) -> Response:
    """The refusal in the form the client reads. Where it quotes the request, no letter of it is markup, whoever shows it."""
    if wants_json(request):
        line = json.dumps(body_of(error), ensure_ascii=False).translate(NO_MARKUP)
        return Response(line, error.status_code, error.headers, "application/json")
    title = TITLES.get(error.status_code, "The request cannot be read")
    html = page("error.html", request, title=title, error=error.detail, back=back(request))
    return HTMLResponse(html, error.status_code, headers=error.headers)


def back(request: Request) -> str:
    """Where somebody goes on whose form could not be read: to the answer it stood beside, or to the form; empty elsewhere."""
    fields, path = request.query_params, request.scope["path"]
    if path == "/compare":
        return "/compare"
    if path != "/ask" or fields.get("facts") != "changed":
        return ""
    kept = [("q", fields.get("q", "")), *(("history", earlier) for earlier in fields.getlist("history"))]
    return f"/ask?{urlencode([*kept, ('council', fields.get('setting', '')), ('mode', fields.get('mode', ''))])}"


def wants_json(request: Request) -> bool:
    """Whether the client is a program: the API, and what the chat's own script sends."""
    path: str = request.scope["path"]
    return path.startswith(("/api/", "/mcp", "/healthz", "/openapi.json", "/chat/gradio_api"))
