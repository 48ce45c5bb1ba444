"""Whether the passages found cover a question, or nothing loaded settles it.

Two signs, added up: how near the best passage is in meaning, and how much of the question's telling words, the rare ones above
all, stands in the passages found first. Neither is about any subject. The bar was chosen on the development part of the question
bank; docs/evals.md gives both errors at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant import words
from assistant.retrieve import Ranked

FIRST, AFTER = 1, 3
SHARE = 0.45
BAR = 0.67


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well passages cover a question: cosine of the best, and the weighted share of its words in the first and the first three."""

    nearest: float
    first: float
    three: float

    @property
    def score(self) -> float:
        return round(self.nearest + SHARE * (self.first + self.three), 6)

    @property
    def answers(self) -> bool:
        return self.score >= BAR


def coverage(query: str, ranked: Sequence[Ranked], weight: Mapping[str, float], names: Sequence[str]) -> Coverage:
    """The coverage of a query; `weight` is what each word tells in the library, `names` are names of councils, left out."""
    keys = words.content(query, names)
    unseen = max(weight.values(), default=1.0)
    nearest = max((r.dense for r in ranked), default=0.0)
    return Coverage(nearest, *(words.share(keys, _held(ranked[:n]), weight, unseen) for n in (FIRST, AFTER)))


def _held(ranked: Sequence[Ranked]) -> set[str]:
    return {key for r in ranked for key in words.content(f"{r.passage.text} {r.passage.context}")}
