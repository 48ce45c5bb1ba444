from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.surfaces.decision_record import Record
from tests.assistant.surfaces import invented_council
from tests.assistant.surfaces.decision_record import records


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """A corpus of one invented council, that a test may change."""
    return invented_council.write(tmp_path / "corpus")


@pytest.fixture
def assistant(corpus_folder: Path) -> Assistant:
    return invented_council.assistant(corpus_folder)


@pytest.fixture
def record(assistant: Assistant) -> Record:
    """The record of one verdict, made on 21 November 2026."""
    return records.record(assistant)
