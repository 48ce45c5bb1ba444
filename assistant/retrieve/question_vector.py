"""Vectors of a question by the model that comes with the program, whatever model a library is searched with.

`vector_of` is that by which what is wanted is told (docs/adr/0011), `placing_vector` that by which the clause is told that settles a question
(docs/adr/0016): the same model with changes to its upper layers, which were fitted on known questions (`place_question.safetensors`, made
by `python -m evals.fits.placing`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.embed import Embedder
    from ingest.encode_query import QueryEncoder
    from ingest.vectors import FloatArray

FITTED = Path(__file__).with_name("place_question.safetensors")
KEPT = 256


@cache
def bundled() -> Embedder:
    """The embedder that comes with the program. Its weights are read at the first text.

    :raises ModelMissing: it is not there, or not all of it.
    """
    from ingest import embed

    return embed.load()


@lru_cache(KEPT)
def vector_of(text: str) -> tuple[float, ...]:
    """A text's vector, of length 1."""
    vector, _ = bundled().encode_query(text)
    return tuple(map(float, vector))


@cache
def placing_fingerprint() -> str:
    """What changes whenever a placing vector could.

    :raises ModelMissing: the weights that were fitted are missing.
    """
    from ingest.errors import ModelMissing

    if not FITTED.is_file():
        raise ModelMissing(f"{FITTED}: the weights that place a question are missing; install the program again")
    return f"{bundled().fingerprint} {sha256(FITTED.read_bytes()).hexdigest()}"


@lru_cache(KEPT)
def placing_vector(text: str) -> FloatArray:
    """A question's vector among clauses (float32, length 1).

    :raises ModelMissing: the weights are missing or damaged.
    """
    return _placing().encode(text)[0]


@cache
def _placing() -> QueryEncoder:
    from ingest.embed import bundled_folder
    from ingest.encode_query import QueryEncoder, changes

    return QueryEncoder(bundled_folder(), changes(FITTED))
