"""The day the procurement starts: the question's own, else the one set beside it, else the day it is asked. On the digests."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assistant.main_job import TODAY, assistant

SET = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("question", "as_of", "keyed_on"),
    [
        (
            "Southend works of £5.25m including VAT over 6 months that started in June 2024: was social value required?",
            SET,
            date(2024, 6, 1),
        ),
        (
            "Southend works of £5.25m including VAT over 6 months that started in June 2024: was social value required?",
            None,
            date(2024, 6, 1),
        ),
        (
            "Southend works of £5.25m including VAT over 6 months. The tender notice was published on 14 October 2025. Is social value required?",
            None,
            date(2025, 10, 14),
        ),
        ("Southend works of £5.25m including VAT over 6 months: is social value required?", SET, SET),
        ("Southend works of £5.25m including VAT over 6 months: is social value required?", None, TODAY),
    ],
)
def test_the_questions_own_day_goes_before_one_set_beside_it(question: str, as_of: date | None, keyed_on: date) -> None:
    assert assistant().ask(question, today=TODAY, as_of=as_of).as_of == keyed_on
