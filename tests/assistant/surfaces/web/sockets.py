"""Bytes to a server and back: requests that no well-kept client would send."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp

from assistant.surfaces.web.connections import Connection

ANSWERED_S = 60


@dataclass(frozen=True)
class Reply:
    """What came back; `status` is 0 where the server closed the connection without a word."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_json(self) -> bool:
        return self.headers.get("content-type", "").startswith("application/json")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def request(
    address: str, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"", host: str | None = None
) -> bytes:
    """A request as it goes over the line; whatever is in it goes as it is."""
    place = urlsplit(address).netloc if host is None else host
    lines = [f"{method} {path} HTTP/1.1", f"Host: {place}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body and "Transfer-Encoding" not in (headers or {}):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def sent(address: str, data: bytes) -> Reply:
    """The reply to some bytes, read until the server closes the connection."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), ANSWERED_S) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # the server refused it before the end of it came
            line.sendall(data)
        return reply(_all(line))


def _all(line: socket.socket) -> bytes:
    received = bytearray()
    with suppress(ConnectionResetError):  # it closed while there was still something to be read
        while piece := line.recv(65_536):
            received += piece
    return bytes(received)


def reply(received: bytes) -> Reply:
    """The bytes of a reply, read."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Reply(int(first.split(" ")[1]) if first else 0, headers, body)


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """An application on a port of this computer, on connections of ours."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = uvicorn.Server(uvicorn.Config(app, http=Connection, ws="none", log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
