"""The HTTP door on a real port of this computer, behind a guard such as the web server's."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

PASSWORD = "Bearer wexcombe"


class Guard:
    """Lets a request through with the password; stands for the accounts of the web server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", []))
        if scope["type"] == "http" and headers.get(b"authorization") != PASSWORD.encode():
            await JSONResponse({"error": "sign in", "code": "not_signed_in"}, 401)(scope, receive, send)
            return
        await self.app(scope, receive, send)


@contextmanager
def served(door: ASGIApp) -> Iterator[str]:
    """The address that the door answers at while the server runs."""
    app = Guard(Starlette(routes=[Route("/mcp", endpoint=door)]))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # who comes before the server is up waits, and is not turned away
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        finally:
            server.should_exit = True
            thread.join(10)
