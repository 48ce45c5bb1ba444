"""From an answer and what is loaded to its record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from assistant.answer import Answer
from assistant.holdings import Held, Holdings
from assistant.rules.model import Pack, Provision, Rule
from assistant.surfaces.decision_record.program import program
from assistant.surfaces.decision_record.record import FORMAT, GUIDANCE, NAME, Record, Request, canonical, short_id
from ingest.model import Clause

WHOLE_CLAUSE_CHARACTERS = 40_000
"""A longer clause is the whole of a document without headings: the passages that were cited stand for it."""


def make(holdings: Holdings, request: Request, answer: Answer) -> Record:
    """The record of one answer: the same holdings, request and answer give the same bytes."""
    asked = _asked(request)
    given = json.loads(json.dumps(answer.as_dict()))
    rests_on = [held for held in holdings.documents if held.id in _named(given, holdings)]
    content = {
        "format": FORMAT,
        "guidance": GUIDANCE,
        "asked": asked,
        "answer": given,
        "rules": list(_rules(holdings, given)),
        "clauses": list(_clauses(holdings, given)),
        "documents": [_document(held) for held in rests_on],
        "library": {"documents": len(holdings.documents), "sha256": library_sha256(holdings)},
        "program": program(),
        "replay": f"clausewise replay {NAME}-{short_id(asked, given)}.json",
    }
    return Record(json.loads(json.dumps(content)))


def _asked(request: Request) -> dict[str, Any]:
    return {
        "question": request.question,
        "on": request.asked_on.isoformat(),
        "council": request.council,
        "as_of": request.as_of and request.as_of.isoformat(),
        "history": list(request.history),
        "id": request.id,
    }


def _named(answer: dict[str, Any], holdings: Holdings) -> set[str]:
    """The documents that an answer cites, tried or looked in."""
    parts = [*answer["citations"], *answer["duties"], *answer["trace"]]
    looked_in = {held.id for held in holdings.of(answer["council"])} if answer["council"] else set()
    return {part["document"] for part in parts if part.get("document")} | looked_in


def _rules(holdings: Holdings, answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each rule and provision that was tried, in words, once."""
    seen: set[tuple[str, str]] = set()
    for item in answer["trace"]:
        id_ = item.get("rule") or item.get("provision")
        document = item.get("document")
        if not id_ or not document or (document, id_) in seen:
            continue
        seen.add((document, id_))
        for pack in holdings.document(document).packs:
            every: tuple[Rule | Provision, ...] = (*pack.rules, *pack.provisions)
            yield from (_rule(pack, one) for one in every if one.id == id_)


def _rule(pack: Pack, rule: Rule | Provision) -> dict[str, Any]:
    return {
        "document": pack.document,
        "pack": pack.pack,
        "id": rule.id,
        "says": rule.says,
        "note": rule.note if isinstance(rule, Rule) else None,
        "clauses": list(rule.clauses),
        "from": rule.from_ and rule.from_.isoformat(),
        "to": rule.to and rule.to.isoformat(),
    }


def _clauses(holdings: Holdings, answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each clause that was cited, in full, with the marks it is cited under."""
    marks: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for citation in answer["citations"]:
        marks.setdefault((citation["document"], citation["clause"]), []).append(citation)
    for (document, label), citations in marks.items():
        held = holdings.document(document)
        yield {
            "document": document,
            "clause": label,
            "cited_as": [citation["n"] for citation in citations],
            "kind": held.document.kind,
            **_words(held, held.clauses.get(label), citations),
        }


def _words(held: Held, clause: Clause | None, citations: list[dict[str, Any]]) -> dict[str, Any]:
    whole = clause.text(held.document.text) if clause else ""
    if clause is None or len(whole) > WHOLE_CLAUSE_CHARACTERS:
        text = "\n\n".join(citation["text"] for citation in citations)
        return {"path": [citations[0]["heading"]], "page": citations[0]["page"], "complete": False, "text": text}
    path = [*clause.path] if clause.path else [clause.heading]
    page = next((span.page for span in clause.spans), None)
    return {"path": path, "page": page, "complete": True, "text": whole}


def _document(held: Held) -> dict[str, Any]:
    card, document = held.card, held.document
    return {
        "id": held.id,
        "council": held.council,
        "title": document.info.title,
        "publisher": document.info.publisher,
        "status": card.status,
        "status_note": card.status_note,
        "version": card.version,
        "dated": card.dated,
        "published": card.published,
        "review_due": card.review_due,
        "verified_to": card.verified_to and card.verified_to.isoformat(),
        "kind": document.kind,
        "sha256": document.sha256,
        "text_sha256": sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "packs": [{"name": file.name, "sha256": file.sha256} for file in held.files],
    }


def library_sha256(holdings: Holdings) -> str:
    """A sha256 that changes with any document, card or pack that is loaded, in whatever order."""
    found = sorted(
        [
            held.id,
            held.document.kind,
            held.document.sha256,
            held.card.model_dump_json(),
            [[f.name, f.sha256] for f in held.files],
        ]
        for held in holdings.documents
    )
    return sha256(canonical(found)).hexdigest()
