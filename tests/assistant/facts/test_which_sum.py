"""What part each of several sums plays (assistant/facts/money/which_sum.py): what is made of the odds that a model gives, and what the fitted model
gives."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from assistant.facts import SumAt, merge, read_facts
from assistant.facts.money import which_sum
from assistant.facts.money.which_sum import ROLES, Figure, Odds, Weigh
from assistant.model import Facts
from evals.which_sum import fit
from tests.assistant.facts.case_files import COUNCILS, SUMS, TODAY

VALUE, OTHER, ADDED, TAKEN_OFF = range(len(ROLES))
MESSAGE = "Hello, the desks are £82,000 excluding VAT, fitting them is £31,000 excluding VAT and the grant is £40,000. Is social value compulsory?"
EVERY = 9


def odds(role: int, sure: float = 4.0) -> Odds:
    """One part, by so much more likely than all others together, in the logarithm of the odds."""
    share = 1 / (1 + math.exp(-sure))
    return [math.log(share if at == role else (1 - share) / (len(ROLES) - 1)) for at in range(len(ROLES))]


def weigh(**roles: int) -> Weigh:
    """What reads the sums by their words: `weigh(k82=VALUE)` is sure that £82,000 is the value, and that every other sum is none."""

    def read(text: str, sums: tuple[SumAt, ...]) -> Sequence[Odds]:
        said = ("k" + text[one.start : one.end].removeprefix("£").split(",")[0] for one in sums)
        return [odds(roles.get(name, OTHER)) for name in said]

    return read


def read(message: str, **roles: int) -> Facts:
    return read_facts(message, COUNCILS, today=TODAY, weigh=weigh(**roles))


def test_without_a_model_the_rules_alone_tell_the_value() -> None:
    assert [one.code for one in read_facts(MESSAGE, COUNCILS, today=TODAY).doubts] == ["two_amounts"]


def test_the_sum_that_is_surely_the_value_is_read_with_its_words_and_basis() -> None:
    amount = read(MESSAGE, k82=VALUE).amount
    assert amount is not None and amount.low_pence == 82_000_00
    assert amount.said.words == "£82,000 excluding VAT" and amount.vat == "ex"


def test_what_goes_on_the_value_is_added_and_the_words_of_both_are_shown() -> None:
    amount = read(MESSAGE, k82=VALUE, k31=ADDED).amount
    assert amount is not None and amount.low_pence == amount.high_pence == 113_000_00
    assert amount.said.words == "£82,000 excluding VAT; £31,000 excluding VAT" and amount.vat == "ex"


def test_what_comes_off_the_value_is_taken_off() -> None:
    amount = read(MESSAGE, k82=VALUE, k31=TAKEN_OFF).amount
    assert amount is not None and amount.low_pence == 51_000_00


def test_parts_that_differ_in_vat_are_not_added() -> None:
    mixed = MESSAGE.replace("£31,000 excluding", "£31,000 including")
    assert read(mixed, k82=VALUE, k31=ADDED).amount is None


def test_a_sum_a_year_and_a_sum_in_all_are_not_added() -> None:
    mixed = MESSAGE.replace("£31,000", "£31,000 a year")
    assert read(mixed, k82=VALUE, k31=ADDED).amount is None


def test_more_is_not_taken_off_than_there_is() -> None:
    assert read(MESSAGE.replace("£82,000", "£22,000"), k22=VALUE, k31=TAKEN_OFF).amount is None


def test_a_sum_that_the_rules_settled_on_and_that_is_hardly_the_value_is_asked_about() -> None:
    message = "The contract is worth £90,000. We had £40,000 for the old one last year, and its upkeep was £8,000."
    settled = read_facts(message, COUNCILS, today=TODAY)
    assert settled.amount is not None and settled.amount.low_pence == 90_000_00
    assert read(message, k90=VALUE).amount == settled.amount
    assert read(message).amount is None


def test_what_is_not_sure_changes_nothing_that_the_rules_left_open() -> None:
    unsure = [odds(VALUE, 0.2), odds(OTHER, 0.2), odds(OTHER, 0.2)]
    facts = read_facts(MESSAGE, COUNCILS, today=TODAY, weigh=lambda _, sums: unsure)
    assert facts == read_facts(MESSAGE, COUNCILS, today=TODAY)


def test_of_two_values_the_likelier_is_told_and_no_more_surely_than_the_other_is_none() -> None:
    first, second = Figure((1_000_00, 1_000_00, None)), Figure((9_000_00, 9_000_00, None))
    found = which_sum.parts({first: odds(VALUE, 2.0), second: odds(VALUE, 1.0)})
    assert found.value == {first} and found.sure == pytest.approx(-1.0)
    with_vat = Figure((1_200_00, 1_200_00, None))
    both = which_sum.parts({first: odds(VALUE, 2.0), with_vat: odds(VALUE, 1.0)})
    assert both.value == {first, with_vat} and both.sure == pytest.approx(2.0)


def test_a_sum_in_a_reply_is_not_weighed_where_a_value_was_told_before() -> None:
    first = read_facts("a £90k contract", COUNCILS, today=TODAY)

    def never(text: str, sums: tuple[SumAt, ...]) -> Sequence[Odds]:
        raise AssertionError(text)

    facts = merge(first, read_facts(MESSAGE, COUNCILS, today=TODAY, earlier=first, weigh=never))
    assert [one.code for one in facts.doubts] == ["two_amounts"]


def test_nothing_is_told_of_more_sums_than_a_message_holds() -> None:
    many = " ".join(f"The grant for ward {n} was £{n},500 and nobody minded." for n in range(2, 40))
    assert read(many, k2=VALUE).amount is None


def test_what_the_model_tells_of_the_messages_that_it_was_fitted_on_is_right() -> None:
    given = [one for one in fit.messages() if one.is_written][::EVERY]
    judged = [fit.judged(one, SUMS.read(one.text, one.sums)) for one in given]
    assert judged.count("right") >= 0.8 * len(given)
    assert judged.count("wrong") <= 0.05 * len(given)
    alone = [fit.judged(one, None) for one in given]
    assert alone.count("right") < judged.count("right") - 0.2 * len(given)


def test_of_two_sums_with_or_between_them_none_is_chosen() -> None:
    message = (
        "The desks are £85,000 or £110,000 depending on options, and the grant for them is £40,000. Is social value obligatory?"
    )
    assert read(message, k110=VALUE).amount is None
