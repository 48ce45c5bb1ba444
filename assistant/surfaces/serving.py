"""The server in one process: the pages, the API, MCP and the chat behind the same guards, on one library."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from assistant.surfaces import http_api, openapi
from assistant.surfaces.door import Open
from assistant.surfaces.mcp_server import HttpDoor
from assistant.surfaces.web import feedback_page, guards, library_pages, pages, problems, records, rewording
from assistant.surfaces.web.accounts import Accounts
from assistant.surfaces.web.chat import joining, mounting
from assistant.surfaces.web.settings import ServeSettings
from assistant.surfaces.web.signing_in import FileIdentity, Identity, SignedIn
from assistant.surfaces.web.templating import HERE

CONNECTIONS_MOST = 1_000
COMPRESSED_FROM_BYTES = 1_000
DESCRIPTION = (
    "Guidance on council social value policies: a computed verdict, with the clause each figure comes from. An error is `{error, code}`, "
    "one line. Every answer is the same object as the command line gives."
)


def create_app(
    library: Open, settings: ServeSettings, today: Callable[[], date] = date.today, identity: Identity | None = None
) -> FastAPI:
    """The application; who is asking is told by `identity`, by the account file of the settings, or by nobody on this computer alone.

    The framework's own pages of documentation are off: they load scripts from elsewhere.
    """
    identity = identity or identity_of(settings)
    app = FastAPI(title="Clausewise", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None)
    app.include_router(http_api.router(library, today))
    app.include_router(pages.router(library, settings.operator, today))
    app.include_router(library_pages.router(library, settings.index, today))
    app.include_router(records.router(library, today))
    app.include_router(feedback_page.router(library, settings.index, today))
    app.get("/favicon.ico", include_in_schema=False)(_icon)
    app.router.routes.append(Route(guards.MCP, HttpDoor(library, today)))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.openapi = lambda: _description(app, library)  # type: ignore[method-assign]
    events = mounting.mount(app, library, settings, today)
    problems.handle_all(app)
    app.add_middleware(joining.Joining, events=events)
    app.add_middleware(mounting.Nonces)
    if identity:
        app.include_router(identity.router())
        app.add_middleware(SignedIn, identity=identity)
    app.add_middleware(guards.Gate, settings=settings)
    app.add_middleware(rewording.Reworded)
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM_BYTES)  # outside what reads bodies
    app.add_middleware(problems.Caught)
    app.add_middleware(guards.SafeHeaders, https=settings.behind_proxy)
    return app


def _icon() -> FileResponse:
    return FileResponse(HERE / "static" / "icon.svg", media_type="image/svg+xml")


def identity_of(settings: ServeSettings) -> Identity | None:
    """The accounts of the settings' file, None where there is none. :raises AccountError: the file cannot be used."""
    return FileIdentity(Accounts(settings.accounts), https=settings.behind_proxy) if settings.accounts else None


def _description(app: FastAPI, library: Open) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    return openapi.complete(made, next(iter(library.assistant().holdings.councils), None))


def serve(app: FastAPI, settings: ServeSettings, listening: socket.socket) -> None:
    """Serves until it is told to stop."""
    import uvicorn

    from assistant.surfaces.web.connections import Connection

    made = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_proxy,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        limit_concurrency=CONNECTIONS_MOST,
    )
    uvicorn.Server(made).run(sockets=[listening])
