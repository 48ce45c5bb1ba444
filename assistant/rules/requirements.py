"""What follows where a duty holds: weighting, who answers for it, how to opt out. Read from the packs' provisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model import Facts
from assistant.rules.checks import Line, Setting, against_line
from assistant.rules.engine import evaluate
from assistant.rules.model import Pack, Provision
from assistant.rules.verdict import Check, Truth, Verdict


@dataclass(frozen=True, slots=True)
class Reached:
    """A provision that the contract reaches (`holds` None: not known), with the checks that show it and, for tiers, the role."""

    provision: Provision
    document: str
    holds: Truth
    checks: tuple[Check, ...] = ()
    role: str | None = None


def reached(packs: Sequence[Pack], facts: Facts, setting: Setting, verdict: Verdict) -> tuple[Reached, ...]:
    """Weightings, tiers and opt-outs of the packs, each with whether this contract reaches it."""
    return tuple(_reached(packs, facts, setting, verdict))


def _reached(packs: Sequence[Pack], facts: Facts, setting: Setting, verdict: Verdict) -> Iterator[Reached]:
    for pack in packs:
        for provision in pack.provisions:
            if (
                pack.covers(setting.as_of)
                and provision.covers(setting.as_of)
                and provision.kind in ("weighting", "tiers", "opt_out")
            ):
                yield _one(provision, pack.document, facts, setting, verdict)


def _one(provision: Provision, document: str, facts: Facts, setting: Setting, verdict: Verdict) -> Reached:
    if provision.kind == "tiers":
        return tier(provision, document, facts, setting)
    truths: list[Truth] = []
    checks: tuple[Check, ...] = ()
    if provision.when is not None:
        holds, checks = evaluate(provision.when, facts, setting)
        truths.append(holds)
    if provision.rules:
        truths.append(_any_rule(provision, document, verdict))
    holds_all: Truth = False if False in truths else None if None in truths else True
    return Reached(provision, document, holds_all, checks)


def _any_rule(provision: Provision, document: str, verdict: Verdict) -> Truth:
    truths = [r.holds for r in verdict.results if r.document == document and r.rule.id in provision.rules]
    return True if True in truths else None if None in truths else False


def tier(provision: Provision, document: str, facts: Facts, setting: Setting) -> Reached:
    """The last step that the contract value reaches. A step that may or may not be reached leaves the role unknown."""
    role: str | None = None
    holds: Truth = False
    checks = []
    for step in provision.steps:
        line = Line(step.figure.pence, step.figure.vat or "unstated")
        check = against_line(facts, step.figure.comparator, line, setting, step.figure.clause)
        checks.append(check)
        if check.holds is None:
            return Reached(provision, document, None, tuple(checks), None)
        if check.holds:
            role, holds = step.role, True
    return Reached(provision, document, holds, tuple(checks), role)
