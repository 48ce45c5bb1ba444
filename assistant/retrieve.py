"""Question to passages: a dense and a lexical leg, fused by score, within the documents in scope.

Candidates come from the vector store and from the word index; both legs score every one of them exactly, from the record, and the best
are scored again word by word (docs/adr/0008). Scores are rounded and ties go by passage id, so that the same library gives the same
passages on any machine (docs/adr/0005 and 0007).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from ingest.embed import Embedder
from ingest.model import Passage
from ingest.reading import Occurrence
from ingest.record import Record

if TYPE_CHECKING:
    from ingest.vectors import FloatArray

CANDIDATES = 100
"""Passages that each leg proposes; on the development sets no more of them ever changed the first ten (docs/adr/0007)."""
LEXICAL_SHARE = 0.3
"""What the word leg counts beside the dense leg: anything from 0.25 to 0.35 is as good (docs/adr/0007)."""
ALIGNED_SHARE = 0.75
"""What the score word by word counts, the two legs counting the rest: anything from 0.67 to 0.8 is as good (docs/adr/0008)."""
ALIGNED = 50
"""The best by the two legs, so many of which are scored word by word."""
SCORE_DECIMALS = 6
VECTORS_KEPT = 64


class VectorStore(Protocol):
    """What the dense leg is put to: ids of passages near a vector, nearest first."""

    def query(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score and what it is made of.

    `dense` is the mean of two cosines with the question: the passage's under its heading, and its nearest sentence's. `lexical` is BM25 over
    the best BM25 in scope, 0 where none of the words were found. `aligned` is the mean, over the question's words, of the
    cosine with the nearest word of the passage. `sentences` are the cosines of the passage's sentences, in the order of
    `ingest.embedded_text.sentences`; empty where they were not read.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    aligned: float
    sentences: tuple[float, ...] = ()

    @property
    def headed_text(self) -> str:
        """The passage's heading and words."""
        return f"{self.passage.heading} {self.passage.text}"


class Retriever:
    """Searches one library. The embedder is made on the first search."""

    def __init__(self, record: Record, store: VectorStore, embedder: Callable[[], Embedder]) -> None:
        self._record, self._store, self._make_embedder = record, store, embedder
        self._embedder: Embedder | None = None
        self._vector = lru_cache(VECTORS_KEPT)(self._encoded)

    def embed(self, text: str) -> tuple[FloatArray, FloatArray]:
        """The vector of one question, and those of its words. A question is put to each council in turn: they are reckoned once."""
        return self._vector(text)

    def _encoded(self, text: str) -> tuple[FloatArray, FloatArray]:
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder.encode_query(text)

    def search(self, query: str, *, documents: Sequence[str], councils: Sequence[str] | None, k: int) -> list[Ranked]:
        """The k best passages of the documents, best first. `councils` are those of the documents, None for all that are loaded."""
        vector, words = self.embed(query)
        wanted = max(CANDIDATES, k)
        near = self._store.query(vector, councils, wanted)
        with self._record.snapshot():
            found = [hit.id for hit in self._record.lexical(query, documents, wanted)]
            ids = sorted({*near, *found})
            dense, lexical = self._dense(vector, documents, ids), self._lexical(query, documents, ids)
            legs = {id_: fused(score, lexical.get(id_, 0.0)) for id_, score in dense.items()}
            aligned = self._aligned(words, sorted(legs, key=lambda id_: (-legs[id_], id_))[: max(ALIGNED, k)])
            ranked = sorted(aligned, key=lambda id_: (-scored(legs[id_], aligned[id_]), id_))[:k]
            passages = self._record.passages(ranked)
            sentences = self._sentences(vector, documents, ranked)
        return [
            Ranked(passage, scored(legs[id_], aligned[id_]), dense[id_], lexical.get(id_, 0.0), aligned[id_], sentences[id_])
            for passage, id_ in zip(passages, ranked, strict=True)
        ]

    def occurrences(self, query: str, ranked: Sequence[Ranked]) -> list[Occurrence]:
        """Where the query's words stand: in how many passages of the library, and in which of those ranked."""
        return self._record.occurrences(query, [found.passage.id for found in ranked])

    def _dense(self, vector: FloatArray, documents: Sequence[str], ids: Sequence[str]) -> dict[str, float]:
        """Of the passages that are in the documents."""
        from ingest.vectors import nearest

        whole = self._record.vectors(documents, ids=ids)
        sentences = self._record.sentence_vectors(documents, ids=ids)
        nearest_sentence: dict[str, float] = {}
        for found in nearest(vector, sentences, len(sentences.ids)):
            nearest_sentence.setdefault(found.id, found.score)
        return {
            found.id: round((found.score + nearest_sentence.get(found.id, found.score)) / 2, SCORE_DECIMALS)
            for found in nearest(vector, whole, len(whole.ids))
        }

    def _sentences(self, vector: FloatArray, documents: Sequence[str], ids: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """The cosine of each sentence of each passage."""
        held = self._record.sentence_vectors(documents, ids=ids)
        found: dict[str, tuple[float, ...]] = dict.fromkeys(ids, ())
        for id_, cosine in zip(held.ids, held.matrix @ vector if held.ids else (), strict=True):
            found[id_] = (*found[id_], round(float(cosine), SCORE_DECIMALS))
        return found

    def _aligned(self, words: FloatArray, ids: Sequence[str]) -> dict[str, float]:
        """Each passage's score word by word; 0 where its words were never embedded."""
        from ingest.word_vectors import alignment

        held = self._record.word_vectors(ids)
        return {id_: alignment(words, held[id_]) if id_ in held else 0.0 for id_ in ids}

    def _lexical(self, query: str, documents: Sequence[str], ids: Sequence[str]) -> dict[str, float]:
        """Of the passages that hold any of the words; the best of all that are in the documents is among them."""
        scores = {hit.id: hit.score for hit in self._record.lexical(query, documents, len(ids), ids=ids)}
        best = max(scores.values(), default=0.0)
        return {id_: round(score / best, SCORE_DECIMALS) for id_, score in scores.items()} if best > 0 else {}


def fused(dense: float, lexical: float) -> float:
    """One score of both legs.

    >>> fused(0.5, 1.0)
    0.8
    """
    return round(dense + LEXICAL_SHARE * lexical, SCORE_DECIMALS)


def scored(legs: float, aligned: float) -> float:
    """The score that passages are ranked by.

    >>> scored(0.8, 0.6)
    0.65
    """
    return round((1 - ALIGNED_SHARE) * legs + ALIGNED_SHARE * aligned, SCORE_DECIMALS)
