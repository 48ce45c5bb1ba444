"""A document that was added and has no rules: its words are told, no verdict on social value is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import library
from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

POLICY = """# Charging Policy 2031

Aldermere Council

## 1. What is charged for

1.1 A community alarm costs £5.20 a week, whatever a person's means.

1.2 Aids and small adaptations that cost £1,000 or less are free of charge.

## 2. Selling at the farmers' market

2.1 A stall at the farmers' market may sell only what its holder grew, reared or made within thirty miles.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("added")
    policy = place / "charging.md"
    policy.write_text(POLICY, encoding="utf-8")
    library.brought_up_to_date(place / "library")
    [report] = library.ingest(place / "library", [policy], council="aldermere")
    assert report.status != "rejected", report
    with library.opened(place / "library") as opened:
        yield opened.assistant()


def test_a_sum_and_a_duty_are_answered_by_the_words_where_social_value_is_not_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask(
        "The grab rail is a small adaptation that costs £640. Do I have to pay for it?", council="aldermere", today=TODAY
    )
    assert (answer.status, answer.outcome) == ("answered", None)
    assert answer.citations[0].clause == "1.2"
    assert unsound(answer) == []


def test_a_verdict_on_social_value_is_not_computed(assistant: Assistant) -> None:
    answer = assistant.ask("Is social value required in a £640,000 works contract?", council="aldermere", today=TODAY)
    assert (answer.status, answer.outcome) == ("abstained", None)
    assert "No rules have been confirmed" in answer.headline


def test_a_place_that_goods_come_from_is_not_the_council_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask("I buy in jam from Kent. Can I sell it at the farmers' market?", council="aldermere", today=TODAY)
    assert "No policy of Kent" not in answer.headline
    assert answer.citations[0].clause == "2.1"


def test_the_years_in_the_titles_that_were_looked_in_stand_in_the_trace(assistant: Assistant) -> None:
    answer = assistant.ask("What does Leeds ask for?", council="aldermere", today=TODAY)
    assert answer.status == "abstained"
    assert "Charging Policy 2031" in answer.text
    assert unsound(answer) == []
