"""Passages that were found, into an answer that quotes them; or the plain word that nothing loaded settles the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Warned
from assistant.compose import showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.sentences import listed
from assistant.compose.verdict import markdown
from assistant.holdings import Holdings
from assistant.retrieve import Ranked

SHOWN = 4


def answer(holdings: Holdings, asked: Asked, ranked: Sequence[Ranked]) -> Answer:
    """The passages nearest to the question, quoted in full, the nearest first."""
    citer = Citer(holdings)
    lines = []
    for found in ranked[:SHOWN]:
        info = holdings.document(found.passage.document).document.info
        lines.append(
            f"{info.publisher}, {info.title}, {found.passage.clause}: {quoted(found.passage.text)} {citer.passage(found.passage)}"
        )
    first = ranked[0].passage
    headline = f"{holdings.document(first.document).document.info.title}, {first.clause}, is nearest to the question."
    warnings = _warnings(holdings, asked, citer)
    sections = [
        ("", [f"**{headline}**"]),
        ("What the documents say", lines),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id, question=asked.question, status="answered", headline=headline, text=markdown(sections), as_of=asked.as_of,
        council=asked.council, facts=showing.facts(asked.facts, asked.council, asked.council_given),
        citations=citer.citations, warnings=tuple(warnings), trace=tuple(trace(r) for r in ranked[:SHOWN]),
    )  # fmt: skip


def _warnings(holdings: Holdings, asked: Asked, citer: Citer) -> tuple[Warned, ...]:
    cited = {(c.document, c.clause) for c in citer.citations}
    documents = dict.fromkeys(c.document for c in citer.citations)
    found: list[Warned] = []
    for id_ in documents:
        held = holdings.document(id_)
        found += warn.of_document(held, asked.as_of, citer, {clause for document, clause in cited if document == id_})
    return warn.once([*found, *warn.of_citations(citer.citations)])


def quoted(text: str) -> str:
    """A passage's words in one line, so that a list stays a list."""
    return "“" + " ".join(text.split()) + "”"


def trace(ranked: Ranked) -> dict[str, object]:
    """How a passage came to be shown."""
    return {
        "layer": "retrieval", "document": ranked.passage.document, "clause": ranked.passage.clause, "passage": ranked.passage.id,
        "score": ranked.score, "dense": ranked.dense, "lexical": ranked.lexical,
    }  # fmt: skip


def silent(holdings: Holdings, asked: Asked, ranked: Sequence[Ranked], why: str = "") -> Answer:
    """Nothing loaded settles the question: what was looked in, what comes nearest without answering, whom to ask."""
    citer = Citer(holdings)
    scope = holdings.of(asked.council) if asked.council else holdings.documents
    looked = listed(f"{held.document.info.publisher}, {held.document.info.title}" for held in scope)
    headline = why or "Nothing that is loaded answers this."
    lines = [f"Looked in: {looked}."]
    lines += [f"Related, does not answer: {r.passage.clause} {citer.passage(r.passage)}" for r in ranked[:1]]
    lines.append("Ask the council's procurement team, or load the document that would say.")
    return Answer(
        id=asked.id, question=asked.question, status="abstained", headline=headline, text=markdown([("", [f"**{headline}**", *lines])]),
        as_of=asked.as_of, council=asked.council, facts=showing.facts(asked.facts, asked.council, asked.council_given),
        citations=citer.citations, trace=tuple(trace(r) for r in ranked[:1]),
    )  # fmt: skip
