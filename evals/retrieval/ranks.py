"""Ranks into figures. A rank counts from 1; None is a wanted passage that was not found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.aggregate import interval

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions, and the bounds of 95 % of draws of as many questions with replacement."""

    name: str
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.name:<10} {self.value:.3f}  [{self.low:.3f}, {self.high:.3f}]"


def figure(name: str, values: Sequence[float]) -> Figure:
    """The mean of one value for each question."""
    low, high = interval([(str(place), (value, 1.0)) for place, value in enumerate(values)])
    return Figure(name, math.fsum(values) / len(values), low, high)


def figures(ranks: Sequence[int | None]) -> list[Figure]:
    """nDCG@10, R@5, hit@1 and MRR@10 where each question has one right document."""
    return [
        figure("nDCG@10", [gain(rank) for rank in ranks]),
        figure("R@5", [float(within(rank, 5)) for rank in ranks]),
        figure("hit@1", [float(within(rank, 1)) for rank in ranks]),
        figure("MRR@10", [1 / rank if rank and rank <= DEPTH else 0.0 for rank in ranks]),
    ]


def gain(rank: int | None) -> float:
    """nDCG@10 of one right document: 1 over the binary logarithm of its rank plus 1 (Järvelin and Kekäläinen 2002).

    >>> gain(1), round(gain(2), 3), gain(11), gain(None)
    (1.0, 0.631, 0.0, 0.0)
    """
    return 1 / math.log2(rank + 1) if within(rank, DEPTH) and rank else 0.0


def within(rank: int | None, places: int) -> bool:
    """Whether it was found among the first places."""
    return rank is not None and rank <= places
