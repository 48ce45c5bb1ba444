"""Which clause of a document settles a question, told from the questions that its clauses are known to settle (docs/adr/0016).

A multinomial logistic regression on a question's vector and its words. Its classes are the clauses, and one more: that none settles it.
It is fitted by `assistant.retrieve.fit_clause_classifier` and kept beside the known questions.
"""

from __future__ import annotations

import io
import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.words import stems

if TYPE_CHECKING:
    from ingest.vectors import FloatArray

WORDS_COUNT = 2.0
"""The length of what a question's words give beside its vector, which is of length 1 (docs/adr/0016)."""
LEAST = -12.0
"""A likelihood is told down to so little, in its logarithm: one in 160,000."""
DECIMALS = 4
FORM = "classes 1"
"""Told with what made a list's vectors: classifiers of another form are fitted anew."""


@dataclass(frozen=True)
class Placed:
    """How likely it is, in logarithms from `LEAST` to 0, that each clause settles a question (`clauses`), and that none does."""

    clauses: Mapping[str, float]
    none: float

    @property
    def settled_odds(self) -> float:
        """The logarithm of the odds that some clause settles it, within `LEAST` either way.

        >>> Placed({"1": math.log(0.5)}, math.log(0.5)).settled_odds
        0.0
        """
        settled = max(-math.expm1(self.none), math.exp(LEAST))
        return round(math.log(settled) - self.none, DECIMALS)

    def of(self, clause: str) -> float:
        """Of one clause; one that nobody has listed is as likely as that none of the listed settles it.

        >>> Placed({"1": -0.5}, -2.0).of("1"), Placed({"1": -0.5}, -2.0).of("9")
        (-0.5, -2.0)
        """
        return self.clauses.get(clause, self.none)

    def behind(self, clause: str) -> float:
        """How far a clause is behind the likeliest, which may be that none settles it: 0 for that one, less for others.

        >>> Placed({"1": -0.5, "2": -1.5}, -2.0).behind("1"), Placed({"1": -0.5, "2": -1.5}, -2.0).behind("2")
        (0.0, -1.0)
        """
        return self.of(clause) - self._most

    @cached_property
    def _most(self) -> float:
        return max((self.none, *self.clauses.values()))


@dataclass(frozen=True)
class ClauseClassifier:
    """The fitted figures of one document.

    `clauses` are its classes, the empty label for none; `words` the stems and pairs of stems that count, and `rarity` what each tells (their
    inverse document frequency). `weights` (float32) has a row a class and a column a dimension, then a column a word.
    """

    clauses: tuple[str, ...]
    words: tuple[str, ...]
    rarity: FloatArray
    weights: FloatArray
    constants: FloatArray

    def place(self, vector: FloatArray, text: str) -> Placed:
        """How likely each clause is, for a question with its vector (float32, length 1)."""
        import numpy as np

        dimensions = len(vector)
        strength = self.weights[:, :dimensions] @ vector + self.constants
        columns, values = word_values(text, self._column, self.rarity)
        if columns:
            strength = strength + self.weights[:, [dimensions + column for column in columns]] @ np.array(values, np.float32)
        told = strength.astype(np.float64)
        told -= np.logaddexp.reduce(told)
        likely = {clause: round(max(float(one), LEAST), DECIMALS) for clause, one in zip(self.clauses, told, strict=True)}
        none = likely.pop("", LEAST)
        return Placed(likely, none)

    @cached_property
    def _column(self) -> dict[str, int]:
        return {word: column for column, word in enumerate(self.words)}

    def packed(self) -> bytes:
        """As bytes, with the figures at half precision."""
        import numpy as np

        held = io.BytesIO()
        half = {name: getattr(self, name).astype(np.float16) for name in ("rarity", "weights", "constants")}
        np.savez_compressed(held, clauses=np.array(self.clauses), words=np.array("\n".join(self.words)), **half)
        return held.getvalue()


def unpacked(value: bytes) -> ClauseClassifier:
    """The classifier in bytes that `packed` gave. :raises ValueError: it holds something else."""
    import numpy as np

    try:
        with np.load(io.BytesIO(value), allow_pickle=False) as held:
            figures = [held[name].astype(np.float32) for name in ("rarity", "weights", "constants")]
            words = str(held["words"])
            return ClauseClassifier(tuple(map(str, held["clauses"])), tuple(words.split("\n") if words else ()), *figures)
    except (OSError, KeyError) as error:
        raise ValueError(str(error)) from error


def features(text: str) -> Iterator[str]:
    """The stems of a text's words, and each two that stand side by side.

    >>> list(features("Who signs it?"))
    ['who', 'sign', 'it', 'who sign', 'sign it']
    """
    told = stems(text)
    yield from told
    yield from (f"{one} {other}" for one, other in itertools.pairwise(told))


def word_values(text: str, column: Mapping[str, int], rarity: FloatArray | Sequence[float]) -> tuple[list[int], list[float]]:
    """The columns of a text's words that count, and their values: together of length `WORDS_COUNT`; none where no word counts."""
    counts = Counter(column[word] for word in features(text) if word in column)
    told = {place: (1 + math.log(count)) * float(rarity[place]) for place, count in sorted(counts.items())}
    length = math.sqrt(math.fsum(value * value for value in told.values()))
    return list(told), [WORDS_COUNT * value / length for value in told.values()]
