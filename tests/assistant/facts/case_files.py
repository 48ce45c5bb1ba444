"""Cases that an officer can read: a question, and every fact it gives. What a case does not list must stay unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.model import Amount, CouncilName, Facts
from assistant.sum_reader import SumReader

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).with_name("cases")
COUNCILS = (
    CouncilName("ambridge", "Ambridge Borough Council"),
    CouncilName("south-fenwick", "South Fenwick District Council"),
    CouncilName("north-east-wold", "North East Wold Council", ("NEWC",)),
    CouncilName("tidemouth", "Tidemouth-on-Sea City Council", ("Tidemouth",)),
    CouncilName("west-fenwick", "Borough Council of Queen's Marsh and West Fenwick", ("West Fenwick", "Queen's Marsh")),
)
SUMS = SumReader()
_FIELDS = {"after", "ask", "value", "vat", "rate", "months", "type", "call_off", "starts", "councils", "others", "asks_about"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the questions before, the question, and what it must give, in the words of the file."""

    file: str
    after: tuple[str, ...]
    ask: str
    gives: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {' / '.join((*self.after, self.ask))}"


def all_cases() -> list[Case]:
    """Every case of every file; a field that is none is an error."""
    cases = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            unknown = set(entry) - _FIELDS
            assert not unknown, f"{file.name}: {entry['ask']}: unknown field {unknown}"
            gives = {name: shown for name, shown in entry.items() if name not in ("after", "ask")}
            cases.append(Case(file.stem, tuple(entry.get("after", ())), entry["ask"], gives))
    return cases


def as_written(facts: Facts, others: tuple[str, ...]) -> dict[str, Any]:
    """Facts in the form the cases are written in."""
    shown: dict[str, Any] = {
        "value": facts.amount and _value(facts.amount),
        "vat": _basis(facts),
        "rate": _rate(facts),
        "months": facts.duration and _months(facts.duration.low_months, facts.duration.high_months),
        "type": facts.contract_type and _one_or_list(facts.contract_type.options),
        "call_off": None if facts.call_off is None else facts.call_off.value,
        "starts": facts.start and _span(str(facts.start.earliest), str(facts.start.latest), ""),
        "councils": facts.councils and list(facts.councils.slugs),
        "others": list(others),
        "asks_about": [doubt.code for doubt in facts.doubts],
    }
    return {name: value for name, value in shown.items() if value not in (None, [])}


def _basis(facts: Facts) -> str | None:
    return facts.amount.vat if facts.amount else facts.rate.vat if facts.rate else None


def _pounds(pence: int | None) -> str:
    if pence is None:
        return ""
    pounds, rest = divmod(pence, 100)
    return f"{pounds:,}.{rest:02}" if rest else f"{pounds:,}"


def _value(amount: Amount) -> str:
    return ("about " if amount.about else "") + _span(_pounds(amount.low_pence), _pounds(amount.high_pence), "0")


def _span(low: str, high: str, none: str) -> str:
    if low == high:
        return low
    if not high:
        return f"from {low}"
    return f"to {high}" if low == none else f"{low} to {high}"


def _rate(facts: Facts) -> str | None:
    if facts.rate is None:
        return None
    sums = Amount(facts.rate.low_pence, facts.rate.high_pence, None, facts.rate.said)
    every = facts.rate.per_months
    return f"{_span(_pounds(sums.low_pence), _pounds(sums.high_pence), '0')} every {every} month{'s' * (every > 1)}"


def _months(low: int, high: int | None) -> int | str:
    return low if low == high else _span(str(low), "" if high is None else str(high), "0")


def _one_or_list(options: tuple[str, ...]) -> str | list[str]:
    return options[0] if len(options) == 1 else list(options)
