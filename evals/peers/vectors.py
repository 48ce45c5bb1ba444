"""The packaged embedding model for every library alike. A text is embedded once, whichever libraries ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.embed import Embedder


class SharedVectors:
    """Vectors as plain lists of numbers, each of length 1."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, list[float]] = {}

    def of_texts(self, texts: Sequence[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.encode(new).tolist(), strict=True))
        return [self._known[text] for text in texts]

    def of_query(self, text: str) -> list[float]:
        return self.of_texts([text])[0]
