"""Questions on a document itself, on the five policies as they are restated (test_about_the_document.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{one.get('council', 'named')}: {one['ask']}" for one in CASES])
def test_a_question_on_the_document_itself_is_answered_from_what_is_known_of_it(
    restated: Assistant, case: dict[str, Any]
) -> None:
    answer = restated.ask(case["ask"], council=case.get("council"), today=TODAY)
    assert answer.status == case["status"]
    assert case.get("says", "") in answer.headline
    if "cites" in case:
        assert answer.citations[0].clause in case["cites"]
    assert unsound(answer) == []
