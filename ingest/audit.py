"""The audit's hash chain: each entry's sha256 covers the one before, so that no entry can be altered, moved or taken out
from between others unseen. Entries cut off the end leave a valid, shorter chain: keep the last sha256 elsewhere to see that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that happened; `at` is UTC in ISO 8601, `detail` JSON, `sha256` over this entry and the one before."""

    id: int
    at: str
    event: str
    detail: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """How many entries were checked, the last one's sha256, and the id of the first that does not follow."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def chained(previous: str, number: int, at: str, event: str, detail: str) -> str:
    """The sha256 of an entry, over the sha256 of the one before ("" for the first).

    >>> chained("", 1, "2026-01-02T03:04:05Z", "publish", "{}") == chained("", 1, "2026-01-02T03:04:05Z", "publish", "{}")
    True
    """
    return sha256(json.dumps([previous, number, at, event, detail], ensure_ascii=True).encode()).hexdigest()


def check(entries: Iterable[AuditEntry]) -> AuditCheck:
    """Follow the chain from the first entry; entries count from 1 without a gap."""
    head, count = "", 0
    for entry in entries:
        count += 1
        if entry.id != count or entry.sha256 != chained(head, count, entry.at, entry.event, entry.detail):
            return AuditCheck(count, head, entry.id)
        head = entry.sha256
    return AuditCheck(count, head, None)


def append(connection: sqlite3.Connection, event: str, detail: object, at: str) -> None:
    """Add an entry to the chain, inside the caller's transaction; `detail` must go into JSON."""
    last = connection.execute("SELECT id, sha256 FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, "")
    written = json.dumps(detail, sort_keys=True)
    row = (number, at, event, written, chained(previous, number, at, event, written))
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?)", row)
