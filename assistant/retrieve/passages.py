"""Question to passages: a dense and a lexical leg, fused by score, within the documents in scope.

Candidates come from the vector store and from the word index; both legs score every one of them exactly, from the record, and the best
are scored again word by word (docs/adr/0008). Where a document has a list of the questions that its clauses are known to settle, what
is asked is held against those as well (docs/adr/0014), and how likely each clause is to settle it is told from them (docs/adr/0016). Scores
are rounded and ties go by passage id, so that the same library gives the same passages on any machine (docs/adr/0005 and 0007).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from assistant.retrieve import clause_classifier
from assistant.retrieve.ahead import ahead
from assistant.retrieve.clause_classifier import ClauseClassifier, Placed
from assistant.retrieve.question_vector import placing_vector
from ingest.embed import Embedder
from ingest.known_questions import KnownQuestions, Near
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
SETTLED_SHARE = 0.5
"""What the questions that a clause is known to settle count, where its document has a list of them (docs/adr/0014)."""
LIKELY_COUNTS = 0.1
"""What it takes from a score to be less likely than the likeliest clause, by the logarithm, where a document has a classifier (docs/adr/0016)."""
EVEN = math.log(0.5)
"""Even odds, as likelihoods are told: in the logarithm."""
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
    `ingest.embedded_text.sentences`; empty where they were not read. `settled` is the cosine of the nearest question that
    its clause is known to settle, and `known` how near all those of its document are; None where the document has no list of them. `placed` is
    how likely each clause of its document settles the question; None where that is not told.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    aligned: float
    sentences: tuple[float, ...] = ()
    settled: float | None = None
    known: Near | None = None
    placed: Placed | None = None

    @property
    def headed_text(self) -> str:
        """The passage's heading and words."""
        return f"{self.passage.heading} {self.passage.text}"

    @property
    def scores(self) -> dict[str, float | None]:
        """What it is ranked by, as plain data; `likely` and `answerable` are logarithms."""
        return {
            "score": self.score, "dense": self.dense, "lexical": self.lexical, "aligned": self.aligned, "settled": self.settled,
            "unsettled": self.known.unsettled if self.known else None,
            "likely": self.placed.of(self.passage.clause) if self.placed else None,
            "answerable": self.placed.settled_odds if self.placed else None,
        }  # fmt: skip


def is_likelier_than_not(ranked: Sequence[Ranked]) -> bool:
    """Whether known questions make it likelier than not that the clause of the first passage settles what is asked."""
    return bool(ranked) and ranked[0].placed is not None and ranked[0].placed.of(ranked[0].passage.clause) >= EVEN


class Retriever:
    """Searches one library. The embedder is made on the first search."""

    def __init__(
        self,
        record: Record,
        store: VectorStore,
        embedder: Callable[[], Embedder],
        placing: Callable[[str], FloatArray] = placing_vector,
    ) -> None:
        """`placing` gives the vector by which the classifiers of known questions were fitted."""
        self._record, self._store, self._make_embedder, self._placing = record, store, embedder, placing
        self._embedder: Embedder | None = None
        self._vector = lru_cache(VECTORS_KEPT)(self._encoded)
        self._lists: tuple[int, _Lists] | None = None

    def embed(self, text: str) -> tuple[FloatArray, FloatArray]:
        """The vector of one question, and those of its words. A question is put to each council in turn: they are reckoned once."""
        return self._vector(text)

    def _encoded(self, text: str) -> tuple[FloatArray, FloatArray]:
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder.encode_query(text)

    def search(self, query: str, *, documents: Sequence[str], councils: Sequence[str] | None, k: int) -> list[Ranked]:
        """The k best passages of the documents, best first. `councils` are those of the documents, None for all that are loaded."""
        placing = self._placing_begun(query, documents)
        vector, words = self.embed(query)
        wanted = max(CANDIDATES, k)
        near = self._store.query(vector, councils, wanted)
        with self._record.snapshot():
            known = self._listed().near(vector, query, documents, placing)
            found = [hit.id for hit in self._record.lexical(query, documents, wanted)]
            ids = sorted({*near, *found, *known.first(wanted)})
            dense, lexical = self._dense(vector, documents, ids), self._lexical(query, documents, ids)
            legs = {id_: fused(score, lexical.get(id_, 0.0)) for id_, score in dense.items()}
            settled = {id_: known.of(id_, score) for id_, score in dense.items()}
            first = sorted(legs, key=lambda id_: (-known.score(id_, legs[id_], settled[id_]), id_))[: max(ALIGNED, k)]
            aligned = self._aligned(words, first)
            score = {id_: known.score(id_, scored(legs[id_], aligned[id_]), settled[id_]) for id_ in first}
            ranked = sorted(first, key=lambda id_: (-score[id_], id_))[:k]
            passages = self._record.passages(ranked)
            sentences = self._sentences(vector, documents, ranked)
        return [
            Ranked(
                passage,
                score[passage.id],
                dense[passage.id],
                lexical.get(passage.id, 0.0),
                aligned[passage.id],
                sentences[passage.id],
                settled[passage.id],
                known.documents.get(passage.document),
                known.placed.get(passage.document),
            )
            for passage in passages
        ]

    def occurrences(self, query: str, ranked: Sequence[Ranked]) -> list[Occurrence]:
        """Where the query's words stand: in how many passages of the library, and in which of those ranked."""
        return self._record.occurrences(query, [found.passage.id for found in ranked])

    def _placing_begun(self, query: str, documents: Sequence[str]) -> Callable[[str], FloatArray]:
        """What gives the query's placing vector, which is reckoned beside its vector where one of the documents has a classifier."""
        with self._record.snapshot():
            is_wanted = self._listed().are_classified(documents)
        if not is_wanted:
            return self._placing
        begun = ahead(partial(self._placing, query))
        return lambda _: begun()

    def _listed(self) -> _Lists:
        """The known questions of the documents that are loaded now."""
        generation = self._record.generation()
        if self._lists is None or self._lists[0] != generation:
            self._lists = generation, _Lists.of(self._record)
        return self._lists[1]

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


@dataclass(frozen=True, slots=True)
class _Known:
    """How near known questions are: those that a passage's clause settles, by passage, None where nobody has listed any of that clause;
    and all of a document's. `behind` is how far each passage's clause is behind the likeliest of its document, and `placed` how likely each is,
    by document. Documents without a list, and their passages, are left out."""

    settled: dict[str, float | None]
    documents: dict[str, Near]
    behind: dict[str, float]
    placed: dict[str, Placed]

    def first(self, most: int) -> list[str]:
        """The passages whose clauses' questions are nearest, those of the likelier clauses first."""
        near = {id_: self.score(id_, cosine, cosine) for id_, cosine in self.settled.items() if cosine is not None}
        return sorted(near, key=lambda id_: (-near[id_], id_))[:most]

    def score(self, passage: str, own: float, settled: float | None) -> float:
        """A passage's own score with what known questions say of it."""
        return with_likely(with_settled(own, settled), self.behind.get(passage))

    def of(self, passage: str, dense: float) -> float | None:
        """What counts for a passage beside its own score: its own nearness where nobody has listed any question of its clause."""
        found = self.settled.get(passage)
        return dense if found is None and passage in self.settled else found


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of known questions of a library, their classifiers, and the passages of each clause, by document."""

    lists: dict[str, KnownQuestions]
    classifiers: dict[str, ClauseClassifier]
    passages: dict[str, dict[str, str]]

    @classmethod
    def of(cls, record: Record) -> _Lists:
        lists = {known.document: known for known in record.known_questions()}
        passages: dict[str, dict[str, str]] = {document: {} for document in lists}
        for id_, (document, clause) in record.places().items() if lists else ():
            passages.setdefault(document, {})[id_] = clause
        classifiers = {
            document: clause_classifier.unpacked(known.classifier) for document, known in lists.items() if known.classifier
        }
        return cls(lists, classifiers, passages)

    def are_classified(self, documents: Sequence[str]) -> bool:
        """Whether one of the documents has a classifier of its known questions."""
        return not self.classifiers.keys().isdisjoint(documents)

    def near(self, vector: FloatArray, query: str, documents: Sequence[str], placing: Callable[[str], FloatArray]) -> _Known:
        near = {document: self.lists[document].near(vector) for document in documents if document in self.lists}
        settled = {
            id_: found.clauses.get(clause)
            for document, found in near.items()
            for id_, clause in self.passages[document].items()
        }
        classified = [document for document in near if document in self.classifiers]
        placed = {document: self.classifiers[document].place(placing(query), query) for document in classified}
        behind = {
            id_: told.behind(clause) for document, told in placed.items() for id_, clause in self.passages[document].items()
        }
        return _Known(settled, near, behind, placed)


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


def with_settled(score: float, settled: float | None) -> float:
    """The score with what known questions say: where there are none, as it is.

    >>> with_settled(0.5, 1.0), with_settled(0.5, None)
    (0.75, 0.5)
    """
    return score if settled is None else round((1 - SETTLED_SHARE) * score + SETTLED_SHARE * settled, SCORE_DECIMALS)


def with_likely(score: float, behind: float | None) -> float:
    """The score of a clause so far behind the likeliest, a logarithm: where that is not told, as it is.

    >>> with_likely(0.5, -2.0), with_likely(0.5, None)
    (0.3, 0.5)
    """
    return score if behind is None else round(score + LIKELY_COUNTS * behind, SCORE_DECIMALS)
