"""Conversations on the words of documents: what the last question goes on from, and whom it is asked of (test_gone_on_with.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer import Answer
from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
CASES = [group | case for group in GROUPS for case in group["asks"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["said"]))
def test_question_goes_on_with_what_was_asked_before(restated: Assistant, case: dict[str, Any]) -> None:
    *history, question = case["said"]
    answer = restated.ask(question, today=TODAY, history=history, council=case.get("set"))
    cited = [citation.clause for citation in answer.citations]
    assert _table(answer) == case.get("table")
    assert answer.council == case.get("council")
    assert answer.outcome == case.get("outcome")
    assert answer.status == case.get("status", answer.status)
    assert cited[:1] == [case.get("first", cited[0])]
    assert set(case.get("cites", [])) <= set(cited)
    assert unsound(answer) == []


def _table(answer: Answer) -> str | None:
    """What stands in the table of councils: their words or verdicts; None where there is none."""
    return next((kind for kind, head in HEADS.items() if head in answer.text), None)


HEADS = {"words": "| Council | What its document says |", "verdicts": "| Council | Verdict |"}
