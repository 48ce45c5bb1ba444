from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.config import WordingModel
from assistant.phrase import Phraser
from tests.assistant.phrase import stub


@pytest.fixture
def model() -> Iterator[stub.Model]:
    """A language model on a port of this computer."""
    with stub.serving() as made:
        yield made


@pytest.fixture
def phraser(model: stub.Model, monkeypatch: pytest.MonkeyPatch) -> Phraser:
    """What asks that model, as an OpenAI-compatible one."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"{model.address}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", stub.KEY)
    return Phraser(WordingModel("openai", "stub", stub.LIMIT_S))
