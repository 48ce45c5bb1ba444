"""How often one client may ask: a bucket each that fills at an even pace. Pure; the time is given."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

CLIENTS_MOST = 20_000
BURST_SECONDS = 20


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_s: float


class Buckets:
    """A bucket for each client. It holds what `BURST_SECONDS` let through, so that a page with several requests is not stopped.

    The clients seen longest ago are forgotten when there are too many: a bucket not used for that long is full again anyway.
    """

    def __init__(self, per_minute: int, clients_most: int = CLIENTS_MOST) -> None:
        self._rate = per_minute / 60
        self._full = max(1.0, self._rate * BURST_SECONDS)
        self._most = clients_most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str, now_s: float) -> float:
        """Takes one token for a client. Gives 0 where there was one, else the seconds until there will be.

        >>> buckets = Buckets(per_minute=3)
        >>> buckets.take("a", 0.0), buckets.take("a", 0.0), buckets.take("b", 0.0), buckets.take("a", 20.0)
        (0.0, 20.0, 0.0, 0.0)
        """
        bucket = self._buckets.setdefault(client, _Bucket(self._full, now_s))
        self._buckets.move_to_end(client)
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._full, bucket.tokens + (now_s - bucket.at_s) * self._rate)
        bucket.at_s = now_s
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        return 0.0
