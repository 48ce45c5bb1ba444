from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import library
from assistant.library import Library
from tests.assistant.surfaces import invented_council


@contextmanager
def corpus_set(folder: Path) -> Iterator[None]:
    """CLAUSEWISE_CORPUS for a fixture that lives longer than one test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAUSEWISE_CORPUS", str(folder))
        yield


@pytest.fixture(scope="session")
def two_councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two invented councils."""
    folder = invented_council.write(tmp_path_factory.mktemp("corpus"))
    invented_council.write_other(folder)
    return folder


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, two_councils: Path) -> Path:
    """A library of the two councils."""
    folder = tmp_path_factory.mktemp("library")
    with corpus_set(two_councils):
        library.brought_up_to_date(folder)
    return folder


@pytest.fixture
def open_library(index: Path, two_councils: Path) -> Iterator[Library]:
    with corpus_set(two_councils), library.opened(index) as opened:
        yield opened


@pytest.fixture(scope="session")
def environment(index: Path, two_councils: Path) -> dict[str, str]:
    """What a process needs to serve the library."""
    return {**os.environ, "CLAUSEWISE_CORPUS": str(two_councils), "CLAUSEWISE_INDEX": str(index)}


@pytest.fixture(scope="session")
def command() -> list[str]:
    return [sys.executable, "-m", "assistant.surfaces.cli"]
