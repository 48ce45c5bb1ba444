"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import assistant
import evals
import ingest

OPTIONAL = "evals.peers."
"""Modules whose libraries are extras."""


def _modules() -> Iterator[str]:
    for package in (ingest, assistant, evals):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(OPTIONAL) and not found.name.endswith("__main__"):
                yield found.name


def _with_examples() -> Iterator[str]:
    for name in _modules():
        spec = find_spec(name)
        if spec and spec.origin and ">>> " in Path(spec.origin).read_text(encoding="utf-8"):
            yield name


@pytest.mark.parametrize("name", _with_examples())
def test_the_examples_in_docstrings_hold(name: str) -> None:
    ran = doctest.testmod(importlib.import_module(name))
    assert ran.attempted > 0
    assert ran.failed == 0
