"""The second opinion on figures: one value however it is written, and never one kind for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import Figure, read_data, read_figures, supported, with_coarser


def figure(text: str) -> Figure:
    (only,) = read_figures(text)
    return only


@pytest.mark.parametrize(
    "same",
    [
        ("£400k", "£400,000", "£400,000.00", "400,000 pounds", "GBP 400,000", "£0.4m", "400k", "four hundred thousand pounds"),
        ("24 months", "two years", "2 years", "twenty-four months", "24-month"),
        ("10%", "10 per cent", "ten percent", "10.0%"),
        ("21 November 2026", "2026-11-21", "21st Nov 2026", "21/11/2026"),
        ("April 2020", "2020-04"),
        ("30 months", "two and a half years", "2.5 years"),
        ("£120M", "£120,000,000", "120 million pounds"),
    ],
)
def test_one_value_in_many_forms_is_one_figure(same: tuple[str, ...]) -> None:
    assert {figure(text) for text in same[:-1]} | {figure(same[-1])} == {figure(same[0])}


@pytest.mark.parametrize("text", ["£100 and 100%", "10% of 10 months", "£24 for 24 months", "2020 in April 2020"])
def test_kinds_never_mix(text: str) -> None:
    first, second = read_figures(text)
    assert first.kind != second.kind


def test_a_range_with_one_scale_scales_both_ends() -> None:
    assert [str(found) for found in read_figures("£150-200k")] == ["£150,000", "£200,000"]


def test_clause_labels_of_three_parts_and_letters_are_no_figures() -> None:
    assert read_figures("clause 9.2.1, £x invested, X% of posts, a year, several months") == ()


def test_a_figure_is_supported_by_its_own_kind_alone() -> None:
    sources = set(read_figures("a minimum of 10% and £350,000"))
    assert supported(Figure("percent", "10"), sources)
    assert not supported(Figure("money", "1000"), sources)
    assert not supported(Figure("percent", "350000"), sources)


def test_a_bare_number_may_stand_with_any_unit() -> None:
    sources = set(read_figures("£350,000 over 24 months from 1 April 2020"))
    for bare in ("350000", "24", "2", "2020"):
        assert supported(Figure("number", bare), sources)
    assert not supported(Figure("number", "25"), sources)


def test_a_day_supports_its_month() -> None:
    assert Figure("month", "2020-04") in with_coarser({Figure("date", "2020-04-01")})
    assert Figure("month", "2020-05") not in with_coarser({Figure("date", "2020-04-01")})


def test_data_is_read_by_the_unit_in_the_key() -> None:
    data = {
        "amount": {"low_pence": 40000000, "words": "£400k"},
        "weighting_min_percent": 10,
        "duration": {"low_months": 24},
        "holds": True,
    }
    assert {str(found) for found in read_data(data)} == {"£400,000", "10%", "24 months"}


@given(st.integers(min_value=1, max_value=10**9))
def test_any_amount_is_read_back_from_its_usual_forms(pounds: int) -> None:
    wanted = Figure("money", format(pounds * 100, "d"))
    assert figure(f"£{pounds:,}").value == format(pounds * 100, "d")
    assert {figure(f"£{pounds}"), figure(f"£{pounds:,}.00"), figure(f"{pounds:,} pounds")} == {wanted}
