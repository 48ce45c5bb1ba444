"""Questions as data in, answers out, one bad line at a time: what the command line's batch and the HTTP batch share."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.errors import BadBatchLine, BadDate, ClausewiseError
from assistant.service import Assistant

FIELDS = {"id", "question", "council", "date", "history"}
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


def answered_line(
    assistant: Assistant, line: str, number: int, today: date, council: str | None = None, as_of: str | None = None
) -> tuple[Answer, str]:
    """The answer to one line of JSON, with the error's line of text where it was refused. `council` and `as_of` are defaults."""
    defaults: dict[str, Any] = {"id": str(number), "question": "", "council": council, "date": as_of}
    try:
        given = json.loads(line, parse_constant=_no_constant)
        if not isinstance(given, dict):
            raise BadBatchLine("not a JSON object with a question")
    except (ValueError, RecursionError):
        return failed(str(number), "", today, "not JSON"), "not JSON"
    except BadBatchLine as error:
        return failed(str(number), "", today, str(error)), str(error)
    return answered(assistant, {**{k: v for k, v in defaults.items() if v is not None}, **given}, today)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def answered(assistant: Assistant, given: dict[str, Any], today: date) -> tuple[Answer, str]:
    """The answer to one request, and the error in one line where it was refused (empty otherwise)."""
    id_ = str(given.get("id", "1"))[:200]
    question = given.get("question")
    shown = question if isinstance(question, str) else ""
    try:
        request = checked(given)
        return assistant.ask(today=today, **request), ""
    except ClausewiseError as error:
        return failed(id_, shown[:2_000], today, str(error)), str(error)


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `Assistant.ask` from a request; raises BadBatchLine or BadDate naming the field."""
    unknown = sorted(set(given) - FIELDS)
    if unknown:
        raise BadBatchLine(f"unknown field {unknown[0][:80]!r}; the fields are {', '.join(sorted(FIELDS))}")
    if not isinstance(given.get("question"), str):
        raise BadBatchLine("no question, or it is not text")
    history = given.get("history") or []
    if not isinstance(history, list) or not all(isinstance(text, str) for text in history) or len(history) > 50:
        raise BadBatchLine("history is not a list of at most 50 earlier questions")
    council = given.get("council")
    if council is not None and not isinstance(council, str):
        raise BadBatchLine("council is not a slug")
    day = given.get("date")
    as_of = None if day is None else parse_day(day)
    id_ = given.get("id", "1")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise BadBatchLine("id is not text")
    return {"question": given["question"], "council": council, "as_of": as_of, "history": tuple(history), "id": str(id_)[:200]}


def parse_day(text: object) -> date:
    """A date as YYYY-MM-DD within 1970 to 2100.

    :raises BadDate: otherwise.
    """
    try:
        if not isinstance(text, str) or len(text) != 10:
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise BadDate(f"not a date: {str(text)[:40]!r}; write YYYY-MM-DD") from None
    if not EARLIEST <= day <= LATEST:
        raise BadDate(f"{day.isoformat()} is not between {EARLIEST.isoformat()} and {LATEST.isoformat()}")
    return day


def failed(id_: str, question: str, today: date, error: str) -> Answer:
    """A refused request as an answer."""
    return Answer(id=id_, question=question, status="error", headline=error, text=error, as_of=today)
