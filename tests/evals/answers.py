"""Small questions and answers of our own, to score by hand."""

from __future__ import annotations

from typing import Any

from evals.bank import Expected, Question
from evals.run import Answered, Record


def question(text: str = "Is social value required?", **fields: Any) -> Question:
    """A question about Southend; `expect` fields are given as `expect_<name>`."""
    expect = {name.removeprefix("expect_"): fields.pop(name) for name in list(fields) if name.startswith("expect_")}
    values = {"id": "q-one", "kind": "threshold", "about": "southend", "expect": Expected(**{"status": "answered", **expect})}
    return Question(**{**values, "question": text, **fields})


def citation(n: int, clause: str, text: str = "", document: str = "southend-social-value-policy") -> dict[str, Any]:
    return {
        "n": n, "document": document, "title": "A policy", "publisher": "A council", "clause": clause, "heading": "Scope",
        "page": None, "text": text, "kind": "digest", "source": "rule", "start": 0, "end": len(text),
    }  # fmt: skip


def answer(**fields: Any) -> Answered:
    """An answer that says nothing, with the fields given."""
    empty: Answered = {
        "id": "q-one", "question": "Is social value required?", "status": "answered", "outcome": None, "headline": "", "text": "",
        "council": "southend", "as_of": "2026-11-21", "facts": {}, "duties": [], "requirements": {}, "missing": [],
        "follow_up": None, "changes": [], "citations": [], "warnings": [], "trace": [],
    }  # fmt: skip
    return {**empty, **fields}


def record(asked: Question, given: Answered | None, milliseconds: float = 5.0) -> Record:
    return Record(asked, given, milliseconds, None if given else "ValueError: it broke")
