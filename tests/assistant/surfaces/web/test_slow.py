"""Clients that hold a place: a head or a body that does not come is not waited for for ever, and batches do not keep questions out."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from assistant.service import Assistant
from assistant.surfaces.http_api import BATCHES_AT_ONCE
from assistant.surfaces.serving import create_app
from assistant.surfaces.web import bodies, connections
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, TODAY, councils
from tests.assistant.surfaces.web.sockets import Reply, listening, reply, request

HALF_A_BODY = b'{"question": '


def left_hanging(address: str, data: bytes) -> Reply:
    """What the server says, of itself, to a client that sends no more."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), 60) as line:
        line.sendall(data)
        received = bytearray()
        while piece := line.recv(65_536):
            received += piece
        return reply(bytes(received))


def app_for(index: Path):  # type: ignore[no-untyped-def]
    return create_app(councils(), ServeSettings(index), lambda: TODAY)


@pytest.mark.parametrize("path", ["/api/ask", "/mcp", "/feedback", "/chat/gradio_api/queue/join"])
def test_a_body_that_does_not_come_is_given_up(index: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(bodies, "GRACE_S", 0.2)
    kind = "application/x-www-form-urlencoded" if path == "/feedback" else "application/json"
    head = {"Content-Type": kind, "Accept": "application/json", "Content-Length": "5000", "Transfer-Encoding": ""}
    del head["Transfer-Encoding"]
    with listening(app_for(index)) as address:
        given = left_hanging(address, request(address, "POST", path, head) + HALF_A_BODY)
    assert given.status == 400 and given.headers["connection"] == "close"
    assert b"came too slowly" in given.body


def test_a_body_may_take_longer_the_more_of_it_there_is() -> None:
    """A file of 50 MB over a slow line is no attack: each 10,000 bytes buy a second."""
    clock_s = 0.0

    async def receive() -> dict[str, object]:
        nonlocal clock_s
        clock_s += 4.9
        return {"type": "http.request", "body": b"x" * 50_000, "more_body": True}

    async def read_on() -> int:
        body = bodies.Incoming(receive, "/", 50_000_000, lambda: clock_s)
        return sum([len((await body.receive())["body"]) for _ in range(200)])

    assert asyncio.run(read_on()) == 10_000_000


@pytest.mark.parametrize(
    "data", [b"", b"GET / HTTP/1.1\r\nHost: loc", b"\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT"]
)
def test_a_head_that_does_not_come_is_given_up(index: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(connections, "HEAD_S", 0.2)
    with listening(app_for(index)) as address:
        assert left_hanging(address, data).status in (0, 200)


class _Counting:
    """A library that tells how many ask it at once, and lets nobody go on before as many are there as may be."""

    def __init__(self) -> None:
        self.now, self.most, self.mutex = 0, 0, threading.Lock()
        self.together = threading.Barrier(BATCHES_AT_ONCE)

    def assistant(self) -> Assistant:
        with self.mutex:
            self.now += 1
            self.most = max(self.most, self.now)
        self.together.wait(30)
        with self.mutex:
            self.now -= 1
        return councils().assistant()


def test_batches_wait_for_each_other() -> None:
    from fastapi import FastAPI

    from assistant.surfaces import http_api

    library = _Counting()
    app = FastAPI()
    app.include_router(http_api.router(library, lambda: date(2026, 3, 2)))

    async def ask_six_times() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", timeout=60) as client:
            batch = json.loads(json.dumps([{"question": SOUTHEND_400K}]))
            return [r.status_code for r in await asyncio.gather(*(client.post("/api/batch", json=batch) for _ in range(6)))]

    assert asyncio.run(ask_six_times()) == [200] * 6
    assert library.most == BATCHES_AT_ONCE
