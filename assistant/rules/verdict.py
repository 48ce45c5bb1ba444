"""What the engine gives: every check with its two sides, every rule's result, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.rules.model import Rule

Outcome = Literal["required", "consider", "not_required", "depends", "no_rule"]
Truth = bool | None
Missing = Literal["council", "amount", "vat", "contract_type", "duration", "call_off", "date"]
ORDER: tuple[Missing, ...] = ("council", "date", "contract_type", "amount", "vat", "duration", "call_off")


@dataclass(frozen=True, slots=True)
class Check:
    """One condition with its two sides as an officer would write them, and whether it holds (None: not known).

    `needs` are the facts that would settle it; `notes` are codes: on_the_line, other_vat_reading, after_verified_to,
    date_outside_table. `converted` shows an amount on the threshold's VAT basis where it had to be converted.
    """

    fact: str
    left: str
    comparator: str
    right: str
    holds: Truth
    clause: str
    vat: str = ""
    converted: str = ""
    needs: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule tried on the facts. `of_this_kind` is whether the rule is for this type of contract at all."""

    rule: Rule
    pack: str
    document: str
    holds: Truth
    checks: tuple[Check, ...]
    of_this_kind: Truth
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, the rules that decided it, every rule tried, and the facts that would settle what is open."""

    outcome: Outcome
    decided_by: tuple[RuleResult, ...]
    results: tuple[RuleResult, ...]
    missing: tuple[Missing, ...] = ()

    def holding(self, strength: str) -> tuple[RuleResult, ...]:
        """The rules of a strength that hold."""
        return tuple(r for r in self.results if r.rule.strength == strength and r.holds is True)
