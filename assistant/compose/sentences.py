"""The sentences of a verdict. Templates only: figures come from checks and packs, never from anything written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.rules import wording
from assistant.rules.verdict import Check, Missing, RuleResult, Verdict

NOT_COMPARED = {"over": "not over", "at least": "under", "under": "not under", "at most": "over", "exactly": "not"}
TURNS_ON: dict[Missing, str] = {
    "council": "which council is buying",
    "date": "when the procurement starts",
    "contract_type": "what kind of contract it is",
    "amount": "what the contract is worth",
    "vat": "whether the value includes VAT",
    "duration": "how long the contract runs",
    "call_off": "whether it is a call-off from a framework",
}
ASKS: dict[Missing, str] = {
    "council": "Which council is buying?",
    "date": "On what date does the procurement start?",
    "contract_type": "Is it for works, services, supplies or light touch services (such as social care), or is it a concession?",
    "amount": "What is the contract worth in all, over its whole length with every extension?",
    "vat": "Does the value include VAT or not?",
    "duration": "How long does the contract run in all, with every extension?",
    "call_off": "Is it a call-off from a framework?",
}
STRENGTH_STILL = {
    "must_consider": "social value must still be considered",
    "should_seek": "social value should still be sought",
}


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Items in a row.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = list(items)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" {joint} {words[-1]}" if words else ""


def compared(check: Check) -> str:
    """One check as a sentence part: "£400,000 is under £1,000,000", or what is not known of it."""
    if check.fact in ("contract_type", "call_off"):
        return _kind(check)
    left = f"{check.left} ({check.converted})" if check.converted else check.left
    if check.holds is None:
        return (
            f"{left} may or may not be {check.comparator} {check.right}"
            if _known(check)
            else f"{left}, and the line is {check.right}"
        )
    on_line = "exactly " if "on_the_line" in check.notes and check.comparator in ("at least", "at most") and check.holds else ""
    words = "" if on_line else (check.comparator if check.holds else NOT_COMPARED[check.comparator])
    return f"{left} is {on_line}{words} {check.right}".replace("  ", " ")


def _known(check: Check) -> bool:
    return "not known" not in check.left


def _kind(check: Check) -> str:
    if check.holds is None:
        return (
            f"the rule is for {check.right}; here the {check.left}"
            if not _known(check)
            else f"the contract may be {check.left}"
        )
    verb = "this is" if check.fact == "contract_type" else "it is"
    return f"{verb} {check.left}" if check.holds else f"{verb} {check.left}, and the rule is for {check.right}"


def reason(result: RuleResult) -> str:
    """Why a rule holds, fails or is open: the checks that make it so."""
    telling = [c for c in result.checks if c.holds is result.holds]
    if result.holds is True:
        telling = [c for c in telling if c.fact not in ("contract_type", "call_off")] or telling
    return listed(compared(check) for check in telling)


def failing(verdict: Verdict) -> tuple[RuleResult, ...]:
    """The rules that were for this kind of contract and failed; those that name its type before those for any type."""
    named = [r for r in verdict.decided_by if any(c.fact == "contract_type" and c.holds for c in r.checks)]
    return tuple(named or verdict.decided_by)


def still(results: Sequence[RuleResult]) -> str:
    """The weaker duties that hold beside a verdict, with their clauses; empty where there are none."""
    strengths = [s for s in STRENGTH_STILL if any(r.rule.strength == s and r.holds for r in results)]
    parts = []
    for strength in strengths:
        clauses = dict.fromkeys(r.rule.clauses[0] for r in results if r.rule.strength == strength and r.holds)
        parts.append(f"{STRENGTH_STILL[strength]} ({listed(clauses)})")
    return listed(parts)


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def type_words(options: Sequence[str]) -> str:
    return wording.types(tuple(options))


TURNED = re.compile(
    r"\b(?:leav\w+|left|skip\w*|omit\w*|drop(?:ped|ping)?|exempt\w*|avoid\w*|escape\w*|ignor\w+|without|optional|exclud\w+ social|get away|do away"
    r"|opt\w* out|waiv\w+|no need|no social value|not|never|\w+n['’]?t)\b",
    re.IGNORECASE,
)
"""Words that turn a question round, so that "yes" would say that nothing is needed."""


def lead(question: str, *, required: bool) -> str:
    """How a verdict begins: "Yes" or "No", or the verdict itself where the question may be turned round.

    >>> lead("Is it required?", required=True), lead("Can we leave it out?", required=True), lead("Don't we need it?", required=False)
    ('Yes', 'Required', 'Not required')
    """
    if TURNED.search(question):
        return "Required" if required else "Not required"
    return "Yes" if required else "No"
