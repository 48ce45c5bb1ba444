"""Facts and rules into a verdict: pure, total, three-valued.

`True`, `False` and `None` (not known) are combined as Kleene does. A range on both sides of a threshold is not known; a range
on one side is decided. A verdict that comes out the same whatever the open facts turn out to be is given, not asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import product
from typing import get_args

from assistant.model import CONTRACT_TYPES, CallOff, Facts, Said, TypeFact, Vat
from assistant.rules.checks import Setting, run_check
from assistant.rules.model import AllOf, AnyOf, Condition, NotThis, Pack, Rule, TypeTest
from assistant.rules.verdict import ORDER, Check, Missing, Outcome, RuleResult, Truth, Verdict

ASSUMED = Said("assumed", "default")


def decide(packs: Sequence[Pack], facts: Facts, setting: Setting) -> Verdict:
    """The verdict of a council's packs on a contract.

    The outcome follows docs/how-a-verdict-is-reached.md: required, depends, consider (a duty with a test of its own),
    not_required, consider (a general duty), no_rule.
    """
    first = _once(packs, facts, setting)
    if first.outcome != "depends" and not _kind_is_open(first):
        return first
    outcome = _whatever_is_open(packs, facts, setting, first)
    if outcome is not None:
        return replace(first, outcome=outcome, missing=())
    return replace(first, outcome="depends", missing=first.missing or ("contract_type",))


def _whatever_is_open(packs: Sequence[Pack], facts: Facts, setting: Setting, first: Verdict) -> Outcome | None:
    """The outcome that is the same however the open facts turn out; None where it is not, told by the first that differs."""
    waited_for = {need for result in first.results for check in result.checks for need in check.needs}
    outcome: Outcome | None = None
    for completion in completions(facts, waited_for):
        found = _once(packs, completion, setting).outcome
        if found == "depends" or outcome not in (None, found):
            return None
        outcome = found
    return outcome


def _kind_is_open(verdict: Verdict) -> bool:
    """Whether the duties fail, but it is not known which of them are for this kind of contract at all."""
    return verdict.outcome == "not_required" and any(r.of_this_kind is None for r in verdict.decided_by)


def try_rules(packs: Sequence[Pack], facts: Facts, setting: Setting) -> tuple[RuleResult, ...]:
    """Every rule of the packs, tried on the facts; those not in force on the day are marked, and hold for nothing."""
    return tuple(_results(packs, facts, setting))


def completions(facts: Facts, waited_for: Set[Missing]) -> Iterator[Facts]:
    """The facts with the type of contract, the VAT basis and the call-off each filled in, in every way they may turn out, where a check waits
    for it: filling in another turns no check.

    A value or a length that is not known has no end of ways and stays open.
    """
    types, amounts, calls = [facts.contract_type], [facts.amount], [facts.call_off]
    if "contract_type" in waited_for:
        options = facts.contract_type.options if facts.contract_type else CONTRACT_TYPES
        types = [TypeFact((option,), ASSUMED) for option in options]
    if facts.amount is not None and facts.amount.vat is None and not waited_for.isdisjoint(("vat", "amount")):
        amounts = [replace(facts.amount, vat=basis) for basis in get_args(Vat)]
    if "call_off" in waited_for:
        calls = [CallOff(True, ASSUMED), CallOff(False, ASSUMED)]
    for contract_type, amount, call_off in product(types, amounts, calls):
        yield replace(facts, contract_type=contract_type, amount=amount, call_off=call_off)


def _once(packs: Sequence[Pack], facts: Facts, setting: Setting) -> Verdict:
    results = tuple(_results(packs, facts, setting))
    outcome, decided_by = _outcome(results)
    missing = _missing(decided_by) if outcome == "depends" else ()
    return Verdict(outcome, decided_by, results, missing)


def _results(packs: Sequence[Pack], facts: Facts, setting: Setting) -> Iterator[RuleResult]:
    for pack in packs:
        for rule in pack.rules:
            in_force = rule.covers(setting.as_of) and pack.covers(setting.as_of)
            holds, checks = _of_rule(rule, facts, setting)
            kind = True if rule.when is None else _of_this_kind(rule.when, facts, setting)
            yield RuleResult(rule, pack.pack, pack.document, holds if in_force else False, checks, kind, in_force)


def _of_rule(rule: Rule, facts: Facts, setting: Setting) -> tuple[Truth, tuple[Check, ...]]:
    """Whether a rule holds: its condition, and no exception to it. An exception that nothing is said of is none."""
    holds, checks = (True, ()) if rule.when is None else evaluate(rule.when, facts, setting)
    if rule.unless is None or holds is False:
        return holds, checks
    lifts, told = evaluate(rule.unless, facts, setting)
    unsaid = facts.call_off is None and all(check.fact == "call_off" for check in told if check.holds is None)
    if lifts is False or (lifts is None and unsaid):
        return holds, checks
    return all_of([holds, None if lifts is None else not lifts]), (*checks, *(_turned(check) for check in told))


def _turned(check: Check) -> Check:
    """A check of what lifts a rule, as one that the rule has to pass."""
    return replace(check, right=f"what is not {check.right}", holds=None if check.holds is None else not check.holds)


def evaluate(condition: Condition, facts: Facts, setting: Setting) -> tuple[Truth, tuple[Check, ...]]:
    """A condition on the facts: whether it holds, and each check made on the way."""
    if isinstance(condition, NotThis):
        holds, checks = evaluate(condition.negated, facts, setting)
        return (None if holds is None else not holds), checks
    if isinstance(condition, AllOf | AnyOf):
        parts = condition.all if isinstance(condition, AllOf) else condition.any
        tried = [evaluate(part, facts, setting) for part in parts]
        truths = [truth for truth, _ in tried]
        combined = all_of(truths) if isinstance(condition, AllOf) else any_of(truths)
        return combined, tuple(check for _, checks in tried for check in checks)
    check = run_check(condition, facts, setting)
    return check.holds, (check,)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's and.

    >>> all_of([True, None]), all_of([False, None]), all_of([])
    (None, False, True)
    """
    seen = list(truths)
    return False if False in seen else None if None in seen else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's or.

    >>> any_of([True, None]), any_of([False, None]), any_of([])
    (True, None, False)
    """
    seen = list(truths)
    return True if True in seen else None if None in seen else False


def _of_this_kind(condition: Condition, facts: Facts, setting: Setting) -> Truth:
    """Whether the condition could hold for this type of contract: its type tests alone, all others taken to hold."""
    if isinstance(condition, TypeTest):
        return run_check(condition, facts, setting).holds
    if isinstance(condition, AllOf):
        return all_of(_of_this_kind(part, facts, setting) for part in condition.all)
    if isinstance(condition, AnyOf):
        return any_of(_of_this_kind(part, facts, setting) for part in condition.any)
    if isinstance(condition, NotThis) and isinstance(condition.negated, TypeTest):
        holds = run_check(condition.negated, facts, setting).holds
        return None if holds is None else not holds
    return True


def _outcome(results: Sequence[RuleResult]) -> tuple[Outcome, tuple[RuleResult, ...]]:
    """The outcome in the order of docs/how-a-verdict-is-reached.md, and the rules that decided it."""
    include = [r for r in results if r.rule.strength == "must_include" and r.in_force]
    consider = [r for r in results if r.rule.strength == "must_consider" and r.in_force]
    held = tuple(r for r in include if r.holds is True)
    open_ = tuple(r for r in include if r.holds is None)
    of_own = tuple(r for r in consider if r.rule.when is not None and r.holds is True)
    of_kind = tuple(r for r in include if r.of_this_kind is not False)
    general = tuple(r for r in consider if r.rule.when is None)
    ladder: tuple[tuple[Outcome, tuple[RuleResult, ...]], ...] = (
        ("required", held), ("depends", open_), ("consider", of_own + general if of_own else ()), ("not_required", of_kind),
        ("consider", general),
    )  # fmt: skip
    return next(((outcome, deciding) for outcome, deciding in ladder if deciding), ("no_rule", ()))


def _missing(open_rules: Iterable[RuleResult]) -> tuple[Missing, ...]:
    """The facts that the open rules wait for, in the order they are asked."""
    needed = {need for result in open_rules for check in result.checks if check.holds is None for need in check.needs}
    return tuple(fact for fact in ORDER if fact in needed)
