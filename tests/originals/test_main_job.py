"""The main job on the originals: the same claims, the same labels, every case of every rule, every pack proved on their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.main_job import TODAY, Claim, assistant, claims, unmet, unsound
from tests.corpus import running
from tests.corpus.held import digests
from tests.corpus.held import originals as on_originals
from tests.corpus.running import Case, cases, one_of_each, wrong

COUNCILS = [council.slug for council in digests().councils]


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.name)
def test_claim_holds_on_the_originals(claim: Claim, originals: Path) -> None:
    answer = assistant(originals).ask(claim.question, today=TODAY, council=claim.council)
    assert unmet(claim, answer) == []
    kinds = {citation.kind for citation in answer.citations if citation.document != "national-law"}
    assert kinds == {"original"}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case_holds_on_the_originals(case: Case, originals: Path) -> None:
    assert wrong(case, on_originals(originals), TODAY) == []


@pytest.mark.parametrize("council", COUNCILS)
def test_digest_and_original_give_the_same_labels_in_the_same_order(council: str, originals: Path) -> None:
    (digest,), (original,) = digests().of(council), on_originals(originals).of(council)
    assert (digest.document.kind, original.document.kind) == ("digest", "original")
    assert list(digest.clauses) == list(original.clauses)


@pytest.mark.parametrize("council", COUNCILS)
def test_every_pack_is_proved_on_both(council: str, originals: Path) -> None:
    (digest,), (original,) = digests().of(council), on_originals(originals).of(council)
    assert digest.packs == original.packs
    assert [pack.pack for pack in original.packs] == [f"{council}-social-value"]


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.name)
def test_verdict_does_not_turn_on_which_text_is_loaded(claim: Claim, originals: Path) -> None:
    on_digest, on_original = (
        assistant(folder).ask(claim.question, today=TODAY, council=claim.council) for folder in (None, originals)
    )
    for part in ("status", "outcome", "headline", "duties", "requirements", "missing", "changes"):
        assert getattr(on_digest, part) == getattr(on_original, part), part


def test_no_answer_to_a_case_of_any_rule_and_outcome_is_unsound(originals: Path) -> None:
    holdings = on_originals(originals)
    assert {case.name: wrong for case in one_of_each() if (wrong := unsound(running.answer(case, holdings, TODAY)))} == {}
