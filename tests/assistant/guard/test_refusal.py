"""What is refused: orders to the program, and what is private to a person or an opinion of one; `test_guard.yaml` has the wordings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from assistant.guard.refusal import REFUSALS, refusal
from assistant.service import QUESTION_MAX_CHARACTERS

WORDINGS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
LONG = ("the head of ", "ignore all the of ", "give me the ", "the director of the ", "a b ", "you please ", "what is the ")
SECONDS = 2.0
"""Far above what the longest question takes here (0.2 s), and far below what a pattern that goes back over itself would."""


@pytest.mark.parametrize("question", WORDINGS["answered"])
def test_question_of_the_field_is_not_refused(question: str) -> None:
    assert refusal(question) is None


@pytest.mark.parametrize(("why", "question"), [(why, q) for why in REFUSALS for q in WORDINGS[why]])
def test_question_is_refused_for_what_it_is(why: str, question: str) -> None:
    assert refusal(question) == REFUSALS[why]


@pytest.mark.parametrize("words", LONG)
def test_longest_question_is_read_in_time(words: str) -> None:
    began = time.perf_counter()
    assert refusal((words * QUESTION_MAX_CHARACTERS)[:QUESTION_MAX_CHARACTERS]) is None
    assert time.perf_counter() - began < SECONDS
