"""Passages into figures. A rank counts from 1; None is a wanted clause that was not shown among the first ten passages."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from evals.aggregate import interval
from evals.peers.model import Asked, Found, Place, Shown
from evals.retrieval.ranks import DEPTH, Figure

SHARE = 0.5
READ_CHARACTERS = 2000
FIRST = 5


@dataclass(frozen=True, slots=True)
class Scored:
    """One question with one library: the first hit's rank, the characters shown up to its end, and how much is shown in all.

    `verdict` is whether the verdict written down was given; None where none is written down.
    """

    unit: str
    rank: int | None
    read: int | None
    first: int
    five: int
    verdict: bool | None
    set_apart: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """One library over all questions: shares with 95 % intervals, medians of characters, verdicts right of verdicts asked for."""

    figures: tuple[Figure, ...]
    characters_first: float
    characters_five: float
    verdicts_right: int
    verdicts_asked: int


def overlap(shown: Shown, clause: Place) -> float:
    """Characters that passage and clause share / characters of the shorter of the two (the overlap coefficient of Szymkiewicz and Simpson).

    1 where a chunk holds the whole clause, and 1 where a passage lies within a long clause: neither large chunks nor small ones are
    held against a library here; what they cost the reader is in the characters shown.

    >>> clause = Place("policy", ((100, 200),))
    >>> overlap(Shown("policy", 0, 1000), clause), overlap(Shown("policy", 150, 350), clause), overlap(Shown("other", 0, 1000), clause)
    (1.0, 0.5, 0.0)
    """
    if shown.document != clause.document:
        return 0.0
    shared = sum(max(0, min(shown.end, end) - max(shown.start, start)) for start, end in clause.spans)
    shorter = min(shown.characters, sum(end - start for start, end in clause.spans))
    return shared / shorter if shorter else 0.0


def is_hit(shown: Shown, wanted: Sequence[Place], share: float = SHARE) -> bool:
    """Whether the passage's overlap with any of the wanted clauses is at least `share`."""
    return any(overlap(shown, clause) >= share for clause in wanted)


def score(asked: Asked, found: Found, share: float = SHARE) -> Scored:
    """One question with one library; passages after the tenth are not looked at."""
    shown = found.shown[:DEPTH]
    rank = next((place for place, one in enumerate(shown, start=1) if is_hit(one, asked.wanted, share)), None)
    lengths = [one.characters for one in shown]
    return Scored(
        unit=asked.unit,
        rank=rank,
        read=sum(lengths[:rank]) if rank else None,
        first=sum(lengths[:1]),
        five=sum(lengths[:FIRST]),
        verdict=None if asked.outcome is None else found.outcome == asked.outcome,
        set_apart=asked.set_apart,
    )


def values(scored: Scored) -> dict[str, float]:
    """What one question counts in each figure.

    hit@1 and hit@5: 1 where the first hit is among the first 1 and 5 passages. MRR@10: 1 / the first hit's rank, 0 after the tenth.
    in 2,000: 1 where the first hit ends within the first 2,000 characters shown.
    """
    rank, read = scored.rank, scored.read
    return {
        "hit@1": float(rank == 1),
        "hit@5": float(rank is not None and rank <= FIRST),
        "MRR@10": 1 / rank if rank else 0.0,
        f"in {READ_CHARACTERS:,}": float(read is not None and read <= READ_CHARACTERS),
    }


def summary(scored: Sequence[Scored]) -> Summary:
    """A library's figures: means over questions, with intervals by bootstrap over units, and medians."""
    each = [(one.unit, values(one)) for one in scored]
    verdicts = [one.verdict for one in scored if one.verdict is not None]
    return Summary(
        tuple(_mean(name, [(unit, found[name]) for unit, found in each]) for name in each[0][1]),
        statistics.median(one.first for one in scored),
        statistics.median(one.five for one in scored),
        sum(verdicts),
        len(verdicts),
    )


def lead(ours: Sequence[Scored], theirs: Sequence[Scored]) -> tuple[Figure, ...]:
    """Ours less theirs, question by question, on the same draws: an interval that leaves out 0 is a difference that is not chance."""
    pairs = [(one.unit, values(one), values(other)) for one, other in zip(ours, theirs, strict=True)]
    return tuple(_mean(name, [(unit, one[name] - other[name]) for unit, one, other in pairs]) for name in pairs[0][1])


def _mean(name: str, each: Sequence[tuple[str, float]]) -> Figure:
    low, high = interval([(unit, (value, 1.0)) for unit, value in each])
    return Figure(name, statistics.fmean(value for _, value in each), low, high)
