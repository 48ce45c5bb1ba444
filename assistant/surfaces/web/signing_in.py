"""Who is asking. `Identity` is the seam: accounts of a file now, single sign-on later by another class with the same two methods."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.surfaces.door import NOBODY, Refused, User
from assistant.surfaces.web.accounts import Accounts
from assistant.surfaces.web.limits import Buckets
from assistant.surfaces.web.problems import response, wants_json
from assistant.surfaces.web.templating import page

COOKIE = "clausewise_session"
IDLE_S = 8 * 3_600
BASIC_REMEMBERED_S = 300
SESSIONS_MOST = 10_000
TRIES_PER_MINUTE = 10
FORGOTTEN = '"storage"'
"""What a browser is told to forget of this site at the end: the talk that the chat's page keeps in it."""
OPEN_TO_ALL = ("/static/", "/signin", "/healthz", "/accessibility")


class Identity(Protocol):
    """Tells who sent a request, and brings the pages it takes to sign in and out."""

    async def user_of(self, request: Request) -> User | None:
        """The user, None where nobody is signed in."""
        ...

    def router(self) -> APIRouter:
        """`/signin` and `/signout`."""
        ...


class SignedIn:
    """Lets through who is signed in, and shows others the way; stands in front of every route, the chat's included."""

    def __init__(self, app: ASGIApp, identity: Identity) -> None:
        self.app, self.identity = app, identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope)
        user = await self.identity.user_of(request)
        if user:
            scope["clausewise.user"] = user
        elif not scope["path"].startswith(OPEN_TO_ALL):
            return await self._turned_away(request)(scope, receive, send)
        else:
            scope["clausewise.user"] = NOBODY
        return await self.app(scope, receive, send)

    def _turned_away(self, request: Request) -> Response:
        if wants_json(request):
            # Asked for Basic, a browser opens a window of its own; the chat's page says by itself that somebody was signed out.
            asks = {} if request.scope["path"].startswith("/chat/") else {"WWW-Authenticate": 'Basic realm="Clausewise"'}
            return response(request, Refused(401, "sign in first", headers=asks))
        query = request.scope["query_string"].decode("latin-1")
        asked = request.scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"/signin?next={quote(asked, safe='')}", 303)


class FileIdentity:
    """Accounts of a file: a cookie for browsers, HTTP Basic for programs. Sessions live in memory and end when the server stops."""

    def __init__(self, accounts: Accounts, *, https: bool = False, clock_s: Callable[[], float] = time.monotonic) -> None:
        self.accounts, self.https, self.clock_s = accounts, https, clock_s
        self._sessions: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._basic: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._key = secrets.token_bytes(32)
        self._tries = Buckets(TRIES_PER_MINUTE)

    async def user_of(self, request: Request) -> User | None:
        if token := request.cookies.get(COOKIE):
            name = self._alive(self._sessions, self._digest(token), IDLE_S)
            return self.accounts.user(name) if name else None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return await self._of_basic(request, given) if scheme.lower() == "basic" else None

    async def _of_basic(self, request: Request, given: str) -> User | None:
        """The user of a Basic header; argon2 is asked once in a few minutes for the same words."""
        digest = self._digest(given)
        if name := self._alive(self._basic, digest, 0):
            return self.accounts.user(name)
        try:
            name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return None
        if self._tries.take(_client(request), self.clock_s()):
            return None
        user = await run_in_threadpool(self.accounts.check, name, password)
        if user:
            self._remember(self._basic, digest, user.name, BASIC_REMEMBERED_S)
        return user

    def _alive(self, kept: OrderedDict[str, tuple[str, float]], digest: str, renewed_s: float) -> str | None:
        """The name kept under a digest, unless its time has run out; each use of a session renews it."""
        found = kept.get(digest)
        if found is None or found[1] < self.clock_s():
            kept.pop(digest, None)
            return None
        if renewed_s:
            self._remember(kept, digest, found[0], renewed_s)
        return found[0]

    def _remember(self, kept: OrderedDict[str, tuple[str, float]], digest: str, name: str, for_s: float) -> None:
        kept[digest] = (name, self.clock_s() + for_s)
        kept.move_to_end(digest)
        while len(kept) > SESSIONS_MOST:
            kept.popitem(last=False)

    def _digest(self, secret: str) -> str:
        return hmac.new(self._key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def router(self) -> APIRouter:
        pages = APIRouter(include_in_schema=False)

        @pages.get("/signin")
        def ask(request: Request, next: str = "/") -> HTMLResponse:
            return HTMLResponse(page("signin.html", request, title="Sign in", next=local(next), error=""))

        @pages.post("/signin")
        async def sign_in(request: Request) -> Response:
            async with request.form(max_files=0, max_fields=10) as form:
                name, password, wanted = (str(form.get(field, "")) for field in ("name", "password", "next"))
            return await self._sign_in(request, name, password, local(wanted))

        @pages.post("/signout")
        def sign_out(request: Request) -> Response:
            self._sessions.pop(self._digest(request.cookies.get(COOKIE, "")), None)
            gone = RedirectResponse("/signin", 303, headers={"Clear-Site-Data": FORGOTTEN})
            gone.delete_cookie(COOKIE)
            return gone

        return pages

    async def _sign_in(self, request: Request, name: str, password: str, wanted: str) -> Response:
        wait_s = self._tries.take(_client(request), self.clock_s())
        user = None if wait_s else await run_in_threadpool(self.accounts.check, name, password)
        if user is None:
            error = "Too many tries. Wait a minute, then try again." if wait_s else "That name and password do not go together."
            html = page("signin.html", request, title="Sign in", next=wanted, error=error)
            return HTMLResponse(html, 429 if wait_s else 401)
        self._sessions.pop(self._digest(request.cookies.get(COOKIE, "")), None)  # what the browser came with counts no more
        token = secrets.token_urlsafe(32)
        self._remember(self._sessions, self._digest(token), user.name, IDLE_S)
        entered = RedirectResponse(wanted, 303)
        entered.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=self.https, max_age=IDLE_S)
        return entered


def _client(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def local(address: str) -> str:
    """An address of this server, or the start page in its place.

    >>> local("/ask?q=x"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil.example")
    ('/ask?q=x', '/', '/', '/')
    """
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe else "/"
