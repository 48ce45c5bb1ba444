from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.serving import create_app
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web.opened import TODAY, councils

MANY_A_MINUTE = 1_000_000


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A library's folder, for what the pages keep in it."""
    return tmp_path / "library"


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The server on the five councils' digests, as it listens on this computer; one for all tests, since what they read never changes."""
    with serving(tmp_path_factory.mktemp("served")) as client:
        yield client


@pytest.fixture
def keeping(index: Path) -> Iterator[TestClient]:
    """A server of its own, on a folder in which nothing is kept yet."""
    with serving(index) as client:
        yield client


@contextmanager
def serving(index: Path) -> Iterator[TestClient]:
    settings = ServeSettings(index, hosts=("testserver",), requests_per_minute=MANY_A_MINUTE)
    with TestClient(create_app(councils(), settings, lambda: TODAY), raise_server_exceptions=False) as client:
        yield client
