"""Question to passages: a dense and a lexical leg, fused by score, within the documents in scope.

Candidates come from the vector store and from the word index; both are scored again exactly from the record, fused, rounded,
and tied by passage id, so that the same library gives the same passages on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.embed import Embedder
from ingest.model import Passage
from ingest.record import Record
from ingest.vectors import FloatArray, nearest

CANDIDATES = 50
LEXICAL_SHARE = 0.3
SCORE_DECIMALS = 6


class VectorStore(Protocol):
    """What the dense leg is put to: ids of passages near a vector, nearest first."""

    def query(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its fused score and both legs': cosine, and BM25 over the best BM25 (0 where the words were not found)."""

    passage: Passage
    score: float
    dense: float
    lexical: float


class Retriever:
    """Searches one library. The embedder is made on the first search."""

    def __init__(self, record: Record, store: VectorStore, embedder: Callable[[], Embedder]) -> None:
        self._record, self._store, self._make_embedder = record, store, embedder
        self._embedder: Embedder | None = None

    def embed(self, text: str) -> FloatArray:
        """The vector of one question."""
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder.encode_query(text)

    def search(self, query: str, *, documents: Sequence[str], councils: Sequence[str] | None, k: int) -> list[Ranked]:
        """The k best passages of the documents, best first. `councils` are those of the documents, None for all that are loaded."""
        vector = self.embed(query)
        words = {found.id: found.score for found in self._record.lexical(query, documents, CANDIDATES)}
        near = set(self._store.query(vector, councils, CANDIDATES)) | set(words)
        vectors = self._record.vectors(documents, ids=sorted(near))
        cosines = {scored.id: scored.score for scored in nearest(vector, vectors, len(vectors.ids))}
        best = max(words.values(), default=0.0) or 1.0
        scores = {id_: (cosine, round(words.get(id_, 0.0) / best, SCORE_DECIMALS)) for id_, cosine in cosines.items()}
        fused = sorted(
            ((round(c + LEXICAL_SHARE * w, SCORE_DECIMALS), id_) for id_, (c, w) in scores.items()), key=lambda x: (-x[0], x[1])
        )
        passages = {p.id: p for p in self._record.passages([id_ for _, id_ in fused[:k]])}
        return [Ranked(passages[id_], score, *scores[id_]) for score, id_ in fused[:k]]
