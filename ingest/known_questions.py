"""Questions that people ask of a document, each with the clause that settles it or with none, their vectors (docs/adr/0014), and what
tells from them which clause settles another (docs/adr/0016).

Kept as they were given, one list a document. Each function on a connection runs in its caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ingest.vectors import FloatArray

SOFTNESS = 0.08
"""How far the questions around the nearest count with it: from nought, the nearest alone, to all alike (docs/adr/0014)."""
DECIMALS = 4
"""A cosine is rounded to so many: a vector is kept at a byte a number, and the last bits of a sum differ between processors."""
TABLES = """
CREATE TABLE IF NOT EXISTS known_questions (
    document TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    encoder TEXT NOT NULL,
    questions TEXT NOT NULL,
    vectors BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS clause_classifiers (
    document TEXT PRIMARY KEY,
    classifier BLOB NOT NULL);
"""


@dataclass(frozen=True)
class KnownQuestions:
    """A document's list. `clauses` has, for each text, the label of the clause that settles it, empty where none does.

    `sha256` is of the file that the list stands in, `encoder` tells what made the vectors (float32, a row a text, rows of length 1 to
    within 1/254 of their largest number) and the classifier (as its reader packs it; empty where there is none).
    """

    document: str
    sha256: str
    encoder: str
    clauses: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: FloatArray
    classifier: bytes = b""

    def near(self, question: FloatArray) -> Near:
        """How near the questions of the list are to a question's vector."""
        import numpy as np

        cosines = self.vectors @ question
        labels, starts, settled = self._laid_out
        nearest = (
            dict(zip(labels, np.maximum.reduceat(cosines[self._by_clause], starts).tolist(), strict=True)) if labels else {}
        )
        unsettled = nearest.pop("", 0.0)
        return Near(
            {clause: _rounded(cosine) for clause, cosine in nearest.items()},
            _rounded(unsettled),
            _rounded(soft_mean(cosines[settled].astype(np.float64))),
            _rounded(soft_mean(cosines[~settled].astype(np.float64))),
        )

    @cached_property
    def _by_clause(self) -> npt.NDArray[np.intp]:
        """The places of the questions, those of one clause beside each other."""
        import numpy as np

        return np.array(sorted(range(len(self.clauses)), key=self.clauses.__getitem__), dtype=np.intp)

    @cached_property
    def _laid_out(self) -> tuple[list[str], list[int], npt.NDArray[np.bool_]]:
        """The clauses in order, where each one's questions begin in that order, and which questions some clause settles."""
        import numpy as np

        ordered = [self.clauses[place] for place in self._by_clause]
        starts = [place for place, label in enumerate(ordered) if place == 0 or ordered[place - 1] != label]
        return [ordered[place] for place in starts], starts, np.array([bool(label) for label in self.clauses], dtype=bool)


@dataclass(frozen=True, slots=True)
class Near:
    """How near a document's known questions are to one that is asked, as cosines.

    `clauses` is the nearest of each clause, `unsettled` the nearest that none settles, 0 where none is listed. `around_settled` and
    `around_unsettled` are soft means of those that some clause settles and of those that none does: one alone may be near by its form,
    and many are near by their matter.
    """

    clauses: dict[str, float]
    unsettled: float
    around_settled: float
    around_unsettled: float

    @property
    def settled(self) -> float:
        """The nearest that a clause settles; 0 where none is listed."""
        return max(self.clauses.values(), default=0.0)

    @property
    def is_settled(self) -> bool:
        """Whether the nearest of all is one that a clause settles."""
        return self.settled > self.unsettled


def soft_mean(cosines: npt.NDArray[np.float64]) -> float:
    """The mean of their exponentials over `SOFTNESS`, taken back by the logarithm: near the highest, nearer with more beside it; 0 of none.

    >>> import numpy as np
    >>> round(soft_mean(np.array([0.5, 0.5])), 3), round(soft_mean(np.array([0.5, 0.1])), 3)
    (0.5, 0.445)
    """
    import numpy as np

    if not len(cosines):
        return 0.0
    return float(SOFTNESS * (np.logaddexp.reduce(cosines / SOFTNESS) - np.log(len(cosines))))


def _rounded(cosine: float) -> float:
    return round(cosine, DECIMALS)


def put(connection: sqlite3.Connection, known: KnownQuestions) -> None:
    """Make this the document's list, in place of the one it had."""
    from ingest.word_vectors import packed

    connection.execute(
        "INSERT OR REPLACE INTO known_questions VALUES (?, ?, ?, ?, ?)",
        (
            known.document,
            known.sha256,
            known.encoder,
            json.dumps([known.clauses, known.texts], ensure_ascii=False),
            packed(known.vectors),
        ),
    )
    connection.execute("INSERT OR REPLACE INTO clause_classifiers VALUES (?, ?)", (known.document, known.classifier))


def drop(connection: sqlite3.Connection, document: str) -> None:
    """Leave a document without a list."""
    connection.execute("DELETE FROM known_questions WHERE document = ?", (document,))
    connection.execute("DELETE FROM clause_classifiers WHERE document = ?", (document,))


def sums(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Of each document with a list, the sha256 of its file and what encoded it. None in a record that was made before there were lists."""
    if not _has_table(connection):
        return {}
    return {row[0]: (row[1], row[2]) for row in connection.execute("SELECT document, sha256, encoder FROM known_questions")}


def current(connection: sqlite3.Connection) -> tuple[KnownQuestions, ...]:
    """Every list, by document."""
    from ingest.word_vectors import unpacked

    if not _has_table(connection):
        return ()
    found = connection.execute("SELECT document, sha256, encoder, questions, vectors FROM known_questions ORDER BY document")
    classifiers = _classifiers(connection)
    lists = []
    for document, sha256, encoder, questions, vectors in found:
        clauses, texts = json.loads(questions)
        classifier = classifiers.get(document, b"")
        lists.append(KnownQuestions(document, sha256, encoder, tuple(clauses), tuple(texts), unpacked(vectors), classifier))
    return tuple(lists)


def _classifiers(connection: sqlite3.Connection) -> dict[str, bytes]:
    """By document. None in a record that was made before there were classifiers."""
    if not _has_table(connection, "clause_classifiers"):
        return {}
    return dict(connection.execute("SELECT document, classifier FROM clause_classifiers"))


def _has_table(connection: sqlite3.Connection, name: str = "known_questions") -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None
