"""The vector of a question by the model that comes with the program, whatever model a library is searched with."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.embed import Embedder

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
