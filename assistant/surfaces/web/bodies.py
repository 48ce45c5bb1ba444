"""A request's body as it comes in: stopped where it grows too large, or comes so slowly that it only holds a place.

Not every client says its length beforehand, and none has to say how fast it will send.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import anyio
from starlette.types import Message, Receive

from assistant.surfaces.door import Refused

GRACE_S, LEAST_BYTES_A_S = 20.0, 10_000.0
"""A body may take so long, and a second more for so many bytes of it that came: the slowest line that a file is sent over is faster."""


class Incoming:
    """The body of one request. `refused` is why it was stopped, None while it was not.

    What reads the body may wrap an error, or turn it into one of its own; whoever stands in front looks at `refused` instead.
    """

    def __init__(self, receive: Receive, path: str, limit_bytes: int, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._receive, self._path, self._limit_bytes, self._clock_s = receive, path, limit_bytes, clock_s
        self._begun_s, self._seen_bytes, self._whole = clock_s(), 0, False
        self.refused: Refused | None = None

    async def receive(self) -> Message:
        """The next piece. :raises Refused: 413 where it is too large, 400 where it comes too slowly."""
        if self._whole:
            return await self._receive()
        with anyio.move_on_after(self._left_s()) as waiting:
            message = await self._receive()
        if waiting.cancelled_caught:
            raise self._stopped(Refused(400, "the body of the request came too slowly", "too_slow", {"Connection": "close"}))
        self._seen_bytes += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._seen_bytes > self._limit_bytes:
            raise self._stopped(too_large(self._path, self._limit_bytes))
        return message

    def _left_s(self) -> float:
        allowed_s = GRACE_S + self._seen_bytes / LEAST_BYTES_A_S
        return max(self._begun_s + allowed_s - self._clock_s(), 0.0)

    def _stopped(self, refused: Refused) -> Refused:
        self.refused = refused
        return refused


def too_large(path: str, limit_bytes: int) -> Refused:
    """The refusal of a body over the limit."""
    return Refused(413, f"the request is over {limit_bytes:,} bytes, the most for {path[:80]}")
