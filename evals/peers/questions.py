"""The bank's questions that name clauses, with the places where those clauses stand in the texts that are loaded."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus import NATIONAL
from assistant.holdings import Holdings
from evals.bank import NATION, Question
from evals.metrics import place
from evals.peers.model import Asked, PeersError, Place, Source


def sources(holdings: Holdings) -> tuple[Source, ...]:
    """Every document that is loaded, with its text as it is stored: what the clauses' offsets are counted in."""
    return tuple(Source(held.id, held.council, held.document.text) for held in holdings.documents)


def asked(questions: Sequence[Question], holdings: Holdings) -> tuple[Asked, ...]:
    """The questions that name clauses, in order. :raises PeersError: a clause is not in what is loaded."""
    return tuple(_asked(question, holdings) for question in questions if question.expect.wanted)


def _asked(question: Question, holdings: Holdings) -> Asked:
    labels = [label for alternatives in question.expect.wanted for label in alternatives]
    return Asked(
        unit=question.unit,
        question=question.question,
        history=tuple(question.history),
        scope=_scope(question, holdings),
        wanted=tuple(_place(label, question, holdings) for label in labels),
        outcome=question.expect.outcome,
        starts=question.date,
        set_apart=question.split == "held_out",
    )


def _scope(question: Question, holdings: Holdings) -> str | None:
    """The council that the question is about; everything that is loaded where it is about several."""
    council = NATIONAL if question.about == NATION else question.about
    return council if holdings.of(council) else None


def _place(label: str, question: Question, holdings: Holdings) -> Place:
    document, clause = place(label, question)
    try:
        spans = holdings.document(document).clauses[clause].spans
    except KeyError:
        raise PeersError(f"{question.id}: {document} holds no clause {clause}") from None
    return Place(document, tuple((span.start, span.end) for span in spans))
