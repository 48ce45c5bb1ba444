"""Conversations that an officer can read: the questions in order, and what the last one has to come to. On the digests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation import read
from tests.assistant.main_job import TODAY, assistant

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["said"]))
def test_last_question_goes_on_from_those_before(case: dict[str, Any]) -> None:
    *history, question = case["said"]
    answer = assistant().ask(question, today=TODAY, history=history)
    assert (answer.council, answer.outcome) == (case["council"], case["outcome"])


@pytest.mark.parametrize("case", [case for case in CASES if len(case["said"]) == 2], ids=lambda case: case["said"][-1])
def test_small_talk_between_makes_no_difference(case: dict[str, Any]) -> None:
    first, last = case["said"]
    plain, after_talk = (
        assistant().ask(last, today=TODAY, history=history)
        for history in ((first,), (first, "thanks!", "lovely weather today"))
    )
    assert after_talk.as_json() == plain.as_json()


@pytest.mark.parametrize(
    ("question", "warned"),
    [
        ("and were it a good deal bigger?", True),
        ("is that still so?", True),
        ("and at £180k?", False),
        ("what about Norwich?", False),
        ("sorry, that's before VAT", False),
        ("and at half that value?", False),
    ],
)
def test_answer_says_where_no_new_fact_was_read(question: str, warned: bool) -> None:
    history = ("Southend services contract £200k, social value required?",)
    answer = assistant().ask(question, today=TODAY, history=history)
    (first,) = (assistant().ask(text, today=TODAY) for text in history)
    assert ("no_new_fact" in {one.code for one in answer.warnings}) is warned
    assert answer.outcome == first.outcome or not warned


@pytest.mark.parametrize(
    ("question", "fact", "missing"),
    [
        ("Forget that price, it was for the old job.", "amount", "amount"),
        ("the length isn't fixed after all", "duration", "duration"),
        ("And if we don't know how long it'll run?", "duration", "duration"),
    ],
)
def test_a_fact_that_is_taken_back_is_asked_for_and_the_answer_says_so(question: str, fact: str, missing: str) -> None:
    history = ("Southend works £1.4m over 30 months, social value required?",)
    answer = assistant().ask(question, today=TODAY, history=history)
    assert (answer.outcome, answer.missing) == ("depends", (missing,))
    assert [one["fact"] for one in answer.facts["unknown"]] == [fact]
    (warned,) = (one.text for one in answer.warnings if one.code == "fact_taken_back")
    assert answer.facts["unknown"][0]["words"] in warned and warned in answer.text


def test_a_fact_that_is_told_again_is_known_again() -> None:
    said = ("Southend works £1.4m over 30 months, social value required?", "the length isn't fixed after all")
    answer = assistant().ask("it's 18 months", today=TODAY, history=said)
    assert (answer.outcome, answer.facts["unknown"]) == ("not_required", [])


@pytest.mark.parametrize(
    ("said", "want"),
    [
        (
            (
                "NE Lincs, servicing of photocopiers, must social value be scored?",
                "£30,000 a year",
                "three years, nothing after that",
            ),
            "verdict",
        ),
        (
            (
                "NE Lincs, servicing of photocopiers, must social value be scored?",
                "£30,000 a year",
                "four years, who signs it off?",
            ),
            "words",
        ),
        (("NE Lincs, servicing of photocopiers, must social value be scored?", "three years, nothing after that"), "words"),
        (("NE Lincs, who scores social value?", "£30,000 a year", "three years, nothing after that"), "words"),
    ],
)
def test_a_sum_after_a_question_of_need_wants_a_verdict_from_then_on(said: tuple[str, ...], want: str) -> None:
    *history, question = said
    turn = read(question, history, assistant().holdings.councils, TODAY, assistant().wants)
    assert turn.want == want
