"""The main job on the digests: the card's question in every council and in none, and the amounts on either side of a line."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.assistant.main_job import SCHEMA, TODAY, Claim, assistant, claims, unmet, unsound
from tests.corpus import running
from tests.corpus.held import digests
from tests.corpus.running import one_of_each

CONTRACT_SHA256 = "cb839319cc0130ae6acf6e6ce0e69ae80e850e49356cd0e09cd7e476c208b9df"


def test_the_schema_is_the_contract_to_the_byte() -> None:
    assert sha256(SCHEMA.read_bytes()).hexdigest() == CONTRACT_SHA256


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.name)
def test_claim_holds_on_the_digests(claim: Claim) -> None:
    answer = assistant().ask(claim.question, today=TODAY, council=claim.council)
    assert unmet(claim, answer) == []
    assert {citation.kind for citation in answer.citations} == {"digest"}


def test_with_no_council_all_five_are_shown_side_by_side_with_a_clause_of_each() -> None:
    (claim,) = [claim for claim in claims() if "councils" in claim.given]
    answer = assistant().ask(claim.question, today=TODAY)
    rows = [line for line in answer.text.splitlines() if line.startswith("| ") and "Verdict" not in line]
    assert len(rows) == len(claim.given["councils"])
    for council in claim.given["councils"]:
        alone = assistant().ask(claim.question, today=TODAY, council=council)
        (row,) = [row for row in rows if digests().council(council).name in row]
        assert WORDS[str(alone.outcome)] in row
        assert {c.clause for c in answer.citations if c.document == digests().of(council)[0].id} or alone.outcome == "no_rule"


WORDS = {
    "required": "is required",
    "not_required": "is not required",
    "consider": "has to be considered",
    "no_rule": "sets no rule",
}


def test_the_same_question_gives_the_same_answer_to_the_letter() -> None:
    first, second = (
        assistant().ask("is social value required for this £400k works contract?", today=TODAY).as_json() for _ in "ab"
    )
    assert first == second


def test_no_answer_to_a_case_of_any_rule_and_outcome_is_unsound() -> None:
    assert {case.name: wrong for case in one_of_each() if (wrong := unsound(running.answer(case, digests(), TODAY)))} == {}


def test_what_is_said_of_a_document_that_no_passage_says_stands_in_the_trace() -> None:
    answer = assistant().ask("Is social value required for £90k of services in West Norfolk?", today=TODAY)
    (known,) = [item for item in answer.trace if item["layer"] == "document" and item["status"] == "proposed"]
    (missing,) = [warning.text for warning in answer.warnings if warning.code == "instrument_missing"]
    assert known["document"] == "west-norfolk-social-value-report"
    assert known["missing"] and all(part in missing for part in known["missing"])
    labels = {item["clause"] for item in answer.trace if item["layer"] == "citation"}
    assert labels == {citation.clause for citation in answer.citations}
