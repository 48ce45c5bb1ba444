"""Warnings: what the reader has to know before relying on an answer, each with a code."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, Warned
from assistant.compose.citing import Citer
from assistant.facts import Nation
from assistant.holdings import Held
from assistant.model import FactName, Unknown
from assistant.rules import wording
from assistant.rules.model import Provision
from assistant.rules.quantities import quantities
from assistant.rules.verdict import Check

NOTE_TEXTS = {
    "on_the_line": ("exactly_on_the_line", "The figure is exactly on the line: {left} against {right}; a penny decides."),
    "other_vat_reading": (
        "vat_basis_unstated",
        "The document does not say whether {right} includes VAT. It is compared at face value; read the other way, the answer would turn.",
    ),
    "after_verified_to": (
        "after_verified_to",
        "The national thresholds were last checked up to {verified_to}; look for a later change.",
    ),
    "date_outside_table": ("date_outside_table", "The national thresholds held here do not reach back to that date."),
}
ALWAYS = ("law-", "threshold-", "instrument-", "policy-", "adoption-")
"""Notices that bear on every answer from a document; others are shown where the answer rests on their clause."""
OF_THE_INSTRUMENT = ("instrument-", "policy-", "adoption-")
"""Those that bear on every answer where no verdict is given: thresholds and law matter only where their clause is shown."""
MARKS_SHOWN = 2
STATUS_CODES = {"proposed": "instrument_proposed", "withdrawn": "instrument_withdrawn", "superseded": "instrument_superseded"}


Reaches = Callable[[Provision], bool]


def unconditional(provision: Provision) -> bool:
    """A notice with a condition says nothing where no contract is described."""
    return provision.when is None


def of_document(
    held: Held,
    as_of: date,
    citer: Citer,
    cited: Collection[str],
    reached: Reaches = unconditional,
    always: tuple[str, ...] = ALWAYS,
) -> Iterator[Warned]:
    """What stands on the document: its status, its review date, what is missing of it, notices and conflicts.

    `cited` are the clause labels that the answer rests on: a conflict is shown where it touches one of them, and so are the notices
    whose code does not begin as one of `always`. `reached` tells whether a notice with a condition is for this contract.
    """
    yield from of_status(held, as_of, citer)
    for provision in (p for p in _provisions(held, "notice", as_of) if reached(p)):
        if not (provision.code or "").startswith(always) and not set(provision.clauses) & set(cited):
            continue
        yield Warned(code(provision), f"{provision.says} {_marks(citer, held, provision)}")
    for provision in _provisions(held, "conflict", as_of):
        if set(provision.clauses) & set(cited):
            yield Warned("internal_conflict", f"{provision.says} {_marks(citer, held, provision)}")


def of_status(held: Held, as_of: date, citer: Citer) -> Iterator[Warned]:
    """What the document is: its status, what is missing of it, its review date."""
    card = held.card
    if card.status in STATUS_CODES:
        yield Warned(STATUS_CODES[card.status], card.status_note)
    if card.missing_parts and card.status in STATUS_CODES:
        yield Warned("instrument_missing", f"Not in the corpus: {'; '.join(card.missing_parts)}.")
    if card.status == "unknown":
        yield Warned("instrument_status_unknown", card.status_note)
    if past_review(card.review_due, as_of):
        mark = citer.clause(held.id, card.review_clause, ()) if card.review_clause else ""
        yield Warned(
            "past_review_date", f"The document is past its review date{' ' + mark if mark else ''}. {card.status_note}"
        )


def _provisions(held: Held, kind: str, as_of: date) -> Iterator[Provision]:
    for pack in held.packs:
        yield from (p for p in pack.provisions if p.kind == kind and p.covers(as_of))


def _marks(citer: Citer, held: Held, provision: Provision) -> str:
    words = [f.near for f in provision.figures if f.near] + ([provision.near] if provision.near else [])
    words += [
        quantity.printed for quantity in quantities(provision.says)
    ]  # a figure that is said stands in the part that is shown
    return citer.clauses(held.id, provision.clauses[:MARKS_SHOWN], words)


def code(provision: Provision) -> str:
    """A notice's code as answers carry it."""
    return (provision.code or provision.kind).replace("-", "_")


def past_review(review_due: str | None, as_of: date) -> bool:
    """Whether the day is after the month or day by which a review was due.

    >>> past_review("2020-04", date(2020, 4, 30)), past_review("2020-04", date(2020, 5, 1)), past_review(None, date(2020, 5, 1))
    (False, True, False)
    """
    if review_due is None:
        return False
    parts = [int(part) for part in review_due.split("-")]
    year, month = parts[0], parts[1]
    last = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return as_of > date(year, month, last)


def of_checks(checks: Sequence[Check], verified_to: date | None) -> Iterator[Warned]:
    """What the comparisons themselves bring up: exactly on the line, a VAT basis that is not stated, a date past the table."""
    for check in checks:
        for note in check.notes:
            found, text = NOTE_TEXTS[note]
            yield Warned(
                found,
                text.format(left=check.left, right=check.right, verified_to=wording.day(verified_to) if verified_to else ""),
            )


def of_citations(citations: Sequence[Citation]) -> Iterator[Warned]:
    """Which citations are our restatement and not the document's own words."""
    titles = dict.fromkeys(
        f"{c.publisher}, {c.title}" for c in citations if c.kind == "digest" and c.document != "national-law"
    )
    if titles:
        yield Warned(
            "digest_not_original", f"Quoted from our restatement, not from the document's own words: {'; '.join(titles)}."
        )


NATIONS = {"scotland": "Scotland", "wales": "Wales", "northern_ireland": "Northern Ireland"}
RELY = "**Before you rely on this**"


def of_nation(nation: Nation) -> Warned:
    """That another nation than England is spoken of, whose law is not what is held here."""
    name = NATIONS[nation]
    return Warned(
        "other_jurisdiction",
        f"The question speaks of {name}. The policies and the law held here are for councils in England; other law holds in {name}.",
    )


FACTS: Mapping[FactName, str] = {
    "amount": "what the contract is worth", "vat": "whether the value includes VAT", "duration": "how long the contract runs",
    "contract_type": "what kind of contract it is", "call_off": "whether it is a call-off", "start": "when the procurement starts",
}  # fmt: skip
NOTHING_NEW = Warned(
    "no_new_fact",
    "No new fact of the contract was read in this question, so the answer is that to the one before it. If it changes one, say it in figures.",
)


def of_unknown(unknown: Collection[Unknown]) -> Iterator[Warned]:
    """That a fact told before is not known any more, with the words of this question that take it back."""
    for one in unknown:
        if one.taken_back and one.said.origin == "question":
            yield Warned("fact_taken_back", f"Taken back, and not known any more: {FACTS[one.fact]} (“{one.said.words}”).")


def added(answer: Answer, warned: Warned) -> Answer:
    """The answer with one warning more, also at the end of its text, where warnings stand last."""
    joint = "\n" if RELY in answer.text else f"\n\n{RELY}\n\n"
    return replace(answer, text=f"{answer.text}{joint}- {warned.text}", warnings=once([*answer.warnings, warned]))


def once(warned: Sequence[Warned]) -> tuple[Warned, ...]:
    """Each warning once, in order."""
    return tuple(dict.fromkeys(warned))
