"""What the MCP door offers: five tools, each a few lines over the assistant. Nothing here knows the protocol."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import ClausewiseError
from assistant.holdings import Held
from assistant.retrieve.passages import Ranked
from assistant.service import Assistant
from assistant.surfaces import batch, contract

SEARCH_MOST = 50


class ToolRefused(ClausewiseError):
    """A tool's arguments cannot be used, or what they name is not loaded."""


Arguments = dict[str, Any]
Run = Callable[[Assistant, Arguments, date], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: its name, what it is for, what it takes and gives, and what it does."""

    name: str
    title: str
    description: str
    fields: Mapping[str, Any]
    required: tuple[str, ...]
    gives_answer: bool
    run: Run

    @property
    def takes(self) -> dict[str, Any]:
        """Its arguments as a JSON schema."""
        return {
            "type": "object",
            "properties": dict(self.fields),
            "required": list(self.required),
            "additionalProperties": False,
        }


def ask(assistant: Assistant, arguments: Arguments, today: date) -> dict[str, Any]:
    """An answer, the same object as `clausewise ask --json` gives."""
    return batch.answered(assistant, arguments, today)[0].as_dict()


def check_contract(assistant: Assistant, arguments: Arguments, today: date) -> dict[str, Any]:
    """A council's verdict on a contract that is given as facts."""
    answer = contract.answered(assistant, contract.read(arguments), arguments["council"], today)
    return assistant.worded(answer).as_dict()


def compare_councils(assistant: Assistant, arguments: Arguments, today: date) -> dict[str, Any]:
    """Councils side by side on a contract that is given as facts."""
    answer = contract.compared(assistant, contract.read(arguments), arguments.get("councils", []), today)
    return assistant.worded(answer).as_dict()


def search_clauses(assistant: Assistant, arguments: Arguments, today: date) -> dict[str, Any]:
    """Ranked passages, in their own words."""
    found = assistant.search(arguments["query"], council=arguments.get("council"), k=arguments.get("k", 10))
    return {"query": arguments["query"], "results": [_ranked(assistant, ranked) for ranked in found]}


def _ranked(assistant: Assistant, ranked: Ranked) -> dict[str, Any]:
    passage, held = ranked.passage, assistant.holdings.document(ranked.passage.document)
    return {
        **_source(held),
        "clause": passage.clause,
        "heading": passage.heading,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": ranked.score,
    }


def get_clause(assistant: Assistant, arguments: Arguments, today: date) -> dict[str, Any]:
    """One clause in full."""
    held = _held(assistant, arguments["document"])
    label = arguments["clause"]
    clause = held.clauses.get(label)
    if clause is None:
        near = difflib.get_close_matches(label, held.clauses, 5, 0.3) or list(held.clauses)[:5]
        raise ToolRefused(f"no clause {label[:80]!r} in {held.id}; the nearest labels are {', '.join(near)}")
    return {
        **_source(held),
        "clause": label,
        "heading": clause.heading,
        "path": list(clause.path),
        "spans": [{"start": span.start, "end": span.end, "page": span.page} for span in clause.spans],
        "text": clause.text(held.document.text),
    }


def _held(assistant: Assistant, document_id: str) -> Held:
    try:
        return assistant.holdings.document(document_id)
    except KeyError:
        loaded = ", ".join(held.id for held in assistant.holdings.documents[:50])
        raise ToolRefused(f"no document {document_id[:80]!r}; loaded are {loaded}") from None


def _source(held: Held) -> dict[str, Any]:
    info = held.document.info
    return {
        "document": held.id,
        "title": info.title,
        "publisher": info.publisher,
        "council": held.council,
        "status": info.status,
        "version": info.version,
        "kind": held.document.kind,
    }


_COUNCIL = {"type": "string", "maxLength": 80, "description": "A council's slug, such as south-norfolk."}
_DAY = {"type": "string", "description": "The day the procurement starts, YYYY-MM-DD; today unless given."}
_ASK_FIELDS: dict[str, Any] = {
    "question": {"type": "string", "description": "The question in plain words, 2,000 characters at most."},
    "council": {**_COUNCIL, "description": "The slug of the council that is asked about, unless the question names one."},
    "date": _DAY,
    "history": {
        "type": "array",
        "items": {"type": "string"},
        "maxItems": 50,
        "description": "The questions before it, oldest first.",
    },
    "id": {"type": "string", "maxLength": 200, "description": "Comes back on the answer."},
    "mode": {"enum": list(batch.MODES), "description": "A supplier gets no internal approvals; officer unless given."},
}
OFFERED = {
    offered.name: offered
    for offered in (
        Offered(
            "ask", "Ask a question",
            "Answers a question about the councils' social value policies or national law, with the clauses it rests on. Where the verdict turns "
            "on a fact that was not given, the status is needs_facts and follow_up is the question to put to the user.",
            _ASK_FIELDS, ("question",), True, ask,
        ),
        Offered(
            "check_contract", "Check a contract",
            "Whether one council requires social value in a contract, from its facts. Leave out what is not known: it is never assumed, and the "
            "answer says whether it matters.",
            {"council": _COUNCIL, **contract.FIELDS}, ("council",), True, check_contract,
        ),
        Offered(
            "search_clauses", "Search the clauses",
            "The passages of the loaded documents nearest to a query, in their own words, best first. Nearness is not an answer.",
            {
                "query": {"type": "string", "description": "What to look for, 2,000 characters at most."},
                "council": {**_COUNCIL, "description": "Search this council's documents alone; national for national law."},
                "k": {"type": "integer", "minimum": 1, "maximum": SEARCH_MOST, "description": "How many passages; 10 unless given."},
            },
            ("query",), False, search_clauses,
        ),
        Offered(
            "get_clause", "Get a clause",
            "One clause of a loaded document in full, by the document's id and the clause's label as citations give them.",
            {
                "document": {"type": "string", "maxLength": 200, "description": "A document's id, such as citations carry."},
                "clause": {"type": "string", "maxLength": 200, "description": "The clause's label, such as 9.2.1."},
            },
            ("document", "clause"), False, get_clause,
        ),
        Offered(
            "compare_councils", "Compare councils",
            "The verdicts of several councils on one contract, side by side, each with the clause that decides it.",
            {"councils": {"type": "array", "items": _COUNCIL, "maxItems": 100, "description": "Slugs; all unless given."}, **contract.FIELDS},
            (), True, compare_councils,
        ),
    )
}  # fmt: skip
"""The tools by name."""
