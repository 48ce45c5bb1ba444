"""Sums over many records: shares, intervals, groups, tables, times."""

from __future__ import annotations

from evals import aggregate
from evals.metrics import METRICS
from evals.run import Record
from tests.evals.answers import answer, citation, question, record

BY_NAME = {metric.name: metric for metric in METRICS}


def outcomes(*right: bool) -> list[Record]:
    return [
        record(question(id=f"q-{n}", expect_outcome="required"), answer(outcome="required" if ok else "consider"))
        for n, ok in enumerate(right)
    ]


def test_a_share_is_parts_over_wholes_and_the_unmeasured_are_counted_apart() -> None:
    records = [*outcomes(True, True, True, False), record(question(id="q-other"), answer())]
    found = aggregate.measure(BY_NAME["outcome_accuracy"], records)
    assert (found.value, found.measured, found.not_measured) == (0.75, 4, 1)
    assert found.low is not None and found.high is not None and found.low < 0.75 < found.high


def test_nothing_measured_is_no_nought() -> None:
    found = aggregate.measure(BY_NAME["outcome_accuracy"], [record(question(), answer())])
    assert (found.value, found.low, found.measured, found.not_measured) == (None, None, 0, 1)


def test_intervals_are_the_same_on_every_run_and_narrow_with_more_questions() -> None:
    few, many = outcomes(True, False) * 3, outcomes(*[n % 2 == 0 for n in range(200)])
    first = aggregate.measure(BY_NAME["outcome_accuracy"], many)
    assert first == aggregate.measure(BY_NAME["outcome_accuracy"], many)
    wide = aggregate.measure(BY_NAME["outcome_accuracy"], few)
    assert first.low is not None and first.high is not None and wide.low is not None and wide.high is not None
    assert first.high - first.low < wide.high - wide.low


def test_wordings_of_a_group_are_drawn_together() -> None:
    alone = [("q-" + str(n), (float(n < 8), 1.0)) for n in range(16)]
    grouped = [("right" if n < 8 else "wrong", (float(n < 8), 1.0)) for n in range(16)]
    low_alone, high_alone = aggregate.interval(alone)
    assert aggregate.interval(grouped) == (0.0, 1.0)
    assert 0.0 < low_alone < high_alone < 1.0


def test_counts_are_sums() -> None:
    shown = [record(question(id=f"q-{n}"), answer(text="£1 and £2")) for n in range(3)]
    assert aggregate.measure(BY_NAME["unsupported_figures"], shown).value == 6


def group(*answers: dict[str, object] | None, name: str = "g") -> list[Record]:
    return [
        record(question(id=f"{name}-{n}", group=name, kind="paraphrase"), given) for n, given in enumerate(answers, start=1)
    ]


def test_wordings_agree_on_outcome_status_council_and_amount() -> None:
    one = answer(outcome="required", facts={"amount": {"low_pence": 100, "high_pence": 100, "vat": "ex", "words": "£1"}})
    said_otherwise = answer(
        outcome="required", facts={"amount": {"low_pence": 100, "high_pence": 100, "vat": "ex", "words": "a pound"}}
    )
    other_amount = answer(
        outcome="required", facts={"amount": {"low_pence": 200, "high_pence": 200, "vat": "ex", "words": "£2"}}
    )
    other_council = answer(outcome="required", council="norwich", facts=one["facts"])
    assert aggregate.paraphrase_agreement(group(one, said_otherwise)).value == 1
    assert aggregate.paraphrase_agreement(group(one, other_amount)).value == 0
    assert aggregate.paraphrase_agreement(group(one, other_council)).value == 0
    assert aggregate.paraphrase_agreement([*group(one, said_otherwise), *group(one, other_amount, name="h")]).value == 0.5


def test_a_crash_disagrees_and_one_wording_alone_is_not_measured() -> None:
    assert aggregate.paraphrase_agreement(group(None, None)).value == 0
    alone = aggregate.paraphrase_agreement(group(answer()))
    assert (alone.value, alone.not_measured) == (None, 1)


def test_crashes_are_counted_apart_and_not_timed() -> None:
    records = [
        record(question(id="q-1"), None, 9000),
        record(question(id="q-2"), answer(), 10),
        record(question(id="q-3"), answer(), 20),
    ]
    figures = aggregate.measure_all(records)
    assert figures["failures"].value == 1
    assert (figures["p50_ms"].value, figures["p95_ms"].value) == (10, 20)
    assert figures["status_accuracy"].measured == 2


def test_percentiles_are_nearest_rank() -> None:
    times = [float(n) for n in range(1, 101)]
    assert (aggregate.percentile(times, 0.5), aggregate.percentile(times, 0.95), aggregate.percentile([7.0], 0.95)) == (
        50,
        95,
        7,
    )


def test_the_status_table_has_expected_by_given() -> None:
    records = [
        record(question(id="q-1"), answer(status="abstained")),
        record(question(id="q-2", expect_status=["abstained", "refused"]), answer(status="refused")),
        record(question(id="q-3"), None),
    ]
    assert aggregate.status_table(records) == {"answered": {"abstained": 1, "failure": 1}, "refused": {"refused": 1}}


def test_slices_part_the_records_without_loss() -> None:
    records = [
        record(question(id="q-1", kind="vat"), answer(citations=[citation(1, "1")])),
        record(question(id="q-2", kind="law", about="nation"), answer()),
    ]
    sliced = aggregate.slices(records)
    assert set(sliced["kind"]) == {"vat", "law"} and set(sliced["council"]) == {"southend", "nation"}
    for parts in sliced.values():
        assert sum(part["status_accuracy"].measured for part in parts.values()) == len(records)
