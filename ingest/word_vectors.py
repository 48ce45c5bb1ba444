"""The vectors of a passage's words, kept at a byte a number, and how well a question's words are met by them.

A sentence's vector is the mean of its words' vectors, in which the one word that decides is lost among the others. Set side by side,
each word of a question is met by the word of the passage that comes nearest to it in its place: Khattab and Zaharia, "ColBERT"
(2020), section 3.3. What it gains and costs is in docs/adr/0008.
"""

from __future__ import annotations

import struct

import numpy as np

from ingest.vectors import SCORE_DECIMALS, FloatArray

_HEADER = struct.Struct("<If")
_LARGEST = 127


def packed(words: FloatArray) -> bytes:
    """Word vectors (float32, shape words by dimensions, rows of length 1) as bytes: a header, then one signed byte a number.

    >>> rows = np.array([[0.6, -0.8], [1.0, 0.0]], dtype=np.float32)
    >>> bool(abs(unpacked(packed(rows)) - rows).max() < 0.005)
    True
    """
    peak = float(np.abs(words).max(initial=0.0)) or 1.0
    numbers = np.rint(words * (_LARGEST / peak)).astype(np.int8)
    return b"".join((_HEADER.pack(words.shape[1], peak), numbers.tobytes()))


def unpacked(value: bytes) -> FloatArray:
    """The word vectors in bytes that `packed` gave, to within 1/254 of their largest number."""
    dimensions, peak = _HEADER.unpack_from(value)
    numbers = np.frombuffer(value, dtype=np.int8, offset=_HEADER.size).reshape(-1, dimensions)
    return numbers * np.float32(peak / _LARGEST)


def alignment(asked: FloatArray, held: FloatArray) -> float:
    """How well the words asked for are met: the mean of each one's cosine with the nearest word held; 0 where either has none.

    >>> asked, held = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 0.0]])
    >>> alignment(asked, held)
    0.5
    """
    if not len(asked) or not len(held):
        return 0.0
    return round(float((asked @ held.T).max(axis=1).mean(dtype=np.float64)), SCORE_DECIMALS)
