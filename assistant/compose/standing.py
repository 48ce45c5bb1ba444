"""Whether a document is in force, proposed or past: what is known of the document itself, which its own words may not say."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.asked import topics
from assistant.compose import showing
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.found import carried, cited_warnings
from assistant.compose.quoting import shown
from assistant.compose.verdict import markdown
from assistant.holdings import Held, Holdings
from assistant.retrieve.passages import Ranked

STANDS = {
    "in_force": "is taken to be in force",
    "proposed": "is proposed, not adopted",
    "withdrawn": "is withdrawn",
    "superseded": "is superseded",
}
"""What a status says of a document; one that is not known is no answer."""
SHOWN = 2


def answer(holdings: Holdings, asked: Asked, scope: Sequence[Held], ranked: Sequence[Ranked]) -> Answer:
    """How each document of the council stands and what is known of it, with the passages found that speak of it."""
    citer = Citer(holdings)
    said = [(held, _said(held)) for held in scope]
    lines = [f"{words} {citer.clause(held.id, next(iter(held.clauses)))}".rstrip() for held, words in said]
    telling = [found.passage for found in ranked if topics.STANDING.search(found.passage.text)][:SHOWN]
    passages = [f"{passage.clause} {citer.passage(passage)}\n{shown(passage.text)}" for passage in telling]
    headline = said[0][1]
    known = any(held.document.info.status in STANDS for held in scope)
    warnings = cited_warnings(holdings, asked, citer)
    sections = [
        ("", [f"**{headline}**", *carried(asked)]),
        ("In detail", lines),
        ("What the documents say", passages),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id, question=asked.question, status="answered" if known else "abstained", headline=headline, text=markdown(sections),
        as_of=asked.as_of, council=asked.council, facts=showing.facts(asked.facts, asked.council, asked.council_given),
        citations=citer.citations, warnings=warnings,
    )  # fmt: skip


def _said(held: Held) -> str:
    info = held.document.info
    stands = STANDS.get(info.status)
    first = f"{info.title} {stands}." if stands else f"whether {info.title} is in force is not known here."
    return f"{info.publisher}: {first} {held.card.status_note}".rstrip()
