"""The lines of value that the loaded rules draw for a kind of contract, for the picture and for likely answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.corpus import NATIONAL
from assistant.holdings import Holdings
from assistant.model import CONTRACT_TYPES, ContractType, Facts, Said, TypeFact
from assistant.rules.changes import leaves
from assistant.rules.checks import Line, Setting
from assistant.rules.engine import evaluate
from assistant.rules.model import (
    AllOf,
    AmountTest,
    AnyOf,
    Comparator,
    Condition,
    DurationTest,
    NationalAmountTest,
    NotThis,
    Rule,
    Strength,
)

SHOWN = Said("shown", "setting")
CONTRARY: dict[Comparator, Comparator] = {
    "over": "at_most",
    "at_most": "over",
    "at_least": "under",
    "under": "at_least",
    "exactly": "exactly",
}


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value from which (or up to which) a duty holds: pence on a VAT basis ("ex", "inc", "unstated"), with the clause that says so.

    `months` is the length that the same rule asks for as well, None where it asks for none.
    """

    line: Line
    comparator: Comparator
    strength: Strength
    document: str
    clause: str
    months: int | None = None

    @property
    def rising(self) -> bool:
        """Whether the duty holds for values above the line."""
        return self.comparator in ("over", "at_least")


def kind_of(facts: dict[str, Any]) -> TypeFact | None:
    """The types of contract that an answer's facts leave open, None where none was said."""
    kind = facts.get("contract_type")
    return TypeFact(tuple(kind["options"]), SHOWN) if kind else None


def value_lines(holdings: Holdings, council: str, kind: TypeFact | None, setting: Setting) -> tuple[ValueLine, ...]:
    """The lines of a council's rules that are in force and can reach this kind of contract, lowest first, each once."""
    found = [
        line
        for pack in holdings.packs(council)
        if pack.covers(setting.as_of)
        for rule in pack.rules
        if rule.covers(setting.as_of) and _reaches(rule, kind, setting)
        for line in _of_rule(rule, pack.document, kind, setting)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line.pence, one.line.vat, one.comparator)))


def _reaches(rule: Rule, kind: TypeFact | None, setting: Setting) -> bool:
    return rule.when is not None and evaluate(rule.when, Facts(contract_type=kind), setting)[0] is not False


def _of_rule(rule: Rule, document: str, kind: TypeFact | None, setting: Setting) -> Iterator[ValueLine]:
    tests = list(_tests(rule.when)) if rule.when else []
    months = next((t.figure.months for t, _ in tests if isinstance(t, DurationTest)), None)
    for test, negated in tests:
        if isinstance(test, AmountTest):
            line = Line(test.figure.pence, test.figure.vat or "unstated")
            yield ValueLine(line, _turned(test.figure.comparator, negated), rule.strength, document, test.figure.clause, months)
        elif isinstance(test, NationalAmountTest):
            for line in _national(test, kind, setting):
                yield ValueLine(line, _turned(test.comparator, negated), rule.strength, document, test.clause, months)


def _tests(condition: Condition, negated: bool = False) -> Iterator[tuple[Condition, bool]]:
    """The tests of a condition, each with whether the condition asks for its contrary."""
    if isinstance(condition, NotThis):
        yield from _tests(condition.negated, not negated)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from _tests(part, negated)
    else:
        yield condition, negated


def _turned(comparator: Comparator, negated: bool) -> Comparator:
    return CONTRARY[comparator] if negated else comparator


def _national(test: NationalAmountTest, kind: TypeFact | None, setting: Setting) -> Iterator[Line]:
    row = setting.national.row(setting.as_of) if setting.national else None
    options: Sequence[ContractType] = kind.options if kind else CONTRACT_TYPES
    for option in ("services",) if test.national == "services_threshold" else options:
        if row is not None:
            yield Line(row.pence(option), row.vat)


def month_lines(holdings: Holdings, council: str, setting: Setting) -> tuple[int, ...]:
    """The lengths that a council's rules in force turn on, in months, shortest first."""
    rules = [r for pack in holdings.packs(council) for r in pack.rules if r.when is not None and r.covers(setting.as_of)]
    tests = [t for rule in rules if rule.when for t in leaves(rule.when)]
    return tuple(sorted({t.figure.months for t in tests if isinstance(t, DurationTest) and t.figure.months is not None}))


def rows(holdings: Holdings, kind: TypeFact | None, setting: Setting) -> list[tuple[str, str, tuple[ValueLine, ...]]]:
    """Slug, name and lines of every council, and of national law last."""
    named = [(c.slug, c.name, value_lines(holdings, c.slug, kind, setting)) for c in holdings.councils]
    if holdings.national:
        named.append((NATIONAL, "National law", value_lines(holdings, NATIONAL, kind, setting)))
    return named
