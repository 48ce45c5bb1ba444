"""The examples in the docstrings of the pages are true."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

from assistant.surfaces import web
from assistant.surfaces.web import chat

MODULES = [one.name for package in (web, chat) for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_come_out_as_written(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) > 20
