"""The weights by which one of several sums is told (assistant/facts/which_sum.py): what they tell of the messages that they were fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.facts import merge, read_facts, which_sum
from assistant.model import Facts
from evals.which_sum import fit
from tests.assistant.facts.case_files import COUNCILS, TODAY

LEFT_OPEN = (
    "Hello, we have the new weighbridge to buy. Scrap value of the old one is put at £4,000, tolls bring in £310,000 a year. "
    "The contract sum is {value} excluding VAT and has been signed off. Is social value compulsory?"
)


@pytest.fixture(scope="module")
def told() -> Sequence[fit.Told]:
    return fit.weighed(which_sum.fitted().weights, [one for one in fit.messages() if one.is_open])


def test_what_is_told_of_the_messages_is_right_and_is_a_third_of_them(told: Sequence[fit.Told]) -> None:
    table = which_sum.fitted()
    every, right = fit.share_told(told, table.least, table.most_of_others)
    assert right >= 0.98 * every
    assert every >= len(told) / 3


def test_a_sum_in_a_reply_is_not_weighed_where_a_value_was_told_before() -> None:
    first = read_facts("a £90k contract", COUNCILS, today=TODAY)
    reply = LEFT_OPEN.format(value="£92,400")
    assert read_facts(reply, COUNCILS, today=TODAY).amount is not None
    facts = merge(first, read_facts(reply, COUNCILS, today=TODAY, earlier=first))
    assert [one.code for one in facts.doubts] == ["two_amounts"]


def test_the_words_of_the_sum_are_shown_with_its_basis() -> None:
    amount = read_facts(LEFT_OPEN.format(value="£92,400"), COUNCILS, today=TODAY).amount
    assert amount is not None and amount.said.words == "£92,400 excluding VAT" and amount.vat == "ex"


def test_nothing_is_told_of_more_sums_than_a_message_holds() -> None:
    many = " ".join(f"The grant for ward {n} was £{n},500 and nobody minded." for n in range(2, 40))
    assert read_facts(many, COUNCILS, today=TODAY).amount is None


def test_a_short_message_is_left_to_the_rules() -> None:
    facts = read_facts("The grant is £40,000, the agreed price is £131,000", COUNCILS, today=TODAY)
    assert facts == Facts(doubts=facts.doubts) and [one.code for one in facts.doubts] == ["two_amounts"]
