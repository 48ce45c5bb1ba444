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


def test_law_that_a_contract_falls_short_of_is_not_told_as_its_duty(restated: Assistant) -> None:
    text = restated.ask("NELC: £150,000 plus VAT of services, is social value required?", today=TODAY).text
    assert "No national duty reaches this contract: £150,000 excluding VAT (£180,000 including VAT) is under" in text
    assert "Here ." not in text
