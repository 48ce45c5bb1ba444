"""Tests on the council originals run where the originals are, and are not collected elsewhere; one line says so."""

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


def pytest_report_header() -> str:
    where = (
        "originals: found, their tests run"
        if ORIGINALS.is_dir()
        else "originals: folder not found, tests/originals not collected"
    )
    return f"{where} (CLAUSEWISE_ORIGINALS)"


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the five originals as text."""
    return ORIGINALS
