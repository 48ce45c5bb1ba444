"""Every case of `cases/*.yaml`: the question gives these facts and no others."""

from __future__ import annotations

import pytest

from assistant.facts import merge, other_councils, read_facts
from assistant.model import Facts
from tests.assistant.facts.case_files import COUNCILS, SUMS, TODAY, Case, all_cases, as_written

CASES = all_cases()


def answered(case: Case) -> Facts:
    facts = Facts()
    for question in (*case.after, case.ask):
        facts = merge(facts, read_facts(question, COUNCILS, today=TODAY, earlier=facts, weigh=SUMS.read))
    return facts


@pytest.mark.parametrize("case", CASES, ids=str)
def test_question_gives_these_facts_and_no_others(case: Case) -> None:
    others = other_councils(case.ask, COUNCILS) if not case.after else ()
    assert as_written(answered(case), others) == case.gives


def test_there_are_cases_for_every_fact_and_every_doubt() -> None:
    named = {name for case in CASES for name in case.gives}
    assert named == {"value", "vat", "rate", "months", "type", "call_off", "starts", "councils", "others", "asks_about"}
    codes = {code for case in CASES for code in case.gives.get("asks_about", ())}
    assert codes == {
        "two_amounts", "foreign_currency", "negative_amount", "absurd_amount", "two_durations", "two_types", "bad_date", "unknown_council",
    }  # fmt: skip
