"""What a search reads from the record: words, and vectors. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.lexical import match_expression, quoted, terms

if TYPE_CHECKING:
    from ingest.vectors import FloatArray, Vectors

SCORE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the word search found; a higher score is better, and it is never negative."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A word that was asked for: how many current passages hold it, of how many, and which of those that were named do."""

    word: str
    passages: int
    of: int
    among: frozenset[str]


def lexical(
    connection: sqlite3.Connection, words: str, documents: Sequence[str] | None, limit: int, ids: Sequence[str] | None
) -> list[Found]:
    """Passages with any of the words, best first by BM25, ties by id."""
    expression = match_expression(words)
    if not expression:
        return []
    scope, chosen = _chosen({"p.document": documents, "p.id": ids})
    found = connection.execute(
        "SELECT p.id, round(-bm25(passage_words), ?) AS score FROM passage_words "
        f"JOIN current_passage p ON p.key = passage_words.rowid WHERE passage_words MATCH ? AND {scope} "
        "ORDER BY score DESC, p.id LIMIT ?",
        (SCORE_DECIMALS, expression, *chosen, limit),
    )
    return [Found(id, score) for id, score in found]


def occurrences(connection: sqlite3.Connection, words: str, ids: Sequence[str]) -> list[Occurrence]:
    """Where each of the words stands: in how many passages, of how many, and in which of those named."""
    keys = "SELECT id, key FROM current_passage WHERE id IN (SELECT value FROM json_each(?))"
    ids_by_key = {key: id for id, key in connection.execute(keys, (json.dumps(list(ids)),))}
    held = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
    counted = "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?"
    (total,) = connection.execute("SELECT count(*) FROM current_passage").fetchone()
    found = []
    for word in terms(words):
        among = connection.execute(held, (quoted(word), json.dumps(list(ids_by_key))))
        (passages,) = connection.execute(counted, (quoted(word),)).fetchone()
        found.append(Occurrence(word, passages, total, frozenset(ids_by_key[key] for (key,) in among)))
    return found


def vectors(connection: sqlite3.Connection, documents: Sequence[str] | None, ids: Sequence[str] | None) -> Vectors:
    """Passages' vectors, by document and place."""
    return _vectors(connection, "current_vector", "position", documents, ids)


def sentence_vectors(connection: sqlite3.Connection, documents: Sequence[str] | None, ids: Sequence[str] | None) -> Vectors:
    """The vectors of passages' sentences, by document, passage and place."""
    return _vectors(connection, "current_sentence_vector", "place, position", documents, ids)


def word_vectors(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, FloatArray]:
    """Passages' words' vectors by passage; one whose words were never embedded is left out."""
    from ingest.word_vectors import unpacked

    found = connection.execute(
        "SELECT id, value FROM current_word_vectors WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {id: unpacked(value) for id, value in found}


def _vectors(
    connection: sqlite3.Connection, view: str, order: str, documents: Sequence[str] | None, ids: Sequence[str] | None
) -> Vectors:
    from ingest.vectors import from_blobs

    scope, chosen = _chosen({"document": documents, "id": ids})
    query = f"SELECT id, value FROM {view} WHERE {scope} ORDER BY document, {order}"
    found = connection.execute(query, chosen).fetchall()
    return from_blobs([id for id, _ in found], [value for _, value in found])


def _chosen(columns: Mapping[str, Sequence[str] | None]) -> tuple[str, list[str]]:
    """A condition that keeps rows with a listed value in each column that has a list, and the values to bind to it."""
    listed = {column: json.dumps(list(values)) for column, values in columns.items() if values is not None}
    return " AND ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in listed) or "TRUE", list(listed.values())
