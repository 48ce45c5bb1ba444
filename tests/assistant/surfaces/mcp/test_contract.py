"""A contract as structured facts: checked field by field, never misread, and answered as the same contract asked in words is."""

from __future__ import annotations

import itertools
import shutil
from datetime import date
from typing import Any

import pytest

from assistant.errors import ClausewiseError, UnknownCouncil
from assistant.service import Assistant
from assistant.surfaces import contract
from tests.assistant.surfaces import invented_council
from tests.corpus.held import CORPUS, digests

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = invented_council.write(tmp_path_factory.mktemp("corpus"))
    invented_council.write_other(folder)
    shutil.copytree(CORPUS / "national", folder / "national")
    return invented_council.assistant(folder)


@pytest.mark.parametrize(
    ("given", "outcome", "missing"),
    [
        ({"value_pounds": 100_000.01, "vat": "ex", "contract_type": "services"}, "required", []),
        ({"value_pounds": 100_000, "vat": "ex", "contract_type": "services"}, "not_required", []),
        ({"value_pounds": 110_000, "contract_type": "services"}, "depends", ["vat"]),
        ({"value_pounds": 120_000.01, "vat": "inc", "contract_type": "services"}, "required", []),
        ({"contract_type": "works"}, "depends", ["amount"]),
        ({"value_pounds": 500_000, "vat": "ex"}, "depends", ["contract_type"]),
        ({"value_low_pounds": 900_000, "value_high_pounds": 1_100_000, "contract_type": "works"}, "depends", ["amount"]),
        ({"value_high_pounds": 999_999.99, "contract_type": "works"}, "not_required", []),
        ({"value_low_pounds": 1_000_000, "contract_type": "works"}, "required", []),
        ({}, "depends", ["contract_type", "amount"]),
    ],
)
def test_a_contract_is_tried_on_the_rules_as_it_is(
    council: Assistant, given: dict[str, Any], outcome: str, missing: list[str]
) -> None:
    answer = contract.answered(council, contract.read(given), "wexcombe", TODAY)
    assert (answer.outcome, list(answer.missing)) == (outcome, missing)
    assert answer.council == "wexcombe" and answer.as_of == TODAY


def test_what_was_given_is_shown_as_given_and_the_rest_as_unknown(council: Assistant) -> None:
    given = {"value_pounds": 400_000.5, "vat": "inc", "months": 0, "call_off": False, "date": "2027-02-01", "id": "a1"}
    answer = contract.answered(council, contract.read(given), "wexcombe", TODAY)
    facts = answer.facts
    assert (facts["amount"]["pence"], facts["vat"], facts["duration"]["months"], facts["call_off"]["value"]) == (
        40_000_050,
        "inc",
        0,
        False,
    )
    assert facts["contract_type"] is None and facts["amount"]["origin"] == "setting"
    assert (answer.id, answer.as_of.isoformat()) == ("a1", "2027-02-01")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value_pounds": -1}, "value_pounds"),
        ({"value_pounds": 0.001}, "value_pounds"),
        ({"value_pounds": float("nan")}, "value_pounds"),
        ({"value_pounds": float("inf")}, "value_pounds"),
        ({"value_pounds": True}, "value_pounds"),
        ({"value_pounds": "400k"}, "value_pounds"),
        ({"value_pounds": 10**13}, "value_pounds"),
        ({"value_pounds": 1, "value_low_pounds": 1}, "not both"),
        ({"value_low_pounds": 2, "value_high_pounds": 1}, "value_low_pounds is more"),
        ({"vat": "ex"}, "vat goes with a value"),
        ({"value_pounds": 1, "vat": "both"}, "vat is neither"),
        ({"contract_type": "gardening"}, "contract_type"),
        ({"months": 1.5}, "months"),
        ({"months": -1}, "months"),
        ({"months": True}, "months"),
        ({"call_off": "no"}, "call_off"),
        ({"date": "31/12/2026"}, "not a date"),
        ({"date": 20261231}, "not a date"),
        ({"date": "2026-02-30"}, "not a date"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_in_one_line(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ClausewiseError) as refused:
        contract.read(given)
    assert words in str(refused.value) and "\n" not in str(refused.value)


def test_councils_are_compared_all_or_those_named(council: Assistant) -> None:
    read = contract.read({"value_pounds": 2_000_000, "contract_type": "works"})
    both = contract.compared(council, read, [], TODAY)
    assert both.status == "answered" and both.outcome is None
    assert "Wexcombe Borough Council" in both.headline and "Ashby District Council" in both.headline
    assert "Ashby" not in contract.compared(council, read, ["wexcombe"], TODAY).text


def test_a_council_that_is_not_loaded_is_refused(council: Assistant) -> None:
    with pytest.raises(UnknownCouncil, match="council not loaded: 'nowhere'; loaded are ashby, wexcombe"):
        contract.answered(council, contract.read({}), "nowhere", TODAY)
    with pytest.raises(UnknownCouncil):
        contract.compared(council, contract.read({}), ["wexcombe", "nowhere"], TODAY)


CONTRACTS = [
    {"value_pounds": pounds, **vat, **kind, **term}
    for pounds, vat, kind, term in itertools.product(
        (90_000, 400_000, 1_000_000, 6_000_000),
        ({}, {"vat": "ex"}, {"vat": "inc"}),
        (
            {"contract_type": "works"},
            {"contract_type": "services"},
            {"contract_type": "supplies"},
            {"contract_type": "light_touch"},
        ),
        ({}, {"months": 36}),
    )
]


@pytest.mark.parametrize("slug", [council.slug for council in digests().councils])
def test_the_same_contract_asked_in_words_has_the_same_verdict(slug: str) -> None:
    assistant = Assistant(digests(), None)  # type: ignore[arg-type] - a verdict searches for nothing
    different = []
    for given in CONTRACTS:
        read = contract.read(given)
        facts = contract.answered(assistant, read, slug, TODAY)
        words = assistant.ask(read.question, today=TODAY, council=slug)
        if (facts.outcome, facts.duties, facts.missing, facts.requirements) != (
            words.outcome,
            words.duties,
            words.missing,
            words.requirements,
        ):
            different.append(read.question)
    assert different == []


def test_the_question_is_plain_english() -> None:
    given = {
        "value_low_pounds": 50_000,
        "value_high_pounds": 60_000,
        "vat": "ex",
        "contract_type": "concession",
        "months": 12,
        "call_off": True,
    }
    assert contract.read(given).question == (
        "Is social value required for a concession contract worth £50,000 to £60,000 excluding VAT that runs for 12 months "
        "where it is a call-off from a framework?"
    )
