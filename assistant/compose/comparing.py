"""Several councils on one contract: a table, one row a council, each row with the clause that decides it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.asked import comparison
from assistant.compose import national, showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.sentences import ASKS, TURNS_ON, failing, listed, reason
from assistant.compose.verdict import OUTCOME_WORDS, Decided, markdown, trace, words_of
from assistant.holdings import Holdings
from assistant.rules.checks import Setting
from assistant.rules.verdict import Outcome, RuleResult

STRICTNESS: tuple[Outcome, ...] = ("required", "depends", "consider", "not_required", "no_rule")
"""Outcomes from the strictest on."""


def answer(holdings: Holdings, asked: Asked, setting: Setting, decided: Sequence[Decided], *, chosen: bool) -> Answer:
    """All councils side by side. `chosen` tells that the question named these councils (no verdict over all of them, none asked for);
    otherwise no council was named, and it depends on which is buying."""
    decided = ordered(decided, asked.query) if chosen else decided
    citer = Citer(holdings)
    table = ["| Council | Verdict | What decides it | Clause |", "|---|---|---|---|", *(_row(d, citer) for d in decided)]
    law = national.note(holdings, asked.facts, setting, citer)
    warnings = [w for d in decided for h in d.documents for w in warn.of_status(h, asked.as_of, citer)]
    warnings = list(warn.once([*warnings, *law.warnings, *warn.of_citations(citer.citations)]))
    headline = _ranked(decided, asked.query) + _headline(decided, chosen) if chosen else _headline(decided, chosen)
    sections = [
        ("", [f"**{headline}**", *([] if chosen else [ASKS["council"]]), "\n".join(table)]),
        ("National law", law.lines),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id,
        question=asked.question,
        status="answered" if chosen else "needs_facts",
        outcome=None if chosen else "depends",
        headline=headline,
        text=markdown(sections),
        as_of=asked.as_of,
        council=None,
        facts=showing.facts(asked.facts, None),
        duties=tuple(showing.duty(r) for d in decided for r in d.verdict.results if r.in_force),
        missing=() if chosen else ("council", *_also_missing(decided)),
        follow_up=None if chosen else ASKS["council"],
        changes=() if chosen else tuple({"if": f"the council were {d.name}", "then": outcome_words(d)} for d in decided),
        citations=citer.citations,
        warnings=tuple(warnings),
        trace=tuple(item for d in decided for item in trace(d)) + law.trace,
    )


def ordered(decided: Sequence[Decided], question: str) -> list[Decided]:
    """The councils whose outcome is asked for first, then from the strictest to the least strict; the other way round if least is asked for."""
    first = comparison.outcome_asked(question)
    turned = -1 if comparison.end_asked(question) == "least" else 1
    return sorted(decided, key=lambda d: (d.verdict.outcome != first, turned * STRICTNESS.index(d.verdict.outcome)))


def _ranked(decided: Sequence[Decided], question: str) -> str:
    """Who is strictest on this contract, or who asks least, told from the outcomes; empty where neither is asked."""
    end = comparison.end_asked(question)
    held = [d for d in decided if d.packs]
    if end is None or len(held) < 2 or any(d.verdict.outcome == "depends" for d in held):
        return ""
    places = {d.name: STRICTNESS.index(d.verdict.outcome) for d in held}
    best = min(places.values()) if end == "most" else max(places.values())
    names = [name for name, place in places.items() if place == best]
    if len(names) == len(held):
        return f"On this contract {'neither' if len(held) == 2 else 'none'} is stricter than the other{'s' if len(held) > 2 else ''}. "
    return f"{'Strictest' if end == 'most' else 'Least strict'} on this contract: {listed(names)}. "


def outcome_words(decided: Decided) -> str:
    """The verdict in words; that there is none, where nobody has confirmed rules for the council's documents."""
    return OUTCOME_WORDS[decided.verdict.outcome] if decided.packs else "no verdict"


def _headline(decided: Sequence[Decided], chosen: bool) -> str:
    groups: dict[str, list[str]] = {}
    for d in decided:
        groups.setdefault(outcome_words(d), []).append(d.name)
    said = "; ".join(f"{words}: {listed(names)}" for words, names in groups.items())
    return f"{said[:1].upper()}{said[1:]}." if chosen else f"It depends on {TURNS_ON['council']}. {said[:1].upper()}{said[1:]}."


def _also_missing(decided: Sequence[Decided]) -> list[str]:
    return list(dict.fromkeys(fact for d in decided for fact in d.verdict.missing))


def _row(decided: Decided, citer: Citer) -> str:
    verdict = decided.verdict
    results: Sequence[RuleResult] = failing(verdict) if verdict.outcome == "not_required" else verdict.decided_by
    shown = results[0] if results else None
    if not decided.packs:
        return f"| {decided.name} | {outcome_words(decided)} | nobody has confirmed rules for its documents | – |"
    if shown is None:
        return f"| {decided.name} | {OUTCOME_WORDS[verdict.outcome]} | {_silence(decided)} | {_silence_marks(decided, citer)} |"
    why = reason(shown) if shown.checks else shown.rule.says.rstrip(".")
    marks = citer.clauses(shown.document, shown.rule.clauses, words_of(shown))
    status = " (proposed)" if any(h.card.status == "proposed" for h in decided.documents) else ""
    return f"| {decided.name} | {OUTCOME_WORDS[verdict.outcome]}{status} | {why} | {listed(shown.rule.clauses)} {marks} |"


def _silence(decided: Decided) -> str:
    return next((p.says.rstrip(".") for pack in decided.packs for p in pack.provisions if p.kind == "silence"), "silent")


def _silence_marks(decided: Decided, citer: Citer) -> str:
    for held in decided.documents:
        for result in decided.verdict.results:
            if result.document == held.id and result.holds:
                return f"{result.rule.clauses[0]} {citer.clauses(held.id, result.rule.clauses, words_of(result))}"
    return "silent"
