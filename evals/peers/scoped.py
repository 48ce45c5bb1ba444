"""One index a scope, for libraries that are given documents and know nothing of councils."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.peers.model import Asked, Found, Search, Source
from evals.retrieval.ranks import DEPTH


class Scoped:
    """Puts each question to an index over the documents of its scope alone, made when it is first asked for.

    An index of its own is the kindest way to keep to a scope: words are counted within it, and no place is lost to a filter.
    """

    def __init__(self, sources: Sequence[Source], over: Callable[[Sequence[Source]], Search]) -> None:
        self._sources, self._over = sources, over
        self._made: dict[str | None, Search] = {}

    def __call__(self, asked: Asked) -> Found:
        if asked.scope not in self._made:
            self._made[asked.scope] = self._over([s for s in self._sources if asked.scope in (None, s.council)])
        return Found(tuple(self._made[asked.scope](asked.query, DEPTH)))
