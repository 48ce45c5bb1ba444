"""Whether a verdict is given at all: to those who ask for one in whatever words, and to nobody else. On the digests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import conversation
from assistant.asked.intent import read_intent
from tests.assistant.main_job import TODAY, assistant

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["said"]))
def test_verdict_is_given_to_who_asks_for_one(case: dict[str, Any]) -> None:
    *history, question = case["said"]
    turn = conversation.read(question, history, assistant().holdings.councils, TODAY, assistant().wants)
    assert read_intent(turn.about or question, turn.facts, turn.want, history).verdict is case["verdict"]
