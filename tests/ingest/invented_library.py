"""Councils, policies and an embedder of our own invention, for tests of the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from ingest.model import Clause, Document, DocumentInfo, Passage, SourceKind, Span
from ingest.vectors import FloatArray

SUBJECTS = ("Apprenticeships", "Local spending", "Carbon", "Volunteering", "Fair pay", "Small firms", "Skills", "Monitoring")
DUTIES = ("weigh offers of", "report each quarter on", "set a target for", "ask every bidder about", "publish figures on")


class WordEmbedder:
    """A deterministic stand-in for a model: a vector is the sum of its words, each a fixed direction."""

    dimensions = 64

    def __init__(self, name: str = "words") -> None:
        self.fingerprint = self.question_fingerprint = f"{name} {self.dimensions}"
        self._seed = name
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> FloatArray:
        self.texts += texts
        if progress:
            progress(len(texts), len(texts))
        rows = [self.encode_query(text)[0] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), dtype=np.float32)

    def encode_with_words(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> tuple[FloatArray, list[FloatArray]]:
        return self.encode(texts, progress), [self.encode_query(text)[1] for text in texts]

    def encode_together(self, texts: Sequence[str]) -> FloatArray:
        return self.encode(texts)

    def encode_query(self, text: str) -> tuple[FloatArray, FloatArray]:
        words = np.array([self._direction(word) for word in text.lower().split()]).reshape(-1, self.dimensions)
        total = words.sum(axis=0) + np.full(self.dimensions, 1e-3)
        lengths = np.linalg.norm(words, axis=1, keepdims=True)
        return (total / np.linalg.norm(total)).astype(np.float32), (words / lengths).astype(np.float32)

    def _direction(self, word: str) -> FloatArray:
        seed = int.from_bytes(sha256(f"{self._seed} {word}".encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dimensions)


def policy_text(council: str, edition: int = 1, clauses: int = 5) -> str:
    """A short policy in Markdown; each edition differs from the others in every clause."""
    parts = [f"# {council.title()} responsible buying policy, edition {edition}"]
    for number in range(1, clauses + 1):
        subject = SUBJECTS[(number + edition) % len(SUBJECTS)]
        duty = DUTIES[(number * edition) % len(DUTIES)]
        figure = f"£{number * 1000 + edition},{len(council):03d}"
        words = f"{council.title()} officers {duty} {subject.lower()} above {figure} in year {edition}."
        parts.append(f"## {number} {subject}\n\n{words}")
    return "\n\n".join(parts) + "\n"


def document(
    id: str, sections: Sequence[tuple[str, str]], *, council: str = "", kind: SourceKind = "original", file: str = "policy.md"
) -> Document:
    """A document of labelled sections, one clause and one passage each."""
    clauses, passages, text = [], [], ""
    for label, words in sections:
        start = len(text)
        text += f"{label}\n{words}\n"
        span = Span(start, len(text), 1)
        clauses.append(Clause(label, label, ("Policy", label), "section", (span,)))
        at = start + len(label) + 1
        passages.append((label, at, at + len(words)))
    digest = sha256(text.encode()).hexdigest()
    return Document(
        info=DocumentInfo(id, council or id, f"The {id} policy", "A council", "in_force", "1", "2024-01-01"),
        kind=kind,
        sha256=digest,
        file=file,
        text=text,
        clauses=tuple(clauses),
        passages=tuple(
            Passage(f"{id}:{digest[:8]}:{start}", id, label, label, f"Policy > {label}", start, end, 1, text[start:end])
            for label, start, end in passages
        ),
        pages=1,
        warnings=("one figure was hard to read",),
    )


def vectors_of(one: Document, embedder: WordEmbedder) -> FloatArray:
    """The vectors of a document's passages."""
    return embedder.encode([passage.text for passage in one.passages])


def words_of(one: Document, embedder: WordEmbedder) -> list[FloatArray]:
    """The vectors of the words of each of a document's passages."""
    return embedder.encode_with_words([passage.text for passage in one.passages])[1]


def sentences_of(one: Document, embedder: WordEmbedder) -> list[FloatArray]:
    """The vectors of the sentences of each of a document's passages; here a sentence ends with a full stop."""
    return [embedder.encode([part for part in passage.text.split(".") if part.strip()]) for passage in one.passages]
