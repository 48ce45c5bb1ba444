"""Facts and changes of facts as questions in plain words, so that every answer can be asked again anywhere in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.model import CouncilName
from assistant.rules import wording
from assistant.surfaces.web.conversation import Conversation

ASKS = "Is social value required"
FACT_FIELDS = ("council", "amount", "vat", "contract_type", "duration", "call_off")
TYPE_NAMES = {**wording.TYPE_WORDS, "concession": "a concession"}
CALL_OFF_WORDS = {"yes": "it is a call-off from a framework", "no": "it is not a call-off from a framework"}


def supposing(change: str) -> str:
    """A change in an answer's own words, as a question that follows the one before.

    >>> supposing("the value were over £100,000")
    'Is social value required if the value were over £100,000?'
    """
    return f"{ASKS} if {change}?"


def supposed(conversation: Conversation, change: str, councils: Sequence[CouncilName]) -> Conversation:
    """The conversation after a change in an answer's own words; another council is a setting and no new question."""
    named = next((c for c in councils if change == f"the council were {c.name}"), None)
    return conversation.for_council(named.slug) if named else conversation.then(supposing(change))


def fields_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """An answer's facts as the fields of a form hold them; an empty field is a fact that is not known."""
    amount, kind, duration, call_off = (facts.get(name) or {} for name in ("amount", "contract_type", "duration", "call_off"))
    rate = facts.get("rate") or {}
    slugs = (facts.get("council") or {}).get("slugs", [])
    return {
        "council": slugs[0] if len(slugs) == 1 else "",
        "amount": _money(amount) if amount else _rate(rate) if rate else "",
        "vat": facts.get("vat") or "",
        "contract_type": kind["options"][0] if kind and len(kind["options"]) == 1 else "",
        "duration": duration.get("text", ""),
        "call_off": ("yes" if call_off["value"] else "no") if call_off else "",
    }


def _money(amount: Mapping[str, Any]) -> str:
    return wording.money_range(amount["low_pence"], amount["high_pence"])


def _rate(rate: Mapping[str, Any]) -> str:
    period = {12: "a year", 1: "a month"}.get(rate["per_months"], f"every {rate['per_months']} months")
    return f"{rate['text']} {period}"


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The fields that were changed, with what they were changed to."""
    return {name: after[name].strip() for name in FACT_FIELDS if name in after and after[name].strip() != before.get(name, "")}


def asked_again(
    conversation: Conversation, before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str], *, named: bool
) -> Conversation:
    """The conversation after facts were changed: one question on where facts were given, a new one where a fact was taken away.

    An emptied field has no words to take a fact back by, so a fact that was taken away means asking afresh with those that are left.
    `names` are the councils' names by slug; `named` tells that a question named the council, so that a setting would not count.
    """
    changes = changed(before, after)
    if "council" in changes and not named:
        conversation = replace(conversation, council=changes.pop("council") or None)
    if not changes:
        return conversation
    if all(changes.values()):
        return conversation.then(_asking(changes, names))
    kept = {name: after.get(name, before.get(name, "")).strip() for name in FACT_FIELDS}
    council = conversation.council if not named else kept["council"] or None
    return Conversation(afresh(kept), (), council, conversation.day, conversation.mode)


NEEDED = {"amount": "an amount of money, such as £250,000", "duration": "a length of time, such as 3 years"}
"""What is asked for in a field that is written and not chosen."""


def not_understood(changes: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """One line on a changed field that the answer's facts do not hold, empty where all were understood.

    >>> not_understood({"amount": "lots"}, {"amount": {"origin": "history"}})
    '“lots” was not understood as an amount of money, such as £250,000'
    """
    for name, needed in NEEDED.items():
        read = facts.get(name) or (facts.get("rate") if name == "amount" else None) or {}
        if changes.get(name) and read.get("origin") != "question":
            return f"“{changes[name][:80]}” was not understood as {needed}"
    return ""


def _asking(changes: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The changes as one question.

    >>> _asking({"council": "ashby", "vat": "ex"}, {"ashby": "Ashby Council"})
    'In Ashby Council, is social value required if the value is excluding VAT?'
    """
    council = names.get(changes.get("council", ""))
    asks = f"In {council}, {ASKS[0].lower()}{ASKS[1:]}" if council else ASKS
    clauses = [_clause(name, value) for name, value in changes.items() if name != "council"]
    return f"{asks} if {' and '.join(clauses)}?" if clauses else f"{asks}?"


def _clause(name: str, value: str) -> str:
    if name == "amount":
        return f"the value is {value}"
    if name == "vat":
        return f"the value is {wording.VAT_WORDS.get(value) or 'including VAT'}"
    if name == "contract_type":
        return f"the contract is for {TYPE_NAMES.get(value, value)}"
    return f"it runs for {value}" if name == "duration" else CALL_OFF_WORDS.get(value, value)


def afresh(fields: Mapping[str, str]) -> str:
    """All facts in one question.

    >>> afresh({"amount": "£400,000", "vat": "ex", "contract_type": "works", "duration": "24 months"})
    'Is social value required for a works contract worth £400,000 excluding VAT that runs for 24 months?'
    """
    return f"{ASKS} for {contract_words(fields)}?"


def comparing(fields: Mapping[str, str]) -> str:
    """All facts in one question put to every council."""
    return f"Compare the councils: is social value required for {contract_words(fields)}?"


def contract_words(fields: Mapping[str, str]) -> str:
    """The contract that the fields describe."""
    given = {name: value for name, value in fields.items() if value}
    kind = given.get("contract_type", "")
    words = [
        "a concession contract"
        if kind == "concession"
        else f"a {TYPE_NAMES.get(kind, kind)} contract"
        if kind
        else "a contract"
    ]
    if "amount" in given:
        words.append(f"worth {given['amount']} {wording.VAT_WORDS.get(given.get('vat')) or ''}".rstrip())
    if "duration" in given:
        words.append(f"that runs for {given['duration']}")
    if "call_off" in given:
        words.append(f"where {CALL_OFF_WORDS.get(given['call_off'], given['call_off'])}")
    return " ".join(words)
