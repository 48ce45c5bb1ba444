from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import library
from assistant.config import WordingModel
from assistant.phrase.model import Phraser
from assistant.service import Assistant
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


@pytest.fixture(scope="session")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on a library of the five policies and national law as they are restated."""
    index = tmp_path_factory.mktemp("restated")
    library.ingest(index, [])
    with library.opened(index) as opened:
        yield opened.assistant()
