"""An answer of each kind that a model may word, and the assistant with a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from assistant.answer import Answer
from assistant.phrase.model import Phraser
from assistant.service import Assistant
from tests.corpus import held

TODAY = date(2026, 11, 21)
QUESTIONS = {
    "not_required": ("Is social value required for this £400k works contract?", "southend"),
    "required": ("Do we have to include social value in a £2m services contract for 3 years?", "southend"),
    "consider": ("Is social value required for a £300k services contract?", "south-norfolk"),
    "depends": ("Is social value required in this contract?", "southend"),
    "no_rule": ("Is social value required for a £50k supplies contract?", "norwich"),
    "compared": ("Which councils require social value in a £300k services contract?", None),
    "abstained": ("Is social value required in Plymouth for a works contract?", None),
}
"""A question for each kind of answer that a model may word, each settled without a search."""


@cache
def assistant() -> Assistant:
    return Assistant(held.digests(), None)  # type: ignore[arg-type] - a question that rules settle is never searched for


@cache
def answer(name: str) -> Answer:
    """The answer of that kind, as it is without a model."""
    question, council = QUESTIONS[name]
    return assistant().ask(question, today=TODAY, council=council)


def with_model(phraser: Phraser) -> Assistant:
    """The five councils, and a model."""
    return Assistant(held.digests(), None, phraser=phraser)  # type: ignore[arg-type]


def worded(phraser: Phraser, given: Answer) -> Answer:
    """An answer as a surface shows it where that model is set."""
    return with_model(phraser).worded(given)


def same_but_for_its_text(one: Answer, other: Answer) -> bool:
    return replace(one, text="") == replace(other, text="")
