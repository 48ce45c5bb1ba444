"""The national layer: shown beside a council's verdict, never lowering it, never mixed into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.answer import Warned
from assistant.compose import showing, warn
from assistant.compose.citing import Citer
from assistant.compose.sentences import TURNS_ON, capital, listed, reason
from assistant.holdings import Holdings
from assistant.model import Facts
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.rules.engine import evaluate, try_rules
from assistant.rules.verdict import RuleResult


@dataclass(frozen=True, slots=True)
class NationalNote:
    """What national law says of the contract: lines of text, what was tried, and warnings."""

    lines: tuple[str, ...] = ()
    trace: tuple[dict[str, Any], ...] = ()
    warnings: tuple[Warned, ...] = ()


def note(holdings: Holdings, facts: Facts, setting: Setting, citer: Citer) -> NationalNote:
    """The national rules in force on the day, tried on the contract: those that hold, else those that are open, else why none reaches it."""
    results = [r for held in holdings.national for r in try_rules(held.packs, facts, setting) if r.in_force and r.rule.when]
    if not results:
        return NationalNote()
    held = [r for r in results if r.holds is True]
    open_ = [r for r in results if r.holds is None]
    shown = held or open_ or _nearest(results)
    excluded = () if held else exclusions(holdings, facts, setting, citer)
    lines = excluded or tuple(_line(r, citer) for r in shown)
    verified = [{"layer": "national", "verified_to": wording.day(setting.national.verified_to)}] if setting.national else []
    trace = (*(showing.tried(r, "national") for r in results), *verified)
    checks = [check for r in shown for check in r.checks]
    verified_to = setting.national.verified_to if setting.national else None
    return NationalNote(lines, trace, tuple(warn.of_checks(checks, verified_to)))


def exclusions(holdings: Holdings, facts: Facts, setting: Setting, citer: Citer) -> tuple[str, ...]:
    """What national law leaves out that this contract is, each with the mark of its clause."""
    return tuple(_exclusions(holdings, facts, setting, citer))


def _exclusions(holdings: Holdings, facts: Facts, setting: Setting, citer: Citer) -> Iterator[str]:
    for held in holdings.national:
        for provision in (
            p for pack in held.packs for p in pack.provisions if p.kind == "exclusion" and p.covers(setting.as_of)
        ):
            if provision.when is not None and evaluate(provision.when, facts, setting)[0] is True:
                yield f"{provision.says} {citer.clauses(held.id, provision.clauses)}"


def _nearest(results: list[RuleResult]) -> list[RuleResult]:
    """Of the rules that fail, one that is for this type of contract if there is one, else the first."""
    return sorted(results, key=lambda r: r.of_this_kind is False)[:1]


def _line(result: RuleResult, citer: Citer) -> str:
    marks = citer.clauses(result.document, result.rule.clauses)
    says = result.rule.says
    if result.holds is True:
        return f"{says} {marks}"
    if result.holds is None:
        needs = dict.fromkeys(n for check in result.checks if check.holds is None for n in check.needs)
        if list(needs) == ["call_off"]:
            return f"{says} {marks} A call-off from a framework is left out."
        return f"May apply: {says} {marks} It turns on {listed(TURNS_ON[n] for n in needs)}."
    return f"No national duty reaches this contract: {reason(result)}. {capital(says)} {marks}"
