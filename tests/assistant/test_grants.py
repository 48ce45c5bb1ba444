"""On a grant that is given no verdict is computed: nothing is bought. What a grant pays for is judged as any contract."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.assistant.main_job import TODAY


@pytest.mark.parametrize(
    "said",
    [
        ("NELC grant of £120k to a food bank, does the policy bite?",),
        ("We're giving a charity a £200k grant at Southend. Must social value be in it?",),
        ("NELC: £150k of hall hire, is it required?", "or if it were a grant instead of a contract?"),
        ("NELC is paying a £130k grant to an advice charity. Is social value required?", "and at £90k?"),
    ],
)
def test_a_grant_is_given_no_verdict_and_what_speaks_of_grants_is_shown(restated: Assistant, said: tuple[str, ...]) -> None:
    answer = restated.ask(said[-1], today=TODAY, history=said[:-1])
    assert (answer.status, answer.outcome) == ("abstained", None)
    assert answer.headline.startswith("A grant buys nothing")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (("Southend got a £500k grant for new buses, £480k plus VAT. Is social value required?",), "required"),
        (("A grant-funded advice service at NELC worth £130k: is social value needed?",), "required"),
        (
            ("NELC: a £120k grant to a food bank, does it need social value?", "no, it's a contract for cleaning, £120k"),
            "required",
        ),
    ],
)
def test_what_a_grant_pays_for_is_judged(restated: Assistant, said: tuple[str, ...], outcome: str) -> None:
    assert restated.ask(said[-1], today=TODAY, history=said[:-1]).outcome == outcome
