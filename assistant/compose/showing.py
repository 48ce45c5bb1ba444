"""Facts, checks and rules as plain data, for `facts`, `duties`, `requirements` and `trace` of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.model import Amount, Duration, Facts, Rate, Said, Start
from assistant.rules import wording
from assistant.rules.changes import Change
from assistant.rules.requirements import Reached
from assistant.rules.verdict import Check, RuleResult


def facts(known: Facts, council: str | None, setting_council: bool = False) -> dict[str, Any]:
    """What was understood: every fact under its name, null where it is not known, each with the words it was read from; what is
    said not to be known, or taken back, stands under `unknown`."""
    return {
        "council": _council(known, council, setting_council),
        "amount": _amount(known.amount),
        "vat": known.amount.vat if known.amount else known.rate.vat if known.rate else None,
        "rate": _rate(known.rate),
        "contract_type": known.contract_type
        and {"options": list(known.contract_type.options), **_said(known.contract_type.said)},
        "duration": _duration(known.duration),
        "call_off": known.call_off and {"value": known.call_off.value, **_said(known.call_off.said)},
        "start": _start(known.start),
        "doubts": [{"code": d.code, "asks": d.asks, "words": d.words} for d in known.doubts],
        "unknown": [{"fact": one.fact, **_said(one.said)} for one in known.unknown],
    }


def _said(said: Said) -> dict[str, str]:
    return {"words": said.words, "origin": said.origin}


def _council(known: Facts, council: str | None, from_setting: bool) -> dict[str, Any] | None:
    if from_setting and council:
        return {"slugs": [council], "words": council, "origin": "setting"}
    if known.councils:
        return {"slugs": list(known.councils.slugs), **_said(known.councils.said)}
    return None


def _amount(value: Amount | None) -> dict[str, Any] | None:
    if value is None:
        return None
    exact = {"pence": value.low_pence} if value.exact else {}
    ends = {"low_pence": value.low_pence, "high_pence": value.high_pence}
    about = {"about": True} if value.about else {}
    return {**exact, **ends, **about, "vat": value.vat, "text": wording.amount(value), **_said(value.said)}


def _rate(value: Rate | None) -> dict[str, Any] | None:
    if value is None:
        return None
    text = wording.money_range(value.low_pence, value.high_pence)
    ends = {"low_pence": value.low_pence, "high_pence": value.high_pence, "per_months": value.per_months}
    return {**ends, "vat": value.vat, "text": text, **_said(value.said)}


def _duration(value: Duration | None) -> dict[str, Any] | None:
    if value is None:
        return None
    exact = {"months": value.low_months} if value.low_months == value.high_months else {}
    ends = {"low_months": value.low_months, "high_months": value.high_months}
    return {**exact, **ends, "text": wording.duration(value), **_said(value.said)}


def _start(value: Start | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"earliest": value.earliest.isoformat(), "latest": value.latest.isoformat(), **_said(value.said)}


def check(done: Check) -> dict[str, Any]:
    """One condition: its two sides, and true, false or null for not known."""
    return {
        "fact": done.fact,
        "left": done.left,
        "comparator": done.comparator,
        "right": done.right,
        "converted": done.converted,
        "holds": done.holds,
        "clause": done.clause,
        "needs": list(done.needs),
        "notes": list(done.notes),
    }


def tried(result: RuleResult, layer: str) -> dict[str, Any]:
    """One rule tried, for the trace. `layer` is council or national."""
    return {
        "layer": layer,
        "pack": result.pack,
        "rule": result.rule.id,
        "strength": result.rule.strength,
        "document": result.document,
        "clause": result.rule.clauses[0],
        "in_force": result.in_force,
        "holds": result.holds,
        "conditions": [check(done) for done in result.checks],
    }


def provision(found: Reached) -> dict[str, Any]:
    """One provision tried, for the trace."""
    return {
        "layer": "council",
        "provision": found.provision.id,
        "kind": found.provision.kind,
        "document": found.document,
        "clause": found.provision.clauses[0],
        "holds": found.holds,
        "role": found.role,
        "conditions": [check(done) for done in found.checks],
    }


def change(found: Change) -> dict[str, Any]:
    """One change tried, for the trace."""
    return {"layer": "change", "fact": found.fact, "if": found.words, "outcome": found.outcome}


def duty(result: RuleResult) -> dict[str, Any]:
    """A duty as the contract's schema has it."""
    return {
        "rule": f"{result.pack}/{result.rule.id}",
        "strength": result.rule.strength,
        "holds": result.holds,
        "document": result.document,
        "clause": result.rule.clauses[0],
    }


def requirements(reached: Sequence[Reached]) -> dict[str, Any]:
    """What follows from the provisions that the contract reaches: the weighting and of what, who answers for it, how to opt out.

    Where several weightings are reached, the first of the pack is the one shown here; the text shows all.
    """
    shown: dict[str, Any] = {}
    for found in (r for r in reached if r.holds is True):
        if found.provision.kind == "weighting":
            shown = _weighting(found) | shown
        if found.provision.kind == "tiers" and found.role:
            shown.setdefault("approvers", []).append(
                {"role": found.role, "about": found.provision.about, "clause": found.provision.clauses[0]}
            )
        if found.provision.kind == "opt_out":
            shown["evidence"] = found.provision.evidence
            shown["opt_out"] = {"approver": found.provision.approver, "clause": found.provision.clauses[0]}
    return shown


def _weighting(found: Reached) -> dict[str, Any]:
    low = [
        f.percent for f in found.provision.figures if f.percent is not None and f.comparator in ("at_least", "over", "exactly")
    ]
    high = [
        f.percent for f in found.provision.figures if f.percent is not None and f.comparator in ("at_most", "under", "exactly")
    ]
    return {
        "weighting_min_percent": _number(low[0]) if low else None,
        "weighting_max_percent": _number(high[0]) if high else None,
        "weighting_of": found.provision.of,
        "weighting_clause": found.provision.clauses[0],
    }


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
