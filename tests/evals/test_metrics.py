"""Each scorer on answers small enough to score by hand."""

from __future__ import annotations

import pytest

from evals import metrics
from evals.metrics import METRICS
from tests.evals.answers import answer, citation, question, record


def test_an_outcome_is_measured_where_one_is_written_down_and_null_counts() -> None:
    assert metrics.outcome_accuracy(question(), answer(outcome="required")) is None
    assert metrics.outcome_accuracy(question(expect_outcome="required"), answer(outcome="required")) == (1, 1)
    assert metrics.outcome_accuracy(question(expect_outcome=None), answer(outcome="required")) == (0, 1)
    assert metrics.outcome_accuracy(question(expect_outcome=None), answer(outcome=None)) == (1, 1)


def test_any_of_the_statuses_written_down_is_right() -> None:
    either = question(expect_status=["abstained", "refused"])
    assert metrics.status_accuracy(either, answer(status="refused")) == (1, 1)
    assert metrics.status_accuracy(either, answer(status="answered")) == (0, 1)


def test_recall_counts_wanted_clauses_and_any_alternative_will_do() -> None:
    asked = question(expect_clauses=["9.2.1", ["7.3", "7.4"]])
    both = answer(citations=[citation(1, "9.2.1"), citation(2, "7.4")])
    assert metrics.clause_recall(asked, both) == (1, 1)
    assert metrics.clause_recall(asked, answer(citations=[citation(1, "7.3")])) == (0.5, 1)
    assert metrics.clause_recall(asked, answer()) == (0, 1)
    assert metrics.clause_recall(question(), both) is None


def test_a_clause_of_another_document_is_not_the_clause() -> None:
    asked = question(expect_clauses=["4.1"])
    elsewhere = answer(citations=[citation(1, "4.1", document="south-norfolk-social-value-policy")])
    assert metrics.clause_recall(asked, elsewhere) == (0, 1)
    named = question(expect_clauses=["south-norfolk:4.1"])
    assert metrics.clause_recall(named, elsewhere) == (1, 1)


def test_a_label_with_a_colon_of_its_own_is_a_label() -> None:
    asked = question(about="north-east-lincolnshire", expect_clauses=["Our Priorities: Social Value"])
    given = answer(
        citations=[citation(1, "Our Priorities: Social Value", document="north-east-lincolnshire-social-value-policy")]
    )
    assert metrics.clause_recall(asked, given) == (1, 1)


def test_precision_counts_citations_that_are_wanted_or_allowed() -> None:
    asked = question(expect_clauses=["9.2.1"], expect_also=["9.2.2"])
    given = answer(citations=[citation(1, "9.2.1"), citation(2, "9.2.2"), citation(3, "1"), citation(4, "2")])
    assert metrics.clause_precision(asked, given) == (0.5, 1)
    assert metrics.clause_precision(asked, answer()) is None


def test_hit_at_1_looks_at_the_first_citation_by_its_number() -> None:
    asked = question(expect_clauses=["9.2.1"])
    assert metrics.hit_at_1(asked, answer(citations=[citation(2, "1"), citation(1, "9.2.1")])) == (1, 1)
    assert metrics.hit_at_1(asked, answer(citations=[citation(1, "1"), citation(2, "9.2.1")])) == (0, 1)
    assert metrics.hit_at_1(asked, answer()) == (0, 1)


def test_figures_must_be_shown_with_their_unit() -> None:
    asked = question(expect_figures=["£100,000", "10%"])
    assert metrics.figure_exactness(asked, answer(headline="Over £100k", text="A minimum of 10 per cent.")) == (1, 1)
    assert metrics.figure_exactness(asked, answer(text="Over £100k, 10 points.")) == (0, 1)


def test_forbidden_figures_are_found_in_any_form() -> None:
    asked = question(expect_not_figures=["25%"])
    assert metrics.forbidden_figures(asked, answer(text="A quarter or 25 per cent")) == (0, 1)
    assert metrics.forbidden_figures(asked, answer(text="25 months and £25")) == (1, 1)


@pytest.mark.parametrize(
    "given",
    [
        answer(text="A minimum of 10% [1].", citations=[citation(1, "9.2.2", "a minimum weighting of 10%")]),
        answer(text="£180,000 [1]", facts={"amount": {"low_pence": 18000000}}),
        answer(text="£175,000", trace=[{"left": "£175,000", "holds": False}]),
        answer(text="Asked for 2026-11-21."),
        answer(text="See 9.2 [1].", citations=[citation(1, "9.2")]),
        answer(text="1. First\n2. Second"),
    ],
)
def test_a_figure_that_can_be_found_is_supported(given: dict[str, object]) -> None:
    assert metrics.unsupported_figures(question(), given) == (0, 1)


@pytest.mark.parametrize(
    "given",
    [
        answer(text="A minimum of 12% [1].", citations=[citation(1, "9.2.2", "a minimum weighting of 10%")]),
        answer(headline="£180,000", facts={"duration": {"low_months": 18000000}}),
        answer(text="ten per cent", warnings=[{"code": "x", "text": "10%"}], requirements={"weighting_min_percent": 10}),
    ],
)
def test_a_figure_from_nowhere_is_counted(given: dict[str, object]) -> None:
    assert metrics.unsupported_figures(question(), given) == (1, 1)


def test_the_question_and_what_went_before_support_a_figure() -> None:
    asked = question("And at £90,000?", history=["We have £180,000 for 3 years"])
    assert metrics.unsupported_figures(asked, answer(text="£90,000, £180,000, 36 months")) == (0, 1)


def test_words_are_shown_whatever_their_case() -> None:
    asked = question(expect_words=["King's Lynn", "Cabinet"])
    assert metrics.words_shown(asked, answer(text="KING’S LYNN: the cabinet decides")) == (1, 1)
    assert metrics.words_shown(asked, answer(text="Cabinet")) == (0, 1)


def test_missing_facts_are_exactly_those_written_down() -> None:
    asked = question(expect_missing=["vat"])
    assert metrics.missing_facts(asked, answer(missing=["vat"])) == (1, 1)
    assert metrics.missing_facts(asked, answer(missing=["vat", "duration"])) == (0, 1)
    assert metrics.missing_facts(question(expect_missing=[]), answer(missing=["vat"])) == (0, 1)
    assert metrics.missing_facts(question(), answer(missing=["vat"])) is None


def test_warnings_are_a_share_of_those_written_down() -> None:
    asked = question(expect_warnings=["law_replaced", "past_review_date"])
    assert metrics.warnings_given(asked, answer(warnings=[{"code": "law_replaced", "text": ""}])) == (0.5, 1)


def test_silence_is_measured_both_ways() -> None:
    silent, spoken = answer(status="abstained"), answer(status="answered")
    asked = question(expect_status="abstained")
    assert metrics.silence_recall(asked, silent) == (1, 1)
    assert metrics.silence_recall(asked, spoken) == (0, 1)
    assert metrics.silence_recall(question(), silent) is None
    assert metrics.silence_precision(question(), silent) == (0, 1)
    assert metrics.silence_precision(question(), spoken) is None
    assert metrics.silence_precision(question(expect_status=["answered", "abstained"]), silent) == (1, 1)


def test_every_metric_states_its_formula_and_measures_no_crash() -> None:
    crashed = record(question(expect_status="abstained", expect_clauses=["1"]), None)
    for metric in METRICS:
        assert len(metric.formula) > 30
        assert metric.measure(crashed) is None
