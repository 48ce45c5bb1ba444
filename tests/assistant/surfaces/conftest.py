from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant import corpus
from tests.assistant.surfaces.processes import BUILDING, clausewise

CARD_QUESTION = "is social value required for this £400k works contract?"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the five councils' digests, built by the first question that was put to it; tests that write use a copy."""
    index = tmp_path_factory.mktemp("clausewise") / "library"
    done = clausewise(index, "ask", CARD_QUESTION)
    assert done.err.startswith(BUILDING)
    return index


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return shutil.copytree(built, tmp_path / "library")


@pytest.fixture(scope="session")
def changed_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus with one figure of Southend's pack changed."""
    folder = shutil.copytree(corpus.DEFAULT, tmp_path_factory.mktemp("changed") / "corpus")
    pack = folder / "southend" / "rules" / "social-value.yaml"
    text = pack.read_text(encoding="utf-8")
    assert text.count("pounds: 1000000") == 1
    pack.write_text(text.replace("pounds: 1000000", "pounds: 1100000"), encoding="utf-8")
    return folder
