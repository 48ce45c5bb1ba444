from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.serving import create_app
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web.opened import TODAY, councils


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A library's folder, for what the pages keep in it."""
    return tmp_path / "library"


@pytest.fixture
def client(index: Path) -> Iterator[TestClient]:
    """The server on the five councils' digests, as it listens on this computer."""
    app = create_app(councils(), ServeSettings(index, hosts=("testserver",)), lambda: TODAY)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
