"""What carries over from the questions before: facts are replaced one at a time, and the words say where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from assistant.facts.money.sums import Money, read_money
from assistant.facts.money.value import over_duration, read_value
from assistant.facts.reply.choice import kept_choices
from assistant.facts.vat.basis import read_vat
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.text import read_text
from assistant.model import (
    AddedSum,
    Amount,
    CallOff,
    Councils,
    Doubt,
    Duration,
    FactName,
    Facts,
    Rate,
    Said,
    Start,
    TypeFact,
    UnitPrice,
    Unknown,
    Vat,
)

_Fact = TypeVar("_Fact", Amount, Rate, Duration, TypeFact, CallOff, Councils, Start, UnitPrice)


def merge(earlier: Facts, later: Facts) -> Facts:
    """The facts after a later question: what it says goes first, what it leaves unsaid carries over as history.

    A doubt in the later question stands in for its fact: an older figure is not used in its place. What it takes back is not known
    any more, until it is told again. A rate in one question and a term in another make an amount, and an amount that came of a rate is
    worked out anew when the term changes. Of another contract nothing carries over but the council. Where the last change is taken back, the
    facts before it are gone on with.
    """
    if later.undone and earlier.before is not None:
        return merge(earlier.before, replace(later, undone=False))
    before = earlier.before if earlier == Facts() or later == Facts() else replace(earlier, before=None)
    others = _others(earlier, later)
    earlier = Facts(councils=earlier.councils) if later.another else earlier
    earlier = forgotten(earlier, later.unknown)
    asked = {doubt.asks for doubt in later.doubts}
    duration = _either(earlier.duration, later.duration, "duration" in asked)
    amount, rate = _value(earlier, later, duration, "amount" in asked)
    facts = Facts(
        councils=_either(earlier.councils, later.councils, "council" in asked),
        amount=amount,
        rate=rate,
        duration=duration,
        contract_type=_either(earlier.contract_type, later.contract_type, "contract_type" in asked),
        call_off=_either(earlier.call_off, later.call_off, False),
        start=_either(earlier.start, later.start, "date" in asked),
    )
    facts = replace(
        facts, price=_price(earlier, later, facts), parts=_parts(earlier, later, facts), choices=kept_choices(earlier, later)
    )
    unknown = (*_still_unknown(earlier.unknown, facts, later.unknown), *later.unknown)
    doubts = (*_open(earlier.doubts, later, asked), *later.doubts)
    lots = earlier.lots if later.lots is None else later.lots
    counted = earlier.counted if later.counted is None else later.counted
    return replace(facts, doubts=doubts, unknown=unknown, before=before, others=others, lots=lots, counted=counted)


def _others(earlier: Facts, later: Facts) -> tuple[Facts, ...] | None:
    """The contracts told before the one that the later question is of: the earlier one is such where the question turns to another."""
    if later.others is not None:
        return later.others or None
    told = earlier.amount or earlier.rate or earlier.contract_type
    if not later.another or not told:
        return earlier.others
    return (*(earlier.others or ()), replace(earlier, before=None, others=None, doubts=()))


def _price(earlier: Facts, later: Facts, merged: Facts) -> UnitPrice | None:
    """The price of one after the later question: a value that is told without one leaves none, and a basis told of the value is its own."""
    told = later.price or later.amount or later.rate or any(doubt.asks == "amount" for doubt in later.doubts)
    price = later.price if told else _either(earlier.price, None, doubtful=False)
    basis = _basis(merged) or (_basis(earlier) if price else None)
    return price and replace(price, vat=price.vat or basis)


def _parts(earlier: Facts, later: Facts, merged: Facts) -> tuple[AddedSum, ...] | None:
    """The parts that were added to the value after the later question; how it stood before them is not known once it was changed otherwise."""
    if later.parts is not None or earlier.parts is None:
        return later.parts or None
    before, now = earlier.amount or earlier.rate, merged.amount or merged.rate
    if before is None or now is None:
        return None
    same = (before.low_pence, before.high_pence) == (now.low_pence, now.high_pence)
    return earlier.parts if same else tuple(replace(one, amount=None, rate=None) for one in earlier.parts)


def forgotten(facts: Facts, unknown: Sequence[Unknown]) -> Facts:
    """The facts without those that are taken back.

    >>> said = Said("£90k plus VAT")
    >>> left = forgotten(Facts(amount=Amount(9_000_000, 9_000_000, "ex", said)), [Unknown("vat", Said("forget the VAT"))])
    >>> left.amount.low_pence, left.amount.vat
    (9000000, None)
    """
    for one in unknown:
        match one.fact:
            case "amount":
                facts = replace(facts, amount=None, rate=None, price=None)
            case "vat":
                facts = _without_basis(facts)
            case "duration":
                facts = _without_term(facts)
            case "contract_type":
                facts = replace(facts, contract_type=None)
            case "call_off":
                facts = replace(facts, call_off=None)
            case "start":
                facts = replace(facts, start=None)
    return facts


def _without_term(facts: Facts) -> Facts:
    """The facts without the length, and with what is paid each time where the value was worked out from that."""
    paid = rate_behind(facts)
    return replace(facts, amount=None, rate=paid, duration=None) if paid else replace(facts, duration=None)


def is_told(facts: Facts, name: FactName) -> bool:
    """Whether the fact of that name is known."""
    if name == "amount":
        return facts.amount is not None or facts.rate is not None
    return _basis(facts) is not None if name == "vat" else getattr(facts, name) is not None


def _without_basis(facts: Facts) -> Facts:
    amount = facts.amount and replace(facts.amount, vat=None)
    price = facts.price and replace(facts.price, vat=None)
    return replace(facts, amount=amount, rate=facts.rate and replace(facts.rate, vat=None), price=price)


def _still_unknown(earlier: Sequence[Unknown], facts: Facts, later: Sequence[Unknown]) -> tuple[Unknown, ...]:
    """What was taken back before and has not been told or taken back since."""
    again = {one.fact for one in later}
    left = (one for one in earlier if one.fact not in again and not is_told(facts, one.fact))
    return tuple(replace(one, said=Said(one.said.words, "history")) for one in left)


def _either(earlier: _Fact | None, later: _Fact | None, doubtful: bool) -> _Fact | None:
    if later is not None or doubtful or earlier is None:
        return later
    return _as_history(earlier)


def _as_history(fact: _Fact) -> _Fact:
    said = fact.said if fact.said.origin in ("setting", "default") else Said(fact.said.words, "history")
    return replace(fact, said=said)


def _value(earlier: Facts, later: Facts, duration: Duration | None, doubtful: bool) -> tuple[Amount | None, Rate | None]:
    """Amount and rate after the later question; a basis said before holds until another is said."""
    if doubtful:
        return None, None
    if later.amount:
        return _keep_basis(later.amount, earlier), None
    if later.rate:
        rate = replace(later.rate, vat=later.rate.vat or _basis(earlier))
        return (over_duration(rate, duration), None) if duration else (None, rate)
    rate_before = earlier.rate or (rate_behind(earlier) if later.duration else None)
    if rate_before and duration:
        return over_duration(rate_before, duration), None
    carried = None if earlier.amount is None else _as_history(earlier.amount)
    return carried, None if rate_before is None or carried else _as_history(rate_before)


def _basis(facts: Facts) -> Vat | None:
    told: Amount | Rate | UnitPrice | None = facts.amount or facts.rate or facts.price
    return None if told is None else told.vat


def _keep_basis(amount: Amount, earlier: Facts) -> Amount:
    basis = _basis(earlier)
    if amount.vat or basis is None:
        return amount
    told = {"inc": "VAT included", "ex": "VAT not included", "none": "no VAT on it"}[basis]
    return replace(amount, vat=basis, said=Said(f"{amount.said.words} ({told}, as said before)", amount.said.origin))


def rate_behind(earlier: Facts) -> Rate | None:
    """The rate that the earlier amount was worked out from, read again from its words; None for a sum said as a whole."""
    amount, duration = earlier.amount, earlier.duration
    if amount is None or duration is None:
        return None
    question = read_text(amount.said.words)
    marks = read_vat(question)
    money = read_money(question, (), marks)
    rate = read_value(question, money, marks, None).rate
    if rate is not None and _makes(over_duration(rate, duration), amount):
        return replace(rate, vat=amount.vat, said=Said(rate.said.words, "history"))
    paid = amount.said.words.removesuffix(f"; {duration.said.words}")
    if paid == amount.said.words or not any(map(_is_paid_each_time, money.sums)):
        return None
    return _shared_out(amount, duration, paid)


def _is_paid_each_time(one: Money) -> bool:
    """Whether a sum is paid a year or the like, as "£60k a year each" is, however many of them there are."""
    return one.every_months is not None or (one.chain is not None and any(unit in UNIT_MONTHS for unit in one.chain.units))


def _shared_out(amount: Amount, duration: Duration, words: str) -> Rate | None:
    """The yearly rate of an amount that was worked out of a changed one over a term: "add £5k a year (£30k a year); 3 years"."""
    months = duration.low_months
    if months != duration.high_months or not months or amount.high_pence is None:
        return None
    low, high = Fraction(amount.low_pence * 12, months), Fraction(amount.high_pence * 12, months)
    if low.denominator > 1 or high.denominator > 1:
        return None
    return Rate(int(low), int(high), 12, amount.vat, Said(words, "history"))


def _makes(worked_out: Amount, amount: Amount) -> bool:
    return (worked_out.low_pence, worked_out.high_pence) == (amount.low_pence, amount.high_pence)


def _open(doubts: tuple[Doubt, ...], later: Facts, asked: set[str]) -> tuple[Doubt, ...]:
    """Earlier doubts that the later question neither settles nor replaces."""
    settled = {
        "amount": later.amount or later.rate,
        "duration": later.duration,
        "contract_type": later.contract_type,
        "date": later.start,
        "council": later.councils,
    }
    return tuple(doubt for doubt in doubts if doubt.asks not in asked and not settled.get(doubt.asks))
