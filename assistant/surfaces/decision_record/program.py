"""Which program gave an answer: its version, and a sha256 of the files that compute answers and records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("assistant", "ingest")
SURFACES, RECORDS = Path("assistant/surfaces"), Path("assistant/surfaces/decision_record")


WORDED_BY = "fixed sentences alone, and no language model"
"""True of every record: an answer is put in one as it was composed, whatever model is set (docs/adr/0030)."""


@cache
def program() -> dict[str, str]:
    """Name, version, sha256 and who worded the answer. The other surfaces are left out: they show answers and compute none."""
    try:
        version = metadata.version("clausewise")
    except metadata.PackageNotFoundError:
        version = "not installed"
    return {"name": "clausewise", "version": version, "sha256": _sha256(), "worded_by": WORDED_BY}


def _sha256() -> str:
    total = hashlib.sha256()
    for path in sorted(_files(), key=lambda path: path.as_posix()):
        total.update(path.as_posix().encode() + b"\0" + hashlib.sha256((ROOT / path).read_bytes()).digest())
    return total.hexdigest()


def _files() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            relative = path.relative_to(ROOT)
            shows_only = relative.is_relative_to(SURFACES) and not relative.is_relative_to(RECORDS)
            if path.is_file() and "__pycache__" not in relative.parts and not shows_only:
                yield relative
