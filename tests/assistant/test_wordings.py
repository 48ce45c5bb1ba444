"""Every wording of `test_wordings.yaml` comes to the outcome written down, whoever asks and however; on the digests, by rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.assistant.main_job import TODAY, assistant

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def wordings() -> Iterator[tuple[dict[str, Any], str]]:
    for group in GROUPS:
        yield from ((group, question) for question in group["asks"])


@pytest.mark.parametrize(("group", "question"), wordings(), ids=[question for _, question in wordings()])
def test_wording_comes_to_the_outcome(group: dict[str, Any], question: str) -> None:
    answer = assistant().ask(question, today=TODAY)
    assert (answer.council, answer.outcome) == (group["council"], group["outcome"])
    if "missing" in group:
        assert set(answer.missing) == set(group["missing"])
