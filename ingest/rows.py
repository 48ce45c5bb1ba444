"""Rows of the record to the types that travel, and back. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from ingest.model import Clause, Document, DocumentInfo, Passage, SourceKind, Span

if TYPE_CHECKING:
    from ingest.vectors import FloatArray

VersionState = Literal["current", "standby", "superseded", "retired"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A version of a document, without its text.

    `state` is "standby" for a digest whose original has its place, `recipe` names the code that cut the text, `ingested_at`
    is UTC in ISO 8601. `clauses`, `passages` and `vectors` count what is stored: 0 once a superseded version was swept.
    """

    info: DocumentInfo
    kind: SourceKind
    sha256: str
    file: str
    version: int
    state: VersionState
    recipe: str
    pages: int | None
    warnings: tuple[str, ...]
    ingested_at: str
    clauses: int
    passages: int
    vectors: int


_STORED = """
    SELECT v.id, v.kind, v.sha256, v.file, v.recipe, v.info, v.pages, v.warnings, v.ingested_at,
        CASE WHEN v.id = d.current THEN 'current' WHEN v.retired_at IS NOT NULL THEN 'retired'
            WHEN EXISTS (SELECT 1 FROM live WHERE live.id = v.id) THEN 'standby' ELSE 'superseded' END AS state,
        (SELECT count(*) FROM clause c WHERE c.version = v.id) AS clauses,
        (SELECT count(*) FROM passage p WHERE p.version = v.id) AS passages,
        (SELECT count(*) FROM passage p JOIN state s JOIN vector x ON x.passage = p.key AND x.embedder = s.embedder
            WHERE p.version = v.id) AS vectors
    FROM version v JOIN document d ON d.id = v.document
"""
VECTOR_TABLES = ("vector", "sentence_vector", "word_vectors")
_PASSAGE = 'document, id, clause, heading, context, start, "end", page, text'


def stored_documents(connection: sqlite3.Connection, where: str, *values: object) -> tuple[StoredDocument, ...]:
    """Versions that meet a condition, by document, then oldest first."""
    rows = connection.execute(f"{_STORED} WHERE {where} ORDER BY v.document, v.id", values)
    return tuple(
        StoredDocument(
            info=DocumentInfo(**json.loads(row["info"])),
            kind=row["kind"],
            sha256=row["sha256"],
            file=row["file"],
            version=row["id"],
            state=row["state"],
            recipe=row["recipe"],
            pages=row["pages"],
            warnings=tuple(json.loads(row["warnings"])),
            ingested_at=row["ingested_at"],
            clauses=row["clauses"],
            passages=row["passages"],
            vectors=row["vectors"],
        )
        for row in rows.fetchall()
    )


def whole_document(connection: sqlite3.Connection, version: int) -> Document:
    """A version with its text, clauses and passages; it must not have been swept."""
    row = connection.execute("SELECT * FROM version WHERE id = ?", (version,)).fetchone()
    return Document(
        info=DocumentInfo(**json.loads(row["info"])),
        kind=row["kind"],
        sha256=row["sha256"],
        file=row["file"],
        text=row["text"],
        clauses=clauses_of(connection, version),
        passages=passages_of(connection, version),
        pages=row["pages"],
        warnings=tuple(json.loads(row["warnings"])),
    )


def clauses_of(connection: sqlite3.Connection, version: int) -> tuple[Clause, ...]:
    """A version's clauses in the document's order."""
    spans: dict[int, list[Span]] = {}
    for clause, start, end, page in connection.execute(
        'SELECT clause, start, "end", page FROM span WHERE version = ? ORDER BY clause, position', (version,)
    ):
        spans.setdefault(clause, []).append(Span(start, end, page))
    rows = connection.execute("SELECT * FROM clause WHERE version = ? ORDER BY position", (version,))
    return tuple(
        Clause(
            label=row["label"],
            heading=row["heading"],
            path=tuple(json.loads(row["path"])),
            kind=row["kind"],
            spans=tuple(spans.get(row["position"], ())),
            parent=row["parent"],
        )
        for row in rows
    )


def passages_of(connection: sqlite3.Connection, version: int) -> tuple[Passage, ...]:
    """A version's passages in the document's order."""
    rows = connection.execute(
        f"SELECT {_PASSAGE} FROM (SELECT p.*, v.document FROM passage p JOIN version v ON v.id = p.version) "
        "WHERE version = ? ORDER BY position",
        (version,),
    )
    return tuple(Passage(**dict(row)) for row in rows)


def current_passages(connection: sqlite3.Connection, ids: Sequence[str] | None) -> tuple[Passage, ...]:
    """Current passages: all by document and place, or those asked for, in the order asked; unknown ids are left out."""
    if ids is None:
        rows = connection.execute(f"SELECT {_PASSAGE} FROM current_passage ORDER BY document, position")
        return tuple(Passage(**dict(row)) for row in rows)
    chosen = connection.execute(
        f"SELECT {_PASSAGE} FROM current_passage WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    found = {row["id"]: Passage(**dict(row)) for row in chosen}
    return tuple(found[passage] for passage in ids if passage in found)


def insert_version(connection: sqlite3.Connection, document: Document, recipe: str, at: str) -> int:
    """Write a version whole, beside those that are there; nothing points to it yet."""
    connection.execute("INSERT OR IGNORE INTO document (id) VALUES (?)", (document.info.id,))
    version = connection.execute(
        "INSERT INTO version (document, kind, sha256, recipe, file, info, text, pages, warnings, ingested_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.info.id,
            document.kind,
            document.sha256,
            recipe,
            document.file,
            json.dumps(asdict(document.info)),
            document.text,
            document.pages,
            json.dumps(document.warnings),
            at,
        ),
    ).lastrowid
    assert version is not None
    _insert_clauses(connection, version, document.clauses)
    _insert_passages(connection, version, document.passages)
    return version


def _insert_clauses(connection: sqlite3.Connection, version: int, clauses: Iterable[Clause]) -> None:
    for position, clause in enumerate(clauses):
        connection.execute(
            "INSERT INTO clause VALUES (?, ?, ?, ?, ?, ?, ?)",
            (version, position, clause.label, clause.heading, json.dumps(clause.path), clause.kind, clause.parent),
        )
        connection.executemany(
            "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)",
            [(version, position, number, span.start, span.end, span.page) for number, span in enumerate(clause.spans)],
        )


def _insert_passages(connection: sqlite3.Connection, version: int, passages: Iterable[Passage]) -> None:
    connection.executemany(
        'INSERT INTO passage (version, position, id, clause, heading, context, start, "end", page, text) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (version, position, one.id, one.clause, one.heading, one.context, one.start, one.end, one.page, one.text)
            for position, one in enumerate(passages)
        ),
    )


def insert_vectors(
    connection: sqlite3.Connection,
    version: int,
    vectors: FloatArray,
    sentences: Sequence[FloatArray],
    words: Sequence[FloatArray],
    embedder: str,
) -> None:
    """Write a vector for each of a version's passages, in their order, and those of its sentences and words, if they are given.

    The first embedder becomes the library's.
    """
    from ingest.word_vectors import packed

    connection.execute("INSERT OR IGNORE INTO embedder (fingerprint) VALUES (?)", (embedder,))
    key = connection.execute("SELECT key FROM embedder WHERE fingerprint = ?", (embedder,)).fetchone()[0]
    passages = connection.execute("SELECT key FROM passage WHERE version = ? ORDER BY position", (version,)).fetchall()
    connection.executemany(
        "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
        [(key, passage, row.tobytes()) for (passage,), row in zip(passages, vectors, strict=True)],
    )
    connection.executemany("DELETE FROM sentence_vector WHERE embedder = ? AND passage = ?", [(key, p) for (p,) in passages])
    connection.executemany(
        "INSERT INTO sentence_vector VALUES (?, ?, ?, ?)",
        (
            (key, passage, position, row.tobytes())
            for (passage,), rows in zip(passages, sentences, strict=False)
            for position, row in enumerate(rows)
        ),
    )
    connection.executemany("DELETE FROM word_vectors WHERE embedder = ? AND passage = ?", [(key, p) for (p,) in passages])
    connection.executemany(
        "INSERT INTO word_vectors VALUES (?, ?, ?)",
        ((key, passage, packed(rows)) for (passage,), rows in zip(passages, words, strict=False)),
    )
    connection.execute("UPDATE state SET embedder = ? WHERE embedder IS NULL", (key,))


def elect(connection: sqlite3.Connection, document: str) -> None:
    """Make the live original current, else the live digest, else nothing; the word index follows."""
    before = connection.execute("SELECT current FROM document WHERE id = ?", (document,)).fetchone()[0]
    row = connection.execute(
        "SELECT id FROM live WHERE document = ? ORDER BY kind = 'original' DESC LIMIT 1", (document,)
    ).fetchone()
    after = row[0] if row else None
    if before == after:
        return
    connection.execute(
        "INSERT INTO passage_words (passage_words, rowid, text, context) "
        "SELECT 'delete', key, text, context FROM passage WHERE version = ?",
        (before,),
    )
    connection.execute("UPDATE document SET current = ? WHERE id = ?", (after, document))
    connection.execute(
        "INSERT INTO passage_words (rowid, text, context) SELECT key, text, context FROM passage WHERE version = ?", (after,)
    )


def sweep_versions(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Remove the content of versions that are neither current nor standing by; their rows stay, with the file's sha256."""
    rows = connection.execute("SELECT id FROM version WHERE text IS NOT NULL AND id NOT IN (SELECT id FROM live)").fetchall()
    for (version,) in rows:
        for table in VECTOR_TABLES:
            connection.execute(f"DELETE FROM {table} WHERE passage IN (SELECT key FROM passage WHERE version = ?)", (version,))
        for table in ("passage", "span", "clause"):
            connection.execute(f"DELETE FROM {table} WHERE version = ?", (version,))
        connection.execute("UPDATE version SET text = NULL WHERE id = ?", (version,))
    return tuple(version for (version,) in rows)
