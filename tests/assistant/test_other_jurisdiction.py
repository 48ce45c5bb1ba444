"""Another nation's law: a question that speaks of Scotland, Wales or Northern Ireland is warned of, and no English verdict is given for it."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from tests.assistant.main_job import TODAY, assistant

CODE = "other_jurisdiction"


def ask(question: str, **given: str) -> Answer:
    return assistant().ask(question, today=TODAY, **given)


@pytest.mark.parametrize(
    ("question", "nation"),
    [
        ("We are a Scottish council buying £300k of services; is social value required?", "Scotland"),
        ("Is social value required for £5m of works in Glasgow?", "Scotland"),
        ("Cardiff Council: £400k works contract, social value required?", "Wales"),
        ("As a local authority in Northern Ireland, must we include social value in £500k of services?", "Northern Ireland"),
    ],
)
def test_no_verdict_is_given_for_a_council_of_another_nation(question: str, nation: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.outcome) == ("abstained", None)
    (warned,) = [one for one in answer.warnings if one.code == CODE]
    assert nation in warned.text and warned.text in answer.text
    assert [citation.clause for citation in answer.citations] == [nation]


def test_a_loaded_council_keeps_its_verdict_where_another_nation_is_spoken_of() -> None:
    answer = ask("Is social value required for £400k of works in Scotland that Norwich buys?")
    assert answer.outcome == "no_rule" and CODE in {one.code for one in answer.warnings}


@pytest.mark.parametrize(
    "question",
    [
        "Is social value required for £400k of works in Southend?",
        "A Scottish firm bids for £400k of works in Southend. Is social value required?",
        "Is social value required for £400k of works by law in England and Wales?",
    ],
)
def test_england_and_firms_from_elsewhere_are_not_warned_of(question: str) -> None:
    assert CODE not in {one.code for one in ask(question).warnings}


def test_a_follow_up_that_goes_on_from_such_a_question_is_warned_of_too() -> None:
    answer = assistant().ask(
        "and at half that value?", today=TODAY, history=("Is social value required for £5m of works by a Scottish council?",)
    )
    assert CODE in {one.code for one in answer.warnings}
