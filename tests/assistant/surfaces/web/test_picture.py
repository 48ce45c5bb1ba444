"""The picture of thresholds: every line where it belongs on the scale, and the same said in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import ContractType, Said, TypeFact
from assistant.rules.checks import Line, Setting
from assistant.surfaces.web.picture import Label, Picture, draw, scale_for
from assistant.surfaces.web.thresholds import ValueLine, month_lines, rows, value_lines
from tests.assistant.surfaces.web.opened import TODAY, councils

HOLDINGS = councils().assistant().holdings
SETTING = Setting(TODAY, HOLDINGS.table)
PENCE = st.integers(1_000, 10**13)


def lines(council: str, kind: ContractType | None) -> list[tuple[int, str, str, str]]:
    fact = TypeFact((kind,), Said("test")) if kind else None
    return [
        (one.line.pence // 100, one.line.vat, one.comparator, one.strength)
        for one in value_lines(HOLDINGS, council, fact, SETTING)
    ]


def test_a_kind_of_contract_has_its_own_lines_and_no_others() -> None:
    assert lines("southend", "services") == [(177_897, "ex", "at_least", "must_include")]
    assert lines("southend", "light_touch") == [(552_950, "ex", "at_least", "must_include")]
    assert lines("southend", "works") == [
        (1_000_000, "unstated", "at_least", "must_include"),
        (5_193_000, "inc", "over", "must_include"),
    ]
    assert lines("national", "works") == []
    assert lines("norwich", "services") == []


def test_a_contrary_is_drawn_on_the_other_side() -> None:
    assert lines("north-east-lincolnshire", "works") == [
        (100_000, "unstated", "at_most", "should_seek"),
        (100_000, "unstated", "over", "must_include"),
    ]


def test_a_line_says_the_length_that_goes_with_it() -> None:
    fact = TypeFact(("works",), Said("test"))
    assert [one.months for one in value_lines(HOLDINGS, "southend", fact, SETTING)] == [24, None]
    assert month_lines(HOLDINGS, "southend", SETTING) == (24,)
    assert month_lines(HOLDINGS, "norwich", SETTING) == ()


def test_every_council_has_a_row_and_the_nation_the_last() -> None:
    named = [slug for slug, _, _ in rows(HOLDINGS, None, SETTING)]
    assert named == [*(c.slug for c in HOLDINGS.councils), "national"]


@given(st.lists(PENCE, max_size=6))
def test_a_scale_holds_every_amount_and_keeps_their_order(amounts: list[int]) -> None:
    scale = scale_for(amounts)
    places = [scale.percent(a) for a in sorted(amounts)]
    assert places == sorted(places) and all(0 <= p <= 100 for p in places)
    assert all(amount >= scale.low or scale.low == 10_000 for amount in amounts)


def line(pounds: int, comparator: str = "over") -> ValueLine:
    return ValueLine(Line(pounds * 100, "unstated"), comparator, "must_include", "d", "1")  # type: ignore[arg-type]


def test_ten_times_as_much_is_one_step_on() -> None:
    picture = draw([("A", [line(10_000), line(100_000), line(1_000_000), line(10_000_000)])], None)
    steps = [b - a for a, b in zip(picture.rows[0].ticks, picture.rows[0].ticks[1:], strict=False)]
    assert all(step == pytest.approx(100 / 3, abs=0.02) for step in steps)


def test_the_contract_stands_between_the_lines_it_is_between() -> None:
    picture = draw([("A", [line(100_000), line(1_000_000)])], (40_000_000, 40_000_000))
    below, above = picture.rows[0].ticks
    assert picture.contract and below < picture.contract[0] == picture.contract[1] < above
    assert picture.contract_label and picture.contract_label.text == "This contract: £400,000"


def test_a_range_without_an_end_runs_to_the_edge_and_an_unknown_value_is_not_drawn() -> None:
    open_ended = draw([("A", [line(100_000)])], (10_000_001, None))
    assert open_ended.contract and open_ended.contract[1] == 100
    assert draw([("A", [line(100_000)])], None).contract is None


def test_bars_lie_on_the_side_where_the_duty_holds() -> None:
    rising, falling = draw([("A", [line(100_000, "over"), line(100_000, "at_most")])], None).rows[0].bars
    assert rising.x + rising.width == pytest.approx(100) and falling.x == 0 and falling.width == rising.x


def test_labels_do_not_run_into_each_other() -> None:
    close = draw([("A", [line(100_000), line(110_000), line(120_000)])], None).rows[0].labels
    assert len({label.y for label in close}) == 3


MANY = [
    ("Ashby", [line(100_000), line(110_000), line(5_193_000)]),
    ("Bournemouth, Christchurch and Poole Council", []),
    ("Wexcombe", [line(1_000_000, "at_most"), line(1_000_000, "over")]),
]
LETTERS_ABOVE, LETTERS_BELOW = 12, 4
"""How far letters of the picture's size reach from the line that they stand on, in pixels."""


def words_of(picture: Picture) -> list[tuple[int, str]]:
    """All words between the first row and the scale, with the line that each stands on."""
    rows = picture.rows
    return [*(named for row in rows for named in row.name), *((label.y, label.text) for row in rows for label in row.labels)]


@given(st.integers(1, 10**14), st.integers(0, 10**14) | st.none())
def test_the_contracts_line_goes_over_no_letters_whatever_it_is_worth(low: int, more: int | None) -> None:
    picture = draw(MANY, (low, None if more is None else low + more))
    for top, bottom in picture.marks:
        assert top < bottom
        for y, _ in [
            *words_of(picture),
            (16, "This contract"),
            *((row.y + 38, "No line") for row in picture.rows if not row.bars),
        ]:
            assert bottom <= y - LETTERS_ABOVE or top >= y + LETTERS_BELOW


@given(st.integers(1, 10**14))
def test_the_scale_and_the_contract_are_named_within_the_picture(pence: int) -> None:
    picture = draw(MANY, (pence, pence))
    assert picture.contract_label and picture.contract_label.text.startswith("This contract")
    for label in (*picture.axis, picture.contract_label):
        start, end = span(label)
        assert start > -0.5 and end < 100.5
    assert len(picture.axis) >= 3
    spans = [span(label) for label in picture.axis]
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def span(label: Label) -> tuple[float, float]:
    """From where to where a label reaches on a narrow screen, in percent, at eight pixels a letter."""
    width = len(label.text) * 8 / 2.72
    start = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.at_end]
    return start, start + width


def test_a_long_name_is_written_on_two_lines() -> None:
    long = draw(MANY, None).rows[1].name
    assert [words for _, words in long] == ["Bournemouth, Christchurch and", "Poole Council"]
    assert long[0][0] < long[1][0]


def test_the_words_say_what_is_drawn() -> None:
    words = draw([("Ashby", [line(100_000)]), ("Wexcombe", [])], None).words
    assert words == "Ashby: has to be included over £100,000. Wexcombe: no line of value."
