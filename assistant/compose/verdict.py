"""A council's verdict on a contract, with its proof, into an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Warned
from assistant.compose import national, showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.sentences import ASKS, TURNS_ON, capital, compared, failing, lead, listed, reason, still
from assistant.holdings import Held, Holdings
from assistant.rules.changes import Change, changes, leaves
from assistant.rules.checks import Setting
from assistant.rules.engine import decide, evaluate
from assistant.rules.model import (
    AllOf,
    AmountTest,
    AnyOf,
    CallOffTest,
    Condition,
    DurationTest,
    NotThis,
    Pack,
    Provision,
    TypeTest,
)
from assistant.rules.proof import show
from assistant.rules.requirements import Reached, reached
from assistant.rules.verdict import RuleResult, Verdict

OUTCOME_WORDS = {
    "required": "social value is required",
    "consider": "social value has to be considered",
    "not_required": "social value is not required",
    "depends": "it depends",
    "no_rule": "the document sets no rule",
}
CALL_OFF_KIND = "which kind of call-off it is"
"""What a verdict turns on where it is a call-off, and a clause leaves out some call-offs alone."""
HOPES_SHOWN, SILENCES_SHOWN = 5, 4


@dataclass(frozen=True, slots=True)
class Decided:
    """A council's verdict with all that was computed for it."""

    council: str
    name: str
    packs: tuple[Pack, ...]
    documents: tuple[Held, ...]
    verdict: Verdict
    reached: tuple[Reached, ...]
    changes: tuple[Change, ...]


def work_out(holdings: Holdings, council: str, asked: Asked, setting: Setting) -> Decided:
    """Runs a council's packs on the facts."""
    documents = tuple(held for held in holdings.of(council) if held.packs)
    packs = tuple(pack for held in documents for pack in held.packs)
    verdict = decide(packs, asked.facts, setting)
    follows = reached(packs, asked.facts, setting, verdict)
    turns = changes(packs, asked.facts, setting, verdict)
    return Decided(council, holdings.council(council).name, packs, documents, verdict, follows, turns)


def answer(holdings: Holdings, asked: Asked, setting: Setting, decided: Decided) -> Answer:
    """The verdict as an answer: headline, reasons, what follows, what still holds, what would change it, national law, warnings."""
    citer = Citer(holdings)
    verdict = decided.verdict
    sections = [
        ("Why", list(_why(decided, citer))),
        ("What follows", list(_follows(decided, citer))),
        ("Also in force", list(_also(decided, citer))),
        ("Looked at, and not reached", list(_not_reached(decided, citer))),
        ("What the document hopes for", list(_hopes(decided, citer))),
        ("What would change the answer", [f"If {c.words}: {then(c)}." for c in decided.changes]),
        ("What the document does not say", list(_silences(decided, citer))),
    ]
    law = national.note(holdings, asked.facts, setting, citer)
    head = headline(decided, asked, law.in_brief)
    sections.insert(0, ("", [f"**{head}**"]))
    sections.append(("National law", list(law.lines)))
    warnings = _warnings(decided, asked, setting, citer) + law.warnings
    warnings = warn.once([*warnings, *warn.of_citations(citer.citations)])
    sections.append(("Before you rely on this", [w.text for w in warnings]))
    follow_up = _follow_up(asked, verdict)
    if follow_up:
        sections.insert(1, ("", [follow_up]))
    return Answer(
        id=asked.id,
        question=asked.question,
        status="needs_facts" if verdict.outcome == "depends" else "answered",
        outcome=verdict.outcome,
        headline=head,
        text=markdown(sections),
        as_of=asked.as_of,
        council=decided.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given),
        duties=tuple(showing.duty(r) for r in verdict.results if r.in_force),
        requirements=showing.requirements(decided.reached) if _duty_holds(verdict) else {},
        missing=verdict.missing if verdict.outcome == "depends" else (),
        follow_up=follow_up,
        changes=tuple({"if": c.words, "then": then(c)} for c in decided.changes),
        citations=citer.citations,
        warnings=warnings,
        trace=trace(decided, law.trace),
    )


def trace(decided: Decided, national_trace: Sequence[dict[str, object]] = ()) -> tuple[dict[str, object], ...]:
    """Every rule, provision and change tried."""
    rules = [showing.tried(r, "council") for r in decided.verdict.results]
    provisions = [showing.provision(r) for r in decided.reached]
    return (*rules, *provisions, *national_trace, *(showing.change(c) for c in decided.changes))


def markdown(sections: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Sections that have lines, as Markdown: a title and a list, or plain paragraphs where there is no title."""
    parts = []
    for title, lines in sections:
        if lines and title:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
        elif lines:
            parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def headline(decided: Decided, asked: Asked, law: str) -> str:
    """The verdict in one sentence, with the comparison that decided it and the clause.

    `law` is what national law says of the contract, in a sentence: it comes first where it is the law that is asked about, and last where the
    documents set no rule.
    """
    verdict, title = decided.verdict, _title(decided)
    of_law = bool(law) and national.is_asked(asked.query)
    proposed = any(held.card.status == "proposed" for held in decided.documents)
    rests = "This rests on a proposal, not on an adopted policy." if proposed else ""
    match verdict.outcome:
        case "required":
            says = f"{_lead(asked, of_law, required=True)}{_required(decided, title)}"
        case "depends":
            turns = listed(
                CALL_OFF_KIND if fact == "call_off" and asked.facts.call_off else TURNS_ON[fact] for fact in verdict.missing
            )
            says = f"It depends on {turns}: {_open_reason(verdict)}."
        case "consider":
            clauses = listed(dict.fromkeys(r.rule.clauses[0] for r in verdict.decided_by))
            words = "Social value has to be considered in this contract, but nothing says that it must be included"
            says = f"{words}: {decided.name}, {title} ({clauses})."
        case "not_required":
            says = f"{_lead(asked, of_law, required=False)}{_not_required(decided, title)}"
        case _:
            named = f"{decided.name}'s {title}" if title else f"What is loaded of {decided.name}"
            says = f"No rule: {named} neither requires social value in this contract nor makes considering it a duty."
    last = law if verdict.outcome == "no_rule" and not of_law else ""
    return " ".join(part for part in (law if of_law else "", says, rests, last) if part)


def _lead(asked: Asked, of_law: bool, *, required: bool) -> str:
    """Yes or no to what was asked; nothing where it was asked of the law, which the documents do not answer."""
    return "" if of_law else f"{lead(asked.query, required=required)}. "


def _title(decided: Decided) -> str:
    return listed(held.card.title for held in decided.documents)


def _required(decided: Decided, title: str) -> str:
    held = [r for r in decided.verdict.decided_by if r.holds is True]
    if not held:
        clauses = listed(dict.fromkeys(r.rule.clauses[0] for r in decided.verdict.decided_by))
        return f"{decided.name}'s {title} requires social value in this contract, however the open facts turn out ({clauses})."
    why = reason(held[0])
    clause = held[0].rule.clauses[0]
    return (
        f"{decided.name}'s {title} requires social value in this contract: {why or 'it does so for every contract'} ({clause})."
    )


def _not_required(decided: Decided, title: str) -> str:
    failed = failing(decided.verdict)
    why = listed(dict.fromkeys(reason(r) for r in failed[:2] if reason(r)))
    clauses = listed(dict.fromkeys(r.rule.clauses[0] for r in failed[:2]))
    also = still(decided.verdict.results)
    rest = f" {capital(also)}." if also else ""
    return f"{decided.name}'s {title} does not require social value in this contract: {why} ({clauses}).{rest}"


def _open_reason(verdict: Verdict) -> str:
    open_ = verdict.decided_by[0]
    checks = [c for c in open_.checks if c.holds is None]
    return f"{listed(compared(c) for c in checks)} ({open_.rule.clauses[0]})"


def _why(decided: Decided, citer: Citer) -> Iterator[str]:
    verdict = decided.verdict
    results = failing(verdict) if verdict.outcome == "not_required" else verdict.decided_by
    for result in results:
        marks = citer.clauses(result.document, result.rule.clauses, words_of(result))
        why = reason(result) if result.checks else ""
        yield f"{result.rule.says} {marks}" + (f" Here {why}." if why else "")
        if labels := _left_out(result):
            yield f"Not so for a call-off that {listed(labels)} leaves out."
        if result.rule.note:
            yield f"How it is read: {result.rule.note}"


def _left_out(result: RuleResult) -> tuple[str, ...]:
    """The clauses that except call-offs from a duty, where nothing is said of whether this is one."""
    if result.rule.unless is None or any(check.fact == "call_off" for check in result.checks):
        return ()
    return tuple(dict.fromkeys(test.clause for test in leaves(result.rule.unless) if isinstance(test, CallOffTest)))


def words_of(result: RuleResult) -> tuple[str, ...]:
    """The words that a rule was proved by, to choose what part of a long clause to show."""
    return (result.rule.must_words, *(_near(result.rule.when) if result.rule.when else ()))


def _near(condition: Condition) -> Iterator[str]:
    match condition:
        case AllOf() | AnyOf():
            for part in condition.all if isinstance(condition, AllOf) else condition.any:
                yield from _near(part)
        case NotThis():
            yield from _near(condition.negated)
        case AmountTest() | DurationTest():
            yield from filter(None, (condition.figure.near, condition.figure.words))
        case TypeTest():
            yield condition.near
        case _:
            yield from filter(None, (condition.near,))


def _duty_holds(verdict: Verdict) -> bool:
    return verdict.outcome in ("required", "consider")


def _follows(decided: Decided, citer: Citer) -> Iterator[str]:
    if not _duty_holds(decided.verdict):
        return
    for found in decided.reached:
        yield from _followed(found, citer)


def _followed(found: Reached, citer: Citer) -> Iterator[str]:
    provision = found.provision
    marks = citer.clauses(found.document, provision.clauses, provision_words(provision))
    why = listed(compared(c) for c in found.checks if c.holds is found.holds)
    if found.holds is True and provision.kind == "tiers":
        last = [c for c in found.checks if c.holds][-1]
        yield f"{capital(provision.about or '')}: {found.role} ({compared(last)}). {marks}"
    elif found.holds is True:
        approver = "" if provision.kind != "opt_out" or provision.approver else " No approver is named."
        yield f"{provision.says}{approver} {marks}"
    elif found.holds is None:
        yield f"May apply: {provision.says} {marks}"
    elif provision.kind == "weighting":
        yield f"Does not reach this contract{': ' + why if why else ''}. {provision.says} {marks}"


def provision_words(provision: Provision) -> list[str]:
    """The words that prove a provision, to choose what part of a long clause to show."""
    figures = [*provision.figures, *(step.figure for step in provision.steps)]
    return [w for w in (provision.near, *(f.near for f in figures), *(show(f) for f in figures)) if w]


def _also(decided: Decided, citer: Citer) -> Iterator[str]:
    deciding = {(r.document, r.rule.id) for r in decided.verdict.decided_by}
    for result in decided.verdict.results:
        if result.holds is True and (result.document, result.rule.id) not in deciding:
            yield f"{result.rule.says} {citer.clauses(result.document, result.rule.clauses, words_of(result))}"


def _not_reached(decided: Decided, citer: Citer) -> Iterator[str]:
    """Duties with a test of their own that this contract does not meet, where no such test decided it."""
    if decided.verdict.outcome not in ("consider", "no_rule"):
        return
    for result in decided.verdict.results:
        if result.rule.strength != "should_seek" and result.checks and result.in_force and result.holds is not True:
            open_ = "It is open whether this reaches the contract: " if result.holds is None else ""
            marks = citer.clauses(result.document, result.rule.clauses, words_of(result))
            yield f"{result.rule.says} {marks} {capital(open_ + reason(result))}."


def then(change: Change) -> str:
    """What the outcome would be, in words; what it would turn on where it would be open."""
    if change.outcome != "depends":
        return OUTCOME_WORDS[change.outcome]
    return f"it depends on {listed(TURNS_ON[fact] for fact in change.verdict.missing)}"


def _of_kind(decided: Decided, kind: str) -> Iterator[tuple[Held, Provision]]:
    for held in decided.documents:
        for pack in held.packs:
            yield from ((held, p) for p in pack.provisions if p.kind == kind)


def _hopes(decided: Decided, citer: Citer) -> Iterator[str]:
    if decided.verdict.outcome == "no_rule":
        for held, provision in list(_of_kind(decided, "hope"))[:HOPES_SHOWN]:
            yield f"{provision.says} {citer.clauses(held.id, provision.clauses, provision_words(provision))}"


def _silences(decided: Decided, citer: Citer) -> Iterator[str]:
    for held, provision in list(_of_kind(decided, "silence"))[:SILENCES_SHOWN]:
        yield f"{provision.says} {citer.clauses(held.id, provision.clauses, provision_words(provision))}".rstrip()


def _warnings(decided: Decided, asked: Asked, setting: Setting, citer: Citer) -> tuple[Warned, ...]:
    def reaches(notice: Provision) -> bool:
        return notice.when is None or evaluate(notice.when, asked.facts, setting)[0] is not False

    cited = {citation.clause for citation in citer.citations}
    found = [w for held in decided.documents for w in warn.of_document(held, asked.as_of, citer, cited, reaches)]
    checks = [c for r in decided.verdict.decided_by for c in r.checks]
    checks += [c for r in decided.reached if _duty_holds(decided.verdict) for c in r.checks]
    found += warn.of_checks(checks, setting.national.verified_to if setting.national else None)
    return tuple(found)


def _follow_up(asked: Asked, verdict: Verdict) -> str | None:
    """The one question to ask next: a doubt about what was said first, else the first missing fact."""
    if verdict.outcome != "depends":
        return None
    doubt = next((d for d in asked.facts.doubts if d.asks in verdict.missing), None)
    if doubt is None and verdict.missing[:1] == ("call_off",) and asked.facts.call_off:
        open_ = [c.clause for r in verdict.decided_by for c in r.checks if c.fact == "call_off" and c.holds is None]
        return f"Is it one of the call-offs that {listed(dict.fromkeys(open_))} leaves out?"
    return doubt.question if doubt else ASKS[verdict.missing[0]] if verdict.missing else None
