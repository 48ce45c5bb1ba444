"""The supplier's view of an answer: in plain words, and without what is decided inside the council.

Pages ask for it by the switch between officer and supplier, programs by `mode`. The policies themselves are public and stay readable in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer
from assistant.asked import topics
from assistant.compose.sentences import capital, compared, lead
from assistant.holdings import Held, Holdings
from assistant.rules.model import Provision
from assistant.rules.verdict import Check
from assistant.surfaces.web.markdown import MARK

INTERNAL = ("tiers", "opt_out")
REMARKS = ("notice", "conflict", "silence")
"""Kinds that say something of a clause and lay nothing down."""
HIDDEN_REQUIREMENTS = ("approvers", "opt_out", "evidence")
NOT_FOR_SUPPLIERS = (
    "This is about how the council approves things inside, which is not shown to suppliers. Ask the council's procurement team, "
    "or read the policy under Documents."
)


def for_supplier(holdings: Holdings, answer: Answer) -> Answer:
    """The answer as a supplier reads it: approvals and the way out left away, the verdict in plain words."""
    if answer.outcome is None and set(topics.kinds(answer.question)[:1]) & set(INTERNAL):
        return replace(
            answer,
            status="abstained",
            headline=NOT_FOR_SUPPLIERS,
            text=NOT_FOR_SUPPLIERS,
            citations=(),
            warnings=(),
            requirements={},
            follow_up=None,
            trace=(),
        )
    headline = _headline(holdings, answer)
    hidden = {c.n for c in answer.citations if is_internal(holdings.document(c.document), c.clause)}
    inside = _Inside(tuple(_said_inside(holdings)), tuple(_roles(holdings)))
    text = "\n".join(_kept(answer.text.split("\n"), inside, hidden)).replace(f"**{answer.headline}**", f"**{headline}**", 1)
    warnings = tuple(replace(w, text=kept) for w in answer.warnings for kept in _kept([w.text], inside, hidden))
    used = {int(n) for part in (text, *(w.text for w in warnings)) for n in MARK.findall(part)}
    duties = {(duty["document"], duty["clause"]) for duty in answer.duties if duty["holds"]}
    return replace(
        answer, headline=headline, text=text, warnings=warnings,
        citations=tuple(c for c in answer.citations if c.n not in hidden and (c.n in used or (c.document, c.clause) in duties)),
        requirements={k: v for k, v in answer.requirements.items() if k not in HIDDEN_REQUIREMENTS},
        trace=tuple(item for item in answer.trace if not _is_step_inside(item, hidden)),
    )  # fmt: skip


def _is_step_inside(item: dict[str, Any], hidden: set[int]) -> bool:
    """Whether a step of the trace is about internal approvals, or cites a clause that is there for them alone."""
    return item.get("kind") in INTERNAL or (item.get("layer") == "citation" and item["n"] in hidden)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What gives away internal approvals: how lines about them begin, and the roles that approve."""

    begins: tuple[str, ...]
    roles: tuple[str, ...]

    def holds(self, line: str) -> bool:
        words = line.removeprefix("- ").removeprefix("May apply: ")
        return words.startswith(self.begins) or any(re.search(rf"\b{re.escape(role)}\b", line, re.I) for role in self.roles)


def _kept(lines: Sequence[str], inside: _Inside, hidden: set[int]) -> Iterator[str]:
    """The lines that are not about internal approvals; a mark of a hidden clause goes from the others."""
    for line in lines:
        marks = {int(n) for n in MARK.findall(line)}
        if not inside.holds(line) and not (marks and marks <= hidden):
            yield MARK.sub(lambda found: "" if int(found[1]) in hidden else found[0], line)


def _said_inside(holdings: Holdings) -> Iterator[str]:
    """How lines about internal approvals begin."""
    for held in holdings.documents:
        for provision in _provisions(held, internal=True):
            yield provision.says
            if provision.kind == "tiers":
                yield f"{capital(provision.about or '')}: "


def _roles(holdings: Holdings) -> Iterator[str]:
    """The roles that tiers and opt-outs name."""
    for held in holdings.documents:
        for provision in _provisions(held, internal=True):
            yield from (step.role for step in provision.steps)
            yield from filter(None, [provision.approver])


def is_internal(held: Held, label: str) -> bool:
    """Whether a clause is there for internal approvals alone: no rule rests on it, and no provision that lays anything else down."""
    inside = {label for p in _provisions(held, internal=True) for label in p.clauses}
    outside = {label for p in _provisions(held, internal=False) if p.kind not in REMARKS for label in p.clauses}
    outside |= {label for pack in held.packs for rule in pack.rules for label in rule.clauses}
    return label in inside - outside


def _provisions(held: Held, *, internal: bool) -> Iterator[Provision]:
    for pack in held.packs:
        yield from (p for p in pack.provisions if _is_about_inside(p) is internal)


def _is_about_inside(provision: Provision) -> bool:
    """Whether a provision is about internal approvals, or says that the document is silent on them."""
    if provision.kind != "silence":
        return provision.kind in INTERNAL
    return bool(set(topics.named(f"{provision.about}. {provision.says}")) & set(INTERNAL))


def _headline(holdings: Holdings, answer: Answer) -> str:
    if answer.council is None or answer.outcome is None:
        return answer.headline
    name = holdings.council(answer.council).name
    because = _because(answer)
    match answer.outcome:
        case "required":
            part = f"{name} has to make social value part of this contract{because}. Expect to be asked what you will deliver."
            return f"{lead(answer.question, required=True)}. {part}"
        case "consider":
            return f"Perhaps. {name} has to consider social value for this contract, and may ask for it. The tender documents say whether it does."
        case "not_required":
            part = f"{name}'s policy does not make social value part of this contract{because}. The tender documents may still ask for it."
            return f"{lead(answer.question, required=False)}. {part}"
        case "depends":
            return f"It depends on something not yet said. {answer.follow_up or ''}".strip()
        case _:
            return f"{name}'s policy sets no rule for this contract. The tender documents say what is asked of you."


def _because(answer: Answer) -> str:
    """The comparison that decided it, from the trace."""
    wanted = answer.outcome == "required"
    for item in answer.trace:
        if item.get("layer") != "council" or item.get("strength") != "must_include" or item["holds"] is not wanted:
            continue
        telling = [c for c in item["conditions"] if c["holds"] is wanted and c["fact"] in ("amount", "duration")]
        of_this_kind = all(c["holds"] is not False for c in item["conditions"] if c["fact"] == "contract_type")
        if telling and of_this_kind:
            return f", because {compared(_check(telling[0]))} (clause {item['clause']})"
    return ""


def _check(shown: dict[str, Any]) -> Check:
    return Check(
        shown["fact"], shown["left"], shown["comparator"], shown["right"], shown["holds"], shown["clause"],
        converted=shown["converted"], needs=tuple(shown["needs"]), notes=tuple(shown["notes"]),
    )  # fmt: skip
