"""Fits the classifier of a document's clauses on its known questions (docs/adr/0016)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.retrieve.clause_classifier import ClauseClassifier, features, word_values

if TYPE_CHECKING:
    from ingest.vectors import FloatArray

HELD_BY_AT_LEAST = 2
"""Words that fewer questions hold tell nothing of other questions."""
INVERSE_RIDGE = 3.0
"""How freely the figures may grow; anything from 3 to 30 is as good (docs/adr/0016)."""
STEPS = 100


def fitted(vectors: Sequence[FloatArray], texts: Sequence[str], clauses: Sequence[str]) -> ClauseClassifier | None:
    """The classifier of questions with their vectors (float32, a row a text) and the clauses that settle them, empty where none does.

    None where all are of one class.
    """
    import numpy as np

    if len(set(clauses)) < 2:
        return None
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    holding = Counter(word for text in texts for word in set(features(text)))
    words = sorted(word for word, count in holding.items() if count >= HELD_BY_AT_LEAST)
    rarity = np.array([1 + math.log((1 + len(texts)) / (1 + holding[word])) for word in words], dtype=np.float32)
    column = {word: place for place, word in enumerate(words)}
    told = [word_values(text, column, rarity) for text in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in told)])
    places = [place for columns, _ in told for place in columns]
    values = [value for _, row in told for value in row]
    held = csr_matrix((values, places, starts), shape=(len(texts), len(words)))
    given = hstack([csr_matrix(np.asarray(vectors, dtype=np.float64)), held], format="csr")
    found = LogisticRegression(C=INVERSE_RIDGE, max_iter=STEPS).fit(given, list(clauses))
    weights, constants = found.coef_.astype(np.float32), found.intercept_.astype(np.float32)
    if len(weights) == 1:  # of two classes one figure is given, for the second
        weights, constants = np.vstack([0 * weights, weights]), np.concatenate([0 * constants, constants])
    return ClauseClassifier(tuple(map(str, found.classes_)), tuple(words), rarity, weights, constants)
