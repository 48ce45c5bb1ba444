"""Conversations that an officer can read: the questions in order, and what the last one has to come to. On the digests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
