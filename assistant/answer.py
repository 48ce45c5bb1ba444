"""The answer, the same object on every surface. `as_dict` is what the contract's schema describes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from assistant.rules.verdict import Outcome

Status = Literal["answered", "needs_facts", "abstained", "refused", "error"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage exactly as it stands in the loaded document, with where it stands. Offsets are characters, `page` from 1."""

    n: int
    document: str
    title: str
    publisher: str
    clause: str
    heading: str
    page: int | None
    text: str
    kind: Literal["original", "digest"]
    source: Literal["rule", "retrieval"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the reader has to know before relying on the answer."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `outcome` is None where no verdict was asked for, or where the question spans several councils."""

    id: str
    question: str
    status: Status
    headline: str
    text: str
    as_of: date
    outcome: Outcome | None = None
    council: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    duties: tuple[dict[str, Any], ...] = ()
    requirements: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    follow_up: str | None = None
    changes: tuple[dict[str, str], ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[Warned, ...] = ()
    trace: tuple[dict[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data, in the order of the contract's schema."""
        return {
            "id": self.id,
            "question": self.question,
            "status": self.status,
            "outcome": self.outcome,
            "headline": self.headline,
            "text": self.text,
            "council": self.council,
            "as_of": self.as_of.isoformat(),
            "facts": self.facts,
            "duties": list(self.duties),
            "requirements": self.requirements,
            "missing": list(self.missing),
            "follow_up": self.follow_up,
            "changes": list(self.changes),
            "citations": [asdict(citation) for citation in self.citations],
            "warnings": [asdict(warned) for warned in self.warnings],
            "trace": list(self.trace),
        }

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False)
