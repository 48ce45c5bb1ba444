"""What stands in front of every route: headers that keep a browser safe, size and rate limits, names the server answers to.

Plain ASGI, so that streamed answers are passed on as they come.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.door import Refused
from assistant.surfaces.web.bodies import Incoming, too_large
from assistant.surfaces.web.limits import Buckets
from assistant.surfaces.web.problems import response
from assistant.surfaces.web.settings import ASK_LIMIT_BYTES, BATCH_LIMIT_BYTES, PAGE_LIMIT_BYTES, ServeSettings

_EVERYWHERE = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
PAGE_POLICY = f"default-src 'none'; style-src 'self'; img-src 'self'; {_EVERYWHERE}"
CHAT, MCP = "/chat", "/mcp"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
COUNTED = (
    "/api/",
    MCP,
    "/ask",
    "/compare",
    "/documents",
    "/record",
    "/feedback",
    f"{CHAT}/gradio_api/queue/join",
    f"{CHAT}/gradio_api/upload",
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
CHAT_NEEDS = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|(?:assets|static)/.*"
    r"|gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|upload|upload_progress|cancel|reset))?"
)
NAME_BYTES = 255
LENGTH_DIGITS = 12
"""No limit has as many digits, and a number of thousands of them takes long to read."""


class SafeHeaders:
    """Adds the security headers to every response, and takes the server's name off."""

    def __init__(self, app: ASGIApp, https: bool = False) -> None:
        self.app, self.https = app, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"])
            await send(message)

        return await self.app(scope, receive, add)

    def _add(self, headers: MutableHeaders, path: str) -> None:
        for name, value in ALWAYS.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        if self.https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if not path.startswith(("/static/", f"{CHAT}/")):
            headers.setdefault("Cache-Control", "no-store")


class Gate:
    """Turns away what is too large, too slow, too frequent, addressed to another name, or sent from another site's page.

    What is not an HTTP request has no door here: nothing of this server speaks WebSocket.
    """

    def __init__(self, app: ASGIApp, settings: ServeSettings, clock_s: Callable[[], float] = time.monotonic) -> None:
        self.app, self.settings, self.clock_s = app, settings, clock_s
        self.buckets = Buckets(settings.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        request = Request(scope)
        error = self._foreign(request) or self._unknown(scope["path"]) or self._too_often(request) or self._too_large(request)
        if error:
            return await response(request, error)(scope, receive, send)
        await self._passed_on(request, receive, send)

    async def _passed_on(self, request: Request, receive: Receive, send: Send) -> None:
        """Where the body was stopped, the client is told why, whatever the route made of it."""
        path, begun = request.scope["path"], False
        body = Incoming(receive, path, self._limit(path), self.clock_s)

        async def answered(message: Message) -> None:
            nonlocal begun
            if begun or not body.refused:
                begun = True
                await send(message)

        try:
            await self.app(request.scope, body.receive, answered)
        except Exception:
            if begun or not body.refused:
                raise
        if body.refused and not begun:
            await response(request, body.refused)(request.scope, receive, send)

    def _foreign(self, request: Request) -> Refused | None:
        host = request.headers.get("host", "")
        if self.settings.hosts and host_name(host) not in self.settings.hosts:
            return Refused(
                400, "this server does not answer to that name; CLAUSEWISE_HOSTS lists the names it answers to", "unknown_host"
            )
        if request.method not in SAFE_METHODS and sent_from_elsewhere(request.headers, host):
            return Refused(403, "sent from a page of another site")
        return None

    def _unknown(self, path: str) -> Refused | None:
        """The chat's framework brings many more routes than its page needs: the rest are closed. No file has a name that is too long."""
        known = not path.startswith(f"{CHAT}/") or CHAT_NEEDS.fullmatch(path.removeprefix(CHAT))
        named = all(len(part.encode("utf-8", "replace")) <= NAME_BYTES for part in path.split("/"))
        return None if known and named else Refused(404, "Not Found")

    def _too_often(self, request: Request) -> Refused | None:
        if not request.scope["path"].startswith(COUNTED):
            return None
        client = request.client.host if request.client else "unknown"
        wait_s = self.buckets.take(client, self.clock_s())
        if not wait_s:
            return None
        seconds = math.ceil(wait_s)
        return Refused(429, f"too many requests; try again in {seconds} s", headers={"Retry-After": str(seconds)})

    def _too_large(self, request: Request) -> Refused | None:
        path, length = request.scope["path"], request.headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            return Refused(400, "Content-Length is not a number")
        return too_large(path, self._limit(path)) if int(length[:LENGTH_DIGITS]) > self._limit(path) else None

    def _limit(self, path: str) -> int:
        if path.startswith(f"{CHAT}/gradio_api/upload"):
            return self.settings.upload_limit_bytes + PAGE_LIMIT_BYTES
        if path.startswith(CHAT):
            return PAGE_LIMIT_BYTES
        return BATCH_LIMIT_BYTES if path == "/api/batch" else ASK_LIMIT_BYTES


def sent_from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether a browser says that a page of another site sends this: another name, or another port of the same name.

    A browser says so in one header or the other; a program says nothing.

    >>> sent_from_elsewhere(Headers({"origin": "http://localhost:9000"}), "localhost:7860")
    True
    >>> sent_from_elsewhere(Headers({"origin": "https://guidance.example"}), "guidance.example")
    False
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != host.lower()


def host_name(header: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("Localhost:7860"), host_name("[::1]:7860"), host_name("example.org")
    ('localhost', '[::1]', 'example.org')
    """
    name = header.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]
