from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import corpus
from tests.assistant.surfaces.processes import BUILDING, clausewise, serving

READER = ("ada", "a long enough password")
CARD_QUESTION = "is social value required for this £400k works contract?"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the five councils' digests, built by the first question that was put to it; tests that write use a copy."""
    index = tmp_path_factory.mktemp("clausewise") / "library"
    done = clausewise(index, "ask", CARD_QUESTION)
    assert done.err.startswith(BUILDING)
    return index


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address of a server on that library, as it is started by hand: for this computer alone, without accounts."""
    with serving(built, CLAUSEWISE_REQUESTS_PER_MINUTE="100000") as address:
        yield address


@pytest.fixture(scope="session")
def guarded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on that library with an account for READER, a reader."""
    accounts = tmp_path_factory.mktemp("guarded") / "accounts"
    clausewise(built, "serve", "--auth", str(accounts), "--add-account", READER[0], stdin=READER[1].encode())
    with serving(built, "--auth", str(accounts)) as address:
        yield address


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
