"""A decision record: one answer with everything it rests on, as plain data in one fixed form.

The form is JSON with its keys in order, two spaces deep, and characters that cannot be seen written as escapes. Its last word is
the sha256 of all the rest, so that a record that was changed can be told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from assistant.surfaces.decision_record.characters import escaped

FORMAT = "clausewise-record/1"
GUIDANCE = (
    "Guidance, not a decision. Clausewise computes what the loaded documents say of the facts that were given. "
    "It does not decide, and it is not legal advice: the decision is the council's, by the officer who has authority to make it."
)
NAME = "clausewise-record"


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it was put: what `Assistant.ask` needs to give the same answer again.

    `asked_on` is the day it was asked; `council` and `as_of` what a setting gave, None where none did; `history` the questions
    before it in the conversation.
    """

    question: str
    asked_on: date
    council: str | None = None
    as_of: date | None = None
    history: tuple[str, ...] = ()
    id: str = "1"


@dataclass(frozen=True, slots=True)
class Record:
    """A record's content, without its own sha256; plain data, as JSON gives it back."""

    content: dict[str, Any]

    @property
    def sha256(self) -> str:
        """The sha256 of the content in its one fixed form."""
        return sha256(canonical(self.content)).hexdigest()

    @property
    def id(self) -> str:
        """A short name, of the question and the answer alone."""
        return short_id(self.content["asked"], self.content["answer"])

    @property
    def asked_on(self) -> date:
        """The day the question was asked: the only time that a record knows."""
        return date.fromisoformat(self.content["asked"]["on"])

    def file_name(self, suffix: str) -> str:
        """The name to save it under, such as clausewise-record-1f2e3d4c5b6a.docx."""
        return f"{NAME}-{self.id}.{suffix}"


def request_of(content: dict[str, Any]) -> Request:
    """The question that a record's content holds."""
    asked = content["asked"]
    as_of = date.fromisoformat(asked["as_of"]) if asked["as_of"] else None
    on = date.fromisoformat(asked["on"])
    return Request(asked["question"], on, asked["council"], as_of, tuple(asked["history"]), asked["id"])


def short_id(asked: dict[str, Any], answer: dict[str, Any]) -> str:
    """Twelve hexadecimal digits that stand for a question and its answer."""
    return sha256(canonical({"asked": asked, "answer": answer})).hexdigest()[:12]


def canonical(data: Any) -> bytes:
    """Plain data in its one fixed form.

    >>> canonical({"b": "£", "a": "\\u202e"}).decode()
    '{\\n  "a": "\\\\u202e",\\n  "b": "£"\\n}\\n'
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return (escaped(text) + "\n").encode()


def as_json(record: Record) -> bytes:
    """The record as JSON with its sha256: the form that the others carry and are made from."""
    return canonical({**record.content, "sha256": record.sha256})
