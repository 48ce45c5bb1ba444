"""What every benchmark is run on: two processors, and the questions of the evaluation's bank that are not set apart."""

from __future__ import annotations

import os
import platform
from typing import Any

from evals.bank import Question, read_bank, select

CORES = 2


def on_two_cores() -> None:
    """Keeps this process, and those it starts from now on, on two processors, where the system can say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def machine() -> str:
    """The machine in one line, with how busy it is: a busy machine gives longer times."""
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"{os.cpu_count()} processors, {CORES} used; load {load}; Python {platform.python_version()}"


def chosen(count: int) -> list[Question]:
    """That many questions, spread evenly over the bank, so that every kind is among them."""
    bank = select(read_bank(), "dev")
    return [bank[number * len(bank) // count] for number in range(count)]


def request(question: Question) -> dict[str, Any]:
    """A question as a line of a batch, and as the body of POST /api/ask, has it."""
    given = {
        "id": question.id, "question": question.question, "council": question.council,
        "date": question.date.isoformat() if question.date else None, "history": list(question.history),
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}
