"""The nearest changes of one fact that would change the outcome, found by asking the engine again with that fact changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.model import CONTRACT_TYPES, Amount, Duration, Facts, Said, TypeFact
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.rules.engine import decide
from assistant.rules.model import AllOf, AmountTest, AnyOf, Condition, DurationTest, NationalAmountTest, NotThis, Pack
from assistant.rules.verdict import Outcome, Verdict

SUPPOSED = Said("supposed", "default")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact changed, in words, the facts it gives and the outcome they have."""

    fact: str
    words: str
    facts: Facts
    verdict: Verdict

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome


def changes(packs: Sequence[Pack], facts: Facts, setting: Setting, verdict: Verdict) -> tuple[Change, ...]:
    """For each fact the nearest change that gives another outcome; for the value one above and one below."""
    found = []
    for group in (
        _types(facts),
        _values(packs, facts, setting, +1),
        _values(packs, facts, setting, -1),
        _lengths(packs, facts),
        _bases(facts),
    ):
        found += _first_that_turns(group, packs, setting, verdict.outcome)
    return tuple(found)


Supposed = tuple[str, str, Facts]


def _first_that_turns(group: Iterator[Supposed], packs: Sequence[Pack], setting: Setting, outcome: Outcome) -> list[Change]:
    """Every type of contract that turns the outcome; else the nearest change that leaves it open and the nearest that turns it."""
    turned: list[Change] = []
    for fact, words, changed in group:
        other = decide(packs, changed, setting)
        if other.outcome == outcome or (other.outcome == "depends" and (fact == "contract_type" or turned)):
            continue
        turned.append(Change(fact, words, changed, other))
        if fact != "contract_type" and other.outcome != "depends":
            break
    return turned


def _types(facts: Facts) -> Iterator[Supposed]:
    known = facts.contract_type.options if facts.contract_type else ()
    for option in CONTRACT_TYPES:
        if known != (option,):
            changed = replace(facts, contract_type=TypeFact((option,), SUPPOSED))
            yield "contract_type", f"the contract were for {wording.types((option,))}", changed


def _values(packs: Sequence[Pack], facts: Facts, setting: Setting, direction: int) -> Iterator[Supposed]:
    """The values just past each line, nearest first, upwards or downwards, on the basis the question used."""
    amount = facts.amount
    if amount is None:
        return
    here = amount.low_pence if direction < 0 else (amount.high_pence or amount.low_pence)
    points = sorted(
        {p for p in _critical_pence(packs, facts, setting) if (p - here) * direction > 0}, key=lambda p: abs(p - here)
    )
    for pence in points:
        changed = replace(facts, amount=Amount(pence, pence, amount.vat, SUPPOSED))
        yield "amount", f"the value were {_past(pence)} {wording.VAT_WORDS[amount.vat]}".strip(), changed


def _past(pence: int) -> str:
    """An amount as it stands to the line beside it: a penny over, a penny under, or on it.

    >>> _past(10_000_001), _past(9_999_999), _past(10_000_000)
    ('over £100,000', 'under £100,000', '£100,000')
    """
    if pence % 100 == 1:
        return f"over {wording.money(pence - 1)}"
    return f"under {wording.money(pence + 1)}" if pence % 100 == 99 else wording.money(pence)


def _critical_pence(packs: Sequence[Pack], facts: Facts, setting: Setting) -> Iterator[int]:
    """For every line, the amounts on it and next to it on each side, on the basis the question used and, where none was said, on both."""
    basis = facts.amount.vat if facts.amount else None
    factor = setting.vat_factor or Fraction(1)
    for pence, vat in _lines(packs, setting):
        factors = {Fraction(1)} if vat == "unstated" or basis in (vat, "none") else {factor if vat == "ex" else 1 / factor}
        factors |= {Fraction(1)} if basis is None else set()
        for f in factors:
            exact = pence * f
            yield from (p for p in (int(exact) - 1, int(exact), int(exact) + 1) if p > 0)


def _lines(packs: Sequence[Pack], setting: Setting) -> Iterator[tuple[int, str]]:
    for condition in _conditions(packs):
        if isinstance(condition, AmountTest):
            yield condition.figure.pence, condition.figure.vat or "unstated"
        if isinstance(condition, NationalAmountTest) and setting.national and (row := setting.national.row(setting.as_of)):
            yield from ((row.pence(kind), row.vat) for kind in CONTRACT_TYPES)


def _lengths(packs: Sequence[Pack], facts: Facts) -> Iterator[Supposed]:
    here = facts.duration.low_months if facts.duration else 0
    months = {c.figure.months or 0 for c in _conditions(packs) if isinstance(c, DurationTest)}
    points = {p for m in months for p in (m - 1, m, m + 1) if p > 0}
    for point in sorted(points - {here}, key=lambda p: (abs(p - here), p)):
        changed = replace(facts, duration=Duration(point, point, SUPPOSED))
        yield "duration", f"it ran for {wording.months_range(point, point)}", changed


def _bases(facts: Facts) -> Iterator[Supposed]:
    if facts.amount is None:
        return
    for vat in ("ex", "inc"):
        if facts.amount.vat not in (vat, None):
            changed = replace(facts, amount=replace(facts.amount, vat=vat))
            yield "vat", f"the value were {wording.VAT_WORDS[vat]}", changed


def _conditions(packs: Sequence[Pack]) -> Iterator[Condition]:
    for pack in packs:
        for rule in pack.rules:
            if rule.when is not None:
                yield from leaves(rule.when)


def leaves(condition: Condition) -> Iterator[Condition]:
    """The tests of a condition, left to right."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from leaves(part)
    elif isinstance(condition, NotThis):
        yield from leaves(condition.negated)
    else:
        yield condition
