"""One condition against one fact. Money is compared on the threshold's own VAT basis, exactly, in fractions of a penny."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assistant.model import CONTRACT_TYPES, Amount, ContractType, Duration, Facts
from assistant.rules import wording
from assistant.rules.model import AmountTest, CallOffTest, DurationTest, NationalAmountTest, TypeTest
from assistant.rules.national import NationalTable
from assistant.rules.quantities import quantities
from assistant.rules.verdict import Check, Missing, Truth

Test = AmountTest | NationalAmountTest | DurationTest | TypeTest | CallOffTest
HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "over": lambda value, line: value > line,
    "at_least": lambda value, line: value >= line,
    "under": lambda value, line: value < line,
    "at_most": lambda value, line: value <= line,
}


ABOUT_PERCENT = 2
"""How far from a figure told as "about" a line has to be for that figure to decide."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The day the procurement starts, and the national tables (None where no national layer is loaded)."""

    as_of: date
    national: NationalTable | None

    @property
    def vat_factor(self) -> Fraction | None:
        """What an amount without VAT is multiplied by to include it, None for a day without a known rate."""
        percent = self.national.vat_percent(self.as_of) if self.national else None
        return None if percent is None else 1 + Fraction(percent) / 100


@dataclass(frozen=True, slots=True)
class Line:
    """A threshold: pence on a VAT basis ("ex", "inc" or "unstated")."""

    pence: int
    vat: str

    @property
    def words(self) -> str:
        return f"{wording.money(self.pence)} {wording.VAT_WORDS[self.vat]}".strip()


@dataclass(frozen=True, slots=True)
class Interval:
    """What an amount may be in pence on the basis of a line; `high` None has no end."""

    low: Fraction
    high: Fraction | None

    def widened(self, percent: int) -> Interval:
        """The interval with so many per cent of its ends more on both sides."""
        high = None if self.high is None else self.high * (100 + percent) / 100
        return Interval(self.low * (100 - percent) / 100, high)

    def against(self, comparator: str, line: Fraction) -> Truth:
        """Whether every, no, or only some value of the interval stands so to the line."""
        holds = HOLDS[comparator]
        rising = comparator in ("over", "at_least")
        at_low = holds(self.low, line)
        at_high = rising if self.high is None else holds(self.high, line)
        return at_low if at_low == at_high else None


def run_check(test: Test, facts: Facts, setting: Setting) -> Check:
    """The check of a test on the facts, with both sides in words."""
    match test:
        case AmountTest():
            line = Line(test.figure.pence, test.figure.vat or "unstated")
            return against_line(facts, test.figure.comparator, line, setting, test.figure.clause)
        case NationalAmountTest():
            return against_national(test, facts, setting)
        case DurationTest():
            return check_duration(test, facts)
        case TypeTest():
            return check_type(test, facts)
        case CallOffTest():
            return check_call_off(test, facts)


def against_line(facts: Facts, comparator: str, line: Line, setting: Setting, clause: str) -> Check:
    """The contract value against a threshold."""
    blank = Check(
        "amount", wording.amount(facts.amount), wording.COMPARATOR_WORDS[comparator], line.words, None, clause, line.vat
    )
    amount = facts.amount
    if amount is None:
        return replace(blank, left=_value_not_known(facts), needs=_needs_for_total(facts))
    intervals = on_basis(amount, line.vat, setting)
    near = ABOUT_PERCENT if amount.about else 0
    truths = [interval.widened(near).against(comparator, Fraction(line.pence)) for interval in intervals]
    holds = truths[0] if len(set(truths)) == 1 else None
    if holds is not None:
        return replace(
            blank, holds=holds, converted=_converted(amount, line, intervals), notes=_notes(amount, comparator, line, setting)
        )
    needs: list[Missing] = ["amount"] if None in truths else []
    needs += ["vat"] if len(intervals) > 1 and (truths[0] != truths[-1] or not amount.exact) else []
    notes = _notes(amount, comparator, line, setting)
    return replace(blank, needs=tuple(needs or ["vat"]), notes=notes, converted=_converted(amount, line, intervals))


def on_basis(amount: Amount, basis: str, setting: Setting) -> tuple[Interval, ...]:
    """The amount on a line's basis: once where its own basis is known or the line states none, else once for each basis it may have.

    An amount that bears no VAT is the same on both.
    Without a rate for the day an amount on another basis may be anything.
    """
    given = Interval(Fraction(amount.low_pence), None if amount.high_pence is None else Fraction(amount.high_pence))
    if basis == "unstated" or amount.vat in (basis, "none"):
        return (given,)
    factor = setting.vat_factor
    if factor is None:
        return (Interval(Fraction(0), None),)
    rate = factor if basis == "inc" else 1 / factor
    converted = Interval(given.low * rate, None if given.high is None else given.high * rate)
    return (converted,) if amount.vat is not None else (given, converted)


def _value_not_known(facts: Facts) -> str:
    rate = facts.rate
    if rate is None:
        return "value not known"
    period = "a year" if rate.per_months == 12 else "a month" if rate.per_months == 1 else f"every {rate.per_months} months"
    return f"{wording.money_range(rate.low_pence, rate.high_pence)} {period}, total not known"


def _needs_for_total(facts: Facts) -> tuple[Missing, ...]:
    """A rate without a term waits for the term; nothing at all waits for the value."""
    return ("duration",) if facts.rate is not None and facts.duration is None else ("amount",)


def _converted(amount: Amount, line: Line, intervals: tuple[Interval, ...]) -> str:
    """The amount on the line's basis, where it had to be converted, or what it would be where its own basis is not known."""
    if line.vat == "unstated" or amount.vat == line.vat:
        return ""
    if amount.vat == "none":
        return "the same with VAT and without"
    last = intervals[-1]
    if last.high is None and last.low == 0:
        return ""
    said = wording.money_range(round(last.low), last.high and round(last.high))
    if amount.vat is None:
        return f"{said} if {'VAT comes on top' if line.vat == 'inc' else 'it includes VAT'}"
    return f"{said} {wording.VAT_WORDS[line.vat]}"


def _notes(amount: Amount, comparator: str, line: Line, setting: Setting) -> tuple[str, ...]:
    """on_the_line: exactly the threshold. other_vat_reading: the line states no VAT basis and another reading would turn it."""
    notes = []
    exact = amount.exact and any(i.low == line.pence for i in on_basis(amount, line.vat, setting))
    if exact:
        notes.append("on_the_line")
    if line.vat == "unstated" and amount.vat != "none" and _another_reading_turns(amount, comparator, line, setting):
        notes.append("other_vat_reading")
    return tuple(notes)


def _another_reading_turns(amount: Amount, comparator: str, line: Line, setting: Setting) -> bool:
    if setting.vat_factor is None:
        return False
    readings = [i for basis in ("ex", "inc") for i in on_basis(amount, basis, setting)]
    return len({i.against(comparator, Fraction(line.pence)) for i in readings}) > 1


def against_national(test: NationalAmountTest, facts: Facts, setting: Setting) -> Check:
    """The contract value against the national threshold of its type on the day; undecided where the types it may be differ."""
    row = setting.national.row(setting.as_of) if setting.national else None
    words = wording.COMPARATOR_WORDS[test.comparator]
    if row is None:
        right = f"the national threshold on {setting.as_of.isoformat()}, which is not in the table"
        return Check(
            "amount",
            wording.amount(facts.amount),
            words,
            right,
            None,
            test.clause,
            needs=("date",),
            notes=("date_outside_table",),
        )
    options: tuple[ContractType, ...] = facts.contract_type.options if facts.contract_type else CONTRACT_TYPES
    kinds = dict.fromkeys("services" if test.national == "services_threshold" else option for option in options)
    checks = [
        against_line(facts, test.comparator, Line(row.pence(kind), row.vat), setting, test.clause)
        for kind in kinds
    ]  # fmt: skip
    late = ("after_verified_to",) if setting.national and setting.as_of > setting.national.verified_to else ()
    lines = " or ".join(dict.fromkeys(f"{c.right} ({wording.TYPE_WORDS[k]})" for k, c in zip(kinds, checks, strict=True)))
    truths = {check.holds for check in checks}
    merged = replace(
        checks[0],
        right=f"the national threshold, {lines}",
        notes=tuple(dict.fromkeys(n for c in checks for n in c.notes)) + late,
    )
    if len(truths) == 1:
        return merged
    needs: dict[Missing, None] = {"contract_type": None}
    needs.update(dict.fromkeys(n for c in checks for n in c.needs))
    return replace(merged, holds=None, needs=tuple(needs), converted="")


def check_duration(test: DurationTest, facts: Facts) -> Check:
    """The whole term against a figure of the policy."""
    months = test.figure.months or 0
    right = wording.months_range(months, months)
    comparator = test.figure.comparator
    blank = Check(
        "duration", wording.duration(facts.duration), wording.COMPARATOR_WORDS[comparator], right, None, test.figure.clause
    )
    if facts.duration is None:
        return replace(blank, needs=("duration",))
    term = _first_term(facts.duration) if test.without_extensions else _term(facts.duration)
    holds = term.against(comparator, Fraction(months))
    on_line = ("on_the_line",) if term.low == term.high == months else ()
    return replace(blank, holds=holds, needs=("duration",) if holds is None else (), notes=on_line)


def _first_term(duration: Duration) -> Interval:
    """What the term without extensions may be: of two times that make up the whole one is the first, which is not told."""
    whole = _term(duration)
    if whole.high is None or whole.high != whole.low:
        return Interval(Fraction(0), whole.high)
    told = {Fraction(q.value) for q in quantities(duration.said.words) if q.kind == "months" and 0 < q.value < whole.high}
    ends = told | {whole.high - part for part in told} or {whole.high}
    return Interval(min(ends), max(ends))


def _term(duration: Duration) -> Interval:
    """The term's ends; one length between two months is more than the one and less than the other."""
    low, high = duration.low_months, duration.high_months
    if duration.between and high is not None:
        return Interval(Fraction(low + high, 2), Fraction(low + high, 2))
    return Interval(Fraction(low), None if high is None else Fraction(high))


def check_type(test: TypeTest, facts: Facts) -> Check:
    """The type of contract against the types a rule is for."""
    right = wording.types(tuple(test.one_of))
    if facts.contract_type is None:
        return Check("contract_type", "type not known", "is", right, None, test.clause, needs=("contract_type",))
    options = set(facts.contract_type.options)
    inside = options & set(test.one_of)
    holds: Truth = True if inside == options else False if not inside else None
    needs: tuple[Missing, ...] = ("contract_type",) if holds is None else ()
    return Check("contract_type", wording.types(facts.contract_type.options), "is", right, holds, test.clause, needs=needs)


def check_call_off(test: CallOffTest, facts: Facts) -> Check:
    """Whether the contract is a call-off from a framework."""
    right = "a call-off" if test.value else "not a call-off"
    if facts.call_off is None:
        return Check("call_off", "not known whether a call-off", "is", right, None, test.clause, needs=("call_off",))
    left = "a call-off" if facts.call_off.value else "not a call-off"
    if test.only and facts.call_off.value:
        right = f"a call-off “{test.only}”"
        return Check(
            "call_off", "call-off is not known to be one of these", "is", right, None, test.clause, needs=("call_off",)
        )
    return Check("call_off", left, "is", right, facts.call_off.value == test.value, test.clause)
