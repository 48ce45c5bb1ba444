"""Slips of the keys are mended from the words of the documents and of the language, and what is no slip stays as it is."""

from __future__ import annotations

import pytest

from assistant.facts.words.slips import slip_between
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
        ("wht hapens aftr it is signd", "what happens after it is signed"),
        ("hwo oftne is teh polcy reveiwed", "how often is the policy reviewed"),
        ("whicj targits", "which targets"),
        ("are thier promisses kept", "are their promises kept"),
        ("the Scoial Value policy", "the Social Value policy"),
        ("Wich lotts are mesured?", "Which lots are measured?"),
        ("wen do u report n wot abt last yr", "when do you report and what about last year"),
        ("whr does it say tht, shud we chk b4 may", "where does it say that, should we check before may"),
    ],
)
def test_a_slip_is_mended(asked: Assistant, typed: str, mended: str) -> None:
    assert asked.mended(typed) == mended


@pytest.mark.parametrize(
    "typed",
    [
        "subcontractors and parking",
        "who polices it at north east lincs",
        "and in southend or norwich",
        "dock wall repointing, stairlifts, handymen and audiobooks",
        "an sme asks of kpis and the toms in the itt",
        "would Ambridge or Borchester retender it?",
        "neighbourhood organisations favour the programme",
        "can we opt out, or waive it",
        "Mr N Wen of R&D asked about lot r-4",
    ],
)
def test_what_is_no_slip_stays(asked: Assistant, typed: str) -> None:
    assert asked.mended(typed) == typed


def test_two_letters_swapped_are_likelier_than_a_strange_one() -> None:
    assert slip_between("hwo", "how") < slip_between("hqw", "how")
    assert slip_between("whch", "which") < slip_between("swhich", "which")
