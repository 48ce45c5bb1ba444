"""Vectors as they travel, their nearest, and their hash. Every vector has length 1, so the inner product is the cosine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

SCORE_DECIMALS = 6
"""Scores are rounded before they are compared: the last bits of a sum differ between processors (docs/adr)."""

MARGIN = 64


@dataclass(frozen=True, slots=True)
class Vectors:
    """Passage ids and their vectors, row for row (float32, shape passages by dimensions)."""

    ids: tuple[str, ...]
    matrix: FloatArray


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and its cosine with what was asked, rounded."""

    id: str
    score: float


def nearest(query: FloatArray, vectors: Vectors, k: int) -> list[Scored]:
    """The k passages nearest to the query, best first, ties by id.

    The same passages give the same scores whatever other passages stand beside them: what might be among the k is found
    by one product, then each is summed again on its own in double precision.

    >>> two = Vectors(("b", "a"), np.array([[1, 0], [1, 0]], dtype=np.float32))
    >>> [found.id for found in nearest(np.array([1, 0], dtype=np.float32), two, 2)]
    ['a', 'b']
    """
    if not vectors.ids or k < 1:
        return []
    rows = _candidates(vectors.matrix @ query, k + MARGIN)
    exact = (vectors.matrix[rows].astype(np.float64) * query.astype(np.float64)).sum(axis=1)
    scored = [Scored(vectors.ids[row], round(float(score), SCORE_DECIMALS)) for row, score in zip(rows, exact, strict=True)]
    return sorted(scored, key=lambda found: (-found.score, found.id))[:k]


def _candidates(scores: FloatArray, wanted: int) -> npt.NDArray[np.intp]:
    """Rows that may be among the best: those wanted, and all that tie with the last of them within rounding."""
    if len(scores) <= wanted:
        return np.arange(len(scores))
    bar = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
    return np.flatnonzero(scores >= bar - 2 * 10**-SCORE_DECIMALS)


def hash_of(vectors: Vectors) -> str:
    """One sha256 over ids and vectors, whatever order they come in."""
    total = sha256()
    for row in sorted(range(len(vectors.ids)), key=vectors.ids.__getitem__):
        total.update(vectors.ids[row].encode() + b"\0" + vectors.matrix[row].tobytes())
    return total.hexdigest()


def from_blobs(ids: Sequence[str], blobs: Sequence[bytes]) -> Vectors:
    """Vectors from their stored bytes, all of one size."""
    matrix = np.frombuffer(b"".join(blobs), dtype=np.float32)
    return Vectors(tuple(ids), matrix.reshape(len(ids), -1) if ids else matrix.reshape(0, 0))
