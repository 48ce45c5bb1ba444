"""Puts the questions to the assistant and keeps what came back: generation alone, nothing is scored here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evals.bank import Question

Answered = dict[str, Any]
Ask = Callable[[Question], Answered]


@dataclass(frozen=True, slots=True)
class Record:
    """One question with its answer, or with the failure that came in its place. `milliseconds` is wall time."""

    question: Question
    answer: Answered | None
    milliseconds: float
    failure: str | None = None


def generate(questions: Sequence[Question], ask: Ask, clock: Callable[[], float] = time.perf_counter) -> tuple[Record, ...]:
    """A record a question, in order. A crash is a record of its own and stops nothing."""
    return tuple(_records(questions, ask, clock))


def _records(questions: Sequence[Question], ask: Ask, clock: Callable[[], float]) -> Iterator[Record]:
    for question in questions:
        start = clock()
        try:
            answer, failure = ask(question), None
        except Exception as error:  # the surface of the evaluation: whatever the assistant raises is a result
            answer, failure = None, f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
        yield Record(question, answer, (clock() - start) * 1000, failure)
