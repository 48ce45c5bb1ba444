"""The record: one SQLite file that holds all of a library, and the only store that counts.

A document is written in one transaction, beside the version it replaces; one pointer moves; what was superseded is removed
later by `sweep`. Readers see the library as it was when their snapshot began, while a writer works. The full-text index
is in the same file and the same transactions.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import known_questions, packs, reading, rows, schema
from ingest.audit import AuditCheck, AuditEntry, append, check
from ingest.checks import check_document, check_vectors
from ingest.known_questions import KnownQuestions
from ingest.lock import WriterLock
from ingest.model import Clause, Document, Passage
from ingest.packs import Confirmation, Pack
from ingest.reading import Found, Occurrence
from ingest.rows import StoredDocument

if TYPE_CHECKING:
    from ingest.vectors import FloatArray, Vectors

WAIT_S = 10.0


class Record:
    """A library that is open for reading, or for reading and writing. Threads may share one."""

    def __init__(self, index: Path, connection: sqlite3.Connection, lock: WriterLock | None, wait_s: float) -> None:
        self.index = index.absolute()
        self._path = self.index / schema.FILE_NAME
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._lock = lock
        self._wait_s = wait_s
        self._mutex = threading.RLock()
        self._file = _identity(self._path)

    @staticmethod
    def exists(index: Path) -> bool:
        """Whether the folder holds a record; it may still prove broken."""
        return (index / schema.FILE_NAME).is_file()

    @classmethod
    def open(cls, index: Path, *, write: bool = False, wait_s: float = WAIT_S) -> Record:
        """Open the library in a folder; a writer makes it where there is none, and is the only one until it closes.

        :raises LibraryBusy: another writer held it for all of `wait_s` seconds.
        :raises LibraryBroken: no library there (reading), not one of ours, written by a newer version, or unreadable.
        """
        lock = WriterLock(index, wait_s=wait_s) if write else None
        try:
            return cls(index, schema.connect(index, write=write, wait_s=wait_s), lock, wait_s)
        except BaseException:
            if lock:
                lock.release()
            raise

    @property
    def writable(self) -> bool:
        """Whether this is the library's one writer."""
        return self._lock is not None

    def in_place(self) -> bool:
        """Whether the file that is open still is the library's: it may have been taken away, or another put in its place."""
        return self._file is not None and _identity(self._path) == self._file

    def close(self) -> None:
        """Close the file and let the next writer in."""
        with self._mutex:
            self._connection.close()
            if self._lock:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Record]:
        """All that is read inside sees one state of the library, whatever a writer does meanwhile."""
        with self._mutex, schema.translated(self._path):
            if self._connection.in_transaction:
                yield self
                return
            self._connection.execute("BEGIN")
            try:
                yield self
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if not self._lock:
            raise ValueError("this record was opened for reading")
        with self._mutex, _writing(self._connection, self._path):
            yield self._connection

    def publish(
        self,
        document: Document,
        vectors: FloatArray | None,
        embedder: str,
        *,
        sentences: Sequence[FloatArray] = (),
        words: Sequence[FloatArray] = (),
        recipe: str = "",
        packs: Sequence[Pack] | None = None,
    ) -> int:
        """Write a document as the newest version of its kind, whole or not at all; returns the version's id.

        An original takes its digest's place; a digest that is published while an original is current stands by.
        `vectors` has a row for each passage, of length 1, or is None where they come later (`put_vectors`). `sentences` has an array of
        the like for each passage, a row a sentence, and `words` a row a word; without them, passages are scored by their own
        vectors alone. `packs` take the place of the document's packs in the same transaction; None leaves those it has.

        :raises ValueError: passages that are not the text's own words or cite no clause, or vectors that do not match them.
        """
        check_document(document)
        check_vectors(vectors, sentences, words, len(document.passages))
        with self._transaction() as connection:
            version = rows.insert_version(connection, document, recipe, _now())
            if vectors is not None:
                rows.insert_vectors(connection, version, vectors, sentences, words, embedder)
            rows.elect(connection, document.info.id)
            self._moved(connection)
            detail = {"document": document.info.id, "kind": document.kind, "sha256": document.sha256, "version": version}
            append(connection, "publish", detail, _now())
            if packs is not None:
                self._put_packs(connection, document.info.id, packs)
        return version

    def retire(self, document: str) -> None:
        """Take a document's current version out of use; the digest that stood by an original comes back.

        :raises LookupError: no such document is current.
        """
        with self._transaction() as connection:
            version = _current(connection, document)
            connection.execute("UPDATE version SET retired_at = ? WHERE id = ?", (_now(), version))
            rows.elect(connection, document)
            self._moved(connection)
            append(connection, "retire", {"document": document, "version": version}, _now())

    def sweep(self) -> tuple[int, ...]:
        """Remove what no reader can come upon any more: superseded versions' content, and vectors of another embedder."""
        with self._transaction() as connection:
            swept = rows.sweep_versions(connection)
            for table in rows.VECTOR_TABLES:
                connection.execute(f"DELETE FROM {table} WHERE embedder <> (SELECT embedder FROM state)")
            if swept:
                append(connection, "sweep", {"versions": swept}, _now())
        return swept

    def put_vectors(
        self,
        version: int,
        vectors: FloatArray,
        embedder: str,
        *,
        sentences: Sequence[FloatArray] = (),
        words: Sequence[FloatArray] = (),
    ) -> None:
        """Add the vectors of one embedder to a version that is stored, as for `publish`.

        :raises ValueError: as many rows as the version has passages were expected, each finite.
        """
        with self._transaction() as connection:
            count = connection.execute("SELECT count(*) FROM passage WHERE version = ?", (version,)).fetchone()[0]
            check_vectors(vectors, sentences, words, count)
            rows.insert_vectors(connection, version, vectors, sentences, words, embedder)
            self._moved(connection)

    def without_vectors(self, embedder: str) -> tuple[int, ...]:
        """Versions in use, some of whose passages have no vector of this embedder."""
        with self.snapshot():
            found = self._connection.execute(
                "SELECT DISTINCT v.id FROM live v JOIN passage p ON p.version = v.id WHERE NOT EXISTS (SELECT 1 FROM vector x "
                "JOIN embedder e ON e.key = x.embedder AND e.fingerprint = ? WHERE x.passage = p.key) ORDER BY v.id",
                (embedder,),
            )
            return tuple(version for (version,) in found)

    def adopt(self, embedder: str) -> None:
        """Make one embedder's vectors those that are searched; all versions in use must have them.

        :raises ValueError: some version lacks them.
        """
        if missing := self.without_vectors(embedder):
            raise ValueError(f"versions {missing} have no vectors of {embedder}")
        if embedder == self.embedder():
            return
        with self._transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO embedder (fingerprint) VALUES (?)", (embedder,))
            connection.execute("UPDATE state SET embedder = (SELECT key FROM embedder WHERE fingerprint = ?)", (embedder,))
            self._moved(connection)
            append(connection, "adopt", {"embedder": embedder}, _now())

    def _moved(self, connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE state SET generation = generation + 1")

    def generation(self) -> int:
        """A number that grows with every change that readers can see."""
        with self.snapshot():
            return int(self._connection.execute("SELECT generation FROM state").fetchone()[0])

    def vector_state(self) -> str:
        """A sha256 that changes with what vector search can find: a copy that carries it is up to date."""
        with self.snapshot():
            found = [(one.version, one.sha256, one.recipe, one.ingested_at, one.vectors) for one in self.documents()]
            return sha256(json.dumps([self.embedder(), found]).encode()).hexdigest()

    def embedder(self) -> str | None:
        """Fingerprint of the embedder whose vectors are searched; None before the first."""
        with self.snapshot():
            chosen = "SELECT fingerprint FROM embedder e JOIN state s ON s.embedder = e.key"
            row = self._connection.execute(chosen).fetchone()
        return str(row[0]) if row else None

    def documents(self) -> tuple[StoredDocument, ...]:
        """The current version of each document, by document id."""
        with self.snapshot():
            return rows.stored_documents(self._connection, "v.id = d.current")

    def versions(self, document: str | None = None, *, file_sha256: str | None = None) -> tuple[StoredDocument, ...]:
        """Every version that was ever taken in, oldest first; of one document, or from one file."""
        where = "(?1 IS NULL OR v.document = ?1) AND (?2 IS NULL OR v.sha256 = ?2)"
        with self.snapshot():
            return rows.stored_documents(self._connection, where, document, file_sha256)

    def document(self, document: str, *, version: int | None = None) -> Document:
        """A document whole, as it is current, or one of its versions while its content is kept.

        :raises LookupError: no such document, or no such version with its content.
        """
        with self.snapshot():
            if version is None:
                return rows.whole_document(self._connection, _current(self._connection, document))
            kept = "SELECT 1 FROM version WHERE id = ? AND document = ? AND text IS NOT NULL"
            if not self._connection.execute(kept, (version, document)).fetchone():
                raise LookupError(f"version {version} of {document!r} is not kept in the library")
            return rows.whole_document(self._connection, version)

    def text(self, document: str) -> str:
        """The current text of a document. :raises LookupError: no such document."""
        with self.snapshot():
            version = _current(self._connection, document)
            return str(self._connection.execute("SELECT text FROM version WHERE id = ?", (version,)).fetchone()[0])

    def clauses(self, document: str) -> tuple[Clause, ...]:
        """A document's clauses in order. :raises LookupError: no such document."""
        with self.snapshot():
            return rows.clauses_of(self._connection, _current(self._connection, document))

    def passages(self, ids: Sequence[str] | None = None) -> tuple[Passage, ...]:
        """Current passages: all, by document and place; or those asked for, in that order, those not current left out."""
        with self.snapshot():
            return rows.current_passages(self._connection, ids)

    def passage(self, id: str) -> Passage:
        """One current passage. :raises LookupError: none has that id."""
        found = self.passages([id])
        if not found:
            raise LookupError(f"no current passage {id!r}")
        return found[0]

    def lexical(
        self, words: str, documents: Sequence[str] | None = None, limit: int = 50, *, ids: Sequence[str] | None = None
    ) -> list[Found]:
        """Current passages with any of the words, best first by BM25 over text and context, ties by id.

        Any text is safe to pass. `documents` are the ids of those to search in, `ids` those of the passages; None for all.
        """
        with self.snapshot():
            return reading.lexical(self._connection, words, documents, limit, ids)

    def occurrences(self, words: str, ids: Sequence[str]) -> list[Occurrence]:
        """Where each of the words worth looking for stands, in text or context, under the stems of the word index."""
        with self.snapshot():
            return reading.occurrences(self._connection, words, ids)

    def vectors(self, documents: Sequence[str] | None = None, *, ids: Sequence[str] | None = None) -> Vectors:
        """The current passages' vectors by document and place: all, those of some documents, or those of some passages."""
        with self.snapshot():
            return reading.vectors(self._connection, documents, ids)

    def sentence_vectors(self, documents: Sequence[str] | None = None, *, ids: Sequence[str] | None = None) -> Vectors:
        """As `vectors`, with those of the passages' sentences: an id stands once for each sentence of its passage."""
        with self.snapshot():
            return reading.sentence_vectors(self._connection, documents, ids)

    def word_vectors(self, ids: Sequence[str]) -> dict[str, FloatArray]:
        """Some current passages' words' vectors, a row a word; one whose words were never embedded is left out."""
        with self.snapshot():
            return reading.word_vectors(self._connection, ids)

    def packs(self) -> tuple[Pack, ...]:
        """The rule packs in use, by document and name."""
        with self.snapshot():
            return packs.current(self._connection)

    def put_packs(self, document: str, wanted: Iterable[Pack]) -> None:
        """Make these the packs of a document, in place of those it had; the same packs again change nothing."""
        new = tuple(sorted(wanted, key=lambda pack: pack.name))
        if new == tuple(pack for pack in self.packs() if pack.document == document):
            return
        with self._transaction() as connection:
            self._put_packs(connection, document, new)

    def _put_packs(self, connection: sqlite3.Connection, document: str, new: Sequence[Pack]) -> None:
        packs.put(connection, document, new)
        self._moved(connection)
        detail = {pack.name: {"sha256": pack.sha256, "state": pack.state} for pack in new}
        append(connection, "packs", {"document": document, "packs": detail}, _now())

    def known_questions(self) -> tuple[KnownQuestions, ...]:
        """The questions that are known to be asked of the documents, a list a document."""
        with self.snapshot():
            return known_questions.current(self._connection)

    def known_question_sums(self) -> dict[str, tuple[str, str]]:
        """Of each document with such a list, the sha256 of its file and what encoded it."""
        with self.snapshot():
            return known_questions.sums(self._connection)

    def put_known_questions(self, document: str, known: KnownQuestions | None) -> None:
        """Make this the document's list of known questions, in place of the one it had; None leaves it without one."""
        with self._transaction() as connection:
            if known:
                known_questions.put(connection, known)
            else:
                known_questions.drop(connection, document)
            self._moved(connection)
            detail = {
                "document": document,
                "sha256": known.sha256 if known else None,
                "count": len(known.texts) if known else 0,
            }
            append(connection, "known_questions", detail, _now())

    def places(self) -> dict[str, tuple[str, str]]:
        """The document and the clause of each current passage, by the passage's id."""
        with self.snapshot():
            found = self._connection.execute("SELECT id, document, clause FROM current_passage")
            return {row[0]: (row[1], row[2]) for row in found}

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Who confirmed the packs in use, oldest first; packs that came with the corpus have none."""
        with self.snapshot():
            return packs.confirmations(self._connection)

    def confirm(self, document: str, name: str, *, by: str, note: str = "", wanted: Sequence[Pack] = ()) -> None:
        """Note that a person has confirmed a pack; `wanted` first takes the place of the document's packs, in the same transaction.

        :raises LookupError: no such pack.
        """
        with self._transaction() as connection:
            if wanted:
                packs.put(connection, document, wanted)
            confirmed = packs.confirm(connection, document, name, by, _now(), note)
            self._moved(connection)
            detail = {"document": document, "pack": name, "sha256": confirmed, "by": by, "note": note}
            append(connection, "confirm", detail, _now())

    def audit(self, event: str, detail: object) -> None:
        """Add an entry to the audit; a reader may, beside a writer. :raises LibraryBusy: no turn came within the wait."""
        with schema.translated(self._path):
            own = sqlite3.connect(self._path, timeout=self._wait_s, isolation_level=None)
        try:
            own.execute("PRAGMA synchronous = FULL")
            with _writing(own, self._path):
                append(own, event, detail, _now())
        finally:
            own.close()

    def audit_entries(self) -> tuple[AuditEntry, ...]:
        """All that was noted, oldest first."""
        with self.snapshot():
            found = self._connection.execute("SELECT id, at, event, detail, sha256 FROM audit ORDER BY id")
            return tuple(AuditEntry(*row) for row in found)

    def audit_verify(self) -> AuditCheck:
        """Whether each entry follows from the one before it."""
        return check(self.audit_entries())

    def digest(self) -> dict[str, dict[str, object]]:
        """A count and a sha256 of the current documents, clauses, passages, vectors, packs and lists of known questions.

        Computed from content in a stable order, without row numbers, times or file names: libraries of one content agree.
        """
        from ingest.vectors import hash_of

        with self.snapshot():
            documents = [self.document(stored.info.id) for stored in self.documents()]
            vectors, sentences, in_use = self.vectors(), self.sentence_vectors(), self.packs()
            lists = self.known_questions()
        return {
            "documents": _summed([asdict(one.info), one.kind, one.sha256, one.pages, one.text] for one in documents),
            "clauses": _summed([one.info.id, asdict(clause)] for one in documents for clause in one.clauses),
            "passages": _summed(asdict(passage) for one in documents for passage in one.passages),
            "vectors": {"count": len(vectors.ids), "sha256": hash_of(vectors)},
            "sentence_vectors": {"count": len(sentences.ids), "sha256": hash_of(sentences)},
            "packs": _summed([asdict(pack)] for pack in in_use),
            "known_questions": _summed([one.document, one.sha256, one.encoder, one.clauses, one.texts] for one in lists),
        }


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of it or nothing."""
    with schema.translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk ends it by itself
                connection.execute("ROLLBACK")
            raise


def _current(connection: sqlite3.Connection, document: str) -> int:
    row = connection.execute("SELECT current FROM document WHERE id = ?", (document,)).fetchone()
    if not row or row[0] is None:
        raise LookupError(f"no document {document!r} in the library")
    return int(row[0])


def _summed(items: Iterable[object]) -> dict[str, object]:
    total, count = sha256(), 0
    for count, item in enumerate(items, start=1):  # noqa: B007 - the count is what is wanted
        total.update(json.dumps(item, sort_keys=True, ensure_ascii=True).encode() + b"\n")
    return {"count": count, "sha256": total.hexdigest()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
