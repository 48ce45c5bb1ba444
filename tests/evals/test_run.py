"""Generation: every question gets a record, whatever happens."""

from __future__ import annotations

import itertools
from typing import Any

from evals.bank import Question
from evals.run import generate
from tests.evals.answers import answer, question


def test_a_crash_is_a_record_and_the_rest_is_still_asked() -> None:
    def ask(asked: Question) -> dict[str, Any]:
        if asked.id == "q-1":
            raise ValueError("two\nlines")
        return answer(id=asked.id)

    records = generate([question(id="q-1"), question(id="q-2")], ask)
    assert [(r.question.id, r.failure, r.answer is None) for r in records] == [
        ("q-1", "ValueError: two lines", True),
        ("q-2", None, False),
    ]


def test_time_is_taken_for_each_question() -> None:
    ticks = itertools.count(step=0.5)
    records = generate([question(id="q-1"), question(id="q-2")], lambda asked: answer(), clock=lambda: next(ticks))
    assert [r.milliseconds for r in records] == [500.0, 500.0]
