"""The examples in the docstrings of reading and labelling are true."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = ("plain", "markers", "wording", "labels", "numbering", "tables", "passages", "word_vectors")
READERS = ("building", "files", "number_formats", "pdf_lines", "spaced_columns")


@pytest.mark.parametrize("name", [*MODULES, *(f"readers.{name}" for name in READERS)])
def test_examples(name: str) -> None:
    results = doctest.testmod(import_module(f"ingest.{name}"))
    assert results.failed == 0
    assert results.attempted > 0
