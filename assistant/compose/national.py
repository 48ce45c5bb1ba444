"""The national layer: shown beside a council's verdict, never lowering it, never mixed into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Warned
from assistant.compose import showing, warn
from assistant.compose.act_versions import THE_2012_ACT
from assistant.compose.citing import Citer
from assistant.compose.sentences import TURNS_ON, capital, compared, listed, reason
from assistant.holdings import Holdings
from assistant.model import Facts
from assistant.retrieve.evidence import own_sentence
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.rules.engine import evaluate, try_rules
from assistant.rules.verdict import Missing, RuleResult

DUTY = "National law's duty to consider social value"
LAW = re.compile(
    rf"{THE_2012_ACT.pattern}|\bthe act\b|\b(?:in|by|under) (?:the )?(?:national )?law\b|\blegally\b"
    r"|\b(?:legal|statutory|national) (?:\w+ )?(?:duty|duties|obligations?|requirements?)\b",
    re.IGNORECASE,
)
MARKS = re.compile(r"(?:\s*\[\d+\])+")
CALL_OFF_LEFT_OUT = "A call-off from a framework is left out."


@dataclass(frozen=True, slots=True)
class NationalNote:
    """What national law says of the contract: lines of text, what was tried, warnings, and all of it in a sentence."""

    lines: tuple[str, ...] = ()
    trace: tuple[dict[str, Any], ...] = ()
    warnings: tuple[Warned, ...] = ()
    in_brief: str = ""
    """Whether its duty reaches the contract, and why, in one sentence; empty where no national rule was in force."""


def is_asked(question: str) -> bool:
    """Whether it is national law that a question on a contract asks about, in the sentence that asks.

    >>> is_asked("Cleaning, £300k. Does the Act bite?"), is_asked("Legal services, £300k: must social value be in it?")
    (True, False)
    """
    return bool(LAW.search(own_sentence(question)))


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
    return NationalNote(lines, trace, tuple(warn.of_checks(checks, verified_to)), _brief(shown, excluded))


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
        return f"{says} {marks} Here {reason(result)}."
    needs = _needs(result)
    if result.holds is None and needs == ["call_off"]:
        return f"{says} {marks} Here {_reaches(result)}. {CALL_OFF_LEFT_OUT}"
    if result.holds is None:
        return f"May apply: {says} {marks} It turns on {listed(TURNS_ON[n] for n in needs)}."
    return f"No national duty reaches this contract: {reason(result)}. {capital(says)} {marks}"


def _brief(results: Sequence[RuleResult], excluded: Sequence[str]) -> str:
    """Whether the duty reaches the contract, in one sentence."""
    first, needs = results[0], listed(dict.fromkeys(TURNS_ON[n] for r in results for n in _needs(r)))
    if first.holds is True:
        return f"{DUTY} reaches this contract: {reason(first)}."
    if excluded:
        why = without_marks(excluded[0])
        return f"{DUTY} does not reach this contract: {why[0].lower()}{why[1:]}"
    if first.holds is False:
        return f"{DUTY} does not reach this contract: {reason(first)}."
    if _needs(first) == ["call_off"]:
        return f"{DUTY} reaches this contract, unless it is a call-off from a framework: {_reaches(first)}."
    return f"Whether {DUTY[0].lower()}{DUTY[1:]} reaches this contract turns on {needs}."


def without_marks(line: str) -> str:
    """A line without the marks of what it cites.

    >>> without_marks("It is left out. [2][3] Here is why.")
    'It is left out. Here is why.'
    """
    return MARKS.sub("", line).strip()


def _needs(result: RuleResult) -> list[Missing]:
    """The facts on which an open rule turns, each once."""
    return list(dict.fromkeys(n for check in result.checks if check.holds is None for n in check.needs))


def _reaches(result: RuleResult) -> str:
    """Why a rule that is open would hold: the sums in it that hold already."""
    return listed(compared(check) for check in result.checks if check.holds and check.fact == "amount")
