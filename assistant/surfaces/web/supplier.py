"""The supplier's view of an answer: in plain words, and without what is decided inside the council.

Only what the page shows is changed; programs get the answer whole. The policies themselves are public and stay readable in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant import topics
from assistant.answer import Answer
from assistant.compose.sentences import capital, compared
from assistant.holdings import Held, Holdings
from assistant.rules.model import Provision
from assistant.rules.verdict import Check
from assistant.surfaces.web.markdown import MARK

INTERNAL = ("tiers", "opt_out")
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
        )
    headline = _headline(holdings, answer)
    text = "\n".join(_kept(holdings, answer)).replace(f"**{answer.headline}**", f"**{headline}**", 1)
    used = {int(n) for part in (text, *(w.text for w in answer.warnings)) for n in MARK.findall(part)}
    return replace(
        answer, headline=headline, text=text, citations=tuple(c for c in answer.citations if c.n in used),
        requirements={k: v for k, v in answer.requirements.items() if k not in HIDDEN_REQUIREMENTS},
    )  # fmt: skip


def _kept(holdings: Holdings, answer: Answer) -> Iterator[str]:
    said = tuple(_said_inside(holdings))
    hidden = {c.n for c in answer.citations if is_internal(holdings.document(c.document), c.clause)}
    for line in answer.text.split("\n"):
        words = line.removeprefix("- ").removeprefix("May apply: ")
        marks = {int(n) for n in MARK.findall(line)}
        if words.startswith(said) or (marks and marks <= hidden):
            continue
        yield line


def _said_inside(holdings: Holdings) -> Iterator[str]:
    """How lines about internal approvals begin."""
    for held in holdings.documents:
        for provision in _provisions(held, internal=True):
            yield provision.says
            if provision.kind == "tiers":
                yield f"{capital(provision.about or '')}: "


def is_internal(held: Held, label: str) -> bool:
    """Whether a clause is there for internal approvals alone: rules and other provisions rest on none of it."""
    inside = {label for p in _provisions(held, internal=True) for label in p.clauses}
    outside = {label for p in _provisions(held, internal=False) for label in p.clauses}
    outside |= {label for pack in held.packs for rule in pack.rules for label in rule.clauses}
    return label in inside - outside


def _provisions(held: Held, *, internal: bool) -> Iterator[Provision]:
    for pack in held.packs:
        yield from (p for p in pack.provisions if (p.kind in INTERNAL) is internal)


def _headline(holdings: Holdings, answer: Answer) -> str:
    if answer.council is None or answer.outcome is None:
        return answer.headline
    name = holdings.council(answer.council).name
    because = _because(answer)
    match answer.outcome:
        case "required":
            return f"Yes. {name} has to make social value part of this contract{because}. Expect to be asked what you will deliver."
        case "consider":
            return f"Perhaps. {name} has to consider social value for this contract, and may ask for it. The tender documents say whether it does."
        case "not_required":
            return f"No. {name}'s policy does not make social value part of this contract{because}. The tender documents may still ask for it."
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
