"""What the headline of a verdict says of national law beside it (test_law_beside.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_headline_tells_whether_the_laws_duty_reaches_the_contract(restated: Assistant, case: dict[str, Any]) -> None:
    answer = restated.ask(case["question"], today=TODAY, council=case["council"])
    assert answer.outcome == case["outcome"]
    assert answer.headline.startswith(case["begins"])
    assert [part for part in case.get("says", []) if part not in answer.headline] == []
    assert unsound(answer) == []
