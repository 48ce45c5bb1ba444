"""Conversations that an officer can read: the questions in order, and what the last one has to come to. On the digests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation import read
from assistant.service import Assistant
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


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("start has slipped to 1 June 2027", "verdict"),
        ("it's been put back to June", "verdict"),
        ("tell me who signs it off, start has slipped to 1 June 2027", "words"),
        ("what is the weighting if we start on 1 June 2027?", "words"),
        ("I'm off until May", "talk"),
    ],
)
def test_a_start_that_is_moved_wants_the_verdict_anew(question: str, want: str) -> None:
    history = ("West Norfolk, £75k of theatre seating, going out in January 2027. Is social value a must?",)
    assert read(question, history, assistant().holdings.councils, TODAY, assistant().wants).want == want


def test_a_fact_that_is_told_again_is_known_again() -> None:
    said = ("Southend works £1.4m over 30 months, social value required?", "the length isn't fixed after all")
    answer = assistant().ask("it's 18 months", today=TODAY, history=said)
    assert (answer.outcome, answer.facts["unknown"]) == ("not_required", [])


@pytest.mark.parametrize(
    ("said", "want"),
    [
        (
            (
                "NE Lincs, does servicing of photocopiers need social value metrics?",
                "£30,000 a year",
                "three years, nothing after that",
            ),
            "verdict",
        ),
        (
            (
                "NE Lincs, does servicing of photocopiers need social value metrics?",
                "£30,000 a year",
                "four years, who signs it off?",
            ),
            "words",
        ),
        (("NE Lincs, does servicing of photocopiers need social value metrics?", "three years, nothing after that"), "words"),
        (("NE Lincs, who scores social value?", "£30,000 a year", "three years, nothing after that"), "words"),
    ],
)
def test_a_sum_after_a_question_of_need_wants_a_verdict_from_then_on(said: tuple[str, ...], want: str) -> None:
    *history, question = said
    turn = read(question, history, assistant().holdings.councils, TODAY, assistant().wants)
    assert turn.want == want


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (("Is Southend going to write any toolkits on social value?", "who are they for?"), "10.3"),
        (("Is Southend going to write any toolkits on social value?", "thanks!", "and who are they for?"), "10.3"),
        (
            (
                "What share of South Norfolk's score goes to social value?",
                "Does Southend give training in bidding?",
                "why is that?",
            ),
            "10.6",
        ),
    ],
)
def test_a_question_that_tells_nothing_of_its_own_is_asked_of_what_was_asked_before(
    restated: Assistant, said: tuple[str, ...], first: str
) -> None:
    *history, question = said
    answer = restated.ask(question, today=TODAY, history=history)
    assert answer.citations[0].clause == first


@pytest.mark.parametrize(
    ("said", "councils"),
    [
        (
            ("What weighting does North East Lincolnshire give social value?", "compare it with Southend's"),
            ("north-east-lincolnshire", "southend"),
        ),
        (
            ("Southend, £200k ex VAT of consultancy, is it required?", "how does that compare with Norwich?"),
            ("southend", "norwich"),
        ),
    ],
)
def test_a_council_that_is_compared_with_stands_beside_the_one_before(
    restated: Assistant, said: tuple[str, ...], councils: tuple[str, ...]
) -> None:
    *history, question = said
    answer = restated.ask(question, today=TODAY, history=history)
    rows = [line for line in answer.text.split("\n") if line.startswith("|")]
    names = {council.slug: council.name for council in restated.holdings.councils}
    assert [slug for slug in names if any(names[slug] in row for row in rows)] == [slug for slug in names if slug in councils]
