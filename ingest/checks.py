"""What must hold of a document and its vectors before they are written; a breach is a fault in the code that made them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.model import Document

if TYPE_CHECKING:
    from ingest.vectors import FloatArray


def check_document(document: Document) -> None:
    """Labels and ids are unique, and each passage is the text's own words under one of its clauses.

    :raises ValueError: one of these does not hold.
    """
    labels = [clause.label for clause in document.clauses if clause.label]
    _require(len(labels) == len(set(labels)), f"{document.info.id}: two clauses have one label")
    ids = [passage.id for passage in document.passages]
    _require(len(ids) == len(set(ids)), f"{document.info.id}: two passages have one id")
    for passage in document.passages:
        _require(passage.document == document.info.id, f"{passage.id}: belongs to {passage.document}, not {document.info.id}")
        _require(passage.clause in labels, f"{passage.id}: cites {passage.clause!r}, which is no clause of {document.info.id}")
        _require(passage.text == document.text[passage.start : passage.end], f"{passage.id}: is not the document's own words")


def check_vectors(
    vectors: FloatArray | None, sentences: Sequence[FloatArray], words: Sequence[FloatArray], passages: int
) -> None:
    """There is a float32 vector of length 1 for each passage; and, where sentences or words have any, a set of them for each passage.

    :raises ValueError: this does not hold.
    """
    if vectors is None:
        _require(not sentences and not words, "vectors of sentences or words without those of their passages")
        return
    _require(vectors.ndim == 2 and len(vectors) == passages, f"{passages} vectors expected, not shape {vectors.shape}")
    _require(len(sentences) in (0, passages), f"sentences of {passages} passages expected, not of {len(sentences)}")
    _require(len(words) in (0, passages), f"words of {passages} passages expected, not of {len(words)}")
    for rows in (vectors, *sentences):
        _require(
            rows.shape[1:] == vectors.shape[1:], f"vectors of {vectors.shape[1]} dimensions expected, not shape {rows.shape}"
        )
    for rows in (vectors, *sentences, *words):
        _require(
            rows.dtype == "float32" and rows.ndim == 2, f"vectors must be float32 in rows, not {rows.dtype} of {rows.shape}"
        )
        _require(bool((abs((rows * rows).sum(axis=1) - 1) < 1e-4).all()), "every vector must be finite and of length 1")


def _require(met: bool, otherwise: str) -> None:
    if not met:
        raise ValueError(otherwise)
