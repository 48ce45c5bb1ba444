"""The sums of a reply in the light of the value told before.

"192 is before VAT" after £192,000 is said in thousands, "goes up by £600k, so £4.5m" tells one value, and neither "labour is £60k of it" nor
"last time we paid £110k" tells any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.aside.shares_paid import is_share_of_whole
from assistant.facts.money.changes import Change, price_taken_out, read_change
from assistant.facts.money.sum_roles import is_part_of_sum
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.reply.added_part import read_added_part
from assistant.facts.reply.paid_before import is_paid_before
from assistant.facts.reply.range_with_earlier import with_earlier_end
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question
from assistant.model import Amount

_SCALES = (1_000, 1_000_000)
_LEAST_TIMES, _MOST_TIMES = 4, 8
_HAS_COME = {"it's", "its", "is", "that's", "now", "are", "we're"}
_POUNDS = {"£", "gbp", "pound", "pounds", "quid", "penny", "pence", "p"}
_OF_WHOLE = {"it", "that", "this"}


def in_light_of(question: Question, money: MoneyRead, earlier: Amount | None) -> MoneyRead:
    """The sums of a reply as they are meant after the earlier value."""
    if earlier is None:
        return money
    money = _with_unit(question, money, earlier)
    if not money.sums:
        return money
    sums = tuple(_in_its_scale(question, one, earlier) for one in money.sums)
    sums = with_earlier_end(question, _without_paid_before(question, sums), earlier)
    sums = tuple(_risen(question, _as_part(question, one, earlier), earlier) for one in sums)
    return replace(money, sums=_without_step(question, sums, earlier))


def bare_figure(question: Question, one: Money) -> Number | None:
    """The number of a sum without a pound sign, a scale or a period, which may be no sum at all."""
    number = read_number(question, one.first)
    plain = number and number.end <= one.end and number.scale == 1 and one.every_months is None
    return number if plain and _POUNDS.isdisjoint(question.words(one.first - 1, one.end)) else None


def _in_its_scale(question: Question, one: Money, earlier: Amount) -> Money:
    """A bare figure in the thousands or the millions that the earlier value was told in: "192 is before VAT" after £192,000."""
    number = bare_figure(question, one)
    plain = one.role == "value" and not one.counted and one.low_pence == one.high_pence
    if number is None or number.grouped or not plain or earlier.low_pence != earlier.high_pence:
        return one
    if number.value is None or number.value >= _SCALES[0]:
        return one
    for scale in _SCALES:
        pence = int(number.value * 100 * scale)
        if earlier.low_pence < pence * _LEAST_TIMES and pence < earlier.low_pence * _MOST_TIMES:
            return replace(one, low_pence=pence, high_pence=pence)
    return one


def _with_unit(question: Question, money: MoneyRead, earlier: Amount) -> MoneyRead:
    """The sums with a figure that is none without the unit of the earlier value: "4.6 is with VAT" after £4.6m.

    With a pound sign it has to be the earlier value itself; without one it may be near that.
    """
    if money.sums or len(money.doubts) != 1 or money.doubts[0].code != "absurd_amount":
        return money
    for at in range(len(question.tokens)):
        number = read_number(question, at)
        if number is None or number.value is None or question.said(at, number.end) != money.doubts[0].words.lstrip("£ "):
            continue
        pounds = question.word(at - 1) == "£"
        one = Money(int(number.value * 100), int(number.value * 100), "exact", at - pounds, number.end, None, "value")
        scaled = _in_its_scale(question, one, earlier) if number.value.denominator <= 1_000 and not pounds else one
        if any(number.value * 100 * scale == earlier.low_pence == earlier.high_pence for scale in _SCALES):
            scaled = replace(one, low_pence=earlier.low_pence, high_pence=earlier.low_pence)
        return money if scaled is one else replace(money, sums=(scaled,), doubts=())
    return money


def _without_paid_before(question: Question, sums: Sequence[Money]) -> tuple[Money, ...]:
    """ "Last time we paid £110k": where nothing else may be the value, what was paid before is none either, for one was told already."""
    before = [one.role == "value" and is_paid_before(question, one.first, one.end) for one in sums]
    return tuple(replace(one, role="other") if was else one for one, was in zip(sums, before, strict=True))


def _as_part(question: Question, one: Money, earlier: Amount) -> Money:
    """ "Labour is £60k of it": a part of the earlier value is no value of its own, unless it is taken off; nor is what one party pays of it."""
    if one.role == "value" and one.low_pence < earlier.low_pence and is_share_of_whole(question, one.first, one.end):
        return replace(one, role="other")
    named = question.word(one.end) == "of" and question.word(one.end + 1) in _OF_WHOLE
    if one.role == "other" and price_taken_out(question, one.first, one.end):
        return replace(one, role="value")
    part = one.role == "value" and (named or is_part_of_sum(question, one.first, one.end)) and one.low_pence < earlier.low_pence
    return replace(one, role="other") if part and read_change(question, one.first, one.end) is None else one


def _risen(question: Question, one: Money, earlier: Amount) -> Money:
    """ "It's up to £104k now" after £90k: what the value has come up to, and no bound of it."""
    up = question.words(one.first, one.first + 2) == ("up", "to") and question.word(one.first - 1) in _HAS_COME
    now = "now" in (question.word(one.first - 1), *question.words(one.end, one.end + 1))
    known = one.bound == "at_most" and one.high_pence is not None and earlier.high_pence is not None
    if not (up and now and known) or (one.high_pence or 0) <= (earlier.high_pence or 0):
        return one
    return replace(one, low_pence=one.high_pence or 0, bound="exact")


def _without_step(question: Question, sums: Sequence[Money], earlier: Amount) -> tuple[Money, ...]:
    """ "Goes up by £600,000, so £4.5m": the step to a new whole is of no account beside it, where it is just what leads there."""
    values = [one for one in sums if one.role == "value"]
    exact = all(one.low_pence == one.high_pence and one.every_months is None for one in values)
    if len(values) != 2 or not exact or earlier.low_pence != earlier.high_pence:
        return tuple(sums)
    for step, whole in (values, values[::-1]):
        change = read_change(question, step.first, step.end) or _added(question, step)
        if change and change.sign and whole.low_pence == earlier.low_pence + change.sign * step.low_pence:
            return tuple(replace(one, role="other") if one is step else one for one in sums)
    return tuple(sums)


def _added(question: Question, step: Money) -> Change | None:
    """The change that the price of a further part makes."""
    part = read_added_part(question, step.first, step.end)
    return None if part is None else Change(1, part.first, part.end, True)
