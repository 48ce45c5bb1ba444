"""What stands in front of every route: headers that keep a browser safe, size and rate limits, names the server answers to.

Plain ASGI, so that streamed answers are passed on as they come.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.door import Refused
from assistant.surfaces.web.limits import Buckets
from assistant.surfaces.web.problems import response
from assistant.surfaces.web.settings import ASK_LIMIT_BYTES, BATCH_LIMIT_BYTES, PAGE_LIMIT_BYTES, ServeSettings

_EVERYWHERE = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
PAGE_POLICY = f"default-src 'none'; style-src 'self'; img-src 'self'; {_EVERYWHERE}"
CHAT = "/chat"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
COUNTED = (
    "/api/",
    "/ask",
    "/compare",
    "/documents",
    "/record",
    "/feedback",
    f"{CHAT}/gradio_api/queue/join",
    f"{CHAT}/gradio_api/upload",
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Headers:
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
    """Turns away what is too large, too frequent, addressed to another name, or sent from another site's page."""

    def __init__(self, app: ASGIApp, settings: ServeSettings, clock_s: Callable[[], float] = time.monotonic) -> None:
        self.app, self.settings, self.clock_s = app, settings, clock_s
        self.buckets = Buckets(settings.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope)
        error = self._foreign(request) or self._too_often(request) or self._too_large(request)
        if error:
            return await response(request, error)(scope, receive, send)
        return await self.app(scope, self._counted(scope["path"], receive), send)

    def _foreign(self, request: Request) -> Refused | None:
        host = host_name(request.headers.get("host", ""))
        if self.settings.hosts and host not in self.settings.hosts:
            return Refused(
                400, "this server does not answer to that name; CLAUSEWISE_HOSTS lists the names it answers to", "unknown_host"
            )
        if request.method not in SAFE_METHODS and request.headers.get("sec-fetch-site") == "cross-site":
            return Refused(403, "sent from a page of another site")
        return None

    def _too_often(self, request: Request) -> Refused | None:
        if not request.url.path.startswith(COUNTED):
            return None
        client = request.client.host if request.client else "unknown"
        wait_s = self.buckets.take(client, self.clock_s())
        if not wait_s:
            return None
        seconds = math.ceil(wait_s)
        return Refused(429, f"too many requests; try again in {seconds} s", headers={"Retry-After": str(seconds)})

    def _too_large(self, request: Request) -> Refused | None:
        length = request.headers.get("content-length", "0")
        if not length.isdecimal():
            return Refused(400, "Content-Length is not a number")
        return _over(request.url.path, self._limit(request.url.path)) if int(length) > self._limit(request.url.path) else None

    def _limit(self, path: str) -> int:
        if path.startswith(f"{CHAT}/gradio_api/upload"):
            return self.settings.upload_limit_bytes + PAGE_LIMIT_BYTES
        if path.startswith(CHAT):
            return PAGE_LIMIT_BYTES
        return BATCH_LIMIT_BYTES if path == "/api/batch" else ASK_LIMIT_BYTES

    def _counted(self, path: str, receive: Receive) -> Receive:
        """The body as it comes in, stopped where it grows over the limit: not every client says its length."""
        limit, seen = self._limit(path), 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _over(path, limit)
            return message

        return counted


def _over(path: str, limit_bytes: int) -> Refused:
    return Refused(413, f"the request is over {limit_bytes:,} bytes, the most for {path[:80]}")


def host_name(header: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("Localhost:7860"), host_name("[::1]:7860"), host_name("example.org")
    ('localhost', '[::1]', 'example.org')
    """
    name = header.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]
