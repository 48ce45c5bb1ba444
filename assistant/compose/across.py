"""A question put to every council at once: a table, one row a council, `silent` a value of its own, each cell cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant import words
from assistant.answer import Answer, Status
from assistant.answer_type import asked_for
from assistant.compose import provisions, showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.found import trace
from assistant.compose.quoting import best_sentence
from assistant.compose.sentences import ASKS, listed
from assistant.compose.verdict import markdown, provision_words
from assistant.holdings import Holdings
from assistant.model import CouncilName
from assistant.retrieve import Ranked

Find = Callable[[str], tuple[Sequence[Ranked], bool]]
"""The passages of one council for the question, and whether they answer it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one council's documents say: the words, whether they are silent, and the marks of what was cited."""

    council: CouncilName
    words: str
    silent: bool
    marks: str
    score: float
    best: Ranked | None


def answer(holdings: Holdings, asked: Asked, councils: Sequence[CouncilName], find: Find, *, chosen: bool) -> Answer:
    """The councils side by side. `chosen` tells that a comparison was asked for; otherwise the council is still to be named."""
    citer = Citer(holdings)
    rows = [_row(holdings, asked, council, find, citer) for council in councils]
    speaking = [row for row in rows if not row.silent]
    headline = _headline(rows, speaking)
    table = ["| Council | What its document says | Clause |", "|---|---|---|"]
    table += [f"| {row.council.name} | {cell(row.words)} | {row.marks or 'silent'} |" for row in rows]
    documents = dict.fromkeys(c.document for c in citer.citations)
    warnings = [w for id_ in documents for w in warn.of_status(holdings.document(id_), asked.as_of, citer)]
    warnings = list(warn.once([*warnings, *warn.of_citations(citer.citations)]))
    follow_up = None if chosen else ASKS["council"]
    sections = [
        ("", [f"**{headline}**", *([follow_up] if follow_up else []), "\n".join(table)]),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    status: Status = "abstained" if not speaking else "answered" if chosen else "needs_facts"
    return Answer(
        id=asked.id, question=asked.question, status=status, headline=headline, text=markdown(sections), as_of=asked.as_of,
        facts=showing.facts(asked.facts, None), missing=() if chosen or not speaking else ("council",), follow_up=follow_up if speaking else None,
        citations=citer.citations, warnings=tuple(warnings), trace=tuple(trace(row.best) for row in rows if row.best),
    )  # fmt: skip


def _row(holdings: Holdings, asked: Asked, council: CouncilName, find: Find, citer: Citer) -> Row:
    scope = holdings.of(council.slug)
    ranked, answers = find(council.slug)
    found = provisions.matches(holdings, asked.query, scope, ranked, asked.as_of)
    silence = provisions.silence_on_field(found, asked.query)
    telling = [silence] if silence else provisions.telling(found, covered=answers)
    best = ranked[0] if ranked else None
    if telling and telling[0].provision.kind == "silence":
        return Row(council, f"silent: {telling[0].provision.says}", True, "", telling[0].score, best)
    if telling:
        return Row(council, telling[0].provision.says, False, _marks(telling[0], citer), telling[0].score, best)
    if best is None or not answers:
        return Row(council, "silent", True, "", 0.0, best)
    sentence = best_sentence(best, words.content(asked.query, provisions.names(holdings)), asked_for(asked.query))
    return Row(council, sentence, False, f"{best.passage.clause} {citer.passage(best.passage)}", best.score, best)


def _marks(match: provisions.Match, citer: Citer) -> str:
    marks = citer.clauses(match.held.id, match.provision.clauses, provision_words(match.provision))
    return f"{listed(match.provision.clauses)} {marks}"


def _headline(rows: Sequence[Row], speaking: Sequence[Row]) -> str:
    if not speaking:
        return "No document that is loaded says anything on this."
    said = listed(row.council.name for row in speaking)
    quiet = [row.council.name for row in rows if row.silent]
    return f"On this, {'the document speaks' if len(speaking) == 1 else 'the documents speak'} for {said}" + (
        f"; silent: {listed(quiet)}." if quiet else "."
    )


def cell(text: str) -> str:
    """Words set in one cell of a Markdown table."""
    return " ".join(text.replace("|", "/").split())
