"""What people say of answers: kept in the library's folder with all it takes to ask again, and given out as question-bank entries."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.answer import Answer
from assistant.errors import ClausewiseError
from assistant.holdings import Holdings
from assistant.surfaces.web.conversation import Conversation

FOLDER, FILE = "feedback", "feedback.jsonl"
WHY_MOST_CHARACTERS = 2_000
Judged = Literal["right", "wrong"]
_WRITING = threading.Lock()


class NotKept(ClausewiseError):
    """A judgement could not be written down."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an answer was right, and why."""

    judged: Judged
    why: str = ""


def keep(index: Path, holdings: Holdings, conversation: Conversation, answer: Answer, judgement: Judgement) -> str:
    """Keeps one judgement, and gives the id it has. The same judgement of the same answer is kept once.

    :raises NotKept: it cannot be written; what was kept before is as it was.
    """
    state = {
        "judged": judgement.judged,
        "why": judgement.why[:WHY_MOST_CHARACTERS].strip(),
        "mode": conversation.mode,
        "request": {**conversation.request(), "date": answer.as_of.isoformat()},
        "answer": answer.as_dict(),
        "documents": [{"id": h.id, "kind": h.document.kind, "sha256": h.document.sha256} for h in holdings.documents],
    }
    id_ = sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]
    entry = {"id": id_, "at": datetime.now(UTC).isoformat(timespec="seconds"), **state}
    try:
        _append(index / FOLDER / FILE, id_, json.dumps(entry, ensure_ascii=False))
    except OSError as error:
        raise NotKept(f"this could not be kept, and is lost: {error.strerror}") from None
    return id_


def _append(path: Path, id_: str, line: str) -> None:
    with _WRITING:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and any(entry["id"] == id_ for entry in _lines(path)):
            return
        before = path.read_bytes() if path.exists() else b""
        cut_short = before and not before.endswith(b"\n")
        try:
            _write(path, ("\n" if cut_short else "") + line + "\n")
        except OSError:
            if path.exists():
                os.truncate(path, len(before))
            raise


def _write(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The entries that are whole; a line that a crash cut short is passed over."""
    for line in path.read_text(encoding="utf-8").split("\n"):  # other line ends are letters of what somebody wrote
        try:
            yield json.loads(line)
        except ValueError:
            continue


def entries(index: Path) -> list[dict[str, Any]]:
    """Everything that was kept, oldest first; empty where nothing was."""
    path = index / FOLDER / FILE
    return list(_lines(path)) if path.is_file() else []


def as_bank(kept: list[dict[str, Any]]) -> str:
    """The entries as a file of the question bank.

    An answer that was called right becomes a question with what the answer held. One that was called wrong becomes a question that
    scores nothing yet, with the words of whoever said so above it: a person has to write what the right answer is.
    """
    parts = ["# From feedback. Answers called wrong score nothing until somebody has written what is right.", "questions:"]
    for entry in kept:
        said = "".join(letter for letter in " ".join(entry["why"].split()) if letter.isprintable())
        parts.append(f"  # {entry['at']}: called {entry['judged']}{': ' + said if said else ''}")
        written = yaml.safe_dump([_question(entry)], allow_unicode=True, sort_keys=False, width=1_000)
        parts += ["  " + line for line in written.rstrip("\n").split("\n")]
    return "\n".join(parts) + "\n"


def _question(entry: dict[str, Any]) -> dict[str, Any]:
    request, answer = entry["request"], entry["answer"]
    found: dict[str, Any] = {
        "id": f"feedback-{entry['id']}",
        "question": request["question"],
        "kind": _kind(entry),
        "about": _about(answer),
    }
    found |= {name: request[name] for name in ("council", "history") if request.get(name)}
    day = datetime.fromisoformat(request["date"]).date()
    return {
        **found,
        "date": day,
        "expect": _expected(answer) if entry["judged"] == "right" else {"status": ["answered", "needs_facts", "abstained"]},
    }


def _kind(entry: dict[str, Any]) -> str:
    if entry["mode"] == "supplier":
        return "supplier"
    if entry["request"].get("history"):
        return "follow_up"
    answer = entry["answer"]
    if answer["status"] == "abstained":
        return "silence"
    return "threshold" if answer["outcome"] else "comparison" if answer["council"] is None else "definition"


def _about(answer: dict[str, Any]) -> str:
    return answer["council"] or ("nation" if {c["document"] for c in answer["citations"]} == {"national-law"} else "several")


def _expected(answer: dict[str, Any]) -> dict[str, Any]:
    expected = {
        "status": answer["status"],
        "outcome": answer["outcome"],
        "council": answer["council"],
        "missing": answer["missing"],
    }
    own = [
        c["clause"]
        for c in answer["citations"]
        if c["source"] == "rule" and answer["council"] and c["document"] in _documents(answer)
    ]
    return expected | ({"clauses": list(dict.fromkeys(own))} if own else {})


def _documents(answer: dict[str, Any]) -> set[str]:
    """The documents whose duties decided the answer."""
    return {duty["document"] for duty in answer["duties"]}
