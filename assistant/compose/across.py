"""A question put to every council at once: a table, one row a council, `silent` a value of its own, each cell cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant import words
from assistant.answer import Answer, Status
from assistant.asked import comparison, topics
from assistant.asked.answer_type import asked_for
from assistant.compose import provisions, showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.found import trace
from assistant.compose.quoting import best_sentence
from assistant.compose.sentences import ASKS, listed
from assistant.compose.verdict import markdown, provision_words
from assistant.holdings import Holdings
from assistant.model import CouncilName
from assistant.retrieve.passages import Ranked

Find = Callable[[str], "FoundThere"]
"""What one council's documents hold on the question."""

NAMES_IT = 0.6
"""The share of a matter's telling words from which a passage names it."""
NEAREST = 3
NEARLY, TOLD_MOST = 0.9, 2
"""A second provision is told of beside the first where its score is at least this share of the first's."""
WITHDRAWN = "law-withdrawn"


@dataclass(frozen=True, slots=True)
class FoundThere:
    """The passages of one council, best first, whether they answer, and how much of the matter each names, 0 to 1."""

    ranked: Sequence[Ranked]
    answers: bool
    named: Sequence[float]
    share: Callable[[str], float]
    """How much of the whole matter a text holds, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one council's documents say: the words, whether they are silent, how well they answer, and what they rest on."""

    council: CouncilName
    words: str
    silent: bool
    merit: tuple[float, float]
    best: Ranked | None
    matches: Sequence[provisions.Match] = ()
    withdrawn: bool = False
    nearest: Ranked | None = None
    """Of a council that is silent, a passage that speaks of the field all the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what is said, with the marks of what was cited."""

    council: CouncilName
    words: str
    silent: bool
    marks: str
    best: Ranked | None


def answer(holdings: Holdings, asked: Asked, councils: Sequence[CouncilName], find: Find, *, chosen: bool) -> Answer:
    """The councils side by side. `chosen` tells that a comparison was asked for; otherwise the council is still to be named."""
    citer = Citer(holdings)
    said = [_said(holdings, asked, council, find(council.slug)) for council in councils]
    rows = [
        _cited(one, citer) for one in sorted(said, key=lambda one: (one.silent, one.withdrawn, -one.merit[0], -one.merit[1]))
    ]
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


def _said(holdings: Holdings, asked: Asked, council: CouncilName, found: FoundThere) -> Said:
    """What one council says: fields of its pack, or the passage that names most of the matter; silent where there is neither.

    A council that names the matter is not silent on it, whatever its pack says it is silent on; nor is one that holds a provision of
    the field asked for.
    """
    scope, query = holdings.of(council.slug), comparison.of_one(asked.query)
    place = _place(found, asked.query)
    best = None if place is None else found.ranked[place]
    names_it = place is not None and found.named[place] >= NAMES_IT
    matches = provisions.matches(holdings, query, scope, found.ranked, asked.as_of)
    silence = None if names_it else provisions.silence_on_field(matches, query)
    telling = [silence] if silence else provisions.telling(matches, covered=found.answers or names_it)
    if telling and telling[0].provision.kind == "silence":
        others = [m for m in matches if m.provision.kind != "silence"]
        telling = (provisions.telling(others) if names_it else _of_the_field(others, query)) or ([] if names_it else telling)
    if telling and telling[0].provision.kind == "silence":
        nearest = next((one for one in found.ranked[:NEAREST] if found.share(one.headed_text) >= NAMES_IT), None)
        return Said(council, f"silent: {telling[0].provision.says}", True, (0.0, 0.0), best, nearest=nearest)
    if telling:
        shown = [m for m in telling[:TOLD_MOST] if m.score >= NEARLY * telling[0].score]
        says = " ".join(m.provision.says for m in shown)
        told = " ".join(m.held.clause_texts.get(label, "") for m in shown for label in m.provision.clauses)
        return Said(
            council, says, False, (int(telling[0].named) + found.share(f"{says} {told}"), telling[0].score), best, matches=shown
        )
    if best is None or not (found.answers or names_it):
        return Said(council, "silent", True, (0.0, 0.0), best)
    sentence = best_sentence(best, words.content(query, provisions.names(holdings)), asked_for(asked.query))
    merit = found.share(best.headed_text)
    return Said(council, sentence, False, (merit, best.score), best, withdrawn=_is_withdrawn(holdings, best))


def _place(found: FoundThere, query: str) -> int | None:
    """The place, from 0, of the passage that speaks for a council: that found first where known questions tell that it answers, else the first that
    names the matter. Where it is asked whether a thing is mentioned, one that names it goes first."""
    if found.answers and found.ranked[0].placed and not comparison.MENTIONS.search(query):
        return 0
    return max(range(len(found.ranked)), key=lambda at: (found.named[at] >= NAMES_IT, -at), default=None)


def _of_the_field(matches: Sequence[provisions.Match], query: str) -> list[provisions.Match]:
    """The best provision of the first field, of those that the question points at, of which there is any."""
    for kind in topics.named(query) or topics.kinds(query):
        if held := [m for m in matches if m.provision.kind == kind]:
            return held[:1]
    return []


def _is_withdrawn(holdings: Holdings, best: Ranked) -> bool:
    """Whether a passage is words that its pack says are withdrawn."""
    held = holdings.document(best.passage.document)
    notices = (p for pack in held.packs for p in pack.provisions if p.code == WITHDRAWN)
    return any(best.passage.clause in notice.clauses for notice in notices)


def _cited(said: Said, citer: Citer) -> Row:
    """A row with the marks of what it rests on: a field's clauses and those that conflict with it, or the passage."""
    marks = ""
    if said.matches:
        marks = "; ".join(_marks(match, citer) for match in said.matches)
    elif said.best and not said.silent:
        marks = f"{said.best.passage.clause} {citer.passage(said.best.passage)}"
    if said.nearest:
        marks = f"silent; nearest: {said.nearest.passage.clause} {citer.passage(said.nearest.passage)}"
    return Row(said.council, said.words, said.silent, marks, said.best)


def _marks(match: provisions.Match, citer: Citer) -> str:
    labels = (*match.provision.clauses, *conflicting(match))
    marks = citer.clauses(match.held.id, labels, provision_words(match.provision))
    return f"{listed(labels)} {marks}"


def conflicting(match: provisions.Match) -> tuple[str, ...]:
    """The clauses that say otherwise than a provision on the same field, as its pack records conflicts."""
    found: dict[str, None] = {}
    for pack in match.held.packs:
        for other in pack.provisions:
            if (
                other.kind == "conflict"
                and not set(other.clauses).isdisjoint(match.provision.clauses)
                and match.provision.kind in topics.kinds(other.about or "")
            ):
                found |= dict.fromkeys(label for label in other.clauses if label not in match.provision.clauses)
    return tuple(found)


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
