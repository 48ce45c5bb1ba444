"""Slips of the keys are mended from the documents' words, and what is no slip stays as it is."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from ingest import embed
from tests.corpus import held


@pytest.fixture(scope="module")
def asked() -> Assistant:
    return Assistant(held.digests(), None, embed.vocabulary())  # type: ignore[arg-type] - nothing is searched for


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("what weigthing do we give it", "what weighting do we give it"),
        ("who gives aproval", "who gives approval"),
        ("subcontractors and parking", "subcontractors and parking"),
        ("who polices it at north east lincs", "who polices it at north east lincs"),
        ("and in southend or norwich", "and in southend or norwich"),
    ],
)
def test_a_slip_is_mended_and_a_name_of_a_council_is_none(asked: Assistant, typed: str, mended: str) -> None:
    assert asked.mended(typed) == mended
