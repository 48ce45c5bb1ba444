"""A question and a passage read together, word beside word: how likely it is that the passage answers.

The embedding model's own weights with small changes to them, which were fitted to tell passages that answer from passages near the
same matter that do not (docs/adr/0012): `reader.safetensors`, made by `python -m evals.fits.reader`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ClausewiseError
from assistant.retrieve.ahead import ahead
from assistant.retrieve.evidence import READ_UNLISTED, bounded
from assistant.retrieve.passages import Ranked
from ingest.embedded_text import sentences

if TYPE_CHECKING:
    from ingest.bert import Bert
    from ingest.vectors import FloatArray

FITTED = Path(__file__).with_suffix(".safetensors")
MOST_TOKENS = 160
"""Of question and passage together; what is over is cut from the longer."""
MOST_WORDS = 75
"""Of a passage's sentences that are read: a table or a list is longer, and what is asked for stands in one place of it."""
REORDERED, COUNTS = READ_UNLISTED, 0.03
"""Passages that are put in a new order by what reading them says, and what its odds, as far as they count, count beside their scores."""
DECIMALS = 4
KEPT = 256


class Reader:
    """Reads each pair by itself, on one thread, so that what is read beside it changes no bit. The weights are read on the first."""

    def __init__(self, fitted: Path = FITTED) -> None:
        self._fitted = fitted
        self.read = lru_cache(KEPT)(self._read)

    def _read(self, question: str, passage: str) -> float:
        """The logarithm of the odds that the passage answers the question.

        :raises ClausewiseError: the weights that come with the program are missing or damaged.
        """
        import numpy as np

        first = self._bert.first_state(question, passage)
        inner = np.tanh(self._changes["head.weight"] @ first + self._changes["head.bias"])
        return round(float((self._changes["out.weight"] @ inner + self._changes["out.bias"])[0]), DECIMALS)

    def readings(self, question: str, ranked: Sequence[Ranked]) -> Iterator[float]:
        """The logarithm of the odds that each of the passages answers. Nothing is read before the first is asked for; the others are read beside it
        where there is a processor for them."""
        if ranked:
            _ = self._bert  # threads may share it, and not set it up together
            first, *others = [partial(self.read, question, part(one)) for one in ranked]
            begun = [ahead(other) for other in others]
            yield first()
            yield from (other() for other in begun)

    def reordered(self, question: str, ranked: Sequence[Ranked]) -> list[Ranked]:
        """The passages found, the first three in the order of their scores with what reading them says."""
        first = ranked[:REORDERED]
        counted = [one.score + COUNTS * bounded(odds) for one, odds in zip(first, self.readings(question, first), strict=True)]
        return [*(first[at] for at in sorted(range(len(first)), key=lambda at: -counted[at])), *ranked[REORDERED:]]

    @cached_property
    def _bert(self) -> Bert:
        from ingest.bert import Bert, gelu_by_tanh
        from ingest.embed import bundled_folder

        return Bert(bundled_folder(), MOST_TOKENS, self._changes, gelu_by_tanh)

    @cached_property
    def _changes(self) -> dict[str, FloatArray]:
        from ingest.bert import read_weights

        try:
            return read_weights(self._fitted)
        except Exception as error:
            raise ClausewiseError(f"{self._fitted}: not the reader's weights ({error}); install the program again") from error


def part(found: Ranked) -> str:
    """What is read of a passage: its heading, and the sentences around the one nearest to the question."""
    said = sentences(found.passage)
    if not said or len(said) != len(found.sentences):
        return headed(found.passage.heading, found.passage.text)
    nearest = slice(*around(found.sentences, [len(one.split()) for one in said]))
    return headed(found.passage.heading, " ".join(said[nearest]))


def headed(heading: str, text: str) -> str:
    """A text under its heading, as it is read, and was read when the weights were fitted.

    >>> headed("Fees", "A pitch is £48."), headed("", "A pitch is £48.")
    ('Fees. A pitch is £48.', 'A pitch is £48.')
    """
    return f"{heading}. {text}" if heading else text


def around(cosines: Sequence[float], lengths: Sequence[int]) -> tuple[int, int]:
    """The first sentence and the one after the last: from the nearest to the question, the nearer neighbour by turns, while words are left.

    >>> around([0.1, 0.9, 0.2, 0.3], [50, 25, 25, 25])
    (1, 4)
    >>> around([0.1, 0.9], [90, 200])
    (1, 2)
    """
    first = max(range(len(cosines)), key=lambda n: cosines[n])
    end, left = first + 1, MOST_WORDS - lengths[first]
    while True:
        beside = [n for n in (first - 1, end) if 0 <= n < len(cosines) and lengths[n] <= left]
        if not beside:
            return first, end
        nearer = max(beside, key=lambda n: cosines[n])
        left -= lengths[nearer]
        first, end = min(first, nearer), max(end, nearer + 1)
