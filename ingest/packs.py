"""Rule packs in the record: kept as they were given, with who confirmed them. Each function runs in its caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

PackState = Literal["draft", "confirmed"]


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack as it is stored: the YAML, and whether it may be used. `document` is what it was drawn from."""

    document: str
    name: str
    yaml: str
    state: PackState = "confirmed"

    @property
    def sha256(self) -> str:
        return sha256(self.yaml.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed a pack that is in use, and when (UTC, ISO 8601); `sha256` is of the text that was confirmed."""

    document: str
    name: str
    sha256: str
    by: str
    at: str
    note: str


def confirmations(connection: sqlite3.Connection) -> tuple[Confirmation, ...]:
    """Every confirmation of the packs in use, oldest first."""
    found = connection.execute(
        "SELECT p.document, p.name, p.sha256, c.confirmed_by, c.confirmed_at, c.note FROM confirmation c "
        "JOIN pack p ON p.id = c.pack WHERE p.current = 1 AND p.state = 'confirmed' ORDER BY c.id"
    )
    return tuple(Confirmation(*row) for row in found)


def current(connection: sqlite3.Connection) -> tuple[Pack, ...]:
    """The packs in use, by document and name."""
    found = connection.execute("SELECT document, name, yaml, state FROM pack WHERE current = 1 ORDER BY document, name")
    return tuple(Pack(*row) for row in found)


def put(connection: sqlite3.Connection, document: str, packs: Iterable[Pack]) -> None:
    """Make these the packs in use of a document; what was there before is kept out of use."""
    connection.execute("UPDATE pack SET current = 0 WHERE document = ?", (document,))
    connection.executemany(
        "INSERT INTO pack (document, name, sha256, yaml, state, current) VALUES (?, ?, ?, ?, ?, 1) "
        "ON CONFLICT (document, name, sha256) DO UPDATE SET current = 1, state = excluded.state",
        [(document, pack.name, pack.sha256, pack.yaml, pack.state) for pack in packs],
    )


def confirm(connection: sqlite3.Connection, document: str, name: str, by: str, at: str, note: str) -> str:
    """Mark a pack in use as confirmed, and by whom; returns its sha256. :raises LookupError: no such pack."""
    chosen = "SELECT id, sha256 FROM pack WHERE document = ? AND name = ? AND current = 1"
    row = connection.execute(chosen, (document, name)).fetchone()
    if not row:
        raise LookupError(f"no pack {name!r} of {document!r} in the library")
    connection.execute("UPDATE pack SET state = 'confirmed' WHERE id = ?", (row["id"],))
    connection.execute("INSERT INTO confirmation VALUES (NULL, ?, ?, ?, ?)", (row["id"], by, at, note))
    return str(row["sha256"])
