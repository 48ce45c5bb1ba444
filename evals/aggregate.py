"""Many records into figures: shares with intervals, slices, the status table, agreement over wordings, latency."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.metrics import METRICS, Metric, Share
from evals.run import Answered, Record

SEED = 20261121
DRAWS = 1000
SLICES: Mapping[str, Callable[[Record], str]] = {
    "kind": lambda record: record.question.kind,
    "council": lambda record: record.question.about,
    "split": lambda record: record.question.split,
}
NO_VERDICT = "none"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over many records. `value` is None where nothing was measured; `low` and `high` bound 95 % of the draws."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    measured: int
    not_measured: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "value": self.value, "low": self.low, "high": self.high, "measured": self.measured, "not_measured": self.not_measured,
        }  # fmt: skip


def measure(metric: Metric, records: Sequence[Record]) -> Measured:
    """The metric over the records, with an interval by bootstrap: questions are drawn anew, wordings of a group together."""
    shares = [(record.question.unit, metric.measure(record)) for record in records]
    known = [(unit, share) for unit, share in shares if share is not None]
    if not known:
        return Measured(metric.name, None, None, None, 0, len(records))
    if metric.total:
        total = sum(part for _, (part, _) in known)
        return Measured(metric.name, total, None, None, len(known), len(records) - len(known))
    low, high = interval(known)
    return Measured(metric.name, _ratio(s for _, s in known), low, high, len(known), len(records) - len(known))


def measure_all(records: Sequence[Record]) -> dict[str, Measured]:
    """Every metric, then agreement over wordings, failures and latency."""
    figures = {metric.name: measure(metric, records) for metric in METRICS}
    figures["paraphrase_agreement"] = paraphrase_agreement(records)
    failed = sum(record.failure is not None for record in records)
    figures["failures"] = Measured("failures", float(failed), None, None, len(records), 0)
    times = [record.milliseconds for record in records if record.failure is None]
    for name, share in (("p50_ms", 0.50), ("p95_ms", 0.95)):
        value = percentile(times, share) if times else None
        figures[name] = Measured(name, value, None, None, len(times), len(records) - len(times))
    return figures


def interval(known: Sequence[tuple[str, Share]]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the ratio over draws of units with replacement; the seed is fixed."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for unit, (part, whole) in known:
        sums[unit][0] += part
        sums[unit][1] += whole
    table = np.array([sums[unit] for unit in sorted(sums)])
    drawn = np.random.default_rng(SEED).integers(0, len(table), size=(DRAWS, len(table)))
    ratios = table[drawn].sum(axis=1)
    low, high = np.percentile(ratios[:, 0] / ratios[:, 1], [2.5, 97.5])
    return float(low), float(high)


def paraphrase_agreement(records: Sequence[Record]) -> Measured:
    """Groups whose wordings all give the same outcome, status, council, amount and VAT basis / groups.

    A group with a failure disagrees; a group of which only one wording was put is not measured.
    """
    groups = groups_of(records)
    scored = {name: members for name, members in groups.items() if len(members) > 1}
    if not scored:
        return Measured("paraphrase_agreement", None, None, None, 0, len(groups))
    known = [(name, (float(agrees(members)), 1.0)) for name, members in scored.items()]
    low, high = interval(known)
    value = _ratio(share for _, share in known)
    return Measured("paraphrase_agreement", value, low, high, len(known), len(groups) - len(known))


def groups_of(records: Sequence[Record]) -> dict[str, list[Record]]:
    """The records of each group of wordings."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.question.group:
            groups[record.question.group].append(record)
    return dict(groups)


def agrees(members: Sequence[Record]) -> bool:
    return len({understood(member.answer) for member in members}) == 1 and all(member.failure is None for member in members)


def understood(answer: Answered | None) -> tuple[Any, ...]:
    """What wordings of one question must have in common: outcome, status, council, amount and its VAT basis."""
    if answer is None:
        return ()
    amount = answer["facts"].get("amount") or {}
    return (
        answer["outcome"], answer["status"], answer["council"],
        amount.get("low_pence"), amount.get("high_pence"), amount.get("vat"),
    )  # fmt: skip


def status_table(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """Expected status by given status, in counts. Where several are right and one of them was given, that one was expected."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        given = record.answer["status"] if record.answer else "failure"
        expected = record.question.expect.statuses
        table[given if given in expected else expected[0]][given] += 1
    return {expected: dict(given) for expected, given in sorted(table.items())}


def outcome_table(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """Expected outcome by given outcome, in counts, over the questions that write one down."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        if record.question.expect.asks_outcome and record.answer:
            table[record.question.expect.outcome or NO_VERDICT][record.answer["outcome"] or NO_VERDICT] += 1
    return {expected: dict(given) for expected, given in sorted(table.items())}


def slices(records: Sequence[Record]) -> dict[str, dict[str, dict[str, Measured]]]:
    """Every figure again for each kind, council and split."""
    return {name: _sliced(records, key) for name, key in SLICES.items()}


def _sliced(records: Sequence[Record], key: Callable[[Record], str]) -> dict[str, dict[str, Measured]]:
    parts: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        parts[key(record)].append(record)
    return {name: measure_all(part) for name, part in sorted(parts.items())}


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that at least this share of the values does not exceed.

    >>> percentile([10.0, 20.0, 30.0, 40.0], 0.5), percentile([10.0, 20.0, 30.0, 40.0], 0.95)
    (20.0, 40.0)
    """
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def _ratio(shares: Iterable[Share]) -> float:
    pairs = list(shares)
    return sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
