"""A contract as structured facts, for programs that know them: checked, put in one plain question, and tried on the rules as it is.

Nothing is read from words here, so that nothing can be misread. What is not given is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from assistant.answer import Answer
from assistant.compose import comparing, verdict
from assistant.compose.asked import Asked
from assistant.errors import ClausewiseError, UnknownCouncil
from assistant.model import CONTRACT_TYPES, Amount, CallOff, Duration, Facts, Said, TypeFact, Vat
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.service import Assistant, with_sources
from assistant.surfaces import batch

POUNDS_MOST, MONTHS_MOST = 10**12, 1_200
FIELDS: dict[str, Any] = {
    "value_pounds": {
        "type": "number", "minimum": 0, "maximum": POUNDS_MOST,
        "description": "What the contract is worth in pounds over its whole term with every extension. Leave out if not known.",
    },
    "value_low_pounds": {"type": "number", "minimum": 0, "maximum": POUNDS_MOST, "description": "The least it may be worth, for a range."},
    "value_high_pounds": {"type": "number", "minimum": 0, "maximum": POUNDS_MOST, "description": "The most it may be worth, for a range."},
    "vat": {
        "enum": ["ex", "inc", "none"],
        "description": "Whether the value is without VAT (ex), includes it (inc), or bears none, as care may (none). Leave out if not known.",
    },
    "contract_type": {"enum": list(CONTRACT_TYPES), "description": "What it is for; light_touch is social care and the like."},
    "months": {"type": "integer", "minimum": 0, "maximum": MONTHS_MOST, "description": "How long it runs in all, with every extension."},
    "call_off": {"type": "boolean", "description": "Whether it is a call-off from a framework."},
    "date": {"type": "string", "format": "date", "description": "The day the procurement starts, YYYY-MM-DD; today unless given."},
    "id": {"type": "string", "maxLength": 200, "description": "Comes back on the answer."},
}  # fmt: skip
"""The facts as a JSON schema; a council, or several, go beside them."""


class BadContract(ClausewiseError):
    """A contract's facts cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract's facts, in the question's own words; `as_of` is the day the procurement starts, None for today."""

    facts: Facts
    question: str
    as_of: date | None
    id: str = "1"


def read(given: Mapping[str, Any]) -> Contract:
    """A contract from plain data.

    :raises BadContract: a field that cannot be used. :raises BadDate: a date that is none.

    >>> read({"value_pounds": 400000, "contract_type": "works", "months": 24}).question
    'Is social value required for a works contract worth £400,000 that runs for 24 months?'
    """
    words = Said("given as a fact", "setting")
    amount, term = _amount(given, words), given.get("months")
    if term is not None and not (_whole(term) and 0 <= term <= MONTHS_MOST):
        raise BadContract(f"months is not a whole number from 0 to {MONTHS_MOST}")
    kind, call_off = given.get("contract_type"), given.get("call_off")
    if kind is not None and kind not in CONTRACT_TYPES:
        raise BadContract(f"contract_type is none of {', '.join(CONTRACT_TYPES)}")
    if call_off is not None and not isinstance(call_off, bool):
        raise BadContract("call_off is not true or false")
    facts = Facts(
        amount=amount,
        contract_type=TypeFact((kind,), words) if kind else None,
        duration=Duration(term, term, words) if term is not None else None,
        call_off=CallOff(call_off, words) if call_off is not None else None,
    )
    as_of = batch.parse_day(given["date"]) if given.get("date") is not None else None
    return Contract(facts, question(facts), as_of, str(given.get("id", "1"))[:200])


def _amount(given: Mapping[str, Any], words: Said) -> Amount | None:
    exact, low, high = (_pence(given, name) for name in ("value_pounds", "value_low_pounds", "value_high_pounds"))
    vat = given.get("vat")
    if vat is not None and vat not in get_args(Vat):
        raise BadContract("vat is neither ex, inc nor none")
    if exact is not None and (low is not None or high is not None):
        raise BadContract("give value_pounds, or value_low_pounds and value_high_pounds, not both")
    if exact is not None:
        return Amount(exact, exact, vat, words)
    if low is None and high is None:
        if vat is not None:
            raise BadContract("vat goes with a value")
        return None
    if high is not None and (low or 0) > high:
        raise BadContract("value_low_pounds is more than value_high_pounds")
    return Amount(low or 0, high, vat, words)


def _pence(given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        pence = Decimal(str(value)) * 100 if isinstance(value, int | float) and not isinstance(value, bool) else None
    except InvalidOperation:
        pence = None
    if pence is None or not pence.is_finite() or pence != pence.to_integral_value() or not 0 <= pence <= POUNDS_MOST * 100:
        raise BadContract(f"{name} is not an amount in pounds, from 0 to {POUNDS_MOST:,}, with pence of two digits at most")
    return int(pence)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def question(facts: Facts) -> str:
    """The contract in one plain question, which can be asked anywhere."""
    kind = facts.contract_type.options[0] if facts.contract_type else None
    words = [
        "a concession contract" if kind == "concession" else f"a {wording.TYPE_WORDS[kind]} contract" if kind else "a contract"
    ]
    words += [f"worth {wording.amount(facts.amount)}"] if facts.amount else []
    words += [f"that runs for {wording.duration(facts.duration)}"] if facts.duration else []
    if facts.call_off:
        words.append(f"where it is {'' if facts.call_off.value else 'not '}a call-off from a framework")
    return f"Is social value required for {' '.join(words)}?"


def answered(assistant: Assistant, contract: Contract, council: str, today: date) -> Answer:
    """A council's verdict on a contract. :raises UnknownCouncil: the council is not loaded."""
    _known(assistant, [council])
    asked = Asked(contract.id, contract.question, contract.facts, contract.as_of or today, council, council_given=True)
    setting = Setting(asked.as_of, assistant.holdings.table)
    decided = verdict.work_out(assistant.holdings, council, asked, setting)
    return with_sources(verdict.answer(assistant.holdings, asked, setting, decided), assistant.holdings)


def compared(assistant: Assistant, contract: Contract, councils: Sequence[str], today: date) -> Answer:
    """Councils side by side on a contract, all that are loaded where none is named. :raises UnknownCouncil: one is not loaded."""
    _known(assistant, councils)
    asked = Asked(contract.id, contract.question, contract.facts, contract.as_of or today)
    setting = Setting(asked.as_of, assistant.holdings.table)
    slugs = [council.slug for council in assistant.holdings.councils if not councils or council.slug in councils]
    decided = [verdict.work_out(assistant.holdings, slug, asked, setting) for slug in slugs]
    return with_sources(comparing.answer(assistant.holdings, asked, setting, decided, chosen=True), assistant.holdings)


def _known(assistant: Assistant, councils: Sequence[str]) -> None:
    loaded = [council.slug for council in assistant.holdings.councils]
    for council in councils:
        if council not in loaded:
            raise UnknownCouncil(f"council not loaded: {council[:80]!r}; loaded are {', '.join(loaded)}")
