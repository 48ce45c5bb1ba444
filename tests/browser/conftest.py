"""Tests in a real browser, against the server as it is started by hand. `make test-browser` runs them: it names the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CLAUSEWISE_CHROMIUM", "")
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]

if CHROMIUM:
    from playwright.sync_api import Browser, Page, expect, sync_playwright

    from tests.browser.serving import PATIENCE_MS, Server, launched, opened, started

    expect.set_options(timeout=PATIENCE_MS)

    @pytest.fixture(scope="session")
    def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        """`clausewise serve` on a library of its own, made from the corpus."""
        with started(tmp_path_factory.mktemp("library")) as server:
            yield server

    @pytest.fixture(scope="session")
    def browser() -> Iterator[Browser]:
        """Debian's Chromium, which finds no host but this computer."""
        with sync_playwright() as playwright, launched(playwright, CHROMIUM) as made:
            yield made

    @pytest.fixture
    def page(browser: Browser, server: Server) -> Iterator[Page]:
        """A page of a new window; a test fails where it asks another host for anything, or where a script of it fails."""
        with opened(browser, server) as page:
            yield page

    @pytest.fixture(scope="session")
    def growing(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        """A server of its own for tests that add documents, on a copy of the library."""
        index = shutil.copytree(server.index, tmp_path_factory.mktemp("growing") / "library")
        with started(index) as server:
            yield server

    @pytest.fixture
    def downloads(tmp_path: Path) -> Path:
        """Where files are saved."""
        return tmp_path
