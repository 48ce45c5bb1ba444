"""One connection of the server: closed where the head of a request does not come in time, and a request that is none gets our own refusal.

The web server waits for ever for a head, so that a few hundred connections on which nothing is sent would keep everybody else out. The
body's pace is watched in `bodies`.
"""

from __future__ import annotations

import json
from asyncio import Transport
from asyncio.events import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.surfaces.door import Refused, body_of

HEAD_S = 20.0
HEAD_LIMIT_BYTES = 65_536
"""As much as other servers take: a request line and headers of ours have a few hundred bytes."""
TOO_LONG = f"the head of the request is over {HEAD_LIMIT_BYTES:,} bytes"


class Connection(HttpToolsProtocol):
    """The web server's own connection, with a time and a size for each head."""

    _waiting: TimerHandle | None = None
    _in_head, _head_bytes, _heads = True, 0, 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        began_in_head, heads = self._in_head, self._heads
        if began_in_head and self._waiting is None:
            self._wait()
        super().data_received(data)
        if began_in_head and self._heads == heads:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_LIMIT_BYTES and not self.transport.is_closing():
                self.send_400_response(TOO_LONG)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self._in_head, self._head_bytes, self._heads = False, 0, self._heads + 1
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > HEAD_LIMIT_BYTES:
            raise ValueError(TOO_LONG)  # the parser stops here, and the client is told that this is no request
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_head = True

    def send_400_response(self, msg: str) -> None:
        refused = Refused(400, msg)
        body = json.dumps(body_of(refused)).encode()
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_S, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None
