"""Tests on the council originals run where the originals are, and are not collected elsewhere; one line says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
