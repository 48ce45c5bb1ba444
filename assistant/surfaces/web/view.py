"""An answer as the pages show it: what the verdict card holds, the text with its sources linked, facts, warnings, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from assistant.answer import Answer, Citation
from assistant.corpus import NATIONAL
from assistant.holdings import Held, Holdings
from assistant.rules.checks import Setting
from assistant.surfaces.supplier import for_supplier
from assistant.surfaces.web import documents, markdown, picture, restating, thresholds, understood
from assistant.surfaces.web.conversation import Conversation, page_address, source_address
from assistant.surfaces.web.likely import Choice, choices

OUTCOMES = {
    "required": ("Required", "✔"),
    "consider": ("Has to be considered", "●"),
    "not_required": ("Not required", "✕"),
    "depends": ("It depends", "?"),
    "no_rule": ("No rule", "–"),
}
STATUSES = {
    "answered": ("Answered", "•"),
    "needs_facts": ("It depends", "?"),
    "abstained": ("Not settled here", "–"),
    "refused": ("Refused", "!"),
    "error": ("Not read", "!"),
}
COMPARED = ("Councils compared", "≡")
STRENGTHS = {"must_include": "Has to be included", "must_consider": "Has to be considered", "should_seek": "Should be sought"}
DOCUMENT_STATUS = {
    "in_force": "in force", "proposed": "proposed, not adopted", "withdrawn": "withdrawn", "superseded": "superseded",
    "unknown": "not known whether in force",
}  # fmt: skip
KINDS = {"original": "the document's own words", "digest": "our restatement, not the document's own words"}
SHOWN_APART = ("What would change the answer", "Before you rely on this", "Also in force")
"""Sections of the text that the page shows in a form of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text under its title."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Requirement:
    """What follows: what it is, what it says, and the clause that says so."""

    name: str
    says: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that holds, with the number of its citation where it has one."""

    strength: str
    says: str
    clause: str
    address: str | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with where it stands and what its document is; `picture` is where its page can be seen, None where it has none."""

    citation: Citation
    address: str
    path: tuple[str, ...]
    status: str
    version: str
    kind: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Everything a page shows of an answer. `outcome` is the word for the card, `symbol` stands beside it: never colour alone.

    `understood` is the contract in short, empty where none was asked about; `read_from` the words that each fact was read from.
    """

    answer: Answer
    conversation: Conversation
    outcome: str
    symbol: str
    tone: str
    headline: str
    headline_html: Markup
    understood: tuple[str, ...]
    follow_up: str | None
    choices: tuple[Choice, ...]
    requirements: tuple[Requirement, ...]
    duties: tuple[Duty, ...]
    parts: tuple[Part, ...]
    changes: tuple[tuple[str, str, Conversation], ...]
    warnings: tuple[Markup, ...]
    sources: tuple[Source, ...]
    facts: dict[str, str]
    read_from: dict[str, str]
    day: date | None
    council_name: str
    council_said: bool
    compare: Conversation | None
    picture: picture.Picture | None


def view(
    holdings: Holdings, answer: Answer, conversation: Conversation, today: date, word: Callable[[Answer], Answer] | None = None
) -> AnswerView:
    """What a page shows of an answer, for an officer or for a supplier. `word` adds what a model may word, to what is shown."""
    supplier = conversation.mode == "supplier"
    shown = for_supplier(holdings, answer) if supplier else answer
    shown = word(shown) if word else shown
    marks = {c.n: source_address(c.document, c.clause, c.start, c.end) for c in shown.citations}
    outcome, symbol = _outcome(shown)
    facts, likely = restating.fields_of(shown.facts), choices(holdings, shown, conversation, today)
    return AnswerView(
        answer=shown,
        conversation=conversation,
        outcome=outcome,
        symbol=symbol,
        tone=shown.outcome or shown.status,
        headline=shown.headline,
        headline_html=markdown.with_clauses(shown.headline, _clause_addresses(shown)),
        understood=understood.in_short(facts) if shown.outcome else (),
        follow_up=shown.follow_up,
        choices=likely,
        requirements=tuple(_requirements(holdings, shown, supplier)),
        duties=tuple(_duties(holdings, shown)),
        parts=tuple(_parts(shown, marks)),
        changes=tuple(_changes(holdings, shown, conversation, {choice.leads_to for choice in likely})),
        warnings=tuple(markdown.html(w.text, marks) for w in shown.warnings),
        sources=tuple(_source(holdings, c) for c in shown.citations),
        facts=facts,
        read_from=understood.read_from(shown.facts, facts),
        day=conversation.day or _started(shown),
        council_name=holdings.council(shown.council).name if shown.council else "",
        council_said=(shown.facts.get("council") or {}).get("origin", "setting") != "setting",
        compare=_comparison(shown, conversation),
        picture=_picture(holdings, shown),
    )


def _outcome(answer: Answer) -> tuple[str, str]:
    if answer.outcome:
        return OUTCOMES[answer.outcome]
    return COMPARED if answer.status == "answered" and _spans_several(answer) else STATUSES[answer.status]


def _spans_several(answer: Answer) -> bool:
    """Whether an answer gives the verdicts of several councils side by side."""
    return answer.council is None and bool(answer.duties)


def _started(answer: Answer) -> date | None:
    """The day that the question gives, None where it gives none and today stands in for it."""
    start = answer.facts.get("start")
    return date.fromisoformat(start["earliest"]) if start else None


def _clause_addresses(answer: Answer) -> dict[str, str]:
    """Where the clauses stand that a headline may name: those cited of one document alone under their label."""
    found: dict[str, dict[str, str]] = {}
    for c in answer.citations:
        found.setdefault(c.clause, {}).setdefault(c.document, source_address(c.document, c.clause, c.start, c.end))
    return {label: address for label, addresses in found.items() if len(addresses) == 1 for address in addresses.values()}


def _changes(
    holdings: Holdings, answer: Answer, conversation: Conversation, offered: set[Conversation]
) -> Iterator[tuple[str, str, Conversation]]:
    """What would change the answer, with the conversation that asks it; not where it only repeats a likely answer."""
    for change in answer.changes:
        leads_to = restating.supposed(conversation, change["if"], holdings.councils)
        if leads_to not in offered:
            yield change["if"], change["then"], leads_to


def _parts(answer: Answer, marks: dict[int, str]) -> Iterator[Part]:
    """The text without what the page shows in a form of its own: headline, question, changes and warnings."""
    text = answer.text.replace(f"**{answer.headline}**", "", 1)
    for section in markdown.sections(text):
        if section.title in SHOWN_APART:
            continue
        body = section.text
        if answer.follow_up and not section.title:
            body = body.replace(answer.follow_up, "", 1).strip()
        if body or section.title:
            yield Part(section.title, markdown.html(body, marks))


def _requirements(holdings: Holdings, answer: Answer, supplier: bool) -> Iterator[Requirement]:
    asked = answer.requirements
    weighting = weighting_words(asked)
    if weighting:
        yield Requirement("Weighting", weighting, _clause_address(holdings, answer, asked.get("weighting_clause")))
    if supplier:
        return
    for approver in asked.get("approvers", ()):
        yield Requirement(
            f"Approver: {approver['about']}", approver["role"], _clause_address(holdings, answer, approver["clause"])
        )
    if opt_out := asked.get("opt_out"):
        clause = _clause_address(holdings, answer, opt_out["clause"])
        yield Requirement("To leave it out, the evidence", asked.get("evidence") or "none is named", clause)
        yield Requirement("To leave it out, approval by", opt_out["approver"] or "nobody is named", clause)


def weighting_words(requirements: dict[str, Any]) -> str:
    """The weighting and what it is a share of.

    >>> weighting_words({"weighting_min_percent": 10, "weighting_max_percent": None, "weighting_of": "overall_score"})
    'at least 10% of the overall score'
    """
    low, high = requirements.get("weighting_min_percent"), requirements.get("weighting_max_percent")
    of = requirements.get("weighting_of")
    match low, high:
        case None, None:
            return ""
        case _, None:
            share = f"at least {low}%"
        case None, _:
            share = f"at most {high}%"
        case _:
            share = f"{low}%" if low == high else f"{low}% to {high}%"
    return f"{share} of {'the ' + of.replace('_', ' ') if of else 'something that is not said'}"


def _clause_address(holdings: Holdings, answer: Answer, label: str | None) -> str | None:
    """Where a clause of the council's documents stands; as cited where it is cited."""
    if label is None or answer.council is None:
        return None
    for citation in answer.citations:
        if citation.clause == label:
            return source_address(citation.document, label, citation.start, citation.end)
    held = next((h for h in holdings.of(answer.council) if label in h.clauses), None)
    return clause_address(held, label) if held else None


def clause_address(held: Held, label: str) -> str:
    """Where a clause stands, all of its first run of words marked."""
    span = held.clauses[label].spans[0]
    return source_address(held.id, label, span.start, span.end)


def _duties(holdings: Holdings, answer: Answer) -> Iterator[Duty]:
    if answer.council is None:
        return
    says = {f"{pack.pack}/{rule.id}": rule.says for pack in holdings.packs(answer.council) for rule in pack.rules}
    for duty in answer.duties:
        if duty["holds"] is True and duty["rule"] in says:
            yield _duty(holdings, answer, duty, says[duty["rule"]])


def _duty(holdings: Holdings, answer: Answer, duty: dict[str, Any], says: str) -> Duty:
    document, label = duty["document"], duty["clause"]
    cited = next((c for c in answer.citations if (c.document, c.clause) == (document, label)), None)
    if cited:
        return Duty(STRENGTHS[duty["strength"]], says, label, source_address(document, label, cited.start, cited.end), cited.n)
    held = holdings.document(document)
    return Duty(STRENGTHS[duty["strength"]], says, label, clause_address(held, label) if label in held.clauses else None)


def _source(holdings: Holdings, citation: Citation) -> Source:
    held = holdings.document(citation.document)
    clause = held.clauses.get(citation.clause)
    return Source(
        citation, source_address(citation.document, citation.clause, citation.start, citation.end), clause.path if clause else (),
        DOCUMENT_STATUS[held.document.info.status], held.document.info.version, KINDS[citation.kind], _page_address(held, citation),
    )  # fmt: skip


def _page_address(held: Held, citation: Citation) -> str | None:
    if citation.page is None or not documents.has_pictures(held.document):
        return None
    return page_address(citation.document, citation.page, citation.start, citation.end)


def _comparison(answer: Answer, conversation: Conversation) -> Conversation | None:
    """The same contract put to every council, where a verdict was given for one."""
    if answer.outcome is None or answer.council is None:
        return None
    asked = restating.comparing(restating.fields_of(answer.facts))
    return Conversation(asked, (), None, conversation.day or answer.as_of, conversation.mode)


def _picture(holdings: Holdings, answer: Answer) -> picture.Picture | None:
    """The thresholds of every council that the answer spans, or of the one it is about; none where no verdict was asked for."""
    if answer.outcome is None and not _spans_several(answer):
        return None
    rows = thresholds.rows(holdings, thresholds.kind_of(answer.facts), Setting(answer.as_of, holdings.table))
    spoken_of = (answer.facts.get("council") or {}).get("slugs", [])
    several = spoken_of if answer.council is None and len(spoken_of) > 1 else None
    named = [(name, lines) for slug, name, lines in rows if several is None or slug in (*several, NATIONAL)]
    amount = answer.facts.get("amount")
    return picture.draw(named, (amount["low_pence"], amount["high_pence"]) if amount else None)


def with_facts(holdings: Holdings, shown: AnswerView, after: Mapping[str, str]) -> Conversation:
    """The conversation after facts of an answer were changed."""
    names = {council.slug: council.name for council in holdings.councils}
    return restating.asked_again(shown.conversation, shown.facts, after, names, named=shown.council_said)


def not_understood(before: AnswerView, wanted: Mapping[str, str], after: AnswerView) -> str:
    """One line on a fact that was changed and is not among what was then understood, empty where all are."""
    return restating.not_understood(restating.changed(before.facts, wanted), after.answer.facts)
