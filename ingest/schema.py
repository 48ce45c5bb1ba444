"""The tables of the record, and opening the file that holds them.

A document has versions; one row of `document` says which is current. `live` is the newest version of each kind that was
not retired: the current one, and a digest that stands by while an original has its place. The word index reads the
current passages only, so that what was superseded neither surfaces nor weighs on the scores.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import known_questions
from ingest.errors import LibraryBroken, LibraryBusy, NoLibrary

FILE_NAME = "record.sqlite3"
APPLICATION_ID = 0x436C7365  # "Clse"
SCHEMA_VERSION = 3

TABLES = """
CREATE TABLE state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    generation INTEGER NOT NULL,
    embedder INTEGER REFERENCES embedder (key));
CREATE TABLE embedder (key INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE);
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    current INTEGER UNIQUE REFERENCES version (id));
CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL CHECK (kind IN ('original', 'digest')),
    sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL,
    file TEXT NOT NULL,
    info TEXT NOT NULL,
    text TEXT,
    pages INTEGER,
    warnings TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    retired_at TEXT);
CREATE INDEX version_of ON version (document, kind, id);
CREATE INDEX version_sha256 ON version (sha256);
CREATE TABLE clause (
    version INTEGER NOT NULL REFERENCES version (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    heading TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT,
    PRIMARY KEY (version, position)) WITHOUT ROWID;
CREATE UNIQUE INDEX clause_label ON clause (version, label) WHERE label <> '';
CREATE TABLE span (
    version INTEGER NOT NULL,
    clause INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    PRIMARY KEY (version, clause, position),
    FOREIGN KEY (version, clause) REFERENCES clause (version, position)) WITHOUT ROWID;
CREATE TABLE passage (
    key INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    clause TEXT NOT NULL,
    heading TEXT NOT NULL,
    context TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    text TEXT NOT NULL,
    UNIQUE (version, position));
CREATE UNIQUE INDEX passage_id ON passage (id, version);
CREATE TABLE vector (
    embedder INTEGER NOT NULL REFERENCES embedder (key),
    passage INTEGER NOT NULL REFERENCES passage (key),
    value BLOB NOT NULL,
    UNIQUE (passage, embedder));
CREATE TABLE sentence_vector (
    embedder INTEGER NOT NULL REFERENCES embedder (key),
    passage INTEGER NOT NULL REFERENCES passage (key),
    position INTEGER NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (passage, embedder, position));
CREATE TABLE word_vectors (
    embedder INTEGER NOT NULL REFERENCES embedder (key),
    passage INTEGER NOT NULL REFERENCES passage (key),
    value BLOB NOT NULL,
    UNIQUE (passage, embedder));
CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    yaml TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'confirmed')),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    UNIQUE (document, name, sha256));
CREATE UNIQUE INDEX pack_current ON pack (document, name) WHERE current = 1;
CREATE TABLE confirmation (
    id INTEGER PRIMARY KEY,
    pack INTEGER NOT NULL REFERENCES pack (id),
    confirmed_by TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    note TEXT NOT NULL);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL,
    sha256 TEXT NOT NULL);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE VIEW live AS
    SELECT v.* FROM version v WHERE v.retired_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM version n WHERE n.document = v.document AND n.kind = v.kind AND n.id > v.id);
CREATE VIEW current_passage AS
    SELECT p.*, d.id AS document FROM passage p JOIN document d ON d.current = p.version;
CREATE VIEW current_vector AS
    SELECT p.id, p.document, p.position, x.value FROM current_passage p
    JOIN state s JOIN vector x ON x.passage = p.key AND x.embedder = s.embedder;
CREATE VIEW current_sentence_vector AS
    SELECT p.id, p.document, p.position AS place, x.position, x.value FROM current_passage p
    JOIN state s JOIN sentence_vector x ON x.passage = p.key AND x.embedder = s.embedder;
CREATE VIEW current_word_vectors AS
    SELECT p.id, p.document, x.value FROM current_passage p
    JOIN state s JOIN word_vectors x ON x.passage = p.key AND x.embedder = s.embedder;
CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, context, content = 'current_passage', content_rowid = 'key', tokenize = 'porter unicode61');

INSERT INTO state VALUES (1, 0, NULL);
"""

ADDED = known_questions.TABLES
"""Tables that came after form 3 was out: a writer adds them to a library that lacks them, and a reader does without."""


def connect(index: Path, *, write: bool, wait_s: float) -> sqlite3.Connection:
    """Open the record in the index folder; a writer makes the tables where there are none.

    :raises LibraryBroken: no library there (reading), not a database, not one of ours, or written by a newer version.
    :raises LibraryBusy: another process held the file for all of `wait_s` seconds.
    """
    path = index / FILE_NAME
    if not write and not path.is_file():
        raise NoLibrary(f"{index}: no library here yet; make one with: clausewise ingest")
    with translated(path):
        connection = _open(path, write, wait_s)
        try:
            _set_up(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, write: bool, wait_s: float) -> sqlite3.Connection:
    mode = "mode=rwc" if write else _read_mode(path)
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False
    )


def _read_mode(path: Path) -> str:
    """A file on a read-only disk cannot change, and is read without the side files that reading beside a writer takes."""
    unwritable = not os.access(path.parent, os.W_OK)
    return "mode=ro&immutable=1" if unwritable and not path.with_name(f"{path.name}-wal").exists() else "mode=ro"


def _set_up(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and not write:
        raise NoLibrary(f"{path}: the library is empty; fill it with: clausewise ingest")
    if not empty:
        _check(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    if empty:
        _create(connection)
    if write:
        connection.executescript(ADDED)


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; {TABLES} COMMIT;"
    )


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryBroken(f"{path}: not a Clausewise library; name another folder with --index, or move this file away")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != SCHEMA_VERSION:
        raise LibraryBroken(
            f"{path}: written in form {found}, this version reads form {SCHEMA_VERSION}; use that version or another --index"
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours: one line that names the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(f"{path}: another process is writing to the library; try again when it has finished") from error
        raise LibraryBroken(f"{path}: cannot be used ({error}); check the folder's permissions and free space") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise LibraryBroken(f"{path}: cannot be read as a library ({error}); move it away and ingest again") from error
