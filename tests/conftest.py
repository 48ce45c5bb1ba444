"""Tests on the council originals run where the originals are, those in a browser where one is named; elsewhere they are not collected.

A line at the top of the run says so of each.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")  # the same examples at each run of one commit; elsewhere new ones are tried each time

ROOT = Path(__file__).resolve().parents[1]
ORIGINALS = Path(os.environ.get("CLAUSEWISE_ORIGINALS") or ROOT.parent / "shared" / "seeds").resolve()

collect_ignore = [] if ORIGINALS.is_dir() else ["originals"]


def pytest_report_header() -> list[str]:
    where = (
        "originals: found, their tests run"
        if ORIGINALS.is_dir()
        else "originals: folder not found, tests/originals not collected"
    )
    browser = os.environ.get("CLAUSEWISE_CHROMIUM") or "none named, tests/browser not collected; make test-browser runs them"
    return [f"{where} (CLAUSEWISE_ORIGINALS)", f"browser: {browser}"]


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the five originals as text."""
    return ORIGINALS
