"""What was wrong with one answer, in words: for the questions that may be tuned on, and for no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evals.bank import Question
from evals.metrics import (
    cited_clauses,
    figures_without_support,
    forbidden_figures,
    missing_figures,
    place,
    shown_text,
    words_shown,
)
from evals.run import Answered, Record

CITED_SHOWN = 6


def open_rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    """One row a question of the dev part. The part set apart gives totals only, so that nobody tunes on it by reading a report."""
    return [row(record) for record in records if record.question.split == "dev"]


def row(record: Record) -> dict[str, Any]:
    """A question with what came back and what was wrong with it; an empty list of misses is a right answer."""
    answer, question = record.answer, record.question
    return {
        "id": question.id,
        "kind": question.kind,
        "about": question.about,
        "question": question.question,
        "history": list(question.history),
        "status": answer["status"] if answer else "failure",
        "outcome": answer["outcome"] if answer else None,
        "headline": answer["headline"] if answer else record.failure,
        "milliseconds": round(record.milliseconds, 2),
        "misses": list(misses(record)),
    }


def misses(record: Record) -> Iterator[str]:
    """Each thing that was expected and not given, or given and not expected."""
    if record.answer is None:
        yield f"failure: {record.failure}"
        return
    yield from _verdict(record.question, record.answer)
    yield from _clauses(record.question, record.answer)
    yield from _shown(record.question, record.answer)
    yield from _asked(record.question, record.answer)


def _verdict(question: Question, answer: Answered) -> Iterator[str]:
    expect = question.expect
    if expect.asks_outcome and answer["outcome"] != expect.outcome:
        yield f"outcome: {expect.outcome} expected, {answer['outcome']} given"
    if answer["status"] not in expect.statuses:
        yield f"status: {' or '.join(expect.statuses)} expected, {answer['status']} given"
    if expect.asks_council and answer["council"] != expect.council:
        yield f"council: {expect.council} expected, {answer['council']} given"


def _clauses(question: Question, answer: Answered) -> Iterator[str]:
    cited = cited_clauses(answer)
    wanted = question.expect.wanted
    for alternatives in wanted:
        if not any(place(label, question) in cited for label in alternatives):
            shown = ", ".join(_named(cited[:CITED_SHOWN])) or "nothing"
            yield f"clause: {' or '.join(alternatives)} not cited (cited: {shown})"
    right = {place(label, question) for alternatives in wanted for label in alternatives}
    if wanted and not (cited and cited[0] in right):
        yield f"hit@1: {cited[0][1] if cited else 'nothing'} comes first"


def _named(cited: Sequence[tuple[str, str]]) -> list[str]:
    """Labels, with their documents where they are of more than one."""
    several = len({document for document, _ in cited}) > 1
    return [f"{document} {label}" if several else label for document, label in cited]


def _shown(question: Question, answer: Answered) -> Iterator[str]:
    for figure in missing_figures(question, answer):
        yield f"figure: {figure} not shown"
    for unsupported in figures_without_support(question, answer):
        yield f"unsupported figure: {unsupported}"
    if forbidden_figures(question, answer) == (0.0, 1.0):
        yield f"forbidden figure shown: one of {', '.join(question.expect.not_figures)}"
    if words_shown(question, answer) == (0.0, 1.0):
        text = shown_text(answer).casefold()
        yield f"words: {', '.join(w for w in question.expect.words if w.casefold() not in text)} not shown"


def _asked(question: Question, answer: Answered) -> Iterator[str]:
    expected = question.expect.missing
    if expected is not None and set(answer["missing"]) != set(expected):
        yield f"missing facts: {', '.join(expected) or 'none'} expected, {', '.join(answer['missing']) or 'none'} asked"
    given = {warning["code"] for warning in answer["warnings"]}
    for code in question.expect.warnings:
        if code not in given:
            yield f"warning: {code} not given"
