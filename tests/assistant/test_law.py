"""Questions on national law, on the documents as they are restated: the clause that comes first and the amount (test_law.yaml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.compose.act_versions import version_asked
from assistant.compose.law import asks_line, day_of
from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
CASES = [(group, question) for group in GROUPS for question in group["asks"]]
STATEMENTS_THAT_NO_WORD_MAY_TURN = [
    "Is it right that the Social Value Act never covers goods?",
    "The Social Value Act applies to works above £5m. True or false?",
    "At no value do works come under the 2012 Act. Correct?",
]


@pytest.mark.parametrize(("group", "question"), CASES, ids=[question for _, question in CASES])
def test_law_is_told_by_the_clause_on_what_is_asked(restated: Assistant, group: dict[str, Any], question: str) -> None:
    answer = restated.ask(question, today=TODAY)
    if "warns" in group:
        assert group["warns"] in {warned.code for warned in answer.warnings}
        assert answer.status == "abstained"
        return
    assert answer.status == "answered"
    assert answer.citations[0].clause == group["first"]
    assert group.get("says", "") in answer.headline
    assert unsound(answer) == []


@pytest.mark.parametrize("question", STATEMENTS_THAT_NO_WORD_MAY_TURN)
def test_statement_on_the_act_is_met_by_what_holds_and_not_by_yes_or_no(restated: Assistant, question: str) -> None:
    assert not restated.ask(question, today=TODAY).headline.startswith(("Yes", "No."))


def test_period_is_told_with_the_amounts_of_the_day_of_the_notice(restated: Assistant) -> None:
    asked = "Tender notice published 12 December 2025, contract award March 2026. Which year's national thresholds apply: the old or the new?"
    answer = restated.ask(asked, today=TODAY)
    assert [citation.clause for citation in answer.citations[:2]] == [
        "Which period's threshold applies",
        "Thresholds from 1 January 2024",
    ]
    assert answer.headline.startswith(
        "The day on which the procurement starts decides, not the day of award. From 1 January 2024"
    )


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("By when does the Act say we must have done that thinking?", "When the duty has to be met"),
        ("according to the Act, when must we have considered it?", "When the duty has to be met"),
        ("does the Act let us skip it in an emergency?", "Urgency"),
        (
            "what if we split it in two, a contract of 150k for each floor, to get under?",
            "Valuing frameworks, concessions and split contracts",
        ),
        ("can we split it so that each is below the threshold?", "Valuing frameworks, concessions and split contracts"),
    ],
)
def test_what_the_act_says_and_whether_to_split_is_told_by_the_law_where_a_council_was_named_before(
    restated: Assistant, question: str, clause: str
) -> None:
    said = ("Norwich: office cleaning, £300k ex VAT. Is social value required?",)
    assert restated.ask(question, today=TODAY, history=said).citations[0].clause == clause


@pytest.mark.parametrize(
    "question",
    [
        "what is the Social Value Act?",
        "what does your policy say the Act requires before we start?",
        "is the weighting split into quality and price?",
    ],
)
def test_what_the_documents_say_is_told_by_them(restated: Assistant, question: str) -> None:
    said = ("Norwich: office cleaning, £300k ex VAT. Is social value required?",)
    answer = restated.ask(question, today=TODAY, history=said)
    assert all("Norwich" in citation.publisher for citation in answer.citations[:1])


@pytest.mark.parametrize(
    "question",
    [
        "How much social value must we ask for above the national threshold?",
        "From what value does the Procurement Act require KPIs?",
        "How much notice does the Procurement Act require for contracts?",
        "From what value does the Social Value Act cover services contracts?",
    ],
)
def test_what_is_no_threshold_of_a_public_contract_is_not_taken_for_one(question: str) -> None:
    assert not asks_line(question)


@pytest.mark.parametrize(
    "question",
    [
        "Minibuses are to be bought by our council, and £320,000 is to be paid. Has social value to be included?",
        "£90,000 will be paid by invoice for chairs. Is social value to be scored?",
    ],
)
def test_words_that_only_tell_of_the_contract_ask_nothing_of_the_law(restated: Assistant, question: str) -> None:
    answer = restated.ask(question, today=TODAY)
    assert (answer.status, answer.missing[0]) == ("needs_facts", "council")


def test_month_of_the_question_tells_the_day() -> None:
    assert day_of("services threshold in May 2019") == date(2019, 5, 1)
    assert day_of("Which contracts did the 2012 Social Value Act reach in 2014?") == date(2014, 1, 1)


def test_act_of_today_is_no_earlier_version() -> None:
    labels = [
        f"Versions of the Act, from {day}"
        for day in ("31 January 2013", "26 February 2015", "18 April 2016", "24 February 2025")
    ]
    assert version_asked("Which contracts does the Social Value Act reach in 2026?", date(2026, 1, 1), labels) is None
    assert version_asked("Which contracts did the Social Value Act reach?", None, labels) is None
