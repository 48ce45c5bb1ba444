"""Cases of rules, as an officer reads them, run through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.compose import comparing, verdict
from assistant.compose.asked import Asked
from assistant.holdings import Holdings
from assistant.model import Amount, CallOff, Duration, Facts, Said, TypeFact
from assistant.rules import strict_yaml
from assistant.rules.checks import Setting

CASES = Path(__file__).parent / "cases"
SAID = Said("a case")
COUNCIL_KEYS = (
    "name",
    "council",
    "amount",
    "amount_low",
    "amount_high",
    "vat",
    "contract_type",
    "months",
    "months_low",
    "months_high",
)
KEYS = {*COUNCIL_KEYS, "call_off", "date", "outcome", "holds", "missing", "weighting_min_percent", "approver", "warnings"}
TRUTHS = {True: True, False: False, "unknown": None}


@dataclass(frozen=True)
class Case:
    """One case of one rule, with the file it stands in."""

    file: str
    rule: str
    clause: str
    given: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.rule}: {self.given['name']}"


def cases() -> list[Case]:
    """Every case of every file."""
    return [case for path in sorted(CASES.glob("*.yaml")) for case in _read(path)]


def one_of_each() -> list[Case]:
    """The first case of every rule and outcome: what a slower check is run on."""
    return list({(case.file, case.rule, case.given.get("outcome")): case for case in reversed(cases())}.values())


def _read(path: Path) -> Iterator[Case]:
    for block in strict_yaml.load(path.name, path.read_text()).data:
        for given in block["cases"]:
            unknown = set(given) - KEYS
            assert not unknown, f"{path.name}: {given.get('name')}: unknown keys {unknown}"
            yield Case(path.stem, str(block["rule"]), str(block.get("clause", "")), given)


def facts(given: dict[str, Any]) -> Facts:
    """The facts that a case gives; what it leaves out is not known."""
    return Facts(
        amount=_amount(given),
        contract_type=TypeFact((given["contract_type"],), SAID) if "contract_type" in given else None,
        duration=_duration(given),
        call_off=CallOff(given["call_off"], SAID) if "call_off" in given else None,
    )


def _amount(given: dict[str, Any]) -> Amount | None:
    if "amount" in given:
        pence = int(given["amount"] * 100)
        return Amount(pence, pence, given.get("vat"), SAID)
    if "amount_low" in given:
        high = given.get("amount_high")
        return Amount(int(given["amount_low"] * 100), None if high is None else int(high * 100), given.get("vat"), SAID)
    return None


def _duration(given: dict[str, Any]) -> Duration | None:
    if "months" in given:
        return Duration(given["months"], given["months"], SAID)
    if "months_low" in given:
        return Duration(given["months_low"], given.get("months_high"), SAID)
    return None


def answer(case: Case, holdings: Holdings, today: date) -> Answer:
    """The composed answer to a case; over all councils where the case names none."""
    given = case.given
    asked = Asked("1", case.name, facts(given), given.get("date", today), given.get("council"))
    setting = Setting(asked.as_of, holdings.table)
    if asked.council:
        return verdict.answer(holdings, asked, setting, verdict.work_out(holdings, asked.council, asked, setting))
    decided = [verdict.work_out(holdings, council.slug, asked, setting) for council in holdings.councils]
    return comparing.answer(holdings, asked, setting, decided, chosen=False)


def wrong(case: Case, holdings: Holdings, today: date) -> list[str]:
    """What the case states and the answer does not give."""
    found, given = answer(case, holdings, today), case.given
    roles = [item["role"] for item in found.requirements.get("approvers", [])]
    codes = {warned.code for warned in found.warnings}
    duties = {duty["rule"].split("/")[-1]: duty["holds"] for duty in found.duties}
    checks = {
        "outcome": lambda stated: found.outcome == stated,
        "missing": lambda stated: list(found.missing) == stated,
        "weighting_min_percent": lambda stated: found.requirements.get("weighting_min_percent") == stated,
        "approver": lambda stated: stated in roles if stated else not roles,
        "warnings": lambda stated: set(stated) <= codes,
        "holds": lambda stated: duties.get(case.rule, False) is TRUTHS[stated],
    }
    shown = {"outcome": found.outcome, "missing": found.missing, "approver": roles, "warnings": sorted(codes), "holds": duties.get(case.rule),
             "weighting_min_percent": found.requirements.get("weighting_min_percent")}  # fmt: skip
    return [
        f"{key}: stated {given[key]!r}, found {shown[key]!r}"
        for key, holds in checks.items()
        if key in given and not holds(given[key])
    ]
